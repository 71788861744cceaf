//! Commands about folders of AFP resources.

use std::sync::Arc;

use protocol::{Failure, Library, PageSize, ResourceKind};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

use crate::session::Session;

/// A folder the user chooses; nothing where none is chosen.
#[tauri::command(async)]
pub(crate) fn choose_folder(app: AppHandle) -> Option<String> {
    let chosen = app.dialog().file().blocking_pick_folder()?;
    chosen.into_path().ok().map(|path| path.display().to_string())
}

/// Looks through these folders for overlays and page segments, and uses them from now on.
#[tauri::command(async)]
pub(crate) fn use_libraries(folders: Vec<String>, session: State<'_, Arc<Session>>) -> Result<Library, Failure> {
    Ok(session.use_libraries(&folders))
}

/// The size of an overlay or page segment.
#[tauri::command(async)]
pub(crate) fn resource_size(
    kind: ResourceKind,
    name: String,
    session: State<'_, Arc<Session>>,
) -> Result<PageSize, Failure> {
    session.resource_size(kind, &name)
}
