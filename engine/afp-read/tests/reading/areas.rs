//! Object areas: every mapping of content to its area, every turn of the area, units of any base.

use scene::{Item, Path, Placed};
use units::{QuarterTurn, Rect};

use crate::images::{open, pictures, rect};
use crate::support::file;

/// An image of 40 × 20 L-units in an area of 100 × 30 at 1000, 2000; its content set off by 5, 6.
fn mapped(mapping: &str, rotation: &str) -> Vec<u8> {
    file(&format!(
        "D3A8FB
         D3A8C7
         D3A66B 034301 084B0000 38403840 094C02 000064 00001E
         D3AC6B 0117 0003E8 0007D0 {rotation} 00 000005 000006 0000 2D00 01
         {mapping}
         D3A6FB 00 0BB8 0BB8 0008 0004
         D3A9C7
         D3EEFB 7000 9101FF 9409 00 0BB8 0BB8 0008 0004 960101 FE92 0004 01020304 9300 7100
         D3A9FB"
    ))
}

/// Where the picture lies, how it is turned, and what it is trimmed to.
fn placed(fields: &[u8]) -> (Vec<Rect>, QuarterTurn, Option<Rect>) {
    let (_, page) = open(fields);
    let images = |items: &[Placed]| -> Vec<(Rect, QuarterTurn)> {
        let image = |placed: &Placed| match &placed.item {
            Item::Image(image) => (image.rect, image.turn),
            other => panic!("{other:?}"),
        };
        items.iter().map(image).collect()
    };
    let (found, clip) = match &page.page.content.items[..] {
        [Placed { item: Item::Group(group), .. }] => (images(&group.items), group.clip.as_ref().and_then(Path::bounds)),
        items => (images(items), None),
    };
    (found.iter().map(|(rect, _)| *rect).collect(), found[0].1, clip)
}

#[test]
fn content_lies_in_its_area_as_the_mapping_option_says() {
    // 8 × 4 points at 300 an inch are 38.4 × 19.2 L-units.
    let inch = |x: i32, y: i32, width: i32, height: i32| {
        let [x, y, width, height] = [x, y, width, height].map(|tenths| units::Emu::from_l_units(tenths) / 10);
        Rect::new(x, y, width, height)
    };
    let area = rect(1000, 2000, 100, 30);
    let at_offset = inch(10_050, 20_060, 384, 192);
    let fits = rect(1020, 2000, 60, 30);
    for (mapping, places, clip) in [
        ("", vec![fits], None),
        ("D3ABFB 0005 030420", vec![fits], None),
        ("D3ABFB 0005 030460", vec![area], None),
        ("D3ABFB 0005 030400", vec![at_offset], None),
        ("D3ABFB 0005 030410", vec![at_offset], None),
        ("D3ABFB 0005 030430", vec![inch(10_308, 20_054, 384, 192)], None),
        ("D3ABFB 0005 030441", vec![inch(10_000, 20_000, 384, 192)], None),
        ("D3ABFB 0005 030442", vec![inch(10_000, 20_000, 768, 384)], Some(area)),
        (
            "D3ABFB 0005 030450",
            [(0, 0), (384, 0), (768, 0), (0, 192), (384, 192), (768, 192)]
                .map(|(x, y)| inch(10_000 + x, 20_000 + y, 384, 192))
                .to_vec(),
            Some(area),
        ),
    ] {
        let found = placed(&mapped(mapping, "0000 2D00"));
        assert_eq!(found, (places, QuarterTurn::Zero, clip), "{mapping}");
    }
}

#[test]
fn areas_are_turned_about_their_corner_with_all_that_is_in_them() {
    for (rotation, turn, area) in [
        ("0000 2D00", QuarterTurn::Zero, rect(1000, 2000, 100, 30)),
        ("2D00 5A00", QuarterTurn::One, rect(970, 2000, 30, 100)),
        ("5A00 8700", QuarterTurn::Two, rect(900, 1970, 100, 30)),
        ("8700 0000", QuarterTurn::Three, rect(1000, 1900, 30, 100)),
    ] {
        assert_eq!(placed(&mapped("D3ABFB 0005 030460", rotation)), (vec![area], turn, None), "{rotation}");
        let (_, found, clip) = placed(&mapped("D3ABFB 0005 030442", rotation));
        assert_eq!((found, clip), (turn, Some(area)), "{rotation}");
    }
}

#[test]
fn graphics_and_bar_codes_turn_with_their_areas() {
    // A line along X in a window of 100 × 100, and a QR symbol, in an area turned by 270 degrees.
    let fields = file(
        "D3A8BB
         D3A8C7
         D3A66B 034301 084B0000 38403840 094C02 000064 000064
         D3AC6B 0117 0003E8 0007D0 8700 0000 00 000000 000000 0000 2D00 01
         D3A6BB F612 40 0000 00 3840 3840 0000 0000 0064 0000 0064 2106 11 8000 8F 0014
         D3A9C7
         D3EEBB C108 0000 0000 0064 0000
         D3A9BB
         D3A8EB
         D3A8C7
         D3A66B 034301 084B0000 38403840 094C02 0001C8 0001C8
         D3AC6B 0117 0003E8 0007D0 8700 0000 00 000000 000000 0000 2D00 01
         D3A6EB 00 00 3840 3840 FFFF FFFF 0000 20 02 FF 0008 0D FFFF 01 FFFF
         D3A9C7
         D3EEEB 80 000A 0014 00 00 00 01 00 00 00 00 00 414243
         D3A9EB",
    );
    let (_, page) = open(&fields);
    let [line, symbol] = &page.page.content.items[..] else { panic!("{:?}", page.page.content.items) };
    let Item::Path(line) = &line.item else { panic!("{line:?}") };
    // The window's bottom is 100 units down the area's Y axis, which points right.
    assert_eq!(line.path.bounds(), Some(rect(1100, 1900, 0, 100)));
    let Item::Barcode(symbol) = &symbol.item else { panic!("{symbol:?}") };
    assert_eq!(symbol.turn, QuarterTurn::Three);
    assert_eq!(symbol.origin, rect(1020, 1990, 0, 0).origin());
}

#[test]
fn areas_have_units_of_their_own() {
    // Area in centimetres: 1000 units to 10 cm; 2 × 1 cm. The position is in units of the page.
    let fields = file(
        "D3A8FB
         D3A8C7
         D3A66B 034301 084B0101 03E803E8 094C02 0000C8 000064
         D3AC6B 0117 0003E8 0007D0 0000 2D00 00 000000 000000 0000 2D00 01
         D3ABFB 0005 030460
         D3A6FB 01 0064 0064 0001 0001
         D3A9C7
         D3EEFB 7000 9101FF 9409 01 0064 0064 0001 0001 960101 FE92 0001 80 9300 7100
         D3A9FB",
    );
    let (_, page) = open(&fields);
    let (placed, _) = pictures(&page)[0].clone();
    let corner = rect(1000, 2000, 0, 0);
    let size = [20, 10].map(units::Emu::from_millimetres);
    assert_eq!(placed.rect, Rect::new(corner.x, corner.y, size[0], size[1]));
}
