//! Sizes of type.

use crate::Emu;

/// A font size in twentieths of a point (635 Emu, one L-unit), the unit in which AFP maps data-object fonts
/// (MO:DCA, triplet X'8B' vertical font size).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontSize(u16);

impl FontSize {
    /// The smallest size a template may ask for, 1 pt.
    pub const MIN: Self = Self(20);
    /// The largest size a template may ask for, 1,638 pt: what AFP's 16-bit field carries.
    pub const MAX: Self = Self(32_760);

    /// So many twentieths of a point, brought into the allowed range.
    pub const fn from_twentieths(twentieths: u16) -> Self {
        if twentieths < Self::MIN.0 {
            Self::MIN
        } else if twentieths > Self::MAX.0 {
            Self::MAX
        } else {
            Self(twentieths)
        }
    }

    /// So many whole points, brought into the allowed range.
    pub const fn from_points(points: u16) -> Self {
        Self::from_twentieths(points.saturating_mul(20))
    }

    /// The nearest size to a length, halves up, brought into the allowed range.
    pub fn round_from(length: Emu) -> Self {
        Self::from_twentieths(u16::try_from(length.round_to_l_units().max(0)).unwrap_or(u16::MAX))
    }

    /// Twentieths of a point.
    pub const fn twentieths(self) -> u16 {
        self.0
    }

    /// The size as a length (the side of the em square).
    pub const fn em(self) -> Emu {
        Emu::from_l_units(self.0 as i32)
    }

    /// In points, for people and for outputs that count in floating points.
    pub fn to_points(self) -> f64 {
        f64::from(self.0) / 20.0
    }

    /// A distance in font design units at this size, rounded to nearest.
    pub const fn design_units(self, distance: i64, units_per_em: u16) -> Emu {
        self.em().scale(distance, units_per_em as i64)
    }
}
