//! Commands about an AFP file that is looked at.

use std::sync::Arc;

use protocol::{Failure, SearchAnswer, ViewedDetail, ViewedFields, ViewedGroup, ViewedPage, ViewedPart};
use tauri::State;

use crate::viewer::Viewer;

/// Forgets the file.
#[tauri::command(async)]
pub(crate) fn close_afp(viewer: State<'_, Arc<Viewer>>) {
    viewer.close();
}

/// A page, from 1, with what drew it.
#[tauri::command(async)]
pub(crate) fn viewed_page(page: usize, viewer: State<'_, Arc<Viewer>>) -> Result<ViewedPage, Failure> {
    viewer.page(page)
}

/// Parts of the file from a number on.
#[tauri::command(async)]
pub(crate) fn viewed_parts(
    from: usize,
    count: usize,
    viewer: State<'_, Arc<Viewer>>,
) -> Result<Vec<ViewedPart>, Failure> {
    viewer.parts(from, count)
}

/// Groups of the index from a number on.
#[tauri::command(async)]
pub(crate) fn viewed_groups(
    from: usize,
    count: usize,
    viewer: State<'_, Arc<Viewer>>,
) -> Result<Vec<ViewedGroup>, Failure> {
    viewer.groups(from, count)
}

/// The fields of a part.
#[tauri::command(async)]
pub(crate) fn viewed_fields(part: usize, viewer: State<'_, Arc<Viewer>>) -> Result<ViewedFields, Failure> {
    viewer.fields(part)
}

/// All that a row of a part says.
#[tauri::command(async)]
pub(crate) fn viewed_detail(
    part: usize,
    offset: u64,
    length: u64,
    viewer: State<'_, Arc<Viewer>>,
) -> Result<ViewedDetail, Failure> {
    viewer.detail(part, offset, length)
}

/// Looks for a text or an offset, from an offset on.
#[tauri::command(async)]
pub(crate) fn viewed_search(text: String, from: u64, viewer: State<'_, Arc<Viewer>>) -> Result<SearchAnswer, Failure> {
    viewer.search(&text, from)
}
