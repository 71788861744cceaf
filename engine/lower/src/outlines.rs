//! The outlines of glyphs as paths.

use fonts::{Face, OutlinePen};
use scene::{Path, Segment};
use units::{Emu, Point, Transform};

/// Collects a glyph's outline, scaled from design units and placed.
struct Collector {
    segments: Vec<Segment>,
    /// Emu of the em square's side over units to it.
    scale: f64,
    offset: Point,
    transform: Transform,
    at: (f64, f64),
}

/// A glyph's outline: `em` is the side of the em square, `offset` the glyph's origin in the run's coordinates,
/// `transform` leads from these to the page. Empty for a glyph without outline.
pub fn glyph_path(face: &Face, glyph: u16, em: Emu, offset: Point, transform: Transform) -> Path {
    let scale = f64::from(em.get()) / f64::from(face.units_per_em().max(1));
    let mut collector = Collector { segments: Vec::new(), scale, offset, transform, at: (0.0, 0.0) };
    face.outline(glyph, &mut collector);
    Path { segments: collector.segments }
}

impl Collector {
    fn place(&self, (x, y): (f64, f64)) -> Point {
        let inside = Point::new(Emu::round_from_f64(x * self.scale), Emu::round_from_f64(-y * self.scale));
        self.transform.apply(inside + self.offset)
    }
}

impl OutlinePen for Collector {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = (x.into(), y.into());
        self.segments.push(Segment::Move(self.place(self.at)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.at = (x.into(), y.into());
        self.segments.push(Segment::Line(self.place(self.at)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (from, control, to) = (self.at, (f64::from(cx), f64::from(cy)), (f64::from(x), f64::from(y)));
        let third =
            |end: (f64, f64)| (end.0 + (control.0 - end.0) * 2.0 / 3.0, end.1 + (control.1 - end.1) * 2.0 / 3.0);
        self.segments.push(Segment::Cubic(self.place(third(from)), self.place(third(to)), self.place(to)));
        self.at = to;
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (one, two) = ((f64::from(cx0), f64::from(cy0)), (f64::from(cx1), f64::from(cy1)));
        self.at = (x.into(), y.into());
        self.segments.push(Segment::Cubic(self.place(one), self.place(two), self.place(self.at)));
    }

    fn close(&mut self) {
        self.segments.push(Segment::Close);
    }
}
