//! Where a caret can stand in a line.

use scene::Span;
use units::Emu;

use crate::breaks::cluster_starts;
use crate::{Line, LineRun, Lines};

/// A place for a caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaretStop {
    /// The byte of [`Lines::text`] before which it stands.
    pub offset: u32,
    /// From the left edge of the paragraph's width.
    pub x: Emu,
}

/// The places for a caret in a line, by increasing offset: before every cluster and at the end. Where directions mix,
/// `x` jumps. A cluster drawn as one glyph with others shares its width evenly.
pub fn caret_stops(lines: &Lines, line: &Line) -> Vec<CaretStop> {
    let mut runs: Vec<&LineRun> = lines.runs(line).iter().collect();
    runs.sort_by_key(|run| run.text.start);
    let mut starts = vec![line.text.start];
    starts.extend(cluster_starts(lines.text_of(line.text), line.text.start));
    let mut stops = Vec::with_capacity(starts.len() + 1);
    for run in &runs {
        let own = |offset: &u32| (run.text.start..run.text.end).contains(offset);
        let first = starts.partition_point(|&start| start < run.text.start);
        let offsets = starts.get(first..).unwrap_or_default().iter().take_while(|offset| own(offset));
        let drawn = drawn_clusters(lines, run);
        for &offset in offsets {
            stops.push(CaretStop { offset, x: run.x + leading_edge(run, &drawn, &starts, offset) });
        }
    }
    let end = match runs.last() {
        Some(run) if run.right_to_left => run.x,
        Some(run) => run.x + run.advance,
        None if line.right_to_left => line.x + line.width,
        None => line.x,
    };
    stops.push(CaretStop { offset: line.text.end, x: end });
    stops
}

/// What glyphs of one cluster cover: bytes of the text, and from where to where in the run.
struct Drawn {
    text: Span,
    left: Emu,
    right: Emu,
}

fn drawn_clusters(lines: &Lines, run: &LineRun) -> Vec<Drawn> {
    let mut drawn: Vec<Drawn> = Vec::new();
    for glyph in lines.glyphs(run) {
        let start = run.text.start + glyph.cluster;
        let mut left = Emu::ZERO;
        if let Some(last) = drawn.last_mut() {
            if last.text.start == start {
                continue;
            }
            // A mark without a letter may be drawn beside its place.
            left = glyph.along.max(last.left).min(run.advance);
            last.right = left;
        }
        drawn.push(Drawn { text: Span { start, end: start }, left, right: run.advance });
    }
    drawn.sort_by_key(|drawn| drawn.text.start);
    let mut end = run.text.end;
    for cluster in drawn.iter_mut().rev() {
        cluster.text.end = end;
        end = cluster.text.start;
    }
    drawn
}

/// Where the cluster at `offset` begins to be read, from the run's beginning.
fn leading_edge(run: &LineRun, drawn: &[Drawn], starts: &[u32], offset: u32) -> Emu {
    let begin = if run.right_to_left { run.advance } else { Emu::ZERO };
    let before = drawn.partition_point(|drawn| drawn.text.start <= offset);
    let Some(cluster) = before.checked_sub(1).and_then(|last| drawn.get(last)) else { return begin };
    let first = starts.partition_point(|&start| start < cluster.text.start);
    let here = starts.partition_point(|&start| start < offset);
    let next = starts.partition_point(|&start| start < cluster.text.end);
    let along = (cluster.right - cluster.left).scale((here - first) as i64, (next - first).max(1) as i64);
    if run.right_to_left { cluster.right - along } else { cluster.left + along }
}
