//! Pictures as TIFF files, without loss (TIFF 6.0): LZW with the horizontal predictor.

use std::io::Cursor;

use ::tiff::encoder::{Compression, Predictor, TiffEncoder, colortype};
use lower::Pixels;
use scene::PixelColour;

/// A TIFF file of a picture without opacity.
pub(super) fn encode(pixels: &Pixels) -> Result<Vec<u8>, String> {
    let mut out = Cursor::new(Vec::new());
    let words = |error: ::tiff::TiffError| error.to_string();
    let mut encoder = TiffEncoder::new(&mut out)
        .map_err(words)?
        .with_compression(Compression::Lzw)
        .with_predictor(Predictor::Horizontal);
    let (width, height, bytes) = (pixels.width, pixels.height, pixels.bytes.as_slice());
    match pixels.colour {
        PixelColour::Bilevel => encoder.write_image::<colortype::Gray8>(width, height, &to_gray(pixels)),
        PixelColour::Gray => encoder.write_image::<colortype::Gray8>(width, height, bytes),
        PixelColour::Rgb => encoder.write_image::<colortype::RGB8>(width, height, bytes),
        PixelColour::Cmyk => encoder.write_image::<colortype::CMYK8>(width, height, bytes),
        PixelColour::Rgba => encoder.write_image::<colortype::RGB8>(width, height, &pixels.clone().on_white().bytes),
    }
    .map_err(words)?;
    Ok(out.into_inner())
}

/// A two-level picture too large for IOCA, ink as black.
fn to_gray(pixels: &Pixels) -> Vec<u8> {
    let width = pixels.width as usize;
    let rows = pixels.bytes.chunks(width.div_ceil(8).max(1));
    rows.flat_map(|row| {
        (0..width).map(|x| {
            let toned = row.get(x / 8).is_some_and(|byte| byte >> (7 - x % 8) & 1 == 1);
            if toned { 0 } else { 255 }
        })
    })
    .collect()
}
