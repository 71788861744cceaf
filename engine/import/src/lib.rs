//! Finished pages in, editable objects of a template out.
//!
//! In: a [`scene::Page`] with the [`scene::Definitions`] of its job, as a reader made it, and the fonts that a template
//! may name without bringing them. Out: [`Imported`]: objects in the page's z-order, the fonts and pictures that they
//! need, and what became of each part of the page, object by object. Nothing here knows of AFP or of files.
//!
//! - Pieces of text on one baseline make a line, in their faces, sizes and colours; lines that break where a paragraph
//!   of that width would break make a paragraph. A line whose words stand farther apart than the font would set them
//!   gets letter spacing, so that it ends where it did, or falls into its parts.
//! - Filled rectangles are rectangles, thin ones lines; four lines that close are one box, with its ground.
//! - Pictures and bar codes are what they were; outlines stay outlines.
//! - Text that no character of its face can say, slanted text and bar codes that a template cannot name become outlines;
//!   what shines through or is cut by an edge becomes a picture of that place. Each such change is told.

mod boxes;
mod build;
mod faces;
mod gather;
mod lines;
mod outlines;
mod paragraphs;
mod pictures;
mod symbol;
mod typeset;

use std::collections::BTreeMap;
use std::sync::Arc;

use diagnostics::{Diagnostics, ObjectId};
use fonts::Face;
use lower::{Capabilities, Lowering, Rasterise};
use model::{ElementKind, FontFamily, Object};
use scene::{Definitions, Origin, Page};
use units::Size;

/// What a page became.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The page's size.
    pub size: Size,
    /// The objects, the later above the earlier.
    pub objects: Vec<Object>,
    /// The families of type that their texts name.
    pub fonts: Vec<FontFamily>,
    /// Fonts and pictures by the names that families and objects use, besides the fonts at hand.
    pub assets: BTreeMap<String, Arc<[u8]>>,
    /// What became of the parts of the page, in the order of the objects.
    pub told: Vec<Told>,
    /// What was changed on the way and loses something.
    pub diagnostics: Diagnostics,
}

/// What a part of the page became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// The object.
    pub object: ObjectId,
    /// Where its first part stood in the file.
    pub origin: Origin,
    /// What it is now.
    pub outcome: Outcome,
}

/// What a part of a page became.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// A line of text.
    Line,
    /// A paragraph of so many lines.
    Paragraph(u32),
    /// A filled rectangle or a straight line.
    Rule,
    /// A box of four lines.
    Box,
    /// An outline.
    Outline,
    /// A picture.
    Picture,
    /// A bar code.
    Barcode,
    /// Text kept as outlines: it cannot be edited as text.
    TextOutlines,
    /// A bar code kept as bars: its data cannot be edited.
    Bars,
}

impl Outcome {
    /// Whether the part can be edited as what it was.
    pub const fn is_editable(self) -> bool {
        !matches!(self, Self::TextOutlines | Self::Bars)
    }

    /// Its name in machine-readable lists.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Paragraph(_) => "paragraph",
            Self::Rule => "rule",
            Self::Box => "box",
            Self::Outline => "outline",
            Self::Picture => "picture",
            Self::Barcode => "barcode",
            Self::TextOutlines => "text-outlines",
            Self::Bars => "bars",
        }
    }
}

/// Makes objects of a page. `at_hand` are the fonts that a template may name without bringing them, by file name;
/// `fresh` gives new ids; `rasterise` draws what can only be kept as a picture.
pub fn import_page(
    page: &Page,
    definitions: &Definitions,
    at_hand: &[(&str, Face)],
    rasterise: &Rasterise<'_>,
    fresh: &mut dyn FnMut(ElementKind) -> ObjectId,
) -> Imported {
    let lowering = Lowering::new(Capabilities::TEMPLATE_OBJECTS, definitions, rasterise);
    let lowered = lowering.page(page);
    let mut diagnostics = lowering.diagnostics().clone();
    diagnostics.append(lowered.diagnostics);
    let mut whole = lowering.definitions().clone();
    whole.images.extend(lowered.images);
    let found = gather::gather(&lowered.page, &whole);
    let mut build = build::Build::new(&whole, at_hand, fresh);
    build.page(found);
    let (objects, told, fonts, assets) = build.finish();
    Imported { size: page.size, objects, fonts, assets, told, diagnostics }
}
