//! What fields name of resources, and what resources are called.

use std::collections::BTreeSet;

use afp_codec::triplets::{FullyQualifiedName, NameUse, Triplet};
use afp_codec::values::guess_text;
use afp_codec::{Field, FieldId, Name, Record, Records};

/// A name as it is compared: what it says, however it is encoded and padded.
pub(super) type Key = String;

/// What a stretch of fields names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct References {
    pub(super) names: BTreeSet<Key>,
    /// Whether a code page is named by its number, so that it may be any.
    pub(super) by_number: bool,
}

/// A name of eight characters.
pub(super) fn short(name: Name) -> Key {
    key(&name.0)
}

/// A name of any length.
pub(super) fn key(bytes: &[u8]) -> Key {
    let blank = |byte: &u8| matches!(byte, 0x40 | 0x20 | 0x00);
    let end = bytes.iter().rposition(|byte| !blank(byte)).map_or(0, |last| last + 1);
    // A letter of two bytes may end with what looks like a blank.
    let end = if bytes.first() == Some(&0) { end.next_multiple_of(2).min(bytes.len()) } else { end };
    guess_text(bytes.get(..end).unwrap_or_default()).trim().to_owned()
}

impl References {
    /// Whether something of one of these names is wanted.
    pub(super) fn want(&self, names: &[Key]) -> bool {
        names.iter().any(|name| self.names.contains(name))
    }

    pub(super) fn join(&mut self, other: Self) {
        self.names.extend(other.names);
        self.by_number |= other.by_number;
    }

    /// Takes what the fields of a stretch name.
    pub(super) fn read(&mut self, bytes: &[u8]) {
        for record in Records::new(bytes) {
            let Record::Field(raw) = record else { continue };
            match raw.decode() {
                Field::IncludeOverlay(include) => self.name(include.name),
                Field::IncludeSegment(include) => self.name(include.name),
                Field::IncludeObject(include) => {
                    self.name(include.name);
                    self.triplets(&include.triplets);
                }
                Field::MapPageSegment(map) => map.groups.iter().for_each(|group| self.name(group.name)),
                Field::MapMediumOverlay(map) => map.groups.iter().for_each(|group| self.name(group.name)),
                Field::MapDataResource(map) | Field::MapPageOverlay(map) | Field::MapCodedFont(map) => {
                    map.groups.iter().for_each(|group| self.triplets(&group.0));
                }
                Field::MapCodedFontOne(map) => {
                    for group in &map.groups {
                        for name in [group.coded_font, group.code_page, group.character_set] {
                            if !name.matches_any() {
                                self.name(name);
                            }
                        }
                    }
                }
                Field::CodedFontIndex(index) => {
                    for section in index.sections {
                        self.name(section.character_set);
                        self.name(section.code_page);
                    }
                }
                _ => {}
            }
        }
    }

    fn name(&mut self, name: Name) {
        self.names.insert(short(name));
    }

    fn triplets(&mut self, triplets: &[Triplet<'_>]) {
        for triplet in triplets {
            match triplet {
                Triplet::FullyQualifiedName(name) => {
                    self.names.insert(key(&name.name.0));
                }
                Triplet::FontCharacterSetId(set) if set.code_page != 0 => self.by_number = true,
                _ => {}
            }
        }
    }
}

/// A resource between Begin and End Resource: what it is called, outside and inside, and the first field of the object.
pub(super) fn names_of(bytes: &[u8]) -> (Vec<Key>, Option<FieldId>) {
    let mut names = Vec::new();
    for record in Records::new(bytes) {
        let Record::Field(raw) = record else { continue };
        let of_begin = |name: Option<Name>, triplets: &[Triplet<'_>], names: &mut Vec<Key>| {
            names.extend(name.map(short));
            let full = triplets.iter().filter_map(|triplet| match triplet {
                Triplet::FullyQualifiedName(FullyQualifiedName { usage: NameUse::REPLACE_FIRST, name, .. }) => {
                    Some(key(&name.0))
                }
                _ => None,
            });
            names.extend(full);
        };
        match raw.decode() {
            Field::BeginResource(begin) => of_begin(begin.name, &begin.triplets, &mut names),
            Field::BeginOverlay(begin)
            | Field::BeginPageSegment(begin)
            | Field::BeginImage(begin)
            | Field::BeginImImage(begin)
            | Field::BeginGraphics(begin)
            | Field::BeginBarCode(begin)
            | Field::BeginText(begin)
            | Field::BeginContainer(begin)
            | Field::BeginCodePage(begin)
            | Field::BeginFont(begin)
            | Field::BeginCodedFont(begin)
            | Field::BeginFormMap(begin) => {
                of_begin(begin.name, &begin.triplets, &mut names);
                return (names, Some(raw.id));
            }
            _ => {}
        }
    }
    (names, None)
}

#[cfg(test)]
mod tests {
    use afp_codec::values::Text;

    use super::*;

    #[test]
    fn a_name_is_the_same_in_every_encoding_and_padding() {
        let ebcdic = Text::ebcdic("C0PLEX  ").unwrap();
        assert_eq!(key(&ebcdic.0), "C0PLEX");
        assert_eq!(key(&Text::utf16("IBM Plex Sans").0), "IBM Plex Sans");
        assert_eq!(key(b"Helvetica "), "Helvetica");
        // Ends with U+4E00, whose last byte is zero.
        assert_eq!(key(&Text::utf16("A一").0), "A一");
        assert_eq!(key(&[]), "");
    }
}
