//! Pictures, embedded once.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use diagnostics::{Code, Diagnostic, Diagnostics};
use png::{BitDepth, ColorType, Compression, Encoder};
use scene::{Definitions, Image, ImageFormat, ImageId, ImageSource, PixelColour};
use units::{Colour, QuarterTurn};

use crate::number::matrix;

/// The most pixels of a picture.
const MOST_PIXELS: u64 = 64 << 20;

/// Pixels to the point below which they can be seen one by one, and are squares as on paper: 150 to the inch.
const COARSE: f64 = 150.0 / 72.0;

/// The pictures used so far, by picture, ink and whether single pixels can be seen, with their numbers.
#[derive(Default)]
pub(crate) struct Pictures {
    used: BTreeMap<(ImageId, Option<[u8; 3]>, bool), usize>,
}

impl Pictures {
    /// Draws a picture.
    pub(crate) fn image(&mut self, out: &mut String, definitions: &Definitions, image: &Image) {
        let Some(source) = definitions.image(image.image) else { return };
        let stencil = source.format == ImageFormat::Raw && source.colour == PixelColour::Bilevel;
        let ink = image.mask.filter(|_| stencil).map(|mask| definitions.to_rgb(mask.colour));
        let rect = image.rect;
        let [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map(|length| length.to_points());
        let sideways = matches!(image.turn, QuarterTurn::One | QuarterTurn::Three);
        let (across, down) = if sideways { (height, width) } else { (width, height) };
        let coarse =
            f64::from(source.width) / across.max(0.1) < COARSE || f64::from(source.height) / down.max(0.1) < COARSE;
        let next = self.used.len();
        let number = *self.used.entry((image.image, ink, coarse)).or_insert(next);
        out.push_str(&format!("<use href=\"#i{number}\""));
        // From the unit square, in which the picture stands upright, to its place.
        matrix(
            out,
            match image.turn {
                QuarterTurn::Zero => [width, 0.0, 0.0, height, x, y],
                QuarterTurn::One => [0.0, height, -width, 0.0, x + width, y],
                QuarterTurn::Two => [-width, 0.0, 0.0, -height, x + width, y + height],
                QuarterTurn::Three => [0.0, -height, width, 0.0, x, y + height],
            },
        );
        out.push_str("/>\n");
    }

    /// All pictures used, each one unit wide and high; a grey square for a damaged one.
    pub(crate) fn define(&self, out: &mut String, definitions: &Definitions, diagnostics: &mut Diagnostics) {
        for (&(id, ink, coarse), number) in &self.used {
            let Some(source) = definitions.image(id) else { continue };
            let file = match source.format {
                ImageFormat::Jpeg => Ok(("jpeg", source.bytes.to_vec())),
                ImageFormat::Png => Ok(("png", source.bytes.to_vec())),
                ImageFormat::Raw => raw_to_png(source, ink).map(|file| ("png", file)),
            };
            match file {
                Ok((kind, bytes)) => {
                    let squares = if coarse { " style=\"image-rendering:pixelated\"" } else { "" };
                    out.push_str(&format!(
                        "<image id=\"i{number}\" width=\"1\" height=\"1\" preserveAspectRatio=\"none\"{squares} \
                         href=\"data:image/{kind};base64,"
                    ));
                    STANDARD.encode_string(bytes, out);
                    out.push_str("\"/>\n");
                }
                Err(reason) => {
                    let finding = Diagnostic::new(Code::ImageDamaged).with("asset", source.name.as_str());
                    diagnostics.push_once(finding.with("reason", reason));
                    out.push_str(&format!("<rect id=\"i{number}\" width=\"1\" height=\"1\" fill=\"#e0e0e0\"/>\n"));
                }
            }
        }
    }
}

fn raw_to_png(source: &ImageSource, ink: Option<[u8; 3]>) -> Result<Vec<u8>, String> {
    let pixels = u64::from(source.width) * u64::from(source.height);
    if pixels == 0 || pixels > MOST_PIXELS {
        return Err(format!("{} × {} pixels; 1 to {MOST_PIXELS} are allowed", source.width, source.height));
    }
    let width = source.width as usize;
    let (stride, colour, depth) = match source.colour {
        PixelColour::Bilevel => (width.div_ceil(8), ColorType::Indexed, BitDepth::One),
        PixelColour::Gray => (width, ColorType::Grayscale, BitDepth::Eight),
        PixelColour::Rgb => (width * 3, ColorType::Rgb, BitDepth::Eight),
        PixelColour::Rgba => (width * 4, ColorType::Rgba, BitDepth::Eight),
        PixelColour::Cmyk => (width * 4, ColorType::Rgb, BitDepth::Eight),
    };
    let size = stride * source.height as usize;
    let Some(rows) = source.bytes.get(..size) else {
        return Err(format!("{} bytes of pixels instead of {size}", source.bytes.len()));
    };
    let mixed: Vec<u8>;
    let rows = if source.colour == PixelColour::Cmyk {
        let mix = |inks: &[u8]| match *inks {
            [cyan, magenta, yellow, black] => Colour::Cmyk(cyan, magenta, yellow, black).to_rgb(),
            _ => [0; 3],
        };
        mixed = rows.chunks_exact(4).flat_map(mix).collect();
        &mixed
    } else {
        rows
    };
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, source.width, source.height);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    encoder.set_compression(Compression::Balanced);
    if source.colour == PixelColour::Bilevel {
        let [red, green, blue] = ink.unwrap_or([0; 3]);
        encoder.set_palette(vec![255, 255, 255, red, green, blue]);
        if ink.is_some() {
            encoder.set_trns(vec![0, 255]);
        }
    }
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(rows)?;
        writer.finish()
    });
    written.map_err(|error| error.to_string())?;
    Ok(file)
}
