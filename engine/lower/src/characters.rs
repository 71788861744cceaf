//! Which character stands for a glyph in text that has only characters.

use fonts::Face;

/// The character to write for a glyph that shows `cluster`: the cluster's own where the face's character map leads from
/// it to the glyph, else any that does, none where no character does.
pub fn character_for(face: &Face, glyph: u16, cluster: &str) -> Option<char> {
    cluster.chars().find(|&character| face.glyph(character) == Some(glyph)).or_else(|| face.character_of(glyph))
}
