//! One record after another into pages.

use std::sync::Arc;

use diagnostics::{Code, Diagnostic, Diagnostics, ObjectId};
use expression::{Environment, Value};
use scene::{Definitions, GroupInfo, IndexEntry, Item, Origin, Page};
use units::{Point, QuarterTurn};

use crate::PageGeometry;
use crate::compile::{Compiled, IndexSource};
use crate::compositor::Compositor;
use crate::flow::{PageDraft, flow};
use crate::plan::TextSource;

/// How often the flow is laid out until the number of pages that it shows is the number it has.
const MOST_PASSES: usize = 4;

/// Lays out records with what it remembers of those before; one for each thread.
pub struct Worker<'c> {
    compiled: &'c Compiled,
    compositor: Compositor<'c>,
    with_geometry: bool,
}

/// The pages of a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LaidOut {
    /// The pages, in order; their ids point into [`Compiled::definitions`].
    pub pages: Vec<Page>,
    /// Where everything on each page is; empty unless asked for.
    pub geometry: Vec<PageGeometry>,
    /// The record's page group: its name and what an archive finds it by.
    pub group: GroupInfo,
    /// The title of the record's document.
    pub title: String,
    /// What was found on the way.
    pub diagnostics: Diagnostics,
}

impl<'c> Worker<'c> {
    /// A worker that remembers nothing yet.
    pub fn new(compiled: &'c Compiled) -> Self {
        Self { compiled, compositor: Compositor::new(&compiled.stock), with_geometry: false }
    }

    /// From now on tells where everything is, or not.
    #[must_use]
    pub fn with_geometry(mut self, with_geometry: bool) -> Self {
        self.with_geometry = with_geometry;
        self
    }

    /// The tables that pages point into.
    pub fn definitions(&self) -> &'c Arc<Definitions> {
        self.compiled.definitions()
    }

    /// Lays out a record; `number` is its number in the data, from 1. The same record gives the same pages whatever
    /// was laid out before.
    pub fn lay_out(&mut self, record: &Value, number: u64) -> LaidOut {
        let compiled = self.compiled;
        let environment = compiled.stock.environment(record, number);
        let variables = compiled.variables.evaluate(&environment);
        for (place, finding) in variables.findings {
            if let Some(id) = compiled.variable_ids.get(place) {
                self.compositor.note_findings(vec![finding], *id, "value", &environment);
            }
        }
        let environment = Environment { variables: &variables.values, ..environment };
        let before = self.compositor.take_diagnostics();
        let drafts = self.settle(environment);
        let total = u32::try_from(drafts.len()).unwrap_or(u32::MAX);
        let environment = Environment { pages: Some(total), ..environment };
        let mut laid_out = LaidOut::default();
        for (draft, page) in drafts.into_iter().zip(1u32..) {
            let environment = Environment { page: Some(page), ..environment };
            self.finish(draft, number, page, &environment, &mut laid_out);
        }
        laid_out.title = self.compositor.text(&compiled.title, compiled.id, "title", &environment).into_owned();
        laid_out.group = self.group(&environment, number);
        laid_out.diagnostics = before;
        laid_out.diagnostics.append(self.compositor.take_diagnostics());
        laid_out
    }

    /// What a record is called in lists, where the template says.
    pub fn label(&mut self, record: &Value, number: u64) -> Option<String> {
        let label = self.compiled.label.as_ref()?;
        let environment = self.compiled.stock.environment(record, number);
        let variables = self.compiled.variables.evaluate(&environment);
        let outcome = label.evaluate(&Environment { variables: &variables.values, ..environment });
        Some(outcome.value.to_string())
    }

    /// The flows of all sections, again where they show another number of pages than they have.
    fn settle(&mut self, environment: Environment<'_>) -> Vec<PageDraft> {
        let compiled = self.compiled;
        if !compiled.flow_counts_pages {
            return self.flows(environment);
        }
        let mut pages = 1;
        for _ in 1..MOST_PASSES {
            let drafts = self.flows(Environment { pages: Some(pages), ..environment });
            let count = u32::try_from(drafts.len()).unwrap_or(u32::MAX);
            if count == pages {
                return drafts;
            }
            // What was found belongs to pages that are not.
            let _ = self.compositor.take_diagnostics();
            pages = count;
        }
        let drafts = self.flows(Environment { pages: Some(pages), ..environment });
        if u32::try_from(drafts.len()).ok() != Some(pages) {
            self.compositor.note(Diagnostic::new(Code::LayoutUnsettled), compiled.id, None, &environment);
        }
        drafts
    }

    fn flows(&mut self, environment: Environment<'_>) -> Vec<PageDraft> {
        let compiled = self.compiled;
        let mut drafts = Vec::new();
        for section in &compiled.sections {
            if self.compositor.holds(section.when.as_ref(), section.id, "when", &environment) {
                flow(compiled, section, &mut self.compositor, environment, self.with_geometry, &mut drafts);
            }
        }
        drafts
    }

    /// Puts the master's content below what flowed.
    fn finish(
        &mut self,
        draft: PageDraft,
        record: u64,
        number: u32,
        environment: &Environment<'_>,
        laid_out: &mut LaidOut,
    ) {
        let PageDraft { master, mut canvas } = draft;
        let Some(master) = self.compiled.masters.get(master) else { return };
        let mark = canvas.mark();
        canvas.has_spilled();
        if let Some(include) = master.overlay {
            let item = Item::Include { include, at: Point::ORIGIN, turn: QuarterTurn::Zero };
            canvas.push(item, Origin::object(master.id));
        }
        for object in master.objects.iter().filter(|object| !object.in_overlay) {
            canvas.object(&object.plan, Point::ORIGIN, &mut self.compositor, environment);
        }
        if canvas.has_spilled() && master.overlay.is_some() {
            canvas.cut_back(mark);
            for object in &master.objects {
                canvas.object(&object.plan, Point::ORIGIN, &mut self.compositor, environment);
            }
            canvas.send_to_back(mark);
        } else {
            canvas.send_to_back(mark);
            canvas.put_geometry_below(&master.overlay_geometry);
        }
        let (content, geometry) = canvas.finish();
        let page = Page {
            size: master.size,
            content,
            index: self.index(&self.compiled.page_index, environment),
            medium_map: self.medium_map(master.medium_map.as_ref(), master.id, environment),
            record: Some(record),
            number,
        };
        laid_out.pages.push(page);
        if self.with_geometry {
            laid_out.geometry.push(geometry);
        }
    }

    fn group(&mut self, environment: &Environment<'_>, number: u64) -> GroupInfo {
        let compiled = self.compiled;
        let name = match &compiled.group {
            Some(group) => self.compositor.text(group, compiled.id, "group", environment).into_owned(),
            None => format!("{number:08}"),
        };
        let comment = compiled.comment.as_ref();
        GroupInfo {
            name,
            index: self.index(&compiled.index, environment),
            medium_map: self.medium_map(compiled.medium_map.as_ref(), compiled.id, environment),
            comment: comment
                .map(|comment| self.compositor.text(comment, compiled.id, "comment", environment).into_owned()),
        }
    }

    fn index(&mut self, elements: &[IndexSource], environment: &Environment<'_>) -> Vec<IndexEntry> {
        let mut entry = |element: &IndexSource| IndexEntry {
            name: element.name.clone(),
            value: self.compositor.text(&element.value, element.id, "value", environment).into_owned(),
        };
        elements.iter().map(&mut entry).collect()
    }

    /// The medium map that a text names; none where it is empty, or a form definition at hand has no such map.
    fn medium_map(
        &mut self,
        name: Option<&TextSource>,
        owner: ObjectId,
        environment: &Environment<'_>,
    ) -> Option<String> {
        let name = self.compositor.text(name?, owner, "medium_map", environment).into_owned();
        let maps = &self.compiled.medium_maps;
        if !name.is_empty() && !maps.is_empty() && !maps.contains(&name) {
            let unknown = Diagnostic::new(Code::MediumMapUnknown).with("name", name);
            self.compositor.note(unknown, owner, Some("medium_map"), environment);
            return None;
        }
        Some(name).filter(|name| !name.is_empty())
    }
}

impl std::fmt::Debug for Worker<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Worker").field("with_geometry", &self.with_geometry).finish_non_exhaustive()
    }
}
