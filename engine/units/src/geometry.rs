//! Points, sizes and upright rectangles; y grows downward.

use std::ops::{Add, Sub};

use crate::Emu;

/// A place, from the top left corner of a page or of a container.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Point {
    /// To the right.
    pub x: Emu,
    /// Downward.
    pub y: Emu,
}

/// A width and a height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Size {
    /// Across.
    pub width: Emu,
    /// Down.
    pub height: Emu,
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rect {
    /// Left edge.
    pub x: Emu,
    /// Top edge.
    pub y: Emu,
    /// Across; not below zero.
    pub width: Emu,
    /// Down; not below zero.
    pub height: Emu,
}

impl Point {
    /// The top left corner.
    pub const ORIGIN: Self = Self { x: Emu::ZERO, y: Emu::ZERO };

    /// A place by its coordinates.
    pub const fn new(x: Emu, y: Emu) -> Self {
        Self { x, y }
    }
}

impl Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Size {
    /// A4 paper, upright.
    pub const A4: Self = Self { width: Emu::from_millimetres(210), height: Emu::from_millimetres(297) };

    /// A size by its sides.
    pub const fn new(width: Emu, height: Emu) -> Self {
        Self { width, height }
    }
}

impl Rect {
    /// A rectangle by its top left corner and sides.
    pub const fn new(x: Emu, y: Emu, width: Emu, height: Emu) -> Self {
        Self { x, y, width, height }
    }

    /// The rectangle that two opposite corners span, in any order.
    pub fn from_corners(a: Point, b: Point) -> Self {
        let (left, top) = (a.x.min(b.x), a.y.min(b.y));
        Self::new(left, top, a.x.max(b.x) - left, a.y.max(b.y) - top)
    }

    /// The top left corner.
    pub const fn origin(self) -> Point {
        Point::new(self.x, self.y)
    }

    /// Its sides.
    pub const fn size(self) -> Size {
        Size::new(self.width, self.height)
    }

    /// The right edge.
    pub fn right(self) -> Emu {
        self.x + self.width
    }

    /// The bottom edge.
    pub fn bottom(self) -> Emu {
        self.y + self.height
    }

    /// The middle, rounded towards the top left.
    pub fn centre(self) -> Point {
        Point::new(self.x + self.width / 2, self.y + self.height / 2)
    }

    /// Whether a point lies inside or on the edge.
    pub fn contains(self, point: Point) -> bool {
        point.x >= self.x && point.x <= self.right() && point.y >= self.y && point.y <= self.bottom()
    }

    /// Whether another rectangle lies wholly inside.
    pub fn contains_rect(self, other: Self) -> bool {
        other.x >= self.x && other.right() <= self.right() && other.y >= self.y && other.bottom() <= self.bottom()
    }

    /// Whether the two touch or overlap.
    pub fn touches(self, other: Self) -> bool {
        self.x <= other.right() && other.x <= self.right() && self.y <= other.bottom() && other.y <= self.bottom()
    }

    /// The smallest rectangle around both.
    pub fn union(self, other: Self) -> Self {
        Self::from_corners(
            Point::new(self.x.min(other.x), self.y.min(other.y)),
            Point::new(self.right().max(other.right()), self.bottom().max(other.bottom())),
        )
    }

    /// Moved by an offset.
    pub fn translated(self, by: Point) -> Self {
        Self { x: self.x + by.x, y: self.y + by.y, ..self }
    }

    /// Grown on every side (or shrunk, by a negative amount, to no less than nothing).
    pub fn outset(self, by: Emu) -> Self {
        Self::new(self.x - by, self.y - by, (self.width + by * 2).max(Emu::ZERO), (self.height + by * 2).max(Emu::ZERO))
    }
}
