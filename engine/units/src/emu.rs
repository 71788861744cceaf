//! The length of everything: an English metric unit, 914,400 to the inch.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length in English metric units, 914,400 to the inch: exact for millimetres (36,000), points (12,700), AFP L-units
/// of 1/1440 inch (635) and dots at 300 (3,048) and 600 (1,524) an inch.
///
/// Operators saturate at the range of `i32` (about ±59 metres), so that no length in a hostile template can make
/// arithmetic panic or wrap; a template that large is refused by its validation long before.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Emu(i32);

impl Emu {
    /// Units to the inch.
    pub const PER_INCH: i32 = 914_400;
    /// Units to the point of 1/72 inch.
    pub const PER_POINT: i32 = 12_700;
    /// Units to the millimetre.
    pub const PER_MILLIMETRE: i32 = 36_000;
    /// Units to the AFP L-unit of 1/1440 inch.
    pub const PER_L_UNIT: i32 = 635;
    /// No length.
    pub const ZERO: Self = Self(0);
    /// The longest length.
    pub const MAX: Self = Self(i32::MAX);

    /// A length of so many units.
    pub const fn new(units: i32) -> Self {
        Self(units)
    }

    /// So many whole points.
    pub const fn from_points(points: i32) -> Self {
        Self(points.saturating_mul(Self::PER_POINT))
    }

    /// So many whole millimetres.
    pub const fn from_millimetres(millimetres: i32) -> Self {
        Self(millimetres.saturating_mul(Self::PER_MILLIMETRE))
    }

    /// So many AFP L-units of 1/1440 inch.
    pub const fn from_l_units(l_units: i32) -> Self {
        Self(l_units.saturating_mul(Self::PER_L_UNIT))
    }

    /// The nearest length to a wide one; out of range saturates.
    pub const fn saturating_from(units: i64) -> Self {
        if units > i32::MAX as i64 {
            Self(i32::MAX)
        } else if units < i32::MIN as i64 {
            Self(i32::MIN)
        } else {
            Self(units as i32)
        }
    }

    /// The nearest length to so many `f64` units, halves away from zero; not a number is no length.
    pub fn round_from_f64(units: f64) -> Self {
        Self::saturating_from(if units.is_nan() {
            0
        } else {
            (if units < 0.0 { units - 0.5 } else { units + 0.5 }) as i64
        })
    }

    /// The number of units.
    pub const fn get(self) -> i32 {
        self.0
    }

    /// The number of units, wide enough for products and flows.
    pub const fn wide(self) -> i64 {
        self.0 as i64
    }

    /// In points, for outputs that count in floating points.
    pub fn to_points(self) -> f64 {
        f64::from(self.0) / f64::from(Self::PER_POINT)
    }

    /// In millimetres, for people.
    pub fn to_millimetres(self) -> f64 {
        f64::from(self.0) / f64::from(Self::PER_MILLIMETRE)
    }

    /// The nearest whole number of `per_inch`-ths of an inch, halves up (towards positive). `per_inch` above 0.
    pub const fn round_to(self, per_inch: i32) -> i32 {
        let product = self.0 as i64 * per_inch as i64 * 2 + Self::PER_INCH as i64;
        product.div_euclid(Self::PER_INCH as i64 * 2) as i32
    }

    /// The nearest whole number of L-units of 1/1440 inch, halves up.
    pub const fn round_to_l_units(self) -> i32 {
        let doubled = self.0 as i64 * 2 + Self::PER_L_UNIT as i64;
        doubled.div_euclid(Self::PER_L_UNIT as i64 * 2) as i32
    }

    /// The length with its sign removed.
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// `self × numerator / denominator`, rounded to nearest, halves away from zero; no length where the denominator is 0.
    pub const fn scale(self, numerator: i64, denominator: i64) -> Self {
        if denominator == 0 {
            return Self(0);
        }
        let product = self.0 as i128 * numerator as i128;
        let denominator = denominator as i128;
        let half = if denominator < 0 { -denominator } else { denominator } / 2;
        let rounded = if (product < 0) == (denominator < 0) {
            (product + if product < 0 { -half } else { half }) / denominator
        } else {
            (product - if product < 0 { half } else { -half }) / denominator
        };
        if rounded > i32::MAX as i128 {
            Self(i32::MAX)
        } else if rounded < i32::MIN as i128 {
            Self(i32::MIN)
        } else {
            Self(rounded as i32)
        }
    }
}

impl Add for Emu {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Emu {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Emu {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Mul<i32> for Emu {
    type Output = Self;
    fn mul(self, factor: i32) -> Self {
        Self(self.0.saturating_mul(factor))
    }
}

impl Div<i32> for Emu {
    type Output = Self;
    /// Towards zero; no length where the divisor is 0.
    fn div(self, divisor: i32) -> Self {
        Self(self.0.checked_div(divisor).unwrap_or_default())
    }
}

impl AddAssign for Emu {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Emu {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Sum for Emu {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Debug for Emu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}emu", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_units_are_exact() {
        assert_eq!(Emu::from_points(72), Emu::new(Emu::PER_INCH));
        assert_eq!(Emu::from_l_units(1440), Emu::new(Emu::PER_INCH));
        assert_eq!(Emu::from_millimetres(254), Emu::new(Emu::PER_INCH * 10));
    }

    #[test]
    fn rounding_to_l_units_goes_halves_up_on_both_sides_of_zero() {
        assert_eq!(Emu::new(317).round_to_l_units(), 0);
        assert_eq!(Emu::new(318).round_to_l_units(), 1);
        assert_eq!(Emu::new(-317).round_to_l_units(), 0);
        assert_eq!(Emu::new(-318).round_to_l_units(), -1);
        assert_eq!(Emu::new(-635).round_to_l_units(), -1);
        assert_eq!(Emu::new(Emu::PER_INCH).round_to(300), 300);
    }

    #[test]
    fn scaling_rounds_halves_away_from_zero_and_saturates() {
        assert_eq!(Emu::new(5).scale(1, 2), Emu::new(3));
        assert_eq!(Emu::new(-5).scale(1, 2), Emu::new(-3));
        assert_eq!(Emu::new(5).scale(-1, 2), Emu::new(-3));
        assert_eq!(Emu::new(5).scale(1, -2), Emu::new(-3));
        assert_eq!(Emu::MAX.scale(3, 1), Emu::MAX);
        assert_eq!(Emu::MAX.scale(1, 0), Emu::ZERO);
    }

    #[test]
    fn operators_saturate_instead_of_wrapping() {
        assert_eq!(Emu::MAX + Emu::new(1), Emu::MAX);
        assert_eq!(Emu::MAX * 2, Emu::MAX);
        assert_eq!(Emu::new(7) / 0, Emu::ZERO);
    }
}
