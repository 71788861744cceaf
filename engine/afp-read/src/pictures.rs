//! Pictures: image objects and containers of a stretch of fields, decoded, by the place of their Begin field.

use std::collections::BTreeMap;
use std::sync::Arc;

use afp_codec::fields::FieldId;
use afp_codec::framing::Joined;
use afp_codec::{Field, RawField, Record, Records};
use diagnostics::Code;
use scene::{ImageId, ImageSource, PixelColour};
use units::{Colour, Emu, Point, Rect, Size};

use crate::container::{self, Held};
use crate::findings::Findings;
use crate::im_image::{self, Cell, ImImage};
use crate::image::{self, Decoded};
use crate::library::object_fields;

/// Decoded pictures may take this many bytes, and more in a large file.
pub(crate) const PICTURES: u64 = 256 << 20;
/// The pictures of a stretch may take so many times its size besides [`PICTURES`].
pub(crate) const GROWTH: u64 = 16;

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

/// The pictures of a stretch of fields.
#[derive(Debug, Default)]
pub(crate) struct Pictures {
    /// Images and containers, by the offset of their Begin field.
    by_place: BTreeMap<u64, Picture>,
    /// IM images, by the offset of their Begin field.
    im_images: BTreeMap<u64, ImImage<ImageId>>,
    /// Containers whose content is not drawn, and why.
    others: BTreeMap<u64, String>,
    /// What the tiles refer to, numbered on from `first`.
    pub(crate) images: Vec<ImageSource>,
    pub(crate) first: u32,
    /// Fonts found in containers, by the offset of the Begin field.
    pub(crate) fonts: Vec<(u64, Arc<[u8]>)>,
    /// Bytes that pictures may still take.
    pub(crate) budget: u64,
}

impl Pictures {
    /// Nothing yet: pictures are numbered from `first` and may take so many bytes.
    pub(crate) fn new(first: u32, budget: u64) -> Self {
        Self { first, budget, ..Self::default() }
    }

    /// Takes the pictures of some fields; hands every other field to `other`.
    pub(crate) fn collect<'a>(
        &mut self,
        mut records: Records<'a>,
        findings: &mut Findings,
        mut other: impl FnMut(&RawField<'a>, &mut Records<'a>),
    ) {
        while let Some(record) = records.next() {
            let Record::Field(begin) = record else { continue };
            match begin.id {
                FieldId::BIM => self.image(&begin, &mut records, findings),
                FieldId::BII => self.im_image(&begin, &mut records, findings),
                FieldId::BOC => self.container(&begin, &mut records, findings),
                _ => other(&begin, &mut records),
            }
        }
    }

    /// Takes a font or picture as it is.
    pub(crate) fn plain(&mut self, offset: u64, content: Vec<u8>, findings: &mut Findings) {
        let held = container::open(&[], content, &mut self.budget);
        self.hold(offset, held, findings);
    }

    /// The picture of the object that begins at an offset.
    pub(crate) fn get(&self, offset: u64) -> Option<&Picture> {
        self.by_place.get(&offset)
    }

    /// The IM image that begins at an offset.
    pub(crate) fn im_image_at(&self, offset: u64) -> Option<&ImImage<ImageId>> {
        self.im_images.get(&offset)
    }

    /// Why the container at an offset is not drawn.
    pub(crate) fn other(&self, offset: u64) -> Option<&str> {
        self.others.get(&offset).map(String::as_str)
    }

    fn image(&mut self, begin: &RawField<'_>, records: &mut Records<'_>, findings: &mut Findings) {
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
        let decoded = image::decode(descriptor.as_ref(), data.bytes(), &|_| None, &mut self.budget);
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
        self.by_place.insert(offset, picture);
    }

    fn im_image(&mut self, begin: &RawField<'_>, records: &mut Records<'_>, findings: &mut Findings) {
        let (image, faults) = im_image::read(object_fields(begin.id, records), &mut self.budget);
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

    fn container(&mut self, begin: &RawField<'_>, records: &mut Records<'_>, findings: &mut Findings) {
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
        let held = container::open(&triplets, data, &mut self.budget);
        self.hold(begin.offset, held, findings);
    }

    /// Keeps what a container at an offset holds.
    fn hold(&mut self, offset: u64, held: Held, findings: &mut Findings) {
        match held {
            Held::Font(bytes) => self.fonts.push((offset, bytes)),
            Held::Picture(source, units) => {
                let (width, height) = (source.width, source.height);
                let bilevel = source.colour == PixelColour::Bilevel;
                let Some(image) = self.add_image(source, offset) else { return };
                let tiles = vec![Tile { image, bilevel, colour: None, x: 0, y: 0, width, height }];
                let size = units.map(|units| units.size(width.into(), height.into()));
                let picture = Picture { tiles, width, height, size, colour: Colour::DeviceDefault };
                self.by_place.insert(offset, picture);
            }
            Held::Image(data) => {
                let decoded = image::decode(None, &data, &|_| None, &mut self.budget);
                for (_, reason) in &decoded.faults {
                    findings.add(Code::AfpImage, offset, &[("reason", reason)]);
                }
                self.decoded(offset, decoded);
            }
            Held::Other(reason) => {
                self.others.insert(offset, reason);
            }
        }
    }

    fn add_image(&mut self, mut source: ImageSource, offset: u64) -> Option<ImageId> {
        let id = self.first.checked_add(u32::try_from(self.images.len()).ok()?)?;
        source.name = format!("afp-{offset}-{id}");
        self.images.push(source);
        Some(ImageId(id))
    }
}
