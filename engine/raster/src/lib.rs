//! Pages in, pixels out, and how far two pictures of a page agree.
//!
//! In: [`scene::Page`] and the job's [`scene::Definitions`]. Out: [`Pixmap`]s on white paper at any resolution, PNG
//! files, bilevel TIFF files of many pages, and [`Comparison`]s. Nothing here knows of templates, of AFP or of PDF. The same page gives the same pixels on
//! every machine.
//!
//! How things are drawn:
//! - Edges of rules are anti-aliased exactly: a pixel's share of ink is the share of its area covered. A rule thinner
//!   than three tenths of a pixel is drawn that thick, within one pixel, and a stroke thinner than one pixel one pixel
//!   thick, so that no hairline vanishes. The bars of a bar code are filled as one, without seams.
//! - Glyphs are drawn without hinting from cached coverage masks, placed to a quarter of a pixel along and to the pixel
//!   across the baseline, which keeps baselines sharp.
//! - A picture's pixels are little rectangles: every pixel of the page gets the mean of the area it shows.

mod bilevel;
mod caches;
mod canvas;
mod colour;
mod compare;
mod coverage;
mod decode;
mod encode;
mod error;
mod extent;
mod glyphs;
mod matrix;
mod outlines;
mod painter;
mod pictures;
mod renderer;
mod resample;
mod tiff;

pub use bilevel::{Bilevel, to_bilevel, tone_areas};
pub use caches::Caches;
pub use compare::{Comparison, TileDifference, compare};
pub use encode::encode_png;
pub use error::RasterError;
pub use renderer::{PixelRect, Renderer, page_pixels};
pub use scene::Pixmap;
pub use tiff::TiffWriter;
