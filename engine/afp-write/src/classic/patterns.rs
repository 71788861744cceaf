//! The patterns of a face's characters at one size and resolution.

use fonts::{Face, HintedFace};
use units::FontSize;

use crate::classic::scan::{Outline, Pattern};
use crate::error::WriteError;
use crate::options::Resolution;

/// Draws characters of a face as patterns, with the font's own hints, so that stems are of one width.
pub(super) struct Patterns {
    face: Face,
    hinted: HintedFace,
}

impl Patterns {
    pub(super) fn new(face: &Face, size: FontSize, resolution: Resolution) -> Self {
        // A size in twentieths of a point is the em in 1/1440 inch.
        let pels = f32::from(size.twentieths()) * f32::from(resolution.per_inch()) / 1_440.0;
        Self { face: face.clone(), hinted: HintedFace::new(face, pels) }
    }

    /// The pattern of a glyph; one blank pel for a glyph that draws nothing, because every character has a pattern.
    pub(super) fn pattern(&self, glyph: u16) -> Result<Pattern, WriteError> {
        let mut outline = Outline::default();
        self.hinted.outline(&self.face, glyph, &mut outline);
        let too_large = || WriteError::Font {
            font: self.face.full_name().to_owned(),
            reason: "a letter is larger than a raster font holds".to_owned(),
        };
        let pattern = outline.pattern().ok_or_else(too_large)?;
        Ok(if pattern.bits.is_empty() { Pattern { width: 1, height: 1, bits: vec![0], ..pattern } } else { pattern })
    }
}
