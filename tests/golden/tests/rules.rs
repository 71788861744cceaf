//! Files that we write keep the rules of their own profile.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its files has failed")]

use std::num::NonZeroUsize;

use afp_write::{ClassicFonts, Encoder, InkImages, Options, Plan, PrintFile, Profile, Resolution, Spool, TextEncoding};
use formwright::afp_validate::{self, validate};
use formwright::lower::{Capabilities, Feature, Lowering};
use formwright::raster::{PixelRect, Renderer, page_pixels};
use formwright::scene::{Definitions, DocumentInfo, Page, Pixmap};
use formwright::{AfpProfile, AfpResolution, RecordRange};
use golden::{Sample, benchmark_record, first_record, folder};
use units::{Emu, FontSize, Rect, Size};

/// Every kind of file that a template can ask for, and what it is held against. Glyph runs are no part of IS/3, so a
/// file with them makes no claim, and the rules of the architecture hold.
const KINDS: [(AfpProfile, AfpResolution, Option<afp_validate::Profile>); 6] = [
    (AfpProfile::Is3, AfpResolution::Pels300, Some(afp_validate::Profile::Is3)),
    (AfpProfile::Is3Pt4, AfpResolution::Pels300, None),
    (AfpProfile::Classic, AfpResolution::Pels240, Some(afp_validate::Profile::Classic)),
    (AfpProfile::Classic, AfpResolution::Pels300, Some(afp_validate::Profile::Classic)),
    (AfpProfile::Classic, AfpResolution::Pels600, Some(afp_validate::Profile::Classic)),
    (AfpProfile::ClassicOutline, AfpResolution::Pels300, Some(afp_validate::Profile::Classic)),
];

fn assert_clean(name: &str, afp: &[u8], profile: Option<afp_validate::Profile>) {
    assert!(afp.len() > 2_000, "{name}: {} bytes", afp.len());
    let mut found = Vec::new();
    validate(afp, profile, |finding| found.push(finding)).unwrap();
    let told = |finding: &afp_validate::Finding| {
        let way = finding.path.iter().filter_map(|step| step.field.acronym()).collect::<Vec<_>>().join(" ");
        format!("{:#x} {}: {} ({way})", finding.offset, finding.rule.id, finding.message)
    };
    let first: Vec<String> = found.iter().take(10).map(told).collect();
    assert!(found.is_empty(), "{name}: {} findings: {first:#?}", found.len());
}

#[test]
fn samples_keep_the_rules_of_their_profile() {
    let some = RecordRange { first: 1, last: Some(12) };
    let barcodes = std::fs::read_to_string(folder("barcodes").join("samples/data.ndjson")).unwrap();
    for (profile, resolution, rules) in KINDS {
        let statement = Sample::with_profile("statement", profile, resolution).unwrap();
        let afp = statement.afp(some, NonZeroUsize::MIN).unwrap();
        assert_clean(&format!("statement {profile:?} {resolution:?}"), &afp, rules);
        for (name, records) in [("benchmark", &benchmark_record()), ("barcodes", &barcodes)] {
            let sample = Sample::with_profile(name, profile, resolution).unwrap();
            let file = sample.prepared.to_afp(&first_record(&sample, records)).unwrap();
            assert_clean(&format!("{name} {profile:?} {resolution:?}"), &file.bytes, rules);
        }
    }
}

fn rasterise(page: &Page, definitions: &Definitions, area: Rect, dpi: u32) -> Result<Pixmap, String> {
    let dpi = f64::from(dpi);
    let (x, y) = page_pixels(Size::new(area.x, area.y), dpi);
    let (width, height) = page_pixels(area.size(), dpi);
    let first = |pixels: u32, length: Emu| if length.get() <= 0 { 0 } else { pixels };
    let region = PixelRect { x: first(x, area.x) as _, y: first(y, area.y) as _, width, height };
    Renderer::new(definitions).render_region(page, dpi, region).map_err(|error| error.to_string())
}

/// Pages with every kind of item, each drawn as the profile can.
fn pages_of_items(capabilities: Capabilities, options: Options) -> Vec<u8> {
    let definitions = sample_pages::definitions();
    // The sample's bars are bars of no symbol, so that a receiver would draw others.
    let lowering = Lowering::new(capabilities.with_drawn_barcodes(), &definitions, &rasterise);
    let plan = Plan::new(lowering.definitions(), options).unwrap();
    let mut file = PrintFile::new(&plan, Spool::in_memory());
    let mut encoder = Encoder::new(&plan);
    file.begin_document(&DocumentInfo::default()).unwrap();
    for (_, draw) in sample_pages::PAGES {
        let page = sample_pages::page(&definitions, *draw);
        let lowered = lowering.page(&page);
        file.page(&encoder.page(&lowered.page, &lowered.images).unwrap()).unwrap();
    }
    file.end_document().unwrap();
    let mut bytes = Vec::new();
    file.finish(&mut bytes).unwrap();
    bytes
}

#[test]
fn every_kind_of_item_keeps_the_rules_of_its_profile() {
    let is3 = |text| Options { text, ..Options::default() };
    for text in [TextEncoding::Utf16, TextEncoding::Utf8] {
        let bytes = pages_of_items(Capabilities::AFP_IS3, is3(text));
        assert_clean(&format!("{text:?}"), &bytes, Some(afp_validate::Profile::Is3));
    }
    let glyphs = Capabilities::AFP_IS3.with_native(Feature::UnreachableGlyph);
    assert_clean("PT4", &pages_of_items(glyphs, Options { profile: Profile::Is3Pt4, ..Options::default() }), None);
    // Twentieths of a point in which the em has 800 pels, above which letters are areas.
    let raster = |resolution: Resolution| {
        (ClassicFonts::Raster(resolution), (800 * 1_440 / u32::from(resolution.per_inch())) as u16)
    };
    for (fonts, largest) in [
        raster(Resolution::Pels240),
        raster(Resolution::Pels300),
        raster(Resolution::Pels600),
        (ClassicFonts::Outline, u16::MAX),
    ] {
        for images in [InkImages::Fs11, InkImages::Fs45] {
            let classic = match images {
                InkImages::Fs11 => Capabilities::AFP_CLASSIC,
                InkImages::Fs45 => Capabilities::AFP_CLASSIC.with_native(Feature::InkPicture),
            };
            let classic = classic.with_largest_text(FontSize::from_twentieths(largest));
            let options = Options { profile: Profile::Classic { fonts, images }, ..Options::default() };
            let bytes = pages_of_items(classic, options);
            assert_clean(&format!("{fonts:?} {images:?}"), &bytes, Some(afp_validate::Profile::Classic));
        }
    }
}
