//! What is fixed before the first page: the names of fonts, pictures and shared content, and their encoded forms.

use afp_codec::Name;
use afp_codec::triplets::Triplet;
use diagnostics::Diagnostics;
use scene::{Content, Definitions, Include, IncludeKind, Item, Page};

use crate::classic::CodeTable;
use crate::encoder::{Encoder, Used};
use crate::error::WriteError;
use crate::images::ImageResource;
use crate::names::{Names, name};
use crate::options::{Options, Profile, ResourcePlace};
use crate::page::Medium;
use crate::source::PageRange;
use crate::time;

/// A face and the name that the job gives its subset.
#[derive(Clone)]
pub(crate) struct PlannedFace {
    pub face: fonts::Face,
    /// Its code points in a classic file.
    pub codes: Option<CodeTable>,
    /// By glyph: what text needs to know, in one place.
    pub glyphs: Vec<PlannedGlyph>,
    /// Its full name in the file (name id 4), its resource's name and what pages call it.
    pub name: String,
}

/// A glyph's plainest character, if it has one, and its advance in design units.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PlannedGlyph {
    pub character: Option<char>,
    pub advance: u16,
}

impl PlannedFace {
    fn new(face: &fonts::Face, name: String, profile: Profile) -> Self {
        let glyph = |id| PlannedGlyph { character: face.character_of(id), advance: face.advance(id) };
        let codes = (!profile.is_interchange()).then(|| CodeTable::new(face));
        Self { face: face.clone(), name, codes, glyphs: (0..face.glyph_count()).map(glyph).collect() }
    }
}

impl std::fmt::Debug for PlannedFace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PlannedFace").field("face", &self.face).field("name", &self.name).finish_non_exhaustive()
    }
}

/// Shared content, encoded.
#[derive(Clone, Debug)]
pub(crate) struct PlannedInclude {
    pub name: Name,
    /// What it became: a page segment holds neither text nor containers.
    pub kind: IncludeKind,
    /// The whole object, from its Begin to its End field.
    pub bytes: Vec<u8>,
    pub used: Used,
    /// Places in `bytes`.
    pub ranges: Vec<PageRange>,
}

/// Everything about a job that its records do not change. Shared between threads.
#[derive(Debug)]
pub struct Plan {
    pub(crate) options: Options,
    pub(crate) faces: Vec<PlannedFace>,
    pub(crate) images: Vec<ImageResource>,
    pub(crate) includes: Vec<PlannedInclude>,
    pub(crate) stamp: Option<Triplet<'static>>,
    /// The print file's own name.
    pub(crate) name: Name,
    diagnostics: Diagnostics,
}

impl Plan {
    /// Plans a job from its definitions, which are within what AFP can draw.
    ///
    /// # Errors
    /// A picture that cannot be decoded, a time that is none.
    pub fn new(definitions: &Definitions, options: Options) -> Result<Self, WriteError> {
        let mut names = Names::with(&options.names)?;
        if let Some(form) = &options.form {
            names.take(&form.name)?;
        }
        let mut diagnostics = Diagnostics::new();
        let faces = definitions.faces.iter().map(|face| {
            let mut hasher = blake3::Hasher::new();
            hasher.update(&options.identity).update(face.hash()).update(&face.index().to_be_bytes());
            let name = match options.resources {
                // A font of a library is found by its own name, whole and the same for every job.
                ResourcePlace::External if options.profile.is_interchange() => face.full_name().to_owned(),
                ResourcePlace::Inline | ResourcePlace::External => names.give('F', hasher.finalize()),
            };
            PlannedFace::new(face, name, options.profile)
        });
        let faces = faces.collect();
        let images = definitions
            .images
            .iter()
            .map(|image| {
                let name = |hash| names.of(&image.name, 'I', hash);
                ImageResource::new(image, options.profile, name, &mut diagnostics)
            })
            .collect::<Result<_, _>>()?;
        let file = names.give('J', blake3::hash(&options.identity));
        let mut plan = Self {
            stamp: options.time.as_deref().map(time::stamp).transpose()?,
            name: name(&file)?,
            options,
            faces,
            images,
            includes: Vec::new(),
            diagnostics,
        };
        for include in &definitions.includes {
            let planned = plan.include(include, &mut names)?;
            plan.includes.push(planned);
        }
        Ok(plan)
    }

    /// What was changed in the definitions and loses something.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    fn include(&mut self, include: &Include, names: &mut Names) -> Result<PlannedInclude, WriteError> {
        let segment = include.kind == IncludeKind::PageSegment && fits_segment(&include.content);
        let medium = if segment { Medium::Segment } else { Medium::Overlay };
        // The name stands in the bytes, so it is made from them without it.
        let page = Page { size: include.size, content: include.content.clone(), ..Page::default() };
        let probe = Encoder::new(self).object(&page, &[], medium, Name::BLANK)?;
        let kind = if segment { 'S' } else { 'O' };
        let given = names.of(&include.name, kind, blake3::hash(&probe.bytes));
        let name = name(&given)?;
        let encoded = Encoder::new(self).object(&page, &[], medium, name)?;
        self.diagnostics.append(encoded.diagnostics);
        Ok(PlannedInclude {
            name,
            kind: if segment { IncludeKind::PageSegment } else { IncludeKind::Overlay },
            bytes: encoded.bytes,
            used: encoded.used,
            ranges: encoded.ranges,
        })
    }
}

/// Whether content has only what a page segment may hold without containers (MO:DCA "Page Segment").
fn fits_segment(content: &Content) -> bool {
    content.items.iter().all(|placed| matches!(placed.item, Item::Path(_) | Item::Rule(_) | Item::Barcode(_)))
}
