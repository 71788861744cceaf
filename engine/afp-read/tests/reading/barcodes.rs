//! Bar code objects laid out by hand: what the flags, sizes and modifiers ask for.

use crate::support::{document, file};
use afp_read::{AfpDocument, ReadOptions, ReadPage};
use diagnostics::{Code, Location};
use scene::{Barcode, Item, Supplement, SymbolKind};
use units::{Colour, Emu, QuarterTurn};

/// A page with one object: its rotation, its descriptor from the type on, and its symbols.
fn read(rotation: &str, descriptor: &str, symbols: &[&str]) -> ReadPage {
    let data: String = symbols.iter().map(|symbol| format!("D3EEEB {symbol}\n")).collect();
    let object = file(&format!(
        "D3A8EB
         D3A8C7
         D3A66B 034301 084B0000 38403840 094C02 001000 000800
         D3AC6B 0117 0007D0 000BB8 {rotation} 00 000000 000000 0000 2D00 01
         D3A6EB 00 00 3840 3840 FFFF FFFF 0000 {descriptor}
         D3A9C7
         {data} D3A9EB"
    ));
    let bytes = document(&[], &object);
    let face = fonts::Face::from_bytes(crate::support::font().into(), 0).unwrap();
    let options = ReadOptions { name: String::from("test.afp"), substitutes: vec![face], ..ReadOptions::default() };
    AfpDocument::open(bytes, &options).page(0).unwrap()
}

fn symbols(page: &ReadPage) -> Vec<&Barcode> {
    page.page
        .content
        .items
        .iter()
        .filter_map(|placed| match &placed.item {
            Item::Barcode(symbol) => Some(&**symbol),
            _ => None,
        })
        .collect()
}

fn lines(page: &ReadPage) -> Vec<(String, Emu)> {
    let content = &page.page.content;
    let run = |placed: &scene::Placed| match &placed.item {
        Item::Text(run) => Some((content.text(run).to_owned(), run.origin.y)),
        _ => None,
    };
    content.items.iter().filter_map(run).collect()
}

fn emu(units: i32) -> Emu {
    Emu::from_l_units(units)
}

const UPRIGHT: &str = "0000 2D00";
/// Default font, red, module of 10 mils, half an inch high, ratio 2.5.
const SIZES: &str = "FF 0002 0A 02D0 01 00FA";

#[test]
fn the_readable_line_is_drawn_where_the_flags_ask_for_it() {
    let page = read(UPRIGHT, &format!("01 02 {SIZES}"), &["00 0064 0032 C3D6C4C5 40 F3F9"]);
    assert!(page.diagnostics.is_empty(), "{:?}", page.diagnostics);
    let symbol = symbols(&page)[0];
    assert_eq!((symbol.kind, symbol.data.as_slice()), (SymbolKind::Code39 { check: true }, &b"CODE 39"[..]));
    assert_eq!((symbol.origin.x, symbol.height, symbol.ratio_percent), (emu(2_100), emu(720), 250));
    assert_eq!(symbol.colour, Colour::Oca(2));
    let [(text, baseline)] = &lines(&page)[..] else { panic!("{:?}", lines(&page)) };
    assert_eq!(text, "CODE 39R");
    assert!(*baseline > symbol.origin.y + symbol.height);
    // Asterisks, above.
    let page = read(UPRIGHT, &format!("01 01 {SIZES}"), &["50 0064 0100 C1"]);
    let (text, baseline) = &lines(&page)[0];
    assert!(text == "*A*" && *baseline < symbols(&page)[0].origin.y);
    // None; and only the line, at its own place.
    assert!(lines(&read(UPRIGHT, &format!("01 01 {SIZES}"), &["80 0064 0032 C1"])).is_empty());
    let page = read(UPRIGHT, &format!("01 01 {SIZES}"), &["04 0064 0032 C1"]);
    assert!(symbols(&page).is_empty());
    assert_eq!(lines(&page), [("A".to_owned(), emu(3_050))]);
}

#[test]
fn the_line_of_ean_13_is_part_of_its_height() {
    let page = read(UPRIGHT, &format!("09 00 {SIZES}"), &["00 0064 0032 F6F2F9F1F0F4F1F5F0F0F2F1"]);
    assert_eq!(lines(&page)[0].0, "6291041500213");
    assert!(symbols(&page)[0].height < emu(720));
    let page = read(UPRIGHT, &format!("09 00 {SIZES}"), &["80 0064 0032 F6F2F9F1F0F4F1F5F0F0F2F1"]);
    assert_eq!(symbols(&page)[0].height, emu(720));
}

#[test]
fn each_field_is_a_symbol_and_the_area_turns_them() {
    let page = read("2D00 5A00", &format!("11 02 {SIZES}"), &["80 0000 0000 C1", "80 0000 0400 C2"]);
    let found = symbols(&page);
    assert_eq!(found.iter().map(|symbol| symbol.data.as_slice()).collect::<Vec<_>>(), [b"A", b"B"]);
    assert!(found.iter().all(|symbol| symbol.turn == QuarterTurn::One));
    assert_eq!(found[1].origin.x, emu(2_000 - 1_024));
}

#[test]
fn sizes_that_are_left_out_are_the_recommended_ones() {
    let page = read(UPRIGHT, "08 00 FF FFFF FF FFFF 01 FFFF", &["80 0000 0000 F2F4F6F8F1F2F3"]);
    let symbol = symbols(&page)[0];
    // BCOCA table 13: 13 mils, 840 mils high.
    assert_eq!((symbol.module_mils, symbol.height), (13, Emu::new(768_096)));
    let page = read(UPRIGHT, "02 01 FF FFFF FF FFFF 01 FFFF", &["80 0000 0000 F8F0F5F2F3"]);
    assert_eq!((symbols(&page)[0].ratio_percent, symbols(&page)[0].height), (200, Emu::new(274_320)));
}

#[test]
fn blanks_at_the_end_choose_the_type_where_the_flag_asks_for_it() {
    let page = read(UPRIGHT, &format!("17 01 {SIZES}"), &["82 0000 0000 F6F2F9F1F0F4F1F5F0F0F2F1 4040404040"]);
    assert_eq!(symbols(&page)[0].kind, SymbolKind::Ean13 { supplement: Supplement::None });
    let page = read(UPRIGHT, &format!("17 01 {SIZES}"), &["80 0000 0000 F6F2F9F1F0F4F1F5F0F0F2F1 4040404040"]);
    assert!(symbols(&page).is_empty());
}

#[test]
fn special_functions_choose_the_symbol_and_what_is_left_out_is_said() {
    // EBCDIC data, flat Data Matrix of 8 by 32.
    let page = read(UPRIGHT, &format!("1C 00 {SIZES}"), &["80 0000 0000 80 0020 0008 00 00 0101 00 C1C2"]);
    assert_eq!(symbols(&page)[0].data, b"AB");
    assert_eq!(symbols(&page)[0].size.width, Emu::new(32 * 9_144));
    // PDF417: 5 columns, 10 rows, level 3, rows of three modules.
    let page = read(UPRIGHT, "1E 00 FF 0002 0A 002B 01 FFFF", &["80 0000 0000 40 05 0A 03 0000 414243"]);
    assert_eq!(symbols(&page)[0].size.width, Emu::new((69 + 17 * 5) * 9_144));
    // MaxiCode in a set; Aztec with an id of its set, which is not drawn.
    let page = read(UPRIGHT, &format!("1D 00 {SIZES}"), &["80 0000 0000 40 04 02 03 00 414243"]);
    assert!(matches!(symbols(&page)[0].kind, SymbolKind::MaxiCode { append: (2, 3), .. }));
    let page = read(UPRIGHT, &format!("26 03 {SIZES}"), &["80 0000 0000 40 00 FF FF 00 00 01 02 02 4142 00 43"]);
    assert_eq!(symbols(&page)[0].data, b"C");
    assert!(page.diagnostics.iter().any(|found| found.message().contains("in a set")), "{:?}", page.diagnostics);
}

#[test]
fn what_cannot_be_drawn_is_outlined_and_said_with_its_place() {
    for (descriptor, data) in [
        ("27 00", "00 00 00 00 00 00 00 41"),
        ("23 00", "F0F1"),
        ("30 00", "F0F1"),
        ("09 05", "F0F1"),
        ("09 00", "F0F1"),
        ("01 01", "81"),
        ("20 02", "40"),
    ] {
        let page = read(UPRIGHT, &format!("{descriptor} {SIZES}"), &[&format!("80 0064 0032 {data}")]);
        let outline = page.page.content.items.iter().find_map(|placed| match &placed.item {
            Item::Path(path) => Some((path.path.bounds(), path.stroke.is_some())),
            _ => None,
        });
        let expected = units::Rect::new(emu(2_100), emu(3_050), emu(4_096 - 100), emu(2_048 - 50));
        assert_eq!(outline, Some((Some(expected), true)), "{descriptor}");
        let found = page.diagnostics.iter().find(|found| found.code == Code::AfpUnsupported).unwrap();
        assert!(matches!(&found.locations[..], [Location::Byte { offset, .. }] if *offset > 0), "{found:?}");
    }
}
