//! Folders of AFP resources: kept in the settings, looked through by the shell; what they hold can be placed.

use leptos::prelude::*;
use protocol::{Failure, Library, LibraryEntry, PageSize, ResourceKind};
use serde_json::json;
use units::{Emu, Size};

use crate::designer::Designer;
use crate::editing::now;
use crate::native;

impl Designer {
    /// Looks through the folders of the settings again; where asked for, the pages are drawn anew.
    pub(crate) fn look_through_libraries(self, redraw: bool) {
        let folders = self.settings.with_untracked(|settings| settings.libraries.clone());
        native::spawn(async move {
            match native::call::<Library>("use_libraries", &json!({ "folders": folders })).await {
                Ok(library) => {
                    self.library.set(library);
                    if redraw && untrack(|| self.editing.is_open()) {
                        self.live.ask(self);
                    }
                }
                Err(failure) => self.report(failure),
            }
        });
    }

    /// Adds a folder, or a file with many resources, at the end.
    pub(crate) fn add_library(self, path: String) {
        let is_known = self.settings.with_untracked(|settings| settings.libraries.contains(&path));
        if !path.is_empty() && !is_known {
            self.change_settings(|settings| settings.libraries.push(path));
        }
        self.look_through_libraries(true);
    }

    /// Forgets a folder.
    pub(crate) fn remove_library(self, path: &str) {
        self.change_settings(|settings| settings.libraries.retain(|known| known != path));
        self.look_through_libraries(true);
    }

    /// Lets the user choose a folder.
    pub(crate) fn choose_library(self) {
        native::spawn(async move {
            match native::call::<Option<String>>("choose_folder", &json!({})).await {
                Ok(Some(path)) => self.add_library(path),
                Ok(None) => {}
                Err(failure) => self.report(failure),
            }
        });
    }

    /// Places a resource on the page in view.
    pub(crate) fn place_resource(self, entry: LibraryEntry) {
        let page = untrack(|| self.page_in_view());
        native::spawn(async move {
            match resource_size(entry.kind, &entry.name).await {
                Ok(size) => {
                    let size = Size::new(Emu::new(size.width), Emu::new(size.height));
                    let kind = match entry.kind {
                        ResourceKind::Overlay => model::LibraryKind::Overlay,
                        ResourceKind::PageSegment => model::LibraryKind::PageSegment,
                    };
                    self.attempt(|editor| editor.place_library(kind, &entry.name, size, page, now()).map(|_| ()));
                    self.focus_canvas();
                }
                Err(failure) => self.report(failure),
            }
        });
    }
}

/// The size of a resource.
pub(crate) async fn resource_size(kind: ResourceKind, name: &str) -> Result<PageSize, Failure> {
    native::call("resource_size", &json!({ "kind": kind, "name": name })).await
}

/// The address of a resource's picture, its longer side so many pixels.
pub(crate) fn picture_address(generation: u64, entry: &LibraryEntry, pixels: f64) -> String {
    let name = entry.name.replace('#', "%23");
    native::preview_address(&format!("library/{generation}/{}/{name}@{pixels:.0}", entry.kind.word()))
}
