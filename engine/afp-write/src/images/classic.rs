//! Pictures of more than two levels as IOCA images: grey and colours in function set 11, inks on request in 45.

use std::borrow::Cow;

use afp_codec::ioca::{
    Compression, ElementSize, ElementStructure, ExternalAlgorithm, FunctionSet, ImageField, JpegAlgorithm, PointFormat,
};
use afp_codec::wire::Reserved;
use lower::Pixels;
use scene::{ImageFormat, ImageSource, PixelColour};
use units::Colour;

use crate::images::segment::{FS11, FS45, encoding, image_data, segment, size, size_of};
use crate::images::{bilevel, inks, jpeg, segment};
use crate::options::InkImages;

/// A picture's image segment and the function set that it keeps to.
pub(super) fn encode(image: &ImageSource, wanted: InkImages) -> Result<(Vec<u8>, FunctionSet), String> {
    let words = |error: crate::WriteError| error.to_string();
    let too_large = || format!("it has more than {} points a side", segment::MOST);
    if image.format == ImageFormat::Jpeg && image.colour != PixelColour::Cmyk {
        let size = size_of(image.width, image.height).ok_or_else(too_large)?;
        return jpeg_segment(image, size).map(|bytes| (bytes, FS11));
    }
    let pixels = lower::decode(image).map_err(|error| error.to_string())?.on_white();
    if let Some(bytes) = bilevel::encode(&pixels).map_err(words)? {
        return Ok((bytes, segment::FS10));
    }
    match (pixels.colour, wanted) {
        (PixelColour::Bilevel, _) => Err(too_large()),
        (PixelColour::Cmyk, InkImages::Fs45) => {
            inks::encode(&pixels).map_err(words)?.map(|bytes| (bytes, FS45)).ok_or_else(too_large)
        }
        (PixelColour::Cmyk, InkImages::Fs11) => points_segment(&to_light(&pixels)).map(|bytes| (bytes, FS11)),
        (PixelColour::Gray | PixelColour::Rgb | PixelColour::Rgba, _) => {
            points_segment(&pixels).map(|bytes| (bytes, FS11))
        }
    }
}

/// Inks as red, green and blue.
fn to_light(pixels: &Pixels) -> Pixels {
    let points = pixels.bytes.as_chunks::<4>().0.iter();
    let bytes = points.flat_map(|&[cyan, magenta, yellow, black]| Colour::Cmyk(cyan, magenta, yellow, black).to_rgb());
    Pixels { colour: PixelColour::Rgb, bytes: bytes.collect(), ..*pixels }
}

/// The structure of points of so many bits: one component, or three of eight (IOCA X'9B').
fn structure(format: PointFormat, bits: u8) -> ImageField<'static> {
    let sizes = if bits == 24 { vec![8; 3] } else { vec![bits, 0, 0] };
    ImageField::ElementStructure(ElementStructure { format, sizes: sizes.into(), ..ElementStructure::default() })
}

/// Levels of a point of four bits lie so far apart in one of eight.
const COARSE: u8 = 17;

/// Grey or colours in the fewest bits a point that lose nothing. The function set has no compression without loss for
/// them but concatenated ABIC, for grey.
fn points_segment(pixels: &Pixels) -> Result<Vec<u8>, String> {
    let size = size(pixels).ok_or_else(|| format!("it has more than {} points a side", segment::MOST))?;
    let (bits, format, data) = match grey(pixels) {
        None => (24, PointFormat::RGB, Cow::Borrowed(&pixels.bytes[..])),
        Some(grey) if grey.iter().all(|level| level.is_multiple_of(COARSE)) => {
            let pair = |pair: &[u8]| {
                let level = |at: usize| pair.get(at).map_or(0, |level| level / COARSE);
                level(0) << 4 | level(1)
            };
            let rows = grey.chunks((pixels.width as usize).max(1));
            (4, PointFormat::YCBCR, rows.flat_map(|row| row.chunks(2).map(pair)).collect())
        }
        Some(grey) => (8, PointFormat::YCBCR, grey),
    };
    let mut fields = vec![
        ImageField::ImageSize(size),
        ImageField::ImageEncoding(encoding(Compression::NONE)),
        ImageField::ElementSize(ElementSize { bits }),
        structure(format, bits),
    ];
    fields.extend(image_data(&data));
    segment(&fields).map_err(|error| error.to_string())
}

/// The levels of a picture that has no colours, whatever it is stored as.
fn grey(pixels: &Pixels) -> Option<Cow<'_, [u8]>> {
    if pixels.colour == PixelColour::Gray {
        return Some(Cow::Borrowed(&pixels.bytes));
    }
    let points = pixels.bytes.as_chunks::<3>().0;
    let level = |&[red, green, blue]: &[u8; 3]| (red == green && green == blue).then_some(red);
    points.iter().map(level).collect::<Option<Vec<u8>>>().map(Cow::Owned)
}

/// A JPEG file as it is. Old receivers want to be told its process (X'9F'); new ones read it in the data.
fn jpeg_segment(image: &ImageSource, size: afp_codec::ioca::ImageSize) -> Result<Vec<u8>, String> {
    let frame = jpeg::frame(&image.bytes).ok_or("it has no frame header")?;
    let format = if frame.is_rgb { PointFormat::RGB } else { PointFormat::YCBCR };
    let bits = if image.colour == PixelColour::Gray { 8 } else { 24 };
    let mut fields = vec![
        ImageField::ImageSize(size),
        ImageField::ImageEncoding(encoding(Compression::JPEG)),
        ImageField::ElementSize(ElementSize { bits }),
        structure(format, bits),
        ImageField::ExternalAlgorithm(ExternalAlgorithm::Jpeg(
            Reserved::default(),
            JpegAlgorithm { marker: frame.process, ..JpegAlgorithm::default() },
        )),
    ];
    fields.extend(image_data(&image.bytes));
    segment(&fields).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(colour: PixelColour, bytes: &[u8]) -> ImageSource {
        let name = String::from("picture");
        ImageSource { name, width: 1, height: 1, colour, format: ImageFormat::Raw, bytes: bytes.into() }
    }

    /// IOCA FS11: one point of 24 bits.
    #[test]
    fn a_point_of_colour_is_written_as_it_is() {
        let (bytes, set) = encode(&raw(PixelColour::Rgb, &[1, 2, 3]), InkImages::Fs11).unwrap();
        assert_eq!(set, FS11);
        let wanted = [
            0x70, 0, 0x91, 1, 0xFF, 0x94, 9, 0, 0x0B, 0xB8, 0x0B, 0xB8, 0, 1, 0, 1, 0x95, 2, 3, 1, 0x96, 1, 24, 0x9B,
            8, 0, 1, 0, 0, 0, 8, 8, 8, 0xFE, 0x92, 0, 3, 1, 2, 3, 0x93, 0, 0x71, 0,
        ];
        assert_eq!(bytes, wanted);
    }

    /// IOCA FS11: levels of 8 and of 4 bits, rows of an odd length filled up.
    #[test]
    fn colours_that_are_grey_take_no_more_bits_than_their_levels() {
        let picture = |width: u32, colour, bytes: &[u8]| ImageSource { width, ..raw(colour, bytes) };
        let tail = |image: &ImageSource| {
            let (bytes, set) = encode(image, InkImages::Fs11).unwrap();
            assert_eq!(set, FS11);
            let at = bytes.windows(2).position(|pair| pair == [0x96, 1]).unwrap();
            bytes.get(at..).unwrap().to_vec()
        };
        let eight = [0x96, 1, 8, 0x9B, 8, 0, 0x12, 0, 0, 0, 8, 0, 0, 0xFE, 0x92, 0, 1, 7, 0x93, 0, 0x71, 0];
        assert_eq!(tail(&picture(1, PixelColour::Rgb, &[7, 7, 7])), eight);
        assert_eq!(tail(&picture(1, PixelColour::Gray, &[7])), eight);
        let four = [0x96, 1, 4, 0x9B, 8, 0, 0x12, 0, 0, 0, 4, 0, 0, 0xFE, 0x92, 0, 2, 0x0F, 0x10, 0x93, 0, 0x71, 0];
        assert_eq!(tail(&picture(3, PixelColour::Gray, &[0, 255, 17])), four);
    }

    /// IOCA FS45: one tile with a band for each ink.
    #[test]
    fn inks_are_light_unless_the_receiver_has_function_set_45() {
        let image = raw(PixelColour::Cmyk, &[1, 2, 3, 4]);
        let (bytes, set) = encode(&image, InkImages::Fs45).unwrap();
        assert_eq!(set, FS45);
        let bands = bytes.windows(2).filter(|pair| *pair == [0xFE, 0x9C]).count();
        assert_eq!(bands, 4);
        let (bytes, set) = encode(&image, InkImages::Fs11).unwrap();
        assert_eq!((set, bytes.len()), (FS11, 44));
    }
}
