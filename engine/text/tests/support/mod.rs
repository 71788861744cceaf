//! The fonts the tests set text in.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::allow_attributes,
    reason = "each test uses some of it; a failure is a failing test"
)]

use std::path::Path;
use std::sync::Arc;

use fonts::Face;
use text::{ChainId, FaceSet, Lines, Paragraph, ParagraphStyle, Run, Shaper, TextStyle};
use units::{Emu, FontSize};

pub struct Fonts {
    pub set: FaceSet,
    /// IBM Plex Sans, then the Traditional Chinese face.
    pub sans: ChainId,
    pub bold: ChainId,
    pub mono: ChainId,
}

pub fn face(name: &str) -> Face {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
    let bytes = std::fs::read(folder.join(format!("{name}.ttf"))).unwrap();
    Face::from_bytes(Arc::from(bytes), 0).unwrap()
}

pub fn fonts() -> Fonts {
    let mut set = FaceSet::new();
    let [sans, bold, mono, tc] =
        ["IBMPlexSans-Regular", "IBMPlexSans-Bold", "IBMPlexMono-Regular", "IBMPlexSansTC-Regular"]
            .map(|name| set.add(&face(name)).unwrap());
    let chains = [[sans, tc], [bold, tc], [mono, tc]].map(|chain| set.chain(&chain).unwrap());
    Fonts { set, sans: chains[0], bold: chains[1], mono: chains[2] }
}

pub fn lay_out(fonts: &Fonts, text: &str, style: &ParagraphStyle, width: Emu) -> Lines {
    let run = Run { text, style: TextStyle::new(fonts.sans, FontSize::from_points(10)) };
    text::lay_out(&Paragraph { runs: &[run], style }, width, &mut Shaper::new(&fonts.set))
}

/// The text of each line.
pub fn texts(lines: &Lines) -> Vec<&str> {
    lines.lines().iter().map(|line| lines.text_of(line.text)).collect()
}

/// What a line's drawn runs say, from left to right.
pub fn drawn(lines: &Lines, number: usize) -> Vec<&str> {
    let line = &lines.lines()[number];
    lines.runs(line).iter().filter(|run| run.kind == text::RunKind::Text).map(|run| lines.text_of(run.text)).collect()
}
