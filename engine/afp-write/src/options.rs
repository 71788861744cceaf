//! What the caller chooses.

use std::collections::BTreeMap;

use afp_codec::framing::PORTABLE_LIMIT;

use units::FontSize;

use crate::form_definition::FormDefinition;
use crate::source::INTRODUCER;

/// How text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TextEncoding {
    /// UTF-16BE, which every receiver of Unicode fonts reads.
    #[default]
    Utf16,
    /// UTF-8, told by an encoding scheme triplet (MO:DCA X'50', ESidUD X'7807'): shorter for Latin text.
    Utf8,
}

/// How index names and values are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum IndexEncoding {
    /// EBCDIC (CCSID 500) where it has all characters, else UTF-16BE.
    #[default]
    EbcdicElseUtf16,
    /// EBCDIC (CCSID 500) always; a character that it lacks is a finding.
    Ebcdic,
    /// UTF-16BE always.
    Utf16,
}

/// Pels to the inch of raster fonts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Resolution {
    /// 240.
    Pels240,
    /// 300.
    #[default]
    Pels300,
    /// 600.
    Pels600,
}

impl Resolution {
    /// Pels to the inch.
    pub const fn per_inch(self) -> u16 {
        match self {
            Self::Pels240 => 240,
            Self::Pels300 => 300,
            Self::Pels600 => 600,
        }
    }
}

/// The fonts of a classic file (FOCA).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClassicFonts {
    /// Raster patterns, one font for each size.
    Raster(Resolution),
    /// Outlines: Type 1, and CID-keyed where the code points have two bytes.
    Outline,
}

/// How pictures with inks are written in a classic file; all others are FS10 and FS11.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum InkImages {
    /// As red, green and blue in IOCA function set 11.
    #[default]
    Fs11,
    /// As inks in IOCA function set 45.
    Fs45,
}

/// What a print file may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// MO:DCA IS/3, and its claim.
    #[default]
    Is3,
    /// IS/3 but for text that no character map expresses, which is runs of glyphs (PTOCA PT4); so it makes no claim.
    Is3Pt4,
    /// What older printers and archives read: FOCA fonts, short fields, no print file envelope, no claim.
    Classic {
        /// Its fonts.
        fonts: ClassicFonts,
        /// Its pictures with inks.
        images: InkImages,
    },
}

impl Profile {
    /// Whether the file is built as IS/3 has it.
    pub const fn is_interchange(self) -> bool {
        matches!(self, Self::Is3 | Self::Is3Pt4)
    }

    /// Whether the file claims to keep to IS/3.
    pub const fn claims_interchange(self) -> bool {
        matches!(self, Self::Is3)
    }

    /// Whether text may name glyphs.
    pub(crate) const fn has_glyph_runs(self) -> bool {
        matches!(self, Self::Is3Pt4)
    }

    /// Greatest length of a structured field, carriage control not counted.
    pub(crate) const fn field_limit(self) -> usize {
        match self {
            Self::Is3 | Self::Is3Pt4 => PORTABLE_LIMIT,
            // Interchange sets 1 and 2, which older receivers were built to.
            Self::Classic { .. } => 8_192,
        }
    }

    /// Most bytes of object data in one field.
    pub(crate) const fn field_data(self) -> usize {
        self.field_limit() + 1 - INTRODUCER
    }
}

/// What an index document before each document lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum IndexLevel {
    /// There is none.
    #[default]
    None,
    /// Page groups.
    Groups,
    /// Page groups and their pages.
    Pages,
}

/// Where resources go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ResourcePlace {
    /// Into the resource group of the print file: fonts as subsets.
    #[default]
    Inline,
    /// Into files of a library, which [`crate::PrintFile::finish_with`] hands out: fonts whole, or those parts of a
    /// classic file's fonts that the job uses.
    External,
}

/// How a colour management resource is processed (MO:DCA X'91').
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColourMode {
    /// It says how the colours of pages are meant.
    Audit,
    /// It says how the printer makes them.
    Instruction,
    /// It leads from one to the other.
    Link,
}

/// A colour management resource of the printer or its server, referred to by name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ColourResource {
    /// Its name of 73 characters (CMOCA "CMR Name").
    pub name: String,
    /// How it is processed.
    pub mode: ColourMode,
}

/// A name chosen for the resources of a font.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontName {
    /// The full name of its face.
    pub face: String,
    /// The size whose coded font and raster character set have it; none for what serves all sizes: the code page and the
    /// outlines of a classic file, the font of an interchange set.
    pub size: Option<FontSize>,
    /// Which of the face's coded fonts, 0 for the one of code page 500.
    pub part: u16,
    /// What stands behind `X0`, `C0` and `T1`, and before the section of a double-byte font; in an interchange set all of
    /// the name.
    pub name: String,
}

/// Choices for one print file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What the job is: the hash of its template's package and an id of the job. Names of fonts depend on it, so that no
    /// printer mistakes a subset it kept from another job for this job's.
    pub identity: [u8; 32],
    /// What the file may hold.
    pub profile: Profile,
    /// How text is written; classic files have code pages of their own.
    pub text: TextEncoding,
    /// Colour management resources that every page refers to.
    pub colour_resources: Vec<ColourResource>,
    /// How index names and values are written.
    pub index: IndexEncoding,
    /// Whether an index document stands before each document.
    pub index_document: IndexLevel,
    /// Where resources go.
    pub resources: ResourcePlace,
    /// Names chosen for resources, up to eight characters, by what they name: [`scene::Include::name`] or
    /// [`scene::ImageSource::name`].
    pub names: BTreeMap<String, String>,
    /// Names chosen for fonts.
    pub fonts: Vec<FontName>,
    /// The form definition that comes with the print file.
    pub form: Option<FormDefinition>,
    /// When the file was made, as RFC 3339; nothing is written where none is given.
    pub time: Option<String>,
    /// Whether the place of each item in the file is kept.
    pub source_map: bool,
}
