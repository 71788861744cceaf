//! What a receiver makes of our text, by the model of a receiver that adds unrounded advances from the last move.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is missing")]

#[allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "shared by the tests, each of which uses its part"
)]
mod support;

use std::sync::LazyLock;

use afp_codec::ptoca::{ControlSequence, TextBuilder, TextEncoding, TextItems, TextPart};
use afp_codec::triplets::Triplet;
use afp_codec::values::{ColourSpecification, Rotation};
use afp_codec::{Field, Wire};
use proptest::prelude::*;
use scene::{ContentBuilder, Decoration, Definitions, FaceId, Item, Origin, Page, Rule};
use support::build::{Style, definitions, encode, page, run};
use support::rules::fields;
use units::{Colour, Emu, FontSize, Point, QuarterTurn, Size};

static DEFINITIONS: LazyLock<Definitions> = LazyLock::new(definitions);

/// Logical units of the page, whole because the size is.
const WIDTH: i32 = 11_906;
const HEIGHT: i32 = 16_838;

fn size() -> Size {
    Size::new(Emu::from_l_units(WIDTH), Emu::from_l_units(HEIGHT))
}

/// A character or a rule as a receiver draws it; lengths in logical units, on the page.
#[derive(Clone, Debug, PartialEq)]
enum Drawn {
    Character { character: char, font: (usize, u16), colour: Vec<u8>, turn: u8, x: f64, y: f64 },
    Rule { x: f64, y: f64, width: f64, height: f64, colour: Vec<u8> },
}

/// How a receiver rounds advances.
#[derive(Clone, Copy, PartialEq)]
enum Rounding {
    None,
    /// Each advance to whole dots of so many to the inch.
    Dots(f64),
}

/// Draws text data: `fonts` are face and size by local id from 1.
fn draw(data: &[u8], fonts: &[(usize, u16)], rounding: Rounding) -> Vec<Drawn> {
    let (mut inline, mut baseline, mut font, mut turn) = (0.0, 0.0, (0, 0), 0);
    let (mut colour, mut drawn) = (Vec::new(), Vec::new());
    // Between characters that follow each other without a move (PTOCA SIA, table "Equations for Graphic Character
    // Presentation").
    let (mut adjustment, mut follows, mut shift) = (0.0, false, 0.0);
    let place = |inline: f64, baseline: f64, turn: u8| match turn {
        0 => (inline, baseline),
        1 => (f64::from(WIDTH) - baseline, inline),
        2 => (f64::from(WIDTH) - inline, f64::from(HEIGHT) - baseline),
        _ => (baseline, f64::from(HEIGHT) - inline),
    };
    for item in TextItems::new(data) {
        let TextPart::Sequence { sequence, .. } = item.part else { panic!("text outside a control sequence") };
        let is_inline = matches!(sequence, ControlSequence::InlineRule(_));
        follows &= matches!(sequence, ControlSequence::Transparent(_));
        match sequence {
            ControlSequence::MoveInlineTo(to) => inline = f64::from(to.value),
            ControlSequence::MoveBaselineTo(to) => baseline = f64::from(to.value),
            ControlSequence::MoveInlineBy(by) => inline += f64::from(by.value),
            ControlSequence::MoveBaselineBy(by) => baseline += f64::from(by.value),
            ControlSequence::SetFont(id) => font = fonts[usize::from(id.id) - 1],
            ControlSequence::SetIntercharacterAdjustment(set) => {
                adjustment = f64::from(set.value) * if set.direction == Some(1) { -1.0 } else { 1.0 };
            }
            ControlSequence::MoveBaselineTemporarily(by) => {
                let by = (by.direction.0, f64::from(by.increment.unwrap_or(0)));
                shift = match by {
                    (2, by) => shift + by,
                    (3, by) => shift - by,
                    _ => 0.0,
                };
            }
            ControlSequence::SetColour(set) => {
                let [red, green, blue] = set.colour.rgb().unwrap();
                colour = ColourSpecification::rgb(red, green, blue).to_bytes().unwrap();
            }
            ControlSequence::SetExtendedColour(set) => colour = set.colour.to_bytes().unwrap(),
            ControlSequence::SetOrientation(to) => {
                turn = to.inline.quarter_turns().unwrap();
                assert_eq!(to.baseline.quarter_turns(), Some((turn + 1) % 4));
                // Nothing says where the position is then, so text that relies on it is wrong.
                (inline, baseline) = (f64::NAN, f64::NAN);
            }
            ControlSequence::Transparent(text) => {
                let units: Vec<u16> = text.data.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                let face = &DEFINITIONS.faces[font.0];
                for character in String::from_utf16(&units).unwrap().chars() {
                    inline += if follows { adjustment } else { 0.0 };
                    follows = true;
                    let (x, y) = place(inline, baseline + shift, turn);
                    drawn.push(Drawn::Character { character, font, colour: colour.clone(), turn, x, y });
                    let advance = f64::from(face.advance(face.glyph(character).unwrap())) * f64::from(font.1)
                        / f64::from(face.units_per_em());
                    inline += match rounding {
                        Rounding::None => advance,
                        Rounding::Dots(dpi) => (advance * dpi / 1440.0).round() * 1440.0 / dpi,
                    };
                }
            }
            ControlSequence::InlineRule(rule) | ControlSequence::BaselineRule(rule) => {
                assert_eq!(turn, 0);
                let lies = is_inline;
                let width = rule.width.unwrap();
                let across = f64::from(width.width) + f64::from(width.fraction.unwrap_or(0)) / 256.0;
                let along = f64::from(rule.length);
                let (width, height) = if lies { (along, across) } else { (across, along) };
                drawn.push(Drawn::Rule { x: inline, y: baseline, width, height, colour: colour.clone() });
            }
            other => panic!("{other:?}"),
        }
    }
    drawn
}

/// Text data and fonts of an encoded page.
fn text_of(bytes: &[u8]) -> (Vec<u8>, Vec<(usize, u16)>) {
    let names: Vec<String> = DEFINITIONS.faces.iter().map(|face| face.full_name().to_owned()).collect();
    assert_eq!(names.len(), 2);
    let (mut data, mut fonts) = (Vec::new(), Vec::new());
    let mut known: Vec<Vec<u8>> = Vec::new();
    for (_, field) in fields(bytes) {
        match field {
            Field::TextData(text) => data.extend_from_slice(&text.bytes),
            Field::MapDataResource(map) => {
                for group in &map.groups {
                    let mut name = Vec::new();
                    let mut size = 0;
                    for triplet in &group.0 {
                        match triplet {
                            Triplet::FullyQualifiedName(full) if full.usage.0 == 0xDE => name = full.name.0.to_vec(),
                            Triplet::DataObjectFont(font) => size = font.vertical_size,
                            _ => {}
                        }
                    }
                    if !known.contains(&name) {
                        known.push(name.clone());
                    }
                    fonts.push((name, size));
                }
            }
            _ => {}
        }
    }
    // Which name is which face: the plan's names are by face, so the plan of one face tells.
    let plan = format!("{:?}", afp_write::Plan::new(&DEFINITIONS, afp_write::Options::default()).unwrap());
    let place = |name: &[u8]| {
        let text: String = name.chunks(2).map(|pair| char::from(pair[1])).collect();
        plan.find(&format!("name: \"{text}\"")).unwrap()
    };
    let mut order: Vec<usize> = Vec::new();
    for piece in plan.match_indices("name: \"F") {
        order.push(piece.0);
    }
    let fonts = fonts.iter().map(|(name, size)| (order.iter().position(|at| *at == place(name)).unwrap(), *size));
    (data, fonts.collect())
}

/// What should be drawn, straight from the page.
fn wanted(page: &Page) -> Vec<Drawn> {
    let unit = |emu: Emu| emu.wide() as f64 / 635.0;
    let mut drawn = Vec::new();
    for placed in &page.content.items {
        match &placed.item {
            Item::Text(run) => {
                let text = page.content.text(run);
                for glyph in page.content.glyphs(run) {
                    let at = run.transform().apply(Point::new(glyph.along, glyph.across));
                    drawn.push(Drawn::Character {
                        character: text[glyph.cluster as usize..].chars().next().unwrap(),
                        font: (usize::from(run.face.0), run.size.twentieths()),
                        colour: specification(run.colour),
                        turn: (run.turn.degrees() / 90) as u8,
                        x: unit(at.x),
                        y: unit(at.y),
                    });
                }
            }
            Item::Rule(rule) => drawn.push(Drawn::Rule {
                x: unit(rule.rect.x),
                y: unit(rule.rect.y),
                width: unit(rule.rect.width),
                height: unit(rule.rect.height),
                colour: specification(rule.colour),
            }),
            other => panic!("{other:?}"),
        }
    }
    drawn
}

fn specification(colour: Colour) -> Vec<u8> {
    let Colour::Rgb(red, green, blue) = colour else { panic!("{colour:?}") };
    ColourSpecification::rgb(red, green, blue).to_bytes().unwrap()
}

/// Half a unit, and what floating numbers of the test itself are off.
const HALF: f64 = 0.5 + 1e-6;
/// How far a character may stand along its line: the bound is 1/1440 inch. A move for every half unit would cost a
/// tenth of the bytes of kerned text.
const UNIT: f64 = 1.0 + 1e-6;

/// Whether a thing drawn is the one wanted: characters by how far they may stand along their line.
fn is_near(found: &Drawn, wanted: &Drawn, along: f64) -> bool {
    match (found, wanted) {
        (
            Drawn::Character { character, font, colour, turn, x, y },
            Drawn::Character { character: c, font: f, colour: k, turn: t, x: wx, y: wy },
        ) => {
            let (dx, dy) = ((x - wx).abs(), (y - wy).abs());
            let (inline, across) = if turn % 2 == 0 { (dx, dy) } else { (dy, dx) };
            (character, font, colour, turn) == (c, f, k, t) && inline <= along && across <= HALF
        }
        (
            Drawn::Rule { x, y, width, height, colour },
            Drawn::Rule { x: wx, y: wy, width: ww, height: wh, colour: k },
        ) => {
            colour == k
                && (x - wx).abs() <= HALF
                && (y - wy).abs() <= HALF
                && (x + width - wx - ww).abs() <= 2.0 * HALF
                && (y + height - wy - wh).abs() <= 2.0 * HALF
        }
        _ => false,
    }
}

/// What a thing covers, a unit more on each side: left, top, right, bottom. None for spaces.
fn covers(drawn: &Drawn) -> Option<[f64; 4]> {
    let [left, top, right, bottom] = match drawn {
        Drawn::Rule { x, y, width, height, .. } => [*x, *y, x + width, y + height],
        Drawn::Character { character, font, turn, x, y, .. } => {
            let face = &DEFINITIONS.faces[font.0];
            let scale = f64::from(font.1) / f64::from(face.units_per_em());
            let bounds = face.bounds(face.glyph(*character).unwrap())?;
            let corners = [(bounds.x_min, bounds.y_max), (bounds.x_max, bounds.y_min)].map(|(right, up)| {
                let (mut dx, mut dy) = (f64::from(right) * scale, -f64::from(up) * scale);
                for _ in 0..*turn {
                    (dx, dy) = (-dy, dx);
                }
                (x + dx, y + dy)
            });
            let [(x0, y0), (x1, y1)] = corners;
            [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)]
        }
    };
    Some([left - 1.0, top - 1.0, right + 1.0, bottom + 1.0])
}

fn overlap(one: [f64; 4], other: [f64; 4]) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

/// The same things are drawn, and those that overlap in the same order.
fn assert_drawn(found: &[Drawn], wanted: &[Drawn], along: f64) {
    assert_eq!(found.len(), wanted.len());
    let mut turns: Vec<Option<usize>> = vec![None; wanted.len()];
    for (turn, thing) in found.iter().enumerate() {
        let place = (0..wanted.len()).find(|&at| turns[at].is_none() && is_near(thing, &wanted[at], along));
        let place = place.unwrap_or_else(|| panic!("{thing:?} is not wanted"));
        turns[place] = Some(turn);
    }
    let covered: Vec<Option<[f64; 4]>> = wanted.iter().map(covers).collect();
    for later in 0..wanted.len() {
        for earlier in 0..later {
            let (Some(one), Some(other)) = (covered[earlier], covered[later]) else { continue };
            if overlap(one, other) {
                assert!(turns[earlier] < turns[later], "{:?} covers {:?}", wanted[earlier], wanted[later]);
            }
        }
    }
}

/// The same text with every setting said anew for every character.
fn naive(page: &Page, fonts: &[(usize, u16)]) -> Vec<u8> {
    let mut out = Vec::new();
    for drawn in wanted(page) {
        let mut text = TextBuilder::new();
        let short = |value: f64| (value + 0.5).floor() as i16;
        match drawn {
            Drawn::Character { character, font, colour, turn, x, y } => {
                let (inline, baseline) = match turn {
                    0 => (x, y),
                    1 => (y, f64::from(WIDTH) - x),
                    2 => (f64::from(WIDTH) - x, f64::from(HEIGHT) - y),
                    _ => (f64::from(HEIGHT) - y, x),
                };
                let across = Rotation::from_quarter_turns(turn + 1);
                text.orientation(Rotation::from_quarter_turns(turn), across).unwrap();
                text.font(fonts.iter().position(|known| *known == font).unwrap() as u8 + 1);
                text.colour(&ColourSpecification::decode(&colour).unwrap()).unwrap();
                text.move_to(short(inline), short(baseline));
                let units: Vec<u8> = character.to_string().encode_utf16().flat_map(u16::to_be_bytes).collect();
                text.text(&units, TextEncoding::Utf16);
            }
            Drawn::Rule { x, y, width, height, colour } => {
                text.orientation(Rotation::DEGREES_0, Rotation::DEGREES_90).unwrap();
                text.colour(&ColourSpecification::decode(&colour).unwrap()).unwrap();
                text.move_to(short(x), short(y));
                let (length, across) = (short(width).max(1), height.floor() as i16);
                text.inline_rule(length, across, (height.fract() * 256.0) as u8);
            }
        }
        out.extend(text.finish());
    }
    out
}

#[derive(Clone, Debug)]
enum Part {
    Run { text: String, x: i32, y: i32, face: u16, size: u16, colour: u8, turn: u8, kern: Vec<i32>, spacing: i32 },
    Rule { x: i32, y: i32, width: i32, height: i32, colour: u8 },
}

fn part() -> impl Strategy<Value = Part> {
    // Positions in Emu, so that they lie between units; runs on a few lines, so that they follow each other.
    let run = (
        "[A-Za-zÀ-ÿ0-9 .,€–]{1,40}",
        2_000_000i32..4_000_000,
        (0i32..6).prop_map(|line| 3_000_000 + line * 100_123),
        0u16..2,
        prop::sample::select(vec![120u16, 200, 201, 333]),
        0u8..3,
        prop::sample::select(vec![0u8, 0, 0, 1, 2, 3]),
        prop::collection::vec(prop::sample::select(vec![0, 0, 0, 0, 1, -1, 200, -900, 5_000]), 0..40),
        prop::sample::select(vec![0, 0, 0, 1_270, 4_000, -2_540, 300]),
    );
    let rule = (0i32..6_000_000, 0i32..6_000_000, 1_000i32..900_000, 1_000i32..900_000, 0u8..3);
    prop_oneof![
        4 => run.prop_map(|(text, x, y, face, size, colour, turn, kern, spacing)| {
            Part::Run { text, x, y, face, size, colour, turn, kern, spacing }
        }),
        1 => rule.prop_map(|(x, y, width, height, colour)| Part::Rule { x, y, width, height, colour }),
    ]
}

fn build(parts: &[Part]) -> Page {
    let shade = |colour: u8| if colour == 0 { Colour::BLACK } else { Colour::Rgb(colour * 80, 0, 10) };
    let turns = [QuarterTurn::Zero, QuarterTurn::One, QuarterTurn::Two, QuarterTurn::Three];
    let mut end = Point::ORIGIN;
    page(size(), |builder: &mut ContentBuilder| {
        for part in parts {
            match part {
                Part::Run { text, x, y, face, size, colour, turn, kern, spacing } => {
                    let kern: Vec<i32> = (0..text.len())
                        .map(|place| kern.get(place).copied().unwrap_or(0) + if place == 0 { 0 } else { *spacing })
                        .collect();
                    let turn = turns[usize::from(*turn)];
                    let style = Style {
                        face: *face,
                        size: *size,
                        colour: shade(*colour),
                        turn,
                        decoration: Decoration::default(),
                    };
                    // Every third run goes on where the one before ended.
                    let at =
                        if x % 3 == 0 && end != Point::ORIGIN { end } else { Point::new(Emu::new(*x), Emu::new(*y)) };
                    let run = run(builder, &DEFINITIONS, text, at, style, &kern);
                    end = run.transform().apply(Point::new(run.advance, Emu::ZERO));
                    builder.push(Item::Text(run), Origin::None);
                }
                Part::Rule { x, y, width, height, colour } => {
                    let rect = units::Rect::new(Emu::new(*x), Emu::new(*y), Emu::new(*width), Emu::new(*height));
                    builder.push(Item::Rule(Rule { rect, colour: shade(*colour) }), Origin::None);
                }
            }
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_glyph_is_within_a_unit_and_draws_as_the_naive_text_does(parts in prop::collection::vec(part(), 1..12)) {
        let page = build(&parts);
        let bytes = encode(&DEFINITIONS, &page);
        let (data, fonts) = text_of(&bytes);
        let found = draw(&data, &fonts, Rounding::None);
        let wanted = wanted(&page);
        assert_drawn(&found, &wanted, UNIT);
        let plain = naive(&page, &fonts);
        assert_drawn(&draw(&plain, &fonts, Rounding::None), &wanted, HALF);
        prop_assert!(data.len() <= plain.len());
    }
}

/// Rows of a table: a grey rule below each, then its text; the rule of one row is told where to lie.
fn table(rule: impl Fn(i32) -> (i32, i32)) -> (Vec<u8>, Vec<Drawn>, Vec<(usize, u16)>) {
    let page = page(size(), |builder| {
        for row in 0..20 {
            let baseline = 1_000 + row * 400;
            let (top, height) = rule(baseline);
            let rect = support::build::rect(700, top, 4_000, height);
            builder.push(Item::Rule(Rule { rect, colour: Colour::Rgb(200, 200, 200) }), Origin::None);
            let at = support::build::at(720, baseline);
            let run = run(builder, &DEFINITIONS, "Text of a row", at, support::build::plain(), &[]);
            builder.push(Item::Text(run), Origin::None);
        }
    });
    let (data, fonts) = text_of(&encode(&DEFINITIONS, &page));
    (data, wanted(&page), fonts)
}

#[test]
fn rules_that_lie_on_no_text_before_them_change_no_colour_between_rows() {
    let colours = |data: &[u8]| {
        let sets = |part: &TextPart<'_>| {
            let TextPart::Sequence { sequence, .. } = part else { return false };
            matches!(sequence, ControlSequence::SetColour(_) | ControlSequence::SetExtendedColour(_))
        };
        TextItems::new(data).filter(|item| sets(&item.part)).count()
    };
    // Behind the row, which lies on the rule; between it and the row before.
    for rule in [|baseline: i32| (baseline - 220, 300), |baseline: i32| (baseline - 240, 5)] {
        let (data, wanted, fonts) = table(rule);
        assert_eq!(colours(&data), 2);
        assert_drawn(&draw(&data, &fonts, Rounding::None), &wanted, UNIT);
    }
    // On the text of the row before, which it strikes through.
    let (data, wanted, fonts) = table(|baseline| (baseline - 450, 5));
    assert_eq!(colours(&data), 40);
    assert_drawn(&draw(&data, &fonts, Rounding::None), &wanted, UNIT);
}

#[test]
fn a_line_without_kerning_is_one_move_and_one_string() {
    let page = page(size(), |builder| {
        let style = support::build::plain();
        let run = run(
            builder,
            &DEFINITIONS,
            "A line without kerning",
            Point::new(Emu::new(635 * 700 + 200), Emu::new(635 * 900)),
            style,
            &[],
        );
        builder.push(Item::Text(run), Origin::None);
    });
    let (data, _) = text_of(&encode(&DEFINITIONS, &page));
    let strings = TextItems::new(&data)
        .filter(|item| matches!(&item.part, TextPart::Sequence { sequence: ControlSequence::Transparent(_), .. }));
    assert_eq!(strings.count(), 1);
}

/// A line of a letter: justified, words with spaces wider than the font's, or as it comes.
fn letter(justified: bool, kerned: bool) -> Page {
    let text = "Sehr geehrte Frau Müller, wir danken für Ihren Auftrag vom dritten Oktober und";
    let face = &DEFINITIONS.faces[0];
    page(size(), |builder| {
        let size = FontSize::from_twentieths(190);
        let mut after = ' ';
        let kern: Vec<i32> = text
            .chars()
            .map(|character| {
                let space = if std::mem::replace(&mut after, character) == ' ' { 7_777 } else { 0 };
                let pair = if matches!(character, 'V' | 'v' | 'A' | 'F') { -2_345 } else { 0 };
                space * i32::from(justified) + pair * i32::from(kerned)
            })
            .collect();
        let (glyphs, advance) = support::build::glyphs(face, text, size, &kern);
        let origin = Point::new(Emu::new(900_001), Emu::new(2_000_003));
        let run = builder.run(
            FaceId(0),
            size,
            Colour::BLACK,
            origin,
            QuarterTurn::Zero,
            advance,
            glyphs,
            text,
            Decoration::default(),
        );
        builder.push(Item::Text(run), Origin::None);
    })
}

/// How far the farthest character is off, in units.
fn farthest(found: &[Drawn], wanted: &[Drawn]) -> f64 {
    assert_eq!(found.len(), wanted.len());
    let off = found.iter().zip(wanted).map(|pair| match pair {
        (Drawn::Character { x, .. }, Drawn::Character { x: wanted, .. }) => (x - wanted).abs(),
        other => panic!("{other:?}"),
    });
    off.fold(0.0, f64::max)
}

/// The errors that docs/afp-support.md states: a line of 78 characters at 9.5 pt. A receiver that rounds each advance to
/// its dots is wrong by up to half a dot a character until the next move; each word of a justified line begins with one.
#[test]
fn receivers_that_round_advances_to_dots_stay_as_near_as_is_said() {
    for (justified, kerned, stated) in [
        (true, false, [(240.0, 8.6), (300.0, 4.9), (600.0, 2.4)]),
        (true, true, [(240.0, 8.3), (300.0, 5.1), (600.0, 2.4)]),
        (false, false, [(240.0, 23.4), (300.0, 12.4), (600.0, 7.7)]),
    ] {
        let page = letter(justified, kerned);
        let (data, fonts) = text_of(&encode(&DEFINITIONS, &page));
        let wanted = wanted(&page);
        assert_drawn(&draw(&data, &fonts, Rounding::None), &wanted, UNIT);
        for (dpi, most) in stated {
            let off = farthest(&draw(&data, &fonts, Rounding::Dots(dpi)), &wanted);
            let off = (off * 10.0).round() / 10.0;
            assert_eq!(off, most, "justified {justified}, kerned {kerned}, {dpi} dpi");
        }
    }
}

/// Text with the same distance between all letters, and what it takes.
fn spaced(distance: i32) -> (Vec<u8>, Vec<Drawn>, Vec<(usize, u16)>) {
    let page = page(size(), |builder| {
        let kern: Vec<i32> = (0..30).map(|place| if place == 0 { 0 } else { distance }).collect();
        let at = Point::new(Emu::new(900_001), Emu::new(2_000_003));
        let run = run(builder, &DEFINITIONS, "SPACED LETTERS OF A LINE", at, support::build::plain(), &kern);
        builder.push(Item::Text(run), Origin::None);
    });
    let (data, fonts) = text_of(&encode(&DEFINITIONS, &page));
    (data, wanted(&page), fonts)
}

#[test]
fn spaced_letters_are_one_string_with_an_adjustment() {
    for units in [4, -3] {
        let (data, wanted, fonts) = spaced(units * 635);
        let strings =
            |item: &TextPart<'_>| matches!(item, TextPart::Sequence { sequence: ControlSequence::Transparent(_), .. });
        assert_eq!(TextItems::new(&data).filter(|item| strings(&item.part)).count(), 1, "{units}");
        assert_drawn(&draw(&data, &fonts, Rounding::None), &wanted, UNIT);
    }
    // Distances between whole units drift and need a move now and then, but never one a letter.
    let (data, wanted, fonts) = spaced(4 * 635 + 300);
    assert!(data.len() < 24 * 5, "{} bytes", data.len());
    assert_drawn(&draw(&data, &fonts, Rounding::None), &wanted, UNIT);
}
