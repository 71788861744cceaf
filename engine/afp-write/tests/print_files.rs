//! Whole print files: the rules of IS/3, the same bytes in any order of work, places that lead back to the items.

#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

#[allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "shared by the tests, each of which uses its part"
)]
mod support;

use std::sync::Arc;

use afp_codec::ptoca::{ControlSequence, TextItems, TextPart};
use afp_codec::{Field, FieldId};
use afp_write::{Encoder, IndexEncoding, Options, Plan, PrintFile, Spool, TextEncoding, WriteError};
use diagnostics::ObjectId;
use scene::{
    Barcode, ContentBuilder, Decoration, Definitions, DocumentInfo, FillRule, GroupInfo, Image, ImageFormat, ImageId,
    ImageSource, Include, IncludeId, IncludeKind, IndexEntry, Item, Mask, Origin, Page, Path, PathItem, PixelColour,
    Rule, Stroke, SymbolKind,
};
use support::build::{Style, at, definitions, encode, page, plain, print_file, push_text, rect, run, small_size, unit};
use support::rules::{check_print_file, fields};
use units::{Colour, Emu, Point, QuarterTurn, Rect, Size};

fn picture(name: &str, colour: PixelColour, width: u32, height: u32, seed: u8) -> ImageSource {
    let row = match colour {
        PixelColour::Bilevel => width.div_ceil(8),
        PixelColour::Gray => width,
        PixelColour::Rgb => width * 3,
        PixelColour::Rgba | PixelColour::Cmyk => width * 4,
    };
    let bytes: Vec<u8> = (0..row * height).map(|at| (at as u8).wrapping_mul(31).wrapping_add(seed)).collect();
    let (name, format) = (name.to_owned(), ImageFormat::Raw);
    ImageSource { name, width, height, colour, format, bytes: bytes.into() }
}

/// The smallest file that begins like a JPEG: it is passed through unread.
fn jpeg() -> ImageSource {
    let bytes: Arc<[u8]> = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xD9].as_slice().into();
    let (name, format) = ("photo".to_owned(), ImageFormat::Jpeg);
    ImageSource { name, width: 1, height: 1, colour: PixelColour::Rgb, format, bytes }
}

/// Definitions with a picture of each kind, an overlay and a page segment.
fn full_definitions() -> Definitions {
    let mut definitions = definitions();
    definitions.images = vec![
        picture("mask", PixelColour::Bilevel, 21, 9, 3),
        picture("grey", PixelColour::Gray, 40, 30, 5),
        picture("colour", PixelColour::Rgb, 400, 300, 7),
        picture("inks", PixelColour::Cmyk, 10, 10, 9),
        jpeg(),
    ];
    let mut overlay = ContentBuilder::new();
    push_text(&mut overlay, &definitions, "Letterhead", at(500, 500), Style { face: 1, size: 240, ..plain() });
    overlay
        .push(Item::Rule(Rule { rect: rect(500, 520, 4_000, 5), colour: Colour::Cmyk(0, 0, 0, 200) }), object("line"));
    overlay.push(shape(5_000, 500), Origin::None);
    overlay.push(Item::Image(image(2, rect(6_000, 500, 800, 600), QuarterTurn::Zero, None)), Origin::None);
    let size = Size::A4;
    let name = "static".to_owned();
    let kind = IncludeKind::Overlay;
    definitions.includes.push(Include { name, kind, size, content: overlay.finish(), library: None });
    let mut segment = ContentBuilder::new();
    segment.push(shape(0, 0), Origin::None);
    segment.push(Item::Rule(Rule { rect: rect(0, 0, 100, 20), colour: Colour::BLACK }), Origin::None);
    let (name, kind, size) = ("stamp".to_owned(), IncludeKind::PageSegment, Size::new(unit(700), unit(700)));
    definitions.includes.push(Include { name, kind, size, content: segment.finish(), library: None });
    definitions
}

fn object(id: &str) -> Origin {
    Origin::object(id.parse::<ObjectId>().unwrap())
}

fn image(id: u32, rect: Rect, turn: QuarterTurn, mask: Option<Mask>) -> Image {
    Image { image: ImageId(id), rect, turn, mask }
}

fn shape(x: i32, y: i32) -> Item {
    let path = Path::ellipse(rect(x, y, 600, 600));
    Item::Path(Box::new(PathItem { path, fill: Some((Colour::Rgb(0, 90, 160), FillRule::EvenOdd)), stroke: None }))
}

fn barcode(kind: SymbolKind, data: &[u8], origin: Point, modules: i32) -> Item {
    let side = Emu::new(9_144) * modules;
    let height = if kind == SymbolKind::Code128 { unit(400) } else { side };
    Item::Barcode(Box::new(Barcode {
        kind,
        data: data.to_vec(),
        escapes: false,
        origin,
        turn: QuarterTurn::One,
        module_mils: 10,
        height,
        ratio_percent: 250,
        drawn: false,
        colour: Colour::BLACK,
        bars: Vec::new(),
        size: Size::new(side, height),
    }))
}

/// A page with one of everything.
fn full_page(definitions: &Definitions, number: u32) -> (Page, Vec<ImageSource>) {
    let own = definitions.images.len() as u32;
    let mut page = page(Size::A4, |builder| {
        builder.push(Item::Include { include: IncludeId(0), at: at(0, 0), turn: QuarterTurn::Zero }, object("master"));
        builder
            .push(Item::Include { include: IncludeId(1), at: at(9_000, 1_000), turn: QuarterTurn::Zero }, Origin::None);
        builder.push(Item::Rule(Rule { rect: rect(0, 0, 11_906, 2_000), colour: Colour::Gray(230) }), object("band"));
        for line in 0..20 {
            let turn = [QuarterTurn::Zero, QuarterTurn::One, QuarterTurn::Two, QuarterTurn::Three][line as usize % 4];
            let decoration = Decoration { underline: line % 3 == 0, strike: line % 5 == 0 };
            let style = Style { face: (line % 2) as u16, size: 160 + 7 * line as u16, turn, decoration, ..plain() };
            let text = format!("Line {line} of page {number}: Überweisung 1.234,56 €");
            let run = run(builder, definitions, &text, at(5_000 + line * 10, 6_000 + line * 100), style, &[]);
            builder.push(Item::Text(run), object("text"));
        }
        builder.push(shape(2_000, 3_000), object("disc"));
        let slanted = Path::line(at(2_000, 3_000), at(2_500, 3_900));
        let stroke = Some(Stroke::solid(unit(10), Colour::Oca(2)));
        builder.push(Item::Path(Box::new(PathItem { path: slanted, fill: None, stroke })), object("slant"));
        let mask = Some(Mask { colour: Colour::Rgb(200, 0, 0) });
        let turns = [QuarterTurn::Zero, QuarterTurn::One, QuarterTurn::Two, QuarterTurn::Three, QuarterTurn::Zero];
        for (id, turn) in (0..).zip(turns) {
            let rect = rect(1_000 + 1_500 * id, 10_000, 1_200, 900);
            let mask = mask.filter(|_| id == 0);
            builder.push(Item::Image(image(id as u32, rect, turn, mask)), object("picture"));
        }
        builder.push(Item::Image(image(own, rect(1_000, 12_000, 500, 500), QuarterTurn::Zero, None)), object("own"));
        builder
            .push(Item::Image(image(own + 1, rect(2_000, 12_000, 500, 500), QuarterTurn::One, mask)), object("own2"));
        builder.push(barcode(SymbolKind::Code128, b"ABC-1234", at(8_000, 12_000), 123), object("code"));
        builder.push(barcode(SymbolKind::qr(2), b"https://example.org/?a=1", at(9_000, 13_000), 29), object("qr"));
        builder.push(barcode(SymbolKind::DATA_MATRIX, b"0123456789", at(8_000, 14_000), 14), object("matrix"));
    });
    page.number = number;
    page.index = vec![IndexEntry { name: "Page".into(), value: number.to_string() }];
    let images = vec![
        picture("shade", PixelColour::Rgb, 33, 44, number as u8),
        picture("dots", PixelColour::Bilevel, 33, 44, number as u8),
    ];
    (page, images)
}

fn options() -> Options {
    Options { identity: [7; 32], source_map: true, ..Options::default() }
}

#[test]
fn a_print_file_with_one_of_everything_keeps_the_rules_of_is3() {
    let definitions = full_definitions();
    let pages: Vec<_> = (1..4).map(|number| full_page(&definitions, number)).collect();
    let (bytes, finished) = print_file(&definitions, options(), &pages);
    let census = check_print_file(&bytes);
    assert_eq!(finished.bytes, bytes.len() as u64);
    assert_eq!((finished.pages, finished.documents), (3, 1));
    assert_eq!(census.fields["BPG"], 3);
    // Two fonts, five pictures, an overlay, a page segment.
    assert_eq!(census.resources.len(), 9);
    assert_eq!(census.fields["TLE"], 3 + 3);
    assert_eq!(census.fields["IPO"], 3);
    assert_eq!(census.fields["BBC"], 9);
}

#[test]
fn text_in_utf8_keeps_the_rules_too_and_says_so() {
    let definitions = full_definitions();
    let pages = [full_page(&definitions, 1)];
    let options = Options { text: TextEncoding::Utf8, index: IndexEncoding::Utf16, ..options() };
    let (bytes, _) = print_file(&definitions, options, &pages);
    check_print_file(&bytes);
    // MO:DCA X'50': no scheme for the code page, UTF-8 for the data.
    assert!(bytes.windows(6).any(|window| window == [0x06, 0x50, 0x00, 0x00, 0x78, 0x07]));
    let text = String::from("Überweisung").into_bytes();
    assert!(bytes.windows(text.len()).any(|window| window == text));
}

#[test]
fn the_bytes_do_not_depend_on_the_order_of_encoding() {
    let definitions = full_definitions();
    let plan = Plan::new(&definitions, options()).unwrap();
    let pages: Vec<_> = (1..9).map(|number| full_page(&definitions, number)).collect();
    let write = |encoded: Vec<afp_write::EncodedPage>| {
        let mut file = PrintFile::new(&plan, Spool::in_memory());
        file.begin_document(&DocumentInfo::default()).unwrap();
        for page in &encoded {
            file.page(page).unwrap();
        }
        file.end_document().unwrap();
        let mut out = Vec::new();
        file.finish(&mut out).unwrap();
        out
    };
    let mut encoder = Encoder::new(&plan);
    let forward = pages.iter().map(|(page, own)| encoder.page(page, own).unwrap()).collect();
    let mut backward: Vec<_> = pages.iter().rev().map(|(page, own)| encoder.page(page, own).unwrap()).collect();
    backward.reverse();
    let parallel: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> =
            pages.iter().map(|(page, own)| scope.spawn(|| Encoder::new(&plan).page(page, own).unwrap())).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    let again = Plan::new(&definitions, options()).unwrap();
    assert_eq!(format!("{again:?}"), format!("{plan:?}"), "planning twice gives the same names");
    let forward = write(forward);
    assert_eq!(forward, write(backward));
    assert_eq!(forward, write(parallel));
}

#[test]
fn fonts_of_another_job_have_other_names() {
    let definitions = definitions();
    let name = |identity| format!("{:?}", Plan::new(&definitions, Options { identity, ..Options::default() }).unwrap());
    assert_ne!(name([1; 32]), name([2; 32]));
}

#[test]
fn places_in_the_finished_file_lead_to_the_bytes_of_the_item() {
    let definitions = full_definitions();
    let pages: Vec<_> = (1..3).map(|number| full_page(&definitions, number)).collect();
    let (bytes, finished) = print_file(&definitions, options(), &pages);
    let all = fields(&bytes);
    let field_at = |offset: u64| all.iter().find(|(raw, _)| raw.offset <= offset && offset < raw.end()).unwrap();
    let of = |id: &str| {
        let origin = object(id);
        finished.ranges.iter().filter(move |range| range.origin == origin)
    };
    for (id, wanted) in [
        ("text", FieldId::PTX),
        ("band", FieldId::PTX),
        ("disc", FieldId::GAD),
        ("slant", FieldId::GAD),
        ("picture", FieldId::IOB),
        ("code", FieldId::BBC),
        ("master", FieldId::IPO),
    ] {
        assert!(of(id).count() >= 2, "{id} is on both pages");
        for range in of(id) {
            assert_eq!(field_at(range.start).0.id, wanted, "{id}");
            assert!(range.end > range.start && range.end <= bytes.len() as u64);
        }
    }
    // The band's bytes are a rule in grey.
    let band = of("band").next().unwrap();
    let data = &bytes[band.start as usize..band.end as usize];
    assert!(data.windows(4).any(|window| window == [0, 0, 0, 25]), "255 − 230 of black");
    let shared = finished.shared_ranges.iter().find(|range| range.origin == object("line")).unwrap();
    assert_eq!(field_at(shared.start).0.id, FieldId::PTX);
    assert!(shared.end < finished.resource_bytes + 50);
}

#[test]
fn memory_holds_a_few_megabytes_however_many_pages_there_are() {
    let definitions = definitions();
    let plan = Plan::new(&definitions, Options::default()).unwrap();
    let page = page(Size::A4, |builder| {
        for line in 0..60 {
            push_text(builder, &definitions, "All the text of a page that is full", at(500, 500 + line * 200), plain());
        }
    });
    let encoded = Encoder::new(&plan).page(&page, &[]).unwrap();
    let opened = std::sync::atomic::AtomicBool::new(false);
    let spool = Spool::with_limit(1 << 20, || {
        opened.store(true, std::sync::atomic::Ordering::Relaxed);
        Ok(Box::new(std::io::Cursor::new(Vec::new())))
    });
    let mut file = PrintFile::new(&plan, spool);
    file.begin_document(&DocumentInfo::default()).unwrap();
    let count = (2 << 20) / encoded.bytes.len() + 1;
    for _ in 0..count {
        file.page(&encoded).unwrap();
    }
    file.end_document().unwrap();
    let mut out = Vec::new();
    assert_eq!(file.finish(&mut out).unwrap().pages as usize, count);
    assert!(opened.load(std::sync::atomic::Ordering::Relaxed));
    check_print_file(&out);
}

#[test]
fn items_keep_their_order_where_they_cover_each_other() {
    let definitions = definitions();
    let rule = |x, colour| Item::Rule(Rule { rect: rect(x, 1_000, 500, 500), colour });
    let page = page(Size::A4, |builder| {
        builder.push(rule(1_000, Colour::BLACK), Origin::None);
        builder.push(shape(1_100, 1_100), Origin::None);
        builder.push(rule(1_200, Colour::Rgb(1, 2, 3)), Origin::None);
        builder.push(rule(9_000, Colour::Rgb(4, 5, 6)), Origin::None);
        builder.push(shape(5_000, 5_000), Origin::None);
    });
    let bytes = encode(&definitions, &page);
    let order: Vec<_> = fields(&bytes)
        .iter()
        .filter_map(|(raw, _)| match raw.id {
            FieldId::BPT => Some("text"),
            FieldId::BGR => Some("graphics"),
            _ => None,
        })
        .collect();
    // The rule at the right is covered by nothing and covers nothing: it may stand in the last text object; the second
    // shape likewise joins the first.
    assert_eq!(order, ["text", "graphics", "text"]);
}

#[test]
fn text_between_shapes_elsewhere_is_one_text_object() {
    let definitions = definitions();
    let page = page(Size::A4, |builder| {
        for line in 0..10 {
            push_text(builder, &definitions, "left", at(500, 1_000 + 300 * line), plain());
            builder.push(shape(8_000, 1_000 + 300 * line), Origin::None);
        }
    });
    let bytes = encode(&definitions, &page);
    let count = |id| fields(&bytes).iter().filter(|(raw, _)| raw.id == id).count();
    assert_eq!((count(FieldId::BPT), count(FieldId::BGR)), (1, 1));
}

#[test]
fn what_lies_off_the_page_is_cut_and_no_position_is_negative() {
    let definitions = definitions();
    let page = page(Size::new(unit(1_000), unit(1_000)), |builder| {
        builder.push(Item::Rule(Rule { rect: rect(-100, -100, 300, 2_000), colour: Colour::BLACK }), Origin::None);
        builder.push(Item::Rule(Rule { rect: rect(2_000, 0, 10, 10), colour: Colour::BLACK }), Origin::None);
        builder.push(shape(-300, -300), Origin::None);
        push_text(builder, &definitions, "W", at(-20, 100), plain());
    });
    let (bytes, _) = print_file(&definitions, Options::default(), &[(page, Vec::new())]);
    check_print_file(&bytes);
    let mut relative = Vec::new();
    for (_, field) in fields(&bytes) {
        match field {
            Field::ObjectAreaPosition(area) => assert!(area.x_offset.0 >= 0 && area.y_offset.0 >= 0),
            Field::TextData(data) => {
                let moves = TextItems::new(&data.bytes).filter_map(|item| match item.part {
                    TextPart::Sequence { sequence: ControlSequence::MoveInlineBy(by), .. } => Some(by.value),
                    _ => None,
                });
                relative.extend(moves);
            }
            _ => {}
        }
    }
    assert_eq!(relative, [-20]);
}

#[test]
fn documents_groups_and_pages_out_of_order_are_refused() {
    let definitions = definitions();
    let plan = Plan::new(&definitions, Options::default()).unwrap();
    let mut file = PrintFile::new(&plan, Spool::in_memory());
    assert!(matches!(file.begin_group(&GroupInfo::default()), Err(WriteError::Order(_))));
    assert!(matches!(file.end_document(), Err(WriteError::Order(_))));
    file.begin_document(&DocumentInfo::default()).unwrap();
    assert!(matches!(file.begin_document(&DocumentInfo::default()), Err(WriteError::Order(_))));
    file.begin_group(&GroupInfo::default()).unwrap();
    assert!(matches!(file.end_document(), Err(WriteError::Order(_))));
    assert!(matches!(file.finish(&mut Vec::new()), Err(WriteError::Order(_))));
}

#[test]
fn a_time_is_written_only_where_one_is_given() {
    let definitions = definitions();
    let stamped = |time: Option<&str>| {
        let options = Options { time: time.map(str::to_owned), ..Options::default() };
        let (bytes, _) = print_file(&definitions, options, &[]);
        check_print_file(&bytes);
        bytes.windows(2).filter(|window| *window == [0x0D, 0x72]).count()
    };
    assert_eq!(stamped(None), 0);
    assert_eq!(stamped(Some("2026-11-20T08:00:00Z")), 2);
}

#[test]
fn medium_maps_are_invoked_and_long_names_reported() {
    let definitions = definitions();
    let plan = Plan::new(&definitions, Options::default()).unwrap();
    let mut file = PrintFile::new(&plan, Spool::in_memory());
    file.begin_document(&DocumentInfo::default()).unwrap();
    file.medium_map("DUPLEX").unwrap();
    file.medium_map("longer than eight").unwrap();
    file.end_document().unwrap();
    let mut out = Vec::new();
    let finished = file.finish(&mut out).unwrap();
    assert_eq!(check_print_file(&out).fields["IMM"], 1);
    assert_eq!(finished.diagnostics.len(), 1);
}

#[test]
fn links_stand_in_the_page_that_they_are_seen_on() {
    let mut definitions = definitions();
    let link =
        |x, y, target: scene::LinkTarget| Item::Link(Box::new(scene::Link { rect: rect(x, y, 200, 40), target }));
    let address = |text: &str| scene::LinkTarget::Uri(text.to_owned());
    let mut shared = ContentBuilder::new();
    shared.push(link(10, 20, address("https://example.org/terms")), Origin::None);
    definitions.includes.push(Include {
        name: "foot".to_owned(),
        kind: IncludeKind::Overlay,
        size: small_size(),
        content: shared.finish(),
        library: None,
    });
    let page = page(small_size(), |builder| {
        builder.push(link(100, 300, address("https://example.org/")), Origin::None);
        let include = Item::Include { include: IncludeId(0), at: at(50, 60), turn: QuarterTurn::Zero };
        builder.push(include, Origin::None);
        builder.push(link(0, 0, scene::LinkTarget::Object(object_id())), Origin::None);
        builder.push(link(0, 0, address(&"x".repeat(251))), Origin::None);
    });
    let plan = Plan::new(&definitions, Options::default()).unwrap();
    let encoded = Encoder::new(&plan).page(&page, &[]).unwrap();
    assert_eq!(encoded.diagnostics.len(), 2, "{:?}", encoded.diagnostics);
    let links: Vec<_> = fields(&encoded.bytes)
        .into_iter()
        .filter_map(|(raw, _)| (raw.id == FieldId::LLE).then(|| raw.data.to_vec()))
        .collect();
    // MO:DCA LLE: navigation; source with units and area; target by FQN type CE, URL, CCSID 500.
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02X}")).collect::<String>();
    let spelt: String = afp_codec::ebcdic::from_text("https://example.org/")
        .unwrap()
        .iter()
        .map(|byte| format!("{byte:02X}"))
        .collect();
    let wanted = format!("0100 001A02 084B000038403840 0F4D00000064{}0000C8000028 001B03 18 02CE20{spelt}", "00012C");
    assert_eq!(links.len(), 2);
    assert_eq!(hex(&links[0]), wanted.replace(' ', ""));
    // The overlay's link is moved to where the overlay is.
    assert!(hex(&links[1]).contains("0F4D0000003C000050"), "{}", hex(&links[1]));
}

fn object_id() -> ObjectId {
    "o_1".parse().unwrap()
}
