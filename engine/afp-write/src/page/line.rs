//! Glyphs of a line set as characters, with a move where the receiver would set one beside its place.

use afp_codec::ptoca::TextEncoding as Bytes;
use scene::{Glyph, TextRun};
use units::{Emu, FontSize, QuarterTurn};

use crate::characters::CharacterSet;
use crate::options::TextEncoding;
use crate::page::run::cluster_text;
use crate::page::stretch::{Scale, Stretch, Wanted};
use crate::page::text::TextObject;
use crate::plan::{PlannedFace, PlannedGlyph};

/// What of a run goes into a text object.
#[derive(Clone, Copy)]
pub(crate) struct Line<'r> {
    pub face: &'r PlannedFace,
    pub glyphs: &'r [Glyph],
    pub text: &'r str,
    pub size: FontSize,
    pub encoding: TextEncoding,
    pub baseline: Baseline,
}

/// A run's baseline in the text coordinates of its direction: the origin lies in the corner of the page from which both
/// axes lead into it (PTOCA "Orientation").
#[derive(Clone, Copy)]
pub(crate) struct Baseline {
    pub inline: i64,
    pub baseline: i64,
    /// The baseline in whole units.
    pub rounded: i32,
    pub turn: QuarterTurn,
}

impl Baseline {
    /// `paper` is how wide and high the page is, in whole units.
    #[inline]
    pub(crate) fn new(run: &TextRun, paper: (u32, u32)) -> Self {
        let (x, y) = (run.origin.x.wide(), run.origin.y.wide());
        let full = |units: u32| i64::from(units) * i64::from(Emu::PER_L_UNIT);
        let (inline, baseline) = match run.turn {
            QuarterTurn::Zero => (x, y),
            QuarterTurn::One => (y, full(paper.0) - x),
            QuarterTurn::Two => (full(paper.0) - x, full(paper.1) - y),
            QuarterTurn::Three => (full(paper.1) - y, x),
        };
        Self { inline, baseline, rounded: round(baseline), turn: run.turn }
    }

    /// Where a glyph stands: along the line in Emu, and its baseline in whole units.
    #[inline]
    pub(crate) fn place(&self, along: Emu, across: Emu) -> (i64, i32) {
        let baseline = match across {
            Emu::ZERO => self.rounded,
            across => round(self.baseline + across.wide()),
        };
        (self.inline + along.wide(), baseline)
    }
}

pub(crate) fn round(emu: i64) -> i32 {
    Emu::saturating_from(emu).round_to_l_units()
}

impl Line<'_> {
    fn scale(&self) -> Scale {
        Scale::new(self.face.face.units_per_em(), self.size)
    }

    fn wanted(&self) -> Wanted<'_> {
        Wanted { glyphs: self.glyphs, text: self.text, known: &self.face.glyphs, origin: self.baseline.inline }
    }

    /// The character that stands for a glyph.
    fn character(&self, place: usize, glyph: &Glyph, known: &PlannedGlyph) -> Option<char> {
        let first = self.text.get(glyph.cluster as usize..).and_then(|rest| rest.chars().next());
        if first.is_some() && first == known.character {
            return first;
        }
        lower::character_for(&self.face.face, glyph.id, cluster_text(self.text, self.glyphs, place))
    }

    /// The distance between letters, where the glyph at a place stands as far from the one before as the two after it
    /// from theirs, beyond their advances. Fewer would not be worth the control sequences.
    fn even_distance(&self, stretch: &Stretch, place: usize, along: i64) -> Option<i16> {
        let scale = self.scale();
        let distance = stretch.gap(along) + i64::from(stretch.adjustment);
        let mut from = (self.glyphs.get(place)?.id, scale.place(along));
        for next in self.glyphs.get(place + 1..place + 3)? {
            let there = scale.place(self.baseline.inline + next.along.wide());
            let advance = scale.advance(self.face.glyphs.get(usize::from(from.0))?.advance);
            if scale.nearest(there - from.1 - advance) != distance {
                return None;
            }
            from = (next.id, there);
        }
        i16::try_from(distance).ok()
    }
}

impl TextObject {
    /// Sets glyphs as characters, with a move where the receiver would set one more than a unit away. Says whether
    /// a glyph had no character.
    pub(crate) fn glyphs(&mut self, line: &Line<'_>, characters: &mut CharacterSet) -> bool {
        let Some(first) = line.glyphs.first() else { return false };
        let Baseline { rounded, turn, .. } = line.baseline;
        let scale = line.scale();
        let (along, across) = line.baseline.place(first.along, first.across);
        let wanted = line.wanted();
        // Without a move the line's baseline stays what the pen's was.
        let pen = self.pen.filter(|_| across == rounded);
        let going_on = pen.and_then(|pen| Stretch::going_on(scale, pen, turn, along, across));
        let mut stretch = going_on.unwrap_or_else(|| Stretch::at(scale, 0, along, across, 0));
        let mut missing = false;
        let mut place = 0;
        while let Some(glyph) = line.glyphs.get(place) {
            let (along, across) = line.baseline.place(glyph.along, glyph.across);
            if stretch.baseline != across || !stretch.takes(&wanted, place, along) {
                self.next_stretch(&mut stretch, line, place, along, across);
            } else if self.waiting.is_full(line.encoding) {
                let adjustment = stretch.adjustment;
                self.write_stretch(&mut stretch, line);
                if adjustment != 0 {
                    stretch = Stretch::at(scale, place, along, across, adjustment);
                }
            }
            let taken =
                if across == rounded { self.plain(&mut stretch, line.encoding, &wanted, place, characters) } else { 0 };
            place += taken;
            if taken > 0 {
                continue;
            }
            let known = line.face.glyphs.get(usize::from(glyph.id));
            let character = known.and_then(|known| line.character(place, glyph, known));
            if let (Some(known), Some(character)) = (known, character) {
                characters.insert(character);
                self.waiting.push(character, line.encoding);
                stretch.advance(known.advance);
            } else {
                missing = true;
                self.write_stretch(&mut stretch, line);
                stretch = Stretch::nowhere(scale);
            }
            place += 1;
        }
        self.write_stretch(&mut stretch, line);
        self.pen = stretch.pen(rounded, turn);
        missing
    }

    /// Takes what glyphs a stretch can without looking closer; says how many.
    #[inline]
    fn plain(
        &mut self,
        stretch: &mut Stretch,
        encoding: TextEncoding,
        wanted: &Wanted<'_>,
        from: usize,
        characters: &mut CharacterSet,
    ) -> usize {
        let marks = characters.ascii_marks();
        match encoding {
            TextEncoding::Utf16 => {
                let count = stretch.plain::<2>(wanted, from, self.waiting.places(encoding), marks);
                self.waiting.fill::<2>(count);
                count
            }
            TextEncoding::Utf8 => {
                let count = stretch.plain::<1>(wanted, from, self.waiting.places(encoding), marks);
                self.waiting.fill::<1>(count);
                count
            }
        }
    }

    /// Writes a stretch that cannot take a glyph and begins the next there; or, where letters stand at even distances,
    /// has it go on with the distance between them.
    fn next_stretch(&mut self, stretch: &mut Stretch, line: &Line<'_>, place: usize, along: i64, across: i32) {
        if self.waiting.characters() == 1
            && stretch.baseline == across
            && stretch.begins.is_some()
            && let Some(adjustment) = line.even_distance(stretch, place, along)
        {
            let mut adjusted = *stretch;
            adjusted.adjust(adjustment);
            if adjusted.takes(&line.wanted(), place, along) {
                *stretch = adjusted;
                return;
            }
        }
        let adjustment = stretch.adjustment;
        self.write_stretch(stretch, line);
        *stretch = Stretch::at(line.scale(), place, along, across, adjustment);
    }

    /// Raised and lowered glyphs stand off the line's baseline, which stays (PTOCA TBM).
    fn write_stretch(&mut self, stretch: &mut Stretch, line: &Line<'_>) {
        if self.waiting.characters() == 0 {
            return;
        }
        let baseline = line.baseline.rounded;
        if let Some(inline) = stretch.begins.take() {
            self.move_to(inline, baseline);
        }
        let short = |shift: i32| i16::try_from(shift).unwrap_or(if shift < 0 { i16::MIN } else { i16::MAX });
        let builder = &mut self.text.builder;
        builder.shift(short(stretch.baseline.saturating_sub(baseline)));
        if self.waiting.characters() > 1 {
            builder.intercharacter_adjustment(stretch.adjustment);
        }
        let encoding = match line.encoding {
            TextEncoding::Utf16 => Bytes::Utf16,
            TextEncoding::Utf8 => Bytes::Utf8,
        };
        builder.text(self.waiting.bytes(), encoding);
        self.waiting.clear();
    }
}
