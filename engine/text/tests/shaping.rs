//! Shaping by table and cache against the shaping engine itself.

#![expect(clippy::unwrap_used, reason = "a failure is a failing test")]

mod support;

use harfrust::{Direction, Feature, ShapeOptions, ShapePlan, ShaperData, Tag, UnicodeBuffer, script};
use support::{face, fonts};
use text::{FaceSet, Paragraph, ParagraphStyle, Run, Shaper, TextStyle};
use units::{Emu, FontSize};

const WORDS: &str = "AVATAR Wave To. Ty, (1,234.56) 7.11.2026 'Quoted' fi ffl office T-shirt and/or re: P.O. L'Oréal \
    Tür ÀÉ Łódź LTD. VAT£ €9.99 –12 YYZ r, v. we\u{301}";

/// Glyphs and positions of a word by the engine alone, at 127 units for a thousandth of the em.
fn by_engine(face: &fonts::Face, word: &str) -> Vec<(u16, i32)> {
    let font = face.font().unwrap();
    let data = ShaperData::new(&font);
    let engine = data.shaper(&font).build();
    let features = [b"liga", b"clig", b"calt"].map(|tag| Feature::new(Tag::new(tag), 0, ..));
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(word);
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_script(script::LATIN);
    let plan = ShapePlan::new(&engine, Direction::LeftToRight, Some(script::LATIN), None, &features);
    let shaped = engine.shape(buffer, ShapeOptions::new().plan(Some(&plan)).features(&features));
    let mut along = 0;
    let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
    glyphs
        .map(|(info, position)| {
            let at = (along + position.x_offset) * 127;
            along += position.x_advance;
            (info.glyph_id as u16, at)
        })
        .collect()
}

#[test]
fn words_come_out_as_the_engine_shapes_them() {
    for name in ["IBMPlexSans-Regular", "IBMPlexSans-BoldItalic", "IBMPlexSerif-Regular", "IBMPlexMono-Regular"] {
        let face = face(name);
        let mut set = FaceSet::new();
        let id = set.add(&face).unwrap();
        let chain = set.chain(&[id]).unwrap();
        let mut shaper = Shaper::new(&set);
        for word in WORDS.split_whitespace() {
            let runs = [Run { text: word, style: TextStyle::new(chain, FontSize::from_points(10)) }];
            let style = ParagraphStyle::default();
            for _ in 0..2 {
                let lines = text::lay_out(&Paragraph { runs: &runs, style: &style }, Emu::MAX, &mut shaper);
                let run = lines.runs(&lines.lines()[0])[0];
                let glyphs: Vec<(u16, i32)> =
                    lines.glyphs(&run).iter().map(|glyph| (glyph.id, glyph.along.get())).collect();
                assert_eq!(glyphs, by_engine(&face, word), "{name} {word}");
            }
        }
    }
}

#[test]
fn every_glyph_of_text_is_in_the_character_map() {
    let fonts = fonts();
    let text = "fi ffl 1/2 (c) -> !== Ångström Łódź naïve 客戶，您好「」e\u{301}";
    let lines = support::lay_out(&fonts, text, &ParagraphStyle::default(), Emu::MAX);
    for run in lines.runs(&lines.lines()[0]) {
        let face = fonts.set.face(run.face).unwrap();
        for glyph in lines.glyphs(run) {
            assert!(face.character_of(glyph.id).is_some(), "{glyph:?} in {}", lines.text_of(run.text));
        }
    }
}

#[test]
fn a_face_is_numbered_once_and_chains_as_well() {
    let mut set = FaceSet::new();
    let sans = face("IBMPlexSans-Regular");
    let first = set.add(&sans).unwrap();
    assert_eq!(set.add(&face("IBMPlexSans-Regular")).unwrap(), first);
    assert_eq!(set.faces().len(), 1);
    assert_eq!(set.chain(&[first]).unwrap(), set.chain(&[first]).unwrap());
    assert_ne!(set.chain(&[first]).unwrap(), set.chain(&[first, first]).unwrap());
}
