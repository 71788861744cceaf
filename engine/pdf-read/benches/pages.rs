//! Pages a second: a page of text drawn and read.

#![expect(clippy::unwrap_used, reason = "a measurement may stop on what fails")]

use std::sync::Arc;

use divan::Bencher;
use pdf_read::PdfDocument;
use pdf_write::{Encoder, PdfOptions, PdfWriter, Plan};
use scene::DocumentInfo;

fn main() {
    divan::main();
}

fn file() -> Arc<[u8]> {
    let definitions = sample_pages::definitions();
    let plan = Plan::new(&definitions, DocumentInfo::default(), PdfOptions::default());
    let mut writer = PdfWriter::new(&plan, Vec::new()).unwrap();
    writer.append(&Encoder::new(&plan).encode(&sample_pages::text_page(&definitions))).unwrap();
    Arc::from(writer.finish().unwrap().0)
}

#[divan::bench]
fn render(bencher: Bencher) {
    let document = PdfDocument::open(file()).unwrap();
    let mut renderer = document.renderer();
    bencher.bench_local(|| renderer.render(0, 150.0).unwrap());
}

#[divan::bench]
fn open_and_render(bencher: Bencher) {
    let bytes = file();
    bencher.bench_local(|| PdfDocument::open(bytes.clone()).unwrap().render(0, 150.0).unwrap());
}

#[divan::bench]
fn text(bencher: Bencher) {
    let document = PdfDocument::open(file()).unwrap();
    bencher.bench_local(|| document.text(0).unwrap());
}
