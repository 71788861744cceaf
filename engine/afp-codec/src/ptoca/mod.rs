//! Presentation text (PTOCA): control sequences and code points.
//!
//! In: the joined data of the PTX fields of one text object, or a text builder's calls. Out: typed control sequences
//! with their places, or bytes. What a code point means is the font's business, not known here.

mod build;
mod read;
mod sequences;
#[cfg(test)]
mod vectors;

pub use build::{TextBuilder, TextEncoding};
pub use read::{TextItem, TextItems, TextPart, write_text};
pub use sequences::*;
