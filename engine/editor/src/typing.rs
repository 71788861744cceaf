//! Editing the text of a text object, a block of paragraphs or a cell.

use model::{CharacterFormat, Element, ElementKind, ListName, ObjectId, Paragraph};

use crate::cursor::{TextCursor, TextPosition};
use crate::editor::Editor;
use crate::error::EditError;
use crate::history::{EditName, Gesture, Millis};
use crate::operation::Operation;
use crate::property::Property;
use crate::runs;
use crate::selection::Selection;

impl Editor {
    /// The caret, while a text is being edited.
    pub const fn text_cursor(&self) -> Option<TextCursor> {
        self.cursor
    }

    /// Begins editing the text of a text object, a block of paragraphs or a cell, the caret at its end. Tells whether it
    /// has text to edit.
    pub fn begin_text(&mut self, host: ObjectId, instance: u32) -> bool {
        let Some(end) = self.document().text_end(host, true) else { return false };
        if !self.selection().contains(host) {
            let entered = self.selection().entered();
            self.select(Selection::of(host).inside(entered));
        }
        self.cursor = Some(TextCursor::at(host, instance, end));
        self.seal();
        true
    }

    /// Ends editing of text. Tells whether there was any.
    pub fn end_text(&mut self) -> bool {
        self.seal();
        self.typing_format = None;
        self.cursor.take().is_some()
    }

    /// Puts the caret somewhere; `extend` keeps the place where the selection began.
    pub fn set_caret(&mut self, position: TextPosition, extend: bool) {
        let Some(cursor) = self.cursor else { return };
        let Some(caret) = self.document().living_position(cursor.host, position) else { return };
        self.cursor = Some(TextCursor { caret, anchor: if extend { cursor.anchor } else { caret }, ..cursor });
        self.typing_format = None;
        self.seal();
    }

    /// Selects the whole text being edited.
    pub fn select_all_text(&mut self) {
        let Some(cursor) = self.cursor else { return };
        let (start, end) = (self.document().text_end(cursor.host, false), self.document().text_end(cursor.host, true));
        if let (Some(anchor), Some(caret)) = (start, end) {
            self.cursor = Some(TextCursor { anchor, caret, ..cursor });
        }
    }

    /// Selects the word or field at the caret.
    pub fn select_word(&mut self) {
        let Some(cursor) = self.cursor else { return };
        let Some(paragraph) = self.paragraph(cursor.caret.paragraph) else { return };
        let word = runs::word_around(&runs::text_of(paragraph), cursor.caret.offset);
        let at = |offset| TextPosition { offset, ..cursor.caret };
        self.cursor = Some(TextCursor { anchor: at(word.start), caret: at(word.end), ..cursor });
    }

    /// The selected text, paragraphs as lines; empty where none is selected.
    pub fn selected_plain_text(&self) -> String {
        let Some(cursor) = self.cursor else { return String::new() };
        let (_, _, parts) = self.document().selected_text(&cursor);
        let text = |part: &crate::cursor::SelectedText| {
            let text = self.paragraph(part.paragraph).map(runs::text_of).unwrap_or_default();
            text.get(part.range.clone()).unwrap_or_default().to_owned()
        };
        parts.iter().map(text).collect::<Vec<_>>().join("\n")
    }

    /// Types text at the caret, over the selection; a line feed begins a paragraph, U+2028 a line.
    ///
    /// # Errors
    /// Not while no text is being edited.
    pub fn type_text(&mut self, text: &str, time: Millis) -> Result<(), EditError> {
        self.typed(time, |editor| {
            editor.delete_selected()?;
            for (number, line) in text.replace('\r', "").split('\n').enumerate() {
                if number > 0 {
                    editor.split_at_caret()?;
                }
                if !line.is_empty() {
                    editor.insert_at_caret(&line.replace('\u{2028}', "\n"))?;
                }
            }
            Ok(())
        })
    }

    /// Begins a new paragraph at the caret.
    ///
    /// # Errors
    /// Not while no text is being edited.
    pub fn split_paragraph(&mut self, time: Millis) -> Result<(), EditError> {
        self.type_text("\n", time)
    }

    /// Puts a field in at the caret: `{{ expression }}`.
    ///
    /// # Errors
    /// Not while no text is being edited.
    pub fn insert_field(&mut self, expression: &str, time: Millis) -> Result<(), EditError> {
        self.seal();
        self.type_text(&format!("{{{{ {} }}}}", expression.trim().replace('\n', " ")), time)?;
        self.seal();
        Ok(())
    }

    /// Deletes the selection, or the character or field before or after the caret, over the end of a paragraph.
    ///
    /// # Errors
    /// Not while no text is being edited.
    pub fn delete_text(&mut self, after: bool, time: Millis) -> Result<(), EditError> {
        self.typed(time, |editor| {
            if let Some(cursor) = editor.cursor
                && !cursor.has_selection()
                && let Some(anchor) = editor.step(&cursor, after)
            {
                editor.cursor = Some(TextCursor { anchor, ..cursor });
            }
            editor.delete_selected()
        })
    }

    /// Makes a text what it is told, changing only from where it differs first to where it differs last, so that the
    /// looks of the rest stay; a line for each paragraph, as [`crate::Document::text`] gives it.
    ///
    /// # Errors
    /// No such text.
    pub fn set_text(&mut self, host: ObjectId, text: &str, time: Millis) -> Result<(), EditError> {
        let old = self.document().text(host).ok_or(EditError::NotFound { id: host })?;
        let (start, old_end, new_end) = difference(&old, text);
        let inserted = text.get(start..new_end).unwrap_or_default();
        let kept = (self.cursor, self.typing_format.take());
        let place = |editor: &Self, flat: usize| editor.flat_position(host, flat);
        let (anchor, caret) = (place(self, start), place(self, old_end));
        if let (Some(anchor), Some(caret)) = (anchor, caret) {
            self.cursor = Some(TextCursor { host, instance: 0, anchor, caret });
        }
        let done = if start == old_end && inserted.is_empty() { Ok(()) } else { self.type_text(inserted, time) };
        self.cursor = kept.0;
        self.keep_cursor_living();
        done
    }

    /// The place of a byte of the flat text.
    fn flat_position(&self, host: ObjectId, flat: usize) -> Option<TextPosition> {
        let paragraphs = self.document().paragraphs(host)?;
        let mut before = 0;
        for paragraph in paragraphs {
            let text = runs::text_of(paragraph);
            let shown = text.replace('\n', "\u{2028}");
            if flat <= before + shown.len() {
                // A line break is one byte here and three there.
                let breaks = shown.get(..flat - before).map_or(0, |head| head.matches('\u{2028}').count());
                return Some(TextPosition { paragraph: paragraph.id, offset: flat - before - breaks * 2 });
            }
            before += shown.len() + 1;
        }
        self.document().text_end(host, true)
    }

    fn typed(&mut self, time: Millis, edit: impl FnOnce(&mut Self) -> Result<(), EditError>) -> Result<(), EditError> {
        let Some(cursor) = self.cursor else { return Err(EditError::NoText) };
        let gesture = Gesture::Typing(cursor.host);
        let done = self.transact(EditName::Type, Some(gesture), time, edit);
        if done.is_err() {
            self.cursor = Some(cursor);
        }
        done
    }

    pub(crate) fn paragraph(&self, id: ObjectId) -> Option<&Paragraph> {
        match self.document().element(id)? {
            model::ElementRef::Paragraph(paragraph) => Some(paragraph),
            _ => None,
        }
    }

    /// Changes a paragraph: where only the text of one run differs, that alone.
    pub(crate) fn change_paragraph(&mut self, new: Paragraph) -> Result<(), EditError> {
        let Some(old) = self.paragraph(new.id) else { return Err(EditError::NotFound { id: new.id }) };
        let same_runs = old.runs.len() == new.runs.len() && old.runs.iter().zip(&new.runs).all(|(a, b)| a.id == b.id);
        if same_runs {
            let changed: Vec<_> = old.runs.iter().zip(&new.runs).filter(|(old, new)| old != new).collect();
            if let [(before, after)] = changed.as_slice()
                && before.text != after.text
                && before.format == after.format
            {
                let (id, text) = (after.id, after.text.clone());
                return self.apply(Operation::set(id, Property::Text(text)));
            }
        }
        self.apply(Operation::replace(Element::Paragraph(Box::new(new))))
    }

    /// Runs a change of a paragraph with new run ids at hand.
    pub(crate) fn with_paragraph<R>(
        &mut self,
        id: ObjectId,
        change: impl FnOnce(&mut Paragraph, &mut dyn FnMut() -> ObjectId) -> R,
    ) -> Result<R, EditError> {
        let mut paragraph = self.paragraph(id).ok_or(EditError::NotFound { id })?.clone();
        let mut fresh = || self.fresh_id(ElementKind::Run);
        let result = change(&mut paragraph, &mut fresh);
        self.change_paragraph(paragraph)?;
        Ok(result)
    }

    /// The caret's paragraph; made now where the text has none.
    fn caret_paragraph(&mut self) -> Result<TextPosition, EditError> {
        let cursor = self.cursor.ok_or(EditError::NoText)?;
        if cursor.caret.paragraph != cursor.host {
            return Ok(cursor.caret);
        }
        let paragraph = self.new_paragraph("");
        let position = TextPosition { paragraph: paragraph.id, offset: 0 };
        let element = Element::Paragraph(Box::new(paragraph));
        self.apply(Operation::insert(cursor.host, ListName::Paragraphs, None, element))?;
        self.cursor = Some(TextCursor::at(cursor.host, cursor.instance, position));
        Ok(position)
    }

    fn insert_at_caret(&mut self, text: &str) -> Result<(), EditError> {
        let at = self.caret_paragraph()?;
        let format = self.typing_format.clone();
        self.with_paragraph(at.paragraph, |paragraph, fresh| {
            runs::insert(paragraph, at.offset, text, fresh);
            if let Some(format) = format {
                let whole = |run: &mut CharacterFormat| *run = format.clone();
                runs::format(paragraph, at.offset..at.offset + text.len(), fresh, &whole);
            }
        })?;
        self.put_caret(TextPosition { offset: at.offset + text.len(), ..at });
        Ok(())
    }

    fn split_at_caret(&mut self) -> Result<(), EditError> {
        let at = self.caret_paragraph()?;
        let rest = self.with_paragraph(at.paragraph, |paragraph, fresh| runs::split(paragraph, at.offset, fresh))?;
        let like = self.paragraph(at.paragraph).ok_or(EditError::NotFound { id: at.paragraph })?.clone();
        let (host, next) =
            (self.cursor.map_or(at.paragraph, |cursor| cursor.host), self.document().next_sibling(at.paragraph));
        let id = self.fresh_id(ElementKind::Paragraph);
        let mut format = like.format;
        self.renew_tabs(&mut format);
        let new = Paragraph { id, runs: rest, format, ..like };
        self.apply(Operation::insert(host, ListName::Paragraphs, next, Element::Paragraph(Box::new(new))))?;
        self.put_caret(TextPosition { paragraph: id, offset: 0 });
        Ok(())
    }

    /// A copy of a paragraph's settings has tab stops with ids of their own.
    fn renew_tabs(&mut self, format: &mut model::ParagraphFormat) {
        for tab in format.tabs.iter_mut().flatten() {
            tab.id = self.fresh_id(ElementKind::Tab);
        }
    }

    /// Deletes the selected text; paragraphs that it spans become one.
    fn delete_selected(&mut self) -> Result<(), EditError> {
        let cursor = self.cursor.ok_or(EditError::NoText)?;
        if !cursor.has_selection() {
            return Ok(());
        }
        let (from, to, _) = self.document().selected_text(&cursor);
        if from.paragraph == to.paragraph {
            self.with_paragraph(from.paragraph, |paragraph, _| runs::delete(paragraph, from.offset..to.offset))?;
        } else {
            let paragraphs = self.document().paragraphs(cursor.host).unwrap_or_default();
            let first = paragraphs.iter().position(|paragraph| paragraph.id == from.paragraph).unwrap_or(0);
            let last = paragraphs.iter().position(|paragraph| paragraph.id == to.paragraph).unwrap_or(0);
            let gone: Vec<ObjectId> =
                paragraphs.iter().take(last + 1).skip(first + 1).map(|paragraph| paragraph.id).collect();
            let mut tail = self.paragraph(to.paragraph).ok_or(EditError::NotFound { id: to.paragraph })?.clone();
            runs::delete(&mut tail, 0..to.offset);
            gone.into_iter().try_for_each(|id| self.apply(Operation::remove(id)))?;
            self.with_paragraph(from.paragraph, |paragraph, _| {
                let end = runs::text_of(paragraph).len();
                runs::delete(paragraph, from.offset..end);
                let was_empty = runs::text_of(paragraph).is_empty();
                if runs::text_of(&tail).is_empty() {
                    return;
                }
                if was_empty {
                    paragraph.runs.clear();
                }
                paragraph.runs.extend(tail.runs);
                runs::join_alike(&mut paragraph.runs);
            })?;
        }
        self.put_caret(from);
        Ok(())
    }

    fn put_caret(&mut self, position: TextPosition) {
        if let Some(cursor) = &mut self.cursor {
            (cursor.anchor, cursor.caret) = (position, position);
        }
    }

    /// After undo and the like: the caret stands where there is text, or nowhere.
    pub(crate) fn keep_cursor_living(&mut self) {
        self.cursor = self.cursor.and_then(|cursor| {
            let anchor = self.document().living_position(cursor.host, cursor.anchor)?;
            let caret = self.document().living_position(cursor.host, cursor.caret)?;
            Some(TextCursor { anchor, caret, ..cursor })
        });
    }
}

/// Where two texts differ first, and where the difference ends in each; at borders of characters.
fn difference(old: &str, new: &str) -> (usize, usize, usize) {
    let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(sign, _)| sign.len_utf8()).sum::<usize>();
    let tails = (old.get(same..).unwrap_or_default(), new.get(same..).unwrap_or_default());
    let same_end = tails.0.chars().rev().zip(tails.1.chars().rev()).take_while(|(a, b)| a == b);
    let same_end = same_end.map(|(sign, _)| sign.len_utf8()).sum::<usize>();
    (same, old.len() - same_end, new.len() - same_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_as_short_as_can_be() {
        assert_eq!(difference("abcd", "abXd"), (2, 3, 3));
        assert_eq!(difference("aa", "aaa"), (2, 2, 3));
        assert_eq!(difference("same", "same"), (4, 4, 4));
        assert_eq!(difference("é", "è"), (0, 2, 2));
    }
}
