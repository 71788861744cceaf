//! Building text data: control sequences in one chain, and none that says what is already so.

use std::borrow::Cow;

use super::read::{CHAINED, PREFIX, write_sequence};
use super::sequences::{
    BidirectionalText, ComplexText, ControlSequence, ExtendedColour, GlyphLayout, GlyphOffsets, GlyphProcessing,
    GlyphRun, Orientation,
};
use crate::error::EncodeError;
use crate::values::{ColourSpecification, OcaColour, Rotation};
use crate::wire::Wire;

/// Most bytes of code points in one Transparent Data sequence (PTOCA TRN: length at most 255).
const TRANSPARENT_LIMIT: usize = 253;

/// Most bytes of an object identifier (PTOCA GLC "OIDLGTH").
const OBJECT_ID_LIMIT: usize = 129;

/// How code points lie in bytes, so that no character is cut in two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextEncoding {
    /// One byte each.
    SingleByte,
    /// Two bytes each.
    DoubleByte,
    /// UTF-16, the greater byte first.
    Utf16,
    /// UTF-8.
    Utf8,
}

/// Writes the data of one text object. It starts with nothing known of what the text descriptor set, so the first
/// use of each setting writes it.
#[derive(Debug, Default)]
pub struct TextBuilder {
    out: Vec<u8>,
    /// Place of the function type of the last control sequence of the open chain.
    last_function: Option<usize>,
    inline: Option<i16>,
    baseline: Option<i16>,
    orientation: Option<(Rotation, Rotation)>,
    font: Option<u8>,
    ink: Option<Ink>,
    adjustment: i16,
    underscored: bool,
    shift: i16,
    /// The object identifier that the last glyph layout gave.
    glyph_font: Vec<u8>,
}

/// The colour set last.
#[derive(Debug, PartialEq, Eq)]
enum Ink {
    Named(OcaColour),
    Rgb([u8; 3]),
    Specified(Vec<u8>),
}

impl TextBuilder {
    /// An empty text.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Bytes so far; the data of the next call begins here.
    #[must_use]
    pub fn position(&self) -> usize {
        self.out.len()
    }

    /// Whether nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// The data, its chain closed.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        self.close_chain();
        self.out
    }

    /// Closes the chain and shows the data.
    pub fn close(&mut self) -> &[u8] {
        self.close_chain();
        &self.out
    }

    /// Begins an empty text, in the memory of the one before.
    pub fn clear(&mut self) {
        let mut out = std::mem::take(&mut self.out);
        out.clear();
        *self = Self { out, ..Self::default() };
    }

    /// Turns the axes (STO). Positions have to be set anew afterwards.
    ///
    /// # Errors
    /// None in practice; all values fit.
    pub fn orientation(&mut self, inline: Rotation, baseline: Rotation) -> Result<(), EncodeError> {
        if self.orientation == Some((inline, baseline)) {
            return Ok(());
        }
        self.orientation = Some((inline, baseline));
        (self.inline, self.baseline) = (None, None);
        self.sequence(&ControlSequence::SetOrientation(Orientation { inline, baseline }))
    }

    /// Moves to a position on both axes (AMI, AMB).
    #[inline]
    pub fn move_to(&mut self, inline: i16, baseline: i16) {
        if self.inline != Some(inline) {
            self.inline = Some(inline);
            let [high, low] = inline.to_be_bytes();
            self.chained([4, 0xC7, high, low]);
        }
        if self.baseline != Some(baseline) {
            self.baseline = Some(baseline);
            let [high, low] = baseline.to_be_bytes();
            self.chained([4, 0xD3, high, low]);
        }
    }

    /// Moves by distances from the current position (RMI, RMB), for places that absolute moves cannot name.
    pub fn move_by(&mut self, inline: i16, baseline: i16) {
        if inline != 0 {
            self.inline = self.inline.and_then(|from| from.checked_add(inline));
            let [high, low] = inline.to_be_bytes();
            self.chained([4, 0xC9, high, low]);
        }
        if baseline != 0 {
            self.baseline = self.baseline.and_then(|from| from.checked_add(baseline));
            let [high, low] = baseline.to_be_bytes();
            self.chained([4, 0xD5, high, low]);
        }
    }

    /// Selects a font by local id (SCFL).
    #[inline]
    pub fn font(&mut self, id: u8) {
        if self.font != Some(id) {
            self.font = Some(id);
            self.chained([3, 0xF1, id]);
        }
    }

    /// Sets the colour of text and rules by its number in the standard table (STC).
    #[inline]
    pub fn named_colour(&mut self, colour: OcaColour) {
        if self.ink != Some(Ink::Named(colour)) {
            self.ink = Some(Ink::Named(colour));
            let [high, low] = colour.0.to_be_bytes();
            self.chained([4, 0x75, high, low]);
        }
    }

    /// Sets the colour of text and rules to red, green and blue of eight bits each (SEC).
    pub fn rgb(&mut self, rgb: [u8; 3]) {
        if self.ink != Some(Ink::Rgb(rgb)) {
            self.ink = Some(Ink::Rgb(rgb));
            let [red, green, blue] = rgb;
            self.chained([0x0F, 0x81, 0, 1, 0, 0, 0, 0, 8, 8, 8, 0, red, green, blue]);
        }
    }

    /// Sets the colour of text and rules (SEC).
    ///
    /// # Errors
    /// A colour value too long for a control sequence.
    pub fn colour(&mut self, colour: &ColourSpecification<'_>) -> Result<(), EncodeError> {
        let ink = Ink::Specified(colour.to_bytes()?);
        if self.ink.as_ref() == Some(&ink) {
            return Ok(());
        }
        self.ink = Some(ink);
        self.sequence(&ControlSequence::SetExtendedColour(ExtendedColour { colour: colour.clone() }))
    }

    /// Adds a distance between characters that follow each other, or takes it away when negative (SIA). A text object
    /// begins with none.
    #[inline]
    pub fn intercharacter_adjustment(&mut self, distance: i16) {
        if self.adjustment != distance {
            self.adjustment = distance;
            let [high, low] = distance.unsigned_abs().to_be_bytes();
            match distance < 0 {
                false => self.chained([4, 0xC3, high, low]),
                true => self.chained([5, 0xC3, high, low, 1]),
            }
        }
    }

    /// Sets code points at the current position (TRN), which afterwards is known on the baseline only. Long texts become
    /// several sequences.
    pub fn text(&mut self, code_points: &[u8], encoding: TextEncoding) {
        let mut left = code_points;
        while left.len() > TRANSPARENT_LIMIT {
            let (now, later) = left.split_at(whole_characters(left, encoding));
            self.transparent(now);
            left = later;
        }
        if !left.is_empty() {
            self.transparent(left);
        }
        self.inline = None;
    }

    /// Code points of one sequence: at most the 255 bytes that its length can count.
    fn transparent(&mut self, code_points: &[u8]) {
        self.chained([(code_points.len() + 2) as u8, 0xDB]);
        self.out.extend_from_slice(code_points);
    }

    /// Underlines what follows, white space and moves too, or no longer (USC). A text object begins without.
    #[inline]
    pub fn underscore(&mut self, on: bool) {
        if self.underscored != on {
            self.underscored = on;
            self.chained([3, 0x77, u8::from(on)]);
        }
    }

    /// Sets what follows so far below the established baseline, or above when negative; 0 returns to it (TBM).
    #[inline]
    pub fn shift(&mut self, distance: i16) {
        if self.shift == distance {
            return;
        }
        // Shifts add up, so the one before ends first.
        if self.shift != 0 {
            self.chained([3, 0x79, 1]);
        }
        self.shift = distance;
        let [high, low] = distance.unsigned_abs().to_be_bytes();
        if distance != 0 {
            self.chained([6, 0x79, if distance > 0 { 2 } else { 3 }, 0, high, low]);
        }
    }

    /// Draws a rule along the I axis from the current position, which stays (DIR). Negative sizes go the other way.
    pub fn inline_rule(&mut self, length: i16, width: i16, fraction: u8) {
        let ([l0, l1], [w0, w1]) = (length.to_be_bytes(), width.to_be_bytes());
        self.chained([7, 0xE5, l0, l1, w0, w1, fraction]);
    }

    /// Draws a rule along the B axis from the current position, which stays (DBR). Negative sizes go the other way.
    pub fn baseline_rule(&mut self, length: i16, width: i16, fraction: u8) {
        let ([l0, l1], [w0, w1]) = (length.to_be_bytes(), width.to_be_bytes());
        self.chained([7, 0xE7, l0, l1, w0, w1, fraction]);
    }

    /// Begins glyphs by id, in the selected font, whose object identifier is given (GLC). The position stays.
    ///
    /// # Errors
    /// An object identifier of more than 129 bytes.
    pub fn glyph_layout(&mut self, object_id: &[u8]) -> Result<(), EncodeError> {
        // Left out, it is that of the layout before in the same text object.
        let known = self.glyph_font == object_id;
        let names = if known { &[] } else { object_id };
        let length = names.len();
        if length > OBJECT_ID_LIMIT {
            return Err(EncodeError::TooLong { what: "object identifier", length, limit: OBJECT_ID_LIMIT });
        }
        let layout = GlyphLayout { object_id: Cow::Borrowed(names), ..GlyphLayout::default() };
        self.sequence(&ControlSequence::GlyphLayout(layout))?;
        if !known {
            self.glyph_font = object_id.to_vec();
        }
        Ok(())
    }

    /// A group of at most 125 glyphs: their ids, how far along the line each is from the position at the layout, and, where
    /// one is off the baseline, how far each is towards the I axis (GIR, GAR, GOR).
    ///
    /// # Errors
    /// More glyphs than that.
    pub fn glyphs(&mut self, ids: Vec<u16>, distances: Vec<u16>, offsets: Option<Vec<i16>>) -> Result<(), EncodeError> {
        self.sequence(&ControlSequence::GlyphIds(GlyphRun { values: ids, ..GlyphRun::default() }))?;
        self.sequence(&ControlSequence::GlyphAdvances(GlyphRun { values: distances, ..GlyphRun::default() }))?;
        match offsets {
            Some(offsets) => {
                self.sequence(&ControlSequence::GlyphOffsets(GlyphOffsets { offsets, ..GlyphOffsets::default() }))
            }
            None => Ok(()),
        }
    }

    /// Ends glyphs by id with the text that they show, which is not drawn (UCT). Of a text longer than a run can be, the
    /// beginning.
    ///
    /// # Errors
    /// None in practice; all values fit.
    pub fn end_glyphs(&mut self, text: &str) -> Result<(), EncodeError> {
        let mut bytes = Vec::with_capacity(text.len() * 2);
        for character in text.chars() {
            if bytes.len() + 4 > usize::from(u16::MAX) {
                break;
            }
            bytes.extend(character.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_be_bytes()));
        }
        if let (Ok(length), false) = (u16::try_from(bytes.len()), bytes.is_empty()) {
            let (direction, glyphs) = (BidirectionalText::AUTOMATIC, GlyphProcessing::ON);
            let text = ComplexText { version: 1, length, direction, glyphs, ..ComplexText::default() };
            self.sequence(&ControlSequence::ComplexText(text))?;
        }
        // Nothing but the text may follow in the chain.
        self.close_chain();
        self.out.append(&mut bytes);
        Ok(())
    }

    /// Appends any control sequence to the chain. Settings that it changes are not followed: use the calls above for
    /// those.
    ///
    /// # Errors
    /// A body too long for a control sequence.
    pub fn sequence(&mut self, sequence: &ControlSequence<'_>) -> Result<(), EncodeError> {
        let start = self.out.len();
        if self.last_function.is_none() {
            self.out.extend_from_slice(&PREFIX);
        }
        let function = self.out.len() + 1;
        // Written as chained; closing the chain clears the bit of the last one.
        if let Err(error) = write_sequence(sequence, true, &mut self.out) {
            self.out.truncate(start);
            return Err(error);
        }
        self.last_function = Some(function);
        Ok(())
    }

    /// Appends a control sequence that is laid out already, chained: length, function type with the bit set, parameters.
    /// The few that make up nearly all of a page's text come this way; a test holds them against their descriptions.
    fn chained<const N: usize>(&mut self, sequence: [u8; N]) {
        if self.last_function.is_none() {
            self.out.extend_from_slice(&PREFIX);
        }
        self.last_function = Some(self.out.len() + 1);
        self.out.extend_from_slice(&sequence);
    }

    fn close_chain(&mut self) {
        if let Some(function) = self.last_function.take().and_then(|at| self.out.get_mut(at)) {
            *function &= !CHAINED;
        }
    }
}

/// How many bytes of more code points than one sequence holds go into it without cutting a character.
fn whole_characters(bytes: &[u8], encoding: TextEncoding) -> usize {
    match encoding {
        TextEncoding::SingleByte => TRANSPARENT_LIMIT,
        TextEncoding::DoubleByte => TRANSPARENT_LIMIT & !1,
        TextEncoding::Utf16 => {
            let even = TRANSPARENT_LIMIT & !1;
            // A low surrogate belongs to the unit before it.
            if bytes.get(even).is_some_and(|byte| (0xDC..0xE0).contains(byte)) { even - 2 } else { even }
        }
        TextEncoding::Utf8 => {
            let continues = |at: usize| bytes.get(at).is_some_and(|byte| byte & 0xC0 == 0x80);
            (TRANSPARENT_LIMIT - 3..=TRANSPARENT_LIMIT).rev().find(|&at| !continues(at)).unwrap_or(TRANSPARENT_LIMIT)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ptoca::{
        BaselineMove, BaselineShift, Displacement, IntercharacterAdjustment, Rule, RuleWidth, TextColour, TextItems,
        TextLocalId, TextPart, Transparent, Underscore,
    };

    #[test]
    fn one_prefix_opens_a_chain_and_its_last_sequence_is_unchained() {
        let mut text = TextBuilder::new();
        text.orientation(Rotation::DEGREES_0, Rotation::DEGREES_90).unwrap();
        text.font(1);
        text.move_to(100, 200);
        text.text(&[0x00, 0x4A], TextEncoding::Utf16);
        assert_eq!(
            text.finish(),
            [
                0x2B, 0xD3, 0x06, 0xF7, 0x00, 0x00, 0x2D, 0x00, 0x03, 0xF1, 0x01, 0x04, 0xC7, 0x00, 0x64, //
                0x04, 0xD3, 0x00, 0xC8, 0x04, 0xDA, 0x00, 0x4A
            ]
        );
    }

    #[test]
    fn what_is_already_so_is_not_said_again() {
        let mut text = TextBuilder::new();
        text.font(1);
        text.colour(&ColourSpecification::rgb(0, 0, 0)).unwrap();
        text.move_to(1, 2);
        let before = text.position();
        text.font(1);
        text.colour(&ColourSpecification::rgb(0, 0, 0)).unwrap();
        text.move_to(1, 2);
        assert_eq!(text.position(), before);
        text.text(b"A", TextEncoding::SingleByte);
        text.move_to(1, 2);
        // Text moves the inline position only: one AMI, no AMB.
        assert_eq!(text.position(), before + 3 + 4);
    }

    #[test]
    fn relative_moves_are_followed() {
        let mut text = TextBuilder::new();
        text.move_to(0, 5);
        text.move_by(-3, 0);
        text.move_to(0, 5);
        assert_eq!(text.finish(), [0x2B, 0xD3, 4, 0xC7, 0, 0, 4, 0xD3, 0, 5, 4, 0xC9, 0xFF, 0xFD, 4, 0xC6, 0, 0]);
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let wide: Vec<u8> = "𠀀".repeat(100).encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(whole_characters(&wide, TextEncoding::Utf16), 252);
        let shifted: Vec<u8> = [0, 0x41].into_iter().chain(wide).collect();
        assert_eq!(whole_characters(&shifted, TextEncoding::Utf16), 250);
        let narrow = "é".repeat(200).into_bytes();
        assert_eq!(whole_characters(&narrow, TextEncoding::Utf8), 252);
        assert_eq!(whole_characters(&[0x41; 300], TextEncoding::SingleByte), 253);
    }

    #[test]
    fn sequences_laid_out_here_are_those_described() {
        let mut text = TextBuilder::new();
        text.move_to(-2, 0x1234);
        text.move_by(300, -400);
        text.font(0xFE);
        text.named_colour(OcaColour::BROWN);
        text.rgb([1, 2, 3]);
        text.intercharacter_adjustment(5);
        text.intercharacter_adjustment(-6);
        text.underscore(true);
        text.shift(9);
        text.shift(-10);
        text.inline_rule(-700, 8, 9);
        text.baseline_rule(700, -8, 255);
        text.text(&[0, 0x4A, 0xD8, 0x40, 0xDC, 0], TextEncoding::Utf16);
        let rule =
            |length, width, fraction| Rule { length, width: Some(RuleWidth { width, fraction: Some(fraction) }) };
        let shift =
            |direction, increment: Option<u16>| BaselineMove { direction, precision: increment.map(|_| 0), increment };
        let adjustment = |value, direction| IntercharacterAdjustment { value, direction };
        use ControlSequence as S;
        let wanted = [
            S::MoveInlineTo(Displacement { value: -2 }),
            S::MoveBaselineTo(Displacement { value: 0x1234 }),
            S::MoveInlineBy(Displacement { value: 300 }),
            S::MoveBaselineBy(Displacement { value: -400 }),
            S::SetFont(TextLocalId { id: 0xFE }),
            S::SetColour(TextColour { colour: OcaColour::BROWN, precision: None }),
            S::SetExtendedColour(ExtendedColour { colour: ColourSpecification::rgb(1, 2, 3) }),
            S::SetIntercharacterAdjustment(adjustment(5, None)),
            S::SetIntercharacterAdjustment(adjustment(6, Some(1))),
            S::Underscore(Underscore { flags: 1 }),
            S::MoveBaselineTemporarily(shift(BaselineShift::DOWN, Some(9))),
            S::MoveBaselineTemporarily(shift(BaselineShift::RETURN, None)),
            S::MoveBaselineTemporarily(shift(BaselineShift::UP, Some(10))),
            S::InlineRule(rule(-700, 8, 9)),
            S::BaselineRule(rule(700, -8, 255)),
            S::Transparent(Transparent { data: Cow::Borrowed(&[0, 0x4A, 0xD8, 0x40, 0xDC, 0]) }),
        ];
        let data = text.finish();
        let found: Vec<_> = TextItems::new(&data)
            .map(|item| match item.part {
                TextPart::Sequence { sequence, .. } => sequence,
                TextPart::CodePoints(bytes) => panic!("{bytes:?}"),
            })
            .collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn glyphs_are_a_chain_of_their_own_and_name_their_font_once() {
        let mut text = TextBuilder::new();
        text.move_to(1, 2);
        text.glyph_layout(&[6, 1, 9]).unwrap();
        text.glyphs(vec![5, 0x1234], vec![0, 300], None).unwrap();
        text.end_glyphs("A").unwrap();
        text.glyph_layout(&[6, 1, 9]).unwrap();
        text.glyphs(vec![7], vec![0], Some(vec![-3])).unwrap();
        text.end_glyphs("").unwrap();
        text.font(3);
        // PTOCA 4, GLC, GIR, GAR, GOR, UCT.
        let wanted = [
            &[0x2B, 0xD3, 4, 0xC7, 0, 1, 4, 0xD3, 0, 2][..],
            &[13, 0x6D, 0, 0, 3, 0, 0, 0, 0, 0, 6, 1, 9, 8, 0x8B, 0, 0, 0, 5, 0x12, 0x34],
            &[8, 0x8D, 0, 0, 0, 0, 1, 0x2C, 16, 0x6A, 1, 0, 0, 2, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0x41],
            &[0x2B, 0xD3, 10, 0x6D, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0x8B, 0, 0, 0, 7, 6, 0x8D, 0, 0, 0, 0],
            &[6, 0x8E, 0, 0, 0xFF, 0xFD, 0x2B, 0xD3, 3, 0xF0, 3],
        ]
        .concat();
        assert_eq!(text.finish(), wanted);
    }

    #[test]
    fn a_text_begun_anew_knows_nothing_of_the_one_before() {
        let mut text = TextBuilder::new();
        let write = |text: &mut TextBuilder| {
            text.font(3);
            text.move_to(5, 6);
            text.underscore(true);
            text.shift(7);
            text.text(b"A", TextEncoding::SingleByte);
            text.close().to_vec()
        };
        let first = write(&mut text);
        text.clear();
        assert!(text.is_empty());
        assert_eq!(write(&mut text), first);
    }
}
