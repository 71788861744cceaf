//! Where a receiver's text position is, by our model: it adds unrounded advances from the last move.

use units::{Emu, QuarterTurn};

/// Emu to the logical unit.
const UNIT: i64 = Emu::PER_L_UNIT as i64;

/// A text position on one baseline, exact: a whole number of `1/units_per_em` Emu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pen {
    inline: i64,
    units_per_em: i64,
    /// Whole logical units.
    pub baseline: i32,
    pub turn: QuarterTurn,
}

impl Pen {
    /// Just after a move.
    pub(crate) fn at(inline: i32, baseline: i32, turn: QuarterTurn, units_per_em: u16) -> Self {
        let units_per_em = i64::from(units_per_em.max(1));
        Self { inline: i64::from(inline) * units_per_em * UNIT, units_per_em, baseline, turn }
    }

    /// Whether glyphs of a line can be set from here without a move, where they stand as they should.
    pub(crate) fn is_on(&self, baseline: i32, turn: QuarterTurn, units_per_em: u16) -> bool {
        self.baseline == baseline && self.turn == turn && self.units_per_em == i64::from(units_per_em)
    }

    /// Whether a glyph set now stands within half a logical unit of `wanted`, in Emu.
    pub(crate) fn serves(&self, wanted: i64) -> bool {
        (self.inline - wanted * self.units_per_em).abs() * 2 <= UNIT * self.units_per_em
    }

    /// After a glyph: an advance in design units at a size in twentieths of a point, which are logical units.
    pub(crate) fn advance(&mut self, advance: u16, twentieths: u16) {
        self.inline += i64::from(advance) * i64::from(twentieths) * UNIT;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_unit_is_close_enough_and_more_is_not() {
        let mut pen = Pen::at(100, 50, QuarterTurn::Zero, 1000);
        assert!(pen.serves(100 * 635 + 317));
        assert!(!pen.serves(100 * 635 + 318));
        assert!(pen.is_on(50, QuarterTurn::Zero, 1000));
        assert!(!pen.is_on(51, QuarterTurn::Zero, 1000));
        assert!(!pen.is_on(50, QuarterTurn::One, 1000));
        assert!(!pen.is_on(50, QuarterTurn::Zero, 2048));
        // 500 design units at 10 pt: 100 logical units.
        pen.advance(500, 200);
        assert!(pen.serves(200 * 635));
    }
}
