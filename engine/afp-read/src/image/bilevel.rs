//! Pictures of one bit a point: rows padded to bytes, most significant bit first, 1 toned.

use afp_codec::ioca::Compression;

/// The rows of a bilevel picture; short data gives empty rows at the bottom.
pub(super) fn rows(compression: Compression, data: &[u8], width: u32, height: u32) -> Result<Vec<u8>, String> {
    let stride = width.div_ceil(8) as usize;
    let size = stride * height as usize;
    match compression {
        Compression::NONE => {
            let mut rows = data.get(..size.min(data.len())).unwrap_or_default().to_vec();
            rows.resize(size, 0);
            Ok(rows)
        }
        Compression::G4_MMR | Compression::MMR => {
            let mut rows = Rows { bytes: vec![0; size], stride, width, row: 0 };
            let complete = fax::decoder::decode_g4(data.iter().copied(), width, Some(height), |line| rows.add(line));
            rows.finish(complete.is_some(), "G4")
        }
        Compression::G3_MH => {
            let mut rows = Rows { bytes: vec![0; size], stride, width, row: 0 };
            let complete = fax::decoder::decode_g3(data.iter().copied(), |line| rows.add(line));
            rows.finish(complete.is_some(), "G3")
        }
        other => Err(format!(
            "compression {} (X'{:02X}') is not supported for bilevel images",
            other.meaning().unwrap_or("unknown"),
            other.0
        )),
    }
}

struct Rows {
    bytes: Vec<u8>,
    stride: usize,
    width: u32,
    row: usize,
}

impl Rows {
    /// A row by its changes of colour, white first.
    fn add(&mut self, changes: &[u32]) {
        let Some(row) = self.bytes.get_mut(self.row * self.stride..(self.row + 1) * self.stride) else { return };
        self.row += 1;
        for pair in changes.chunks(2) {
            let (start, end) = match *pair {
                [start, end] => (start, end.min(self.width)),
                [start] => (start, self.width),
                _ => return,
            };
            fill(row, start, end);
        }
    }

    /// A picture that breaks off is shown as far as it goes; one without a row is a fault.
    fn finish(self, complete: bool, name: &str) -> Result<Vec<u8>, String> {
        if complete || self.row > 0 { Ok(self.bytes) } else { Err(format!("its {name} data is damaged")) }
    }
}

/// Sets the bits from `start` to before `end`.
fn fill(row: &mut [u8], start: u32, end: u32) {
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

#[cfg(test)]
mod tests {
    use super::*;

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
        let mut encoder = fax::encoder::Encoder::new(fax::VecWriter::new());
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
    }

    #[test]
    fn short_uncompressed_data_leaves_the_rest_empty() {
        assert_eq!(rows(Compression::NONE, &[0xFF], 8, 3), Ok(vec![0xFF, 0, 0]));
    }
}
