//! Outlines at a size, moved onto the grid of a device by the font's own instructions.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, HintingInstance, HintingOptions, OutlinePen, Target};
use skrifa::{GlyphId, MetadataProvider};

use crate::Face;
use crate::outline_guard::is_drawable;

/// A face at a size in pels to the em, for devices that set pels or leave them white. The interpreter of the font's
/// instructions is bounded and counts in whole numbers, so the outlines are the same on every machine.
pub struct HintedFace {
    size: Size,
    instance: Option<HintingInstance>,
}

impl HintedFace {
    /// Prepares a face; one whose instructions fail is drawn without them.
    pub fn new(face: &Face, pels: f32) -> Self {
        let size = Size::new(pels);
        let instance = face.font().and_then(|font| {
            let options = HintingOptions::from(Target::Mono);
            HintingInstance::new(&font.outline_glyphs(), size, LocationRef::default(), options).ok()
        });
        Self { size, instance }
    }

    /// Draws a glyph of the face it was made for in pels, y upward; whether it has an outline.
    pub fn outline(&self, face: &Face, glyph: u16, pen: &mut impl OutlinePen) -> bool {
        let Some(font) = face.font().filter(|font| is_drawable(font, glyph)) else { return false };
        let Some(outline) = font.outline_glyphs().get(GlyphId::from(glyph)) else { return false };
        let mut drawn = Recorder::default();
        let hinted = self
            .instance
            .as_ref()
            .is_some_and(|instance| outline.draw(DrawSettings::hinted(instance, false), &mut drawn).is_ok());
        if !hinted {
            // What was drawn until the instructions failed is not kept.
            drawn = Recorder::default();
            if outline.draw(DrawSettings::unhinted(self.size, LocationRef::default()), &mut drawn).is_err() {
                return false;
            }
        }
        drawn.replay(pen);
        true
    }
}

impl std::fmt::Debug for HintedFace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HintedFace").field("size", &self.size).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy)]
enum Step {
    Move(f32, f32),
    Line(f32, f32),
    Quad(f32, f32, f32, f32),
    Curve([f32; 6]),
    Close,
}

/// Keeps an outline until it is known to be whole.
#[derive(Default)]
struct Recorder(Vec<Step>);

impl Recorder {
    fn replay(&self, pen: &mut impl OutlinePen) {
        for step in &self.0 {
            match *step {
                Step::Move(x, y) => pen.move_to(x, y),
                Step::Line(x, y) => pen.line_to(x, y),
                Step::Quad(cx, cy, x, y) => pen.quad_to(cx, cy, x, y),
                Step::Curve([cx0, cy0, cx1, cy1, x, y]) => pen.curve_to(cx0, cy0, cx1, cy1, x, y),
                Step::Close => pen.close(),
            }
        }
    }
}

impl OutlinePen for Recorder {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(Step::Move(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(Step::Line(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.push(Step::Quad(cx, cy, x, y));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.push(Step::Curve([cx0, cy0, cx1, cy1, x, y]));
    }

    fn close(&mut self) {
        self.0.push(Step::Close);
    }
}
