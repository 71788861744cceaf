//! The sizes of symbols.

/// A symbol size.
#[derive(Clone, Copy, Debug)]
pub(super) struct SymbolSize {
    /// Modules from top to bottom, finder patterns included.
    pub(super) rows: usize,
    /// Modules from left to right.
    pub(super) columns: usize,
    /// Data regions from top to bottom.
    pub(super) down: usize,
    /// Data regions from left to right.
    pub(super) across: usize,
    /// Codewords of data.
    pub(super) data: usize,
    /// Codewords of error correction in each block.
    pub(super) correction: usize,
    /// Interleaved blocks.
    pub(super) blocks: usize,
}

/// The most codewords of data.
pub(super) const MOST_CODEWORDS: usize = 1_558;

const fn square(side: usize, regions: usize, data: usize, correction: usize, blocks: usize) -> SymbolSize {
    SymbolSize { rows: side, columns: side, down: regions, across: regions, data, correction, blocks }
}

const fn flat(rows: usize, columns: usize, across: usize, data: usize, correction: usize) -> SymbolSize {
    SymbolSize { rows, columns, down: 1, across, data, correction, blocks: 1 }
}

/// Square sizes (ISO/IEC 16022, table 7).
const SQUARES: [SymbolSize; 24] = [
    square(10, 1, 3, 5, 1),
    square(12, 1, 5, 7, 1),
    square(14, 1, 8, 10, 1),
    square(16, 1, 12, 12, 1),
    square(18, 1, 18, 14, 1),
    square(20, 1, 22, 18, 1),
    square(22, 1, 30, 20, 1),
    square(24, 1, 36, 24, 1),
    square(26, 1, 44, 28, 1),
    square(32, 2, 62, 36, 1),
    square(36, 2, 86, 42, 1),
    square(40, 2, 114, 48, 1),
    square(44, 2, 144, 56, 1),
    square(48, 2, 174, 68, 1),
    square(52, 2, 204, 42, 2),
    square(64, 4, 280, 56, 2),
    square(72, 4, 368, 36, 4),
    square(80, 4, 456, 48, 4),
    square(88, 4, 576, 56, 4),
    square(96, 4, 696, 68, 4),
    square(104, 4, 816, 56, 6),
    square(120, 6, 1_050, 68, 6),
    square(132, 6, 1_304, 62, 8),
    square(144, 6, MOST_CODEWORDS, 62, 10),
];

/// Flat sizes: the first six are those of ISO/IEC 16022, the others of ISO/IEC 21471 (table 1).
const FLAT: [SymbolSize; 24] = [
    flat(8, 18, 1, 5, 7),
    flat(8, 32, 2, 10, 11),
    flat(12, 26, 1, 16, 14),
    flat(12, 36, 2, 22, 18),
    flat(16, 36, 2, 32, 24),
    flat(16, 48, 2, 49, 28),
    flat(8, 48, 2, 18, 15),
    flat(8, 64, 4, 24, 18),
    flat(8, 80, 4, 32, 22),
    flat(8, 96, 4, 38, 28),
    flat(8, 120, 6, 49, 32),
    flat(8, 144, 6, 63, 36),
    flat(12, 64, 4, 43, 27),
    flat(12, 88, 4, 64, 36),
    flat(16, 64, 4, 62, 36),
    flat(20, 36, 2, 44, 28),
    flat(20, 44, 2, 56, 34),
    flat(20, 64, 4, 84, 42),
    flat(22, 48, 2, 72, 38),
    flat(24, 48, 2, 80, 41),
    flat(24, 64, 4, 108, 46),
    flat(26, 40, 2, 70, 38),
    flat(26, 48, 2, 90, 42),
    flat(26, 64, 4, 118, 50),
];

/// The smallest size for so many codewords that is no smaller than wanted in rows and columns, 0 for any: square, but flat
/// where a flat size is wanted. A flat symbol that is too small grows to a flat one as long as there is one.
///
/// # Errors
/// In words, where no size holds so many, or there is no such size.
pub(super) fn fitting(needed: usize, (rows, columns): (u8, u8)) -> Result<SymbolSize, String> {
    let (rows, columns) = (usize::from(rows), usize::from(columns));
    let large = |size: &SymbolSize| size.data >= needed && size.rows >= rows && size.columns >= columns;
    let squares = || SQUARES.into_iter().find(large);
    let found = if rows == columns || rows == 0 || columns == 0 {
        let known = SQUARES.iter().any(|size| size.rows == rows.max(columns));
        if rows.max(columns) != 0 && !known {
            return Err(format!("there is no symbol of {rows} by {columns} modules"));
        }
        squares()
    } else {
        let wanted = FLAT.iter().position(|size| (size.rows, size.columns) == (rows, columns));
        let wanted = wanted.ok_or_else(|| format!("there is no symbol of {rows} by {columns} modules"))?;
        // Symbols of the older standard do not grow to those of the newer.
        let range = if wanted < 6 { &FLAT[..6] } else { &FLAT[..] };
        range.iter().copied().filter(large).min_by_key(|size| size.rows * size.columns).or_else(squares)
    };
    found.ok_or_else(|| format!("the data takes {needed} codewords, {MOST_CODEWORDS} is the limit"))
}
