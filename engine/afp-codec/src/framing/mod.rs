//! Framing: the sequence of structured fields in a file, and everything between them.
//!
//! In: the bytes of a file in which each structured field stands behind an X'5A'. Out: records that, written one after
//! another, give the file again, whatever it holds. What the fields mean is not known here.

mod join;
mod record;
mod write;

pub use join::{Joined, ends_object_data, is_object_data, object_data};
pub use record::{JunkReason, RawField, Record, Records};
pub use write::{FieldWriter, PORTABLE_LIMIT};
