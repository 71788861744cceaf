//! Pictures as plain pixels.

use std::io::Cursor;

use scene::{ImageFormat, ImageSource, PixelColour};

use crate::inks;

/// The most pixels of a picture.
const MOST_PIXELS: u64 = 400_000_000;

/// A picture could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PixelError {
    /// The bytes are no PNG file or end too early.
    #[error("the picture cannot be decoded: {0}")]
    Damaged(String),
    /// It has more pixels than allowed.
    #[error("the picture has {width} × {height} pixels, more than allowed")]
    TooLarge {
        /// Columns.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// JPEG of grey or light is not decoded here: outputs pass it through.
    #[error("a JPEG picture is passed through, not decoded")]
    Jpeg,
}

/// The pixels of a picture, rows from the top without padding but for two-level pictures, whose rows end on a byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// What a pixel is.
    pub colour: PixelColour,
    /// The samples, as [`PixelColour`] says.
    pub bytes: Vec<u8>,
}

/// The pixels of a PNG or raw picture, or of a JPEG picture of inks. Sixteen-bit samples become eight-bit ones, palettes colours; a picture whose
/// pixels are all opaque has no opacity.
///
/// # Errors
/// When the bytes are damaged, too many, or JPEG without inks.
pub fn decode(image: &ImageSource) -> Result<Pixels, PixelError> {
    let pixels = u64::from(image.width) * u64::from(image.height);
    if pixels > MOST_PIXELS {
        return Err(PixelError::TooLarge { width: image.width, height: image.height });
    }
    let decoded = match image.format {
        ImageFormat::Raw => raw(image)?,
        ImageFormat::Png => png(image)?,
        ImageFormat::Jpeg if image.colour == PixelColour::Cmyk => return inks::decode(&image.bytes),
        ImageFormat::Jpeg => return Err(PixelError::Jpeg),
    };
    Ok(decoded.without_needless_opacity())
}

fn row_bytes(colour: PixelColour, width: u32) -> usize {
    let width = width as usize;
    match colour {
        PixelColour::Bilevel => width.div_ceil(8),
        PixelColour::Gray => width,
        PixelColour::Rgb => width * 3,
        PixelColour::Rgba | PixelColour::Cmyk => width * 4,
    }
}

fn raw(image: &ImageSource) -> Result<Pixels, PixelError> {
    let wanted = row_bytes(image.colour, image.width) * image.height as usize;
    match image.bytes.get(..wanted) {
        Some(bytes) => {
            Ok(Pixels { width: image.width, height: image.height, colour: image.colour, bytes: bytes.to_vec() })
        }
        None => Err(PixelError::Damaged(format!("{} bytes are missing", wanted - image.bytes.len()))),
    }
}

fn png(image: &ImageSource) -> Result<Pixels, PixelError> {
    let damaged = |error: png::DecodingError| PixelError::Damaged(error.to_string());
    let mut decoder = png::Decoder::new(Cursor::new(&image.bytes[..]));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(damaged)?;
    let (width, height, source_depth, source_colour) = {
        let info = reader.info();
        (info.width, info.height, info.bit_depth, info.color_type)
    };
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PixelError::TooLarge { width, height });
    }
    let size = reader.output_buffer_size().ok_or(PixelError::TooLarge { width, height })?;
    let mut bytes = vec![0; size];
    let frame = reader.next_frame(&mut bytes).map_err(damaged)?;
    bytes.truncate(frame.buffer_size());
    let pixels = |colour, bytes| Pixels { width, height, colour, bytes };
    Ok(match frame.color_type {
        png::ColorType::Grayscale
            // The white of any other picture is opaque, which a two-level one cannot say.
            if image.colour == PixelColour::Bilevel
                && source_depth == png::BitDepth::One
                && source_colour == png::ColorType::Grayscale =>
        {
            pixels(PixelColour::Bilevel, to_bilevel(&bytes, width))
        }
        png::ColorType::Grayscale => pixels(PixelColour::Gray, bytes),
        png::ColorType::GrayscaleAlpha => {
            let wide = bytes.as_chunks::<2>().0.iter().flat_map(|&[gray, alpha]| [gray, gray, gray, alpha]).collect();
            pixels(PixelColour::Rgba, wide)
        }
        png::ColorType::Rgb | png::ColorType::Indexed => pixels(PixelColour::Rgb, bytes),
        png::ColorType::Rgba => pixels(PixelColour::Rgba, bytes),
    })
}

/// Black is ink.
fn to_bilevel(gray: &[u8], width: u32) -> Vec<u8> {
    let width = (width as usize).max(1);
    let mut rows = Vec::with_capacity(gray.len() / 8 + gray.len() / width + 1);
    for row in gray.chunks(width) {
        for eight in row.chunks(8) {
            let bits = eight.iter().enumerate().map(|(at, &level)| u8::from(level < 128) << (7 - at));
            rows.push(bits.sum::<u8>());
        }
    }
    rows
}

impl Pixels {
    /// On white paper; other colours than those with opacity stay as they are.
    #[must_use]
    pub fn on_white(self) -> Self {
        if self.colour != PixelColour::Rgba {
            return self;
        }
        let over = |value: u8, alpha: u8| {
            let (value, alpha) = (u32::from(value), u32::from(alpha));
            ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
        };
        let flat = self.bytes.as_chunks::<4>().0.iter();
        let bytes = flat.flat_map(|&[red, green, blue, alpha]| [red, green, blue].map(|value| over(value, alpha)));
        Self { bytes: bytes.collect(), colour: PixelColour::Rgb, ..self }
    }

    fn without_needless_opacity(self) -> Self {
        let opaque = self.colour == PixelColour::Rgba
            && self.bytes.as_chunks::<4>().0.iter().all(|&[.., alpha]| alpha == u8::MAX);
        if opaque { self.on_white() } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw_image(colour: PixelColour, bytes: &[u8]) -> ImageSource {
        let (name, format) = ("a".to_owned(), ImageFormat::Raw);
        ImageSource { name, width: 2, height: 1, colour, format, bytes: bytes.into() }
    }

    #[test]
    fn transparency_is_mixed_with_white() {
        let image = raw_image(PixelColour::Rgba, &[0, 0, 0, 128, 255, 0, 0, 255]);
        let flat = decode(&image).unwrap().on_white();
        assert_eq!((flat.colour, flat.bytes), (PixelColour::Rgb, vec![127, 127, 127, 255, 0, 0]));
    }

    #[test]
    fn opacity_that_is_full_everywhere_is_left_out() {
        let image = raw_image(PixelColour::Rgba, &[1, 2, 3, 255, 4, 5, 6, 255]);
        assert_eq!(decode(&image).unwrap().colour, PixelColour::Rgb);
    }

    #[test]
    fn missing_pixels_are_an_error() {
        assert!(matches!(decode(&raw_image(PixelColour::Rgb, &[1, 2])), Err(PixelError::Damaged(_))));
    }
}
