//! Edits as the views ask for them: each runs in the headless editor, and what changed the document goes to the shell.

use editor::{DroppedField, EditError, EditName, Editor, Order, Property, Reaction, ShownAs, Tool};
use leptos::prelude::*;
use model::{ElementKind, ObjectId, Outputs, Shape};
use serde::Deserialize;
use serde_json::json;
use units::{Emu, Point};

use crate::designer::{Designer, Mode};
use crate::editing::{edit_failure, now, only};
use crate::language::text_with;
use crate::native;
use crate::panels::DraggedField;

/// A picture the user chose.
#[derive(Debug, Deserialize)]
struct ChosenImage {
    asset: String,
}

impl Designer {
    /// Changes the document or the editor's state; a new revision goes to the shell.
    pub(crate) fn edit<R>(self, change: impl FnOnce(&mut Editor) -> R) -> Option<R> {
        let (result, changed) = self.editing.change(change)?;
        if changed {
            self.live.ask(self);
        }
        Some(result)
    }

    /// Hands an event to the editor.
    pub(crate) fn react(self, change: impl FnOnce(&mut Editor) -> Reaction) -> Reaction {
        self.edit(change).unwrap_or(Reaction::UNUSED)
    }

    pub(crate) fn attempt(self, change: impl FnOnce(&mut Editor) -> Result<(), EditError>) -> bool {
        match self.edit(change) {
            Some(Ok(())) => true,
            Some(Err(error)) => {
                self.report(edit_failure(&error));
                false
            }
            None => false,
        }
    }

    /// Gives an element a value of a property. Tells whether it was taken.
    pub(crate) fn set_property(self, id: ObjectId, property: Property) -> bool {
        self.attempt(|editor| editor.set_property(id, property, now()))
    }

    /// Changes what the outputs are told, as one step. Tells whether it was taken.
    pub(crate) fn change_outputs(self, change: impl FnOnce(&mut Outputs)) -> bool {
        self.attempt(|editor| editor.change_outputs(change, now()))
    }

    /// An id for a new element.
    pub(crate) fn fresh_id(self, kind: ElementKind) -> Option<ObjectId> {
        self.edit(|editor| editor.fresh_id(kind))
    }

    /// Changes how something looks, as one step.
    pub(crate) fn format(self, change: impl FnOnce(&mut Editor) -> Result<(), EditError>) -> bool {
        self.attempt(|editor| editor.transact(EditName::Format, None, now(), change))
    }

    /// Makes an element's text what was typed; the looks of what stays are kept.
    pub(crate) fn write_text(self, id: ObjectId, text: &str) {
        self.attempt(|editor| editor.set_text(id, text, now()));
    }

    /// Takes the last edit back.
    pub(crate) fn undo(self) {
        self.edit(Editor::undo);
    }

    /// Does the edit taken back again.
    pub(crate) fn redo(self) {
        self.edit(Editor::redo);
    }

    /// Goes to the state after that many edits.
    pub(crate) fn go_to_edit(self, number: usize) {
        self.edit(|editor| {
            while editor.history().names().0.len() > number && editor.undo() {}
            while editor.history().names().0.len() < number && editor.redo() {}
        });
    }

    /// Deletes what is selected.
    pub(crate) fn delete(self) {
        self.attempt(|editor| editor.delete(now()));
    }

    /// Duplicates what is selected.
    pub(crate) fn duplicate(self) {
        self.attempt(|editor| editor.duplicate(now()));
    }

    /// Copies what is selected.
    pub(crate) fn copy(self) {
        if let Some(Some(clipping)) = self.editing.peek(Editor::copy) {
            self.clipboard.set(Some(clipping));
        }
    }

    /// Cuts what is selected.
    pub(crate) fn cut(self) {
        match self.edit(|editor| editor.cut(now())) {
            Some(Ok(Some(clipping))) => self.clipboard.set(Some(clipping)),
            Some(Err(error)) => self.report(edit_failure(&error)),
            Some(Ok(None)) | None => {}
        }
    }

    /// Puts in what was cut or copied.
    pub(crate) fn paste(self, in_place: bool) {
        if let Some(clipping) = self.clipboard.get_untracked() {
            self.attempt(|editor| editor.paste(&clipping, in_place, now()));
        }
    }

    /// Joins what is selected into a group.
    pub(crate) fn group(self) {
        self.attempt(|editor| editor.group(now()));
    }

    /// Takes selected groups apart.
    pub(crate) fn ungroup(self) {
        self.attempt(|editor| editor.ungroup(now()));
    }

    /// Whether a group is selected; reactive.
    pub(crate) fn has_group(self) -> bool {
        let is_group = |editor: &Editor, id: ObjectId| {
            matches!(editor.document().object(id).map(|object| &object.shape), Some(Shape::Group(_)))
        };
        self.editing.with(|editor| editor.selection().ids().iter().any(|id| is_group(editor, *id))).unwrap_or(false)
    }

    /// Moves what is selected to the front or back.
    pub(crate) fn reorder(self, order: Order) {
        self.attempt(|editor| editor.reorder(order, now()));
    }

    /// Takes a tool in hand.
    pub(crate) fn take(self, tool: Tool) {
        self.mode.set(Mode::Design);
        self.edit(|editor| editor.set_tool(tool));
        self.focus_canvas();
    }

    /// Whether anything is selected; reactive.
    pub(crate) fn has_selection(self) -> bool {
        self.editing.with(|editor| !editor.selection().is_empty()).unwrap_or(false)
    }

    /// Selects an element and brings it into sight.
    pub(crate) fn select_and_show(self, id: ObjectId) {
        self.edit(|editor| editor.select(only(id)));
        let places = self.places.get_untracked();
        let found = self.editing.peek(|editor| {
            (0..editor.pages().len()).find_map(|page| {
                let placed = editor.outlines(page).into_iter().next()?;
                Some(crate::canvas::on_page(*places.get(page)?, placed.bounds()))
            })
        });
        if let Some(Some(place)) = found {
            self.view_now().reveal(place);
        }
    }

    /// Selects what lies under a point of the preview, in world units.
    pub(crate) fn select_at_preview(self, at: (f64, f64), places: &[crate::canvas::PagePlace]) {
        let found = places.iter().enumerate().find(|(_, place)| at.1 < place.top + place.height);
        let Some((number, place)) = found else { return };
        let emu = |length: f64| Emu::round_from_f64(length * crate::canvas::EMU_PER_PIXEL);
        let point = Point::new(emu(at.0 - place.left), emu(at.1 - place.top));
        self.edit(|editor| {
            let hit =
                editor.pages().get(number).and_then(|page| page.hits(point, Emu::from_l_units(40)).first().copied());
            editor.select(hit.map_or_else(Default::default, |hit| only(hit.id)));
        });
    }

    /// A new object may need an answer: a text its words, a picture its file.
    pub(crate) fn answer_for_placed(self, id: ObjectId) {
        let shape =
            self.editing.peek(|editor| editor.document().object(id).map(|object| object.shape.clone())).flatten();
        match shape {
            Some(Shape::Text(_)) => self.begin_text(),
            Some(Shape::Image(_)) => self.choose_image(id, true),
            _ => {}
        }
    }

    /// Asks for a picture's file. A new picture that gets none goes away again.
    pub(crate) fn choose_image(self, id: ObjectId, is_new: bool) {
        native::spawn(async move {
            match native::call::<Option<ChosenImage>>("choose_image", &json!({})).await {
                Ok(Some(chosen)) => {
                    self.set_property(id, Property::Asset(chosen.asset));
                }
                Ok(None) if is_new => self.undo(),
                Ok(None) => {}
                Err(failure) => {
                    if is_new {
                        self.undo();
                    }
                    self.report(failure);
                }
            }
        });
    }

    /// A field of the data was dropped somewhere in the window: on a text it joins the text, elsewhere on a page it
    /// becomes an object of its own.
    pub(crate) fn drop_field(self, dragged: &DraggedField) {
        let Some(viewport) = document().get_element_by_id("viewport") else { return };
        let area = viewport.get_bounding_client_rect();
        let at = (dragged.at.0 - area.left(), dragged.at.1 - area.top());
        if at.0 < 0.0 || at.1 < 0.0 || at.0 > area.width() || at.1 > area.height() {
            return;
        }
        let Some((page, point)) = self.to_page(at, None) else { return };
        let under = self.editing.peek(|editor| {
            let hits = editor.pages().get(page)?.hits(point, Emu::ZERO);
            hits.into_iter().map(|hit| hit.id).find(|id| editor.document().paragraphs(*id).is_some())
        });
        match (under.flatten(), &dragged.field) {
            (Some(text), DroppedField::Value { path, .. }) => self.append_field(text, path),
            _ => {
                self.attempt(|editor| editor.drop_field(&dragged.field, ShownAs::Text, page, point, now()).map(|_| ()));
            }
        }
        self.focus_canvas();
    }

    /// Puts a field into the selected text, or as an object of its own into the middle of the page in view.
    pub(crate) fn place_field(self, field: &DroppedField) {
        if let (Some(text), DroppedField::Value { path, .. }) = (self.single_text(), field) {
            self.append_field(text, path);
            return;
        }
        let page = untrack(|| self.page_in_view());
        let size = self.editing.peek(|editor| editor.pages().get(page).map(|page| page.size)).flatten();
        if let Some(size) = size {
            let middle = Point::new(size.width / 2, size.height / 2);
            self.attempt(|editor| editor.drop_field(field, ShownAs::Text, page, middle, now()).map(|_| ()));
        }
    }

    fn append_field(self, text: ObjectId, path: &str) {
        let before = self.editing.peek(|editor| editor.document().text(text)).flatten().unwrap_or_default();
        let space = if before.is_empty() || before.ends_with(char::is_whitespace) { "" } else { " " };
        self.write_text(text, &format!("{before}{space}{{{{ {path} }}}}"));
        self.edit(|editor| editor.select(only(text)));
    }

    /// What a screen reader is told of the selection; reactive.
    pub(crate) fn announcement(self) -> String {
        let selection = self.editing.selection();
        match selection.as_slice() {
            [] => String::new(),
            [only] => text_with("announce-selected", &[("id", only.to_string())]),
            several => text_with("selected-several", &[("count", several.len().to_string())]),
        }
    }

    /// Selects the object of the next problem.
    pub(crate) fn next_problem(self) {
        let ids: Vec<ObjectId> = untrack(|| self.problems())
            .into_iter()
            .filter_map(|problem| problem.object.and_then(|object| object.parse().ok()))
            .collect();
        let now = self.editing.peek(|editor| editor.selection().single()).flatten();
        let at = now.and_then(|now| ids.iter().position(|id| *id == now)).map_or(0, |at| at + 1);
        if let Some(id) = ids.get(at % ids.len().max(1)) {
            self.select_and_show(*id);
        }
        self.drawer_tab.set(crate::drawer::DrawerTab::Problems);
        self.drawer_is_open.set(true);
    }

    /// Selects everything on the page in view.
    pub(crate) fn select_all(self) {
        let page = untrack(|| self.page_in_view());
        self.edit(|editor| {
            let ids: Vec<ObjectId> = editor.pages().get(page).map_or_else(Vec::new, |page| {
                page.elements.iter().filter(|placed| !placed.untouchable).map(|placed| placed.id).collect()
            });
            let ids: Vec<ObjectId> = ids
                .into_iter()
                .filter(|id| {
                    editor.document().place(*id).is_some_and(|place| editor.document().master(place.parent).is_some())
                })
                .collect();
            editor.select(editor::Selection::of_all(ids));
        });
    }
}
