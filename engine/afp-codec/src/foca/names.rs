//! The names that outlines have for characters (FOCA "FNN"), out of the joined data of the fields.

use std::collections::BTreeMap;

use crate::describe::{Describer, NodeKind};
use crate::error::{DecodeError, EncodeError};
use crate::groups::ShortGroup;
use crate::structure::{codes, structure};
use crate::values::Name;
use crate::wire::{Bytes, Fixed, Input, Wire};

codes! {
    /// What the names of outlines are (FNN byte 1).
    pub OutlineNames(u8) {
        ADOBE = 0x03 "Adobe glyph names in ASCII";
        CID = 0x05 "character ids of a character map";
    }
}

structure! {
    /// A character and where its name stands.
    pub struct NamedCharacter {
        character: Name = "character",
        offset: u32 = "offset of the name",
    }
}

/// Font Name Map: the joined data of the FNN fields of a font.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FontNames<'a> {
    /// What the names are.
    pub kind: OutlineNames,
    /// The characters; offsets count from the first byte of the map.
    pub characters: Vec<NamedCharacter>,
    /// The names, each behind a length that counts itself.
    pub names: Vec<ShortGroup<Bytes<'a>>>,
}

impl<'a> FontNames<'a> {
    /// Reads a map of a number of characters (FNC bytes 40–41).
    ///
    /// # Errors
    /// Data that ends too soon or holds something else.
    pub fn decode(count: u16, data: &'a [u8]) -> Result<Self, DecodeError> {
        let mut input = Input::new(data);
        Fixed::<0x02>::read(&mut input)?;
        let kind = Wire::read(&mut input)?;
        let characters = input.within(usize::from(count) * 12)?;
        Ok(Self { kind, characters, names: Wire::read(&mut input)? })
    }

    /// A map of characters to names; equal names are written once.
    ///
    /// # Errors
    /// A map of more than 4 GB, or a name of more than 254 bytes.
    pub fn new(
        kind: OutlineNames,
        characters: impl IntoIterator<Item = (Name, &'a [u8])>,
    ) -> Result<Self, EncodeError> {
        let pairs: Vec<(Name, &'a [u8])> = characters.into_iter().collect();
        let mut map = Self { kind, ..Self::default() };
        let mut places = BTreeMap::new();
        let mut end = 2 + pairs.len() * 12;
        for (character, name) in pairs {
            if name.len() > 254 {
                return Err(EncodeError::TooLong { what: "outline name", length: name.len(), limit: 254 });
            }
            let place = *places.entry(name).or_insert_with(|| {
                let place = end;
                map.names.push(ShortGroup(Bytes::Borrowed(name)));
                end += name.len() + 1;
                place
            });
            let limit = usize::try_from(u32::MAX).unwrap_or(usize::MAX);
            let too_long = EncodeError::TooLong { what: "font name map", length: place, limit };
            map.characters.push(NamedCharacter { character, offset: u32::try_from(place).map_err(|_| too_long)? });
        }
        Ok(map)
    }

    /// Appends the map.
    ///
    /// # Errors
    /// A name of more than 254 bytes.
    pub fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        Fixed::<0x02>.write(out)?;
        self.kind.write(out)?;
        self.characters.write(out)?;
        self.names.write(out)
    }

    /// Each character with its name; characters whose offset points at no name are left out.
    pub fn pairs(&self) -> impl Iterator<Item = (Name, &[u8])> {
        let mut at = 2 + self.characters.len() * 12;
        let mut places = BTreeMap::new();
        for name in &self.names {
            places.insert(at, &*name.0);
            at += name.0.len() + 1;
        }
        self.characters.iter().filter_map(move |named| {
            let place = usize::try_from(named.offset).ok()?;
            Some((named.character, *places.get(&place)?))
        })
    }

    pub(crate) fn describe(&self, to: &mut Describer<'_>) {
        to.begin(NodeKind::Group, "", "Font name map");
        to.skip(1);
        self.kind.describe("names", to);
        to.end(String::new());
        for named in &self.characters {
            to.begin(NodeKind::Group, "", "Character");
            named.describe("", to);
            to.end(String::new());
        }
        for name in &self.names {
            to.begin(NodeKind::Group, "", "Name");
            to.skip(1 + name.0.len());
            to.end(match self.kind {
                OutlineNames::ADOBE => String::from_utf8_lossy(&name.0).into_owned(),
                _ => crate::wire::hex(&name.0),
            });
        }
    }
}
