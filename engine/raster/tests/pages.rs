//! What pages look like, against committed pictures. `cargo xtask bless` writes them anew.

use std::path::PathBuf;

use raster::{PixelRect, RasterError, Renderer, compare, encode_png};
use sample_pages as sample;
use scene::{Content, Item, Origin, Page, Pixmap, Rule};
use units::{Colour, Emu, Rect, Size};

const DPI: f64 = 100.0;

fn read_png(path: &PathBuf) -> Option<Pixmap> {
    let file = std::fs::File::open(path).ok()?;
    let mut decoder = png::Decoder::new(std::io::BufReader::new(file));
    decoder.set_transformations(png::Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let mut rgba = vec![0; reader.output_buffer_size()?];
    reader.next_frame(&mut rgba).ok()?;
    Some(Pixmap { width: reader.info().width, height: reader.info().height, rgba })
}

#[test]
fn every_kind_of_item_looks_as_its_reference() {
    let definitions = sample::definitions();
    let mut renderer = Renderer::new(&definitions);
    let bless = std::env::var_os("FORMWRIGHT_BLESS").is_some();
    let mut wrong = Vec::new();
    for &(name, draw) in sample::PAGES {
        let drawn = renderer.render(&sample::page(&definitions, draw), DPI).unwrap();
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/references").join(format!("{name}.png"));
        if bless {
            std::fs::write(&path, encode_png(&drawn, DPI).unwrap()).unwrap();
        } else if read_png(&path).as_ref() != Some(&drawn) {
            let actual = std::env::temp_dir().join(format!("raster-{name}.png"));
            std::fs::write(&actual, encode_png(&drawn, DPI).unwrap()).unwrap();
            wrong.push(format!("{name}: see {}", actual.display()));
        }
    }
    assert!(wrong.is_empty(), "differ from tests/references (`cargo xtask bless` accepts):\n{}", wrong.join("\n"));
    assert!(renderer.take_diagnostics().is_empty());
}

#[test]
fn a_region_is_the_same_part_of_the_page() {
    let definitions = sample::definitions();
    let mut renderer = Renderer::new(&definitions);
    for &(name, draw) in sample::PAGES {
        let page = sample::page(&definitions, draw);
        let whole = renderer.render(&page, DPI).unwrap();
        let region = PixelRect { x: 101, y: 37, width: 150, height: 120 };
        let part = renderer.render_region(&page, DPI, region).unwrap();
        // Outlines are sampled at fourths of a pixel, and the region's corner may round a sample to the other side.
        let far = (0..region.height)
            .flat_map(|y| (0..region.width).map(move |x| (x, y)))
            .filter(|&(x, y)| {
                let (one, two) = (part.pixel(x, y).unwrap(), whole.pixel(x + 101, y + 37).unwrap());
                one.iter().zip(two).any(|(&a, b)| a.abs_diff(b) > 64)
            })
            .count();
        assert!(far == 0, "{name}: {far} pixels");
    }
}

#[test]
fn rendering_twice_and_with_warm_caches_gives_the_same_pixels() {
    let definitions = sample::definitions();
    let page = sample::text_page(&definitions);
    let first = Renderer::new(&definitions).render(&page, 96.0).unwrap();
    let mut renderer = Renderer::new(&definitions);
    assert_eq!(renderer.render(&page, 96.0).unwrap(), first);
    assert_eq!(renderer.render(&page, 96.0).unwrap(), first);
    let again = sample::definitions();
    let mut warm = Renderer::with_caches(&again, renderer.into_caches());
    assert_eq!(warm.render(&page, 96.0).unwrap(), first);
}

#[test]
fn large_glyphs_look_like_small_ones_enlarged() {
    let definitions = sample::definitions();
    let page = |scale: f64| {
        let mut builder = scene::ContentBuilder::new();
        let origin = sample::at(5.0 * scale, 30.0 * scale);
        let points = (60.0 * scale) as u16;
        let run = sample::line(&definitions, &mut builder, sample::SANS, points, Colour::BLACK, origin, "Rags");
        builder.push(Item::Text(run), Origin::None);
        let size = Size::new(sample::mm(81.28 * scale), sample::mm(40.64 * scale));
        Page { size, content: builder.finish(), ..Page::default() }
    };
    let mut renderer = Renderer::new(&definitions);
    let masked = renderer.render(&page(1.0), 300.0).unwrap();
    let filled = renderer.render(&page(4.0), 75.0).unwrap();
    let outlines = renderer.render(&page(4.0), 300.0).unwrap();
    assert!(compare(&masked, &filled, 300.0).agrees());
    assert_eq!((outlines.width, outlines.height), (masked.width * 4, masked.height * 4));
    let ink = |pixmap: &Pixmap| -> f64 {
        pixmap.rgba.chunks_exact(4).map(|pixel| f64::from(255 - pixel[0])).sum::<f64>()
            / f64::from(pixmap.width * pixmap.height)
    };
    assert!((ink(&outlines) / ink(&masked) - 1.0).abs() < 0.01, "{} {}", ink(&outlines), ink(&masked));
}

#[test]
fn absurd_sizes_and_resolutions_are_refused() {
    let definitions = scene::Definitions::default();
    let mut renderer = Renderer::new(&definitions);
    let page = Page { size: Size::new(Emu::MAX, Emu::MAX), ..Page::default() };
    assert!(matches!(renderer.render(&page, 600.0), Err(RasterError::TooLarge { .. })));
    for dpi in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e9] {
        assert!(matches!(renderer.render(&page, dpi), Err(RasterError::Resolution(_))), "{dpi}");
    }
}

#[test]
fn hostile_coordinates_are_drawn_without_panic() {
    let definitions = sample::definitions();
    let mut renderer = Renderer::new(&definitions);
    let (low, high) = (Emu::new(i32::MIN), Emu::MAX);
    for rect in [Rect::new(low, low, high, high), Rect::new(high, high, high, high), Rect::new(low, high, high, low)] {
        let mut builder = Content::default().into_builder();
        builder.push(Item::Rule(Rule { rect, colour: Colour::BLACK }), Origin::None);
        let image = scene::Image { image: scene::ImageId(2), rect, turn: units::QuarterTurn::One, mask: None };
        builder.push(Item::Image(image), Origin::None);
        let stroke = scene::Stroke {
            dash: Some(scene::Dash { lengths: vec![Emu::new(1), Emu::ZERO] }),
            ..scene::Stroke::solid(high, Colour::BLACK)
        };
        let path = scene::PathItem { path: scene::Path::ellipse(rect), fill: None, stroke: Some(stroke) };
        builder.push(Item::Path(Box::new(path)), Origin::None);
        let run =
            sample::line(&definitions, &mut builder, sample::SANS, 1638, Colour::BLACK, rect.origin(), "Far away");
        builder.push(Item::Text(run), Origin::None);
        let page =
            Page { size: Size::new(sample::mm(20.0), sample::mm(20.0)), content: builder.finish(), ..Page::default() };
        assert!(renderer.render(&page, 300.0).is_ok());
    }
}

#[test]
fn a_damaged_picture_is_shown_as_missing_and_reported() {
    let mut definitions = sample::definitions();
    definitions.images.truncate(1);
    definitions.images[0].format = scene::ImageFormat::Png;
    let mut renderer = Renderer::new(&definitions);
    let page = sample::page(&definitions, |_, builder| {
        let rect = sample::rect(10.0, 10.0, 30.0, 20.0);
        let image = scene::Image { image: scene::ImageId(0), rect, turn: units::QuarterTurn::Zero, mask: None };
        builder.push(Item::Image(image), Origin::None);
        builder.push(Item::Image(image_again()), Origin::None);
    });
    let drawn = renderer.render(&page, DPI).unwrap();
    assert_eq!(drawn.pixel(60, 80), Some([224, 224, 224, 255]));
    let findings = renderer.take_diagnostics();
    assert_eq!(findings.len(), 1);
    assert!(findings.iter().all(|finding| finding.code == diagnostics::Code::ImageDamaged));
}

fn image_again() -> scene::Image {
    let rect = sample::rect(60.0, 10.0, 30.0, 20.0);
    scene::Image { image: scene::ImageId(0), rect, turn: units::QuarterTurn::Zero, mask: None }
}
