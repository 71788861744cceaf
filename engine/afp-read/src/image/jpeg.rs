//! JPEG pictures of which more is asked than to be passed on.

use std::io::Cursor;

use scene::{ImageFormat, ImageSource, PixelColour};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::MOST_PIXELS;
use super::pixels::Pixels;

/// The pixels of a JPEG picture: grey, light or inks.
pub(super) fn decode(bytes: &[u8]) -> Result<Pixels, String> {
    let header = graphics::image::probe(bytes).map_err(|error| error.to_string())?;
    let (width, height) = (header.width, header.height);
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(format!("{width} × {height} pixels are more than allowed"));
    }
    if header.colour == PixelColour::Cmyk {
        let source = ImageSource {
            name: String::new(),
            width,
            height,
            colour: header.colour,
            format: ImageFormat::Jpeg,
            bytes: bytes.into(),
        };
        let inks = lower::decode(&source).map_err(|error| error.to_string())?;
        return Ok(Pixels { width: inks.width, height: inks.height, colour: inks.colour, bytes: inks.bytes });
    }
    let (space, colour) = match header.colour {
        PixelColour::Gray => (ColorSpace::Luma, PixelColour::Gray),
        _ => (ColorSpace::RGB, PixelColour::Rgb),
    };
    let options = DecoderOptions::default()
        .set_max_width(width as usize)
        .set_max_height(height as usize)
        .jpeg_set_out_colorspace(space);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    let bytes = decoder.decode().map_err(|error| format!("its JPEG data is damaged: {error}"))?;
    Ok(Pixels { width, height, colour, bytes })
}
