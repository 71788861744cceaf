//! From a paragraph to its lines.

use std::ops::Range;

use scene::{Glyph, Span};
use unicode_bidi::{Level, ParagraphBidiInfo};
use units::Emu;

use crate::atoms::{Atom, itemise};
use crate::breaks::line_breaks;
use crate::characters::{ends_line, may_turn_direction};
use crate::fill::Source;
use crate::lines::{Line, LineEnd, LineRun, Lines, MissingGlyph, RunKind};
use crate::pen::Scale;
use crate::place::{Extent, Placing};
use crate::shaper::ShapedGlyph;
use crate::{Align, Direction, Paragraph, Shaper};

/// How many characters without a glyph are reported for a paragraph.
const MOST_MISSING: usize = 64;

/// Memory used again from paragraph to paragraph.
#[derive(Default)]
pub(crate) struct Scratch {
    pool: Vec<ShapedGlyph>,
    atoms: Vec<Atom>,
    line: Vec<Atom>,
    breaks: Vec<u32>,
    run_starts: Vec<usize>,
}

/// Lays out a paragraph in a width.
pub fn lay_out(paragraph: &Paragraph<'_>, width: Emu, shaper: &mut Shaper<'_>) -> Lines {
    let mut lines = Lines::new();
    lay_out_into(paragraph, width, shaper, &mut lines);
    lines
}

/// Lays out a paragraph in a width, in the memory of an earlier one. Text beyond 4 GB is left out.
pub fn lay_out_into(paragraph: &Paragraph<'_>, width: Emu, shaper: &mut Shaper<'_>, lines: &mut Lines) {
    lines.clear();
    for run in paragraph.runs {
        if u32::try_from(lines.text.len() + run.text.len()).is_ok() {
            lines.text.push_str(run.text);
        }
    }
    if !one_plain_line(paragraph, width, shaper, lines) {
        let mut scratch = std::mem::take(&mut shaper.scratch);
        any_lines(paragraph, width, shaper, &mut scratch, lines);
        shaper.scratch = scratch;
    }
}

/// The common case of a table's cell: one run, one line, nothing but characters of the table of pairs. Whether it was
/// one; else nothing has been added.
fn one_plain_line(paragraph: &Paragraph<'_>, width: Emu, shaper: &Shaper<'_>, lines: &mut Lines) -> bool {
    let ([run], style, faces) = (paragraph.runs, paragraph.style, shaper.faces()) else { return false };
    let Some((face_id, face)) = faces.first_of(run.style.faces) else { return false };
    let Some(pairs) = face.pairs() else { return false };
    if style.direction == Direction::RightToLeft || run.text.is_empty() || run.text.ends_with(' ') {
        return false;
    }
    let scale = Scale::new(run.style.size, Some(face));
    let (mut units, mut spacing, mut previous) = (0i64, 0i64, None);
    for (cluster, character) in run.text.char_indices() {
        let Some(place) = pairs.place(character) else {
            lines.glyphs.clear();
            return false;
        };
        if let Some(before) = previous {
            units += i64::from(pairs.kerning(before, place));
        }
        let (id, advance) = pairs.glyph(place);
        let along = Emu::saturating_from(scale.length(units) + spacing);
        lines.glyphs.push(Glyph { id, along, across: Emu::ZERO, cluster: cluster as u32 });
        units += i64::from(advance);
        spacing += run.style.letter_spacing.wide();
        previous = Some(place);
    }
    let advance = scale.length(units) + spacing;
    let (indent, limit) = bounds(paragraph, width, true);
    if style.wrap && indent + advance > limit {
        lines.glyphs.clear();
        return false;
    }
    let shift = match style.align {
        Align::Start | Align::Left | Align::Justify => 0,
        Align::Centre => (limit - indent - advance) / 2,
        Align::End | Align::Right => limit - indent - advance,
    };
    let mut extent = Extent::default();
    extent.include(&run.style, style.line_height, faces);
    let text = Span { start: 0, end: lines.text.len() as u32 };
    let (x, advance) = (Emu::saturating_from(indent + shift), Emu::saturating_from(advance));
    lines.runs.push(LineRun {
        kind: RunKind::Text,
        source: 0,
        face: face_id,
        size: run.style.size,
        colour: run.style.colour,
        decoration: run.style.decoration,
        rise: run.style.rise,
        x,
        advance,
        glyphs: Span { start: 0, end: lines.glyphs.len() as u32 },
        text,
        right_to_left: false,
    });
    lines.lines.push(Line {
        top: Emu::ZERO,
        height: extent.height,
        baseline: extent.ascent + (extent.height - extent.ascent - extent.descent) / 2,
        ascent: extent.ascent,
        descent: extent.descent,
        x,
        width: advance,
        text,
        runs: Span { start: 0, end: 1 },
        end: LineEnd::End,
        right_to_left: false,
    });
    true
}

/// Where a line begins and how far it may reach, from the starting edge.
fn bounds(paragraph: &Paragraph<'_>, width: Emu, is_first: bool) -> (i64, i64) {
    let style = paragraph.style;
    let first = if is_first { style.first_line_indent } else { Emu::ZERO };
    (style.indent_start.wide() + first.wide(), width.wide() - style.indent_end.wide())
}

/// The general case.
fn any_lines(paragraph: &Paragraph<'_>, width: Emu, shaper: &mut Shaper<'_>, scratch: &mut Scratch, lines: &mut Lines) {
    let text = std::mem::take(&mut lines.text);
    scratch.run_starts.clear();
    let mut run_start = 0;
    for run in paragraph.runs {
        scratch.run_starts.push(run_start);
        run_start += run.text.len();
    }
    let mut start = 0;
    while !paragraph.runs.is_empty() {
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(ends_line).unwrap_or(rest.len());
        let after = rest.get(length..).unwrap_or_default();
        let broken = if after.starts_with("\r\n") { 2 } else { after.chars().next().map_or(0, char::len_utf8) };
        let end = if broken == 0 { LineEnd::End } else { LineEnd::Break };
        hard_line(paragraph, width, &text, start..start + length, end, shaper, scratch, lines);
        start += length + broken;
        if broken == 0 {
            break;
        }
    }
    lines.text = text;
}

#[expect(clippy::too_many_arguments, reason = "the parts of one state, borrowed apart")]
fn hard_line(
    paragraph: &Paragraph<'_>,
    width: Emu,
    text: &str,
    range: Range<usize>,
    end: LineEnd,
    shaper: &mut Shaper<'_>,
    scratch: &mut Scratch,
    lines: &mut Lines,
) {
    let Scratch { pool, atoms, line, breaks, run_starts } = scratch;
    pool.clear();
    atoms.clear();
    breaks.clear();
    let own = text.get(range.clone()).unwrap_or_default();
    let bidi = bidi(own, paragraph.style.direction);
    let levels = bidi.as_ref().map(|bidi| (range.start, bidi.levels.as_slice()));
    let base = bidi.as_ref().map_or(Level::ltr(), |bidi| bidi.paragraph_level);
    // The run in which the line begins; it gives an empty line its height.
    let first = run_starts.partition_point(|&start| start <= range.start).saturating_sub(1);
    let Some(empty) = paragraph.runs.get(first).map(|run| &run.style) else { return };
    for (number, (run, &start)) in paragraph.runs.iter().zip(run_starts.iter()).enumerate().skip(first) {
        if start >= range.end {
            break;
        }
        let part = start.max(range.start)..(start + run.text.len()).min(range.end);
        itemise(text, part, (number as u32, run), levels, shaper, pool, atoms);
    }
    report_missing(paragraph, text, pool, atoms, lines);
    if paragraph.style.wrap {
        line_breaks(own, range.start as u32, paragraph.style.break_rules, breaks);
    }
    let mut source = Source { paragraph, text, atoms, breaks, next: 0, rest: None, passed: 0 };
    let mut line_start = range.start as u32;
    loop {
        let (indent, limit) = bounds(paragraph, width, lines.lines.is_empty());
        let cut = source.fill(indent, limit, shaper, pool, line);
        let (line_end, why) = match line.last() {
            Some(last) if !source.is_at_end() => (last.end, if cut { LineEnd::Cut } else { LineEnd::Wrap }),
            _ => (range.end as u32, end),
        };
        let placing = Placing {
            paragraph,
            faces: shaper.faces(),
            text,
            pool,
            width: width.wide(),
            indent,
            limit,
            base,
            end: why,
        };
        placing.place(line, Span { start: line_start, end: line_end }, empty, lines);
        line_start = line_end;
        if source.is_at_end() {
            return;
        }
    }
}

/// The levels of a text, where it is not all left to right.
fn bidi(text: &str, direction: Direction) -> Option<ParagraphBidiInfo<'_>> {
    let level = match direction {
        Direction::Auto => None,
        Direction::LeftToRight => Some(Level::ltr()),
        Direction::RightToLeft => Some(Level::rtl()),
    };
    let needed = direction == Direction::RightToLeft || text.chars().any(may_turn_direction);
    needed.then(|| ParagraphBidiInfo::new(text, level))
}

fn report_missing(paragraph: &Paragraph<'_>, text: &str, pool: &[ShapedGlyph], atoms: &[Atom], lines: &mut Lines) {
    for atom in atoms.iter().filter(|atom| (atom.source as usize) < paragraph.runs.len()) {
        for glyph in atom.glyphs(pool).iter().filter(|glyph| glyph.id == 0) {
            let Some(character) = text.get(glyph.cluster as usize..).and_then(|rest| rest.chars().next()) else {
                continue;
            };
            let known = lines.missing.iter().any(|missing| missing.character == character);
            if !known && lines.missing.len() < MOST_MISSING {
                lines.missing.push(MissingGlyph { character, source: atom.source, offset: glyph.cluster });
            }
        }
    }
}
