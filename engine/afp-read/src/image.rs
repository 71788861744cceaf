//! IOCA images: from the data of an image object to pictures.
//!
//! In: the descriptor and the joined image data. Out: one picture, or one for each tile, with its place in image
//! points. JPEG stays compressed; the rest becomes rows of pixels, within a limit.

mod bilevel;
mod pixels;

use afp_codec::ioca::{
    Compression, ImageDescriptor, ImageDescriptorItem, ImageField, ImageItems, PointFormat, Recording,
};
use scene::{ImageFormat, ImageSource, PixelColour};
use units::Colour;

use crate::colour;
use crate::geometry::Units;

/// The most pixels of one picture.
pub(crate) const MOST_PIXELS: u64 = 64 << 20;

/// A picture and where it stands in the image, in image points.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) source: ImageSource,
    pub(crate) x: u32,
    pub(crate) y: u32,
    pub(crate) width: u32,
    pub(crate) height: u32,
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

/// What the fields before the data of an image or tile say.
#[derive(Clone, Debug)]
struct Parameters {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
    compression: Compression,
    recording: Recording,
    low_bit_first: bool,
    bits: u8,
    format: Option<PointFormat>,
    subtractive: bool,
    bands: Vec<u8>,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            x: 0,
            y: 0,
            width: 0,
            height: 0,
            compression: Compression::NONE,
            recording: Recording::PADDED_ROWS,
            low_bit_first: false,
            bits: 1,
            format: None,
            subtractive: false,
            bands: Vec::new(),
        }
    }
}

/// Decodes an image object. What its pictures take in memory is taken off the budget, in bytes; a picture beyond it is a
/// fault.
pub(crate) fn decode(descriptor: Option<&ImageDescriptor<'_>>, data: &[u8], budget: &mut u64) -> Decoded {
    let mut decoded = Decoded {
        pieces: Vec::new(),
        width: descriptor.map_or(0, |image| image.x_size.into()),
        height: descriptor.map_or(0, |image| image.y_size.into()),
        units: descriptor.map_or(Units::standard(), |image| {
            Units::new(image.base, image.x_resolution, image.base, image.y_resolution)
        }),
        colour: descriptor.map_or(Colour::DeviceDefault, colour_of),
        faults: Vec::new(),
    };
    let mut whole = Parameters::default();
    let mut tile: Option<Parameters> = None;
    let mut masked = false;
    let mut content = Content::default();
    for item in ImageItems::new(data) {
        let parameters = tile.as_mut().unwrap_or(&mut whole);
        match item.field {
            ImageField::ImageSize(size) => {
                (parameters.width, parameters.height) = (size.width.into(), size.height.into());
                if descriptor.is_none() {
                    (decoded.width, decoded.height) = (size.width.into(), size.height.into());
                    decoded.units = Units::new(size.base, size.x_resolution, size.base, size.y_resolution);
                }
            }
            ImageField::ImageEncoding(encoding) => {
                parameters.compression = encoding.compression;
                parameters.recording = encoding.recording;
                parameters.low_bit_first = encoding.bit_order == Some(1);
            }
            ImageField::ElementSize(size) => parameters.bits = size.bits,
            ImageField::ElementStructure(element) => {
                parameters.format = Some(element.format);
                parameters.subtractive = element.flags & 0x80 != 0;
            }
            ImageField::Bands(bands) => parameters.bands = bands.bits,
            ImageField::BeginTile(_) => tile = Some(Parameters { width: 0, height: 0, ..whole.clone() }),
            ImageField::TilePosition(at) => (parameters.x, parameters.y) = (at.x, at.y),
            ImageField::TileSize(size) => (parameters.width, parameters.height) = (size.width, size.height),
            ImageField::BeginMask(_) => masked = true,
            ImageField::EndMask(_) => {
                masked = false;
                content = Content::default();
            }
            ImageField::ImageData(image) => content.add(None, &image.data),
            ImageField::BandData(band) => content.add(Some(band.band), &band.data),
            ImageField::EndTile(_) => {
                if let Some(parameters) = tile.take() {
                    decoded.finish(&parameters, std::mem::take(&mut content), item.at, budget);
                }
            }
            ImageField::EndContent(_) if !masked && !content.is_empty() => {
                decoded.finish(&whole, std::mem::take(&mut content), item.at, budget);
            }
            _ => {}
        }
    }
    // An image that ends early still shows what is there.
    if !content.is_empty() && !masked {
        decoded.finish(tile.as_ref().unwrap_or(&whole), content, data.len(), budget);
    }
    decoded
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

/// Data fields of one image or tile, joined, by band.
#[derive(Default)]
struct Content {
    all: Vec<u8>,
    bands: Vec<(u8, Vec<u8>)>,
}

impl Content {
    fn add(&mut self, band: Option<u8>, data: &[u8]) {
        let Some(band) = band else {
            self.all.extend_from_slice(data);
            return;
        };
        match self.bands.iter_mut().find(|(number, _)| *number == band) {
            Some((_, bytes)) => bytes.extend_from_slice(data),
            None => self.bands.push((band, data.to_vec())),
        }
    }

    fn is_empty(&self) -> bool {
        self.all.is_empty() && self.bands.is_empty()
    }
}

impl Decoded {
    fn finish(&mut self, parameters: &Parameters, content: Content, at: usize, budget: &mut u64) {
        match piece(parameters, content, budget) {
            Ok(piece) => self.pieces.push(piece),
            Err(reason) => self.faults.push((at, reason)),
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

fn piece(parameters: &Parameters, content: Content, budget: &mut u64) -> Result<Piece, String> {
    let source = if parameters.compression == Compression::JPEG && content.bands.is_empty() {
        take_memory(content.all.len() as u64, budget)?;
        let header = graphics::image::probe(&content.all).map_err(|error| error.to_string())?;
        ImageSource {
            name: String::new(),
            width: header.width,
            height: header.height,
            colour: header.colour,
            format: ImageFormat::Jpeg,
            bytes: content.all.into(),
        }
    } else {
        raw(parameters, content, budget)?
    };
    let (width, height) = match (parameters.width, parameters.height) {
        (0, _) | (_, 0) => (source.width, source.height),
        given => given,
    };
    Ok(Piece { source, x: parameters.x, y: parameters.y, width, height })
}

fn raw(parameters: &Parameters, content: Content, budget: &mut u64) -> Result<ImageSource, String> {
    let (width, height) = (parameters.width, parameters.height);
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err("it has no pixels".to_owned());
    }
    if pixels > MOST_PIXELS {
        return Err(format!("{width} × {height} pixels are more than allowed"));
    }
    let bits = if content.bands.is_empty() { u64::from(parameters.bits) } else { content.bands.len() as u64 * 8 };
    take_memory((pixels * bits.max(8)).div_ceil(8), budget)?;
    if parameters.recording != Recording::PADDED_ROWS {
        return Err(format!("recording algorithm X'{:02X}' is not supported", parameters.recording.0));
    }
    let (colour, bytes) = if content.bands.is_empty() {
        let mut data = content.all;
        if parameters.low_bit_first {
            data.iter_mut().for_each(|byte| *byte = byte.reverse_bits());
        }
        match parameters.bits {
            1 => (PixelColour::Bilevel, bilevel::rows(parameters.compression, &data, width, height)?),
            _ => pixels::rows(parameters, data)?,
        }
    } else {
        pixels::bands(parameters, content.bands)?
    };
    Ok(ImageSource { name: String::new(), width, height, colour, format: ImageFormat::Raw, bytes: bytes.into() })
}
