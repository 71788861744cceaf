//! Records from JSON, NDJSON and CSV as a stream, and their schema.
//!
//! In: bytes from any [`std::io::Read`], and [`Options`] that say their format, where the records are, what schema they
//! must have and what happens to those that break it. Out: [`DataRecord`]s one at a time ([`Records`]), or by number
//! ([`Index`]); a schema inferred from samples ([`Inference`]); diagnostics with the record's number, the path in it
//! and the line and column in the file. Numbers become decimals without passing through binary fractions. Memory holds
//! one record, whatever the size of the file; a record's size and depth are limited. It must know nothing of files,
//! templates' layout and outputs.
//!
//! [`Splitter`] finds where records begin and end, [`Decoder`] reads one: with the two apart, records are decoded by
//! several threads.

mod columns;
mod csv;
mod decode;
mod index;
mod infer;
mod json;
mod label;
mod number;
mod objects;
mod options;
mod plan;
mod records;
mod split;
mod split_json;
mod template_schema;
mod window;

pub use decode::{DataRecord, Decoder};
pub use index::Index;
pub use infer::Inference;
pub use label::{record_label, search_text};
pub use options::{Format, Options, Policy};
pub use records::{Records, records_from_bytes};
pub use split::{RawRecord, Splitter};
pub use template_schema::{schema_of_template, template_fields};
