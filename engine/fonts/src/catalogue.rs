//! Faces found by family, weight and slant.

use std::sync::Arc;

use crate::{Face, FontError};

/// The faces there are, in the order added.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    faces: Vec<Face>,
}

/// A family and its faces, lightest first, upright before italic.
#[derive(Clone, Debug)]
pub struct Family {
    /// As in “IBM Plex Sans”.
    pub name: String,
    /// Its faces.
    pub faces: Vec<Face>,
}

impl Catalogue {
    /// No faces yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds all faces of a font file; those that are there already are left out.
    ///
    /// # Errors
    /// When the bytes are no OpenType font.
    pub fn add_file(&mut self, bytes: &Arc<[u8]>) -> Result<(), FontError> {
        for index in 0..Face::count(bytes)? {
            self.add(Face::from_bytes(Arc::clone(bytes), index)?);
        }
        Ok(())
    }

    /// Adds a face unless it is there already.
    pub fn add(&mut self, face: Face) {
        if !self.faces.contains(&face) {
            self.faces.push(face);
        }
    }

    /// All faces, in the order added.
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// All families, by name.
    pub fn families(&self) -> Vec<Family> {
        let mut families: Vec<Family> = Vec::new();
        for face in &self.faces {
            match families.iter_mut().find(|family| same_name(&family.name, face.family())) {
                Some(family) => family.faces.push(face.clone()),
                None => families.push(Family { name: face.family().to_owned(), faces: vec![face.clone()] }),
            }
        }
        families.sort_by(|one, two| one.name.cmp(&two.name));
        for family in &mut families {
            family.faces.sort_by_key(|face| (face.weight(), face.is_italic()));
        }
        families
    }

    /// The face of a family that comes nearest to a weight and slant: slant first, then weight as CSS does (from 400
    /// to 500 a heavier one up to 500, then a lighter, then a heavier one; below, lighter first; above, heavier first).
    /// None where the family is not there. Ask the face itself what it has become.
    pub fn find(&self, family: &str, weight: u16, italic: bool) -> Option<&Face> {
        self.faces
            .iter()
            .filter(|face| same_name(face.family(), family))
            .min_by_key(|face| (face.is_italic() != italic, weight_distance(weight, face.weight())))
    }

    /// The face of a full name (“IBM Plex Sans SemiBold”) or PostScript name.
    pub fn find_by_name(&self, name: &str) -> Option<&Face> {
        self.faces.iter().find(|face| same_name(face.full_name(), name) || same_name(face.postscript_name(), name))
    }
}

fn same_name(one: &str, two: &str) -> bool {
    one.trim().to_lowercase() == two.trim().to_lowercase()
}

/// How bad a substitute is: first by the side on which it lies, then by how far.
fn weight_distance(wanted: u16, there: u16) -> (u8, u16) {
    let side = match (wanted, there) {
        _ if wanted == there => 0,
        (400..=500, 400..=500) if there > wanted => 1,
        (400..=500, _) if there < wanted => 2,
        (400..=500, _) => 3,
        (..400, _) if there < wanted => 1,
        (501.., _) if there > wanted => 1,
        _ => 2,
    };
    (side, wanted.abs_diff(there))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_replaced_as_css_does() {
        let nearest = |wanted, there: &[u16]| there.iter().copied().min_by_key(|&it| weight_distance(wanted, it));
        assert_eq!(nearest(400, &[300, 500, 700]), Some(500));
        assert_eq!(nearest(500, &[300, 400, 700]), Some(400));
        assert_eq!(nearest(450, &[300, 700]), Some(300));
        assert_eq!(nearest(300, &[200, 400]), Some(200));
        assert_eq!(nearest(600, &[500, 900]), Some(900));
        assert_eq!(nearest(700, &[400, 600]), Some(600));
    }
}
