//! PDF in, pixels and text out.
//!
//! In: the bytes of a PDF file and nothing else. Out: pages drawn by hayro's own renderer, and the pieces of text with
//! their places. Nothing here knows of what we write ourselves, so that a fault of ours cannot cancel out.
//!
//! Every byte is hostile: where the reader below this crate gives up with a panic, it is caught here, at the border,
//! and told as a [`diagnostics::Diagnostic`].

mod document;
mod guard;
mod render;
mod text;

pub use document::PdfDocument;
pub use render::PdfRenderer;
