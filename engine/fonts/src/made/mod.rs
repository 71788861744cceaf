//! Faces made of outlines that came in another form: Type 1, CID-keyed, raster patterns.
//!
//! In: outlines, advances and the characters that they stand for. Out: a face like any other, so
//! that whatever draws, measures, embeds or subsets faces does so with these. In a face of TrueType outlines, curves of
//! the third degree become curves of the second within half a design unit; a compact one keeps them.

mod bitmap;
mod compact;
mod glyf;
mod outline;
mod pattern;
mod tables;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::subset::{TableFile, character_map};
use crate::{Face, FontError};

pub use bitmap::Bitmap;
pub use outline::Outline;
pub use pattern::Pattern;

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
    shapes: Shapes,
    patterns: BTreeMap<u16, Pattern>,
    /// Advance and left side bearing.
    horizontal: Vec<(u16, i16)>,
    characters: BTreeMap<char, u16>,
    limits: Limits,
}

/// The outlines so far, in their form of the file.
#[derive(Clone, Debug)]
enum Shapes {
    TrueType { glyf: Vec<u8>, offsets: Vec<u32> },
    Compact { charstrings: Vec<Vec<u8>>, bytes: usize },
}

/// The most bytes of compact outlines.
const MOST_COMPACT: usize = 1 << 30;

/// The greatest of what the tables count.
#[derive(Clone, Copy, Debug, Default)]
struct Limits {
    points: u16,
    contours: u16,
    x: (i16, i16),
    y: (i16, i16),
}

impl Limits {
    /// Takes the box of a glyph: left, bottom, right, top.
    fn extend(&mut self, [left, bottom, right, top]: [i16; 4]) {
        self.x = (self.x.0.min(left), self.x.1.max(right));
        self.y = (self.y.0.min(bottom), self.y.1.max(top));
    }
}

impl FaceMaker {
    /// A face of TrueType outlines, with glyph 0 only, which draws nothing.
    pub fn new(name: &str, metrics: MadeMetrics) -> Self {
        Self::with(name, metrics, Shapes::TrueType { glyf: Vec::new(), offsets: vec![0] })
    }

    /// The same with compact outlines: curves of the third degree stay as they are.
    pub fn compact(name: &str, metrics: MadeMetrics) -> Self {
        Self::with(name, metrics, Shapes::Compact { charstrings: Vec::new(), bytes: 0 })
    }

    fn with(name: &str, metrics: MadeMetrics, shapes: Shapes) -> Self {
        let mut maker = Self {
            name: name.to_owned(),
            metrics,
            shapes,
            patterns: BTreeMap::new(),
            horizontal: Vec::new(),
            characters: BTreeMap::new(),
            limits: Limits::default(),
        };
        maker.add(&Outline::default(), 0);
        maker
    }

    /// Adds a glyph; its number. None when there are 65,535 already, or the outlines come to 2 GB (compact ones to 1).
    /// An outline of more than 32,767 points draws nothing.
    pub fn add(&mut self, outline: &Outline, advance: u16) -> Option<u16> {
        let number = u16::try_from(self.horizontal.len()).ok().filter(|&number| number < u16::MAX)?;
        let mut bearing = 0;
        match &mut self.shapes {
            Shapes::TrueType { glyf, offsets } => {
                let before = glyf.len();
                let written = glyf::write(outline, glyf);
                glyf.resize(glyf.len().next_multiple_of(4), 0);
                let Some(end) = u32::try_from(glyf.len()).ok().filter(|&end| end <= u32::MAX / 2) else {
                    glyf.truncate(before);
                    return None;
                };
                offsets.push(end);
                if let Some(bounds) = written {
                    bearing = bounds.x.0;
                    self.limits.points = self.limits.points.max(bounds.points);
                    self.limits.contours = self.limits.contours.max(bounds.contours);
                    self.limits.extend([bounds.x.0, bounds.y.0, bounds.x.1, bounds.y.1]);
                }
            }
            Shapes::Compact { charstrings, bytes } => {
                let (charstring, bounds) = compact::charstring(outline, advance);
                *bytes = bytes.checked_add(charstring.len()).filter(|&bytes| bytes <= MOST_COMPACT)?;
                charstrings.push(charstring);
                if let Some(bounds) = bounds {
                    bearing = bounds[0];
                    self.limits.extend(bounds);
                }
            }
        }
        self.horizontal.push((advance, bearing));
        Some(number)
    }

    /// Keeps the pattern that a glyph's outline was drawn from.
    pub fn keep_pattern(&mut self, glyph: u16, pattern: Pattern) {
        self.patterns.insert(glyph, pattern);
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
        file.add(*b"OS/2", tables::os2(&self.metrics, &self.characters, &self.horizontal));
        file.add(*b"post", tables::post(&self.metrics, &self.horizontal));
        file.add(*b"name", crate::subset::plain_names(&self.name));
        file.add(*b"cmap", character_map(&self.characters));
        let glyphs = self.horizontal.len() as u16;
        match self.shapes {
            Shapes::TrueType { glyf, offsets } => {
                file.add(*b"maxp", tables::maxp(glyphs, self.limits));
                file.add(*b"loca", offsets.iter().flat_map(|offset| offset.to_be_bytes()).collect());
                file.add(*b"glyf", glyf);
            }
            Shapes::Compact { charstrings, .. } => {
                file.add(*b"maxp", tables::maxp_compact(glyphs));
                let Limits { x, y, .. } = self.limits;
                let bounds = [x.0, y.0, x.1, y.1];
                file.add(*b"CFF ", compact::table(&self.name, self.metrics.units_per_em, bounds, &charstrings));
            }
        }
        Face::from_bytes(Arc::from(file.finish()), 0).map(|face| face.with_patterns(self.patterns))
    }
}
