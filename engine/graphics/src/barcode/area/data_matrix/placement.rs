//! Codewords to modules (ISO/IEC 16022, annex F).

use super::super::Matrix;

struct Placement<'a> {
    rows: i32,
    columns: i32,
    taken: Vec<bool>,
    matrix: Matrix,
    codewords: std::slice::Iter<'a, u8>,
}

/// Offsets of the eight bits of a codeword in the usual shape, most significant first.
const USUAL: [(i32, i32); 8] = [(-2, -2), (-2, -1), (-1, -2), (-1, -1), (-1, 0), (0, -2), (0, -1), (0, 0)];

/// The data modules of a symbol of so many data modules down and across.
pub(super) fn place(rows: usize, columns: usize, codewords: &[u8]) -> Matrix {
    let mut placement = Placement {
        rows: rows as i32,
        columns: columns as i32,
        taken: vec![false; rows * columns],
        matrix: Matrix::new(columns, rows),
        codewords: codewords.iter(),
    };
    placement.run();
    placement.matrix
}

impl Placement<'_> {
    fn run(&mut self) {
        let (rows, columns) = (self.rows, self.columns);
        let (mut row, mut column) = (4, 0);
        while row < rows || column < columns {
            if let Some(corner) = self.corner(row, column) {
                self.codeword(corner);
            }
            while row >= 0 && column < columns {
                if row < rows && column >= 0 && !self.is_taken(row, column) {
                    self.codeword(USUAL.map(|(down, right)| (row + down, column + right)));
                }
                row -= 2;
                column += 2;
            }
            row += 1;
            column += 3;
            while row < rows && column >= 0 {
                if row >= 0 && column < columns && !self.is_taken(row, column) {
                    self.codeword(USUAL.map(|(down, right)| (row + down, column + right)));
                }
                row += 2;
                column -= 2;
            }
            row += 3;
            column += 1;
        }
        if !self.is_taken(rows - 1, columns - 1) {
            self.module(rows - 1, columns - 1, true);
            self.module(rows - 2, columns - 2, true);
        }
    }

    /// The places of a codeword that stands in the corners instead, where the walk comes to one.
    fn corner(&self, row: i32, column: i32) -> Option<[(i32, i32); 8]> {
        let (rows, columns) = (self.rows, self.columns);
        let (low, far) = (rows - 1, columns - 1);
        if row == rows && column == 0 {
            Some([(low, 0), (low, 1), (low, 2), (0, far - 1), (0, far), (1, far), (2, far), (3, far)])
        } else if row == rows - 2 && column == 0 && columns % 8 == 4 {
            Some([(low - 2, 0), (low - 1, 0), (low, 0), (0, far - 1), (0, far), (1, far), (2, far), (3, far)])
        } else if row == rows - 2 && column == 0 && columns % 4 != 0 {
            Some([(low - 2, 0), (low - 1, 0), (low, 0), (0, far - 3), (0, far - 2), (0, far - 1), (0, far), (1, far)])
        } else if row == rows + 4 && column == 2 && columns % 8 == 0 {
            Some([(low, 0), (low, far), (0, far - 2), (0, far - 1), (0, far), (1, far - 2), (1, far - 1), (1, far)])
        } else {
            None
        }
    }

    fn codeword(&mut self, places: [(i32, i32); 8]) {
        let byte = self.codewords.next().copied().unwrap_or(0);
        for (bit, (mut row, mut column)) in places.into_iter().enumerate() {
            if row < 0 {
                row += self.rows;
                column += 4 - (self.rows + 4) % 8;
            }
            if column < 0 {
                column += self.columns;
                row += 4 - (self.columns + 4) % 8;
            }
            // Only the flat sizes come to this (ISO/IEC 21471, annex E).
            if row >= self.rows {
                row -= self.rows;
            }
            self.module(row, column, byte & (0x80 >> bit) != 0);
        }
    }

    fn index(&self, row: i32, column: i32) -> usize {
        usize::try_from(row * self.columns + column).unwrap_or(usize::MAX)
    }

    fn is_taken(&self, row: i32, column: i32) -> bool {
        self.taken.get(self.index(row, column)).copied().unwrap_or(true)
    }

    fn module(&mut self, row: i32, column: i32, dark: bool) {
        let index = self.index(row, column);
        if let Some(taken) = self.taken.get_mut(index) {
            *taken = true;
            if dark {
                self.matrix.darken(column as usize, row as usize);
            }
        }
    }
}
