//! Pages a second of conversions: statements with rules, a bar code and a chart, from AFP on one core.

#![expect(clippy::unwrap_used, reason = "a measurement may stop on what fails")]

use std::io::Cursor;
use std::num::NonZeroUsize;
use std::path::Path;

use divan::Bencher;
use divan::counter::ItemsCount;
use formwright::convert::{AfpExtractor, Conversion, PdfConversion, write_listing, write_pdf};
use formwright::{
    Crew, Document, InMemory, JobTime, Prepared, RecordRange, Records, Source, Unobserved, data_options, render_afp,
};

const STATEMENTS: u64 = 100;

fn main() {
    divan::main();
}

/// The statements of the sample as an AFP file.
fn afp() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/statement");
    let source = Source::open(&folder).unwrap();
    let prepared = Prepared::new(&source, JobTime::default()).unwrap();
    let (name, bytes) = source.samples().next().unwrap();
    let options = data_options(&source.template, name);
    let range = RecordRange { first: 1, last: Some(STATEMENTS) };
    let records = Records { source: Cursor::new(bytes.clone()), options, range };
    let crew = Crew { threads: NonZeroUsize::MIN, observer: &Unobserved };
    let mut out = Vec::new();
    render_afp(&prepared, records, crew, &InMemory, &mut out).unwrap();
    out
}

fn each(bencher: Bencher<'_, '_>, convert: impl Fn(&Conversion<'_>, &[u8])) {
    let bytes = afp();
    let Document::Afp(document) = Document::open("bench", bytes.clone()).unwrap() else { return };
    let conversion = Conversion { document: &document, sheets: None, threads: NonZeroUsize::MIN, progress: &|_| () };
    bencher.counter(ItemsCount::new(document.page_count())).bench_local(|| convert(&conversion, &bytes));
}

#[divan::bench]
fn opened(bencher: Bencher<'_, '_>) {
    let bytes = afp();
    bencher.bench_local(|| Document::open("bench", bytes.clone()).unwrap().page_count());
}

#[divan::bench]
fn pdf(bencher: Bencher<'_, '_>) {
    let choices = PdfConversion::default();
    each(bencher, |conversion, _| {
        write_pdf(conversion, conversion.document.steps(), &choices, &mut std::io::sink()).unwrap();
    });
}

#[divan::bench]
fn json(bencher: Bencher<'_, '_>) {
    each(bencher, |conversion, _| {
        write_listing(conversion, conversion.document.steps(), "bench", &mut std::io::sink()).unwrap();
    });
}

#[divan::bench]
fn afp_of_afp(bencher: Bencher<'_, '_>) {
    each(bencher, |conversion, bytes| {
        let extractor = AfpExtractor::new(conversion.document, bytes);
        extractor.write(conversion.document.steps(), &mut std::io::sink()).unwrap();
    });
}

#[divan::bench]
fn drawn_at_150_dots_an_inch(bencher: Bencher<'_, '_>) {
    each(bencher, |conversion, _| {
        let steps = conversion.document.steps();
        let draw = |caches: &mut Option<formwright::raster::Caches>, page: &_, definitions: &_| {
            let mut renderer =
                formwright::raster::Renderer::with_caches(definitions, caches.take().unwrap_or_default());
            let bytes = renderer.render(page, 150.0).unwrap().rgba.len();
            *caches = Some(renderer.into_caches());
            Ok(bytes)
        };
        conversion.pages(steps, || None, draw, |_, _| Ok(())).unwrap();
    });
}
