//! Exact numbers of a page: lengths, points, rectangles, transforms, angles, font sizes and colours.
//!
//! In: integers and text typed by people. Out: small `Copy` types that every other crate speaks. Nothing here knows of
//! templates, pages or formats. Every rounding is a function with a name; nothing rounds on its own.

mod angle;
mod cmyk;
mod colour;
mod emu;
mod font_size;
mod geometry;
mod measure;
mod transform;

pub use angle::{Angle, QuarterTurn};
pub use colour::{Colour, SpotId};
pub use emu::Emu;
pub use font_size::FontSize;
pub use geometry::{Point, Rect, Size};
pub use measure::{Measure, MeasureError, Unit};
pub use transform::Transform;
