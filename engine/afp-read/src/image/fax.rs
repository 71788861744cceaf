//! Facsimile compressions: ITU-T T.4 and T.6, TIFF algorithm 2, and IBM MMR, which codes its first row like the one and
//! the others like the other (IOCA appendix A).

use std::convert::Infallible;

use afp_codec::ioca::Compression;
use fax::maps::{black, white};
use fax::{BitReader, BitWriter, Bits, VecWriter};
use hayro_ccitt::{DecodeSettings, Decoder, DecoderContext, EncodingMode};

use super::MOST_PIXELS;

/// The rows of a picture, padded to bytes, 1 black. A height of 0 is told by the data; rows that are missing are
/// white. Data without a row is a fault.
pub(super) fn rows(compression: Compression, data: &[u8], width: u32, height: u32) -> Result<Vec<u8>, String> {
    let converted = (compression == Compression::MMR).then(|| without_first_row_apart(data, width)).flatten();
    let data = converted.as_deref().unwrap_or(data);
    let lines = matches!(compression, Compression::G3_MH | Compression::G3_MR);
    let settings = DecodeSettings {
        columns: width,
        rows: height,
        end_of_block: compression != Compression::TIFF_ALGORITHM_2,
        end_of_line: lines,
        rows_are_byte_aligned: compression == Compression::TIFF_ALGORITHM_2,
        encoding: match compression {
            Compression::G3_MR => EncodingMode::Group3_2D,
            Compression::G3_MH | Compression::TIFF_ALGORITHM_2 => EncodingMode::Group3_1D,
            _ => EncodingMode::Group4,
        },
        strict: false,
    };
    let stride = width.div_ceil(8) as usize;
    let most = if height > 0 { height as usize } else { (MOST_PIXELS / u64::from(width.max(1))) as usize };
    let mut rows = Rows { bytes: Vec::new(), stride, width, most };
    let decoded = hayro_ccitt::decode(data, &mut rows, &mut DecoderContext::new(settings));
    if rows.bytes.is_empty() && (decoded.is_err() && !data.is_empty() || height == 0) {
        return Err(String::from("its facsimile data is damaged"));
    }
    if height > 0 {
        rows.bytes.resize(stride * most, 0);
    }
    Ok(rows.bytes)
}

struct Rows {
    bytes: Vec<u8>,
    stride: usize,
    width: u32,
    most: usize,
}

impl Decoder for Rows {
    fn push_row(&mut self, changes: &[u32]) {
        let start = self.bytes.len();
        if start >= self.most * self.stride {
            return;
        }
        self.bytes.resize(start + self.stride, 0);
        let row = self.bytes.get_mut(start..).unwrap_or_default();
        for pair in changes.chunks(2) {
            match *pair {
                [start, end] => fill(row, start, end.min(self.width)),
                [start] => fill(row, start, self.width),
                _ => {}
            }
        }
    }
}

/// Sets the bits from `start` to before `end`.
pub(super) fn fill(row: &mut [u8], start: u32, end: u32) {
    let (start, end) = (start as usize, end as usize);
    if start >= end {
        return;
    }
    let (first, last) = (start / 8, (end - 1) / 8);
    let head = 0xFFu8 >> (start % 8);
    let tail = 0xFFu8 << (7 - (end - 1) % 8);
    if first == last {
        if let Some(byte) = row.get_mut(first) {
            *byte |= head & tail;
        }
        return;
    }
    if let Some(byte) = row.get_mut(first) {
        *byte |= head;
    }
    if let Some(middle) = row.get_mut(first + 1..last) {
        middle.fill(0xFF);
    }
    if let Some(byte) = row.get_mut(last) {
        *byte |= tail;
    }
}

/// IBM MMR as T.6 has it: the first row, coded in one dimension and ended by an end-of-line code, is coded in horizontal
/// mode instead. `None` where the data does not begin with such a row, as that of programs which call T.6 so.
fn without_first_row_apart(data: &[u8], width: u32) -> Option<Vec<u8>> {
    let mut reader = Bitwise { data, at: 0 };
    // The row may have an end-of-line code with the tag of a one-dimensional row before it.
    if reader.end_of_line() && reader.take(1)? != 1 {
        return None;
    }
    let mut writer = VecWriter::new();
    let mut covered = 0;
    while covered < width {
        write(&mut writer, 0b001, 3);
        for is_white in [true, false] {
            let (start, room) = (reader.at, width - covered);
            let length = if covered >= width && !is_white { 0 } else { reader.run(is_white)? };
            covered = covered.checked_add(length).filter(|_| length <= room)?;
            if start == reader.at {
                // The row ended with the white run: a black run of no length.
                write(&mut writer, 0b00_0011_0111, 10);
            } else {
                Bitwise { data, at: start }.copy_to(reader.at, &mut writer);
            }
        }
    }
    if !reader.end_of_line() || reader.take(1)? != 0 {
        return None;
    }
    reader.copy_to(data.len() * 8, &mut writer);
    Some(writer.finish())
}

fn write(writer: &mut VecWriter, data: u16, len: u8) {
    let Ok(()) = writer.write(Bits { data, len });
}

/// Data bit by bit.
struct Bitwise<'d> {
    data: &'d [u8],
    at: usize,
}

impl Bitwise<'_> {
    fn take(&mut self, bits: u8) -> Option<u16> {
        let value = self.peek(bits)?;
        self.at += usize::from(bits);
        Some(value)
    }

    /// Passes over an end-of-line code, with the fill before it, if one stands here.
    fn end_of_line(&mut self) -> bool {
        let start = self.at;
        while self.peek(1) == Some(0) {
            self.at += 1;
        }
        let found = self.at >= start + 11 && self.peek(1) == Some(1);
        self.at = if found { self.at + 1 } else { start };
        found
    }

    /// The length of a run with its make-up codes.
    fn run(&mut self, is_white: bool) -> Option<u32> {
        let mut length = 0u32;
        loop {
            let part = if is_white { white::decode(self) } else { black::decode(self) }?;
            length = length.checked_add(part.into())?;
            if part < 64 {
                return Some(length);
            }
        }
    }

    fn copy_to(&mut self, end: usize, writer: &mut VecWriter) {
        while self.at < end {
            let bits = (end - self.at).min(16) as u8;
            let Some(data) = self.take(bits) else { return };
            write(writer, data, bits);
        }
    }
}

impl BitReader for Bitwise<'_> {
    type Error = Infallible;

    fn peek(&self, bits: u8) -> Option<u16> {
        let end = self.at + usize::from(bits);
        if bits > 16 || end > self.data.len() * 8 {
            return None;
        }
        let byte = |number: usize| u32::from(self.data.get(self.at / 8 + number).copied().unwrap_or(0));
        let three = byte(0) << 16 | byte(1) << 8 | byte(2);
        let shifted = three >> (24 - self.at % 8 - usize::from(bits));
        u16::try_from(shifted & ((1 << bits) - 1)).ok()
    }

    fn consume(&mut self, bits: u8) -> Result<(), Infallible> {
        self.at += usize::from(bits);
        Ok(())
    }

    fn bits_to_byte_boundary(&self) -> u8 {
        (self.at.wrapping_neg() % 8) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bits as text, blanks passed over, padded with zeros.
    fn bits(text: &str) -> Vec<u8> {
        let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
        digits.chunks(8).map(|byte| byte.iter().enumerate().map(|(at, bit)| bit << (7 - at)).sum()).collect()
    }

    const EOL: &str = "000000000001";

    #[test]
    fn runs_fill_whole_and_partial_bytes() {
        let mut row = [0u8; 3];
        fill(&mut row, 6, 18);
        assert_eq!(row, [0x03, 0xFF, 0xC0]);
        let mut row = [0u8; 1];
        fill(&mut row, 2, 4);
        assert_eq!(row, [0x30]);
    }

    #[test]
    fn g4_rows_come_out_as_they_went_in() {
        // 16 × 3, encoded by the fax crate: independent of how we read.
        let picture = [[0xF0u8, 0x0F], [0x00, 0x00], [0xAA, 0xFF]];
        let mut encoder = fax::encoder::Encoder::new(VecWriter::new());
        for row in picture {
            encoder
                .encode_line(
                    fax::slice_bits(&row).map(|bit| if bit { fax::Color::Black } else { fax::Color::White }),
                    16,
                )
                .unwrap();
        }
        let data = encoder.finish().unwrap().finish();
        assert_eq!(rows(Compression::G4_MMR, &data, 16, 3), Ok(picture.concat()));
        assert_eq!(rows(Compression::G4_MMR, &data, 16, 0), Ok(picture.concat()), "the height is told by the data");
        assert_eq!(rows(Compression::MMR, &data, 16, 3), Ok(picture.concat()), "T.6 under the other name");
    }

    // Codes of T.4: white 4 1011, 8 10011, 0 00110101, black 4 011, 8 000101, 0 0000110111.
    // Codes of T.6: vertical 0 is 1, horizontal 001, pass 0001.

    #[test]
    fn g3_rows_of_one_dimension_are_read() {
        let two = format!("{EOL} 1011 011 {EOL} 00110101 000101 {EOL}{EOL}{EOL}{EOL}{EOL}{EOL}");
        assert_eq!(rows(Compression::G3_MH, &bits(&two), 8, 2), Ok(vec![0x0F, 0xFF]));
        assert_eq!(rows(Compression::G3_MH, &bits(&two), 8, 0), Ok(vec![0x0F, 0xFF]));
    }

    #[test]
    fn g3_rows_of_two_dimensions_are_read() {
        let three = format!("{EOL}1 1011 011 {EOL}0 11 {EOL}1 00110101 000101 {}", format!("{EOL}1").repeat(6));
        assert_eq!(rows(Compression::G3_MR, &bits(&three), 8, 3), Ok(vec![0x0F, 0x0F, 0xFF]));
    }

    #[test]
    fn rows_of_tiff_algorithm_2_begin_on_bytes() {
        assert_eq!(rows(Compression::TIFF_ALGORITHM_2, &bits("1011011 0 00110101 000101"), 8, 2), Ok(vec![0x0F, 0xFF]));
    }

    #[test]
    fn ibm_mmr_has_its_first_row_in_one_dimension() {
        let end = format!("{EOL}1").repeat(6);
        let after = format!("{EOL}0 11 001 00110101 000101 {end}");
        for data in [format!("1011 011 {after}"), format!("{EOL}1 1011 011 {after}")] {
            assert_eq!(rows(Compression::MMR, &bits(&data), 8, 3), Ok(vec![0x0F, 0x0F, 0xFF]), "{data}");
        }
        let white_first = format!("10011 {EOL}0 001 1011 011 {end}");
        assert_eq!(rows(Compression::MMR, &bits(&white_first), 8, 2), Ok(vec![0x00, 0x0F]));
    }

    #[test]
    fn data_without_a_row_is_a_fault_where_it_has_to_tell_the_height() {
        assert!(rows(Compression::G4_MMR, &[], 8, 0).is_err());
        assert_eq!(rows(Compression::G4_MMR, &[], 8, 2), Ok(vec![0, 0]));
    }
}
