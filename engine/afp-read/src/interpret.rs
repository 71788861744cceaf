//! Pages, overlays and page segments: from their fields to items (MO:DCA).
//!
//! An interpreter goes over the fields of one page or resource. What an object needs is gathered from its Begin to its
//! End and then drawn; a field that cannot be understood becomes a finding and is passed over.

mod include;
mod link;
mod object;

use afp_codec::fields::FieldId;
use afp_codec::framing::{ends_object_data, object_data};
use afp_codec::{Field, RawField, Record, Records};
use diagnostics::Code;
use scene::{Content, ContentBuilder, ImageId};
use units::Size;

use crate::findings::Findings;
use crate::foca::FontRequest;
use crate::fonts::FontTable;
use crate::geometry::{Place, Units};
use crate::im_image::ImImage;
use crate::index::Resource;
use crate::library::Library;
use crate::pictures::{Picture, Pictures};
use crate::text::{self, TextSpace};

/// Bytes of the shortest structured field, carriage control counted.
pub(crate) const SHORTEST_FIELD: usize = 9;
/// Fields that repeated inclusions may add to those of a page, or of all resources together.
pub(crate) const MOST_FIELDS: usize = 1 << 20;
/// Bytes of code points that the repeat sequences of one page or resource may make.
const MOST_REPEATED: usize = 1 << 20;
/// Deepest inclusion of resources in resources.
const DEEPEST: usize = 8;

/// What an environment group says about a page, overlay or text object.
#[derive(Clone, Debug)]
pub(crate) struct Environment {
    pub(crate) units: Units,
    pub(crate) size: Size,
    text_units: Units,
    text_extent: Option<Size>,
    initial: Vec<u8>,
    fonts: FontTable,
}

impl Environment {
    pub(crate) fn new(units: Units) -> Self {
        Self {
            units,
            size: Size::default(),
            text_units: units,
            text_extent: None,
            initial: Vec::new(),
            fonts: FontTable::default(),
        }
    }

    /// Takes a field of an environment group; whether it belonged there.
    fn take(&mut self, raw: &RawField<'_>, library: &Library, findings: &mut Findings) -> bool {
        match raw.decode() {
            Field::PageDescriptor(page) => {
                self.units = Units::new(page.x_base, page.x_units, page.y_base, page.y_units);
                self.size = self.units.size(page.x_size.0.into(), page.y_size.0.into());
                self.text_units = self.units;
            }
            Field::TextDescriptor(text) => {
                self.text_units = Units::new(text.x_base, text.x_units, text.y_base, text.y_units);
                self.text_extent = Some(self.text_units.size(text.x_size.0.into(), text.y_size.0.into()));
                self.initial = text.initial.into_owned();
            }
            Field::TextDescriptorOne(text) => {
                self.text_units = Units::new(text.x_base, text.x_units, text.y_base, text.y_units);
                self.text_extent = Some(self.text_units.size(text.x_size.into(), text.y_size.into()));
            }
            Field::MapDataResource(map) => self.fonts.map_data_resource(&map, raw.offset, library, findings),
            Field::MapCodedFont(map) => self.fonts.map_coded_fonts(FontRequest::of_field(&map), library),
            Field::MapCodedFontOne(map) => self.fonts.map_coded_fonts(FontRequest::of_format_one(&map), library),
            _ => return false,
        }
        true
    }
}

/// The units of the first page descriptor among fields.
pub(crate) fn first_page_units(mut records: Records<'_>) -> Option<Units> {
    records.by_ref().take(1000).find_map(|record| match record {
        Record::Field(field) if field.id == FieldId::PGD => match field.decode() {
            Field::PageDescriptor(page) => Some(Units::new(page.x_base, page.x_units, page.y_base, page.y_units)),
            _ => None,
        },
        _ => None,
    })
}

/// Goes over the fields of one page or resource.
pub(crate) struct Interpreter<'d, 'f> {
    library: &'d Library,
    /// Pictures that stand in the page itself.
    pictures: &'d Pictures,
    /// The resource group whose resources are asked for first.
    group: u32,
    /// Local ids of text that is not drawn.
    pub(crate) suppressions: &'d [u8],
    pub(crate) environment: Environment,
    content: ContentBuilder,
    findings: &'f mut Findings,
    /// From the coordinates of what is being read to those of the page or include.
    place: Place,
    /// Whether overlays and segments become includes; inside a resource they are drawn in place.
    shares: bool,
    /// Places of the resources being drawn in place, to see loops.
    inside: Vec<u64>,
    fields_left: usize,
    repeats_left: usize,
}

impl<'d, 'f> Interpreter<'d, 'f> {
    /// For a page, whose includes refer to the library, by its length and the resource group before it.
    pub(crate) fn page(
        library: &'d Library,
        pictures: &'d Pictures,
        (length, group): (usize, u32),
        findings: &'f mut Findings,
    ) -> Self {
        Self {
            library,
            pictures,
            group,
            suppressions: &[],
            environment: Environment::new(Units::standard()),
            content: ContentBuilder::new(),
            findings,
            place: Place::default(),
            shares: true,
            inside: Vec::new(),
            fields_left: MOST_FIELDS + length / SHORTEST_FIELD,
            repeats_left: MOST_REPEATED,
        }
    }

    /// For a resource, which holds no includes.
    pub(crate) fn resource(
        library: &'d Library,
        units: Units,
        resource: &Resource,
        fields_left: usize,
        findings: &'f mut Findings,
    ) -> Self {
        let mut interpreter = Self::page(library, &library.pictures, (0, resource.group), findings);
        interpreter.fields_left = fields_left;
        interpreter.environment = Environment::new(units);
        interpreter.shares = false;
        interpreter.inside.push(resource.start);
        interpreter
    }

    /// The picture of the object that begins at an offset.
    fn picture_at(&self, offset: u64) -> Option<&'d Picture> {
        self.pictures.get(offset).or_else(|| self.library.pictures.get(offset))
    }

    /// The IM image that begins at an offset.
    fn im_image_of(&self, offset: u64) -> Option<&'d ImImage<ImageId>> {
        self.pictures.im_image_at(offset).or_else(|| self.library.pictures.im_image_at(offset))
    }

    /// Why the container at an offset is not drawn.
    fn other_at(&self, offset: u64) -> Option<&'d str> {
        self.pictures.other(offset).or_else(|| self.library.pictures.other(offset))
    }

    /// How many fields it may still go over.
    pub(crate) fn fields_left(&self) -> usize {
        self.fields_left
    }

    /// What was drawn.
    pub(crate) fn finish(self) -> (Environment, Content) {
        (self.environment, self.content.finish())
    }

    /// Draws fields.
    pub(crate) fn draw(&mut self, mut records: Records<'d>) {
        while let Some(record) = records.next() {
            let Record::Field(raw) = record else { continue };
            if self.fields_left == 0 {
                self.findings.add(Code::AfpUnsupported, raw.offset, &[("what", "the rest, which is too much,")]);
                return;
            }
            self.fields_left -= 1;
            self.field(&raw, &mut records);
        }
    }

    fn field(&mut self, raw: &RawField<'d>, records: &mut Records<'d>) {
        if let Err(error) = Field::decode(raw.id, raw.data) {
            let (field, reason) = (raw.id.to_string(), error.to_string());
            let offset = raw.data_offset() + error.offset as u64;
            self.findings.add(Code::AfpField, offset, &[("field", &field), ("reason", &reason)]);
        }
        match raw.id {
            FieldId::BPT => self.text_object(raw, records),
            // Text data without a Begin before it is still text.
            FieldId::PTX => self.text_data(raw, records),
            FieldId::BIM | FieldId::BGR | FieldId::BBC | FieldId::BOC => self.object(raw, records),
            FieldId::BII => self.im_image(raw, records),
            FieldId::IPO => self.include_overlay(raw),
            FieldId::IPS => self.include_segment(raw),
            FieldId::IOB => self.include_object(raw),
            FieldId::LLE => self.link(raw),
            _ => {
                self.environment.take(raw, self.library, self.findings);
            }
        }
    }

    /// A text object; descriptors in an environment group of its own hold for it alone.
    fn text_object(&mut self, begin: &RawField<'d>, records: &mut Records<'d>) {
        let outer = self.environment.clone();
        let place = self.place;
        loop {
            let before = records.clone();
            let Some(record) = records.next() else { break };
            let Record::Field(raw) = record else { continue };
            match raw.id {
                id if id == begin.id.counterpart() => break,
                FieldId::PTX => self.text_data(&raw, records),
                FieldId::OBD | FieldId::OBP => self.text_area(&raw),
                id if id.is_begin() && id != FieldId::BOG || id == FieldId::EPG || id == FieldId::EMO => {
                    *records = before;
                    break;
                }
                _ => {
                    self.environment.take(&raw, self.library, self.findings);
                }
            }
        }
        self.environment = outer;
        self.place = place;
    }

    fn text_area(&mut self, raw: &RawField<'d>) {
        if let Field::ObjectAreaPosition(position) = raw.decode() {
            let mut area = crate::area::Area::new(self.environment.units);
            area.set_position(&position, self.environment.units);
            self.place = self.place.inside(area.place);
        }
    }

    fn text_data(&mut self, first: &RawField<'d>, records: &mut Records<'d>) {
        let data = object_data(first, records.clone());
        // Pass over the fields that were joined.
        loop {
            let before = records.clone();
            match records.next() {
                Some(Record::Field(field)) if field.id == FieldId::PTX || !ends_object_data(field.id) => {}
                Some(Record::Line(_) | Record::Junk { .. }) => {}
                Some(Record::Field(_)) | None => {
                    *records = before;
                    break;
                }
            }
        }
        let environment = &self.environment;
        let space = TextSpace {
            place: self.place,
            units: environment.text_units,
            extent: environment.text_extent.unwrap_or(environment.size),
            initial: &environment.initial,
            suppressed: self.suppressions,
        };
        let (content, repeats_left) = (&mut self.content, &mut self.repeats_left);
        text::draw(&data, &space, &environment.fonts, self.library, content, repeats_left, self.findings);
    }
}
