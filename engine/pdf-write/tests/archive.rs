//! Files for the archive, and pictures of one bit.

#![expect(clippy::unwrap_used, reason = "a test may stop on what fails")]

mod common;

use common::{open, sample_pages, write};
use pdf_write::{Encoder, PdfOptions, PdfWriter, Plan};
use scene::{
    ContentBuilder, Definitions, DocumentInfo, Image, ImageFormat, ImageId, ImageSource, Item, Link, LinkTarget, Mask,
    Origin, Page, PixelColour,
};
use units::{Colour, QuarterTurn, Size};

fn kept(definitions: &Definitions, pages: &[Page]) -> String {
    let info = DocumentInfo { title: "Kept".to_owned(), ..DocumentInfo::default() };
    let plan = Plan::new(definitions, info, PdfOptions { archive: true, ..PdfOptions::default() });
    let mut encoder = Encoder::new(&plan);
    let mut writer = PdfWriter::new(&plan, Vec::new()).unwrap();
    for page in pages {
        writer.append(&encoder.encode(page)).unwrap();
    }
    let (bytes, _) = writer.finish().unwrap();
    let document = open(&bytes);
    let plain = open(&write(definitions, DocumentInfo::default(), pages).0);
    // Light looks the same; inks have a profile of their own here, which this engine reads otherwise.
    for page in 0..pages.len() {
        assert_eq!(document.text(page).unwrap(), plain.text(page).unwrap());
    }
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

#[test]
fn a_file_for_the_archive_says_its_colours_and_its_claim() {
    let definitions = sample_pages::definitions();
    let pages = sample_pages(&definitions);
    let file = kept(&definitions, &pages);
    for part in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>B</pdfaid:conformance>",
        "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1",
        "/DefaultCMYK[/ICCBased ",
        "<dc:title>",
    ] {
        assert!(file.contains(part), "{part}");
    }
    assert_eq!((file.matches("/N 3/").count(), file.matches("/N 4/").count()), (1, 1));
}

#[test]
fn without_inks_there_is_no_profile_of_a_press_and_links_are_printed() {
    let definitions = sample_pages::definitions();
    let mut page = sample_pages::page(&definitions, |_, _| {});
    let mut builder = page.content.into_builder();
    let target = LinkTarget::Uri("https://example.org/".to_owned());
    builder.push(Item::Link(Box::new(Link { rect: sample_pages::rect(5.0, 5.0, 9.0, 9.0), target })), Origin::None);
    page.content = builder.finish();
    let file = kept(&definitions, &[page]);
    assert!(!file.contains("DefaultCMYK") && !file.contains("/N 4/"));
    assert!(file.contains("/Subtype/Link/F 4"));
}

/// A page with a bilevel picture, drawn as it is or as a stencil.
fn bilevel(rows: Vec<u8>, width: u32, mask: Option<Mask>) -> (Definitions, Page) {
    let height = (rows.len() / width.div_ceil(8) as usize) as u32;
    let source = ImageSource {
        name: "bits".to_owned(),
        width,
        height,
        colour: PixelColour::Bilevel,
        format: ImageFormat::Raw,
        bytes: rows.into(),
    };
    let mut builder = ContentBuilder::new();
    let rect = sample_pages::rect(10.0, 10.0, 60.0, 40.0);
    builder.push(Item::Image(Image { image: ImageId(0), rect, turn: QuarterTurn::Zero, mask }), Origin::None);
    let page = Page { size: Size::A4, content: builder.finish(), ..Page::default() };
    (Definitions { images: vec![source], ..Definitions::default() }, page)
}

#[test]
fn scanned_pictures_are_group_4_and_dithered_ones_are_not() {
    // A frame with bars, 203 dots wide: no multiple of eight.
    let bars: Vec<u8> = (0..120u32)
        .flat_map(|row| (0..26u32).map(move |byte| if row % 40 < 4 || byte % 7 == 0 { 0xFF } else { 0 }))
        .collect();
    let mut state = 1u32;
    let noise: Vec<u8> = (0..120 * 26)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .collect();
    for (rows, is_fax) in [(bars, true), (noise, false)] {
        for mask in [None, Some(Mask { colour: Colour::Rgb(200, 0, 0) })] {
            let (definitions, page) = bilevel(rows.clone(), 203, mask);
            let (bytes, _) = write(&definitions, DocumentInfo::default(), std::slice::from_ref(&page));
            let file: String = bytes.iter().map(|&byte| char::from(byte)).collect();
            assert_eq!(file.contains("/CCITTFaxDecode"), is_fax);
            let ours = raster::Renderer::new(&definitions).render(&page, 150.0).unwrap();
            let compared = raster::compare(&ours, &open(&bytes).render(0, 150.0).unwrap(), 150.0);
            assert!(compared.agrees() && compared.inked > 5_000, "{is_fax}: {} differ", compared.differing);
        }
    }
}
