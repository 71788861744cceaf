//! One record to a document, by the engine.
//!
//! In: a template made ready, the record's JSON, what is wanted. Out: the document's bytes, the same that the command
//! line writes. The engine bounds depth and size of the record, the pages and the picture's pixels.

use std::num::NonZeroUsize;

use diagnostics::{Code, Diagnostic, Diagnostics};
use formwright::data::Format;
use formwright::raster::{Renderer, encode_png};
use formwright::{
    Crew, InMemory, Prepared, RecordRange, Records, Report, Unobserved, data_options, render_afp, render_pages,
    render_pdf,
};

/// What diagnostics call the record.
const RECORD: &str = "record.json";

/// What a record becomes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Wanted {
    /// An AFP print file.
    Afp,
    /// A PDF file.
    Pdf,
    /// A picture of one page.
    Png {
        /// Which page, from 1.
        page: u64,
        /// Pixels per inch.
        dpi: f64,
    },
}

/// A rendered record.
#[derive(Clone, Debug)]
pub(crate) struct Rendered {
    /// The file.
    pub(crate) bytes: Vec<u8>,
    /// Pages of the document, of which a picture shows one.
    pub(crate) pages: u64,
    /// How many things were found that did not stand in the way.
    pub(crate) remarks: usize,
}

/// Why there is no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RenderError {
    /// What stood in the way.
    Found(Diagnostics),
    /// The document has fewer pages.
    NoSuchPage {
        /// How many it has.
        pages: u64,
    },
}

impl From<Diagnostics> for RenderError {
    fn from(found: Diagnostics) -> Self {
        Self::Found(found)
    }
}

/// Renders a record, which is a JSON object.
pub(crate) fn render(prepared: &Prepared, record: &str, wanted: Wanted) -> Result<Rendered, RenderError> {
    // The record stands at the top, wherever the template's own data files have theirs.
    let mut options = data_options(prepared.template(), RECORD).with_records_at("");
    options.format = Format::Json;
    let records = Records { source: record.as_bytes(), options, range: RecordRange::ALL };
    let crew = Crew { threads: NonZeroUsize::MIN, observer: &Unobserved };
    let mut bytes = Vec::new();
    let report = match wanted {
        Wanted::Afp => render_afp(prepared, records, crew, &InMemory, &mut bytes)?,
        Wanted::Pdf => render_pdf(prepared, records, crew, &mut bytes)?,
        Wanted::Png { page, dpi } => {
            let report = picture(prepared, records, crew, page, dpi, &mut bytes)?;
            if bytes.is_empty() {
                return Err(RenderError::NoSuchPage { pages: report.done.pages });
            }
            report
        }
    };
    Ok(Rendered { bytes, pages: report.done.pages, remarks: report.diagnostics.len() })
}

/// Draws one page; leaves `out` empty where there is no such page.
fn picture(
    prepared: &Prepared,
    records: Records<&[u8]>,
    crew: Crew<'_>,
    wanted: u64,
    dpi: f64,
    out: &mut Vec<u8>,
) -> Result<Report, Diagnostics> {
    let failed = |error: &dyn std::fmt::Display| {
        Diagnostic::new(Code::Unsupported).with("what", error.to_string()).with("advice", "ask for a lower resolution")
    };
    // One worker sees the pages of the one record in order.
    let draw = |seen: &mut u64, page: &formwright::scene::Page| {
        *seen += 1;
        if *seen != wanted {
            return Ok(Vec::new());
        }
        let pixels = Renderer::new(prepared.definitions()).render(page, dpi).map_err(|error| failed(&error))?;
        encode_png(&pixels, dpi).map_err(|error| failed(&error))
    };
    render_pages(
        prepared,
        records,
        crew,
        || 0,
        draw,
        |number, png| {
            if number == wanted {
                *out = png;
            }
            Ok(())
        },
    )
}
