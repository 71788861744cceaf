//! Type 1 font programs, and CID-keyed ones of the same language: what AFP outline fonts carry.
//!
//! In: the bytes of a font file (PFB, PFA or CID file). Out: outlines by glyph name or character id. The charstrings
//! are run by the interpreter of `read-fonts`; calls and points are counted, so that no font takes long. Nothing of the
//! language PostScript is run: a font is read for the few keys that matter.

mod charstring;
mod cid;
mod code_map;
mod file;
mod program;
mod tokens;

pub use cid::CidProgram;
pub use code_map::CodeMap;
pub use program::Type1Program;

/// Why a font program cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Type1Error {
    /// It does not begin like a font program, or its private part is missing.
    #[error("not a Type 1 font program")]
    NotAProgram,
    /// It has no outlines.
    #[error("the font program has no outlines")]
    NoOutlines,
    /// A table of a CID-keyed font lies outside the file.
    #[error("the font program's {0} lies outside the file")]
    Outside(&'static str),
}
