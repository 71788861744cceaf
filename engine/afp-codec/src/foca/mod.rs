//! Fonts (FOCA chapter 6): code pages, font character sets and coded fonts.
//!
//! In and out: the data of the fields of a font resource. Code page indexes, font indexes, font names and outlines are
//! laid out by an earlier field of the same resource; [`FontLayout`] follows those fields and reads them. Nothing here
//! draws a character or knows what a code page means.

mod character_set;
mod code_page;
mod coded_font;
mod index;
mod layout;
mod names;
mod patterns;
#[cfg(test)]
pub(crate) mod vectors;

pub use character_set::*;
pub use code_page::*;
pub use coded_font::*;
pub use index::*;
pub use layout::{FontGroups, FontLayout};
pub use names::*;
pub use patterns::*;
