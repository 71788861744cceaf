//! Bilevel pictures in Group 4 (ITU-T T.6), as facsimile and AFP have them.

use fax::encoder::Encoder;
use fax::{Color, VecWriter, slice_bits};

/// Rows of a bit a pixel, 1 is ink, padded to whole bytes, in Group 4.
pub(crate) fn compress(rows: &[u8], width: u32) -> Vec<u8> {
    let mut encoder = Encoder::new(VecWriter::new());
    let stride = width.div_ceil(8) as usize;
    for row in rows.chunks_exact(stride.max(1)) {
        let dots = slice_bits(row).take(width as usize);
        // Writing into memory does not fail.
        let _ = encoder.encode_line(dots.map(|ink| if ink { Color::Black } else { Color::White }), width);
    }
    encoder.finish().map(VecWriter::finish).unwrap_or_default()
}

/// The parameters that a reader needs (ISO 32000-1, 7.4.6).
pub(crate) fn parameters(width: u32, height: u32) -> String {
    format!("/DecodeParms<</K -1/Columns {width}/Rows {height}/BlackIs1 true>>")
}
