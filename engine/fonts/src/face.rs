//! One face of an OpenType file.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::DrawSettings;
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};

use crate::mapping::CharacterMap;
use crate::outline_guard::is_drawable;
use crate::shaping::Shaping;
use crate::{Embedding, FontError, Pattern};

/// A collection claiming to have more faces is not one.
const MOST_FACES: u32 = 256;

/// Receives a glyph's outline in font design units, y upward.
pub use skrifa::outline::OutlinePen;

/// The smallest upright rectangle around a glyph, in design units, y upward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GlyphBounds {
    /// Left edge.
    pub x_min: i16,
    /// Lower edge.
    pub y_min: i16,
    /// Right edge.
    pub x_max: i16,
    /// Upper edge.
    pub y_max: i16,
}

/// One face of an OpenType file. Cloning shares it; two faces are equal when file content and index are.
#[derive(Clone)]
pub struct Face {
    inner: Arc<Inner>,
}

struct Inner {
    bytes: Arc<[u8]>,
    index: u32,
    hash: [u8; 32],
    full_name: String,
    family: String,
    postscript_name: String,
    units_per_em: u16,
    ascender: i16,
    descender: i16,
    line_gap: i16,
    cap_height: i16,
    x_height: i16,
    underline: (i16, i16),
    weight: u16,
    italic: bool,
    fs_type: u16,
    truetype: bool,
    characters: OnceLock<CharacterMap>,
    shaping: Shaping,
    /// Advances by glyph, in design units.
    advances: Vec<u16>,
    /// Of glyphs that came as patterns.
    patterns: BTreeMap<u16, Pattern>,
}

impl Face {
    /// How many faces a font file has: 1 but in collections.
    ///
    /// # Errors
    /// When the bytes are no OpenType font.
    pub fn count(bytes: &[u8]) -> Result<u32, FontError> {
        match skrifa::raw::FileRef::new(bytes) {
            Ok(skrifa::raw::FileRef::Font(_)) => Ok(1),
            Ok(skrifa::raw::FileRef::Collection(collection)) if collection.len() <= MOST_FACES => Ok(collection.len()),
            Ok(skrifa::raw::FileRef::Collection(_)) => {
                Err(FontError::Damaged(format!("a collection of more than {MOST_FACES} faces")))
            }
            Err(error) => Err(FontError::Damaged(error.to_string())),
        }
    }

    /// Reads face number `index` (0 but in collections) of a font file.
    ///
    /// # Errors
    /// When the bytes are no OpenType font or have no such face.
    pub fn from_bytes(bytes: Arc<[u8]>, index: u32) -> Result<Self, FontError> {
        let damaged = |error: skrifa::raw::ReadError| FontError::Damaged(error.to_string());
        let font = FontRef::from_index(&bytes, index).map_err(|error| match error {
            skrifa::raw::ReadError::InvalidCollectionIndex(index) => FontError::NoSuchFace(index),
            other => damaged(other),
        })?;
        let head = font.head().map_err(damaged)?;
        let units_per_em = head.units_per_em();
        if !(16..=16_384).contains(&units_per_em) {
            return Err(FontError::Damaged(format!("{units_per_em} units to the em")));
        }
        let glyphs = u32::from(font.maxp().map_err(damaged)?.num_glyphs());
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let glyph_metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let advances = (0..glyphs)
            .map(|glyph| glyph_metrics.advance_width(GlyphId::new(glyph)).unwrap_or(0.0).clamp(0.0, 65_535.0) as u16)
            .collect();
        let name = |id: StringId| {
            font.localized_strings(id)
                .english_or_first()
                .map(|name| name.chars().collect::<String>())
                .unwrap_or_default()
        };
        let attributes = font.attributes();
        let design = |value: f32| value.clamp(-32_768.0, 32_767.0) as i16;
        let family = Some(name(StringId::TYPOGRAPHIC_FAMILY_NAME)).filter(|name| !name.is_empty());
        let inner = Inner {
            index,
            hash: *blake3::hash(&bytes).as_bytes(),
            full_name: name(StringId::FULL_NAME),
            family: family.unwrap_or_else(|| name(StringId::FAMILY_NAME)),
            postscript_name: name(StringId::POSTSCRIPT_NAME),
            units_per_em,
            ascender: design(metrics.ascent),
            descender: design(metrics.descent),
            line_gap: design(metrics.leading),
            cap_height: design(metrics.cap_height.unwrap_or(metrics.ascent)),
            x_height: design(metrics.x_height.unwrap_or(metrics.ascent / 2.0)),
            underline: metrics.underline.map_or((-100, 50), |line| (design(line.offset), design(line.thickness))),
            weight: attributes.weight.value().clamp(1.0, 1000.0) as u16,
            italic: attributes.style != skrifa::attribute::Style::Normal,
            fs_type: font.os2().map(|os2| os2.fs_type()).unwrap_or(0),
            truetype: font.table_data(Tag::new(b"glyf")).is_some() && font.table_data(Tag::new(b"loca")).is_some(),
            characters: OnceLock::new(),
            shaping: Shaping::default(),
            advances,
            patterns: BTreeMap::new(),
            bytes,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The same face, new and not shared yet, with the patterns that its outlines were drawn from.
    pub(crate) fn with_patterns(mut self, patterns: BTreeMap<u16, Pattern>) -> Self {
        if let Some(inner) = Arc::get_mut(&mut self.inner) {
            inner.patterns = patterns;
        }
        self
    }

    /// The pattern that a glyph was drawn from, in faces made of patterns.
    pub fn pattern(&self, glyph: u16) -> Option<&Pattern> {
        self.inner.patterns.get(&glyph)
    }

    /// Whether the face was made of patterns: a raster font.
    pub fn has_patterns(&self) -> bool {
        !self.inner.patterns.is_empty()
    }

    /// The font file.
    pub fn bytes(&self) -> &Arc<[u8]> {
        &self.inner.bytes
    }

    /// The face's number in the file.
    pub fn index(&self) -> u32 {
        self.inner.index
    }

    /// BLAKE3 of the file.
    pub fn hash(&self) -> &[u8; 32] {
        &self.inner.hash
    }

    /// Name id 4, as in “IBM Plex Sans SemiBold”.
    pub fn full_name(&self) -> &str {
        &self.inner.full_name
    }

    /// Name id 16, else 1, as in “IBM Plex Sans”.
    pub fn family(&self) -> &str {
        &self.inner.family
    }

    /// Name id 6, as in “IBMPlexSans-SmBld”.
    pub fn postscript_name(&self) -> &str {
        &self.inner.postscript_name
    }

    /// Design units to the side of the em square.
    pub fn units_per_em(&self) -> u16 {
        self.inner.units_per_em
    }

    /// Height above the baseline, in design units.
    pub fn ascender(&self) -> i16 {
        self.inner.ascender
    }

    /// Depth below the baseline, in design units, negative.
    pub fn descender(&self) -> i16 {
        self.inner.descender
    }

    /// Extra distance between lines, in design units.
    pub fn line_gap(&self) -> i16 {
        self.inner.line_gap
    }

    /// Height of capitals, in design units.
    pub fn cap_height(&self) -> i16 {
        self.inner.cap_height
    }

    /// Height of small letters, in design units.
    pub fn x_height(&self) -> i16 {
        self.inner.x_height
    }

    /// Position (of the middle, above the baseline) and thickness of an underline, in design units.
    pub fn underline(&self) -> (i16, i16) {
        self.inner.underline
    }

    /// Weight, 400 regular to 700 bold.
    pub fn weight(&self) -> u16 {
        self.inner.weight
    }

    /// Whether it slants.
    pub fn is_italic(&self) -> bool {
        self.inner.italic
    }

    /// How many glyphs it has.
    pub fn glyph_count(&self) -> u16 {
        self.inner.advances.len() as u16
    }

    /// The glyph of a character by the character map, none where it has none.
    pub fn glyph(&self, character: char) -> Option<u16> {
        self.characters().glyph(character)
    }

    /// The character that the character map has for a glyph, none where it has none. Of several it is the plainest one
    /// (no control character, private character or compatibility form), and of those the first.
    pub fn character_of(&self, glyph: u16) -> Option<char> {
        self.characters().character(glyph)
    }

    fn characters(&self) -> &CharacterMap {
        self.inner.characters.get_or_init(|| match self.font() {
            Some(font) => CharacterMap::read(&font.charmap(), self.glyph_count()),
            None => CharacterMap::empty(),
        })
    }

    pub(crate) fn shaping(&self) -> &Shaping {
        &self.inner.shaping
    }

    /// What the font's licence bits allow.
    pub fn embedding(&self) -> Embedding {
        Embedding::from_bits(self.inner.fs_type)
    }

    /// Whether documents may carry the outlines of this font (OS/2 `fsType`).
    pub fn may_embed(&self) -> bool {
        const BITMAPS_ONLY: u16 = 0x200;
        self.embedding().is_allowed() && self.inner.fs_type & BITMAPS_ONLY == 0
    }

    /// Whether documents may carry a part of this font (OS/2 `fsType` bit 8).
    pub fn may_subset(&self) -> bool {
        const NO_SUBSETTING: u16 = 0x100;
        self.inner.fs_type & NO_SUBSETTING == 0
    }

    /// Whether its glyphs are TrueType outlines: only these can be subset.
    pub fn has_truetype_outlines(&self) -> bool {
        self.inner.truetype
    }

    /// The smallest rectangle around a glyph; none for one that draws nothing.
    pub fn bounds(&self, glyph: u16) -> Option<GlyphBounds> {
        let font = self.font()?;
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let found = metrics.bounds(GlyphId::from(glyph)).filter(|it| it.x_max > it.x_min || it.y_max > it.y_min)?;
        let down = |value: f32| value.floor().clamp(-32_768.0, 32_767.0) as i16;
        let up = |value: f32| value.ceil().clamp(-32_768.0, 32_767.0) as i16;
        Some(GlyphBounds {
            x_min: down(found.x_min),
            y_min: down(found.y_min),
            x_max: up(found.x_max),
            y_max: up(found.y_max),
        })
    }

    /// The advance of a glyph in design units; 0 for one that is not there.
    pub fn advance(&self, glyph: u16) -> u16 {
        self.inner.advances.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// Draws a glyph in design units, y upward; whether it has an outline. A damaged outline is not drawn, nor is one of
    /// more than a thousand components.
    pub fn outline(&self, glyph: u16, pen: &mut impl OutlinePen) -> bool {
        let Some(font) = self.font().filter(|font| is_drawable(font, glyph)) else { return false };
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        font.outline_glyphs().get(GlyphId::from(glyph)).is_some_and(|outline| outline.draw(settings, pen).is_ok())
    }

    /// The face for tables that this type does not offer.
    pub fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.inner.bytes, self.inner.index).ok()
    }
}

impl PartialEq for Face {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
            || (self.inner.index == other.inner.index && self.inner.hash == other.inner.hash)
    }
}

impl Eq for Face {}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Face({})", self.inner.full_name)
    }
}
