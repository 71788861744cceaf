//! Fonts in the AFP form (FOCA): those that the file carries, and what stands in for those that it only names.
//!
//! In: the font resources of a file and the names by which its pages map fonts. Out: faces, and for each code point the
//! glyph and the character; so that text in these fonts is drawn, measured and extracted like any other. Faces are made
//! when the file is opened. Nothing here looks for files: mapping files and other fonts are handed in.

mod character_set;
mod code_points;
mod coded_font;
mod face;
mod fitted;
mod glyph_names;
mod mapping;
mod request;
mod resources;
mod standard;

pub(crate) use coded_font::{CodedFont, Maker, Shown};
pub use mapping::FontMapping;
pub(crate) use request::FontRequest;
pub(crate) use resources::FontResources;
pub(crate) use standard::{describe, likeness};
