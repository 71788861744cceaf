//! The hub: finished, fixed-position pages.
//!
//! Layout and the AFP reader make them; every output (AFP, PDF, pixels, SVG, text) is a plain walk over them. They are
//! semantic, not pixels: a rule stays a rule, a bar code a bar code, text keeps its Unicode, and each item knows which
//! object of the template, or which bytes of an AFP file, drew it. Nothing here knows of templates or of file formats.
//!
//! A page keeps its glyphs, its text and its nested items in pools of its own ([`Content`]), so that a page of a
//! thousand runs costs a handful of allocations. Coordinates are [`units::Emu`] from the top left corner, y downward.

mod content;
mod definitions;
mod item;
mod job;
mod origin;
mod page;
mod path;
mod pixmap;
mod symbol;
mod text_at;
mod walk;

pub use content::{Content, ContentBuilder, Span};
pub use definitions::{
    Definitions, FaceId, ImageFormat, ImageId, ImageSource, Include, IncludeId, IncludeKind, LibraryObject,
    LibraryObjectKind, LibraryResource, PixelColour, Spot,
};
pub use item::{Decoration, Glyph, Group, Image, Item, Link, LinkTarget, Mask, PathItem, Placed, Rule, TextRun};
pub use job::{DocumentInfo, Event, GroupInfo, IndexEntry};
pub use origin::{Origin, Part};
pub use page::Page;
pub use path::{Dash, FillRule, LineCap, LineJoin, Path, PathBounds, Segment, Stroke};
pub use pixmap::Pixmap;
pub use symbol::{AztecForm, Barcode, Bearer, DataBarForm, DataMatrixLead, Supplement, SymbolKind};
pub use text_at::TextAt;
pub use walk::{Visit, walk};
