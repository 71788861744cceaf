//! Glyphs that came as bilevel patterns: kept beside their outlines, for outputs that have patterns too.

use std::sync::Arc;

/// A glyph's pattern: rows from the top, each padded to whole bytes, the most significant bit first, 1 is ink.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// The rows, all of them.
    pub bytes: Arc<[u8]>,
    /// From dots, right and down from the pattern's top left corner, to design units, y upward:
    /// `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
    pub transform: [f64; 6],
}
