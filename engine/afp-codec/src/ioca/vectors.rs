//! Self-defining fields laid out by hand, as IOCA chapter 5 gives them or as real files hold them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::*;
use crate::sample::hex;
use crate::values::{ColourSpace, ColourSpecification, OcaColour};
use crate::wire::{Counted, Fixed, Reserved, Wire};

fn vectors() -> Vec<(&'static str, ImageField<'static>)> {
    use ImageField as F;
    let bytes = |text: &str| Cow::Owned(hex(text));
    let content = |text: &str| Content { data: Cow::Owned(hex(text)) };
    vec![
        // afplib/IPDSpan.afp at 138, one field after another.
        ("70 00", F::BeginSegment(BeginSegment { name: bytes("") })),
        ("91 01 FF", F::BeginContent(BeginContent { object_type: 0xFF })),
        (
            "94 09 00 0960 0960 0540 001E",
            F::ImageSize(ImageSize {
                x_resolution: 2400,
                y_resolution: 2400,
                width: 1344,
                height: 30,
                ..Default::default()
            }),
        ),
        (
            "95 02 03 01",
            F::ImageEncoding(ImageEncoding {
                compression: Compression::NONE,
                recording: Recording::PADDED_ROWS,
                bit_order: None,
            }),
        ),
        ("96 01 01", F::ElementSize(ElementSize { bits: 1 })),
        ("97 01 00", F::LookupTable(LookupTable { id: 0 })),
        ("FE 92 0002 F00F", F::ImageData(ImageData { data: bytes("F00F") })),
        ("93 00", F::EndContent(content(""))),
        ("71 00", F::EndSegment(content(""))),
        ("8C 00", F::BeginTile(content(""))),
        ("8D 00", F::EndTile(content(""))),
        ("8E 00", F::BeginMask(content(""))),
        ("8F 00", F::EndMask(content(""))),
        ("98 05 04 08080808", F::Bands(Bands { count: 4, bits: vec![8; 4] })),
        (
            "9B 08 00 04 000000 080808",
            F::ElementStructure(ElementStructure {
                flags: 0,
                format: PointFormat::CMYK,
                reserved: Reserved([0; 3]),
                sizes: bytes("080808"),
            }),
        ),
        (
            "9F 06 10 00 83000000",
            F::ExternalAlgorithm(ExternalAlgorithm::Other { kind: 0x10, data: bytes("00 83000000") }),
        ),
        (
            "9F 0A 10 00 83 00 00 00 C0 000000",
            F::ExternalAlgorithm(ExternalAlgorithm::Jpeg(
                Reserved([0]),
                JpegAlgorithm { marker: 0xC0, ..Default::default() },
            )),
        ),
        (
            "9F 05 00 00 C0 03 00",
            F::ExternalAlgorithm(ExternalAlgorithm::Recording(
                Reserved([0]),
                RecordingAlgorithm { direction: 0xC0, boundary: 3, alignment: 0 },
            )),
        ),
        (
            "9F 08 10 00 FE 04 00000007",
            F::ExternalAlgorithm(ExternalAlgorithm::User(
                Reserved([0]),
                UserAlgorithm { compression: Fixed, specification: Counted(bytes("00000007")) },
            )),
        ),
        ("B5 08 00000010 00000020", F::TilePosition(TilePosition { x: 16, y: 32 })),
        ("B6 09 00000008 00000002 01", F::TileSize(TileSize { width: 8, height: 2, resolution: Some(1) })),
        // The light green of the examples of Tile Set Color.
        (
            "B7 0B 01 000000 08080800 00B761",
            F::TileColour(TileColour {
                space: ColourSpace::RGB,
                reserved: Reserved([0; 3]),
                bits: [8, 8, 8, 0],
                value: bytes("00B761"),
            }),
        ),
        (
            "F4 0D 00 01 00000000 08080800 112233",
            F::BilevelColour(ExtendedBilevelColour { colour: ColourSpecification::rgb(0x11, 0x22, 0x33) }),
        ),
        (
            "F6 04 00 00 0002",
            F::SetBilevelColour(BilevelColour { area: 0, reserved: Reserved([0]), colour: OcaColour::RED }),
        ),
        ("FE 9C 0005 01 0000 AABB", F::BandData(BandData { band: 1, reserved: Reserved([0; 2]), data: bytes("AABB") })),
        (
            "FE B3 000A 0000 00 04 00470072 00 00",
            F::NColourNames(ColourantNames {
                reserved: Reserved([0; 2]),
                names: vec![
                    ColourantName { reserved: Reserved([0]), name: Counted(bytes("00470072")) },
                    ColourantName::default(),
                ],
            }),
        ),
        ("FE B8 0004 00000001", F::IncludeTile(IncludeTile { id: 1 })),
        ("FE BB 0002 0000", F::TileTable(TileTable::default())),
        (
            "FE BB 001C 0000 00000010 00000020 00000008 00000002 01 82 0000000000000034",
            F::TileTable(TileTable {
                reserved: Reserved([0; 2]),
                tiles: vec![TileEntry {
                    x: 16,
                    y: 32,
                    width: 8,
                    height: 2,
                    resolution: 1,
                    compression: Compression::G4_MMR,
                    place: [0, 0, 0, 0, 0, 0, 0, 0x34],
                }],
            }),
        ),
        // The example of Image Subsampling: the first component has two samples across.
        (
            "FE CE 0008 01 06 0201 0101 0101",
            F::Subsampling(Subsampling {
                items: vec![SubsamplingItem::Ratios(SamplingRatios {
                    ratios: [(2, 1), (1, 1), (1, 1)].map(|(across, down)| SamplingRatio { across, down }).to_vec(),
                })],
            }),
        ),
        ("99 01 07", F::Unknown { code: 0x99, data: bytes("07") }),
    ]
}

#[test]
fn image_fields_read_and_write_as_laid_out_by_hand() {
    for (bytes, field) in vectors() {
        let bytes = hex(bytes);
        let found: Vec<ImageField<'_>> = ImageItems::new(&bytes).map(|item| item.field).collect();
        assert_eq!(found, std::slice::from_ref(&field));
        let mut out = Vec::new();
        write_image_field(&field, &mut out).unwrap();
        assert_eq!(out, bytes);
    }
}

#[test]
fn every_described_subsampling_item_has_a_vector() {
    let vectors = vectors();
    let covered: BTreeSet<u8> = vectors
        .iter()
        .filter_map(|(_, field)| match field {
            ImageField::Subsampling(subsampling) => Some(&subsampling.items),
            _ => None,
        })
        .flatten()
        .map(SubsamplingItem::code)
        .collect();
    assert!(SubsamplingItem::DESCRIBED.iter().all(|code| covered.contains(code)));
}

#[test]
fn every_described_image_field_has_a_vector() {
    let covered: BTreeSet<u16> = vectors().iter().map(|(_, field)| field.code()).collect();
    let missing: Vec<&u16> = ImageField::DESCRIBED.iter().filter(|code| !covered.contains(code)).collect();
    assert!(missing.is_empty(), "{missing:02X?}");
}

#[test]
fn an_image_descriptor_holds_size_colours_and_function_set() {
    // afplib/IPDSpan.afp, IDD, with colours and function set 10 added (IOCA appendix "MO:DCA Environment").
    let bytes = hex("00 0960 0960 0540 001E F6 04 00 00 0002 F4 0D 00 01 00000000 08080800 112233 F7 02 01 0A");
    let descriptor = ImageDescriptor::decode(&bytes).unwrap();
    assert_eq!((descriptor.x_resolution, descriptor.x_size, descriptor.y_size), (2400, 1344, 30));
    assert_eq!(
        descriptor.items,
        [
            ImageDescriptorItem::Colour(BilevelColour { area: 0, reserved: Reserved([0]), colour: OcaColour::RED }),
            ImageDescriptorItem::ExtendedColour(ExtendedBilevelColour {
                colour: ColourSpecification::rgb(0x11, 0x22, 0x33)
            }),
            ImageDescriptorItem::FunctionSet(FunctionSet { category: 1, identifier: 0x0A }),
        ]
    );
    assert_eq!(descriptor.to_bytes().as_ref(), Ok(&bytes));
    assert_eq!(ImageDescriptorItem::DESCRIBED.len(), descriptor.items.len());
}
