//! JPEG headers (ITU-T T.81, annex B; JFIF 1.02).

use scene::{ImageFormat, PixelColour};

use super::{Header, ImageError, number};

/// Segments before the frame header; a file with more is refused rather than searched.
const MOST_SEGMENTS: usize = 1_000;

pub(super) fn probe(bytes: &[u8]) -> Result<Header, ImageError> {
    let mut dots_per_inch = None;
    let mut at = 2;
    for _ in 0..MOST_SEGMENTS {
        if number::<1>(bytes, at)? != 0xFF {
            return Err(ImageError::Damaged { reason: "no marker stands where one must", offset: at });
        }
        let marker = number::<1>(bytes, at + 1)?;
        match marker {
            // A fill byte before a marker.
            0xFF => {
                at += 1;
                continue;
            }
            // Stand-alone markers.
            0x01 | 0xD0..=0xD7 => {
                at += 2;
                continue;
            }
            // Start of frame; C4, C8 and CC are other things.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                let height = number::<2>(bytes, at + 5)?;
                let width = number::<2>(bytes, at + 7)?;
                let colour = match number::<1>(bytes, at + 9)? {
                    1 => PixelColour::Gray,
                    3 => PixelColour::Rgb,
                    4 => PixelColour::Cmyk,
                    _ => {
                        return Err(ImageError::Damaged {
                            reason: "the number of components is unknown",
                            offset: at + 9,
                        });
                    }
                };
                return Ok(Header { format: ImageFormat::Jpeg, width, height, colour, dots_per_inch });
            }
            0xD9 | 0xDA => break,
            0xE0 if bytes.get(at + 4..at + 9) == Some(b"JFIF\0") => {
                let unit = number::<1>(bytes, at + 11)?;
                let density = |offset: usize| {
                    number::<2>(bytes, offset).map(|dots| if unit == 2 { (dots * 254 + 50) / 100 } else { dots })
                };
                let (across, down) = (density(at + 12)?, density(at + 14)?);
                dots_per_inch = (matches!(unit, 1 | 2) && across > 0 && down > 0).then_some((across, down));
            }
            _ => {}
        }
        let length = number::<2>(bytes, at + 2)? as usize;
        if length < 2 {
            return Err(ImageError::Damaged { reason: "a segment is shorter than its length field", offset: at + 2 });
        }
        at += 2 + length;
    }
    Err(ImageError::Damaged { reason: "there is no frame header", offset: at.min(bytes.len()) })
}
