//! The shared server: versions of templates, publishing, rendering.
//!
//! In: HTTP requests under `/api/v1`. Out: JSON, problem documents (RFC 9457), packages and rendered documents. Its
//! data is one folder: a SQLite database and the packages by content hash. It knows the engine only by its facade.

mod access;
mod cli;
mod edge;
mod environment;
mod hexadecimal;
mod listen;
mod packages;
mod password;
mod problem;
mod recent;
mod rendering;
mod routes;
mod service;
mod store;
mod verification;

pub use cli::run;
pub use environment::{Environment, SystemEnvironment};
pub use routes::router;
pub use service::{AccountError, Server};
pub use store::{Role, StoreError, User};
