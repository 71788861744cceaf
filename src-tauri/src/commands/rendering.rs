//! Commands that lay out, inspect and evaluate.

use std::sync::Arc;

use protocol::{DataNode, Evaluation, Failure, Inspection, Rendered};
use serde::Serialize;
use tauri::State;
use tauri::ipc::Request;

use super::{body, number};
use crate::background::{Autosave, Previews};
use crate::session::Session;

/// Lays out a record with the template in the body; both outputs follow by the event `previewed`.
#[tauri::command(async)]
pub(crate) fn render(
    request: Request<'_>,
    session: State<'_, Arc<Session>>,
    previews: State<'_, Previews>,
    autosave: State<'_, Autosave>,
) -> Result<Rendered, Failure> {
    let template = body(&request)?;
    let revision = number(&request, "revision").unwrap_or(0);
    let record = number(&request, "record").unwrap_or(0);
    let page = number(&request, "page").and_then(|page| usize::try_from(page).ok()).unwrap_or(1);
    let snapshot = session.render(revision, record, template)?;
    let rendered = snapshot.rendered();
    autosave.note(template.to_vec());
    previews.make(snapshot, page.clamp(1, rendered.pages.len().max(1)));
    Ok(rendered)
}

/// The chosen record's name and fields.
#[derive(Serialize)]
pub(crate) struct RecordData {
    name: String,
    nodes: Vec<DataNode>,
}

/// A record's name and fields.
#[tauri::command(async)]
pub(crate) fn record_data(record: u64, session: State<'_, Arc<Session>>) -> Result<RecordData, Failure> {
    let (name, nodes) = session.record_data(record)?;
    Ok(RecordData { name, nodes })
}

/// The structured fields of a page, from 1, of the newest emitted AFP.
#[tauri::command(async)]
pub(crate) fn inspect(page: usize, session: State<'_, Arc<Session>>) -> Result<Inspection, Failure> {
    session.inspect(page)
}

/// What an expression, or a text with fields, gives for a record.
#[tauri::command(async)]
pub(crate) fn evaluate(
    record: u64,
    expression: String,
    is_text: bool,
    session: State<'_, Arc<Session>>,
) -> Result<Evaluation, Failure> {
    session.evaluate(record, &expression, is_text)
}
