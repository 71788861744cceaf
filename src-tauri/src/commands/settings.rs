//! Commands about the program itself: what it starts with, what was chosen.

use std::sync::{Arc, Mutex, PoisonError};

use protocol::{Failure, RecentFile, Recovery, Settings};
use serde::Serialize;
use tauri::State;

use crate::background::Autosave;
use crate::store::Store;

/// What the front end begins with.
#[derive(Serialize)]
pub(crate) struct Startup {
    settings: Settings,
    recent: Vec<RecentFile>,
    recoveries: Vec<Recovery>,
    /// The template named on the command line; told once.
    open: Option<String>,
}

/// The template named on the command line, until the front end has asked for it.
#[derive(Default)]
pub(crate) struct FirstTemplate(pub(crate) Mutex<Option<String>>);

/// Settings, recent files and what a kill left behind.
#[tauri::command(async)]
pub(crate) fn startup(
    store: State<'_, Arc<Store>>,
    autosave: State<'_, Autosave>,
    first: State<'_, FirstTemplate>,
) -> Result<Startup, Failure> {
    let own = autosave.entry();
    Ok(Startup {
        settings: store.settings()?,
        recent: store.recent()?,
        recoveries: store.recoveries()?.into_iter().filter(|recovery| Some(recovery.id) != own).collect(),
        open: first.0.lock().unwrap_or_else(PoisonError::into_inner).take(),
    })
}

/// Keeps what was chosen.
#[tauri::command(async)]
pub(crate) fn keep_settings(store: State<'_, Arc<Store>>, settings: Settings) -> Result<(), Failure> {
    store.keep_settings(&settings)
}
