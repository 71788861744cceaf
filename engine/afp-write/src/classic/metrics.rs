//! The units in which a font's metrics are, and what a glyph advances in them (FOCA "Units of Measure").

use units::{Emu, FontSize};

use crate::options::{ClassicFonts, Resolution};

/// Relative metrics: units to the side of the em square.
pub(crate) const RELATIVE: i64 = 1_000;

/// Emu to 1/10 pt, the unit of a raster font's nominal size.
const TENTH: i64 = 1_270;

/// A font's own units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FontUnits {
    /// Units to the em square's side, as a fraction: `em.0 / em.1`.
    em: (i64, i64),
    /// Emu to a unit, as a fraction.
    unit: (i64, i64),
    /// Within how many Emu a glyph is where it should be.
    tolerance: i64,
}

impl FontUnits {
    /// The units of a font at a size. Raster fonts of 240 and 300 pels to the inch count in pels, which every receiver
    /// adds up alike. Metrics cannot count in 600, so those fonts have thousandths of their nominal size.
    pub(crate) fn new(fonts: ClassicFonts, size: FontSize) -> Self {
        let em = i64::from(size.em().get());
        match fonts {
            ClassicFonts::Outline => {
                Self { em: (RELATIVE, 1), unit: (em, RELATIVE), tolerance: i64::from(Emu::PER_L_UNIT) / 2 }
            }
            ClassicFonts::Raster(resolution) => {
                let pel = i64::from(Emu::PER_INCH) / i64::from(resolution.per_inch());
                let nominal = i64::from(nominal_size(size)) * TENTH;
                let (em, unit) = match resolution {
                    Resolution::Pels240 | Resolution::Pels300 => ((em, pel), (pel, 1)),
                    Resolution::Pels600 => ((em * RELATIVE, nominal), (nominal, RELATIVE)),
                };
                Self { em, unit, tolerance: pel / 2 }
            }
        }
    }

    /// A length in design units, rounded to units of the font.
    pub(crate) fn of_design(self, length: i64, units_per_em: u16) -> i64 {
        rounded(length * self.em.0, self.em.1 * i64::from(units_per_em.max(1)))
    }

    /// A length in pels, rounded to units of the font.
    pub(crate) fn of_pels(self, pels: i64, resolution: Resolution) -> i64 {
        let emu = pels * i64::from(Emu::PER_INCH);
        rounded(emu * self.unit.1, self.unit.0 * i64::from(resolution.per_inch()))
    }
}

/// A raster font's nominal size in 1/10 pt (FND bytes 36–37).
pub(crate) fn nominal_size(size: FontSize) -> u16 {
    size.twentieths().div_ceil(2)
}

fn rounded(numerator: i64, denominator: i64) -> i64 {
    let denominator = denominator.max(1);
    (numerator + denominator / 2).div_euclid(denominator)
}

/// Where a receiver's text position is after glyphs of one font: it adds their increments from the last move.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FontPen {
    units: FontUnits,
    /// Emu times the denominator of the unit.
    inline: i64,
    /// Whole logical units.
    pub baseline: i32,
}

impl FontPen {
    /// Just after a move to a place in logical units.
    pub(crate) fn at(inline: i32, baseline: i32, units: FontUnits) -> Self {
        Self { units, inline: i64::from(inline) * i64::from(Emu::PER_L_UNIT) * units.unit.1, baseline }
    }

    /// Whether a glyph set now stands where it should, in Emu, as near as the font's grid has it.
    pub(crate) fn serves(&self, wanted: i64) -> bool {
        (self.inline - wanted * self.units.unit.1).abs() <= self.units.tolerance * self.units.unit.1
    }

    /// After a glyph.
    pub(crate) fn advance(&mut self, increment: i64) {
        self.inline += increment * self.units.unit.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raster(resolution: Resolution) -> FontUnits {
        FontUnits::new(ClassicFonts::Raster(resolution), FontSize::from_points(10))
    }

    #[test]
    fn raster_fonts_count_in_pels_and_at_600_in_thousandths() {
        // Half an em at 10 pt: 16.67 pels of 1/240 inch, 20.83 of 1/300.
        assert_eq!(raster(Resolution::Pels240).of_design(500, 1000), 17);
        assert_eq!(raster(Resolution::Pels300).of_design(500, 1000), 21);
        assert_eq!(raster(Resolution::Pels600).of_design(500, 1000), 500);
        assert_eq!(raster(Resolution::Pels300).of_pels(-7, Resolution::Pels300), -7);
        // An em of 10 pt has 83.33 pels of 1/600 inch.
        assert_eq!(raster(Resolution::Pels600).of_pels(10, Resolution::Pels600), 120);
    }

    #[test]
    fn a_size_between_tenths_of_a_point_keeps_its_widths() {
        // 7.25 pt is declared as 7.3 pt: half an em is 3.625 pt.
        let units = FontUnits::new(ClassicFonts::Raster(Resolution::Pels600), FontSize::from_twentieths(145));
        assert_eq!(nominal_size(FontSize::from_twentieths(145)), 73);
        assert_eq!(units.of_design(500, 1000), 497);
    }

    #[test]
    fn half_a_pel_is_close_enough() {
        let units = raster(Resolution::Pels240);
        let mut pen = FontPen::at(60, 100, units);
        assert!(pen.serves(60 * 635 + 1_905));
        assert!(!pen.serves(60 * 635 + 1_906));
        pen.advance(17);
        assert!(pen.serves(60 * 635 + 17 * 3_810));
    }
}
