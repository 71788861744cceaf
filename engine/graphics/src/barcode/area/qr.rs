//! QR code (ISO/IEC 18004), through the qrcodegen crate.

use qrcodegen::{DataTooLong, Mask, QrCode, QrCodeEcc, QrSegment, QrSegmentMode, Version};

use super::{Matrix, Part};

/// The modules; numbers and capitals take their dense modes, all else is bytes.
pub(in super::super) fn encode(parts: &[Part<'_>], correction: u8, version: u8, gs1: bool) -> Result<Matrix, String> {
    let level = match correction {
        0 => QrCodeEcc::Low,
        1 => QrCodeEcc::Medium,
        2 => QrCodeEcc::Quartile,
        3 => QrCodeEcc::High,
        other => return Err(format!("there is no correction level {other}, only 0 to 3")),
    };
    let least = match version {
        0 => Version::MIN,
        1..=40 => Version::new(version),
        other => return Err(format!("there is no version {other}, only 1 to 40")),
    };
    let mut segments = Vec::new();
    if gs1 {
        segments.push(fnc1());
    }
    for part in parts {
        match part {
            // In a symbol with FNC1 a per cent sign among capitals would stand for a separator.
            Part::Bytes(data) if gs1 && data.contains(&b'%') => segments.push(QrSegment::make_bytes(data)),
            Part::Bytes(data) => match std::str::from_utf8(data) {
                Ok(text) => segments.extend(QrSegment::make_segments(text)),
                Err(_) => segments.push(QrSegment::make_bytes(data)),
            },
            Part::Escape(number @ 0..=999_999) => segments.push(QrSegment::make_eci(*number)),
            Part::Escape(number) => return Err(format!("there is no character set {number}")),
        }
    }
    // The mask is found by the standard's penalties; the level stays the one asked for, as a printer's would.
    let code = QrCode::encode_segments_advanced(&segments, level, least, Version::MAX, None::<Mask>, false).map_err(
        |error| match error {
            DataTooLong::SegmentTooLong => "the data is too long".to_owned(),
            DataTooLong::DataOverCapacity(bits, capacity) => {
                format!("the data has {bits} bits, {capacity} is the limit at this correction level")
            }
        },
    )?;
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

/// FNC1 in first position: mode indicator 0101, without a length. The crate has no such mode; behind the header of ISO
/// 8859-1 (extended channel 3), where the standard allows it (7.4.8), the four bits are that segment's last ones.
fn fnc1() -> QrSegment {
    let bits = [false, false, false, false, false, false, true, true, false, true, false, true];
    QrSegment::new(QrSegmentMode::Eci, 0, bits.to_vec())
}
