//! Pages a second: a page of text at the resolutions of a preview, and its PNG.

#![expect(clippy::unwrap_used, reason = "a measurement may stop on what fails")]

use divan::Bencher;
use raster::{Renderer, compare, encode_png};
use sample_pages as sample;

fn main() {
    divan::main();
}

#[divan::bench(args = [96, 150, 300])]
fn text_page(bencher: Bencher, dpi: u32) {
    let definitions = sample::definitions();
    let page = sample::text_page(&definitions);
    let mut renderer = Renderer::new(&definitions);
    bencher.bench_local(|| renderer.render(&page, f64::from(dpi)).unwrap());
}

#[divan::bench]
fn text_page_with_cold_caches(bencher: Bencher) {
    let definitions = sample::definitions();
    let page = sample::text_page(&definitions);
    bencher.bench_local(|| Renderer::new(&definitions).render(&page, 150.0).unwrap());
}

#[divan::bench]
fn png(bencher: Bencher) {
    let definitions = sample::definitions();
    let drawn = Renderer::new(&definitions).render(&sample::text_page(&definitions), 150.0).unwrap();
    bencher.bench_local(|| encode_png(&drawn, 150.0).unwrap());
}

#[divan::bench]
fn comparison(bencher: Bencher) {
    let definitions = sample::definitions();
    let page = sample::text_page(&definitions);
    let mut renderer = Renderer::new(&definitions);
    let one = renderer.render(&page, 150.0).unwrap();
    let two = renderer.render(&page, 150.3).unwrap();
    bencher.bench_local(|| compare(&one, &two, 150.0));
}
