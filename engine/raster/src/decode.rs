//! Picture files and raw rows to pixels, within bounds.

use std::io::Cursor;

use png::{ColorType, Decoder, Limits, Transformations};
use scene::{ImageFormat, ImageSource, PixelColour};
use units::Colour;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The most pixels a picture may have.
pub(crate) const MOST_PIXELS: u64 = 64 << 20;

/// What a byte of decoded pixels is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Channels {
    /// One byte, 255 ink.
    Ink,
    /// One byte, 255 white.
    Gray,
    /// Three bytes.
    Rgb,
    /// Four bytes, not premultiplied.
    Rgba,
}

/// Decoded pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) channels: Channels,
    pub(crate) bytes: Vec<u8>,
}

impl Channels {
    pub(crate) const fn count(self) -> usize {
        match self {
            Self::Ink | Self::Gray => 1,
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }
}

/// Decodes a picture.
///
/// # Errors
/// In words, when it is damaged or too large.
pub(crate) fn decode(source: &ImageSource) -> Result<Decoded, String> {
    let decoded = match source.format {
        ImageFormat::Png => decode_png(&source.bytes)?,
        ImageFormat::Jpeg => decode_jpeg(source)?,
        ImageFormat::Raw => decode_raw(source)?,
    };
    let expected = decoded.width * decoded.height * decoded.channels.count();
    if decoded.bytes.len() < expected || expected == 0 {
        return Err(format!("{} bytes of pixels instead of {expected}", decoded.bytes.len()));
    }
    Ok(decoded)
}

fn check_size(width: u64, height: u64) -> Result<(), String> {
    if width == 0 || height == 0 {
        return Err("it has no pixels".to_owned());
    }
    match width.checked_mul(height) {
        Some(pixels) if pixels <= MOST_PIXELS => Ok(()),
        _ => Err(format!("{width} × {height} pixels are more than the {MOST_PIXELS} allowed")),
    }
}

fn decode_png(bytes: &[u8]) -> Result<Decoded, String> {
    let limits = Limits { bytes: MOST_PIXELS as usize };
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(|error| error.to_string())?;
    let (width, height) = (reader.info().width, reader.info().height);
    check_size(width.into(), height.into())?;
    let size = reader.output_buffer_size().ok_or("it is too large")?;
    let mut pixels = vec![0; size];
    reader.next_frame(&mut pixels).map_err(|error| error.to_string())?;
    let (channels, bytes) = match reader.output_color_type().0 {
        ColorType::Grayscale => (Channels::Gray, pixels),
        ColorType::Rgb => (Channels::Rgb, pixels),
        ColorType::Rgba => (Channels::Rgba, pixels),
        ColorType::GrayscaleAlpha => {
            let spread = |pair: &[u8]| match *pair {
                [gray, alpha] => [gray, gray, gray, alpha],
                _ => [0; 4],
            };
            (Channels::Rgba, pixels.chunks_exact(2).flat_map(spread).collect())
        }
        ColorType::Indexed => return Err("its palette is missing".to_owned()),
    };
    Ok(Decoded { width: width as usize, height: height as usize, channels, bytes })
}

fn decode_jpeg(source: &ImageSource) -> Result<Decoded, String> {
    let bytes = &source.bytes[..];
    let options = DecoderOptions::default().set_max_width(1 << 16).set_max_height(1 << 16);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| error.to_string())?;
    let info = decoder.info().ok_or("it has no header")?;
    check_size(info.width.into(), info.height.into())?;
    if matches!(decoder.input_colorspace(), Some(ColorSpace::CMYK | ColorSpace::YCCK)) {
        let inks = ImageSource { colour: PixelColour::Cmyk, ..source.clone() };
        let inks = lower::decode(&inks).map_err(|error| error.to_string())?;
        let (width, height) = (inks.width as usize, inks.height as usize);
        return Ok(Decoded { width, height, channels: Channels::Rgb, bytes: inks_on_screen(&inks.bytes) });
    }
    let gray = decoder.input_colorspace() == Some(ColorSpace::Luma);
    let wanted = if gray { ColorSpace::Luma } else { ColorSpace::RGB };
    decoder.set_options(options.jpeg_set_out_colorspace(wanted));
    let bytes = decoder.decode().map_err(|error| error.to_string())?;
    let channels = if gray { Channels::Gray } else { Channels::Rgb };
    Ok(Decoded { width: info.width.into(), height: info.height.into(), channels, bytes })
}

fn decode_raw(source: &ImageSource) -> Result<Decoded, String> {
    check_size(source.width.into(), source.height.into())?;
    let (width, height) = (source.width as usize, source.height as usize);
    let stride = match source.colour {
        PixelColour::Bilevel => width.div_ceil(8),
        PixelColour::Gray => width,
        PixelColour::Rgb => width * 3,
        PixelColour::Rgba | PixelColour::Cmyk => width * 4,
    };
    let Some(rows) = source.bytes.get(..stride * height) else {
        return Err(format!("{} bytes of pixels instead of {}", source.bytes.len(), stride * height));
    };
    let (channels, bytes) = match source.colour {
        PixelColour::Bilevel => {
            let bits = |row: &[u8]| -> Vec<u8> {
                let ink = |&byte: &u8| (0..8).map(move |bit| if byte >> (7 - bit) & 1 == 1 { 255 } else { 0 });
                row.iter().flat_map(ink).take(width).collect()
            };
            (Channels::Ink, rows.chunks_exact(stride).flat_map(bits).collect())
        }
        PixelColour::Gray => (Channels::Gray, rows.to_vec()),
        PixelColour::Rgb => (Channels::Rgb, rows.to_vec()),
        PixelColour::Rgba => (Channels::Rgba, rows.to_vec()),
        PixelColour::Cmyk => (Channels::Rgb, inks_on_screen(rows)),
    };
    Ok(Decoded { width, height, channels, bytes })
}

/// Points of four inks as red, green, blue.
fn inks_on_screen(points: &[u8]) -> Vec<u8> {
    let points = points.as_chunks::<4>().0.iter();
    points.flat_map(|&[cyan, magenta, yellow, black]| Colour::Cmyk(cyan, magenta, yellow, black).to_rgb()).collect()
}
