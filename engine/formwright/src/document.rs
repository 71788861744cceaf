//! A finished document, read from its bytes and nothing else.

use std::io::Read;
use std::sync::Arc;

use afp_codec::framing::DETECTION_BYTES;
use afp_read::{AfpDocument, FontMapping, Libraries, ReadOptions, ReadSeek};
use diagnostics::{Code, Diagnostic, Diagnostics, Location};
use pdf_read::PdfDocument;
use raster::{Caches, Renderer};
use scene::{Pixmap, TextAt};
use units::Size;

use crate::shipped;

/// An AFP or PDF file.
pub enum Document {
    /// AFP, read by our own reader.
    Afp(Box<AfpDocument>),
    /// PDF, read and drawn by hayro.
    Pdf(PdfDocument),
}

/// Bytes within which a PDF header may stand (PDF 1.7, Annex H.3).
const PDF_HEADER: usize = 1_024;

impl Document {
    /// Opens a file by what it is.
    ///
    /// # Errors
    /// When it is neither AFP nor a readable PDF.
    pub fn open(name: &str, bytes: impl Into<Arc<[u8]>>) -> Result<Self, Diagnostic> {
        Self::open_with(name, bytes, Libraries::default(), FontMapping::default())
    }

    /// The same, with places to look for resources that an AFP file names and does not carry; `mapping` says what the
    /// fonts are that are not there either.
    ///
    /// # Errors
    /// When it is neither AFP nor a readable PDF.
    pub fn open_with(
        name: &str,
        bytes: impl Into<Arc<[u8]>>,
        libraries: Libraries,
        mapping: FontMapping,
    ) -> Result<Self, Diagnostic> {
        let bytes: Arc<[u8]> = bytes.into();
        if is_pdf(&bytes) {
            let opened = PdfDocument::open(bytes).map_err(|fault| fault.at(Location::File(name.to_owned())))?;
            return Ok(Self::Pdf(opened));
        }
        // Structured fields in any framing.
        let start = bytes.get(..DETECTION_BYTES).unwrap_or(&bytes);
        if afp_codec::Framing::detect(start).fields == 0 {
            return Err(Diagnostic::new(Code::FormatUnknown).with("file", name).at(Location::File(name.to_owned())));
        }
        let substitutes = shipped::substitutes();
        let options = ReadOptions { name: name.to_owned(), libraries, substitutes, mapping };
        Ok(Self::Afp(Box::new(AfpDocument::open(bytes, &options))))
    }

    /// Opens a file that is read as it is needed; of an AFP file the index and the resources are held in memory, not
    /// the pages.
    ///
    /// # Errors
    /// When it is neither AFP nor a readable PDF, or cannot be read.
    pub fn open_file(
        name: &str,
        mut file: impl ReadSeek + 'static,
        libraries: Libraries,
        mapping: FontMapping,
    ) -> Result<Self, Diagnostic> {
        let failed = |error: std::io::Error| {
            Diagnostic::new(Code::FileUnreadable)
                .with("file", name)
                .with("reason", error.to_string())
                .at(Location::File(name.to_owned()))
        };
        let mut head = Vec::new();
        file.by_ref().take(DETECTION_BYTES as u64).read_to_end(&mut head).map_err(failed)?;
        if is_pdf(&head) || afp_codec::Framing::detect(&head).fields == 0 {
            file.read_to_end(&mut head).map_err(failed)?;
            return Self::open_with(name, head, libraries, mapping);
        }
        let options = ReadOptions { name: name.to_owned(), libraries, substitutes: shipped::substitutes(), mapping };
        let mut document = AfpDocument::open_stream(file, &options).map_err(failed)?;
        document.advance(u64::MAX);
        Ok(Self::Afp(Box::new(document)))
    }

    /// How many pages it has.
    pub fn page_count(&self) -> usize {
        match self {
            Self::Afp(document) => document.page_count(),
            Self::Pdf(document) => document.page_count(),
        }
    }

    /// What was found while opening it.
    pub fn diagnostics(&self) -> Diagnostics {
        match self {
            Self::Afp(document) => document.diagnostics().clone(),
            Self::Pdf(_) => Diagnostics::new(),
        }
    }

    /// The size of page `number`, from 0.
    pub fn page_size(&self, number: usize) -> Option<Size> {
        match self {
            Self::Afp(document) => document.page(number).map(|read| read.page.size),
            Self::Pdf(document) => document.page_size(number),
        }
    }

    /// What draws its pages.
    pub fn painter(&self) -> Painter<'_> {
        match self {
            Self::Afp(document) => Painter::Afp(document, None),
            Self::Pdf(document) => Painter::Pdf(document.renderer()),
        }
    }

    /// What draws its pages, going on with what another painter kept.
    pub fn painter_with(&self, caches: Caches) -> Painter<'_> {
        match self {
            Self::Afp(document) => Painter::Afp(document, Some(caches)),
            Self::Pdf(document) => Painter::Pdf(document.renderer()),
        }
    }

    /// The text of page `number`, from 0: pieces by baseline, then from left to right.
    ///
    /// # Errors
    /// When the page cannot be read.
    pub fn text(&self, number: usize) -> Result<Vec<TextAt>, Diagnostic> {
        match self {
            Self::Afp(document) => {
                let read = document.page(number).ok_or_else(|| no_page(number))?;
                Ok(text_write::page_runs(&read.page, &read.definitions))
            }
            Self::Pdf(document) => document.text(number),
        }
    }
}

fn is_pdf(bytes: &[u8]) -> bool {
    bytes.get(..PDF_HEADER.min(bytes.len())).unwrap_or_default().windows(5).any(|window| window == b"%PDF-")
}

fn no_page(number: usize) -> Diagnostic {
    Diagnostic::new(Code::Unsupported)
        .with("what", format!("page {}", number + 1))
        .with("advice", "choose a page that the document has")
}

/// Draws the pages of a document; keeps glyphs and pictures for the next page.
pub enum Painter<'d> {
    /// By our own rasteriser.
    Afp(&'d AfpDocument, Option<Caches>),
    /// By hayro's renderer.
    Pdf(pdf_read::PdfRenderer<'d>),
}

impl Painter<'_> {
    /// Draws page `number`, from 0, and adds what is found.
    ///
    /// # Errors
    /// When the page is not there or cannot be drawn at this resolution.
    pub fn paint(&mut self, number: usize, dpi: f64, diagnostics: &mut Diagnostics) -> Result<Pixmap, Diagnostic> {
        match self {
            Self::Afp(document, caches) => {
                let read = document.page(number).ok_or_else(|| no_page(number))?;
                diagnostics.append(read.diagnostics);
                // A page may have pictures that the document does not share.
                let mut renderer = Renderer::with_caches(&read.definitions, caches.take().unwrap_or_default());
                let picture = renderer.render(&read.page, dpi).map_err(|error| undrawn(&error));
                diagnostics.append(renderer.take_diagnostics());
                *caches = Some(renderer.into_caches());
                picture
            }
            Self::Pdf(renderer) => renderer.render(number, dpi),
        }
    }

    /// What it kept, for the next painter.
    pub fn into_caches(self) -> Option<Caches> {
        match self {
            Self::Afp(_, caches) => caches,
            Self::Pdf(_) => None,
        }
    }
}

pub(crate) fn undrawn(error: &raster::RasterError) -> Diagnostic {
    Diagnostic::new(Code::Unsupported).with("what", error.to_string()).with("advice", "choose a lower resolution")
}
