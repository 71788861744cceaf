//! Pixels to PNG files.

use png::{BitDepth, ColorType, Compression, Encoder, PixelDimensions, Unit};
use scene::Pixmap;
use units::Emu;

use crate::RasterError;

/// Writes a picture as PNG with the resolution noted; opaque pictures without an opacity channel.
///
/// # Errors
/// When the pixels do not fit the sides.
pub fn encode_png(pixmap: &Pixmap, dpi: f64) -> Result<Vec<u8>, RasterError> {
    let failed = |error: png::EncodingError| RasterError::Png(error.to_string());
    let opaque = pixmap.rgba.chunks_exact(4).all(|pixel| pixel.get(3) == Some(&255));
    let rgb: Vec<u8>;
    let (colour, bytes) = if opaque {
        let mut packed = vec![0; pixmap.rgba.len() / 4 * 3];
        for (to, from) in packed.chunks_exact_mut(3).zip(pixmap.rgba.chunks_exact(4)) {
            to.copy_from_slice(from.get(..3).unwrap_or(&[0; 3]));
        }
        rgb = packed;
        (ColorType::Rgb, rgb.as_slice())
    } else {
        (ColorType::Rgba, pixmap.rgba.as_slice())
    };
    let mut file = Vec::with_capacity(bytes.len() / 8);
    let mut encoder = Encoder::new(&mut file, pixmap.width, pixmap.height);
    encoder.set_color(colour);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    let per_metre = (dpi / f64::from(Emu::PER_INCH) * f64::from(Emu::PER_MILLIMETRE) * 1000.0 + 0.5) as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(bytes).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(file)
}
