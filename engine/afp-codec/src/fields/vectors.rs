//! Structured fields laid out by hand, as MO:DCA chapter 5 gives them or as real files hold them.

use std::collections::BTreeSet;

use super::*;
use crate::bcoca::BarCodeType;
use crate::goca::{GraphicsDescriptorItem, Window};
use crate::groups::{Group, ShortGroup};
use crate::ioca::{FunctionSet, ImageDescriptorItem};
use crate::sample::hex;
use crate::triplets::{
    AttributeValue, DescriptorPosition, FullyQualifiedName, InterchangeSet, LocalId, LocalIdKind, Mapping,
    MappingOption, MeasurementUnits, NameUse, ObjectAreaSize, ResourceKind, ResourceObjectType, Triplet,
};
use crate::triplets::{InterchangeId, InterchangeKind};
use crate::values::{Name, OcaColour, Rotation, Text, UnitBase};
use crate::wire::{Fixed, I24, Reserved, U24};

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn local(id: u8) -> Triplet<'static> {
    Triplet::LocalId(LocalId { kind: LocalIdKind::CODED_FONT, id })
}

fn data(text: &str) -> Data<'static> {
    Data { bytes: Bytes::Owned(hex(text)) }
}

/// The Begin and End fields share one shape: name and triplets.
fn begin_and_end() -> Vec<Field<'static>> {
    type Make = fn(Named<'static>) -> Field<'static>;
    let makes: [Make; 55] = [
        Field::BeginPrintFile,
        Field::EndPrintFile,
        Field::BeginResourceGroup,
        Field::EndResourceGroup,
        Field::EndResource,
        Field::EndDocument,
        Field::BeginDocumentIndex,
        Field::EndDocumentIndex,
        Field::BeginPageGroup,
        Field::EndPageGroup,
        Field::BeginPage,
        Field::EndPage,
        Field::BeginActiveEnvironment,
        Field::EndActiveEnvironment,
        Field::BeginResourceEnvironment,
        Field::EndResourceEnvironment,
        Field::BeginObjectEnvironment,
        Field::EndObjectEnvironment,
        Field::BeginDocumentEnvironment,
        Field::EndDocumentEnvironment,
        Field::BeginFormEnvironment,
        Field::EndFormEnvironment,
        Field::BeginText,
        Field::EndText,
        Field::BeginImage,
        Field::EndImage,
        Field::BeginGraphics,
        Field::EndGraphics,
        Field::BeginBarCode,
        Field::EndBarCode,
        Field::BeginContainer,
        Field::EndContainer,
        Field::BeginOverlay,
        Field::EndOverlay,
        Field::BeginPageSegment,
        Field::EndPageSegment,
        Field::BeginFormMap,
        Field::EndFormMap,
        Field::BeginMediumMap,
        Field::EndMediumMap,
        Field::BeginImImage,
        Field::EndImImage,
        Field::BeginColourTable,
        Field::EndColourTable,
        Field::BeginPageMap,
        Field::EndPageMap,
        Field::EndDataMap,
        Field::BeginTransmissionSubcase,
        Field::EndTransmissionSubcase,
        Field::BeginCodePage,
        Field::EndCodePage,
        Field::BeginFont,
        Field::EndFont,
        Field::BeginCodedFont,
        Field::EndCodedFont,
    ];
    makes.into_iter().map(|make| make(Named::new(name("NAME0001"), vec![local(1)]))).collect()
}

fn vectors() -> Vec<(u32, &'static str, Field<'static>)> {
    use Field as F;
    let units = MeasurementUnits::per_ten_inches(2400);
    vec![
        // readafp/health_coverage.afp: a document that claims IS/3.
        (
            0xD3A8A8,
            "C4D6C3F0F0F0F0F1 0000 05 18 01 0D00",
            F::BeginDocument(NamedReserved::new(
                name("DOC00001"),
                vec![Triplet::InterchangeSet(InterchangeSet {
                    kind: InterchangeKind::PRESENTATION,
                    identifier: InterchangeId::IS3,
                })],
            )),
        ),
        (
            0xD3A8CE,
            "C9F0F0F0F0F0F0F1 0000 0A219200000000000000",
            F::BeginResource(NamedReserved::new(
                name("I0000001"),
                vec![Triplet::ResourceObjectType(ResourceObjectType::of(ResourceKind::OBJECT_CONTAINER))],
            )),
        ),
        // readafp/health_coverage.afp: US Letter in 1/1440 inch.
        (
            0xD3A6AF,
            "0000 3840 3840 002FD0 003DE0 000000",
            F::PageDescriptor(PageDescriptor {
                x_units: 14_400,
                y_units: 14_400,
                x_size: U24(12_240),
                y_size: U24(15_840),
                reserved: Some(Reserved([0; 3])),
                ..Default::default()
            }),
        ),
        (
            0xD3B19B,
            "0000 3840 3840 002FD0 003DE0 0000 04C60000",
            F::TextDescriptor(TextDescriptor {
                x_units: 14_400,
                y_units: 14_400,
                x_size: U24(12_240),
                y_size: U24(15_840),
                flags: Some(Reserved([0; 2])),
                initial: Bytes::Owned(hex("04C60000")),
                ..Default::default()
            }),
        ),
        (
            0xD3A69B,
            "0000 0960 0960 07F8 0A50 0000",
            F::TextDescriptorOne(TextDescriptorOne {
                x_base: UnitBase::TEN_INCHES,
                y_base: UnitBase::TEN_INCHES,
                x_units: 2400,
                y_units: 2400,
                x_size: 2040,
                y_size: 2640,
                flags: Some(Reserved([0; 2])),
            }),
        ),
        // afplib/IPDSpan.afp at 26, 54, 86, 100.
        (
            0xD3A66B,
            "034301 084B000009600960 094C0200054000001E",
            F::ObjectAreaDescriptor(TripletList {
                triplets: vec![
                    Triplet::DescriptorPosition(DescriptorPosition { id: 1 }),
                    Triplet::MeasurementUnits(units),
                    Triplet::ObjectAreaSize(ObjectAreaSize { kind: Fixed, x_size: U24(1344), y_size: U24(30) }),
                ],
            }),
        ),
        (
            0xD3AC6B,
            "01 17 000140 0000B4 0000 2D00 00 000000 000000 0000 2D00 00",
            F::ObjectAreaPosition(ObjectAreaPosition {
                reference: 0,
                ..ObjectAreaPosition::on_page(320, 180, Rotation::DEGREES_0)
            }),
        ),
        (0xD3ABFB, "0005 030410", F::MapImage(MapObject::new(Mapping::POSITION_AND_TRIM))),
        (
            0xD3A6FB,
            "00 0960 0960 0540 001E F702010A",
            F::ImageDescriptor(ImageDescriptor {
                x_resolution: 2400,
                y_resolution: 2400,
                x_size: 1344,
                y_size: 30,
                items: vec![ImageDescriptorItem::FunctionSet(FunctionSet { category: 1, identifier: 10 })],
                ..Default::default()
            }),
        ),
        (0xD3ABBB, "0005 030420", F::MapGraphics(MapObject::new(Mapping::SCALE_TO_FIT))),
        (0xD3ABEB, "0005 030400", F::MapBarCode(MapObject::new(Mapping::POSITION))),
        (0xD3AB92, "0005 030460", F::MapContainer(MapObject::new(Mapping::SCALE_TO_FILL))),
        (0xD3AB9B, "0005 030430", F::MapText(MapObject::new(Mapping::CENTRE_AND_TRIM))),
        (
            0xD3A6BB,
            "F612 40 00 00 00 0BB8 0BB8 0000 0000 074F 0000 0153",
            F::GraphicsDescriptor(GraphicsDescriptor {
                items: vec![GraphicsDescriptorItem::Window(Window {
                    flags: 0x40,
                    x_units: 3000,
                    y_units: 3000,
                    right: 0x074F,
                    top: 0x0153,
                    ..Default::default()
                })],
            }),
        ),
        // afplib/start.afp.
        (
            0xD3A6EB,
            "00 00 0BB8 0BB8 FFFF FFFF 0000 1C 00 FF 0010 FF FFFF 01 FFFF",
            F::BarCodeDescriptor(SymbolDescriptor {
                colour: OcaColour::BROWN,
                ..SymbolDescriptor::of(BarCodeType::DATA_MATRIX, 0, 3000)
            }),
        ),
        (
            0xD3A692,
            "000000000000000000000000 030460",
            F::ContainerDescriptor(ContainerDescriptor {
                retired: [0; 12],
                triplets: vec![Triplet::MappingOption(MappingOption { mapping: Mapping::SCALE_TO_FILL })],
            }),
        ),
        (
            0xD3A688,
            "0000 3840 3840 FFFFFF 000000 00",
            F::MediumDescriptor(MediumDescriptor {
                x_units: 14_400,
                y_units: 14_400,
                x_size: U24(0xFF_FFFF),
                ..Default::default()
            }),
        ),
        // fop/F1SAMPLE.afp holds the obsolete ones.
        (0xD3A6C5, "0102", F::FormGroupDescriptor(Obsolete { data: Bytes::Owned(vec![1, 2]) })),
        (0xD3A79B, "0000", F::ComposedTextControl(Obsolete { data: Bytes::Owned(vec![0, 0]) })),
        (
            0xD3AB8A,
            "001E 0C028500 E3F1F0F0F0F2F7F3 0C028600 C3F0C8F2F0F0F0F0 04240501",
            F::MapCodedFont(TripletGroups::new(vec![vec![
                Triplet::FullyQualifiedName(FullyQualifiedName::short(NameUse::CODE_PAGE, name("T1000273"))),
                Triplet::FullyQualifiedName(FullyQualifiedName::short(NameUse::FONT_CHARACTER_SET, name("C0H20000"))),
                local(1),
            ]])),
        ),
        (
            0xD3ABC3,
            "000B 0424 0501 0502BE0001",
            F::MapDataResource(TripletGroups::new(vec![vec![
                local(1),
                Triplet::FullyQualifiedName(FullyQualifiedName::local_id(1)),
            ]])),
        ),
        (
            0xD3ABD8,
            "0012 0424 0201 0C02 8400 D6F1404040404040",
            F::MapPageOverlay(TripletGroups::new(vec![vec![
                Triplet::LocalId(LocalId { kind: LocalIdKind::OVERLAY, id: 1 }),
                Triplet::FullyQualifiedName(FullyQualifiedName::short(NameUse::RESOURCE_OBJECT, name("O1"))),
            ]])),
        ),
        (0xD3AB88, "0006 0424 0501", F::MapMediaType(TripletGroups::new(vec![vec![local(1)]]))),
        (0xD3ABCD, "0006 0424 0501", F::MapMediaDestination(TripletGroups::new(vec![vec![local(1)]]))),
        // As OpenOffice writes OS/2 metafiles.
        (
            0xD3AB77,
            "0012 0C02 8400 C3F1404040404040 0424 0701",
            F::MapColourTable(TripletGroups::new(vec![vec![
                Triplet::FullyQualifiedName(FullyQualifiedName::short(NameUse::RESOURCE_OBJECT, name("C1"))),
                Triplet::LocalId(LocalId { kind: LocalIdKind(7), id: 1 }),
            ]])),
        ),
        (
            0xD3B077,
            "00 00 01 11 01 00 01 000002 080808 03 FF0000 0000FF",
            F::ColourTable(ColourTable {
                local_id: 1,
                parts: vec![ShortGroup(ColourTablePart {
                    kind: 1,
                    colours: TableColours::RGB,
                    first: U24(2),
                    bits: [8; 3],
                    length: 3,
                    entries: vec![[0xFF, 0, 0], [0, 0, 0xFF]],
                    ..ColourTablePart::default()
                })],
                ..ColourTable::default()
            }),
        ),
        (0xD3ABAF, "0006 0424 0501", F::MapPage(TripletGroups::new(vec![vec![local(1)]]))),
        (
            0xD3B18A,
            "1C 000000 01 00 00 00 FFFFFFFFFFFFFFFF E3F1F0F0F0F2F7F3 C3F0C8F2F0F0F0F0",
            F::MapCodedFontOne(UniformGroups {
                length: 0x1C,
                reserved: [0; 3],
                groups: vec![CodedFontOne {
                    local_id: 1,
                    coded_font: Name::ANY,
                    code_page: name("T1000273"),
                    character_set: name("C0H20000"),
                    ..Default::default()
                }],
            }),
        ),
        (
            0xD3B15F,
            "0C 000000 00000000 E2F1404040404040",
            F::MapPageSegment(UniformGroups {
                length: 12,
                reserved: [0; 3],
                groups: vec![SegmentName { reserved: Reserved([0; 4]), name: name("S1") }],
            }),
        ),
        (
            0xD3ABEA,
            "E2E4D7F140404040 00 07",
            F::MapSuppression(MapSuppression {
                suppressions: vec![Suppression { name: name("SUP1"), reserved: Reserved([0]), local_id: 7 }],
            }),
        ),
        (
            0xD3B1DF,
            "0C 000000 01 80 0000 D6F1404040404040",
            F::MapMediumOverlay(UniformGroups {
                length: 12,
                reserved: [0; 3],
                groups: vec![MediumOverlay { local_id: 1, flags: 0x80, reserved: Reserved([0; 2]), name: name("O1") }],
            }),
        ),
        (0xD3ABCC, "D4C1D7F140404040", F::InvokeMediumMap(Invoke { name: name("MAP1"), triplets: vec![] })),
        (0xD3ABCA, "C4C1E3F140404040", F::InvokeDataMap(Invoke { name: name("DAT1"), triplets: vec![] })),
        (0xD3AFD8, "D6F1404040404040 000010 FFFFF0 0000", F::IncludeOverlay(IncludeOverlay::at(name("O1"), 16, -16))),
        (
            0xD3AF5F,
            "E2F1404040404040 000010 FFFFF0",
            F::IncludeSegment(IncludeSegment { name: name("S1"), x: I24(16), y: I24(-16), triplets: vec![] }),
        ),
        // readafp/health_coverage.afp, IOB, cut short.
        (
            0xD3AFC3,
            "C9F0F0F0F0F0F0F1 00 92 00220B 0003CF 0000 2D00 FFFFFF 000000 01 030460",
            F::IncludeObject(IncludeObject {
                name: name("I0000001"),
                kind: IncludedKind::OTHER,
                x_offset: I24(0x220B),
                y_offset: I24(0x03CF),
                x_rotation: Rotation::DEGREES_0,
                y_rotation: Rotation::DEGREES_90,
                x_content: I24::NOT_GIVEN,
                reference: 1,
                triplets: vec![Triplet::MappingOption(MappingOption { mapping: Mapping::SCALE_TO_FILL })],
                ..Default::default()
            }),
        ),
        (
            0xD3AFAF,
            "D7C7F14040404040 0000000000000000 80",
            F::IncludePage(IncludePage { name: name("PG1"), flags: 0x80, ..Default::default() }),
        ),
        (
            0xD3A090,
            "05 02 0B 00 C1  05 36 0000 C2",
            F::TagLogicalElement(TripletList {
                triplets: vec![
                    Triplet::FullyQualifiedName(FullyQualifiedName::characters(
                        NameUse::ATTRIBUTE,
                        Text(Bytes::Owned(vec![0xC1])),
                    )),
                    Triplet::AttributeValue(AttributeValue {
                        value: Text(Bytes::Owned(vec![0xC2])),
                        ..Default::default()
                    }),
                ],
            }),
        ),
        (
            0xD3B2A7,
            "05 02 CA 00 C1",
            F::IndexElement(TripletList {
                triplets: vec![Triplet::FullyQualifiedName(FullyQualifiedName::characters(
                    NameUse::INDEX_ELEMENT,
                    Text(Bytes::Owned(vec![0xC1])),
                ))],
            }),
        ),
        (
            0xD3B490,
            "01 00 0007 03 04240501",
            F::Link(Link {
                kind: LinkKind::NAVIGATION,
                reserved: Reserved([0]),
                groups: vec![Group(LinkGroup { part: LinkPart::TARGET, triplets: vec![local(1)] })],
            }),
        ),
        (0xD3EEEE, "C1", F::NoOperation(data("C1"))),
        (0xD3EE9B, "2BD3", F::TextData(data("2BD3"))),
        (0xD3EEFB, "7000", F::ImageData(data("7000"))),
        (0xD3EEBB, "6000", F::GraphicsData(data("6000"))),
        (0xD3EEEB, "8000", F::BarCodeData(data("8000"))),
        (0xD3EE92, "FFD8", F::ContainerData(data("FFD8"))),
        (0xD3EE7B, "F0", F::ImImageData(data("F0"))),
        // fop/F1SAMPLE.afp.
        (
            0xD3B1AF,
            "01 0A 000000 000000 0000 00",
            F::PagePositions(PagePositions {
                constant: Fixed,
                places: vec![ShortGroup(PagePlace {
                    x: I24(0),
                    y: I24(0),
                    rotation: Rotation::DEGREES_0,
                    side: 0,
                    flags: None,
                    control: None,
                })],
            }),
        ),
        (0xD3ACAF, "000010 000020", F::PagePositionOne(PagePositionOne { x: I24(16), y: I24(32) })),
        (
            0xD3A288,
            "0001 0002 00 01",
            F::MediumCopies(MediumCopies {
                subgroups: vec![CopySubgroup { first: 1, last: 2, reserved: Reserved([0]), control: 1 }],
            }),
        ),
        (
            0xD3A788,
            "01 FF E101 F402",
            F::MediumModifications(MediumModifications {
                id: 1,
                constant: 0xFF,
                modifications: vec![
                    MediumModification { keyword: MediumKeyword::SOURCE, value: 1 },
                    MediumModification { keyword: MediumKeyword::DUPLEX, value: 2 },
                ],
            }),
        ),
        (
            0xD3A7AF,
            "01 00 04240501",
            F::PageModification(PageModification { id: 1, reserved: Reserved([0]), triplets: vec![local(1)] }),
        ),
        (
            0xD3A088,
            "80 00 01 02",
            F::MediumFinishing(MediumFinishing {
                flags: 0x80,
                reserved: Reserved([0]),
                collection: 1,
                scope: 2,
                triplets: vec![],
            }),
        ),
        (0xD3B288, "00 80 0000", F::PresentationFidelity(PresentationFidelity { flags: 0x80, ..Default::default() })),
        (
            0xD3A7A8,
            "0000 04240501",
            F::PresentationEnvironment(PresentationEnvironment {
                reserved: Reserved([0; 2]),
                triplets: vec![local(1)],
            }),
        ),
        (
            0xD3ADC3,
            "0010 92 0000 80 000001 000002 04240501",
            F::PreprocessObjects(PreprocessObjects {
                groups: vec![Group(Preprocess {
                    kind: 0x92,
                    reserved: Reserved([0; 2]),
                    flags: 0x80,
                    x_offset: I24(1),
                    y_offset: I24(2),
                    triplets: vec![local(1)],
                })],
            }),
        ),
        (
            0xD3A67B,
            "000009600960000000000000 00 00 0960 0960 0008 0002 000000002D00 0008 0002 0001 FF00",
            F::ImImageDescriptor(ImImageDescriptor {
                constant: [0, 0, 0x09, 0x60, 0x09, 0x60, 0, 0, 0, 0, 0, 0],
                x_base: UnitBase::TEN_INCHES,
                y_base: UnitBase::TEN_INCHES,
                x_units: 2400,
                y_units: 2400,
                x_size: 8,
                y_size: 2,
                constant_2: [0, 0, 0, 0, 0x2D, 0],
                x_cell: 8,
                y_cell: 2,
                constant_3: [0, 1],
                colour: OcaColour::DEFAULT,
            }),
        ),
        // AFP Programming Guide and Line Data Reference, chapter 5.
        (
            0xD3A8CA,
            "C4C1E3F140404040 01 04500000",
            F::BeginDataMap(BeginDataMap {
                name: Some(name("DAT1")),
                format: Some(DataMapFormat::RECORDS),
                triplets: vec![Triplet::EncodingSchemeId(Default::default())],
            }),
        ),
        (
            0xD3A6E3,
            "0001 00FF",
            F::TransmissionSubcaseDescriptor(TransmissionSubcaseDescriptor { constant: [0, 1, 0, 0xFF] }),
        ),
        (0xD3AAE7, "0002", F::LineDescriptorCount(LineDescriptorCount { count: 2 })),
        (
            0xD3A6E7,
            "3C00 0064 00C8 0000 2D00 01 02 0003 0004 0005 E2E4D7F140404040 06 00000007 FFFF 0002 0008 09 000A 04240501",
            F::LineDescriptor(LineDescriptor {
                flags: 0x3C00,
                inline: 100,
                baseline: 200,
                inline_axis: Rotation::DEGREES_0,
                baseline_axis: Rotation::DEGREES_90,
                font: 1,
                channel: 2,
                next_skipping: 3,
                next_spacing: 4,
                next_reusing: 5,
                suppression: name("SUP1"),
                shift_out_font: 6,
                data_start: 7,
                data_length: 0xFFFF,
                colour: Some(OcaColour::RED),
                next_conditional: Some(8),
                subpage: Some(9),
                condition: Some(10),
                triplets: vec![local(1)],
            }),
        ),
        // The short form of old page definitions: 33 bytes.
        (
            0xD3A6E7,
            "0000 0064 00C8 0000 2D00 01 00 0000 0002 0000 4040404040404040 00 00000000 FFFF",
            F::LineDescriptor(LineDescriptor {
                inline: 100,
                baseline: 200,
                baseline_axis: Rotation::DEGREES_90,
                font: 1,
                next_spacing: 2,
                suppression: name(""),
                data_length: 0xFFFF,
                ..Default::default()
            }),
        ),
        (
            0xD3A68D,
            "C1C2404040404040 4040 01 200010 00 0064 FFF6 0000 2D00 01 0002 E2E4D7F140404040 03 00000004 0005 0006 07 0008
             0009 000A 01 006B 000C 000D 00000000000000000000000000 04240501",
            F::RecordDescriptor(RecordDescriptor {
                record: [0xC1, 0xC2, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40],
                kind: RecordKind::PAGE_HEADER,
                flags: [0x20, 0x00, 0x10],
                reserved: Reserved([0]),
                inline: 100,
                baseline: -10,
                inline_axis: Rotation::DEGREES_0,
                baseline_axis: Rotation::DEGREES_90,
                font: 1,
                field: 2,
                suppression: name("SUP1"),
                shift_out_font: 3,
                data_start: 4,
                data_length: 5,
                conditional: 6,
                subpage: 7,
                condition: 8,
                page_number: 9,
                end_space: 10,
                alignment: FieldAlignment::RIGHT,
                delimiter: 0x6B,
                field_number: 12,
                more_baseline: 13,
                reserved_2: Reserved([0; 13]),
                triplets: vec![local(1)],
            }),
        ),
        (
            0xD3A68E,
            "03 200008 00 FFF6 0064 0000 2D00 01 0002 0000 E2E4D7F140404040 00 00000004 0005 0006 07 0008 0009 000A 00 006B
             000C 000D 00000000000000000000000000",
            F::XmlDescriptor(XmlDescriptor {
                kind: RecordKind::GROUP_HEADER,
                flags: [0x20, 0x00, 0x08],
                inline: -10,
                baseline: 100,
                inline_axis: Rotation::DEGREES_0,
                baseline_axis: Rotation::DEGREES_90,
                font: 1,
                field: 2,
                suppression: name("SUP1"),
                data_start: 4,
                data_length: 5,
                conditional: 6,
                subpage: 7,
                condition: 8,
                page_number: 9,
                end_space: 10,
                alignment: FieldAlignment::LEFT,
                delimiter: 0x6B,
                field_number: 12,
                more_baseline: 13,
                ..Default::default()
            }),
        ),
        (0xD3AAEC, "0005", F::FixedDataSize(FixedDataSize { length: 5 })),
        (0xD3EEEC, "C1C2C3", F::FixedData(data("C1C2C3"))),
        (
            0xD3A7CA,
            "0001 0000 80 00 0001 0016 0002  01 02 D4C1D7F140404040 00 0000000000000000 01 C1C2",
            F::ConditionalProcessing(ConditionalProcessing {
                head: ConditionsHead {
                    id: 1,
                    next: 0,
                    flags: 0x80,
                    reserved: Reserved([0]),
                    count: 1,
                    length: 22,
                    string_length: 2,
                },
                conditions: vec![Condition {
                    timing: ActionTiming::BEFORE_LINE,
                    medium_action: MapAction::NAMED,
                    medium_map: name("MAP1"),
                    data_action: MapAction::IGNORE,
                    data_map: Name([0; 8]),
                    comparison: Comparison::EQUAL,
                    string: Bytes::Owned(hex("C1C2")),
                }],
            }),
        ),
        (
            0xD3A77B,
            "000010 000020 0000 2D00 0000000000000000 03E8 07D0 FFFF",
            F::ImImageOutput(ImImageOutput {
                x: I24(16),
                y: I24(32),
                x_rotation: Rotation::DEGREES_0,
                y_rotation: Rotation::DEGREES_90,
                reserved: Reserved([0; 8]),
                x_magnification: 1000,
                y_magnification: 2000,
                constant: Some([0xFF; 2]),
            }),
        ),
        (
            0xD3AC7B,
            "0000 0008 0010 0002 FFFF FFFF",
            F::ImImageCell(ImImageCell { x: 0, y: 8, x_size: 16, y_size: 2, x_fill: 0xFFFF, y_fill: 0xFFFF }),
        ),
    ]
}

fn all_vectors() -> Vec<(u32, &'static str, Field<'static>)> {
    vectors().into_iter().chain(crate::foca::vectors::fields()).collect()
}

#[test]
fn fields_read_and_write_as_laid_out_by_hand() {
    for (id, bytes, field) in all_vectors() {
        let bytes = hex(bytes);
        assert_eq!(field.id().code(), id);
        assert_eq!(Field::decode(field.id(), &bytes), Ok(field.clone()));
        let mut out = Vec::new();
        field.write_data(&mut out).unwrap();
        assert_eq!(out, bytes, "{field:?}");
    }
}

#[test]
fn begin_and_end_fields_hold_a_name_and_triplets() {
    let bytes = hex("D5C1D4C5F0F0F0F1 04240501");
    for field in begin_and_end() {
        assert!(field.id().is_begin() || field.id().is_end(), "{field:?}");
        assert_eq!(Field::decode(field.id(), &bytes), Ok(field.clone()));
        let mut out = Vec::new();
        field.write_data(&mut out).unwrap();
        assert_eq!(out, bytes, "{field:?}");
        assert!(matches!(Field::decode(field.id(), &[]), Ok(field) if !matches!(field, Field::Raw { .. })));
    }
}

#[test]
fn every_described_field_has_a_vector() {
    let covered: BTreeSet<FieldId> =
        all_vectors().iter().map(|(_, _, field)| field.id()).chain(begin_and_end().iter().map(Field::id)).collect();
    let missing: Vec<FieldId> = Field::defaults().iter().map(Field::id).filter(|id| !covered.contains(id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
