//! Finished pages to bytes on one core: a full page of a statement, with and without the kerning that makes moves; pages
//! to a whole print file.

#![expect(clippy::unwrap_used, reason = "a benchmark stops where something is missing")]

use afp_write::{Encoder, Options, Plan, PrintFile, Spool, TextEncoding};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use scene::{ContentBuilder, Decoration, Definitions, DocumentInfo, FaceId, Glyph, Item, Origin, Page, Rule};
use units::{Colour, Emu, FontSize, Point, QuarterTurn, Rect, Size};

fn main() {
    divan::main();
}

fn definitions() -> Definitions {
    let face = |file: &str| {
        let path = format!("{}/../../assets/fonts/{file}", env!("CARGO_MANIFEST_DIR"));
        fonts::Face::from_bytes(std::fs::read(path).unwrap().into(), 0).unwrap()
    };
    let faces = vec![face("IBMPlexSans-Regular.ttf"), face("IBMPlexSans-Bold.ttf")];
    Definitions { faces, ..Definitions::default() }
}

/// Rows of date, text, reference, amount and balance, every second one on grey: about 2,000 characters.
fn statement(definitions: &Definitions, kerning: i64) -> Page {
    let mut builder = ContentBuilder::new();
    for row in 0..40 {
        let y = 150_000 * (row + 20);
        if row % 2 == 0 {
            let rect = Rect::new(Emu::new(700_000), Emu::new(y - 100_000), Emu::new(6_000_000), Emu::new(150_000));
            builder.push(Item::Rule(Rule { rect, colour: Colour::Rgb(240, 240, 240) }), Origin::None);
        }
        let cells = ["14.11.2026", "Lastschrift Stadtwerke Beispielstadt", "4711-0815", "-1.234,56", "12.345,67"];
        for (column, text) in (0..).zip(cells) {
            let face_id = u16::from(column == 4);
            let face = &definitions.faces[usize::from(face_id)];
            let size = FontSize::from_twentieths(170);
            let mut along = 0i64;
            let mut glyphs = Vec::new();
            for (cluster, character) in text.char_indices() {
                let id = face.glyph(character).unwrap();
                let place = size.design_units(along, face.units_per_em());
                glyphs.push(Glyph { id, along: place, across: Emu::ZERO, cluster: cluster as u32 });
                along += i64::from(face.advance(id)) - if cluster % 4 == 3 { kerning } else { 0 };
            }
            let run = builder.run(
                FaceId(face_id),
                size,
                Colour::BLACK,
                Point::new(Emu::new(700_000 + 1_200_000 * column), Emu::new(y)),
                QuarterTurn::Zero,
                size.design_units(along, face.units_per_em()),
                glyphs,
                text,
                Decoration::default(),
            );
            builder.push(Item::Text(run), Origin::None);
        }
    }
    Page { size: Size::A4, content: builder.finish(), number: 1, ..Page::default() }
}

#[divan::bench(args = [0, 20])]
fn encode(bencher: Bencher<'_, '_>, kerning: i64) {
    let definitions = definitions();
    let plan = Plan::new(&definitions, Options::default()).unwrap();
    let page = statement(&definitions, kerning);
    let mut encoder = Encoder::new(&plan);
    bencher.counter(ItemsCount::new(1usize)).bench_local(|| encoder.page(black_box(&page), &[]).unwrap());
}

#[divan::bench]
fn encode_in_utf8(bencher: Bencher<'_, '_>) {
    let definitions = definitions();
    let plan = Plan::new(&definitions, Options { text: TextEncoding::Utf8, ..Options::default() }).unwrap();
    let page = statement(&definitions, 0);
    let mut encoder = Encoder::new(&plan);
    bencher.counter(ItemsCount::new(1usize)).bench_local(|| encoder.page(black_box(&page), &[]).unwrap());
}

/// A thousand pages to a file, fonts and all.
#[divan::bench(args = [0, 20], sample_count = 10)]
fn write(bencher: Bencher<'_, '_>, kerning: i64) {
    const PAGES: usize = 1_000;
    let definitions = definitions();
    let plan = Plan::new(&definitions, Options::default()).unwrap();
    let page = statement(&definitions, kerning);
    bencher.counter(ItemsCount::new(PAGES)).bench_local(|| {
        let mut file = PrintFile::new(&plan, Spool::in_memory());
        let mut encoder = Encoder::new(&plan);
        file.begin_document(&DocumentInfo::default()).unwrap();
        for _ in 0..PAGES {
            file.page(&encoder.page(black_box(&page), &[]).unwrap()).unwrap();
        }
        file.end_document().unwrap();
        let mut sink = std::io::sink();
        file.finish(&mut sink).unwrap()
    });
}
