//! TIFF pictures (TIFF 6.0): their first image.

use std::io::Cursor;

use afp_codec::ioca::Compression;
use afp_codec::values::UnitBase;
use scene::PixelColour;
use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;

use super::directory::Directory;
use super::{Held, raw};
use crate::geometry::Units;
use crate::image::{MOST_PIXELS, component_bytes, facsimile, take_memory};

/// The tag that says how Group 3 data is coded, and its bit for two dimensions.
const T4_OPTIONS: u16 = 292;
const TWO_DIMENSIONS: u32 = 1;

/// Opens a TIFF picture.
pub(super) fn open(data: &[u8], budget: &mut u64) -> Result<Held, String> {
    let directory = Directory::read(data).ok_or("a TIFF picture without a directory")?;
    let value = |tag: Tag| directory.value(tag.to_u16());
    let (width, height) = (value(Tag::ImageWidth).unwrap_or(0), value(Tag::ImageLength).unwrap_or(0));
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS || pixels == 0 {
        return Err(format!("a TIFF picture of {width} × {height} pixels"));
    }
    let units = match (value(Tag::XResolution), value(Tag::YResolution)) {
        (Some(across @ 1..), Some(down @ 1..)) => {
            let per_base = |dots: u32| u16::try_from(dots.saturating_mul(10)).unwrap_or(u16::MAX);
            let centimetres = value(Tag::ResolutionUnit) == Some(3);
            let base = if centimetres { UnitBase::TEN_CENTIMETRES } else { UnitBase::TEN_INCHES };
            Some(Units::new(base, per_base(across), base, per_base(down)))
        }
        _ => None,
    };
    let zero_is_white = value(Tag::PhotometricInterpretation) == Some(0);
    let compression = value(Tag::Compression).unwrap_or(1);
    let held = |colour, bytes: Vec<u8>| Ok(Held::Picture(raw(width, height, colour, bytes), units));
    if let 2..=4 = compression {
        take_memory(pixels.div_ceil(8) + u64::from(height), budget)?;
        let mut rows = strips(&directory, data, width, height)?;
        // Black of the facsimile is 1: the ink, unless the picture says that 0 is black.
        if !zero_is_white {
            rows.iter_mut().for_each(|byte| *byte = !*byte);
        }
        return held(PixelColour::Bilevel, rows);
    }
    let fault = |error: tiff::TiffError| error.to_string();
    let mut limits = Limits::default();
    limits.decoding_buffer_size = MOST_PIXELS as usize * 4;
    limits.intermediate_buffer_size = MOST_PIXELS as usize * 4;
    limits.ifd_value_size = 1 << 20;
    // The reader takes no palettes: the numbers of colours are read as levels of grey.
    const PALETTE: u32 = 3;
    let has_palette = value(Tag::PhotometricInterpretation) == Some(PALETTE);
    let as_levels = has_palette.then(|| directory.with(Tag::PhotometricInterpretation.to_u16(), 1, data));
    let data = as_levels.as_deref().unwrap_or(data);
    let mut decoder = Decoder::new(Cursor::new(data)).map_err(fault)?.with_limits(limits);
    let colour = decoder.colortype().map_err(fault)?;
    let (target, channels) = match colour {
        ColorType::Gray(1 | 2 | 4 | 8) if has_palette => (PixelColour::Rgb, 3),
        ColorType::Gray(1) => (PixelColour::Bilevel, 1),
        ColorType::Gray(2 | 4 | 8 | 16) => (PixelColour::Gray, 1),
        ColorType::RGB(8 | 16) => (PixelColour::Rgb, 3),
        ColorType::GrayA(8 | 16) | ColorType::RGBA(8 | 16) => (PixelColour::Rgba, 4),
        ColorType::CMYK(8 | 16) => (PixelColour::Cmyk, 4),
        other => return Err(format!("a TIFF picture of {other:?}")),
    };
    take_memory(pixels * channels, budget)?;
    let samples = match decoder.read_image().map_err(fault)? {
        DecodingResult::U8(bytes) => bytes,
        DecodingResult::U16(wide) => wide.into_iter().map(|sample| (sample >> 8) as u8).collect(),
        _ => return Err(String::from("a TIFF picture of more than 16 bits a component")),
    };
    let bytes = match colour {
        ColorType::Gray(bits) if has_palette => {
            let palette = directory.values(Tag::ColorMap.to_u16());
            let most = (1u32 << bits.min(8)) - 1;
            let levels = if bits == 8 { samples } else { component_bytes(&samples, width, bits) };
            let number = |level: u8| (u32::from(level) * most + 127) / 255;
            levels.into_iter().flat_map(|level| colour_of(palette, number(level) as usize)).collect()
        }
        // Ours are toned where the bit is 1; the decoder gives black as 0 for either interpretation it knows.
        ColorType::Gray(1) if !zero_is_white => samples.iter().map(|byte| !byte).collect(),
        ColorType::Gray(bits @ (2 | 4)) => component_bytes(&samples, width, bits),
        ColorType::GrayA(_) => {
            samples.as_chunks::<2>().0.iter().flat_map(|&[gray, alpha]| [gray, gray, gray, alpha]).collect()
        }
        _ => samples,
    };
    held(target, bytes)
}

/// A colour of a palette (TIFF 6.0, section 5): all reds, all greens, all blues of 16 bits.
fn colour_of(palette: &[u32], number: usize) -> [u8; 3] {
    let count = palette.len() / 3;
    [0, 1, 2].map(|component| palette.get(component * count + number).map_or(0, |value| (value >> 8) as u8))
}

/// The rows of a facsimile picture, each strip for itself (TIFF 6.0, sections 10 and 11).
fn strips(directory: &Directory, data: &[u8], width: u32, height: u32) -> Result<Vec<u8>, String> {
    let value = |tag: Tag| directory.value(tag.to_u16());
    let two_dimensions = directory.value(T4_OPTIONS).unwrap_or(0) & TWO_DIMENSIONS != 0;
    let low_bit_first = value(Tag::FillOrder) == Some(2);
    let rows_of_strip = value(Tag::RowsPerStrip).unwrap_or(height).max(1);
    let compression = match value(Tag::Compression) {
        Some(2) => Compression::TIFF_ALGORITHM_2,
        Some(3) if two_dimensions => Compression::G3_MR,
        Some(3) => Compression::G3_MH,
        _ => Compression::G4_MMR,
    };
    let (offsets, lengths) =
        (directory.values(Tag::StripOffsets.to_u16()), directory.values(Tag::StripByteCounts.to_u16()));
    let mut rows = Vec::new();
    let mut left = height;
    for (&offset, &length) in offsets.iter().zip(lengths) {
        let count = left.min(rows_of_strip);
        if count == 0 {
            break;
        }
        let strip = data.get(offset as usize..).map(|rest| rest.get(..length as usize).unwrap_or(rest));
        let mut strip = strip.unwrap_or_default().to_vec();
        if low_bit_first {
            strip.iter_mut().for_each(|byte| *byte = byte.reverse_bits());
        }
        rows.extend(facsimile(compression, &strip, width, count)?);
        left -= count;
    }
    rows.resize(width.div_ceil(8) as usize * height as usize, 0);
    Ok(rows)
}
