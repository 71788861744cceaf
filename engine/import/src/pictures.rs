//! Pictures as files beside a template.

use std::sync::Arc;

use lower::{Pixels, decode};
use scene::{ImageFormat, ImageSource, Mask, PixelColour, Pixmap};
use units::Colour;

/// Dots to the inch noted in pictures made here; objects have their own size.
const NOTED_DPI: f64 = 300.0;

/// A picture's file: its name and its bytes; JPEG and PNG as they are, other pixels as PNG. None where it is damaged.
pub(crate) fn file(source: &ImageSource, mask: Option<Mask>) -> Option<(String, Arc<[u8]>)> {
    let (ending, bytes) = match (source.format, mask) {
        (ImageFormat::Jpeg, _) => ("jpg", source.bytes.clone()),
        (ImageFormat::Png, None) => ("png", source.bytes.clone()),
        _ => {
            let pixels = pixmap(&decode(source).ok()?, mask);
            ("png", raster::encode_png(&pixels, NOTED_DPI).ok()?.into())
        }
    };
    let hash = blake3::hash(&bytes).to_hex();
    Some((format!("picture-{}.{ending}", hash.get(..12).unwrap_or_default()), bytes))
}

fn pixmap(pixels: &Pixels, mask: Option<Mask>) -> Pixmap {
    let bytes = &pixels.bytes;
    let rgba: Vec<u8> = match pixels.colour {
        PixelColour::Bilevel => {
            let [red, green, blue] = mask.map_or([0; 3], |mask| mask.colour.to_rgb());
            let ink = [red, green, blue, 255];
            let paper = if mask.is_some() { [0; 4] } else { [255; 4] };
            let stride = (pixels.width as usize).div_ceil(8);
            let row = |row: &[u8]| -> Vec<u8> {
                (0..pixels.width as usize)
                    .flat_map(|column| {
                        let is_ink = row.get(column / 8).is_some_and(|byte| byte & (0x80 >> (column % 8)) != 0);
                        if is_ink { ink } else { paper }
                    })
                    .collect()
            };
            bytes.chunks(stride.max(1)).take(pixels.height as usize).flat_map(row).collect()
        }
        PixelColour::Gray => bytes.iter().flat_map(|&level| [level, level, level, 255]).collect(),
        PixelColour::Rgb => bytes.as_chunks::<3>().0.iter().flat_map(|&[r, g, b]| [r, g, b, 255]).collect(),
        PixelColour::Rgba => bytes.clone(),
        PixelColour::Cmyk => {
            let light = |&[cyan, magenta, yellow, black]: &[u8; 4]| {
                let [red, green, blue] = Colour::Cmyk(cyan, magenta, yellow, black).to_rgb();
                [red, green, blue, 255]
            };
            bytes.as_chunks::<4>().0.iter().flat_map(light).collect()
        }
    };
    Pixmap { width: pixels.width, height: pixels.height, rgba }
}
