//! Clips in page coordinates.

use scene::{FillRule, Path};
use units::{Rect, Transform};

use crate::area::{Shape, TooComplex, resolve};
use crate::flatten::flatten;
use crate::pass::TOLERANCE;
use crate::polygon::{Polygons, corner};

/// What may be drawn on, in page coordinates.
#[derive(Clone, Debug)]
pub(crate) struct Clip {
    /// By the even-odd rule.
    pub polygons: Polygons,
    /// The rectangle around it; nothing where it is empty.
    pub bounds: Option<Rect>,
    /// Whether it is that rectangle.
    pub upright: bool,
}

/// A path's contours as closed polygons.
pub(crate) fn polygons(path: &Path) -> Polygons {
    flatten(path, TOLERANCE).into_iter().map(|line| line.points.into_iter().map(corner).collect()).collect()
}

/// The rectangle that a path is, if it is one upright rectangle.
pub(crate) fn upright_rect(path: &Path) -> Option<Rect> {
    if path.segments.len() > 7 {
        return None;
    }
    let contours = flatten(path, TOLERANCE);
    let [contour] = contours.as_slice() else { return None };
    let mut points = contour.points.clone();
    if points.len() == 5 && points.first() == points.last() {
        points.pop();
    }
    let &[a, b, c, d] = points.as_slice() else { return None };
    let across_first = a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x;
    let down_first = a.x == b.x && b.y == c.y && c.x == d.x && d.y == a.y;
    (across_first || down_first).then(|| Rect::from_corners(a, c))
}

impl Clip {
    /// A clip path inside another clip.
    pub(crate) fn within(path: &Path, transform: Transform, outer: Option<&Self>) -> Result<Self, TooComplex> {
        let path = path.transformed(transform);
        if let Some(rect) = upright_rect(&path) {
            let whole = match outer {
                None => Some(rect),
                Some(outer) if outer.upright => outer.bounds.and_then(|bounds| intersection(bounds, rect)),
                Some(outer) => return Self::cut(&polygons(&path), FillRule::NonZero, outer),
            };
            let polygons = whole.map(|rect| polygons(&Path::rect(rect))).unwrap_or_default();
            return Ok(Self { polygons, bounds: whole, upright: true });
        }
        let own = polygons(&path);
        match outer {
            Some(outer) => Self::cut(&own, FillRule::NonZero, outer),
            None => Ok(Self::of(resolve(Shape { polygons: &own, rule: FillRule::NonZero }, None)?)),
        }
    }

    fn cut(polygons: &Polygons, rule: FillRule, outer: &Self) -> Result<Self, TooComplex> {
        Ok(Self::of(outer.intersect(polygons, rule)?))
    }

    fn of(polygons: Polygons) -> Self {
        let bounds = crate::polygon::to_path(&polygons).bounds();
        Self { polygons, bounds, upright: false }
    }

    /// The part of a shape inside the clip, for the even-odd rule.
    pub(crate) fn intersect(&self, polygons: &Polygons, rule: FillRule) -> Result<Polygons, TooComplex> {
        let clip = Shape { polygons: &self.polygons, rule: FillRule::EvenOdd };
        resolve(Shape { polygons, rule }, Some(clip))
    }

    /// Whether all of a rectangle may be drawn on.
    pub(crate) fn contains(&self, rect: Rect) -> bool {
        self.upright && self.bounds.is_some_and(|bounds| bounds.contains_rect(rect))
    }

    /// Whether nothing of a rectangle may be drawn on.
    pub(crate) fn excludes(&self, rect: Rect) -> bool {
        self.bounds.is_none_or(|bounds| intersection(bounds, rect).is_none())
    }
}

/// What two rectangles have in common, none where that has no area.
pub(crate) fn intersection(one: Rect, two: Rect) -> Option<Rect> {
    let (left, top) = (one.x.max(two.x), one.y.max(two.y));
    let (right, bottom) = (one.right().min(two.right()), one.bottom().min(two.bottom()));
    (right > left && bottom > top).then(|| Rect::new(left, top, right - left, bottom - top))
}
