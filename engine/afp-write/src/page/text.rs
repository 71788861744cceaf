//! Text objects: rules, and glyphs as characters, as control sequences (PTOCA).

use std::ops::Range;

use afp_codec::fields::Named;
use afp_codec::framing::FieldWriter;
use afp_codec::ptoca::{TextBuilder, TextEncoding as Bytes};
use afp_codec::{EncodeError, Field, FieldId};
use scene::{Origin, TextRun};
use units::{Colour, QuarterTurn};

use crate::error::WriteError;
use crate::page::colour::{named, named_default, specification};
use crate::page::covered::{Covered, Edges};
use crate::page::include::rotation;
use crate::page::rule::UnitRule;
use crate::page::stretch::Pen;
use crate::page::waiting::Waiting;
use crate::source::Carried;
use crate::units::GREATEST;

/// Text and rules being written. Rules that lie on no text of the object stand before all of it, so that rules share their
/// colour and the text its own, in place of a change of both at each row of a table.
#[derive(Debug)]
pub(crate) struct TextObject {
    classic: bool,
    rules: Chain,
    ruled: Covered,
    pub(super) text: Chain,
    /// What the text covers, and the rules drawn among it.
    covered: Covered,
    pub(super) pen: Option<Pen>,
    turn: QuarterTurn,
    pub(super) waiting: Waiting,
}

/// Control sequences that follow each other, and which items drew them.
#[derive(Debug, Default)]
pub(super) struct Chain {
    pub(super) builder: TextBuilder,
    colour: Option<Colour>,
    ranges: Vec<(Origin, Range<usize>)>,
}

impl Chain {
    fn colour_to(&mut self, colour: Colour, classic: bool) -> Result<(), EncodeError> {
        if self.colour != Some(colour) {
            self.colour = Some(colour);
            match (if classic { named_default(colour) } else { named(colour) }, colour) {
                (Some(number), _) => self.builder.named_colour(number),
                (None, Colour::Rgb(red, green, blue)) => self.builder.rgb([red, green, blue]),
                (None, _) => self.builder.colour(&specification(colour))?,
            }
        }
        Ok(())
    }

    /// Absolute moves reach from 0 to X'7FFF'; beyond, a relative one goes on from the nearest place.
    #[inline]
    fn move_to(&mut self, inline: i32, baseline: i32) {
        match (u16::try_from(inline), u16::try_from(baseline)) {
            (Ok(inline @ 0..=0x7FFF), Ok(baseline @ 0..=0x7FFF)) => {
                self.builder.move_to(inline as i16, baseline as i16);
            }
            _ => self.move_beyond(inline, baseline),
        }
    }

    #[cold]
    fn move_beyond(&mut self, inline: i32, baseline: i32) {
        let near = |position: i32| position.clamp(0, GREATEST);
        let short = |position: i32| i16::try_from(position).unwrap_or(if position < 0 { i16::MIN } else { i16::MAX });
        self.builder.move_to(short(near(inline)), short(near(baseline)));
        let (along, across) = (inline - near(inline), baseline - near(baseline));
        if along != 0 || across != 0 {
            self.builder.move_by(short(along), short(across));
        }
    }

    /// Draws a rule along its longer side (PTOCA DIR, DBR).
    fn rule(&mut self, rule: UnitRule) {
        self.move_to(rule.left, rule.top);
        if rule.lies {
            self.builder.inline_rule(rule.length, rule.width, rule.fraction);
        } else {
            self.builder.baseline_rule(rule.length, rule.width, rule.fraction);
        }
    }

    fn clear(&mut self) {
        self.builder.clear();
        self.colour = None;
        self.ranges.clear();
    }
}

impl TextObject {
    /// An empty text; `classic` for the ranges of PTOCA 6, PT3.
    pub(crate) fn new(classic: bool) -> Self {
        Self {
            classic,
            rules: Chain::default(),
            ruled: Covered::default(),
            text: Chain::default(),
            covered: Covered::default(),
            pen: None,
            turn: QuarterTurn::Zero,
            waiting: Waiting::default(),
        }
    }

    /// Bytes of text so far, rules not counted that stand before it.
    pub(crate) fn position(&self) -> usize {
        self.text.builder.position()
    }

    /// Whether something in it touches a place.
    pub(crate) fn touches(&self, place: Edges) -> bool {
        self.covered.touches(place) || self.ruled.touches(place)
    }

    /// Bytes of all data so far.
    pub(crate) fn len(&self) -> usize {
        self.rules.builder.position() + self.position()
    }

    /// Notes that an item drew the text from a place on.
    pub(crate) fn note(&mut self, origin: Origin, start: usize) {
        let range = start..self.position();
        self.text.ranges.push((origin, range));
    }

    /// Sets direction, font, underline and colour for a run, which stays within a place.
    pub(crate) fn begin(&mut self, run: &TextRun, place: Edges, font: u8, underlined: bool) -> Result<(), EncodeError> {
        self.covered.add(place);
        self.turn_to(run.turn)?;
        self.text.builder.font(font);
        self.text.builder.underscore(underlined);
        self.text.colour_to(run.colour, self.classic)
    }

    /// The control sequences, for those that text of characters does not need.
    pub(crate) fn builder(&mut self) -> &mut TextBuilder {
        &mut self.text.builder
    }

    /// Goes back to the established baseline; text does not go on from the text before.
    pub(crate) fn leave_line(&mut self) {
        self.text.builder.shift(0);
        self.pen = None;
    }

    /// Selects a font by its local id.
    pub(crate) fn font(&mut self, font: u8) {
        self.text.builder.font(font);
    }

    /// Sets code points of the selected font; the list is empty afterwards.
    pub(crate) fn code_points(&mut self, code_points: &mut Vec<u8>, encoding: Bytes) {
        if !code_points.is_empty() {
            self.pen = None;
            self.text.builder.text(code_points, encoding);
            code_points.clear();
        }
    }

    /// Goes to a place of the text.
    pub(crate) fn move_to(&mut self, inline: i32, baseline: i32) {
        self.text.move_to(inline, baseline);
    }

    fn turn_to(&mut self, turn: QuarterTurn) -> Result<(), EncodeError> {
        if self.turn != turn {
            self.turn = turn;
            self.pen = None;
            self.text.builder.shift(0);
            let across = turn.then(QuarterTurn::One);
            self.text.builder.orientation(rotation(turn), rotation(across))?;
        }
        Ok(())
    }

    /// Draws the rules of an item, which stay within a place: before all text where they lie on none. `noted` is the
    /// item, where it is to be noted.
    pub(crate) fn rules(
        &mut self,
        rules: impl Iterator<Item = UnitRule>,
        place: Edges,
        colour: Colour,
        noted: Option<Origin>,
    ) -> Result<(), EncodeError> {
        let chain = if self.covered.touches(place) {
            self.covered.add(place);
            self.turn_to(QuarterTurn::Zero)?;
            self.leave_line();
            self.text.builder.underscore(false);
            &mut self.text
        } else {
            self.ruled.add(place);
            &mut self.rules
        };
        let start = chain.builder.position();
        chain.colour_to(colour, self.classic)?;
        rules.for_each(|rule| chain.rule(rule));
        if let Some(origin) = noted {
            let range = start..chain.builder.position();
            chain.ranges.push((origin, range));
        }
        Ok(())
    }

    /// Writes the text object; says which bytes each item takes. Afterwards it is as new.
    pub(crate) fn write(
        &mut self,
        writer: &mut FieldWriter<'_>,
        field_data: usize,
        found: &mut Vec<(Origin, Range<usize>)>,
    ) -> Result<(), WriteError> {
        let failed = || WriteError::encode("a text object");
        writer.write(&Field::BeginText(Named::default())).map_err(failed())?;
        let carried = Carried { start: writer.position(), field_data };
        let before = self.rules.builder.position();
        let data = [self.rules.builder.close(), self.text.builder.close()];
        writer.write_parts(FieldId::PTX, &data).map_err(failed())?;
        for (start, chain) in [(0, &self.rules), (before, &self.text)] {
            let drawn = chain.ranges.iter().filter(|(_, range)| !range.is_empty());
            found.extend(
                drawn.map(|(origin, range)| {
                    (*origin, carried.place(start + range.start)..carried.end(start + range.end))
                }),
            );
        }
        writer.write(&Field::EndText(Named::default())).map_err(failed())?;
        self.clear();
        Ok(())
    }

    fn clear(&mut self) {
        self.rules.clear();
        self.ruled.clear();
        self.text.clear();
        self.covered.clear();
        self.waiting.clear();
        (self.pen, self.turn) = (None, QuarterTurn::Zero);
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
