//! Outlines of the page and of large glyphs for tiny-skia, in points.

use fonts::{Face, OutlinePen};
use scene::{FillRule, LineCap, LineJoin, Path, Segment, Stroke};
use tiny_skia::{PathBuilder, StrokeDash};
use units::{Emu, Point};

/// An outline in points; none where it has no extent or is not finite.
pub(crate) fn path(path: &Path) -> Option<tiny_skia::Path> {
    let at = |point: Point| (point.x.to_points() as f32, point.y.to_points() as f32);
    let mut builder = PathBuilder::with_capacity(path.segments.len(), path.segments.len() * 2);
    for segment in &path.segments {
        match *segment {
            Segment::Move(to) => {
                let (x, y) = at(to);
                builder.move_to(x, y);
            }
            Segment::Line(to) => {
                let (x, y) = at(to);
                builder.line_to(x, y);
            }
            Segment::Cubic(one, two, to) => {
                let ((x1, y1), (x2, y2), (x, y)) = (at(one), at(two), at(to));
                builder.cubic_to(x1, y1, x2, y2, x, y);
            }
            Segment::Close => builder.close(),
        }
    }
    builder.finish()
}

/// A large glyph's outline in points at a size, y downward from the baseline.
pub(crate) fn glyph(face: &Face, glyph: u16, em: Emu) -> Option<tiny_skia::Path> {
    let scale = em.to_points() as f32 / f32::from(face.units_per_em());
    let mut pen = Pen { builder: PathBuilder::new(), scale };
    face.outline(glyph, &mut pen);
    pen.builder.finish()
}

pub(crate) const fn fill_rule(rule: FillRule) -> tiny_skia::FillRule {
    match rule {
        FillRule::NonZero => tiny_skia::FillRule::Winding,
        FillRule::EvenOdd => tiny_skia::FillRule::EvenOdd,
    }
}

/// A stroke in points, at least `thinnest` points wide.
pub(crate) fn stroke(stroke: &Stroke, thinnest: f32) -> tiny_skia::Stroke {
    tiny_skia::Stroke {
        width: (stroke.width.to_points() as f32).max(thinnest),
        miter_limit: 4.0,
        line_cap: match stroke.cap {
            LineCap::Flat => tiny_skia::LineCap::Butt,
            LineCap::Square => tiny_skia::LineCap::Square,
            LineCap::Round => tiny_skia::LineCap::Round,
        },
        line_join: match stroke.join {
            LineJoin::Miter => tiny_skia::LineJoin::Miter,
            LineJoin::Round => tiny_skia::LineJoin::Round,
            LineJoin::Bevel => tiny_skia::LineJoin::Bevel,
        },
        dash: stroke.dash.as_ref().and_then(|dash| {
            let lengths = dash.lengths.iter().map(|length| length.to_points() as f32).collect();
            StrokeDash::new(lengths, 0.0)
        }),
    }
}

struct Pen {
    builder: PathBuilder,
    scale: f32,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.builder.move_to(x * self.scale, -y * self.scale);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.builder.line_to(x * self.scale, -y * self.scale);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let scale = self.scale;
        self.builder.quad_to(x1 * scale, -y1 * scale, x * scale, -y * scale);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let scale = self.scale;
        self.builder.cubic_to(x1 * scale, -y1 * scale, x2 * scale, -y2 * scale, x * scale, -y * scale);
    }

    fn close(&mut self) {
        self.builder.close();
    }
}
