//! Two-level pictures as IOCA images of function set 10, compressed by G4 (IOCA "IS/3", ITU-T T.6).

use std::convert::Infallible;

use afp_codec::ioca::{Compression, ElementSize, ImageField};
use fax::{Color, VecWriter, encoder::Encoder};
use lower::Pixels;
use scene::PixelColour;

use crate::error::WriteError;
use crate::images::segment::{encoding, image_data, segment, size};

/// The image segment of a two-level picture; none for other pictures and for those too large for the function set.
pub(super) fn encode(pixels: &Pixels) -> Result<Option<Vec<u8>>, WriteError> {
    if pixels.colour != PixelColour::Bilevel {
        return Ok(None);
    }
    let Some(size) = size(pixels) else { return Ok(None) };
    let mut fields = vec![
        ImageField::ImageSize(size),
        ImageField::ImageEncoding(encoding(Compression::G4_MMR)),
        ImageField::ElementSize(ElementSize { bits: 1 }),
    ];
    fields.extend(image_data(&group_4(pixels)));
    segment(&fields).map(Some)
}

fn group_4(pixels: &Pixels) -> Vec<u8> {
    let width = pixels.width as usize;
    let mut encoder = Encoder::new(VecWriter::new());
    for row in pixels.bytes.chunks(width.div_ceil(8)) {
        let dots = (0..width).map(|x| {
            let toned = row.get(x / 8).is_some_and(|byte| byte >> (7 - x % 8) & 1 == 1);
            if toned { Color::Black } else { Color::White }
        });
        let written: Result<(), Infallible> = encoder.encode_line(dots, pixels.width);
        let Ok(()) = written;
    }
    let Ok(writer) = encoder.finish();
    writer.finish()
}
