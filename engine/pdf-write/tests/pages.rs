//! What we write, as another engine reads and draws it.

#![expect(clippy::unwrap_used, reason = "a test may stop on what fails")]

mod common;

use std::sync::Arc;

use common::{open, sample_pages, write};
use raster::{Renderer, compare, encode_png};
use scene::{DocumentInfo, Item, Origin, Page, TextAt};
use text_write::{lines, page_runs};
use units::{Colour, Emu, FontSize, QuarterTurn};

const DPI: f64 = 150.0;

/// Whether two lists of lines have the same texts at places that differ by rounding alone.
fn assert_same_text(found: &[TextAt], expected: &[TextAt]) {
    let (found, expected) = (lines(found), lines(expected));
    let texts = |lines: &[TextAt]| lines.iter().map(|line| line.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&found), texts(&expected));
    for (found, expected) in found.iter().zip(&expected) {
        for (what, one, two) in [
            ("baseline", found.baseline, expected.baseline),
            ("x", found.x, expected.x),
            ("end", found.end, expected.end),
        ] {
            assert!((one - two).abs().get() <= Emu::PER_L_UNIT, "{what} of {}: {one:?} {two:?}", found.text);
        }
    }
}

#[test]
fn drawn_by_another_engine_pages_look_the_same() {
    let definitions = sample_pages::definitions();
    let pages = sample_pages(&definitions);
    let (bytes, summary) = write(&definitions, DocumentInfo::default(), &pages);
    assert!(summary.diagnostics.is_empty(), "{:?}", summary.diagnostics);
    let document = open(&bytes);
    assert_eq!((document.page_count(), summary.pages), (pages.len(), pages.len() as u64));
    let mut renderer = Renderer::new(&definitions);
    let mut theirs = document.renderer();
    let mut wrong = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let expected = renderer.render(page, DPI).unwrap();
        let found = theirs.render(number, DPI).unwrap();
        assert_eq!((found.width, found.height), (expected.width, expected.height));
        let comparison = compare(&expected, &found, DPI);
        if !comparison.agrees() {
            for (name, picture) in [("scene", &expected), ("pdf", &found), ("difference", &comparison.picture())] {
                let path = std::env::temp_dir().join(format!("pdf-write-{number}-{name}.png"));
                std::fs::write(path, encode_png(picture, DPI).unwrap()).unwrap();
            }
            wrong.push(format!("page {number}: share {:.4}, {:?}", comparison.share, comparison.worst_tile));
        }
    }
    assert!(wrong.is_empty(), "see {}/pdf-write-*:\n{}", std::env::temp_dir().display(), wrong.join("\n"));
}

/// Levels of 256 that inks on our screen may be off another engine's, which interpolates otherwise: the most where full
/// inks lie outside of what a screen shows.
const MOST_OFF: u8 = 16;
/// The same on the mean of all inks and channels.
const MEAN_OFF: f64 = 1.0;

#[test]
fn inks_look_on_a_screen_as_another_engine_shows_them() {
    let definitions = sample_pages::definitions();
    let amounts = [0u8, 30, 64, 100, 128, 160, 200, 230, 255];
    let (mut worst, mut sum, mut count) = ((0u8, Colour::WHITE), 0u32, 0u32);
    for black in amounts {
        let swatches: Vec<Colour> = amounts
            .into_iter()
            .flat_map(|cyan| amounts.into_iter().map(move |magenta| (cyan, magenta)))
            .flat_map(|(cyan, magenta)| {
                amounts.into_iter().map(move |yellow| Colour::Cmyk(cyan, magenta, yellow, black))
            })
            .collect();
        let place = |number: usize| (number % 40, number / 40);
        let mut builder = scene::ContentBuilder::new();
        for (number, &colour) in swatches.iter().enumerate() {
            let (column, row) = place(number);
            let rect = sample_pages::rect(column as f64 * 2.0, row as f64 * 2.0, 2.0, 2.0);
            builder.push(Item::Rule(scene::Rule { rect, colour }), Origin::None);
        }
        let page = Page { content: builder.finish(), ..sample_pages::page(&definitions, |_, _| {}) };
        let (bytes, _) = write(&definitions, DocumentInfo::default(), std::slice::from_ref(&page));
        // Two millimetres are eight pixels.
        let drawn = open(&bytes).render(0, 101.6).unwrap();
        for (number, &colour) in swatches.iter().enumerate() {
            let (column, row) = place(number);
            let theirs = drawn.pixel(column as u32 * 8 + 4, row as u32 * 8 + 4).unwrap();
            for (ours, theirs) in colour.to_rgb().into_iter().zip(theirs) {
                let off = ours.abs_diff(theirs);
                (sum, count) = (sum + u32::from(off), count + 1);
                if off > worst.0 {
                    worst = (off, colour);
                }
            }
        }
    }
    let mean = f64::from(sum) / f64::from(count);
    println!("inks: {count} channels, {mean:.2} off in the mean, {} at most, for {:?}", worst.0, worst.1);
    assert!(worst.0 <= MOST_OFF && mean <= MEAN_OFF, "{worst:?}, {mean}");
}

#[test]
fn text_comes_back_with_its_places() {
    let definitions = sample_pages::definitions();
    let pages = sample_pages(&definitions);
    let (bytes, _) = write(&definitions, DocumentInfo::default(), &pages);
    let document = open(&bytes);
    for (number, page) in pages.iter().enumerate() {
        assert_same_text(&document.text(number).unwrap(), &page_runs(page, &definitions));
    }
}

#[test]
fn positions_are_exact_at_every_size_and_for_every_kind_of_cluster() {
    let definitions = sample_pages::definitions();
    let page = sample_pages::page(&definitions, |definitions, builder| {
        for (number, points) in [1u16, 4, 9, 33, 72, 144].into_iter().enumerate() {
            let origin = sample_pages::at(2.0, 4.0 + number as f64 * 9.0);
            let mut run = sample_pages::line(
                definitions,
                builder,
                sample_pages::SANS,
                points,
                Colour::BLACK,
                origin,
                "AVfi(\\)\u{a0}e\u{301}",
            );
            // Kerned and lifted by odd amounts.
            let glyphs: Vec<_> = builder.content().glyphs(&run).to_vec();
            let moved = glyphs.iter().enumerate().map(|(at, glyph)| scene::Glyph {
                along: glyph.along + Emu::new(at as i32 * 777),
                across: if at % 3 == 1 { Emu::new(-5_000) } else { Emu::ZERO },
                ..*glyph
            });
            let text = builder.content().text(&run).to_owned();
            run = builder.run(
                run.face,
                run.size,
                run.colour,
                run.origin,
                run.turn,
                run.advance + Emu::new((glyphs.len() as i32 - 1) * 777),
                moved.collect::<Vec<_>>(),
                &text,
                run.decoration,
            );
            builder.push(Item::Text(run), Origin::None);
        }
    });
    let (bytes, _) = write(&definitions, DocumentInfo::default(), std::slice::from_ref(&page));
    let found: Vec<TextAt> = open(&bytes).text(0).unwrap();
    for run in page_runs(&page, &definitions) {
        let pieces = found.iter().filter(|piece| piece.size.wide().abs_diff(run.size.wide()) < 20);
        let end = pieces.clone().map(|piece| piece.end).max().unwrap();
        assert!((end - run.end).abs().get() <= Emu::PER_L_UNIT, "{} at {:?}", run.text, run.size);
        let text: String = pieces.map(|piece| piece.text.as_str()).collect();
        assert_eq!(text_write::fold(&text), run.text);
    }
}

#[test]
fn right_to_left_text_comes_back_in_logical_order() {
    let definitions = sample_pages::definitions();
    let page = sample_pages::page(&definitions, |definitions, builder| {
        let text = "abc";
        let face = &definitions.faces[0];
        let glyphs = "cba".chars().rev().zip([2u32, 1, 0]).enumerate().map(|(at, (_, cluster))| scene::Glyph {
            id: face.glyph(char::from(b'a' + cluster as u8)).unwrap(),
            along: Emu::from_points(at as i32 * 8),
            across: Emu::ZERO,
            cluster,
        });
        let run = builder.run(
            sample_pages::SANS,
            FontSize::from_points(12),
            Colour::BLACK,
            sample_pages::at(10.0, 10.0),
            QuarterTurn::Zero,
            Emu::from_points(24),
            glyphs.collect::<Vec<_>>(),
            text,
            scene::Decoration::default(),
        );
        builder.push(Item::Text(run), Origin::None);
    });
    let (bytes, _) = write(&definitions, DocumentInfo::default(), &[page]);
    let texts: Vec<_> = open(&bytes).text(0).unwrap().into_iter().map(|piece| piece.text).collect();
    assert_eq!(texts, ["abc"]);
}

#[test]
fn pictures_of_four_inks_pass_through() {
    let mut definitions = sample_pages::definitions();
    definitions.images.truncate(1);
    definitions.images[0] = scene::ImageSource {
        name: "inks".to_owned(),
        width: 16,
        height: 16,
        colour: scene::PixelColour::Cmyk,
        format: scene::ImageFormat::Jpeg,
        bytes: Arc::from(sample_pages::CMYK_JPEG),
    };
    let page = sample_pages::page(&definitions, |_, builder| {
        let rect = sample_pages::rect(0.0, 0.0, 60.0, 60.0);
        let image = scene::Image { image: scene::ImageId(0), rect, turn: QuarterTurn::Zero, mask: None };
        builder.push(Item::Image(image), Origin::None);
    });
    let (bytes, summary) = write(&definitions, DocumentInfo::default(), std::slice::from_ref(&page));
    assert!(summary.diagnostics.is_empty());
    let found = open(&bytes).render(0, 50.0).unwrap();
    let ours = Renderer::new(&definitions).render(&page, 50.0).unwrap();
    for (what, drawn) in [("theirs", found), ("ours", ours)] {
        let [red, green, blue, _] = drawn.pixel(50, 20).unwrap();
        assert!(blue > 180 && red < 120 && green > 120, "{what}: cyan above, {red} {green} {blue}");
        let [red, green, blue, _] = drawn.pixel(50, 100).unwrap();
        assert!(red > 200 && green > 180 && blue < 100, "{what}: yellow below, {red} {green} {blue}");
    }
}

#[test]
fn damaged_pictures_are_reported_and_leave_a_grey_place() {
    let mut definitions = sample_pages::definitions();
    definitions.images.truncate(3);
    for image in &mut definitions.images {
        image.bytes = Arc::from(&b"\x89PNG\r\n\x1a\nno"[..]);
    }
    definitions.images[0].format = scene::ImageFormat::Png;
    definitions.images[1].format = scene::ImageFormat::Jpeg;
    let page = sample_pages::page(&definitions, |_, builder| {
        for number in 0..3 {
            let rect = sample_pages::rect(f64::from(number) * 30.0, 5.0, 20.0, 20.0);
            let image = scene::Image { image: scene::ImageId(number), rect, turn: QuarterTurn::Zero, mask: None };
            builder.push(Item::Image(image), Origin::None);
        }
    });
    let (bytes, summary) = write(&definitions, DocumentInfo::default(), &[page]);
    assert_eq!(summary.diagnostics.len(), 3);
    assert_eq!(open(&bytes).render(0, 25.4).unwrap().pixel(10, 15), Some([224, 224, 224, 255]));
}

#[test]
fn faces_with_compact_outlines_are_embedded_and_read_back() {
    let path = "/usr/share/fonts/opentype/urw-base35/URWBookman-Light.otf";
    let Ok(file) = std::fs::read(path) else {
        println!("skipped: no font at {path}");
        return;
    };
    let mut definitions = sample_pages::definitions();
    definitions.faces[0] = fonts::Face::from_bytes(Arc::from(file), 0).unwrap();
    let page = sample_pages::page(&definitions, |definitions, builder| {
        let origin = sample_pages::at(5.0, 20.0);
        let text = "Compact outlines, 1,234.50";
        let run = sample_pages::line(definitions, builder, sample_pages::SANS, 16, Colour::BLACK, origin, text);
        builder.push(Item::Text(run), Origin::None);
    });
    let (bytes, summary) = write(&definitions, DocumentInfo::default(), std::slice::from_ref(&page));
    assert!(summary.diagnostics.is_empty(), "{:?}", summary.diagnostics);
    assert!(bytes.len() < 20_000, "{} bytes", bytes.len());
    let document = open(&bytes);
    assert_same_text(&document.text(0).unwrap(), &page_runs(&page, &definitions));
    let ours = Renderer::new(&definitions).render(&page, DPI).unwrap();
    assert!(compare(&ours, &document.render(0, DPI).unwrap(), DPI).agrees());
}
