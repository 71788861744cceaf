//! Pictures: what their headers say, and where they come to lie in an object's rectangle.

mod fit;
mod jpeg;
mod png;

use scene::{ImageFormat, PixelColour};

pub use fit::{Placement, place};

/// The most columns or rows of a picture.
pub const LARGEST_SIDE: u32 = 30_000;
/// The most pixels of a picture.
pub const MOST_PIXELS: u64 = 100_000_000;

/// What a picture's header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The file's format.
    pub format: ImageFormat,
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// What its pixels are, after decoding.
    pub colour: PixelColour,
    /// Dots to the inch across and down, where the file says.
    pub dots_per_inch: Option<(u32, u32)>,
}

/// A picture could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageError {
    /// Neither PNG nor JPEG.
    Unknown,
    /// The header ends early or contradicts itself; what, and the byte offset.
    Damaged {
        /// What is wrong.
        reason: &'static str,
        /// The byte, from 0.
        offset: usize,
    },
    /// More pixels than allowed.
    TooLarge {
        /// Columns.
        width: u32,
        /// Rows.
        height: u32,
    },
}

impl std::fmt::Display for ImageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown => f.write_str("it is neither PNG nor JPEG"),
            Self::Damaged { reason, offset } => write!(f, "{reason} at byte {offset}"),
            Self::TooLarge { width, height } => write!(f, "{width} × {height} pixels are more than allowed"),
        }
    }
}

impl std::error::Error for ImageError {}

/// Reads a picture's header. Nothing is decoded and nothing allocated; the work is bounded by the header's length.
///
/// # Errors
/// When the bytes are no PNG or JPEG, the header is damaged, or the picture is too large.
pub fn probe(bytes: &[u8]) -> Result<Header, ImageError> {
    let header = if bytes.starts_with(png::SIGNATURE) {
        png::probe(bytes)?
    } else if bytes.starts_with(&[0xFF, 0xD8]) {
        jpeg::probe(bytes)?
    } else {
        return Err(ImageError::Unknown);
    };
    let Header { width, height, .. } = header;
    if width == 0 || height == 0 {
        return Err(ImageError::Damaged { reason: "the picture has no pixels", offset: 0 });
    }
    if width.max(height) > LARGEST_SIDE || u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(ImageError::TooLarge { width, height });
    }
    Ok(header)
}

/// The big-endian number at an offset.
fn number<const N: usize>(bytes: &[u8], offset: usize) -> Result<u32, ImageError> {
    bytes
        .get(offset..offset.saturating_add(N))
        .map(|digits| digits.iter().fold(0, |number, &digit| number << 8 | u32::from(digit)))
        .ok_or(ImageError::Damaged { reason: "the file ends in its header", offset: bytes.len() })
}
