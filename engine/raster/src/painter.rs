//! Drawing items in order.

use diagnostics::{Code, Diagnostic, Diagnostics};
use scene::{Content, Definitions, Group, ImageId, Item, Path, PathItem, Placed, TextRun};
use tiny_skia::Mask;
use units::{Colour, Transform};

use crate::caches::Caches;
use crate::canvas::Canvas;
use crate::extent::extent;
use crate::glyphs::{GlyphKey, SUBPIXELS};
use crate::matrix::{Bounds, Matrix};
use crate::outlines;

/// How deep groups and includes may nest; deeper ones are not drawn.
const DEEPEST: usize = 64;

/// How many pixels of layers may be open at once.
const MOST_LAYER_PIXELS: u64 = 200_000_000;

/// How many items of a page are drawn, those of includes each time anew.
pub(crate) const MOST_ITEMS: u64 = 5_000_000;

/// Glyphs larger than so many pixels to the em are filled directly.
const LARGEST_MASKED_EM: f64 = 256.0;

/// Draws the items of one page.
pub(crate) struct Painter<'r> {
    pub(crate) definitions: &'r Definitions,
    pub(crate) caches: &'r mut Caches,
    pub(crate) faces: &'r [u32],
    pub(crate) images: &'r [u32],
    pub(crate) diagnostics: &'r mut Diagnostics,
    pub(crate) open_layer_pixels: u64,
    pub(crate) items_left: u64,
}

impl Painter<'_> {
    pub(crate) fn page(&mut self, content: &Content, matrix: Matrix, canvas: &mut Canvas) {
        self.items(&content.items, content, matrix, canvas, DEEPEST);
    }

    pub(crate) fn rgb(&self, colour: Colour) -> [u8; 3] {
        self.definitions.to_rgb(colour)
    }

    pub(crate) fn image_number(&self, image: ImageId) -> Option<u32> {
        self.images.get(image.0 as usize).copied()
    }

    fn items(&mut self, items: &[Placed], content: &Content, matrix: Matrix, canvas: &mut Canvas, depth: usize) {
        if depth == 0 {
            return;
        }
        for placed in items {
            if self.items_left == 0 {
                let finding = Diagnostic::new(Code::Unsupported)
                    .with("what", format!("a page of more than {MOST_ITEMS} items"))
                    .with("advice", "the rest of it is not drawn");
                self.diagnostics.push_once(finding);
                return;
            }
            self.items_left -= 1;
            match &placed.item {
                Item::Text(run) => self.text(run, content, matrix, canvas),
                Item::Rule(rule) => self.rect(rule.rect, rule.colour, matrix, canvas),
                Item::Path(path) => self.path(path, matrix, canvas),
                Item::Image(image) => self.image(image, matrix, canvas),
                Item::Barcode(barcode) => {
                    let matrix = matrix.with(barcode.transform());
                    if matrix.is_upright() {
                        let bars: Vec<Bounds> = barcode.bars.iter().map(|&bar| matrix.bounds(bar)).collect();
                        canvas.fill_rects(&bars, self.rgb(barcode.colour));
                    } else {
                        let segments = barcode.bars.iter().flat_map(|&bar| Path::rect(bar).segments).collect();
                        self.fill(&Path { segments }, barcode.colour, matrix, canvas);
                    }
                }
                Item::Include { include, at, turn } => {
                    if let Some(defined) = self.definitions.include(*include) {
                        let inner = matrix.with(Transform::rotate((*turn).into()).then(Transform::translate(*at)));
                        self.items(&defined.content.items, &defined.content, inner, canvas, depth - 1);
                    }
                }
                Item::Group(group) => self.group(group, content, matrix, canvas, depth),
                Item::Link(_) => {}
            }
        }
    }

    fn rect(&self, rect: units::Rect, colour: Colour, matrix: Matrix, canvas: &mut Canvas) {
        if matrix.is_upright() {
            canvas.fill_rect(matrix.bounds(rect), self.rgb(colour));
        } else {
            self.fill(&Path::rect(rect), colour, matrix, canvas);
        }
    }

    fn fill(&self, path: &Path, colour: Colour, matrix: Matrix, canvas: &mut Canvas) {
        if let Some(outline) = outlines::path(path) {
            canvas.fill_path(&outline, tiny_skia::FillRule::Winding, self.rgb(colour), matrix.for_points());
        }
    }

    fn path(&self, item: &PathItem, matrix: Matrix, canvas: &mut Canvas) {
        let Some(outline) = outlines::path(&item.path) else { return };
        let transform = matrix.for_points();
        if let Some((colour, rule)) = item.fill {
            canvas.fill_path(&outline, outlines::fill_rule(rule), self.rgb(colour), transform);
        }
        if let Some(stroke) = &item.stroke {
            let thinnest = 1.0 / (matrix.scale() * f64::from(units::Emu::PER_POINT)).max(1e-9);
            let line = outlines::stroke(stroke, thinnest as f32);
            canvas.stroke_path(&outline, &line, self.rgb(stroke.colour), transform);
        }
    }

    fn text(&mut self, run: &TextRun, content: &Content, matrix: Matrix, canvas: &mut Canvas) {
        let Some(face) = self.definitions.face(run.face) else { return };
        let Some(&number) = self.faces.get(usize::from(run.face.0)) else { return };
        let colour = self.rgb(run.colour);
        for rect in run.decoration_rects(face) {
            self.rect(rect, run.colour, matrix, canvas);
        }
        let line = matrix.with(run.transform());
        let em = f64::from(run.size.em().get());
        if em * line.scale() > LARGEST_MASKED_EM {
            for glyph in content.glyphs(run) {
                if let Some(outline) = outlines::glyph(face, glyph.id, run.size.em()) {
                    let (e, f) = line.apply(f64::from(glyph.along.get()), f64::from(glyph.across.get()));
                    let placed = Matrix { e, f, ..line }.for_points();
                    canvas.fill_path(&outline, tiny_skia::FillRule::Winding, colour, placed);
                }
            }
            return;
        }
        let scale = em / f64::from(face.units_per_em());
        let linear =
            [line.a * scale, line.b * scale, -line.c * scale, -line.d * scale].map(|factor| (factor as f32).to_bits());
        // To the whole pixel across an upright baseline, to the fourth of a pixel otherwise.
        let (steps_x, steps_y) = match (line.b == 0.0, line.a == 0.0) {
            (true, _) => (SUBPIXELS, 1.0),
            (_, true) => (1.0, SUBPIXELS),
            _ => (SUBPIXELS, SUBPIXELS),
        };
        for glyph in content.glyphs(run) {
            let (x, y) = line.apply(f64::from(glyph.along.get()), f64::from(glyph.across.get()));
            let ((x, offset_x), (y, offset_y)) = (snap(x, steps_x), snap(y, steps_y));
            let key = GlyphKey { face: number, glyph: glyph.id, offset: (offset_x, offset_y), linear };
            if let Some(mask) = self.caches.glyphs.get(face, key) {
                canvas.fill_coverage(mask, x, y, colour);
            }
        }
    }

    fn group(&mut self, group: &Group, content: &Content, matrix: Matrix, canvas: &mut Canvas, depth: usize) {
        let inner = matrix.with(group.transform);
        if group.opacity == 0 {
            return;
        }
        if group.clip.is_none() && group.opacity == 255 {
            self.items(&group.items, content, inner, canvas, depth - 1);
            return;
        }
        let bounds = match &group.clip {
            Some(clip) => clip.bounds().map(|bounds| inner.bounds(bounds)),
            None => extent(&group.items, content, self.definitions, inner, depth),
        };
        let Some(window) = bounds.and_then(|bounds| canvas.touched(bounds)) else { return };
        let pixels = u64::from(window.width) * u64::from(window.height);
        if self.open_layer_pixels + pixels > MOST_LAYER_PIXELS {
            let finding = Diagnostic::new(Code::Unsupported)
                .with("what", "so many transparent or clipped groups inside one another")
                .with("advice", "nest them less deeply, or draw at a lower resolution");
            self.diagnostics.push_once(finding);
            return;
        }
        self.open_layer_pixels += pixels;
        let mut layer = Canvas::transparent(window.width, window.height);
        let inner = inner.moved(-window.x, -window.y);
        self.items(&group.items, content, inner, &mut layer, depth - 1);
        let mask = group.clip.as_ref().and_then(|clip| {
            let mut mask = Mask::new(window.width, window.height)?;
            if let Some(outline) = outlines::path(clip) {
                mask.fill_path(&outline, tiny_skia::FillRule::Winding, true, inner.for_points());
            }
            Some(mask)
        });
        layer.fade(mask.as_ref(), group.opacity);
        canvas.lay_picture(&layer, window.x, window.y);
        self.open_layer_pixels -= pixels;
    }
}

/// The nearest of `steps` places to the pixel: the pixel and the place in it in fourths.
fn snap(at: f64, steps: f64) -> (i32, u8) {
    let place = (at * steps + 0.5).floor();
    let pixel = (place / steps).floor();
    let fourth = (place - pixel * steps) * (SUBPIXELS / steps);
    (pixel as i32, fourth as u8)
}
