//! Text objects: glyphs as characters, and rules, as control sequences (PTOCA).

use std::ops::Range;

use afp_codec::fields::Named;
use afp_codec::framing::FieldWriter;
use afp_codec::ptoca::{TextBuilder, TextEncoding as Units};
use afp_codec::{EncodeError, Field, FieldId};
use scene::{Glyph, Origin, TextRun};
use units::{Colour, Emu, FontSize, QuarterTurn};

use crate::characters::CharacterSet;
use crate::error::WriteError;
use crate::options::TextEncoding;
use crate::page::colour::{named, specification};
use crate::page::include::rotation;
use crate::page::rule::UnitRule;
use crate::page::run::cluster_text;
use crate::page::stretch::{Pen, Scale, Stretch};
use crate::plan::{PlannedFace, PlannedGlyph};
use crate::source::Carried;
use crate::units::GREATEST;

/// UTF-16 code units kept until they are written: two whole control sequences.
const WAITING: usize = 252;

/// Bytes of text data of an ordinary page.
const USUAL: usize = 8 << 10;

/// Text and rules being written.
#[derive(Debug)]
pub(crate) struct TextObject {
    builder: TextBuilder,
    pen: Option<Pen>,
    colour: Option<Colour>,
    turn: QuarterTurn,
    waiting: Waiting,
    ranges: Vec<(Origin, Range<usize>)>,
}

/// Characters not yet written, as UTF-16 code units.
#[derive(Debug)]
struct Waiting {
    units: [u16; 256],
    count: usize,
}

impl Waiting {
    #[inline]
    fn push(&mut self, unit: u16) {
        // Written before it is full, so the place is always there.
        if let Some(place) = self.units.get_mut(self.count) {
            *place = unit;
            self.count += 1;
        }
    }

    fn units(&self) -> &[u16] {
        self.units.get(..self.count).unwrap_or_default()
    }
}

/// What of a run goes into a text object.
#[derive(Clone, Copy)]
pub(crate) struct Line<'r> {
    pub face: &'r PlannedFace,
    pub glyphs: &'r [Glyph],
    pub text: &'r str,
    pub size: FontSize,
    pub encoding: TextEncoding,
    pub baseline: Baseline,
}

/// A run's baseline in the text coordinates of its direction: the origin lies in the corner of the page from which both
/// axes lead into it (PTOCA "Orientation").
#[derive(Clone, Copy)]
pub(crate) struct Baseline {
    pub inline: i64,
    pub baseline: i64,
    /// The baseline in whole units.
    pub rounded: i32,
    turn: QuarterTurn,
}

impl Baseline {
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
}

impl Baseline {
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

impl Line<'_> {
    fn scale(&self) -> Scale {
        Scale::new(self.face.face.units_per_em(), self.size)
    }

    /// The character that stands for a glyph.
    fn character(&self, place: usize, glyph: &Glyph, known: &PlannedGlyph) -> Option<char> {
        let first = self.text.get(glyph.cluster as usize..).and_then(|rest| rest.chars().next());
        if first.is_some() && first == known.character {
            return first;
        }
        lower::character_for(&self.face.face, glyph.id, cluster_text(self.text, self.glyphs, place))
    }

    /// The distance between letters, where the glyph at a place stands as far from the one before as the two after it
    /// from theirs, beyond their advances. Fewer would not be worth the control sequences.
    fn even_distance(&self, stretch: &Stretch, place: usize, along: i64) -> Option<i16> {
        let scale = self.scale();
        let distance = stretch.gap(along) + i64::from(stretch.adjustment);
        let mut from = (self.glyphs.get(place)?.id, along);
        for next in self.glyphs.get(place + 1..place + 3)? {
            let there = scale.place(self.baseline.inline + next.along.wide());
            let advance = scale.advance(self.face.glyphs.get(usize::from(from.0))?.advance);
            if scale.nearest(there - from.1 - advance) != distance {
                return None;
            }
            from = (next.id, there);
        }
        i16::try_from(distance).ok()
    }
}

impl Default for TextObject {
    fn default() -> Self {
        Self {
            builder: TextBuilder::with_capacity(USUAL),
            pen: None,
            colour: None,
            turn: QuarterTurn::Zero,
            waiting: Waiting { units: [0; 256], count: 0 },
            ranges: Vec::new(),
        }
    }
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

    /// Sets direction, font, underline and colour for a run.
    pub(crate) fn begin(&mut self, run: &TextRun, font: u8, underlined: bool) -> Result<(), EncodeError> {
        self.turn_to(run.turn)?;
        self.builder.font(font);
        self.builder.underscore(underlined);
        self.colour_to(run.colour)
    }

    /// The control sequences, for those that text of characters does not need.
    pub(crate) fn builder(&mut self) -> &mut TextBuilder {
        &mut self.builder
    }

    /// Goes back to the established baseline; text does not go on from the text before.
    pub(crate) fn leave_line(&mut self) {
        self.builder.shift(0);
        self.pen = None;
    }

    /// Selects a font by its local id.
    pub(crate) fn font(&mut self, font: u8) {
        self.builder.font(font);
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
            self.builder.shift(0);
            let across = turn.then(QuarterTurn::One);
            self.builder.orientation(rotation(turn), rotation(across))?;
        }
        Ok(())
    }

    fn colour_to(&mut self, colour: Colour) -> Result<(), EncodeError> {
        if self.colour != Some(colour) {
            self.colour = Some(colour);
            match (named(colour), colour) {
                (Some(number), _) => self.builder.named_colour(number),
                (None, Colour::Rgb(red, green, blue)) => self.builder.rgb([red, green, blue]),
                (None, _) => self.builder.colour(&specification(colour))?,
            }
        }
        Ok(())
    }

    /// Sets glyphs as characters, with a move where the receiver would set one more than a unit away. Says whether
    /// a glyph had no character.
    pub(crate) fn glyphs(&mut self, line: Line<'_>, characters: &mut CharacterSet) -> Result<bool, EncodeError> {
        let Baseline { inline, rounded, turn, .. } = line.baseline;
        let scale = Scale::new(line.face.face.units_per_em(), line.size);
        let mut stretch = Stretch::going_on(scale, self.pen, rounded, turn);
        let mut missing = false;
        let mut place = 0;
        loop {
            if stretch.baseline == rounded {
                let units = self.waiting.units.get_mut(self.waiting.count..WAITING).unwrap_or_default();
                let rest = line.glyphs.get(place..).unwrap_or_default();
                let (text, known) = (line.text.as_bytes(), line.face.glyphs.as_slice());
                let taken = stretch.plain(inline, text, rest, known, units, characters.ascii_marks());
                self.waiting.count += taken;
                place += taken;
            }
            let Some(glyph) = line.glyphs.get(place) else { break };
            place += 1;
            let known = line.face.glyphs.get(usize::from(glyph.id));
            let character = known.and_then(|known| line.character(place - 1, glyph, known));
            let (Some(known), Some(character)) = (known, character) else {
                missing = true;
                continue;
            };
            characters.insert(character);
            let (along, across) = line.baseline.place(glyph.along, glyph.across);
            let along = scale.place(along);
            if stretch.baseline != across || !stretch.takes(along) {
                self.next_stretch(&mut stretch, &line, place - 1, along, across)?;
            } else if self.waiting.count >= WAITING {
                if stretch.adjustment == 0 {
                    self.write_stretch(&mut stretch, &line)?;
                } else {
                    let adjustment = stretch.adjustment;
                    self.write_stretch(&mut stretch, &line)?;
                    stretch = Stretch::at(scale, along, across, adjustment);
                }
            }
            match u16::try_from(u32::from(character)) {
                Ok(unit) => self.waiting.push(unit),
                Err(_) => {
                    for unit in character.encode_utf16(&mut [0; 2]) {
                        self.waiting.push(*unit);
                    }
                }
            }
            stretch.advance(known.advance);
        }
        self.write_stretch(&mut stretch, &line)?;
        self.pen = stretch.pen(turn);
        Ok(missing)
    }

    /// Writes a stretch that cannot take a glyph and begins the next there; or, where letters stand at even distances,
    /// has it go on with the distance between them.
    fn next_stretch(
        &mut self,
        stretch: &mut Stretch,
        line: &Line<'_>,
        place: usize,
        along: i64,
        across: i32,
    ) -> Result<(), EncodeError> {
        if self.waiting.count == 1
            && stretch.baseline == across
            && stretch.begins.is_some()
            && let Some(adjustment) = line.even_distance(stretch, place, along)
        {
            let mut adjusted = *stretch;
            adjusted.adjust(adjustment);
            if adjusted.takes(along) {
                *stretch = adjusted;
                return Ok(());
            }
        }
        let adjustment = stretch.adjustment;
        self.write_stretch(stretch, line)?;
        *stretch = Stretch::at(line.scale(), along, across, adjustment);
        Ok(())
    }

    /// Raised and lowered glyphs stand off the line's baseline, which stays (PTOCA TBM).
    fn write_stretch(&mut self, stretch: &mut Stretch, line: &Line<'_>) -> Result<(), EncodeError> {
        let baseline = line.baseline.rounded;
        if self.waiting.count == 0 {
            return Ok(());
        }
        if let Some(inline) = stretch.begins.take() {
            self.move_to(inline, baseline);
        }
        let short = |shift: i32| i16::try_from(shift).unwrap_or(if shift < 0 { i16::MIN } else { i16::MAX });
        self.builder.shift(short(stretch.baseline.saturating_sub(baseline)));
        if self.waiting.count > 1 {
            self.builder.intercharacter_adjustment(stretch.adjustment);
        }
        let units = self.waiting.units();
        match line.encoding {
            TextEncoding::Utf16 => self.builder.utf16(units),
            TextEncoding::Utf8 => {
                self.builder.text(String::from_utf16_lossy(units).as_bytes(), Units::Utf8)?;
            }
        }
        self.waiting.count = 0;
        Ok(())
    }

    /// Absolute moves reach from 0 to X'7FFF'; beyond, a relative one goes on from the nearest place.
    pub(crate) fn move_to(&mut self, inline: i32, baseline: i32) {
        let near = |position: i32| position.clamp(0, GREATEST);
        let short = |position: i32| i16::try_from(position).unwrap_or(if position < 0 { i16::MIN } else { i16::MAX });
        self.builder.move_to(short(near(inline)), short(near(baseline)));
        let (along, across) = (inline - near(inline), baseline - near(baseline));
        if along != 0 || across != 0 {
            self.builder.move_by(short(along), short(across));
        }
    }

    /// Draws a rule along its longer side (PTOCA DIR, DBR).
    pub(crate) fn rule(&mut self, rule: UnitRule, colour: Colour) -> Result<(), EncodeError> {
        self.turn_to(QuarterTurn::Zero)?;
        self.builder.underscore(false);
        self.builder.shift(0);
        self.colour_to(colour)?;
        self.pen = None;
        self.move_to(rule.left, rule.top);
        if rule.lies {
            self.builder.inline_rule(rule.length, rule.width, rule.fraction);
        } else {
            self.builder.baseline_rule(rule.length, rule.width, rule.fraction);
        }
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;
    use afp_codec::values::Rotation;

    #[test]
    fn directions_are_a_right_angle_apart() {
        assert_eq!(rotation(QuarterTurn::Three.then(QuarterTurn::One)), Rotation::DEGREES_0);
    }
}
