//! Pictures as image objects (ISO 32000-1, 8.9).

use std::io::{self, Cursor, Write};

use diagnostics::{Code, Diagnostic, Diagnostics};
use pdf_writer::Ref;
use png::{ColorType, Decoder, Limits, Transformations};
use scene::{ImageFormat, ImageId, ImageSource, PixelColour};

use crate::deflate::Deflate;
use crate::group_four;
use crate::objects::Objects;
use crate::plan::{ImageNumbers, Plan};

/// The most pixels of a picture.
const MOST_PIXELS: u64 = 64 << 20;

/// A picture ready to be written.
struct Picture {
    width: u32,
    height: u32,
    /// The colour space and the bits of a channel.
    space: &'static str,
    /// Inverted inks, or ink bits.
    decode: &'static str,
    data: Data,
    /// 8-bit opacity of each pixel.
    opacity: Option<Vec<u8>>,
}

enum Data {
    Pixels(Vec<u8>),
    /// One bit a pixel, 1 is ink.
    Bits(Vec<u8>),
    Jpeg(std::sync::Arc<[u8]>),
}

/// Writes a picture in its own colours; a grey pixel in the place of a damaged one.
pub(crate) fn write<W: Write>(
    objects: &mut Objects<W>,
    plan: &Plan<'_>,
    id: ImageId,
    diagnostics: &mut Diagnostics,
) -> io::Result<()> {
    let Some(source) = plan.definitions.image(id) else { return Ok(()) };
    write_source(objects, source, &plan.numbers.image(id), diagnostics)
}

/// Writes a picture under numbers of its own.
pub(crate) fn write_source<W: Write>(
    objects: &mut Objects<W>,
    source: &ImageSource,
    numbers: &ImageNumbers,
    diagnostics: &mut Diagnostics,
) -> io::Result<()> {
    let picture = prepare(source).unwrap_or_else(|reason| {
        let finding = Diagnostic::new(Code::ImageDamaged).with("asset", source.name.as_str());
        diagnostics.push_once(finding.with("reason", reason));
        let data = Data::Pixels(vec![224]);
        Picture { width: 1, height: 1, space: "Gray/BitsPerComponent 8", decode: "", data, opacity: None }
    });
    let ImageNumbers { image, opacity, .. } = *numbers;
    let mut deflate = Deflate::dense();
    let mut entries = head(picture.width, picture.height);
    entries.push_str(&format!("/ColorSpace/Device{}{}", picture.space, picture.decode));
    if let Some(shares) = picture.opacity {
        entries.push_str(&format!("/SMask {} 0 R", opacity.get()));
        let mask = format!("{}/ColorSpace/DeviceGray/BitsPerComponent 8", head(picture.width, picture.height));
        objects.stream(opacity, &mask, &deflate.compress(&shares))?;
    }
    match picture.data {
        Data::Pixels(pixels) => objects.stream(image, &entries, &deflate.compress(&pixels)),
        Data::Bits(rows) => bits(objects, image, entries, &rows, picture.width, picture.height),
        Data::Jpeg(bytes) => objects.filtered(image, &entries, "DCT", &bytes),
    }
}

/// Writes a bilevel picture whose 0 bits are transparent.
pub(crate) fn write_stencil<W: Write>(
    objects: &mut Objects<W>,
    plan: &Plan<'_>,
    id: ImageId,
    diagnostics: &mut Diagnostics,
) -> io::Result<()> {
    let Some(source) = plan.definitions.image(id) else { return Ok(()) };
    write_stencil_source(objects, source, &plan.numbers.image(id), diagnostics)
}

/// Writes a bilevel picture under numbers of its own.
pub(crate) fn write_stencil_source<W: Write>(
    objects: &mut Objects<W>,
    source: &ImageSource,
    numbers: &ImageNumbers,
    diagnostics: &mut Diagnostics,
) -> io::Result<()> {
    let rows = raw_rows(source).unwrap_or_else(|reason| {
        let finding = Diagnostic::new(Code::ImageDamaged).with("asset", source.name.as_str());
        diagnostics.push_once(finding.with("reason", reason));
        vec![0; (source.width as usize).div_ceil(8) * source.height as usize]
    });
    // A 1 bit is ink (8.9.6.2 paints 0 bits unless told otherwise).
    let entries = format!("{}/ImageMask true/BitsPerComponent 1/Decode[1 0]", head(source.width, source.height));
    bits(objects, numbers.stencil, entries, &rows, source.width, source.height)
}

/// Writes bits as Group 4, as facsimile and AFP have them; deflated where that makes them longer, as with dots.
fn bits<W: Write>(
    objects: &mut Objects<W>,
    id: Ref,
    mut entries: String,
    rows: &[u8],
    width: u32,
    height: u32,
) -> io::Result<()> {
    let fax = group_four::compress(rows, width);
    if fax.len() >= rows.len() {
        return objects.stream(id, &entries, &Deflate::dense().compress(rows));
    }
    entries.push_str(&group_four::parameters(width, height));
    objects.filtered(id, &entries, "CCITTFax", &fax)
}

fn head(width: u32, height: u32) -> String {
    format!("/Type/XObject/Subtype/Image/Width {width}/Height {height}")
}

fn prepare(source: &ImageSource) -> Result<Picture, String> {
    match source.format {
        ImageFormat::Raw => prepare_raw(source),
        ImageFormat::Png => prepare_png(&source.bytes),
        ImageFormat::Jpeg => prepare_jpeg(source),
    }
}

fn check_size(width: u32, height: u32) -> Result<(), String> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 || pixels > MOST_PIXELS {
        return Err(format!("{width} × {height} pixels; 1 to {MOST_PIXELS} are allowed"));
    }
    Ok(())
}

fn raw_rows(source: &ImageSource) -> Result<Vec<u8>, String> {
    check_size(source.width, source.height)?;
    let width = source.width as usize;
    let stride = match source.colour {
        PixelColour::Bilevel => width.div_ceil(8),
        PixelColour::Gray => width,
        PixelColour::Rgb => width * 3,
        PixelColour::Rgba | PixelColour::Cmyk => width * 4,
    };
    let size = stride * source.height as usize;
    let rows = source.bytes.get(..size);
    rows.map(<[u8]>::to_vec).ok_or_else(|| format!("{} bytes of pixels instead of {size}", source.bytes.len()))
}

fn prepare_raw(source: &ImageSource) -> Result<Picture, String> {
    let rows = raw_rows(source)?;
    let (space, decode) = match source.colour {
        PixelColour::Bilevel => ("Gray/BitsPerComponent 1", "/Decode[1 0]"),
        PixelColour::Gray => ("Gray/BitsPerComponent 8", ""),
        PixelColour::Rgb | PixelColour::Rgba => ("RGB/BitsPerComponent 8", ""),
        PixelColour::Cmyk => ("CMYK/BitsPerComponent 8", ""),
    };
    let (rows, opacity) = if source.colour == PixelColour::Rgba { split_opacity(&rows, 3) } else { (rows, None) };
    let data = if source.colour == PixelColour::Bilevel { Data::Bits(rows) } else { Data::Pixels(rows) };
    Ok(Picture { width: source.width, height: source.height, space, decode, data, opacity })
}

/// Colours and opacities of pixels of `channels` and an opacity; none where all is opaque.
fn split_opacity(pixels: &[u8], channels: usize) -> (Vec<u8>, Option<Vec<u8>>) {
    let pixels = pixels.chunks_exact(channels + 1);
    let colours = pixels.clone().flat_map(|pixel| pixel.iter().take(channels).copied()).collect();
    let opacity: Vec<u8> = pixels.filter_map(|pixel| pixel.last().copied()).collect();
    let opaque = opacity.iter().all(|&share| share == 255);
    (colours, (!opaque).then_some(opacity))
}

fn prepare_png(bytes: &[u8]) -> Result<Picture, String> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MOST_PIXELS as usize });
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(|error| error.to_string())?;
    let (width, height) = (reader.info().width, reader.info().height);
    check_size(width, height)?;
    let mut pixels = vec![0; reader.output_buffer_size().ok_or("it is too large")?];
    reader.next_frame(&mut pixels).map_err(|error| error.to_string())?;
    let gray = "Gray/BitsPerComponent 8";
    let rgb = "RGB/BitsPerComponent 8";
    let (space, (pixels, opacity)) = match reader.output_color_type().0 {
        ColorType::Grayscale => (gray, (pixels, None)),
        ColorType::GrayscaleAlpha => (gray, split_opacity(&pixels, 1)),
        ColorType::Rgb => (rgb, (pixels, None)),
        ColorType::Rgba => (rgb, split_opacity(&pixels, 3)),
        ColorType::Indexed => return Err("its palette is missing".to_owned()),
    };
    Ok(Picture { width, height, space, decode: "", data: Data::Pixels(pixels), opacity })
}

/// A JPEG file goes in as it is; its frame header says what it holds (ITU-T T.81, B.2.2).
fn prepare_jpeg(source: &ImageSource) -> Result<Picture, String> {
    let bytes = &source.bytes;
    let mut adobe = false;
    let mut at = 2;
    if bytes.get(..2) != Some(&[0xFF, 0xD8]) {
        return Err("it does not begin as a JPEG file".to_owned());
    }
    loop {
        let (marker, length) = match bytes.get(at..at + 4) {
            Some(&[0xFF, 0xFF, ..]) => {
                at += 1;
                continue;
            }
            Some(&[0xFF, marker, high, low]) => (marker, usize::from(u16::from_be_bytes([high, low]))),
            _ => return Err("it has no frame header".to_owned()),
        };
        let body = bytes.get(at + 4..at + 2 + length).unwrap_or_default();
        match marker {
            0xEE if body.starts_with(b"Adobe") => adobe = true,
            // Frame headers are SOF0 to SOF15 without the tables DHT, JPG and DAC among their codes.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                let &[8, height_high, height_low, width_high, width_low, channels, ..] = body else {
                    return Err("its frame header cannot be used".to_owned());
                };
                let height = u16::from_be_bytes([height_high, height_low]).into();
                let width = u16::from_be_bytes([width_high, width_low]).into();
                check_size(width, height)?;
                let (space, decode) = match channels {
                    1 => ("Gray/BitsPerComponent 8", ""),
                    3 => ("RGB/BitsPerComponent 8", ""),
                    // Adobe's programs store inks inverted.
                    4 if adobe => ("CMYK/BitsPerComponent 8", "/Decode[1 0 1 0 1 0 1 0]"),
                    4 => ("CMYK/BitsPerComponent 8", ""),
                    _ => return Err(format!("it has {channels} channels")),
                };
                let data = Data::Jpeg(bytes.clone());
                return Ok(Picture { width, height, space, decode, data, opacity: None });
            }
            _ => {}
        }
        at += 2 + length.max(2);
    }
}
