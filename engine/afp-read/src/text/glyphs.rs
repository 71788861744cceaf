//! Runs of glyphs by id: a chain of control sequences that says which glyphs stand where (PTOCA GLC, GIR, GAR, GOR).
//!
//! The text behind the chain is not drawn; it is what the glyphs say.

use afp_codec::ptoca::ControlSequence;
use scene::{ContentBuilder, FaceId, Glyph, Item, Origin};
use units::Emu;

use super::run::Piece;
use crate::geometry::Scale;
use crate::library::Library;

/// The most glyphs of one chain; more are left out.
const MOST: usize = 1 << 16;

/// A chain being read.
#[derive(Clone, Debug)]
pub(super) struct GlyphChain {
    piece: Piece,
    along: Scale,
    across: Scale,
    ids: Vec<u16>,
    distances: Vec<u16>,
    offsets: Vec<i16>,
    /// How far the text position moves once the chain ends.
    pub(super) advance: Emu,
    /// Whether its text is what comes next.
    awaits_text: bool,
}

impl GlyphChain {
    pub(super) fn new(piece: Piece, along: Scale, across: Scale, advance: i16) -> Self {
        let advance = along.length(advance.into());
        let (ids, distances, offsets) = (Vec::new(), Vec::new(), Vec::new());
        Self { piece, along, across, ids, distances, offsets, advance, awaits_text: false }
    }

    /// Takes a sequence of the chain; whether it is one.
    pub(super) fn takes(&mut self, sequence: &ControlSequence<'_>, end: u64) -> bool {
        let room = MOST.saturating_sub(self.ids.len());
        match sequence {
            _ if self.awaits_text => return false,
            ControlSequence::GlyphIds(run) => {
                // Glyphs of the group before that were given no offsets stand on the baseline.
                self.offsets.resize(self.ids.len(), 0);
                self.ids.extend(run.values.iter().take(room));
            }
            ControlSequence::GlyphAdvances(run) => {
                let missing = self.ids.len().saturating_sub(self.distances.len());
                self.distances.extend(run.values.iter().take(missing));
            }
            ControlSequence::GlyphOffsets(run) => {
                let missing = self.ids.len().saturating_sub(self.offsets.len());
                self.offsets.extend(run.offsets.iter().take(missing));
            }
            ControlSequence::ComplexText(text) => self.awaits_text = text.length > 0,
            _ => return false,
        }
        self.piece.bytes.1 = self.piece.bytes.1.max(end);
        true
    }

    /// Whether code points that come now are the chain's own text.
    pub(super) fn awaits_text(&self) -> bool {
        self.awaits_text
    }

    /// Draws the glyphs, which show `text`.
    pub(super) fn finish(mut self, text: &str, end: u64, library: &Library, content: &mut ContentBuilder) {
        self.piece.bytes.1 = self.piece.bytes.1.max(end);
        let Some(face) = self.piece.face else { return };
        let (size, count) = (self.piece.size, library.definitions.face(face).map_or(0, fonts::Face::glyph_count));
        let distances = self.distances.iter().copied().map(i64::from);
        let offsets = self.offsets.iter().copied().map(i64::from).chain(std::iter::repeat(0));
        let glyphs: Vec<Glyph> = self
            .ids
            .iter()
            .zip(distances)
            .zip(offsets)
            .filter(|((id, _), _)| **id < count)
            // Which glyph shows which character is not said, so the run is one cluster.
            .map(|((&id, distance), offset)| Glyph {
                id,
                along: self.along.length(distance),
                across: -self.across.length(offset),
                cluster: 0,
            })
            .collect();
        let end = |glyph: &Glyph| {
            let advance = library
                .definitions
                .face(face)
                .map_or(Emu::ZERO, |font| size.design_units(font.advance(glyph.id).into(), font.units_per_em()));
            glyph.along + advance
        };
        let advance = glyphs.iter().map(end).max().unwrap_or_default();
        self.push(face, advance, glyphs, text, content);
    }

    fn push(self, face: FaceId, advance: Emu, glyphs: Vec<Glyph>, text: &str, content: &mut ContentBuilder) {
        if glyphs.is_empty() {
            return;
        }
        let Piece { size, colour, origin, turn, decoration, bytes, .. } = self.piece;
        let run = content.run(face, size, colour, origin, turn, advance, glyphs, text, decoration);
        content.push(Item::Text(run), Origin::Bytes { start: bytes.0, end: bytes.1 });
    }
}
