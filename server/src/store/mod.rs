//! What the server remembers: users, sessions, keys, versions, the audit trail. One SQLite database.
//!
//! Whatever changes something does so in one transaction with its audit entry: there is never the one without the
//! other. The clock is handed in. It knows nothing of HTTP and nothing of the packages' files.

mod audit;
mod keys;
mod schema;
mod sessions;
mod users;
mod versions;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

pub(crate) use audit::{Act, AuditEntry, ChainEnd};
pub(crate) use keys::KeyOwnership;
pub(crate) use sessions::SignInOutcome;
pub use users::{Role, User};
pub(crate) use versions::NewVersion;
pub(crate) use versions::{TemplateEntry, VersionEntry};

/// The database could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite's own words.
    #[error("the database failed: {0}")]
    Database(#[from] rusqlite::Error),
    /// The folder or a file in it.
    #[error("{0} cannot be used: {1}")]
    File(String, std::io::Error),
    /// A newer program wrote the database.
    #[error("the database has version {found}, this program knows up to {known}: use a newer one")]
    Newer {
        /// The database's version.
        found: i64,
        /// The newest known version.
        known: i64,
    },
    /// Somebody changed the audit trail.
    #[error("the audit entry {0} does not follow from the one before it: the trail was changed")]
    TrailBroken(i64),
}

/// How long a program waits for another one that writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// The database.
#[derive(Debug)]
pub(crate) struct Store {
    connection: Mutex<Connection>,
}

impl Store {
    /// Opens (and makes, or brings up to date) the database in a folder that exists.
    ///
    /// # Errors
    /// When the database cannot be used, or a newer program wrote it.
    pub(crate) fn open(folder: &Path) -> Result<Self, StoreError> {
        Self::prepare(Connection::open(folder.join("formwright.sqlite"))?)
    }

    #[cfg(test)]
    pub(crate) fn in_memory() -> Self {
        Self::prepare(Connection::open_in_memory().unwrap()).unwrap()
    }

    fn prepare(mut connection: Connection) -> Result<Self, StoreError> {
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // What was acknowledged survives a loss of power, not only the end of the process.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        schema::migrate(&mut connection)?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    /// The connection. A panic while it was held left no half-done statement: SQLite rolls back.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes something, whole or not at all. The transaction takes the right to write before it reads, so that what
    /// it read still holds when it writes.
    fn change<T>(&self, change: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = change(&transaction)?;
        transaction.commit()?;
        Ok(value)
    }

    /// Whether the database answers.
    pub(crate) fn is_ready(&self) -> bool {
        self.connection().query_row("SELECT COUNT(*) FROM users LIMIT 1", [], |row| row.get::<_, i64>(0)).is_ok()
    }
}
