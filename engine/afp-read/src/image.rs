//! IOCA images: from the data of an image object to pictures.
//!
//! In: the descriptor and the joined image data. Out: a picture for each image content and tile, with its place in
//! points of the image presentation space. JPEG stays compressed where nothing has to be changed in it; the rest becomes
//! rows of pixels, within a limit.

mod fax;
mod jbig2;
mod jpeg;
mod parameters;
mod pixels;
mod plane;
mod run_length;
mod samples;

use afp_codec::ioca::{Compression, ImageDescriptor, ImageDescriptorItem, ImageField, ImageItems};
use scene::{ImageFormat, ImageSource};
use units::Colour;

use crate::colour;
use crate::geometry::Units;

use parameters::Parameters;
use pixels::Pixels;
use plane::Plane;

/// The rows of a facsimile picture, padded to bytes, 1 black.
///
/// # Errors
/// In words, when there is not a row in the data.
pub(crate) fn facsimile(compression: Compression, data: &[u8], width: u32, height: u32) -> Result<Vec<u8>, String> {
    fax::rows(compression, data, width, height)
}

/// Points of up to 8 bits in rows padded to bytes, each as a byte from 0 to 255.
pub(crate) fn component_bytes(rows: &[u8], width: u32, bits: u8) -> Vec<u8> {
    samples::bytes(rows, width, bits)
}

/// The most pixels of one picture.
pub(crate) const MOST_PIXELS: u64 = 64 << 20;

/// A picture and where it stands in the image, in points of the presentation space.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) source: ImageSource,
    pub(crate) x: u32,
    pub(crate) y: u32,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// The colour of the 1 bits, where it is not that of the whole image.
    pub(crate) colour: Option<Colour>,
}

/// A decoded image object.
#[derive(Clone, Debug)]
pub(crate) struct Decoded {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) units: Units,
    /// The colour of the 1 bits of bilevel pictures.
    pub(crate) colour: Colour,
    /// What could not be decoded, with the place in the data.
    pub(crate) faults: Vec<(usize, String)>,
}

/// Finds the image data of a tile resource by the number that an image has for it.
pub(crate) type TileResources<'t> = &'t dyn Fn(u32) -> Option<Vec<u8>>;

/// Decodes an image object. What its pictures take in memory is taken off the budget, in bytes; a picture beyond it is a
/// fault.
pub(crate) fn decode(
    descriptor: Option<&ImageDescriptor<'_>>,
    data: &[u8],
    resources: TileResources<'_>,
    budget: &mut u64,
) -> Decoded {
    let decoded = Decoded {
        pieces: Vec::new(),
        width: descriptor.map_or(0, |image| image.x_size.into()),
        height: descriptor.map_or(0, |image| image.y_size.into()),
        units: descriptor.map_or(Units::standard(), |image| {
            Units::new(image.base, image.x_resolution, image.base, image.y_resolution)
        }),
        colour: descriptor.map_or(Colour::DeviceDefault, colour_of),
        faults: Vec::new(),
    };
    let mut walk =
        Walk { decoded, described: descriptor.is_some(), content: Part::default(), tile: None, mask: None, budget };
    for item in ImageItems::new(data) {
        walk.field(&item.field, item.at, resources);
    }
    // An image that ends early still shows what is there.
    walk.end_tile(data.len(), resources);
    walk.end_content(data.len());
    walk.decoded
}

fn colour_of(descriptor: &ImageDescriptor<'_>) -> Colour {
    descriptor
        .items
        .iter()
        .rev()
        .find_map(|item| match item {
            ImageDescriptorItem::Colour(bilevel) => Some(colour::of_oca(bilevel.colour)),
            ImageDescriptorItem::ExtendedColour(extended) => colour::of_specification(&extended.colour),
            _ => None,
        })
        .unwrap_or(Colour::DeviceDefault)
}

/// Parameters and data of an image content, a tile or a mask.
#[derive(Default)]
struct Part {
    parameters: Parameters,
    /// Data of all components together.
    data: Vec<u8>,
    /// Data of each component for itself, by the number of its band.
    bands: Vec<(u8, Vec<u8>)>,
    masks: Vec<Plane>,
}

impl Part {
    fn band(&mut self, number: u8, data: &[u8]) {
        match self.bands.iter_mut().find(|(known, _)| *known == number) {
            Some((_, bytes)) => bytes.extend_from_slice(data),
            None => self.bands.push((number, data.to_vec())),
        }
    }

    fn is_empty(&self) -> bool {
        self.data.is_empty() && self.bands.is_empty() && self.parameters.compression != Compression::SOLID
    }
}

struct Walk<'b> {
    decoded: Decoded,
    /// Whether there is an image data descriptor.
    described: bool,
    content: Part,
    tile: Option<Part>,
    mask: Option<Part>,
    budget: &'b mut u64,
}

impl Walk<'_> {
    fn field(&mut self, field: &ImageField<'_>, at: usize, resources: TileResources<'_>) {
        match field {
            ImageField::BeginContent(_) => {
                self.end_tile(at, resources);
                self.end_content(at);
            }
            ImageField::EndContent(_) => self.end_content(at),
            ImageField::BeginTile(_) => {
                self.end_tile(at, resources);
                self.tile = Some(Part { parameters: self.content.parameters.of_tile(), ..Part::default() });
            }
            ImageField::EndTile(_) => self.end_tile(at, resources),
            ImageField::BeginMask(_) => self.mask = Some(Part::default()),
            ImageField::EndMask(_) => self.end_mask(at),
            ImageField::BilevelColour(set) => {
                self.decoded.colour = colour::of_specification(&set.colour).unwrap_or(self.decoded.colour);
            }
            ImageField::SetBilevelColour(set) => self.decoded.colour = colour::of_oca(set.colour),
            _ => {
                let part = self.mask.as_mut().or(self.tile.as_mut()).unwrap_or(&mut self.content);
                match field {
                    ImageField::ImageData(image) => part.data.extend_from_slice(&image.data),
                    ImageField::BandData(band) => part.band(band.band, &band.data),
                    field => part.parameters.take(field),
                }
                if let (ImageField::ImageSize(size), false, None) = (field, self.described, &self.mask) {
                    (self.decoded.width, self.decoded.height) = (size.width.into(), size.height.into());
                    self.decoded.units = Units::new(size.base, size.x_resolution, size.base, size.y_resolution);
                }
            }
        }
    }

    fn end_mask(&mut self, at: usize) {
        let Some(Part { parameters, data, .. }) = self.mask.take() else { return };
        let part = self.tile.as_mut().unwrap_or(&mut self.content);
        let plane = check_size(&parameters, 1)
            .and_then(|bytes| take_memory(bytes, self.budget))
            .and_then(|()| plane::unpack(&parameters, data, 1));
        match plane {
            Ok(plane) => part.masks.push(plane),
            Err(reason) => self.decoded.faults.push((at, format!("its transparency mask: {reason}"))),
        }
    }

    fn end_tile(&mut self, at: usize, resources: TileResources<'_>) {
        let Some(tile) = self.tile.take() else { return };
        let Some(number) = tile.parameters.included else {
            self.finish(tile, true, at);
            return;
        };
        let Some(data) = resources(number) else {
            self.decoded.faults.push((at, format!("tile resource {number} is missing")));
            return;
        };
        // The place and the masks are those of the tile here, all else is the resource's, which names no other.
        let outer = Parameters { included: None, ..tile.parameters };
        let mut included = Part { parameters: self.content.parameters.of_tile(), ..Part::default() };
        for item in ImageItems::new(&data) {
            match item.field {
                ImageField::BeginTile(_) | ImageField::IncludeTile(_) => {}
                ImageField::EndTile(_) => break,
                field => {
                    let kept = self.tile.replace(included);
                    debug_assert!(kept.is_none(), "a tile was open");
                    self.field(&field, at, resources);
                    included = self.tile.take().unwrap_or_default();
                }
            }
        }
        (included.parameters.x, included.parameters.y) = (outer.x, outer.y);
        included.masks.extend(tile.masks);
        self.finish(included, true, at);
    }

    fn end_content(&mut self, at: usize) {
        self.mask = None;
        let content = std::mem::take(&mut self.content);
        self.finish(content, false, at);
    }

    fn finish(&mut self, mut part: Part, is_tile: bool, at: usize) {
        if part.is_empty() {
            return;
        }
        if !is_tile && part.parameters.width == 0 {
            part.parameters.width = self.decoded.width;
        }
        match piece(part, is_tile, self.budget) {
            Ok(piece) => self.decoded.pieces.push(piece),
            Err(reason) => self.decoded.faults.push((at, reason)),
        }
    }
}

/// Takes the bytes of a picture off the budget.
///
/// # Errors
/// In words, when there is not so much left.
pub(crate) fn take_memory(bytes: u64, budget: &mut u64) -> Result<(), String> {
    match budget.checked_sub(bytes) {
        Some(left) => {
            *budget = left;
            Ok(())
        }
        None => Err(String::from("the pictures of this file need more memory than allowed")),
    }
}

/// The bytes that a picture of so many bits a point takes at most.
fn check_size(parameters: &Parameters, bits: u64) -> Result<u64, String> {
    let (width, height) = (parameters.width, parameters.height);
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS {
        return Err(format!("{width} × {height} pixels are more than allowed"));
    }
    Ok((pixels * bits).div_ceil(8))
}

fn piece(part: Part, is_tile: bool, budget: &mut u64) -> Result<Piece, String> {
    let Part { parameters, data, bands, masks } = part;
    let at = |source: ImageSource| {
        let size = |given: u32, own: u32| if given == 0 { own } else { given }.saturating_mul(parameters.relative);
        let (width, height) = (size(parameters.width, source.width), size(parameters.height, source.height));
        // Data that ends early fills the part of the place that it is for.
        let is_short = source.format == ImageFormat::Raw
            && source.height < parameters.height
            && masks.is_empty()
            && parameters.compression != Compression::SOLID;
        let height = if is_short { source.height.saturating_mul(parameters.relative) } else { height };
        Piece { source, x: parameters.x, y: parameters.y, width, height, colour: parameters.colour }
    };
    if parameters.compression == Compression::SOLID {
        if parameters.width == 0 || parameters.height == 0 {
            return Err(String::from("it has no pixels"));
        }
        // One point of ink, stretched over the whole tile.
        let ink = Pixels::of_bits(Plane { rows: vec![0x80], width: 1, height: 1 });
        return Ok(at(masked(ink, &masks)?.into_source()));
    }
    let is_jpeg = parameters.compression == Compression::JPEG;
    if is_jpeg && bands.is_empty() {
        let header = graphics::image::probe(&data).map_err(|error| error.to_string())?;
        let padding = if is_tile { padding(&parameters, header.width, header.height) } else { None };
        if masks.is_empty() && padding.is_none() && !parameters.subtractive() {
            take_memory(data.len() as u64, budget)?;
            return Ok(at(ImageSource {
                name: String::new(),
                width: header.width,
                height: header.height,
                colour: header.colour,
                format: ImageFormat::Jpeg,
                bytes: data.into(),
            }));
        }
        take_memory(u64::from(header.width) * u64::from(header.height) * 4, budget)?;
        let mut pixels = jpeg::decode(&data)?;
        if parameters.subtractive() {
            pixels = pixels.inverted();
        }
        if let Some((left, top)) = padding {
            pixels = pixels.cut(left, top, parameters.width, parameters.height);
        }
        return Ok(at(masked(pixels, &masks)?.into_source()));
    }
    let bits = match (parameters.is_bilevel(), bands.len()) {
        (true, _) => 1,
        (false, 0) => u64::from(parameters.bits).max(8),
        (false, bands) => bands as u64 * 8,
    };
    take_memory(check_size(&parameters, bits)?, budget)?;
    let pixels = if parameters.is_bilevel() {
        let data = bands.into_iter().next().map_or(data, |(_, data)| data);
        Pixels::of_bits(plane::unpack(&parameters, data, 1)?)
    } else if bands.is_empty() {
        samples::interleaved(&parameters, data)?
    } else {
        samples::banded(&parameters, bands)?
    };
    if pixels.width == 0 || pixels.height == 0 {
        return Err(String::from("it has no pixels"));
    }
    if parameters.height == 0 {
        take_memory(pixels.bytes.len() as u64, budget)?;
    }
    Ok(at(masked(pixels, &masks)?.into_source()))
}

fn masked(pixels: Pixels, masks: &[Plane]) -> Result<Pixels, String> {
    masks.iter().try_fold(pixels, Pixels::masked)
}

/// How far a JPEG tile begins left of and above its place: such tiles are padded to the blocks of JPEG, counted from the
/// corner of the presentation space (IOCA "Tile Size", note 6). `None` where this one is not.
fn padding(parameters: &Parameters, width: u32, height: u32) -> Option<(u32, u32)> {
    const BLOCK: u32 = 8;
    if (width, height) == (parameters.width, parameters.height) || parameters.width == 0 || parameters.height == 0 {
        return None;
    }
    let before = |offset: u32| offset / parameters.relative.max(1) % BLOCK;
    let (left, top) = (before(parameters.x), before(parameters.y));
    let holds = |all: u32, before: u32, own: u32| all.checked_sub(before).is_some_and(|rest| rest >= own);
    (holds(width, left, parameters.width) && holds(height, top, parameters.height)).then_some((left, top))
}

#[cfg(test)]
mod tests {
    use super::parameters::Order;
    use super::*;

    #[test]
    fn jpeg_tiles_are_padded_to_the_blocks_of_the_presentation_space() {
        // The example of "Tile Size": offset 21, 36, half the resolution, 50 × 105 points in 56 × 112.
        let tile = Parameters { x: 21, y: 36, width: 50, height: 105, relative: 2, ..Parameters::default() };
        assert_eq!(padding(&tile, 56, 112), Some((2, 2)));
        assert_eq!(padding(&tile, 50, 105), None);
        assert_eq!(padding(&tile, 51, 105), None, "too small to be padded so");
    }

    #[test]
    fn orders_of_points_that_are_not_known_are_told() {
        let part = Part {
            parameters: Parameters { width: 8, height: 1, order: Order::Unknown(2), ..Parameters::default() },
            data: vec![0xFF],
            ..Part::default()
        };
        assert!(piece(part, false, &mut 1000).is_err_and(|reason| reason.contains("X'02'")));
    }
}
