//! QR code (ISO/IEC 18004), through the qrcodegen crate.

use qrcodegen::{DataTooLong, Mask, QrCode, QrCodeEcc, QrSegment, Version};

use super::Matrix;

/// The modules; numbers and capitals take their dense modes, all else is bytes.
pub(super) fn encode(data: &[u8], correction: u8) -> Result<Matrix, String> {
    let level = match correction {
        0 => QrCodeEcc::Low,
        1 => QrCodeEcc::Medium,
        2 => QrCodeEcc::Quartile,
        3 => QrCodeEcc::High,
        other => return Err(format!("there is no correction level {other}, only 0 to 3")),
    };
    let segments = match std::str::from_utf8(data) {
        Ok(text) => QrSegment::make_segments(text),
        Err(_) => vec![QrSegment::make_bytes(data)],
    };
    // The mask is found by the standard's penalties; the level stays the one asked for, as a printer's would.
    let code = QrCode::encode_segments_advanced(&segments, level, Version::MIN, Version::MAX, None::<Mask>, false)
        .map_err(|error| match error {
            DataTooLong::SegmentTooLong => "the data is too long".to_owned(),
            DataTooLong::DataOverCapacity(bits, capacity) => {
                format!("the data has {bits} bits, {capacity} is the limit at this correction level")
            }
        })?;
    let side = code.size();
    let mut matrix = Matrix::new(side as usize, side as usize);
    for row in 0..side {
        for column in 0..side {
            if code.get_module(column, row) {
                matrix.darken(column as usize, row as usize);
            }
        }
    }
    Ok(matrix)
}
