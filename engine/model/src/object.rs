//! Objects fixed on a master or inside a group.

use diagnostics::ObjectId;
use units::{Angle, Rect};

use crate::json::record;
use crate::{Expression, Shape};

record! {
    /// Something drawn at a place.
    pub struct Object is element {
        /// Id.
        id: ObjectId,
        /// As designers call it.
        name: String = String::new(),
        /// Its place, in the coordinates of the page, or of the group or block that holds it.
        rect: Rect,
        /// Turned clockwise about its centre.
        rotation: Angle = Angle::ZERO,
        /// 0 invisible to 255 opaque.
        opacity: u8 = 255,
        /// Drawn only where this is true.
        visible_when: Option<Expression> = None,
        /// Cannot be changed by hand.
        locked: bool = false,
        /// Not drawn at all.
        hidden: bool = false,
        /// What a reader who cannot see it is told.
        alternative_text: String = String::new(),
        /// What it is.
        ..shape: Shape,
    }
}
