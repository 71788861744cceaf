//! Pages in, PDF 1.7 out, PDF/A-2b on request.
//!
//! In: [`scene::Page`]s and the job's [`scene::Definitions`]. Out: a PDF file, written as the pages come. Nothing here
//! knows of templates or of AFP, and nothing reads PDF.
//!
//! The work has the four steps of every writer:
//! 1. [`Plan::new`] fixes object numbers, resource names and what is defined once; nothing in it depends on the pages.
//! 2. [`Encoder::encode`] (or [`encode`]) turns a page into the bytes of its content; pure, for worker threads.
//! 3. [`PdfWriter::append`] takes encoded pages in order and writes them at once; page tree, bookmarks and table of
//!    contents grow on the way, so that memory does not grow with the pages but by eight bytes an object.
//! 4. [`PdfWriter::finish`] writes the subset fonts, pictures and included forms that were used, and the cross-reference
//!    table.
//!
//! The same pages give the same bytes for any number of workers: no clock, no chance, the file's id is a hash of it.
//!
//! Text is written with the face's own glyph numbers as CIDs and exact positions; the character of a glyph is the one
//! that the face's character map gives, and every cluster of which that is not true carries its text as `ActualText`.

mod annotations;
mod archive;
mod colour;
mod content;
mod deflate;
mod drawing;
mod encode;
mod font;
mod forms;
mod group_four;
mod info;
mod objects;
mod outline;
mod pattern_font;
mod picture;
mod plan;
mod srgb;
mod stream;
mod summary;
mod text;
mod to_unicode;
mod tree;
mod used;
mod writer;

pub use encode::{EncodedPage, Encoder, SourceSpan, encode};
pub use plan::{PdfOptions, Plan};
pub use summary::Summary;
pub use used::Used;
pub use writer::PdfWriter;
