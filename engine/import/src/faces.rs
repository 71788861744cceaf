//! The fonts of a page as families of a template.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use diagnostics::ObjectId;
use fonts::Face;
use model::{ElementKind, Extra, FontFace, FontFamily};
use scene::{Definitions, FaceId};

/// What names a face in a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FaceName {
    pub(crate) family: ObjectId,
    pub(crate) weight: u16,
    pub(crate) italic: bool,
}

/// The families made so far.
#[derive(Debug, Default)]
pub(crate) struct Families {
    pub(crate) families: Vec<FontFamily>,
    pub(crate) assets: BTreeMap<String, Arc<[u8]>>,
    names: BTreeMap<FaceId, FaceName>,
}

/// A face of the page, as the template will have it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing<'f> {
    /// The font at hand that it is a part of.
    asset: Option<&'f str>,
    pub(crate) face: &'f Face,
}

/// The face that stands for each of the page's: one at hand that draws its characters the same, else itself. What a
/// file carries is mostly a part of a font, without kerning and without the characters that one would type next.
pub(crate) fn standing<'f>(
    used: &BTreeMap<FaceId, BTreeSet<char>>,
    definitions: &'f Definitions,
    at_hand: &'f [(&'f str, Face)],
) -> BTreeMap<FaceId, Standing<'f>> {
    let stand = |(id, characters): (&FaceId, &BTreeSet<char>)| {
        let face = definitions.face(*id)?;
        let whole = at_hand.iter().find(|(_, known)| known == face || is_part(face, known, characters));
        let standing =
            whole.map_or(Standing { asset: None, face }, |(asset, known)| Standing { asset: Some(asset), face: known });
        Some((*id, standing))
    };
    used.iter().filter_map(stand).collect()
}

/// How far lengths of equal characters may be apart, in thousandths of the em: outlines are rounded when fonts are made
/// of fonts.
const ROUNDED: i32 = 4;

/// Whether a face is a part of another: every character used has the same advance and the same bounds in both.
fn is_part(face: &Face, whole: &Face, characters: &BTreeSet<char>) -> bool {
    let shape = |face: &Face, character| {
        let glyph = face.glyph(character)?;
        let em = i32::from(face.units_per_em()).max(1);
        let bounds = face.bounds(glyph).map(|bounds| [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max]);
        let thousandths = |length: i32| length * 1000 / em;
        let sides = bounds.unwrap_or_default().map(|side| thousandths(side.into()));
        Some((thousandths(face.advance(glyph).into()), sides))
    };
    let near = |one: i32, two: i32| (one - two).abs() <= ROUNDED;
    let is_same = |&character: &char| match (shape(face, character), shape(whole, character)) {
        (Some((advance, sides)), Some((own, others))) => {
            near(advance, own) && sides.iter().zip(others).all(|(&side, other)| near(side, other))
        }
        _ => false,
    };
    !characters.is_empty() && characters.iter().all(is_same)
}

/// A name without the tag that marks a part of a font (`ABCDEF+Name`).
fn whole_name(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|byte| byte.is_ascii_uppercase()) => rest,
        _ => name,
    }
}

impl Families {
    /// The name of a face, its family made where it is new.
    pub(crate) fn name(
        &mut self,
        id: FaceId,
        standing: &BTreeMap<FaceId, Standing<'_>>,
        fresh: &mut dyn FnMut(ElementKind) -> ObjectId,
    ) -> Option<FaceName> {
        if let Some(known) = self.names.get(&id) {
            return Some(*known);
        }
        let Standing { asset, face } = *standing.get(&id)?;
        let asset = asset.map_or_else(|| self.bring(face), str::to_owned);
        let (weight, italic) = (face.weight(), face.is_italic());
        let family = self.family(face, weight, italic, &asset, fresh);
        let name = FaceName { family, weight, italic };
        self.names.insert(id, name);
        Some(name)
    }

    /// Puts a font beside the template.
    fn bring(&mut self, face: &Face) -> String {
        let hash = blake3::hash(face.bytes()).to_hex();
        let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).take(40).collect::<String>();
        let stem = [face.postscript_name(), face.full_name(), face.family(), "font"];
        let stem = stem.into_iter().map(|name| letters(whole_name(name))).find(|name| !name.is_empty());
        let ending = if face.has_truetype_outlines() { "ttf" } else { "otf" };
        let name = format!("{}-{}.{ending}", stem.unwrap_or_default(), hash.get(..8).unwrap_or_default());
        self.assets.insert(name.clone(), face.bytes().clone());
        name
    }

    fn family(
        &mut self,
        face: &Face,
        weight: u16,
        italic: bool,
        asset: &str,
        fresh: &mut dyn FnMut(ElementKind) -> ObjectId,
    ) -> ObjectId {
        let own = FontFace {
            id: fresh(ElementKind::Face),
            weight,
            italic,
            asset: asset.to_owned(),
            index: face.index(),
            extra: Extra::default(),
        };
        let wanted = match whole_name(face.family()) {
            "" => "Font",
            name => name,
        };
        let is_numbered = |name: &str| {
            name.strip_prefix(wanted).is_some_and(|rest| {
                rest.is_empty() || rest.strip_prefix(' ').is_some_and(|number| number.parse::<u32>().is_ok())
            })
        };
        for family in self.families.iter_mut().filter(|family| is_numbered(&family.family)) {
            match family.faces.iter().find(|face| face.weight == weight && face.italic == italic) {
                Some(same) if same.asset == asset => return family.id,
                // Another font of the same style: a family of its own.
                Some(_) => {}
                None => {
                    family.faces.push(own);
                    return family.id;
                }
            }
        }
        let taken: BTreeSet<&str> = self.families.iter().map(|family| family.family.as_str()).collect();
        let name = std::iter::once(wanted.to_owned())
            .chain((2..).map(|number: u32| format!("{wanted} {number}")))
            .find(|name| !taken.contains(name.as_str()))
            .unwrap_or_default();
        let id = fresh(ElementKind::Font);
        self.families.push(FontFamily {
            id,
            family: name,
            faces: vec![own],
            fallback: Vec::new(),
            extra: Extra::default(),
        });
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_of_a_subset_is_no_part_of_the_name() {
        assert_eq!(whole_name("ABCDEF+IBM Plex Sans"), "IBM Plex Sans");
        assert_eq!(whole_name("A+B"), "A+B");
        assert_eq!(whole_name("Plain"), "Plain");
    }
}
