//! Outlines to exact coverage: every pixel gets the share of its area that lies inside.
//!
//! Each line adds its signed area to the pixels it crosses; running sums along a row give the winding-weighted
//! coverage, which is the non-zero rule for glyphs whose contours do not partly cancel.

use crate::canvas::Coverage;

/// Straight lines in pixels, y downward.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    lines: Vec<[f32; 4]>,
    start: (f32, f32),
    at: (f32, f32),
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

/// The largest mask made, in pixels; larger outlines give nothing.
const MOST_PIXELS: usize = 1 << 22;

impl Lines {
    pub(crate) fn move_to(&mut self, x: f32, y: f32) {
        self.close();
        self.start = (x, y);
        self.at = (x, y);
    }

    pub(crate) fn line_to(&mut self, x: f32, y: f32) {
        let (from_x, from_y) = self.at;
        if self.lines.is_empty() {
            (self.left, self.top, self.right, self.bottom) = (from_x, from_y, from_x, from_y);
        }
        self.left = self.left.min(x).min(from_x);
        self.right = self.right.max(x).max(from_x);
        self.top = self.top.min(y).min(from_y);
        self.bottom = self.bottom.max(y).max(from_y);
        self.lines.push([from_x, from_y, x, y]);
        self.at = (x, y);
    }

    pub(crate) fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (x0, y0) = self.at;
        let bend = (x0 - 2.0 * x1 + x).abs() + (y0 - 2.0 * y1 + y).abs();
        for step in steps(bend) {
            let rest = 1.0 - step;
            self.line_to(
                rest * rest * x0 + 2.0 * rest * step * x1 + step * step * x,
                rest * rest * y0 + 2.0 * rest * step * y1 + step * step * y,
            );
        }
        self.line_to(x, y);
    }

    pub(crate) fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (x0, y0) = self.at;
        let bend = (x0 - 2.0 * x1 + x2).abs()
            + (y0 - 2.0 * y1 + y2).abs()
            + (x1 - 2.0 * x2 + x).abs()
            + (y1 - 2.0 * y2 + y).abs();
        for step in steps(bend * 2.0) {
            let rest = 1.0 - step;
            let (a, b, c, d) =
                (rest * rest * rest, 3.0 * rest * rest * step, 3.0 * rest * step * step, step * step * step);
            self.line_to(a * x0 + b * x1 + c * x2 + d * x, a * y0 + b * y1 + c * y2 + d * y);
        }
        self.line_to(x, y);
    }

    pub(crate) fn close(&mut self) {
        if self.at != self.start {
            self.line_to(self.start.0, self.start.1);
        }
    }

    /// The coverage; none where nothing is covered, or the outline is too large or not finite.
    pub(crate) fn coverage(mut self) -> Option<Coverage> {
        self.close();
        if self.lines.is_empty() || self.lines.iter().flatten().any(|value| !value.is_finite()) {
            return None;
        }
        let (left, top) = (self.left.floor(), self.top.floor());
        if left.abs() > 1e6 || top.abs() > 1e6 {
            return None;
        }
        let width = (self.right.ceil() - left) as usize;
        let height = (self.bottom.ceil() - top) as usize;
        if width == 0 || height == 0 || width.checked_mul(height)? > MOST_PIXELS {
            return None;
        }
        // Two columns more than the mask: a line on the right edge adds to the column after it.
        let stride = width + 2;
        let mut areas = vec![0.0f32; stride * height];
        for &[x0, y0, x1, y1] in &self.lines {
            add_line(&mut areas, stride, height, (x0 - left, y0 - top), (x1 - left, y1 - top));
        }
        let mut rows = Vec::with_capacity(width * height);
        for row in areas.chunks_exact(stride) {
            let mut sum = 0.0f32;
            rows.extend(row.iter().take(width).map(|area| {
                sum += area;
                (sum.abs().min(1.0) * 255.0 + 0.5) as u8
            }));
        }
        Some(Coverage { left: left as i32, top: top as i32, width, rows })
    }
}

/// The parameters between 0 and 1 at which a curve that bends so much is cut.
fn steps(bend: f32) -> impl Iterator<Item = f32> {
    let count = ((bend * 2.0).sqrt().ceil()).clamp(1.0, 64.0) as u32;
    (1..count).map(move |step| step as f32 / count as f32)
}

fn add_line(areas: &mut [f32], stride: usize, height: usize, from: (f32, f32), to: (f32, f32)) {
    if from.1 == to.1 {
        return;
    }
    let (direction, (x0, y0), (x1, y1)) = if from.1 < to.1 { (1.0, from, to) } else { (-1.0, to, from) };
    let slope = (x1 - x0) / (y1 - y0);
    let mut x = x0;
    for y in y0.max(0.0) as usize..height.min(y1.ceil().max(0.0) as usize) {
        let tall = ((y + 1) as f32).min(y1) - (y as f32).max(y0);
        let next = x + slope * tall;
        let area = tall * direction;
        let (left, right) = if x < next { (x, next) } else { (next, x) };
        let Some(row) = areas.get_mut(y * stride..(y + 1) * stride) else { return };
        add_in_row(row, left.max(0.0), right.max(0.0), area);
        x = next;
    }
}

/// Adds a line that crosses one row of pixels between `left` and `right`.
fn add_in_row(row: &mut [f32], left: f32, right: f32, area: f32) {
    let first = left as usize;
    let end = (right.ceil() as usize).max(first + 1);
    let mut add = |at: usize, value: f32| {
        if let Some(sum) = row.get_mut(at) {
            *sum += value;
        }
    };
    if end == first + 1 {
        let beyond = 0.5 * (left + right) - first as f32;
        add(first, area * (1.0 - beyond));
        add(first + 1, area * beyond);
        return;
    }
    let per_column = 1.0 / (right - left);
    let in_first = 1.0 - (left - first as f32);
    let in_last = right - (end - 1) as f32;
    let first_share = 0.5 * per_column * in_first * in_first;
    let last_share = 0.5 * per_column * in_last * in_last;
    add(first, area * first_share);
    if end == first + 2 {
        add(first + 1, area * (1.0 - first_share - last_share));
    } else {
        let second = per_column * (in_first + 0.5);
        add(first + 1, area * (second - first_share));
        for at in first + 2..end - 1 {
            add(at, area * per_column);
        }
        let before_last = second + (end - first - 3) as f32 * per_column;
        add(end - 1, area * (1.0 - before_last - last_share));
    }
    add(end, area * last_share);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn polygon(points: &[(f32, f32)]) -> Coverage {
        let mut lines = Lines::default();
        for (number, &(x, y)) in points.iter().enumerate() {
            if number == 0 { lines.move_to(x, y) } else { lines.line_to(x, y) }
        }
        lines.coverage().unwrap()
    }

    #[test]
    fn an_upright_rectangle_covers_exactly_its_area() {
        let mask = polygon(&[(-0.5, 0.25), (1.5, 0.25), (1.5, 1.0), (-0.5, 1.0)]);
        assert_eq!((mask.left, mask.top, mask.width), (-1, 0, 3));
        assert_eq!(mask.rows, [96, 191, 96]);
    }

    #[test]
    fn a_triangle_covers_half_of_its_square_whatever_its_direction() {
        for points in [[(0.0, 0.0), (8.0, 0.0), (0.0, 8.0)], [(0.0, 0.0), (0.0, 8.0), (8.0, 0.0)]] {
            let total: u32 = polygon(&points).rows.iter().map(|&share| u32::from(share)).sum();
            assert!(total.abs_diff(32 * 255) < 8, "{total}");
        }
    }

    #[test]
    fn a_shallow_line_across_many_columns_is_exact() {
        let mask = polygon(&[(0.0, 0.0), (10.0, 1.0), (0.0, 1.0)]);
        let expected: Vec<u8> = (0..10).map(|at| ((0.95 - at as f32 / 10.0) * 255.0 + 0.5) as u8).collect();
        assert!(mask.rows.iter().zip(&expected).all(|(a, b)| a.abs_diff(*b) <= 1), "{:?} {expected:?}", mask.rows);
    }

    #[test]
    fn what_cannot_be_drawn_gives_nothing() {
        let mut lines = Lines::default();
        lines.move_to(0.0, 0.0);
        lines.line_to(f32::NAN, 5.0);
        assert_eq!(lines.coverage(), None);
        let mut lines = Lines::default();
        lines.move_to(0.0, 0.0);
        lines.line_to(1e9, 1e9);
        assert_eq!(lines.coverage(), None);
    }
}
