//! The AFP wire format: framing, structured fields, triplets, PTOCA, GOCA, IOCA, BCOCA, FOCA.
//!
//! In: bytes of a file, or typed values. Out: typed values with their file offsets, or bytes. Whatever is not
//! understood is kept: writing what was read gives the same bytes. The crate knows no page, no font, no pixel.

pub mod bcoca;
pub mod describe;
pub mod dump;
pub mod ebcdic;
pub mod error;
pub mod fields;
pub mod foca;
pub mod framing;
pub mod goca;
pub mod groups;
pub mod ioca;
pub mod ptoca;
mod rewrite;
#[cfg(test)]
mod sample;
mod structure;
mod support;
pub mod triplets;
pub mod values;
pub mod wire;

pub use error::{DecodeError, DecodeFault, EncodeError};
pub use fields::{Field, FieldId};
pub use framing::{FieldWriter, Framing, RawField, RawLine, Record, Records};
pub use rewrite::{Coverage, coverage, rewrite};
pub use values::Name;
pub use wire::Wire;
