//! What the engine made of the open template: asked for after each finished edit, newest first.
//!
//! Every request carries a revision, counted up. While one is on its way no other is sent; what changed meanwhile
//! goes with the next. So a slow machine skips revisions instead of falling behind.

use leptos::prelude::*;
use protocol::{DataNode, Difference, Geometry, Inspection, Previewed, Rendered};
use serde::Deserialize;
use serde_json::json;

use crate::designer::Designer;
use crate::native;

/// The record chosen, with its values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct RecordData {
    /// Its name, from the data; may be empty.
    pub(crate) name: String,
    /// Its fields.
    pub(crate) nodes: Vec<DataNode>,
}

/// The newest answers.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    /// The chosen record, from 1; 0 where there is no data.
    pub(crate) record: RwSignal<u64>,
    /// Records in the data file.
    pub(crate) records: RwSignal<u64>,
    /// The newest laid-out pages.
    pub(crate) rendered: RwSignal<Option<Rendered>>,
    /// Where things are on each of them, from page 1.
    pub(crate) geometry: RwSignal<Vec<Geometry>>,
    /// The newest outputs.
    pub(crate) previewed: RwSignal<Option<Previewed>>,
    /// How far the outputs compared last differ.
    pub(crate) difference: RwSignal<Option<Difference>>,
    /// The chosen record's values.
    pub(crate) data: RwSignal<RecordData>,
    /// The inspected page of the emitted AFP.
    pub(crate) inspection: RwSignal<Option<Inspection>>,
    /// The newest revision asked for.
    revision: StoredValue<u64>,
    is_asking: StoredValue<bool>,
    is_waiting: StoredValue<bool>,
}

impl Live {
    /// Nothing yet; listens to the shell.
    pub(crate) fn new() -> Self {
        let live = Self {
            record: RwSignal::new(0),
            records: RwSignal::new(0),
            rendered: RwSignal::new(None),
            geometry: RwSignal::new(Vec::new()),
            previewed: RwSignal::new(None),
            difference: RwSignal::new(None),
            data: RwSignal::new(RecordData::default()),
            inspection: RwSignal::new(None),
            revision: StoredValue::new(0),
            is_asking: StoredValue::new(false),
            is_waiting: StoredValue::new(false),
        };
        native::listen("previewed", move |previewed: Previewed| {
            if live
                .previewed
                .with_untracked(|last| last.as_ref().is_none_or(|last| last.revision <= previewed.revision))
            {
                if previewed.difference.is_some() {
                    live.difference.set(previewed.difference.clone());
                }
                live.previewed.set(Some(previewed));
            }
        });
        live
    }

    /// Forgets everything about a template.
    pub(crate) fn clear(self) {
        self.rendered.set(None);
        self.geometry.set(Vec::new());
        self.previewed.set(None);
        self.difference.set(None);
        self.data.set(RecordData::default());
        self.inspection.set(None);
    }

    /// Asks for the pages of the template as it is now.
    pub(crate) fn ask(self, designer: Designer) {
        if self.is_asking.get_value() {
            self.is_waiting.set_value(true);
            return;
        }
        let Some(template) = designer.editing.template_text() else { return };
        let revision = self.revision.get_value() + 1;
        self.revision.set_value(revision);
        self.is_asking.set_value(true);
        let record = self.record.get_untracked();
        let page = untrack(|| designer.page_in_view()) as u64 + 1;
        native::spawn(async move {
            let numbers = [("revision", revision), ("record", record), ("page", page)];
            match native::send::<Rendered>("render", template.as_bytes(), &numbers).await {
                Ok(rendered) => self.take(rendered).await,
                Err(failure) => designer.report(failure),
            }
            self.is_asking.set_value(false);
            if self.is_waiting.get_value() {
                self.is_waiting.set_value(false);
                self.ask(designer);
            }
        });
    }

    async fn take(self, rendered: Rendered) {
        let mut geometry = Vec::new();
        for page in 1..=rendered.pages.len() {
            let address = native::preview_address(&format!("{}/geometry/{page}", rendered.revision));
            let bytes = native::fetch_bytes(&address).await.unwrap_or_default();
            geometry.push(Geometry::from_bytes(&bytes).unwrap_or_default());
        }
        // A failed layout has no pages: the last good ones stay, with the problems of the new one.
        if rendered.pages.is_empty() {
            self.rendered.update(|last| match last {
                Some(last) => last.problems = rendered.problems,
                None => *last = Some(rendered),
            });
        } else {
            self.geometry.set(geometry);
            self.rendered.set(Some(rendered));
        }
    }

    /// Chooses a record and shows its pages and values.
    pub(crate) fn choose_record(self, designer: Designer, record: u64) {
        let record = record.clamp(u64::from(self.records.get_untracked() > 0), self.records.get_untracked());
        self.record.set(record);
        self.ask(designer);
        self.ask_data(designer);
    }

    /// Asks for the chosen record's values.
    pub(crate) fn ask_data(self, designer: Designer) {
        let record = self.record.get_untracked();
        native::spawn(async move {
            match native::call::<RecordData>("record_data", &json!({ "record": record })).await {
                Ok(data) if self.record.get_untracked() == record => self.data.set(data),
                Ok(_) => {}
                Err(failure) => designer.report(failure),
            }
        });
    }

    /// Asks for the structured fields of a page, from 1, of the newest emitted AFP.
    pub(crate) fn ask_inspection(self, page: usize) {
        native::spawn(async move {
            // The AFP may not be written yet, or have fewer pages: the next one asks again.
            if let Ok(inspection) = native::call::<Inspection>("inspect", &json!({ "page": page })).await {
                self.inspection.set(Some(inspection));
            }
        });
    }

    /// The revision shown.
    pub(crate) fn shown(self) -> Option<u64> {
        self.rendered.with(|rendered| rendered.as_ref().map(|rendered| rendered.revision))
    }
}
