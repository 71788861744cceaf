//! The open template on the native side: its files, its data, and the revisions the front end sent.
//!
//! In: template text with a revision and a record. Out: snapshots, from which pictures, geometry, outputs and the
//! inspector's rows are made. It knows nothing of windows and commands.

mod findings;
mod inspection;
mod libraries;
mod records;
mod snapshot;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use expression::Value;
use formwright::afp_read::Libraries;
use formwright::package::{SigningKey, TEMPLATE, sign, write_folder};
use formwright::{JobTime, Prepared, Source};
use protocol::{
    DataNode, Evaluation, Failure, Geometry, Inspection, Library, Opened, PageSize, Picture, Previewed, ResourceKind,
};

pub(crate) use findings::{failure, problems};
pub(crate) use snapshot::Snapshot;

use findings::failures;
use libraries::OpenLibraries;
use records::RecordFile;
use snapshot::Drawer;

/// Revisions kept: the one shown, the one coming, and those whose pictures are still being asked for.
const KEPT: usize = 6;

/// The open template, shared by all threads.
#[derive(Default)]
pub(crate) struct Session {
    open: Mutex<Option<Open>>,
    snapshots: Mutex<VecDeque<Arc<Snapshot>>>,
    drawer: Drawer,
    afp_drawer: Drawer,
    libraries: Mutex<OpenLibraries>,
}

struct Open {
    source: Source,
    path: Option<PathBuf>,
    records: Option<RecordFile>,
    /// The template as it is in the file.
    saved: Vec<u8>,
    /// Assets added since the last save, by name.
    added: Vec<String>,
    /// The template text last made ready, and what came of it: another record needs it again.
    prepared: Option<(Vec<u8>, Arc<Prepared>)>,
}

impl Open {
    /// The template made ready for layout.
    fn prepare(&mut self, template: &[u8]) -> Result<Arc<Prepared>, Failure> {
        if let Some((text, prepared)) = &self.prepared
            && text == template
        {
            return Ok(Arc::clone(prepared));
        }
        self.source = self.source.with_template(text_of(template)?).map_err(|diagnostics| failures(&diagnostics))?;
        let prepared =
            Prepared::leniently(&self.source, JobTime::default()).map_err(|diagnostics| failures(&diagnostics))?;
        let prepared = Arc::new(prepared);
        self.prepared = Some((template.to_vec(), Arc::clone(&prepared)));
        Ok(prepared)
    }
}

/// What is kept of a template with unsaved edits.
pub(crate) struct Unsaved {
    pub(crate) path: Option<String>,
    pub(crate) name: String,
    pub(crate) template: Vec<u8>,
    pub(crate) assets: Vec<(String, Vec<u8>)>,
}

/// A package ready for the outbox.
pub(crate) struct SignedPackage {
    pub(crate) name: String,
    pub(crate) template: String,
    pub(crate) hash: String,
    pub(crate) key: String,
    pub(crate) bytes: Vec<u8>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is behind these locks is replaced whole, so it is good even where a thread panicked.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn nothing_open() -> Failure {
    Failure::new("nothing-open", "no template is open")
}

fn text_of(template: &[u8]) -> Result<&str, Failure> {
    std::str::from_utf8(template).map_err(|_| Failure::new("template", "the template is not in UTF-8"))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Session {
    /// Opens a template folder or package.
    pub(crate) fn open(&self, path: &Path) -> Result<Opened, Failure> {
        let source = Source::open(path).map_err(|diagnostics| failures(&diagnostics))?;
        self.begin(source, Some(path.to_owned()), None)
    }

    /// Opens what the journal kept, with the files of the template it belongs to.
    pub(crate) fn recover(&self, kept: Unsaved) -> Result<Opened, Failure> {
        let path = kept.path.map(PathBuf::from);
        let mut source = match &path {
            Some(path) => Source::open(path).map_err(|diagnostics| failures(&diagnostics))?,
            None => Source::from_package("", formwright::package::Package::new(kept.template.clone()), None)
                .map_err(|diagnostics| failures(&diagnostics))?,
        };
        for (name, bytes) in kept.assets {
            source.package.insert(&name, bytes).map_err(|diagnostic| failure(&diagnostic))?;
        }
        self.begin(source, path, Some(&kept.template))
    }

    fn begin(&self, source: Source, path: Option<PathBuf>, newer: Option<&[u8]>) -> Result<Opened, Failure> {
        let source = source.with_libraries(lock(&self.libraries).libraries.clone());
        let saved = source.template.to_json().into_bytes();
        let shown = newer.unwrap_or(&saved);
        let template = text_of(shown)?.to_owned();
        let (records, data_failure) = match RecordFile::of(&source) {
            Ok(records) => (records, None),
            Err(failure) => (None, Some(failure)),
        };
        let opened = Opened {
            path: path.as_ref().map(|path| path.display().to_string()),
            template,
            records: records.as_ref().map_or(0, RecordFile::count),
            recovered: newer.is_some(),
            data_failure: data_failure.or_else(|| records.as_ref().and_then(RecordFile::fault)),
        };
        *lock(&self.open) = Some(Open { source, path, records, saved, added: Vec::new(), prepared: None });
        lock(&self.snapshots).clear();
        Ok(opened)
    }

    /// Forgets the template.
    pub(crate) fn close(&self) {
        *lock(&self.open) = None;
        lock(&self.snapshots).clear();
    }

    /// The open template's name.
    pub(crate) fn name(&self) -> Option<String> {
        lock(&self.open).as_ref().map(|open| open.source.template.name.clone())
    }

    /// Lays out a record with a revision of the template.
    pub(crate) fn render(&self, revision: u64, record: u64, template: &[u8]) -> Result<Arc<Snapshot>, Failure> {
        let started = Instant::now();
        let mut open = lock(&self.open);
        let open = open.as_mut().ok_or_else(nothing_open)?;
        let prepared = open.prepare(template)?;
        let (value, findings) = match (&mut open.records, record) {
            (Some(records), 1..) => records.record(record),
            _ => (Value::Missing, diagnostics::Diagnostics::new()),
        };
        let laid_out = prepared.lay_out(&value, record);
        let milliseconds = started.elapsed().as_secs_f64() * 1000.0;
        let snapshot = Arc::new(Snapshot::new(revision, record, prepared, laid_out, milliseconds, findings));
        let mut snapshots = lock(&self.snapshots);
        snapshots.push_back(Arc::clone(&snapshot));
        // The newest one with outputs is what the panes show: it stays until a newer one has them.
        let shown = snapshots.iter().rev().find(|snapshot| snapshot.has_outputs()).map(|snapshot| snapshot.revision);
        while snapshots.len() > KEPT {
            let place = usize::from(snapshots.front().is_some_and(|first| Some(first.revision) == shown));
            snapshots.remove(place);
        }
        Ok(snapshot)
    }

    /// A page's picture, from 1, as PNG.
    pub(crate) fn picture(&self, revision: u64, kind: Picture, page: usize, scale: f64) -> Result<Vec<u8>, Failure> {
        let drawer = if kind == Picture::Scene { &self.drawer } else { &self.afp_drawer };
        self.snapshot(revision)?.picture(kind, page, scale, drawer)
    }

    /// Where everything is on a page, from 1.
    pub(crate) fn geometry(&self, revision: u64, page: usize) -> Result<Geometry, Failure> {
        self.snapshot(revision)?
            .geometry(page)
            .ok_or_else(|| Failure::new("no-page", format!("there is no page {page}")))
    }

    fn snapshot(&self, revision: u64) -> Result<Arc<Snapshot>, Failure> {
        let snapshots = lock(&self.snapshots);
        let found = snapshots.iter().find(|snapshot| snapshot.revision == revision);
        found.cloned().ok_or_else(|| Failure::new("no-revision", format!("revision {revision} is not kept any more")))
    }

    /// Both outputs of a snapshot, not compared yet.
    pub(crate) fn preview(&self, snapshot: &Snapshot) -> Previewed {
        snapshot.previewed()
    }

    /// Compares them on a page from 1.
    pub(crate) fn compare(&self, snapshot: &Snapshot, page: usize, previewed: &mut Previewed) {
        snapshot.compare(page, &self.afp_drawer, previewed);
    }

    /// The rows of a page, from 1, of the newest emitted AFP.
    pub(crate) fn inspect(&self, page: usize) -> Result<Inspection, Failure> {
        let newest = lock(&self.snapshots).iter().rev().find(|snapshot| snapshot.has_outputs()).cloned();
        newest
            .and_then(|snapshot| inspection::inspect(&snapshot, page))
            .ok_or_else(|| Failure::new("no-page", format!("the AFP has no page {page}")))
    }

    /// A record's name and fields.
    pub(crate) fn record_data(&self, record: u64) -> Result<(String, Vec<DataNode>), Failure> {
        let mut open = lock(&self.open);
        let open = open.as_mut().ok_or_else(nothing_open)?;
        let value = open.records.as_mut().map_or(Value::Missing, |records| records.record(record).0);
        let template = &open.source.template;
        Ok((records::label(template, &value, record), records::tree(template, &value)))
    }

    /// Looks for overlays and page segments in these folders from now on, and through them anew. Answers what they hold
    /// with what the template itself brings.
    pub(crate) fn use_libraries(&self, paths: &[String]) -> Library {
        let mut libraries = lock(&self.libraries);
        libraries.open(paths);
        let source = lock(&self.open).as_mut().map(|open| {
            open.source = open.source.clone().with_libraries(libraries.libraries.clone());
            open.prepared = None;
            open.source.clone()
        });
        let resources = source.as_ref().map(libraries::entries).unwrap_or_default();
        Library { generation: libraries.generation, folders: libraries.folders.clone(), resources }
    }

    /// The places where resources are looked for.
    pub(crate) fn libraries(&self) -> Libraries {
        lock(&self.libraries).libraries.clone()
    }

    /// The size of an overlay or page segment.
    pub(crate) fn resource_size(&self, kind: ResourceKind, name: &str) -> Result<PageSize, Failure> {
        libraries::size(&self.source()?, kind, name)
    }

    /// A picture of an overlay or page segment, its longer side so many pixels, as PNG.
    pub(crate) fn resource_picture(&self, kind: ResourceKind, name: &str, pixels: f64) -> Result<Vec<u8>, Failure> {
        libraries::picture(&self.source()?, kind, name, pixels)
    }

    fn source(&self) -> Result<Source, Failure> {
        lock(&self.open).as_ref().map(|open| open.source.clone()).ok_or_else(nothing_open)
    }

    /// What an expression, or a text with fields, gives for a record.
    pub(crate) fn evaluate(&self, record: u64, text: &str, is_text: bool) -> Result<Evaluation, Failure> {
        let mut open = lock(&self.open);
        let open = open.as_mut().ok_or_else(nothing_open)?;
        let value = open.records.as_mut().map_or(Value::Missing, |records| records.record(record).0);
        Ok(records::evaluate(&open.source.template, &value, record, text, is_text))
    }

    /// Where the template is kept.
    pub(crate) fn path(&self) -> Option<PathBuf> {
        lock(&self.open).as_ref().and_then(|open| open.path.clone())
    }

    /// Saves a state of the template: into its folder, or as a `.fwt` package.
    pub(crate) fn save(&self, template: &[u8], path: &Path) -> Result<(), Failure> {
        let mut open = lock(&self.open);
        let open = open.as_mut().ok_or_else(nothing_open)?;
        let source = open.source.with_template(text_of(template)?).map_err(|diagnostics| failures(&diagnostics))?;
        let mut package = source.package.clone();
        package.insert(TEMPLATE, template.to_vec()).map_err(|diagnostic| failure(&diagnostic))?;
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("fwt")) {
            let bytes = package.to_bytes().map_err(|diagnostic| failure(&diagnostic))?;
            write_whole(path, &bytes)?;
        } else {
            let folder = if path.file_name().is_some_and(|name| name == TEMPLATE) {
                path.parent().unwrap_or(path)
            } else {
                path
            };
            write_folder(&package, folder).map_err(|diagnostic| failure(&diagnostic))?;
        }
        open.source = source;
        open.source.package = package;
        open.prepared = None;
        open.path = Some(path.to_owned());
        open.saved = template.to_vec();
        open.added.clear();
        Ok(())
    }

    /// What must be kept of a state of the template; none where it is what the file holds.
    pub(crate) fn unsaved(&self, template: &[u8]) -> Option<Unsaved> {
        let open = lock(&self.open);
        let open = open.as_ref()?;
        if open.saved == template && open.added.is_empty() {
            return None;
        }
        let asset = |name: &String| Some((name.clone(), open.source.package.entries().get(name)?.to_vec()));
        Some(Unsaved {
            path: open.path.as_ref().map(|path| path.display().to_string()),
            name: open.source.template.name.clone(),
            template: template.to_vec(),
            assets: open.added.iter().filter_map(asset).collect(),
        })
    }

    /// Adds a picture to the template's assets. Answers the asset's name.
    pub(crate) fn add_asset(&self, file: &str, bytes: Vec<u8>) -> Result<String, Failure> {
        let mut open = lock(&self.open);
        let open = open.as_mut().ok_or_else(nothing_open)?;
        let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "png"));
        let plain = |sign: char| if sign.is_ascii_alphanumeric() || sign == '-' { sign } else { '_' };
        let stem: String = stem.chars().take(40).map(plain).collect();
        let ending = ending.to_ascii_lowercase();
        for number in 1..1_000 {
            let name = if number == 1 { format!("{stem}.{ending}") } else { format!("{stem}-{number}.{ending}") };
            let entry = format!("assets/{name}");
            match open.source.package.entries().get(&entry) {
                Some(present) if **present == *bytes => return Ok(name),
                Some(_) => {}
                None => {
                    open.source.package.insert(&entry, bytes).map_err(|diagnostic| failure(&diagnostic))?;
                    open.added.push(entry);
                    open.prepared = None;
                    return Ok(name);
                }
            }
        }
        Err(Failure::new("asset", format!("there are too many assets called {stem}")))
    }

    /// The signed package of a state of the template.
    pub(crate) fn package(
        &self,
        template: &[u8],
        secret: &[u8; 32],
        publisher: &str,
    ) -> Result<SignedPackage, Failure> {
        let source = {
            let open = lock(&self.open);
            let open = open.as_ref().ok_or_else(nothing_open)?;
            open.source.with_template(text_of(template)?).map_err(|diagnostics| failures(&diagnostics))?
        };
        let package = source.complete_package().map_err(|diagnostic| failure(&diagnostic))?;
        let key = SigningKey::from_bytes(secret);
        let bytes = sign(&package, &key, publisher).map_err(|diagnostic| failure(&diagnostic))?;
        Ok(SignedPackage {
            name: source.template.name.clone(),
            template: source.template.id.to_string(),
            hash: hexadecimal(&package.content_hash().0),
            key: hexadecimal(key.verifying_key().as_bytes()),
            bytes,
        })
    }
}

/// Writes a file beside its place and moves it there, so that it is whole or the old one.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let beside = path.with_extension("fwt.part");
    std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path)).map_err(|error| {
        Failure::new("file-unwritable", format!("{} cannot be written: {error}", path.display()))
            .hint("check the path, the permission and the free space")
    })
}
