//! Faces of patterns as Type 3 fonts: each glyph a stencil of its dots (ISO 32000-1, 9.6.5).
//!
//! Such a font has one byte a glyph, so a face is split into blocks of 256 glyphs. The first byte of a glyph's number is
//! its block, the second its code, whatever pages use.

use std::io::{self, Write};

use fonts::{Face, Pattern};
use pdf_writer::Ref;
use scene::FaceId;

use crate::content::{Content, Thousandths};
use crate::deflate::Deflate;
use crate::objects::Objects;
use crate::plan::{Plan, width};
use crate::to_unicode;
use crate::used::GlyphSet;

/// How many fonts a face takes.
pub(crate) fn blocks(face: &Face) -> i32 {
    i32::from(face.glyph_count().div_ceil(256)).max(1)
}

/// The block of a glyph.
pub(crate) fn block(glyph: u16) -> u8 {
    (glyph >> 8) as u8
}

/// What the fonts of a block are called in resources.
pub(crate) fn name(face: FaceId, block: u8) -> String {
    format!("F{}B{block}", face.0)
}

/// The fonts of a face by name, of patterns or not.
pub(crate) fn references(plan: &Plan<'_>, face: FaceId, used: &GlyphSet) -> Vec<(String, Ref)> {
    if plan.has_patterns(face) {
        used.blocks().map(|block| (name(face, block), plan.numbers.pattern_font(face, block))).collect()
    } else {
        vec![(format!("F{}", face.0), plan.numbers.face(face).font)]
    }
}

/// Writes the fonts of a face of patterns.
pub(crate) fn write<W: Write>(
    objects: &mut Objects<W>,
    plan: &Plan<'_>,
    id: FaceId,
    used: &GlyphSet,
) -> io::Result<()> {
    let Some(face) = plan.definitions.face(id) else { return Ok(()) };
    let mut deflate = Deflate::dense();
    for block in used.blocks() {
        let glyphs: Vec<u16> = used.block(block).collect();
        let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else { continue };
        let (first, last) = (first & 0xFF, last & 0xFF);
        let (mut shapes, mut encoding) = (Content::default(), Content::default());
        let mut bounds = [0i64; 4];
        for &glyph in &glyphs {
            let shape = objects.reserve();
            let (content, extent) = procedure(face, glyph);
            objects.stream(shape, "", &deflate.compress(&content.bytes))?;
            let [left, bottom, right, top] = extent;
            bounds = [bounds[0].min(left), bounds[1].min(bottom), bounds[2].max(right), bounds[3].max(top)];
            let code = u64::from(glyph & 0xFF);
            shapes.text("/g").integer(code).text(" ").integer(shape.get() as u64).text(" 0 R");
            encoding.integer(code).text("/g").integer(code).text(" ");
        }
        let to_unicode = objects.reserve();
        objects.stream(to_unicode, "", &deflate.compress(&to_unicode::block_cmap(face, used, block)))?;
        let mut body = Content::default();
        body.text("<</Type/Font/Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/FontBBox[");
        for side in bounds {
            body.operand(Thousandths(side * 1000));
        }
        body.text("]/CharProcs<<").bytes.extend_from_slice(&shapes.bytes);
        body.text(">>/Encoding<</Type/Encoding/Differences[").bytes.extend_from_slice(&encoding.bytes);
        body.text("]>>/Resources<<>>/FirstChar ").integer(first.into());
        body.text("/LastChar ").integer(last.into()).text("/Widths[");
        for code in first..=last {
            let glyph = u16::from(block) << 8 | code;
            let shown = if glyphs.contains(&glyph) { width(face, glyph) } else { 0 };
            body.integer(shown.unsigned_abs()).text(" ");
        }
        body.text("]/ToUnicode ").integer(to_unicode.get() as u64).text(" 0 R>>");
        objects.object(plan.numbers.pattern_font(id, block), &body)?;
    }
    Ok(())
}

/// What draws a glyph, in thousandths of the em, and the box around it.
fn procedure(face: &Face, glyph: u16) -> (Content, [i64; 4]) {
    let mut content = Content::default();
    content.integer(width(face, glyph).unsigned_abs()).text(" 0 ");
    let Some(pattern) = face.pattern(glyph) else {
        content.text("0 0 0 0 d1\n");
        return (content, [0; 4]);
    };
    let matrix = stencil_matrix(pattern, face.units_per_em());
    let [a, b, c, d, e, f] = matrix;
    let extent = |side: f64, other: f64, corner: f64| {
        let ends = [corner, corner + side, corner + other, corner + side + other];
        (
            ends.into_iter().fold(f64::MAX, f64::min).floor() as i64,
            ends.into_iter().fold(f64::MIN, f64::max).ceil() as i64,
        )
    };
    let ((left, right), (bottom, top)) = (extent(a, c, e), extent(b, d, f));
    let bounds = [left, bottom, right, top];
    for side in bounds {
        content.operand(Thousandths(side * 1000));
    }
    content.text("d1\nq ");
    for number in matrix {
        content.operand(Thousandths((number * 1000.0).round() as i64));
    }
    content.text("cm\nBI/W ").integer(pattern.width.into()).text("/H ").integer(pattern.height.into());
    // Digits, so that no reader takes the dots for the end of the picture.
    content.text("/IM true/BPC 1/D[1 0]/F/AHx ID\n");
    for byte in pattern.bytes.iter() {
        for digit in [byte >> 4, byte & 15] {
            content.bytes.push(if digit < 10 { b'0' + digit } else { b'A' - 10 + digit });
        }
    }
    content.text(">\nEI Q");
    (content, bounds)
}

/// From the square that a picture fills, y upward, to thousandths of the em.
fn stencil_matrix(pattern: &Pattern, units_per_em: u16) -> [f64; 6] {
    let [a, b, c, d, e, f] = pattern.transform;
    let (columns, rows) = (f64::from(pattern.width), f64::from(pattern.height));
    let scale = 1000.0 / f64::from(units_per_em.max(1));
    [a * columns, b * columns, -c * rows, -d * rows, c * rows + e, d * rows + f].map(|value| value * scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_left_dot_of_a_stencil_comes_to_stand_where_the_pattern_says() {
        // Ten units a dot, the corner 50 to the right and 700 up, of an em of 2,000.
        let pattern =
            Pattern { width: 8, height: 20, bytes: [0; 20].into(), transform: [10.0, 0.0, 0.0, -10.0, 50.0, 700.0] };
        let [a, b, c, d, e, f] = stencil_matrix(&pattern, 2_000);
        let at = |u: f64, v: f64| (a * u + c * v + e, b * u + d * v + f);
        assert_eq!(at(0.0, 1.0), (25.0, 350.0));
        assert_eq!(at(1.0, 0.0), (65.0, 250.0));
    }
}
