//! AFP in, pages out.
//!
//! In: the bytes of an AFP file and faces and mapping files for fonts that it does not carry. Out: what the file shares, its structure
//! and index, and its pages one at a time, drawn from the bytes alone; every item knows the bytes that drew it. A field
//! that is damaged or not known becomes a diagnostic with its place, never an end. Nothing here knows how AFP is
//! written, or what becomes of the pages.

mod area;
mod barcode;
mod colour;
mod container;
mod document;
mod drawing;
mod external;
mod findings;
mod foca;
mod fonts;
mod form_map;
mod geometry;
mod im_image;
mod image;
mod index;
mod interpret;
mod library;
mod line_data;
mod listing;
mod names;
mod pictures;
mod references;
mod resource;
mod sheets;
mod source;
mod store;
mod structure;
mod text;

pub use document::{AfpDocument, PageSummary, Progress, ReadOptions, ReadPage};
pub use external::{Libraries, ResourceFolder};
pub use foca::FontMapping;
pub use index::{Mark, MarkKind, Step};
pub use listing::{ListedResource, list_resources};
pub use resource::{OpenedResource, open_resource};
pub use sheets::{Placement, Sheet, SheetSide};
pub use source::ReadSeek;
pub use structure::{Entries, Entry, EntryKind};
