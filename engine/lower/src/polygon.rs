//! Points and closed polygons in Emu, wide enough for products.

use scene::{Path, Segment};
use units::{Emu, Point};

/// A corner of a polygon.
pub(crate) type Corner = (i64, i64);

/// Closed polygons.
pub(crate) type Polygons = Vec<Vec<Corner>>;

pub(crate) fn corner(point: Point) -> Corner {
    (point.x.wide(), point.y.wide())
}

pub(crate) fn point((x, y): Corner) -> Point {
    Point::new(Emu::saturating_from(x), Emu::saturating_from(y))
}

/// Polygons as a path of closed contours.
pub(crate) fn to_path(polygons: &Polygons) -> Path {
    let mut segments = Vec::with_capacity(polygons.iter().map(|polygon| polygon.len() + 1).sum());
    for polygon in polygons {
        for (at, &place) in polygon.iter().enumerate() {
            segments.push(if at == 0 { Segment::Move(point(place)) } else { Segment::Line(point(place)) });
        }
        if !polygon.is_empty() {
            segments.push(Segment::Close);
        }
    }
    Path { segments }
}
