//! GIF pictures: their first frame.

use std::num::NonZeroU64;

use gif::{ColorOutput, DecodeOptions, MemoryLimit};
use scene::PixelColour;

use super::{Held, raw};
use crate::image::{MOST_PIXELS, take_memory};

/// Opens a GIF picture; what its first frame leaves free is transparent.
pub(super) fn open(data: &[u8], budget: &mut u64) -> Result<Held, String> {
    let fault = |error: gif::DecodingError| error.to_string();
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::RGBA);
    if let Some(most) = NonZeroU64::new(MOST_PIXELS * 4) {
        options.set_memory_limit(MemoryLimit::Bytes(most));
    }
    let mut decoder = options.read_info(data).map_err(fault)?;
    let (width, height) = (u32::from(decoder.width()), u32::from(decoder.height()));
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 || pixels > MOST_PIXELS {
        return Err(format!("a GIF picture of {width} × {height} pixels"));
    }
    take_memory(pixels * 4, budget)?;
    let frame = decoder.read_next_frame().map_err(fault)?.ok_or("a GIF picture without a frame")?;
    let mut bytes = vec![0; width as usize * height as usize * 4];
    let (left, top, own) = (usize::from(frame.left), usize::from(frame.top), usize::from(frame.width));
    let rows = bytes.chunks_exact_mut(width as usize * 4).skip(top);
    for (row, points) in rows.zip(frame.buffer.chunks_exact((own * 4).max(1))) {
        let Some(place) = row.get_mut(left * 4..) else { break };
        for (place, point) in place.iter_mut().zip(points) {
            *place = *point;
        }
    }
    Ok(Held::Picture(raw(width, height, PixelColour::Rgba, bytes), None))
}
