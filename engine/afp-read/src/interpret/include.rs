//! Include fields: overlays, page segments and objects drawn from the resource group.

use afp_codec::fields::IncludeObject;
use afp_codec::triplets::Triplet;
use afp_codec::values::Rotation;
use afp_codec::wire::I24;
use afp_codec::{Field, Name, RawField, Record};
use diagnostics::Code;
use scene::{Dash, Item, Origin, Path, PathItem, Stroke};
use units::{Colour, Emu, Point, QuarterTurn, Rect, Size};

use super::{DEEPEST, Environment, Interpreter};
use crate::area::Area;
use crate::colour;
use crate::external::kind_of;
use crate::geometry::{Place, area_of, turn_of};
use crate::index::ResourceKind;

impl<'d> Interpreter<'d, '_> {
    pub(super) fn include_overlay(&mut self, raw: &RawField<'d>) {
        let Field::IncludeOverlay(overlay) = raw.decode() else { return };
        let at = Place {
            origin: self.environment.units.point(overlay.x.0.into(), overlay.y.0.into()),
            turn: overlay.rotation.map_or(QuarterTurn::Zero, turn_of),
        };
        self.include(ResourceKind::Overlay, overlay.name, at, raw);
    }

    pub(super) fn include_segment(&mut self, raw: &RawField<'d>) {
        let Field::IncludeSegment(segment) = raw.decode() else { return };
        let at = Place::at(self.environment.units.point(segment.x.0.into(), segment.y.0.into()));
        self.include(ResourceKind::Segment, segment.name, at, raw);
    }

    fn include(&mut self, kind: ResourceKind, name: Name, at: Place, raw: &RawField<'d>) {
        let Some(resource) = self.library.resource(kind, name, self.group) else {
            self.missing(kind, name, self.unknown_place(kind, at), raw);
            return;
        };
        let place = self.place.inside(at);
        let key = resource.start;
        // Offsets in a segment count in the page's units: a page with other units than the first draws it for itself.
        let shared = self.shares
            && (kind == ResourceKind::Overlay || self.library.segment_units == Some(self.environment.units));
        if let Some(&include) = self.library.includes.get(&key).filter(|_| shared) {
            let item = Item::Include { include, at: place.origin, turn: place.turn };
            self.content.push(item, Origin::Bytes { start: raw.offset, end: raw.end() });
            return;
        }
        if self.inside.contains(&key) || self.inside.len() >= DEEPEST {
            self.findings.add(Code::AfpLoop, raw.offset, &[("name", &name.text())]);
            return;
        }
        self.inside.push(key);
        let outer_place = std::mem::replace(&mut self.place, place);
        let inner = Environment::new(self.environment.units);
        let outer = (kind == ResourceKind::Overlay).then(|| std::mem::replace(&mut self.environment, inner));
        self.draw(self.library.store.records(resource.start, resource.end));
        if let Some(outer) = outer {
            self.environment = outer;
        }
        self.place = outer_place;
        self.inside.pop();
    }

    /// Reports what is missing and outlines its place.
    fn missing(&mut self, kind: ResourceKind, name: Name, (place, size): (Place, Size), raw: &RawField<'d>) {
        let arguments = [("kind", kind.word()), ("name", &name.text())];
        self.findings.add(Code::AfpResourceMissing, raw.offset, &arguments);
        self.outline(place, size, Origin::Bytes { start: raw.offset, end: raw.end() });
    }

    /// Outlines the place of something that cannot be drawn, with a cross in it.
    pub(super) fn outline(&mut self, place: Place, size: Size, origin: Origin) {
        let corner = Point::new(size.width, size.height);
        let [first, second] =
            [(Point::ORIGIN, corner), (Point::new(corner.x, Emu::ZERO), Point::new(Emu::ZERO, corner.y))]
                .map(|(from, to)| Path::line(place.point(from), place.point(to)));
        let edge = Path::rect(place.rect(Rect::from_corners(Point::ORIGIN, corner)));
        let segments = [edge, first, second].into_iter().flat_map(|path| path.segments).collect();
        let dash = Dash { lengths: vec![Emu::from_points(4); 2] };
        let stroke = Stroke { dash: Some(dash), ..Stroke::solid(Emu::from_points(1) / 2, Colour::Gray(128)) };
        let item = PathItem { path: Path { segments }, fill: None, stroke: Some(stroke) };
        self.content.push(Item::Path(Box::new(item)), origin);
    }

    /// A place of something whose size nobody knows: what is left of the page for an overlay, else a square inch.
    fn unknown_place(&self, kind: ResourceKind, at: Place) -> (Place, Size) {
        let page = self.environment.size;
        let inch = Emu::new(Emu::PER_INCH);
        let left = |length: Emu, from: Emu| if length > from { length - from } else { inch };
        let size = match (kind, at.turn) {
            (ResourceKind::Overlay, QuarterTurn::Zero) => {
                Size::new(left(page.width, at.origin.x), left(page.height, at.origin.y))
            }
            _ => Size::new(inch, inch),
        };
        (self.place.inside(at), size)
    }

    pub(super) fn include_object(&mut self, raw: &RawField<'d>) {
        let Field::IncludeObject(include) = raw.decode() else { return };
        let kind = kind_of(include.kind);
        if kind == ResourceKind::Segment {
            let at = Place::at(self.environment.units.point(offset(include.x_offset), offset(include.y_offset)));
            self.include(kind, include.name, at, raw);
            return;
        }
        let Some(resource) = self.library.resource(kind, include.name, self.group) else {
            let mut area = Area::new(self.environment.units);
            self.set_area(&mut area, &include);
            let (place, unknown) = self.unknown_place(kind, area.place);
            self.missing(kind, include.name, (place, area.size.unwrap_or(unknown)), raw);
            return;
        };
        let mut records = self.library.store.records(resource.start, resource.end);
        let mut object = match records.next() {
            Some(Record::Field(begin)) if begin.offset == resource.start => self.gather(&begin, &mut records),
            // A picture as it is, from a library.
            _ => self.plain_object(resource.start, resource.end),
        };
        self.set_area(&mut object.area, &include);
        let place = self.place.inside(object.area.place);
        // The field on the page is what put the object here.
        let has_picture = self.picture_at(object.start).cloned();
        match has_picture {
            Some(mut picture) => {
                object.area.place = place;
                // A colour here is that of the 1 bits of a two-level image (MO:DCA IOB, X'4E').
                let given = include.triplets.iter().find_map(|triplet| match triplet {
                    Triplet::ColourSpecificationTriplet(given) => colour::of_specification(&given.colour),
                    _ => None,
                });
                picture.colour = given.unwrap_or(picture.colour);
                self.picture(&picture, &object.area, Origin::Bytes { start: raw.offset, end: raw.end() });
            }
            None => self.draw_object_at(object, place),
        }
    }

    /// What the include field says overrides the object's own environment group.
    fn set_area(&self, area: &mut Area, include: &IncludeObject<'_>) {
        let around = self.environment.units;
        let (units, size) = area_of(&include.triplets, around);
        area.units = units.unwrap_or(area.units);
        area.size = size.or(area.size);
        let mapping = include.triplets.iter().find_map(|triplet| match triplet {
            Triplet::MappingOption(option) => Some(option.mapping),
            _ => None,
        });
        area.mapping = mapping.or(area.mapping);
        if include.x_offset != I24::NOT_GIVEN {
            area.place.origin.x = around.x.length(offset(include.x_offset));
        }
        if include.y_offset != I24::NOT_GIVEN {
            area.place.origin.y = around.y.length(offset(include.y_offset));
        }
        if include.x_rotation != Rotation::NOT_GIVEN {
            area.place.turn = turn_of(include.x_rotation);
        }
        if include.x_content != I24::NOT_GIVEN {
            area.content.x = area.units.x.length(offset(include.x_content));
        }
        if include.y_content != I24::NOT_GIVEN {
            area.content.y = area.units.y.length(offset(include.y_content));
        }
    }
}

/// "Not given" is no offset where nothing else says one.
fn offset(value: I24) -> i64 {
    if value == I24::NOT_GIVEN { 0 } else { value.0.into() }
}
