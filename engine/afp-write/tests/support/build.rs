//! Pages and print files.

use afp_write::{Encoder, Finished, Options, Plan, PrintFile, Spool};
use scene::{
    ContentBuilder, Decoration, Definitions, DocumentInfo, FaceId, Glyph, GroupInfo, ImageSource, IndexEntry, Item,
    Origin, Page, TextRun,
};
use units::{Colour, Emu, FontSize, Point, QuarterTurn, Rect, Size};

pub fn unit(value: i32) -> Emu {
    Emu::from_l_units(value)
}

pub fn at(x: i32, y: i32) -> Point {
    Point::new(unit(x), unit(y))
}

pub fn rect(x: i32, y: i32, width: i32, height: i32) -> Rect {
    Rect::new(unit(x), unit(y), unit(width), unit(height))
}

/// 1,000 × 2,000 logical units.
pub fn small_size() -> Size {
    Size::new(unit(1_000), unit(2_000))
}

pub fn face(file: &str) -> fonts::Face {
    let path = format!("{}/../../assets/fonts/{file}", env!("CARGO_MANIFEST_DIR"));
    fonts::Face::from_bytes(std::fs::read(path).unwrap().into(), 0).unwrap()
}

pub fn definitions() -> Definitions {
    let faces = vec![face("IBMPlexSans-Regular.ttf"), face("IBMPlexSans-Bold.ttf")];
    Definitions { faces, ..Definitions::default() }
}

pub fn page(size: Size, build: impl FnOnce(&mut ContentBuilder)) -> Page {
    let mut builder = ContentBuilder::new();
    build(&mut builder);
    Page { size, content: builder.finish(), number: 1, record: Some(1), ..Page::default() }
}

/// Glyphs set by their advances, each position rounded once; `kern` adds to the position of each glyph.
pub fn glyphs(face: &fonts::Face, text: &str, size: FontSize, kern: &[i32]) -> (Vec<Glyph>, Emu) {
    let (mut along, mut extra) = (0i64, 0);
    let mut list = Vec::new();
    for (number, (cluster, character)) in text.char_indices().enumerate() {
        extra += kern.get(number).copied().unwrap_or(0);
        let id = face.glyph(character).unwrap();
        let place = size.design_units(along, face.units_per_em()) + Emu::new(extra);
        list.push(Glyph { id, along: place, across: Emu::ZERO, cluster: cluster as u32 });
        along += i64::from(face.advance(id));
    }
    (list, size.design_units(along, face.units_per_em()) + Emu::new(extra))
}

#[derive(Clone, Copy)]
pub struct Style {
    pub face: u16,
    pub size: u16,
    pub colour: Colour,
    pub turn: QuarterTurn,
    pub decoration: Decoration,
}

pub fn plain() -> Style {
    let decoration = Decoration::default();
    Style { face: 0, size: 200, colour: Colour::BLACK, turn: QuarterTurn::Zero, decoration }
}

pub fn run(
    builder: &mut ContentBuilder,
    definitions: &Definitions,
    text: &str,
    origin: Point,
    style: Style,
    kern: &[i32],
) -> TextRun {
    let face = definitions.face(FaceId(style.face)).unwrap();
    let size = FontSize::from_twentieths(style.size);
    let (list, advance) = glyphs(face, text, size, kern);
    builder.run(FaceId(style.face), size, style.colour, origin, style.turn, advance, list, text, style.decoration)
}

pub fn push_text(builder: &mut ContentBuilder, definitions: &Definitions, text: &str, origin: Point, style: Style) {
    let run = run(builder, definitions, text, origin, style, &[]);
    builder.push(Item::Text(run), Origin::None);
}

/// A print file of one document with one group.
pub fn print_file(
    definitions: &Definitions,
    options: Options,
    pages: &[(Page, Vec<ImageSource>)],
) -> (Vec<u8>, Finished) {
    let plan = Plan::new(definitions, options).unwrap();
    let mut file = PrintFile::new(&plan, Spool::in_memory());
    file.begin_document(&DocumentInfo::default()).unwrap();
    let entry = |name: &str, value: &str| IndexEntry { name: name.into(), value: value.into() };
    let index = vec![entry("Account", "4711"), entry("Name", "Jörg"), entry("Name2", "王小明")];
    file.begin_group(&GroupInfo { name: "Customer 1".into(), index, ..GroupInfo::default() }).unwrap();
    let mut encoder = Encoder::new(&plan);
    for (page, images) in pages {
        let encoded = encoder.page(page, images).unwrap();
        assert!(encoded.diagnostics.is_empty(), "{:?}", encoded.diagnostics);
        file.page(&encoded).unwrap();
    }
    file.end_group().unwrap();
    file.end_document().unwrap();
    let mut out = Vec::new();
    let finished = file.finish(&mut out).unwrap();
    (out, finished)
}

/// The bytes of one page.
pub fn encode(definitions: &Definitions, page: &Page) -> Vec<u8> {
    let plan = Plan::new(definitions, Options::default()).unwrap();
    let encoded = Encoder::new(&plan).page(page, &[]).unwrap();
    assert!(encoded.diagnostics.is_empty(), "{:?}", encoded.diagnostics);
    encoded.bytes
}
