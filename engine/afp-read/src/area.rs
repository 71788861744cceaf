//! Object areas: where an object's content comes to lie (MO:DCA "Object Area Position", "Mapping Option").

use afp_codec::fields::ObjectAreaPosition;
use afp_codec::triplets::Mapping;
use units::{Emu, Point, Rect, Size};

use crate::geometry::{Place, Units, turn_of};

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

    /// Where content of a size lies in the area, and whether it sticks out and has to be trimmed. `proportion` is that
    /// of the content on paper; `natural` its size there, where it has one.
    pub(crate) fn fit(&self, natural: Option<Size>, proportion: (Emu, Emu), otherwise: Mapping) -> (Rect, bool) {
        let mapping = self.mapping.unwrap_or(otherwise);
        let Some(area) = self.size else {
            let size = natural.unwrap_or(Size::new(proportion.0, proportion.1));
            return (Rect::new(self.content.x, self.content.y, size.width, size.height), false);
        };
        match mapping {
            Mapping::SCALE_TO_FILL => (Rect::new(Emu::ZERO, Emu::ZERO, area.width, area.height), false),
            Mapping::SCALE_TO_FIT => (fitted(area, proportion), false),
            Mapping::CENTRE_AND_TRIM => {
                let size = natural.unwrap_or(area);
                let left = (area.width - size.width) / 2;
                let top = (area.height - size.height) / 2;
                trimmed(Rect::new(left, top, size.width, size.height), area)
            }
            Mapping::POSITION => {
                let size = natural.unwrap_or(area);
                (Rect::new(self.content.x, self.content.y, size.width, size.height), false)
            }
            _ => {
                let size = natural.unwrap_or(area);
                trimmed(Rect::new(self.content.x, self.content.y, size.width, size.height), area)
            }
        }
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

/// What sticks out by less than an L-unit is rounding.
fn trimmed(rect: Rect, area: Size) -> (Rect, bool) {
    let slack = Emu::new(Emu::PER_L_UNIT);
    let outside =
        rect.x < -slack || rect.y < -slack || rect.right() > area.width + slack || rect.bottom() > area.height + slack;
    (rect, outside)
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
        let fit = |mapping| area(mapping).fit(square, proportion, Mapping::POSITION);
        assert_eq!(fit(Mapping::SCALE_TO_FIT), (rect(25_000, 0, 50_000, 50_000), false));
        assert_eq!(fit(Mapping::SCALE_TO_FILL), (rect(0, 0, 100_000, 50_000), false));
        assert_eq!(fit(Mapping::CENTRE_AND_TRIM), (rect(10_000, -15_000, 80_000, 80_000), true));
        assert_eq!(fit(Mapping::POSITION_AND_TRIM), (rect(0, 0, 80_000, 80_000), true));
        assert_eq!(fit(Mapping::POSITION), (rect(0, 0, 80_000, 80_000), false));
    }
}
