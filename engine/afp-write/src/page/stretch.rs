//! Glyphs that are set without a move between them, and where the receiver then is, by our model: it adds unrounded
//! advances, and the adjustment between characters, from the last move.
//!
//! Positions are exact: whole numbers of `1/units_per_em` Emu.

use scene::Glyph;
use units::{Emu, FontSize, QuarterTurn};

use crate::plan::PlannedGlyph;

/// Positions of text in a face at a size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    per_em: i64,
    /// A logical unit, and how far a glyph may stand from its place.
    unit: i64,
    /// A design unit of an advance: twentieths of a point are logical units.
    design: i64,
}

impl Scale {
    pub(crate) fn new(units_per_em: u16, size: FontSize) -> Self {
        let per_em = i64::from(units_per_em.max(1));
        let unit = per_em * i64::from(Emu::PER_L_UNIT);
        let design = i64::from(size.twentieths()) * i64::from(Emu::PER_L_UNIT);
        Self { per_em, unit, design }
    }

    /// A place given in Emu.
    pub(crate) fn place(self, emu: i64) -> i64 {
        emu * self.per_em
    }

    /// An advance given in design units.
    pub(crate) fn advance(self, advance: u16) -> i64 {
        i64::from(advance) * self.design
    }

    /// Whether two places are a logical unit apart, or less.
    fn is_near(self, one: i64, other: i64) -> bool {
        (-self.unit..=self.unit).contains(&(one - other))
    }

    /// The nearest whole logical unit, halves upward.
    pub(crate) fn nearest(self, place: i64) -> i64 {
        (place + self.unit / 2).div_euclid(self.unit)
    }
}

/// A text position on one baseline, after text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pen {
    position: i64,
    per_em: i64,
    baseline: i32,
    turn: QuarterTurn,
}

/// Glyphs that should stand along a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'r> {
    pub glyphs: &'r [Glyph],
    /// The text of their clusters.
    pub text: &'r str,
    /// What is known of the glyphs of their face.
    pub known: &'r [PlannedGlyph],
    /// Where the line begins, in Emu.
    pub origin: i64,
}

/// Glyphs set one after another, from a move or from where the text before ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    scale: Scale,
    /// Where the next glyph would stand.
    position: i64,
    /// The place in its line of the glyph that it begins with.
    first: usize,
    /// The move that it begins with, while that is not written.
    pub begins: Option<i32>,
    /// Whole logical units across the line.
    pub baseline: i32,
    /// Logical units between characters.
    pub adjustment: i16,
}

impl Stretch {
    /// Nowhere yet: takes no glyph.
    pub(crate) fn nowhere(scale: Scale) -> Self {
        Self { scale, position: i64::MIN / 4, first: 0, begins: None, baseline: i32::MIN, adjustment: 0 }
    }

    /// A stretch that goes on from a pen, where that stands on this line, in the same scale, near enough to the first glyph.
    pub(crate) fn going_on(scale: Scale, pen: Pen, turn: QuarterTurn, along: i64, baseline: i32) -> Option<Self> {
        let here = pen.baseline == baseline && pen.turn == turn && pen.per_em == scale.per_em;
        (here && scale.is_near(pen.position, scale.place(along))).then(|| Self {
            position: pen.position,
            baseline,
            ..Self::nowhere(scale)
        })
    }

    /// A stretch that begins with a move to a glyph's place, given in Emu and rounded.
    #[inline]
    pub(crate) fn at(scale: Scale, first: usize, along: i64, baseline: i32, adjustment: i16) -> Self {
        let begins = Emu::saturating_from(along).round_to_l_units();
        let position = i64::from(begins) * scale.unit;
        Self { scale, position, first, begins: Some(begins), baseline, adjustment }
    }

    /// Whether the glyph at `place` can be set now, within a logical unit of where it should stand, which is
    /// given in Emu. As long as the move is not written, it may go to another unit so that all glyphs are.
    #[inline]
    pub(crate) fn takes(&mut self, wanted: &Wanted<'_>, place: usize, along: i64) -> bool {
        let there = self.scale.place(along);
        self.scale.is_near(self.position, there) || self.shifted(wanted, place, self.position - there)
    }

    /// Takes glyphs as long as each is one ASCII character, its glyph's plainest, on the line, and near enough to its place
    /// without moving the beginning: writes their characters into `places`, marks them, and says how many they are. This
    /// is nearly all text of nearly all pages, so it does nothing else.
    pub(crate) fn plain<const BYTES: usize>(
        &mut self,
        wanted: &Wanted<'_>,
        from: usize,
        places: &mut [[u8; BYTES]],
        marks: &mut [u8; 128],
    ) -> usize {
        let Scale { per_em, unit, design } = self.scale;
        let between = i64::from(self.adjustment) * unit;
        let Wanted { glyphs, text, known, origin } = *wanted;
        let glyphs = glyphs.get(from..).unwrap_or_default();
        // From the beginning of the line, as the glyphs are, and a unit more: what then stands between none and two units
        // after a glyph is within the tolerance.
        let shift = unit - origin * per_em;
        let within = (2 * unit) as u64;
        let mut position = self.position + shift;
        let mut count = 0;
        for (glyph, place) in glyphs.iter().zip(places) {
            let Some(known) = known.get(usize::from(glyph.id)) else { break };
            if text.as_bytes().get(glyph.cluster as usize) != Some(&known.ascii) || glyph.across != Emu::ZERO {
                break;
            }
            // Less than none is more than all when taken without a sign.
            if (position - glyph.along.wide() * per_em) as u64 > within {
                break;
            }
            // ASCII always has its mark.
            if let Some(mark) = marks.get_mut(usize::from(known.ascii & 0x7F)) {
                *mark = 1;
            }
            let mut character = [0; BYTES];
            if let Some(last) = character.last_mut() {
                *last = known.ascii;
            }
            *place = character;
            position += i64::from(known.advance) * design + between;
            count += 1;
        }
        self.position = position - shift;
        count
    }

    /// Moves the beginning by whole units so that all glyphs up to `place`, which would stand `error` after its place, come
    /// within the tolerance.
    fn shifted(&mut self, wanted: &Wanted<'_>, place: usize, error: i64) -> bool {
        let unit = self.scale.unit;
        let Some(begins) = self.begins else { return false };
        let (mut least, mut most) = (error, error);
        let mut position = i64::from(begins) * unit;
        for glyph in wanted.glyphs.get(self.first..place).unwrap_or_default() {
            let error = position - self.scale.place(wanted.origin + glyph.along.wide());
            (least, most) = (least.min(error), most.max(error));
            let advance = wanted.known.get(usize::from(glyph.id)).map_or(0, |known| known.advance);
            position += self.step(advance);
        }
        if most - least > 2 * unit {
            return false;
        }
        // Two neighbouring units may serve; the nearer to the middle does.
        let units = self.scale.nearest(-(least + most) / 2);
        let by = units * unit;
        let begins = i32::try_from(units).ok().and_then(|by| begins.checked_add(by));
        if least + by < -unit || most + by > unit || begins.is_none() {
            return false;
        }
        self.begins = begins;
        self.position += by;
        true
    }

    /// From a glyph to the next.
    fn step(&self, advance: u16) -> i64 {
        self.scale.advance(advance) + i64::from(self.adjustment) * self.scale.unit
    }

    /// After a glyph.
    pub(crate) fn advance(&mut self, advance: u16) {
        self.position += self.step(advance);
    }

    /// How far the next glyph would stand before its place, given in Emu, in whole units.
    pub(crate) fn gap(&self, along: i64) -> i64 {
        self.scale.nearest(self.scale.place(along) - self.position)
    }

    /// Has the one glyph that it holds followed by a distance.
    pub(crate) fn adjust(&mut self, adjustment: i16) {
        self.position += i64::from(adjustment - self.adjustment) * self.scale.unit;
        self.adjustment = adjustment;
    }

    /// Where the text ends. Unknown between characters that are adjusted: whether a distance follows the last one, a
    /// receiver may see otherwise. Raised or lowered text ends off the line that text goes on from.
    pub(crate) fn pen(&self, line: i32, turn: QuarterTurn) -> Option<Pen> {
        let there = self.adjustment == 0 && self.baseline == line;
        there.then_some(Pen { position: self.position, per_em: self.scale.per_em, baseline: line, turn })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale() -> Scale {
        Scale::new(1000, FontSize::from_twentieths(200))
    }

    /// Glyph 1 is an `a` of 500 design units: at 10 pt, 100 logical units.
    const KNOWN: [PlannedGlyph; 2] = [
        PlannedGlyph { character: None, advance: 0, ascii: 0xFF },
        PlannedGlyph { character: Some('a'), advance: 500, ascii: b'a' },
    ];

    /// Letters `a` that should stand at these places in Emu.
    fn letters(places: &[i32]) -> Vec<Glyph> {
        let glyph =
            |(cluster, &along): (u32, &i32)| Glyph { id: 1, along: Emu::new(along), across: Emu::ZERO, cluster };
        (0..).zip(places).map(glyph).collect()
    }

    fn wanted(glyphs: &[Glyph]) -> Wanted<'_> {
        Wanted { glyphs, text: "aaaaaaaa", known: &KNOWN, origin: 0 }
    }

    /// Whether a stretch that begins at the first letter takes all others; and where it then begins.
    fn all(places: &[i32]) -> (bool, Option<i32>) {
        let glyphs = letters(places);
        let mut stretch = Stretch::at(scale(), 0, places[0].into(), 50, 0);
        let all = glyphs.iter().enumerate().skip(1).all(|(place, glyph)| {
            stretch.advance(500);
            stretch.takes(&wanted(&glyphs), place, glyph.along.wide())
        });
        (all, stretch.begins)
    }

    #[test]
    fn a_unit_is_close_enough_and_more_is_not() {
        let first = 100 * 635 + 317;
        assert_eq!(all(&[first, 200 * 635 - 635]), (true, Some(100)));
        assert_eq!(all(&[first, 200 * 635 + 635]), (true, Some(100)));
        // It begins a unit later, where the first is still near enough; no unit would serve letters farther apart.
        assert_eq!(all(&[first, 200 * 635 + 636]), (true, Some(101)));
        assert!(!all(&[first, 200 * 635 + 317 + 1_271]).0);
    }

    #[test]
    fn a_move_goes_where_all_glyphs_are_near_enough() {
        // A unit and a half before where it would stand: all of it moves back by one.
        let places = [100 * 635, 200 * 635 - 952, 300 * 635 - 635, 400 * 635 + 635];
        assert_eq!(all(&places[..2]), (true, Some(99)));
        assert_eq!(all(&places[..3]), (true, Some(99)));
        assert!(!all(&places).0);
        // Once the move is written, it stays.
        let glyphs = letters(&places);
        let mut stretch = Stretch::at(scale(), 0, places[0].into(), 50, 0);
        stretch.begins = None;
        stretch.advance(500);
        assert!(!stretch.takes(&wanted(&glyphs), 1, places[1].into()));
    }

    #[test]
    fn plain_glyphs_are_those_of_ascii_on_the_line_and_in_their_places() {
        let mut glyphs = letters(&[0, 63_500, 127_000, 190_500, 254_000, 317_500]);
        let taken = |glyphs: &[Glyph], text: &str| {
            let mut stretch = Stretch::at(scale(), 0, 0, 50, 0);
            let (mut places, mut marks) = ([[0xEE; 2]; 8], [0; 128]);
            let count = stretch.plain(&Wanted { text, ..wanted(glyphs) }, 0, &mut places, &mut marks);
            assert_eq!(places, std::array::from_fn(|place| if place < count { [0, b'a'] } else { [0xEE; 2] }));
            assert_eq!(usize::from(marks[usize::from(b'a')]), count.min(1));
            assert!(stretch.takes(&wanted(glyphs), count, 63_500 * count as i64), "the pen is after them");
            count
        };
        assert_eq!(taken(&glyphs, "aaaaaa"), 6);
        assert_eq!(taken(&glyphs, "aaa\u{A0}aa"), 3);
        assert_eq!(taken(&glyphs, "aa"), 2);
        glyphs[4].along = Emu::new(254_000 + 636);
        assert_eq!(taken(&glyphs, "aaaaaa"), 4);
        glyphs[2].across = Emu::new(-1);
        assert_eq!(taken(&glyphs, "aaaaaa"), 2);
        glyphs[1].id = 9;
        assert_eq!(taken(&glyphs, "aaaaaa"), 1);
    }

    #[test]
    fn text_goes_on_only_on_its_own_line_and_in_its_own_scale() {
        let scale = scale();
        let mut stretch = Stretch::at(scale, 0, 0, 50, 0);
        stretch.advance(500);
        let pen = stretch.pen(50, QuarterTurn::Zero).unwrap();
        let goes_on = |scale, along, baseline, turn| Stretch::going_on(scale, pen, turn, along, baseline).is_some();
        assert!(goes_on(scale, 100 * 635, 50, QuarterTurn::Zero));
        assert!(!goes_on(scale, 102 * 635, 50, QuarterTurn::Zero));
        assert!(!goes_on(scale, 100 * 635, 51, QuarterTurn::Zero));
        assert!(!goes_on(scale, 100 * 635, 50, QuarterTurn::One));
        assert!(!goes_on(Scale::new(2048, FontSize::from_twentieths(200)), 100 * 635, 50, QuarterTurn::Zero));
        // After raised text the position is on another line than the established baseline.
        assert_eq!(stretch.pen(60, QuarterTurn::Zero), None);
    }

    #[test]
    fn an_adjustment_follows_every_character_and_leaves_no_pen() {
        let glyphs = letters(&[0, 107 * 635, 214 * 635]);
        let mut stretch = Stretch::at(scale(), 0, 0, 50, 0);
        stretch.advance(500);
        assert_eq!(stretch.gap(107 * 635), 7);
        stretch.adjust(7);
        assert!(stretch.takes(&wanted(&glyphs), 1, 107 * 635));
        stretch.advance(500);
        assert!(stretch.takes(&wanted(&glyphs), 2, 214 * 635));
        assert_eq!(stretch.pen(50, QuarterTurn::Zero), None);
    }
}
