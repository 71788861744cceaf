//! Values that several architectures share: names, texts, units, angles, colours.

mod colour;
mod name;
mod padded;
mod text;

use crate::structure::codes;

pub(crate) use text::printable;

pub use colour::*;
pub use name::Name;
pub use padded::PaddedText;
pub use text::{Text, guess_text, utf16_text};

codes! {
    /// What "units per unit base" count in (MO:DCA "Measurement units").
    pub UnitBase(u8) {
        TEN_INCHES = 0x00 "10 inches";
        TEN_CENTIMETRES = 0x01 "10 centimetres";
        LOGICAL = 0x02 "relative";
    }
}

codes! {
    /// A direction, clockwise from the X axis, in degrees times 128 (MO:DCA, PTOCA STO).
    pub Rotation(u16) {
        DEGREES_0 = 0x0000 "0°";
        DEGREES_90 = 0x2D00 "90°";
        DEGREES_180 = 0x5A00 "180°";
        DEGREES_270 = 0x8700 "270°";
        NOT_GIVEN = 0xFFFF "the object's own";
    }
}

impl Rotation {
    /// Quarter turns clockwise, for the four right angles.
    #[must_use]
    pub fn quarter_turns(self) -> Option<u8> {
        match self {
            Self::DEGREES_0 => Some(0),
            Self::DEGREES_90 => Some(1),
            Self::DEGREES_180 => Some(2),
            Self::DEGREES_270 => Some(3),
            _ => None,
        }
    }

    /// The direction of a number of quarter turns clockwise.
    #[must_use]
    pub fn from_quarter_turns(turns: u8) -> Self {
        match turns % 4 {
            0 => Self::DEGREES_0,
            1 => Self::DEGREES_90,
            2 => Self::DEGREES_180,
            _ => Self::DEGREES_270,
        }
    }
}
