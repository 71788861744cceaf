//! Triplets laid out by hand, as MO:DCA chapter 6 gives them or as real files hold them.

use std::collections::BTreeSet;

use super::*;
use crate::bcoca::BarCodeType;
use crate::goca::{LineType, MixMode, PatternSymbol};
use crate::sample::hex;
use crate::values::{ColourSpecification, Name, OcaColour, Rotation, Text, UnitBase};
use crate::wire::{Fixed, I24, Reserved, U24};

fn text(bytes: &str) -> Text<'static> {
    Text(Bytes::Owned(hex(bytes)))
}

fn vectors() -> Vec<(&'static str, Triplet<'static>)> {
    use Triplet as T;
    vec![
        // xafp/ttf.afp, MDR: CCSID 1200.
        ("06 01 0000 04B0", T::CodedCharacterSet(CodedCharacterSet { character_set: 0, code_page: 1200 })),
        (
            "0C 02 85 00 E3F1F0F0F1F2F5F2",
            T::FullyQualifiedName(FullyQualifiedName {
                usage: NameUse::CODE_PAGE,
                format: NameFormat::CHARACTERS,
                name: text("E3F1F0F0F1F2F5F2"),
            }),
        ),
        ("05 02 BE 00 01", T::FullyQualifiedName(FullyQualifiedName::local_id(1))),
        ("03 04 60", T::MappingOption(MappingOption { mapping: Mapping::SCALE_TO_FILL })),
        // xafp/ttf.afp: a TrueType font in a container.
        (
            "18 10 00 41 0000 DC00 06072B12000401013300000000000000",
            T::ObjectClassification(ObjectClassification {
                class: ObjectClassCode::DATA_OBJECT_FONT,
                structure: 0xDC00,
                object_id: ObjectType::TRUETYPE.object_id(),
                ..Default::default()
            }),
        ),
        // readafp/health_coverage.afp: IS/3.
        (
            "05 18 01 0D00",
            T::InterchangeSet(InterchangeSet { kind: InterchangeKind::PRESENTATION, identifier: InterchangeId::IS3 }),
        ),
        (
            "06 1D 0000 2D00",
            T::TextOrientation(TextOrientation { inline: Rotation::DEGREES_0, baseline: Rotation::DEGREES_90 }),
        ),
        (
            "14 1F 05 05 00C8 0000 00 00000000000000000000 02",
            T::FontDescriptor(FontDescriptor {
                weight: 5,
                width: 5,
                height: 200,
                character_width: 0,
                flags: 0,
                usage: 0x02,
                ..Default::default()
            }),
        ),
        ("06 20 04B3 01F4", T::FontCharacterSetId(FontCharacterSetId { character_set: 0x04B3, code_page: 500 })),
        ("0A 21 92 00000000000000", T::ResourceObjectType(ResourceObjectType::of(ResourceKind::OBJECT_CONTAINER))),
        // MO:DCA C: images of FS10.
        (
            "08 21 06 00 8000 8000",
            T::ObjectFunctionSet(ObjectFunctionSet {
                object: FunctionSetObject::IMAGE,
                content: 0x8000,
                ..Default::default()
            }),
        ),
        ("03 10 05", T::TwoUp(TwoUp { method: TwoUpMethod::RIGHT_LEFT })),
        ("07 22 40 00000005", T::ExtendedLocalId(ExtendedLocalId { kind: 0x40, id: 5 })),
        ("04 24 05 01", T::LocalId(LocalId { kind: LocalIdKind::CODED_FONT, id: 1 })),
        ("03 25 41", T::SectionNumber(SectionNumber { section: 0x41 })),
        ("04 26 8700", T::CharacterRotation(CharacterRotation { rotation: Rotation::DEGREES_270 })),
        ("0A 2D 00000100 00000001", T::ByteOffset(ByteOffset { offset: 256, high: Some(1) })),
        ("07 36 0000 C1C2C3", T::AttributeValue(AttributeValue { value: text("C1C2C3"), ..Default::default() })),
        ("03 43 01", T::DescriptorPosition(DescriptorPosition { id: 1 })),
        ("04 45 00 02", T::MediaEject(MediaEject { reserved: Reserved([0]), control: MediaEjectControl::PARTITION })),
        (
            "04 46 01 05",
            T::PageOverlayConditional(PageOverlayConditional { kind: ConditionalOverlay::ANNOTATION, level: Some(5) }),
        ),
        ("03 47 FF", T::ResourceUsage(ResourceUsage { frequency: 0xFF })),
        // afplib/IPDSpan.afp, OBD.
        ("08 4B 00 00 0960 0960", T::MeasurementUnits(MeasurementUnits::per_ten_inches(2400))),
        (
            "09 4C 02 000540 00001E",
            T::ObjectAreaSize(ObjectAreaSize { kind: Fixed, x_size: U24(1344), y_size: U24(30) }),
        ),
        (
            "0F 4D 00 000001 000002 000003 000004",
            T::AreaDefinition(AreaDefinition {
                reserved: Reserved([0]),
                x_origin: U24(1),
                y_origin: U24(2),
                x_size: U24(3),
                y_size: U24(4),
            }),
        ),
        (
            "0F 4E 00 01 00000000 08080800 112233",
            T::ColourSpecificationTriplet(ColourSpecificationTriplet {
                colour: ColourSpecification::rgb(0x11, 0x22, 0x33),
            }),
        ),
        (
            "06 50 7200 7807",
            T::EncodingSchemeId(EncodingSchemeId {
                code_page_scheme: EncodingScheme::UTF16,
                user_scheme: Some(EncodingScheme::UTF8),
            }),
        ),
        ("06 56 00000007", T::PageNumber(PageNumber { number: 7 })),
        ("06 57 00000010", T::ByteExtent(ByteExtent { extent: 16, high: None })),
        ("06 58 00000003", T::FieldOffset(FieldOffset { offset: 3, high: None })),
        ("06 59 00000002", T::FieldExtent(FieldExtent { extent: 2, high: None })),
        (
            "08 5A AF 00 00000009",
            T::ObjectOffset(ObjectOffset {
                kind: ObjectCountKind::PAGE,
                reserved: Reserved([0]),
                offset: 9,
                high: None,
            }),
        ),
        ("04 5D 00F0", T::HorizontalScale(HorizontalScale { width: 240 })),
        (
            "08 5E AF 00 0000000A",
            T::ObjectCount(ObjectCount { kind: ObjectCountKind::PAGE, reserved: Reserved([0]), count: 10, high: None }),
        ),
        // 1 February 1972, 16:35:21.56 (the examples of X'62').
        (
            "11 62 00 40F7F2F0F3F2 F1F6F3F5F2F1F5F6",
            T::LocalTimeStamp(LocalTimeStamp {
                kind: 0,
                digits: [0x40, 0xF7, 0xF2, 0xF0, 0xF3, 0xF2, 0xF1, 0xF6, 0xF3, 0xF5, 0xF2, 0xF1, 0xF5, 0xF6],
            }),
        ),
        // afplib/C0X00006.afp at 34.
        ("06 63 01 0000 00", T::Checksum(Checksum { format: 1, value: 0, flags: 0 })),
        ("05 65 C1C2C3", T::Comment(Comment { text: text("C1C2C3") })),
        (
            "03 68 01",
            T::MediumOrientationTriplet(MediumOrientationTriplet { orientation: MediumOrientation::LANDSCAPE }),
        ),
        (
            "11 6C DF D6F1404040404040 000010 FFFFF0",
            T::ResourceInclude(ResourceInclude {
                kind: IncludedResource::OVERLAY,
                name: Name::new("O1").unwrap(),
                x: I24(16),
                y: I24(-16),
                rotation: None,
            }),
        ),
        ("03 70 80", T::SpaceReset(SpaceReset { flags: 0x80 })),
        (
            "06 71 7001 73FF",
            T::SpaceMixing(SpaceMixing {
                rules: vec![
                    SpaceMixingRule { keyword: MixingKeyword::BACKGROUND_ON_BACKGROUND, rule: MixingRule::OVERPAINT },
                    SpaceMixingRule { keyword: MixingKeyword::FOREGROUND_ON_FOREGROUND, rule: MixingRule::DEFAULT },
                ],
            }),
        ),
        // 31 December 1999, 16:35:21, 7 hours behind (the examples of X'72').
        (
            "0D 72 00 07CF 0C 1F 10 23 15 02 07 00",
            T::UniversalTimeStamp(UniversalTimeStamp {
                reserved: Reserved([0]),
                year: 1999,
                month: 12,
                day: 31,
                hour: 16,
                minute: 35,
                second: 21,
                zone: 2,
                zone_hours: 7,
                zone_minutes: 0,
            }),
        ),
        ("06 74 00 01 0000", T::TonerSaver(TonerSaver { control: TonerSaving::ON, ..Default::default() })),
        (
            "08 75 01 00 02 00 01 00",
            T::ColourFidelity(ColourFidelity {
                rule: Continuation::STOP,
                report: 2,
                substitution: 1,
                ..Default::default()
            }),
        ),
        ("07 78 02 00000000", T::FontFidelity(FontFidelity { rule: Continuation::CONTINUE, ..Default::default() })),
        ("0A 80 00000001 00000002", T::AttributeQualifier(AttributeQualifier { sequence: 1, level: 2 })),
        ("03 81 08", T::PagePosition(PagePosition { group: 8 })),
        (
            "06 82 00 01 0102",
            T::ParameterValue(ParameterValue {
                reserved: Reserved([0]),
                syntax: ParameterSyntax::UNSIGNED,
                value: Bytes::Owned(vec![1, 2]),
            }),
        ),
        ("03 83 C0", T::PresentationControl(PresentationControl { flags: 0xC0 })),
        (
            "06 84 02 00 0BB8",
            T::FontResolution(FontResolution {
                metric: MetricTechnology::RELATIVE,
                base: UnitBase::TEN_INCHES,
                units: 3000,
            }),
        ),
        (
            "0B 85 01 00 00 02 01 FFFF 000A",
            T::FinishingOperation(FinishingOperation {
                operation: FinishingKind::CORNER_STAPLE,
                option: 0,
                reserved: Reserved([0]),
                reference: FinishingEdge::TOP,
                count: 1,
                axis_offset: 0xFFFF,
                positions: vec![10],
            }),
        ),
        (
            "07 86 02 00 02 0000",
            T::TextFidelity(Fidelity { rule: Continuation::CONTINUE, report: 2, ..Default::default() }),
        ),
        ("07 87 01 00000000", T::MediaFidelity(FontFidelity { rule: Continuation::STOP, ..Default::default() })),
        (
            "07 88 02 00 01 0000",
            T::FinishingFidelity(Fidelity { rule: Continuation::CONTINUE, report: 1, ..Default::default() }),
        ),
        // xafp/ttf.afp, MDR: 9 pt (X'B4' = 180 twentieths).
        (
            "10 8B 00 20 00B4 0000 0000 0003 0001 0000",
            T::DataObjectFont(DataObjectFont { flags: 0, ..DataObjectFont::inline(180) }),
        ),
        (
            "24 8C 00 2A 0065006E00670000 004C00610074006E 0055005300410000 0000000000000000",
            T::LocaleSelector(LocaleSelector {
                flags: 0x2A,
                language: *b"\0e\0n\0g\0\0",
                script: *b"\0L\0a\0t\0n",
                region: *b"\0U\0S\0A\0\0",
                ..Default::default()
            }),
        ),
        (
            "0D 8E 01 00 010203040506070809",
            T::Up3iFinishing(Up3iFinishing {
                sequence: 1,
                reserved: Reserved([0]),
                data: Bytes::Owned(hex("010203040506070809")),
            }),
        ),
        ("06 8F 0000 0001", T::FunctionSet(FunctionSet { reserved: Reserved([0; 2]), identifier: 1 })),
        (
            "05 91 00 02 01",
            T::ColourManagement(ColourManagement {
                reserved: Reserved([0]),
                mode: ColourManagementMode::INSTRUCTION,
                scope: ColourManagementScope::OBJECT,
            }),
        ),
        (
            "0A 95 0000 00 01 02 FF 0000",
            T::RenderingIntent(RenderingIntent {
                image: Intent::PERCEPTUAL,
                container: Intent::RELATIVE_COLORIMETRIC,
                text: Intent::SATURATION,
                graphics: Intent::NOT_GIVEN,
                ..Default::default()
            }),
        ),
        (
            "07 96 02 00 01 0000",
            T::ColourManagementFidelity(Fidelity { rule: Continuation::CONTINUE, report: 1, ..Default::default() }),
        ),
        (
            "07 97 00 0001 0000",
            T::DeviceAppearance(DeviceAppearance { appearance: Appearance::MONOCHROME, ..Default::default() }),
        ),
        (
            "0A 9A 0000 00 00 0BB8 0BB8",
            T::ImageResolution(ImageResolution { x_units: 3000, y_units: 3000, ..Default::default() }),
        ),
        (
            "11 9C 0000 01 00 00 3840 3840 000064 0000C8",
            T::PresentationSize(PresentationSize {
                reserved: Reserved([0; 2]),
                pdf_box: PdfBox::MEDIA,
                extent: Some(SpaceExtent {
                    x_units: 14_400,
                    y_units: 14_400,
                    x_size: U24(100),
                    y_size: U24(200),
                    ..Default::default()
                }),
            }),
        ),
        ("05 9D 0000 01", T::KeepTogether(KeepTogether { reserved: Reserved([0; 2]), purpose: 1 })),
        ("06 9E 0000 0041", T::SetupName(SetupName { reserved: Reserved([0; 2]), name: text("0041") })),
        ("05 FF 0000 07", T::Extender(Extender { reserved: Reserved([0; 2]), data: Bytes::Owned(vec![7]) })),
        // MO:DCA appendix C.
        ("03 27 03", T::LineDataPosition(LineDataPosition { origin: PageCorner::TOP_RIGHT })),
        (
            "13 64 01 E2E8E2F140404040 E5D6D3F0F0F1 C1C2",
            T::ObjectOrigin(ObjectOrigin {
                system: OriginSystem::MVS,
                processor: Name::new("SYS1").unwrap(),
                medium: [0xE5, 0xD6, 0xD3, 0xF0, 0xF0, 0xF1],
                data_set: text("C1C2"),
            }),
        ),
        ("04 6D 0341", T::ExtensionFont(ExtensionFont { character_set: 0x0341 })),
        (
            "0F 79 00 0960 0960 0002 FFFF 0003 FFFE",
            T::MetricAdjustment(MetricAdjustment {
                base: UnitBase::TEN_INCHES,
                x_units: 2400,
                y_units: 2400,
                horizontal_increment: 2,
                vertical_increment: -1,
                horizontal_baseline: 3,
                vertical_baseline: -2,
            }),
        ),
        ("04 73 0000", T::MapInsertion(MapInsertion::default())),
        // AFP Programming Guide and Line Data Reference, chapter 5.
        ("04 69 0001", T::LineBarCode(LineBarCode { id: 1, symbol: None })),
        (
            "12 69 0001 80 0000 11 02 FF FF07 0D 00C8 01 FFFF",
            T::LineBarCode(LineBarCode {
                id: 1,
                symbol: Some(DescribedSymbol {
                    flags: 0x80,
                    symbol_width: 0,
                    kind: BarCodeType::CODE_128,
                    modifier: 2,
                    font: 0xFF,
                    colour: OcaColour::DEVICE_DEFAULT,
                    module_width: 13,
                    element_height: 200,
                    height_multiplier: 1,
                    wide_to_narrow: 0xFFFF,
                }),
            }),
        ),
        (
            "05 7B 00 0102",
            T::BarCodeParameters(BarCodeParameters { reserved: Reserved([0]), parameters: Bytes::Owned(vec![1, 2]) }),
        ),
        (
            "07 7C 0005 00 03 80",
            T::PageCount(PageCount { number: 5, reserved: Reserved([0]), counting: PageCounting::RESET, flags: 0x80 }),
        ),
        (
            "23 7E 01 0002 05 00 C0 0064 FFF6 0008 0009 01 80 0003 02 00 07 01 40 00 10 0001 0002 0003 0004",
            T::LineDrawing(LineDrawing {
                part: DrawnPart::ALL,
                id: 2,
                kind: LineDrawingKind::BOX,
                reserved: Reserved([0]),
                flags: 0xC0,
                inline_end: 100,
                baseline_end: -10,
                corner_width: 8,
                corner_height: 9,
                scale: 1,
                scale_fraction: 128,
                look_id: 3,
                look: Some(DrawingLook {
                    mix: MixMode::OVERPAINT,
                    reserved: Reserved([0]),
                    line: LineType::SOLID,
                    width: 1,
                    width_fraction: 64,
                    pattern_set: 0,
                    pattern: PatternSymbol::SOLID,
                    x_major: 1,
                    y_minor: 2,
                    x_minor: 3,
                    y_major: 4,
                }),
            }),
        ),
        (
            "0E 7F 0000 2D00 0001 0002 0003 0004",
            T::Margins(Margins {
                inline: Rotation::DEGREES_0,
                baseline: Rotation::DEGREES_90,
                left: 1,
                top: 2,
                right: 3,
                bottom: 4,
            }),
        ),
        ("04 89 00 80", T::ObjectReferenceQualifier(ObjectReferenceQualifier { reserved: Reserved([0]), flags: 0x80 })),
        ("06 8A 0000 C1C2", T::XmlName(XmlName { reserved: Reserved([0; 2]), name: text("C1C2") })),
        ("07 93 80 0001 0002", T::BarCodePart(BarCodePart { flags: 0x80, symbol: 1, order: 2 })),
        ("04 99 0102", T::Unknown { code: 0x99, data: Bytes::Owned(vec![1, 2]) }),
        ("00 01 02", T::Damaged(Bytes::Owned(vec![0, 1, 2]))),
    ]
}

#[test]
fn triplets_read_and_write_as_laid_out_by_hand() {
    for (bytes, triplet) in vectors() {
        let bytes = hex(bytes);
        assert_eq!(Triplets::decode(&bytes).as_deref(), Ok(&[triplet.clone()][..]));
        assert_eq!(triplet.to_bytes(), Ok(bytes));
    }
}

#[test]
fn every_described_triplet_has_a_vector() {
    let covered: BTreeSet<u8> = vectors().iter().map(|(_, triplet)| triplet.code()).collect();
    let missing: Vec<&u8> = Triplet::DESCRIBED.iter().filter(|code| !covered.contains(code)).collect();
    assert!(missing.is_empty(), "{missing:02X?}");
}
