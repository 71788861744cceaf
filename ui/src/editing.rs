//! The live document: the headless editor, and the signals that tell the views of its changes.

use editor::{EditError, EditName, Editor, Millis, PageBox, PageGeometry, Property, PropertyName, Selection};
use leptos::prelude::*;
use model::{ObjectId, Template};
use protocol::{Failure, Geometry};
use units::{Emu, Rect, Size};

/// The open template; copies share it.
#[derive(Clone, Copy)]
pub(crate) struct Editing {
    editor: StoredValue<Option<Editor>, LocalStorage>,
    /// Counts everything that can be seen: selection, feedback, tool, document.
    touched: RwSignal<u64>,
    /// The editor's revision, 0 while nothing is open.
    revision: RwSignal<u64>,
    /// The revision that is in the file.
    saved: RwSignal<u64>,
    /// Where the template is kept; nothing while it was never saved.
    pub(crate) path: RwSignal<Option<String>>,
}

/// The time for the history's joining of quick edits.
pub(crate) fn now() -> Millis {
    let time = window().performance().map_or(0.0, |performance| performance.now());
    Millis(time.max(0.0) as u64)
}

impl Editing {
    /// Nothing open.
    pub(crate) fn new() -> Self {
        Self {
            editor: StoredValue::new_local(None),
            touched: RwSignal::new(0),
            revision: RwSignal::new(0),
            saved: RwSignal::new(0),
            path: RwSignal::new(None),
        }
    }

    /// Opens a template.
    pub(crate) fn open(self, json: &str, path: Option<String>, is_saved: bool) -> Result<(), Failure> {
        let (template, _) =
            Template::from_json("template.json", json).map_err(|error| Failure::new("template", error.to_string()))?;
        let seed = (js_sys::Math::random() * (1_u64 << 53) as f64) as u64;
        let editor = Editor::new(template, seed).map_err(|error| Failure::new("template", error.to_string()))?;
        self.revision.set(editor.revision());
        self.saved.set(if is_saved { editor.revision() } else { 0 });
        self.editor.set_value(Some(editor));
        self.path.set(path);
        self.touch();
        Ok(())
    }

    /// Closes the template.
    pub(crate) fn close(self) {
        self.editor.set_value(None);
        self.revision.set(0);
        self.saved.set(0);
        self.path.set(None);
        self.touch();
    }

    fn touch(self) {
        self.touched.update(|touched| *touched += 1);
    }

    /// Whether a template is open; reactive.
    pub(crate) fn is_open(self) -> bool {
        self.revision.get() > 0
    }

    /// Whether there are edits that are not in the file; reactive.
    pub(crate) fn has_unsaved(self) -> bool {
        self.revision.get() != self.saved.get()
    }

    /// The revision now.
    pub(crate) fn revision_now(self) -> u64 {
        self.revision.get_untracked()
    }

    /// That revision is in the file now.
    pub(crate) fn note_saved(self, revision: u64) {
        self.saved.set(revision);
    }

    /// Looks at the editor; called again by whatever is reactive when anything changes.
    pub(crate) fn with<R>(self, look: impl FnOnce(&Editor) -> R) -> Option<R> {
        self.touched.track();
        self.peek(look)
    }

    /// Looks at the editor once.
    pub(crate) fn peek<R>(self, look: impl FnOnce(&Editor) -> R) -> Option<R> {
        self.editor.with_value(|editor| editor.as_ref().map(look))
    }

    /// Looks at the template; called again when the document changes.
    pub(crate) fn with_template<R>(self, look: impl FnOnce(&Template) -> R) -> Option<R> {
        self.revision.track();
        self.peek(|editor| look(editor.template()))
    }

    /// Changes the editor's state. Tells whether the document has a new revision.
    pub(crate) fn change<R>(self, change: impl FnOnce(&mut Editor) -> R) -> Option<(R, bool)> {
        let mut after = 0;
        let result = self.editor.try_update_value(|editor| {
            editor.as_mut().map(|editor| {
                let result = change(editor);
                after = editor.revision();
                result
            })
        })??;
        let changed = after != self.revision.get_untracked();
        if changed {
            self.revision.set(after);
        }
        self.touch();
        Some((result, changed))
    }

    /// The template as canonical JSON.
    pub(crate) fn template_text(self) -> Option<String> {
        self.peek(|editor| editor.template().to_json())
    }

    /// Tells the editor where layout drew everything.
    pub(crate) fn set_geometry(self, pages: &[Geometry]) {
        let pages = pages
            .iter()
            .map(|page| PageGeometry {
                size: Size::new(Emu::new(page.width), Emu::new(page.height)),
                boxes: page
                    .boxes
                    .iter()
                    .filter_map(|item| {
                        Some(PageBox {
                            object: item.object.as_deref()?.parse().ok()?,
                            instance: item.instance,
                            rect: Rect::new(
                                Emu::new(item.left),
                                Emu::new(item.top),
                                Emu::new(item.width),
                                Emu::new(item.height),
                            ),
                        })
                    })
                    .collect(),
            })
            .collect();
        self.change(|editor| editor.set_pages(pages));
    }

    /// What is selected; reactive.
    pub(crate) fn selection(self) -> Vec<ObjectId> {
        self.with(|editor| editor.selection().ids().to_vec()).unwrap_or_default()
    }

    /// The bounds of the selection on its page; reactive.
    pub(crate) fn extent(self) -> Option<Rect> {
        self.with(|editor| {
            (0..editor.pages().len())
                .find_map(|page| editor.outlines(page).iter().map(editor::Placed::bounds).reduce(Rect::union))
        })?
    }

    /// An element's value of a property; reactive.
    pub(crate) fn property(self, id: ObjectId, name: PropertyName) -> Option<Property> {
        self.with(|editor| editor.property(id, name))?
    }

    /// Whether the selected object's texts and expressions name a path of the data; reactive.
    pub(crate) fn selection_uses(self, path: &str) -> bool {
        self.with(|editor| {
            editor.selection().ids().iter().any(|&id| {
                editor.document().element(id).is_some_and(|element| uses(&element.to_element().to_json_line(), path))
            })
        })
        .unwrap_or(false)
    }

    /// The names of the edits done and undone.
    pub(crate) fn history(self) -> (Vec<String>, Vec<String>) {
        let words = |names: Vec<EditName>| names.into_iter().map(|name| name.keyword().to_owned()).collect();
        self.with(|editor| editor.history().names())
            .map_or_else(Default::default, |(done, undone)| (words(done), words(undone)))
    }
}

/// Keys of the template's JSON whose values are expressions.
const EXPRESSIONS: [&str; 5] = ["visible_when", "rows", "value", "source", "when"];

/// Whether an element's JSON names a path of the data, in a field of its texts or in one of its expressions.
fn uses(json: &str, path: &str) -> bool {
    let in_fields = json.split("{{").skip(1).any(|rest| names(rest.split("}}").next().unwrap_or_default(), path));
    in_fields
        || EXPRESSIONS.iter().any(|key| {
            json.split(&format!("\"{key}\":")).skip(1).any(|rest| {
                names(rest.trim_start().trim_start_matches('"').split('"').next().unwrap_or_default(), path)
            })
        })
}

/// Whether a path stands in a text as a whole name.
fn names(text: &str, path: &str) -> bool {
    let is_part = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == '.';
    text.match_indices(path).any(|(place, found)| {
        let before = text.get(..place).and_then(|text| text.chars().next_back());
        let after = text.get(place + found.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

/// Why an edit did not happen, for the user.
pub(crate) fn edit_failure(error: &EditError) -> Failure {
    Failure::new("edit", error.to_string())
}

/// A selection of one.
pub(crate) fn only(id: ObjectId) -> Selection {
    Selection::of(id)
}
