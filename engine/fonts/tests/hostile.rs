//! Damaged fonts end in an error or in some font, never in a panic or without end.

#![expect(clippy::unwrap_used, reason = "a failure is a failing test")]

mod support;

use std::sync::Arc;

use fonts::{Face, subset_for_afp, subset_for_pdf};
use support::{Drawn, bytes, face};

/// A small random source (xorshift), the same on each run.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

/// Does with a font what the rest of the engine does.
fn exercise(bytes: Vec<u8>) {
    let Ok(face) = Face::from_bytes(Arc::from(bytes), 0) else { return };
    for character in ['a', 'Å', '客', '\u{20000}'] {
        if let Some(glyph) = face.glyph(character) {
            let _ = (face.advance(glyph), face.bounds(glyph), Drawn::of(&face, glyph), face.character_of(glyph));
            if let Ok(subset) = subset_for_afp(&face, [character], "FW") {
                Face::from_bytes(Arc::from(subset), 0).unwrap();
            }
        }
    }
    let _ = subset_for_pdf(&face, 0..face.glyph_count().min(200));
}

#[test]
fn changed_bytes_do_no_harm() {
    let whole = face("IBMPlexSans-Regular");
    let small = subset_for_afp(&whole, "Hamburgefonsåäö 012".chars(), "FW").unwrap();
    let mut random = Random(0x5EED_F047);
    for _ in 0..4000 {
        let mut bytes = small.clone();
        for _ in 0..=random.next(8) {
            let at = if random.next(2) == 0 { random.next(600) } else { random.next(bytes.len()) };
            let value = [0, 0xFF, 0x7F, 0x80, random.next(256) as u8][random.next(5)];
            if let Some(byte) = bytes.get_mut(at) {
                *byte = value;
            }
        }
        if random.next(4) == 0 {
            bytes.truncate(random.next(bytes.len()));
        }
        exercise(bytes);
    }
}

#[test]
fn changed_directories_of_a_whole_font_do_no_harm() {
    let whole = bytes("IBMPlexMono-Regular");
    let mut random = Random(0xD1CE);
    for _ in 0..150 {
        let mut bytes = whole.to_vec();
        for _ in 0..=random.next(4) {
            let at = random.next(300);
            bytes[at] = random.next(256) as u8;
        }
        exercise(bytes);
    }
}

#[test]
fn a_glyph_of_endless_components_ends() {
    let whole = face("IBMPlexSans-Regular");
    let bytes = subset_for_afp(&whole, ['Å'], "FW").unwrap();
    let subset = Face::from_bytes(Arc::from(bytes.clone()), 0).unwrap();
    let glyph = subset.glyph('Å').unwrap();
    // Point the two components of the composite glyph at the glyph itself: two, four, eight …
    use skrifa::raw::TableProvider;
    let font = subset.font().unwrap();
    let glyf = font.table_directory().table_records().iter().find(|it| it.tag() == "glyf").unwrap().offset();
    let start = font.loca(None).unwrap().get_raw(usize::from(glyph)).unwrap();
    let first = (glyf + start) as usize + 12;
    let mut looped = bytes;
    let words = u16::from_be_bytes([looped[first - 2], looped[first - 1]]) & 1 != 0;
    let second = first + if words { 8 } else { 6 };
    for at in [first, second] {
        looped[at..at + 2].copy_from_slice(&glyph.to_be_bytes());
    }
    let endless = Face::from_bytes(Arc::from(looped.clone()), 0).unwrap();
    assert!(!endless.outline(glyph, &mut Drawn::default()));
    exercise(looped);
}
