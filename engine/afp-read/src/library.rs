//! What the whole file shares: faces, pictures, overlays and page segments, found by name or place.

use std::collections::BTreeMap;
use std::sync::Arc;

use afp_codec::fields::FieldId;
use afp_codec::framing::Joined;
use afp_codec::{Field, Name, RawField, Record, Records};
use diagnostics::Code;
use fonts::Face;
use scene::{Definitions, FaceId, ImageId, ImageSource, IncludeId, PixelColour};
use units::{Colour, Emu, Point, Rect, Size};

use crate::container::{self, Held};
use crate::document::ReadOptions;
use crate::external::Gathered;
use crate::findings::Findings;
use crate::foca::{CodedFont, FontRequest, FontResources, Maker, describe, likeness};
use crate::geometry::Units;
use crate::im_image::{self, Cell, ImImage};
use crate::image::{self, Decoded};
use crate::index::{Resource, ResourceKind};

/// Decoded pictures may take this many bytes, and more in a large file.
const PICTURES: u64 = 256 << 20;
/// The pictures of a file may take so many times its size besides [`PICTURES`].
const GROWTH: u64 = 16;

/// A picture of an image, by its place in image points.
#[derive(Clone, Debug)]
pub(crate) struct Tile {
    pub(crate) image: ImageId,
    pub(crate) bilevel: bool,
    /// The colour of the 1 bits, where it is not that of the whole picture.
    pub(crate) colour: Option<Colour>,
    x: u32,
    y: u32,
    width: u32,
    height: u32,
}

/// An image object or a container with a picture.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    pub(crate) tiles: Vec<Tile>,
    /// Size in image points.
    width: u32,
    height: u32,
    /// Size on paper, where the image has a resolution.
    pub(crate) size: Option<Size>,
    pub(crate) colour: Colour,
}

impl Picture {
    /// Where a tile lies when the whole image fills a rectangle.
    pub(crate) fn tile_rect(&self, tile: &Tile, whole: Rect) -> Rect {
        let across = |points: u32| whole.width.scale(points.into(), self.width.max(1).into());
        let down = |points: u32| whole.height.scale(points.into(), self.height.max(1).into());
        let corner = |x: u32, y: u32| Point::new(whole.x + across(x), whole.y + down(y));
        let far = corner(tile.x.saturating_add(tile.width), tile.y.saturating_add(tile.height));
        Rect::from_corners(corner(tile.x, tile.y), far)
    }

    /// Width and height as numbers whose ratio is that of the picture on paper.
    pub(crate) fn proportion(&self) -> (Emu, Emu) {
        match self.size {
            Some(size) => (size.width, size.height),
            None => (Emu::saturating_from(self.width.into()), Emu::saturating_from(self.height.into())),
        }
    }
}

/// What the whole file shares.
#[derive(Debug, Default)]
pub(crate) struct Library {
    pub(crate) definitions: Definitions,
    pub(crate) resources: Vec<Resource>,
    /// Faces that came with the file, by full name.
    faces: BTreeMap<String, FaceId>,
    /// Faces that stand in for missing ones.
    substitutes: Vec<FaceId>,
    /// Fonts in the AFP form that pages map.
    coded_fonts: BTreeMap<FontRequest, Arc<CodedFont>>,
    /// Images and containers, by the offset of their Begin field.
    pictures: BTreeMap<u64, Picture>,
    /// IM images, by the offset of their Begin field.
    im_images: BTreeMap<u64, ImImage<ImageId>>,
    /// Containers whose content is not drawn, and why.
    others: BTreeMap<u64, String>,
    pub(crate) includes: BTreeMap<(ResourceKind, Name), IncludeId>,
    /// Units in which the offsets inside page segments were taken.
    pub(crate) segment_units: Option<Units>,
}

impl Library {
    /// Reads fonts and pictures of the whole file. `code_page` is that of text whose font names none.
    pub(crate) fn collect(gathered: Gathered, code_page: u16, options: &ReadOptions, findings: &mut Findings) -> Self {
        let Gathered { bytes, stretches, resources } = gathered;
        let mut library = Self { resources, ..Self::default() };
        let mut budget = PICTURES + bytes.len() as u64 * GROWTH;
        let mut fonts = FontResources::new(&library.resources);
        for stretch in stretches {
            let [start, end] = [stretch.start, stretch.end].map(|at| usize::try_from(at).unwrap_or(usize::MAX));
            if !stretch.structured {
                let content = bytes.get(start..end).unwrap_or_default().to_vec();
                library.hold(stretch.start, container::open(&[], content, &mut budget), findings);
                continue;
            }
            let mut records = Records::from_offset(bytes.get(..end).unwrap_or_default(), stretch.start);
            while let Some(record) = records.next() {
                let Record::Field(begin) = record else { continue };
                match begin.id {
                    FieldId::BIM => library.image(&begin, &mut records, &mut budget, findings),
                    FieldId::BII => library.im_image(&begin, &mut records, &mut budget, findings),
                    FieldId::BOC => library.container(&begin, &mut records, &mut budget, findings),
                    _ => fonts.take(&begin, &mut records),
                }
            }
        }
        let mut add = |face| library.add_face(face);
        let maker = Maker::new(&mut fonts, &options.mapping, code_page, &options.substitutes, bytes.len(), &mut add);
        library.coded_fonts = maker.all(findings);
        for face in &options.substitutes {
            if let Some(id) = library.add_face(face.clone()) {
                library.substitutes.push(id);
            }
        }
        library
    }

    fn image(&mut self, begin: &RawField<'_>, records: &mut Records<'_>, budget: &mut u64, findings: &mut Findings) {
        let mut descriptor = None;
        let mut data = Joined::default();
        for field in object_fields(begin.id, records) {
            match field.id {
                FieldId::IDD => {
                    if let Field::ImageDescriptor(image) = field.decode() {
                        descriptor = Some(image);
                    }
                }
                FieldId::IPD => data.push(field.data, field.data_offset()),
                _ => {}
            }
        }
        let decoded = image::decode(descriptor.as_ref(), data.bytes(), &|_| None, budget);
        let places = data.places();
        for (at, reason) in &decoded.faults {
            findings.add(Code::AfpImage, places.file_offset(*at), &[("reason", reason)]);
        }
        self.decoded(begin.offset, decoded);
    }

    /// Keeps the pictures of an image that begins at an offset.
    fn decoded(&mut self, offset: u64, decoded: Decoded) {
        let size = decoded.units.size(decoded.width.into(), decoded.height.into());
        let mut picture = Picture {
            tiles: Vec::new(),
            width: decoded.width,
            height: decoded.height,
            size: Some(size),
            colour: decoded.colour,
        };
        for piece in decoded.pieces {
            let bilevel = piece.source.colour == PixelColour::Bilevel;
            let (x, y, width, height) = (piece.x, piece.y, piece.width, piece.height);
            let Some(image) = self.add_image(piece.source, offset) else { continue };
            picture.tiles.push(Tile { image, bilevel, colour: piece.colour, x, y, width, height });
        }
        self.pictures.insert(offset, picture);
    }

    fn im_image(&mut self, begin: &RawField<'_>, records: &mut Records<'_>, budget: &mut u64, findings: &mut Findings) {
        let (image, faults) = im_image::read(object_fields(begin.id, records), budget);
        for (offset, reason) in faults {
            findings.add(Code::AfpImage, offset, &[("reason", &reason)]);
        }
        let mut cells = Vec::with_capacity(image.cells.len());
        for Cell { picture, place, size } in image.cells {
            if let Some(picture) = self.add_image(picture, begin.offset) {
                cells.push(Cell { picture, place, size });
            }
        }
        self.im_images.insert(begin.offset, ImImage { cells, colour: image.colour });
    }

    fn container(
        &mut self,
        begin: &RawField<'_>,
        records: &mut Records<'_>,
        budget: &mut u64,
        findings: &mut Findings,
    ) {
        let Field::BeginContainer(named) = begin.decode() else { return };
        let mut triplets = named.triplets;
        let mut data = Vec::new();
        for field in object_fields(begin.id, records) {
            if field.id == FieldId::OCD {
                data.extend_from_slice(field.data);
            } else if let Field::ContainerDescriptor(descriptor) = field.decode() {
                triplets.extend(descriptor.triplets);
            }
        }
        match container::open(&triplets, data, budget) {
            Held::Image(data) => {
                let decoded = image::decode(None, &data, &|_| None, budget);
                for (_, reason) in &decoded.faults {
                    findings.add(Code::AfpImage, begin.offset, &[("reason", reason)]);
                }
                self.decoded(begin.offset, decoded);
            }
            held => self.hold(begin.offset, held, findings),
        }
    }

    /// Keeps what a container at an offset holds.
    fn hold(&mut self, offset: u64, held: Held, findings: &mut Findings) {
        match held {
            Held::Font(bytes) => self.font(offset, &bytes, findings),
            Held::Picture(source, units) => {
                let size = units.map(|units| units.size(source.width.into(), source.height.into()));
                self.whole(offset, source, size);
            }
            // Taken apart before.
            Held::Image(_) => {}
            Held::Other(reason) => {
                self.others.insert(offset, reason);
            }
        }
    }

    /// Keeps a picture of one piece.
    fn whole(&mut self, offset: u64, source: ImageSource, size: Option<Size>) {
        let (width, height) = (source.width, source.height);
        let bilevel = source.colour == PixelColour::Bilevel;
        let Some(image) = self.add_image(source, offset) else { return };
        let tiles = vec![Tile { image, bilevel, colour: None, x: 0, y: 0, width, height }];
        self.pictures.insert(offset, Picture { tiles, width, height, size, colour: Colour::DeviceDefault });
    }

    fn font(&mut self, offset: u64, bytes: &Arc<[u8]>, findings: &mut Findings) {
        let wanted = self.resources.iter().find(|resource| resource.start == offset).and_then(|r| r.full_name.clone());
        // A collection holds several faces; a plain file has only number 0.
        const MOST_FACES: u32 = 64;
        let count = if bytes.starts_with(b"ttcf") { MOST_FACES } else { 1 };
        for number in 0..count {
            let face = match Face::from_bytes(bytes.clone(), number) {
                Ok(face) => face,
                Err(fonts::FontError::NoSuchFace(_)) if number > 0 => break,
                Err(error) => {
                    let name = wanted.unwrap_or_default();
                    let arguments = [("font", name.as_str()), ("reason", &error.to_string())];
                    findings.add(Code::FontDamaged, offset, &arguments);
                    break;
                }
            };
            let own = face.full_name().to_owned();
            let Some(id) = self.add_face(face) else { return };
            if let Some(wanted) = wanted.as_ref().filter(|wanted| count == 1 || **wanted == own) {
                self.faces.entry(wanted.clone()).or_insert(id);
            }
            self.faces.entry(own).or_insert(id);
        }
    }

    fn add_face(&mut self, face: Face) -> Option<FaceId> {
        if let Some(known) = self.definitions.faces.iter().position(|known| *known == face) {
            return u16::try_from(known).ok().map(FaceId);
        }
        let id = u16::try_from(self.definitions.faces.len()).ok().filter(|id| *id < u16::MAX)?;
        self.definitions.faces.push(face);
        Some(FaceId(id))
    }

    fn add_image(&mut self, mut source: ImageSource, offset: u64) -> Option<ImageId> {
        let id = u32::try_from(self.definitions.images.len()).ok()?;
        source.name = format!("afp-{offset}-{id}");
        self.definitions.images.push(source);
        Some(ImageId(id))
    }

    /// The face of a full name, as given or as the font file says it.
    pub(crate) fn face(&self, full_name: &str) -> Option<FaceId> {
        self.faces.get(full_name).copied()
    }

    /// The font that a page maps in the AFP form.
    pub(crate) fn coded_font(&self, request: &FontRequest) -> Option<&Arc<CodedFont>> {
        self.coded_fonts.get(request)
    }

    /// The picture of the object that begins at an offset.
    pub(crate) fn picture(&self, offset: u64) -> Option<&Picture> {
        self.pictures.get(&offset)
    }

    /// The IM image that begins at an offset.
    pub(crate) fn im_image_at(&self, offset: u64) -> Option<&ImImage<ImageId>> {
        self.im_images.get(&offset)
    }

    /// Why the container at an offset is not drawn.
    pub(crate) fn other(&self, offset: u64) -> Option<&str> {
        self.others.get(&offset).map(String::as_str)
    }

    /// A resource by kind and name.
    pub(crate) fn resource(&self, kind: ResourceKind, name: Name) -> Option<&Resource> {
        let name = name.padded();
        self.resources.iter().find(|resource| resource.kind == kind && resource.names.contains(&name))
    }

    /// The face nearest to a name among those that may stand in.
    pub(crate) fn substitute(&self, name: &str) -> Option<FaceId> {
        let wanted = describe(name);
        self.substitutes
            .iter()
            .copied()
            .filter_map(|id| self.definitions.face(id).map(|face| (id, face)))
            .max_by_key(|(id, face)| (likeness(&wanted, face), std::cmp::Reverse(*id)))
            .map(|(id, _)| id)
    }
}

/// The fields from after a Begin to before its End.
pub(crate) fn object_fields<'r, 'a>(
    begin: FieldId,
    records: &'r mut Records<'a>,
) -> impl Iterator<Item = RawField<'a>> + use<'r, 'a> {
    let end = begin.counterpart();
    std::iter::from_fn(move || {
        loop {
            let before = records.clone();
            match records.next()? {
                Record::Field(field) if field.id == end => return None,
                // The End is missing: what follows belongs to someone else.
                Record::Field(field) if ends_any_object(field.id) => {
                    *records = before;
                    return None;
                }
                Record::Field(field) => return Some(field),
                Record::Junk { .. } => {}
            }
        }
    })
}

fn ends_any_object(id: FieldId) -> bool {
    matches!(
        id,
        FieldId::EPG
            | FieldId::BPG
            | FieldId::EMO
            | FieldId::EPS
            | FieldId::ERS
            | FieldId::BRS
            | FieldId::ERG
            | FieldId::EDT
            | FieldId::BDT
    )
}
