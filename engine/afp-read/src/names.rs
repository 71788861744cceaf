//! Text of names and index values, by the coded character set that the file tells.

use afp_codec::ebcdic;
use afp_codec::triplets::{FullyQualifiedName, NameUse, Triplet};
use afp_codec::values::{guess_text, utf16_text};
use fonts::CodePage;

/// How names and values are encoded (triplet X'01').
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CharacterSet(u16);

impl Default for CharacterSet {
    fn default() -> Self {
        Self(500)
    }
}

impl CharacterSet {
    /// The number of its code page, or of the set as a whole (CCSID).
    pub(crate) fn number(self) -> u16 {
        self.0
    }

    /// The set that the triplets say, else this one.
    pub(crate) fn or_of(self, triplets: &[Triplet<'_>]) -> Self {
        triplets
            .iter()
            .find_map(|triplet| match triplet {
                Triplet::CodedCharacterSet(set) if set.code_page != 0 => Some(Self(set.code_page)),
                _ => None,
            })
            .unwrap_or(self)
    }

    /// Bytes as text. Code pages that are not known are read as code page 500.
    pub(crate) fn text(self, bytes: &[u8]) -> String {
        match self.0 {
            1200 | 13_488 | 17_584 => utf16_text(bytes).unwrap_or_else(|| guess_text(bytes)),
            1208 => String::from_utf8_lossy(bytes).into_owned(),
            number => CodePage::of(number).map_or_else(|| ebcdic::to_text(bytes), |page| page.text(bytes)),
        }
    }
}

/// Name and value of an index element.
pub(crate) fn attribute(triplets: &[Triplet<'_>], otherwise: CharacterSet) -> (String, String) {
    let set = otherwise.or_of(triplets);
    let mut found = (String::new(), String::new());
    for triplet in triplets {
        match triplet {
            Triplet::FullyQualifiedName(name) if name.usage == NameUse::ATTRIBUTE => found.0 = set.text(&name.name.0),
            Triplet::AttributeValue(value) => found.1 = set.text(&value.value.0),
            _ => {}
        }
    }
    found
}

/// The name of a use among triplets.
pub(crate) fn name_for<'t, 'a>(triplets: &'t [Triplet<'a>], usage: NameUse) -> Option<&'t FullyQualifiedName<'a>> {
    triplets.iter().find_map(|triplet| match triplet {
        Triplet::FullyQualifiedName(name) if name.usage == usage => Some(name),
        _ => None,
    })
}

/// A font's full name: UTF-16BE unless the triplets say otherwise.
pub(crate) fn full_name(triplets: &[Triplet<'_>], bytes: &[u8]) -> String {
    CharacterSet(1200).or_of(triplets).text(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use afp_codec::triplets::{AttributeValue, CodedCharacterSet, Triplets};
    use afp_codec::values::Text;

    #[test]
    fn a_tag_is_read_in_the_character_set_that_it_names() {
        let tag = |set: Option<u16>, name: Text<'static>, value: Text<'static>| -> Triplets<'static> {
            let set = set.map(|code| Triplet::CodedCharacterSet(CodedCharacterSet::ccsid(code)));
            let name = FullyQualifiedName::characters(NameUse::ATTRIBUTE, name);
            let value = AttributeValue { value, ..Default::default() };
            set.into_iter().chain([Triplet::FullyQualifiedName(name), Triplet::AttributeValue(value)]).collect()
        };
        let western = tag(None, Text::ebcdic("Account").unwrap(), Text::ebcdic("12-3").unwrap());
        let eastern = tag(Some(1200), Text::utf16("戶名"), Text::utf16("王小明"));
        assert_eq!(attribute(&western, CharacterSet::default()), ("Account".into(), "12-3".into()));
        assert_eq!(attribute(&eastern, CharacterSet::default()), ("戶名".into(), "王小明".into()));
    }
}
