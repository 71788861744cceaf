//! Pictures of more than two levels as IOCA images: grey and colours in function set 11, inks on request in 45.

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
        _ => points_segment(&pixels).map(|bytes| (bytes, FS11)),
    }
}

/// Inks as red, green and blue.
fn to_light(pixels: &Pixels) -> Pixels {
    let points = pixels.bytes.as_chunks::<4>().0.iter();
    let bytes = points.flat_map(|&[cyan, magenta, yellow, black]| Colour::Cmyk(cyan, magenta, yellow, black).to_rgb());
    Pixels { colour: PixelColour::Rgb, bytes: bytes.collect(), ..*pixels }
}

/// The structure of points of one or three components (IOCA X'9B').
fn structure(format: PointFormat, components: usize) -> ImageField<'static> {
    let sizes = if components == 1 { vec![8, 0, 0] } else { vec![8; components] };
    ImageField::ElementStructure(ElementStructure { format, sizes: sizes.into(), ..ElementStructure::default() })
}

/// Grey or colours as they are: the function set has no compression without loss for them.
fn points_segment(pixels: &Pixels) -> Result<Vec<u8>, String> {
    let size = size(pixels).ok_or_else(|| format!("it has more than {} points a side", segment::MOST))?;
    let (bits, components, format) = match pixels.colour {
        PixelColour::Gray => (8, 1, PointFormat::YCBCR),
        _ => (24, 3, PointFormat::RGB),
    };
    let mut fields = vec![
        ImageField::ImageSize(size),
        ImageField::ImageEncoding(encoding(Compression::NONE)),
        ImageField::ElementSize(ElementSize { bits }),
        structure(format, components),
    ];
    fields.extend(image_data(&pixels.bytes));
    segment(&fields).map_err(|error| error.to_string())
}

/// A JPEG file as it is. Old receivers want to be told its process (X'9F'); new ones read it in the data.
fn jpeg_segment(image: &ImageSource, size: afp_codec::ioca::ImageSize) -> Result<Vec<u8>, String> {
    let frame = jpeg::frame(&image.bytes).ok_or("it has no frame header")?;
    let format = if frame.is_rgb { PointFormat::RGB } else { PointFormat::YCBCR };
    let (bits, components) = if image.colour == PixelColour::Gray { (8, 1) } else { (24, 3) };
    let mut fields = vec![
        ImageField::ImageSize(size),
        ImageField::ImageEncoding(encoding(Compression::JPEG)),
        ImageField::ElementSize(ElementSize { bits }),
        structure(format, components),
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
