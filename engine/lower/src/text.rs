//! Text: left as it is, moved and turned, or drawn as outlines.

use diagnostics::Code;
use scene::{Content, FillRule, Item, Origin, TextRun};
use units::{Emu, FontSize, Point, QuarterTurn, Rect, Transform};

use crate::capabilities::Feature;
use crate::outlines::glyph_path;
use crate::pass::{Pass, Place};

/// A transform that text survives: a scale `numerator/65536` without distortion, and a quarter turn.
struct Upright {
    numerator: i64,
    turn: QuarterTurn,
}

fn upright(transform: Transform) -> Option<Upright> {
    let [a, b, c, d] = [transform.a, transform.b, transform.c, transform.d].map(i64::from);
    let (numerator, turn) = match (a, b, c, d) {
        (a, 0, 0, d) if a == d && a > 0 => (a, QuarterTurn::Zero),
        (0, b, c, 0) if b == -c && b > 0 => (b, QuarterTurn::One),
        (a, 0, 0, d) if a == d && a < 0 => (-a, QuarterTurn::Two),
        (0, b, c, 0) if b == -c && b < 0 => (-b, QuarterTurn::Three),
        _ => return None,
    };
    Some(Upright { numerator, turn })
}

/// The rectangle that a run's letters surely stay in, on the page before its group's transform.
pub(crate) fn run_bounds(run: &TextRun) -> Rect {
    let em = run.size.em();
    let local =
        Rect::from_corners(Point::new(-em / 2, -em - em / 2), Point::new(run.advance + em / 2, em / 2 + em / 4));
    run.transform().apply_bounds(local)
}

impl Pass<'_> {
    pub(crate) fn text(&mut self, content: &Content, run: &TextRun, origin: Origin, place: &Place) {
        let bounds = place.transform.apply_bounds(run_bounds(run));
        let clipped = match &place.clip {
            Some(clip) if clip.excludes(bounds) => return,
            Some(clip) => !clip.contains(bounds),
            None => false,
        };
        let has = |feature| self.lowering.capabilities.has(feature);
        let reason = if clipped && !has(Feature::ClippedText) {
            Some("it is cut by the edge of a clip")
        } else if !has(Feature::UnreachableGlyph) {
            let face = self.lowering.definitions.face(run.face);
            face.and_then(|face| self.lowering.why_not_text(face, run, content))
        } else {
            None
        };
        let moved = if reason.is_none() { self.moved(content, run, origin, place.transform) } else { None };
        match moved {
            Some(run) => self.out.push(Item::Text(run), origin),
            None => {
                let reason =
                    reason.unwrap_or("it is turned by no right angle, stretched or of a size between the steps");
                self.text_outlines(content, run, origin, place, reason);
            }
        }
    }

    /// The run as text under a transform, if the output can set it so.
    fn moved(&mut self, content: &Content, run: &TextRun, origin: Origin, transform: Transform) -> Option<TextRun> {
        let Upright { numerator, turn } = upright(transform)?;
        let one = 1 << 16;
        let twentieths = i64::from(run.size.twentieths()) * numerator;
        if twentieths % one != 0 {
            return None;
        }
        let size = FontSize::from_twentieths(u16::try_from(twentieths / one).ok()?);
        if i64::from(size.twentieths()) * one != twentieths {
            return None;
        }
        let colour = self.colour(run.colour, origin);
        let scaled = |length: Emu| if numerator == one { length } else { length.scale(numerator, one) };
        let glyphs: Vec<_> = content
            .glyphs(run)
            .iter()
            .map(|glyph| scene::Glyph { along: scaled(glyph.along), across: scaled(glyph.across), ..*glyph })
            .collect();
        Some(self.out.run(
            run.face,
            size,
            colour,
            transform.apply(run.origin),
            run.turn.then(turn),
            scaled(run.advance),
            glyphs,
            content.text(run),
            run.decoration,
        ))
    }

    /// Draws a run's glyphs, and the lines drawn with them, as areas.
    fn text_outlines(&mut self, content: &Content, run: &TextRun, origin: Origin, place: &Place, reason: &'static str) {
        let definitions = self.lowering.definitions;
        let Some(face) = definitions.face(run.face) else {
            let finding = self.located(Code::FontUnknown, origin).with("font", run.face.0.to_string());
            self.diagnostics.push_once(finding);
            return;
        };
        self.diagnostics.push_once(self.located(Code::LoweredToOutlines, origin).with("reason", reason));
        let transform = run.transform().then(place.transform);
        for glyph in content.glyphs(run) {
            let offset = Point::new(glyph.along, glyph.across);
            let path = glyph_path(face, glyph.id, run.size.em(), offset, transform);
            self.fill(&path, FillRule::NonZero, run.colour, origin, place);
        }
        for rect in run.decoration_rects(face) {
            self.rule(rect, run.colour, origin, place);
        }
    }
}
