//! What pages use of the things that are defined once.

use std::collections::{BTreeMap, BTreeSet};

use scene::{FaceId, ImageId, IncludeId};
use units::SpotId;

/// What a page, or all pages so far, use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// Glyphs of each face.
    pub glyphs: BTreeMap<FaceId, GlyphSet>,
    /// Pictures drawn in their own colours.
    pub images: BTreeSet<ImageId>,
    /// Bilevel pictures drawn as stencils.
    pub stencils: BTreeSet<ImageId>,
    /// Includes.
    pub includes: BTreeSet<IncludeId>,
    /// Spot colours.
    pub spots: BTreeSet<SpotId>,
    /// Opacities of groups.
    pub opacities: BTreeSet<u8>,
    /// Whether there are colours of inks.
    pub inks: bool,
}

/// Glyphs of one face, and the text of those that the face's character map does not know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GlyphSet {
    /// A bit a glyph.
    bits: Vec<u64>,
    /// The first text seen for a glyph without a character of its own.
    texts: BTreeMap<u16, String>,
}

impl GlyphSet {
    pub(crate) fn insert(&mut self, glyph: u16) {
        let word = usize::from(glyph / 64);
        if word >= self.bits.len() {
            self.bits.resize(word + 1, 0);
        }
        if let Some(bits) = self.bits.get_mut(word) {
            *bits |= 1 << (glyph % 64);
        }
    }

    pub(crate) fn note_text(&mut self, glyph: u16, text: &str) {
        self.texts.entry(glyph).or_insert_with(|| text.to_owned());
    }

    /// The glyphs, in order.
    pub fn glyphs(&self) -> impl Iterator<Item = u16> {
        self.bits.iter().enumerate().flat_map(|(word, &bits)| {
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| (word * 64 + bit) as u16)
        })
    }

    /// The glyphs of a block of 256, in order.
    pub(crate) fn block(&self, block: u8) -> impl Iterator<Item = u16> {
        let first = usize::from(block) * 4;
        (first..first + 4).flat_map(|word| {
            let bits = self.bits.get(word).copied().unwrap_or(0);
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| (word * 64 + bit) as u16)
        })
    }

    /// The blocks of 256 that have glyphs, in order.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = u8> {
        (0..=u8::MAX).filter(|&block| self.block(block).next().is_some())
    }

    /// The text noted for a glyph.
    pub(crate) fn text(&self, glyph: u16) -> Option<&str> {
        self.texts.get(&glyph).map(String::as_str)
    }

    fn join(&mut self, other: &Self) {
        if self.bits.len() < other.bits.len() {
            self.bits.resize(other.bits.len(), 0);
        }
        for (mine, other) in self.bits.iter_mut().zip(&other.bits) {
            *mine |= other;
        }
        for (&glyph, text) in &other.texts {
            self.note_text(glyph, text);
        }
    }
}

impl Used {
    /// Adds what later pages use; texts seen first stay.
    pub fn join(&mut self, other: &Self) {
        for (&face, set) in &other.glyphs {
            self.glyphs.entry(face).or_default().join(set);
        }
        self.images.extend(&other.images);
        self.stencils.extend(&other.stencils);
        self.includes.extend(&other.includes);
        self.spots.extend(&other.spots);
        self.opacities.extend(&other.opacities);
        self.inks |= other.inks;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_sets_hold_all_glyphs_in_order_and_the_first_text() {
        let (mut one, mut two) = (GlyphSet::default(), GlyphSet::default());
        one.insert(700);
        one.note_text(700, "fi");
        two.insert(3);
        two.insert(700);
        two.note_text(700, "other");
        one.join(&two);
        assert_eq!(one.glyphs().collect::<Vec<_>>(), [3, 700]);
        assert_eq!(one.text(700), Some("fi"));
    }
}
