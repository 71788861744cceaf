//! Glyphs as outlines that are defined once.

use std::collections::BTreeSet;

use fonts::{Face, OutlinePen};
use scene::{Definitions, FaceId, Glyph, TextRun};

use crate::number::{colour, escaped, length, matrix, number};

/// The glyphs used so far.
#[derive(Default)]
pub(crate) struct Glyphs {
    used: BTreeSet<(FaceId, u16)>,
}

impl Glyphs {
    /// Draws a run.
    pub(crate) fn run(
        &mut self,
        out: &mut String,
        definitions: &Definitions,
        run: &TextRun,
        glyphs: &[Glyph],
        text: &str,
    ) {
        let Some(face) = definitions.face(run.face) else { return };
        let rgb = definitions.to_rgb(run.colour);
        let [a, b, c, d, e, f] = run.transform().to_points();
        let scale = run.size.to_points() / f64::from(face.units_per_em());
        if !glyphs.is_empty() {
            out.push_str("<g");
            colour(out, "fill", rgb);
            matrix(out, [a * scale, b * scale, -c * scale, -d * scale, e, f]);
            out.push_str(" aria-hidden=\"true\">");
            for glyph in glyphs {
                self.used.insert((run.face, glyph.id));
                out.push_str(&format!("<use href=\"#g{}-{}\"", run.face.0, glyph.id));
                for (name, offset) in [("x", glyph.along.to_points()), ("y", -glyph.across.to_points())] {
                    if offset != 0.0 {
                        out.push_str(&format!(" {name}=\""));
                        number(out, offset / scale, 2);
                        out.push('"');
                    }
                }
                out.push_str("/>");
            }
            out.push_str("</g>\n");
        }
        if !text.trim().is_empty() {
            out.push_str("<text xml:space=\"preserve\" fill-opacity=\"0\" font-family=\"sans-serif\" font-size=\"");
            number(out, run.size.to_points(), 2);
            out.push('"');
            matrix(out, [a, b, c, d, e, f]);
            if run.advance.get() > 0 {
                out.push_str(" lengthAdjust=\"spacingAndGlyphs\" textLength=\"");
                length(out, run.advance);
                out.push('"');
            }
            out.push('>');
            escaped(out, text);
            out.push_str("</text>\n");
        }
    }

    /// The outlines of all glyphs used.
    pub(crate) fn define(&self, out: &mut String, definitions: &Definitions) {
        for &(id, glyph) in &self.used {
            let Some(face) = definitions.face(id) else { continue };
            out.push_str(&format!("<path id=\"g{}-{glyph}\" d=\"{}\"/>\n", id.0, outline(face, glyph)));
        }
    }
}

/// A glyph's outline in design units, y upward.
fn outline(face: &Face, glyph: u16) -> String {
    let mut pen = Pen(String::new());
    face.outline(glyph, &mut pen);
    pen.0
}

struct Pen(String);

impl Pen {
    fn step(&mut self, letter: char, values: &[f32]) {
        self.0.push(letter);
        for (at, &value) in values.iter().enumerate() {
            if at > 0 {
                self.0.push(' ');
            }
            number(&mut self.0, value.into(), 2);
        }
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step('M', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step('L', &[x, y]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.step('Q', &[x1, y1, x, y]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.step('C', &[x1, y1, x2, y2, x, y]);
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}
