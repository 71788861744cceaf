//! Collecting code points on one baseline into a run.

use scene::{ContentBuilder, Decoration, FaceId, Glyph, Item, Origin};
use units::{Colour, Emu, FontSize, Point, QuarterTurn};

use crate::foca::Shown;
use crate::library::Library;

/// Code points set at one place, without the code points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) face: Option<FaceId>,
    pub(super) size: FontSize,
    pub(super) colour: Colour,
    pub(super) turn: QuarterTurn,
    pub(super) decoration: Decoration,
    /// Where it begins on the page.
    pub(super) origin: Point,
    pub(super) inline: Emu,
    pub(super) baseline: Emu,
    /// Added after each character.
    pub(super) adjustment: Emu,
    /// Advance of a space, where it is not the font's.
    pub(super) space: Option<Emu>,
    pub(super) bytes: (u64, u64),
}

/// A run being collected. A writer that kerns moves between the letters of a word: pieces that follow closely become
/// one run, so that words stay whole.
#[derive(Clone, Debug)]
pub(super) struct Run {
    first: Piece,
    glyphs: Vec<Glyph>,
    text: String,
    /// Inline position after the last character.
    end: Emu,
    bytes: (u64, u64),
}

impl Run {
    pub(super) fn new(piece: &Piece) -> Self {
        Self { first: *piece, glyphs: Vec::new(), text: String::new(), end: piece.inline, bytes: piece.bytes }
    }

    /// Whether a piece goes on where this run ends, a kern or a hair space apart.
    pub(super) fn continues(&self, piece: &Piece) -> bool {
        let first = &self.first;
        let em = first.size.em();
        let gap = piece.inline - self.end;
        (first.face, first.size, first.colour, first.turn, first.decoration, first.baseline)
            == (piece.face, piece.size, piece.colour, piece.turn, piece.decoration, piece.baseline)
            && gap >= -(em / 4)
            && gap <= em / 8
    }

    /// Adds code points and says the inline position after them.
    pub(super) fn add(&mut self, piece: &Piece, shown: &[Shown], library: &Library) -> Emu {
        let face = piece.face.and_then(|id| library.definitions.face(id));
        let before = piece.inline - self.first.inline;
        // Design units and whole lengths are summed apart, so that only the sum is rounded.
        let mut units = 0i64;
        let mut extra = Emu::ZERO;
        let place = |units: i64, extra: Emu| match face {
            Some(face) => before + piece.size.design_units(units, face.units_per_em()) + extra,
            None => before + extra,
        };
        self.glyphs.reserve(shown.len());
        for shown in shown {
            let cluster = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
            self.text.extend(shown.character);
            let own_space = piece.space.filter(|_| shown.is_space);
            if let Some(face) = face {
                let id = shown.glyph;
                self.glyphs.push(Glyph { id, along: place(units, extra), across: Emu::ZERO, cluster });
                if own_space.is_none() && !shown.stays {
                    units += i64::from(face.advance(id));
                }
            } else if own_space.is_none() && !shown.stays {
                // No face at all: half an em each keeps later text in its order.
                extra += piece.size.em() / 2;
            }
            if !shown.stays {
                extra += own_space.unwrap_or_default() + piece.adjustment;
            }
        }
        self.end = self.first.inline + place(units, extra);
        self.bytes = (self.bytes.0.min(piece.bytes.0), self.bytes.1.max(piece.bytes.1));
        self.end
    }

    pub(super) fn finish(self, content: &mut ContentBuilder) {
        let first = self.first;
        let run = content.run(
            first.face.unwrap_or(FaceId(u16::MAX)),
            first.size,
            first.colour,
            first.origin,
            first.turn,
            self.end - first.inline,
            self.glyphs,
            &self.text,
            first.decoration,
        );
        content.push(Item::Text(run), Origin::Bytes { start: self.bytes.0, end: self.bytes.1 });
    }
}
