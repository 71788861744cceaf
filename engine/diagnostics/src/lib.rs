//! What went wrong, where, and what to do.
//!
//! A [`Diagnostic`] is a code of the one catalogue in [`Code`], typed arguments, a severity, a place and causes. It
//! holds no words for people: these come from `assets/i18n/*/diagnostics.ftl` at the edge (message `key`, and `key.hint`
//! for what to do); [`Diagnostic`]'s `Display` gives the built-in English for logs and the command line.

mod catalogue;
mod diagnostic;
mod location;
mod object_id;

pub use catalogue::Code;
pub use diagnostic::{Argument, Diagnostic, Diagnostics, Severity};
pub use location::{DataPath, Location, TextPlace};
pub use object_id::{ObjectId, ObjectIdError};
