//! Commands that open, save, recover and close templates.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use protocol::{Failure, Opened, OpenedFile, Saved};
use serde::Serialize;
use tauri::ipc::Request;
use tauri::{AppHandle, State, WebviewWindow};
use tauri_plugin_dialog::DialogExt;

use super::{body, number};
use crate::background::Autosave;
use crate::session::{Session, Unsaved};
use crate::store::Store;
use crate::viewer::{Viewer, is_afp};

/// The largest picture taken in.
const LARGEST_IMAGE: u64 = 64 << 20;

/// Opens the template or AFP file at the path, or one the user chooses; nothing where none is chosen.
#[tauri::command(async)]
pub(crate) fn open_template(
    app: AppHandle,
    path: Option<String>,
    session: State<'_, Arc<Session>>,
    store: State<'_, Arc<Store>>,
    autosave: State<'_, Autosave>,
    viewer: State<'_, Arc<Viewer>>,
) -> Result<Option<OpenedFile>, Failure> {
    let path = match path {
        Some(path) => PathBuf::from(path),
        None => match app
            .dialog()
            .file()
            .add_filter("Formwright, AFP", &["fwt", "json", "afp", "afpds", "ovl", "psg", "res", "out"])
            .add_filter("*", &["*"])
            .blocking_pick_file()
            .and_then(|chosen| chosen.into_path().ok())
        {
            Some(path) => path,
            None => return Ok(None),
        },
    };
    let path = std::path::absolute(&path).unwrap_or(path);
    // `template.json` stands for its folder.
    let path = match path.file_name() {
        Some(name) if name == "template.json" => path.parent().map(Path::to_owned).unwrap_or(path),
        _ => path,
    };
    let shown = path.display().to_string();
    if path.is_file() && is_afp(&path) {
        // What is open for editing stays as it is: a file that is looked at stands before it.
        let viewed = viewer.open(&path, session.libraries())?;
        let name = path.file_name().map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned());
        store.add_recent(&shown, &name)?;
        return Ok(Some(OpenedFile::Afp(Box::new(viewed))));
    }
    autosave.forget()?;
    match session.open(&path) {
        Ok(opened) => {
            store.add_recent(&shown, &session.name().unwrap_or_default())?;
            Ok(Some(OpenedFile::Template(Box::new(opened))))
        }
        Err(failure) => {
            if !path.exists() {
                store.forget_recent(&shown)?;
            }
            Err(failure)
        }
    }
}

/// Saves the template in the body, where it is kept or where the user chooses; nothing where none is chosen.
#[tauri::command(async)]
pub(crate) fn save_template(
    app: AppHandle,
    request: Request<'_>,
    session: State<'_, Arc<Session>>,
    store: State<'_, Arc<Store>>,
    autosave: State<'_, Autosave>,
) -> Result<Option<Saved>, Failure> {
    let template = body(&request)?;
    let kept = session.path().filter(|_| number(&request, "choose") == Some(0));
    let path = match kept {
        Some(path) => path,
        None => {
            let name = format!("{}.fwt", session.name().unwrap_or_default().replace(['/', '\\'], "-"));
            let chosen =
                app.dialog().file().add_filter("Formwright", &["fwt"]).set_file_name(name).blocking_save_file();
            match chosen.and_then(|chosen| chosen.into_path().ok()) {
                Some(path) => path,
                None => return Ok(None),
            }
        }
    };
    session.save(template, &path)?;
    autosave.forget()?;
    let path = path.display().to_string();
    store.add_recent(&path, &session.name().unwrap_or_default())?;
    Ok(Some(Saved { path }))
}

/// Opens edits that a kill left in the journal.
#[tauri::command(async)]
pub(crate) fn recover(
    id: i64,
    session: State<'_, Arc<Session>>,
    store: State<'_, Arc<Store>>,
    autosave: State<'_, Autosave>,
) -> Result<Opened, Failure> {
    let kept = store
        .journal_entry(id)?
        .ok_or_else(|| Failure::new("no-recovery", "these edits are not in the journal any more"))?;
    let opened =
        session.recover(Unsaved { path: kept.path, name: kept.name, template: kept.template, assets: kept.assets })?;
    autosave.adopt(id);
    Ok(opened)
}

/// Drops edits that a kill left in the journal.
#[tauri::command(async)]
pub(crate) fn discard_recovery(id: i64, store: State<'_, Arc<Store>>) -> Result<(), Failure> {
    store.drop_from_journal(id)
}

/// Closes the template; what is not saved is not wanted.
#[tauri::command(async)]
pub(crate) fn close_template(session: State<'_, Arc<Session>>, autosave: State<'_, Autosave>) -> Result<(), Failure> {
    autosave.forget()?;
    session.close();
    Ok(())
}

/// Closes the window; what is not saved is not wanted.
#[tauri::command(async)]
pub(crate) fn quit(window: WebviewWindow, autosave: State<'_, Autosave>) -> Result<(), Failure> {
    autosave.forget()?;
    window.destroy().map_err(|error| Failure::new("window", error.to_string()))
}

/// A picture taken into the template.
#[derive(Serialize)]
pub(crate) struct ChosenImage {
    asset: String,
}

/// Takes the picture at the path, or one the user chooses, into the template; nothing where none is chosen.
#[tauri::command(async)]
pub(crate) fn choose_image(
    app: AppHandle,
    path: Option<String>,
    session: State<'_, Arc<Session>>,
) -> Result<Option<ChosenImage>, Failure> {
    let chosen = match path {
        Some(path) => Some(PathBuf::from(path)),
        None => app
            .dialog()
            .file()
            .add_filter("PNG, JPEG", &["png", "jpg", "jpeg"])
            .blocking_pick_file()
            .and_then(|chosen| chosen.into_path().ok()),
    };
    let Some(path) = chosen else { return Ok(None) };
    let unreadable = |reason: String| {
        Failure::new("file-unreadable", format!("{} cannot be read: {reason}", path.display()))
            .hint("choose a PNG or JPEG picture")
    };
    let size = std::fs::metadata(&path).map_err(|error| unreadable(error.to_string()))?.len();
    if size > LARGEST_IMAGE {
        return Err(unreadable(format!("it is larger than {LARGEST_IMAGE} bytes")));
    }
    let bytes = std::fs::read(&path).map_err(|error| unreadable(error.to_string()))?;
    if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") && !bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Err(unreadable("it is neither PNG nor JPEG".to_owned()));
    }
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Some(ChosenImage { asset: session.add_asset(&file, bytes)? }))
}
