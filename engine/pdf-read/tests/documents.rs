//! Files written by hand, and hostile ones.

#![expect(clippy::unwrap_used, reason = "a test may stop on what fails")]

use std::sync::Arc;

use diagnostics::{Code, Location};
use pdf_read::PdfDocument;
use units::{Angle, Emu, Size};

/// A file of one page of 200 × 100 points with a content stream and further entries of its page.
fn file(content: &str, page: &str) -> Vec<u8> {
    format!(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R\
         /Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>{page}>>endobj\n\
         4 0 obj<</Length {}>>stream\n{content}\nendstream endobj\n\
         5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n\
         6 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 200 100]/Length 6/Resources<</XObject<</X 6 0 R>>>>>>stream\n\
         /X Do \nendstream endobj\ntrailer<</Root 1 0 R>>\n",
        content.len()
    )
    .into_bytes()
}

fn open(bytes: Vec<u8>) -> PdfDocument {
    PdfDocument::open(Arc::from(bytes)).unwrap()
}

#[test]
fn rectangles_and_colours_are_drawn_where_they_belong() {
    let document = open(file("1 0 0 rg 50 25 100 50 re f", ""));
    assert_eq!(document.page_count(), 1);
    assert_eq!(document.page_size(0), Some(Size::new(Emu::from_points(200), Emu::from_points(100))));
    let drawn = document.render(0, 72.0).unwrap();
    assert_eq!((drawn.width, drawn.height), (200, 100));
    assert_eq!(drawn.pixel(100, 50), Some([255, 0, 0, 255]));
    assert_eq!((drawn.pixel(49, 50), drawn.pixel(100, 76)), (Some([255; 4]), Some([255; 4])));
    let large = document.render(0, 150.0).unwrap();
    assert_eq!((large.width, large.height), (417, 208));
}

#[test]
fn text_is_found_with_its_place_and_direction() {
    let document = open(file("BT /F1 10 Tf 20 70 Td (Hello) Tj 100 0 Td (world) Tj 0 1 -1 0 190 10 Tm (Up) Tj ET", ""));
    let found = document.text(0).unwrap();
    let texts: Vec<_> = found.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(texts, ["Hello", "world", "Up"]);
    assert_eq!((found[0].x, found[0].baseline), (Emu::from_points(20), Emu::from_points(30)));
    assert_eq!((found[1].x, found[1].size), (Emu::from_points(120), Emu::from_points(10)));
    assert_eq!(found[2].turn, Angle::from_degrees(270));
    // Helvetica: H 722, e 556, l 222, l 222, o 556.
    assert_eq!(found[0].end, Emu::from_points(20) + Emu::new(12_700 * 2278 / 100));
}

#[test]
fn a_turned_page_is_read_as_it_is_shown() {
    let document = open(file("BT /F1 10 Tf 20 70 Td (Hello) Tj ET", "/Rotate 90"));
    assert_eq!(document.page_size(0), Some(Size::new(Emu::from_points(100), Emu::from_points(200))));
    let piece = &document.text(0).unwrap()[0];
    assert_eq!((piece.turn, piece.x), (Angle::from_degrees(90), Emu::from_points(20)));
}

#[test]
fn actual_text_stands_for_its_glyphs() {
    let content = "BT /F1 10 Tf 20 70 Td (a) Tj /Span<</ActualText(xyz)>>BDC (bc) Tj EMC (d) Tj ET";
    let texts: Vec<_> = open(file(content, "")).text(0).unwrap().into_iter().map(|piece| piece.text).collect();
    assert_eq!(texts, ["a", "xyz", "d"]);
}

#[test]
fn what_is_no_pdf_is_refused_with_a_reason() {
    for bytes in [&b""[..], b"%PDF-1.7", b"hello", &[0; 1000]] {
        let error = PdfDocument::open(Arc::from(bytes)).err().unwrap();
        assert_eq!(error.code, Code::PdfDamaged);
    }
}

#[test]
fn pages_that_are_not_there_and_pictures_too_large_are_refused_with_their_place() {
    let document = open(file("", ""));
    for error in [
        document.render(7, 72.0).unwrap_err(),
        document.text(7).unwrap_err(),
        document.render(0, 1e6).unwrap_err(),
        document.render(0, f64::NAN).unwrap_err(),
        document.render(0, -5.0).unwrap_err(),
    ] {
        assert_eq!(error.code, Code::PdfDamaged);
        assert!(matches!(error.locations[..], [Location::Page { .. }]), "{error}");
    }
}

#[test]
fn a_form_that_draws_itself_comes_to_an_end() {
    let document = open(file("/X Do", ""));
    assert!(document.render(0, 72.0).is_ok());
    assert_eq!(document.text(0), Ok(Vec::new()));
}

#[test]
fn forms_that_draw_two_forms_each_are_left_in_time() {
    let mut bytes = String::from_utf8(file("/X Do", "")).unwrap().replace("/X 6 0 R", "/X 10 0 R");
    for number in 10..40 {
        let next = number + 1;
        bytes.push_str(&format!(
            "{number} 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 200 100]/Length 11\
             /Resources<</XObject<</X {next} 0 R>>>>>>stream\n/X Do /X Do\nendstream endobj\n"
        ));
    }
    bytes.push_str(
        "40 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 200 100]/Length 12>>stream\n0 0 1 1 re f\nendstream endobj\n\
         trailer<</Root 1 0 R>>\n",
    );
    let document = open(bytes.into_bytes());
    assert_eq!(document.text(0).unwrap_err().code, Code::PdfDamaged);
    assert_eq!(document.render(0, 72.0).unwrap_err().code, Code::PdfDamaged);
}

#[test]
fn pictures_that_claim_to_be_enormous_are_refused() {
    for kind in ["/ImageMask true/BitsPerComponent 1", "/ColorSpace/DeviceRGB/BitsPerComponent 8"] {
        let picture = format!(
            "6 0 obj<</Type/XObject/Subtype/Image/Width 100000/Height 100000{kind}/Length 4>>stream\n0000\nendstream endobj\n\
             trailer<</Root 1 0 R>>\n"
        );
        let mut bytes = file("/X Do", "");
        bytes.extend_from_slice(picture.as_bytes());
        let error = PdfDocument::open(Arc::from(bytes)).err().unwrap();
        assert!(error.to_string().contains("10000000000 pixels"), "{error}");
    }
    let document = open(file("q 9 0 0 9 0 0 cm BI /W 100000 /H 100000 /IM true /BPC 1 ID 0000 EI Q", ""));
    assert_eq!(document.render(0, 72.0).unwrap_err().code, Code::PdfDamaged);
}

#[test]
fn mutated_files_never_panic() {
    let samples = [
        include_bytes!("files/sample.pdf").to_vec(),
        file("q 1 0 0 rg 50 25 100 50 re f Q BT /F1 9 Tf 9 9 Td (Hi) Tj ET", ""),
    ];
    // What the reader panics about is caught; its messages would only be noise here.
    std::panic::set_hook(Box::new(|_| {}));
    let mut seed = 0x9E37_79B9_7F4A_7C15u64;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below.max(1) as u64) as usize
    };
    let mut opened = 0;
    for round in 0..3_000 {
        let mut bytes = samples[round % samples.len()].clone();
        for _ in 0..=random(8) {
            if bytes.is_empty() {
                break;
            }
            let at = random(bytes.len());
            match random(6) {
                0 => bytes[at] = random(256) as u8,
                1 => bytes[at] ^= 1 << random(8),
                2 => bytes.truncate(at.max(1)),
                3 => {
                    let end = (at + random(40)).min(bytes.len());
                    bytes.drain(at..end);
                }
                4 => {
                    let end = (at + random(40)).min(bytes.len());
                    let piece = bytes[at..end].to_vec();
                    let to = random(bytes.len());
                    bytes.splice(to..to, piece);
                }
                _ => {
                    let digit = bytes.iter().skip(at).position(u8::is_ascii_digit).map_or(at, |found| at + found);
                    bytes[digit] = b'0' + random(10) as u8;
                }
            }
        }
        if let Ok(document) = PdfDocument::open(Arc::from(bytes)) {
            opened += 1;
            for page in 0..document.page_count().min(2) {
                let _ = document.text(page);
                let _ = document.render(page, 20.0);
            }
        }
    }
    let _ = std::panic::take_hook();
    assert!(opened > 100, "{opened}");
}
