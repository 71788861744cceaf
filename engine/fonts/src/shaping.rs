//! What shaping needs of a face, made on first use and kept with it.

use harfrust::{Feature, ShaperData, Tag};

use crate::{Face, PairTable};

/// How all text is shaped: no ligatures and no contextual alternates, for AFP names characters, not glyphs.
pub const TEXT_FEATURES: &[Feature] = &[
    Feature { tag: Tag::new(b"liga"), value: 0, start: 0, end: u32::MAX },
    Feature { tag: Tag::new(b"clig"), value: 0, start: 0, end: u32::MAX },
    Feature { tag: Tag::new(b"calt"), value: 0, start: 0, end: u32::MAX },
];

impl Face {
    /// A shaping engine for the face, for the default instance of a variable font.
    pub fn shaper(&self) -> Option<harfrust::Shaper<'_>> {
        let font = self.font()?;
        Some(self.shaping().data.get_or_init(|| ShaperData::new(&font)).shaper(&font).build())
    }

    /// The table of pairs under [`TEXT_FEATURES`]; none where the font does more to ASCII text than kern pairs.
    pub fn pairs(&self) -> Option<&PairTable> {
        let prove = || PairTable::prove(self, &self.shaper()?).map(Box::new);
        self.shaping().pairs.get_or_init(prove).as_deref()
    }
}

/// What is kept.
#[derive(Default)]
pub(crate) struct Shaping {
    data: std::sync::OnceLock<ShaperData>,
    pairs: std::sync::OnceLock<Option<Box<PairTable>>>,
}
