//! Drawing whole pages and parts of pages.

use diagnostics::Diagnostics;
use scene::{Definitions, Page, Pixmap};
use units::{Emu, Size};

use crate::RasterError;
use crate::caches::Caches;
use crate::canvas::Canvas;
use crate::matrix::Matrix;
use crate::painter::{MOST_ITEMS, Painter};

/// Whole pixels of a page: a corner and sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PixelRect {
    /// Left column; may lie outside the page.
    pub x: i32,
    /// Top row; may lie outside the page.
    pub y: i32,
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

/// Draws pages of one job; keeps glyphs and pictures for the next page. One for each thread.
pub struct Renderer<'d> {
    definitions: &'d Definitions,
    caches: Caches,
    faces: Vec<u32>,
    images: Vec<u32>,
    diagnostics: Diagnostics,
}

/// Columns and rows of a page at a resolution: the nearest whole numbers, at least one.
pub fn page_pixels(size: Size, dpi: f64) -> (u32, u32) {
    let pixels = |length: Emu| {
        let exact = f64::from(length.get()) * dpi / f64::from(Emu::PER_INCH);
        (exact + 0.5).clamp(1.0, f64::from(u32::MAX)) as u32
    };
    (pixels(size.width), pixels(size.height))
}

impl<'d> Renderer<'d> {
    /// The highest resolution.
    pub const MAX_DPI: f64 = 10_000.0;
    /// The most pixels of a picture.
    pub const MAX_PIXELS: u64 = 100_000_000;

    /// A renderer for the pages of a job.
    pub fn new(definitions: &'d Definitions) -> Self {
        Self::with_caches(definitions, Caches::new())
    }

    /// A renderer that goes on with what another kept.
    pub fn with_caches(definitions: &'d Definitions, mut caches: Caches) -> Self {
        let (faces, images) = caches.enter(definitions);
        Self { definitions, caches, faces, images, diagnostics: Diagnostics::new() }
    }

    /// What it kept, for the next renderer.
    pub fn into_caches(self) -> Caches {
        self.caches
    }

    /// What could not be drawn as it should since the last call.
    pub fn take_diagnostics(&mut self) -> Diagnostics {
        std::mem::take(&mut self.diagnostics)
    }

    /// Draws a page on white.
    ///
    /// # Errors
    /// When the resolution or the picture's size is beyond the limits.
    pub fn render(&mut self, page: &Page, dpi: f64) -> Result<Pixmap, RasterError> {
        check_resolution(dpi)?;
        let (width, height) = page_pixels(page.size, dpi);
        self.render_region(page, dpi, PixelRect { x: 0, y: 0, width, height })
    }

    /// Draws the pixels `region` of what [`Renderer::render`] would draw; white outside the page's items.
    ///
    /// # Errors
    /// When the resolution or the region's size is beyond the limits.
    pub fn render_region(&mut self, page: &Page, dpi: f64, region: PixelRect) -> Result<Pixmap, RasterError> {
        check_resolution(dpi)?;
        let (width, height) = (u64::from(region.width), u64::from(region.height));
        if width * height > Self::MAX_PIXELS || width == 0 || height == 0 {
            return Err(RasterError::TooLarge { width, height });
        }
        let mut canvas = Canvas::white(region.width, region.height);
        let mut painter = Painter {
            definitions: self.definitions,
            caches: &mut self.caches,
            faces: &self.faces,
            images: &self.images,
            diagnostics: &mut self.diagnostics,
            open_layer_pixels: 0,
            items_left: MOST_ITEMS,
        };
        painter.page(&page.content, Matrix::page(dpi, region.x, region.y), &mut canvas);
        // Everything was laid over opaque white, so premultiplied and straight are the same.
        Ok(Pixmap { width: region.width, height: region.height, rgba: canvas.pixels })
    }
}

fn check_resolution(dpi: f64) -> Result<(), RasterError> {
    if dpi > 0.0 && dpi <= Renderer::MAX_DPI { Ok(()) } else { Err(RasterError::Resolution(dpi)) }
}
