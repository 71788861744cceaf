//! Text objects: glyphs as characters, and rules, as control sequences (PTOCA).

use std::ops::Range;

use afp_codec::fields::Named;
use afp_codec::framing::FieldWriter;
use afp_codec::ptoca::{TextBuilder, TextEncoding as Units};
use afp_codec::{EncodeError, Field, FieldId};
use scene::{Glyph, Origin, TextRun};
use units::{Colour, Emu, FontSize, QuarterTurn, Rect};

use crate::characters::CharacterSet;
use crate::error::WriteError;
use crate::options::TextEncoding;
use crate::page::colour::specification;
use crate::page::include::rotation;
use crate::page::pen::Pen;
use crate::page::run::cluster_text;
use crate::plan::PlannedFace;
use crate::source::Carried;
use crate::units::{GREATEST, UnitRect};

/// Rules thinner than this keep their exact thickness; thicker ones have both edges on whole units, so that
/// neighbours touch.
const THIN: Emu = Emu::from_l_units(40);

/// Text and rules being written.
#[derive(Debug, Default)]
pub(crate) struct TextObject {
    builder: TextBuilder,
    pen: Option<Pen>,
    colour: Option<Colour>,
    turn: QuarterTurn,
    /// Code points not yet written.
    pending: Vec<u8>,
    ranges: Vec<(Origin, Range<usize>)>,
}

/// A run's baseline in the text coordinates of its direction: the origin lies in the corner of the page from which both
/// axes lead into it (PTOCA "Orientation").
pub(crate) struct Line {
    inline: i64,
    baseline: i64,
    /// The baseline in whole units.
    rounded: i32,
    turn: QuarterTurn,
}

impl Line {
    pub(crate) fn new(run: &TextRun, width: u32, height: u32) -> Self {
        let (x, y) = (run.origin.x.wide(), run.origin.y.wide());
        let full = |units: u32| i64::from(units) * i64::from(Emu::PER_L_UNIT);
        let (inline, baseline) = match run.turn {
            QuarterTurn::Zero => (x, y),
            QuarterTurn::One => (y, full(width) - x),
            QuarterTurn::Two => (full(width) - x, full(height) - y),
            QuarterTurn::Three => (full(height) - y, x),
        };
        Self { inline, baseline, rounded: round(baseline), turn: run.turn }
    }

    /// Where a glyph stands: along the line in Emu, and its baseline in whole units.
    pub(crate) fn place(&self, along: Emu, across: Emu) -> (i64, i32) {
        let baseline = match across {
            Emu::ZERO => self.rounded,
            across => round(self.baseline + across.wide()),
        };
        (self.inline + along.wide(), baseline)
    }
}

pub(crate) fn round(emu: i64) -> i32 {
    Emu::saturating_from(emu).round_to_l_units()
}

impl TextObject {
    /// Bytes of text data so far.
    pub(crate) fn position(&self) -> usize {
        self.builder.position()
    }

    /// Notes that an item drew the text data from a place on.
    pub(crate) fn note(&mut self, origin: Origin, start: usize) {
        self.ranges.push((origin, start..self.builder.position()));
    }

    /// Sets direction, font and colour for a run.
    pub(crate) fn begin(&mut self, run: &TextRun, font: u8) -> Result<(), EncodeError> {
        self.turn_to(run.turn)?;
        self.builder.font(font)?;
        self.colour_to(run.colour)
    }

    /// Selects a font by its local id.
    pub(crate) fn font(&mut self, font: u8) -> Result<(), EncodeError> {
        self.builder.font(font)
    }

    /// Sets code points of the selected font; the list is empty afterwards.
    pub(crate) fn code_points(&mut self, code_points: &mut Vec<u8>, encoding: Units) -> Result<(), EncodeError> {
        if !code_points.is_empty() {
            self.pen = None;
            self.builder.text(code_points, encoding)?;
            code_points.clear();
        }
        Ok(())
    }

    fn turn_to(&mut self, turn: QuarterTurn) -> Result<(), EncodeError> {
        if self.turn != turn {
            self.turn = turn;
            self.pen = None;
            let across = turn.then(QuarterTurn::One);
            self.builder.orientation(rotation(turn), rotation(across))?;
        }
        Ok(())
    }

    fn colour_to(&mut self, colour: Colour) -> Result<(), EncodeError> {
        if self.colour != Some(colour) {
            self.colour = Some(colour);
            self.builder.colour(&specification(colour))?;
        }
        Ok(())
    }

    /// Sets glyphs as characters, with a move where the receiver would set one more than half a unit away. Says whether
    /// a glyph had no character.
    #[expect(clippy::too_many_arguments, reason = "a line of text is just these")]
    pub(crate) fn glyphs(
        &mut self,
        planned: &PlannedFace,
        line: &Line,
        glyphs: &[Glyph],
        text: &str,
        size: FontSize,
        encoding: TextEncoding,
        characters: &mut CharacterSet,
    ) -> Result<bool, EncodeError> {
        let units_per_em = planned.face.units_per_em();
        let mut pen = self.pen.filter(|pen| pen.is_on(line.rounded, line.turn, units_per_em));
        let (mut ascii, mut missing) = (0u128, false);
        for (place, glyph) in glyphs.iter().enumerate() {
            let Some(known) = planned.glyphs.get(usize::from(glyph.id)) else {
                missing = true;
                continue;
            };
            // Nearly always the cluster is one ASCII character, the glyph's plainest.
            let shown = text.as_bytes().get(glyph.cluster as usize).copied().filter(u8::is_ascii).map(char::from);
            let character = if shown.is_some() && shown == known.character {
                shown
            } else {
                lower::character_for(&planned.face, glyph.id, cluster_text(text, glyphs, place))
            };
            let Some(character) = character else {
                missing = true;
                continue;
            };
            let (wanted, baseline) = line.place(glyph.along, glyph.across);
            let mut here = match pen {
                Some(pen) if pen.baseline == baseline && pen.serves(wanted) => pen,
                _ => {
                    self.flush(encoding)?;
                    let inline = round(wanted);
                    self.move_to(inline, baseline)?;
                    Pen::at(inline, baseline, line.turn, units_per_em)
                }
            };
            match (character.is_ascii(), encoding) {
                (true, TextEncoding::Utf16) => self.pending.extend_from_slice(&[0, character as u8]),
                (true, TextEncoding::Utf8) => self.pending.push(character as u8),
                (false, TextEncoding::Utf16) => {
                    for unit in character.encode_utf16(&mut [0; 2]) {
                        self.pending.extend_from_slice(&unit.to_be_bytes());
                    }
                }
                (false, TextEncoding::Utf8) => {
                    self.pending.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                }
            }
            if character.is_ascii() {
                ascii |= 1 << character as u8;
            } else {
                characters.insert(character);
            }
            here.advance(known.advance, size.twentieths());
            pen = Some(here);
        }
        self.pen = pen;
        characters.insert_ascii(ascii);
        self.flush(encoding)?;
        Ok(missing)
    }

    fn flush(&mut self, encoding: TextEncoding) -> Result<(), EncodeError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let units = match encoding {
            TextEncoding::Utf16 => Units::Utf16,
            TextEncoding::Utf8 => Units::Utf8,
        };
        self.builder.text(&self.pending, units)?;
        self.pending.clear();
        Ok(())
    }

    /// Absolute moves reach from 0 to X'7FFF'; beyond, a relative one goes on from the nearest place.
    pub(crate) fn move_to(&mut self, inline: i32, baseline: i32) -> Result<(), EncodeError> {
        let near = |position: i32| position.clamp(0, GREATEST);
        let short = |position: i32| i16::try_from(position).unwrap_or(if position < 0 { i16::MIN } else { i16::MAX });
        self.builder.move_to(short(near(inline)), short(near(baseline)))?;
        let (along, across) = (inline - near(inline), baseline - near(baseline));
        if along != 0 || across != 0 {
            self.builder.move_by(short(along), short(across))?;
        }
        Ok(())
    }

    /// Draws a rectangle as a rule along its longer side (PTOCA DIR, DBR).
    pub(crate) fn rule(&mut self, rect: Rect, colour: Colour) -> Result<(), EncodeError> {
        self.turn_to(QuarterTurn::Zero)?;
        self.colour_to(colour)?;
        self.pen = None;
        let units = UnitRect::round(rect);
        self.move_to(units.left, units.top)?;
        let lies = rect.width >= rect.height;
        let (length, edges, exact) = if lies {
            (units.width(), units.height(), rect.height)
        } else {
            (units.height(), units.width(), rect.width)
        };
        let length = i16::try_from(length.clamp(1, GREATEST)).unwrap_or(i16::MAX);
        let (width, fraction) = thickness(edges, exact);
        if lies {
            self.builder.inline_rule(length, width, fraction)
        } else {
            self.builder.baseline_rule(length, width, fraction)
        }
    }

    /// Writes the text object; says which bytes each item takes.
    pub(crate) fn write(
        self,
        writer: &mut FieldWriter<'_>,
        field_data: usize,
        found: &mut Vec<(Origin, Range<usize>)>,
    ) -> Result<(), WriteError> {
        let failed = || WriteError::encode("a text object");
        writer.write(&Field::BeginText(Named::default())).map_err(failed())?;
        let carried = Carried { start: writer.position(), field_data };
        writer.write_data(FieldId::PTX, &self.builder.finish()).map_err(failed())?;
        found.extend(
            self.ranges
                .into_iter()
                .filter(|(_, range)| !range.is_empty())
                .map(|(origin, range)| (origin, carried.place(range.start)..carried.end(range.end))),
        );
        writer.write(&Field::EndText(Named::default())).map_err(failed())?;
        Ok(())
    }
}

/// A rule's width in whole units and 1/256 units: exact for thin ones, else as its edges lie.
fn thickness(edges: i32, exact: Emu) -> (i16, u8) {
    if exact >= THIN {
        return (i16::try_from(edges).unwrap_or(i16::MAX), 0);
    }
    let unit = i64::from(Emu::PER_L_UNIT);
    let parts = ((exact.wide() * 256 + unit / 2) / unit).max(1);
    (i16::try_from(parts / 256).unwrap_or(i16::MAX), (parts % 256) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use afp_codec::values::Rotation;

    #[test]
    fn thin_rules_keep_their_thickness_and_thick_ones_their_edges() {
        // A quarter of a point is exactly five units; a tenth of a millimetre 5.669.
        assert_eq!(thickness(5, Emu::new(3_175)), (5, 0));
        assert_eq!(thickness(6, Emu::new(3_600)), (5, 171));
        assert_eq!(thickness(101, Emu::from_l_units(100)), (101, 0));
    }

    #[test]
    fn directions_are_a_right_angle_apart() {
        assert_eq!(rotation(QuarterTurn::Three.then(QuarterTurn::One)), Rotation::DEGREES_0);
    }
}
