//! Fonts of classic files (FOCA), made from the faces of the job.
//!
//! In: the faces, and the characters that pages use of each at each size. Out: code pages, font character sets and
//! coded fonts for the resource group. A character has one code point in one font of its face, given by the face alone,
//! so that no page depends on another: [`CodeTable`]. Raster fonts are drawn for one size and resolution, outline fonts
//! are Type 1, and CID-keyed where code points have two bytes.

mod character_id;
mod charstring;
mod cid;
mod code_page;
mod code_points;
mod coded_font;
mod font;
mod metrics;
mod outline;
mod patterns;
mod raster;
mod scan;
mod type1;
mod write;

pub use code_points::FontParts;
pub(crate) use code_points::{CodePoint, CodeTable};
pub(crate) use font::{FontKey, Part};
pub(crate) use metrics::{FontPen, FontUnits};
pub(crate) use write::{held, write_fonts};
