//! Itemising: a text between hard breaks becomes words, wide characters, spaces and tabs, each shaped.

use std::ops::Range;

use unicode_bidi::Level;

use crate::characters::{extends, is_breaking_space, is_fixed_space, is_wide};
use crate::shaper::ShapedGlyph;
use crate::{Run, Shaper};

/// Words are cut here, so that work on one stays bounded.
const LONGEST_WORD: usize = 256;

/// What an atom is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AtomKind {
    /// Letters, digits, signs: shaped together.
    Word,
    /// One wide character.
    Wide,
    /// One space that hangs at a line's end.
    Space,
    /// One space that keeps its neighbours together.
    FixedSpace,
    /// A tab.
    Tab,
}

/// The smallest part that layout moves as a whole, unless a line has to break inside it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Atom {
    pub(crate) kind: AtomKind,
    /// Bytes of the paragraph.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Number of its run.
    pub(crate) source: u32,
    /// Embedding level.
    pub(crate) level: Level,
    /// Its glyphs in the pool.
    first_glyph: u32,
    end_glyph: u32,
}

impl Atom {
    /// Shapes an atom and puts its glyphs into the pool.
    pub(crate) fn shaped(
        kind: AtomKind,
        span: Range<u32>,
        (source, run): (u32, &Run<'_>),
        level: Level,
        text: &str,
        shaper: &mut Shaper<'_>,
        pool: &mut Vec<ShapedGlyph>,
    ) -> Self {
        let first_glyph = pool.len() as u32;
        if kind != AtomKind::Tab {
            let word = text.get(span.start as usize..span.end as usize).unwrap_or_default();
            shaper.shape(word, span.start, run.style.faces, level.is_rtl(), pool);
        }
        Self { kind, start: span.start, end: span.end, source, level, first_glyph, end_glyph: pool.len() as u32 }
    }

    /// The part of this atom up to `end`, where a line ends: after a soft hyphen with a hyphen.
    pub(crate) fn cut(
        &self,
        end: u32,
        run: &Run<'_>,
        text: &str,
        shaper: &mut Shaper<'_>,
        pool: &mut Vec<ShapedGlyph>,
    ) -> Self {
        let first_glyph = pool.len() as u32;
        let word = text.get(self.start as usize..end as usize).unwrap_or_default();
        let hyphenated = word.strip_suffix('\u{AD}').map(|word| format!("{word}-"));
        let word = hyphenated.as_deref().unwrap_or(word);
        shaper.shape(word, self.start, run.style.faces, self.level.is_rtl(), pool);
        Self { end, first_glyph, end_glyph: pool.len() as u32, ..*self }
    }

    /// Its glyphs, from left to right.
    pub(crate) fn glyphs<'p>(&self, pool: &'p [ShapedGlyph]) -> &'p [ShapedGlyph] {
        pool.get(self.first_glyph as usize..self.end_glyph as usize).unwrap_or_default()
    }
}

/// The kind of a character, and whether it makes an atom alone.
fn kind_of(character: char) -> (AtomKind, bool) {
    match character {
        '\t' => (AtomKind::Tab, true),
        _ if is_breaking_space(character) => (AtomKind::Space, true),
        _ if is_fixed_space(character) => (AtomKind::FixedSpace, true),
        _ if is_wide(character) => (AtomKind::Wide, true),
        _ => (AtomKind::Word, false),
    }
}

/// Splits `part` (bytes of `text`, all of one run) into atoms. `levels` holds a level for each byte from `line_start`;
/// without it all is left to right.
pub(crate) fn itemise(
    text: &str,
    part: Range<usize>,
    (source, run): (u32, &Run<'_>),
    levels: Option<(usize, &[Level])>,
    shaper: &mut Shaper<'_>,
    pool: &mut Vec<ShapedGlyph>,
    atoms: &mut Vec<Atom>,
) {
    let level_at = |offset: usize| {
        levels
            .and_then(|(line_start, levels)| levels.get(offset.checked_sub(line_start)?).copied())
            .unwrap_or(Level::ltr())
    };
    let mut open: Option<(AtomKind, usize, Level)> = None;
    let mut close = |open: &mut Option<(AtomKind, usize, Level)>, end: usize| {
        if let Some((kind, start, level)) = open.take() {
            atoms.push(Atom::shaped(kind, start as u32..end as u32, (source, run), level, text, shaper, pool));
        }
    };
    for (offset, character) in text.get(part.clone()).unwrap_or_default().char_indices() {
        let (at, level) = (part.start + offset, level_at(part.start + offset));
        let (kind, alone) = kind_of(character);
        if let Some((open_kind, start, open_level)) = open {
            let joins = open_level == level
                && match open_kind {
                    AtomKind::Word => !alone && (at - start < LONGEST_WORD || extends(character)),
                    AtomKind::Wide => extends(character),
                    AtomKind::Space | AtomKind::FixedSpace | AtomKind::Tab => false,
                };
            if joins {
                continue;
            }
            close(&mut open, at);
        }
        open = Some((kind, at, level));
    }
    close(&mut open, part.end);
}
