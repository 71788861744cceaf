//! What the engine made of a revision of the template and one record.

use serde::{Deserialize, Serialize};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Note,
    /// The output may not be what was meant.
    Warning,
    /// The output is wrong or missing.
    Error,
}

/// A finding about the template, its data or its output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The stable key of the kind of finding.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// What was found, in English.
    pub message: String,
    /// What to do about it, in English; may be empty.
    pub hint: String,
    /// Names and values for the words in another language.
    pub arguments: Vec<(String, String)>,
    /// The object it concerns.
    pub object: Option<String>,
    /// Which of the object's properties.
    pub property: Option<String>,
    /// Where it is, in words.
    pub place: String,
}

/// The size of a page, in EMU.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageSize {
    /// EMU.
    pub width: i32,
    /// EMU.
    pub height: i32,
}

/// The pages of one record, laid out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rendered {
    /// The revision of the template these pages show.
    pub revision: u64,
    /// The record, from 1; 0 where there is no data.
    pub record: u64,
    /// In order.
    pub pages: Vec<PageSize>,
    /// Milliseconds of checking and layout.
    pub layout_milliseconds: f64,
    /// What was found on the way.
    pub problems: Vec<Problem>,
}

/// What an output holds by its standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// AFP in MO:DCA IS/3.
    Is3,
    /// The same with the glyph runs of PTOCA PT4.
    Is3Pt4,
    /// AFP with raster fonts of so many pels to the inch.
    Classic(u16),
    /// AFP with outline fonts.
    ClassicOutline,
    /// PDF.
    Pdf,
}

/// One output as emitted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Emitted {
    /// What it holds.
    pub format: Format,
    /// Size of the file.
    pub bytes: u64,
    /// Milliseconds of encoding and writing.
    pub milliseconds: f64,
    /// Sizes of its pages as read back from the bytes.
    pub pages: Vec<PageSize>,
}

/// How far the AFP pane's picture and the PDF pane's differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// The share of inked pixels that differ over the compared pages, 0 to 1.
    pub share: f64,
    /// The largest share of differing pixels in one 5 mm tile, 0 to 1.
    pub worst_tile: f64,
    /// The page, from 1, that was compared.
    pub page: u32,
}

/// Both outputs of a revision and record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Previewed {
    /// The revision of the template the bytes were made from.
    pub revision: u64,
    /// The record, from 1; 0 where there is no data.
    pub record: u64,
    /// The AFP file.
    pub afp: Option<Emitted>,
    /// The PDF file.
    pub pdf: Option<Emitted>,
    /// Nothing until both are there and were compared, which comes after them.
    pub difference: Option<Difference>,
    /// What went wrong while writing or reading back.
    pub problems: Vec<Problem>,
}

/// Which picture of a page is meant: the middle part of an address `/{revision}/{kind}/{page}@{scale}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Picture {
    /// The laid-out page, drawn directly.
    Scene,
    /// The emitted AFP, read back and drawn.
    Afp,
    /// The emitted PDF, drawn by an independent renderer.
    Pdf,
    /// Where the AFP's and the PDF's pictures disagree.
    Difference,
}

impl Picture {
    /// The word in the address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Scene => "scene",
            Self::Afp => "afp",
            Self::Pdf => "pdf",
            Self::Difference => "difference",
        }
    }

    /// The picture of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Scene, Self::Afp, Self::Pdf, Self::Difference].into_iter().find(|picture| picture.word() == word)
    }
}
