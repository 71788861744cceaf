//! Text runs (ISO 32000-1, 9.4).
//!
//! Positions are exact: the pen is followed in ten-thousandths of the em, as a reader does with the widths in the file,
//! and every deviation is corrected in the string, so that errors never add up.

use fonts::Face;
use scene::{Content as SceneContent, FaceId, Glyph, TextRun};
use unicode_normalization::UnicodeNormalization;
use units::{FontSize, QuarterTurn};

use crate::content::Thousandths;
use crate::pattern_font;
use crate::plan::width;
use crate::stream::Stream;
use crate::to_unicode::is_private;
use crate::used::GlyphSet;

/// From this size on positions need more than thousandths of the em to be exact to 1/1440 inch.
const LARGE_TWENTIETHS: u16 = 50 * 20;

impl Stream<'_, '_> {
    pub(crate) fn run(&mut self, run: &TextRun, content: &SceneContent) {
        let Some(face) = self.plan.definitions.face(run.face) else { return };
        for rect in run.decoration_rects(face) {
            self.fill_rects(&[rect], run.colour);
        }
        let glyphs = content.glyphs(run);
        if glyphs.is_empty() {
            return;
        }
        self.fill_colour(run.colour);
        if !self.in_text {
            self.content.text("BT\n");
            self.in_text = true;
        }
        let patterns = self.plan.has_patterns(run.face);
        let first = glyphs.first().filter(|_| patterns).map(|glyph| pattern_font::block(glyph.id));
        self.font(run.face, first, run.size);
        self.content.text(match run.turn {
            QuarterTurn::Zero => "1 0 0 1 ",
            QuarterTurn::One => "0 -1 1 0 ",
            QuarterTurn::Two => "-1 0 0 -1 ",
            QuarterTurn::Three => "0 1 -1 0 ",
        });
        self.frame.point(&mut self.content, run.origin);
        self.content.text("Tm\n");
        let text = content.text(run);
        let mut set = self.used.glyphs.remove(&run.face).unwrap_or_default();
        let mut shown = Shown {
            em: run.size.em().wide(),
            pen: 0,
            rise: 0,
            in_array: false,
            in_string: false,
            large: run.size.twentieths() > LARGE_TWENTIETHS,
            font: patterns.then_some((run.face, run.size)),
        };
        let in_order = glyphs.windows(2).all(|pair| matches!(pair, [one, two] if one.cluster <= two.cluster));
        if in_order || text.is_empty() {
            self.clusters(glyphs, text, face, &mut set, &mut shown);
        } else {
            // Right to left: the order of the glyphs is not that of the text.
            self.actual_text(text, glyphs, face, &mut set, &mut shown);
        }
        self.end_array(&mut shown);
        if shown.rise != 0 {
            self.content.text("0 Ts\n");
        }
        self.used.glyphs.insert(run.face, set);
    }

    /// Chooses a font; `block` of a face of patterns.
    fn font(&mut self, face: FaceId, block: Option<u8>, size: FontSize) {
        if self.state.font == Some((face, block, size)) {
            return;
        }
        self.content.text("/");
        match block {
            Some(block) => self.content.text(&pattern_font::name(face, block)),
            None => self.content.text("F").integer(face.0.into()),
        };
        self.content.text(" ").operand(Thousandths(i64::from(size.twentieths()) * 50)).text("Tf\n");
        self.state.font = Some((face, block, size));
    }

    /// Glyphs in the order of their text: those that mean what their face says as they are, others with their text.
    fn clusters(&mut self, glyphs: &[Glyph], text: &str, face: &Face, set: &mut GlyphSet, shown: &mut Shown) {
        let mut rest = glyphs;
        while let [first, ..] = rest {
            let count = rest.iter().take_while(|glyph| glyph.cluster == first.cluster).count();
            let (cluster, after) = rest.split_at(count);
            let end = after.first().map_or(text.len(), |next| next.cluster as usize);
            let meant = text.get(first.cluster as usize..end).unwrap_or_default();
            if meant.is_empty() || says(face, cluster, meant) {
                if count == 1 && meant.chars().all(is_private) && !meant.is_empty() {
                    set.note_text(first.id, meant);
                }
                for glyph in cluster {
                    self.glyph(glyph, face, set, shown);
                }
            } else {
                if count == 1 && face.character_of(first.id).is_none() {
                    set.note_text(first.id, meant);
                }
                self.actual_text(meant, cluster, face, set, shown);
            }
            rest = after;
        }
    }

    fn actual_text(&mut self, text: &str, glyphs: &[Glyph], face: &Face, set: &mut GlyphSet, shown: &mut Shown) {
        self.end_array(shown);
        self.content.text("/Span<</ActualText");
        self.content.string([0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)));
        self.content.text(">>BDC\n");
        for glyph in glyphs {
            self.glyph(glyph, face, set, shown);
        }
        self.end_array(shown);
        self.content.text("EMC\n");
    }

    fn glyph(&mut self, glyph: &Glyph, face: &Face, set: &mut GlyphSet, shown: &mut Shown) {
        set.insert(glyph.id);
        // A file for the archive shows nothing for what its font does not have (ISO 19005-2, 6.2.11.8).
        if glyph.id == 0 && self.plan.options.archive {
            return;
        }
        let rise = -glyph.across.wide();
        if rise != shown.rise {
            self.end_array(shown);
            self.content.length(-glyph.across).text("Ts\n");
            shown.rise = rise;
        }
        if let Some((id, size)) = shown.font {
            let block = Some(pattern_font::block(glyph.id));
            if self.state.font != Some((id, block, size)) {
                self.end_array(shown);
                self.font(id, block, size);
            }
        }
        if !shown.in_array {
            self.content.text("[");
            shown.in_array = true;
        }
        let correction = shown.correction(glyph.along.wide());
        if correction != 0 {
            if shown.in_string {
                self.content.text(")");
                shown.in_string = false;
            }
            // A positive number moves back.
            self.content.number(Thousandths(-correction * 100));
            shown.pen += correction;
        }
        if !shown.in_string {
            self.content.text("(");
            shown.in_string = true;
        }
        // One byte within a block of patterns.
        for byte in glyph.id.to_be_bytes().into_iter().skip(usize::from(shown.font.is_some())) {
            match byte {
                b'(' | b')' | b'\\' => self.content.bytes.extend([b'\\', byte]),
                b'\r' => self.content.bytes.extend([b'\\', b'r']),
                _ => self.content.bytes.push(byte),
            }
        }
        shown.pen += width(face, glyph.id) * 10;
    }

    fn end_array(&mut self, shown: &mut Shown) {
        if shown.in_string {
            self.content.text(")");
        }
        if shown.in_array {
            self.content.text("]TJ\n");
        }
        (shown.in_string, shown.in_array) = (false, false);
    }
}

/// Where a reader of the file stands in a run.
struct Shown {
    em: i64,
    /// In ten-thousandths of the em from the run's origin.
    pen: i64,
    /// In Emu, upward.
    rise: i64,
    in_array: bool,
    in_string: bool,
    large: bool,
    /// The face and its size, where it is one of patterns.
    font: Option<(FaceId, FontSize)>,
}

impl Shown {
    /// How far the pen must move on, in ten-thousandths of the em, a multiple of ten but at large sizes.
    fn correction(&self, along: i64) -> i64 {
        let wanted = (along * 20_000 + self.em).div_euclid(self.em.max(1) * 2);
        let off = wanted - self.pen;
        if self.large { off } else { (off + 5).div_euclid(10) * 10 }
    }
}

/// Whether the characters that a face gives for glyphs are the text meant, but for the kind of space and for the
/// normal form.
fn says(face: &Face, glyphs: &[Glyph], meant: &str) -> bool {
    if let [glyph] = glyphs {
        let Some(character) = face.character_of(glyph.id) else { return false };
        let mut characters = meant.chars();
        if let (Some(one), None) = (characters.next(), characters.next())
            && (one == character || (one.is_whitespace() && character.is_whitespace()))
        {
            return true;
        }
    }
    let said: Option<String> = glyphs.iter().map(|glyph| face.character_of(glyph.id)).collect();
    said.is_some_and(|said| said.nfc().eq(meant.nfc()))
}
