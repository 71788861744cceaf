//! A file opened for reading: what it shares, what it holds, and its pages one at a time.

use std::io;
use std::sync::Arc;

use afp_codec::framing::{DETECTION_BYTES, Detection, Framing, Resume};
use afp_codec::{Name, Records};
use diagnostics::{Code, Diagnostics};
use fonts::Face;
use scene::{Definitions, DocumentInfo, Event, Include, IncludeId, IncludeKind, IndexEntry, Page};
use units::Size;

use crate::external::{Libraries, Shelves};
use crate::findings::Findings;
use crate::foca::FontMapping;
use crate::geometry::Units;
use crate::index::{Indexer, Mark, PageContent, PageEntry, Resource, ResourceKind, Step};
use crate::interpret::{Interpreter, MOST_FIELDS, SHORTEST_FIELD, first_page_units};
use crate::library::{Growth, Library};
use crate::line_data;
use crate::pictures::{GROWTH, PICTURES, Pictures};
use crate::source::{Bytes, ReadSeek, Source};
use crate::store::Store;

/// Bytes that are read at once while the index is built.
const WINDOW: u64 = 4 << 20;

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
    /// The page.
    pub page: Page,
    /// What its ids point into: what the file shares, and the pictures that stand in the page itself behind them.
    pub definitions: Arc<Definitions>,
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

/// How far the index of a file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Pages found so far.
    pub pages: usize,
    /// Bytes gone over.
    pub read: u64,
    /// Bytes of the file.
    pub length: u64,
}

impl Progress {
    /// Whether the whole file was gone over, and all its pages are known.
    pub fn is_complete(self) -> bool {
        self.read >= self.length
    }
}

/// An AFP file: fonts, pictures and overlays read, pages found. Drawing a page changes nothing, so pages can be drawn
/// on several threads.
///
/// A file in memory is gone over when it is opened. One that is streamed is gone over by [`AfpDocument::advance`] as
/// far as the caller likes; the pages found so far can be drawn. What is held in memory is the index, the resources and
/// the page being drawn.
#[derive(Debug)]
pub struct AfpDocument {
    source: Source,
    options: ReadOptions,
    framing: Detection,
    indexer: Indexer,
    /// Where the index goes on.
    at: u64,
    resume: Resume,
    shelves: Shelves,
    library: Library,
    findings: Findings,
    /// Without findings, to begin other lists with.
    empty: Findings,
    /// Places of the file, ascending, each with the places of the Begin fields that are open there.
    checkpoints: Vec<(u64, Vec<u64>)>,
}

impl AfpDocument {
    /// Opens a file that is in memory. Never fails: what cannot be understood is in the diagnostics, and the rest is
    /// there.
    pub fn open(bytes: impl Into<Arc<[u8]>>, options: &ReadOptions) -> Self {
        let mut document = Self::begin(Source::Memory(bytes.into()), options);
        document.advance(u64::MAX);
        document
    }

    /// Opens a file that is read as it is needed. Only its beginning is read, up to the first page or
    /// a few megabytes; [`AfpDocument::advance`] goes on.
    ///
    /// # Errors
    /// When the length of the file cannot be found.
    pub fn open_stream(reader: impl ReadSeek + 'static, options: &ReadOptions) -> io::Result<Self> {
        let mut document = Self::begin(Source::stream(Box::new(reader))?, options);
        document.advance(WINDOW);
        Ok(document)
    }

    fn begin(source: Source, options: &ReadOptions) -> Self {
        let mut findings = Findings::new(&options.name);
        let head = source.bytes(0, DETECTION_BYTES as u64).unwrap_or_else(|error| unreadable(0, &error, &mut findings));
        let framing = Framing::detect(&head);
        let empty = findings.fresh();
        Self {
            options: options.clone(),
            framing,
            indexer: Indexer::new(framing.framing),
            at: 0,
            resume: Resume::default(),
            shelves: Shelves::new(&options.libraries),
            library: Library::new(Store::behind(source.length())),
            findings,
            empty,
            checkpoints: Vec::new(),
            source,
        }
    }

    /// Goes on building the index, over at least so many bytes of the file if there are as many.
    pub fn advance(&mut self, bytes: u64) -> Progress {
        let stop = self.at.saturating_add(bytes).min(self.source.length());
        while self.at < stop {
            self.window();
        }
        self.settle();
        self.progress()
    }

    /// How far the index has come.
    pub fn progress(&self) -> Progress {
        Progress { pages: self.indexer.index.pages.len(), read: self.at, length: self.source.length() }
    }

    /// Goes over some of the file.
    fn window(&mut self) {
        let length = self.source.length();
        self.checkpoints.push((self.at, self.indexer.open().collect()));
        let end = self.at.saturating_add(WINDOW).min(length);
        let bytes = match self.source.bytes(self.at, end) {
            Ok(bytes) if bytes.len() as u64 == end - self.at => bytes,
            // What cannot be read ends the file.
            other => {
                let error = other.err().unwrap_or_else(|| io::ErrorKind::UnexpectedEof.into());
                unreadable(self.at, &error, &mut self.findings);
                self.indexer.finish(self.at, &mut self.findings);
                self.at = length;
                return;
            }
        };
        let framing = self.framing.framing;
        let records = if end == length { Records::stretch } else { Records::partial };
        let mut records = records(&bytes, self.at, framing).resume(self.resume);
        self.indexer.take(&mut records, &mut self.findings);
        self.at = records.offset();
        self.resume = records.state();
        if self.at >= length {
            self.indexer.finish(length, &mut self.findings);
        }
    }

    /// Reads what the index found since the last time: resources, fonts that are asked for, includes.
    fn settle(&mut self) {
        let index = &mut self.indexer.index;
        let resources = std::mem::take(&mut index.resources);
        let wanted = std::mem::take(&mut index.wanted.references);
        let mut growth = Growth { requests: std::mem::take(&mut index.requests), pieces: Vec::new() };
        for resource in &resources {
            match self.source.bytes(resource.start, resource.end) {
                Ok(bytes) => self.library.store.hold(resource.start, bytes, self.framing.framing),
                Err(error) => {
                    unreadable(resource.start, &error, &mut self.findings);
                }
            }
            growth.pieces.push(resource.start);
        }
        self.library.add_resources(resources);
        let library = &mut self.library;
        library.resolve(&mut self.shelves, wanted, &mut growth, &mut self.findings);
        if self.at >= self.source.length() {
            library.resolve_form_map(&mut self.shelves, &mut growth, &mut self.findings);
        }
        library.grow(growth, index.characters.number(), &self.options, &mut self.findings);
        if library.segment_units.is_none() {
            let first = index.pages.iter().find(|page| matches!(page.content, PageContent::Fields { .. }));
            let bytes = first.and_then(|page| Some((page.start, self.source.bytes(page.start, page.end).ok()?)));
            library.segment_units = bytes
                .and_then(|(start, bytes)| first_page_units(Records::stretch(&bytes, start, self.framing.framing)));
        }
        // Offsets inside page segments count in the units of the first page.
        if library.segment_units.is_some() || self.at >= self.source.length() {
            make_includes(library, &mut self.findings);
        }
        self.empty = self.findings.fresh();
    }

    /// How the structured fields stand in the file, and what speaks for that.
    pub fn framing(&self) -> Detection {
        self.framing
    }

    /// Faces, pictures, overlays and segments that the pages refer to, without the pictures that stand in pages.
    pub fn definitions(&self) -> &Definitions {
        &self.library.definitions
    }

    /// What was found while opening, each with its byte of the file.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.findings.list
    }

    /// How many pages the file has, over all its documents; of a file that is streamed, how many were found so far.
    pub fn page_count(&self) -> usize {
        self.indexer.index.pages.len()
    }

    /// What stands in the file about a page, by its number from 0.
    pub fn page_summary(&self, number: usize) -> Option<PageSummary> {
        let entry = self.indexer.index.pages.get(number)?;
        Some(PageSummary {
            name: entry.name.map(Name::text).unwrap_or_default(),
            number: entry.number,
            bytes: (entry.start, entry.end),
            index: entry.index.clone(),
        })
    }

    /// The number from 0 of the page that has a byte of the file.
    pub fn page_at(&self, offset: u64) -> Option<usize> {
        let pages = &self.indexer.index.pages;
        let after = pages.partition_point(|page| page.start <= offset);
        let number = after.checked_sub(1)?;
        pages.get(number).filter(|page| offset < page.end).map(|_| number)
    }

    pub(crate) fn library(&self) -> &Library {
        &self.library
    }

    /// Links, comments and elements of the document index, in their order.
    pub fn marks(&self) -> &[Mark] {
        &self.indexer.index.marks
    }

    /// The resource group before a page.
    pub(crate) fn page_group(&self, number: usize) -> Option<u32> {
        self.indexer.index.pages.get(number).map(|page| page.group)
    }

    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    /// The nearest known place before an offset, and the places of the Begin fields that are open there.
    pub(crate) fn checkpoint(&self, offset: u64) -> (u64, Vec<u64>) {
        let after = self.checkpoints.partition_point(|(at, _)| *at <= offset);
        after.checked_sub(1).and_then(|place| self.checkpoints.get(place)).cloned().unwrap_or_default()
    }

    /// From where to where the page or resource goes that has an offset.
    pub(crate) fn object_around(&self, offset: u64) -> Option<(u64, u64)> {
        if let Some(page) = self.page_at(offset) {
            return self.indexer.index.pages.get(page).map(|page| (page.start, page.end));
        }
        let mut resources = self.library.resources().iter();
        resources.find(|one| (one.start..one.end).contains(&offset)).map(|one| (one.start, one.end))
    }

    /// A finding that an overlay is missing which a medium map names.
    pub(crate) fn missing_overlay(&self, name: Name) -> Diagnostics {
        let mut findings = self.empty.fresh();
        let kind = ResourceKind::Overlay.word();
        findings.add(Code::AfpResourceMissing, 0, &[("kind", kind), ("name", &name.text())]);
        findings.list
    }

    /// Documents, groups, medium maps and pages in their order.
    pub fn steps(&self) -> &[Step] {
        &self.indexer.index.steps
    }

    /// Draws a page, by its number from 0.
    pub fn page(&self, number: usize) -> Option<ReadPage> {
        self.page_with(number, &[])
    }

    /// Draws a page without the text of some suppressions.
    pub(crate) fn page_with(&self, number: usize, suppressions: &[u8]) -> Option<ReadPage> {
        let entry = self.indexer.index.pages.get(number)?;
        let mut findings = self.empty.fresh();
        let bytes = self.source.bytes(entry.start, entry.end);
        let bytes = bytes.unwrap_or_else(|error| unreadable(entry.start, &error, &mut findings));
        let records = Records::stretch(&bytes, entry.start, self.framing.framing);
        let (size, content, definitions) = match entry.content {
            PageContent::Lines(control) => {
                let (size, content) = line_data::draw(records, control, self.indexer.index.characters, &self.library);
                (size, content, self.library.definitions.clone())
            }
            PageContent::Fields { pictures } => self.fields(entry, records, (pictures, suppressions), &mut findings),
        };
        let page = Page { size, content, index: entry.index.clone(), number: entry.number, ..Page::default() };
        Some(ReadPage { page, definitions, diagnostics: findings.list })
    }

    fn fields(
        &self,
        entry: &PageEntry,
        records: Records<'_>,
        (has_pictures, suppressions): (bool, &[u8]),
        findings: &mut Findings,
    ) -> (Size, scene::Content, Arc<Definitions>) {
        let first = u32::try_from(self.library.definitions.images.len()).unwrap_or(u32::MAX);
        let budget = PICTURES + (entry.end - entry.start).saturating_mul(GROWTH);
        let mut pictures = Pictures::new(first, budget);
        if has_pictures {
            pictures.collect(records.clone(), findings, |_, _| {});
        }
        let images = std::mem::take(&mut pictures.images);
        let definitions = if images.is_empty() {
            self.library.definitions.clone()
        } else {
            let mut own = Definitions::clone(&self.library.definitions);
            own.images.extend(images);
            Arc::new(own)
        };
        let length = usize::try_from(entry.end - entry.start).unwrap_or(usize::MAX);
        let mut interpreter = Interpreter::page(&self.library, &pictures, (length, entry.group), findings);
        interpreter.suppressions = suppressions;
        interpreter.draw(records);
        let (environment, content) = interpreter.finish();
        // A page without descriptor has the size that the device gives it; here that is A4.
        let size = if environment.size == Size::default() { Size::A4 } else { environment.size };
        (size, content, definitions)
    }

    /// The file as the events of a job, its pages drawn as they come. What is found while drawing is in
    /// [`AfpDocument::page`] only.
    pub fn events(&self) -> impl Iterator<Item = Event> + '_ {
        self.steps().iter().filter_map(|step| {
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

/// Tells that a part of the file cannot be read, and stands in for it.
fn unreadable(offset: u64, error: &io::Error, findings: &mut Findings) -> Bytes {
    let file = findings.file_of(offset);
    findings.add(Code::FileUnreadable, offset, &[("file", &file), ("reason", &error.to_string())]);
    Bytes::Read(Vec::new())
}

/// Overlays and page segments that were not drawn yet, drawn once.
pub(crate) fn make_includes(library: &mut Library, findings: &mut Findings) {
    // As many as the resources can hold, and those of repeated inclusions.
    let length = usize::try_from(library.store.length()).unwrap_or(usize::MAX);
    let mut fields_left = MOST_FIELDS + length / SHORTEST_FIELD;
    let is_new = |resource: &&Resource| {
        let is_include = matches!(resource.kind, ResourceKind::Overlay | ResourceKind::Segment);
        is_include && !library.includes.contains_key(&resource.start)
    };
    let mut made = Vec::new();
    for resource in library.resources().iter().filter(is_new) {
        let kind = if resource.kind == ResourceKind::Overlay { IncludeKind::Overlay } else { IncludeKind::PageSegment };
        let units = library.segment_units.unwrap_or_else(Units::standard);
        let mut interpreter = Interpreter::resource(library, units, resource, fields_left, findings);
        interpreter.draw(library.store.records(resource.start, resource.end));
        fields_left = interpreter.fields_left();
        let (environment, content) = interpreter.finish();
        let name = resource.names.first().copied().unwrap_or_default();
        let include = Include { name: name.text(), kind, size: environment.size, content, library: None };
        made.push((resource.start, include));
    }
    if made.is_empty() {
        return;
    }
    let definitions = Arc::make_mut(&mut library.definitions);
    for (start, include) in made {
        let Ok(id) = u32::try_from(definitions.includes.len()) else { break };
        library.includes.insert(start, IncludeId(id));
        definitions.includes.push(include);
    }
}
