//! Pages to bytes.

use std::collections::{BTreeMap, BTreeSet};

use afp_codec::Name;
use diagnostics::{Code, Diagnostic, Diagnostics, Location};
use scene::{FaceId, ImageSource, IndexEntry, Page};

use crate::characters::CharacterSet;
use crate::classic::FontKey;
use crate::error::WriteError;
use crate::index;
use crate::named::Named;
use crate::names::name;
use crate::options::IndexLevel;
use crate::page::{Canvas, LastEnvironment, Medium, PlacedImage, PlacedLink, TextObject};
use crate::plan::Plan;
use crate::source::PageRange;
use crate::units::GREATEST;

/// What pages use of the job's resources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Used {
    /// By face.
    pub characters: Vec<CharacterSet>,
    /// Faces whose glyphs are named, all of which the file then carries.
    pub whole_faces: BTreeSet<u16>,
    pub images: BTreeSet<u32>,
    pub includes: BTreeSet<u32>,
    /// Characters by font, in classic files.
    pub fonts: BTreeMap<FontKey, CharacterSet>,
    /// Pictures at their sizes, in classic files.
    pub pictures: Named<PlacedImage>,
}

impl Used {
    pub(crate) fn join(&mut self, other: &Self) -> Result<(), WriteError> {
        if self.characters.len() < other.characters.len() {
            self.characters.resize_with(other.characters.len(), CharacterSet::default);
        }
        for (mine, more) in self.characters.iter_mut().zip(&other.characters) {
            mine.union(more);
        }
        self.whole_faces.extend(&other.whole_faces);
        self.images.extend(&other.images);
        self.includes.extend(&other.includes);
        for (&font, more) in &other.fonts {
            self.fonts.entry(font).or_default().union(more);
        }
        self.pictures.join(&other.pictures)
    }

    pub(crate) fn characters_of(&mut self, face: FaceId) -> Option<&mut CharacterSet> {
        let at = usize::from(face.0);
        if self.characters.len() <= at {
            self.characters.resize_with(at + 1, CharacterSet::default);
        }
        self.characters.get_mut(at)
    }
}

/// A page as bytes, from Begin Page to End Page.
#[derive(Clone, Debug)]
pub struct EncodedPage {
    /// The structured fields.
    pub bytes: Vec<u8>,
    /// Which bytes draw which item, in the order of the bytes; empty unless the plan's options ask for it.
    pub ranges: Vec<PageRange>,
    /// What could not be written as it is.
    pub diagnostics: Diagnostics,
    pub(crate) used: Used,
    /// The medium map that it is printed by, where it names one.
    pub(crate) medium_map: Option<String>,
    /// Its index, for an index document that lists pages.
    pub(crate) index: Vec<IndexEntry>,
    /// The links of shared content, from its own corner; those of a page are in its bytes.
    pub(crate) links: Vec<PlacedLink>,
}

impl EncodedPage {
    /// The characters that the page's text uses of a face.
    pub fn characters(&self, face: FaceId) -> Option<&CharacterSet> {
        self.used.characters.get(usize::from(face.0))
    }
}

/// Turns pages of a planned job into bytes. One for each worker: it keeps buffers, nothing that changes the result.
#[derive(Debug)]
pub struct Encoder<'p> {
    plan: &'p Plan,
    last: LastEnvironment,
    texts: Vec<TextObject>,
}

impl<'p> Encoder<'p> {
    /// An encoder for pages of a job.
    pub fn new(plan: &'p Plan) -> Self {
        Self { plan, last: LastEnvironment::default(), texts: Vec::new() }
    }

    /// Encodes a page within what AFP can draw. `images` are the pictures made for this page; their ids go on from those
    /// of the plan's definitions.
    ///
    /// # Errors
    /// A picture of the page that cannot be encoded, or a value that no field can hold.
    pub fn page(&mut self, page: &Page, images: &[ImageSource]) -> Result<EncodedPage, WriteError> {
        let name = name(&format!("P{:07}", page.number % 10_000_000))?;
        self.object(page, images, Medium::Page, name)
    }

    /// Encodes a page, an overlay or a page segment.
    pub(crate) fn object(
        &mut self,
        page: &Page,
        images: &[ImageSource],
        medium: Medium,
        name: Name,
    ) -> Result<EncodedPage, WriteError> {
        let mut canvas = Canvas::new(self.plan, page.size, images, medium);
        canvas.texts = std::mem::take(&mut self.texts);
        let greatest = u32::try_from(GREATEST).unwrap_or(u32::MAX);
        if canvas.extents.0 > greatest || canvas.extents.1 > greatest {
            canvas.report(Diagnostic::new(Code::PageTooLarge).with("limit", "578 mm"));
        }
        canvas.items(&page.content)?;
        let mut entries = Vec::new();
        for entry in &page.index {
            entries.push(index::element(entry, self.plan.options.index, None, &mut canvas.diagnostics));
        }
        let (mut encoded, texts) = canvas.finish(name, &entries, &mut self.last)?;
        self.texts = texts;
        let place = Location::Page { record: page.record, page: page.number };
        encoded.medium_map.clone_from(&page.medium_map);
        if self.plan.options.index_document == IndexLevel::Pages {
            encoded.index.clone_from(&page.index);
        }
        encoded.diagnostics = located(encoded.diagnostics, medium, &place);
        Ok(encoded)
    }
}

/// The findings of a page, with the page as their last place.
fn located(found: Diagnostics, medium: Medium, place: &Location) -> Diagnostics {
    if medium != Medium::Page {
        return found;
    }
    let mut list = Diagnostics::new();
    for finding in found.into_vec() {
        list.push(finding.at(place.clone()));
    }
    list
}
