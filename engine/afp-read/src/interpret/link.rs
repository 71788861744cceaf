//! Links: places of a page that lead to an address (MO:DCA LLE). Links between parts of a print file are passed over.

use afp_codec::fields::{Link as LinkField, LinkPart};
use afp_codec::triplets::{NameFormat, Triplet, Triplets};
use afp_codec::{Field, RawField};
use scene::{Item, Link, LinkTarget, Origin};
use units::Rect;

use super::Interpreter;
use crate::geometry::Units;

impl<'d> Interpreter<'d, '_> {
    /// A link from areas of what is being drawn to an address.
    pub(super) fn link(&mut self, raw: &RawField<'d>) {
        let Field::Link(link) = raw.decode() else { return };
        let Some(address) = part(&link, LinkPart::TARGET).and_then(address) else { return };
        let Some(source) = part(&link, LinkPart::SOURCE) else { return };
        let units = source.iter().find_map(|triplet| match triplet {
            Triplet::MeasurementUnits(units) => Some(Units::of(units)),
            _ => None,
        });
        let units = units.unwrap_or(self.environment.units);
        for triplet in source {
            let Triplet::AreaDefinition(area) = triplet else { continue };
            let corner = units.point(area.x_origin.0.into(), area.y_origin.0.into());
            let size = units.size(area.x_size.0.into(), area.y_size.0.into());
            let rect = self.place.rect(Rect::new(corner.x, corner.y, size.width, size.height));
            let link = Link { rect, target: LinkTarget::Uri(address.clone()) };
            let origin = Origin::Bytes { start: raw.offset, end: raw.end() };
            self.content.push(Item::Link(Box::new(link)), origin);
        }
    }
}

fn part<'l, 'a>(link: &'l LinkField<'a>, wanted: LinkPart) -> Option<&'l Triplets<'a>> {
    link.groups.iter().find(|group| group.0.part == wanted).map(|group| &group.0.triplets)
}

/// The address of a target, if it has one (FQN format X'20').
fn address(target: &Triplets<'_>) -> Option<String> {
    target.iter().find_map(|triplet| match triplet {
        Triplet::FullyQualifiedName(name) if name.format == NameFormat::URL => Some(name.name.to_ebcdic()),
        _ => None,
    })
}
