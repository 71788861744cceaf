//! Faces made of Type 1 outlines and of patterns: embedded as what they are, drawn the same, their text found again.

#![expect(clippy::unwrap_used, reason = "a test may stop on what fails")]
#![expect(dead_code, reason = "of what the tests share, this one needs a part")]

mod common;

use common::{open, write};
use fonts::{Bitmap, Face, FaceMaker, MadeMetrics, Outline, Pattern};
use raster::Renderer;
use scene::{ContentBuilder, Decoration, Definitions, DocumentInfo, FaceId, Glyph, Item, Origin, Page, TextRun};
use units::{Colour, Emu, FontSize, Point, QuarterTurn, Size};

fn metrics() -> MadeMetrics {
    MadeMetrics {
        units_per_em: 1000,
        ascender: 800,
        descender: -200,
        cap_height: 700,
        x_height: 500,
        underline: (-100, 50),
        weight: 400,
        italic: false,
    }
}

/// A dot in thousandths of the em: at 20 points and 300 pixels to the inch two of them.
const DOT: f64 = 24.0;

/// A raster font of more than 256 characters, each with dots of its own; the last has none that it says.
fn patterns() -> Face {
    let mut maker = FaceMaker::new("Dots", metrics());
    for number in 0..300u32 {
        let bytes: Vec<u8> = (0..24u32).flat_map(|row| [(number >> (row % 9)) as u8 | 0x81, 0x80]).collect();
        let transform = [DOT, 0.0, 0.0, -DOT, 40.0, 600.0];
        let mut outline = Outline::transformed(transform);
        Bitmap { width: 9, height: 24, bytes: &bytes }.trace(&mut outline);
        let glyph = maker.add(&outline, 336).unwrap();
        maker.keep_pattern(glyph, Pattern { width: 9, height: 24, bytes: bytes.into(), transform });
        maker.map(char::from_u32(if number == 299 { 0xE000 } else { 0x4E00 + number }).unwrap(), glyph);
    }
    maker.finish().unwrap()
}

/// An outline font of round letters.
fn outlines() -> Face {
    let mut maker = FaceMaker::compact("Round", MadeMetrics { units_per_em: 1200, ..metrics() });
    for (number, letter) in ('a'..='z').enumerate() {
        let top = 400.0 + number as f64 * 10.25;
        let mut outline = Outline::default();
        outline.start(50.0, 0.0);
        outline.cubic((50.0, top), (500.0, top), (500.0, 0.0));
        let glyph = maker.add(&outline, 600).unwrap();
        maker.map(letter, glyph);
    }
    maker.finish().unwrap()
}

fn page(face: &Face, lines: &[&str]) -> Page {
    let size = FontSize::from_points(20);
    let mut builder = ContentBuilder::new();
    for (number, text) in lines.iter().enumerate() {
        let mut along = 0;
        let mut glyphs = Vec::new();
        for (cluster, character) in text.char_indices() {
            let id = face.glyph(character).unwrap();
            let at = size.design_units(along, face.units_per_em());
            glyphs.push(Glyph { id, along: at, across: Emu::ZERO, cluster: cluster as u32 });
            along += i64::from(face.advance(id));
        }
        let advance = size.design_units(along, face.units_per_em());
        let origin = Point::new(Emu::from_points(20), Emu::from_points(30 + 24 * number as i32));
        let plain = Decoration::default();
        let run: TextRun =
            builder.run(FaceId(0), size, Colour::BLACK, origin, QuarterTurn::Zero, advance, glyphs, text, plain);
        builder.push(Item::Text(run), Origin::None);
    }
    Page { size: Size::new(Emu::from_points(300), Emu::from_points(100)), content: builder.finish(), ..Page::default() }
}

/// Writes the lines in a face; the file, and the lines that are found in it.
fn written(face: Face, lines: &[&str]) -> (String, Vec<String>) {
    let page = page(&face, lines);
    let definitions = Definitions { faces: vec![face], ..Definitions::default() };
    let (bytes, summary) = write(&definitions, DocumentInfo::default(), std::slice::from_ref(&page));
    assert!(summary.diagnostics.is_empty(), "{:?}", summary.diagnostics);
    let document = open(&bytes);
    let found = text_write::lines(&document.text(0).unwrap()).into_iter().map(|line| line.text).collect();
    // Both ways of drawing agree, at the resolution of the dots and at another.
    for dpi in [300.0, 110.0] {
        let ours = Renderer::new(&definitions).render(&page, dpi).unwrap();
        let compared = raster::compare(&ours, &document.render(0, dpi).unwrap(), dpi);
        assert!(compared.agrees() && compared.inked > 100, "{dpi}: {} of {}", compared.differing, compared.inked);
    }
    (bytes.iter().map(|&byte| char::from(byte)).collect(), found)
}

#[test]
fn a_face_of_patterns_is_type_3_and_its_text_is_found_across_blocks() {
    // The second line goes from the first 256 glyphs to those behind and back.
    let across: String =
        [0x4E01, 0x4E00 + 270, 0x4E02, 0x4E00 + 298].map(|code| char::from_u32(code).unwrap()).iter().collect();
    let (file, found) = written(patterns(), &["一丁丂七", &across]);
    assert_eq!(found, ["一丁丂七", &across]);
    assert_eq!(file.matches("/Subtype/Type3").count(), 2, "a font for each block of 256");
    assert!(!file.contains("/FontFile"), "no outlines are embedded");
}

#[test]
fn a_character_of_private_meaning_says_something_only_where_the_text_has_it() {
    let (file, found) = written(patterns(), &["一\u{E000}丁一丁一丁"]);
    assert_eq!(found, ["一\u{E000}丁一丁一丁"]);
    assert!(file.contains("/Type3"));
    let mut face_only = page(&patterns(), &["一丁"]);
    // The same glyph without a text: it is drawn, and says nothing.
    let private = patterns().glyph('\u{E000}').unwrap();
    let mut builder = ContentBuilder::new();
    let glyph = Glyph { id: private, along: Emu::ZERO, across: Emu::ZERO, cluster: 0 };
    let origin = Point::new(Emu::from_points(20), Emu::from_points(70));
    let size = FontSize::from_points(20);
    let (turn, plain) = (QuarterTurn::Zero, Decoration::default());
    let run = builder.run(FaceId(0), size, Colour::BLACK, origin, turn, Emu::from_points(5), [glyph], "", plain);
    builder.push(Item::Text(run), Origin::None);
    face_only.content = builder.finish();
    let definitions = Definitions { faces: vec![patterns()], ..Definitions::default() };
    let (bytes, _) = write(&definitions, DocumentInfo::default(), &[face_only]);
    assert_eq!(open(&bytes).text(0).unwrap(), []);
}

#[test]
fn a_face_of_third_degree_curves_is_embedded_as_compact_outlines() {
    let (file, found) = written(outlines(), &["abc", "xyzzy"]);
    assert_eq!(found, ["abc", "xyzzy"]);
    assert!(file.contains("/CIDFontType0C") && !file.contains("/FontFile2"));
}
