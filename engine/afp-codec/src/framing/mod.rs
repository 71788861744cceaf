//! Framing: the sequence of structured fields in a file, and everything between them.
//!
//! In: the bytes of a file, or a stretch of it. Out: records that, written one after another, give the bytes again,
//! whatever they hold. How the fields stand in the file ([`Framing`]) is found by looking at several of them. What the
//! fields mean is not known here.

mod detect;
mod join;
mod lines;
mod parse;
mod record;
mod records;
mod shape;
mod write;

pub use detect::{DETECTION_BYTES, Detection};
pub use join::{Joined, ends_object_data, is_object_data, object_data};
pub use lines::LineEncoding;
pub use record::{JunkReason, RawField, RawLine, Record};
pub use records::{LOOK_AHEAD, Records, Resume, behind_carriage_control};
pub use shape::{Framing, Prefix, RecordFraming};
pub use write::{FieldWriter, PORTABLE_LIMIT};
