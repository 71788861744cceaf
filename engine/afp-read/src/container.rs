//! Object containers: fonts and pictures of other formats inside an AFP file.

use std::io::Cursor;
use std::sync::Arc;

use afp_codec::triplets::{ObjectType, Triplet};
use afp_codec::values::UnitBase;
use scene::{ImageFormat, ImageSource, PixelColour};
use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;

use crate::geometry::Units;
use crate::image::{MOST_PIXELS, take_memory};

/// What a container holds.
#[derive(Debug)]
pub(crate) enum Held {
    /// A TrueType or OpenType font file, or a collection.
    Font(Arc<[u8]>),
    /// A picture, with its resolution where the file tells it.
    Picture(ImageSource, Option<Units>),
    /// Something that is not drawn, or cannot be; in words.
    Other(String),
}

/// Opens a container by its object classification, or by the first bytes of its content where it has none. What a
/// picture takes in memory is taken off the budget, in bytes.
pub(crate) fn open(triplets: &[Triplet<'_>], data: Vec<u8>, budget: &mut u64) -> Held {
    let kind = triplets.iter().find_map(|triplet| match triplet {
        Triplet::ObjectClassification(class) => class.object_type(),
        _ => None,
    });
    let given = triplets.iter().find_map(|triplet| match triplet {
        Triplet::ImageResolution(image) => Some(Units::new(image.x_base, image.x_units, image.y_base, image.y_units)),
        _ => None,
    });
    let held = match kind {
        Some(ObjectType::TRUETYPE | ObjectType::TRUETYPE_COLLECTION) => Ok(Held::Font(data.into())),
        Some(ObjectType::JPEG | ObjectType::PNG) => picture_file(data, budget),
        Some(
            ObjectType::TIFF
            | ObjectType::TIFF_MULTIPLE
            | ObjectType::TIFF_OPAQUE
            | ObjectType::TIFF_MULTIPLE_OPAQUE
            | ObjectType::AFPC_TIFF,
        ) => tiff_file(data, budget),
        Some(other) => Err(format!("an object of the kind {}", other.name())),
        None => by_content(data, budget),
    };
    match held {
        Ok(Held::Picture(source, own)) => Held::Picture(source, given.or(own)),
        Ok(other) => other,
        Err(reason) => Held::Other(reason),
    }
}

fn by_content(data: Vec<u8>, budget: &mut u64) -> Result<Held, String> {
    match data.get(..4) {
        Some([0xFF, 0xD8, ..] | [0x89, b'P', b'N', b'G']) => picture_file(data, budget),
        Some(b"II*\0" | b"MM\0*") => tiff_file(data, budget),
        Some([0, 1, 0, 0] | b"OTTO" | b"ttcf" | b"true") => Ok(Held::Font(data.into())),
        _ => Err(String::from("an object of an unknown kind")),
    }
}

fn picture_file(data: Vec<u8>, budget: &mut u64) -> Result<Held, String> {
    take_memory(data.len() as u64, budget)?;
    let header = graphics::image::probe(&data).map_err(|error| error.to_string())?;
    let units = header.dots_per_inch.map(|(across, down)| {
        let per_base = |dots: u32| u16::try_from(dots.saturating_mul(10)).unwrap_or(u16::MAX);
        Units::new(UnitBase::TEN_INCHES, per_base(across), UnitBase::TEN_INCHES, per_base(down))
    });
    let source = ImageSource {
        name: String::new(),
        width: header.width,
        height: header.height,
        colour: header.colour,
        format: header.format,
        bytes: data.into(),
    };
    Ok(Held::Picture(source, units))
}

fn tiff_file(data: Vec<u8>, budget: &mut u64) -> Result<Held, String> {
    let fault = |error: tiff::TiffError| error.to_string();
    let mut limits = Limits::default();
    limits.decoding_buffer_size = MOST_PIXELS as usize * 4;
    limits.intermediate_buffer_size = MOST_PIXELS as usize * 4;
    limits.ifd_value_size = 1 << 20;
    let mut decoder = Decoder::new(Cursor::new(data)).map_err(fault)?.with_limits(limits);
    let (width, height) = decoder.dimensions().map_err(fault)?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS || width == 0 || height == 0 {
        return Err(format!("a TIFF picture of {width} × {height} pixels"));
    }
    let colour = match decoder.colortype().map_err(fault)? {
        ColorType::Gray(1) => PixelColour::Bilevel,
        ColorType::Gray(8) => PixelColour::Gray,
        ColorType::RGB(8) => PixelColour::Rgb,
        ColorType::RGBA(8) => PixelColour::Rgba,
        ColorType::CMYK(8) => PixelColour::Cmyk,
        other => return Err(format!("a TIFF picture of {other:?}")),
    };
    let channels = match colour {
        PixelColour::Bilevel | PixelColour::Gray => 1,
        PixelColour::Rgb => 3,
        PixelColour::Rgba | PixelColour::Cmyk => 4,
    };
    take_memory(u64::from(width) * u64::from(height) * channels, budget)?;
    let mut resolution = |tag: Tag| decoder.find_tag(tag).ok().flatten().and_then(|value| value.into_f64().ok());
    let units = match (resolution(Tag::XResolution), resolution(Tag::YResolution)) {
        (Some(across), Some(down)) => {
            let per_base = |dots: f64| (dots * 10.0 + 0.5).clamp(1.0, 65_535.0) as u16;
            let centimetres = resolution(Tag::ResolutionUnit).is_some_and(|unit| unit > 2.5);
            let base = if centimetres { UnitBase::TEN_CENTIMETRES } else { UnitBase::TEN_INCHES };
            Some(Units::new(base, per_base(across), base, per_base(down)))
        }
        _ => None,
    };
    let zero_is_white = resolution(Tag::PhotometricInterpretation).is_some_and(|value| value < 0.5);
    let DecodingResult::U8(mut bytes) = decoder.read_image().map_err(fault)? else {
        return Err(String::from("a TIFF picture of more than 8 bits a component"));
    };
    // Ours are toned where the bit is 1; the decoder gives black as 0 for either interpretation it knows.
    if colour == PixelColour::Bilevel && !zero_is_white {
        bytes.iter_mut().for_each(|byte| *byte = !*byte);
    }
    let source =
        ImageSource { name: String::new(), width, height, colour, format: ImageFormat::Raw, bytes: bytes.into() };
    Ok(Held::Picture(source, units))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_beyond_the_memory_allowed_is_not_decoded() {
        let jpeg = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 0];
        assert!(matches!(open(&[], jpeg, &mut 5), Held::Other(reason) if reason.contains("memory")));
    }

    #[test]
    fn what_is_not_known_says_what_it_is() {
        assert!(matches!(open(&[], b"%PDF".to_vec(), &mut 1000), Held::Other(reason) if reason.contains("unknown")));
    }
}
