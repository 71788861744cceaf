//! The facade of the engine: what the command line, the designer and the server call.
//!
//! In: templates ([`Source`]), records, finished documents ([`Document`]). Out: AFP and PDF files, pictures, texts,
//! comparisons, and diagnostics. A job runs in as many workers as it is given; its output does not depend on their
//! number. It reads files only in [`Source::open`]; all else of the outside is handed in ([`World`]).

mod afp_options;
mod comparison;
pub mod convert;
mod document;
mod import;
mod job;
mod libraries;
mod library_rules;
mod pipeline;
mod prepared;
mod preview;
mod profile;
mod records;
pub mod shipped;
mod source;
mod world;

pub use ::import::{Outcome, Told};
pub use afp_read::FontMapping;
pub use comparison::{PageComparison, compare};
pub use document::{Document, Painter};
pub use import::{ImportPart, ImportedTemplate, import_afp};
pub use job::{Crew, Records, Report, check_records, render_afp, render_pages, render_pdf};
pub use libraries::open_libraries;
pub use prepared::{JobTime, Prepared};
pub use preview::{AfpFile, PdfFile};
pub use records::{RecordRange, data_options};
pub use source::Source;
pub use world::{Backing, FileWritten, InMemory, Observer, Progress, ResourceFolder, Unobserved, World};

pub use model::{AfpImages, AfpProfile, AfpResolution};
pub use {
    afp_codec, afp_read, afp_validate, data, expression, layout, lower, package, pdf_read, raster, scene, svg_write,
    text_write,
};
