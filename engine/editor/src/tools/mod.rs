//! Tools: state machines fed with pointer events. Until a gesture is finished they change nothing but the feedback and
//! the selection; cancelled, they leave no trace.

mod draw;
mod handles;
mod marquee;
mod moving;
mod resize;
mod select;
mod text;

use model::{ElementKind, ObjectId};
use units::{Angle, Emu, Point, Rect};

use crate::editor::Editor;
use crate::feedback::Feedback;
use crate::geometry::Placed;
use crate::pointer::{Pointer, Reaction};
use crate::selection::Selection;
use crate::snap::Snapping;

pub(crate) use draw::{barcode, default_size, hairline, new_object};
pub use handles::{Handle, HandlePlace};

/// What the pointer does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tool {
    /// Selects, moves, resizes.
    #[default]
    Select,
    /// Places a text.
    Text,
    /// Places a rectangle.
    Rectangle,
    /// Places an ellipse.
    Ellipse,
    /// Places a line.
    Line,
    /// Places a picture.
    Image,
    /// Places a bar code.
    Barcode,
    /// Places a chart.
    Chart,
}

impl Tool {
    /// Every tool.
    pub const ALL: [Self; 8] =
        [Self::Select, Self::Text, Self::Rectangle, Self::Ellipse, Self::Line, Self::Image, Self::Barcode, Self::Chart];
}

/// How far the pointer moves before it is a drag, in screen pixels.
const DRAG_FROM: i32 = 3;
/// How near a thin thing still counts as hit, in screen pixels.
const NEAR: i32 = 4;

/// How far a gesture has come.
#[derive(Clone, Debug, Default)]
pub(crate) enum State {
    #[default]
    Idle,
    /// Pressed on something; moving will drag the selection.
    Pressed { start: Pointer, restore: Selection, release: Release },
    /// Pressed on a handle, or dragging it.
    Resizing(Box<resize::Resizing>),
    /// Dragging the selection.
    Moving(Box<moving::Moving>),
    /// Spanning a selection rectangle.
    Marquee { start: Pointer, restore: Selection },
    /// Selecting text.
    Text { page: usize },
    /// Drawing something new.
    Drawing { start: Pointer, snapping: Box<Snapping> },
}

/// What a press becomes when released without a drag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Release {
    Nothing,
    Select(ObjectId),
    Toggle(ObjectId),
    /// Selects what lies below the selected one.
    Through(Vec<ObjectId>),
}

/// A selected object in the hands of a gesture.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Carried {
    pub(crate) placed: Placed,
    /// Its rectangle in the coordinates of what holds it.
    pub(crate) local: Rect,
    /// How far what holds it is turned.
    pub(crate) around: Angle,
}

impl Carried {
    /// Its rectangle in the coordinates of what holds it, for a new one on the page.
    pub(crate) fn local_for(&self, rect: Rect) -> Rect {
        if self.around == Angle::ZERO {
            let by = rect.origin() - self.placed.rect.origin();
            return Rect::new(self.local.x + by.x, self.local.y + by.y, rect.width, rect.height);
        }
        let by = rect.centre() - self.placed.rect.centre();
        let by = crate::geometry::turn(by, Point::ORIGIN, crate::geometry::inverse(self.around));
        let centre = self.local.centre() + by;
        Rect::new(centre.x - rect.width / 2, centre.y - rect.height / 2, rect.width, rect.height)
    }
}

impl Editor {
    /// The tool in hand.
    pub const fn tool(&self) -> Tool {
        self.tool
    }

    /// Takes a tool in hand; a gesture under way is cancelled, editing of text ends.
    pub fn set_tool(&mut self, tool: Tool) {
        self.cancel();
        if tool != Tool::Select {
            self.end_text();
        }
        self.tool = tool;
    }

    /// Whether a gesture is under way.
    pub const fn is_busy(&self) -> bool {
        !matches!(self.state, State::Idle)
    }

    /// The pointer was pressed.
    pub fn pointer_down(&mut self, pointer: Pointer) -> Reaction {
        self.cancel();
        if let Some(reaction) = self.press_in_text(pointer) {
            return reaction;
        }
        match self.tool {
            Tool::Select => self.press(pointer),
            _ => self.begin_drawing(pointer),
        }
    }

    /// The pointer moved, pressed or not.
    pub fn pointer_move(&mut self, pointer: Pointer) -> Reaction {
        match std::mem::take(&mut self.state) {
            State::Idle => Reaction::UNUSED,
            State::Pressed { start, restore, release } => self.drag_from_press(start, restore, release, pointer),
            State::Moving(moving) => self.drag_moving(moving, pointer),
            State::Resizing(resizing) => self.drag_resizing(resizing, pointer),
            State::Marquee { start, restore } => self.drag_marquee(start, restore, pointer),
            State::Text { page } => self.drag_text(page, pointer),
            State::Drawing { start, snapping } => self.drag_drawing(start, snapping, pointer),
        }
    }

    /// The pointer was released.
    pub fn pointer_up(&mut self, pointer: Pointer) -> Reaction {
        if self.is_busy() {
            self.pointer_move(pointer);
        }
        let feedback = std::mem::take(&mut self.feedback);
        match std::mem::take(&mut self.state) {
            State::Idle => Reaction::UNUSED,
            State::Pressed { release, .. } => self.release(release),
            State::Moving(moving) => self.finish_moving(&moving, pointer),
            State::Resizing(resizing) => self.finish_resizing(&resizing, pointer),
            State::Marquee { start, restore } => self.finish_marquee(start, &restore, pointer),
            State::Text { .. } => Reaction::USED,
            State::Drawing { start, .. } => self.finish_drawing(start, &feedback, pointer),
        }
    }

    /// Cancels the gesture under way: all is as it was before it began. Tells whether there was one.
    pub fn cancel(&mut self) -> bool {
        self.feedback = Feedback::default();
        match std::mem::take(&mut self.state) {
            State::Idle => false,
            State::Drawing { .. } => true,
            State::Pressed { restore, .. } | State::Marquee { restore, .. } => {
                self.select(restore);
                true
            }
            State::Moving(moving) => {
                self.select(moving.restore);
                true
            }
            State::Resizing(_) | State::Text { .. } => true,
        }
    }

    /// What snapping may use on a page while some objects are being changed.
    pub(crate) fn snapping(&self, page: usize, but: &[ObjectId]) -> Snapping {
        let Some(placed) = self.pages().get(page) else { return Snapping::default() };
        let edge = Rect::new(Emu::ZERO, Emu::ZERO, placed.size.width, placed.size.height);
        let mut lines = Vec::new();
        if let Some(master) = placed.master.and_then(|id| self.document().master(id)) {
            lines.extend(master.frames.iter().map(|frame| frame.rect));
            lines.extend(master.margins.as_ref().map(|margins| {
                let corner = Point::new(placed.size.width - margins.right, placed.size.height - margins.bottom);
                Rect::from_corners(Point::new(margins.left, margins.top), corner)
            }));
        }
        let lineage = self.document().lineage();
        let outside = |other: &&Placed| {
            lineage.kind(other.id) == Some(ElementKind::Object)
                && !lineage.path(other.id).iter().any(|(around, _)| but.contains(around))
        };
        let others = placed.elements.iter().filter(outside).map(Placed::bounds).collect();
        Snapping::new(edge, &lines, others)
    }
}

/// Whether the pointer has moved far enough to be a drag.
fn is_drag(start: &Pointer, now: &Pointer) -> bool {
    let by = now.point - start.point;
    let far = start.pixel * DRAG_FROM;
    by.x.abs() > far || by.y.abs() > far
}
