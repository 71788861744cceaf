//! Families of type to chains of faces.

use std::collections::BTreeMap;

use diagnostics::{Code, Diagnostic, Location, ObjectId};
use model::{FontFace, FontFamily};
use scene::FaceId;
use text::{ChainId, FaceSet};

use super::Compiler;
use crate::Assets;

/// What a style asks of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wish {
    /// The family; the template's first where none is named.
    pub(super) family: Option<ObjectId>,
    pub(super) weight: u16,
    pub(super) italic: bool,
}

/// The families of a template, and the faces used of them in the order first used.
pub(super) struct FontBook<'t> {
    families: &'t [FontFamily],
    assets: &'t dyn Assets,
    faces: FaceSet,
    loaded: BTreeMap<ObjectId, Option<FaceId>>,
    chains: BTreeMap<Wish, Option<ChainId>>,
}

impl<'t> FontBook<'t> {
    pub(super) fn new(families: &'t [FontFamily], assets: &'t dyn Assets) -> Self {
        Self { families, assets, faces: FaceSet::new(), loaded: BTreeMap::new(), chains: BTreeMap::new() }
    }

    pub(super) fn into_faces(self) -> FaceSet {
        self.faces
    }

    fn load(&mut self, face: &FontFace) -> Result<Option<FaceId>, Diagnostic> {
        if let Some(known) = self.loaded.get(&face.id) {
            return Ok(*known);
        }
        let loaded = self.load_anew(face);
        self.loaded.insert(face.id, loaded.as_ref().ok().copied());
        loaded.map(Some)
    }

    fn load_anew(&mut self, face: &FontFace) -> Result<FaceId, Diagnostic> {
        let at = Location::Object { object: face.id, property: Some("asset"), range: None };
        let about = |code: Code| Diagnostic::new(code).with("font", face.asset.as_str()).at(at.clone());
        let damaged = |reason: String| about(Code::FontDamaged).with("reason", reason);
        match self.assets.face(&face.asset, face.index) {
            None => Err(about(Code::FontUnknown)),
            Some(Ok(read)) => self.faces.add(&read).map_err(|error| damaged(error.to_string())),
            Some(Err(error)) => Err(damaged(error.to_string())),
        }
    }
}

impl Compiler<'_> {
    /// The faces to try for a wish; none where there is not even one, which has been reported.
    pub(super) fn chain(&mut self, wish: Wish, object: ObjectId) -> Option<ChainId> {
        if let Some(known) = self.fonts.chains.get(&wish) {
            return *known;
        }
        let families = self.fonts.families;
        let family = match wish.family {
            Some(id) => families.iter().find(|family| family.id == id),
            None => families.first(),
        };
        let Some(family) = family else {
            let name = wish.family.map_or_else(|| "(none)".to_owned(), |id| id.to_string());
            let at = Location::Object { object, property: Some("font"), range: None };
            self.diagnostics.push_once(Diagnostic::new(Code::FontUnknown).with("font", name).at(at));
            return None;
        };
        let mut chain: Vec<FaceId> = Vec::new();
        let fallback = family.fallback.iter().filter_map(|id| families.iter().find(|family| family.id == *id));
        for family in std::iter::once(family).chain(fallback) {
            let Some(face) = nearest(&family.faces, wish.weight, wish.italic) else { continue };
            match self.fonts.load(face) {
                Ok(Some(face)) if !chain.contains(&face) => chain.push(face),
                Ok(_) => {}
                Err(diagnostic) => self.diagnostics.push(diagnostic),
            }
        }
        if chain.is_empty() && family.faces.is_empty() {
            let at = Location::Object { object: family.id, property: Some("faces"), range: None };
            self.diagnostics.push(Diagnostic::new(Code::FontUnknown).with("font", family.family.as_str()).at(at));
        }
        let made = if chain.is_empty() { None } else { self.fonts.faces.chain(&chain).ok() };
        self.fonts.chains.insert(wish, made);
        made
    }
}

/// The face that CSS would choose (CSS Fonts 4, 5.2): slant first, then the nearest weight, up from 400 to 500 before
/// down, lighter before bolder below, bolder before lighter above.
fn nearest(faces: &[FontFace], weight: u16, italic: bool) -> Option<&FontFace> {
    let distance = |face: &&FontFace| {
        let has = face.weight;
        let group = match weight {
            _ if has == weight => 0,
            400..=500 if has > weight && has <= 500 => 1,
            ..=500 if has < weight => 2,
            501.. if has > weight => 2,
            _ => 3,
        };
        (face.italic != italic, group, has.abs_diff(weight))
    };
    faces.iter().min_by_key(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(id: &str, weight: u16, italic: bool) -> FontFace {
        let text = format!(
            r#"{{"format":1,"id":"t","name":"t","masters":[],"sections":[],"fonts":[{{"id":"f","family":"f",
            "faces":[{{"id":"{id}","weight":{weight},"italic":{italic},"asset":"a"}}]}}]}}"#
        );
        let template = model::Template::from_json("t", &text).unwrap().0;
        template.fonts[0].faces[0].clone()
    }

    #[test]
    fn the_nearest_weight_of_the_same_slant_is_chosen() {
        let faces = [face("r", 400, false), face("s", 600, false), face("b", 700, false), face("i", 400, true)];
        let chosen = |weight, italic| nearest(&faces, weight, italic).map(|face| face.id.to_string());
        assert_eq!(chosen(400, false).as_deref(), Some("r"));
        assert_eq!(chosen(500, false).as_deref(), Some("r"));
        assert_eq!(chosen(650, false).as_deref(), Some("b"));
        assert_eq!(chosen(900, false).as_deref(), Some("b"));
        assert_eq!(chosen(700, true).as_deref(), Some("i"));
    }
}
