//! Images inside graphics: rows of points of one bit (GOCA chapter 4 "Images").

use diagnostics::Code;
use scene::{FillRule, Item, Origin, Path, PathItem, Segment};

use super::Drawing;
use super::curves::Spot;

/// An image between its Begin and its End.
pub(super) struct Picture {
    pub(super) start: u64,
    /// Its top left corner.
    corner: Spot,
    width: u16,
    height: u16,
    rows: Vec<Vec<u8>>,
}

impl Drawing<'_, '_> {
    pub(super) fn begin_picture(&mut self, format: u8, width: u16, height: u16, start: u64) {
        self.flush();
        if format != 0 {
            let reason = "the image's format is not known";
            self.findings.add(Code::AfpOrder, start, &[("name", "Begin Image"), ("reason", reason)]);
            return;
        }
        self.picture = Some(Picture { start, corner: self.position, width, height, rows: Vec::new() });
    }

    pub(super) fn picture_row(&mut self, bits: &[u8]) {
        if let Some(picture) = &mut self.picture
            && picture.rows.len() < usize::from(picture.height)
        {
            picture.rows.push(bits.to_vec());
        }
    }

    /// Draws the points that are 1 as one outline of rectangles, as many to a row as it has runs.
    pub(super) fn end_picture(&mut self, end: u64) {
        let Some(Picture { start, corner, width, rows, .. }) = self.picture.take() else { return };
        let (across, down) = self.window.image_points(1.0);
        let mut segments = Vec::new();
        for (y, row) in (0u16..).zip(&rows) {
            let top = corner.y - f64::from(y) * down;
            for (from, to) in runs(row, width) {
                let [left, right] = [from, to].map(|x| corner.x + f64::from(x) * across);
                let spots = [(left, top), (right, top), (right, top - down), (left, top - down)];
                let [first, rest @ ..] = spots.map(|(x, y)| self.window.point(Spot { x, y }));
                segments.push(Segment::Move(first));
                segments.extend(rest.map(Segment::Line));
                segments.push(Segment::Close);
            }
        }
        let rectangles = segments.len() / 5;
        if segments.is_empty() || self.attributes.leaves_alone {
            return;
        }
        if self.take_shapes(rectangles, "so large an image inside graphics", start) {
            let fill = Some((self.attributes.colour, FillRule::NonZero));
            let item = PathItem { path: Path { segments }, fill, stroke: None };
            self.content.push(Item::Path(Box::new(item)), Origin::Bytes { start, end });
        }
    }
}

/// The runs of 1 bits of a row: the first and one past the last.
fn runs(row: &[u8], width: u16) -> Vec<(u16, u16)> {
    let bit = |x: u16| row.get(usize::from(x / 8)).is_some_and(|byte| byte >> (7 - x % 8) & 1 == 1);
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for x in (0..width).filter(|&x| bit(x)) {
        match runs.last_mut() {
            Some((_, to)) if *to == x => *to = x + 1,
            _ => runs.push((x, x + 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_next_to_each_other_are_one_run() {
        assert_eq!(runs(&[0b0110_0001, 0b1100_0000], 16), [(1, 3), (7, 10)]);
        assert_eq!(runs(&[0xFF], 4), [(0, 4)], "padding is no image");
        assert_eq!(runs(&[0x80], 30), [(0, 1)], "what is missing is white");
    }
}
