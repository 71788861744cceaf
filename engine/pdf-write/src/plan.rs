//! What is fixed before the first page.

use fonts::Face;
use pdf_writer::Ref;
use scene::{Definitions, DocumentInfo, FaceId, ImageId, IncludeId};

use crate::encode::{Encoder, Form};
use crate::pattern_font;

/// Choices for the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PdfOptions {
    /// Whether groups of pages are listed as bookmarks.
    pub bookmarks: bool,
    /// Whether the file is to be one for the archive: PDF/A-2b (ISO 19005-2).
    pub archive: bool,
}

impl Default for PdfOptions {
    fn default() -> Self {
        Self { bookmarks: true, archive: false }
    }
}

/// Object numbers, resource names and included forms of a job; the same for every page and every worker.
pub struct Plan<'d> {
    pub(crate) definitions: &'d Definitions,
    pub(crate) info: DocumentInfo,
    pub(crate) options: PdfOptions,
    /// The form of each include.
    pub(crate) includes: Vec<Form>,
    pub(crate) numbers: Numbers,
}

/// Objects whose numbers are fixed; those of pages follow.
#[derive(Clone, Debug)]
pub(crate) struct Numbers {
    /// The first object of each face.
    faces: Vec<i32>,
    first_image: i32,
    first_include: i32,
    /// The number of the first object of pages.
    pub(crate) first_free: i32,
}

/// The objects of a face.
pub(crate) struct FaceNumbers {
    pub(crate) font: Ref,
    pub(crate) descendant: Ref,
    pub(crate) descriptor: Ref,
    pub(crate) file: Ref,
    pub(crate) to_unicode: Ref,
    /// From glyph numbers to those of the subset.
    pub(crate) map: Ref,
}

/// The objects of a picture.
pub(crate) struct ImageNumbers {
    pub(crate) image: Ref,
    pub(crate) opacity: Ref,
    pub(crate) stencil: Ref,
}

const CATALOG: i32 = 1;
const INFO: i32 = 2;
const METADATA: i32 = 3;
const RESOURCES: i32 = 4;
const OUTLINE: i32 = 5;
const FIRST: i32 = 6;
const PER_FACE: i32 = 6;
const PER_IMAGE: i32 = 3;

impl Numbers {
    pub(crate) const CATALOG: Ref = Ref::new(CATALOG);
    pub(crate) const INFO: Ref = Ref::new(INFO);
    pub(crate) const METADATA: Ref = Ref::new(METADATA);
    /// The resources shared by all pages.
    pub(crate) const RESOURCES: Ref = Ref::new(RESOURCES);
    pub(crate) const OUTLINE: Ref = Ref::new(OUTLINE);

    /// The objects of a face with outlines.
    pub(crate) fn face(&self, face: FaceId) -> FaceNumbers {
        let first = self.first_of(face);
        let at = |number| Ref::new(first + number);
        FaceNumbers { font: at(0), descendant: at(1), descriptor: at(2), file: at(3), to_unicode: at(4), map: at(5) }
    }

    /// The font of a block of the glyphs of a face of patterns.
    pub(crate) fn pattern_font(&self, face: FaceId, block: u8) -> Ref {
        Ref::new(self.first_of(face) + i32::from(block))
    }

    fn first_of(&self, face: FaceId) -> i32 {
        self.faces.get(usize::from(face.0)).copied().unwrap_or(FIRST)
    }

    pub(crate) fn image(&self, image: ImageId) -> ImageNumbers {
        let at = |number| Ref::new(self.first_image + image.0 as i32 * PER_IMAGE + number);
        ImageNumbers { image: at(0), opacity: at(1), stencil: at(2) }
    }

    /// The profile of light of a file for the archive.
    pub(crate) fn light(&self) -> Ref {
        Ref::new(self.first_free - 2)
    }

    /// The profile of inks of a file for the archive.
    pub(crate) fn press(&self) -> Ref {
        Ref::new(self.first_free - 1)
    }

    pub(crate) fn include(&self, include: IncludeId) -> Ref {
        Ref::new(self.first_include + include.0 as i32)
    }
}

impl<'d> Plan<'d> {
    /// Plans a job: fixes numbers and encodes what is included.
    pub fn new(definitions: &'d Definitions, info: DocumentInfo, options: PdfOptions) -> Self {
        let mut faces = Vec::with_capacity(definitions.faces.len());
        let mut first_image = FIRST;
        for face in &definitions.faces {
            faces.push(first_image);
            first_image += if face.has_patterns() { pattern_font::blocks(face) } else { PER_FACE };
        }
        let first_include = first_image + definitions.images.len() as i32 * PER_IMAGE;
        let numbers = Numbers {
            faces,
            first_image,
            first_include,
            first_free: first_include + definitions.includes.len() as i32 + if options.archive { 2 } else { 0 },
        };
        let mut plan = Self { definitions, info, options, includes: Vec::new(), numbers };
        plan.includes = definitions.includes.iter().map(|include| Encoder::new(&plan).include(include)).collect();
        plan
    }
}

impl Plan<'_> {
    /// Whether a face is written as patterns, 256 glyphs to a font.
    pub(crate) fn has_patterns(&self, face: FaceId) -> bool {
        self.definitions.face(face).is_some_and(Face::has_patterns)
    }
}

/// A glyph's advance in thousandths of the em, as the file gives it.
pub(crate) fn width(face: &Face, glyph: u16) -> i64 {
    let per_em = i64::from(face.units_per_em()).max(1);
    (i64::from(face.advance(glyph)) * 1000 + per_em / 2) / per_em
}
