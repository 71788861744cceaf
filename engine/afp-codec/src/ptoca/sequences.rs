//! The control sequences (PTOCA chapter "Control Sequence Detailed Descriptions").
//!
//! Lengths and positions are in the units of the text descriptor.

use crate::structure::{structure, tagged};
use crate::values::{ColourSpecification, OcaColour, Rotation};
use crate::wire::{Bytes, Empty, Reserved};

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
    /// No Operation (PTOCA NOP) and sequences whose content is carried as it is.
    pub struct Ignored<'a> {
        data: Bytes<'a> = "data",
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
        direction: u8 = "direction",
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

structure! {
    /// Unicode Complex Text (PTOCA UCT); the text follows the control sequence.
    pub struct ComplexText {
        version: u8 = "version",
        reserved: Reserved<1> = "reserved",
        length: u16 = "bytes of text that follow",
        flags: u8 = "flags",
        reserved_2: Reserved<1> = "reserved",
        direction: u8 = "bidirectional processing",
        glyphs: u8 = "glyph processing",
        reserved_3: Reserved<4> = "reserved",
        alternate_position: i16 = "alternate inline position",
    }
}

structure! {
    /// Glyph Layout Control (PTOCA GLC).
    pub struct GlyphLayout<'a> {
        advance: i16 = "inline advance of the chain",
        object_id_length: u8 = "length of the object identifier",
        name_length: u8 = "length of the font name",
        reserved: Reserved<4> = "reserved",
        names: Bytes<'a> = "object identifier and font name",
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
        0x98 EncryptedData(Ignored<'a>) "ENC" "Encrypted Data";
        0x9A KeyInformation(Ignored<'a>) "SKI" "Set Key Information";
        0x9C AlternateText(Ignored<'a>) "SEA" "Set Encrypted Alternate";
    }
}
