//! Files of other programs are read without an abort, and their pages hold what they should.

use std::path::{Path, PathBuf};

use afp_read::{AfpDocument, ReadOptions};
use scene::{Item, walk};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared")
}

/// The corpus beside the checkout, if it is there.
fn corpus() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("corpus")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "afp") {
                files.push(path);
            }
        }
    }
    files.sort();
    if files.is_empty() {
        println!("skipped: no corpus at {}", root().display());
    }
    files
}

/// Any face that the fonts folder has, to stand in.
fn substitutes() -> Vec<fonts::Face> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(root().join("fonts")).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let read = |path: PathBuf| fonts::Face::from_bytes(std::fs::read(path).ok()?.into(), 0).ok();
    paths.into_iter().filter_map(read).collect()
}

fn open(path: &Path) -> AfpDocument {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    AfpDocument::open(
        std::fs::read(path).unwrap(),
        &ReadOptions { name, substitutes: substitutes(), ..ReadOptions::default() },
    )
}

fn text_of(document: &AfpDocument, number: usize) -> String {
    let page = document.page(number).unwrap().page;
    let mut text = String::new();
    walk(&page.content, document.definitions(), &mut |visit| {
        if let Item::Text(run) = &visit.placed.item {
            text.push_str(visit.content.text(run));
            text.push('\n');
        }
    });
    text
}

#[test]
fn every_file_is_read_to_its_last_page() {
    for path in corpus() {
        let document = open(&path);
        let mut counts = [0usize; 6];
        let mut findings = document.diagnostics().len();
        for number in 0..document.page_count() {
            let read = document.page(number).unwrap();
            assert!(read.page.size.width > units::Emu::ZERO, "{} page {number}", path.display());
            findings += read.diagnostics.len();
            walk(&read.page.content, document.definitions(), &mut |visit| {
                let place = match visit.placed.item {
                    Item::Text(_) => 0,
                    Item::Rule(_) => 1,
                    Item::Path(_) => 2,
                    Item::Image(_) => 3,
                    Item::Barcode(_) => 4,
                    _ => 5,
                };
                counts[place] += 1;
            });
            if number == 0 || std::env::var_os("ALL").is_some() {
                for finding in &read.diagnostics {
                    println!("  {finding}");
                }
            }
        }
        let [texts, rules, paths, images, bars, _] = counts;
        println!(
            "{}: {} pages, {texts} texts, {rules} rules, {paths} paths, {images} images, {bars} bar codes, {findings} findings",
            path.file_name().unwrap().to_string_lossy(),
            document.page_count(),
        );
        for finding in document.diagnostics() {
            println!("  {finding}");
        }
    }
}

#[test]
fn truetype_text_comes_out_as_unicode() {
    let path = root().join("corpus/xafp/ttf.afp");
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return;
    }
    let document = open(&path);
    assert!(!text_of(&document, 0).contains('\u{FFFD}'));
    println!("{}", text_of(&document, 0));
}

#[test]
fn text_in_outline_fonts_of_private_characters_comes_out_as_unicode() {
    let path = root().join("corpus/exstream-letter/Letter_Ref.afp");
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return;
    }
    let document = open(&path);
    let text = text_of(&document, 0);
    assert!(text.contains("It's been a busy few months in Lexington"), "{text}");
    assert!(text.contains("(859) 296.0600 ext. 387"), "{text}");
    let fonts = document
        .diagnostics()
        .iter()
        .filter(|finding| matches!(finding.code, diagnostics::Code::AfpFontMissing | diagnostics::Code::FontDamaged));
    assert_eq!(fonts.count(), 0);
}

#[test]
fn a_raster_font_is_drawn_where_the_rules_under_its_words_end() {
    let path = root().join("corpus/xafp/x2.afp");
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return;
    }
    let document = open(&path);
    let page = document.page(0).unwrap();
    assert!(document.diagnostics().is_empty() && page.diagnostics.is_empty());
    let content = &page.page.content;
    let end = |item: &Item| match item {
        Item::Text(run) => Some(run.origin.x + run.advance),
        Item::Rule(rule) => Some(rule.rect.right()),
        _ => None,
    };
    let ends = |rules: bool| {
        content
            .items
            .iter()
            .map(|placed| &placed.item)
            .filter(move |item| matches!(item, Item::Rule(_)) == rules)
            .filter_map(end)
            .max()
    };
    let (text, rules) = (ends(false).unwrap(), ends(true).unwrap());
    assert!((text - rules).abs() < units::Emu::from_points(2), "{text:?} {rules:?}");
}
