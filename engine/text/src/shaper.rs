//! From words to glyphs in design units, with caches.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use fonts::{Face, PairTable, TEXT_FEATURES};
use harfrust::{BufferFlags, Direction, Script, ShapeOptions, ShapePlan, UnicodeBuffer, script};
use icu_segmenter::GraphemeClusterSegmenter;
use scene::FaceId;

use crate::characters::is_invisible;
use crate::layout::Scratch;
use crate::{ChainId, FaceSet};

/// Words longer than this are not kept.
const LONGEST_KEPT_WORD: usize = 48;
/// When so many glyphs are kept, all are forgotten.
const MOST_KEPT_GLYPHS: usize = 1 << 18;

/// A glyph in design units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ShapedGlyph {
    pub(crate) face: FaceId,
    pub(crate) id: u16,
    pub(crate) advance: i32,
    /// Offsets from the pen, y upward.
    pub(crate) offset: (i32, i32),
    /// The first byte of its characters.
    pub(crate) cluster: u32,
}

/// Turns words into glyphs and remembers them; one for each worker of a job.
pub struct Shaper<'f> {
    faces: &'f FaceSet,
    engines: Vec<Option<harfrust::Shaper<'f>>>,
    plans: Vec<(FaceId, Script, Direction, ShapePlan)>,
    buffer: Option<UnicodeBuffer>,
    /// For each chain, words left to right, then words right to left.
    words: Vec<HashMap<Box<str>, Range<u32>, BuildHasherDefault<DefaultHasher>>>,
    kept: Vec<ShapedGlyph>,
    pub(crate) scratch: Scratch,
}

impl<'f> Shaper<'f> {
    /// Shapes with these faces, nothing remembered yet.
    pub fn new(faces: &'f FaceSet) -> Self {
        Self {
            faces,
            engines: (0..faces.len()).map(|_| None).collect(),
            plans: Vec::new(),
            buffer: None,
            words: (0..faces.chain_count() * 2).map(|_| HashMap::default()).collect(),
            kept: Vec::new(),
            scratch: Scratch::default(),
        }
    }

    /// The faces it shapes with.
    pub fn faces(&self) -> &'f FaceSet {
        self.faces
    }

    /// Shapes a word (no tabs, no line ends) as if nothing stood beside it and adds its glyphs, from left to right,
    /// with clusters counted from `base`.
    pub(crate) fn shape(
        &mut self,
        word: &str,
        base: u32,
        chain: ChainId,
        right_to_left: bool,
        out: &mut Vec<ShapedGlyph>,
    ) {
        if !right_to_left
            && let Some((first, face)) = self.faces.first_of(chain)
            && let Some(pairs) = face.pairs()
            && shape_by_table(pairs, first, word, base, out)
        {
            return;
        }
        let keep = word.len() <= LONGEST_KEPT_WORD && !word.bytes().any(|byte| byte.is_ascii_digit());
        let map = usize::from(chain.0) * 2 + usize::from(right_to_left);
        if keep && let Some(range) = self.words.get(map).and_then(|words| words.get(word)) {
            let glyphs = self.kept.get(range.start as usize..range.end as usize).unwrap_or_default();
            out.extend(glyphs.iter().map(|glyph| ShapedGlyph { cluster: glyph.cluster + base, ..*glyph }));
            return;
        }
        let start = out.len();
        self.shape_anew(word, chain, right_to_left, out);
        let new = out.get_mut(start..).unwrap_or_default();
        if keep && let Some(words) = self.words.get_mut(map) {
            let first = self.kept.len() as u32;
            self.kept.extend_from_slice(new);
            words.insert(word.into(), first..self.kept.len() as u32);
        }
        if self.kept.len() > MOST_KEPT_GLYPHS {
            self.kept.clear();
            self.words.iter_mut().for_each(HashMap::clear);
        }
        for glyph in new {
            glyph.cluster += base;
        }
    }

    /// Shapes without caches, clusters from 0: splits the word by face and shapes each part.
    fn shape_anew(&mut self, word: &str, chain: ChainId, right_to_left: bool, out: &mut Vec<ShapedGlyph>) {
        let mut parts: Vec<(FaceId, Range<usize>)> = Vec::new();
        let mut start = 0;
        for end in GraphemeClusterSegmenter::new().segment_str(word).skip(1) {
            let cluster = word.get(start..end).unwrap_or_default();
            let previous = parts.last().map(|(face, _)| *face);
            if let Some(face) = self.face_for(cluster, chain, previous) {
                match parts.last_mut() {
                    Some((last, range)) if *last == face => range.end = end,
                    _ => parts.push((face, start..end)),
                }
            }
            start = end;
        }
        if right_to_left {
            parts.reverse();
        }
        for (face, range) in parts {
            let text = word.get(range.clone()).unwrap_or_default();
            self.shape_part(text, range.start as u32, face, right_to_left, out);
        }
    }

    /// The first face of the chain that has all of a cluster, else its first character, else the chain's first;
    /// invisible characters stay with the face before them.
    fn face_for(&self, cluster: &str, chain: ChainId, previous: Option<FaceId>) -> Option<FaceId> {
        let faces = self.faces.faces_of(chain);
        let visible = || cluster.chars().filter(|&character| !is_invisible(character));
        if visible().next().is_none() {
            return previous.or(faces.first().copied());
        }
        let has = |id: FaceId, character| self.faces.face(id).is_some_and(|face| face.glyph(character).is_some());
        faces
            .iter()
            .find(|&&id| visible().all(|character| has(id, character)))
            .or_else(|| faces.iter().find(|&&id| visible().next().is_some_and(|character| has(id, character))))
            .or(faces.first())
            .copied()
    }

    fn shape_part(&mut self, text: &str, base: u32, face: FaceId, right_to_left: bool, out: &mut Vec<ShapedGlyph>) {
        let Some(slot) = self.engines.get_mut(usize::from(face.0)) else { return };
        if slot.is_none() {
            *slot = self.faces.face(face).and_then(Face::shaper);
        }
        let Some(engine) = slot.as_ref() else { return };
        let mut buffer = self.buffer.take().unwrap_or_default();
        for (offset, character) in text.char_indices().filter(|(_, character)| !character.is_control()) {
            buffer.add(character, base + offset as u32);
        }
        buffer.guess_segment_properties();
        let direction = if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        let script = match buffer.script() {
            script::COMMON | script::INHERITED | script::UNKNOWN => script::LATIN,
            known => known,
        };
        buffer.set_script(script);
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        let known = self.plans.iter().position(|plan| (plan.0, plan.1, plan.2) == (face, script, direction));
        let number = known.unwrap_or_else(|| {
            let plan = ShapePlan::new(engine, direction, Some(script), None, TEXT_FEATURES);
            self.plans.push((face, script, direction, plan));
            self.plans.len() - 1
        });
        let Some((_, _, _, plan)) = self.plans.get(number) else { return };
        let shaped = engine.shape(buffer, ShapeOptions::new().plan(Some(plan)).features(TEXT_FEATURES));
        out.extend(shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(|(info, position)| ShapedGlyph {
            face,
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            advance: position.x_advance,
            offset: (position.x_offset, position.y_offset),
            cluster: info.cluster,
        }));
        self.buffer = Some(shaped.clear());
    }
}

/// Shapes by table, if the table has all of the word; else adds nothing.
fn shape_by_table(pairs: &PairTable, face: FaceId, word: &str, base: u32, out: &mut Vec<ShapedGlyph>) -> bool {
    let start = out.len();
    let mut previous = None;
    for (offset, character) in word.char_indices() {
        let Some(place) = pairs.place(character) else {
            out.truncate(start);
            return false;
        };
        if let (Some(before), Some(last)) = (previous, out.last_mut()) {
            last.advance += pairs.kerning(before, place);
        }
        let (id, advance) = pairs.glyph(place);
        out.push(ShapedGlyph { face, id, advance, offset: (0, 0), cluster: base + offset as u32 });
        previous = Some(place);
    }
    true
}

impl std::fmt::Debug for Shaper<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shaper").field("faces", &self.faces).finish_non_exhaustive()
    }
}
