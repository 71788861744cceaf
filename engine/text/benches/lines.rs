//! How fast text is laid out: a page of 250 table cells, a page of English, a page of Chinese.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot start has nothing to say")]

use std::path::Path;
use std::sync::{Arc, LazyLock};

use divan::Bencher;
use fonts::Face;
use text::{Align, ChainId, FaceSet, Lines, Paragraph, ParagraphStyle, Run, Shaper, TextStyle, lay_out_into};
use units::{Emu, FontSize};

fn main() {
    divan::main();
}

struct Fonts {
    set: FaceSet,
    chain: ChainId,
}

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let mut set = FaceSet::new();
    let faces = ["IBMPlexSans-Regular", "IBMPlexSansTC-Regular"].map(|name| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../assets/fonts/{name}.ttf"));
        let face = Face::from_bytes(Arc::from(std::fs::read(path).unwrap()), 0).unwrap();
        set.add(&face).unwrap()
    });
    let chain = set.chain(&faces).unwrap();
    Fonts { set, chain }
});

/// 50 rows of date, description, reference, amount, balance; each call gives other numbers.
fn cells(page: usize) -> Vec<String> {
    let shops = ["Café Müller", "Coffee shop, Main St.", "台北便利商店", "Direct debit ENERGY PLC", "Salary"];
    let row = |row: usize| {
        let number = page * 7919 + row * 104_729;
        [
            format!("{:02}.{:02}.2026", number % 28 + 1, number % 12 + 1),
            shops[number % shops.len()].to_owned(),
            format!("REF{:08}", number % 100_000_000),
            format!("{},{:03}.{:02}", number % 90 + 1, number % 1000, number % 100),
            format!("{},{:03}.{:02}", number % 990 + 1, number % 997, number % 97),
        ]
    };
    (0..50).flat_map(row).collect()
}

#[divan::bench]
fn page_of_250_cells(bencher: Bencher<'_, '_>) {
    let fonts = &*FONTS;
    let mut shaper = Shaper::new(&fonts.set);
    let mut lines = Lines::new();
    let pages: Vec<Vec<String>> = (0..64).map(cells).collect();
    let (left, right) =
        (ParagraphStyle::default(), ParagraphStyle { align: Align::Right, ..ParagraphStyle::default() });
    let style = TextStyle::new(fonts.chain, FontSize::from_twentieths(170));
    let mut page = 0;
    bencher.bench_local(|| {
        page += 1;
        let mut width = 0;
        for (number, text) in pages[page % pages.len()].iter().enumerate() {
            let run = [Run { text, style }];
            let paragraph = Paragraph { runs: &run, style: if number % 5 > 2 { &right } else { &left } };
            lay_out_into(&paragraph, Emu::from_points(120), &mut shaper, &mut lines);
            width += lines.width().wide();
        }
        width
    });
}

fn prose(bencher: Bencher<'_, '_>, text: &str) {
    let fonts = &*FONTS;
    let mut shaper = Shaper::new(&fonts.set);
    let mut lines = Lines::new();
    let style = ParagraphStyle { align: Align::Justify, ..ParagraphStyle::default() };
    let run = [Run { text, style: TextStyle::new(fonts.chain, FontSize::from_points(10)) }];
    bencher.bench_local(|| {
        lay_out_into(&Paragraph { runs: &run, style: &style }, Emu::from_points(450), &mut shaper, &mut lines);
        lines.lines().len()
    });
}

#[divan::bench]
fn page_of_english(bencher: Bencher<'_, '_>) {
    let sentence =
        "We are writing to let you know of changes to the terms of your account, which take effect on 1 May. ";
    prose(bencher, &sentence.repeat(40));
}

#[divan::bench]
fn page_of_chinese(bencher: Bencher<'_, '_>) {
    prose(bencher, &"親愛的客戶，感謝您使用本行的服務，如有疑問請撥打客服專線，我們將竭誠為您服務。".repeat(40));
}

#[divan::bench]
fn first_use_of_a_face(bencher: Bencher<'_, '_>) {
    let face = FONTS.set.faces().next().unwrap().clone();
    bencher.bench_local(|| {
        let mut set = FaceSet::new();
        let id = set.add(&face).unwrap();
        let chain = set.chain(&[id]).unwrap();
        let run = [Run { text: "a", style: TextStyle::new(chain, FontSize::from_points(10)) }];
        let style = ParagraphStyle::default();
        text::lay_out(&Paragraph { runs: &run, style: &style }, Emu::MAX, &mut Shaper::new(&set)).width()
    });
}
