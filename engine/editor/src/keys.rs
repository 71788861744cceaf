//! Keys that the editor understands while the canvas has the focus. What is a command with a name and a changeable key
//! (duplicate, group, undo …) the front end calls by its function.

use model::{ElementKind, ObjectId};
use units::{Emu, Point};

use crate::caret::CaretMove;
use crate::editor::Editor;
use crate::history::Millis;
use crate::pointer::{Key, Modifiers, Reaction};
use crate::selection::Selection;
use crate::tools::Tool;

/// An arrow key's step.
const STEP: Emu = Emu::new(Emu::PER_MILLIMETRE / 10);
/// An arrow key's step with Shift.
const LARGE_STEP: Emu = Emu::new(Emu::PER_MILLIMETRE);

impl Editor {
    /// A key was pressed.
    pub fn key(&mut self, key: Key, modifiers: Modifiers, time: Millis) -> Reaction {
        if self.text_cursor().is_some() && !self.is_busy() {
            return self.key_in_text(key, modifiers, time);
        }
        let step = if modifiers.shift { LARGE_STEP } else { STEP };
        match key {
            Key::Escape => self.escape(),
            _ if self.is_busy() => Reaction::USED,
            Key::Delete | Key::Backspace => self.edited(|editor| editor.delete(time)),
            Key::Left => self.edited(|editor| editor.nudge(Point::new(-step, Emu::ZERO), time)),
            Key::Right => self.edited(|editor| editor.nudge(Point::new(step, Emu::ZERO), time)),
            Key::Up => self.edited(|editor| editor.nudge(Point::new(Emu::ZERO, -step), time)),
            Key::Down => self.edited(|editor| editor.nudge(Point::new(Emu::ZERO, step), time)),
            Key::Tab => self.select_next(modifiers.shift),
            Key::Enter => match self.selection().single() {
                Some(id) if (self.edits_on_page() && self.begin_text(id, self.focus.1)) || self.enter(id) => {
                    Reaction::USED
                }
                _ => Reaction::UNUSED,
            },
            Key::Home | Key::End => Reaction::UNUSED,
        }
    }

    fn key_in_text(&mut self, key: Key, modifiers: Modifiers, time: Millis) -> Reaction {
        let way = match (key, modifiers.control) {
            (Key::Escape, _) => {
                self.end_text();
                return Reaction::USED;
            }
            (Key::Enter, _) if modifiers.shift => return self.edited(|editor| editor.type_text("\u{2028}", time)),
            (Key::Enter, _) => return self.edited(|editor| editor.split_paragraph(time)),
            (Key::Tab, _) => return self.edited(|editor| editor.type_text("\t", time)),
            (Key::Delete, _) => return self.edited(|editor| editor.delete_text(true, time)),
            (Key::Backspace, _) => return self.edited(|editor| editor.delete_text(false, time)),
            (Key::Left, false) => CaretMove::Back,
            (Key::Left, true) => CaretMove::WordBack,
            (Key::Right, false) => CaretMove::On,
            (Key::Right, true) => CaretMove::WordOn,
            (Key::Up, _) => CaretMove::Up,
            (Key::Down, _) => CaretMove::Down,
            (Key::Home, false) => CaretMove::LineStart,
            (Key::Home, true) => CaretMove::TextStart,
            (Key::End, false) => CaretMove::LineEnd,
            (Key::End, true) => CaretMove::TextEnd,
        };
        self.move_caret(way, modifiers.shift);
        Reaction::USED
    }

    /// Runs an edit that has nothing to do where nothing is selected, and tells what came of it.
    pub(crate) fn edited<E>(&mut self, edit: impl FnOnce(&mut Self) -> Result<(), E>) -> Reaction {
        if self.selection().is_empty() {
            return Reaction::UNUSED;
        }
        let before = self.revision();
        let done = edit(self).is_ok();
        Reaction { used: true, document: done && self.revision() != before, placed: None }
    }

    /// One step out: of a gesture, of a tool, of a group, of the selection.
    fn escape(&mut self) -> Reaction {
        if self.cancel() || self.end_text() {
            return Reaction::USED;
        }
        if self.tool() != Tool::Select {
            self.set_tool(Tool::Select);
            return Reaction::USED;
        }
        if let Some(group) = self.selection().entered() {
            let around = self.enterable_around(group);
            self.select(Selection::of(group).inside(around));
            return Reaction::USED;
        }
        if self.selection().is_empty() {
            return Reaction::UNUSED;
        }
        self.select(Selection::default());
        Reaction::USED
    }

    /// The group around something, if it is in one.
    fn enterable_around(&self, id: ObjectId) -> Option<ObjectId> {
        let path = self.document().path(id);
        path.into_iter().rev().skip(1).find(|&around| self.is_group(around))
    }

    /// Selects the next object or block on the page in the order of the template, or the one before.
    fn select_next(&mut self, backward: bool) -> Reaction {
        let Some(page) = self.pages().get(self.focus.0) else { return Reaction::UNUSED };
        let mut drawn: Vec<ObjectId> = Vec::new();
        for placed in page.elements.iter().filter(|placed| !placed.untouchable) {
            if let Some(target) = self.target(placed.id)
                && !drawn.contains(&target)
            {
                drawn.push(target);
            }
        }
        let ordered = self.in_document_order(&drawn);
        let ordered: Vec<_> = ordered
            .into_iter()
            .filter(|&id| {
                let kind = self.document().kind(id);
                matches!(kind, Some(ElementKind::Object | ElementKind::Block | ElementKind::Cell))
            })
            .collect();
        if ordered.is_empty() {
            return Reaction::UNUSED;
        }
        let at = self.selection().primary().and_then(|id| ordered.iter().position(|&known| known == id));
        let next = match (at, backward) {
            (None, false) => 0,
            (None, true) => ordered.len() - 1,
            (Some(at), false) => (at + 1) % ordered.len(),
            (Some(at), true) => (at + ordered.len() - 1) % ordered.len(),
        };
        if let Some(&id) = ordered.get(next) {
            let entered = self.selection().entered();
            self.select(Selection::of(id).inside(entered));
        }
        Reaction::USED
    }
}
