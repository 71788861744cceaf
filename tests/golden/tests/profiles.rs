//! Classic AFP files say and show what the pages say and show, and are the same bytes every time.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its pages has failed")]

use std::num::NonZeroUsize;

use diagnostics::Diagnostics;
use formwright::raster::{Renderer, compare};
use formwright::scene::{Definitions, Page, Pixmap};
use formwright::{AfpProfile, AfpResolution, Document, RecordRange, text_write};
use golden::{Sample, benchmark_record, first_record};

const DPI: f64 = 150.0;

/// Each classic kind of file.
const KINDS: [(AfpProfile, AfpResolution); 4] = [
    (AfpProfile::Classic, AfpResolution::Pels240),
    (AfpProfile::Classic, AfpResolution::Pels300),
    (AfpProfile::Classic, AfpResolution::Pels600),
    (AfpProfile::ClassicOutline, AfpResolution::Pels300),
];

/// Ordinary records, one with a long name, a Chinese name, many pages.
const RECORDS: [u64; 4] = [1, 7, 10, 400];

fn only(record: u64) -> RecordRange {
    RecordRange { first: record, last: Some(record) }
}

fn threads(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).unwrap()
}

#[test]
fn classic_files_are_the_same_bytes_on_every_run_and_for_any_number_of_workers() {
    let some = RecordRange { first: 1, last: Some(40) };
    for (profile, resolution) in KINDS {
        let first = Sample::with_profile("statement", profile, resolution).unwrap().afp(some, threads(1)).unwrap();
        for count in [1, 2, 5] {
            let again = Sample::with_profile("statement", profile, resolution).unwrap();
            let again = again.afp(some, threads(count)).unwrap();
            assert!(again == first, "{profile:?} {resolution:?} by {count} workers");
        }
    }
}

#[test]
fn what_classic_files_say_of_themselves_is_understood() {
    for (profile, resolution) in KINDS {
        let sample = Sample::with_profile("statement", profile, resolution).unwrap();
        let afp = sample.afp(only(10), threads(2)).unwrap();
        let (again, coverage) = formwright::afp_codec::rewrite(&afp).unwrap();
        assert!(again == afp);
        assert_eq!(coverage.raw, 0, "{profile:?} {resolution:?}: {coverage:?}");
    }
}

fn pictures(document: &Document) -> Vec<Pixmap> {
    let mut found = Diagnostics::new();
    let mut painter = document.painter();
    let pictures = (0..document.page_count()).map(|page| painter.paint(page, DPI, &mut found).unwrap()).collect();
    assert!(found.is_empty(), "{:?}", found.iter().map(ToString::to_string).collect::<Vec<_>>());
    pictures
}

fn assert_alike(name: &str, pages: &[Page], definitions: &Definitions, document: &Document) {
    let mut renderer = Renderer::new(definitions);
    assert!(document.diagnostics().is_empty(), "{name}: {:?}", document.diagnostics().iter().next());
    let shown = pictures(document);
    assert_eq!(shown.len(), pages.len());
    for (number, (page, shown)) in pages.iter().zip(&shown).enumerate() {
        let comparison = compare(&renderer.render(page, DPI).unwrap(), shown, DPI);
        assert!(comparison.inked > 1_000);
        assert!(
            comparison.agrees(),
            "{name}, page {}: {:.2} % differ, worst tile {:?}",
            number + 1,
            comparison.share * 100.0,
            comparison.worst_tile
        );
    }
}

#[test]
fn classic_files_look_like_the_pages() {
    for (profile, resolution) in KINDS {
        let sample = Sample::with_profile("statement", profile, resolution).unwrap();
        for record in RECORDS {
            let pages = sample.pages(only(record)).unwrap();
            let document = Document::open("a.afp", sample.afp(only(record), threads(2)).unwrap()).unwrap();
            let name = format!("{profile:?} {resolution:?}, record {record}");
            assert_alike(&name, &pages, sample.prepared.definitions(), &document);
        }
    }
}

#[test]
fn the_benchmark_statement_looks_like_its_pages_in_classic_files() {
    for (profile, resolution) in KINDS {
        let sample = Sample::with_profile("benchmark", profile, resolution).unwrap();
        let laid_out = first_record(&sample, &benchmark_record());
        let file = sample.prepared.to_afp(&laid_out).unwrap();
        let document = Document::open("a.afp", file.bytes).unwrap();
        let name = format!("{profile:?} {resolution:?}");
        assert_alike(&name, &laid_out.pages, sample.prepared.definitions(), &document);
    }
}

#[test]
fn classic_files_say_what_the_pages_say() {
    for (profile, resolution) in KINDS {
        let sample = Sample::with_profile("statement", profile, resolution).unwrap();
        for record in RECORDS {
            let pages = sample.pages(only(record)).unwrap();
            let document = Document::open("a.afp", sample.afp(only(record), threads(2)).unwrap()).unwrap();
            for (number, page) in pages.iter().enumerate() {
                let words = |text: &str| text.split_whitespace().map(text_write::fold).collect::<Vec<_>>().join("");
                let wanted = words(&text_write::layout(&text_write::page_runs(page, sample.prepared.definitions())));
                let found = words(&text_write::layout(&document.text(number).unwrap()));
                assert!(wanted.len() > 50);
                assert_eq!(found, wanted, "{profile:?} {resolution:?}, record {record}, page {}", number + 1);
            }
        }
    }
}
