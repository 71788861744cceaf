//! The page as laid out, the AFP file read back and the PDF file drawn by another engine show the same and say the
//! same.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its pages has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use diagnostics::Diagnostics;
use formwright::raster::{Renderer, compare};
use formwright::scene::{Pixmap, TextAt};
use formwright::{Document, RecordRange, text_write};
use golden::Sample;

const DPI: f64 = 100.0;

/// One L-unit of 1/1440 inch in Emu.
const L_UNIT: i32 = 635;

/// Ordinary records, one without transactions, a long name, a Chinese name, an overdrawn account, many pages.
const RECORDS: [u64; 9] = [1, 2, 5, 6, 7, 10, 17, 20, 400];

fn only(record: u64) -> RecordRange {
    RecordRange { first: record, last: Some(record) }
}

fn two() -> NonZeroUsize {
    NonZeroUsize::new(2).unwrap()
}

fn pictures(document: &Document) -> Vec<Pixmap> {
    let mut found = Diagnostics::new();
    let mut painter = document.painter();
    let pictures = (0..document.page_count()).map(|page| painter.paint(page, DPI, &mut found).unwrap()).collect();
    assert!(found.is_empty(), "{:?}", found.iter().map(ToString::to_string).collect::<Vec<_>>());
    pictures
}

#[test]
fn scene_afp_and_pdf_look_the_same_on_every_page() {
    let sample = Sample::open("statement").unwrap();
    for record in RECORDS {
        let pages = sample.pages(only(record)).unwrap();
        let mut renderer = Renderer::new(sample.prepared.definitions());
        let scene: Vec<Pixmap> = pages.iter().map(|page| renderer.render(page, DPI).unwrap()).collect();
        let afp = Document::open("a.afp", sample.afp(only(record), two()).unwrap()).unwrap();
        let pdf = Document::open("a.pdf", sample.pdf(only(record), two()).unwrap()).unwrap();
        assert!(afp.diagnostics().is_empty());
        for (name, document) in [("AFP", &afp), ("PDF", &pdf)] {
            let shown = pictures(document);
            assert_eq!(shown.len(), scene.len(), "pages of record {record} in {name}");
            for (number, (one, other)) in scene.iter().zip(&shown).enumerate() {
                let comparison = compare(one, other, DPI);
                assert!(comparison.inked > 1_000, "page {} of record {record} is empty", number + 1);
                assert!(
                    comparison.agrees(),
                    "{name}, record {record}, page {}: {:.3} % differ, worst tile {:?}",
                    number + 1,
                    comparison.share * 100.0,
                    comparison.worst_tile
                );
            }
        }
    }
}

#[test]
fn different_records_do_not_pass_for_the_same() {
    let sample = Sample::open("statement").unwrap();
    let one = Document::open("a.afp", sample.afp(only(1), two()).unwrap()).unwrap();
    let two = Document::open("b.afp", sample.afp(only(2), two()).unwrap()).unwrap();
    let comparison = compare(&pictures(&one)[0], &pictures(&two)[0], DPI);
    assert!(!comparison.agrees(), "{comparison:?}");
}

/// The scene's baselines of a page, each with its direction in thousandths of a degree.
fn baselines(pieces: &[TextAt]) -> BTreeSet<(i32, i32)> {
    pieces.iter().map(|piece| (piece.turn.millidegrees(), piece.baseline.get())).collect()
}

/// What a page says on each of the scene's baselines, from left to right. White space is left out: readers see gaps
/// between words differently. Text further than an L-unit from every baseline stands on its own, wrong one.
fn said(pieces: &[TextAt], baselines: &BTreeSet<(i32, i32)>) -> BTreeMap<(i32, i32), String> {
    let mut pieces: Vec<&TextAt> = pieces.iter().collect();
    pieces.sort_by_key(|piece| piece.x);
    let mut lines: BTreeMap<(i32, i32), String> = BTreeMap::new();
    for piece in pieces {
        let (turn, at) = (piece.turn.millidegrees(), piece.baseline.get());
        let near = baselines
            .iter()
            .filter(|(direction, _)| *direction == turn)
            .min_by_key(|(_, baseline)| (baseline - at).abs());
        let line = near.filter(|(_, baseline)| (baseline - at).abs() <= L_UNIT).copied().unwrap_or((turn, at));
        lines.entry(line).or_default().extend(text_write::fold(&piece.text).split(' '));
    }
    lines.retain(|_, text| !text.is_empty());
    lines
}

#[test]
fn afp_and_pdf_say_what_the_scene_says_where_it_says_it() {
    let sample = Sample::open("statement").unwrap();
    for record in RECORDS {
        let pages = sample.pages(only(record)).unwrap();
        let afp = Document::open("a.afp", sample.afp(only(record), two()).unwrap()).unwrap();
        let pdf = Document::open("a.pdf", sample.pdf(only(record), two()).unwrap()).unwrap();
        for (number, page) in pages.iter().enumerate() {
            let runs = text_write::page_runs(page, sample.prepared.definitions());
            let baselines = baselines(&runs);
            let wanted = said(&runs, &baselines);
            assert!(wanted.len() > 5, "page {} of record {record} says nothing", number + 1);
            for (name, document) in [("AFP", &afp), ("PDF", &pdf)] {
                let found = said(&document.text(number).unwrap(), &baselines);
                assert_eq!(found, wanted, "{name}, record {record}, page {}", number + 1);
            }
        }
    }
}

#[test]
fn every_record_of_the_sample_lays_out_without_a_finding() {
    let sample = Sample::open("statement").unwrap();
    let crew = formwright::Crew { threads: two(), observer: &formwright::Unobserved };
    let report = formwright::check_records(&sample.prepared, sample.records(RecordRange::ALL).unwrap(), crew).unwrap();
    assert_eq!(report.done.records, 1_200);
    assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics.iter().next());
    let most = sample.pages(only(400)).unwrap().len();
    assert!((13..=15).contains(&most), "400 transactions make {most} pages");
    assert_eq!(sample.pages(only(5)).unwrap().len(), 1);
}

#[test]
fn the_benchmark_statement_has_three_pages() {
    let text =
        r#"{"number":"1","name":"A","address":["B"],"iban":"C","opening":"1.00","closing":"2.00","transactions":["#
            .to_owned()
            + &[r#"{"date":"2026-06-01","details":"D","reference":"E","amount":"+1.00","balance":"1.00"}"#; 90]
                .join(",")
            + "]}\n";
    let source = formwright::Source::open(&golden::folder("benchmark")).unwrap();
    let prepared = formwright::Prepared::new(&source, formwright::JobTime::default()).unwrap();
    let record = formwright::data::records_from_bytes(
        text.as_bytes(),
        formwright::data_options(&source.template, "records.ndjson"),
    );
    let record = record.unwrap().next().unwrap().unwrap_or_else(|found| panic!("{found:?}"));
    assert_eq!(prepared.lay_out(&record.value, 1).pages.len(), 3);
}
