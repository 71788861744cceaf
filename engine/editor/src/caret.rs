//! Where carets stand on the pages, and moving them.
//!
//! In: for each laid-out line the places where a caret can stand, counted in the text as it is written (a field is one
//! step, however long its value). Out: the caret's place, and the text place nearest to a point.

use model::ObjectId;
use units::{Emu, Point, Rect};

use crate::cursor::{TextCursor, TextPosition};
use crate::editor::Editor;
use crate::runs::{next, previous, text_of, word_around};

/// A laid-out line of text and where a caret can stand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaretLine {
    /// The page, from 0.
    pub page: usize,
    /// The paragraph.
    pub paragraph: ObjectId,
    /// Which of its instances: the number of the row, else 0.
    pub instance: u32,
    /// The line's place on the page.
    pub rect: Rect,
    /// Bytes of the paragraph as it is written, and the x on the page, from left to right.
    pub stops: Vec<(usize, Emu)>,
}

/// Which way the caret goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaretMove {
    /// A character or field back.
    Back,
    /// A character or field on.
    On,
    /// A word back.
    WordBack,
    /// A word on.
    WordOn,
    /// A line up.
    Up,
    /// A line down.
    Down,
    /// To the line's beginning.
    LineStart,
    /// To the line's end.
    LineEnd,
    /// To the text's beginning.
    TextStart,
    /// To the text's end.
    TextEnd,
}

impl Editor {
    /// Tells where carets can stand; lines in the order of the text.
    pub fn set_caret_lines(&mut self, lines: Vec<CaretLine>) {
        self.caret_lines = lines;
    }

    /// Whether double clicks, Enter and the text tool put a caret on the page: once it has been told where carets can
    /// stand. Before, the front end edits texts in a field of its own.
    pub const fn edits_on_page(&self) -> bool {
        !self.caret_lines.is_empty()
    }

    /// The caret, as an upright line on a page: page, top and height; none while layout has not told.
    pub fn caret_place(&self) -> Option<(usize, Point, Emu)> {
        let cursor = self.text_cursor()?;
        let (line, x) = self.line_of(cursor.caret, cursor.instance)?;
        Some((line.page, Point::new(x, line.rect.y), line.rect.height))
    }

    /// The selected text's place on the pages.
    pub fn selected_text_places(&self) -> Vec<(usize, Rect)> {
        let Some(cursor) = self.text_cursor().filter(TextCursor::has_selection) else { return Vec::new() };
        let (_, _, parts) = self.document().selected_text(&cursor);
        let mut places = Vec::new();
        for line in self.caret_lines.iter().filter(|line| line.instance == cursor.instance) {
            for part in parts.iter().filter(|part| part.paragraph == line.paragraph) {
                let inside =
                    line.stops.iter().filter(|(offset, _)| part.range.start <= *offset && *offset <= part.range.end);
                let (low, high) = (inside.clone().map(|stop| stop.1).min(), inside.map(|stop| stop.1).max());
                if let (Some(low), Some(high)) = (low, high) {
                    places.push((line.page, Rect::new(low, line.rect.y, high - low, line.rect.height)));
                }
            }
        }
        places
    }

    /// The place of a text nearest to a point.
    pub fn text_position_at(&self, host: ObjectId, instance: u32, page: usize, point: Point) -> Option<TextPosition> {
        let paragraphs = self.document().paragraphs(host)?;
        let lines = self.caret_lines.iter().filter(|line| {
            line.page == page
                && line.instance == instance
                && paragraphs.iter().any(|paragraph| paragraph.id == line.paragraph)
        });
        let away = |line: &&CaretLine| (line.rect.y - point.y).max(point.y - line.rect.bottom()).max(Emu::ZERO);
        let line = lines.min_by_key(|line| (away(line), (line.rect.centre().x - point.x).abs()))?;
        let offset = nearest_stop(line, point.x)?;
        self.document().living_position(host, TextPosition { paragraph: line.paragraph, offset })
    }

    /// Moves the caret; `extend` spans a selection.
    pub fn move_caret(&mut self, way: CaretMove, extend: bool) {
        let Some(cursor) = self.text_cursor() else { return };
        if !extend && cursor.has_selection() && matches!(way, CaretMove::Back | CaretMove::On) {
            let (from, to, _) = self.document().selected_text(&cursor);
            self.set_caret(if way == CaretMove::Back { from } else { to }, false);
            return;
        }
        let target = match way {
            CaretMove::Back => self.step(&cursor, false),
            CaretMove::On => self.step(&cursor, true),
            CaretMove::WordBack => self.word_step(&cursor, false),
            CaretMove::WordOn => self.word_step(&cursor, true),
            CaretMove::Up => self.line_step(&cursor, false),
            CaretMove::Down => self.line_step(&cursor, true),
            CaretMove::LineStart => self.line_end(&cursor, false),
            CaretMove::LineEnd => self.line_end(&cursor, true),
            CaretMove::TextStart => self.document().text_end(cursor.host, false),
            CaretMove::TextEnd => self.document().text_end(cursor.host, true),
        };
        if let Some(target) = target {
            self.set_caret(target, extend);
        }
    }

    /// The place a character before or after the caret, over the ends of paragraphs.
    pub(crate) fn step(&self, cursor: &TextCursor, on: bool) -> Option<TextPosition> {
        let paragraphs = self.document().paragraphs(cursor.host)?;
        let at = paragraphs.iter().position(|paragraph| paragraph.id == cursor.caret.paragraph)?;
        let paragraph = paragraphs.get(at)?;
        let text = text_of(paragraph);
        let offset = if on { next(&text, cursor.caret.offset) } else { previous(&text, cursor.caret.offset) };
        if let Some(offset) = offset {
            return Some(TextPosition { paragraph: paragraph.id, offset });
        }
        let neighbour = if on { paragraphs.get(at + 1)? } else { paragraphs.get(at.checked_sub(1)?)? };
        Some(TextPosition { paragraph: neighbour.id, offset: if on { 0 } else { text_of(neighbour).len() } })
    }

    fn word_step(&self, cursor: &TextCursor, on: bool) -> Option<TextPosition> {
        let mut at = *cursor;
        at.caret = self.step(&at, on)?;
        // Over blanks and signs to the next word, then over the word.
        loop {
            let paragraphs = self.document().paragraphs(cursor.host)?;
            let paragraph = paragraphs.iter().find(|paragraph| paragraph.id == at.caret.paragraph)?;
            let text = text_of(paragraph);
            let word = word_around(&text, at.caret.offset);
            if !word.is_empty() {
                let offset = if on { word.end } else { word.start };
                return Some(TextPosition { offset, ..at.caret });
            }
            match self.step(&at, on) {
                Some(next) => at.caret = next,
                None => return Some(at.caret),
            }
        }
    }

    fn line_step(&self, cursor: &TextCursor, down: bool) -> Option<TextPosition> {
        let paragraphs = self.document().paragraphs(cursor.host)?;
        let lines: Vec<&CaretLine> = self
            .caret_lines
            .iter()
            .filter(|line| line.instance == cursor.instance)
            .filter(|line| paragraphs.iter().any(|paragraph| paragraph.id == line.paragraph))
            .collect();
        let Some((line, x)) = self.line_of(cursor.caret, cursor.instance) else {
            return self.document().text_end(cursor.host, down);
        };
        let at = lines.iter().position(|known| std::ptr::eq(*known, line))?;
        let next = if down { lines.get(at + 1) } else { at.checked_sub(1).and_then(|at| lines.get(at)) };
        match next {
            Some(next) => Some(TextPosition { paragraph: next.paragraph, offset: nearest_stop(next, x)? }),
            None => self.document().text_end(cursor.host, down),
        }
    }

    fn line_end(&self, cursor: &TextCursor, end: bool) -> Option<TextPosition> {
        if let Some((line, _)) = self.line_of(cursor.caret, cursor.instance) {
            let offsets = line.stops.iter().map(|stop| stop.0);
            let offset = if end { offsets.max() } else { offsets.min() };
            return Some(TextPosition { offset: offset?, ..cursor.caret });
        }
        let paragraphs = self.document().paragraphs(cursor.host)?;
        let paragraph = paragraphs.iter().find(|paragraph| paragraph.id == cursor.caret.paragraph)?;
        Some(TextPosition { offset: if end { text_of(paragraph).len() } else { 0 }, ..cursor.caret })
    }

    /// The line a place stands in, and its x; at a line break the later line.
    fn line_of(&self, position: TextPosition, instance: u32) -> Option<(&CaretLine, Emu)> {
        let lines = self.caret_lines.iter();
        let own = lines.filter(|line| line.paragraph == position.paragraph && line.instance == instance);
        own.rev().find_map(|line| {
            let stop = line.stops.iter().find(|stop| stop.0 == position.offset)?;
            Some((line, stop.1))
        })
    }
}

fn nearest_stop(line: &CaretLine, x: Emu) -> Option<usize> {
    line.stops.iter().min_by_key(|stop| (stop.1 - x).abs()).map(|stop| stop.0)
}
