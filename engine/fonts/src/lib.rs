//! Font faces: what a face is called, which glyphs it has, how wide and of what shape they are; smaller files of it.
//!
//! In: font files as bytes. Out: [`Face`], shared cheaply between threads; [`Catalogue`], faces found by family, weight
//! and slant; what shaping needs to know of a face; subsets for AFP and PDF. A variable font is used in its default instance. Nothing here lays out text,
//! and nothing looks for fonts on the machine.

mod catalogue;
mod code_pages;
mod embedding;
mod error;
mod face;
mod hinting;
mod made;
mod mapping;
mod outline_guard;
mod pairs;
mod shaping;
mod subset;
mod type1;

pub use catalogue::{Catalogue, Family};
pub use code_pages::{CodePage, WideCodePage, character_of_graphic, graphic_of_character};
pub use embedding::Embedding;
pub use error::FontError;
pub use face::{Face, GlyphBounds, OutlinePen};
pub use hinting::HintedFace;
pub use made::{Bitmap, FaceMaker, MadeMetrics, Outline, Pattern};
pub use pairs::{PairPlace, PairTable};
pub use shaping::TEXT_FEATURES;
pub use subset::{subset_for_afp, subset_for_pdf, whole_for_afp};
pub use type1::{CidProgram, CodeMap, Type1Error, Type1Program};
