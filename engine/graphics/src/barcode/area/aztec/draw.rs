//! Modules of a symbol (ISO/IEC 24778, 7.3).

use super::super::Matrix;
use super::Size;

/// Modules of the core and between the lines of the reference grid.
const GRID: usize = 16;

/// Draws the bits of the layers, from the outermost inward, and those of the ring around the core.
pub(super) fn draw(size: Size, layers: &[bool], ring: &[bool]) -> Matrix {
    let inside = if size.compact { 11 } else { 14 } + 4 * size.layers;
    // The reference grid has a line through the middle and one at every sixteenth module; layers skip these.
    let half = inside / 2;
    let (side, places): (usize, Vec<usize>) = if size.compact {
        (inside, (0..inside).collect())
    } else {
        let side = inside + 1 + 2 * ((half - 1) / (GRID - 1));
        let centre = side / 2;
        let step = |number: usize| number + number / (GRID - 1) + 1;
        let left = (0..half).rev().map(|number| centre - step(number));
        (side, left.chain((0..half).map(|number| centre + step(number))).collect())
    };
    let place = |number: usize| places.get(number).copied().unwrap_or(usize::MAX);
    let mut matrix = Matrix::new(side, side);
    let mut start = 0;
    for layer in 0..size.layers {
        let length = (size.layers - layer) * 4 + if size.compact { 9 } else { 12 };
        let (near, far) = (2 * layer, inside - 1 - 2 * layer);
        for along in 0..length {
            for across in 0..2 {
                let is_dark =
                    |edge: usize| layers.get(start + edge * length * 2 + 2 * along + across).copied().unwrap_or(false);
                // Down the left edge, along the bottom, up the right edge, back along the top.
                for (edge, column, row) in [
                    (0, near + across, near + along),
                    (1, near + along, far - across),
                    (2, far - across, far - along),
                    (3, far - along, near + across),
                ] {
                    if is_dark(edge) {
                        matrix.darken(place(column), place(row));
                    }
                }
            }
        }
        start += length * 8;
    }
    core(&mut matrix, size.compact, ring);
    matrix
}

fn core(matrix: &mut Matrix, compact: bool, ring: &[bool]) {
    let centre = matrix.columns() / 2;
    let reach = if compact { 5 } else { 7 };
    let mut dark = |column: usize, row: usize| matrix.darken(column, row);
    // The ring: top, right, bottom backward, left backward; in full symbols the grid's line lies in its middle.
    let length = ring.len() / 4;
    let offset = |number: usize| {
        if compact { centre + number - 3 } else { centre + number + number / 5 - 5 }
    };
    for number in 0..length {
        let bit = |side: usize| ring.get(side * length + number).copied().unwrap_or(false);
        let backward = offset(length - 1 - number);
        for (side, column, row) in [
            (0, offset(number), centre - reach),
            (1, centre + reach, offset(number)),
            (2, backward, centre + reach),
            (3, centre - reach, backward),
        ] {
            if bit(side) {
                dark(column, row);
            }
        }
    }
    // The rings of the finder.
    for distance in (0..reach).step_by(2) {
        for number in 0..=2 * distance {
            let along = centre - distance + number;
            dark(along, centre - distance);
            dark(along, centre + distance);
            dark(centre - distance, along);
            dark(centre + distance, along);
        }
    }
    // What tells the corners apart.
    let (low, high) = (centre - reach, centre + reach);
    for (column, row) in [(low, low), (low + 1, low), (low, low + 1), (high, low), (high, low + 1), (high, high - 1)] {
        dark(column, row);
    }
    if compact {
        return;
    }
    let side = centre * 2 + 1;
    for line in (centre % GRID..side).step_by(GRID) {
        for along in (centre % 2..side).step_by(2) {
            dark(line, along);
            dark(along, line);
        }
    }
}
