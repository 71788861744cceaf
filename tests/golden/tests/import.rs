//! A page of our own AFP, imported and rendered again, looks and reads as before, and is objects that can be edited.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot make its pages has failed")]

use std::num::NonZeroUsize;

use diagnostics::Diagnostics;
use formwright::raster::{compare, encode_png};
use formwright::scene::Pixmap;
use formwright::{
    AfpProfile, AfpResolution, Crew, Document, ImportPart, ImportedTemplate, InMemory, JobTime, Outcome, Prepared,
    RecordRange, Records, Source, Unobserved, data_options, import_afp, text_write,
};
use golden::Sample;

const DPI: f64 = 150.0;

/// A page of the first record of a sample, imported.
fn imported(document: &Document, page: usize) -> ImportedTemplate {
    let Document::Afp(document) = document else { panic!("not AFP") };
    import_afp(document, &ImportPart::Page(page), "imported").unwrap()
}

/// What a template renders without data of its own.
fn rendered(imported: &ImportedTemplate) -> Document {
    let source = Source::from_package("imported", imported.package.clone(), None).unwrap();
    let prepared = Prepared::new(&source, JobTime::default()).unwrap();
    let (name, bytes) = source.samples().next().unwrap();
    let options = data_options(&source.template, name);
    let records = Records { source: std::io::Cursor::new(bytes.clone()), options, range: RecordRange::ALL };
    let mut out = Vec::new();
    let crew = Crew { threads: NonZeroUsize::MIN, observer: &Unobserved };
    formwright::render_afp(&prepared, records, crew, &InMemory, &mut out).unwrap();
    Document::open("imported.afp", out).unwrap()
}

/// The AFP file of a record of the statement.
fn statement(record: u64, profile: AfpProfile) -> Document {
    let sample = Sample::with_profile("statement", profile, AfpResolution::Pels300).unwrap();
    let range = RecordRange { first: record, last: Some(record) };
    Document::open("statement.afp", sample.afp(range, NonZeroUsize::MIN).unwrap()).unwrap()
}

/// The AFP file of the bar codes.
fn bar_codes() -> Document {
    let source = Source::open(&golden::folder("barcodes")).unwrap();
    let prepared = Prepared::new(&source, JobTime::default()).unwrap();
    let options = data_options(&source.template, "data.ndjson");
    let records =
        Records { source: std::io::Cursor::new(br#"{"number":"1"}"#.to_vec()), options, range: RecordRange::ALL };
    let mut out = Vec::new();
    let crew = Crew { threads: NonZeroUsize::MIN, observer: &Unobserved };
    formwright::render_afp(&prepared, records, crew, &InMemory, &mut out).unwrap();
    Document::open("barcodes.afp", out).unwrap()
}

fn drawn(document: &Document, page: usize) -> Pixmap {
    document.painter().paint(page, DPI, &mut Diagnostics::new()).unwrap()
}

fn words(document: &Document, page: usize) -> Vec<String> {
    let text = text_write::layout(&document.text(page).unwrap());
    // What stands in one row is told in one order or another when baselines differ by a hair.
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    words.sort();
    words
}

fn assert_same(name: &str, original: &Document) {
    for page in 0..original.page_count() {
        let imported = imported(original, page);
        let again = rendered(&imported);
        assert_eq!(again.page_count(), 1, "{name}");
        assert_eq!(words(&again, 0), words(original, page), "{name}, page {}", page + 1);
        let (before, after) = (drawn(original, page), drawn(&again, 0));
        let comparison = compare(&before, &after, DPI);
        if !comparison.agrees() {
            for (picture, kind) in [(&before, "before"), (&after, "after"), (&comparison.picture(), "difference")] {
                let file = format!("{}/import-{name}-{}-{kind}.png", env!("CARGO_TARGET_TMPDIR"), page + 1);
                std::fs::write(&file, encode_png(picture, DPI).unwrap()).unwrap();
                println!("see {file}");
            }
        }
        assert!(comparison.agrees(), "{name}, page {}: {:?}", page + 1, (comparison.share, comparison.worst_tile));
        let kept = imported.told.iter().filter(|told| !told.outcome.is_editable()).count();
        assert_eq!(kept, 0, "{name}, page {}", page + 1);
    }
}

#[test]
fn imported_pages_look_and_read_as_they_did() {
    for record in [1, 5, 10] {
        assert_same(&format!("statement {record}"), &statement(record, AfpProfile::Is3));
    }
    assert_same("classic outlines", &statement(1, AfpProfile::ClassicOutline));
    assert_same("bar codes", &bar_codes());
}

#[test]
fn what_is_on_a_page_becomes_objects_of_its_kind() {
    let imported_page = imported(&statement(1, AfpProfile::Is3), 0);
    let outcomes: Vec<Outcome> = imported_page.told.iter().map(|told| told.outcome).collect();
    let has = |outcome: Outcome| outcomes.contains(&outcome);
    assert!(has(Outcome::Barcode) && has(Outcome::Line) && has(Outcome::Rule) && has(Outcome::Outline));
    assert!(outcomes.iter().any(|outcome| matches!(outcome, Outcome::Paragraph(_))), "the note of some lines");
    // Fonts at hand are named, not brought along in part.
    let assets = imported_page.template.fonts.iter().flat_map(|family| &family.faces).map(|face| face.asset.as_str());
    assert!(assets.clone().all(|asset| asset.starts_with("IBMPlex")), "{:?}", assets.collect::<Vec<_>>());
    let codes = imported(&bar_codes(), 0);
    assert!(codes.told.iter().filter(|told| told.outcome == Outcome::Barcode).count() >= 25);
}

#[test]
fn a_part_that_is_not_there_is_refused() {
    let Document::Afp(document) = statement(1, AfpProfile::Is3) else { panic!("not AFP") };
    assert!(import_afp(&document, &ImportPart::Page(99), "x").is_err());
    assert!(import_afp(&document, &ImportPart::Overlay("NOSUCH".to_owned()), "x").is_err());
}
