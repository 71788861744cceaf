//! The caret in a text, and the selection that it spans.

use std::ops::Range;

use model::{BlockKind, ElementRef, ObjectId, Paragraph, Shape};

use crate::document::Document;
use crate::runs::{snapped_back, text_of};

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextPosition {
    /// The paragraph; the host itself where it has no paragraph yet.
    pub paragraph: ObjectId,
    /// Bytes from the paragraph's beginning, fields as they are written.
    pub offset: usize,
}

/// The caret in a text, and where its selection began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextCursor {
    /// The text object, block of paragraphs or cell.
    pub host: ObjectId,
    /// Which of its instances.
    pub instance: u32,
    /// Where the selection began.
    pub anchor: TextPosition,
    /// Where the caret stands.
    pub caret: TextPosition,
}

/// The part of a paragraph that is selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectedText {
    /// The paragraph.
    pub paragraph: ObjectId,
    /// Bytes of it.
    pub range: Range<usize>,
}

impl TextCursor {
    /// A caret.
    pub(crate) const fn at(host: ObjectId, instance: u32, position: TextPosition) -> Self {
        Self { host, instance, anchor: position, caret: position }
    }

    /// Whether anything is selected.
    pub fn has_selection(&self) -> bool {
        self.anchor != self.caret
    }
}

impl Document {
    /// The paragraphs of a text object, a block of paragraphs or a cell.
    pub fn paragraphs(&self, host: ObjectId) -> Option<&[Paragraph]> {
        match self.element(host)? {
            ElementRef::Object(object) => match &object.shape {
                Shape::Text(text) => Some(&text.paragraphs),
                _ => None,
            },
            ElementRef::Block(block) => match &block.content {
                BlockKind::Paragraphs(paragraphs) => Some(&paragraphs.paragraphs),
                _ => None,
            },
            ElementRef::Cell(cell) => Some(&cell.paragraphs),
            _ => None,
        }
    }

    /// The whole text of a text object, a block of paragraphs or a cell: a line for each paragraph, fields as they are
    /// written, line breaks inside paragraphs as U+2028.
    pub fn text(&self, host: ObjectId) -> Option<String> {
        let paragraphs = self.paragraphs(host)?;
        let lines: Vec<String> =
            paragraphs.iter().map(|paragraph| text_of(paragraph).replace('\n', "\u{2028}")).collect();
        Some(lines.join("\n"))
    }

    /// The first or last place of a text.
    pub(crate) fn text_end(&self, host: ObjectId, last: bool) -> Option<TextPosition> {
        let paragraphs = self.paragraphs(host)?;
        let end = if last { paragraphs.last() } else { paragraphs.first() };
        Some(match end {
            Some(paragraph) => {
                TextPosition { paragraph: paragraph.id, offset: if last { text_of(paragraph).len() } else { 0 } }
            }
            None => TextPosition { paragraph: host, offset: 0 },
        })
    }

    /// The nearest place that exists; the text's beginning where the paragraph is gone.
    pub(crate) fn living_position(&self, host: ObjectId, position: TextPosition) -> Option<TextPosition> {
        let paragraphs = self.paragraphs(host)?;
        match paragraphs.iter().find(|paragraph| paragraph.id == position.paragraph) {
            Some(paragraph) => Some(TextPosition {
                paragraph: paragraph.id,
                offset: snapped_back(&text_of(paragraph), position.offset),
            }),
            None => self.text_end(host, false),
        }
    }

    /// Whether a place stands before another in a text.
    pub(crate) fn is_before(&self, host: ObjectId, one: TextPosition, other: TextPosition) -> bool {
        let number = |id: ObjectId| {
            self.paragraphs(host).and_then(|paragraphs| paragraphs.iter().position(|paragraph| paragraph.id == id))
        };
        (number(one.paragraph), one.offset) < (number(other.paragraph), other.offset)
    }

    /// What a cursor has selected, paragraph by paragraph, its beginning and its end first.
    pub(crate) fn selected_text(&self, cursor: &TextCursor) -> (TextPosition, TextPosition, Vec<SelectedText>) {
        let (from, to) = if self.is_before(cursor.host, cursor.caret, cursor.anchor) {
            (cursor.caret, cursor.anchor)
        } else {
            (cursor.anchor, cursor.caret)
        };
        let paragraphs = self.paragraphs(cursor.host).unwrap_or_default();
        let first = paragraphs.iter().position(|paragraph| paragraph.id == from.paragraph).unwrap_or(0);
        let last = paragraphs.iter().position(|paragraph| paragraph.id == to.paragraph).unwrap_or(0);
        let parts = paragraphs.iter().take(last + 1).skip(first).map(|paragraph| {
            let start = if paragraph.id == from.paragraph { from.offset } else { 0 };
            let end = if paragraph.id == to.paragraph { to.offset } else { text_of(paragraph).len() };
            SelectedText { paragraph: paragraph.id, range: start..end }
        });
        (from, to, parts.collect())
    }
}
