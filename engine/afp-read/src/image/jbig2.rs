//! JBIG2 pictures (ITU-T T.88), as a file or as the segments alone.

use hayro_jbig2::{DecodeSettings, Decoder, File, Page};

use super::MOST_PIXELS;

/// The first bytes of a JBIG2 file (T.88 annex D.4.1).
const FILE_ID: [u8; 8] = [0x97, b'J', b'B', b'2', b'\r', b'\n', 0x1A, b'\n'];
/// The types of segments that begin with the size of a region (T.88 7.3): text, halftone, generic, refinement.
const REGIONS: [u8; 12] = [4, 6, 7, 20, 22, 23, 36, 38, 39, 40, 42, 43];
/// How many times the pixels of a picture its regions may have together.
const MOST_REGIONS: u64 = 16;

/// The rows of a picture padded to bytes, with its width and height as the data tells them.
pub(super) fn picture(data: &[u8]) -> Result<(Vec<u8>, u32, u32), String> {
    let fault = |error: hayro_jbig2::DecodeError| format!("its JBIG2 data is damaged: {error}");
    let settings = DecodeSettings::default();
    let file;
    let page = if data.starts_with(&FILE_ID) {
        file = File::new(data, &settings).map_err(fault)?;
        file.page(0).ok_or("its JBIG2 data has no page")?
    } else {
        Page::new_embedded(data, None, &settings).map_err(fault)?
    };
    let (width, height) = (page.width(), page.height());
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS {
        return Err(format!("{width} × {height} pixels are more than allowed"));
    }
    if regions_beyond(data, MOST_PIXELS.min(pixels.max(1 << 20) * MOST_REGIONS)) {
        return Err(String::from("its JBIG2 regions have more pixels than allowed"));
    }
    let mut rows = Rows { bytes: Vec::with_capacity(width.div_ceil(8) as usize * height as usize), bits: 0, held: 0 };
    page.decode(&mut rows).map_err(fault)?;
    Ok((rows.bytes, width, height))
}

/// Whether the regions of all segments have more pixels than so many: each takes memory of its own. A header that
/// cannot be followed ends the search, as it ends the decoding.
fn regions_beyond(data: &[u8], most: u64) -> bool {
    let number = |at: usize, bytes: usize| {
        let digits = data.get(at..at.checked_add(bytes)?)?;
        Some(digits.iter().fold(0usize, |number, &digit| number << 8 | usize::from(digit)))
    };
    // The header of a file: its id, flags, and the count of pages unless that is not known (T.88 annex D.4).
    let is_file = data.starts_with(&FILE_ID);
    let flags = if is_file { data.get(8).copied().unwrap_or(0) } else { 1 };
    let mut at = match (is_file, flags & 2 != 0) {
        (false, _) => 0,
        (true, true) => 9,
        (true, false) => 13,
    };
    let (mut pixels, mut contents) = (0u64, Vec::new());
    let segment = |at: usize| -> Option<(usize, usize, u8)> {
        let own = number(at, 4)?;
        let flags = number(at + 4, 1)?;
        let count = number(at + 5, 1)? >> 5;
        let (count, mut next) = if count == 7 {
            let count = number(at + 5, 4)? & 0x1FFF_FFFF;
            (count, at + 9 + count / 8 + 1)
        } else {
            (count, at + 6)
        };
        let reference = if own <= 256 {
            1
        } else if own <= 65_536 {
            2
        } else {
            4
        };
        next = next.checked_add(count.checked_mul(reference)?)?;
        next += if flags & 0x40 != 0 { 4 } else { 1 };
        let length = number(next, 4)?;
        Some((next + 4, length, (flags & 0x3F) as u8))
    };
    let mut region = |at: usize, kind: u8| {
        if REGIONS.contains(&kind)
            && let Some((width, height)) = number(at, 4).zip(number(at + 4, 4))
        {
            pixels = pixels.saturating_add((width as u64).saturating_mul(height as u64));
        }
        pixels > most
    };
    while let Some((start, length, kind)) = segment(at) {
        if flags & 1 == 1 {
            if region(start, kind) {
                return true;
            }
            let Some(next) = start.checked_add(length) else { return false };
            at = next;
        } else {
            // All headers stand before all contents.
            contents.push((length, kind));
            at = start;
            if kind == 51 {
                break;
            }
        }
    }
    for (length, kind) in contents {
        if region(at, kind) {
            return true;
        }
        let Some(next) = at.checked_add(length) else { return false };
        at = next;
    }
    false
}

/// Rows of bits, each padded to a byte.
struct Rows {
    bytes: Vec<u8>,
    bits: u32,
    held: u8,
}

impl Decoder for Rows {
    fn push_pixel(&mut self, black: bool) {
        self.held |= u8::from(black) << (7 - self.bits);
        self.bits += 1;
        if self.bits == 8 {
            self.bytes.push(self.held);
            (self.bits, self.held) = (0, 0);
        }
    }

    fn push_pixel_chunk(&mut self, black: bool, chunk_count: u32) {
        let byte = if black { 0xFF } else { 0 };
        self.bytes.resize(self.bytes.len() + chunk_count as usize, byte);
    }

    fn next_line(&mut self) {
        if self.bits > 0 {
            self.bytes.push(self.held);
            (self.bits, self.held) = (0, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The segments of a page of 8 × 2 points: page information, and a generic region coded with MMR (T.88 7.2, 7.4).
    fn segments(width: u32) -> Vec<u8> {
        let size = [width.to_be_bytes(), 2u32.to_be_bytes()].concat();
        let page = [&[0, 0, 0, 0, 48, 0, 1, 0, 0, 0, 19], &size[..], &[0; 8], &[0, 0, 0]].concat();
        // T.6: horizontal white 4, black 4; vertical 0 twice; end of block.
        let coded = [0b0011_0110, 0b1111_0000, 0b0000_0001, 0b0000_0000, 0b0001_0000];
        let length = u32::try_from(18 + coded.len()).unwrap().to_be_bytes();
        let header = [&[0, 0, 0, 1, 38, 0, 1], &length[..]].concat();
        [&page[..], &header, &size, &[0; 8], &[0], &[1], &coded].concat()
    }

    #[test]
    fn a_generic_region_is_read_with_and_without_a_file_around_it() {
        let wanted = Ok((vec![0x0F, 0x0F], 8, 2));
        assert_eq!(picture(&segments(8)), wanted);
        let file = [&FILE_ID[..], &[1, 0, 0, 0, 1], &segments(8)].concat();
        assert_eq!(picture(&file), wanted);
    }

    #[test]
    fn a_picture_or_region_larger_than_allowed_is_refused_unread() {
        assert!(picture(&segments(60_000 * 1_000)).is_err());
        let mut large = segments(8);
        let region = large.len() - 23;
        large.splice(region..region + 8, [0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]);
        assert!(picture(&large).is_err_and(|reason| reason.contains("regions")));
    }
}
