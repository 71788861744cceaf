//! Affine transforms in fixed point.

use crate::{Angle, Emu, Point, QuarterTurn, Rect};

/// An affine transform: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`, the factors in 16.16 fixed point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Transform {
    /// x to x, 65,536 is one.
    pub a: i32,
    /// x to y.
    pub b: i32,
    /// y to x.
    pub c: i32,
    /// y to y.
    pub d: i32,
    /// Moved right.
    pub e: Emu,
    /// Moved down.
    pub f: Emu,
}

const ONE: i32 = 1 << 16;

impl Default for Transform {
    fn default() -> Self {
        Self::IDENTITY
    }
}

impl Transform {
    /// Changes nothing.
    pub const IDENTITY: Self = Self { a: ONE, b: 0, c: 0, d: ONE, e: Emu::ZERO, f: Emu::ZERO };

    /// Moves by an offset.
    pub const fn translate(by: Point) -> Self {
        Self { e: by.x, f: by.y, ..Self::IDENTITY }
    }

    /// Scales about the origin by `numerator/denominator` on each axis.
    pub fn scale(x: (i64, i64), y: (i64, i64)) -> Self {
        let factor = |(numerator, denominator)| Emu::new(ONE).scale(numerator, denominator).get();
        Self { a: factor(x), d: factor(y), ..Self::IDENTITY }
    }

    /// Turns clockwise about the origin.
    pub fn rotate(angle: Angle) -> Self {
        let (sine, cosine) = match angle.quarter_turn() {
            Some(QuarterTurn::Zero) => (0, ONE),
            Some(QuarterTurn::One) => (ONE, 0),
            Some(QuarterTurn::Two) => (0, -ONE),
            Some(QuarterTurn::Three) => (-ONE, 0),
            None => {
                let fixed = |value: f64| Emu::round_from_f64(value * f64::from(ONE)).get();
                (fixed(libm::sin(angle.to_radians())), fixed(libm::cos(angle.to_radians())))
            }
        };
        Self { a: cosine, b: sine, c: -sine, d: cosine, e: Emu::ZERO, f: Emu::ZERO }
    }

    /// Turns clockwise about a point.
    pub fn rotate_about(angle: Angle, centre: Point) -> Self {
        Self::translate(Point::ORIGIN - centre).then(Self::rotate(angle)).then(Self::translate(centre))
    }

    /// This transform, and `next` after it.
    pub fn then(self, next: Self) -> Self {
        let product = |p: i32, q: i32, r: i32, s: i32| {
            let sum = (i64::from(p) * i64::from(q)).saturating_add(i64::from(r) * i64::from(s));
            Emu::saturating_from(sum.saturating_add(i64::from(ONE / 2)) >> 16).get()
        };
        let moved = next.apply(Point::new(self.e, self.f));
        Self {
            a: product(self.a, next.a, self.b, next.c),
            b: product(self.a, next.b, self.b, next.d),
            c: product(self.c, next.a, self.d, next.c),
            d: product(self.c, next.b, self.d, next.d),
            e: moved.x,
            f: moved.y,
        }
    }

    /// Where a point goes, rounded to nearest.
    pub fn apply(self, point: Point) -> Point {
        let axis = |p: i32, q: i32, offset: Emu| {
            let sum = (i64::from(p) * point.x.wide()).saturating_add(i64::from(q) * point.y.wide());
            Emu::saturating_from((sum.saturating_add(i64::from(ONE / 2)) >> 16) + offset.wide())
        };
        Point::new(axis(self.a, self.c, self.e), axis(self.b, self.d, self.f))
    }

    /// The upright rectangle around where a rectangle goes.
    pub fn apply_bounds(self, rect: Rect) -> Rect {
        let corners = [
            rect.origin(),
            Point::new(rect.right(), rect.y),
            Point::new(rect.x, rect.bottom()),
            Point::new(rect.right(), rect.bottom()),
        ]
        .map(|corner| self.apply(corner));
        let [first, rest @ ..] = corners;
        rest.into_iter()
            .fold(Rect::from_corners(first, first), |bounds, corner| bounds.union(Rect::from_corners(corner, corner)))
    }

    /// The quarter turn that it is, without scaling, if it is one (and a move).
    pub fn quarter_turn(self) -> Option<QuarterTurn> {
        match (self.a, self.b, self.c, self.d) {
            (ONE, 0, 0, ONE) => Some(QuarterTurn::Zero),
            (0, ONE, c, 0) if c == -ONE => Some(QuarterTurn::One),
            (a, 0, 0, d) if a == -ONE && d == -ONE => Some(QuarterTurn::Two),
            (0, b, ONE, 0) if b == -ONE => Some(QuarterTurn::Three),
            _ => None,
        }
    }

    /// The factors as floating numbers `a b c d`, and the offset in points, for outputs that count so.
    pub fn to_points(self) -> [f64; 6] {
        let factor = |value: i32| f64::from(value) / f64::from(ONE);
        [factor(self.a), factor(self.b), factor(self.c), factor(self.d), self.e.to_points(), self.f.to_points()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_turn_about_the_centre_keeps_the_bounds_of_a_square() {
        let square = Rect::new(Emu::new(100), Emu::new(200), Emu::new(60), Emu::new(60));
        let turned = Transform::rotate_about(Angle::from_degrees(90), square.centre());
        assert_eq!(turned.apply_bounds(square), square);
        assert_eq!(turned.quarter_turn(), Some(QuarterTurn::One));
    }

    #[test]
    fn clockwise_takes_right_to_down() {
        let turned = Transform::rotate(Angle::from_degrees(90)).apply(Point::new(Emu::new(10), Emu::ZERO));
        assert_eq!(turned, Point::new(Emu::ZERO, Emu::new(10)));
    }

    #[test]
    fn the_largest_factors_saturate() {
        let least = Transform { a: i32::MIN, b: i32::MIN, c: i32::MIN, d: i32::MIN, e: Emu::MAX, f: Emu::MAX };
        assert_eq!(least.apply(Point::new(Emu::new(i32::MIN), Emu::new(i32::MIN))), Point::new(Emu::MAX, Emu::MAX));
        assert_eq!(least.then(least).a, i32::MAX);
    }

    #[test]
    fn then_applies_in_order() {
        let moved = Transform::translate(Point::new(Emu::new(5), Emu::ZERO));
        let doubled = Transform::scale((2, 1), (2, 1));
        assert_eq!(moved.then(doubled).apply(Point::ORIGIN), Point::new(Emu::new(10), Emu::ZERO));
        assert_eq!(doubled.then(moved).apply(Point::ORIGIN), Point::new(Emu::new(5), Emu::ZERO));
    }
}
