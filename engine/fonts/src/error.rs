//! What can be wrong with a font.

/// A font file could not be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    /// The bytes are no OpenType font, or a table is damaged.
    #[error("not a readable OpenType font: {0}; replace the file")]
    Damaged(String),
    /// The file has fewer faces.
    #[error("the font file has no face number {0}")]
    NoSuchFace(u32),
    /// The face draws its glyphs with another technique than TrueType's.
    #[error("the font {0} has no TrueType outlines, so no part of it can be embedded; use its TrueType edition")]
    NotTrueType(String),
    /// A character to be embedded is not in the face.
    #[error("the font {font} has no {character:?} (U+{:04X})", u32::from(*character))]
    NoGlyph {
        /// The face's full name.
        font: String,
        /// The character.
        character: char,
    },
    /// A font's name as embedded is not usable.
    #[error("“{0}” cannot be the name of an embedded font: 1 to 60 printable ASCII characters are needed")]
    BadName(String),
}

impl FontError {
    pub(crate) fn damaged(table: &str) -> Self {
        Self::Damaged(format!("the table {table} is missing or too short"))
    }
}
