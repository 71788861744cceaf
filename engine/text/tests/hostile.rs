//! Fonts with damaged layout tables set text somehow, or not at all; they never panic.

#![expect(clippy::unwrap_used, reason = "a failure is a failing test")]

use std::path::Path;
use std::sync::Arc;

use fonts::Face;
use text::{FaceSet, Paragraph, ParagraphStyle, Run, Shaper, TextStyle};
use units::{Emu, FontSize};

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

/// Where a table lies in a font file.
fn table(bytes: &[u8], tag: &[u8; 4]) -> std::ops::Range<usize> {
    let word = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let count = usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
    let record = (0..count).map(|number| 12 + number * 16).find(|&at| bytes[at..at + 4] == *tag).unwrap();
    word(record + 8)..word(record + 8) + word(record + 12)
}

fn exercise(bytes: &[u8]) {
    let Ok(face) = Face::from_bytes(Arc::from(bytes), 0) else { return };
    let mut set = FaceSet::new();
    let id = set.add(&face).unwrap();
    let chain = set.chain(&[id]).unwrap();
    let mut shaper = Shaper::new(&set);
    let style = ParagraphStyle::default();
    for text in ["AVATAR Ty. 12,50 fi", "Łódź e\u{301}x Ångström Ж", "\u{5D0}\u{5D1} \u{627}\u{644}"] {
        let run = [Run { text, style: TextStyle::new(chain, FontSize::from_points(10)) }];
        let lines = text::lay_out(&Paragraph { runs: &run, style: &style }, Emu::from_points(60), &mut shaper);
        assert!(!lines.lines().is_empty());
    }
}

#[test]
fn damaged_layout_tables_do_no_harm() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts/IBMPlexSans-Italic.ttf");
    let whole = std::fs::read(path).unwrap();
    let mut random = Random(0x00DA_3A6E);
    for round in 0..400 {
        let mut bytes = whole.clone();
        let tag = [b"GPOS", b"GSUB", b"GDEF", b"cmap", b"hmtx", b"maxp", b"hhea", b"head"][round % 8];
        let range = table(&bytes, tag);
        for _ in 0..=random.next(40) {
            // The headers and offsets at a table's beginning matter most.
            let reach = if random.next(3) == 0 { range.len() } else { range.len().min(400) };
            let at = range.start + random.next(reach);
            bytes[at] = [0, 0xFF, 0x7F, 1, random.next(256) as u8][random.next(5)];
        }
        exercise(&bytes);
    }
}
