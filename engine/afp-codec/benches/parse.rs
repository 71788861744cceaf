//! Bytes of a file to values, on one core: framing, typed fields, and the parts of the objects inside them. The file is a
//! statement job as such files are: short fields, text in long chains, a picture now and then.

#![expect(clippy::unwrap_used, reason = "a benchmark stops where something is missing")]

use afp_codec::fields::{
    Data, IncludeOverlay, MapObject, Named, ObjectAreaPosition, PageDescriptor, TextDescriptor, TripletGroups,
    TripletList,
};
use afp_codec::goca::Orders;
use afp_codec::ioca::ImageItems;
use afp_codec::ptoca::{TextBuilder, TextEncoding, TextItems};
use afp_codec::triplets::{
    AttributeValue, CodedCharacterSet, DataObjectFont, DescriptorPosition, FullyQualifiedName, Mapping,
    MeasurementUnits, NameUse, ObjectAreaSize, Triplet,
};
use afp_codec::values::{ColourSpecification, Rotation, Text};
use afp_codec::wire::{Fixed, Reserved, U24};
use afp_codec::{Field, FieldId, FieldWriter, Name, Record, Records, dump};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Pages with their environment, an index entry and some 2,000 characters of text in 180 pieces.
fn job(pages: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut put = |field: Field<'_>| FieldWriter::new(&mut out).write(&field).unwrap();
    for number in 0..pages {
        let name = Name::new(&format!("P{number:07}")).unwrap();
        put(Field::BeginPage(Named::new(name, vec![])));
        put(Field::BeginActiveEnvironment(Named::default()));
        put(Field::MapDataResource(TripletGroups::new((1..=4).map(font).collect())));
        put(Field::PageDescriptor(PageDescriptor {
            x_units: 14_400,
            y_units: 14_400,
            x_size: U24(11_906),
            y_size: U24(16_838),
            reserved: Some(Reserved::default()),
            ..Default::default()
        }));
        put(Field::TextDescriptor(TextDescriptor {
            x_units: 14_400,
            y_units: 14_400,
            x_size: U24(11_906),
            y_size: U24(16_838),
            flags: Some(Reserved::default()),
            ..Default::default()
        }));
        put(Field::EndActiveEnvironment(Named::default()));
        put(Field::TagLogicalElement(TripletList {
            triplets: vec![
                Triplet::FullyQualifiedName(FullyQualifiedName::characters(
                    NameUse::ATTRIBUTE,
                    Text::ebcdic("Account").unwrap(),
                )),
                Triplet::AttributeValue(AttributeValue {
                    value: Text::ebcdic("4711-0815").unwrap(),
                    ..Default::default()
                }),
            ],
        }));
        put(Field::IncludeOverlay(IncludeOverlay::at(Name::new("O0000001").unwrap(), 0, 0)));
        put(Field::BeginText(Named::default()));
        put(Field::TextData(Data { bytes: text().into() }));
        put(Field::EndText(Named::default()));
        if number % 8 == 0 {
            put(Field::BeginImage(Named::default()));
            put(Field::BeginObjectEnvironment(Named::default()));
            put(Field::ObjectAreaDescriptor(TripletList {
                triplets: vec![
                    Triplet::DescriptorPosition(DescriptorPosition { id: 1 }),
                    Triplet::MeasurementUnits(MeasurementUnits::per_ten_inches(14_400)),
                    Triplet::ObjectAreaSize(ObjectAreaSize { kind: Fixed, x_size: U24(2_000), y_size: U24(1_000) }),
                ],
            }));
            put(Field::ObjectAreaPosition(ObjectAreaPosition::on_page(700, 300, Rotation::DEGREES_0)));
            put(Field::MapImage(MapObject::new(Mapping::SCALE_TO_FIT)));
            put(Field::EndObjectEnvironment(Named::default()));
            put(Field::ImageData(Data { bytes: picture().into() }));
            put(Field::EndImage(Named::default()));
        }
        put(Field::EndPage(Named::new(name, vec![])));
    }
    out
}

fn font(id: u8) -> Vec<Triplet<'static>> {
    vec![
        Triplet::CodedCharacterSet(CodedCharacterSet::ccsid(1200)),
        Triplet::FullyQualifiedName(FullyQualifiedName::characters(
            NameUse::DATA_OBJECT_EXTERNAL,
            Text::utf16("IBM Plex Sans"),
        )),
        Triplet::FullyQualifiedName(FullyQualifiedName::local_id(id)),
        Triplet::DataObjectFont(DataObjectFont::inline(180)),
    ]
}

fn text() -> Vec<u8> {
    let mut text = TextBuilder::new();
    text.orientation(Rotation::DEGREES_0, Rotation::DEGREES_90).unwrap();
    text.colour(&ColourSpecification::rgb(0, 0, 0)).unwrap();
    for row in 0..36 {
        for (column, words) in
            ["14.11.2026", "Stadtwerke Beispielstadt", "4711", "-1.234,56", "12.345,67"].iter().enumerate()
        {
            text.font(if column == 4 { 2 } else { 1 });
            text.move_to(700 + 2_000 * i16::try_from(column).unwrap(), 2_000 + 360 * row);
            let bytes: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
            text.text(&bytes, TextEncoding::Utf16);
        }
        text.inline_rule(10_000, 10, 0);
    }
    text.finish()
}

/// An image segment with 4 KB of compressed data.
fn picture() -> Vec<u8> {
    let head =
        [0x70, 0, 0x91, 1, 0xFF, 0x94, 9, 0, 0x0B, 0xB8, 0x0B, 0xB8, 2, 0, 1, 0, 0x95, 2, 0x82, 1, 0xFE, 0x92, 0x10, 0];
    [&head[..], &[0x5A; 4_096], &[0x93, 0, 0x71, 0]].concat()
}

#[divan::bench]
fn framing(bencher: Bencher<'_, '_>) {
    let file = job(2_000);
    bencher.counter(BytesCount::of_slice(&file)).bench_local(|| Records::new(black_box(&file)).count());
}

/// Every field as typed values, as a reader of page structure needs them.
#[divan::bench]
fn fields(bencher: Bencher<'_, '_>) {
    let file = job(2_000);
    bencher.counter(BytesCount::of_slice(&file)).bench_local(|| {
        let mut known = 0;
        for record in Records::new(black_box(&file)) {
            if let Record::Field(field) = record {
                known += usize::from(!matches!(black_box(field.decode()), Field::Raw { .. }));
            }
        }
        known
    });
}

/// Every field, control sequence, order and image field.
#[divan::bench]
fn objects(bencher: Bencher<'_, '_>) {
    let file = job(2_000);
    bencher.counter(BytesCount::of_slice(&file)).bench_local(|| {
        let mut parts = 0;
        for record in Records::new(black_box(&file)) {
            let Record::Field(field) = record else { continue };
            parts += match field.id {
                FieldId::PTX => TextItems::new(field.data).map(black_box).count(),
                FieldId::GAD => Orders::new(field.data).map(black_box).count(),
                FieldId::IPD => ImageItems::new(field.data).map(black_box).count(),
                _ => usize::from(!matches!(black_box(field.decode()), Field::Raw { .. })),
            };
        }
        parts
    });
}

/// The inspector's tree, with all its words.
#[divan::bench]
fn inspection(bencher: Bencher<'_, '_>) {
    let file = job(200);
    bencher.counter(BytesCount::of_slice(&file)).bench_local(|| dump::FieldNodes::new(black_box(&file)).count());
}
