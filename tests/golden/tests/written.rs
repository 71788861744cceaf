//! Pages straight into the AFP writer, read back and drawn: every kind of item, and glyphs that no character reaches.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its pages has failed")]

use afp_write::{Encoder, Options, Plan, PrintFile, Profile, Spool};
use diagnostics::Diagnostics;
use formwright::Document;
use formwright::afp_read::{AfpDocument, ReadOptions};
use formwright::lower::{Capabilities, Feature, Lowering};
use formwright::raster::{PixelRect, Renderer, compare, encode_png, page_pixels};
use formwright::scene::{Definitions, DocumentInfo, FaceId, Glyph, Item, LinkTarget, Origin, Page, Pixmap, Placed};
use units::{Colour, Emu, FontSize, QuarterTurn, Rect, Size};

const DPI: f64 = 150.0;

fn rasterise(page: &Page, definitions: &Definitions, area: Rect, dpi: u32) -> Result<Pixmap, String> {
    let dpi = f64::from(dpi);
    let (x, y) = page_pixels(Size::new(area.x, area.y), dpi);
    let (width, height) = page_pixels(area.size(), dpi);
    let first = |pixels: u32, length: Emu| if length.get() <= 0 { 0 } else { pixels };
    let region = PixelRect { x: first(x, area.x) as _, y: first(y, area.y) as _, width, height };
    Renderer::new(definitions).render_region(page, dpi, region).map_err(|error| error.to_string())
}

/// A print file of pages, and what was found on the way.
fn afp(definitions: &Definitions, pages: &[Page], profile: Profile) -> (Vec<u8>, Diagnostics) {
    let capabilities = match profile {
        Profile::Is3Pt4 => Capabilities::AFP_IS3.with_native(Feature::UnreachableGlyph),
        _ => Capabilities::AFP_IS3,
    };
    // The sample's bars are bars of no symbol, so that a receiver would draw others.
    let lowering = Lowering::new(capabilities.with_drawn_barcodes(), definitions, &rasterise);
    let plan = Plan::new(lowering.definitions(), Options { profile, ..Options::default() }).unwrap();
    let mut file = PrintFile::new(&plan, Spool::in_memory());
    let mut found = lowering.diagnostics().clone();
    let mut encoder = Encoder::new(&plan);
    file.begin_document(&DocumentInfo::default()).unwrap();
    for page in pages {
        let lowered = lowering.page(page);
        found.append(lowered.diagnostics);
        let encoded = encoder.page(&lowered.page, &lowered.images).unwrap();
        found.append(encoded.diagnostics.clone());
        file.page(&encoded).unwrap();
    }
    file.end_document().unwrap();
    let mut bytes = Vec::new();
    found.append(file.finish(&mut bytes).unwrap().diagnostics);
    (bytes, found)
}

/// Whether the file, read back, looks as the pages do; pictures of what does not go to the temporary folder.
fn assert_looks_the_same(name: &str, definitions: &Definitions, pages: &[Page], bytes: Vec<u8>) {
    let document = Document::open("a.afp", bytes).unwrap();
    assert!(document.diagnostics().is_empty(), "{:?}", document.diagnostics());
    let mut found = Diagnostics::new();
    let mut painter = document.painter();
    let mut renderer = Renderer::new(definitions);
    for (number, page) in pages.iter().enumerate() {
        let wanted = renderer.render(page, DPI).unwrap();
        let drawn = painter.paint(number, DPI, &mut found).unwrap();
        let comparison = compare(&wanted, &drawn, DPI);
        let path = |kind: &str| std::env::temp_dir().join(format!("written-{name}-{number}-{kind}.png"));
        for (kind, picture) in [("scene", &wanted), ("afp", &drawn)] {
            std::fs::write(path(kind), encode_png(picture, DPI).unwrap()).unwrap();
        }
        assert!(
            comparison.agrees() && comparison.inked > 500,
            "{name}, page {number}: {:.3} % differ, see {}",
            comparison.share * 100.0,
            path("afp").display()
        );
    }
}

#[test]
fn every_kind_of_item_looks_the_same_in_afp() {
    let definitions = sample_pages::definitions();
    for (name, draw) in sample_pages::PAGES {
        let page = sample_pages::page(&definitions, *draw);
        let (bytes, _) = afp(&definitions, std::slice::from_ref(&page), Profile::Is3);
        assert_looks_the_same(name, &definitions, &[page], bytes);
    }
}

/// Glyphs of a face that no character reaches.
fn unreachable(definitions: &Definitions, count: usize) -> Vec<u16> {
    let face = definitions.face(FaceId(0)).unwrap();
    let drawn = |glyph: &u16| face.bounds(*glyph).is_some_and(|bounds| bounds.x_max > bounds.x_min);
    (1..face.glyph_count()).filter(|&glyph| face.character_of(glyph).is_none()).filter(drawn).take(count).collect()
}

/// Lines of glyphs that no character reaches: more than one group of them, raised ones, turned ones, underlined.
fn page_of_glyphs(definitions: &Definitions) -> Page {
    let face = definitions.face(FaceId(0)).unwrap();
    let ids = unreachable(definitions, 60);
    assert!(ids.len() > 20, "the face has glyphs without characters");
    sample_pages::page(definitions, |_, _| {});
    let mut builder = formwright::scene::ContentBuilder::new();
    for (number, (turn, x, y, points, count)) in [
        (QuarterTurn::Zero, 5.0, 10.0, 9, 40usize),
        (QuarterTurn::Zero, 5.0, 20.0, 5, 160),
        (QuarterTurn::One, 90.0, 25.0, 10, 8),
        (QuarterTurn::Two, 80.0, 40.0, 12, 15),
        (QuarterTurn::Three, 96.0, 58.0, 10, 8),
    ]
    .into_iter()
    .enumerate()
    {
        let size = FontSize::from_points(points);
        let mut along = Emu::ZERO;
        let mut glyphs = Vec::new();
        for place in 0..count {
            let id = ids[(place + number * 7) % ids.len()];
            let across = if place % 5 == 4 { -size.em() / 4 } else { Emu::ZERO };
            glyphs.push(Glyph { id, along, across, cluster: 0 });
            along += size.design_units(face.advance(id).into(), face.units_per_em());
        }
        let colour = Colour::Rgb(20 * number as u8, 60, 120);
        let decoration = formwright::scene::Decoration { underline: number == 0, strike: false };
        let text = format!("shown by glyphs {number}");
        let at = sample_pages::at(x, y);
        let run = builder.run(FaceId(0), size, colour, at, turn, along, glyphs, &text, decoration);
        builder.push(Item::Text(run), Origin::None);
        // Text of characters goes on beside it.
        if number == 0 {
            let run = sample_pages::line(
                definitions,
                &mut builder,
                FaceId(0),
                9,
                Colour::BLACK,
                sample_pages::at(5.0, 15.0),
                "Characters",
            );
            builder.push(Item::Text(run), Origin::None);
        }
    }
    Page { content: builder.finish(), ..sample_pages::page(definitions, |_, _| {}) }
}

#[test]
fn glyphs_that_no_character_reaches_stay_text_with_pt4() {
    let definitions = sample_pages::definitions();
    let pages = [page_of_glyphs(&definitions)];
    let (bytes, found) = afp(&definitions, &pages, Profile::Is3Pt4);
    assert!(found.is_empty(), "{found:?}");
    // No claim to keep to IS/3 (MO:DCA X'18'), whose text has no glyph runs.
    assert!(!bytes.windows(5).any(|window| window == [0x05, 0x18, 0x01, 0x0D, 0x00]));
    let document = Document::open("a.afp", bytes.clone()).unwrap();
    let mut said: Vec<String> = document.text(0).unwrap().into_iter().map(|piece| piece.text).collect();
    said.sort();
    let mut wanted: Vec<String> = (0..5).map(|number| format!("shown by glyphs {number}")).collect();
    wanted.insert(0, "Characters".to_owned());
    assert_eq!(said, wanted);
    assert_looks_the_same("glyphs", &definitions, &pages, bytes);
    // Without PT4 the same page has outlines, with a finding.
    let (outlines, found) = afp(&definitions, &pages, Profile::Is3);
    assert_eq!(found.iter().map(|finding| finding.code).collect::<Vec<_>>(), [diagnostics::Code::LoweredToOutlines]);
    assert_looks_the_same("outlines", &definitions, &pages, outlines);
}

#[test]
fn links_come_back_where_they_were() {
    let definitions = sample_pages::definitions();
    let draw = sample_pages::PAGES[0].1;
    let page = sample_pages::page(&definitions, draw);
    let (bytes, _) = afp(&definitions, std::slice::from_ref(&page), Profile::Is3);
    let document = AfpDocument::open(bytes, &ReadOptions::default());
    let read = document.page(0).unwrap().page;
    let links = |page: &Page| -> Vec<(Rect, LinkTarget)> {
        let link = |placed: &Placed| match &placed.item {
            Item::Link(link) => Some((link.rect, link.target.clone())),
            _ => None,
        };
        page.content.items.iter().filter_map(link).collect()
    };
    let (one, other) = (links(&page), links(&read));
    assert_eq!((one.len(), other.len()), (1, 1));
    assert_eq!(one[0].1, other[0].1);
    assert!((one[0].0.x - other[0].0.x).abs() <= Emu::from_l_units(1));
    assert!((one[0].0.bottom() - other[0].0.bottom()).abs() <= Emu::from_l_units(1));
}
