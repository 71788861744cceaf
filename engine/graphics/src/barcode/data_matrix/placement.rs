//! Codewords to modules (ISO/IEC 16022, annex F).

use super::super::Matrix;

struct Placement<'a> {
    side: i32,
    taken: Vec<bool>,
    matrix: Matrix,
    codewords: std::slice::Iter<'a, u8>,
}

/// Offsets of the eight bits of a codeword in the usual shape, most significant first.
const USUAL: [(i32, i32); 8] = [(-2, -2), (-2, -1), (-1, -2), (-1, -1), (-1, 0), (0, -2), (0, -1), (0, 0)];

/// The data modules of a symbol of so many data modules a side.
pub(super) fn place(side: usize, codewords: &[u8]) -> Matrix {
    let mut placement = Placement {
        side: side as i32,
        taken: vec![false; side * side],
        matrix: Matrix::new(side, side),
        codewords: codewords.iter(),
    };
    placement.run();
    placement.matrix
}

impl Placement<'_> {
    fn run(&mut self) {
        let side = self.side;
        let (mut row, mut column) = (4, 0);
        while row < side || column < side {
            if let Some(corner) = self.corner(row, column) {
                self.codeword(corner);
            }
            while row >= 0 && column < side {
                if row < side && column >= 0 && !self.is_taken(row, column) {
                    self.codeword(USUAL.map(|(down, right)| (row + down, column + right)));
                }
                row -= 2;
                column += 2;
            }
            row += 1;
            column += 3;
            while row < side && column >= 0 {
                if row >= 0 && column < side && !self.is_taken(row, column) {
                    self.codeword(USUAL.map(|(down, right)| (row + down, column + right)));
                }
                row += 2;
                column -= 2;
            }
            row += 3;
            column += 1;
        }
        if !self.is_taken(side - 1, side - 1) {
            self.module(side - 1, side - 1, true);
            self.module(side - 2, side - 2, true);
        }
    }

    /// The places of a codeword that stands in the corners instead, where the walk comes to one.
    fn corner(&self, row: i32, column: i32) -> Option<[(i32, i32); 8]> {
        let side = self.side;
        let end = side - 1;
        if row == side && column == 0 {
            Some([(end, 0), (end, 1), (end, 2), (0, end - 1), (0, end), (1, end), (2, end), (3, end)])
        } else if row == side - 2 && column == 0 && side % 8 == 4 {
            Some([(end - 2, 0), (end - 1, 0), (end, 0), (0, end - 1), (0, end), (1, end), (2, end), (3, end)])
        } else if row == side - 2 && column == 0 && side % 4 != 0 {
            Some([(end - 2, 0), (end - 1, 0), (end, 0), (0, end - 3), (0, end - 2), (0, end - 1), (0, end), (1, end)])
        } else if row == side + 4 && column == 2 && side % 8 == 0 {
            Some([(end, 0), (end, end), (0, end - 2), (0, end - 1), (0, end), (1, end - 2), (1, end - 1), (1, end)])
        } else {
            None
        }
    }

    fn codeword(&mut self, places: [(i32, i32); 8]) {
        let byte = self.codewords.next().copied().unwrap_or(0);
        for (bit, (mut row, mut column)) in places.into_iter().enumerate() {
            if row < 0 {
                row += self.side;
                column += 4 - (self.side + 4) % 8;
            }
            if column < 0 {
                column += self.side;
                row += 4 - (self.side + 4) % 8;
            }
            self.module(row, column, byte & (0x80 >> bit) != 0);
        }
    }

    fn index(&self, row: i32, column: i32) -> usize {
        usize::try_from(row * self.side + column).unwrap_or(usize::MAX)
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
