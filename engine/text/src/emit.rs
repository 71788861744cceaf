//! Making runs of atoms: glyphs get their places, justification its room.

use scene::{Glyph, Span};
use unicode_bidi::Level;
use units::Emu;

use crate::Run;
use crate::atoms::{Atom, AtomKind};
use crate::lines::{LineRun, Lines, RunKind};
use crate::pen::{Scale, spacing_after};
use crate::place::Placing;
use crate::shaper::ShapedGlyph;

/// Room given to the gaps of a justified line.
#[derive(Clone, Copy)]
pub(crate) struct Gaps {
    pub(crate) room: i64,
    count: i64,
    passed: i64,
}

impl Gaps {
    pub(crate) const fn none() -> Self {
        Self { room: 0, count: 0, passed: 0 }
    }

    /// Shares `room` among the gaps of atoms in visual order; none where there is no gap.
    pub(crate) fn of(atoms: &[Atom], room: i64) -> Self {
        let count = atoms.windows(2).filter(|pair| matches!(pair, [one, two] if Self::is_between(one, two))).count();
        Self { room: if count == 0 { 0 } else { room }, count: count as i64, passed: 0 }
    }

    /// Whether there is a gap between two neighbours: at each space, and beside a wide character.
    fn is_between(one: &Atom, two: &Atom) -> bool {
        let is_space = |atom: &Atom| matches!(atom.kind, AtomKind::Space | AtomKind::FixedSpace);
        is_space(one) || (!is_space(two) && (one.kind == AtomKind::Wide || two.kind == AtomKind::Wide))
    }

    /// What the next gap is given, so that all of them together are exactly the room.
    fn next(&mut self) -> i64 {
        if self.passed >= self.count {
            return 0;
        }
        let before = self.room * self.passed / self.count;
        self.passed += 1;
        self.room * self.passed / self.count - before
    }
}

/// Makes runs of atoms in visual order.
pub(crate) struct Emit<'l> {
    lines: &'l mut Lines,
    x: i64,
    open: Option<Open>,
}

struct Open {
    run: LineRun,
    level: Level,
    scale: Scale,
    units: i64,
    /// Letter spacing and justification so far.
    added: i64,
}

impl<'l> Emit<'l> {
    pub(crate) fn new(x: i64, lines: &'l mut Lines) -> Self {
        Self { lines, x, open: None }
    }

    pub(crate) fn atoms(&mut self, placing: &Placing<'_>, atoms: &[Atom], mut gaps: Gaps) {
        for (number, atom) in atoms.iter().enumerate() {
            self.atom(placing, atom);
            if let Some(next) = atoms.get(number + 1)
                && Gaps::is_between(atom, next)
            {
                let room = gaps.next();
                match &mut self.open {
                    Some(open) => open.added += room,
                    None => self.x += room,
                }
            }
        }
        self.close();
    }

    /// Adds an atom, a part for each of its faces.
    fn atom(&mut self, placing: &Placing<'_>, atom: &Atom) {
        let Some(source) = placing.run(atom) else { return };
        let glyphs = atom.glyphs(placing.pool);
        let right_to_left = atom.level.is_rtl();
        if glyphs.is_empty() {
            let face = placing.faces.faces_of(source.style.faces).first().copied().unwrap_or(scene::FaceId(0));
            self.part(placing, atom, source, face, Span { start: atom.start, end: atom.end }, &[]);
            return;
        }
        let mut edge = if right_to_left { atom.end } else { atom.start };
        let mut rest = glyphs;
        while let Some(first) = rest.first() {
            let same = rest.iter().take_while(|glyph| glyph.face == first.face).count();
            let (part, after) = rest.split_at(same);
            let text = if right_to_left {
                let lowest = part.iter().map(|glyph| glyph.cluster).min().unwrap_or(edge);
                Span { start: if after.is_empty() { atom.start } else { lowest }, end: edge }
            } else {
                Span { start: edge, end: after.first().map_or(atom.end, |next| next.cluster) }
            };
            self.part(placing, atom, source, first.face, text, part);
            edge = if right_to_left { text.start } else { text.end };
            rest = after;
        }
    }

    fn part(
        &mut self,
        placing: &Placing<'_>,
        atom: &Atom,
        source: &Run<'_>,
        face: scene::FaceId,
        text: Span,
        glyphs: &[ShapedGlyph],
    ) {
        let right_to_left = atom.level.is_rtl();
        let joins = self.open.as_ref().is_some_and(|open| {
            let adjoins = if right_to_left { text.end == open.run.text.start } else { text.start == open.run.text.end };
            (open.run.source, open.level) == (atom.source, atom.level)
                && (open.run.face == face || glyphs.is_empty())
                && adjoins
        });
        if !joins {
            self.close();
            let first = self.lines.glyphs.len() as u32;
            let run = LineRun {
                kind: RunKind::Text,
                source: atom.source,
                face,
                size: source.style.size,
                colour: source.style.colour,
                decoration: source.style.decoration,
                rise: source.style.rise,
                x: Emu::saturating_from(self.x),
                advance: Emu::ZERO,
                glyphs: Span { start: first, end: first },
                text,
                right_to_left,
            };
            let scale = Scale::new(source.style.size, placing.faces.face(face));
            self.open = Some(Open { run, level: atom.level, scale, units: 0, added: 0 });
        }
        let Some(open) = &mut self.open else { return };
        open.run.text.start = open.run.text.start.min(text.start);
        open.run.text.end = open.run.text.end.max(text.end);
        for glyph in glyphs {
            let (dx, dy) = glyph.offset;
            self.lines.glyphs.push(Glyph {
                id: glyph.id,
                along: Emu::saturating_from(open.scale.length(open.units + i64::from(dx)) + open.added),
                across: Emu::saturating_from(-open.scale.length(i64::from(dy))),
                cluster: glyph.cluster,
            });
            open.units += i64::from(glyph.advance);
            open.added += spacing_after(glyph, source);
        }
    }

    /// Ends the open run: its clusters count from its own text from now on.
    fn close(&mut self) {
        let Some(Open { mut run, scale, units, added, .. }) = self.open.take() else { return };
        let advance = scale.length(units) + added;
        run.advance = Emu::saturating_from(advance);
        run.glyphs.end = self.lines.glyphs.len() as u32;
        for glyph in self.lines.glyphs.get_mut(run.glyphs.start as usize..).unwrap_or_default() {
            glyph.cluster = glyph.cluster.saturating_sub(run.text.start);
        }
        self.x += advance;
        self.lines.runs.push(run);
    }
}
