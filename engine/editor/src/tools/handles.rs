//! The handles of the selection.

use model::{ElementRef, Shape};
use units::{Angle, Emu, Point, Rect};

use super::moving::bounds;
use super::resize::Resizing;
use crate::editor::Editor;
use crate::geometry::turn;
use crate::pointer::Pointer;

/// How near the pointer must come to a handle, in screen pixels.
const REACH: i32 = 6;

/// Which handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HandlePlace {
    /// Top left.
    TopLeft,
    /// Top.
    Top,
    /// Top right.
    TopRight,
    /// Right.
    Right,
    /// Bottom right.
    BottomRight,
    /// Bottom.
    Bottom,
    /// Bottom left.
    BottomLeft,
    /// Left.
    Left,
    /// The left end of a line.
    LineStart,
    /// The right end of a line.
    LineEnd,
}

/// A handle on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handle {
    /// The page, from 0.
    pub page: usize,
    /// Which.
    pub place: HandlePlace,
    /// Its middle.
    pub at: Point,
    /// How far what it belongs to is turned, for the pointer's shape.
    pub rotation: Angle,
}

impl HandlePlace {
    /// The eight around a rectangle.
    pub const AROUND: [Self; 8] = [
        Self::TopLeft,
        Self::Top,
        Self::TopRight,
        Self::Right,
        Self::BottomRight,
        Self::Bottom,
        Self::BottomLeft,
        Self::Left,
    ];

    /// Whether it moves the left edge (−1), the right one (1) or neither (0); the same for top and bottom.
    pub(super) const fn direction(self) -> (i32, i32) {
        match self {
            Self::TopLeft => (-1, -1),
            Self::Top => (0, -1),
            Self::TopRight => (1, -1),
            Self::Right => (1, 0),
            Self::BottomRight => (1, 1),
            Self::Bottom => (0, 1),
            Self::BottomLeft => (-1, 1),
            Self::Left => (-1, 0),
            Self::LineStart | Self::LineEnd => (0, 0),
        }
    }

    fn point(self, rect: Rect) -> Point {
        let (across, down) = self.direction();
        let along = |low: Emu, length: Emu, direction: i32| match direction {
            -1 => low,
            0 => low + length / 2,
            _ => low + length,
        };
        Point::new(along(rect.x, rect.width, across), along(rect.y, rect.height, down))
    }
}

impl Editor {
    /// The handles of the selection, on the page that was last pointed at.
    pub fn handles(&self) -> Vec<Handle> {
        let page = self.focus_page();
        let carried = self.carried(page);
        let handle = |place, at, rotation| Handle { page, place, at, rotation };
        match carried.as_slice() {
            [] => Vec::new(),
            [only] => {
                let (rect, rotation) = (only.placed.rect, only.placed.rotation);
                let about = rect.centre();
                if let Some(ElementRef::Object(object)) = self.document().element(only.placed.id)
                    && let Shape::Line(line) = &object.shape
                {
                    let (start, end) = line_ends(rect, line.rising);
                    return vec![
                        handle(HandlePlace::LineStart, turn(start, about, rotation), rotation),
                        handle(HandlePlace::LineEnd, turn(end, about, rotation), rotation),
                    ];
                }
                HandlePlace::AROUND
                    .map(|place| handle(place, turn(place.point(rect), about, rotation), rotation))
                    .into()
            }
            several => {
                let rect = bounds(several);
                HandlePlace::AROUND.map(|place| handle(place, place.point(rect), Angle::ZERO)).into()
            }
        }
    }

    /// The page last pointed at where the selection is there, else the first that has it.
    pub fn focus_page(&self) -> usize {
        let has = |number: &usize| {
            self.pages()
                .get(*number)
                .is_some_and(|page| page.elements.iter().any(|placed| self.selection().contains(placed.id)))
        };
        Some(self.focus.0).filter(has).or_else(|| (0..self.pages().len()).find(has)).unwrap_or(self.focus.0)
    }

    pub(super) fn grab_handle(&self, pointer: &Pointer) -> Option<Resizing> {
        let reach = pointer.pixel * REACH;
        let near = |handle: &&Handle| {
            let by = pointer.point - handle.at;
            handle.page == pointer.page && by.x.abs() <= reach && by.y.abs() <= reach
        };
        // Of several within reach on a small object, the corner after which the object grows.
        let handles = self.handles();
        let handle = handles.iter().filter(near).min_by_key(|handle| {
            let by = pointer.point - handle.at;
            by.x.wide().pow(2) + by.y.wide().pow(2)
        })?;
        self.begin_resizing(*handle, *pointer)
    }
}

/// The ends of a line, the left one first.
pub(super) fn line_ends(rect: Rect, rising: bool) -> (Point, Point) {
    if rising {
        (Point::new(rect.x, rect.bottom()), Point::new(rect.right(), rect.y))
    } else {
        (rect.origin(), Point::new(rect.right(), rect.bottom()))
    }
}
