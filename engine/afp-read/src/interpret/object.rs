//! Objects: gathered from Begin to End, then drawn in their area.

use afp_codec::bcoca::SymbolDescriptor;
use afp_codec::fields::FieldId;
use afp_codec::framing::Joined;
use afp_codec::goca::GraphicsDescriptor;
use afp_codec::triplets::Mapping;
use afp_codec::{Field, RawField, Records};
use diagnostics::Code;
use scene::{Group, Image, Item, Mask, Origin, Placed};
use units::Transform;

use super::Interpreter;
use crate::area::Area;
use crate::barcode;
use crate::drawing;
use crate::fonts::FontTable;
use crate::geometry::{Place, area_of};
use crate::library::object_fields;
use crate::pictures::Picture;

/// An object from its Begin to its End.
pub(super) struct Object<'d> {
    pub(super) id: FieldId,
    pub(super) start: u64,
    pub(super) end: u64,
    /// The area as the object's own environment group sets it.
    pub(super) area: Area,
    graphics: Option<GraphicsDescriptor<'d>>,
    symbol: Option<SymbolDescriptor<'d>>,
    fonts: Option<FontTable>,
    data: Joined<'d>,
    /// The fields of bar code data with their places: each is a symbol of its own (BCOCA appendix B).
    symbols: Vec<(u64, &'d [u8])>,
}

impl<'d> Interpreter<'d, '_> {
    /// An object that stands in the page or resource.
    pub(super) fn object(&mut self, begin: &RawField<'d>, records: &mut Records<'d>) {
        let mut object = self.gather(begin, records);
        object.area.place = self.place.inside(object.area.place);
        self.draw_object(&object);
    }

    /// An IM image, whose cells say themselves where they stand.
    pub(super) fn im_image(&mut self, begin: &RawField<'d>, records: &mut Records<'d>) {
        let end = object_fields(begin.id, records).last().map_or(begin.end(), |last| last.end());
        let Some(image) = self.im_image_of(begin.offset) else { return };
        let origin = Origin::Bytes { start: begin.offset, end };
        for cell in &image.cells {
            let (rect, turn) = cell.rect(self.place);
            let mask = Some(Mask { colour: image.colour });
            self.content.push(Item::Image(Image { image: cell.picture, rect, turn, mask }), origin);
        }
    }

    /// A picture or font file that stands for an object container.
    pub(super) fn plain_object(&self, start: u64, end: u64) -> Object<'d> {
        Object {
            id: FieldId::BOC,
            start,
            end,
            area: Area::new(self.environment.units),
            graphics: None,
            symbol: None,
            fonts: None,
            data: Joined::default(),
            symbols: Vec::new(),
        }
    }

    pub(super) fn gather(&mut self, begin: &RawField<'d>, records: &mut Records<'d>) -> Object<'d> {
        let around = self.environment.units;
        let mut object = Object {
            id: begin.id,
            start: begin.offset,
            end: begin.end(),
            area: Area::new(around),
            graphics: None,
            symbol: None,
            fonts: None,
            data: Joined::default(),
            symbols: Vec::new(),
        };
        let mut environment = None;
        let mut position = None;
        for raw in object_fields(begin.id, records) {
            object.end = raw.end();
            self.fields_left = self.fields_left.saturating_sub(1);
            if raw.id == FieldId::BDA {
                object.symbols.push((raw.offset, raw.data));
                continue;
            }
            if matches!(raw.id, FieldId::IPD | FieldId::GAD) {
                object.data.push(raw.data, raw.data_offset());
                continue;
            }
            match raw.decode() {
                Field::ObjectAreaDescriptor(list) => {
                    let (units, size) = area_of(&list.triplets, around);
                    object.area.units = units.unwrap_or(around);
                    object.area.size = size;
                }
                Field::ObjectAreaPosition(found) => position = Some(found),
                Field::MapImage(map)
                | Field::MapGraphics(map)
                | Field::MapBarCode(map)
                | Field::MapContainer(map)
                | Field::MapText(map) => object.area.mapping = Some(map.mapping),
                Field::GraphicsDescriptor(descriptor) => object.graphics = Some(descriptor),
                Field::BarCodeDescriptor(descriptor) => object.symbol = Some(descriptor),
                Field::MapDataResource(_) | Field::MapCodedFont(_) | Field::MapCodedFontOne(_) => {
                    let fonts = environment.get_or_insert_with(|| super::Environment::new(around));
                    fonts.take(&raw, self.library, self.findings);
                }
                Field::Raw { id, .. } if id.acronym().is_some() => {
                    let field = id.to_string();
                    let arguments = [("field", field.as_str()), ("reason", "its data does not fit")];
                    self.findings.add(Code::AfpField, raw.offset, &arguments);
                }
                _ => {}
            }
        }
        if let Some(position) = position {
            object.area.set_position(&position, around);
        }
        object.fonts = environment.map(|environment| environment.fonts);
        object
    }

    pub(super) fn draw_object(&mut self, object: &Object<'d>) {
        let origin = Origin::Bytes { start: object.start, end: object.end };
        match object.id {
            FieldId::BGR => {
                let fonts = object.fonts.as_ref().unwrap_or(&self.environment.fonts);
                let descriptor = object.graphics.as_ref();
                drawing::draw(
                    descriptor,
                    &object.data,
                    &object.area,
                    fonts,
                    self.library,
                    &mut self.content,
                    self.findings,
                );
            }
            FieldId::BBC => self.bar_code(object, origin),
            FieldId::BIM | FieldId::BOC => match self.picture_at(object.start) {
                Some(picture) => self.picture(picture, &object.area, origin),
                None => {
                    let what = self.other_at(object.start).unwrap_or("the object");
                    self.findings.add(Code::AfpUnsupported, object.start, &[("what", what)]);
                    if let Some(size) = object.area.size {
                        self.outline(object.area.place, size, origin);
                    }
                }
            },
            _ => {}
        }
    }

    fn bar_code(&mut self, object: &Object<'d>, origin: Origin) {
        let Some(descriptor) = &object.symbol else {
            let arguments = [("field", "BBC"), ("reason", "it has no bar code data descriptor")];
            self.findings.add(Code::AfpField, object.start, &arguments);
            return;
        };
        let mut surroundings = barcode::Surroundings {
            area: &object.area,
            fonts: object.fonts.as_ref().unwrap_or(&self.environment.fonts),
            library: self.library,
            content: &mut self.content,
            findings: self.findings,
        };
        for &(offset, data) in &object.symbols {
            barcode::draw(descriptor, data, offset, origin, &mut surroundings);
        }
    }

    pub(super) fn picture(&mut self, picture: &Picture, area: &Area, origin: Origin) {
        // Of an image that could not be decoded, which was told when the file was opened, only the place is known.
        if picture.tiles.is_empty()
            && let Some(size) = area.size.or(picture.size)
        {
            self.outline(area.place, size, origin);
            return;
        }
        let fitted = area.fit(picture.size, picture.proportion(), Mapping::SCALE_TO_FIT);
        let (places, complete) = area.places(&fitted);
        if !complete {
            let start = match origin {
                Origin::Bytes { start, .. } => start,
                Origin::Object { .. } | Origin::None => 0,
            };
            self.findings.add(Code::AfpUnsupported, start, &[("what", "a picture repeated so many times")]);
        }
        let mut items = Vec::with_capacity(picture.tiles.len() * places.len());
        for corner in places {
            let whole = units::Rect::new(corner.x, corner.y, fitted.rect.width, fitted.rect.height);
            for tile in &picture.tiles {
                let rect = area.place.rect(picture.tile_rect(tile, whole));
                let mask = tile.bilevel.then_some(Mask { colour: tile.colour.unwrap_or(picture.colour) });
                let item = Item::Image(Image { image: tile.image, rect, turn: area.place.turn, mask });
                items.push(Placed { item, origin });
            }
        }
        match area.clip().filter(|_| fitted.trims || fitted.repeats) {
            Some(clip) => {
                let group = Group { transform: Transform::IDENTITY, clip: Some(clip), opacity: u8::MAX, items };
                self.content.push(Item::Group(Box::new(group)), origin);
            }
            None => self.content.items().extend(items),
        }
    }

    /// Draws an object again at another place, e.g. for a field that includes it.
    pub(super) fn draw_object_at(&mut self, mut object: Object<'d>, place: Place) {
        object.area.place = place;
        self.draw_object(&object);
    }
}
