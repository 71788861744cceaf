//! Drawing orders and descriptors laid out by hand, as GOCA chapters 6 and 7 give them or as real files hold them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::*;
use crate::sample::hex;
use crate::values::{ColourSpecification, OcaColour};
use crate::wire::{Empty, Reserved, Wire};

fn red_to_blue(stops: Vec<GradientStop<'static>>) -> GradientColours<'static> {
    GradientColours {
        start: ColourSpecification::rgb(255, 0, 0),
        end: Cow::Owned(hex("0000FF")),
        before: GradientOutside::PAD,
        beyond: GradientOutside::REPEAT,
        stops,
    }
}

fn vectors() -> Vec<(&'static str, Order<'static>)> {
    use Order as O;
    let point = |x, y| Point { x, y };
    let operands = |text: &str| OperandBytes { data: Cow::Owned(hex(text)) };
    let points = || Points::new([(1, 2), (3, -4)]);
    let widths = |whole, fraction| LineWidths { whole, fraction };
    vec![
        ("00", O::NoOperation(Empty)),
        ("01 02 C1C2", O::Comment(operands("C1C2"))),
        (
            "04 03 00 0102",
            O::SegmentCharacteristics(SegmentCharacteristics { code: Some(0), parameters: Cow::Owned(vec![1, 2]) }),
        ),
        ("08 01", O::PatternSet(OneByte { value: 1 })),
        ("0A 02", O::Colour(OneByte { value: 2 })),
        ("0C 02", O::Mix(SetMix { mode: MixMode::OVERPAINT })),
        ("0D 05", O::BackgroundMix(SetMix { mode: MixMode::LEAVE_ALONE })),
        ("11 02 01 80", O::FractionalWidth(FractionalWidth { whole: 1, fraction: 128 })),
        ("18 07", O::LineType(SetLineType { kind: LineType::SOLID })),
        ("19 08", O::LineWidth(OneByte { value: 8 })),
        ("1A 03", O::LineEnd(SetLineEnd { kind: LineEnd::ROUND })),
        ("1B 01", O::LineJoin(SetLineJoin { kind: LineJoin::BEVEL })),
        // A dash of two line widths, a gap of one and a half, a dot, a gap of one.
        (
            "20 08 0200 0180 0000 0100",
            O::CustomLineType(CustomLineType {
                dashes: vec![
                    DashAndGap { dash: widths(2, 0), gap: widths(1, 128) },
                    DashAndGap { dash: widths(0, 0), gap: widths(1, 0) },
                ],
            }),
        ),
        // readafp/goca_demo.afp at 173.
        ("21 04 01F8 07E0", O::Position(point(0x01F8, 0x07E0))),
        ("22 08 07E0 0454 0000 0000", O::ArcParameters(ArcParameters { p: 0x07E0, q: 0x0454, r: 0, s: 0 })),
        ("26 02 FF02", O::ExtendedColour(SetColour { colour: OcaColour::RED_FF })),
        ("28 10", O::Pattern(SetPattern { symbol: PatternSymbol::SOLID })),
        ("29 01", O::MarkerSymbol(SetMarkerSymbol { symbol: MarkerSymbol::CROSS })),
        (
            "33 08 000A FFEC 8000 0000",
            O::CharacterCell(CharacterCell {
                width: 10,
                height: -20,
                fraction: Some(CellFraction { width: 0x8000, height: 0 }),
            }),
        ),
        ("34 04 0001 0000", O::CharacterAngle(point(1, 0))),
        ("35 04 0000 0001", O::CharacterShear(point(0, 1))),
        (
            "37 06 000A 0014 8000",
            O::MarkerCell(MarkerCell { width: 10, height: 20, flags: Some(MarkerCell::ZERO_IS_ZERO) }),
        ),
        ("38 05", O::CharacterSet(OneByte { value: 5 })),
        ("39 02", O::CharacterPrecision(SetCharacterPrecision { precision: CharacterPrecision::CHARACTER })),
        ("3A 01", O::CharacterDirection(SetCharacterDirection { direction: CharacterDirection::LEFT_TO_RIGHT })),
        ("3B 02", O::MarkerPrecision(OneByte { value: 2 })),
        ("3C 00", O::MarkerSet(OneByte { value: 0 })),
        ("3E 00", O::EndProlog(OneByte { value: 0 })),
        ("43 04 00000001", O::PickIdentifier(operands("00000001"))),
        ("5E 00", O::EndCustomPattern(OneByte { value: 0 })),
        ("60 00", O::EndArea(operands(""))),
        ("68 C0", O::BeginArea(BeginArea { flags: 0xC0 })),
        // xafp and exstream files: a new unchained segment of 140 bytes.
        (
            "70 0C F0404040 00 00 008C 00000000",
            O::BeginSegment(BeginSegment { name: [0xF0, 0x40, 0x40, 0x40], length: 140, ..Default::default() }),
        ),
        ("71 00", O::EndSegment(operands(""))),
        (
            "80 06 20 00 0064 00C8",
            O::BoxHere(BoxHere { flags: 0x20, reserved: Reserved([0]), opposite: point(100, 200), corner: None }),
        ),
        // readafp/goca_demo.afp at 179.
        (
            "81 10 11B807E0 11B811B8 01F811B8 01F807E0",
            O::LineHere(Points::new([(0x11B8, 0x07E0), (0x11B8, 0x11B8), (0x01F8, 0x11B8), (0x01F8, 0x07E0)])),
        ),
        ("82 08 00010002 0003FFFC", O::MarkersHere(points())),
        ("83 02 C1C2", O::CharactersHere(CharactersHere { code_points: Cow::Owned(hex("C1C2")) })),
        ("85 08 00010002 0003FFFC", O::FilletHere(points())),
        ("87 02 01 00", O::FullArcHere(FullArcHere { scale: 1, fraction: 0 })),
        ("91 06 00 00 0008 0002", O::BeginImageHere(BeginImageHere { width: 8, height: 2, ..Default::default() })),
        ("92 01 F0", O::ImageRow(ImageRow { bits: Cow::Owned(vec![0xF0]) })),
        ("93 00", O::EndImage(operands(""))),
        (
            "A0 06 00 00 0001 0002",
            O::PatternReference(PatternReference { flags: 0, reserved: Reserved([0]), point: point(1, 2) }),
        ),
        ("A1 02 05 FB", O::RelativeLineHere(RelativeLineHere { steps: vec![Step { x: 5, y: -5 }] })),
        (
            "A3 0E 0001 0002 01 00 00000000 005A0000",
            O::PartialArcHere(PartialArcHere {
                centre: point(1, 2),
                scale: 1,
                fraction: 0,
                start_angle: 0,
                sweep_angle: 90 << 16,
            }),
        ),
        ("A5 0C 0001 0002 0003 0004 0005 0006", O::BezierHere(Points::new([(1, 2), (3, 4), (5, 6)]))),
        (
            "B2 0D 00 01 00000000 08080800 2255CC",
            O::ProcessColour(ProcessColour { colour: ColourSpecification::rgb(0x22, 0x55, 0xCC) }),
        ),
        (
            "C0 0E 20 00 0001 0002 0064 00C8 0010 0020",
            O::BoxAt(BoxAt {
                flags: 0x20,
                reserved: Reserved([0]),
                first: point(1, 2),
                opposite: point(100, 200),
                corner: Some(BoxCorner { horizontal: 16, vertical: 32 }),
            }),
        ),
        ("C1 08 00010002 0003FFFC", O::LineAt(points())),
        ("C2 08 00010002 0003FFFC", O::MarkersAt(points())),
        (
            "C3 06 0001 0002 C1C2",
            O::CharactersAt(CharactersAt { position: point(1, 2), code_points: Cow::Owned(hex("C1C2")) }),
        ),
        ("C5 08 00010002 0003FFFC", O::FilletAt(points())),
        ("C7 06 0001 0002 01 80", O::FullArcAt(FullArcAt { centre: point(1, 2), scale: 1, fraction: 128 })),
        (
            "D1 0A 0001 0002 00 00 0008 0002",
            O::BeginImageAt(BeginImageAt { position: point(1, 2), width: 8, height: 2, ..Default::default() }),
        ),
        (
            "DE 0D 0000 80 01 02 FFF0 0010 FFF8 0008",
            O::BeginCustomPattern(BeginCustomPattern {
                reserved: Reserved([0; 2]),
                flags: BeginCustomPattern::FULL_COLOUR,
                set: 1,
                symbol: 2,
                left: -16,
                right: 16,
                bottom: -8,
                top: 8,
            }),
        ),
        ("DF 04 0000 01 02", O::DeletePattern(DeletePattern { reserved: Reserved([0; 2]), set: 1, symbol: Some(2) })),
        (
            "E1 06 0001 0002 05 FB",
            O::RelativeLineAt(RelativeLineAt { start: point(1, 2), steps: vec![Step { x: 5, y: -5 }] }),
        ),
        (
            "E3 12 0009 0008 0001 0002 01 00 00000000 005A0000",
            O::PartialArcAt(PartialArcAt {
                start: point(9, 8),
                centre: point(1, 2),
                scale: 1,
                fraction: 0,
                start_angle: 0,
                sweep_angle: 90 << 16,
            }),
        ),
        ("E5 08 00010002 0003FFFC", O::BezierAt(points())),
        // From red to blue, green halfway: 31 + 5 bytes as the order's table of lengths says.
        (
            "FEDC 0024 0000 01 02 0001 0002 0003 0004
             0D 00 01 00000000 08080800 FF0000  0000FF 01 02  1388 00FF00",
            O::LinearGradient(LinearGradient {
                reserved: Reserved([0; 2]),
                set: 1,
                symbol: 2,
                start: point(1, 2),
                end: point(3, 4),
                colours: red_to_blue(vec![GradientStop { offset: 5_000, colour: Cow::Owned(hex("00FF00")) }]),
            }),
        ),
        (
            "FEDD 0023 0000 01 03 0001 0002 00 00 0003 0004 05 80
             0D 00 01 00000000 08080800 FF0000  0000FF 01 02",
            O::RadialGradient(RadialGradient {
                reserved: Reserved([0; 2]),
                set: 1,
                symbol: 3,
                start: GradientArc { centre: point(1, 2), scale: 0, fraction: 0 },
                end: GradientArc { centre: point(3, 4), scale: 5, fraction: 128 },
                colours: red_to_blue(vec![]),
            }),
        ),
        ("7F 09", O::Unknown { code: 0x7F, data: Cow::Owned(vec![9]) }),
    ]
}

#[test]
fn orders_read_and_write_as_laid_out_by_hand() {
    for (bytes, order) in vectors() {
        let bytes = hex(bytes);
        let found: Vec<Order<'_>> = Orders::new(&bytes).map(|item| item.order).collect();
        assert_eq!(found, std::slice::from_ref(&order));
        let mut out = Vec::new();
        write_order(&order, &mut out).unwrap();
        assert_eq!(out, bytes);
    }
}

#[test]
fn every_described_order_has_a_vector() {
    let covered: BTreeSet<u16> = vectors().iter().map(|(_, order)| order.code()).collect();
    let missing: Vec<&u16> = Order::DESCRIBED.iter().filter(|code| !covered.contains(code)).collect();
    assert!(missing.is_empty(), "{missing:02X?}");
}

#[test]
fn a_graphics_descriptor_holds_subset_window_and_defaults() {
    // The subset and window of exstream-letter/Letter_Ref.afp, and a normal line width of 20/1440 inch (GOCA chapter 6).
    let bytes =
        hex("F7 07 B0 0000 02 00 01 00  F6 12 40 00 00 00 0BB8 0BB8 0000 0000 074F 0000 0153  21 06 11 8000 8F 0014");
    let descriptor = GraphicsDescriptor::decode(&bytes).unwrap();
    assert_eq!(
        descriptor.items,
        [
            GraphicsDescriptorItem::Subset(DrawingSubset {
                subset: 0xB0,
                level: 2,
                coordinates: Cow::Owned(vec![1, 0]),
                ..Default::default()
            }),
            GraphicsDescriptorItem::Window(Window {
                flags: 0x40,
                x_units: 3000,
                y_units: 3000,
                right: 0x074F,
                top: 0x0153,
                ..Default::default()
            }),
            GraphicsDescriptorItem::Defaults(SetDefaults::of(DefaultValues::NormalLineWidth(NormalLineWidthDefault {
                width: Some(20)
            },))),
        ]
    );
    assert_eq!(descriptor.to_bytes().as_ref(), Ok(&bytes));
    assert_eq!(GraphicsDescriptorItem::DESCRIBED.len(), descriptor.items.len());
}

/// GOCA appendix A: one instruction for each set of attributes, with all that may be set in AFP.
fn defaults() -> Vec<(&'static str, DefaultValues<'static>)> {
    use DefaultValues as D;
    let point = |x, y| Some(Point { x, y });
    vec![
        (
            "00 B000 8F 0002 02 05",
            D::Drawing(DrawingDefaults {
                colour: Some(OcaColour::RED),
                mix: Some(MixMode::OVERPAINT),
                background_mix: Some(MixMode::LEAVE_ALONE),
            }),
        ),
        (
            "01 F000 8F 07 02 03 01",
            D::Line(LineDefaults {
                kind: Some(LineType::SOLID),
                width: Some(2),
                end: Some(LineEnd::ROUND),
                join: Some(LineJoin::BEVEL),
            }),
        ),
        (
            "02 FC00 8F 0001 0000 000A 0014 01 02 05 0000 0001",
            D::Character(CharacterDefaults {
                angle: point(1, 0),
                cell: point(10, 20),
                direction: Some(CharacterDirection::LEFT_TO_RIGHT),
                precision: Some(CharacterPrecision::CHARACTER),
                set: Some(5),
                shear: point(0, 1),
            }),
        ),
        (
            "03 5900 8F 000A 0014 02 00 09",
            D::Marker(MarkerDefaults {
                cell: point(10, 20),
                precision: Some(2),
                set: Some(0),
                symbol: Some(MarkerSymbol::DOT),
            }),
        ),
        (
            "04 0910 8F 01 10 0003 0004",
            D::Pattern(PatternDefaults { set: Some(1), symbol: Some(PatternSymbol::SOLID), reference: point(3, 4) }),
        ),
        ("0B F000 8F 0001 0002 0003 0004", D::Arc(ArcDefaults { p: Some(1), q: Some(2), r: Some(3), s: Some(4) })),
        (
            "10 E000 8F 02 05 00 01 00000000 08080800 2255CC",
            D::ProcessColour(ProcessColourDefaults {
                mix: Some(MixMode::OVERPAINT),
                background_mix: Some(MixMode::LEAVE_ALONE),
                colour: Some(ColourSpecification::rgb(0x22, 0x55, 0xCC)),
            }),
        ),
        ("11 8000 8F 0014", D::NormalLineWidth(NormalLineWidthDefault { width: Some(20) })),
        // One attribute of the set only.
        ("01 4000 8F 02", D::Line(LineDefaults { width: Some(2), ..Default::default() })),
        ("01 0800 8F 02", D::Unknown { set: AttributeSet::LINE, mask: 0x0800, values: Cow::Owned(vec![2]) }),
    ]
}

#[test]
fn defaults_read_and_write_as_laid_out_by_hand() {
    for (bytes, values) in defaults() {
        let bytes = hex(bytes);
        let instruction = SetDefaults::of(values);
        assert_eq!(SetDefaults::decode(&bytes).as_ref(), Ok(&instruction));
        assert_eq!(instruction.to_bytes(), Ok(bytes));
    }
    let standard =
        SetDefaults { flags: 0x0F, values: DefaultValues::Standard { set: AttributeSet::LINE, mask: 0xF000 } };
    assert_eq!(SetDefaults::decode(&hex("01 F000 0F")).as_ref(), Ok(&standard));
    assert_eq!(standard.to_bytes(), Ok(hex("01 F000 0F")));
}

#[test]
fn every_described_set_of_defaults_has_a_vector() {
    let covered: BTreeSet<AttributeSet> = defaults().iter().map(|(_, values)| values.set()).collect();
    let missing: Vec<&AttributeSet> = DefaultValues::SETS.iter().filter(|set| !covered.contains(set)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
