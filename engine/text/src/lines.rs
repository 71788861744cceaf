//! What comes out: lines of positioned glyphs.

use scene::{ContentBuilder, Decoration, FaceId, Glyph, Span, TextRun};
use units::{Colour, Emu, FontSize, Point, QuarterTurn};

/// A laid-out paragraph. Its lines, runs, glyphs and text stand in pools, so that a value used again for the next
/// paragraph ([`crate::lay_out_into`]) needs no new memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    pub(crate) text: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) runs: Vec<LineRun>,
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) missing: Vec<MissingGlyph>,
}

/// One line. Coordinates are from the left edge of the paragraph's width and the top of the paragraph, y downward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The upper edge.
    pub top: Emu,
    /// Distance from the upper edge to that of the next line.
    pub height: Emu,
    /// Distance from the upper edge to the baseline.
    pub baseline: Emu,
    /// How far the tallest face of the line reaches above the baseline.
    pub ascent: Emu,
    /// How far the deepest face of the line reaches below the baseline, positive.
    pub descent: Emu,
    /// Where the content begins; may be outside the width where it is too wide.
    pub x: Emu,
    /// How wide the content is, without the spaces that hang at its end.
    pub width: Emu,
    /// Its bytes in [`Lines::text`], without what ends it.
    pub text: Span,
    /// Its runs, from left to right.
    pub(crate) runs: Span,
    /// Why it ends.
    pub end: LineEnd,
    /// Whether the paragraph reads from right to left.
    pub right_to_left: bool,
}

/// Why a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineEnd {
    /// The width was used up, at a place where lines may break.
    Wrap,
    /// The width was used up by a word too long for it.
    Cut,
    /// A line feed or another hard break.
    Break,
    /// The paragraph's end.
    End,
}

/// What a run of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RunKind {
    /// Glyphs to draw.
    Text,
    /// Spaces at the end of a wrapped line, beyond its width: not drawn, a caret may stand there.
    Hanging,
    /// The way to a tab stop, without glyphs.
    Tab,
}

/// Glyphs of one source run, face and direction, in order from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineRun {
    /// What it is.
    pub kind: RunKind,
    /// The number of its [`crate::Run`] in the paragraph.
    pub source: u32,
    /// The face.
    pub face: FaceId,
    /// The size.
    pub size: FontSize,
    /// The colour.
    pub colour: Colour,
    /// Lines drawn with it.
    pub decoration: Decoration,
    /// Raised above the baseline.
    pub rise: Emu,
    /// Where it begins, from the left edge of the paragraph's width.
    pub x: Emu,
    /// Its length.
    pub advance: Emu,
    /// Its glyphs in the pool.
    pub(crate) glyphs: Span,
    /// Its bytes in [`Lines::text`].
    pub text: Span,
    /// Whether its text reads from right to left.
    pub right_to_left: bool,
}

/// A character that no face of its chain has; its place shows the first face's sign for missing glyphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MissingGlyph {
    /// The character.
    pub character: char,
    /// The number of its [`crate::Run`] in the paragraph.
    pub source: u32,
    /// Its first byte in [`Lines::text`].
    pub offset: u32,
}

impl Lines {
    /// Nothing yet, to be filled by [`crate::lay_out_into`].
    pub fn new() -> Self {
        Self::default()
    }

    /// The lines, from the top. At least one unless the paragraph has no run.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The paragraph's text: all runs one after the other.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The runs of a line, from left to right.
    pub fn runs(&self, line: &Line) -> &[LineRun] {
        self.runs.get(line.runs.start as usize..line.runs.end as usize).unwrap_or_default()
    }

    /// The glyphs of a run: `along` from the run's beginning, clusters from the start of the run's text.
    pub fn glyphs(&self, run: &LineRun) -> &[Glyph] {
        self.glyphs.get(run.glyphs.start as usize..run.glyphs.end as usize).unwrap_or_default()
    }

    /// A part of the text.
    pub fn text_of(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// The height of all lines.
    pub fn height(&self) -> Emu {
        self.lines.last().map_or(Emu::ZERO, |line| line.top + line.height)
    }

    /// The width of the widest line.
    pub fn width(&self) -> Emu {
        self.lines.iter().map(|line| line.width).max().unwrap_or_default()
    }

    /// Characters without a glyph, each character once, at its first place.
    pub fn missing(&self) -> &[MissingGlyph] {
        &self.missing
    }

    /// The run as one of a page, where `at` is the left end of its line's baseline, at the paragraph's left edge.
    /// Draw those of kind [`RunKind::Text`] only.
    pub fn text_run(&self, run: &LineRun, at: Point, content: &mut ContentBuilder) -> TextRun {
        content.run(
            run.face,
            run.size,
            run.colour,
            Point::new(at.x + run.x, at.y - run.rise),
            QuarterTurn::Zero,
            run.advance,
            self.glyphs(run).iter().copied(),
            self.text_of(run.text),
            run.decoration,
        )
    }

    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.lines.clear();
        self.runs.clear();
        self.glyphs.clear();
        self.missing.clear();
    }
}
