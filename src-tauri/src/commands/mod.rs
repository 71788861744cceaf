//! What the front end can ask of the shell. A command parses its arguments, calls one function and maps the error.

#![expect(clippy::needless_pass_by_value, reason = "the shell hands commands their arguments by value")]

pub(crate) mod library;
pub(crate) mod publishing;
pub(crate) mod rendering;
pub(crate) mod settings;
pub(crate) mod template;
pub(crate) mod viewing;

use protocol::Failure;
use tauri::ipc::{InvokeBody, Request};

/// The raw bytes of a request.
fn body<'r>(request: &'r Request<'_>) -> Result<&'r [u8], Failure> {
    match request.body() {
        InvokeBody::Raw(bytes) => Ok(bytes),
        InvokeBody::Json(_) => Err(Failure::new("request", "the request has no raw body")),
    }
}

/// A number beside the raw bytes of a request.
fn number(request: &Request<'_>, name: &str) -> Option<u64> {
    request.headers().get(name)?.to_str().ok()?.parse().ok()
}
