//! The fonts the tests read.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::allow_attributes,
    reason = "each test uses some of it; a failure is a failing test"
)]

use std::path::Path;
use std::sync::Arc;

use fonts::{Face, OutlinePen};

pub const NAMES: [&str; 13] = [
    "IBMPlexMono-Regular",
    "IBMPlexMono-SemiBold",
    "IBMPlexSans-Bold",
    "IBMPlexSans-BoldItalic",
    "IBMPlexSans-Italic",
    "IBMPlexSans-Medium",
    "IBMPlexSans-Regular",
    "IBMPlexSans-SemiBold",
    "IBMPlexSansTC-Regular",
    "IBMPlexSansTC-SemiBold",
    "IBMPlexSerif-Italic",
    "IBMPlexSerif-Regular",
    "IBMPlexSerif-SemiBold",
];

pub fn bytes(name: &str) -> Arc<[u8]> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
    Arc::from(std::fs::read(folder.join(format!("{name}.ttf"))).unwrap())
}

pub fn face(name: &str) -> Face {
    Face::from_bytes(bytes(name), 0).unwrap()
}

/// An outline as text.
#[derive(Default, PartialEq, Eq, Debug)]
pub struct Drawn(pub String);

impl Drawn {
    pub fn of(face: &Face, glyph: u16) -> Self {
        let mut drawn = Self::default();
        face.outline(glyph, &mut drawn);
        drawn
    }
}

impl OutlinePen for Drawn {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0 += &format!("M{x} {y}");
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0 += &format!("L{x} {y}");
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0 += &format!("Q{cx} {cy} {x} {y}");
    }
    fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
        self.0 += &format!("C{a} {b} {c} {d} {x} {y}");
    }
    fn close(&mut self) {
        self.0.push('Z');
    }
}
