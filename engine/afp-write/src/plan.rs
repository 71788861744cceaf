//! What is fixed before the first page: the names of fonts, pictures and shared content, and their encoded forms.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use afp_codec::Name;
use afp_codec::triplets::Triplet;
use diagnostics::{Code, Diagnostic, Diagnostics};
use scene::{Content, Definitions, Include, IncludeKind, Item, LibraryObject, Page};
use units::FontSize;

use crate::classic::CodeTable;
use crate::encoder::{Encoder, Used};
use crate::error::WriteError;
use crate::images::ImageResource;
use crate::names::{Names, name};
use crate::object_id;
use crate::options::{FontName, Options, Profile, ResourcePlace};
use crate::page::{Medium, PlacedLink};
use crate::source::PageRange;
use crate::time;

/// Characters in the name of a colour management resource (CMOCA "CMR Name").
pub(crate) const COLOUR_RESOURCE_NAME: usize = 73;

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
    /// All of it, for text that names glyphs.
    whole_from: Whole,
    whole: OnceLock<Option<WholeFont>>,
}

/// Where all of a face comes from.
#[derive(Clone)]
enum Whole {
    /// The profile has no text that names glyphs.
    Never,
    /// It goes into the file under this name.
    Inline(String),
    /// It stands in a library as it is.
    Library,
}

/// All of a face as a font file: glyphs have their own ids in it, so that pages can name them before anyone knows which
/// others the job uses, and its object identifier is known, which is made from its bytes.
#[derive(Clone)]
pub(crate) struct WholeFont {
    pub name: String,
    pub file: Vec<u8>,
    pub object_id: Vec<u8>,
}

/// A glyph's plainest character, if it has one, and its advance in design units.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PlannedGlyph {
    pub character: Option<char>,
    pub advance: u16,
    /// The character where it is of ASCII, else a byte that no text has.
    pub ascii: u8,
}

/// A byte that no UTF-8 text has.
const NO_TEXT: u8 = 0xFF;

impl PlannedFace {
    fn new(face: &fonts::Face, name: String, whole_from: Whole, profile: Profile) -> Self {
        let glyph = |id| {
            let character = face.character_of(id);
            let ascii = character.filter(char::is_ascii).map_or(NO_TEXT, |character| character as u8);
            PlannedGlyph { character, advance: face.advance(id), ascii }
        };
        let glyphs = (0..face.glyph_count()).map(glyph).collect();
        let codes = (!profile.is_interchange()).then(|| CodeTable::new(face));
        Self { face: face.clone(), codes, glyphs, name, whole_from, whole: OnceLock::new() }
    }

    /// All of the face; none where the profile does not have it or the face cannot be written.
    pub(crate) fn whole(&self) -> Option<&WholeFont> {
        if matches!(self.whole_from, Whole::Never) {
            return None;
        }
        let make = || {
            let (name, file) = match &self.whole_from {
                Whole::Never => return None,
                Whole::Inline(name) => (name.clone(), fonts::whole_for_afp(&self.face, name).ok()?),
                Whole::Library => (self.name.clone(), self.face.bytes().to_vec()),
            };
            let object_id = object_id::of_font(&file);
            Some(WholeFont { name, file, object_id })
        };
        self.whole.get_or_init(make).as_ref()
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
    /// The whole object, from its Begin to its End field; empty for a library's.
    pub bytes: Vec<u8>,
    /// A library's object, and those that it needs.
    pub library: Vec<LibraryObject>,
    pub used: Used,
    /// Its links, from its own corner.
    pub links: Vec<PlacedLink>,
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
    /// Names chosen for fonts, by face, size and part.
    pub(crate) font_names: BTreeMap<(u16, Option<FontSize>, u16), String>,
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
        let font_names = font_names(definitions, &options);
        // In an interchange set a font is called so as a whole; what it is called behind `X0`, elsewhere.
        if options.profile.is_interchange() && options.resources == ResourcePlace::Inline {
            for ((.., size, part), chosen) in &font_names {
                if size.is_none() && *part == 0 {
                    names.take(chosen)?;
                }
            }
        }
        let faces = definitions.faces.iter().zip(0u16..).map(|(face, number)| {
            let mut hasher = blake3::Hasher::new();
            hasher.update(&options.identity).update(face.hash()).update(&face.index().to_be_bytes());
            let library = options.resources == ResourcePlace::External && options.profile.is_interchange();
            // A font of a library is found by its own name, whole and the same for every job.
            let chosen = font_names.get(&(number, None, 0)).filter(|_| options.profile.is_interchange());
            let name = match chosen {
                _ if library => face.full_name().to_owned(),
                Some(chosen) => chosen.clone(),
                None => names.give('F', hasher.finalize()),
            };
            hasher.update(b"whole");
            let whole = match (options.profile.has_glyph_runs(), library) {
                (false, _) => Whole::Never,
                (true, true) => Whole::Library,
                (true, false) => Whole::Inline(names.give('W', hasher.finalize())),
            };
            PlannedFace::new(face, name, whole, options.profile)
        });
        let faces = faces.collect();
        let images = definitions
            .images
            .iter()
            .map(|image| ImageResource::new(image, options.profile, |hash| names.of(&image.name, 'I', hash)))
            .collect::<Result<_, _>>()?;
        let file = names.give('J', blake3::hash(&options.identity));
        let mut plan = Self {
            stamp: options.time.as_deref().map(time::stamp).transpose()?,
            name: name(&file)?,
            font_names,
            options,
            faces,
            images,
            includes: Vec::new(),
            diagnostics: Diagnostics::new(),
        };
        for resource in &plan.options.colour_resources {
            if resource.name.encode_utf16().count() != COLOUR_RESOURCE_NAME {
                let finding = Diagnostic::new(Code::Unsupported)
                    .with("what", format!("the colour management resource {}", resource.name))
                    .with("advice", "give its whole name, of 73 characters");
                plan.diagnostics.push_once(finding);
            }
        }
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
        if let Some(library) = &include.library {
            let (name, kind) = (names.take(&library.name)?, include.kind);
            let (bytes, used, links, ranges) = (Vec::new(), Used::default(), Vec::new(), Vec::new());
            return Ok(PlannedInclude { name, kind, bytes, library: library.objects.clone(), used, links, ranges });
        }
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
            library: Vec::new(),
            used: encoded.used,
            links: encoded.links,
            ranges: encoded.ranges,
        })
    }
}

/// The names chosen for fonts by the number of the face, the first of those that are called so.
fn font_names(definitions: &Definitions, options: &Options) -> BTreeMap<(u16, Option<FontSize>, u16), String> {
    let number = |font: &FontName| definitions.faces.iter().position(|face| face.full_name() == font.face);
    let numbered = |font: &FontName| {
        let number = u16::try_from(number(font)?).ok()?;
        Some(((number, font.size, font.part), font.name.clone()))
    };
    options.fonts.iter().filter_map(numbered).collect()
}

/// Whether content has only what a page segment may hold without containers (MO:DCA "Page Segment").
fn fits_segment(content: &Content) -> bool {
    content.items.iter().all(|placed| matches!(placed.item, Item::Path(_) | Item::Rule(_) | Item::Barcode(_)))
}
