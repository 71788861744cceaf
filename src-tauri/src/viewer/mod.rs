//! AFP files of any origin, opened read-only: their pages, and their structure byte by byte.
//!
//! In: a path. Out: parts, fields, pages with the bytes that drew each item, pictures, places found. A part is a page, a
//! resource, or the fields between them; nothing larger than a part is ever decoded at once.

mod fields;
mod groups;
mod page;
mod parts;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use formwright::afp_read::{AfpDocument, Libraries};
use formwright::raster::Caches;
use formwright::{Document, FontMapping};
use protocol::{
    Failure, PartKind, SearchAnswer, Viewed, ViewedDetail, ViewedFields, ViewedGroup, ViewedPage, ViewedPart,
};

use crate::session::{failure, problems};
use parts::Part;

/// Resources that are listed.
const MOST_RESOURCES: usize = 2_000;

/// Rows of a list that are answered at once.
const MOST_ROWS: usize = 500;

/// The file being looked at.
#[derive(Default)]
pub(crate) struct Viewer {
    open: Mutex<Option<Arc<OpenFile>>>,
    generation: Mutex<u64>,
    caches: Mutex<Option<Caches>>,
}

/// A file opened; it never changes.
struct OpenFile {
    generation: u64,
    name: String,
    bytes: Arc<[u8]>,
    document: Box<AfpDocument>,
    parts: Vec<Part>,
    groups: Vec<groups::Group>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is behind these locks is replaced whole, so it is good even where a thread panicked.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn nothing_open() -> Failure {
    Failure::new("nothing-open", "no AFP file is open")
}

/// Whether a file is AFP by how it begins.
pub(crate) fn is_afp(path: &Path) -> bool {
    use std::io::Read;

    let mut head = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(1_024).read_to_end(&mut head));
    // A structured field: 5A, two bytes of length, then a code that begins with D3.
    read.is_ok() && head.windows(4).any(|window| window[0] == 0x5A && window[3] == 0xD3) && !head.starts_with(b"PK")
}

impl Viewer {
    /// Opens a file, with places to look for resources that it does not carry.
    pub(crate) fn open(&self, path: &Path, libraries: Libraries) -> Result<Viewed, Failure> {
        let name = path.display().to_string();
        let bytes: Arc<[u8]> = std::fs::read(path)
            .map_err(|error| {
                Failure::new("file-unreadable", format!("{name} cannot be read: {error}"))
                    .hint("check the path and the permission")
            })?
            .into();
        let document = Document::open_with(&name, Arc::clone(&bytes), libraries, FontMapping::default())
            .map_err(|diagnostic| failure(&diagnostic))?;
        let Document::Afp(document) = document else {
            return Err(Failure::new("format-unknown", format!("{name} is no AFP file")));
        };
        let generation = {
            let mut generation = lock(&self.generation);
            *generation += 1;
            *generation
        };
        let parts = parts::scan(&bytes, &document);
        let groups = groups::of(&document);
        let file = OpenFile { generation, name, bytes, document, parts, groups };
        let viewed = file.viewed();
        *lock(&self.caches) = None;
        *lock(&self.open) = Some(Arc::new(file));
        Ok(viewed)
    }

    /// Forgets the file.
    pub(crate) fn close(&self) {
        *lock(&self.open) = None;
        *lock(&self.caches) = None;
    }

    fn file(&self) -> Result<Arc<OpenFile>, Failure> {
        lock(&self.open).clone().ok_or_else(nothing_open)
    }

    /// Parts from a number on.
    pub(crate) fn parts(&self, from: usize, count: usize) -> Result<Vec<ViewedPart>, Failure> {
        let file = self.file()?;
        let end = from.saturating_add(count.min(MOST_ROWS)).min(file.parts.len());
        Ok((from.min(end)..end).filter_map(|number| file.part(number)).collect())
    }

    /// Groups of the index from a number on.
    pub(crate) fn groups(&self, from: usize, count: usize) -> Result<Vec<ViewedGroup>, Failure> {
        let file = self.file()?;
        let groups = file.groups.iter().enumerate().skip(from).take(count.min(MOST_ROWS));
        Ok(groups.map(|(number, group)| group.viewed(number, &file.document)).collect())
    }

    /// The fields of a part.
    pub(crate) fn fields(&self, part: usize) -> Result<ViewedFields, Failure> {
        self.file()?.fields(part).ok_or_else(|| no_part(part))
    }

    /// All that a row of a part says.
    pub(crate) fn detail(&self, part: usize, offset: u64, length: u64) -> Result<ViewedDetail, Failure> {
        self.file()?.detail(part, offset, length).ok_or_else(|| no_part(part))
    }

    /// Looks for a text in names and meanings, or for an offset such as `0x1A40`, from an offset on.
    pub(crate) fn search(&self, text: &str, from: u64) -> Result<SearchAnswer, Failure> {
        Ok(self.file()?.search(text, from))
    }

    /// A page, from 1, with what drew it.
    pub(crate) fn page(&self, page: usize) -> Result<ViewedPage, Failure> {
        self.file()?.page(page).ok_or_else(|| no_page(page))
    }

    /// The picture of a page, from 1, as PNG.
    pub(crate) fn picture(&self, generation: u64, page: usize, scale: f64) -> Result<Vec<u8>, Failure> {
        let file = self.file()?;
        if file.generation != generation {
            return Err(Failure::new("no-revision", "this file is not open any more"));
        }
        let caches = lock(&self.caches).take().unwrap_or_default();
        let (picture, caches) = file.picture(page, scale, caches);
        *lock(&self.caches) = Some(caches);
        picture
    }
}

fn no_part(part: usize) -> Failure {
    Failure::new("no-part", format!("the file has no part {part}"))
}

fn no_page(page: usize) -> Failure {
    Failure::new("no-page", format!("there is no page {page}"))
}

impl OpenFile {
    fn viewed(&self) -> Viewed {
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let resources = (0..self.parts.len())
            .filter(|number| self.parts.get(*number).is_some_and(|part| part.kind == PartKind::Resource))
            .take(MOST_RESOURCES)
            .filter_map(|number| self.part(number))
            .collect();
        let mut fonts: Vec<String> =
            self.document.definitions().faces.iter().map(|face| face.full_name().to_owned()).collect();
        fonts.sort();
        fonts.dedup();
        Viewed {
            generation: self.generation,
            path: self.name.clone(),
            bytes: self.bytes.len() as u64,
            pages: count(self.document.page_count()),
            parts: count(self.parts.len()),
            groups: count(self.groups.len()),
            resources,
            fonts,
            problems: problems(self.document.diagnostics()),
        }
    }
}
