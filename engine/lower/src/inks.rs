//! JPEG pictures of four inks (ITU-T T.81; the Adobe application segment APP14).

use std::io::Cursor;

use scene::PixelColour;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::pixels::{PixelError, Pixels};

/// The inks of a JPEG picture, 255 for all of an ink. Pictures by Adobe's programs hold what is left of the paper
/// instead of the inks, and may hold three of them as luminance and colour differences.
pub(crate) fn decode(bytes: &[u8]) -> Result<Pixels, PixelError> {
    let damaged = |error: zune_jpeg::errors::DecodeErrors| PixelError::Damaged(error.to_string());
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), DecoderOptions::default());
    decoder.decode_headers().map_err(damaged)?;
    let space = match decoder.input_colorspace() {
        Some(space @ (ColorSpace::CMYK | ColorSpace::YCCK)) => space,
        _ => return Err(PixelError::Jpeg),
    };
    decoder.set_options(DecoderOptions::default().jpeg_set_out_colorspace(space));
    let mut samples = decoder.decode().map_err(damaged)?;
    let (width, height) = decoder.dimensions().ok_or_else(|| PixelError::Damaged("it has no size".to_owned()))?;
    let size = |length: usize| u32::try_from(length).map_err(|_| PixelError::Damaged("it is too large".to_owned()));
    let (width, height) = (size(width)?, size(height)?);
    let left_of_paper = is_by_adobe(bytes);
    for point in samples.as_chunks_mut::<4>().0 {
        if space == ColorSpace::YCCK {
            let [luma, blue, red, black] = *point;
            let [cyan, magenta, yellow] = from_differences(luma, blue, red);
            *point = [cyan, magenta, yellow, black];
        }
        if left_of_paper {
            *point = point.map(|sample| 255 - sample);
        }
    }
    Ok(Pixels { width, height, colour: PixelColour::Cmyk, bytes: samples })
}

/// Whether an APP14 segment by Adobe stands before the picture's data.
fn is_by_adobe(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let [0xFF, marker, tail @ ..] = rest {
        match marker {
            0xFF => rest = rest.get(1..).unwrap_or_default(),
            // Without a length.
            0x01 | 0xD0..=0xD7 => rest = tail,
            // The picture's data begins, or nothing more comes.
            0xD9 | 0xDA => return false,
            _ => {
                let length = tail.first_chunk::<2>().map_or(0, |length| usize::from(u16::from_be_bytes(*length)));
                if *marker == 0xEE && tail.get(2..7) == Some(&b"Adobe"[..]) {
                    return true;
                }
                // A length of less than its own two bytes is damage.
                rest = if length < 2 { &[] } else { tail.get(length..).unwrap_or_default() };
            }
        }
    }
    false
}

/// Three samples of luminance and colour differences (ITU-R BT.601, full range).
fn from_differences(luma: u8, blue: u8, red: u8) -> [u8; 3] {
    let (luma, blue, red) = (i32::from(luma) * 1000, i32::from(blue) - 128, i32::from(red) - 128);
    let level = |value: i32| ((value + 500) / 1000).clamp(0, 255) as u8;
    [level(luma + 1402 * red), level(luma - 344 * blue - 714 * red), level(luma + 1772 * blue)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adobes_segment_is_found_before_the_data_only() {
        let adobe = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xEE, 0, 14, b'A', b'd', b'o', b'b', b'e'];
        assert!(is_by_adobe(&adobe));
        let mut later = vec![0xFF, 0xD8, 0xFF, 0xDA, 0, 2];
        later.extend(adobe);
        assert!(!is_by_adobe(&later));
        assert!(!is_by_adobe(&[0xFF, 0xD8, 0xFF, 0xEE, 0, 1, 0xFF]), "a length that goes nowhere");
    }

    #[test]
    fn a_picture_without_inks_is_left_to_others() {
        assert!(matches!(decode(b"no picture"), Err(PixelError::Damaged(_))));
    }
}
