//! JPEG pictures that cannot be passed through: the container for JPEG has no CMYK.

use std::io::Cursor;

use diagnostics::{Code, Diagnostic};
use lower::Pixels;
use scene::{ImageSource, PixelColour};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The finding that a picture's inks are written as light.
pub(super) fn converted(image: &ImageSource) -> Diagnostic {
    Diagnostic::new(Code::LoweredColour)
        .with("written", "red, green, blue")
        .with("reason", format!("the JPEG picture {} has inks, which AFP's JPEG container has not", image.name))
}

/// The picture's pixels as red, green and blue.
pub(super) fn to_rgb(image: &ImageSource) -> Result<Pixels, String> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(&image.bytes[..]), options);
    let bytes = decoder.decode().map_err(|error| error.to_string())?;
    let (width, height) = decoder.dimensions().ok_or("it has no size")?;
    let side = |length: usize| u32::try_from(length).map_err(|_| "it is too large");
    Ok(Pixels { width: side(width)?, height: side(height)?, colour: PixelColour::Rgb, bytes })
}
