//! One revision of the template with one record: laid out, written as AFP and PDF, and drawn.
//!
//! A snapshot never changes, so its pictures can be kept by whoever asks. The panes' pictures are made from the emitted
//! bytes and nothing else.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Instant;

use diagnostics::{Diagnostic, Diagnostics};
use formwright::layout::LaidOut;
use formwright::raster::{Caches, Comparison, Renderer, compare, encode_png};
use formwright::scene::Pixmap;
use formwright::{AfpFile, Document, PdfFile, Prepared};
use model::{AfpProfile, AfpResolution};
use protocol::{Difference, Emitted, Failure, Format, Geometry, GeometryBox, PageSize, Picture, Previewed, Rendered};

use super::findings::{failure, problems};

/// CSS pixels to the inch.
const CSS_DPI: f64 = 96.0;

/// The largest scale a picture is made at; beyond it the web view enlarges.
const LARGEST_SCALE: f64 = 4.0;

/// The resolution at which the two outputs are compared.
const COMPARISON_DPI: f64 = 96.0;

/// A revision with a record.
pub(crate) struct Snapshot {
    pub(crate) revision: u64,
    pub(crate) record: u64,
    prepared: Arc<Prepared>,
    laid_out: LaidOut,
    milliseconds: f64,
    findings: Diagnostics,
    outputs: OnceLock<Outputs>,
}

/// What was emitted of a snapshot.
pub(crate) struct Outputs {
    pub(crate) afp: Result<AfpFile, Diagnostic>,
    pub(crate) pdf: Result<PdfFile, Diagnostic>,
    afp_document: Option<Document>,
    afp_milliseconds: f64,
    pdf_milliseconds: f64,
}

/// Glyphs and pictures kept from one drawing to the next.
#[derive(Default)]
pub(crate) struct Drawer {
    caches: Mutex<Option<Caches>>,
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

fn size_of(size: units::Size) -> PageSize {
    PageSize { width: size.width.get(), height: size.height.get() }
}

impl Snapshot {
    /// Takes what layout made.
    pub(crate) fn new(
        revision: u64,
        record: u64,
        prepared: Arc<Prepared>,
        laid_out: LaidOut,
        milliseconds: f64,
        findings: Diagnostics,
    ) -> Self {
        Self { revision, record, prepared, laid_out, milliseconds, findings, outputs: OnceLock::new() }
    }

    /// The answer to the front end.
    pub(crate) fn rendered(&self) -> Rendered {
        // What the outputs cannot do with the pages is found while they are written.
        let found = self.findings.iter().chain(self.prepared.diagnostics()).chain(&self.laid_out.diagnostics);
        Rendered {
            revision: self.revision,
            record: self.record,
            pages: self.laid_out.pages.iter().map(|page| size_of(page.size)).collect(),
            layout_milliseconds: self.milliseconds,
            problems: problems(found),
        }
    }

    /// Where everything is on a page, from 1.
    pub(crate) fn geometry(&self, page: usize) -> Option<Geometry> {
        let number = page.checked_sub(1)?;
        let size = self.laid_out.pages.get(number)?.size;
        let boxes = self.laid_out.geometry.get(number).map_or_else(Vec::new, |geometry| {
            geometry
                .boxes
                .iter()
                .map(|placed| {
                    let rect = placed.transform.apply_bounds(placed.rect);
                    GeometryBox {
                        left: rect.x.get(),
                        top: rect.y.get(),
                        width: rect.width.get(),
                        height: rect.height.get(),
                        object: Some(placed.object.to_string()),
                        instance: placed.instance,
                    }
                })
                .collect()
        });
        Some(Geometry { width: size.width.get(), height: size.height.get(), boxes })
    }

    /// The outputs, written now where they are not yet.
    pub(crate) fn outputs(&self) -> &Outputs {
        self.outputs.get_or_init(|| {
            let write_pdf = || {
                let started = Instant::now();
                let pdf = self.prepared.to_pdf(&self.laid_out);
                (pdf, milliseconds(started))
            };
            std::thread::scope(|scope| {
                let beside = scope.spawn(write_pdf);
                let started = Instant::now();
                let afp = self.prepared.to_afp(&self.laid_out);
                let afp_milliseconds = milliseconds(started);
                let afp_document =
                    afp.as_ref().ok().and_then(|file| Document::open("preview.afp", file.bytes.clone()).ok());
                let (pdf, pdf_milliseconds) = beside.join().unwrap_or_else(|_| write_pdf());
                Outputs { afp, pdf, afp_document, afp_milliseconds, pdf_milliseconds }
            })
        })
    }

    /// Whether the outputs are there.
    pub(crate) fn has_outputs(&self) -> bool {
        self.outputs.get().is_some()
    }

    /// The outputs for the front end, not compared yet.
    pub(crate) fn previewed(&self) -> Previewed {
        let outputs = self.outputs();
        let mut found = Diagnostics::new();
        let pdf_document = outputs.open_pdf(&mut found);
        let emitted = |format, bytes: usize, milliseconds: f64, document: Option<&Document>| Emitted {
            format,
            bytes: bytes as u64,
            milliseconds,
            pages: document.map_or_else(Vec::new, |document| {
                (0..document.page_count()).filter_map(|page| document.page_size(page)).map(size_of).collect()
            }),
        };
        let mut result = Previewed {
            revision: self.revision,
            record: self.record,
            afp: None,
            pdf: None,
            difference: None,
            problems: Vec::new(),
        };
        match &outputs.afp {
            Ok(file) => {
                let (format, document) = (self.afp_format(), outputs.afp_document.as_ref());
                result.afp = Some(emitted(format, file.bytes.len(), outputs.afp_milliseconds, document));
                found.append(file.diagnostics.clone());
            }
            Err(diagnostic) => found.push(diagnostic.clone()),
        }
        match &outputs.pdf {
            Ok(file) => {
                let document = pdf_document.as_ref();
                result.pdf = Some(emitted(Format::Pdf, file.bytes.len(), outputs.pdf_milliseconds, document));
                found.append(file.diagnostics.clone());
            }
            Err(diagnostic) => found.push(diagnostic.clone()),
        }
        if let Some(document) = &outputs.afp_document {
            found.append(document.diagnostics());
        }
        result.problems = problems(&found);
        result
    }

    /// Compares the outputs on a page from 1.
    pub(crate) fn compare(&self, page: usize, drawer: &Drawer, previewed: &mut Previewed) {
        match self.comparison(page, COMPARISON_DPI, drawer) {
            Ok(comparison) => {
                previewed.difference = Some(Difference {
                    share: comparison.share,
                    worst_tile: comparison.worst_tile.map_or(0.0, |tile| tile.share),
                    page: u32::try_from(page).unwrap_or(1),
                });
            }
            // An output that is not there has told why.
            Err(_) if previewed.afp.is_none() || previewed.pdf.is_none() => {}
            Err(diagnostic) => {
                previewed.problems.extend(problems([&diagnostic]));
            }
        }
    }

    /// The profile of the template's AFP output.
    fn afp_format(&self) -> Format {
        let afp = &self.prepared.template().outputs.afp;
        match afp.profile {
            AfpProfile::Is3 => Format::Is3,
            AfpProfile::Is3Pt4 => Format::Is3Pt4,
            AfpProfile::Classic => Format::Classic(match afp.resolution {
                AfpResolution::Pels240 => 240,
                AfpResolution::Pels300 => 300,
                AfpResolution::Pels600 => 600,
            }),
            AfpProfile::ClassicOutline => Format::ClassicOutline,
        }
    }

    fn comparison(&self, page: usize, dpi: f64, drawer: &Drawer) -> Result<Comparison, Diagnostic> {
        let afp = self.pixels(Picture::Afp, page, dpi, drawer)?;
        let pdf = self.pixels(Picture::Pdf, page, dpi, drawer)?;
        Ok(compare(&afp, &pdf, dpi))
    }

    /// A page's picture, from 1, as PNG.
    pub(crate) fn picture(&self, kind: Picture, page: usize, scale: f64, drawer: &Drawer) -> Result<Vec<u8>, Failure> {
        let dpi = scale.clamp(0.02, LARGEST_SCALE) * CSS_DPI;
        let pixels = match kind {
            Picture::Difference => self.comparison(page, dpi, drawer).map(|comparison| comparison.picture()),
            other => self.pixels(other, page, dpi, drawer),
        };
        let pixels = pixels.map_err(|diagnostic| failure(&diagnostic))?;
        encode_png(&pixels, dpi).map_err(|error| Failure::new("picture", error.to_string()))
    }

    fn pixels(&self, kind: Picture, page: usize, dpi: f64, drawer: &Drawer) -> Result<Pixmap, Diagnostic> {
        let number = page.saturating_sub(1);
        let missing = || Diagnostic::new(diagnostics::Code::Unsupported).with("what", format!("page {page}"));
        match kind {
            Picture::Scene => {
                let page = self.laid_out.pages.get(number).ok_or_else(missing)?;
                let mut renderer = Renderer::with_caches(self.prepared.definitions(), drawer.take());
                let pixels = renderer.render(page, dpi);
                drawer.put(renderer.into_caches());
                pixels.map_err(|error| missing().with("advice", error.to_string()))
            }
            Picture::Afp => {
                let outputs = self.outputs();
                outputs.afp.as_ref().map_err(Clone::clone)?;
                let document = outputs.afp_document.as_ref().ok_or_else(missing)?;
                let mut painter = document.painter_with(drawer.take());
                let pixels = painter.paint(number, dpi, &mut Diagnostics::new());
                if let Some(caches) = painter.into_caches() {
                    drawer.put(caches);
                }
                pixels
            }
            Picture::Pdf | Picture::Difference => {
                let outputs = self.outputs();
                outputs.pdf.as_ref().map_err(Clone::clone)?;
                let document = outputs.open_pdf(&mut Diagnostics::new()).ok_or_else(missing)?;
                document.painter().paint(number, dpi, &mut Diagnostics::new())
            }
        }
    }
}

impl Outputs {
    /// The AFP file as our reader read it.
    pub(crate) fn afp_document(&self) -> Option<&Document> {
        self.afp_document.as_ref()
    }

    /// The PDF file as hayro reads it. Opened anew by every thread: its caches stay on theirs.
    fn open_pdf(&self, found: &mut Diagnostics) -> Option<Document> {
        let file = self.pdf.as_ref().ok()?;
        match Document::open("preview.pdf", file.bytes.clone()) {
            Ok(document) => Some(document),
            Err(diagnostic) => {
                found.push(diagnostic);
                None
            }
        }
    }
}

impl Drawer {
    fn take(&self) -> Caches {
        self.caches.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default()
    }

    fn put(&self, caches: Caches) {
        *self.caches.lock().unwrap_or_else(PoisonError::into_inner) = Some(caches);
    }
}
