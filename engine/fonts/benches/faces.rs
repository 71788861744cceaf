//! How fast a large face is read and subset.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot start has nothing to say")]

use std::path::Path;
use std::sync::{Arc, LazyLock};

use divan::Bencher;
use fonts::{Face, subset_for_afp, subset_for_pdf};

fn main() {
    divan::main();
}

static FILE: LazyLock<Arc<[u8]>> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts/IBMPlexSansTC-Regular.ttf");
    Arc::from(std::fs::read(path).unwrap())
});

fn characters(face: &Face) -> Vec<char> {
    ('一'..).filter(|&character| face.glyph(character).is_some()).take(500).collect()
}

#[divan::bench]
fn read_a_chinese_face() -> Face {
    Face::from_bytes(Arc::clone(&FILE), 0).unwrap()
}

#[divan::bench]
fn first_character_of_a_chinese_face(bencher: Bencher<'_, '_>) {
    let fresh = || Face::from_bytes(Arc::clone(&FILE), 0).unwrap();
    bencher.with_inputs(fresh).bench_values(|face| face.glyph('客'));
}

#[divan::bench]
fn subset_500_chinese_characters_for_afp(bencher: Bencher<'_, '_>) {
    let face = read_a_chinese_face();
    let characters = characters(&face);
    bencher.bench(|| subset_for_afp(&face, characters.iter().copied(), "FW").unwrap().len());
}

#[divan::bench]
fn subset_500_chinese_characters_for_pdf(bencher: Bencher<'_, '_>) {
    let face = read_a_chinese_face();
    let glyphs: Vec<u16> = characters(&face).into_iter().filter_map(|character| face.glyph(character)).collect();
    bencher.bench(|| subset_for_pdf(&face, glyphs.iter().copied()).unwrap().len());
}
