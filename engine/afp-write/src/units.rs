//! Lengths in AFP's logical units of 1/1440 inch.

use units::{Emu, Rect};

/// Units to ten inches, in every descriptor we write.
pub(crate) const PER_TEN_INCHES: u16 = 14_400;

/// The greatest position that a move of the text position can name (PTOCA AMI: X'7FFF').
pub(crate) const GREATEST: i32 = 0x7FFF;

/// The widest and highest page that we write, 578 mm: every place on it can be named.
pub const LARGEST_PAGE: Emu = Emu::from_l_units(GREATEST);

/// A rectangle in logical units, its edges rounded one by one, so that neighbours still touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnitRect {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}

impl UnitRect {
    pub(crate) fn round(rect: Rect) -> Self {
        Self {
            left: rect.x.round_to_l_units(),
            top: rect.y.round_to_l_units(),
            right: rect.right().round_to_l_units(),
            bottom: rect.bottom().round_to_l_units(),
        }
    }

    pub(crate) const fn width(self) -> i32 {
        self.right - self.left
    }

    pub(crate) const fn height(self) -> i32 {
        self.bottom - self.top
    }
}

/// A length rounded up to logical units, at least one, within what three bytes hold.
pub(crate) fn extent(length: Emu) -> u32 {
    let units = (length.wide() + i64::from(Emu::PER_L_UNIT) - 1).div_euclid(i64::from(Emu::PER_L_UNIT));
    u32::try_from(units.clamp(1, 0xFF_FFFF)).unwrap_or(1)
}
