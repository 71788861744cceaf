//! Snapping: edges and middles that come near those of others are drawn to them.

use units::{Emu, Point, Rect};

use crate::feedback::{Axis, Guide, Spacing};

/// Screen pixels within which an edge is caught.
const CATCH: i32 = 5;
/// Screen pixels within which a caught edge stays.
const HOLD: i32 = 8;

/// A line to snap to: its position on one axis and its extent along the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Line {
    position: Emu,
    from: Emu,
    to: Emu,
}

/// What there is to snap to on a page, and what was caught last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Snapping {
    columns: Vec<Line>,
    rows: Vec<Line>,
    others: Vec<Rect>,
    held_column: Option<Emu>,
    held_row: Option<Emu>,
}

/// Which edges of a rectangle may snap along one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edges {
    /// Both and the middle: it is being moved.
    All,
    /// The left or top one.
    Low,
    /// The right or bottom one.
    High,
    /// None.
    Neither,
}

/// How far to shift, and what shows why.
#[derive(Clone, Debug, Default)]
pub(crate) struct Snapped {
    pub(crate) by: Point,
    pub(crate) guides: Vec<Guide>,
    pub(crate) spacings: Vec<Spacing>,
}

impl Snapping {
    /// Lines of the page itself, its margins and frames, and the other objects.
    pub(crate) fn new(page: Rect, lines: &[Rect], others: Vec<Rect>) -> Self {
        let mut snapping = Self::default();
        for rect in std::iter::once(&page).chain(lines).chain(&others) {
            let columns = [rect.x, rect.centre().x, rect.right()];
            let rows = [rect.y, rect.centre().y, rect.bottom()];
            snapping.columns.extend(columns.map(|position| Line { position, from: rect.y, to: rect.bottom() }));
            snapping.rows.extend(rows.map(|position| Line { position, from: rect.x, to: rect.right() }));
        }
        snapping.others = others;
        snapping
    }

    /// Draws a rectangle's edges to near lines; `pixel` is the side of a screen pixel.
    pub(crate) fn snap(&mut self, rect: Rect, across: Edges, down: Edges, pixel: Emu) -> Snapped {
        let (left, width) = (rect.x, rect.width);
        let (top, height) = (rect.y, rect.height);
        let column = nearest(&self.columns, &edges(left, width, across), pixel, &mut self.held_column);
        let row = nearest(&self.rows, &edges(top, height, down), pixel, &mut self.held_row);
        let mut snapped =
            Snapped { by: Point::new(column.unwrap_or(Emu::ZERO), row.unwrap_or(Emu::ZERO)), ..Snapped::default() };
        if across == Edges::All
            && column.is_none()
            && let Some((by, spacings)) = self.even_across(rect, pixel)
        {
            snapped.by.x = by;
            snapped.spacings.extend(spacings);
        }
        if down == Edges::All
            && row.is_none()
            && let Some((by, spacings)) = self.even_down(rect, pixel)
        {
            snapped.by.y = by;
            snapped.spacings.extend(spacings);
        }
        let at = rect.translated(snapped.by);
        if column.is_some() {
            let extent = (at.y, at.bottom());
            snapped.guides.extend(guides(
                &self.columns,
                &edges(left + snapped.by.x, width, across),
                extent,
                Axis::Vertical,
            ));
        }
        if row.is_some() {
            let extent = (at.x, at.right());
            snapped.guides.extend(guides(
                &self.rows,
                &edges(top + snapped.by.y, height, down),
                extent,
                Axis::Horizontal,
            ));
        }
        snapped
    }

    /// Halfway between the nearest neighbours left and right.
    fn even_across(&self, rect: Rect, pixel: Emu) -> Option<(Emu, [Spacing; 2])> {
        let beside = || self.others.iter().filter(|other| other.y <= rect.bottom() && rect.y <= other.bottom());
        let left = beside().filter(|other| other.right() <= rect.x).map(|other| other.right()).max()?;
        let right = beside().filter(|other| other.x >= rect.right()).map(|other| other.x).min()?;
        let by = left + (right - left - rect.width) / 2 - rect.x;
        let y = rect.centre().y;
        let at = rect.x + by;
        (by.abs() <= pixel * CATCH).then(|| {
            (
                by,
                [
                    Spacing { from: Point::new(left, y), to: Point::new(at, y) },
                    Spacing { from: Point::new(at + rect.width, y), to: Point::new(right, y) },
                ],
            )
        })
    }

    /// Halfway between the nearest neighbours above and below.
    fn even_down(&self, rect: Rect, pixel: Emu) -> Option<(Emu, [Spacing; 2])> {
        let beside = || self.others.iter().filter(|other| other.x <= rect.right() && rect.x <= other.right());
        let above = beside().filter(|other| other.bottom() <= rect.y).map(|other| other.bottom()).max()?;
        let below = beside().filter(|other| other.y >= rect.bottom()).map(|other| other.y).min()?;
        let by = above + (below - above - rect.height) / 2 - rect.y;
        let x = rect.centre().x;
        let at = rect.y + by;
        (by.abs() <= pixel * CATCH).then(|| {
            (
                by,
                [
                    Spacing { from: Point::new(x, above), to: Point::new(x, at) },
                    Spacing { from: Point::new(x, at + rect.height), to: Point::new(x, below) },
                ],
            )
        })
    }
}

fn edges(low: Emu, length: Emu, which: Edges) -> Vec<Emu> {
    match which {
        Edges::All => vec![low, low + length / 2, low + length],
        Edges::Low => vec![low],
        Edges::High => vec![low + length],
        Edges::Neither => Vec::new(),
    }
}

/// The shift to the nearest line; one that was caught stays caught a little longer.
fn nearest(lines: &[Line], edges: &[Emu], pixel: Emu, held: &mut Option<Emu>) -> Option<Emu> {
    let best = lines
        .iter()
        .flat_map(|line| edges.iter().map(move |&edge| (line.position, line.position - edge)))
        .filter(|(position, by)| {
            let reach = if *held == Some(*position) { HOLD } else { CATCH };
            by.abs() <= pixel * reach
        })
        .min_by_key(|(position, by)| (*held != Some(*position), by.abs(), *position));
    *held = best.map(|(position, _)| position);
    best.map(|(_, by)| by)
}

/// The lines that edges now lie on, as far as they reach.
fn guides(lines: &[Line], edges: &[Emu], extent: (Emu, Emu), axis: Axis) -> Vec<Guide> {
    let mut guides: Vec<Guide> = Vec::new();
    for line in lines.iter().filter(|line| edges.contains(&line.position)) {
        match guides.iter_mut().find(|guide| guide.position == line.position) {
            Some(guide) => {
                guide.from = guide.from.min(line.from);
                guide.to = guide.to.max(line.to);
            }
            None => guides.push(Guide {
                axis,
                position: line.position,
                from: line.from.min(extent.0),
                to: line.to.max(extent.1),
            }),
        }
    }
    guides
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: i32, y: i32, width: i32, height: i32) -> Rect {
        Rect::new(Emu::new(x), Emu::new(y), Emu::new(width), Emu::new(height))
    }

    #[test]
    fn an_edge_is_caught_within_five_pixels_and_held_within_eight() {
        let mut snapping = Snapping::new(rect(0, 0, 100_000, 100_000), &[], vec![rect(1_000, 1_000, 500, 500)]);
        let mut at =
            |x: i32| snapping.snap(rect(x, 50_300, 70, 70), Edges::All, Edges::Neither, Emu::new(10)).by.x.get();
        assert_eq!(at(1_060), 0);
        assert_eq!(at(1_050), -50);
        assert_eq!(at(1_078), -78);
        assert_eq!(at(1_081), 0);
        assert_eq!(at(1_060), 0);
    }

    #[test]
    fn between_two_neighbours_the_gaps_become_even() {
        let neighbours = vec![rect(0, 0, 1_000, 500), rect(5_000, 0, 1_000, 500)];
        let mut snapping = Snapping::new(rect(0, 0, 100_000, 100_000), &[], neighbours);
        let snapped = snapping.snap(rect(2_510, 107, 1_007, 60), Edges::All, Edges::Neither, Emu::new(10));
        assert_eq!(snapped.by.x.get(), -14);
        assert_eq!(snapped.spacings.len(), 2);
    }
}
