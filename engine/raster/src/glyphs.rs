//! Glyphs to coverage masks, kept for the next time.

use std::collections::HashMap;

use fonts::{Face, OutlinePen};

use crate::canvas::Coverage;
use crate::coverage::Lines;

/// Positions of a glyph within a pixel, on each axis.
pub(crate) const SUBPIXELS: f64 = 4.0;

/// How many bytes of masks are kept.
const MOST_BYTES: usize = 64 << 20;

/// What a mask looks like depends on just this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct GlyphKey {
    /// The face's number in the caches.
    pub(crate) face: u32,
    pub(crate) glyph: u16,
    /// Fourths of a pixel to the right and down.
    pub(crate) offset: (u8, u8),
    /// From design units to pixels: the bits of `a b c d`.
    pub(crate) linear: [u32; 4],
}

/// The masks made so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct GlyphMasks {
    masks: HashMap<GlyphKey, Option<Coverage>>,
    bytes: usize,
}

impl GlyphMasks {
    /// The glyph's mask; none for a blank one.
    pub(crate) fn get(&mut self, face: &Face, key: GlyphKey) -> Option<&Coverage> {
        if self.bytes > MOST_BYTES {
            self.clear();
        }
        let bytes = &mut self.bytes;
        self.masks
            .entry(key)
            .or_insert_with(|| {
                let mask = draw(face, key);
                *bytes += size_of::<(GlyphKey, Option<Coverage>)>() + mask.as_ref().map_or(0, |mask| mask.rows.len());
                mask
            })
            .as_ref()
    }

    pub(crate) fn clear(&mut self) {
        self.masks.clear();
        self.bytes = 0;
    }
}

fn draw(face: &Face, key: GlyphKey) -> Option<Coverage> {
    let [a, b, c, d] = key.linear.map(f32::from_bits);
    let at = |fourths: u8| f32::from(fourths) / SUBPIXELS as f32;
    let mut pen = Pen { lines: Lines::default(), a, b, c, d, e: at(key.offset.0), f: at(key.offset.1) };
    face.outline(key.glyph, &mut pen);
    pen.lines.coverage()
}

struct Pen {
    lines: Lines,
    a: f32,
    b: f32,
    c: f32,
    d: f32,
    e: f32,
    f: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.lines.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.lines.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.lines.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.lines.curve_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.lines.close();
    }
}
