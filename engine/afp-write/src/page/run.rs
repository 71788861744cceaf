//! Runs of glyphs of a page, and the text object that each goes into.

use scene::{Content, Decoration, Glyph, Origin, TextRun};
use units::QuarterTurn;

use crate::error::WriteError;
use crate::options::Profile;
use crate::page::canvas::{Canvas, MappedFont, Medium, Object};
use crate::page::covered::Edges;
use crate::page::line::{Baseline, Line};

/// The most fonts of one page (MO:DCA X'02' type BE for fonts: local ids X'00' to X'FE').
pub(crate) const MOST_FONTS: usize = 254;

/// The place that a run's letters surely stay in.
#[inline]
pub(crate) fn run_bounds(run: &TextRun) -> Edges {
    let em = run.size.em();
    let (x, y) = (run.origin.x, run.origin.y);
    let (before, after, above, below) = (em / 2, run.advance + em / 2, em + em / 2, em / 2 + em / 4);
    let (left, top, right, bottom) = match run.turn {
        QuarterTurn::Zero => (before, above, after, below),
        QuarterTurn::One => (below, before, above, after),
        QuarterTurn::Two => (after, below, before, above),
        QuarterTurn::Three => (above, after, below, before),
    };
    Edges { left: x - left, top: y - top, right: x + right, bottom: y + bottom }
}

impl Canvas<'_> {
    /// A run of glyphs.
    pub(crate) fn run(&mut self, run: &TextRun, content: &Content, origin: Origin) -> Result<(), WriteError> {
        let glyphs = content.glyphs(run);
        let plan = self.plan;
        let Some(planned) = plan.faces.get(usize::from(run.face.0)) else {
            self.refuse("text in a font that is not defined", origin);
            return Ok(());
        };
        if self.medium == Medium::Segment {
            self.refuse("text in a page segment", origin);
            return Ok(());
        }
        let mut underlined = false;
        if let Profile::Classic { fonts, .. } = plan.options.profile {
            if !glyphs.is_empty() {
                self.coded_run(run, content, fonts, origin)?;
            }
        } else if !glyphs.is_empty() {
            let named =
                |glyph: &Glyph| planned.glyphs.get(usize::from(glyph.id)).is_some_and(|it| it.character.is_some());
            let whole = planned.whole().filter(|_| !glyphs.iter().all(named));
            let Some(font) = self.font(run, whole.is_some(), origin) else { return Ok(()) };
            let line = Line {
                face: planned,
                glyphs,
                text: content.text(run),
                size: run.size,
                encoding: plan.options.text,
                baseline: Baseline::new(run, self.extents),
            };
            let place = run_bounds(run);
            let at = self.text_object(place);
            let Some(characters) = self.used.characters_of(run.face) else { return Ok(()) };
            let Some(Object::Text(object)) = self.objects.get_mut(at) else { return Ok(()) };
            let start = object.position();
            underlined = run.decoration.underline && whole.is_none();
            object.begin(run, place, font, underlined).map_err(WriteError::encode("text"))?;
            let refused = match whole {
                Some(whole) => {
                    self.used.whole_faces.insert(run.face.0);
                    let too_far = object.glyph_run(&line, whole).map_err(WriteError::encode("text"))?;
                    too_far.then_some("glyphs more than 1156 mm from the beginning of their run")
                }
                None => {
                    let missing = object.glyphs(&line, characters);
                    missing.then_some("a glyph without a character of its own")
                }
            };
            if plan.options.source_map {
                object.note(origin, start);
            }
            if let Some(what) = refused {
                self.refuse(what, origin);
            }
        }
        // Characters are underlined by the receiver, from the same values of the font; glyphs and empty text are not.
        let decoration = Decoration { underline: run.decoration.underline && !underlined, ..run.decoration };
        if decoration != Decoration::default() {
            for rect in (TextRun { decoration, ..run.clone() }).decoration_rects(&planned.face) {
                self.rule(rect, run.colour, origin)?;
            }
        }
        Ok(())
    }

    /// The local id of a run's font.
    fn font(&mut self, run: &TextRun, whole: bool, origin: Origin) -> Option<u8> {
        let wanted = MappedFont { face: run.face, size: run.size, whole };
        let at = self.fonts.iter().position(|&font| font == wanted).unwrap_or_else(|| {
            self.fonts.push(wanted);
            self.fonts.len() - 1
        });
        if at >= MOST_FONTS {
            self.fonts.truncate(MOST_FONTS);
            self.refuse("text in more than 254 fonts and sizes on one page", origin);
            return None;
        }
        u8::try_from(at + 1).ok()
    }
}

/// The text that a glyph's cluster shows: up to the next cluster's beginning, which in text that runs from right to left
/// belongs to the glyph before.
pub(crate) fn cluster_text<'t>(text: &'t str, glyphs: &[Glyph], place: usize) -> &'t str {
    let Some(cluster) = glyphs.get(place).map(|glyph| glyph.cluster) else { return "" };
    let differs = |glyph: &&Glyph| glyph.cluster > cluster;
    let after =
        glyphs.get(place + 1..).and_then(|rest| rest.iter().find(|glyph| glyph.cluster != cluster)).filter(differs);
    let before =
        glyphs.get(..place).and_then(|rest| rest.iter().rev().find(|glyph| glyph.cluster != cluster)).filter(differs);
    let end = after.or(before).map_or(text.len(), |glyph| glyph.cluster as usize);
    text.get(cluster as usize..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use units::Emu;

    #[test]
    fn a_cluster_ends_where_the_next_begins_in_either_direction() {
        let glyph = |cluster| Glyph { id: 1, along: Emu::ZERO, across: Emu::ZERO, cluster };
        let forward = [glyph(0), glyph(2), glyph(2), glyph(3)];
        assert_eq!((0..4).map(|at| cluster_text("abcd", &forward, at)).collect::<Vec<_>>(), ["ab", "c", "c", "d"]);
        let backward = [glyph(3), glyph(2), glyph(0)];
        assert_eq!((0..3).map(|at| cluster_text("abcd", &backward, at)).collect::<Vec<_>>(), ["d", "c", "ab"]);
    }
}
