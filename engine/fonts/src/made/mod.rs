//! Faces made of outlines that came in another form: Type 1, CID-keyed, raster patterns.
//!
//! In: outlines, advances and the characters that they stand for. Out: a face with TrueType outlines like any other, so
//! that whatever draws, measures, embeds or subsets faces does so with these. Curves of the third degree become curves
//! of the second within half a design unit.

mod bitmap;
mod outline;
mod tables;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::subset::{TableFile, character_map};
use crate::{Face, FontError};

pub use bitmap::Bitmap;
pub use outline::Outline;

/// What a made face says of itself; lengths in design units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeMetrics {
    /// Design units to the em, 16 to 16,384.
    pub units_per_em: u16,
    /// Height above the baseline.
    pub ascender: i16,
    /// Depth below the baseline, negative.
    pub descender: i16,
    /// Height of capitals.
    pub cap_height: i16,
    /// Height of small letters.
    pub x_height: i16,
    /// Middle of the underline above the baseline, and its thickness.
    pub underline: (i16, i16),
    /// 400 regular to 700 bold.
    pub weight: u16,
    /// Whether it slants.
    pub italic: bool,
}

/// Takes glyphs and makes a face of them.
#[derive(Clone, Debug)]
pub struct FaceMaker {
    name: String,
    metrics: MadeMetrics,
    glyf: Vec<u8>,
    offsets: Vec<u32>,
    /// Advance and left side bearing.
    horizontal: Vec<(u16, i16)>,
    characters: BTreeMap<char, u16>,
    limits: Limits,
}

/// The greatest of what the tables count.
#[derive(Clone, Copy, Debug, Default)]
struct Limits {
    points: u16,
    contours: u16,
    x: (i16, i16),
    y: (i16, i16),
}

impl FaceMaker {
    /// A face with glyph 0 only, which draws nothing.
    pub fn new(name: &str, metrics: MadeMetrics) -> Self {
        let mut maker = Self {
            name: name.to_owned(),
            metrics,
            glyf: Vec::new(),
            offsets: vec![0],
            horizontal: Vec::new(),
            characters: BTreeMap::new(),
            limits: Limits::default(),
        };
        maker.add(&Outline::default(), 0);
        maker
    }

    /// Adds a glyph; its number. None when there are 65,535 already, or the outlines come to 2 GB. An outline of more
    /// than 32,767 points draws nothing.
    pub fn add(&mut self, outline: &Outline, advance: u16) -> Option<u16> {
        let number = u16::try_from(self.horizontal.len()).ok().filter(|&number| number < u16::MAX)?;
        let before = self.glyf.len();
        let mut bearing = 0;
        if let Some(bounds) = outline.write(&mut self.glyf) {
            bearing = bounds.x.0;
            let limits = &mut self.limits;
            limits.points = limits.points.max(bounds.points);
            limits.contours = limits.contours.max(bounds.contours);
            limits.x = (limits.x.0.min(bounds.x.0), limits.x.1.max(bounds.x.1));
            limits.y = (limits.y.0.min(bounds.y.0), limits.y.1.max(bounds.y.1));
        }
        self.glyf.resize(self.glyf.len().next_multiple_of(4), 0);
        let Some(end) = u32::try_from(self.glyf.len()).ok().filter(|&end| end <= u32::MAX / 2) else {
            self.glyf.truncate(before);
            return None;
        };
        self.offsets.push(end);
        self.horizontal.push((advance, bearing));
        Some(number)
    }

    /// Lets a character show a glyph; the first glyph of a character stays.
    pub fn map(&mut self, character: char, glyph: u16) {
        self.characters.entry(character).or_insert(glyph);
    }

    /// The face.
    ///
    /// # Errors
    /// When the metrics make no face, e.g. no units to the em.
    pub fn finish(self) -> Result<Face, FontError> {
        let mut file = TableFile::new();
        file.add(*b"head", tables::head(&self.metrics, self.limits));
        file.add(*b"hhea", tables::hhea(&self.metrics, &self.horizontal));
        file.add(*b"hmtx", tables::hmtx(&self.horizontal));
        file.add(*b"maxp", tables::maxp(self.horizontal.len() as u16, self.limits));
        file.add(*b"OS/2", tables::os2(&self.metrics, &self.characters, &self.horizontal));
        file.add(*b"post", tables::post(&self.metrics, &self.horizontal));
        file.add(*b"name", crate::subset::plain_names(&self.name));
        file.add(*b"cmap", character_map(&self.characters));
        file.add(*b"loca", self.offsets.iter().flat_map(|offset| offset.to_be_bytes()).collect());
        file.add(*b"glyf", self.glyf);
        Face::from_bytes(Arc::from(file.finish()), 0)
    }
}
