//! Changes what an output cannot draw into what it can.
//!
//! In: finished pages and the [`Capabilities`] of an output, one table that preflight reads as well. Out: the same
//! pages where nothing had to change (borrowed), else pages that draw the same within those capabilities, and a
//! diagnostic for each change that loses something. Nothing is dropped or changed in silence. Nothing here knows of
//! file formats; pixels are made by a function that the caller hands in.

mod area;
mod barcodes;
mod capabilities;
mod characters;
mod clip;
mod flatten;
mod group;
mod inks;
mod lowering;
mod outlines;
mod pass;
mod path;
mod picture;
mod pixels;
mod polygon;
mod stroke;
mod text;
mod trace;

pub use barcodes::{in_bcd1, in_bcd2};
pub use capabilities::{Capabilities, Feature, Treatment};
pub use characters::character_for;
pub use flatten::{Polyline, flatten};
pub use lowering::{Lowered, Lowering, Rasterise};
pub use outlines::glyph_path;
pub use pixels::{PixelError, Pixels, decode};
