//! Borders of an area, traced from band to band into closed polygons.

use std::collections::VecDeque;

use crate::polygon::{Corner, Polygons};

/// A border between inside and outside in a band: the edge it follows, and its x at the band's top and bottom.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Border {
    pub edge: usize,
    pub upper: i64,
    pub lower: i64,
}

/// A band's top and bottom.
pub(crate) type Band = (i64, i64);

/// A chain of corners with two ends that are still open.
#[derive(Debug, Default)]
struct Chain {
    corners: VecDeque<Corner>,
    /// The ends at the first and the last corner.
    ends: [usize; 2],
}

/// Which chain an end belongs to, and on which side: 0 at the first corner, 1 at the last.
#[derive(Clone, Copy, Debug)]
struct End {
    chain: usize,
    side: usize,
}

/// An open end at the current height.
#[derive(Clone, Copy, Debug)]
struct Open {
    x: i64,
    edge: usize,
    end: usize,
}

/// What meets at a height and goes no further straight on.
#[derive(Clone, Copy, Debug)]
enum Loose {
    /// A chain that comes from above.
    Above(usize),
    /// A border that begins below.
    Below(usize),
}

/// Traces borders from band to band, from the top, into closed polygons.
#[derive(Default)]
pub(crate) struct Tracer {
    chains: Vec<Chain>,
    ends: Vec<End>,
    open: Vec<Open>,
    height: i64,
    done: Polygons,
}

impl Tracer {
    /// Adds a band with its borders, an even number of them in order from the left.
    pub(crate) fn band(&mut self, (top, bottom): Band, borders: &[Border]) {
        if top != self.height {
            self.close_all();
        }
        let mut above = std::mem::take(&mut self.open);
        above.sort_by_key(|open| open.x);
        let mut below: Vec<(i64, usize)> = borders.iter().enumerate().map(|(at, border)| (border.upper, at)).collect();
        below.sort_unstable();
        let mut started: Vec<Option<usize>> = vec![None; borders.len()];
        let mut loose: Vec<(i64, Loose)> = Vec::new();
        let mut from = 0;
        for open in above {
            while below.get(from).is_some_and(|&(x, _)| x < open.x) {
                from += 1;
            }
            let free = |&&(_, at): &&(i64, usize)| started.get(at) == Some(&None);
            let here = below.iter().skip(from).take_while(|&&(x, _)| x == open.x).filter(free);
            let same = |&&(_, at): &&(i64, usize)| borders.get(at).is_some_and(|border| border.edge == open.edge);
            match here.clone().find(same).or_else(|| here.clone().next()) {
                Some(&(x, at)) => {
                    if borders.get(at).is_some_and(|border| border.edge != open.edge) {
                        self.extend(open.end, (x, top));
                    }
                    if let Some(start) = started.get_mut(at) {
                        *start = Some(open.end);
                    }
                }
                None => loose.push((open.x, Loose::Above(open.end))),
            }
        }
        let begun = below.iter().filter(|&&(_, at)| started.get(at) == Some(&None));
        loose.extend(begun.map(|&(x, at)| (x, Loose::Below(at))));
        loose.sort_by_key(|(x, _)| *x);
        // Between the two of each pair the inside above and below differ: the border runs along the height.
        for pair in loose.chunks(2) {
            let &[(x0, left), (x1, right)] = pair else { continue };
            match (left, right) {
                (Loose::Above(left), Loose::Above(right)) => {
                    self.extend(left, (x0, top));
                    self.extend(right, (x1, top));
                    self.join(left, right);
                }
                (Loose::Above(end), Loose::Below(at)) => self.turn(end, [x0, x1], top, started.get_mut(at)),
                (Loose::Below(at), Loose::Above(end)) => self.turn(end, [x1, x0], top, started.get_mut(at)),
                (Loose::Below(left), Loose::Below(right)) => {
                    let ends = self.begin((x0, top), (x1, top));
                    for (at, end) in [left, right].into_iter().zip(ends) {
                        if let Some(start) = started.get_mut(at) {
                            *start = Some(end);
                        }
                    }
                }
            }
        }
        let ends = started.into_iter().zip(borders);
        self.open = ends.filter_map(|(end, at)| Some(Open { x: at.lower, edge: at.edge, end: end? })).collect();
        self.height = bottom;
    }

    /// The polygons.
    pub(crate) fn finish(mut self) -> Polygons {
        self.close_all();
        self.done.retain(|polygon| polygon.len() > 2);
        self.done
    }

    /// Ends everything at the current height.
    fn close_all(&mut self) {
        if !self.open.is_empty() {
            self.band((self.height, self.height), &[]);
        }
        self.chains.clear();
        self.ends.clear();
    }

    fn begin(&mut self, first: Corner, last: Corner) -> [usize; 2] {
        let (chain, end) = (self.chains.len(), self.ends.len());
        self.ends.extend([End { chain, side: 0 }, End { chain, side: 1 }]);
        let mut corners = VecDeque::from([first]);
        if last != first {
            corners.push_back(last);
        }
        self.chains.push(Chain { corners, ends: [end, end + 1] });
        [end, end + 1]
    }

    fn turn(&mut self, end: usize, [from, to]: [i64; 2], height: i64, start: Option<&mut Option<usize>>) {
        self.extend(end, (from, height));
        self.extend(end, (to, height));
        if let Some(start) = start {
            *start = Some(end);
        }
    }

    fn extend(&mut self, end: usize, corner: Corner) {
        let Some(&End { chain, side }) = self.ends.get(end) else { return };
        let Some(Chain { corners, .. }) = self.chains.get_mut(chain) else { return };
        if side == 0 {
            if corners.front() != Some(&corner) {
                corners.push_front(corner);
            }
        } else if corners.back() != Some(&corner) {
            corners.push_back(corner);
        }
    }

    /// Joins two ends: of one chain they make a polygon, of two chains one chain.
    fn join(&mut self, left: usize, right: usize) {
        let (Some(&one), Some(&two)) = (self.ends.get(left), self.ends.get(right)) else { return };
        let Some(mut first) = self.chains.get_mut(one.chain).map(std::mem::take) else { return };
        if one.chain == two.chain {
            let mut polygon: Vec<Corner> = first.corners.into();
            if polygon.len() > 1 && polygon.first() == polygon.last() {
                polygon.pop();
            }
            self.done.push(polygon);
            return;
        }
        let Some(second) = self.chains.get_mut(two.chain).map(std::mem::take) else { return };
        if one.side == 0 {
            first.corners = first.corners.into_iter().rev().collect();
        }
        if two.side == 0 {
            first.corners.extend(second.corners);
        } else {
            first.corners.extend(second.corners.into_iter().rev());
        }
        let far = |chain: &[usize; 2], side: usize| chain.get(1 - side).copied().unwrap_or_default();
        first.ends = [far(&first.ends, one.side), far(&second.ends, two.side)];
        for (side, end) in first.ends.into_iter().enumerate() {
            if let Some(place) = self.ends.get_mut(end) {
                *place = End { chain: one.chain, side };
            }
        }
        if let Some(place) = self.chains.get_mut(one.chain) {
            *place = first;
        }
    }
}
