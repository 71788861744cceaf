//! Outlines.

use units::{Colour, Emu, Point, Rect, Transform};

/// One step of an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Segment {
    /// Begin a new contour.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic Bézier curve: two control points and the end.
    Cubic(Point, Point, Point),
    /// A straight line back to the contour's beginning.
    Close,
}

/// An outline: contours of lines and cubic curves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Path {
    /// Its steps.
    pub segments: Vec<Segment>,
}

/// The rectangle around a path's points, control points included.
pub type PathBounds = Option<Rect>;

/// What is inside an outline that crosses itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FillRule {
    /// Inside where the winding number is not zero.
    #[default]
    NonZero,
    /// Inside where a ray crosses an odd number of edges.
    EvenOdd,
}

/// The end of an open line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineCap {
    /// Cut at the end point.
    #[default]
    Flat,
    /// Half a square beyond it.
    Square,
    /// Half a disc beyond it.
    Round,
}

/// The corner of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineJoin {
    /// Pointed, up to four times the width, else bevelled.
    #[default]
    Miter,
    /// Rounded.
    Round,
    /// Cut.
    Bevel,
}

/// On and off lengths of a broken line, repeated.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dash {
    /// On, off, on, off …; an even number of lengths, none below zero, not all zero.
    pub lengths: Vec<Emu>,
}

/// How an outline is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Stroke {
    /// The line's width, above zero.
    pub width: Emu,
    /// Its colour.
    pub colour: Colour,
    /// Its ends.
    pub cap: LineCap,
    /// Its corners.
    pub join: LineJoin,
    /// Broken, or solid.
    pub dash: Option<Dash>,
}

impl Stroke {
    /// A solid line with flat ends and mitred corners.
    pub const fn solid(width: Emu, colour: Colour) -> Self {
        Self { width, colour, cap: LineCap::Flat, join: LineJoin::Miter, dash: None }
    }
}

/// 4/3·(√2−1) in millionths: the control length of a quarter circle of radius one.
const QUARTER_CIRCLE: i64 = 552_285;

impl Path {
    /// An upright rectangle, clockwise.
    pub fn rect(rect: Rect) -> Self {
        use Segment::{Close, Line, Move};
        let (x, y, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
        Self {
            segments: vec![
                Move(Point::new(x, y)),
                Line(Point::new(right, y)),
                Line(Point::new(right, bottom)),
                Line(Point::new(x, bottom)),
                Close,
            ],
        }
    }

    /// A rectangle with round corners, clockwise; the radius is held to half the shorter side.
    pub fn rounded_rect(rect: Rect, radius: Emu) -> Self {
        use Segment::{Close, Cubic, Line, Move};
        let radius = radius.max(Emu::ZERO).min(rect.width / 2).min(rect.height / 2);
        if radius == Emu::ZERO {
            return Self::rect(rect);
        }
        let keep = radius - radius.scale(QUARTER_CIRCLE, 1_000_000);
        let (x, y, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
        let at = Point::new;
        Self {
            segments: vec![
                Move(at(x + radius, y)),
                Line(at(right - radius, y)),
                Cubic(at(right - keep, y), at(right, y + keep), at(right, y + radius)),
                Line(at(right, bottom - radius)),
                Cubic(at(right, bottom - keep), at(right - keep, bottom), at(right - radius, bottom)),
                Line(at(x + radius, bottom)),
                Cubic(at(x + keep, bottom), at(x, bottom - keep), at(x, bottom - radius)),
                Line(at(x, y + radius)),
                Cubic(at(x, y + keep), at(x + keep, y), at(x + radius, y)),
                Close,
            ],
        }
    }

    /// The ellipse that touches a rectangle's sides, clockwise from the top.
    pub fn ellipse(rect: Rect) -> Self {
        use Segment::{Close, Cubic, Move};
        let centre = rect.centre();
        let (x, y, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
        let across = (rect.width / 2).scale(QUARTER_CIRCLE, 1_000_000);
        let down = (rect.height / 2).scale(QUARTER_CIRCLE, 1_000_000);
        let at = Point::new;
        Self {
            segments: vec![
                Move(at(centre.x, y)),
                Cubic(at(centre.x + across, y), at(right, centre.y - down), at(right, centre.y)),
                Cubic(at(right, centre.y + down), at(centre.x + across, bottom), at(centre.x, bottom)),
                Cubic(at(centre.x - across, bottom), at(x, centre.y + down), at(x, centre.y)),
                Cubic(at(x, centre.y - down), at(centre.x - across, y), at(centre.x, y)),
                Close,
            ],
        }
    }

    /// A straight line.
    pub fn line(from: Point, to: Point) -> Self {
        Self { segments: vec![Segment::Move(from), Segment::Line(to)] }
    }

    /// The path with every point moved by a transform.
    #[must_use]
    pub fn transformed(&self, by: Transform) -> Self {
        let segments = self
            .segments
            .iter()
            .map(|segment| match *segment {
                Segment::Move(to) => Segment::Move(by.apply(to)),
                Segment::Line(to) => Segment::Line(by.apply(to)),
                Segment::Cubic(one, two, to) => Segment::Cubic(by.apply(one), by.apply(two), by.apply(to)),
                Segment::Close => Segment::Close,
            })
            .collect();
        Self { segments }
    }

    /// The rectangle around its points.
    pub fn bounds(&self) -> PathBounds {
        let points = self.segments.iter().flat_map(|segment| match *segment {
            Segment::Move(to) | Segment::Line(to) => [Some(to), None, None],
            Segment::Cubic(one, two, to) => [Some(one), Some(two), Some(to)],
            Segment::Close => [None; 3],
        });
        points.flatten().map(|point| Rect::from_corners(point, point)).reduce(Rect::union)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_stay_inside_their_rectangle() {
        let rect = Rect::new(Emu::new(10), Emu::new(20), Emu::new(1001), Emu::new(501));
        for path in [Path::rect(rect), Path::rounded_rect(rect, Emu::new(9_999)), Path::ellipse(rect)] {
            assert_eq!(path.bounds(), Some(rect), "{path:?}");
        }
    }
}
