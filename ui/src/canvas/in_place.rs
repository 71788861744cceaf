//! Editing a text where it stands: a plain field over the object, which shows the template's text with its fields.

use leptos::html::Textarea;
use leptos::prelude::*;
use model::ObjectId;

use super::view::{EMU_PER_PIXEL, on_page};
use crate::components::keep_keys;
use crate::designer::{Designer, designer};
use crate::language::t;

/// A text being edited in place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EditedText {
    /// The object.
    pub(crate) id: ObjectId,
    /// The page it is edited on, from 0.
    pub(crate) page: usize,
    /// The text before, a line for each paragraph.
    before: String,
    /// The text now.
    now: String,
}

impl Designer {
    /// Begins editing the one selected text in place.
    pub(crate) fn begin_text(self) {
        let Some(id) = self.single_text() else { return };
        let found = self.editing.peek(|editor| {
            let page = (0..editor.pages().len()).find(|page| !editor.outlines(*page).is_empty())?;
            Some((page, editor.document().text(id)?))
        });
        // The field has the caret; the editor's own would only take keys away from it.
        self.edit(editor::Editor::end_text);
        if let Some(Some((page, text))) = found {
            self.edited_text.set(Some(EditedText { id, page, before: text.clone(), now: text }));
        }
    }

    /// Ends editing in place and keeps the text.
    pub(crate) fn finish_text(self) {
        let Some(edited) = self.edited_text.get_untracked() else { return };
        self.edited_text.set(None);
        if edited.before != edited.now {
            self.write_text(edited.id, &edited.now);
        }
    }
}

/// The field over the text being edited.
#[component]
pub(crate) fn InPlace() -> impl IntoView {
    let designer = designer();
    // The field is made anew for another text only, not for every letter.
    let id =
        Memo::new(move |_| designer.edited_text.with(|edited| edited.as_ref().map(|edited| (edited.id, edited.page))));
    move || {
        let (id, page) = id.get()?;
        let field = NodeRef::<Textarea>::new();
        Effect::new(move |_| {
            if let Some(field) = field.get() {
                // The field can still be clicked.
                let _ = field.focus();
                field.select();
            }
        });
        let style = move || {
            let place = designer.places.with(|places| places.get(page).copied())?;
            let zoom = designer.view.zoom.get();
            let (x, y) = designer.view.pan.get();
            designer.editing.with(|editor| {
                let outline = editor.outlines(page).into_iter().find(|placed| placed.id == id)?;
                let at = on_page(place, outline.rect);
                let look = crate::looks::of_text(editor.template(), editor.document().object(id)?);
                let size = f64::from(look.size.em().get()) / EMU_PER_PIXEL * zoom;
                Some(format!(
                    "left:{}px;top:{}px;width:{}px;height:{}px;font:{} {size}px/{} '{}', 'IBM Plex Sans', var(--sans);text-align:{}",
                    at.left * zoom + x,
                    at.top * zoom + y,
                    (at.width * zoom).max(60.0),
                    (at.height * zoom).max(size * 1.5),
                    look.weight,
                    f64::from(look.line_height) / 1000.0,
                    look.family,
                    look.align,
                ))
            })?
        };
        let text = designer.edited_text.with_untracked(|edited| edited.as_ref().map(|edited| edited.now.clone()));
        Some(view! {
            <textarea
                class="in-place"
                id="in-place"
                spellcheck="false"
                aria-label=t!("edit-text")
                node_ref=field
                style=move || style().unwrap_or_default()
                prop:value=text
                on:pointerdown=|event| event.stop_propagation()
                on:pointermove=|event| event.stop_propagation()
                on:pointerup=|event| event.stop_propagation()
                on:wheel=|event| event.stop_propagation()
                on:input=move |event| {
                    designer.edited_text.update(|edited| {
                        if let Some(edited) = edited {
                            edited.now = event_target_value(&event);
                        }
                    });
                }
                on:keydown=move |event: web_sys::KeyboardEvent| {
                    keep_keys(&event);
                    let is_done = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
                    if event.key() == "Escape" || is_done {
                        event.prevent_default();
                        designer.finish_text();
                        designer.focus_canvas();
                    }
                }
                on:blur=move |_| designer.finish_text()
            ></textarea>
        })
    }
}
