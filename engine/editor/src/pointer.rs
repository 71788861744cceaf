//! What the front end tells of pointer and keyboard.

use units::{Emu, Point};

use crate::history::Millis;

/// Keys held down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers {
    /// Constrains, adds to the selection.
    pub shift: bool,
    /// Duplicates, works from the centre, clicks through.
    pub alt: bool,
    /// Switches snapping off.
    pub control: bool,
}

/// Where the pointer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// The page, from 0; during a drag the one it began on.
    pub page: usize,
    /// In that page's coordinates; may lie outside it.
    pub point: Point,
    /// The side of a screen pixel at the present zoom.
    pub pixel: Emu,
    /// Keys held down.
    pub modifiers: Modifiers,
    /// Clicks in quick succession: 1, 2, …
    pub clicks: u8,
    /// When.
    pub time: Millis,
}

/// A key that the editor itself understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Out, cancel.
    Escape,
    /// In, or a new paragraph.
    Enter,
    /// To the next object.
    Tab,
    /// Removes; in text what is after the caret.
    Delete,
    /// Removes; in text what is before the caret.
    Backspace,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// To the line's beginning.
    Home,
    /// To the line's end.
    End,
}

/// What came of an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reaction {
    /// Whether the editor made use of the event; if not, the front end may.
    pub used: bool,
    /// Whether the document changed.
    pub document: bool,
    /// A new object, which may need a question answered: an image its asset.
    pub placed: Option<model::ObjectId>,
}

impl Reaction {
    /// The event meant nothing here.
    pub const UNUSED: Self = Self { used: false, document: false, placed: None };
    /// The event was used and did not change the document.
    pub const USED: Self = Self { used: true, document: false, placed: None };
    /// The event changed the document.
    pub const CHANGED: Self = Self { used: true, document: true, placed: None };
}
