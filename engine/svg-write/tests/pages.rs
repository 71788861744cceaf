//! SVG files, as another engine draws them.

#![expect(clippy::unwrap_used, reason = "a test may stop on what fails")]

use diagnostics::Diagnostics;
use raster::{Renderer, compare, encode_png};
use resvg::{tiny_skia, usvg};
use scene::{Item, Link, LinkTarget, Origin, Pixmap};
use svg_write::{page_svg, write_page};
use units::Emu;

const DPI: f64 = 144.0;

fn draw(svg: &str) -> Pixmap {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).unwrap();
    // A file says millimetres, which resvg takes at 96 to the inch.
    let scale = (DPI / 96.0) as f32;
    let size = tree.size().scale_by(scale).unwrap();
    let side = |length: f32| (length + 0.5) as u32;
    let mut target = tiny_skia::Pixmap::new(side(size.width()), side(size.height())).unwrap();
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut target.as_mut());
    Pixmap { width: target.width(), height: target.height(), rgba: target.take_demultiplied() }
}

#[test]
fn drawn_by_another_engine_pages_look_the_same() {
    let definitions = sample_pages::definitions();
    let mut renderer = Renderer::new(&definitions);
    let mut wrong = Vec::new();
    let mut pages: Vec<_> =
        sample_pages::PAGES.iter().map(|&(name, draw)| (name, sample_pages::page(&definitions, draw))).collect();
    pages.push(("statement", sample_pages::text_page(&definitions)));
    for (name, mut page) in pages {
        // What is thinner than a pixel SVG draws paler, not wider.
        for placed in &mut page.content.items {
            if let Item::Path(path) = &mut placed.item
                && let Some(stroke) = &mut path.stroke
            {
                stroke.width = stroke.width.max(Emu::new(7_000));
            }
        }
        let mut diagnostics = Diagnostics::new();
        let svg = write_page(&page, &definitions, &mut diagnostics);
        assert!(diagnostics.is_empty());
        let (expected, found) = (renderer.render(&page, DPI).unwrap(), draw(&svg));
        let comparison = compare(&expected, &found, DPI);
        if !comparison.agrees() {
            let folder = std::env::temp_dir();
            std::fs::write(folder.join(format!("svg-write-{name}.svg")), &svg).unwrap();
            for (what, picture) in [("scene", &expected), ("svg", &found), ("difference", &comparison.picture())] {
                let path = folder.join(format!("svg-write-{name}-{what}.png"));
                std::fs::write(path, encode_png(picture, DPI).unwrap()).unwrap();
            }
            wrong.push(format!("{name}: share {:.4}, {:?}", comparison.share, comparison.worst_tile));
        }
    }
    assert!(wrong.is_empty(), "see {}/svg-write-*:\n{}", std::env::temp_dir().display(), wrong.join("\n"));
}

#[test]
fn the_same_page_gives_the_same_file_with_its_text_in_it() {
    let definitions = sample_pages::definitions();
    let page = sample_pages::page(&definitions, sample_pages::PAGES[0].1);
    let svg = page_svg(&page, &definitions);
    assert_eq!(page_svg(&page, &definitions), svg);
    assert!(svg.contains(">Final office of finance: 1,234.50</text>"));
    assert!(svg.contains("陳大文先生"));
    assert_eq!(svg.matches("id=\"g0-").count(), svg.matches("<path id=\"g0-").count());
}

#[test]
fn links_lead_to_addresses_and_objects_but_never_to_scripts() {
    let definitions = sample_pages::definitions();
    let page = sample_pages::page(&definitions, |_, builder| {
        for target in [
            LinkTarget::Uri("https://example.org/?a=1&b=\"2\"".to_owned()),
            LinkTarget::Uri(" javascript:alert(1)".to_owned()),
            LinkTarget::Uri("data:text/html,x".to_owned()),
            LinkTarget::Object("o_there".parse().unwrap()),
        ] {
            let link = Link { rect: sample_pages::rect(1.0, 1.0, 5.0, 5.0), target };
            builder.push(Item::Link(Box::new(link)), Origin::object("o_there".parse().unwrap()));
        }
    });
    let svg = page_svg(&page, &definitions);
    assert!(svg.contains("href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\""));
    assert!(svg.contains("href=\"#object-o_there\"") && svg.contains("<g id=\"object-o_there\"/>"));
    assert_eq!(svg.matches("<a ").count(), 2);
}

#[test]
fn damaged_pixels_are_reported() {
    let mut definitions = sample_pages::definitions();
    definitions.images[2].width = 4_000;
    let page = sample_pages::page(&definitions, sample_pages::PAGES[3].1);
    let mut diagnostics = Diagnostics::new();
    let svg = write_page(&page, &definitions, &mut diagnostics);
    assert_eq!(diagnostics.len(), 1);
    assert!(svg.contains("fill=\"#e0e0e0\""));
}
