//! What pages become for AFP.

#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::borrow::Cow;
use std::sync::Arc;

use diagnostics::Code;
use lower::{Capabilities, Feature, Lowering, Treatment};
use scene::{
    Barcode, Content, ContentBuilder, Dash, Decoration, Definitions, FaceId, FillRule, Glyph, Group, Image,
    ImageFormat, ImageId, ImageSource, Item, LineCap, Mask, Origin, Page, Path, PathItem, PixelColour, Pixmap, Placed,
    Rule, Spot, Stroke, SymbolKind,
};
use units::{Angle, Colour, Emu, FontSize, Point, QuarterTurn, Rect, Size, SpotId, Transform};

fn mm(value: i32) -> Emu {
    Emu::from_millimetres(value)
}

fn at(x: i32, y: i32) -> Point {
    Point::new(mm(x), mm(y))
}

fn rect(x: i32, y: i32, width: i32, height: i32) -> Rect {
    Rect::new(mm(x), mm(y), mm(width), mm(height))
}

fn definitions() -> Definitions {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fonts/IBMPlexSans-Regular.ttf");
    let face = fonts::Face::from_bytes(std::fs::read(path).unwrap().into(), 0).unwrap();
    Definitions { faces: vec![face], ..Definitions::default() }
}

fn white(_: &Page, _: &Definitions, area: Rect, dpi: u32) -> Result<Pixmap, String> {
    let (width, height) = (area.width.round_to(dpi as i32) as u32, area.height.round_to(dpi as i32) as u32);
    Ok(Pixmap { width, height, rgba: vec![255; (width * height * 4) as usize] })
}

fn page(build: impl FnOnce(&mut ContentBuilder)) -> Page {
    let mut builder = ContentBuilder::new();
    build(&mut builder);
    Page { size: Size::A4, content: builder.finish(), number: 1, ..Page::default() }
}

fn run(builder: &mut ContentBuilder, face: &fonts::Face, text: &str, size: FontSize) -> scene::TextRun {
    let mut along = 0i64;
    let glyphs: Vec<Glyph> = text
        .char_indices()
        .map(|(cluster, character)| {
            let id = face.glyph(character).unwrap();
            let glyph = Glyph {
                id,
                along: size.design_units(along, face.units_per_em()),
                across: Emu::ZERO,
                cluster: cluster as u32,
            };
            along += i64::from(face.advance(id));
            glyph
        })
        .collect();
    let advance = size.design_units(along, face.units_per_em());
    builder.run(
        FaceId(0),
        size,
        Colour::BLACK,
        at(20, 20),
        QuarterTurn::Zero,
        advance,
        glyphs,
        text,
        Decoration::default(),
    )
}

fn group(transform: Transform, items: Vec<Item>) -> Item {
    let items = items.into_iter().map(|item| Placed { item, origin: Origin::None }).collect();
    Item::Group(Box::new(Group { transform, clip: None, opacity: 255, items }))
}

/// The items of a page lowered for AFP, and the codes of what was reported.
fn lowered(definitions: &Definitions, page: &Page) -> (Content, Vec<Code>) {
    let lowering = Lowering::new(Capabilities::AFP_IS3, definitions, &white);
    let lowered = lowering.page(page);
    let codes = lowered.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    (lowered.page.into_owned().content, codes)
}

fn only_item(content: &Content) -> &Item {
    assert_eq!(content.items.len(), 1, "{:?}", content.items);
    &content.items[0].item
}

#[test]
fn a_page_that_needs_nothing_is_borrowed() {
    let definitions = definitions();
    let page = page(|builder| {
        let run = run(builder, &definitions.faces[0], "Statement", FontSize::from_points(10));
        builder.push(Item::Text(run), Origin::None);
        builder.push(Item::Rule(Rule { rect: rect(0, 0, 10, 1), colour: Colour::BLACK }), Origin::None);
    });
    let lowering = Lowering::new(Capabilities::AFP_IS3, &definitions, &white);
    assert!(matches!(lowering.page(&page).page, Cow::Borrowed(_)));
}

#[test]
fn an_output_that_draws_all_borrows_all() {
    let definitions = definitions();
    let page = page(|builder| builder.push(group(Transform::IDENTITY, vec![]), Origin::None));
    let lowering = Lowering::new(Capabilities::ALL, &definitions, &white);
    assert!(matches!(lowering.page(&page).page, Cow::Borrowed(_)));
}

#[test]
fn text_in_a_group_turned_by_a_right_angle_stays_text() {
    let definitions = definitions();
    let turn = Transform::rotate_about(Angle::from_degrees(90), at(100, 100));
    let page = page(|builder| {
        let run = run(builder, &definitions.faces[0], "Turned", FontSize::from_points(10));
        builder.push(group(turn, vec![Item::Text(run)]), Origin::None);
    });
    let (content, codes) = lowered(&definitions, &page);
    let Item::Text(run) = only_item(&content) else { panic!("{content:?}") };
    assert_eq!((run.turn, run.origin), (QuarterTurn::One, turn.apply(at(20, 20))));
    assert_eq!(content.text(run), "Turned");
    assert_eq!(codes, []);
}

#[test]
fn text_scaled_to_a_whole_step_stays_text() {
    let definitions = definitions();
    let page = page(|builder| {
        let run = run(builder, &definitions.faces[0], "Big", FontSize::from_points(10));
        builder.push(group(Transform::scale((3, 2), (3, 2)), vec![Item::Text(run)]), Origin::None);
    });
    let (content, codes) = lowered(&definitions, &page);
    let Item::Text(run) = only_item(&content) else { panic!("{content:?}") };
    assert_eq!(run.size, FontSize::from_points(15));
    assert_eq!(codes, []);
}

#[test]
fn slanted_text_becomes_outlines_with_a_finding() {
    let definitions = definitions();
    let page = page(|builder| {
        let run = run(builder, &definitions.faces[0], "Oo", FontSize::from_points(10));
        builder.push(group(Transform::rotate(Angle::from_degrees(10)), vec![Item::Text(run)]), Origin::None);
    });
    let (content, codes) = lowered(&definitions, &page);
    assert_eq!(content.items.len(), 2);
    for placed in &content.items {
        let Item::Path(path) = &placed.item else { panic!("{placed:?}") };
        assert_eq!(path.fill, Some((Colour::BLACK, FillRule::EvenOdd)));
        assert_eq!(lower::flatten(&path.path, Emu::new(100)).len(), 2, "a ring");
    }
    assert_eq!(codes, [Code::LoweredToOutlines]);
}

#[test]
fn a_glyph_without_a_character_becomes_an_outline() {
    let definitions = definitions();
    let face = &definitions.faces[0];
    let unreachable = (1..face.glyph_count()).find(|&glyph| face.character_of(glyph).is_none()).unwrap();
    let page = page(|builder| {
        let mut text = run(builder, face, "a", FontSize::from_points(10));
        let glyph = Glyph { id: unreachable, along: Emu::ZERO, across: Emu::ZERO, cluster: 0 };
        text.glyphs = builder
            .run(
                FaceId(0),
                text.size,
                text.colour,
                text.origin,
                text.turn,
                text.advance,
                [glyph],
                "a",
                Decoration::default(),
            )
            .glyphs;
        builder.push(Item::Text(text), Origin::None);
    });
    let (content, codes) = lowered(&definitions, &page);
    assert!(content.items.iter().all(|placed| !matches!(placed.item, Item::Text(_))));
    assert_eq!(codes, [Code::LoweredToOutlines]);
}

#[test]
fn the_character_of_a_glyph_is_the_one_shown_where_several_reach_it() {
    let definitions = definitions();
    let face = &definitions.faces[0];
    for character in ['A', 'é', '€', '\u{a0}', ' ', '-', '\u{2010}', 'Ω', '\u{2126}'] {
        if let Some(glyph) = face.glyph(character) {
            assert_eq!(lower::character_for(face, glyph, &character.to_string()), Some(character), "{character:?}");
        }
    }
    let composed = face.glyph('é').unwrap();
    assert_eq!(lower::character_for(face, composed, "e\u{301}"), Some('é'));
}

#[test]
fn straight_lines_and_upright_rectangles_become_rules() {
    let stroke = Stroke::solid(mm(1), Colour::BLACK);
    let shapes = [
        (
            PathItem {
                path: Path::rect(rect(10, 10, 20, 5)),
                fill: Some((Colour::BLACK, FillRule::NonZero)),
                stroke: None,
            },
            1,
        ),
        (PathItem { path: Path::line(at(10, 10), at(60, 10)), fill: None, stroke: Some(stroke.clone()) }, 1),
        (PathItem { path: Path::line(at(10, 90), at(10, 10)), fill: None, stroke: Some(stroke.clone()) }, 1),
        (PathItem { path: Path::rect(rect(10, 10, 20, 5)), fill: None, stroke: Some(stroke.clone()) }, 4),
        (
            PathItem {
                path: Path::line(at(10, 10), at(20, 10)),
                fill: None,
                stroke: Some(Stroke { dash: Some(Dash { lengths: vec![mm(1), mm(1)] }), ..stroke }),
            },
            5,
        ),
    ];
    for (shape, count) in shapes {
        let page = page(|builder| builder.push(Item::Path(Box::new(shape.clone())), Origin::None));
        let (content, _) = lowered(&definitions(), &page);
        assert_eq!(content.items.len(), count, "{shape:?}");
        assert!(content.items.iter().all(|placed| matches!(placed.item, Item::Rule(_))));
    }
}

#[test]
fn a_level_line_is_drawn_about_its_middle() {
    let stroke = Stroke { cap: LineCap::Square, ..Stroke::solid(mm(2), Colour::BLACK) };
    let item = PathItem { path: Path::line(at(60, 10), at(10, 10)), fill: None, stroke: Some(stroke) };
    let page = page(|builder| builder.push(Item::Path(Box::new(item)), Origin::None));
    let (content, _) = lowered(&definitions(), &page);
    assert_eq!(only_item(&content), &Item::Rule(Rule { rect: rect(9, 9, 52, 2), colour: Colour::BLACK }));
}

#[test]
fn a_thick_slanted_line_with_round_ends_becomes_an_area() {
    let stroke = Stroke { cap: LineCap::Round, ..Stroke::solid(mm(2), Colour::BLACK) };
    let item = PathItem { path: Path::line(at(10, 10), at(60, 40)), fill: None, stroke: Some(stroke) };
    let page = page(|builder| builder.push(Item::Path(Box::new(item)), Origin::None));
    let (content, codes) = lowered(&definitions(), &page);
    let Item::Path(path) = only_item(&content) else { panic!() };
    assert!(path.stroke.is_none() && path.fill.is_some());
    assert_eq!(codes, []);
}

#[test]
fn a_curve_that_fills_alike_by_both_rules_stays_a_curve() {
    let item = PathItem {
        path: Path::ellipse(rect(10, 10, 20, 20)),
        fill: Some((Colour::BLACK, FillRule::NonZero)),
        stroke: None,
    };
    let page = page(|builder| builder.push(Item::Path(Box::new(item.clone())), Origin::None));
    let (content, _) = lowered(&definitions(), &page);
    let Item::Path(path) = only_item(&content) else { panic!() };
    assert_eq!((&path.path, path.fill), (&item.path, Some((Colour::BLACK, FillRule::EvenOdd))));
}

#[test]
fn a_clip_cuts_rules_exactly() {
    let inside = Item::Rule(Rule { rect: rect(10, 10, 100, 10), colour: Colour::BLACK });
    let page = page(|builder| {
        let Item::Group(mut group) = group(Transform::IDENTITY, vec![inside]) else { unreachable!() };
        group.clip = Some(Path::rect(rect(0, 0, 50, 15)));
        builder.push(Item::Group(group), Origin::None);
    });
    let (content, codes) = lowered(&definitions(), &page);
    assert_eq!(only_item(&content), &Item::Rule(Rule { rect: rect(10, 10, 40, 5), colour: Colour::BLACK }));
    assert_eq!(codes, []);
}

#[test]
fn opacity_makes_a_picture_on_whole_dots() {
    let page = page(|builder| {
        let Item::Group(mut group) =
            group(Transform::IDENTITY, vec![Item::Rule(Rule { rect: rect(10, 10, 30, 10), colour: Colour::BLACK })])
        else {
            unreachable!()
        };
        group.opacity = 100;
        builder.push(Item::Group(group), Origin::None);
    });
    let definitions = definitions();
    let lowering = Lowering::new(Capabilities::AFP_IS3, &definitions, &white);
    let lowered = lowering.page(&page);
    let Item::Image(image) = only_item(&lowered.page.content) else { panic!() };
    assert_eq!(image.image, ImageId(0));
    assert!(image.rect.contains_rect(rect(10, 10, 30, 10)));
    assert_eq!(image.rect.x.get() % (914_400 / 300), 0);
    assert_eq!(lowered.images.len(), 1);
    assert_eq!(lowered.images[0].width, image.rect.width.round_to(300) as u32);
    assert_eq!(lowered.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::LoweredToImage]);
}

#[test]
fn an_invisible_group_draws_nothing() {
    let page = page(|builder| {
        let Item::Group(mut group) =
            group(Transform::IDENTITY, vec![Item::Rule(Rule { rect: rect(1, 1, 1, 1), colour: Colour::BLACK })])
        else {
            unreachable!()
        };
        group.opacity = 0;
        builder.push(Item::Group(group), Origin::None);
    });
    assert_eq!(lowered(&definitions(), &page), (Content::default(), vec![]));
}

fn raw_image(colour: PixelColour, bytes: &[u8]) -> ImageSource {
    ImageSource { name: "logo".into(), width: 1, height: 1, colour, format: ImageFormat::Raw, bytes: Arc::from(bytes) }
}

#[test]
fn a_transparent_picture_on_bare_paper_is_put_on_white() {
    let mut definitions = definitions();
    definitions.images.push(raw_image(PixelColour::Rgba, &[0, 0, 0, 0]));
    let image = Image { image: ImageId(0), rect: rect(10, 10, 5, 5), turn: QuarterTurn::Zero, mask: None };
    let page = page(|builder| builder.push(Item::Image(image), Origin::None));
    let lowering = Lowering::new(Capabilities::AFP_IS3, &definitions, &white);
    assert_eq!(lowering.definitions().images[0].colour, PixelColour::Rgb);
    assert_eq!(&*lowering.definitions().images[0].bytes, [255, 255, 255]);
    let lowered = lowering.page(&page);
    assert!(matches!(only_item(&lowered.page.content), Item::Image(image) if image.image == ImageId(0)));
    assert_eq!(lowered.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::LoweredColour]);
}

#[test]
fn a_transparent_picture_over_something_takes_it_along() {
    let mut definitions = definitions();
    definitions.images.push(raw_image(PixelColour::Rgba, &[0, 0, 0, 0]));
    let image = Image { image: ImageId(0), rect: rect(10, 10, 5, 5), turn: QuarterTurn::Zero, mask: None };
    let page = page(|builder| {
        builder.push(Item::Rule(Rule { rect: rect(0, 0, 50, 50), colour: Colour::Rgb(200, 0, 0) }), Origin::None);
        builder.push(Item::Image(image), Origin::None);
    });
    let lowering = Lowering::new(Capabilities::AFP_IS3, &definitions, &white);
    let lowered = lowering.page(&page);
    assert!(matches!(&lowered.page.content.items[1].item, Item::Image(image) if image.image == ImageId(1)));
    assert_eq!(lowered.images.len(), 1);
}

#[test]
fn an_opaque_two_level_picture_gets_white_below_where_something_lies_there() {
    let mut definitions = definitions();
    definitions.images.push(raw_image(PixelColour::Bilevel, &[0x80]));
    let image = Image { image: ImageId(0), rect: rect(10, 10, 5, 5), turn: QuarterTurn::Zero, mask: None };
    let page = page(|builder| {
        builder.push(Item::Rule(Rule { rect: rect(0, 0, 50, 50), colour: Colour::Rgb(200, 0, 0) }), Origin::None);
        builder.push(Item::Image(image.clone()), Origin::None);
    });
    let (content, _) = lowered(&definitions, &page);
    assert_eq!(content.items[1].item, Item::Rule(Rule { rect: rect(10, 10, 5, 5), colour: Colour::WHITE }));
    let masked = Image { mask: Some(Mask { colour: Colour::BLACK }), ..image };
    assert_eq!(content.items[2].item, Item::Image(masked));
}

#[test]
fn a_spot_colour_becomes_its_alternate_with_a_finding() {
    let mut definitions = definitions();
    definitions.spots.push(Spot { name: "House blue".into(), alternate: Colour::Rgb(0, 0, 200) });
    let page = page(|builder| {
        let colour = Colour::Spot(SpotId(0), 255);
        builder.push(Item::Rule(Rule { rect: rect(0, 0, 5, 5), colour }), Origin::None);
    });
    let (content, codes) = lowered(&definitions, &page);
    assert_eq!(only_item(&content), &Item::Rule(Rule { rect: rect(0, 0, 5, 5), colour: Colour::Rgb(0, 0, 200) }));
    assert_eq!(codes, [Code::LoweredColour]);
}

fn barcode(kind: SymbolKind, data: &[u8]) -> Item {
    Item::Barcode(Box::new(Barcode {
        kind,
        data: data.to_vec(),
        escapes: false,
        origin: at(10, 10),
        turn: QuarterTurn::One,
        module_mils: 10,
        height: mm(10),
        ratio_percent: 250,
        drawn: false,
        colour: Colour::BLACK,
        bars: vec![rect(0, 0, 1, 10), rect(2, 0, 1, 10)],
        size: Size::new(mm(3), mm(10)),
    }))
}

#[test]
fn bar_codes_stay_where_the_subset_has_them_and_become_rules_otherwise() {
    let native = page(|builder| builder.push(barcode(SymbolKind::Code128, b"AB-123"), Origin::None));
    assert!(matches!(only_item(&lowered(&definitions(), &native).0), Item::Barcode(_)));
    let foreign = page(|builder| builder.push(barcode(SymbolKind::Code128, b"[x]"), Origin::None));
    let (content, _) = lowered(&definitions(), &foreign);
    // Turned by a quarter: the first bar lies at the top, to the left of the origin.
    assert_eq!(content.items[0].item, Item::Rule(Rule { rect: rect(0, 10, 10, 1), colour: Colour::BLACK }));
}

#[test]
fn the_table_says_what_is_done() {
    assert_eq!(Capabilities::AFP_IS3.treatment(Feature::Opacity), Treatment::Picture);
    assert_eq!(Capabilities::ALL.treatment(Feature::Opacity), Treatment::Native);
    assert!(Capabilities::AFP_IS3.rows().count() > 10);
}
