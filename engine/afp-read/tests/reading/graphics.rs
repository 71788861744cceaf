//! Graphics laid out by hand, drawn to the shapes they mean.

use diagnostics::Code;
use scene::{FillRule, Item, LineCap, LineJoin, PathItem, Placed, Segment};
use units::{Colour, Emu, Point, QuarterTurn};

use afp_read::{AfpDocument, ReadPage};

use crate::images::{open, rect};
use crate::support::{field, file, hex, utf16};

/// Graphics in a window of 1000 × 1000 units of 1/1440 inch at 1000, 2000, with normal lines of 20 units: its orders.
fn graphics(orders: &str) -> Vec<u8> {
    graphics_with("2106 11 8000 8F 0014", orders)
}

fn graphics_with(defaults: &str, orders: &str) -> Vec<u8> {
    let mut bytes = file(&format!(
        "D3A8BB
         D3A8C7
         D3A66B 034301 084B0000 38403840 094C02 0003E8 0003E8
         D3AC6B 0117 0003E8 0007D0 0000 2D00 00 000000 000000 0000 2D00 01
         D3A6BB F612 50 0000 00 3840 3840 3840 0000 03E8 0000 03E8 {defaults}
         D3A9C7"
    ));
    bytes.extend(field("D3EEBB", &hex(orders)));
    bytes.extend(file("D3A9BB"));
    bytes
}

fn drawn(orders: &str) -> (AfpDocument, ReadPage) {
    let (document, page) = open(&graphics(orders));
    assert!(page.diagnostics.is_empty(), "{:?}", page.diagnostics);
    (document, page)
}

fn paths(items: &[Placed]) -> Vec<&PathItem> {
    let path = |placed: &Placed| matches!(placed.item, Item::Path(_));
    assert!(items.iter().all(path), "{items:?}");
    items
        .iter()
        .filter_map(|placed| match &placed.item {
            Item::Path(path) => Some(&**path),
            _ => None,
        })
        .collect()
}

/// A point of the window, Y upward, on the page.
fn at(x: i32, y: i32) -> Point {
    Point::new(Emu::from_l_units(1000 + x), Emu::from_l_units(3000 - y))
}

#[test]
fn lines_go_on_from_order_to_order_and_join() {
    let (_, page) = drawn("C108 0000 0000 0064 0000 8104 0064 0064 A102 9C00 1902 8104 0000 0000");
    let found = paths(&page.page.content.items);
    let [first, second] = &found[..] else { panic!("{found:?}") };
    let steps =
        [Segment::Move(at(0, 0)), Segment::Line(at(100, 0)), Segment::Line(at(100, 100)), Segment::Line(at(0, 100))];
    assert_eq!(first.path.segments, steps);
    let stroke = first.stroke.as_ref().unwrap();
    assert_eq!((stroke.width, stroke.cap, stroke.join), (Emu::from_l_units(20), LineCap::Round, LineJoin::Round));
    assert_eq!(second.path.segments, [Segment::Move(at(0, 100)), Segment::Line(at(0, 0))]);
    assert_eq!(second.stroke.as_ref().map(|stroke| stroke.width), Some(Emu::from_l_units(40)));
}

#[test]
fn line_types_are_dashes_of_line_widths() {
    let unit = Emu::from_l_units(20);
    let dot = unit.scale(1, 16);
    for (order, wanted) in [
        ("1801", Some(vec![dot, unit * 2 - dot])),
        ("1802", Some(vec![unit * 3, unit * 3])),
        ("1803", Some(vec![unit * 6, unit * 4, dot, unit * 4 - dot])),
        ("1807", None),
        ("2008 0200 0180 0000 0100", Some(vec![unit * 2, unit * 3 / 2, dot, unit - dot])),
        ("2004 0000 0000", None),
    ] {
        let (_, page) = drawn(&format!("{order} 1A01 1B03 C108 0000 0000 0064 0000"));
        let stroke = paths(&page.page.content.items)[0].stroke.clone().unwrap();
        assert_eq!(stroke.dash.map(|dash| dash.lengths), wanted, "{order}");
        assert_eq!((stroke.cap, stroke.join), (LineCap::Flat, LineJoin::Miter));
    }
    assert!(drawn("1808 C108 0000 0000 0064 0000").1.page.content.items.is_empty(), "an invisible line");
}

#[test]
fn segments_outside_the_chain_are_not_drawn_and_appended_ones_go_on() {
    let segment =
        |flags: &str, orders: &str| format!("700C 00000001 00 {flags} {:04X} 00000000 {orders}", hex(orders).len());
    let orders = [
        segment("00", "0A02 C108 0000 0000 000A 0000"),
        segment("80", "C108 0000 0000 0000 000A"),
        segment("00", "0A04 210400140014"),
        segment("06", "8104 001E 001E"),
    ];
    let (_, page) = drawn(&orders.concat());
    let found = paths(&page.page.content.items);
    let lines: Vec<_> =
        found.iter().map(|path| (path.path.segments[0], path.stroke.as_ref().unwrap().colour)).collect();
    assert_eq!(lines, [(Segment::Move(at(0, 0)), Colour::Oca(2)), (Segment::Move(at(20, 20)), Colour::Oca(4))]);
}

#[test]
fn a_boundary_is_drawn_as_its_lines_are_and_not_where_an_area_is_closed_for_it() {
    // Open triangle: the fill is closed, the line is not. Attributes inside the area are those of its boundary.
    let (_, page) = drawn("0A02 68C0 0A04 C10C 0000 0000 0064 0000 0064 0064 6000");
    let found = paths(&page.page.content.items);
    let [fill, line] = &found[..] else { panic!("{found:?}") };
    assert_eq!((fill.fill, fill.stroke.is_none()), (Some((Colour::Oca(2), FillRule::EvenOdd)), true));
    assert_eq!(fill.path.segments.last(), Some(&Segment::Close));
    assert_eq!(line.stroke.as_ref().map(|stroke| stroke.colour), Some(Colour::Oca(4)));
    assert_eq!(line.path.segments.last(), Some(&Segment::Line(at(100, 100))));
    // Closed and of one line: fill and line are one.
    let (_, page) = drawn("68E0 C110 0000 0000 0064 0000 0064 0064 0000 0000 6000");
    let found = paths(&page.page.content.items);
    let [both] = &found[..] else { panic!("{found:?}") };
    assert_eq!((both.fill.map(|fill| fill.1), both.stroke.is_some()), (Some(FillRule::NonZero), true));
}

#[test]
fn lines_of_the_default_pattern_set_are_drawn_inside_the_area() {
    let (_, page) = drawn("2809 6880 C110 0000 0000 0064 0000 0064 0064 0000 0064 6000");
    let [Placed { item: Item::Group(group), .. }] = &page.page.content.items[..] else {
        panic!("{:?}", page.page.content.items)
    };
    assert_eq!(group.clip.as_ref().and_then(scene::Path::bounds), Some(rect(1000, 2900, 100, 100)));
    let lines = paths(&group.items);
    // 60 units from line to line.
    let starts: Vec<_> = lines[0].path.segments.iter().step_by(2).copied().collect();
    assert!(
        starts.contains(&Segment::Move(Point::new(Emu::from_l_units(1020), Emu::from_l_units(2900)))),
        "{starts:?}"
    );
    assert!(drawn("280F 6880 C108 0000 0000 0064 0000 6000").1.page.content.items.is_empty(), "no fill");
}

#[test]
fn custom_patterns_are_tiled_from_their_reference_point() {
    // A tile of 50 × 50 with a line; used in red, then with a colour of its own.
    for (flags, colour) in [("00", Colour::Oca(2)), ("80", Colour::Oca(4))] {
        let pattern = format!("DE0D 0000 {flags} 01 41 0000 0032 0000 0032");
        let orders = format!(
            "{pattern} 0A04 C108 0000 0000 0032 0032 5E00 0A02 0801 2841 A006 0000 000A 0000 \
             6880 C110 0000 0000 0064 0000 0064 0032 0000 0032 6000"
        );
        let (_, page) = drawn(&orders);
        let [Placed { item: Item::Group(area), .. }] = &page.page.content.items[..] else {
            panic!("{:?}", page.page.content.items)
        };
        // From X -40, 10 and 60 on: three tiles of one row.
        let tiles: Vec<_> = area
            .items
            .iter()
            .map(|placed| match &placed.item {
                Item::Group(tile) => {
                    (tile.transform.e, tile.transform.f, paths(&tile.items)[0].stroke.clone().unwrap())
                }
                other => panic!("{other:?}"),
            })
            .collect();
        let moves: Vec<_> = tiles.iter().map(|(x, y, _)| (*x, *y)).collect();
        assert_eq!(moves, [-40, 10, 60].map(|x| (Emu::from_l_units(x), Emu::ZERO)));
        assert_eq!(tiles[0].2.colour, colour);
    }
}

#[test]
fn gradients_fill_areas_from_colour_to_colour() {
    // From red at X 0 to blue at X 100, nothing outside.
    let colours = "0D 00 01 00000000 08080800 FF0000 0000FF 00 00";
    let gradient = format!("FEDC {:04X} 0000 02 41 0000 0000 0064 0000 {colours}", 12 + hex(colours).len());
    let area = "0802 2841 6880 C110 FF9C 0000 00C8 0000 00C8 0032 FF9C 0032 6000";
    let (_, page) = drawn(&format!("{gradient} {area}"));
    let [Placed { item: Item::Group(area), .. }] = &page.page.content.items[..] else {
        panic!("{:?}", page.page.content.items)
    };
    let steps = paths(&area.items);
    let colour = |path: &PathItem| path.fill.unwrap().0.to_rgb();
    assert!(steps.len() > 100);
    let ([first, .., last], bounds) = (&steps[..], steps[0].path.bounds().unwrap()) else { panic!() };
    assert!(colour(first)[0] > 250 && colour(first)[2] < 5, "{:?}", colour(first));
    assert!(colour(last)[0] < 5 && colour(last)[2] > 250, "{:?}", colour(last));
    assert_eq!((bounds.x, bounds.right()), (at(0, 0).x, at(100, 0).x));

    let rings = format!("FEDD {:04X} 0000 02 42 0032 0032 0500 0032 0032 1400 {colours}", 16 + hex(colours).len());
    let (_, page) = drawn(&format!("{rings} 0802 2842 6880 C110 0000 0000 0064 0000 0064 0064 0000 0064 6000"));
    let [Placed { item: Item::Group(area), .. }] = &page.page.content.items[..] else {
        panic!("{:?}", page.page.content.items)
    };
    let steps = paths(&area.items);
    assert_eq!(steps[0].path.bounds(), Some(rect(1030, 2930, 40, 40)));
    assert!(colour(steps[0])[2] > 250, "the outer one first");
}

#[test]
fn markers_stand_in_the_middle_of_their_cells() {
    // A filled square of 8 tenths of a cell of 100 × 50 at two places; then one at the current position.
    let (_, page) = drawn("2908 3704 0064 0032 C208 0064 0064 00C8 0064 2904 8200");
    let found = paths(&page.page.content.items);
    let [filled, open] = &found[..] else { panic!("{found:?}") };
    assert_eq!(filled.path.bounds(), Some(rect(1060, 2880, 180, 40)));
    assert_eq!((filled.fill.is_some(), filled.stroke.is_some()), (true, false));
    assert_eq!(open.path.bounds(), Some(rect(1160, 2880, 80, 40)));
    assert_eq!((open.fill.is_some(), open.stroke.is_some()), (false, true));
    for symbol in 1..=0x0A {
        let (_, page) = drawn(&format!("29{symbol:02X} C204 0064 0064"));
        assert_eq!(page.page.content.items.len(), 1, "marker {symbol}");
    }
    assert!(drawn("2940 C204 0064 0064").1.page.content.items.is_empty(), "a blank marker");
}

#[test]
fn images_inside_graphics_are_rectangles_of_their_runs() {
    // Two rows of 8 points at 1440 an inch from 100, 200 downward: 11000000, 00000011.
    let (_, page) = drawn("0A02 D10A 0064 00C8 00 00 0008 0002 9201C0 920103 9300");
    let found = paths(&page.page.content.items);
    let [image] = &found[..] else { panic!("{found:?}") };
    assert_eq!(image.fill, Some((Colour::Oca(2), FillRule::NonZero)));
    assert_eq!(image.path.bounds(), Some(rect(1100, 2800, 8, 2)));
    let starts: Vec<_> = image.path.segments.iter().step_by(5).copied().collect();
    assert_eq!(starts, [Segment::Move(at(100, 200)), Segment::Move(at(106, 199))]);
}

#[test]
fn characters_run_along_their_angle() {
    let text = utf16("AB");
    for (angle, turn, turned) in [
        ("", QuarterTurn::Zero, false),
        ("3404 0064 0000", QuarterTurn::Zero, false),
        ("3404 0000 0064", QuarterTurn::Three, false),
        ("3404 FF9C 0000", QuarterTurn::Two, false),
        ("3404 0064 0064", QuarterTurn::Zero, true),
    ] {
        let (_, page) = drawn(&format!("{angle} 3801 C308 0064 0064 {text}"));
        let content = &page.page.content;
        let (run, group) = match &content.items[..] {
            [Placed { item: Item::Text(run), .. }] => (run, None),
            [Placed { item: Item::Group(group), .. }] => match &group.items[..] {
                [Placed { item: Item::Text(run), .. }] => (run, Some(group)),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        };
        assert_eq!((content.text(run), run.origin, run.turn), ("AB", at(100, 100), turn), "{angle}");
        assert_eq!(group.is_some(), turned, "{angle}");
        if let Some(group) = group {
            // Up to the right: a point right of the origin moves up.
            let moved = group.transform.apply(at(200, 100));
            assert!(moved.x < at(200, 100).x && moved.y < at(100, 100).y);
        }
    }
    let (_, page) = drawn(&format!("3A02 3801 C308 0064 0064 {text}"));
    let Item::Text(down) = &page.page.content.items[0].item else { panic!() };
    let glyphs = page.page.content.glyphs(down);
    assert!(glyphs[1].across > glyphs[0].across && glyphs[0].along < Emu::ZERO, "one below the other");
}

#[test]
fn characters_without_a_font_are_shown_in_another_as_large_as_their_cell() {
    let (document, page) = open(&graphics("3304 0064 00C8 C306 0064 0064 C1C2"));
    assert_eq!(page.diagnostics.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::AfpFontMissing]);
    // The library of the test has no other faces.
    assert!(document.definitions().faces.len() == 1 && page.page.content.items.is_empty());
}

#[test]
fn fillets_are_quarters_of_ellipses() {
    let (_, page) = drawn("C50C 0000 0000 0064 0000 0064 0064");
    let found = paths(&page.page.content.items);
    // The middle of the quarter circle about 0, 100 lies on it: half the control points, an eighth of the ends each.
    let [Segment::Move(from), Segment::Cubic(one, two, to)] = found[0].path.segments[..] else { panic!("{found:?}") };
    let middle = |a: Emu, b: Emu, c: Emu, d: Emu| {
        (f64::from(a.get()) + 3.0 * f64::from(b.get()) + 3.0 * f64::from(c.get()) + f64::from(d.get())) / 8.0
    };
    let (x, y) = (middle(from.x, one.x, two.x, to.x), middle(from.y, one.y, two.y, to.y));
    let centre = at(0, 100);
    let radius = (x - f64::from(centre.x.get())).hypot(y - f64::from(centre.y.get()));
    assert!((radius / f64::from(Emu::from_l_units(100).get()) - 1.0).abs() < 0.001);
}

#[test]
fn what_is_drawn_outside_of_the_window_is_trimmed() {
    let (_, page) = drawn("C108 0000 0000 07D0 07D0");
    let [Placed { item: Item::Group(group), .. }] = &page.page.content.items[..] else {
        panic!("{:?}", page.page.content.items)
    };
    assert_eq!(group.clip.as_ref().and_then(scene::Path::bounds), Some(rect(1000, 2000, 1000, 1000)));
}

#[test]
fn patterns_that_would_take_too_much_are_told() {
    // A tile of one unit over a million of them, again and again.
    let tile = "DE0D 0000 00 01 41 0000 0001 0000 0001 C108 0000 0000 0001 0001 5E00 0801 2841";
    let area = "6880 C110 0000 0000 03E8 0000 03E8 03E8 0000 03E8 6000";
    let (_, page) = open(&graphics(&format!("{tile} {area} {area}")));
    assert_eq!(page.diagnostics.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::AfpUnsupported; 2]);
    assert!(page.page.content.items.is_empty());
}

/// A file with graphics of every kind, for tests that damage it.
pub(crate) fn every_order() -> Vec<u8> {
    let colours = "0D 00 01 00000000 08080800 FF0000 0000FF 02 03 1388 00FF00";
    let gradient = |code: &str, symbol: &str, ends: &str| {
        let body = format!("0000 02 {symbol} {ends} {colours}");
        format!("{code} {:04X} {body}", hex(&body).len())
    };
    let area = "6880 C110 0000 0000 0064 0000 0064 0032 0000 0032 6000";
    let orders = [
        "700C 00000001 00 00 0000 00000000 1801 1A02 1B01 1902 C108 0000 0000 0064 0000 8104 0064 0064 1807".to_owned(),
        "2004 0200 0180 C50C 0000 0000 0064 0000 0064 0064 E50C 0000 0000 0064 0000 0064 0064 0000 0064 2000"
            .to_owned(),
        "2208 0005 000A 0001 0002 C706 0032 0032 0500 E312 0000 0000 0032 0032 0200 00000000 005A0000".to_owned(),
        "C00A 2000 0000 0000 0064 0064 000A 000A 2908 3704 0064 0032 C208 0064 0064 00C8 0064".to_owned(),
        "D10A 0064 00C8 00 00 0008 0002 9201C0 920103 9300 3404 0064 0064 3801 C308 0064 0064 00410042".to_owned(),
        format!("280C {area} DE0D 0000 80 01 41 0000 0032 0000 0032 C108 0000 0000 0032 0032 5E00 0801 2841 {area}"),
        format!("{} 0802 2841 {area}", gradient("FEDC", "41", "0000 0000 0064 0000")),
        format!("{} 2842 {area} DF03 0000 02", gradient("FEDD", "42", "0032 0032 0500 0032 0032 1400")),
    ];
    crate::support::document(&[], &graphics(&orders.concat()))
}
