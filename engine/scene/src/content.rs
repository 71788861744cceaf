//! The pools of a page.

use units::{Colour, Emu, FontSize, Point, QuarterTurn};

use crate::{Decoration, FaceId, Glyph, Item, Origin, Placed, TextRun};

/// A range in a pool of [`Content`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first element.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

impl Span {
    /// How many elements.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether it has none.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Items, and the glyphs and texts that their runs point to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// The items, in the order drawn.
    pub items: Vec<Placed>,
    glyphs: Vec<Glyph>,
    text: String,
}

impl Content {
    /// The glyphs of a run of this content; none for a run of another.
    pub fn glyphs(&self, run: &TextRun) -> &[Glyph] {
        self.glyphs.get(run.glyphs.range()).unwrap_or_default()
    }

    /// The text of a run of this content; empty for a run of another.
    pub fn text(&self, run: &TextRun) -> &str {
        self.text.get(run.text.range()).unwrap_or_default()
    }

    /// All glyphs of all runs.
    pub fn all_glyphs(&self) -> &[Glyph] {
        &self.glyphs
    }

    /// Goes on adding to this content.
    pub fn into_builder(self) -> ContentBuilder {
        ContentBuilder { content: self }
    }
}

/// Fills the pools of a page.
#[derive(Clone, Debug, Default)]
pub struct ContentBuilder {
    content: Content,
}

impl ContentBuilder {
    /// Empty pools.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts glyphs and text into the pools and makes the run; place it with [`ContentBuilder::push`] or in a group of
    /// this content.
    #[expect(clippy::too_many_arguments, reason = "a run is just these")]
    pub fn run(
        &mut self,
        face: FaceId,
        size: FontSize,
        colour: Colour,
        origin: Point,
        turn: QuarterTurn,
        advance: Emu,
        glyphs: impl IntoIterator<Item = Glyph>,
        text: &str,
        decoration: Decoration,
    ) -> TextRun {
        let first_glyph = self.content.glyphs.len() as u32;
        self.content.glyphs.extend(glyphs);
        let first_byte = self.content.text.len() as u32;
        self.content.text.push_str(text);
        TextRun {
            face,
            size,
            colour,
            origin,
            turn,
            advance,
            glyphs: Span { start: first_glyph, end: self.content.glyphs.len() as u32 },
            text: Span { start: first_byte, end: self.content.text.len() as u32 },
            decoration,
        }
    }

    /// Copies a run of other content into these pools.
    pub fn adopt(&mut self, run: &TextRun, from: &Content) -> TextRun {
        self.run(
            run.face,
            run.size,
            run.colour,
            run.origin,
            run.turn,
            run.advance,
            from.glyphs(run).iter().copied(),
            from.text(run),
            run.decoration,
        )
    }

    /// Draws an item above those before.
    pub fn push(&mut self, item: Item, origin: Origin) {
        self.content.items.push(Placed { item, origin });
    }

    /// The items so far.
    pub fn items(&mut self) -> &mut Vec<Placed> {
        &mut self.content.items
    }

    /// The content so far, to look at.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// The finished content.
    pub fn finish(self) -> Content {
        self.content
    }
}
