//! The local store: one SQLite file with settings, recent files, the autosave journal and the outbox of publishes.
//!
//! In and out: `protocol` types and bytes. It knows nothing of windows or of what a template means. Every change is
//! on disk when its function returns, so that a kill loses nothing that was reported as kept.

mod identity;
mod journal;
mod outbox;
mod recent;
mod settings;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use protocol::Failure;
use rusqlite::Connection;

pub(crate) use journal::JournalEntry;
pub(crate) use outbox::{NewPackage, Parcel};

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS settings (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS recent (path TEXT PRIMARY KEY, name TEXT NOT NULL, used INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT, name TEXT NOT NULL, template BLOB NOT NULL, seconds INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS journal_asset (
    journal INTEGER NOT NULL REFERENCES journal (id) ON DELETE CASCADE, name TEXT NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (journal, name));
CREATE TABLE IF NOT EXISTS outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, template TEXT NOT NULL, server TEXT NOT NULL,
    user TEXT NOT NULL, hash TEXT NOT NULL, key TEXT NOT NULL, package BLOB NOT NULL, seconds INTEGER NOT NULL, delivery TEXT NOT NULL,
    finished INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS identity (id INTEGER PRIMARY KEY CHECK (id = 1), secret BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS session (
    server TEXT NOT NULL, user TEXT NOT NULL, token TEXT NOT NULL, PRIMARY KEY (server, user));
";

/// The open store; shared by all threads.
pub(crate) struct Store {
    connection: Mutex<Connection>,
}

impl Store {
    /// Opens the store, making it where there is none.
    pub(crate) fn open(file: &Path) -> Result<Self, Failure> {
        let connection = Connection::open(file).map_err(failure)?;
        keep_private(file);
        Self::prepare(connection)
    }

    #[cfg(test)]
    pub(crate) fn in_memory() -> Self {
        Self::prepare(Connection::open_in_memory().unwrap()).unwrap()
    }

    fn prepare(connection: Connection) -> Result<Self, Failure> {
        connection.busy_timeout(Duration::from_secs(5)).map_err(failure)?;
        connection
            .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;")
            .and_then(|()| connection.execute_batch(SCHEMA))
            .map_err(failure)?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A thread that panicked inside SQLite's transaction left it rolled back: the connection is still good.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The file holds the signing key and sessions: others on this machine must not read it.
#[cfg(unix)]
fn keep_private(file: &Path) {
    use std::os::unix::fs::PermissionsExt;

    if let Err(error) = std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)) {
        eprintln!("formwright-designer: {} stays readable by others: {error}", file.display());
    }
}

/// A user's own folder is private to the user on these systems.
#[cfg(not(unix))]
fn keep_private(_file: &Path) {}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`, which hands errors over by value")]
fn failure(error: rusqlite::Error) -> Failure {
    Failure::new("store", format!("the local store cannot be used: {error}"))
        .hint("check the free space and the permissions of the program's data folder")
}

/// Seconds since 1970 UTC.
pub(crate) fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| i64::try_from(time.as_secs()).unwrap_or(i64::MAX))
}
