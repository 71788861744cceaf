//! Shaping by table: glyph, advance and pair kerning of the commonest characters, proven against the shaping engine.

use harfrust::{Direction, ShapeOptions, ShapePlan, UnicodeBuffer, script};

use crate::{Face, TEXT_FEATURES};

/// How many characters the table knows: ASCII from the space, and [`EXTRA`].
const COUNT: usize = 95 + EXTRA.len();

/// Characters beside ASCII that stand in amounts, dates and English text.
const EXTRA: [char; 12] = ['€', '£', '¥', '§', '°', '·', '×', '–', '—', '’', '−', '…'];

/// Glyphs, advances and kerning of a face in design units, of ASCII and a few more characters, for text whose shaping is nothing but these. The space is
/// kerned with nothing: words are shaped one by one.
pub struct PairTable {
    glyphs: [u16; COUNT],
    advances: [i16; COUNT],
    kerning: Vec<i16>,
}

/// A character's place in a [`PairTable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairPlace(u8);

impl PairTable {
    /// Shapes every pair of characters, in two different surroundings, and makes the table if the results are glyphs
    /// of the character map, advances and pair kerning, the same both times. None where the font does anything else.
    pub(crate) fn prove(face: &Face, engine: &harfrust::Shaper<'_>) -> Option<Self> {
        let mut table = Self { glyphs: [0; COUNT], advances: [0; COUNT], kerning: vec![0; COUNT * COUNT] };
        for place in 0..COUNT {
            let glyph = face.glyph(character_at(place)).unwrap_or(0);
            *table.glyphs.get_mut(place)? = glyph;
            *table.advances.get_mut(place)? = i16::try_from(face.advance(glyph)).ok()?;
        }
        let known: Vec<usize> =
            (1..COUNT).filter(|&place| table.glyphs.get(place).is_some_and(|&id| id != 0)).collect();
        if known.is_empty() || table.glyphs.first() == Some(&0) {
            return None;
        }
        let mut other_order: Vec<usize> = known.iter().copied().step_by(2).collect();
        other_order.extend(known.iter().copied().skip(1).step_by(2).rev());
        table.shape_pairs(engine, &known, |kerning, found| {
            *kerning = found;
            true
        })?;
        table.shape_pairs(engine, &other_order, |kerning, found| *kerning == found)?;
        Some(table)
    }

    /// Shapes a sequence in which each of `alphabet` follows each, and hands on every kerning found.
    fn shape_pairs(
        &mut self,
        engine: &harfrust::Shaper<'_>,
        alphabet: &[usize],
        mut found: impl FnMut(&mut i16, i16) -> bool,
    ) -> Option<()> {
        let mut sequence = Vec::with_capacity(alphabet.len() * alphabet.len() + 1);
        for (number, &first) in alphabet.iter().enumerate() {
            sequence.push(first);
            for &second in alphabet.iter().skip(number + 1) {
                sequence.extend([first, second]);
            }
        }
        sequence.extend(alphabet.first());
        let mut buffer = UnicodeBuffer::new();
        for (number, &place) in sequence.iter().enumerate() {
            buffer.add(character_at(place), number as u32);
        }
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        let plan = ShapePlan::new(engine, Direction::LeftToRight, Some(script::LATIN), None, TEXT_FEATURES);
        let shaped = engine.shape(buffer, ShapeOptions::new().plan(Some(&plan)).features(TEXT_FEATURES));
        let (infos, positions) = (shaped.glyph_infos(), shaped.glyph_positions());
        if infos.len() != sequence.len() {
            return None;
        }
        for (number, (info, position)) in infos.iter().zip(positions).enumerate() {
            let &place = sequence.get(number)?;
            let as_mapped = info.cluster as usize == number
                && info.glyph_id == u32::from(*self.glyphs.get(place)?)
                && (position.x_offset, position.y_offset, position.y_advance) == (0, 0, 0);
            let kerning = i16::try_from(position.x_advance - i32::from(*self.advances.get(place)?)).ok()?;
            let in_order = match sequence.get(number + 1) {
                Some(next) => found(self.kerning.get_mut(place * COUNT + next)?, kerning),
                None => kerning == 0,
            };
            if !as_mapped || !in_order {
                return None;
            }
        }
        Some(())
    }

    /// The place of a character that the face has.
    pub fn place(&self, character: char) -> Option<PairPlace> {
        let place = match character {
            ' '..='~' => character as usize - 0x20,
            _ => 95 + EXTRA.iter().position(|&extra| extra == character)?,
        };
        (self.glyphs.get(place).copied().unwrap_or(0) != 0).then_some(PairPlace(place as u8))
    }

    /// Glyph and advance of a character.
    pub fn glyph(&self, place: PairPlace) -> (u16, i32) {
        let place = usize::from(place.0);
        (self.glyphs.get(place).copied().unwrap_or(0), self.advances.get(place).copied().unwrap_or(0).into())
    }

    /// What is added to the advance of `first` where `second` follows.
    pub fn kerning(&self, first: PairPlace, second: PairPlace) -> i32 {
        self.kerning.get(usize::from(first.0) * COUNT + usize::from(second.0)).copied().unwrap_or(0).into()
    }
}

fn character_at(place: usize) -> char {
    match place.checked_sub(95) {
        None => char::from(0x20 + place as u8),
        Some(extra) => EXTRA.get(extra).copied().unwrap_or(' '),
    }
}

impl std::fmt::Debug for PairTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PairTable").finish_non_exhaustive()
    }
}
