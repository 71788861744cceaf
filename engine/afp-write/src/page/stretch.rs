//! Glyphs that are set without a move between them, and where the receiver then is, by our model: it adds unrounded
//! advances, and the adjustment between characters, from the last move.
//!
//! Positions are exact: whole numbers of `1/units_per_em` Emu.

use scene::Glyph;
use units::{Emu, FontSize, QuarterTurn};

use crate::plan::PlannedGlyph;

/// Positions of text in a face at a size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    per_em: i64,
    /// A logical unit, and how far a glyph may stand from its place.
    unit: i64,
    /// A design unit of an advance: twentieths of a point are logical units.
    design: i64,
}

impl Scale {
    pub(crate) fn new(units_per_em: u16, size: FontSize) -> Self {
        let per_em = i64::from(units_per_em.max(1));
        let unit = per_em * i64::from(Emu::PER_L_UNIT);
        let design = i64::from(size.twentieths()) * i64::from(Emu::PER_L_UNIT);
        Self { per_em, unit, design }
    }

    /// A place given in Emu.
    pub(crate) fn place(self, emu: i64) -> i64 {
        emu * self.per_em
    }

    /// An advance given in design units.
    pub(crate) fn advance(self, advance: u16) -> i64 {
        i64::from(advance) * self.design
    }

    /// The nearest whole logical unit, halves upward.
    pub(crate) fn nearest(self, place: i64) -> i64 {
        (place + self.unit / 2).div_euclid(self.unit)
    }
}

/// A text position on one baseline, after text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pen {
    position: i64,
    per_em: i64,
    baseline: i32,
    turn: QuarterTurn,
}

/// Glyphs set one after another, from a move or from where the text before ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    scale: Scale,
    /// Where the next glyph would stand.
    position: i64,
    /// How far glyphs stand after their places: the least and the most.
    least: i64,
    most: i64,
    /// The move that it begins with, while that is not written.
    pub begins: Option<i32>,
    /// Whole logical units across the line.
    pub baseline: i32,
    /// Logical units between characters.
    pub adjustment: i16,
}

impl Stretch {
    /// Nowhere yet: takes no glyph.
    pub(crate) fn nowhere(scale: Scale) -> Self {
        let position = i64::MIN / 4;
        Self { scale, position, least: 0, most: 0, begins: None, baseline: i32::MIN, adjustment: 0 }
    }

    /// A stretch that goes on from a pen, where that stands on this line and in the same scale.
    pub(crate) fn going_on(scale: Scale, pen: Option<Pen>, baseline: i32, turn: QuarterTurn) -> Self {
        match pen {
            Some(pen) if pen.baseline == baseline && pen.turn == turn && pen.per_em == scale.per_em => {
                Self { position: pen.position, baseline, ..Self::nowhere(scale) }
            }
            _ => Self::nowhere(scale),
        }
    }

    /// A stretch that begins with a move to a glyph's place, rounded.
    pub(crate) fn at(scale: Scale, place: i64, baseline: i32, adjustment: i16) -> Self {
        let begins = scale.nearest(place);
        let position = begins * scale.unit;
        let error = position - place;
        let begins = Some(i32::try_from(begins).unwrap_or(if begins < 0 { i32::MIN } else { i32::MAX }));
        Self { scale, position, least: error, most: error, begins, baseline, adjustment }
    }

    /// Whether a glyph can be set now, within a logical unit of its place. As long as the move is not written, it may go to another
    /// unit so that all glyphs are.
    #[inline]
    pub(crate) fn takes(&mut self, place: i64) -> bool {
        let error = self.position - place;
        let (least, most) = (self.least.min(error), self.most.max(error));
        let tolerance = self.scale.unit;
        if least >= -tolerance && most <= tolerance {
            (self.least, self.most) = (least, most);
            return true;
        }
        self.shifted(least, most)
    }

    /// Takes glyphs as long as each is one ASCII character, its glyph's plainest, on the line, and near enough to its place
    /// without moving the beginning: writes their characters into `units`, marks them, and says how many they are. This is
    /// nearly all text of nearly all pages, so it does nothing else.
    pub(crate) fn plain(
        &mut self,
        origin: i64,
        text: &[u8],
        glyphs: &[Glyph],
        known: &[PlannedGlyph],
        units: &mut [u16],
        marks: &mut [u8; 128],
    ) -> usize {
        let Scale { per_em, unit, design } = self.scale;
        let between = i64::from(self.adjustment) * unit;
        let origin = origin * per_em;
        let (mut position, mut least, mut most, mut count) = (self.position, self.least, self.most, 0);
        for (glyph, place) in glyphs.iter().zip(units) {
            let Some(known) = known.get(usize::from(glyph.id)) else { break };
            let Some(&byte) = text.get(glyph.cluster as usize) else { break };
            if known.ascii != byte || glyph.across != Emu::ZERO {
                break;
            }
            let Some(mark) = marks.get_mut(usize::from(byte)) else { break };
            let error = position - origin - glyph.along.wide() * per_em;
            let (lower, upper) = (least.min(error), most.max(error));
            if lower < -unit || upper > unit {
                break;
            }
            (least, most) = (lower, upper);
            *place = u16::from(byte);
            *mark = 1;
            position += i64::from(known.advance) * design + between;
            count += 1;
        }
        (self.position, self.least, self.most) = (position, least, most);
        count
    }

    /// Moves the beginning by whole units so that errors from `least` to `most` come within the tolerance.
    fn shifted(&mut self, least: i64, most: i64) -> bool {
        let unit = self.scale.unit;
        let Some(begins) = self.begins else { return false };
        // Two neighbouring units may serve; the nearer to the middle does.
        let units = self.scale.nearest(-(least + most) / 2);
        let by = units * unit;
        let begins = i32::try_from(units).ok().and_then(|by| begins.checked_add(by));
        if least + by < -unit || most + by > unit || begins.is_none() {
            return false;
        }
        self.begins = begins;
        (self.position, self.least, self.most) = (self.position + by, least + by, most + by);
        true
    }

    /// After a glyph.
    #[inline]
    pub(crate) fn advance(&mut self, advance: u16) {
        self.position += self.scale.advance(advance) + i64::from(self.adjustment) * self.scale.unit;
    }

    /// How far the next glyph would stand before its place, in whole units.
    pub(crate) fn gap(&self, place: i64) -> i64 {
        self.scale.nearest(place - self.position)
    }

    /// Has the one glyph that it holds followed by a distance.
    pub(crate) fn adjust(&mut self, adjustment: i16) {
        self.position += i64::from(adjustment - self.adjustment) * self.scale.unit;
        self.adjustment = adjustment;
    }

    /// Where the text ends. Unknown between characters that are adjusted: whether a distance follows the last one, a
    /// receiver may see otherwise.
    pub(crate) fn pen(&self, turn: QuarterTurn) -> Option<Pen> {
        let there = self.adjustment == 0 && self.baseline != i32::MIN;
        there.then_some(Pen { position: self.position, per_em: self.scale.per_em, baseline: self.baseline, turn })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale() -> Scale {
        Scale::new(1000, FontSize::from_twentieths(200))
    }

    #[test]
    fn a_unit_is_close_enough_and_more_is_not() {
        let scale = scale();
        let mut stretch = Stretch::at(scale, scale.place(100 * 635 + 317), 50, 0);
        assert_eq!(stretch.begins, Some(100));
        // 500 design units at 10 pt: 100 logical units.
        stretch.advance(500);
        assert!(stretch.takes(scale.place(200 * 635 - 635)));
        assert!(stretch.takes(scale.place(200 * 635 + 635)));
        assert!(!stretch.takes(scale.place(200 * 635 + 636)));
    }

    #[test]
    fn a_move_goes_where_all_glyphs_are_near_enough() {
        let scale = scale();
        let mut stretch = Stretch::at(scale, 100 * scale.unit, 50, 0);
        stretch.advance(500);
        // A unit and a half before where it would stand: all of it moves back by one.
        assert!(stretch.takes(200 * scale.unit - scale.unit * 3 / 2));
        assert_eq!(stretch.begins, Some(99));
        stretch.advance(500);
        assert!(!stretch.takes(300 * scale.unit + scale.unit));
        // Once the move is written, it stays.
        stretch.begins = None;
        assert!(!stretch.takes(300 * scale.unit - scale.unit * 5 / 2));
    }

    #[test]
    fn text_goes_on_only_on_its_own_line_and_in_its_own_scale() {
        let scale = scale();
        let mut stretch = Stretch::at(scale, 0, 50, 0);
        stretch.advance(500);
        let pen = stretch.pen(QuarterTurn::Zero);
        let place = scale.place(100 * 635);
        let goes_on = |scale, baseline, turn| Stretch::going_on(scale, pen, baseline, turn).takes(place);
        assert!(goes_on(scale, 50, QuarterTurn::Zero));
        assert!(!goes_on(scale, 51, QuarterTurn::Zero));
        assert!(!goes_on(scale, 50, QuarterTurn::One));
        assert!(!goes_on(Scale::new(2048, FontSize::from_twentieths(200)), 50, QuarterTurn::Zero));
    }

    #[test]
    fn an_adjustment_follows_every_character_and_leaves_no_pen() {
        let scale = scale();
        let mut stretch = Stretch::at(scale, 0, 50, 0);
        stretch.advance(500);
        assert_eq!(stretch.gap(scale.place(107 * 635)), 7);
        stretch.adjust(7);
        assert!(stretch.takes(scale.place(107 * 635)));
        stretch.advance(500);
        assert!(stretch.takes(scale.place(214 * 635)));
        assert_eq!(stretch.pen(QuarterTurn::Zero), None);
    }
}
