//! Pages a second: a page of text, encoded alone and appended.

#![expect(clippy::unwrap_used, reason = "a measurement may stop on what fails")]

use divan::Bencher;
use divan::counter::ItemsCount;
use pdf_write::{Encoder, PdfOptions, PdfWriter, Plan};
use scene::DocumentInfo;

fn main() {
    divan::main();
}

#[divan::bench]
fn encode_text_page(bencher: Bencher) {
    let definitions = sample_pages::definitions();
    let page = sample_pages::text_page(&definitions);
    let plan = Plan::new(&definitions, DocumentInfo::default(), PdfOptions::default());
    let mut encoder = Encoder::new(&plan);
    bencher.counter(ItemsCount::new(1u32)).bench_local(|| encoder.encode(&page));
}

#[divan::bench]
fn append_text_page(bencher: Bencher) {
    let definitions = sample_pages::definitions();
    let plan = Plan::new(&definitions, DocumentInfo::default(), PdfOptions::default());
    let page = Encoder::new(&plan).encode(&sample_pages::text_page(&definitions));
    let mut writer = PdfWriter::new(&plan, std::io::sink()).unwrap();
    bencher.counter(ItemsCount::new(1u32)).bench_local(|| writer.append(&page).unwrap());
}

#[divan::bench]
fn plan(bencher: Bencher) {
    let definitions = sample_pages::definitions();
    bencher.bench_local(|| {
        Plan::new(&definitions, DocumentInfo::default(), PdfOptions::default());
    });
}

#[divan::bench]
fn whole_file_of_one_page(bencher: Bencher) {
    let definitions = sample_pages::definitions();
    let page = sample_pages::text_page(&definitions);
    bencher.bench_local(|| {
        let plan = Plan::new(&definitions, DocumentInfo::default(), PdfOptions::default());
        let mut writer = PdfWriter::new(&plan, Vec::new()).unwrap();
        writer.append(&Encoder::new(&plan).encode(&page)).unwrap();
        writer.finish().unwrap()
    });
}
