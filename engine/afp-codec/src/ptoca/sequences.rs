//! The control sequences (PTOCA chapter "Control Sequence Detailed Descriptions").
//!
//! Lengths and positions are in the units of the text descriptor.

use crate::describe::Describer;
use crate::error::{DecodeError, EncodeError};
use crate::structure::{codes, structure, tagged};
use crate::values::{ColourSpecification, OcaColour, Rotation};
use crate::wire::{Bytes, Empty, Input, Reserved, Wire};

structure! {
    /// An increment or position along an axis.
    pub struct Displacement {
        value: i16 = "distance",
    }
}

structure! {
    /// SIM, SVI, SBI: X'FFFF' is the default.
    pub struct Increment {
        value: u16 = "distance",
    }
}

structure! {
    /// Set Intercharacter Adjustment (PTOCA SIA).
    pub struct IntercharacterAdjustment {
        value: u16 = "adjustment",
        direction: Option<u8> = "direction (1 subtracts)",
    }
}

structure! {
    /// Width of a rule: whole units and 1/256 units.
    pub struct RuleWidth {
        width: i16 = "width",
        fraction: Option<u8> = "width, 1/256 units",
    }
}

structure! {
    /// Draw Inline Rule, Draw Baseline Rule (PTOCA DIR, DBR).
    pub struct Rule {
        length: i16 = "length",
        width: Option<RuleWidth> = "width",
    }
}

structure! {
    /// Transparent Data (PTOCA TRN).
    pub struct Transparent<'a> {
        data: Bytes<'a> = "code points",
    }
}

structure! {
    /// Repeat String (PTOCA RPS).
    pub struct RepeatString<'a> {
        length: u16 = "bytes in all",
        data: Bytes<'a> = "code points",
    }
}

structure! {
    /// A local id: SCFL, BSU, ESU.
    pub struct TextLocalId {
        id: u8 = "local id",
    }
}

structure! {
    /// Set Text Orientation (PTOCA STO).
    pub struct Orientation {
        inline: Rotation = "I axis",
        baseline: Rotation = "B axis",
    }
}

structure! {
    /// No Operation (PTOCA NOP): its content says nothing.
    pub struct Ignored<'a> {
        data: Bytes<'a> = "data",
    }
}

structure! {
    /// Encrypted Data (PTOCA ENC).
    pub struct EncryptedData<'a> {
        reserved: Reserved<4> = "reserved",
        data: Bytes<'a> = "encrypted text",
    }
}

structure! {
    /// Set Key Information (PTOCA SKI).
    pub struct KeyInformation<'a> {
        reserved: Reserved<4> = "reserved",
        key: Bytes<'a> = "key information",
    }
}

structure! {
    /// Set Encrypted Alternate (PTOCA SEA): text for those who cannot decrypt.
    pub struct EncryptedAlternate<'a> {
        reserved: Reserved<4> = "reserved",
        text: Bytes<'a> = "alternate text",
    }
}

structure! {
    /// Overstrike (PTOCA OVS).
    pub struct Overstrike {
        flags: u8 = "bypass flags",
        character: u16 = "overstrike code point",
    }
}

structure! {
    /// Set Text Colour (PTOCA STC).
    pub struct TextColour {
        colour: OcaColour = "colour",
        precision: Option<u8> = "precision",
    }
}

structure! {
    /// Underscore (PTOCA USC).
    pub struct Underscore {
        flags: u8 = "bypass flags",
    }
}

structure! {
    /// Temporary Baseline Move (PTOCA TBM).
    pub struct BaselineMove {
        direction: BaselineShift = "direction",
        precision: Option<u8> = "precision",
        increment: Option<u16> = "increment",
    }
}

structure! {
    /// Set Extended Text Colour (PTOCA SEC).
    pub struct ExtendedColour<'a> {
        colour: ColourSpecification<'a> = "colour",
    }
}

codes! {
    /// How text is put into its visible order (UCT byte 10).
    pub BidirectionalText(u8) {
        AUTOMATIC = 0x02 "by its first strong character";
        LEFT_TO_RIGHT = 0x04 "left to right";
        RIGHT_TO_LEFT = 0x05 "right to left";
        INHERIT = 0x12 "as the text before";
        OFF = 0x20 "off";
        OFF_LEFT_TO_RIGHT = 0x22 "off, left to right";
        OFF_RIGHT_TO_LEFT = 0x23 "off, right to left";
    }
}

codes! {
    /// Whether characters become glyphs by the font's rules (UCT byte 11).
    pub GlyphProcessing(u8) {
        ON = 0x01 "on";
        OFF = 0x20 "off";
    }
}

codes! {
    /// Where a temporary baseline lies (TBM byte 4).
    pub BaselineShift(u8) {
        NONE = 0x00 "unchanged";
        RETURN = 0x01 "back to the baseline";
        DOWN = 0x02 "away from the I axis";
        UP = 0x03 "towards the I axis";
    }
}

structure! {
    /// Unicode Complex Text (PTOCA UCT); the text follows the control sequence.
    pub struct ComplexText {
        version: u8 = "version",
        reserved: Reserved<1> = "reserved",
        length: u16 = "bytes of text that follow",
        flags: u8 = "flags",
        reserved_2: Reserved<1> = "reserved",
        direction: BidirectionalText = "bidirectional processing",
        glyphs: GlyphProcessing = "glyph processing",
        reserved_3: Reserved<4> = "reserved",
        alternate_position: i16 = "alternate inline position",
    }
}

/// Glyph Layout Control (PTOCA GLC). On the wire the lengths of both names stand before the reserved bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GlyphLayout<'a> {
    /// Inline advance of the whole chain.
    pub advance: i16,
    /// Zero, or as read.
    pub reserved: Reserved<4>,
    /// The font's object identifier; empty for that of the layout before.
    pub object_id: Bytes<'a>,
    /// The font's full name in UTF-16BE; empty where the identifier is not that of a collection.
    pub font_name: Bytes<'a>,
}

impl<'a> Wire<'a> for GlyphLayout<'a> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let advance = i16::read(input)?;
        let [object_id, font_name] = input.array()?;
        let reserved = Wire::read(input)?;
        let mut bytes = |length: u8| input.take(length.into()).map(Bytes::Borrowed);
        Ok(Self { advance, reserved, object_id: bytes(object_id)?, font_name: bytes(font_name)? })
    }

    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        let length = |bytes: &Bytes<'_>| {
            let too_long = EncodeError::TooLong { what: "font of a glyph layout", length: bytes.len(), limit: 255 };
            u8::try_from(bytes.len()).map_err(|_| too_long)
        };
        self.advance.write(out)?;
        out.extend_from_slice(&[length(&self.object_id)?, length(&self.font_name)?]);
        self.reserved.write(out)?;
        out.extend_from_slice(&self.object_id);
        out.extend_from_slice(&self.font_name);
        Ok(())
    }

    fn describe(&self, _: &'static str, to: &mut Describer<'_>) {
        self.advance.describe("inline advance of the chain", to);
        to.skip(2);
        self.reserved.describe("reserved", to);
        self.object_id.describe("object identifier of the font", to);
        self.font_name.describe("name of the font", to);
    }
}

#[cfg(test)]
impl crate::sample::Sample for GlyphLayout<'_> {
    fn sample(source: &mut crate::sample::Source<'_>) -> Self {
        use crate::sample::Sample;
        let (advance, reserved) = (i16::sample(source), Reserved::sample(source));
        Self { advance, reserved, object_id: Sample::sample(source), font_name: Sample::sample(source) }
    }
}

structure! {
    /// Glyph ID Run, Glyph Advance Run (PTOCA GIR, GAR).
    pub struct GlyphRun {
        reserved: Reserved<2> = "reserved",
        values: Vec<u16> = "value",
    }
}

structure! {
    /// Glyph Offset Run (PTOCA GOR).
    pub struct GlyphOffsets {
        reserved: Reserved<2> = "reserved",
        offsets: Vec<i16> = "offset",
    }
}

tagged! {
    /// A control sequence, by its function type with the chaining bit off.
    pub enum ControlSequence<'a>(u8), "control sequence" {
        0xC0 SetInlineMargin(Increment) "SIM" "Set Inline Margin";
        0xC2 SetIntercharacterAdjustment(IntercharacterAdjustment) "SIA" "Set Intercharacter Adjustment";
        0xC4 SetVariableSpace(Increment) "SVI" "Set Variable Space Character Increment";
        0xC6 MoveInlineTo(Displacement) "AMI" "Absolute Move Inline";
        0xC8 MoveInlineBy(Displacement) "RMI" "Relative Move Inline";
        0xD0 SetBaselineIncrement(Increment) "SBI" "Set Baseline Increment";
        0xD2 MoveBaselineTo(Displacement) "AMB" "Absolute Move Baseline";
        0xD4 MoveBaselineBy(Displacement) "RMB" "Relative Move Baseline";
        0xD8 BeginLine(Empty) "BLN" "Begin Line";
        0xDA Transparent(Transparent<'a>) "TRN" "Transparent Data";
        0xE4 InlineRule(Rule) "DIR" "Draw I-axis Rule";
        0xE6 BaselineRule(Rule) "DBR" "Draw B-axis Rule";
        0xEE RepeatString(RepeatString<'a>) "RPS" "Repeat String";
        0xF0 SetFont(TextLocalId) "SCFL" "Set Coded Font Local";
        0xF2 BeginSuppression(TextLocalId) "BSU" "Begin Suppression";
        0xF4 EndSuppression(TextLocalId) "ESU" "End Suppression";
        0xF6 SetOrientation(Orientation) "STO" "Set Text Orientation";
        0xF8 NoOperation(Ignored<'a>) "NOP" "No Operation";
        0x72 Overstrike(Overstrike) "OVS" "Overstrike";
        0x74 SetColour(TextColour) "STC" "Set Text Color";
        0x76 Underscore(Underscore) "USC" "Underscore";
        0x78 MoveBaselineTemporarily(BaselineMove) "TBM" "Temporary Baseline Move";
        0x80 SetExtendedColour(ExtendedColour<'a>) "SEC" "Set Extended Text Color";
        0x6A ComplexText(ComplexText) "UCT" "Unicode Complex Text";
        0x6C GlyphLayout(GlyphLayout<'a>) "GLC" "Glyph Layout Control";
        0x8A GlyphIds(GlyphRun) "GIR" "Glyph ID Run";
        0x8C GlyphAdvances(GlyphRun) "GAR" "Glyph Advance Run";
        0x8E GlyphOffsets(GlyphOffsets) "GOR" "Glyph Offset Run";
        0x98 EncryptedData(EncryptedData<'a>) "ENC" "Encrypted Data";
        0x9A KeyInformation(KeyInformation<'a>) "SKI" "Set Key Information";
        0x9C AlternateText(EncryptedAlternate<'a>) "SEA" "Set Encrypted Alternate";
    }
}
