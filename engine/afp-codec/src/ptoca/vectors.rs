//! Control sequences laid out by hand, as PTOCA chapter 4 gives them or as real files hold them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::read::PREFIX;
use super::*;
use crate::sample::hex;
use crate::values::{ColourSpecification, OcaColour, Rotation};
use crate::wire::{Empty, Reserved};

fn vectors() -> Vec<(&'static str, ControlSequence<'static>)> {
    use ControlSequence as S;
    let bytes = |text: &str| Cow::Owned(hex(text));
    vec![
        ("04 C0 00F0", S::SetInlineMargin(Increment { value: 240 })),
        ("05 C2 0002 01", S::SetIntercharacterAdjustment(IntercharacterAdjustment { value: 2, direction: Some(1) })),
        ("04 C4 0020", S::SetVariableSpace(Increment { value: 32 })),
        ("04 C6 7FFF", S::MoveInlineTo(Displacement { value: 0x7FFF })),
        ("04 C8 FFF6", S::MoveInlineBy(Displacement { value: -10 })),
        ("04 D0 FFFF", S::SetBaselineIncrement(Increment { value: 0xFFFF })),
        ("04 D2 0064", S::MoveBaselineTo(Displacement { value: 100 })),
        ("04 D4 0003", S::MoveBaselineBy(Displacement { value: 3 })),
        ("02 D8", S::BeginLine(Empty)),
        // xafp/ttf.afp: "John" in UTF-16BE.
        ("0A DA 004A006F0068006E", S::Transparent(Transparent { data: bytes("004A006F0068006E") })),
        (
            "07 E4 012C 000A 80",
            S::InlineRule(Rule { length: 300, width: Some(RuleWidth { width: 10, fraction: Some(128) }) }),
        ),
        ("04 E6 FF9C", S::BaselineRule(Rule { length: -100, width: None })),
        ("06 EE 000A C1C2", S::RepeatString(RepeatString { length: 10, data: bytes("C1C2") })),
        ("03 F0 01", S::SetFont(TextLocalId { id: 1 })),
        ("03 F2 07", S::BeginSuppression(TextLocalId { id: 7 })),
        ("03 F4 07", S::EndSuppression(TextLocalId { id: 7 })),
        (
            "06 F6 0000 2D00",
            S::SetOrientation(Orientation { inline: Rotation::DEGREES_0, baseline: Rotation::DEGREES_90 }),
        ),
        ("04 F8 0102", S::NoOperation(Ignored { data: bytes("0102") })),
        ("05 72 01 0060", S::Overstrike(Overstrike { flags: 1, character: 0x60 })),
        ("04 74 FF02", S::SetColour(TextColour { colour: OcaColour::RED_FF, precision: None })),
        ("03 76 01", S::Underscore(Underscore { flags: 1 })),
        (
            "06 78 03 00 0050",
            S::MoveBaselineTemporarily(BaselineMove {
                direction: BaselineShift::UP,
                precision: Some(0),
                increment: Some(80),
            }),
        ),
        // xafp/ttf.afp: black.
        (
            "0F 80 00 01 00000000 08080800 000000",
            S::SetExtendedColour(ExtendedColour { colour: ColourSpecification::rgb(0, 0, 0) }),
        ),
        (
            "10 6A 01 00 0004 40 00 02 01 00000000 0064",
            S::ComplexText(ComplexText {
                version: 1,
                length: 4,
                flags: 0x40,
                direction: BidirectionalText::AUTOMATIC,
                glyphs: GlyphProcessing::ON,
                alternate_position: 100,
                ..Default::default()
            }),
        ),
        (
            "1B 6C 0064 0D 04 00000000 060B2B120004010133010203FF 00410042",
            S::GlyphLayout(GlyphLayout {
                advance: 100,
                reserved: Reserved([0; 4]),
                object_id: bytes("060B2B120004010133010203FF"),
                font_name: bytes("00410042"),
            }),
        ),
        ("08 8A 0000 0005 0006", S::GlyphIds(GlyphRun { reserved: Reserved([0; 2]), values: vec![5, 6] })),
        ("08 8C 0000 0032 0033", S::GlyphAdvances(GlyphRun { reserved: Reserved([0; 2]), values: vec![50, 51] })),
        ("08 8E 0000 FFFF 0001", S::GlyphOffsets(GlyphOffsets { reserved: Reserved([0; 2]), offsets: vec![-1, 1] })),
        ("07 98 00000000 01", S::EncryptedData(EncryptedData { data: bytes("01"), ..Default::default() })),
        ("07 9A 00000000 02", S::KeyInformation(KeyInformation { key: bytes("02"), ..Default::default() })),
        ("07 9C 00000000 C1", S::AlternateText(EncryptedAlternate { text: bytes("C1"), ..Default::default() })),
        ("03 20 09", S::Unknown { code: 0x20, data: bytes("09") }),
    ]
}

#[test]
fn control_sequences_read_and_write_as_laid_out_by_hand() {
    for (bytes, sequence) in vectors() {
        let bytes = [PREFIX.to_vec(), hex(bytes)].concat();
        let part = TextPart::Sequence { introduced: true, chained: false, sequence };
        assert_eq!(TextItems::new(&bytes).next().map(|item| item.part).as_ref(), Some(&part));
        let mut out = Vec::new();
        write_text([&part], &mut out).unwrap();
        assert_eq!(out, bytes);
    }
}

#[test]
fn every_described_control_sequence_has_a_vector() {
    let covered: BTreeSet<u8> = vectors().iter().map(|(_, sequence)| sequence.code()).collect();
    let missing: Vec<&u8> = ControlSequence::DESCRIBED.iter().filter(|code| !covered.contains(code)).collect();
    assert!(missing.is_empty(), "{missing:02X?}");
}
