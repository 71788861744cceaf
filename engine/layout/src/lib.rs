//! Template and record in, finished pages out.
//!
//! [`compile`] makes a template ready once for a job: expressions are checked, styles, colours, fonts and pictures
//! looked up, and what is the same on every page is laid out into overlays. A [`Worker`] of each thread then lays out
//! one record after another into pages of [`scene`]. Everything is in integers and depends on nothing but template,
//! assets, record and options; layout always ends. Nothing here knows of files, outputs or the editor.

mod assets;
mod compile;
mod compositor;
mod draw;
mod flow;
mod galley;
mod geometry;
mod plan;
mod record;

pub use assets::{Assets, KeptFaces, LibraryContent};
pub use compile::{Compiled, Options, compile, compile_leniently, picture_name, symbol_kind};
pub use geometry::{BoxKind, PageGeometry, PlacedBox, PlacedLine};
pub use record::{LaidOut, Worker};
