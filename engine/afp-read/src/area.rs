//! Object areas: where an object's content comes to lie (MO:DCA "Object Area Position", "Mapping Option").

use afp_codec::fields::ObjectAreaPosition;
use afp_codec::triplets::Mapping;
use scene::Path;
use units::{Emu, Point, Rect, Size};

use crate::geometry::{Place, Units, turn_of};

/// How many times content is repeated at most to fill its area.
const MOST_REPEATED: usize = 1 << 12;

/// The area of an object, as its environment group or an including field sets it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Area {
    /// From the area's coordinates to those of the page, overlay or segment.
    pub(crate) place: Place,
    pub(crate) size: Option<Size>,
    /// Units of the area.
    pub(crate) units: Units,
    /// Offset of the content in the area.
    pub(crate) content: Point,
    pub(crate) mapping: Option<Mapping>,
}

impl Area {
    /// An area at the origin, without a size of its own.
    pub(crate) fn new(units: Units) -> Self {
        Self { place: Place::default(), size: None, units, content: Point::ORIGIN, mapping: None }
    }

    /// Takes the position that a field sets, in units of what is around the area.
    pub(crate) fn set_position(&mut self, position: &ObjectAreaPosition, around: Units) {
        self.place = Place {
            origin: around.point(position.x_offset.0.into(), position.y_offset.0.into()),
            turn: turn_of(position.x_rotation),
        };
        self.content = self.units.point(position.x_content.0.into(), position.y_content.0.into());
    }

    /// Where content of a size lies in the area. `proportion` is that of the content on paper; `natural` its size there,
    /// where it has one.
    pub(crate) fn fit(&self, natural: Option<Size>, proportion: (Emu, Emu), otherwise: Mapping) -> Fitted {
        let mapping = self.mapping.unwrap_or(otherwise);
        let Some(area) = self.size else {
            let size = natural.unwrap_or(Size::new(proportion.0, proportion.1));
            return Fitted::at(self.content, size, None);
        };
        let size = natural.unwrap_or(area);
        match mapping {
            Mapping::SCALE_TO_FILL => Fitted::at(Point::ORIGIN, area, None),
            Mapping::SCALE_TO_FIT => Fitted { rect: fitted(area, proportion), trims: false, repeats: false },
            Mapping::CENTRE_AND_TRIM => {
                let corner = Point::new((area.width - size.width) / 2, (area.height - size.height) / 2);
                Fitted::at(corner, size, Some(area))
            }
            Mapping::POSITION => Fitted::at(self.content, size, None),
            // A point of the content is a pel of the printer, whose resolution is taken to be that of the content.
            Mapping::POINT_TO_PEL => Fitted::at(Point::ORIGIN, size, Some(area)),
            Mapping::DOUBLE_DOT => Fitted::at(Point::ORIGIN, Size::new(size.width * 2, size.height * 2), Some(area)),
            Mapping::REPLICATE_AND_TRIM => Fitted { repeats: true, ..Fitted::at(Point::ORIGIN, size, Some(area)) },
            _ => Fitted::at(self.content, size, Some(area)),
        }
    }

    /// The area itself, on the page.
    pub(crate) fn clip(&self) -> Option<Path> {
        let Size { width, height } = self.size?;
        Some(Path::rect(self.place.rect(Rect::new(Emu::ZERO, Emu::ZERO, width, height))))
    }

    /// Where content that repeats over the area lies each time; where it does not, once. At most [`MOST_REPEATED`]
    /// times, and whether that is all.
    pub(crate) fn places(&self, fitted: &Fitted) -> (Vec<Point>, bool) {
        let Fitted { rect, repeats, .. } = *fitted;
        let Some(area) = self.size.filter(|_| repeats && rect.width > Emu::ZERO && rect.height > Emu::ZERO) else {
            return (vec![rect.origin()], true);
        };
        let steps = |length: Emu, step: Emu| (length.wide() + step.wide() - 1) / step.wide();
        let (across, down) = (steps(area.width, rect.width), steps(area.height, rect.height));
        let at = |step: Emu, number: i64| Emu::saturating_from(step.wide().saturating_mul(number));
        let all = (0..down).flat_map(|y| (0..across).map(move |x| (x, y)));
        let places = all.take(MOST_REPEATED).map(|(x, y)| Point::new(at(rect.width, x), at(rect.height, y)));
        (places.collect(), across.saturating_mul(down) <= MOST_REPEATED as i64)
    }
}

/// Where content lies in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fitted {
    pub(crate) rect: Rect,
    /// Whether it sticks out and has to be trimmed.
    pub(crate) trims: bool,
    /// Whether it is repeated until the area is full.
    pub(crate) repeats: bool,
}

impl Fitted {
    /// Content of a size at a place, trimmed to an area if one is given.
    fn at(corner: Point, size: Size, trimmed_to: Option<Size>) -> Self {
        let rect = Rect::new(corner.x, corner.y, size.width, size.height);
        // What sticks out by less than an L-unit is rounding.
        let slack = Emu::new(Emu::PER_L_UNIT);
        let trims = trimmed_to.is_some_and(|area| {
            rect.x < -slack
                || rect.y < -slack
                || rect.right() > area.width + slack
                || rect.bottom() > area.height + slack
        });
        Self { rect, trims, repeats: false }
    }
}

/// As large as the area allows without changing the proportion, in its middle.
fn fitted(area: Size, (width, height): (Emu, Emu)) -> Rect {
    if width <= Emu::ZERO || height <= Emu::ZERO {
        return Rect::new(Emu::ZERO, Emu::ZERO, area.width, area.height);
    }
    let by_width = area.width.scale(height.wide(), width.wide());
    let (w, h) = if by_width <= area.height {
        (area.width, by_width)
    } else {
        (area.height.scale(width.wide(), height.wide()), area.height)
    };
    Rect::new((area.width - w) / 2, (area.height - h) / 2, w, h)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(mapping: Mapping) -> Area {
        let size = Size::new(Emu::new(100_000), Emu::new(50_000));
        Area { size: Some(size), mapping: Some(mapping), ..Area::new(Units::standard()) }
    }

    #[test]
    fn content_is_fitted_filled_centred_or_trimmed() {
        let emu = Emu::new;
        let square = Some(Size::new(emu(80_000), emu(80_000)));
        let proportion = (emu(1), emu(1));
        let rect = |x, y, w, h| Rect::new(emu(x), emu(y), emu(w), emu(h));
        let fit = |mapping| {
            let fitted = area(mapping).fit(square, proportion, Mapping::POSITION);
            (fitted.rect, fitted.trims)
        };
        assert_eq!(fit(Mapping::SCALE_TO_FIT), (rect(25_000, 0, 50_000, 50_000), false));
        assert_eq!(fit(Mapping::SCALE_TO_FILL), (rect(0, 0, 100_000, 50_000), false));
        assert_eq!(fit(Mapping::CENTRE_AND_TRIM), (rect(10_000, -15_000, 80_000, 80_000), true));
        assert_eq!(fit(Mapping::POSITION_AND_TRIM), (rect(0, 0, 80_000, 80_000), true));
        assert_eq!(fit(Mapping::POSITION), (rect(0, 0, 80_000, 80_000), false));
        assert_eq!(fit(Mapping::POINT_TO_PEL), (rect(0, 0, 80_000, 80_000), true));
        assert_eq!(fit(Mapping::DOUBLE_DOT), (rect(0, 0, 160_000, 160_000), true));
        assert_eq!(fit(Mapping::REPLICATE_AND_TRIM), (rect(0, 0, 80_000, 80_000), true));
    }

    #[test]
    fn content_is_repeated_until_the_area_is_full_but_not_for_ever() {
        let area = area(Mapping::REPLICATE_AND_TRIM);
        let places = |side: i32| {
            let side = Emu::new(side);
            let fitted = area.fit(Some(Size::new(side, side)), (side, side), Mapping::POSITION);
            area.places(&fitted)
        };
        let (found, complete) = places(40_000);
        assert_eq!((found.len(), complete), (3 * 2, true));
        assert_eq!(found.last(), Some(&Point::new(Emu::new(80_000), Emu::new(40_000))));
        assert_eq!((places(1).0.len(), places(1).1), (MOST_REPEATED, false));
    }
}
