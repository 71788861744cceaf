//! The way in: pages and definitions of one job.

use std::borrow::Cow;

use diagnostics::Diagnostics;
use fonts::Face;
use scene::{
    Content, Definitions, ImageFormat, ImageSource, Include, Item, Page, PixelColour, Pixmap, Placed, TextRun,
};
use units::{QuarterTurn, Rect};

use crate::capabilities::{Capabilities, Feature};
use crate::pass::Pass;
use crate::pixels::decode;

/// Draws a part of a page on white at so many dots per inch: `area` lies on whole dots. The words are for a message.
pub type Rasterise<'a> = dyn Fn(&Page, &Definitions, Rect, u32) -> Result<Pixmap, String> + Sync + 'a;

/// Lowers the pages of one job for one output. Shared between threads.
pub struct Lowering<'a> {
    pub(crate) capabilities: Capabilities,
    pub(crate) definitions: &'a Definitions,
    pub(crate) rasterise: &'a Rasterise<'a>,
    /// By picture: whether it has transparent pixels.
    pub(crate) transparent: Vec<bool>,
    lowered: Definitions,
    diagnostics: Diagnostics,
}

/// A page within what the output can draw.
#[derive(Debug)]
pub struct Lowered<'p> {
    /// The page; borrowed where nothing had to change.
    pub page: Cow<'p, Page>,
    /// Pictures made for this page. Their ids go on from those of [`Lowering::definitions`].
    pub images: Vec<ImageSource>,
    /// What was changed and loses something.
    pub diagnostics: Diagnostics,
}

impl<'a> Lowering<'a> {
    /// Lowers the definitions of a job and prepares for its pages.
    pub fn new(capabilities: Capabilities, definitions: &'a Definitions, rasterise: &'a Rasterise<'a>) -> Self {
        let check = !capabilities.has(Feature::AlphaPicture);
        let has_alpha = |image: &ImageSource| {
            check
                && image.colour == PixelColour::Rgba
                && decode(image).is_ok_and(|pixels| pixels.colour == PixelColour::Rgba)
        };
        let transparent = definitions.images.iter().map(has_alpha).collect();
        let lowered = definitions.clone();
        let diagnostics = Diagnostics::new();
        let mut lowering = Self { capabilities, definitions, rasterise, transparent, lowered, diagnostics };
        lowering.lower_definitions();
        lowering
    }

    /// A page within the output's capabilities.
    pub fn page<'p>(&self, page: &'p Page) -> Lowered<'p> {
        if page.content.items.iter().all(|placed| self.is_native(placed, &page.content)) {
            return Lowered { page: Cow::Borrowed(page), images: Vec::new(), diagnostics: Diagnostics::new() };
        }
        let mut pass = Pass::new(self, page);
        pass.content(&page.content);
        let (content, images, diagnostics) = pass.finish();
        let page =
            Page { size: page.size, content, index: page.index.clone(), medium_map: page.medium_map.clone(), ..*page };
        Lowered { page: Cow::Owned(page), images, diagnostics }
    }

    /// The definitions within the output's capabilities: shared content lowered, pictures with transparent pixels on
    /// white. Ids stay; pictures made for shared content come after the others, those of pages after these.
    pub fn definitions(&self) -> &Definitions {
        &self.lowered
    }

    /// What was changed in the definitions and loses something.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    fn lower_definitions(&mut self) {
        for (image, &transparent) in self.lowered.images.iter_mut().zip(&self.transparent) {
            if transparent && let Ok(pixels) = decode(image) {
                let flat = pixels.on_white();
                image.colour = flat.colour;
                image.format = ImageFormat::Raw;
                image.name = format!("{}-on-white", image.name);
                image.bytes = flat.bytes.into();
            }
        }
        for (number, include) in self.definitions.includes.iter().enumerate() {
            // What is a library's is drawn by its own bytes.
            let is_native = || include.content.items.iter().all(|placed| self.is_native(placed, &include.content));
            if include.library.is_some() || is_native() {
                continue;
            }
            let page = Page { size: include.size, ..Page::default() };
            let mut pass = Pass::new(self, &page);
            pass.content(&include.content);
            let (content, images, found) = pass.finish();
            self.lowered.images.extend(images);
            self.diagnostics.append(found);
            if let Some(place) = self.lowered.includes.get_mut(number) {
                *place = Include { content, ..include.clone() };
            }
        }
    }

    /// The pictures that lowering the definitions has made so far.
    pub(crate) fn made(&self) -> &[ImageSource] {
        self.lowered.images.get(self.definitions.images.len()..).unwrap_or_default()
    }

    /// Whether an item can stay as it is, whatever lies around it.
    fn is_native(&self, placed: &Placed, content: &Content) -> bool {
        let has = |feature| self.capabilities.has(feature);
        match &placed.item {
            Item::Text(run) => {
                !self.is_spot(run.colour)
                    && self
                        .definitions
                        .face(run.face)
                        .is_none_or(|face| self.why_not_text(face, run, content).is_none())
            }
            Item::Rule(rule) => !self.is_spot(rule.colour),
            Item::Path(path) => {
                let plain_fill = path.fill.is_none_or(|(colour, _)| !self.is_spot(colour) && has(Feature::NonZeroFill));
                let plain_line =
                    path.stroke.as_ref().is_none_or(|stroke| !self.is_spot(stroke.colour) && has(Feature::StyledLine));
                plain_fill && plain_line
            }
            Item::Image(image) => {
                let transparent = self.transparent.get(image.image.0 as usize).copied().unwrap_or(false);
                let inks = self.definitions.image(image.image).is_some_and(|source| source.colour == PixelColour::Cmyk);
                let bilevel = image.mask.is_none()
                    && self.definitions.image(image.image).is_some_and(|source| source.colour == PixelColour::Bilevel);
                !transparent
                    && (!inks || has(Feature::InkPicture))
                    && (!bilevel || has(Feature::OpaqueBilevel))
                    && image.mask.is_none_or(|mask| !self.is_spot(mask.colour))
            }
            Item::Barcode(barcode) => {
                !self.is_spot(barcode.colour)
                    && (has(Feature::ForeignBarcode) || (self.capabilities.native_barcode)(barcode))
            }
            Item::Include { include, turn, .. } => {
                has(Feature::TurnedInclude)
                    || *turn == QuarterTurn::Zero
                    || self
                        .definitions
                        .include(*include)
                        .is_none_or(|include| include.kind == scene::IncludeKind::Overlay)
            }
            Item::Group(_) => self.capabilities.groups,
            Item::Link(_) => true,
        }
    }

    /// Why a run's glyphs cannot be written as characters, if they cannot.
    pub(crate) fn why_not_text(&self, face: &Face, run: &TextRun, content: &Content) -> Option<&'static str> {
        if !face.has_truetype_outlines() && !self.capabilities.has(Feature::OtherOutlines) {
            return Some("the font has no TrueType outlines, so it cannot be embedded");
        }
        if run.size > self.capabilities.largest_text && !self.capabilities.has(Feature::LargeText) {
            return Some("it is larger than a raster font holds");
        }
        let reachable = self.capabilities.has(Feature::UnreachableGlyph)
            || content.glyphs(run).iter().all(|glyph| face.character_of(glyph.id).is_some());
        (!reachable).then_some("a glyph has no character of its own in the font")
    }

    fn is_spot(&self, colour: units::Colour) -> bool {
        matches!(colour, units::Colour::Spot(..)) && !self.capabilities.has(Feature::SpotColour)
    }
}
