//! A file opened for reading: what it shares, what it holds, and its pages one at a time.

use std::sync::Arc;

use afp_codec::Name;
use diagnostics::Diagnostics;
use fonts::Face;
use scene::{Definitions, DocumentInfo, Event, Include, IncludeId, IncludeKind, IndexEntry, Page};
use units::Size;

use crate::external::{self, Libraries};
use crate::findings::Findings;
use crate::foca::FontMapping;
use crate::geometry::Units;
use crate::index::{self, PageEntry, Resource, ResourceKind, Step};
use crate::interpret::{Interpreter, MOST_FIELDS, SHORTEST_FIELD, first_page_units};
use crate::library::Library;

/// How a file is read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The file's name, for diagnostics.
    pub name: String,
    /// Where resources are looked for that the file names and does not carry.
    pub libraries: Libraries,
    /// Faces to show in the place of fonts that the file does not carry; the nearest by family, weight and slope.
    pub substitutes: Vec<Face>,
    /// What the fonts are that a file only names.
    pub mapping: FontMapping,
}

/// A page and what was found while drawing it.
#[derive(Clone, Debug, Default)]
pub struct ReadPage {
    /// The page; its ids point into [`AfpDocument::definitions`].
    pub page: Page,
    /// Findings, each with its byte of the file.
    pub diagnostics: Diagnostics,
}

/// What a file holds at a page, without drawing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSummary {
    /// The name that its Begin Page field gives.
    pub name: String,
    /// Its number in its document, from 1.
    pub number: u32,
    /// File offsets of its first and after its last byte.
    pub bytes: (u64, u64),
    /// Its index values.
    pub index: Vec<IndexEntry>,
}

/// An AFP file: fonts, pictures and overlays read, pages found. Drawing a page changes nothing, so pages can be drawn
/// on several threads.
#[derive(Debug)]
pub struct AfpDocument {
    bytes: Arc<[u8]>,
    /// Bytes of the file itself; behind them are those of library files.
    own_length: u64,
    library: Library,
    pages: Vec<PageEntry>,
    steps: Vec<Step>,
    diagnostics: Diagnostics,
    findings: Findings,
}

impl AfpDocument {
    /// Opens a file. Never fails: what cannot be understood is in the diagnostics, and the rest is there.
    pub fn open(bytes: impl Into<Arc<[u8]>>, options: &ReadOptions) -> Self {
        let bytes: Arc<[u8]> = bytes.into();
        let own_length = bytes.len() as u64;
        let mut findings = Findings::new(&options.name);
        let index = index::scan(&bytes, &mut findings);
        let gathered = external::gather(bytes, index.resources, &options.libraries, &mut findings);
        let bytes = gathered.bytes.clone();
        let code_page = index.characters.number();
        let mut library = Library::collect(gathered, code_page, options, &mut findings);
        library.segment_units = index.pages.first().and_then(|page| first_page_units(&bytes, page.start));
        let includes = read_includes(&bytes, &library, &mut findings);
        for (number, (kind, name, include)) in includes.into_iter().enumerate() {
            let Ok(id) = u32::try_from(number) else { break };
            library.includes.insert((kind, name), IncludeId(id));
            library.definitions.includes.push(include);
        }
        let empty = findings.fresh();
        let (pages, steps) = (index.pages, index.steps);
        Self { bytes, own_length, library, pages, steps, diagnostics: findings.list, findings: empty }
    }

    /// Faces, pictures, overlays and segments that the pages refer to.
    pub fn definitions(&self) -> &Definitions {
        &self.library.definitions
    }

    /// What was found while opening, each with its byte of the file.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// How many pages the file has, over all its documents.
    pub fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// What stands in the file about a page, by its number from 0.
    pub fn page_summary(&self, number: usize) -> Option<PageSummary> {
        let entry = self.pages.get(number)?;
        Some(PageSummary {
            name: entry.name.map(Name::text).unwrap_or_default(),
            number: entry.number,
            bytes: (entry.start, entry.end),
            index: entry.index.clone(),
        })
    }

    /// Documents, groups, medium maps and pages in their order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// All resources, the bytes that they lie in, and how many of those bytes are the file's own.
    pub(crate) fn resources(&self) -> (&[Resource], &[u8], u64) {
        (&self.library.resources, &self.bytes, self.own_length)
    }

    /// Draws a page, by its number from 0.
    pub fn page(&self, number: usize) -> Option<ReadPage> {
        let entry = self.pages.get(number)?;
        let mut findings = self.findings.fresh();
        let mut interpreter = Interpreter::page(&self.bytes, &self.library, &mut findings);
        interpreter.draw(entry.start, entry.end);
        let (environment, content) = interpreter.finish();
        // A page without descriptor has the size that the device gives it; here that is A4.
        let size = if environment.size == Size::default() { Size::A4 } else { environment.size };
        let page = Page { size, content, index: entry.index.clone(), number: entry.number, ..Page::default() };
        Some(ReadPage { page, diagnostics: findings.list })
    }

    /// The file as the events of a job, its pages drawn as they come. What is found while drawing is in
    /// [`AfpDocument::page`] only.
    pub fn events(&self) -> impl Iterator<Item = Event> + '_ {
        self.steps.iter().filter_map(|step| {
            Some(match step {
                Step::DocumentBegin(title) => {
                    Event::DocumentBegin(DocumentInfo { title: title.clone(), ..DocumentInfo::default() })
                }
                Step::GroupBegin(group) => Event::GroupBegin(group.clone()),
                Step::MediumMap(name) => Event::MediumMap(name.clone()),
                Step::Page(number) => Event::Page(self.page(*number)?.page),
                Step::GroupEnd => Event::GroupEnd,
                Step::DocumentEnd => Event::DocumentEnd,
            })
        })
    }
}

/// Overlays and page segments, drawn once.
pub(crate) fn read_includes(
    bytes: &[u8],
    library: &Library,
    findings: &mut Findings,
) -> Vec<(ResourceKind, Name, Include)> {
    let mut includes = Vec::new();
    // As many as the file can hold, and those of repeated inclusions.
    let mut fields_left = MOST_FIELDS + bytes.len() / SHORTEST_FIELD;
    for resource in &library.resources {
        let kind = match resource.kind {
            ResourceKind::Overlay => IncludeKind::Overlay,
            ResourceKind::Segment => IncludeKind::PageSegment,
            _ => continue,
        };
        let name = resource.names.first().copied().unwrap_or_default();
        let units = library.segment_units.unwrap_or_else(Units::standard);
        let mut interpreter =
            Interpreter::resource(bytes, library, units, (resource.kind, name), fields_left, findings);
        interpreter.draw(resource.start, resource.end);
        fields_left = interpreter.fields_left();
        let (environment, content) = interpreter.finish();
        let include = Include { name: name.text(), kind, size: environment.size, content, library: None };
        includes.push((resource.kind, name, include));
    }
    includes
}
