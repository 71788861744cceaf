//! PNG headers (ISO/IEC 15948, clauses 5 and 11).

use scene::{ImageFormat, PixelColour};

use super::{Header, ImageError, number};

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks before the pixels; a file with more is refused rather than searched.
const MOST_CHUNKS: usize = 1_000;

pub(super) fn probe(bytes: &[u8]) -> Result<Header, ImageError> {
    let first = SIGNATURE.len();
    if bytes.get(first + 4..first + 8) != Some(b"IHDR") || number::<4>(bytes, first)? != 13 {
        return Err(ImageError::Damaged { reason: "the first chunk is not IHDR", offset: first });
    }
    let width = number::<4>(bytes, first + 8)?;
    let height = number::<4>(bytes, first + 12)?;
    let kind = number::<1>(bytes, first + 17)?;
    let (mut transparent, mut dots_per_inch) = (false, None);
    let mut at = first + 25;
    for _ in 0..MOST_CHUNKS {
        let length = number::<4>(bytes, at)? as usize;
        let name = bytes.get(at + 4..at + 8).unwrap_or_default();
        match name {
            b"tRNS" => transparent = true,
            b"pHYs" if length == 9 && number::<1>(bytes, at + 16)? == 1 => {
                let per_inch =
                    |per_metre: u32| u32::try_from((u64::from(per_metre) * 254 + 5_000) / 10_000).unwrap_or(0);
                let across = per_inch(number::<4>(bytes, at + 8)?);
                let down = per_inch(number::<4>(bytes, at + 12)?);
                dots_per_inch = (across > 0 && down > 0).then_some((across, down));
            }
            b"IDAT" => {
                let colour = match (kind, transparent) {
                    (0, false) => PixelColour::Gray,
                    (2 | 3, false) => PixelColour::Rgb,
                    (0 | 2 | 3, true) | (4 | 6, _) => PixelColour::Rgba,
                    _ => return Err(ImageError::Damaged { reason: "the colour type is unknown", offset: first + 17 }),
                };
                return Ok(Header { format: ImageFormat::Png, width, height, colour, dots_per_inch });
            }
            b"IEND" => break,
            _ => {}
        }
        at = at.saturating_add(length).saturating_add(12);
    }
    Err(ImageError::Damaged { reason: "there is no IDAT chunk", offset: at.min(bytes.len()) })
}
