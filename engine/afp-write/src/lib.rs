//! Pages in, AFP out: print files of the MO:DCA interchange set IS/3.
//!
//! In: the job's [`scene::Definitions`] and pages within what AFP can draw (the `lower` stage makes them so). Out: bytes.
//! Four steps, so that pages are encoded in parallel and memory stays flat:
//! 1. [`Plan::new`] fixes the names of fonts, pictures and shared content; nothing in it depends on the records.
//! 2. [`Encoder::page`] turns a page into bytes; it is pure, one encoder for each worker.
//! 3. [`PrintFile`] takes documents, groups and pages in their order and keeps the bytes in a [`Spool`].
//! 4. [`PrintFile::finish`] writes the envelope, the resource group with subset fonts, and the documents.
//!
//! Nothing here reads files, clocks or templates. All fields go through the typed descriptions of `afp-codec`.

mod characters;
mod classic;
mod document_index;
mod encoder;
mod error;
mod form_definition;
mod images;
mod index;
mod library;
mod medium_maps;
mod named;
mod names;
mod object_id;
mod options;
mod page;
mod plan;
mod print_file;
mod resources;
mod source;
mod spool;
mod time;
mod units;

pub use characters::CharacterSet;
pub use classic::FontParts;
pub use encoder::{EncodedPage, Encoder};
pub use error::WriteError;
pub use form_definition::{
    ConstantForms, Duplex, Eject, Finishing, FinishingOperation, FinishingScope, FormDefinition, MediumMap,
    RenderingIntent, SheetEdge, SheetOrientation,
};
pub use options::{
    ClassicFonts, ColourMode, ColourResource, FontName, IndexEncoding, IndexLevel, InkImages, Options, Profile,
    Resolution, ResourcePlace, TextEncoding,
};
pub use plan::Plan;
pub use print_file::{Finished, PrintFile};
pub use resources::{ResourceFile, inline_resource};
pub use source::{FileRange, PageRange, SharedRange};
pub use spool::{Backing, Spool};
pub use units::LARGEST_PAGE;
