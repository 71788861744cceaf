//! Each page with a reference looks like it.
//!
//! The references are drawn by other programs in fonts that the AFP files do not carry, or are JPEG pictures of pages.
//! So pages are compared as seen from farther away, at fifty dots to the inch: every place has as much ink, of the same
//! colour, as the reference has there.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::path::Path;

use corpus::{folder, from_afar, jpeg};
use diagnostics::Diagnostics;
use formwright::Document;
use formwright::raster::{compare, encode_png};
use formwright::scene::Pixmap;

/// Dots to the inch that pages are compared at.
const AFAR: f64 = 50.0;
/// Dots to the inch that pages are drawn at where the reference is no picture.
const DRAWN: f64 = 150.0;

/// What a page is held against.
#[derive(Clone, Copy, Debug)]
enum Reference {
    /// The PDF file of the same name.
    Pdf,
    /// JPEG files of the same name with the page's number, at so many dots to the inch.
    Jpeg(f64),
}

/// The most of the inked pixels of a page that may differ, as seen from afar.
const MOST: f64 = 0.04;

/// A file with a reference.
#[derive(Clone, Copy, Debug)]
struct Case {
    file: &'static str,
    reference: Reference,
    /// Where the reference shows what the file does not hold: what may differ instead, and why.
    exception: Option<(f64, &'static str)>,
}

impl Case {
    const fn new(file: &'static str, reference: Reference) -> Self {
        Self { file, reference, exception: None }
    }

    const fn but(self, most: f64, why: &'static str) -> Self {
        Self { exception: Some((most, why)), ..self }
    }
}

const CASES: [Case; 9] = [
    Case::new("exstream-letter/Letter_Ref", Reference::Jpeg(300.0)),
    Case::new("xafp/ttf", Reference::Jpeg(96.0)),
    Case::new("xafp/x2", Reference::Jpeg(96.0))
        .but(0.3, "the program that drew the reference sets characters at rounded places inside a word"),
    Case::new("fop-statement/statement", Reference::Pdf),
    Case::new("readafp/table", Reference::Pdf),
    Case::new("readafp/simple", Reference::Pdf),
    Case::new("readafp/health_coverage", Reference::Pdf),
    Case::new("readafp/fonts", Reference::Pdf)
        .but(0.5, "characters outside the code page, all of Zapf Dingbats among them, are not in the AFP file"),
    Case::new("readafp/images", Reference::Pdf).but(0.8, "the AFP file has its pictures in grey, the PDF in colour"),
];

fn drawn(path: &Path, dpi: f64) -> Vec<Pixmap> {
    let document = Document::open(&path.display().to_string(), std::fs::read(path).unwrap()).unwrap();
    let mut painter = document.painter();
    (0..document.page_count()).map(|page| painter.paint(page, dpi, &mut Diagnostics::new()).unwrap()).collect()
}

/// A file's pages and those of its reference, as seen from afar.
fn pages(folder: &Path, case: Case) -> (Vec<Pixmap>, Vec<Pixmap>) {
    let afp = folder.join(case.file).with_extension("afp");
    let (pages, reference, dpi) = match case.reference {
        Reference::Pdf => (drawn(&afp, DRAWN), drawn(&afp.with_extension("pdf"), DRAWN), DRAWN),
        Reference::Jpeg(dpi) => {
            let pictures = (1..).map(|page| folder.join(format!("{}-{page}.jpg", case.file)));
            let read = pictures.map_while(|path| std::fs::read(path).ok()).map(|bytes| jpeg(&bytes).unwrap());
            (drawn(&afp, dpi), read.collect(), dpi)
        }
    };
    let side = (dpi / AFAR).round() as u32;
    let afar = |pictures: Vec<Pixmap>| pictures.iter().map(|picture| from_afar(picture, side)).collect();
    (afar(pages), afar(reference))
}

/// Leaves the pictures of a page beside the compiled tests, to look at.
fn keep(case: Case, page: usize, pictures: [&Pixmap; 3]) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (picture, kind) in pictures.into_iter().zip(["drawn", "reference", "difference"]) {
        let path = folder.join(format!("{}-{page}-{kind}.png", case.file.replace('/', "-")));
        std::fs::write(&path, encode_png(picture, AFAR).unwrap()).unwrap();
        println!("see {}", path.display());
    }
}

#[test]
fn pages_look_like_their_references_from_afar() {
    let Some(folder) = folder() else { return };
    for case in CASES {
        let (pages, references) = pages(&folder, case);
        assert_eq!(pages.len(), references.len(), "{}", case.file);
        for (number, (page, reference)) in pages.iter().zip(&references).enumerate() {
            let comparison = compare(page, reference, AFAR);
            println!("{} page {}: {:.4}", case.file, number + 1, comparison.share);
            let (most, why) = case.exception.unwrap_or((MOST, "no exception"));
            let agrees = comparison.share <= most;
            if !agrees || std::env::var_os("FORMWRIGHT_PICTURES").is_some() {
                keep(case, number + 1, [page, reference, &comparison.picture()]);
            }
            assert!(agrees, "{} page {}: {:.4} of {most} ({why})", case.file, number + 1, comparison.share);
        }
    }
}
