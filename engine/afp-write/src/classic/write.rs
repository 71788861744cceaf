//! All fonts of a job, resource by resource, one in memory at a time.

use std::collections::{BTreeMap, BTreeSet};

use afp_codec::triplets::ResourceKind;
use afp_codec::{Field, Name};
use units::FontSize;

use crate::characters::CharacterSet;
use crate::classic::patterns::Patterns;
use crate::classic::raster::RasterFont;
use crate::classic::{CodePoint, CodeTable, FontKey, Part, code_page, coded_font, outline};
use crate::error::WriteError;
use crate::options::{ClassicFonts, Resolution};
use crate::plan::{Plan, PlannedFace};

/// Takes a resource: its name, its kind, its fields.
type Sink<'s> = dyn FnMut(Name, ResourceKind, &[Field<'_>]) -> Result<(), WriteError> + 's;

/// A section's characters, in the order of their code points.
type Sections = BTreeMap<u8, Vec<(CodePoint, char)>>;

/// What fonts have to hold: what pages use of them; in a library all that the face has of a part, so that a font serves
/// every job.
pub(crate) fn held(plan: &Plan, used: &BTreeMap<FontKey, CharacterSet>) -> BTreeMap<FontKey, CharacterSet> {
    let whole = |key: &FontKey, characters: &CharacterSet| {
        let planned = plan.faces.get(usize::from(key.face))?;
        let mut all = planned.codes.as_ref()?.characters(&planned.face, key.part);
        all.union(characters);
        Some(all)
    };
    used.iter().map(|(key, characters)| (*key, whole(key, characters).unwrap_or_else(|| characters.clone()))).collect()
}

/// Writes the code pages, font character sets and coded fonts for what pages use.
pub(crate) fn write_fonts(
    plan: &Plan,
    fonts: ClassicFonts,
    used: &BTreeMap<FontKey, CharacterSet>,
    sink: &mut Sink<'_>,
) -> Result<(), WriteError> {
    let mut writer = Writer { plan, names: BTreeSet::new(), sink };
    // Code pages are the same at all sizes.
    let mut pages: BTreeMap<(u16, Part), CharacterSet> = BTreeMap::new();
    for (key, characters) in used {
        pages.entry((key.face, key.part)).or_default().union(characters);
    }
    for (&(face, part), characters) in &pages {
        let key = sizeless(face, part);
        let Some((_, codes)) = writer.face(key) else { continue };
        for (section, characters) in sections(codes, part, characters) {
            let name = key.code_page(plan, section)?;
            let fields = code_page::fields(name, part, section, &characters)?;
            writer.resource(name, ResourceKind::CODE_PAGE, &fields)?;
        }
    }
    match fonts {
        ClassicFonts::Raster(resolution) => writer.raster_fonts(used, resolution),
        ClassicFonts::Outline => writer.outline_fonts(used, &pages),
    }
}

/// Characters by their section.
fn sections(codes: &CodeTable, part: Part, characters: &CharacterSet) -> Sections {
    let mut sections = Sections::new();
    for character in characters.iter() {
        if let Some(at) = codes.code_point(character).filter(|at| at.part == part) {
            sections.entry(at.section).or_default().push((at, character));
        }
    }
    for characters in sections.values_mut() {
        characters.sort_by_key(|(at, _)| at.code);
    }
    sections
}

/// Sections that share one set of outlines, by the first of them: as many as the index of a set, which is one field, has
/// room for.
fn gathered(sections: Sections, field_data: usize) -> BTreeMap<u8, Sections> {
    let most = field_data / outline::INDEX_GROUP;
    let mut all: BTreeMap<u8, Sections> = BTreeMap::new();
    for (section, characters) in sections {
        let room = |together: &Sections| together.values().map(Vec::len).sum::<usize>() + characters.len() <= most;
        match all.last_entry().filter(|last| room(last.get())) {
            Some(mut last) => last.get_mut().insert(section, characters),
            None => all.entry(section).or_default().insert(section, characters),
        };
    }
    all
}

/// The smallest size stands for all where a resource has none.
fn sizeless(face: u16, part: Part) -> FontKey {
    FontKey { face, size: FontSize::MIN, part }
}

struct Writer<'w, 's> {
    plan: &'w Plan,
    names: BTreeSet<Name>,
    sink: &'w mut Sink<'s>,
}

impl<'w> Writer<'w, '_> {
    fn face(&self, key: FontKey) -> Option<(&'w PlannedFace, &'w CodeTable)> {
        let planned = self.plan.faces.get(usize::from(key.face))?;
        Some((planned, planned.codes.as_ref()?))
    }

    fn resource(&mut self, name: Name, kind: ResourceKind, fields: &[Field<'_>]) -> Result<(), WriteError> {
        if !self.names.insert(name) {
            return Err(WriteError::NameTaken(name.text()));
        }
        (self.sink)(name, kind, fields)
    }

    fn raster_fonts(
        &mut self,
        used: &BTreeMap<FontKey, CharacterSet>,
        resolution: Resolution,
    ) -> Result<(), WriteError> {
        let field_data = self.plan.options.profile.field_data();
        let mut drawn: Option<((u16, FontSize), Patterns)> = None;
        for (&key, characters) in used {
            let Some((planned, codes)) = self.face(key) else { continue };
            let wanted = (key.face, key.size);
            if drawn.as_ref().is_none_or(|(known, _)| *known != wanted) {
                drawn = Some((wanted, Patterns::new(&planned.face, key.size, resolution)));
            }
            let Some((_, patterns)) = &drawn else { continue };
            let font = RasterFont { face: &planned.face, size: key.size, resolution, patterns };
            let mut listed = Vec::new();
            for (section, characters) in sections(codes, key.part, characters) {
                let characters: Vec<char> = characters.into_iter().map(|(_, character)| character).collect();
                let name = key.character_set(self.plan, Some(key.size), section)?;
                let fields = font.character_set(name, &characters, field_data)?;
                self.resource(name, ResourceKind::FONT_CHARACTER_SET, &fields)?;
                listed.push((section, name, key.code_page(self.plan, section)?));
            }
            let name = key.coded_font(self.plan)?;
            self.resource(name, ResourceKind::CODED_FONT, &coded_font::fields(name, None, &listed))?;
        }
        Ok(())
    }

    /// Outlines serve all sizes: only the coded fonts, which name the size, are one for each.
    fn outline_fonts(
        &mut self,
        used: &BTreeMap<FontKey, CharacterSet>,
        pages: &BTreeMap<(u16, Part), CharacterSet>,
    ) -> Result<(), WriteError> {
        let field_data = self.plan.options.profile.field_data();
        let mut listed: BTreeMap<(u16, Part), Vec<coded_font::Section>> = BTreeMap::new();
        for (&(face, part), characters) in pages {
            let key = sizeless(face, part);
            let Some((planned, codes)) = self.face(key) else { continue };
            for (first, together) in gathered(sections(codes, part, characters), field_data) {
                let name = key.character_set(self.plan, None, first)?;
                let characters: Vec<(CodePoint, char)> = together.values().flatten().copied().collect();
                let double = part.is_double();
                let fields = outline::character_set(&planned.face, name, &characters, double, field_data)?;
                self.resource(name, ResourceKind::FONT_CHARACTER_SET, &fields)?;
                for &section in together.keys() {
                    let page = key.code_page(self.plan, section)?;
                    listed.entry((face, part)).or_default().push((section, name, page));
                }
            }
        }
        for key in used.keys() {
            let Some(sections) = listed.get(&(key.face, key.part)) else { continue };
            let name = key.coded_font(self.plan)?;
            let fields = coded_font::fields(name, Some(key.size.twentieths()), sections);
            self.resource(name, ResourceKind::CODED_FONT, &fields)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_share_a_set_while_its_index_has_room() {
        let at = CodePoint { part: Part::Double(0), section: 0, code: 0 };
        let sections: Sections = [(0x41, 190), (0x42, 100), (0x43, 3), (0x44, 190), (0x50, 102)]
            .into_iter()
            .map(|(section, count)| (section, vec![(at, 'a'); count]))
            .collect();
        let found = gathered(sections, 8_184);
        let keys: Vec<(u8, Vec<u8>)> =
            found.iter().map(|(&first, all)| (first, all.keys().copied().collect())).collect();
        assert_eq!(keys, [(0x41, vec![0x41, 0x42]), (0x43, vec![0x43, 0x44]), (0x50, vec![0x50])]);
    }
}
