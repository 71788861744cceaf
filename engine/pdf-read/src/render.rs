//! Pages to pixels, by hayro.

use std::collections::BTreeSet;

use diagnostics::Diagnostic;
use hayro::hayro_interpret::{InterpreterSettings, TransformExt};
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap as Target, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};
use scene::Pixmap;
use units::Emu;

use crate::document::{PdfDocument, no_page, size_of};
use crate::guard::{damaged, guarded};
use crate::text::check_ends;

/// The most pixels of a picture.
const MOST_PIXELS: u64 = 100_000_000;

/// Draws pages of one document; keeps fonts, glyphs and pictures for the next page.
pub struct PdfRenderer<'a> {
    document: &'a PdfDocument,
    cache: RenderCache<'a>,
    settings: InterpreterSettings,
    /// Pages that are known to come to an end.
    checked: BTreeSet<usize>,
}

impl<'a> PdfRenderer<'a> {
    pub(crate) fn new(document: &'a PdfDocument) -> Self {
        Self { document, cache: RenderCache::new(), settings: InterpreterSettings::default(), checked: BTreeSet::new() }
    }

    /// Draws a page, by its number from 0, on white: the nearest whole number of pixels each way, at least one.
    ///
    /// # Errors
    /// When there is no such page, it cannot be drawn, or it would have too many pixels.
    pub fn render(&mut self, page: usize, dpi: f64) -> Result<Pixmap, Diagnostic> {
        let found = self.document.page(page).ok_or_else(|| no_page(page))?;
        let size = guarded(Some(page), || size_of(found))?;
        let pixels = |length: Emu| (f64::from(length.get()) * dpi / f64::from(Emu::PER_INCH) + 0.5).max(1.0);
        let (width, height) = (pixels(size.width), pixels(size.height));
        let limit = f64::from(u16::MAX);
        if !(dpi > 0.0 && width <= limit && height <= limit) || (width * height) as u64 > MOST_PIXELS {
            return Err(damaged(Some(page), "the picture would be too large; choose a lower resolution"));
        }
        let (width, height) = (width as u16, height as u16);
        if !self.checked.contains(&page) {
            guarded(Some(page), || check_ends(found, &self.document.pdf))?;
            self.checked.insert(page);
        }
        let (cache, settings) = (&self.cache, &self.settings);
        let drawn = guarded(Some(page), || {
            let mut context = RenderContext::new(width, height);
            let transform = Affine::scale(dpi / 72.0) * found.initial_transform(true).to_kurbo();
            // Hinting would move outlines away from where the file has them.
            let quality = RenderSettings { hinting: false, ..RenderSettings::default() };
            render_into(found, cache, settings, &quality, &mut context, transform);
            context.flush();
            let mut target = Target::new(width, height);
            let ground = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..RasterizerSettings::default() };
            context.render_with(&mut target, &mut Resources::default(), ground);
            target.data_as_u8_slice().to_vec()
        });
        if drawn.is_err() {
            // What a panic left in the cache is not to be trusted.
            self.cache = RenderCache::new();
        }
        Ok(Pixmap { width: width.into(), height: height.into(), rgba: drawn? })
    }
}
