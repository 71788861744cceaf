//! Choosing where lines end.

use crate::atoms::{Atom, AtomKind};
use crate::breaks::cluster_starts;
use crate::pen::Meter;
use crate::shaper::ShapedGlyph;
use crate::{Paragraph, Run, Shaper};

/// The atoms of a text between hard breaks, and what of them is still to be set.
pub(crate) struct Source<'a> {
    pub(crate) paragraph: &'a Paragraph<'a>,
    pub(crate) text: &'a str,
    pub(crate) atoms: &'a [Atom],
    /// Sorted bytes before which a line may break.
    pub(crate) breaks: &'a [u32],
    pub(crate) next: usize,
    /// The rest of an atom in which the last line ended.
    pub(crate) rest: Option<Atom>,
    /// How many of `breaks` lie before the line being filled.
    pub(crate) passed: usize,
}

/// A place at which the line may end: after so many of its atoms, and inside the one after them.
#[derive(Clone, Copy)]
struct Candidate {
    atoms: usize,
    inside: Option<u32>,
}

impl<'a> Source<'a> {
    pub(crate) fn is_at_end(&self) -> bool {
        self.rest.is_none() && self.next >= self.atoms.len()
    }

    fn run(&self, atom: &Atom) -> Option<&'a Run<'a>> {
        self.paragraph.runs.get(atom.source as usize)
    }

    /// Takes the atoms of one line that begins at `indent` and may reach `limit`, both from the starting edge, and at
    /// least one cluster; all that are left where the paragraph does not wrap. Whether it had to cut a word.
    pub(crate) fn fill(
        &mut self,
        indent: i64,
        limit: i64,
        shaper: &mut Shaper<'_>,
        pool: &mut Vec<ShapedGlyph>,
        line: &mut Vec<Atom>,
    ) -> bool {
        line.clear();
        let taken_rest = usize::from(self.rest.is_some());
        let first = self.next;
        let mut meter = Meter::new(self.paragraph.style, indent);
        let mut candidate: Option<Candidate> = None;
        let mut breaks = self.breaks.get(self.passed..).unwrap_or_default();
        loop {
            let next = self.rest.take().or_else(|| {
                let atom = self.atoms.get(self.next).copied();
                self.next += usize::from(atom.is_some());
                atom
            });
            let Some(atom) = next else { return false };
            let Some(run) = self.run(&atom) else { return false };
            let before = breaks.iter().take_while(|&&at| at <= atom.start).count();
            let within = breaks.iter().skip(before).take_while(|&&at| at < atom.end).count();
            let (within, after) = breaks.get(before..).unwrap_or_default().split_at(within);
            breaks = after;
            if line.is_empty() {
                self.passed += before;
            }
            let mut further = meter;
            further.add(&atom, self.text, atom.glyphs(pool), run, shaper.faces());
            let hangs = matches!(atom.kind, AtomKind::Space | AtomKind::Tab);
            if hangs || !self.paragraph.style.wrap || further.end() <= limit {
                meter = further;
                if let Some(&last) = within.last() {
                    candidate = Some(Candidate { atoms: line.len(), inside: Some(last) });
                }
                line.push(atom);
                if after.first() == Some(&atom.end) {
                    candidate = Some(Candidate { atoms: line.len(), inside: None });
                }
                continue;
            }
            line.push(atom);
            let here = line.len() - 1;
            let fitting = |places: &[u32], shaper: &mut Shaper<'_>, pool: &mut Vec<ShapedGlyph>| {
                last_fitting(places, |at| {
                    let kept = pool.len();
                    let part = atom.cut(at, run, self.text, shaper, pool);
                    let mut with_part = meter;
                    with_part.add(&part, self.text, part.glyphs(pool), run, shaper.faces());
                    pool.truncate(kept);
                    with_part.end() <= limit
                })
            };
            let (chosen, cut) = match (fitting(within, shaper, pool), candidate) {
                (Some(at), _) => (Candidate { atoms: here, inside: Some(at) }, false),
                (None, Some(before)) => (before, false),
                (None, None) => {
                    let word = self.text.get(atom.start as usize..atom.end as usize).unwrap_or_default();
                    let clusters = cluster_starts(word, atom.start);
                    let chosen = match (fitting(&clusters, shaper, pool), here, clusters.first()) {
                        (Some(at), _, _) => Candidate { atoms: here, inside: Some(at) },
                        (None, 1.., _) => Candidate { atoms: here, inside: None },
                        (None, 0, Some(&at)) => Candidate { atoms: 0, inside: Some(at) },
                        (None, 0, None) => Candidate { atoms: 1, inside: None },
                    };
                    (chosen, true)
                }
            };
            self.end_line(chosen, first, taken_rest, shaper, pool, line);
            return cut;
        }
    }

    /// Cuts the line and puts back what comes after.
    fn end_line(
        &mut self,
        end: Candidate,
        first: usize,
        taken_rest: usize,
        shaper: &mut Shaper<'_>,
        pool: &mut Vec<ShapedGlyph>,
        line: &mut Vec<Atom>,
    ) {
        let cut = end.inside.and_then(|at| Some((at, *line.get(end.atoms)?)));
        line.truncate(end.atoms);
        let used = end.atoms + usize::from(cut.is_some());
        // The rest of an earlier line is the first atom here, and not one of `atoms`; a line takes all of it or cuts it.
        self.next = first + used.saturating_sub(taken_rest);
        if let Some((at, atom)) = cut
            && let Some(run) = self.run(&atom)
        {
            let kept = atom.cut(at, run, self.text, shaper, pool);
            let rest = Atom::shaped(atom.kind, at..atom.end, (atom.source, run), atom.level, self.text, shaper, pool);
            line.push(kept);
            self.rest = Some(rest);
        }
    }
}

/// The last of the sorted places that fits; width only grows from place to place.
fn last_fitting(places: &[u32], mut fits: impl FnMut(u32) -> bool) -> Option<u32> {
    let count = places.partition_point(|&at| fits(at));
    places.get(count.checked_sub(1)?).copied()
}
