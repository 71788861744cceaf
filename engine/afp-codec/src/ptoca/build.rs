//! Building text data: control sequences in one chain, and none that says what is already so.

use std::borrow::Cow;

use super::read::{CHAINED, PREFIX, write_sequence};
use super::sequences::{
    ControlSequence, Displacement, ExtendedColour, Increment, IntercharacterAdjustment, Orientation, Rule, RuleWidth,
    TextLocalId, Transparent,
};
use crate::error::EncodeError;
use crate::values::{ColourSpecification, Rotation};
use crate::wire::Wire;

/// Most bytes of code points in one Transparent Data sequence (PTOCA TRN: length at most 255).
const TRANSPARENT_LIMIT: usize = 253;

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
    colour: Option<Vec<u8>>,
    adjustment: Option<i16>,
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
    ///
    /// # Errors
    /// None in practice; all values fit.
    pub fn move_to(&mut self, inline: i16, baseline: i16) -> Result<(), EncodeError> {
        if self.inline != Some(inline) {
            self.inline = Some(inline);
            self.sequence(&ControlSequence::MoveInlineTo(Displacement { value: inline }))?;
        }
        if self.baseline != Some(baseline) {
            self.baseline = Some(baseline);
            self.sequence(&ControlSequence::MoveBaselineTo(Displacement { value: baseline }))?;
        }
        Ok(())
    }

    /// Moves by distances from the current position (RMI, RMB), for places that absolute moves cannot name.
    ///
    /// # Errors
    /// None in practice; all values fit.
    pub fn move_by(&mut self, inline: i16, baseline: i16) -> Result<(), EncodeError> {
        if inline != 0 {
            self.inline = self.inline.and_then(|from| from.checked_add(inline));
            self.sequence(&ControlSequence::MoveInlineBy(Displacement { value: inline }))?;
        }
        if baseline != 0 {
            self.baseline = self.baseline.and_then(|from| from.checked_add(baseline));
            self.sequence(&ControlSequence::MoveBaselineBy(Displacement { value: baseline }))?;
        }
        Ok(())
    }

    /// Selects a font by local id (SCFL).
    ///
    /// # Errors
    /// None in practice; all values fit.
    pub fn font(&mut self, id: u8) -> Result<(), EncodeError> {
        if self.font == Some(id) {
            return Ok(());
        }
        self.font = Some(id);
        self.sequence(&ControlSequence::SetFont(TextLocalId { id }))
    }

    /// Sets the colour of text and rules (SEC).
    ///
    /// # Errors
    /// A colour value too long for a control sequence.
    pub fn colour(&mut self, colour: &ColourSpecification<'_>) -> Result<(), EncodeError> {
        let bytes = colour.to_bytes()?;
        if self.colour.as_ref() == Some(&bytes) {
            return Ok(());
        }
        self.colour = Some(bytes);
        self.sequence(&ControlSequence::SetExtendedColour(ExtendedColour { colour: colour.clone() }))
    }

    /// Adds a distance after each character, or takes it away when negative (SIA).
    ///
    /// # Errors
    /// None in practice; all values fit.
    pub fn intercharacter_adjustment(&mut self, distance: i16) -> Result<(), EncodeError> {
        if self.adjustment == Some(distance) {
            return Ok(());
        }
        self.adjustment = Some(distance);
        self.sequence(&ControlSequence::SetIntercharacterAdjustment(IntercharacterAdjustment {
            value: distance.unsigned_abs(),
            direction: Some(u8::from(distance < 0)),
        }))
    }

    /// Sets the inline margin (SIM).
    ///
    /// # Errors
    /// None in practice; all values fit.
    pub fn inline_margin(&mut self, distance: u16) -> Result<(), EncodeError> {
        self.sequence(&ControlSequence::SetInlineMargin(Increment { value: distance }))
    }

    /// Sets code points at the current position (TRN), which afterwards is known on the baseline only.
    ///
    /// # Errors
    /// None in practice; long texts become several sequences.
    pub fn text(&mut self, code_points: &[u8], encoding: TextEncoding) -> Result<(), EncodeError> {
        let mut left = code_points;
        while !left.is_empty() {
            let (now, later) = left.split_at(whole_characters(left, encoding));
            self.sequence(&ControlSequence::Transparent(Transparent { data: Cow::Borrowed(now) }))?;
            left = later;
        }
        self.inline = None;
        Ok(())
    }

    /// Draws a rule along the I axis from the current position, which stays (DIR). Negative sizes go the other way.
    ///
    /// # Errors
    /// None in practice; all values fit.
    pub fn inline_rule(&mut self, length: i16, width: i16, fraction: u8) -> Result<(), EncodeError> {
        self.sequence(&ControlSequence::InlineRule(Rule {
            length,
            width: Some(RuleWidth { width, fraction: Some(fraction) }),
        }))
    }

    /// Draws a rule along the B axis from the current position, which stays (DBR). Negative sizes go the other way.
    ///
    /// # Errors
    /// None in practice; all values fit.
    pub fn baseline_rule(&mut self, length: i16, width: i16, fraction: u8) -> Result<(), EncodeError> {
        self.sequence(&ControlSequence::BaselineRule(Rule {
            length,
            width: Some(RuleWidth { width, fraction: Some(fraction) }),
        }))
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

    fn close_chain(&mut self) {
        if let Some(function) = self.last_function.take().and_then(|at| self.out.get_mut(at)) {
            *function &= !CHAINED;
        }
    }
}

/// How many bytes of code points go into one sequence without cutting a character.
fn whole_characters(bytes: &[u8], encoding: TextEncoding) -> usize {
    if bytes.len() <= TRANSPARENT_LIMIT {
        return bytes.len();
    }
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

    #[test]
    fn one_prefix_opens_a_chain_and_its_last_sequence_is_unchained() {
        let mut text = TextBuilder::new();
        text.orientation(Rotation::DEGREES_0, Rotation::DEGREES_90).unwrap();
        text.font(1).unwrap();
        text.move_to(100, 200).unwrap();
        text.text(&[0x00, 0x4A], TextEncoding::Utf16).unwrap();
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
        text.font(1).unwrap();
        text.colour(&ColourSpecification::rgb(0, 0, 0)).unwrap();
        text.move_to(1, 2).unwrap();
        let before = text.position();
        text.font(1).unwrap();
        text.colour(&ColourSpecification::rgb(0, 0, 0)).unwrap();
        text.move_to(1, 2).unwrap();
        assert_eq!(text.position(), before);
        text.text(b"A", TextEncoding::SingleByte).unwrap();
        text.move_to(1, 2).unwrap();
        // Text moves the inline position only: one AMI, no AMB.
        assert_eq!(text.position(), before + 3 + 4);
    }

    #[test]
    fn relative_moves_are_followed() {
        let mut text = TextBuilder::new();
        text.move_to(0, 5).unwrap();
        text.move_by(-3, 0).unwrap();
        text.move_to(0, 5).unwrap();
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
}
