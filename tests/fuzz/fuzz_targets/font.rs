//! Any bytes as a font: names, metrics, outlines.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(face) = fonts::Face::from_bytes(bytes.into(), 0) {
        for glyph in 0..face.glyph_count().min(64) {
            let _ = face.advance(glyph);
            let _ = face.outline(glyph, &mut Nothing);
        }
    }
});

struct Nothing;

impl fonts::OutlinePen for Nothing {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {}
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
    fn close(&mut self) {}
}
