//! Hexagons and rings as rectangles: strips thinner than any printer's dot is visible.

use units::{Emu, Rect, Size};

use super::super::super::drawing::Drawing;
use super::grid::{BITS, COLUMNS, ON, ROWS};

/// Between the middles of hexagons side by side: 25.5 mm over 29 (ISO/IEC 16023, 4.11; BCOCA table 12).
const ACROSS: i64 = 31_655;
/// Between rows: 24.38 mm over 32.
const DOWN: i64 = 27_428;
/// From tip to tip of a hexagon.
const TIP: i64 = 36_552;
/// Strips of each end of a hexagon.
const STRIPS: i64 = 4;
/// Radii of the rings, dark between the first two of each pair, in micrometres.
const RINGS: [(i64, i64); 3] = [(3_870, 3_200), (2_530, 1_860), (1_180, 510)];
const MICROMETRE: i64 = 36;
/// Height of the rings' strips, about a tenth of a millimetre.
const RING_STRIP: i64 = 3_600;
/// The unit of the zipper and the contrast block, 1/203 inch (BCOCA figure 11).
const ZIPPER_UNIT: i64 = 914_400 / 203;

fn rect(left: i64, top: i64, right: i64, bottom: i64) -> Rect {
    let emu = Emu::saturating_from;
    Rect::new(emu(left), emu(top), emu(right) - emu(left), emu(bottom) - emu(top))
}

/// A hexagon on its tip, around a middle.
fn hexagon(bars: &mut Vec<Rect>, x: i64, y: i64) {
    let (half, quarter) = (ACROSS / 2, TIP / 4);
    bars.push(rect(x - half, y - quarter, x + half, y + quarter));
    for strip in 0..STRIPS {
        // As wide as the hexagon in the strip's middle.
        let (near, far) = (quarter * strip / STRIPS, quarter * (strip + 1) / STRIPS);
        let reach = half * (2 * STRIPS - 2 * strip - 1) / (2 * STRIPS);
        bars.push(rect(x - reach, y - quarter - far, x + reach, y - quarter - near));
        bars.push(rect(x - reach, y + quarter + near, x + reach, y + quarter + far));
    }
}

fn rings(bars: &mut Vec<Rect>, x: i64, y: i64) {
    let reach = |radius: i64, height: i64| ((radius * radius - height * height).max(0)).isqrt();
    for (outer, inner) in RINGS {
        let (outer, inner) = (outer * MICROMETRE, inner * MICROMETRE);
        let mut top = -outer;
        while top < outer {
            let bottom = (top + RING_STRIP).min(outer);
            let (far, near) = (reach(outer, (top + bottom) / 2), reach(inner, (top + bottom) / 2));
            if near == 0 {
                bars.push(rect(x - far, y + top, x + far, y + bottom));
            } else {
                bars.push(rect(x - far, y + top, x - near, y + bottom));
                bars.push(rect(x + near, y + top, x + far, y + bottom));
            }
            top = bottom;
        }
    }
}

/// A test pattern and a contrast block on the right.
fn zipper(bars: &mut Vec<Rect>, left: i64) {
    let unit = |number: i64| number * ZIPPER_UNIT;
    for tooth in 0..40 {
        let top = unit(tooth * 5);
        for (across, down) in [(0, 0), (10, 2), (20, 0)] {
            let at = left + unit(across);
            bars.push(rect(at, top + unit(down), at + unit(12), top + unit(down + 2)));
        }
    }
    for bar in 0..9 {
        let at = left + unit(2 + bar * 3);
        bars.push(rect(at, unit(205), at + unit(2), unit(233)));
    }
}

/// Draws 144 codewords.
pub(super) fn draw(codewords: &[u8], with_zipper: bool) -> Drawing {
    let mut bars = Vec::with_capacity(4_500);
    for (row, places) in BITS.iter().enumerate() {
        for (column, &place) in places.iter().enumerate() {
            let set =
                usize::try_from(place).ok().and_then(|bit| Some(codewords.get(bit / 6)? >> (5 - bit % 6) & 1 == 1));
            if place == ON || set == Some(true) {
                // Every second row is moved by half a hexagon.
                let x = ACROSS * (2 * column as i64 + 1 + (row % 2) as i64) / 2;
                hexagon(&mut bars, x, DOWN * row as i64 + TIP / 2);
            }
        }
    }
    rings(&mut bars, ACROSS * 29 / 2, DOWN * 16 + TIP / 2);
    let (mut width, mut height) = (ACROSS * COLUMNS as i64, DOWN * (ROWS as i64 - 1) + TIP);
    if with_zipper {
        let left = width + 19 * ZIPPER_UNIT;
        zipper(&mut bars, left);
        width = left + 32 * ZIPPER_UNIT;
        height = height.max(233 * ZIPPER_UNIT);
    }
    let size = Size::new(Emu::saturating_from(width), Emu::saturating_from(height));
    Drawing { size, bars, grid: None }
}
