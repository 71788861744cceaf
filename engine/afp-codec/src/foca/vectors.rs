//! Font fields laid out by hand (FOCA chapter 6), or as real files hold them.

use std::borrow::Cow;

use proptest::prelude::*;

use super::*;
use crate::fields::{Data, Field, FieldId};
use crate::sample::hex;
use crate::values::{Name, PaddedText, Rotation, UnitBase};
use crate::wire::{U24, Wire};

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn data(text: &str) -> Data<'static> {
    Data { bytes: Cow::Owned(hex(text)) }
}

/// Identifier, data and value of the fields that other fields do not lay out.
pub(crate) fn fields() -> Vec<(u32, &'static str, Field<'static>)> {
    vec![
        (
            // xafp/x2.afp, offset 55.
            0xD3A687,
            "C5D4C340C49683A283898595838540C4A8958194898340C396848540D7818785 0008 00000100 0000 0000 6100",
            Field::CodePageDescriptor(CodePageDescriptor {
                encoding: Some(0x6100),
                ..CodePageDescriptor::new("EMC Docscience Dynamic Code Page", 256, 0, 0).unwrap()
            }),
        ),
        (
            // xafp/x2.afp, offset 108.
            0xD3A787,
            "C5D4C3F0F0F0F0F1 00 0A 01 01 08",
            Field::CodePageControl(CodePageControl {
                default_character: name("EMC00001"),
                default_flags: 0,
                form: CodePageForm::ONE_BYTE,
                space_section: 1,
                space: 1,
                flags: CodePageControl::VARIABLE_SPACE,
                default_unicode: None,
            }),
        ),
        (0xD38C87, "D3C1F0F1F0F0F0F0 00 81", Field::CodePageIndex(data("D3C1F0F1F0F0F0F0 00 81"))),
        (
            // afplib/C0X00006.afp, offset 160.
            0xD3A689,
            "C8C5D3E5C5E3C9C3C140D3C1E3C9D5F140404040404040404040404040404040 05 05 0000 0000 0000 0000 0000 0000
             00 00 00 000000000000000000000000000000 0000 00000000000000000000 07F9 0900",
            Field::FontDescriptor(FontDescriptor {
                typeface: PaddedText::new("HELVETICA LATIN1").unwrap(),
                weight: 5,
                width: 5,
                character_set: 2041,
                typeface_id: 2304,
                ..Default::default()
            }),
        ),
        (
            // afplib/C0X00006.afp, offset 249.
            0xD3A789,
            "01 1F 00 00 02 02 03E8 03E8 0000 0000 1A 1C 00 000000 16 00 00 00 0000 0000 00018E4F 000000 0C 00001CF3 0176",
            Field::FontControl(FontControl::outline(PatternTechnology::TYPE_1, 0x18E4F, 0x1CF3, 374)),
        ),
        (
            0xD3A289,
            "0011 0014 00000000 001D 001C 0000003F",
            Field::FontPatternsMap(FontPatternsMap {
                patterns: vec![
                    PatternPlace { width: 17, height: 20, offset: 0 },
                    PatternPlace { width: 29, height: 28, offset: 63 },
                ],
            }),
        ),
        (
            // readafp/foca_font.afp, offset 681.
            0xD3AE89,
            "0000 0000 02D0 03E8 00FA 03A9 00 00 03E8 0000 01F4 0000 046E FFB7",
            Field::FontOrientations(FontOrientations {
                groups: vec![FontOrientation {
                    rotation: Rotation::DEGREES_0,
                    baseline_offset: 720,
                    character_increment: 1000,
                    space_increment: 250,
                    baseline_extent: 937,
                    em_space_increment: 1000,
                    figure_space_increment: 500,
                    baseline_increment: 1134,
                    a_space: -73,
                    ..Default::default()
                }],
            }),
        ),
        (
            // afplib/C0X00006.afp, offset 413.
            0xD3AC89,
            "0000 0190 0258 03B0 0120 0000000000 01 00 0032 00 004B",
            Field::FontPositions(FontPositions {
                groups: vec![FontPosition {
                    lowercase_height: 400,
                    cap_m_height: 600,
                    ascender: 944,
                    descender: 288,
                    underscore_width: 50,
                    underscore_position: 75,
                    ..Default::default()
                }],
            }),
        ),
        (0xD38C89, "D3C1F0F1F0F0F0F0 01BC", Field::FontIndex(data("D3C1F0F1F0F0F0F0 01BC"))),
        (0xD3AB89, "0203", Field::FontNames(data("0203"))),
        (0xD3EE89, "00F0", Field::FontPatterns(data("00F0"))),
        (0xD3A78A, "19 01", Field::CodedFontControl(CodedFontControl::default())),
        (
            0xD38C8A,
            "C3F0C8F2F0F0F0F0 E3F1F0F0F0F5F0F0 00C8 0000 00000000 41",
            Field::CodedFontIndex(CodedFontIndex {
                sections: vec![CodedFontSection {
                    character_set: name("C0H20000"),
                    code_page: name("T1000500"),
                    vertical_size: 200,
                    section: 0x41,
                    ..Default::default()
                }],
            }),
        ),
    ]
}

#[test]
fn raster_fonts_have_relative_or_fixed_metrics() {
    // readafp/foca_font.afp, offset 123.
    let bytes = hex("01 05 00 00 02 02 03E8 03E8 0029 0026 1A 1C 00 001331 16 08 00 00 0BB8 0BB8");
    let control = FontControl::raster_relative(3000, 41, 38, 0x1331);
    assert_eq!(FontControl::decode(&bytes), Ok(control.clone()));
    assert_eq!(control.to_bytes(), Ok(bytes));

    let bytes = hex("01 05 00 02 00 00 0960 0960 0017 001F 1A 1C 02 000800 16 08");
    let control = FontControl {
        flags: FontControl::UNIFORM_BOX,
        alignment: PatternAlignment::FOUR,
        ..FontControl::raster_fixed(2400, 23, 31, 2048)
    };
    assert_eq!(FontControl::decode(&bytes), Ok(control.clone()));
    assert_eq!(control.to_bytes(), Ok(bytes));
    assert_eq!((control.x_base, control.raster_bytes, control.alignment.bytes()), (UnitBase::TEN_INCHES, U24(2048), 4));
}

#[test]
fn the_flags_of_an_orientation_hold_the_number_of_its_index() {
    let orientation = FontOrientation { flags: 0x68, ..Default::default() };
    assert_eq!(orientation.index_number(), 3);
    assert_eq!(FontOrientation::flags_of_index(3) | FontOrientation::KERNING, 0x68);
}

#[test]
fn code_points_come_in_four_forms() {
    let forms = [
        ("D3C1F0F1F0F0F0F0 00 81", CodePageForm::ONE_BYTE, 0x81, &[][..]),
        ("D3C1F0F1F0F0F0F0 00 4281", CodePageForm::TWO_BYTES, 0x4281, &[]),
        ("D3C1F0F1F0F0F0F0 00 81 01 00000061", CodePageForm::ONE_BYTE_UNICODE, 0x81, &[0x61]),
        ("D3C1F0F1F0F0F0F0 00 4281 02 00000061 00000301", CodePageForm::TWO_BYTES_UNICODE, 0x4281, &[0x61, 0x301]),
    ];
    for (text, form, code_point, unicode) in forms {
        let bytes = hex(text);
        let index = CodePageIndex::decode(form, &bytes).unwrap();
        assert_eq!(index.form(), form);
        let expected = CodePageEntry { character: name("LA010000"), flags: 0, code_point, unicode };
        assert_eq!(index.entries().collect::<Vec<_>>(), [expected]);
        let mut out = Vec::new();
        index.write(&mut out).unwrap();
        assert_eq!(out, bytes);
    }
    assert!(CodePageIndex::decode(CodePageForm(0x0C), &[]).is_err());
}

#[test]
fn a_variable_space_counts_only_with_its_flag() {
    let control = CodePageControl { space: 0x40, ..Default::default() };
    assert_eq!(control.variable_space(), None);
    assert_eq!(CodePageControl { flags: 0x08, ..control }.variable_space(), Some((0, 0x40)));
}

#[test]
fn a_font_index_holds_metrics_or_increments() {
    // readafp/foca_font.afp, offset 747.
    let bytes = hex("D3C1F0F1F0F0F0F0 01BC 01F8 0000 0000 0000 0030 01B0 FFDC 0000 01F8");
    let metrics = CharacterMetrics {
        character: name("LA010000"),
        increment: 444,
        ascender: 504,
        a_space: 48,
        b_space: 432,
        c_space: -36,
        baseline_offset: 504,
        ..Default::default()
    };
    assert_eq!(FontIndex::decode(28, &bytes), Ok(FontIndex::Metrics(vec![metrics])));
    let short = FontIndex::Increments(vec![CharacterIncrement { character: name("LA010000"), increment: 444 }]);
    assert_eq!(FontIndex::decode(10, &bytes[..10]), Ok(short));
    assert!(FontIndex::decode(28, &bytes[..27]).is_err());
    assert!(FontIndex::decode(0, &bytes).is_err());
}

#[test]
fn names_stand_behind_the_map_that_points_to_them() {
    // The example of FOCA "FNN": a and A, here with nothing between.
    let bytes = hex("02 03 D3C1F0F1F0F0F0F0 0000001A D3C1F0F2F0F0F0F0 0000001C 02 61 02 41");
    let map = FontNames::decode(2, &bytes).unwrap();
    let a: (Name, &[u8]) = (name("LA010000"), b"a");
    let capital: (Name, &[u8]) = (name("LA020000"), b"A");
    assert_eq!(map.pairs().collect::<Vec<_>>(), [a, capital]);
    assert_eq!(FontNames::new(OutlineNames::ADOBE, [a, capital]), Ok(map.clone()));
    let mut out = Vec::new();
    map.write(&mut out).unwrap();
    assert_eq!(out, bytes);
    let astray = FontNames { characters: vec![NamedCharacter { offset: 3, ..Default::default() }], ..map };
    assert_eq!(astray.pairs().count(), 0);
}

#[test]
fn outline_objects_carry_their_length_identifier_and_for_cid_a_descriptor() {
    let bytes = hex("00000010 11223344 0005 412E42 800102");
    let plain = OutlineObject {
        checksum: 0x1122_3344,
        identifier: Cow::Owned(b"A.B".to_vec()),
        descriptor: None,
        data: Cow::Owned(vec![0x80, 1, 2]),
    };
    let decoded = OutlineObjects::decode(PatternTechnology::TYPE_1, &bytes);
    assert_eq!(decoded, Ok(OutlineObjects(vec![plain.clone()])));
    let mut out = Vec::new();
    plain.write(&mut out).unwrap();
    assert_eq!(out, bytes);

    let bytes = hex("00000012 11223344 0003 41 0004 0500 800102");
    let keyed =
        OutlineObject { identifier: Cow::Owned(b"A".to_vec()), descriptor: Some(Cow::Owned(vec![5, 0])), ..plain };
    assert_eq!(OutlineObjects::decode(PatternTechnology::CID, &bytes), Ok(OutlineObjects(vec![keyed.clone()])));
    let mut out = Vec::new();
    keyed.write(&mut out).unwrap();
    assert_eq!(out, bytes);
    assert!(OutlineObjects::decode(PatternTechnology::CID, &bytes[..17]).is_err());
    assert!(OutlineObjects::decode(PatternTechnology::CID, &[0; 12]).is_err());
}

#[test]
fn a_layout_lasts_from_its_control_field_to_the_next_font() {
    let mut layout = FontLayout::default();
    let index = hex("D3C1F0F1F0F0F0F0 01BC");
    assert_eq!(layout.read(FieldId::FNI, &index), FontGroups::Raw(&index));
    let control = FontControl { index_group_length: 10, ..FontControl::raster_fixed(2400, 1, 1, 2) };
    layout.follow(&Field::FontControl(control));
    assert!(matches!(layout.read(FieldId::FNI, &index), FontGroups::Index(FontIndex::Increments(_))));
    assert_eq!(layout.read(FieldId::FNG, &[0xF0]), FontGroups::Raster(&[0xF0]));
    layout.follow(&Field::BeginFont(Default::default()));
    assert_eq!(layout.read(FieldId::FNI, &index), FontGroups::Raw(&index));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..Default::default() })]

    #[test]
    fn groups_read_back_what_they_wrote(seed in proptest::collection::vec(any::<u8>(), 0..600)) {
        let mut source = crate::sample::Source::new(&seed);
        for index in CodePageIndex::samples(&mut source) {
            let mut bytes = Vec::new();
            index.write(&mut bytes).unwrap();
            prop_assert_eq!(CodePageIndex::decode(index.form(), &bytes), Ok(index));
        }
        let metrics = FontIndex::Metrics(crate::sample::Sample::sample(&mut source));
        let mut bytes = Vec::new();
        metrics.write(&mut bytes).unwrap();
        prop_assert_eq!(FontIndex::decode(28, &bytes), Ok(metrics));
    }

    #[test]
    fn what_a_layout_reads_comes_back_unchanged(
        form in prop_oneof![Just(0x0A), Just(0x0B), Just(0xFE), Just(0xFF), any::<u8>()],
        length in prop_oneof![Just(10), Just(28), any::<u8>()],
        technology in prop_oneof![Just(5), Just(30), Just(31)],
        names in 0u16..4,
        data in proptest::collection::vec(prop_oneof![0u8..20, any::<u8>()], 0..120),
    ) {
        let mut layout = FontLayout::default();
        layout.follow(&Field::CodePageControl(CodePageControl { form: CodePageForm(form), ..Default::default() }));
        let control = FontControl::outline(PatternTechnology(technology), 0, 0, names);
        layout.follow(&Field::FontControl(FontControl { index_group_length: length, ..control }));
        for id in [FieldId::CPI, FieldId::FNI, FieldId::FNN, FieldId::FNG] {
            let mut again = Vec::new();
            layout.read(id, &data).write(&mut again).unwrap();
            prop_assert_eq!(&again, &data);
        }
    }

    #[test]
    fn a_name_map_gives_back_its_pairs(
        names in proptest::collection::vec((any::<[u8; 8]>(), proptest::collection::vec(any::<u8>(), 1..12)), 0..30),
    ) {
        let pairs: Vec<(Name, &[u8])> = names.iter().map(|(id, text)| (Name(*id), text.as_slice())).collect();
        let map = FontNames::new(OutlineNames::ADOBE, pairs.clone()).unwrap();
        let mut bytes = Vec::new();
        map.write(&mut bytes).unwrap();
        let count = u16::try_from(pairs.len()).unwrap();
        let again = FontNames::decode(count, &bytes).unwrap();
        prop_assert_eq!(again.pairs().collect::<Vec<_>>(), pairs);
    }
}
