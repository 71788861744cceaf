//! Places on the page that things cover.

use units::{Emu, Rect};

/// The edges of a place, all within it. Quicker to join and to compare than corner and sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edges {
    pub left: Emu,
    pub top: Emu,
    pub right: Emu,
    pub bottom: Emu,
}

impl Edges {
    /// Whether the two touch or overlap.
    #[inline]
    pub(crate) fn touches(self, other: Self) -> bool {
        self.left <= other.right && other.left <= self.right && self.top <= other.bottom && other.top <= self.bottom
    }

    /// The smallest place around both.
    #[inline]
    pub(crate) fn join(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

impl From<Rect> for Edges {
    fn from(rect: Rect) -> Self {
        Self { left: rect.x, top: rect.y, right: rect.right(), bottom: rect.bottom() }
    }
}

/// How many places that follow each other are looked at only where the place around them is touched.
const NEIGHBOURS: usize = 16;

/// Most places kept exactly, whole groups of neighbours, so that a page of any number of things takes bounded time for each.
const MOST: usize = 4_096;

/// Places, each exactly. Things drawn after each other mostly stand near each other, so that few of them are looked at.
#[derive(Debug, Default)]
pub(crate) struct Covered {
    places: Vec<Edges>,
    /// The place around each so many of them.
    around: Vec<Edges>,
    /// The place around those beyond the most.
    rest: Option<Edges>,
}

impl Covered {
    #[inline]
    pub(crate) fn add(&mut self, place: Edges) {
        match self.around.last_mut() {
            Some(around) if !self.places.len().is_multiple_of(NEIGHBOURS) => {
                *around = around.join(place);
                self.places.push(place);
            }
            _ => self.begin_group(place),
        }
    }

    #[cold]
    fn begin_group(&mut self, place: Edges) {
        if self.places.len() < MOST {
            self.around.push(place);
            self.places.push(place);
        } else {
            self.rest = Some(self.rest.map_or(place, |rest| rest.join(place)));
        }
    }

    /// Whether one of the places touches another.
    pub(crate) fn touches(&self, place: Edges) -> bool {
        let near = self.around.iter().zip(self.places.chunks(NEIGHBOURS)).filter(|(around, _)| around.touches(place));
        let exactly = near.into_iter().any(|(_, places)| places.iter().any(|known| known.touches(place)));
        exactly || self.rest.is_some_and(|rest| rest.touches(place))
    }

    pub(crate) fn clear(&mut self) {
        self.places.clear();
        self.around.clear();
        self.rest = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(x: i32, y: i32, width: i32, height: i32) -> Edges {
        Rect::new(Emu::new(x), Emu::new(y), Emu::new(width), Emu::new(height)).into()
    }

    #[test]
    fn edges_touch_where_they_meet() {
        assert!(place(0, 0, 10, 10).touches(place(10, 10, 5, 5)));
        assert!(!place(0, 0, 10, 10).touches(place(11, 0, 5, 5)));
        assert_eq!(place(0, 0, 1, 1).join(place(9, 9, 1, 1)), place(0, 0, 10, 10));
    }

    #[test]
    fn places_between_others_are_free() {
        let mut covered = Covered::default();
        // A column of lines with gaps, many groups of neighbours.
        for row in 0..100 {
            covered.add(place(0, row * 100, 500, 80));
        }
        for row in 0..99 {
            assert!(!covered.touches(place(0, row * 100 + 81, 500, 18)), "below row {row}");
            assert!(covered.touches(place(500, row * 100 + 80, 1, 10)), "row {row}");
        }
        assert!(!covered.touches(place(501, 0, 10, 10_000)));
        for row in 100..5_000 {
            covered.add(place(0, row * 100, 500, 80));
        }
        assert!(!covered.touches(place(0, 81, 500, 18)));
        assert!(covered.touches(place(0, 499_900, 10, 10)), "beyond the most, no place is forgotten");
        covered.clear();
        assert!(!covered.touches(place(0, 0, 500, 80)));
    }
}
