//! An open file.

use std::sync::Arc;

use diagnostics::Diagnostic;
use hayro::hayro_syntax::object::Object;
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use scene::{Pixmap, TextAt};
use units::{Emu, Size};

use crate::guard::{damaged, guarded};
use crate::render::PdfRenderer;
use crate::text;

/// The most pixels of a picture in the file.
pub(crate) const MOST_PICTURE_PIXELS: u64 = 64 << 20;

/// An open PDF file.
pub struct PdfDocument {
    pub(crate) pdf: Pdf,
}

impl PdfDocument {
    /// Opens a file: its cross-reference table and its pages are found, mended where they are damaged.
    ///
    /// # Errors
    /// When there is no finding any pages, the file is encrypted with a password, or it holds a picture of a size that
    /// no memory takes.
    pub fn open(bytes: Arc<[u8]>) -> Result<Self, Diagnostic> {
        match guarded(None, || Pdf::new(Arc::new(bytes)))? {
            Ok(pdf) => match guarded(None, || largest_picture(&pdf))? {
                pixels if pixels > MOST_PICTURE_PIXELS => {
                    Err(damaged(None, &format!("it holds a picture of {pixels} pixels, more than allowed")))
                }
                _ => Ok(Self { pdf }),
            },
            Err(LoadPdfError::Decryption(_)) => Err(damaged(None, "it is encrypted")),
            Err(LoadPdfError::Invalid) => Err(damaged(None, "no pages can be found in it")),
        }
    }

    /// How many pages it has.
    pub fn page_count(&self) -> usize {
        self.pdf.pages().len()
    }

    /// The size of a page, by its number from 0, after its own rotation.
    pub fn page_size(&self, page: usize) -> Option<Size> {
        guarded(Some(page), || self.page(page).map(size_of)).ok().flatten()
    }

    /// Draws a page; [`PdfDocument::renderer`] does it faster for many.
    ///
    /// # Errors
    /// When there is no such page, it cannot be drawn, or it would have too many pixels.
    pub fn render(&self, page: usize, dpi: f64) -> Result<Pixmap, Diagnostic> {
        self.renderer().render(page, dpi)
    }

    /// Draws pages and keeps fonts and pictures for the next; stays on its thread.
    pub fn renderer(&self) -> PdfRenderer<'_> {
        PdfRenderer::new(self)
    }

    /// The pieces of text of a page in the order drawn, what is invisible too. Text comes from `ActualText` where the
    /// file has it, else from the fonts' `ToUnicode`; glyphs of neither are left out.
    ///
    /// # Errors
    /// When there is no such page or it cannot be understood.
    pub fn text(&self, page: usize) -> Result<Vec<TextAt>, Diagnostic> {
        let found = self.page(page).ok_or_else(|| no_page(page))?;
        guarded(Some(page), || text::extract(found, &self.pdf))
    }

    pub(crate) fn page(&self, page: usize) -> Option<&Page<'_>> {
        self.pdf.pages().get(page)
    }
}

/// The pixels of the largest picture. The reader makes room for them before it looks at the picture's bytes.
fn largest_picture(pdf: &Pdf) -> u64 {
    let pixels = |object| {
        let Object::Stream(stream) = object else { return 0 };
        let side = |key: &str| stream.dict().get::<i32>(key).and_then(|side| u64::try_from(side).ok()).unwrap_or(0);
        side("Width").saturating_mul(side("Height"))
    };
    pdf.objects().into_iter().map(pixels).max().unwrap_or(0)
}

pub(crate) fn no_page(page: usize) -> Diagnostic {
    damaged(Some(page), "it has no such page")
}

pub(crate) fn size_of(page: &Page<'_>) -> Size {
    let (width, height) = page.render_dimensions();
    let length = |points: f32| Emu::round_from_f64(f64::from(points) * f64::from(Emu::PER_POINT));
    Size::new(length(width), length(height))
}
