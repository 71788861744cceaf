//! Reading a statement job: the index of its pages, the rows of its structure, its pages drawn to the scene. One core.

#![expect(clippy::unwrap_used, reason = "a benchmark stops where something is missing")]

use std::io::Cursor;

use afp_codec::fields::{Data, Named, PageDescriptor, TextDescriptor, TripletGroups, TripletList};
use afp_codec::ptoca::{TextBuilder, TextEncoding};
use afp_codec::triplets::{AttributeValue, CodedCharacterSet, DataObjectFont, FullyQualifiedName, NameUse, Triplet};
use afp_codec::values::{Rotation, Text};
use afp_codec::wire::{Reserved, U24};
use afp_codec::{Field, FieldWriter, Name};
use afp_read::{AfpDocument, Entries, ReadOptions};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use fonts::Face;

const PAGES: usize = 1_000;

fn main() {
    divan::main();
}

/// Pages with their environment, an index entry and some 2,000 characters of text in 180 pieces.
fn job() -> Vec<u8> {
    let mut out = Vec::new();
    let mut put = |field: Field<'_>| FieldWriter::new(&mut out).write(&field).unwrap();
    put(Field::BeginDocument(afp_codec::fields::NamedReserved::default()));
    let text = text();
    for number in 0..PAGES {
        let name = Name::new(&format!("P{number:07}")).unwrap();
        put(Field::BeginPage(Named::new(name, vec![])));
        put(Field::BeginActiveEnvironment(Named::default()));
        put(Field::MapDataResource(TripletGroups::new(vec![vec![
            Triplet::CodedCharacterSet(CodedCharacterSet::ccsid(1200)),
            Triplet::FullyQualifiedName(FullyQualifiedName::characters(
                NameUse::DATA_OBJECT_EXTERNAL,
                Text::utf16("IBM Plex Sans"),
            )),
            Triplet::FullyQualifiedName(FullyQualifiedName::local_id(1)),
            Triplet::DataObjectFont(DataObjectFont::inline(180)),
        ]])));
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
        put(Field::BeginText(Named::default()));
        put(Field::TextData(Data { bytes: text.as_slice().into() }));
        put(Field::EndText(Named::default()));
        put(Field::EndPage(Named::new(name, vec![])));
    }
    put(Field::EndDocument(Named::default()));
    out
}

fn text() -> Vec<u8> {
    let mut text = TextBuilder::new();
    text.orientation(Rotation::DEGREES_0, Rotation::DEGREES_90).unwrap();
    for row in 0..36 {
        for (column, words) in
            ["14.11.2026", "Stadtwerke Beispielstadt", "4711", "-1.234,56", "12.345,67"].iter().enumerate()
        {
            text.font(1);
            text.move_to(700 + 2_000 * i16::try_from(column).unwrap(), 2_000 + 360 * row);
            let bytes: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
            text.text(&bytes, TextEncoding::Utf16);
        }
        text.inline_rule(10_000, 10, 0);
    }
    text.finish()
}

fn options() -> ReadOptions {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fonts/IBMPlexSans-Regular.ttf");
    let face = Face::from_bytes(std::fs::read(path).unwrap().into(), 0).unwrap();
    ReadOptions { substitutes: vec![face], ..ReadOptions::default() }
}

/// The index of a file in memory.
#[divan::bench]
fn index(bencher: Bencher<'_, '_>) {
    let (file, options): (std::sync::Arc<[u8]>, _) = (job().into(), options());
    let counter = BytesCount::of_slice(&file);
    bencher.counter(counter).bench_local(|| AfpDocument::open(black_box(file.clone()), &options).page_count());
}

/// The index of a file that is streamed.
#[divan::bench]
fn index_of_a_stream(bencher: Bencher<'_, '_>) {
    let (file, options): (std::sync::Arc<[u8]>, _) = (job().into(), options());
    bencher.counter(BytesCount::of_slice(&file)).bench_local(|| {
        let mut document = AfpDocument::open_stream(Cursor::new(file.clone()), &options).unwrap();
        document.advance(u64::MAX).pages
    });
}

/// Every row of the field tree, level by level.
#[divan::bench]
fn rows_of_the_structure(bencher: Bencher<'_, '_>) {
    let file: std::sync::Arc<[u8]> = job().into();
    let document = AfpDocument::open(file.clone(), &options());
    bencher.counter(BytesCount::of_slice(&file)).bench_local(|| {
        let mut rows = 0;
        let mut open = vec![None];
        while let Some(of) = open.pop() {
            let Entries { entries, .. } = document.children(of, None, usize::MAX);
            rows += entries.len();
            open.extend(entries.iter().filter(|entry| entry.has_children()).map(|entry| Some(entry.offset)));
        }
        rows
    });
}

/// Pages to the scene.
#[divan::bench]
fn pages(bencher: Bencher<'_, '_>) {
    let document = AfpDocument::open(job(), &options());
    bencher.counter(ItemsCount::new(PAGES)).bench_local(|| {
        (0..PAGES).map(|number| document.page(number).unwrap().page.content.items.len()).sum::<usize>()
    });
}
