//! Rotations.

/// A clockwise rotation in thousandths of a degree, kept in 0..360,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Angle(i32);

/// One of the four rotations that every printer knows, clockwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum QuarterTurn {
    /// Upright.
    #[default]
    Zero,
    /// 90° clockwise.
    One,
    /// 180°.
    Two,
    /// 270° clockwise.
    Three,
}

impl Angle {
    /// Upright.
    pub const ZERO: Self = Self(0);

    /// So many thousandths of a degree, any sign and size.
    pub const fn from_millidegrees(millidegrees: i32) -> Self {
        Self(millidegrees.rem_euclid(360_000))
    }

    /// So many whole degrees, any sign and size.
    pub const fn from_degrees(degrees: i32) -> Self {
        Self((degrees.rem_euclid(360)) * 1000)
    }

    /// Thousandths of a degree, 0..360,000.
    pub const fn millidegrees(self) -> i32 {
        self.0
    }

    /// In radians.
    pub fn to_radians(self) -> f64 {
        f64::from(self.0) * std::f64::consts::PI / 180_000.0
    }

    /// The quarter turn it is, if it is one.
    pub const fn quarter_turn(self) -> Option<QuarterTurn> {
        match self.0 {
            0 => Some(QuarterTurn::Zero),
            90_000 => Some(QuarterTurn::One),
            180_000 => Some(QuarterTurn::Two),
            270_000 => Some(QuarterTurn::Three),
            _ => None,
        }
    }
}

impl QuarterTurn {
    /// Whole degrees clockwise.
    pub const fn degrees(self) -> i32 {
        match self {
            Self::Zero => 0,
            Self::One => 90,
            Self::Two => 180,
            Self::Three => 270,
        }
    }

    /// The turn after `other` has been made as well.
    pub const fn then(self, other: Self) -> Self {
        match (self.degrees() + other.degrees()) % 360 {
            90 => Self::One,
            180 => Self::Two,
            270 => Self::Three,
            _ => Self::Zero,
        }
    }
}

impl From<QuarterTurn> for Angle {
    fn from(turn: QuarterTurn) -> Self {
        Self::from_degrees(turn.degrees())
    }
}
