//! Object areas: where an object stands and how its content is fitted in (MO:DCA object environment group).

use afp_codec::Field;
use afp_codec::fields::{MapObject, Named, ObjectAreaPosition, TripletList};
use afp_codec::triplets::{DescriptorPosition, Mapping, MeasurementUnits, ObjectAreaSize, Triplet, Triplets};
use afp_codec::wire::U24;
use units::{QuarterTurn, Rect};

use crate::page::canvas::Medium;
use crate::page::include::rotation;
use crate::units::{PER_TEN_INCHES, UnitRect};

/// An object area: its corner on the page, its extents along its own axes, and its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    pub x: i32,
    pub y: i32,
    pub width: u32,
    pub height: u32,
    pub turn: QuarterTurn,
}

impl Area {
    /// The area that covers a rectangle of the page when its content is turned: its corner is where the content's top
    /// left comes to lie.
    pub(crate) fn covering(rect: Rect, turn: QuarterTurn) -> Self {
        let units = UnitRect::round(rect);
        let side = |length: i32| u32::try_from(length.max(1)).unwrap_or(1);
        let (across, down) = (side(units.width()), side(units.height()));
        let (x, y, width, height) = match turn {
            QuarterTurn::Zero => (units.left, units.top, across, down),
            QuarterTurn::One => (units.right, units.top, down, across),
            QuarterTurn::Two => (units.right, units.bottom, across, down),
            QuarterTurn::Three => (units.left, units.bottom, down, across),
        };
        Self { x, y, width, height, turn }
    }

    /// The triplets of its size (MO:DCA X'4B', X'4C').
    pub(crate) fn size(self) -> Triplets<'static> {
        vec![
            Triplet::MeasurementUnits(MeasurementUnits::per_ten_inches(PER_TEN_INCHES)),
            Triplet::ObjectAreaSize(ObjectAreaSize {
                x_size: U24(self.width),
                y_size: U24(self.height),
                ..ObjectAreaSize::default()
            }),
        ]
    }

    /// The object environment group: area, mapping, and the descriptor of the content.
    pub(crate) fn environment(
        self,
        medium: Medium,
        map: fn(MapObject) -> Field<'static>,
        mapping: Mapping,
        descriptor: Field<'static>,
    ) -> Vec<Field<'static>> {
        let mut triplets = vec![Triplet::DescriptorPosition(DescriptorPosition { id: 1 })];
        triplets.extend(self.size());
        let position = ObjectAreaPosition::on_page(self.x, self.y, rotation(self.turn));
        // In a page segment the area is placed from the segment's own origin (MO:DCA OBP "RefCSys").
        let reference = u8::from(medium != Medium::Segment);
        vec![
            Field::BeginObjectEnvironment(Named::default()),
            Field::ObjectAreaDescriptor(TripletList { triplets }),
            Field::ObjectAreaPosition(ObjectAreaPosition { reference, ..position }),
            map(MapObject::new(mapping)),
            descriptor,
            Field::EndObjectEnvironment(Named::default()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use units::Emu;

    #[test]
    fn the_corner_is_where_the_turned_content_begins() {
        let unit = Emu::from_l_units;
        let rect = Rect::new(unit(10), unit(20), unit(300), unit(100));
        let corner = |turn| {
            let area = Area::covering(rect, turn);
            (area.x, area.y, area.width, area.height)
        };
        assert_eq!(corner(QuarterTurn::Zero), (10, 20, 300, 100));
        assert_eq!(corner(QuarterTurn::One), (310, 20, 100, 300));
        assert_eq!(corner(QuarterTurn::Two), (310, 120, 300, 100));
        assert_eq!(corner(QuarterTurn::Three), (10, 120, 100, 300));
    }
}
