//! Writing and opening files.

use std::sync::Arc;

use pdf_read::PdfDocument;
use pdf_write::{Encoder, PdfOptions, PdfWriter, Plan, Summary};
use scene::{Definitions, DocumentInfo, Page};

pub(crate) fn write(definitions: &Definitions, info: DocumentInfo, pages: &[Page]) -> (Vec<u8>, Summary) {
    let plan = Plan::new(definitions, info, PdfOptions::default());
    let mut encoder = Encoder::new(&plan);
    let mut writer = PdfWriter::new(&plan, Vec::new()).unwrap();
    for page in pages {
        writer.append(&encoder.encode(page)).unwrap();
    }
    writer.finish().unwrap()
}

pub(crate) fn open(bytes: &[u8]) -> PdfDocument {
    PdfDocument::open(Arc::from(bytes)).unwrap()
}

pub(crate) fn sample_pages(definitions: &Definitions) -> Vec<Page> {
    let mut pages: Vec<Page> =
        sample_pages::PAGES.iter().map(|&(_, draw)| sample_pages::page(definitions, draw)).collect();
    pages.push(sample_pages::text_page(definitions));
    pages
}
