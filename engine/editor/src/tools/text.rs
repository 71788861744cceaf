//! The pointer in a text that is being edited.

use super::State;
use crate::editor::Editor;
use crate::pointer::{Pointer, Reaction};

impl Editor {
    /// A press while a text is edited: inside it puts the caret there, outside it ends the editing.
    pub(super) fn press_in_text(&mut self, pointer: Pointer) -> Option<Reaction> {
        let cursor = self.text_cursor()?;
        let page = self.pages().get(pointer.page)?;
        let inside = page.elements.iter().any(|placed| {
            placed.id == cursor.host
                && placed.instance == cursor.instance
                && placed.bounds().outset(pointer.pixel * super::NEAR).contains(pointer.point)
        });
        if !inside {
            self.end_text();
            return None;
        }
        if let Some(position) = self.text_position_at(cursor.host, cursor.instance, pointer.page, pointer.point) {
            self.set_caret(position, pointer.modifiers.shift);
        }
        match pointer.clicks {
            0 | 1 => self.state = State::Text { page: pointer.page },
            2 => self.select_word(),
            _ => self.select_all_text(),
        }
        Some(Reaction::USED)
    }

    pub(super) fn drag_text(&mut self, page: usize, pointer: Pointer) -> Reaction {
        self.state = State::Text { page };
        if let Some(cursor) = self.text_cursor()
            && let Some(position) = self.text_position_at(cursor.host, cursor.instance, page, pointer.point)
        {
            self.set_caret(position, true);
        }
        Reaction::USED
    }
}
