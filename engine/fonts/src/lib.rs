//! Font faces: what a face is called, which glyphs it has, how wide and of what shape they are; smaller files of it.
//!
//! In: font files as bytes. Out: [`Face`], shared cheaply between threads; [`Catalogue`], faces found by family, weight
//! and slant; what shaping needs to know of a face; subsets for AFP and PDF. A variable font is used in its default instance. Nothing here lays out text,
//! and nothing looks for fonts on the machine.

mod catalogue;
mod embedding;
mod error;
mod face;
mod hinting;
mod mapping;
mod outline_guard;
mod pairs;
mod shaping;
mod subset;

pub use catalogue::{Catalogue, Family};
pub use embedding::Embedding;
pub use error::FontError;
pub use face::{Face, GlyphBounds, OutlinePen};
pub use hinting::HintedFace;
pub use pairs::{PairPlace, PairTable};
pub use shaping::TEXT_FEATURES;
pub use subset::{subset_for_afp, subset_for_pdf};
