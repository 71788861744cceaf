//! Dark and light modules.

/// Modules in rows from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Matrix {
    columns: usize,
    dark: Vec<bool>,
}

/// A block of dark modules: the module numbers of its edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dark {
    pub(crate) left: usize,
    pub(crate) top: usize,
    pub(crate) right: usize,
    pub(crate) bottom: usize,
}

impl Matrix {
    /// Light modules.
    pub(crate) fn new(columns: usize, rows: usize) -> Self {
        Self { columns, dark: vec![false; columns * rows] }
    }

    /// How many modules across.
    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    /// How many modules down.
    pub(crate) fn rows(&self) -> usize {
        self.dark.len().checked_div(self.columns).unwrap_or(0)
    }

    /// Whether a module is dark; what is outside is light.
    pub(crate) fn is_dark(&self, column: usize, row: usize) -> bool {
        column < self.columns && self.dark.get(row * self.columns + column).copied().unwrap_or(false)
    }

    /// Makes a module dark; nothing outside.
    pub(crate) fn darken(&mut self, column: usize, row: usize) {
        if column < self.columns
            && let Some(module) = self.dark.get_mut(row * self.columns + column)
        {
            *module = true;
        }
    }

    /// The dark modules as rectangles that do not overlap: runs of a row, joined with equal runs of the rows below.
    pub(crate) fn rectangles(&self) -> Vec<Dark> {
        let mut finished = Vec::new();
        let mut open: Vec<Dark> = Vec::new();
        for row in 0..=self.rows() {
            let mut next = Vec::new();
            let mut column = 0;
            while column < self.columns {
                if !self.is_dark(column, row) {
                    column += 1;
                    continue;
                }
                let left = column;
                while self.is_dark(column, row) {
                    column += 1;
                }
                let above = open.iter().position(|dark| (dark.left, dark.right) == (left, column));
                let top = above.map_or(row, |found| open.swap_remove(found).top);
                next.push(Dark { left, top, right: column, bottom: row + 1 });
            }
            finished.append(&mut open);
            open = next;
        }
        finished.sort_unstable_by_key(|dark| (dark.top, dark.left));
        finished
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_runs_below_one_another_become_one_rectangle() {
        let mut matrix = Matrix::new(3, 3);
        for (column, row) in [(0, 0), (1, 0), (0, 1), (1, 1), (2, 2)] {
            matrix.darken(column, row);
        }
        assert_eq!(
            matrix.rectangles(),
            [Dark { left: 0, top: 0, right: 2, bottom: 2 }, Dark { left: 2, top: 2, right: 3, bottom: 3 }]
        );
    }
}
