//! What a page says of a font that it maps (MO:DCA MCF).

use afp_codec::Name;
use afp_codec::fields::{CodedFontOne, TripletGroups};
use afp_codec::groups::UniformGroups;
use afp_codec::triplets::{NameUse, Triplet, Triplets};
use afp_codec::values::{Rotation, Text};

use crate::names;

/// A font as a Map Coded Font field asks for it, without its local id.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FontRequest {
    pub(crate) coded_font: Option<Name>,
    pub(crate) code_page: Option<Name>,
    pub(crate) character_set: Option<Name>,
    /// The number of the code page, where it is given instead of a name (triplet X'20').
    pub(crate) code_page_number: Option<u16>,
    /// Height in 1/1440 inch; 0 where the font has its own.
    pub(crate) height: u16,
    /// Width of the em in 1/1440 inch where outlines are stretched; 0 where they are not.
    pub(crate) width: u16,
    /// Quarter turns of the characters, clockwise.
    pub(crate) turns: u8,
}

impl FontRequest {
    /// The fonts of a field, each with its local id and section.
    pub(crate) fn of_field(map: &TripletGroups<'_>) -> Vec<(u8, u8, Self)> {
        map.groups.iter().filter_map(|group| Self::of_triplets(&group.0)).collect()
    }

    fn of_triplets(triplets: &Triplets<'_>) -> Option<(u8, u8, Self)> {
        let name = |usage| names::name_for(triplets, usage).map(|name| short(&name.name));
        let mut request = Self {
            coded_font: name(NameUse::CODED_FONT).or_else(|| name(NameUse::RESOURCE_OBJECT)),
            code_page: name(NameUse::CODE_PAGE),
            character_set: name(NameUse::FONT_CHARACTER_SET),
            ..Self::default()
        };
        let (mut local, mut section) = (None, 0);
        for triplet in triplets {
            match triplet {
                Triplet::LocalId(id) => local = Some(id.id),
                Triplet::SectionNumber(number) => section = number.section,
                // The width of a font descriptor is that of a typical character, not of the em.
                Triplet::FontDescriptor(descriptor) => request.height = descriptor.height,
                Triplet::HorizontalScale(scale) => request.width = scale.width,
                Triplet::CharacterRotation(turned) => request.turns = turned.rotation.quarter_turns().unwrap_or(0),
                Triplet::FontCharacterSetId(set) if set.code_page != 0 => {
                    request.code_page_number = Some(set.code_page);
                }
                _ => {}
            }
        }
        Some((local?, section, request))
    }

    /// The fonts of a field of format 1; unused names are X'FF'.
    pub(crate) fn of_format_one(map: &UniformGroups<CodedFontOne>) -> Vec<(u8, u8, Self)> {
        let used = |name: Name| (!name.matches_any()).then(|| name.padded());
        map.groups
            .iter()
            .map(|group| {
                let request = Self {
                    coded_font: used(group.coded_font),
                    code_page: used(group.code_page),
                    character_set: used(group.character_set),
                    turns: group.rotation.and_then(Rotation::quarter_turns).unwrap_or(0),
                    ..Self::default()
                };
                (group.local_id, group.section, request)
            })
            .collect()
    }

    /// The name to show for it.
    pub(crate) fn shown_name(&self) -> String {
        self.character_set.or(self.coded_font).or(self.code_page).map(Name::text).unwrap_or_default()
    }
}

/// A name of at most eight bytes, padded.
fn short(text: &Text<'_>) -> Name {
    let mut name = Name::BLANK;
    for (place, byte) in name.0.iter_mut().zip(text.0.iter()) {
        *place = *byte;
    }
    name.padded()
}
