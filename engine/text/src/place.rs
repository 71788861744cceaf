//! Placing the atoms of a line: tab segments, visual order, justification, alignment, runs.

use scene::Span;
use unicode_bidi::{BidiInfo, Level};
use units::Emu;

use crate::atoms::{Atom, AtomKind};
use crate::emit::{Emit, Gaps};
use crate::lines::{Line, LineEnd, LineRun, Lines, RunKind};
use crate::pen::{Meter, Scale};
use crate::shaper::ShapedGlyph;
use crate::{Align, FaceSet, LineHeight, Paragraph, Run, TextStyle};

/// What the placing of one line needs to know.
pub(crate) struct Placing<'a> {
    pub(crate) paragraph: &'a Paragraph<'a>,
    pub(crate) faces: &'a FaceSet,
    pub(crate) text: &'a str,
    pub(crate) pool: &'a [ShapedGlyph],
    /// The paragraph's width, and where this line begins and ends in it, from the starting edge.
    pub(crate) width: i64,
    pub(crate) indent: i64,
    pub(crate) limit: i64,
    pub(crate) base: Level,
    pub(crate) end: LineEnd,
}

/// The part of a line between two tabs.
struct Segment {
    atoms: std::ops::Range<usize>,
    begin: i64,
    width: i64,
}

impl Placing<'_> {
    /// Adds a line of these atoms, which are the bytes `text`, below the last one. `empty` is the style that gives a
    /// line without atoms its height.
    pub(crate) fn place(&self, atoms: &[Atom], text: Span, empty: &TextStyle, lines: &mut Lines) {
        let hanging = atoms.iter().rev().take_while(|atom| atom.kind == AtomKind::Space).count();
        let (content, hanging) = atoms.split_at(atoms.len() - hanging);
        let segments = self.segments(content);
        let end = segments.last().map_or(self.indent, |segment| segment.begin + segment.width);
        let room = self.limit - end;
        let right_to_left = self.base.is_rtl();
        let justified = self.paragraph.style.align == Align::Justify
            && matches!(self.end, LineEnd::Wrap | LineEnd::Cut)
            && room > 0;
        let shift = match (self.paragraph.style.align, right_to_left) {
            (Align::Start | Align::Justify, _) | (Align::Left, false) | (Align::Right, true) => 0,
            (Align::Centre, _) => room / 2,
            (Align::End, _) | (Align::Right, false) | (Align::Left, true) => room,
        };
        let from_left = |begin: i64, width: i64| if right_to_left { self.width - begin - width } else { begin };

        let first_run = lines.runs.len();
        // Where in the runs segments, tabs and hanging spaces begin: from the starting edge on.
        let mut groups = Vec::new();
        let mut widened = 0;
        for (number, segment) in segments.iter().enumerate() {
            let mut members: Vec<Atom> = content.get(segment.atoms.clone()).unwrap_or_default().to_vec();
            self.reorder(&mut members);
            let gaps = if justified && number + 1 == segments.len() { Gaps::of(&members, room) } else { Gaps::none() };
            widened = gaps.room;
            let begin = segment.begin + shift;
            if let Some(tab) = number.checked_sub(1).and_then(|_| content.get(segment.atoms.start.checked_sub(1)?)) {
                let before = segments.get(number - 1).map_or(0, |before| before.begin + before.width) + shift;
                groups.push(lines.runs.len());
                self.push_gap(RunKind::Tab, tab, from_left(before, begin - before), begin - before, lines);
            }
            groups.push(lines.runs.len());
            let mut emit = Emit::new(from_left(begin, segment.width + widened), lines);
            emit.atoms(self, &members, gaps);
        }
        let mut x = end + shift + widened;
        for space in hanging {
            let width = self.advance_of(space);
            groups.push(lines.runs.len());
            self.push_gap(RunKind::Hanging, space, from_left(x, width), width, lines);
            x += width;
        }
        if right_to_left {
            reverse_groups(&mut lines.runs, &groups, first_run);
        }
        let begin = segments.first().map_or(self.indent, |segment| segment.begin.min(self.indent)) + shift;
        let width = end + shift + widened - begin;
        self.push_line(atoms, text, empty, first_run, (from_left(begin, width), width), lines);
    }

    fn push_line(
        &self,
        atoms: &[Atom],
        text: Span,
        empty: &TextStyle,
        first_run: usize,
        (x, width): (i64, i64),
        lines: &mut Lines,
    ) {
        let mut extent = Extent::default();
        let mut last = None;
        for atom in atoms.iter().filter(|atom| last.replace(atom.source) != Some(atom.source)) {
            if let Some(run) = self.run(atom) {
                extent.include(&run.style, self.paragraph.style.line_height, self.faces);
            }
        }
        if atoms.is_empty() {
            extent.include(empty, self.paragraph.style.line_height, self.faces);
        }
        let top = lines.height();
        lines.lines.push(Line {
            top,
            height: extent.height,
            baseline: extent.ascent + (extent.height - extent.ascent - extent.descent) / 2,
            ascent: extent.ascent,
            descent: extent.descent,
            x: Emu::saturating_from(x),
            width: Emu::saturating_from(width),
            text,
            runs: Span { start: first_run as u32, end: lines.runs.len() as u32 },
            end: self.end,
            right_to_left: self.base.is_rtl(),
        });
    }

    pub(crate) fn run(&self, atom: &Atom) -> Option<&Run<'_>> {
        self.paragraph.runs.get(atom.source as usize)
    }

    fn segments(&self, content: &[Atom]) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut meter = Meter::new(self.paragraph.style, self.indent);
        let mut first = 0;
        for (number, atom) in content.iter().enumerate() {
            if atom.kind == AtomKind::Tab {
                let (begin, width) = meter.segment();
                segments.push(Segment { atoms: first..number, begin, width });
                first = number + 1;
            }
            if let Some(run) = self.run(atom) {
                meter.add(atom, self.text, atom.glyphs(self.pool), run, self.faces);
            }
        }
        let (begin, width) = meter.segment();
        segments.push(Segment { atoms: first..content.len(), begin, width });
        segments
    }

    /// Brings atoms into visual order, from left to right (UAX #9, L1 for the spaces before a tab, L2).
    fn reorder(&self, atoms: &mut Vec<Atom>) {
        for atom in atoms.iter_mut().rev().take_while(|atom| atom.kind == AtomKind::Space) {
            atom.level = self.base;
        }
        if atoms.iter().any(|atom| atom.level.is_rtl()) {
            let levels: Vec<Level> = atoms.iter().map(|atom| atom.level).collect();
            let order = BidiInfo::reorder_visual(&levels);
            *atoms = order.iter().filter_map(|&number| atoms.get(number).copied()).collect();
        }
    }

    fn advance_of(&self, atom: &Atom) -> i64 {
        let mut pen = crate::pen::Pen::new();
        if let Some(run) = self.run(atom) {
            pen.add(atom, atom.glyphs(self.pool), run, self.faces);
        }
        pen.position()
    }

    /// Adds a run without glyphs.
    fn push_gap(&self, kind: RunKind, atom: &Atom, x: i64, advance: i64, lines: &mut Lines) {
        let Some(run) = self.run(atom) else { return };
        let glyphs = lines.glyphs.len() as u32;
        lines.runs.push(LineRun {
            kind,
            source: atom.source,
            face: self.faces.faces_of(run.style.faces).first().copied().unwrap_or(scene::FaceId(0)),
            size: run.style.size,
            colour: run.style.colour,
            decoration: run.style.decoration,
            rise: run.style.rise,
            x: Emu::saturating_from(x),
            advance: Emu::saturating_from(advance),
            glyphs: Span { start: glyphs, end: glyphs },
            text: Span { start: atom.start, end: atom.end },
            right_to_left: self.base.is_rtl(),
        });
    }
}

/// Brings groups of runs, each from left to right within, into the opposite order.
fn reverse_groups(runs: &mut Vec<LineRun>, starts: &[usize], first: usize) {
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([runs.len()]).collect();
    let reversed: Vec<LineRun> = starts
        .iter()
        .zip(ends)
        .rev()
        .flat_map(|(&start, end)| runs.get(start..end).unwrap_or_default().to_vec())
        .collect();
    runs.truncate(first);
    runs.extend(reversed);
}

/// How tall a line is.
#[derive(Clone, Copy, Default)]
pub(crate) struct Extent {
    pub(crate) height: Emu,
    pub(crate) ascent: Emu,
    pub(crate) descent: Emu,
}

impl Extent {
    /// Makes the line tall enough for a style.
    pub(crate) fn include(&mut self, style: &TextStyle, line_height: LineHeight, faces: &FaceSet) {
        let Some((_, face)) = faces.first_of(style.faces) else { return };
        let scale = Scale::new(style.size, Some(face));
        let length = |units: i64| Emu::saturating_from(scale.length(units));
        let (ascent, descent) = (length(face.ascender().into()), length(-i64::from(face.descender())));
        let height = match line_height {
            LineHeight::Normal => ascent + descent + length(face.line_gap().into()),
            LineHeight::Factor(thousandths) => style.size.em().scale(thousandths.into(), 1000),
            LineHeight::Exact(height) => height,
        };
        self.height = self.height.max(height);
        self.ascent = self.ascent.max(ascent);
        self.descent = self.descent.max(descent);
    }
}
