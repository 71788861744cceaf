//! Form definitions: the sheets that pages are printed on.

use afp_read::{AfpDocument, ReadOptions, Sheet, SheetSide};
use scene::{Item, walk};
use units::{Emu, Point, QuarterTurn, Size};

use crate::support::{document, environment, file, overlay_resource, text, utf16};

fn open(bytes: Vec<u8>) -> AfpDocument {
    AfpDocument::open(bytes, &ReadOptions { name: String::from("test.afp"), ..ReadOptions::default() })
}

/// A form definition with one medium map M1 on paper of 12,000 × 16,000 units, and what more it has.
fn form(map: &str) -> Vec<u8> {
    file(&format!(
        "D3A8CE C6F1404040404040 0000 0A21FE00000000000000
         D3A8CD C6F1404040404040
         D3A8C4
         D3ABEA E2F1404040404040 00 07
         D3A688 0000 3840 3840 002EE0 003E80 00
         D3A9C4
         D3A8CC D4F1404040404040
         D3A688 0000 3840 3840 002EE0 003E80 00
         {map}
         D3A9CC D4F1404040404040
         D3A9CD
         D3A9CE"
    ))
}

/// A document of so many pages, each with its number; the first fields stand before the first page.
fn pages(resources: &[u8], count: usize, fields: &[u8]) -> Vec<u8> {
    let page = |number: usize| {
        let words = text(&format!("2BD3 03F101 04C70064 04D300C8 04DB{}", utf16(&number.to_string())));
        [file("D3A8AF"), environment(), words, file("D3A9AF")].concat()
    };
    let document = document(resources, &[]);
    // The page that the support file makes goes, with all behind it.
    let start = document.windows(3).position(|id| id == [0xD3, 0xA8, 0xAF]).unwrap() - 3;
    let pages: Vec<u8> = (1..=count).flat_map(page).collect();
    [&document[..start], fields, &pages, &file("D3A9A8")].concat()
}

fn words(document: &AfpDocument, sheet: &Sheet) -> Vec<String> {
    let read = document.sheet(sheet);
    let mut words = Vec::new();
    walk(&read.page.content, &read.definitions, &mut |visit| {
        if let Item::Text(run) = &visit.placed.item {
            words.push(visit.content.text(run).to_owned());
        }
    });
    words
}

fn units(x: i32, y: i32) -> Point {
    Point::new(Emu::from_l_units(x), Emu::from_l_units(y))
}

#[test]
fn without_a_form_definition_each_page_is_a_sheet_of_its_size() {
    let document = open(pages(&[], 2, &[]));
    let sheets = document.sheets();
    assert_eq!(sheets.iter().map(|sheet| (sheet.number, sheet.placements.len())).collect::<Vec<_>>(), [(1, 1), (2, 1)]);
    assert_eq!(document.sheet(&sheets[1]).page.size, document.page(1).unwrap().page.size);
    assert_eq!(words(&document, &sheets[1]), ["2"]);
}

#[test]
fn duplex_sheets_have_positions_overlays_and_copies_for_each_side() {
    // Page position front 100, 200, back 300, 400 turned by 180 degrees; two copies; overlay O1 on the back.
    let map = "D3B1DF 0C 000000 01 00 0000 D6F1404040404040
               D3B1AF 01 0A 000064 0000C8 0000 00 0A 00012C 000190 5A00 01
               D3A288 0001 0002 00 01 0003 0004 00 02
               D3A788 01 FF 9100 F402
               D3A788 02 FF 9100 F201 F402";
    let document = open(pages(&[form(map), overlay_resource()].concat(), 3, &[]));
    assert!(document.diagnostics().is_empty(), "{:?}", document.diagnostics());
    let sheets = document.sheets();
    let sides: Vec<_> = sheets.iter().map(|sheet| (sheet.number, sheet.side, sheet.placements.len())).collect();
    assert_eq!(
        sides,
        [(1, SheetSide::Front, 1), (1, SheetSide::Back, 1), (2, SheetSide::Front, 1), (2, SheetSide::Back, 0)]
    );
    assert_eq!(sheets[0].placements[0].at, units(100, 200));
    let back = sheets[1].placements[0];
    assert_eq!((back.page, back.at, back.turn), (1, units(300, 400), QuarterTurn::Two));
    assert_eq!((&sheets[0].overlays[..], &sheets[1].overlays[..]), (&[][..], &["O1".to_owned()][..]));
    assert_eq!((&sheets[0].copies[..], sheets[0].medium_map.as_deref()), (&[2][..], Some("M1")));
    let drawn = document.sheet(&sheets[1]);
    assert_eq!(drawn.page.size, Size::new(Emu::from_l_units(12_000), Emu::from_l_units(16_000)));
    assert!(matches!(drawn.page.content.items[0].item, Item::Include { .. }), "the overlay is below the page");
    assert!(matches!(drawn.page.content.items[1].item, Item::Group(_)));
    // The side without a page still has its overlay.
    assert_eq!(document.sheet(&sheets[3]).page.content.items.len(), 1);
}

#[test]
fn pages_are_put_side_by_side_and_a_medium_map_begins_a_sheet() {
    // Four up, simplex.
    let map = "D3B1AF 01 0A 000000 000000 0000 00
               D3A288 0001 0001 00 01
               D3A788 01 FF F401 FC04";
    let fields = file("D3ABCC D4F1404040404040");
    let document = open(pages(&form(map), 5, &fields));
    let sheets = document.sheets();
    assert_eq!(sheets.iter().map(|sheet| sheet.placements.len()).collect::<Vec<_>>(), [4, 1]);
    let places: Vec<Point> = sheets[0].placements.iter().map(|one| one.at).collect();
    assert_eq!(places, [units(0, 0), units(6_000, 0), units(0, 8_000), units(6_000, 8_000)]);
    assert_eq!(words(&document, &sheets[0]), ["1", "2", "3", "4"]);
}

#[test]
fn a_constant_back_has_no_pages() {
    let map = "D3B1AF 01 0A 000000 000000 0000 00
               D3A288 0001 0001 00 01 0002 0002 00 01
               D3A788 01 FF F402 F902";
    let document = open(pages(&form(map), 2, &[]));
    let sides: Vec<_> = document.sheets().iter().map(|one| (one.side, one.placements.len(), one.constant)).collect();
    let (front, back) = ((SheetSide::Front, 1, false), (SheetSide::Back, 0, true));
    assert_eq!(sides, [front, back, front, back]);
}

#[test]
fn text_that_the_form_definition_suppresses_is_not_printed() {
    let map = "D3B1AF 01 0A 000000 000000 0000 00
               D3A288 0001 0001 00 01
               D3A788 01 FF F307 F401";
    let a = utf16("A");
    // A hidden between two that are shown; another suppression is not named.
    let hidden = text(&format!(
        "2BD3 03F101 04C70064 04D300C8 04DB{a} 03F307 04DB{} 03F507 03F308 04DB{} 03F508",
        utf16("B"),
        utf16("C")
    ));
    let document = open(document(&form(map), &hidden));
    let sheets = document.sheets();
    assert_eq!(words(&document, &sheets[0]).concat(), "AC");
    let page = document.page(0).unwrap();
    let mut all = String::new();
    walk(&page.page.content, &page.definitions, &mut |visit| {
        if let Item::Text(run) = &visit.placed.item {
            all.push_str(visit.content.text(run));
        }
    });
    assert_eq!(all, "ABC");
}
