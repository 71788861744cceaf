//! Pieces of text into lines.

use scene::Origin;
use units::{Emu, QuarterTurn};

use crate::gather::{Look, Piece};

/// Baselines as near as this are one.
const SAME_BASELINE: Emu = Emu::from_l_units(1);

/// Text on one baseline, from left to right. Places are as those of [`Piece`].
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) order: usize,
    pub(crate) origin: Origin,
    pub(crate) turn: QuarterTurn,
    pub(crate) baseline: Emu,
    pub(crate) x: Emu,
    pub(crate) end: Emu,
    pub(crate) runs: Vec<Run>,
}

/// Text of one look in a line, as it was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) look: Look,
    pub(crate) link: Option<String>,
    /// A space at its end is the one before the next run.
    pub(crate) text: String,
    /// Where it begins and ends.
    pub(crate) x: Emu,
    pub(crate) end: Emu,
}

impl Line {
    fn begin(piece: Piece) -> Self {
        let Piece { order, origin, look, turn, baseline, x, end, text, link } = piece;
        Self { order, origin, turn, baseline, x, end, runs: vec![Run { look, link, text, x, end }] }
    }

    /// The one look that all of it has, if it has one.
    pub(crate) fn look(&self) -> Option<Look> {
        let (first, rest) = self.runs.split_first()?;
        let is_plain = first.link.is_none() && rest.iter().all(|run| run.look == first.look && run.link.is_none());
        is_plain.then_some(first.look)
    }

    /// Its runs, those of one look and one link put together.
    pub(crate) fn joined_runs(&self) -> Vec<Run> {
        let mut joined: Vec<Run> = Vec::new();
        for run in &self.runs {
            match joined.last_mut() {
                Some(last) if last.look == run.look && last.link == run.link => {
                    last.text.push_str(&run.text);
                    last.end = run.end;
                }
                _ => joined.push(run.clone()),
            }
        }
        joined
    }

    /// Its parts, where words stand farther apart than a space could be: itself if they do not.
    pub(crate) fn parts(&self) -> Vec<Self> {
        let wide = self.em().scale(45, 100);
        let mut parts: Vec<Self> = Vec::new();
        for run in &self.runs {
            match parts.last_mut() {
                Some(part) if run.x - part.end <= wide => {
                    part.end = part.end.max(run.end);
                    part.runs.push(run.clone());
                }
                _ => parts.push(Self { x: run.x, end: run.end, runs: vec![run.clone()], ..self.clone() }),
            }
        }
        for run in parts.iter_mut().filter_map(|part| part.runs.last_mut()) {
            run.text.truncate(run.text.trim_end().len());
        }
        parts
    }

    /// Its text, without the look.
    pub(crate) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// The side of the largest em square in it.
    pub(crate) fn em(&self) -> Emu {
        self.runs.iter().map(|run| run.look.size.em()).max().unwrap_or_default()
    }

    /// Whether a piece stands so near to its right that the line goes on with it: farther than three quarters of an em
    /// is another column, farther back than a third is not reading on.
    fn goes_on_with(&self, piece: &Piece) -> bool {
        let em = self.em().max(piece.look.size.em());
        let gap = piece.x - self.end;
        gap <= em * 3 / 4 && gap >= -em / 3
    }

    fn push(&mut self, piece: Piece) {
        let em = self.em().max(piece.look.size.em());
        let is_space = piece.x - self.end > em.scale(12, 100);
        self.order = self.order.max(piece.order);
        self.end = self.end.max(piece.end);
        let run = Run { look: piece.look, link: piece.link, text: piece.text, x: piece.x, end: piece.end };
        if let Some(last) = self.runs.last_mut().filter(|_| is_space) {
            last.text.push(' ');
        }
        self.runs.push(run);
    }
}

/// The lines that pieces make, by direction, then from top to bottom, then from left to right.
pub(crate) fn lines(mut pieces: Vec<Piece>) -> Vec<Line> {
    pieces.sort_by_key(|piece| (piece.turn.degrees(), piece.baseline, piece.x, piece.order));
    let mut lines = Vec::new();
    let mut rest = pieces.into_iter().peekable();
    while let Some(first) = rest.next() {
        let (turn, baseline) = (first.turn, first.baseline);
        let mut band = vec![first];
        while let Some(piece) = rest.next_if(|piece| piece.turn == turn && piece.baseline - baseline <= SAME_BASELINE) {
            band.push(piece);
        }
        lines.extend(band_lines(band));
    }
    lines
}

/// The lines of one baseline. A piece goes on from the text drawn last before it, so that texts that overlap stay apart.
fn band_lines(mut band: Vec<Piece>) -> Vec<Line> {
    band.sort_by_key(|piece| (piece.order, piece.x));
    let mut lines: Vec<Line> = Vec::new();
    for piece in band {
        let before = lines.iter_mut().filter(|line| line.goes_on_with(&piece)).max_by_key(|line| line.order);
        match before {
            Some(line) => line.push(piece),
            None => lines.push(Line::begin(piece)),
        }
    }
    lines.sort_by_key(|line| (line.x, line.order));
    lines
}
