//! Index elements: names and values by which an archive finds pages and groups.

use afp_codec::Field;
use afp_codec::ebcdic;
use afp_codec::fields::TripletList;
use afp_codec::triplets::{AttributeValue, CodedCharacterSet, FullyQualifiedName, NameUse, Triplet};
use afp_codec::values::Text;
use diagnostics::{Code, Diagnostic, Diagnostics};
use scene::IndexEntry;

use crate::error::WriteError;
use crate::options::IndexEncoding;

/// The most bytes of a name or a value (MO:DCA X'02' and X'36': a triplet of 254).
const LONGEST: usize = 250;

/// Coded character set of EBCDIC international and of UTF-16BE.
const UTF16: u16 = 1200;

/// A tag logical element (MO:DCA TLE): in code page 500, or in UTF-16BE told by a X'01' triplet that stands first.
/// A name or value that is too long is cut, with a finding.
pub(crate) fn element(
    entry: &IndexEntry,
    encoding: IndexEncoding,
    diagnostics: &mut Diagnostics,
) -> Result<Field<'static>, WriteError> {
    let both = || Some((ebcdic::from_text(&entry.name)?, ebcdic::from_text(&entry.value)?));
    let plain = if encoding == IndexEncoding::EbcdicElseUtf16 { both() } else { None };
    let mut triplets = Vec::with_capacity(3);
    let (name, value, step) = match plain {
        Some((name, value)) => (name, value, 1),
        None => {
            triplets.push(Triplet::CodedCharacterSet(CodedCharacterSet::ccsid(UTF16)));
            (utf16(&entry.name), utf16(&entry.value), 2)
        }
    };
    let mut fit = |mut bytes: Vec<u8>| {
        if bytes.len() > LONGEST {
            let finding = Diagnostic::new(Code::IndexValueTooLong).with("name", entry.name.as_str());
            diagnostics.push_once(finding.with("length", bytes.len()));
            let mut end = LONGEST / step * step;
            // No half of a surrogate pair is left at the end.
            if step == 2 && bytes.get(end - 2).is_some_and(|byte| (0xD8..0xDC).contains(byte)) {
                end -= 2;
            }
            bytes.truncate(end);
        }
        Text(bytes.into())
    };
    triplets.push(Triplet::FullyQualifiedName(FullyQualifiedName::characters(NameUse::ATTRIBUTE, fit(name))));
    triplets.push(Triplet::AttributeValue(AttributeValue { value: fit(value), ..AttributeValue::default() }));
    Ok(Field::TagLogicalElement(TripletList { triplets }))
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(name: &str, value: &str) -> (Vec<u8>, Diagnostics) {
        let entry = IndexEntry { name: name.into(), value: value.into() };
        let mut diagnostics = Diagnostics::new();
        let field = element(&entry, IndexEncoding::EbcdicElseUtf16, &mut diagnostics).unwrap();
        let mut out = Vec::new();
        field.write_data(&mut out).unwrap();
        (out, diagnostics)
    }

    #[test]
    fn latin_values_are_ebcdic() {
        // MO:DCA TLE: X'02' type 0B, then X'36' with two reserved bytes.
        let (found, diagnostics) = bytes("No", "A1");
        assert_eq!(found, [6, 0x02, 0x0B, 0x00, 0xD5, 0x96, 6, 0x36, 0, 0, 0xC1, 0xF1]);
        assert!(diagnostics.is_empty());
    }

    #[test]
    fn other_values_are_utf16_with_the_character_set_first() {
        let (found, _) = bytes("No", "王");
        assert_eq!(found, [6, 0x01, 0, 0, 0x04, 0xB0, 8, 0x02, 0x0B, 0, 0, 0x4E, 0, 0x6F, 6, 0x36, 0, 0, 0x73, 0x8B]);
    }

    #[test]
    fn a_value_too_long_is_cut_between_characters_with_a_finding() {
        let (found, diagnostics) = bytes("N", &format!("a{}", "\u{20000}".repeat(100)));
        assert_eq!(diagnostics.iter().next().map(|d| d.code), Some(Code::IndexValueTooLong));
        // X'01' of 6, X'02' of 6, then X'36' with four bytes of head: 250 bytes would cut a pair.
        assert_eq!(found[12] as usize, 4 + 250);
        assert_eq!(found.len(), 12 + 4 + 250);
    }
}
