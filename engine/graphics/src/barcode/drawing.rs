//! Bars as rectangles: every edge is rounded once, from the symbol's left and top.

use units::{Emu, Rect, Size};

use super::area::Matrix;

/// A symbol's size and dark rectangles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Drawing {
    pub(super) size: Size,
    pub(super) bars: Vec<Rect>,
    /// Columns and rows where it consists of square modules.
    pub(super) grid: Option<(usize, usize)>,
}

/// Modules side by side, and how high they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) modules: Vec<bool>,
    pub(super) height: Emu,
}

/// The distance of so many hundredths of a module: a mil is 914.4 Emu.
pub(super) fn edge(hundredths: u64, module_mils: u8) -> Emu {
    let parts = i64::try_from(hundredths).unwrap_or(i64::MAX / 10_000_000).saturating_mul(i64::from(module_mils));
    Emu::saturating_from((parts.saturating_mul(9_144) + 500) / 1_000)
}

/// Thousandths of an inch.
pub(super) fn mils(number: u64) -> Emu {
    edge(number * 100, 1)
}

/// Bars and spaces in turn, a bar first, in hundredths of a module; all bars as high.
pub(super) fn bars(widths: &[u32], module_mils: u8, height: Emu) -> Drawing {
    let mut at = 0u64;
    let mut bars = Vec::with_capacity(widths.len() / 2 + 1);
    for (place, &width) in widths.iter().enumerate() {
        let (left, right) = (edge(at, module_mils), edge(at + u64::from(width), module_mils));
        if place % 2 == 0 && width > 0 {
            bars.push(Rect::new(left, Emu::ZERO, right - left, height));
        }
        at += u64::from(width);
    }
    Drawing { size: Size::new(edge(at, module_mils), height), bars, grid: None }
}

/// Square modules.
pub(super) fn squares(matrix: &Matrix, module_mils: u8) -> Drawing {
    let edge = |number: usize| edge(number as u64 * 100, module_mils);
    let bars = matrix
        .rectangles()
        .into_iter()
        .map(|dark| {
            let (left, top) = (edge(dark.left), edge(dark.top));
            Rect::new(left, top, edge(dark.right) - left, edge(dark.bottom) - top)
        })
        .collect();
    let size = Size::new(edge(matrix.columns()), edge(matrix.rows()));
    Drawing { size, bars, grid: Some((matrix.columns(), matrix.rows())) }
}

/// Rows below one another, all from the left edge.
pub(super) fn rows(rows: &[Row], module_mils: u8) -> Drawing {
    let mut bars = Vec::new();
    let mut top = Emu::ZERO;
    let mut width = Emu::ZERO;
    for row in rows {
        let mut start = 0;
        for run in row.modules.chunk_by(|left, right| left == right) {
            let end = start + run.len();
            if run.first() == Some(&true) && row.height > Emu::ZERO {
                let (left, right) = (edge(start as u64 * 100, module_mils), edge(end as u64 * 100, module_mils));
                bars.push(Rect::new(left, top, right - left, row.height));
            }
            start = end;
        }
        width = width.max(edge(start as u64 * 100, module_mils));
        top += row.height;
    }
    Drawing { size: Size::new(width, top), bars, grid: None }
}

impl Drawing {
    /// Moves all bars, and makes room for it.
    pub(super) fn moved(mut self, right: Emu, down: Emu) -> Self {
        for bar in &mut self.bars {
            bar.x += right;
            bar.y += down;
        }
        self.size = Size::new(self.size.width + right, self.size.height + down);
        self
    }
}
