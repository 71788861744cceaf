//! What runs beside the window: previews of the newest revision, and the autosave journal.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use protocol::{Failure, Previewed};

use crate::session::{Session, Snapshot};
use crate::store::{JournalEntry, Store};

/// From an edit until it is in the journal.
const AUTOSAVE_AFTER: Duration = Duration::from_secs(1);

/// Until the pages are compared once they are shown: drawing them comes first.
const COMPARE_AFTER: Duration = Duration::from_millis(60);

/// The newest of what has come, waited for.
fn newest<T>(queue: &Receiver<T>) -> Option<T> {
    let first = queue.recv().ok()?;
    Some(queue.try_iter().last().unwrap_or(first))
}

/// Writes and reads back both outputs of the newest snapshot.
pub(crate) struct Previews {
    queue: Sender<(Arc<Snapshot>, usize)>,
}

impl Previews {
    /// Starts the thread; `tell` is called with each result, and once more when its pages are compared.
    pub(crate) fn start(session: Arc<Session>, tell: impl Fn(Previewed) + Send + 'static) -> Self {
        let (queue, waiting) = channel();
        std::thread::spawn(move || {
            let mut next = newest::<(Arc<Snapshot>, usize)>(&waiting);
            while let Some((snapshot, page)) = next.take() {
                let mut previewed = session.preview(&snapshot);
                tell(previewed.clone());
                next = match waiting.recv_timeout(COMPARE_AFTER) {
                    Ok(first) => Some(waiting.try_iter().last().unwrap_or(first)),
                    Err(RecvTimeoutError::Timeout) => {
                        session.compare(&snapshot, page, &mut previewed);
                        tell(previewed);
                        newest(&waiting)
                    }
                    Err(RecvTimeoutError::Disconnected) => None,
                };
            }
        });
        Self { queue }
    }

    /// Makes these outputs next, compared on a page from 1.
    pub(crate) fn make(&self, snapshot: Arc<Snapshot>, page: usize) {
        // Without its thread the program is ending.
        let _ = self.queue.send((snapshot, page));
    }
}

/// Keeps unsaved edits in the journal.
pub(crate) struct Autosave {
    store: Arc<Store>,
    queue: Sender<(u64, Vec<u8>)>,
    entry: Arc<Mutex<Option<i64>>>,
    /// Counts savings and closings: what was queued before one of them is of no use after it.
    generation: Arc<AtomicU64>,
}

impl Autosave {
    /// Starts the thread.
    pub(crate) fn start(session: Arc<Session>, store: Arc<Store>) -> Self {
        let (queue, waiting) = channel::<(u64, Vec<u8>)>();
        let (entry, generation) = (Arc::new(Mutex::new(None)), Arc::new(AtomicU64::new(0)));
        let saver =
            Self { store: Arc::clone(&store), queue, entry: Arc::clone(&entry), generation: Arc::clone(&generation) };
        std::thread::spawn(move || {
            while let Ok(first) = waiting.recv() {
                std::thread::sleep(AUTOSAVE_AFTER);
                let (of, template) = waiting.try_iter().last().unwrap_or(first);
                let mut entry = entry.lock().unwrap_or_else(PoisonError::into_inner);
                if of == generation.load(Ordering::SeqCst)
                    && let Err(failure) = keep(&session, &store, &mut entry, &template)
                {
                    eprintln!("formwright-designer: journal: {failure}");
                }
            }
        });
        saver
    }

    /// An edit was made: this is the template now.
    pub(crate) fn note(&self, template: Vec<u8>) {
        // Without its thread the program is ending.
        let _ = self.queue.send((self.generation.load(Ordering::SeqCst), template));
    }

    /// The edits are in the file, or not wanted.
    pub(crate) fn forget(&self) -> Result<(), Failure> {
        self.generation.fetch_add(1, Ordering::SeqCst);
        let entry = self.entry.lock().unwrap_or_else(PoisonError::into_inner).take();
        entry.map_or(Ok(()), |entry| self.store.drop_from_journal(entry))
    }

    /// The open template's edits are those of this entry.
    pub(crate) fn adopt(&self, entry: i64) {
        *self.entry.lock().unwrap_or_else(PoisonError::into_inner) = Some(entry);
    }

    /// The entry of the open template.
    pub(crate) fn entry(&self) -> Option<i64> {
        *self.entry.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn keep(session: &Session, store: &Store, entry: &mut Option<i64>, template: &[u8]) -> Result<(), Failure> {
    match session.unsaved(template) {
        Some(unsaved) => {
            let kept = JournalEntry {
                path: unsaved.path,
                name: unsaved.name,
                template: unsaved.template,
                assets: unsaved.assets,
            };
            *entry = Some(store.keep_in_journal(*entry, &kept)?);
        }
        None => {
            if let Some(id) = entry.take() {
                store.drop_from_journal(id)?;
            }
        }
    }
    Ok(())
}
