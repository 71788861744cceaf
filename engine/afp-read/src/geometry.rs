//! Units and places: from the numbers of an AFP object to lengths on the page.

use afp_codec::triplets::{MeasurementUnits, Triplet};
use afp_codec::values::{Rotation, UnitBase};
use units::{Emu, Point, QuarterTurn, Rect, Size};

/// Emu in ten inches.
const TEN_INCHES: i64 = Emu::PER_INCH as i64 * 10;
/// Emu in ten centimetres.
const TEN_CENTIMETRES: i64 = Emu::PER_MILLIMETRE as i64 * 100;

/// Units of measure of one axis: so many to so long a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scale {
    base: i64,
    units: i64,
}

impl Scale {
    pub(crate) fn new(base: UnitBase, units: u16) -> Self {
        let base = if base == UnitBase::TEN_CENTIMETRES { TEN_CENTIMETRES } else { TEN_INCHES };
        Self { base, units: i64::from(units.max(1)) }
    }

    /// A number of units as a length, rounded to nearest.
    pub(crate) fn length(self, value: i64) -> Emu {
        self.fraction(value, 1)
    }

    /// `value / parts` units as a length, rounded to nearest.
    pub(crate) fn fraction(self, value: i64, parts: i64) -> Emu {
        let product = i128::from(value) * i128::from(self.base);
        let by = i128::from(self.units) * i128::from(parts.max(1));
        let rounded = (product * 2 + by).div_euclid(by * 2);
        Emu::saturating_from(i64::try_from(rounded).unwrap_or(if rounded < 0 { i64::MIN } else { i64::MAX }))
    }
}

/// Units of measure of both axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Units {
    pub(crate) x: Scale,
    pub(crate) y: Scale,
}

impl Units {
    pub(crate) fn new(x_base: UnitBase, x_units: u16, y_base: UnitBase, y_units: u16) -> Self {
        Self { x: Scale::new(x_base, x_units), y: Scale::new(y_base, y_units) }
    }

    pub(crate) fn of(units: &MeasurementUnits) -> Self {
        Self::new(units.x_base, units.x_units, units.y_base, units.y_units)
    }

    /// 1/1440 inch, which is assumed where nothing says otherwise.
    pub(crate) fn standard() -> Self {
        Self::new(UnitBase::TEN_INCHES, 14_400, UnitBase::TEN_INCHES, 14_400)
    }

    pub(crate) fn point(self, x: i64, y: i64) -> Point {
        Point::new(self.x.length(x), self.y.length(y))
    }

    pub(crate) fn size(self, width: i64, height: i64) -> Size {
        Size::new(self.x.length(width), self.y.length(height))
    }
}

/// The units and the size that triplets X'4B' and X'4C' give, if they do.
pub(crate) fn area_of(triplets: &[Triplet<'_>], otherwise: Units) -> (Option<Units>, Option<Size>) {
    let units = triplets.iter().find_map(|triplet| match triplet {
        Triplet::MeasurementUnits(units) => Some(Units::of(units)),
        _ => None,
    });
    let size = triplets.iter().find_map(|triplet| match triplet {
        Triplet::ObjectAreaSize(area) => {
            Some(units.unwrap_or(otherwise).size(area.x_size.0.into(), area.y_size.0.into()))
        }
        _ => None,
    });
    (units, size)
}

/// A quarter turn by an AFP rotation; odd angles are taken as none.
pub(crate) fn turn_of(rotation: Rotation) -> QuarterTurn {
    match rotation.quarter_turns() {
        Some(1) => QuarterTurn::One,
        Some(2) => QuarterTurn::Two,
        Some(3) => QuarterTurn::Three,
        _ => QuarterTurn::Zero,
    }
}

/// Where a coordinate system lies in the one around it: its origin, and its turn about that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) origin: Point,
    pub(crate) turn: QuarterTurn,
}

impl Place {
    pub(crate) fn at(origin: Point) -> Self {
        Self { origin, turn: QuarterTurn::Zero }
    }

    /// Where a point of this system lies in the one around it.
    pub(crate) fn point(self, point: Point) -> Point {
        let Point { x, y } = point;
        let turned = match self.turn {
            QuarterTurn::Zero => point,
            QuarterTurn::One => Point::new(-y, x),
            QuarterTurn::Two => Point::new(-x, -y),
            QuarterTurn::Three => Point::new(y, -x),
        };
        self.origin + turned
    }

    /// Where a rectangle of this system lies in the one around it.
    pub(crate) fn rect(self, rect: Rect) -> Rect {
        Rect::from_corners(self.point(rect.origin()), self.point(Point::new(rect.right(), rect.bottom())))
    }

    /// A system inside this one, seen from around this one.
    pub(crate) fn inside(self, inner: Place) -> Place {
        Place { origin: self.point(inner.origin), turn: inner.turn.then(self.turn) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_all_common_resolutions_are_exact() {
        for (units, value) in [(14_400, 1440), (3_000, 300), (2_400, 240), (6_000, 600)] {
            assert_eq!(Scale::new(UnitBase::TEN_INCHES, units).length(value), Emu::new(Emu::PER_INCH));
        }
        assert_eq!(Scale::new(UnitBase::TEN_CENTIMETRES, 1000).length(10), Emu::from_millimetres(1));
    }

    #[test]
    fn places_turn_clockwise_and_nest() {
        let emu = Emu::new;
        let place = Place { origin: Point::new(emu(100), emu(200)), turn: QuarterTurn::One };
        assert_eq!(place.point(Point::new(emu(10), emu(1))), Point::new(emu(99), emu(210)));
        let inner = Place { origin: Point::new(emu(10), emu(0)), turn: QuarterTurn::One };
        let both = place.inside(inner);
        let point = Point::new(emu(3), emu(4));
        assert_eq!(both.point(point), place.point(inner.point(point)));
    }
}
