//! Pages made by hand with every kind of item, for the tests of all outputs.
//!
//! In: the fonts of `assets/fonts`. Out: pages and the definitions they point into. Nothing here lays out.

#![expect(clippy::unwrap_used, reason = "a test may stop on what is missing")]

use std::sync::Arc;

use fonts::Face;
use scene::{
    Barcode, ContentBuilder, Dash, Decoration, Definitions, FaceId, FillRule, Glyph, Group, Image, ImageFormat,
    ImageId, ImageSource, Include, IncludeId, IncludeKind, Item, LineCap, LineJoin, Link, LinkTarget, Mask, Origin,
    Page, Path, PathItem, PixelColour, Placed, Rule, Segment, Spot, Stroke, SymbolKind, TextRun,
};
use units::{Angle, Colour, Emu, FontSize, Point, QuarterTurn, Rect, Size, SpotId, Transform};

/// IBM Plex Sans.
pub const SANS: FaceId = FaceId(0);
/// IBM Plex Serif Italic.
pub const SERIF: FaceId = FaceId(1);
/// IBM Plex Sans TC.
pub const CHINESE: FaceId = FaceId(2);

/// A face of `assets/fonts`.
pub fn face(file: &str) -> Face {
    let path = format!("{}/../../assets/fonts/{file}", env!("CARGO_MANIFEST_DIR"));
    Face::from_bytes(Arc::from(std::fs::read(path).unwrap()), 0).unwrap()
}

/// Millimetres.
pub fn mm(millimetres: f64) -> Emu {
    Emu::round_from_f64(millimetres * 36_000.0)
}

/// A place in millimetres.
pub fn at(x: f64, y: f64) -> Point {
    Point::new(mm(x), mm(y))
}

/// A rectangle in millimetres.
pub fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect::new(mm(x), mm(y), mm(width), mm(height))
}

/// Faces, pictures of every kind of pixel, an overlay and a spot colour.
pub fn definitions() -> Definitions {
    let mut definitions = Definitions {
        faces: vec![
            face("IBMPlexSans-Regular.ttf"),
            face("IBMPlexSerif-Italic.ttf"),
            face("IBMPlexSansTC-Regular.ttf"),
        ],
        images: images(),
        includes: Vec::new(),
        spots: vec![Spot { name: "PANTONE 2945 C".to_owned(), alternate: Colour::Cmyk(255, 120, 0, 40) }],
    };
    let mut builder = ContentBuilder::new();
    builder
        .push(Item::Rule(Rule { rect: rect(0.0, 0.0, 60.0, 12.0), colour: Colour::Rgb(232, 240, 250) }), Origin::None);
    let run = line(&definitions, &mut builder, SANS, 14, Colour::Rgb(10, 40, 90), at(3.0, 8.0), "Overlay 2026");
    builder.push(Item::Text(run), Origin::None);
    definitions.includes.push(Include {
        name: "letterhead".to_owned(),
        kind: IncludeKind::Overlay,
        size: Size::new(mm(60.0), mm(12.0)),
        content: builder.finish(),
        library: None,
    });
    definitions
}

fn raw(name: &str, width: u32, height: u32, colour: PixelColour, bytes: Vec<u8>) -> ImageSource {
    ImageSource { name: name.to_owned(), width, height, colour, format: ImageFormat::Raw, bytes: Arc::from(bytes) }
}

/// A picture of 16 × 12 pixels that differs in every corner.
fn gradient(channels: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    for y in 0..12u32 {
        for x in 0..16u32 {
            let pixel = [x * 16, y * 20, 255 - x * 10, if x < 8 { 255 } else { 96 }];
            bytes.extend(pixel.iter().take(channels).map(|&channel| channel as u8));
        }
    }
    bytes
}

/// A PNG file of 8-bit pixels.
pub fn png(width: u32, height: u32, colour: png::ColorType, bytes: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(colour);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header().unwrap().write_image_data(bytes).unwrap();
    file
}

/// A small JPEG file of 16 × 16 pixels: red above blue.
pub const JPEG: &[u8] = include_bytes!("two-colours.jpg");

/// A small JPEG file of 16 × 16 pixels with four inks as they are: cyan above yellow.
pub const CMYK_JPEG: &[u8] = include_bytes!("cmyk.jpg");

fn images() -> Vec<ImageSource> {
    let bits = vec![0b1111_0000, 0b1000_0001, 0b1010_0101, 0b1000_0001, 0b1111_1111, 0b0000_0001];
    let file = |name: &str, width, height, colour, format, bytes: Vec<u8>| ImageSource {
        name: name.to_owned(),
        width,
        height,
        colour,
        format,
        bytes: Arc::from(bytes),
    };
    vec![
        raw("bits", 8, 6, PixelColour::Bilevel, bits),
        raw("gray", 16, 12, PixelColour::Gray, gradient(1)),
        raw("rgb", 16, 12, PixelColour::Rgb, gradient(3)),
        raw("rgba", 16, 12, PixelColour::Rgba, gradient(4)),
        raw("cmyk", 16, 12, PixelColour::Cmyk, gradient(4)),
        file("png", 16, 12, PixelColour::Rgba, ImageFormat::Png, png(16, 12, png::ColorType::Rgba, &gradient(4))),
        file("jpeg", 16, 16, PixelColour::Rgb, ImageFormat::Jpeg, JPEG.to_vec()),
    ]
}

/// A run with one glyph a character; `fi` becomes the face's ligature where it has one.
pub fn line(
    definitions: &Definitions,
    builder: &mut ContentBuilder,
    id: FaceId,
    points: u16,
    colour: Colour,
    origin: Point,
    text: &str,
) -> TextRun {
    let face = definitions.face(id).unwrap();
    let size = FontSize::from_points(points);
    let mut design = 0i64;
    let mut glyphs = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        let ligature = face.glyph('\u{FB01}').filter(|_| character == 'f');
        let glyph = match (ligature, characters.peek()) {
            (Some(ligature), Some((_, 'i'))) => {
                characters.next();
                ligature
            }
            _ => face.glyph(character).unwrap_or(0),
        };
        let along = size.design_units(design, face.units_per_em());
        glyphs.push(Glyph { id: glyph, along, across: Emu::ZERO, cluster: offset as u32 });
        design += i64::from(face.advance(glyph));
    }
    let advance = size.design_units(design, face.units_per_em());
    builder.run(id, size, colour, origin, QuarterTurn::Zero, advance, glyphs, text, Decoration::default())
}

fn path(path: Path, fill: Option<(Colour, FillRule)>, stroke: Option<Stroke>) -> Item {
    Item::Path(Box::new(PathItem { path, fill, stroke }))
}

fn star(x: f64, y: f64, radius: f64) -> Path {
    let point = |number: i32| {
        let angle = f64::from(number) * 4.0 * std::f64::consts::PI / 5.0;
        at(x + radius * angle.sin(), y - radius * angle.cos())
    };
    let mut segments = vec![Segment::Move(point(0))];
    segments.extend((1..5).map(|number| Segment::Line(point(number))));
    segments.push(Segment::Close);
    Path { segments }
}

/// Draws one thing after another.
pub type Draw = fn(&Definitions, &mut ContentBuilder);

/// A page of 100 × 60 mm.
pub fn page(definitions: &Definitions, draw: Draw) -> Page {
    let mut builder = ContentBuilder::new();
    draw(definitions, &mut builder);
    Page {
        size: Size::new(mm(100.0), mm(60.0)),
        content: builder.finish(),
        record: Some(1),
        number: 1,
        ..Page::default()
    }
}

/// Every page with its name.
pub const PAGES: &[(&str, Draw)] = &[
    ("text", text),
    ("rules", rules),
    ("paths", paths),
    ("pictures", pictures),
    ("barcodes", barcodes),
    ("groups", groups),
];

fn text(definitions: &Definitions, builder: &mut ContentBuilder) {
    let black = Colour::BLACK;
    for (y, id, points, colour, text) in [
        (10.0, SANS, 12, black, "Final office of finance: 1,234.50"),
        (18.0, SERIF, 11, Colour::Cmyk(0, 200, 200, 40), "Zoë’s naïve façade, 25 % off"),
        (27.0, CHINESE, 14, Colour::Gray(64), "陳大文先生 臺北市信義路"),
        (34.0, SANS, 6, Colour::Spot(SpotId(0), 255), "Small print in the house colour"),
    ] {
        let run = line(definitions, builder, id, points, colour, at(5.0, y), text);
        builder.push(Item::Text(run), Origin::None);
    }
    let mut run = line(definitions, builder, SANS, 12, black, at(5.0, 42.0), "Underlined and struck");
    run.decoration = Decoration { underline: true, strike: true };
    builder.push(Item::Text(run), Origin::None);
    for (turn, x, y) in
        [(QuarterTurn::One, 85.0, 35.0), (QuarterTurn::Two, 80.0, 50.0), (QuarterTurn::Three, 95.0, 55.0)]
    {
        let mut run = line(definitions, builder, SANS, 10, Colour::Rgb(0, 90, 160), at(x, y), "Turned");
        run.turn = turn;
        builder.push(Item::Text(run), Origin::None);
    }
    let run = line(definitions, builder, SANS, 10, Colour::Rgb(160, 0, 60), at(0.0, 0.0), "Slanting");
    let transform = Transform::rotate(Angle::from_degrees(20)).then(Transform::translate(at(10.0, 48.0)));
    let items = vec![Placed { item: Item::Text(run), origin: Origin::None }];
    builder.push(Item::Group(Box::new(Group { transform, clip: None, opacity: 255, items })), Origin::None);
    builder.push(
        Item::Link(Box::new(Link {
            rect: rect(5.0, 6.0, 60.0, 6.0),
            target: LinkTarget::Uri("https://example.org/a(b)".to_owned()),
        })),
        Origin::None,
    );
}

fn rules(_: &Definitions, builder: &mut ContentBuilder) {
    for (number, width) in [0.01, 0.05, 0.1, 0.2, 0.5, 1.0].into_iter().enumerate() {
        let y = 5.0 + number as f64 * 4.3;
        let rule = Rule { rect: rect(5.0, y, 60.0, width), colour: Colour::BLACK };
        builder.push(Item::Rule(rule), Origin::None);
        let rule = Rule { rect: rect(70.0 + number as f64 * 4.3, 5.0, width, 40.0), colour: Colour::Rgb(0, 110, 60) };
        builder.push(Item::Rule(rule), Origin::None);
    }
    let colours = [
        Colour::DeviceDefault,
        Colour::Oca(2),
        Colour::Rgb(250, 180, 0),
        Colour::Cmyk(255, 0, 0, 0),
        Colour::Gray(128),
        Colour::Lab(128, 60, -60),
        Colour::Highlight { number: 1, coverage: 100, shading: 0 },
        Colour::Spot(SpotId(0), 128),
    ];
    for (number, colour) in colours.into_iter().enumerate() {
        let rule = Rule { rect: rect(5.0 + number as f64 * 7.1, 48.0, 6.0, 8.0), colour };
        builder.push(Item::Rule(rule), Origin::None);
    }
}

fn paths(_: &Definitions, builder: &mut ContentBuilder) {
    let red = Colour::Rgb(200, 30, 30);
    let blue = Colour::Rgb(30, 60, 200);
    let stroke = |millimetres: f64, cap, join| Stroke { cap, join, ..Stroke::solid(mm(millimetres), blue) };
    let mut push = |item: Item| builder.push(item, Origin::None);
    push(path(Path::rounded_rect(rect(5.0, 5.0, 25.0, 15.0), mm(4.0)), Some((red, FillRule::NonZero)), None));
    push(path(Path::ellipse(rect(35.0, 5.0, 25.0, 15.0)), None, Some(Stroke::solid(mm(1.5), blue))));
    push(path(star(75.0, 13.0, 9.0), Some((red, FillRule::EvenOdd)), None));
    push(path(star(75.0, 33.0, 9.0), Some((red, FillRule::NonZero)), Some(Stroke::solid(mm(0.4), blue))));
    let corner = |x: f64, y: f64| Path {
        segments: vec![Segment::Move(at(x, y)), Segment::Line(at(x + 8.0, y - 8.0)), Segment::Line(at(x + 16.0, y))],
    };
    push(path(corner(5.0, 34.0), None, Some(stroke(2.5, LineCap::Flat, LineJoin::Miter))));
    push(path(corner(26.0, 34.0), None, Some(stroke(2.5, LineCap::Round, LineJoin::Round))));
    push(path(corner(47.0, 34.0), None, Some(stroke(2.5, LineCap::Square, LineJoin::Bevel))));
    let dashed = |width: f64, cap, lengths: &[f64]| Stroke {
        dash: Some(Dash { lengths: lengths.iter().map(|&length| mm(length)).collect() }),
        ..stroke(width, cap, LineJoin::Miter)
    };
    push(path(Path::line(at(5.0, 42.0), at(90.0, 42.0)), None, Some(dashed(1.0, LineCap::Flat, &[3.0, 2.0]))));
    push(path(Path::line(at(5.0, 46.0), at(90.0, 46.0)), None, Some(dashed(1.0, LineCap::Round, &[0.0, 2.0]))));
    push(path(
        Path::line(at(5.0, 50.0), at(90.0, 50.0)),
        None,
        Some(dashed(0.3, LineCap::Flat, &[4.0, 1.0, 1.0, 1.0])),
    ));
    push(path(Path::line(at(5.0, 54.0), at(90.0, 57.0)), None, Some(Stroke::solid(Emu::new(1_000), blue))));
}

fn pictures(definitions: &Definitions, builder: &mut ContentBuilder) {
    builder
        .push(Item::Rule(Rule { rect: rect(0.0, 0.0, 100.0, 60.0), colour: Colour::Rgb(255, 246, 214) }), Origin::None);
    let mut place = |number: u32, rect: Rect, turn, mask| {
        builder.push(Item::Image(Image { image: ImageId(number), rect, turn, mask }), Origin::None);
    };
    for number in 0..definitions.images.len() as u32 {
        let x = 4.0 + f64::from(number) * 13.3;
        place(number, rect(x, 4.0, 12.0, 9.0), QuarterTurn::Zero, None);
        place(number, rect(x, 15.0, 9.0, 12.0), QuarterTurn::One, None);
    }
    place(2, rect(4.0, 30.0, 12.0, 9.0), QuarterTurn::Two, None);
    place(2, rect(18.0, 30.0, 9.0, 12.0), QuarterTurn::Three, None);
    place(0, rect(30.0, 30.0, 16.0, 12.0), QuarterTurn::Zero, Some(Mask { colour: Colour::Rgb(180, 0, 90) }));
    place(2, rect(50.0, 30.0, 1.2, 0.9), QuarterTurn::Zero, None);
    let image = Image { image: ImageId(3), rect: rect(0.0, 0.0, 20.0, 15.0), turn: QuarterTurn::Zero, mask: None };
    let items = vec![Placed { item: Item::Image(image), origin: Origin::None }];
    let transform = Transform::rotate(Angle::from_degrees(15)).then(Transform::translate(at(65.0, 33.0)));
    builder.push(Item::Group(Box::new(Group { transform, clip: None, opacity: 255, items })), Origin::None);
}

fn barcodes(_: &Definitions, builder: &mut ContentBuilder) {
    let module = Emu::new(914_400 / 1000 * 13);
    let bar = |at: i32, wide: i32| Rect::new(module * at, Emu::ZERO, module * wide, mm(12.0));
    let code = |origin: Point, turn| Barcode {
        kind: SymbolKind::Code128,
        data: b"FW-1".to_vec(),
        escapes: false,
        origin,
        turn,
        module_mils: 13,
        height: mm(12.0),
        ratio_percent: 250,
        drawn: false,
        colour: Colour::BLACK,
        bars: vec![
            bar(0, 2),
            bar(3, 1),
            bar(6, 1),
            bar(11, 1),
            bar(13, 3),
            bar(17, 2),
            bar(22, 3),
            bar(26, 1),
            bar(28, 2),
        ],
        size: Size::new(module * 30, mm(12.0)),
    };
    for (turn, x, y) in [
        (QuarterTurn::Zero, 5.0, 5.0),
        (QuarterTurn::One, 60.0, 5.0),
        (QuarterTurn::Two, 95.0, 20.0),
        (QuarterTurn::Three, 70.0, 50.0),
    ] {
        builder.push(Item::Barcode(Box::new(code(at(x, y), turn))), Origin::None);
    }
    let side = module * 2;
    let modules = (0..21 * 21i32).filter(|number| (number * number * 7 + number / 21 * 5 + number / 3) % 11 < 5);
    let bars = modules.map(|number| Rect::new(side * (number % 21), side * (number / 21), side, side)).collect();
    let qr = Barcode {
        kind: SymbolKind::qr(1),
        bars,
        size: Size::new(side * 21, side * 21),
        module_mils: 26,
        ..code(at(5.0, 30.0), QuarterTurn::Zero)
    };
    builder.push(Item::Barcode(Box::new(qr)), Origin::None);
}

fn groups(definitions: &Definitions, builder: &mut ContentBuilder) {
    let band = |x: f64, colour| Placed {
        item: Item::Rule(Rule { rect: rect(x, 0.0, 12.0, 20.0), colour }),
        origin: Origin::None,
    };
    let group = |x: f64, y: f64, clip, opacity, items| {
        let transform = Transform::translate(at(x, y));
        Item::Group(Box::new(Group { transform, clip, opacity, items }))
    };
    let bands = || vec![band(0.0, Colour::Rgb(220, 40, 40)), band(8.0, Colour::Rgb(40, 160, 40))];
    builder.push(Item::Rule(Rule { rect: rect(0.0, 12.0, 100.0, 3.0), colour: Colour::BLACK }), Origin::None);
    builder.push(group(5.0, 4.0, None, 255, bands()), Origin::None);
    builder.push(group(30.0, 4.0, None, 128, bands()), Origin::None);
    builder.push(group(55.0, 4.0, Some(Path::ellipse(rect(0.0, 0.0, 20.0, 20.0))), 255, bands()), Origin::None);
    let inner = group(2.0, 2.0, Some(star(8.0, 8.0, 8.0)), 200, bands());
    let items = vec![Placed { item: inner, origin: Origin::None }];
    builder.push(group(78.0, 4.0, Some(Path::rect(rect(0.0, 0.0, 12.0, 14.0))), 160, items), Origin::None);
    for (turn, x, y) in [(QuarterTurn::Zero, 5.0, 30.0), (QuarterTurn::One, 90.0, 27.0)] {
        builder.push(Item::Include { include: IncludeId(0), at: at(x, y), turn }, Origin::None);
    }
    let run = line(definitions, builder, SANS, 24, Colour::Rgb(90, 0, 140), at(0.0, 0.0), "Clipped");
    let items = vec![Placed { item: Item::Text(run), origin: Origin::None }];
    builder.push(group(5.0, 55.0, Some(Path::rect(rect(0.0, -5.0, 20.0, 8.0))), 255, items), Origin::None);
}

/// A page of A4 filled with text, as a statement is.
pub fn text_page(definitions: &Definitions) -> Page {
    let mut builder = ContentBuilder::new();
    let grey = Colour::Rgb(244, 246, 249);
    for row in 0..50 {
        let y = 20.0 + f64::from(row) * 5.2;
        if row % 2 == 0 {
            builder.push(Item::Rule(Rule { rect: rect(15.0, y - 3.7, 180.0, 5.2), colour: grey }), Origin::None);
        }
        for (x, text) in [
            (16.0, "12 Mar 2026"),
            (45.0, "Card payment, groceries and more"),
            (140.0, "1,234.56"),
            (170.0, "98,765.43"),
        ] {
            let run = line(definitions, &mut builder, SANS, 9, Colour::BLACK, at(x, y), text);
            builder.push(Item::Text(run), Origin::None);
        }
    }
    Page { size: Size::A4, content: builder.finish(), record: Some(1), number: 1, ..Page::default() }
}
