//! Bar codes, charts, pictures and outlines, each turned into what a page can hold.
//!
//! In: the data of one object, already evaluated. Out: shapes of [`scene`] in exact integers, or a diagnostic that says
//! why there is none. Nothing here knows of templates' objects, records, fonts or pages; the caller places the result.

pub mod barcode;
pub mod donut;
pub mod image;
pub mod outline;
