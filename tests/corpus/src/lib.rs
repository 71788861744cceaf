//! AFP files of other programs and what they should look like.
//!
//! The files are not part of the repository. They are looked for in `shared/corpus` beside the checkout; what wants them
//! says that it skips where they are not.

use std::path::{Path, PathBuf};

use formwright::scene::Pixmap;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The folder of the corpus, if it is there.
pub fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no corpus at {}", folder.display());
    None
}

/// The AFP files of the corpus, in the order of their names.
pub fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = folder().into_iter().collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "afp") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// A picture in a JPEG file; `None` where it cannot be read.
pub fn jpeg(bytes: &[u8]) -> Option<Pixmap> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGBA);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let rgba = decoder.decode().ok()?;
    let info = decoder.info()?;
    Some(Pixmap { width: info.width.into(), height: info.height.into(), rgba })
}

/// A picture as seen from farther away: each pixel the mean, on white, of a square of `side` by `side` pixels.
pub fn from_afar(picture: &Pixmap, side: u32) -> Pixmap {
    let (width, height) = (picture.width.div_ceil(side), picture.height.div_ceil(side));
    let mut rgba = Vec::with_capacity(width as usize * height as usize * 4);
    for y in 0..height {
        for x in 0..width {
            let mut sums = [0u32; 3];
            for (row, column) in (0..side).flat_map(|row| (0..side).map(move |column| (row, column))) {
                let [red, green, blue, alpha] = picture.pixel(x * side + column, y * side + row).unwrap_or([255; 4]);
                let alpha = u32::from(alpha);
                for (sum, channel) in sums.iter_mut().zip([red, green, blue]) {
                    *sum += (u32::from(channel) * alpha + 255 * (255 - alpha)) / 255;
                }
            }
            rgba.extend(sums.map(|sum| u8::try_from(sum / (side * side)).unwrap_or(255)));
            rgba.push(255);
        }
    }
    Pixmap { width, height, rgba }
}
