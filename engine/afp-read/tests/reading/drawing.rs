//! Fields laid out by hand, drawn to the items they mean.

use crate::support::{
    document, everything, file, hex, overlay_resource, picture_resource, segment_resource, text, utf16,
};
use afp_read::{AfpDocument, ReadOptions, ReadPage, Step};
use diagnostics::{Code, Location};
use fonts::Face;
use scene::{Content, FillRule, Item, Origin, Placed, Segment, SymbolKind, TextRun};
use units::{Colour, Emu, Point, QuarterTurn, Rect};

fn open(bytes: Vec<u8>) -> AfpDocument {
    AfpDocument::open(bytes, &ReadOptions { name: String::from("test.afp"), ..ReadOptions::default() })
}

fn page(document: &AfpDocument) -> ReadPage {
    document.page(0).unwrap()
}

fn emu(units: i32) -> Emu {
    Emu::from_l_units(units)
}

fn at(x: i32, y: i32) -> Point {
    Point::new(emu(x), emu(y))
}

fn rect(x: i32, y: i32, width: i32, height: i32) -> Rect {
    Rect::new(emu(x), emu(y), emu(width), emu(height))
}

fn runs(content: &Content) -> Vec<(&TextRun, String)> {
    content
        .items
        .iter()
        .filter_map(|placed| match &placed.item {
            Item::Text(run) => Some((run, content.text(run).to_owned())),
            _ => None,
        })
        .collect()
}

fn codes(read: &ReadPage) -> Vec<Code> {
    read.diagnostics.iter().map(|finding| finding.code).collect()
}

#[test]
fn text_stands_by_unrounded_advances_and_keeps_its_unicode() {
    let words = text(&format!("2BD3 03F101 04C70064 04D300C8 10DA{}", utf16("AVé台𠀀!")));
    let document = open(document(&[], &words));
    let read = page(&document);
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    let (run, written) = runs(&read.page.content)[0].clone();
    assert_eq!(written, "AVé台𠀀!");
    assert_eq!((run.origin, run.turn, run.size.twentieths()), (at(100, 200), QuarterTurn::Zero, 200));
    let face = document.definitions().face(run.face).unwrap();
    let mut units = 0i64;
    for (glyph, character) in read.page.content.glyphs(run).iter().zip(written.chars()) {
        assert_eq!(glyph.id, face.glyph(character).unwrap_or(0));
        assert_eq!(glyph.along, run.size.design_units(units, face.units_per_em()), "no kerning, rounded once");
        units += i64::from(face.advance(glyph.id));
    }
    assert_eq!(run.advance, run.size.design_units(units, face.units_per_em()));
}

#[test]
fn text_in_utf8_is_read_as_the_encoding_scheme_says() {
    let document = open(document(&[], &text("2BD3 03F102 04C70064 04D300C8 05DAC3A921")));
    assert_eq!(runs(&page(&document).page.content)[0].1, "é!");
}

#[test]
fn every_item_knows_the_bytes_that_drew_it() {
    let bytes = document(&[], &text(&format!("2BD3 03F101 04C70064 04D300C8 06DA{}", utf16("AB"))));
    let transparent = hex(&format!("06DA{}", utf16("AB")));
    let start = bytes.windows(transparent.len()).position(|window| window == transparent).unwrap() as u64;
    let document = open(bytes);
    let read = page(&document);
    assert_eq!(read.page.content.items[0].origin, Origin::Bytes { start, end: start + 6 });
}

#[test]
fn letters_moved_apart_by_a_kern_stay_one_word_and_columns_do_not() {
    let units = |text: &str| utf16(text);
    // "A" at 100, "V" where it would stand less 10 units, then a column at 2000.
    let face = Face::from_bytes(crate::support::font().into(), 0).unwrap();
    let advance = i32::from(face.advance(face.glyph('A').unwrap())) * 200 / i32::from(face.units_per_em());
    let second = format!("{:04X}", 100 + advance - 10);
    let words = text(&format!(
        "2BD3 03F101 04C70064 04D300C8 04DB{} 04C7{second} 04DB{} 04C707D0 04DA{}",
        units("A"),
        units("V"),
        units("X")
    ));
    let document = open(document(&[], &words));
    let read = page(&document);
    let found = runs(&read.page.content);
    assert_eq!(found.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), ["AV", "X"]);
    assert_eq!(read.page.content.glyphs(found[0].0)[1].along, emu(advance - 10));
    assert_eq!(found[1].0.origin, at(2000, 200));
}

#[test]
fn turned_text_is_placed_from_the_corner_its_axes_start_at() {
    // Page 8,000 × 10,000. I 300, B 500 in each orientation (PTOCA "Set Text Orientation").
    for (orientation, origin, turn) in [
        ("0000 2D00", at(300, 500), QuarterTurn::Zero),
        ("2D00 5A00", at(8000 - 500, 300), QuarterTurn::One),
        ("5A00 8700", at(8000 - 300, 10_000 - 500), QuarterTurn::Two),
        ("8700 0000", at(500, 10_000 - 300), QuarterTurn::Three),
    ] {
        let words = text(&format!("2BD3 03F101 06F7 {orientation} 04C7012C 04D301F4 04DA{}", utf16("A")));
        let document = open(document(&[], &words));
        let read = page(&document);
        let run = runs(&read.page.content)[0].0.clone();
        assert_eq!((run.origin, run.turn), (origin, turn), "{orientation}");
    }
}

#[test]
fn rules_go_along_their_axis_and_backwards_when_negative() {
    let words = text(
        "2BD3 04C70064 04D300C8 0F81 00 01 00000000 08080800 FF0000 \
         07E5 012C 000A80 07E7 FF9C 000400 07E4 FFCE FFFB00",
    );
    let document = open(document(&[], &words));
    let read = page(&document);
    let rules: Vec<(Rect, Colour)> = read
        .page
        .content
        .items
        .iter()
        .map(|placed| match placed.item {
            Item::Rule(rule) => (rule.rect, rule.colour),
            ref other => panic!("{other:?}"),
        })
        .collect();
    let red = Colour::Rgb(255, 0, 0);
    let half = Emu::new(Emu::PER_L_UNIT * 21 / 2 + 1);
    assert_eq!(
        rules,
        [
            (Rect::new(emu(100), emu(200), emu(300), half), red),
            (rect(100, 100, 4, 100), red),
            (rect(50, 195, 50, 5), red),
        ]
    );
}

#[test]
fn text_may_be_cut_between_fields_at_any_byte() {
    let whole = hex(&format!("2BD3 03F101 04C70064 04D300C8 06DA{}", utf16("AB")));
    for cut in 1..whole.len() {
        let fields = [
            file("D3A89B"),
            crate::support::field("D3EE9B", &whole[..cut]),
            file("D3EEEE C1\n D3EE00 C1"),
            crate::support::field("D3EE9B", &whole[cut..]),
            file("D3A99B"),
        ]
        .concat();
        let document = open(document(&[], &fields));
        let read = page(&document);
        assert_eq!(runs(&read.page.content)[0].1, "AB", "cut at {cut}");
    }
}

#[test]
fn overlays_and_segments_are_defined_once_and_placed() {
    let resources = [overlay_resource(), segment_resource()].concat();
    let fields = file(
        "D3AFD8 D6F1404040404040 0003E8 0007D0 2D00
         D3AF5F E2F1404040404040 000064 0000C8",
    );
    let document = open(document(&resources, &fields));
    let read = page(&document);
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    let [overlay, segment] = &read.page.content.items[..] else { panic!("{:?}", read.page.content.items) };
    let Item::Include { include, at: place, turn } = overlay.item else { panic!("{overlay:?}") };
    assert_eq!((place, turn), (at(1000, 2000), QuarterTurn::One));
    let defined = document.definitions().include(include).unwrap();
    assert_eq!(defined.name, "O1");
    assert!(
        matches!(&defined.content.items[..], [Placed { item: Item::Rule(rule), .. }] if rule.rect == rect(50, 60, 100, 20))
    );

    let Item::Include { include, at: place, .. } = segment.item else { panic!("{segment:?}") };
    assert_eq!(place, at(100, 200));
    let defined = document.definitions().include(include).unwrap();
    let [Placed { item: Item::Image(image), .. }] = &defined.content.items[..] else { panic!("{defined:?}") };
    assert_eq!(image.rect, rect(16, 32, 100, 50));
    assert_eq!(image.mask.map(|mask| mask.colour), Some(Colour::Oca(2)));
    let picture = document.definitions().image(image.image).unwrap();
    assert_eq!((picture.width, picture.height, &picture.bytes[..]), (8, 2, &[0xF0, 0x0F][..]));
}

#[test]
fn an_included_object_is_fitted_into_its_area_and_turned() {
    for (rotation, turn, area) in [
        ("0000 2D00", QuarterTurn::Zero, rect(1440, 2880, 720, 360)),
        ("2D00 5A00", QuarterTurn::One, rect(1440 - 360, 2880, 360, 720)),
        ("5A00 8700", QuarterTurn::Two, rect(1440 - 720, 2880 - 360, 720, 360)),
    ] {
        let fields = file(&format!(
            "D3AFC3 C9F0F0F0F0F0F0F1 00 92 0005A0 000B40 {rotation} 000000 000000 01 030460 084B0000 38403840 \
             094C02 0002D0 000168"
        ));
        let document = open(document(&picture_resource(), &fields));
        let read = page(&document);
        let [Placed { item: Item::Image(image), .. }] = &read.page.content.items[..] else {
            panic!("{:?}", read.page.content.items)
        };
        assert_eq!((image.rect, image.turn), (area, turn));
        assert_eq!(document.definitions().image(image.image).unwrap().bytes[..], [255, 0, 0, 0, 0, 255]);
    }
}

#[test]
fn graphics_areas_lines_and_arcs_become_paths() {
    let document = open(everything());
    let read = page(&document);
    let paths: Vec<_> = read
        .page
        .content
        .items
        .iter()
        .filter_map(|placed| match &placed.item {
            Item::Path(path) => Some(path),
            _ => None,
        })
        .collect();
    let [area, line, circle] = &paths[..] else { panic!("{paths:?}") };
    // The graphics space is 200 × 200 units, its origin bottom left, at 2000, 3000.
    assert_eq!(area.fill, Some((Colour::Rgb(0, 255, 0), FillRule::EvenOdd)));
    assert_eq!(
        area.path.segments,
        [Segment::Move(at(2000, 3200)), Segment::Line(at(2100, 3200)), Segment::Line(at(2100, 3100)), Segment::Close]
    );
    // The normal line width of the descriptor: 20/1440 inch.
    assert_eq!((area.stroke.as_ref(), line.stroke.as_ref().map(|stroke| stroke.width)), (None, Some(emu(20))));
    assert_eq!(circle.fill, None);
    assert_eq!(circle.path.segments[0], Segment::Move(at(2150, 3100)));
    assert_eq!(circle.path.bounds(), Some(rect(2050, 3050, 100, 100)));
}

#[test]
fn the_bar_codes_of_an_object_are_encoded_again_from_their_data() {
    let document = open(everything());
    let read = page(&document);
    let symbols: Vec<_> = read
        .page
        .content
        .items
        .iter()
        .filter_map(|placed| match &placed.item {
            Item::Barcode(symbol) => Some(symbol),
            _ => None,
        })
        .collect();
    let [first, second] = &symbols[..] else { panic!("{symbols:?}") };
    assert_eq!(first.kind, SymbolKind::qr(1));
    assert_eq!((first.origin, first.module_mils, first.data.as_slice()), (at(3100, 3050), 13, &b"ABC"[..]));
    assert_eq!((second.origin, second.data.as_slice()), (at(3100, 3250), &b"DE"[..]));
    assert!(!first.bars.is_empty() && !second.bars.is_empty());
}

#[test]
fn documents_groups_index_values_and_medium_maps_keep_their_order() {
    let page =
        |name: &str| format!("D3A8AF {name}\n D3A8C9\n D3A6AF 0000 3840 3840 001F40 002710 000000\n D3A9C9\n D3A9AF");
    let value = utf16("王小明");
    let bytes = file(&format!(
        "D3A8A5 D7D9C9D5E3404040 0518010D00
         D3A8A8 C4D6C3F0F0F0F0F1 0000 0518010D00
         D3ABCC D4C1D7F140404040
         D3A8AD C7D9D7F140404040
         D3A090 0502 0B00 C1 053600 00 C2
         D3A090 0601000004B0 06020B00 6236 0A36 0000 {value}
         {}
         D3A9AD
         {}
         D3A9A8
         D3A8A8 C4D6C3F0F0F0F0F2 0000
         {}
         D3A9A8
         D3A9A5",
        page("D7F1404040404040"),
        page("D7F2404040404040"),
        page("D7F3404040404040")
    ));
    let document = open(bytes);
    assert!(document.diagnostics().is_empty(), "{:?}", document.diagnostics());
    let entry = |name: &str, value: &str| scene::IndexEntry { name: name.into(), value: value.into() };
    let group = scene::GroupInfo {
        name: "GRP1".into(),
        index: vec![entry("A", "B"), entry("戶", "王小明")],
        ..Default::default()
    };
    assert_eq!(
        document.steps(),
        [
            Step::DocumentBegin("DOC00001".into()),
            Step::MediumMap("MAP1".into()),
            Step::GroupBegin(group),
            Step::Page(0),
            Step::GroupEnd,
            Step::Page(1),
            Step::DocumentEnd,
            Step::DocumentBegin("DOC00002".into()),
            Step::Page(2),
            Step::DocumentEnd,
        ]
    );
    assert_eq!(document.page_summary(1).map(|page| (page.name, page.number)), Some(("P2".into(), 2)));
    assert_eq!(document.page_summary(2).map(|page| (page.name, page.number)), Some(("P3".into(), 1)));
    assert_eq!(document.events().count(), 10);
}

#[test]
fn damaged_fields_are_findings_with_their_place_and_the_rest_is_drawn() {
    let words = text(&format!("2BD3 03F101 04C70064 04D300C8 06DA{}", utf16("AB")));
    let fields = [file("D3A6AF 0000"), words.clone(), file("D3EE00 C1"), words].concat();
    let document = open(document(&[], &fields));
    let read = page(&document);
    assert_eq!(codes(&read), [Code::AfpField]);
    assert!(
        matches!(&read.diagnostics.iter().next().unwrap().locations[..], [Location::Byte { file, .. }] if file == "test.afp")
    );
    assert_eq!(document.diagnostics().iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::AfpUnknownField]);
    assert_eq!(runs(&read.page.content).len(), 2);
}

#[test]
fn a_file_that_ends_early_shows_what_there_is() {
    let mut bytes = document(&[], &text(&format!("2BD3 03F101 04C70064 04D300C8 06DA{}", utf16("AB"))));
    bytes.truncate(bytes.len() - 25);
    let document = open(bytes);
    let found: Vec<Code> = document.diagnostics().iter().map(|finding| finding.code).collect();
    assert!(found.contains(&Code::AfpTruncated), "{found:?}");
    assert_eq!(runs(&page(&document).page.content)[0].1, "AB");
}

#[test]
fn an_overlay_that_includes_itself_is_drawn_once() {
    let resources = file(
        "D3A8CE D6F1404040404040 0000 0A21FC00000000000000
         D3A8DF D6F1404040404040
         D3AFD8 D6F1404040404040 000000 000000 0000
         D3A9DF
         D3A9CE",
    );
    let document = open(document(&resources, &file("D3AFD8 D6F1404040404040 000000 000000 0000")));
    assert_eq!(document.diagnostics().iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::AfpLoop]);
    assert_eq!(page(&document).page.content.items.len(), 1);
}

#[test]
fn what_is_missing_is_said_by_name() {
    let fields = [
        file("D3AFD8 D6F9404040404040 000000 000000 0000"),
        text(&format!("2BD3 03F109 04C70064 04D300C8 06DA{}", utf16("AB"))),
    ]
    .concat();
    let document = open(document(&[], &fields));
    let read = page(&document);
    assert_eq!(codes(&read), [Code::AfpResourceMissing, Code::AfpResourceMissing]);
    assert!(read.diagnostics.iter().next().unwrap().message().contains("O9"));
}
