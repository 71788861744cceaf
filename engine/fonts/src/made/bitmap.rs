//! Bilevel patterns as outlines along the edges of their dots.

use super::Outline;

/// A bilevel pattern: rows from the top, each padded to whole bytes, the most significant bit first, 1 is ink.
#[derive(Clone, Copy, Debug)]
pub struct Bitmap<'a> {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// The rows; dots beyond the data are blank.
    pub bytes: &'a [u8],
}

/// Directions along the edges, clockwise, with y downward.
const STEPS: [(i64, i64); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

impl Bitmap<'_> {
    fn ink(&self, x: i64, y: i64) -> bool {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return false };
        if x >= self.width || y >= self.height {
            return false;
        }
        let row = u64::from(y) * u64::from(self.width.div_ceil(8));
        let Ok(place) = usize::try_from(row + u64::from(x / 8)) else { return false };
        self.bytes.get(place).is_some_and(|byte| byte & (0x80 >> (x % 8)) != 0)
    }

    /// Draws the edges between ink and paper into an outline, in dots from the pattern's top left corner, y downward.
    /// Dots that touch only at a corner stay apart. Ink lies to the right of each edge.
    pub fn trace(&self, outline: &mut Outline) {
        let size = u64::from(self.width) * u64::from(self.height);
        // No more dots than the bytes can hold.
        if size > self.bytes.len() as u64 * 8 + u64::from(self.width) * 8 {
            return;
        }
        let mut seen = vec![false; usize::try_from(size).unwrap_or(0)];
        let place = |x: i64, y: i64| usize::try_from(y * i64::from(self.width) + x).unwrap_or(usize::MAX);
        for y in 0..i64::from(self.height) {
            for x in 0..i64::from(self.width) {
                // Every edge all around has a part that goes right along the top of a dot.
                if self.ink(x, y) && !self.ink(x, y - 1) && seen.get(place(x, y)) == Some(&false) {
                    self.follow(x, y, outline, |x, y| {
                        if let Some(seen) = seen.get_mut(place(x, y)) {
                            *seen = true;
                        }
                    });
                }
            }
        }
    }

    fn follow(&self, start_x: i64, start_y: i64, outline: &mut Outline, mut top_of: impl FnMut(i64, i64)) {
        let (mut x, mut y, mut direction) = (start_x, start_y, 0usize);
        outline.start(x as f64, y as f64);
        loop {
            if direction == 0 {
                top_of(x, y);
            }
            let (dx, dy) = STEPS.get(direction).copied().unwrap_or_default();
            x += dx;
            y += dy;
            // The dots ahead, to the right and to the left of the way.
            let (right, left) = match direction {
                0 => (self.ink(x, y), self.ink(x, y - 1)),
                1 => (self.ink(x - 1, y), self.ink(x, y)),
                2 => (self.ink(x - 1, y - 1), self.ink(x - 1, y)),
                _ => (self.ink(x, y - 1), self.ink(x - 1, y - 1)),
            };
            let turned = match (right, left) {
                (false, _) => (direction + 1) % 4,
                (true, true) => (direction + 3) % 4,
                (true, false) => direction,
            };
            if (x, y, turned) == (start_x, start_y, 0) {
                return;
            }
            if turned != direction {
                outline.line(x as f64, y as f64);
                direction = turned;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{FaceMaker, MadeMetrics};
    use super::*;
    use crate::OutlinePen;

    /// Collects closed contours of straight lines.
    #[derive(Default)]
    struct Lines(Vec<Vec<(f32, f32)>>);

    impl OutlinePen for Lines {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push(vec![(x, y)]);
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.last_mut().unwrap().push((x, y));
        }
        fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
            panic!("dots have no curves");
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
            panic!("dots have no curves");
        }
        fn close(&mut self) {}
    }

    fn metrics() -> MadeMetrics {
        MadeMetrics {
            units_per_em: 1000,
            ascender: 800,
            descender: -200,
            cap_height: 700,
            x_height: 500,
            underline: (-100, 50),
            weight: 400,
            italic: false,
        }
    }

    /// The contours of a pattern as a face draws them, and twice the area that they enclose with sign.
    fn contours(bitmap: Bitmap<'_>) -> (usize, f64) {
        let mut outline = Outline::transformed([10.0, 0.0, 0.0, -10.0, 0.0, 0.0]);
        bitmap.trace(&mut outline);
        let mut maker = FaceMaker::new("dots", metrics());
        let glyph = maker.add(&outline, 100).unwrap();
        let face = maker.finish().unwrap();
        let mut lines = Lines::default();
        face.outline(glyph, &mut lines);
        let mut area = 0.0;
        for contour in &lines.0 {
            for (place, (x, y)) in contour.iter().enumerate() {
                let (next_x, next_y) = contour[(place + 1) % contour.len()];
                area += f64::from(x * next_y - next_x * y);
            }
        }
        (lines.0.len(), area / 2.0)
    }

    #[test]
    fn one_dot_is_a_square() {
        assert_eq!(contours(Bitmap { width: 1, height: 1, bytes: &[0x80] }), (1, -100.0));
    }

    #[test]
    fn a_ring_has_a_hole_and_dots_at_a_corner_stay_apart() {
        // ###   Eight dots around one.
        let ring = Bitmap { width: 3, height: 3, bytes: &[0xE0, 0xA0, 0xE0] };
        assert_eq!(contours(ring), (2, -800.0));
        let chequers = Bitmap { width: 2, height: 2, bytes: &[0x80, 0x40] };
        assert_eq!(contours(chequers), (2, -200.0));
    }

    #[test]
    fn every_pattern_encloses_as_much_as_it_has_ink() {
        let mut state = 1u32;
        for _ in 0..40 {
            let bytes: Vec<u8> = (0..3 * 17)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 24) as u8
                })
                .collect();
            let bitmap = Bitmap { width: 21, height: 17, bytes: &bytes };
            let ink = (0..17).flat_map(|y| (0..21).map(move |x| (x, y))).filter(|&(x, y)| bitmap.ink(x, y)).count();
            assert_eq!(contours(bitmap).1, -(ink as f64) * 100.0);
        }
    }

    #[test]
    fn a_box_larger_than_its_data_draws_nothing() {
        assert_eq!(contours(Bitmap { width: 60_000, height: 60_000, bytes: &[0xFF; 16] }).0, 0);
        assert_eq!(contours(Bitmap { width: 0, height: 7, bytes: &[0xFF] }).0, 0);
    }
}
