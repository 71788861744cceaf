//! Pages to pieces of text.

use hayro::hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Dict, String as PdfString};
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, BezPath, Point, Rect};
use scene::TextAt;
use units::Emu;

use crate::document::MOST_PICTURE_PIXELS;
use crate::guard::leave;

/// The most glyphs of a page that are looked at.
const MOST_GLYPHS: usize = 2_000_000;

/// The most other marks of a page: outlines, pictures, forms.
const MOST_MARKS: usize = 1_000_000;

/// Goes through a page without drawing it and leaves, as [`extract`] does, when it goes on and on: a form that draws
/// two forms that draw two forms is short and yet has no end. Drawing itself cannot be stopped.
pub(crate) fn check_ends(page: &Page<'_>, pdf: &Pdf) {
    extract(page, pdf);
}

/// The text of a page, in the order drawn.
pub(crate) fn extract(page: &Page<'_>, pdf: &Pdf) -> Vec<TextAt> {
    let cache = InterpreterCache::new();
    let (width, height) = page.render_dimensions();
    let initial = page.initial_transform(true).to_kurbo();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(initial, bounds, &cache, pdf.xref(), InterpreterSettings::default());
    let mut reader = TextReader::default();
    interpret_page(page, &mut context, &mut reader);
    reader.end_piece();
    reader.found
}

/// Collects glyphs, joined to pieces as long as one follows the other.
#[derive(Default)]
struct TextReader {
    found: Vec<TextAt>,
    piece: Option<Piece>,
    /// The open marked contents: whether each brings its own text.
    marked: Vec<bool>,
    /// The text that the glyphs now drawn stand for.
    actual: Option<String>,
    glyphs: usize,
    marks: usize,
}

/// Text between two places, in points.
struct Piece {
    start: Point,
    end: Point,
    /// Where one em from the start lies, for the direction.
    towards: Point,
    size: f64,
    text: String,
}

impl TextReader {
    fn mark(&mut self) {
        self.marks += 1;
        if self.marks > MOST_MARKS {
            leave();
        }
    }

    fn glyph(&mut self, glyph: &PositionedGlyph<'_>, transform: Affine) {
        self.glyphs += 1;
        if self.glyphs > MOST_GLYPHS {
            leave();
        }
        let transform = transform * glyph.transform();
        let advance = match &**glyph {
            Glyph::Outline(outline) => outline.advance_width(),
            Glyph::Type3(drawn) => drawn.advance_width(),
        };
        let start = transform * Point::ZERO;
        let end = transform * Point::new(f64::from(advance.unwrap_or(0.0)), 0.0);
        let towards = transform * Point::new(1000.0, 0.0);
        let size = (transform * Point::new(0.0, 1000.0) - start).hypot();
        if self.marked.iter().any(|own| *own) {
            // The text comes whole with the first glyph.
            match (&mut self.piece, self.actual.take()) {
                (_, Some(text)) => {
                    self.end_piece();
                    self.piece = Some(Piece { start, end, towards, size, text });
                }
                (Some(piece), None) => piece.end = end,
                (None, None) => {}
            }
            return;
        }
        let text = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => return,
        };
        match &mut self.piece {
            Some(piece) if (start - piece.end).hypot() < size / 20.0 && (size - piece.size).abs() < 0.01 => {
                piece.text.push_str(&text);
                piece.end = end;
            }
            _ => {
                self.end_piece();
                self.piece = Some(Piece { start, end, towards, size, text });
            }
        }
    }

    fn end_piece(&mut self) {
        let Some(piece) = self.piece.take() else { return };
        let emu = |points: f64| points * f64::from(Emu::PER_POINT);
        let at = |point: Point| (emu(point.x), emu(point.y));
        if [piece.start.x, piece.start.y, piece.end.x, piece.end.y].iter().all(|value| value.is_finite()) {
            let length = emu((piece.end - piece.start).hypot());
            let size = Emu::round_from_f64(emu(piece.size));
            self.found.push(TextAt::new(at(piece.start), at(piece.towards), length, size, piece.text));
        }
    }
}

impl Device<'_> for TextReader {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {
        self.mark();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.mark();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.mark();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform);
        }
    }

    fn draw_image(&mut self, image: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.mark();
        // Those written within the content are not among the objects that are looked at on opening.
        let (width, height) = match &image {
            Image::Stencil(stencil) => (stencil.width(), stencil.height()),
            Image::Raster(picture) => (picture.width(), picture.height()),
        };
        if u64::from(width) * u64::from(height) > MOST_PICTURE_PIXELS {
            leave();
        }
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let outermost = !self.marked.iter().any(|own| *own);
        let text = properties.and_then(|properties| properties.get::<PdfString<'_>>(b"ActualText"));
        self.marked.push(text.is_some());
        if let Some(text) = text.filter(|_| outermost) {
            self.end_piece();
            self.actual = Some(decode(text.as_bytes()));
        }
    }

    fn end_marked_content(&mut self) {
        if self.marked.pop() == Some(true) && !self.marked.iter().any(|own| *own) {
            self.end_piece();
            self.actual = None;
        }
    }
}

/// A text string (ISO 32000-1, 7.9.2.2; ISO 32000-2 adds UTF-8); other bytes are taken as Latin 1.
fn decode(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, units @ ..] => {
            let units = units.chunks_exact(2).map(|pair| match *pair {
                [high, low] => u16::from_be_bytes([high, low]),
                _ => 0,
            });
            char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        [0xEF, 0xBB, 0xBF, text @ ..] => String::from_utf8_lossy(text).into_owned(),
        _ => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_are_decoded_by_their_mark() {
        assert_eq!(decode(b"\xFE\xFF\x4E\x2D\xD8\x40\xDC\x00"), "中𠀀");
        assert_eq!(decode(b"\xEF\xBB\xBF\xE4\xB8\xAD"), "中");
        assert_eq!(decode(b"caf\xE9"), "café");
    }
}
