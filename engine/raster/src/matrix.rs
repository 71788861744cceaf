//! Affine transforms in floating point, from lengths of the page to pixels.

use units::{Emu, Point, Rect, Transform};

/// `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Matrix {
    pub(crate) a: f64,
    pub(crate) b: f64,
    pub(crate) c: f64,
    pub(crate) d: f64,
    pub(crate) e: f64,
    pub(crate) f: f64,
}

/// An upright rectangle in pixels, `left ≤ right` and `top ≤ bottom`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bounds {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Matrix {
    /// From Emu to pixels, the window's corner at the origin.
    pub(crate) fn page(dpi: f64, left: i32, top: i32) -> Self {
        let scale = dpi / f64::from(Emu::PER_INCH);
        Self { a: scale, b: 0.0, c: 0.0, d: scale, e: -f64::from(left), f: -f64::from(top) }
    }

    /// `inner` first, then this one.
    pub(crate) fn with(self, inner: Transform) -> Self {
        let factor = |value: i32| f64::from(value) / 65_536.0;
        self.with_matrix(Self {
            a: factor(inner.a),
            b: factor(inner.b),
            c: factor(inner.c),
            d: factor(inner.d),
            e: f64::from(inner.e.get()),
            f: f64::from(inner.f.get()),
        })
    }

    /// `inner` first, then this one.
    pub(crate) fn with_matrix(self, inner: Self) -> Self {
        let (e, f) = self.apply(inner.e, inner.f);
        Self {
            a: self.a * inner.a + self.c * inner.b,
            b: self.b * inner.a + self.d * inner.b,
            c: self.a * inner.c + self.c * inner.d,
            d: self.b * inner.c + self.d * inner.d,
            e,
            f,
        }
    }

    /// Moved by whole pixels after the transform.
    pub(crate) fn moved(self, x: i32, y: i32) -> Self {
        Self { e: self.e + f64::from(x), f: self.f + f64::from(y), ..self }
    }

    pub(crate) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }

    pub(crate) fn apply_point(self, point: Point) -> (f64, f64) {
        self.apply(f64::from(point.x.get()), f64::from(point.y.get()))
    }

    /// Whether upright rectangles stay upright.
    pub(crate) fn is_upright(self) -> bool {
        (self.b == 0.0 && self.c == 0.0) || (self.a == 0.0 && self.d == 0.0)
    }

    /// The longer of the images of the two unit vectors.
    pub(crate) fn scale(self) -> f64 {
        (self.a * self.a + self.b * self.b).sqrt().max((self.c * self.c + self.d * self.d).sqrt())
    }

    /// The upright rectangle around where a rectangle goes.
    pub(crate) fn bounds(self, rect: Rect) -> Bounds {
        let corners = [
            self.apply_point(rect.origin()),
            self.apply_point(Point::new(rect.right(), rect.y)),
            self.apply_point(Point::new(rect.x, rect.bottom())),
            self.apply_point(Point::new(rect.right(), rect.bottom())),
        ];
        let fold = |pick: fn((f64, f64)) -> f64, better: fn(f64, f64) -> f64, start: f64| {
            corners.iter().map(|&corner| pick(corner)).fold(start, better)
        };
        Bounds {
            left: fold(|at| at.0, f64::min, f64::INFINITY),
            top: fold(|at| at.1, f64::min, f64::INFINITY),
            right: fold(|at| at.0, f64::max, f64::NEG_INFINITY),
            bottom: fold(|at| at.1, f64::max, f64::NEG_INFINITY),
        }
    }

    /// For paths measured in points.
    pub(crate) fn for_points(self) -> tiny_skia::Transform {
        let per_point = f64::from(Emu::PER_POINT);
        tiny_skia::Transform::from_row(
            (self.a * per_point) as f32,
            (self.b * per_point) as f32,
            (self.c * per_point) as f32,
            (self.d * per_point) as f32,
            self.e as f32,
            self.f as f32,
        )
    }
}

impl Bounds {
    pub(crate) fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Grown on every side.
    pub(crate) fn outset(self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }
}
