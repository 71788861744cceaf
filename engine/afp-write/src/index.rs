//! Index elements: names and values by which an archive finds pages and groups; and comments.

use afp_codec::Field;
use afp_codec::ebcdic;
use afp_codec::fields::{Data, TripletList};
use afp_codec::triplets::{AttributeValue, CodedCharacterSet, FullyQualifiedName, NameUse, Triplet};
use afp_codec::values::Text;
use diagnostics::{Code, Diagnostic, Diagnostics};
use scene::IndexEntry;

use crate::options::IndexEncoding;

/// The most bytes of a name or a value (MO:DCA X'02' and X'36': a triplet of 254).
const LONGEST: usize = 250;

/// Coded character set of UTF-16BE.
const UTF16: u16 = 1200;

/// What stands where code page 500 has no such character: the substitute control.
const SUBSTITUTE: u8 = 0x3F;

/// A tag logical element (MO:DCA TLE): in code page 500, or in UTF-16BE told by a X'01' triplet before it. In an index
/// document it refers to a page or group by its name, which is of code page 500 and so stands before the X'01'.
/// A name or value that is too long is cut, with a finding; so is a character that the encoding lacks.
pub(crate) fn element(
    entry: &IndexEntry,
    encoding: IndexEncoding,
    reference: Option<FullyQualifiedName<'static>>,
    diagnostics: &mut Diagnostics,
) -> Field<'static> {
    let mut triplets = Vec::with_capacity(4);
    triplets.extend(reference.map(Triplet::FullyQualifiedName));
    let (name, value, step) = match encode([&entry.name, &entry.value], encoding, &entry.name, diagnostics) {
        ([name, value], true) => (name, value, 1),
        ([name, value], false) => {
            triplets.push(Triplet::CodedCharacterSet(CodedCharacterSet::ccsid(UTF16)));
            (name, value, 2)
        }
    };
    let mut fit = |bytes| Text(cut(bytes, LONGEST, step, &entry.name, diagnostics).into());
    triplets.push(Triplet::FullyQualifiedName(FullyQualifiedName::characters(NameUse::ATTRIBUTE, fit(name))));
    triplets.push(Triplet::AttributeValue(AttributeValue { value: fit(value), ..AttributeValue::default() }));
    Field::TagLogicalElement(TripletList { triplets })
}

/// A comment (MO:DCA NOP) of at most so many bytes, encoded as index values are.
pub(crate) fn comment(
    text: &str,
    encoding: IndexEncoding,
    limit: usize,
    diagnostics: &mut Diagnostics,
) -> Field<'static> {
    let ([bytes], plain) = encode([text], encoding, "comment", diagnostics);
    let bytes = cut(bytes, limit, if plain { 1 } else { 2 }, "comment", diagnostics);
    Field::NoOperation(Data { bytes: bytes.into() })
}

/// Texts in one encoding; whether it is code page 500.
fn encode<const N: usize>(
    texts: [&str; N],
    encoding: IndexEncoding,
    about: &str,
    diagnostics: &mut Diagnostics,
) -> ([Vec<u8>; N], bool) {
    let fits = || texts.iter().all(|text| text.chars().all(|character| ebcdic::byte(character).is_some()));
    let plain = match encoding {
        IndexEncoding::Utf16 => false,
        IndexEncoding::EbcdicElseUtf16 => fits(),
        IndexEncoding::Ebcdic => true,
    };
    if !plain {
        return (texts.map(|text| text.encode_utf16().flat_map(u16::to_be_bytes).collect()), false);
    }
    let mut byte = |character| {
        ebcdic::byte(character).unwrap_or_else(|| {
            let finding = Diagnostic::new(Code::IndexCharacter).with("name", about);
            diagnostics.push_once(finding.with("character", String::from(character)));
            SUBSTITUTE
        })
    };
    (texts.map(|text| text.chars().map(&mut byte).collect()), true)
}

/// At most so many bytes, and no half of a character at the end: `step` bytes a code unit.
fn cut(mut bytes: Vec<u8>, limit: usize, step: usize, about: &str, diagnostics: &mut Diagnostics) -> Vec<u8> {
    if bytes.len() > limit {
        let finding = Diagnostic::new(Code::IndexValueTooLong).with("name", about).with("length", bytes.len());
        diagnostics.push_once(finding.with("limit", limit));
        let mut end = limit / step * step;
        if step == 2 && bytes.get(end - 2).is_some_and(|byte| (0xD8..0xDC).contains(byte)) {
            end -= 2;
        }
        bytes.truncate(end);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes_in(encoding: IndexEncoding, name: &str, value: &str) -> (Vec<u8>, Diagnostics) {
        let entry = IndexEntry { name: name.into(), value: value.into() };
        let mut diagnostics = Diagnostics::new();
        let field = element(&entry, encoding, None, &mut diagnostics);
        let mut out = Vec::new();
        field.write_data(&mut out).unwrap();
        (out, diagnostics)
    }

    fn bytes(name: &str, value: &str) -> (Vec<u8>, Diagnostics) {
        bytes_in(IndexEncoding::EbcdicElseUtf16, name, value)
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
    fn an_archive_of_code_page_500_gets_a_substitute_and_the_designer_a_finding() {
        let (found, diagnostics) = bytes_in(IndexEncoding::Ebcdic, "No", "1 王");
        assert_eq!(found, [6, 0x02, 0x0B, 0x00, 0xD5, 0x96, 7, 0x36, 0, 0, 0xF1, 0x40, 0x3F]);
        let finding = diagnostics.iter().next().unwrap();
        assert_eq!(finding.code, Code::IndexCharacter);
        assert!(finding.message().contains('王'), "{finding}");
    }

    #[test]
    fn an_archive_of_utf16_gets_it_even_for_latin_values() {
        let (found, _) = bytes_in(IndexEncoding::Utf16, "N", "1");
        assert_eq!(found, [6, 0x01, 0, 0, 0x04, 0xB0, 6, 0x02, 0x0B, 0, 0, 0x4E, 6, 0x36, 0, 0, 0, 0x31]);
    }

    #[test]
    fn a_reference_stands_before_the_encoding_of_the_value() {
        let entry = IndexEntry { name: "N".into(), value: "王".into() };
        let reference = FullyQualifiedName::characters(NameUse::BEGIN_PAGE_GROUP, Text(vec![0xC7].into()));
        let field = element(&entry, IndexEncoding::EbcdicElseUtf16, Some(reference), &mut Diagnostics::new());
        let mut out = Vec::new();
        field.write_data(&mut out).unwrap();
        assert_eq!(out.get(..11), Some([5, 0x02, 0x0D, 0x00, 0xC7, 6, 0x01, 0, 0, 0x04, 0xB0].as_slice()));
    }

    #[test]
    fn a_value_too_long_is_cut_between_characters_with_a_finding() {
        let (found, diagnostics) = bytes("N", &format!("a{}", "\u{20000}".repeat(100)));
        assert_eq!(diagnostics.iter().next().map(|d| d.code), Some(Code::IndexValueTooLong));
        // X'01' of 6, X'02' of 6, then X'36' with four bytes of head: 250 bytes would cut a pair.
        assert_eq!(found[12] as usize, 4 + 250);
        assert_eq!(found.len(), 12 + 4 + 250);
    }

    #[test]
    fn a_comment_is_the_bytes_of_its_text() {
        let field = comment("Job 7", IndexEncoding::EbcdicElseUtf16, 100, &mut Diagnostics::new());
        let mut out = Vec::new();
        field.write_data(&mut out).unwrap();
        assert_eq!(out, [0xD1, 0x96, 0x82, 0x40, 0xF7]);
    }
}
