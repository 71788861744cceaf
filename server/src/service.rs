//! What the routes share: the store, the packages, templates made ready, clock and randomness, and bounds on how much
//! goes on at once.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use formwright::{JobTime, Prepared};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::environment::Environment;
use crate::packages::{self, Packages};
use crate::password::{self, PasswordError};
use crate::problem::Problem;
use crate::recent::Recent;
use crate::store::{Act, Role, Store, StoreError, User, VersionEntry};
use crate::verification::{self, Verified};

/// Templates that are kept ready.
const MOST_PREPARED: usize = 16;

/// Bytes of all files of the templates that are kept ready.
const MOST_PREPARED_BYTES: u64 = 512 << 20;

/// Packages that may be on their way at once; each is held in memory.
const MOST_UPLOADS: usize = 4;

/// The longest name of a user, in characters.
const LONGEST_NAME: usize = 100;

type PreparedTemplates = Recent<(String, Option<String>), Arc<Prepared>>;

/// The server without its routes.
#[derive(Clone, Debug)]
pub struct Server {
    store: Arc<Store>,
    pub(crate) packages: Arc<Packages>,
    prepared: Arc<Mutex<PreparedTemplates>>,
    /// How many hashings, checks and renderings may run at once.
    work: Arc<Semaphore>,
    uploads: Arc<Semaphore>,
    pub(crate) environment: Arc<dyn Environment>,
}

/// Why a user was not made.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The name cannot be one.
    #[error("a name has 1 to {LONGEST_NAME} characters, none of them a control character, and no space at its ends")]
    Name,
    /// Somebody has it.
    #[error("there is a user {0} already")]
    Taken(String),
    /// The password cannot be one.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// No randomness.
    #[error("the machine gives no random bytes: {0}")]
    Random(getrandom::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Server {
    /// Opens the server's folder, which is made when it is not there, readable only by its owner.
    ///
    /// # Errors
    /// When the folder or its database cannot be used.
    pub fn open(folder: &Path, environment: Arc<dyn Environment>) -> Result<Self, StoreError> {
        let packages = folder.join("packages");
        make_private(&packages).map_err(|error| StoreError::File(packages.display().to_string(), error))?;
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Ok(Self {
            store: Arc::new(Store::open(folder)?),
            packages: Arc::new(Packages::open(packages)?),
            prepared: Arc::new(Mutex::new(Recent::new(MOST_PREPARED, MOST_PREPARED_BYTES))),
            work: Arc::new(Semaphore::new(cores)),
            uploads: Arc::new(Semaphore::new(MOST_UPLOADS)),
            environment,
        })
    }

    /// Makes a user; `by` is who does so, for the audit trail.
    ///
    /// # Errors
    /// The name is taken or cannot be one, the password is too short, or the database failed.
    pub fn create_user(&self, name: &str, role: Role, password: &str, by: &str) -> Result<User, AccountError> {
        let characters = name.chars().count();
        if !(1..=LONGEST_NAME).contains(&characters) || name.trim() != name || name.chars().any(char::is_control) {
            return Err(AccountError::Name);
        }
        let mut salt = [0; 16];
        self.environment.fill_random(&mut salt).map_err(AccountError::Random)?;
        let hash = password::hash(password, salt)?;
        let act = Act { actor: by.to_owned(), at: self.environment.now() };
        self.store.create_user(name, role, &hash, &act)?.ok_or_else(|| AccountError::Taken(name.to_owned()))
    }

    /// Whether anybody can sign in.
    ///
    /// # Errors
    /// When the database failed.
    pub fn has_users(&self) -> Result<bool, StoreError> {
        Ok(self.store.user_count()? > 0)
    }

    /// Follows the audit trail and reads every package.
    ///
    /// # Errors
    /// The trail was changed, or the database failed.
    pub(crate) fn verify(&self) -> Result<Verified, StoreError> {
        verification::verify(&self.store, &self.packages)
    }

    /// Runs a question to the database off the request's thread.
    pub(crate) async fn with_store<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Problem> {
        let store = Arc::clone(&self.store);
        let answer = tokio::task::spawn_blocking(move || ask(&store)).await;
        Ok(answer.map_err(|error| Problem::internal(&error))??)
    }

    /// Runs heavy work off the request's thread, as many at once as there are cores. Work whose request was given up
    /// goes on and keeps its place.
    pub(crate) async fn with_core<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let permit = Arc::clone(&self.work).acquire_owned().await.map_err(|error| Problem::internal(&error))?;
        let answer = tokio::task::spawn_blocking(move || {
            let value = work();
            drop(permit);
            value
        });
        answer.await.map_err(|error| Problem::internal(&error))
    }

    /// A place among those whose packages are read.
    pub(crate) async fn upload_place(&self) -> Result<OwnedSemaphorePermit, Problem> {
        Arc::clone(&self.uploads).acquire_owned().await.map_err(|error| Problem::internal(&error))
    }

    /// The template of a version, ready to render. Its package is read and compared with its hash every time: one
    /// that was changed on disk is refused even while the template is still in memory.
    pub(crate) async fn prepared(&self, entry: &VersionEntry, time: Option<String>) -> Result<Arc<Prepared>, Problem> {
        let (packages, kept) = (Arc::clone(&self.packages), Arc::clone(&self.prepared));
        let key = (entry.hash.clone(), time);
        let prepare = move || {
            let bytes = packages.fetch(&key.0)?;
            let known = kept.lock().unwrap_or_else(PoisonError::into_inner).get(&key);
            if let Some(prepared) = known {
                return Ok(prepared);
            }
            let source = packages::open(&bytes).map_err(|found| Problem::from(&found))?;
            let weight = source.package.entries().values().map(|file| file.len() as u64).sum();
            let prepared = Prepared::new(&source, JobTime(key.1.clone())).map_err(|found| Problem::from(&found))?;
            let prepared = Arc::new(prepared);
            kept.lock().unwrap_or_else(PoisonError::into_inner).put(key, Arc::clone(&prepared), weight);
            Ok(prepared)
        };
        self.with_core(prepare).await?
    }

    /// Whether the database and the folder of the packages answer.
    pub(crate) async fn readiness(&self) -> Result<(), Problem> {
        let packages = Arc::clone(&self.packages);
        if self.with_store(move |store| Ok(store.is_ready() && packages.is_ready())).await? {
            Ok(())
        } else {
            let detail = "the database or the folder of the packages does not answer";
            Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "not-ready", detail))
        }
    }
}

/// Makes a folder, and those above it, for the owner's eyes only.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
