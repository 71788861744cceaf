//! What is shown during a gesture, over a document that has not changed yet.

use model::ObjectId;
use units::{Angle, Emu, Point, Rect};

/// Where something is going to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ghost {
    /// The object; none for one that is only being drawn.
    pub id: Option<ObjectId>,
    /// Where it was.
    pub from: Rect,
    /// Where it is going to be.
    pub rect: Rect,
    /// How far it is turned clockwise about its centre.
    pub rotation: Angle,
    /// For a line, whether it rises from the bottom left.
    pub rising: bool,
}

/// Which way a guide runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// A vertical line, at an x.
    Vertical,
    /// A horizontal line, at a y.
    Horizontal,
}

/// A line that edges snapped to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guide {
    /// Which way it runs.
    pub axis: Axis,
    /// Its x or y.
    pub position: Emu,
    /// Where it begins along its way.
    pub from: Emu,
    /// Where it ends.
    pub to: Emu,
}

/// A distance between neighbours that are evenly spaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spacing {
    /// From.
    pub from: Point,
    /// To.
    pub to: Point,
}

/// The numbers beside the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Where something is.
    Position(Point),
    /// How large something is.
    Size(units::Size),
}

/// What is shown during a gesture; all in the coordinates of one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feedback {
    /// The page, from 0.
    pub page: usize,
    /// What is being moved, resized or drawn.
    pub ghosts: Vec<Ghost>,
    /// Whether copies are being dragged.
    pub duplicating: bool,
    /// Lines that edges snapped to.
    pub guides: Vec<Guide>,
    /// Even distances.
    pub spacings: Vec<Spacing>,
    /// The selection rectangle.
    pub marquee: Option<Rect>,
    /// Numbers, and where to show them.
    pub label: Option<(Point, Label)>,
}
