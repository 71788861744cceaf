//! Data Matrix ECC 200 (ISO/IEC 16022), square symbols.

mod codewords;
mod placement;
mod reed_solomon;

use super::Matrix;

/// A square symbol size (ISO/IEC 16022, table 7).
#[derive(Clone, Copy, Debug)]
pub(super) struct SymbolSize {
    /// Modules of a side, finder patterns included.
    side: usize,
    /// Data regions across and down.
    regions: usize,
    /// Codewords of data.
    data: usize,
    /// Codewords of error correction in each block.
    correction: usize,
    /// Interleaved blocks.
    blocks: usize,
}

const fn size(side: usize, regions: usize, data: usize, correction: usize, blocks: usize) -> SymbolSize {
    SymbolSize { side, regions, data, correction, blocks }
}

/// The sizes; 144, whose blocks differ in length, is left out.
const SIZES: [SymbolSize; 23] = [
    size(10, 1, 3, 5, 1),
    size(12, 1, 5, 7, 1),
    size(14, 1, 8, 10, 1),
    size(16, 1, 12, 12, 1),
    size(18, 1, 18, 14, 1),
    size(20, 1, 22, 18, 1),
    size(22, 1, 30, 20, 1),
    size(24, 1, 36, 24, 1),
    size(26, 1, 44, 28, 1),
    size(32, 2, 62, 36, 1),
    size(36, 2, 86, 42, 1),
    size(40, 2, 114, 48, 1),
    size(44, 2, 144, 56, 1),
    size(48, 2, 174, 68, 1),
    size(52, 2, 204, 42, 2),
    size(64, 4, 280, 56, 2),
    size(72, 4, 368, 36, 4),
    size(80, 4, 456, 48, 4),
    size(88, 4, 576, 56, 4),
    size(96, 4, 696, 68, 4),
    size(104, 4, 816, 56, 6),
    size(120, 6, 1050, 68, 6),
    size(132, 6, 1304, 62, 8),
];

/// The modules of the smallest symbol that holds the data.
pub(super) fn encode(data: &[u8]) -> Result<Matrix, String> {
    const LARGEST: usize = 1_304;
    // Two digits share a codeword and nothing is denser.
    if data.len() > LARGEST * 2 {
        return Err(format!("the data has {} bytes, more than any symbol holds", data.len()));
    }
    let mut codewords = codewords::encode(data);
    let needed = codewords.len();
    let size = SIZES
        .into_iter()
        .find(|size| size.data >= needed)
        .ok_or_else(|| format!("the data takes {needed} codewords, {LARGEST} is the limit"))?;
    codewords::pad(&mut codewords, size.data);
    reed_solomon::append(&mut codewords, size.correction, size.blocks);
    Ok(draw(size, &codewords))
}

/// Data modules with each region's finder pattern: left and bottom edges dark, top and right edges alternating.
fn draw(size: SymbolSize, codewords: &[u8]) -> Matrix {
    let inside = size.side - 2 * size.regions;
    let placed = placement::place(inside, codewords);
    let region = inside / size.regions;
    let mut matrix = Matrix::new(size.side, size.side);
    for row in 0..inside {
        for column in 0..inside {
            if placed.is_dark(column, row) {
                matrix.darken(column + 2 * (column / region) + 1, row + 2 * (row / region) + 1);
            }
        }
    }
    let pitch = region + 2;
    for start in (0..size.regions).map(|number| number * pitch) {
        for along in 0..size.side {
            matrix.darken(start, along);
            matrix.darken(along, start + pitch - 1);
            if along % 2 == 0 {
                matrix.darken(along, start);
            } else {
                matrix.darken(start + pitch - 1, along);
            }
        }
    }
    matrix
}
