//! Opening, saving, closing and recovering templates, through the shell.

use leptos::prelude::*;
use protocol::{Opened, OpenedFile, RecentFile, Recovery, Saved, Settings};
use serde::Deserialize;
use serde_json::json;

use crate::designer::{AfterUnsaved, Designer};
use crate::native;

/// What the shell tells at the start.
#[derive(Clone, Debug, Deserialize)]
struct Startup {
    settings: Settings,
    recent: Vec<RecentFile>,
    recoveries: Vec<Recovery>,
    /// The template named on the command line.
    open: Option<String>,
}

impl Designer {
    /// Asks the shell for settings and files, and opens what it was started with.
    pub(crate) fn start(self) {
        native::spawn(async move {
            match native::call::<Startup>("startup", &json!({})).await {
                Ok(startup) => {
                    self.use_settings(startup.settings);
                    self.recent.set(startup.recent);
                    self.recoveries.set(startup.recoveries);
                    if startup.open.is_some() {
                        self.open_now(startup.open);
                    }
                }
                Err(failure) => self.report(failure),
            }
        });
    }

    /// Opens a template, or asks for one; asks about unsaved edits first.
    pub(crate) fn open(self, path: Option<String>) {
        self.unless_unsaved(AfterUnsaved::Open(path));
    }

    /// Closes the template; asks about unsaved edits first.
    pub(crate) fn close_template(self) {
        self.unless_unsaved(AfterUnsaved::Close);
    }

    /// Closes the window; asks about unsaved edits first.
    pub(crate) fn quit(self) {
        self.unless_unsaved(AfterUnsaved::Quit);
    }

    fn unless_unsaved(self, next: AfterUnsaved) {
        self.finish_text();
        if untrack(|| self.editing.is_open() && self.editing.has_unsaved()) {
            self.after_unsaved.set(Some(next));
        } else {
            self.go_on(next);
        }
    }

    /// Does what waited for the question about unsaved edits.
    pub(crate) fn go_on(self, next: AfterUnsaved) {
        self.after_unsaved.set(None);
        match next {
            AfterUnsaved::Open(path) => self.open_now(path),
            AfterUnsaved::Close => self.close_now(),
            AfterUnsaved::Quit => native::spawn(async move {
                if let Err(failure) = native::call::<()>("quit", &json!({})).await {
                    self.report(failure);
                }
            }),
        }
    }

    fn open_now(self, path: Option<String>) {
        native::spawn(async move {
            match native::call::<Option<OpenedFile>>("open_template", &json!({ "path": path })).await {
                Ok(Some(OpenedFile::Template(opened))) => {
                    self.viewing.file.set(None);
                    self.show_opened(*opened);
                }
                Ok(Some(OpenedFile::Afp(file))) => self.view_file(*file),
                Ok(None) => {}
                Err(failure) => self.report(failure),
            }
            self.refresh_lists();
        });
    }

    /// Opens the newest state of a template that was not saved before a kill.
    pub(crate) fn recover(self, id: i64) {
        native::spawn(async move {
            match native::call::<Opened>("recover", &json!({ "id": id })).await {
                Ok(opened) => self.show_opened(opened),
                Err(failure) => self.report(failure),
            }
            self.refresh_lists();
        });
    }

    /// Drops a state that could have been recovered.
    pub(crate) fn discard_recovery(self, id: i64) {
        native::spawn(async move {
            if let Err(failure) = native::call::<()>("discard_recovery", &json!({ "id": id })).await {
                self.report(failure);
            }
            self.refresh_lists();
        });
    }

    fn show_opened(self, opened: Opened) {
        self.live.clear();
        self.fit_when_shown.set_value(true);
        if let Err(failure) = self.editing.open(&opened.template, opened.path, !opened.recovered) {
            self.report(failure);
            return;
        }
        if let Some(failure) = opened.data_failure {
            self.report(failure);
        }
        self.look_through_libraries(false);
        self.live.records.set(opened.records);
        self.live.choose_record(self, 1);
    }

    fn refresh_lists(self) {
        native::spawn(async move {
            if let Ok(startup) = native::call::<Startup>("startup", &json!({})).await {
                self.recent.set(startup.recent);
                self.recoveries.set(startup.recoveries);
            }
        });
    }

    fn close_now(self) {
        self.editing.close();
        self.live.clear();
        native::spawn(async move {
            if let Err(failure) = native::call::<()>("close_template", &json!({})).await {
                self.report(failure);
            }
            self.refresh_lists();
        });
    }

    /// Saves the template where it is kept, or asks for a place; then does what waited for it.
    pub(crate) fn save(self, choose_place: bool, then: Option<AfterUnsaved>) {
        self.finish_text();
        let Some(template) = self.editing.template_text() else { return };
        let revision = self.editing.revision_now();
        native::spawn(async move {
            let numbers = [("choose", u64::from(choose_place))];
            match native::send::<Option<Saved>>("save_template", template.as_bytes(), &numbers).await {
                Ok(Some(saved)) => {
                    self.editing.note_saved(revision);
                    self.editing.path.set(Some(saved.path));
                    if let Some(next) = then {
                        self.go_on(next);
                    }
                }
                Ok(None) => {}
                Err(failure) => self.report(failure),
            }
        });
    }
}
