//! Outlines to patterns of one bit a pel: the rules of TrueType's scan converter (OpenType "Rasterization rules").
//!
//! A pel is set when its centre lies inside. A stroke so thin that it passes between centres sets the pel it lies in
//! (drop-out control), so that hairlines stay whole. All in whole numbers, so the same on every machine.

use fonts::OutlinePen;

/// Steps of a pel.
const PEL: i64 = 256;
/// Pels of a pattern's longest side: several em of the largest raster font.
const LONGEST: i64 = 4_096;

/// A pattern and where it lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pattern {
    /// From the origin of the character to the left edge, in pels.
    pub left: i32,
    /// From the baseline up to the upper edge, in pels.
    pub top: i32,
    pub width: u16,
    pub height: u16,
    /// Rows from the top, each ending on a byte.
    pub bits: Vec<u8>,
}

/// Collects an outline in pels, y upward, as closed lines, y downward.
#[derive(Debug, Default)]
pub(super) struct Outline {
    contours: Vec<Vec<(i64, i64)>>,
    at: (i64, i64),
}

fn steps(x: f32, y: f32) -> (i64, i64) {
    let whole = |value: f32| (f64::from(value) * PEL as f64).round().clamp(-1e9, 1e9) as i64;
    (whole(x), -whole(y))
}

impl Outline {
    fn push(&mut self, point: (i64, i64)) {
        if let Some(contour) = self.contours.last_mut() {
            contour.push(point);
        }
        self.at = point;
    }

    /// A curve of any degree by its control points, from the current point: straight lines of a few pels.
    fn curve<const N: usize>(&mut self, control: [(i64, i64); N]) {
        let from = self.at;
        let mut length = 0;
        let mut last = from;
        for point in control {
            length += (point.0 - last.0).abs() + (point.1 - last.1).abs();
            last = point;
        }
        let count = (length / (2 * PEL)).clamp(4, 64);
        for step in 1..=count {
            // De Casteljau's construction, at `step / count`, kept in steps at each level.
            let mut points: Vec<(i64, i64)> = std::iter::once(from).chain(control).collect();
            while points.len() > 1 {
                let between = |a: i64, b: i64| a + ((b - a) * step * 2 + count).div_euclid(2 * count);
                points = points
                    .windows(2)
                    .filter_map(|pair| match *pair {
                        [a, b] => Some((between(a.0, b.0), between(a.1, b.1))),
                        _ => None,
                    })
                    .collect();
            }
            if let Some(&point) = points.first() {
                self.push(point);
            }
        }
    }

    /// The lines of all contours, each closed.
    fn edges(&self) -> impl Iterator<Item = ((i64, i64), (i64, i64))> + '_ {
        self.contours.iter().flat_map(|contour| {
            let next = contour.iter().cycle().skip(1);
            contour.iter().copied().zip(next.copied())
        })
    }

    /// The pattern; `None` for an outline larger than any raster font may have.
    pub(super) fn pattern(&self) -> Option<Pattern> {
        let points = || self.contours.iter().flatten();
        let (Some(left), Some(right)) = (points().map(|p| p.0).min(), points().map(|p| p.0).max()) else {
            return Some(Pattern::default());
        };
        let (Some(top), Some(bottom)) = (points().map(|p| p.1).min(), points().map(|p| p.1).max()) else {
            return Some(Pattern::default());
        };
        let (left, top) = (left.div_euclid(PEL), top.div_euclid(PEL));
        let (width, height) = (right.div_euclid(PEL) + 1 - left, bottom.div_euclid(PEL) + 1 - top);
        if width > LONGEST || height > LONGEST {
            return None;
        }
        let mut grid = Grid::new(width, height);
        let rows = spans(self.edges(), top, height);
        for (row, spans) in rows.iter().enumerate() {
            for &(from, to) in spans {
                let (first, end) = centres(from, to);
                if first < end {
                    (first..end).for_each(|pel| grid.set(pel - left, row as i64));
                } else {
                    grid.set((from + to).div_euclid(2 * PEL) - left, row as i64);
                }
            }
        }
        // Thin lines that lie: columns find what passes between the centres of rows.
        let turned = self.edges().map(|(a, b)| ((a.1, a.0), (b.1, b.0)));
        for (column, spans) in spans(turned, left, width).iter().enumerate() {
            for &(from, to) in spans {
                let (first, end) = centres(from, to);
                let near = [from, to].map(|edge| edge.div_euclid(PEL) - top);
                if first >= end && near.iter().all(|&row| !grid.get(column as i64, row)) {
                    grid.set(column as i64, (from + to).div_euclid(2 * PEL) - top);
                }
            }
        }
        Some(grid.trimmed(left, top))
    }
}

/// The pels whose centres lie from one place to before another.
fn centres(from: i64, to: i64) -> (i64, i64) {
    let first = |edge: i64| -((PEL / 2 - edge).div_euclid(PEL));
    (first(from), first(to))
}

/// For each row of pels the stretches inside along its middle, by the non-zero winding rule.
fn spans(edges: impl Iterator<Item = ((i64, i64), (i64, i64))>, top: i64, height: i64) -> Vec<Vec<(i64, i64)>> {
    let mut crossings: Vec<Vec<(i64, i32)>> = vec![Vec::new(); usize::try_from(height).unwrap_or(0)];
    for ((x0, y0), (x1, y1)) in edges {
        let (upper, lower, winding) = if y0 < y1 { (y0, y1, 1) } else { (y1, y0, -1) };
        let (first, end) = centres(upper, lower);
        for row in first..end {
            let y = row * PEL + PEL / 2;
            let x = x0 + ((x1 - x0) * (y - y0)).div_euclid(y1 - y0);
            let place = usize::try_from(row - top).ok().and_then(|row| crossings.get_mut(row));
            if let Some(list) = place {
                list.push((x, winding));
            }
        }
    }
    let inside = |mut list: Vec<(i64, i32)>| {
        list.sort_unstable();
        let (mut found, mut depth, mut from) = (Vec::new(), 0, 0);
        for (x, winding) in list {
            if depth == 0 {
                from = x;
            }
            depth += winding;
            if depth == 0 {
                found.push((from, x));
            }
        }
        found
    };
    crossings.into_iter().map(inside).collect()
}

/// Pels being set.
struct Grid {
    width: usize,
    height: usize,
    pels: Vec<bool>,
}

impl Grid {
    fn new(width: i64, height: i64) -> Self {
        let side = |length: i64| usize::try_from(length).unwrap_or(0);
        let (width, height) = (side(width), side(height));
        Self { width, height, pels: vec![false; width * height] }
    }

    fn place(&self, x: i64, y: i64) -> Option<usize> {
        let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        (x < self.width && y < self.height).then(|| y * self.width + x)
    }

    fn get(&self, x: i64, y: i64) -> bool {
        self.place(x, y).and_then(|place| self.pels.get(place)).copied().unwrap_or(false)
    }

    fn set(&mut self, x: i64, y: i64) {
        let place = self.place(x, y);
        if let Some(pel) = place.and_then(|place| self.pels.get_mut(place)) {
            *pel = true;
        }
    }

    /// The smallest box around the set pels.
    fn trimmed(&self, left: i64, top: i64) -> Pattern {
        let rows = || self.pels.chunks(self.width.max(1));
        let Some(first) = rows().position(|row| row.contains(&true)) else { return Pattern::default() };
        let last = rows().rposition(|row| row.contains(&true)).unwrap_or(first);
        let columns = |place: fn(&[bool]) -> Option<usize>| rows().filter_map(place).collect::<Vec<_>>();
        let begin = columns(|row| row.iter().position(|&pel| pel)).into_iter().min().unwrap_or(0);
        let end = columns(|row| row.iter().rposition(|&pel| pel)).into_iter().max().unwrap_or(0);
        let mut bits = Vec::new();
        for row in rows().skip(first).take(last - first + 1) {
            let pels = row.get(begin..=end).unwrap_or_default();
            bits.extend(pels.chunks(8).map(|eight| {
                eight.iter().enumerate().fold(0u8, |byte, (bit, &pel)| byte | u8::from(pel) << (7 - bit))
            }));
        }
        let near = |value: i64| i32::try_from(value).unwrap_or(0);
        let side = |length: usize| u16::try_from(length).unwrap_or(u16::MAX);
        Pattern {
            left: near(left) + begin as i32,
            top: -(near(top) + first as i32),
            width: side(end - begin + 1),
            height: side(last - first + 1),
            bits,
        }
    }
}

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.contours.push(Vec::new());
        self.push(steps(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push(steps(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.curve([steps(cx, cy), steps(x, y)]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.curve([steps(cx0, cy0), steps(cx1, cy1), steps(x, y)]);
    }

    fn close(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn polygon(points: &[(f32, f32)]) -> Pattern {
        let mut outline = Outline::default();
        for (number, &(x, y)) in points.iter().enumerate() {
            if number == 0 { outline.move_to(x, y) } else { outline.line_to(x, y) }
        }
        outline.pattern().unwrap()
    }

    #[test]
    fn pels_are_set_by_their_centres() {
        let found = polygon(&[(0.4, 0.0), (0.4, 3.0), (2.6, 3.0), (2.6, 0.0)]);
        assert_eq!((found.left, found.top, found.width, found.height), (0, 3, 3, 3));
        assert_eq!(found.bits, [0xE0; 3]);
        let found = polygon(&[(-1.4, -2.0), (-1.4, -1.0), (2.4, -1.0), (2.4, -2.0)]);
        assert_eq!((found.left, found.top, found.width, found.height), (-1, -1, 3, 1));
    }

    #[test]
    fn a_hole_stays_a_hole_and_overlaps_are_filled() {
        let mut ring = Outline::default();
        for (from, to) in [(0.0, 5.0), (4.0, 1.0)] {
            ring.move_to(from, from);
            let corners =
                if from < to { [(to, from), (to, to), (from, to)] } else { [(from, to), (to, to), (to, from)] };
            corners.into_iter().for_each(|(x, y)| ring.line_to(x, y));
        }
        assert_eq!(ring.pattern().unwrap().bits, [0xF8, 0x88, 0x88, 0x88, 0xF8]);
        let mut twice = Outline::default();
        for left in [0.0, 2.0] {
            twice.move_to(left, 0.0);
            let corners = [(left + 4.0, 0.0), (left + 4.0, 1.0), (left, 1.0)];
            corners.into_iter().for_each(|(x, y)| twice.line_to(x, y));
        }
        assert_eq!(twice.pattern().unwrap().bits, [0xFC]);
    }

    #[test]
    fn hairlines_between_centres_do_not_drop_out() {
        let standing = polygon(&[(0.6, 0.0), (0.6, 4.0), (0.9, 4.0), (0.9, 0.0)]);
        assert_eq!((standing.width, standing.height), (1, 4));
        let lying = polygon(&[(0.0, 0.6), (4.0, 0.6), (4.0, 0.9), (0.0, 0.9)]);
        assert_eq!((lying.width, lying.height, lying.top), (4, 1, 1));
        let slanted = polygon(&[(0.0, 0.0), (0.2, 0.0), (10.2, 6.0), (10.0, 6.0)]);
        assert_eq!(slanted.height, 6);
        assert!(slanted.bits.chunks(2).all(|row| row.iter().any(|&byte| byte != 0)));
    }

    #[test]
    fn an_outline_too_large_is_refused_and_an_empty_one_is_empty() {
        let mut large = Outline::default();
        large.move_to(0.0, 0.0);
        large.line_to(1e30, 0.0);
        large.line_to(0.0, 5_000.0);
        assert_eq!(large.pattern(), None);
        assert_eq!(Outline::default().pattern(), Some(Pattern::default()));
    }
}
