//! The pixels being drawn on: a window of the page, premultiplied.

use tiny_skia::{FillRule, Mask, Paint, PathStroker, PixmapMut, PixmapPaint, PixmapRef, Transform};

use crate::colour::{lay_over, lay_pixel_over, multiply};
use crate::matrix::Bounds;
use crate::renderer::PixelRect;

/// How thick the thinnest rule is drawn, in pixels.
const THINNEST_RULE: f64 = 0.3;

/// A window of the page. Coordinates of all methods count from its own top left corner.
pub(crate) struct Canvas {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) pixels: Vec<u8>,
}

/// A glyph's coverage.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Coverage {
    /// From the glyph's origin to the mask's left column.
    pub(crate) left: i32,
    /// From the glyph's origin to the mask's top row.
    pub(crate) top: i32,
    pub(crate) width: usize,
    /// Rows of `width` bytes, 255 covered.
    pub(crate) rows: Vec<u8>,
}

impl Canvas {
    pub(crate) fn white(width: u32, height: u32) -> Self {
        Self { width, height, pixels: vec![255; width as usize * height as usize * 4] }
    }

    pub(crate) fn transparent(width: u32, height: u32) -> Self {
        Self { width, height, pixels: vec![0; width as usize * height as usize * 4] }
    }

    /// The pixels of row `y` from column `left` to before `right`, both within the width.
    fn row(&mut self, y: u32, left: u32, right: u32) -> &mut [u8] {
        let start = (y as usize * self.width as usize + left as usize) * 4;
        let end = start + (right.saturating_sub(left)) as usize * 4;
        self.pixels.get_mut(start..end).unwrap_or_default()
    }

    /// The whole pixels that a rectangle touches, within the canvas; none when it touches none.
    pub(crate) fn touched(&self, bounds: Bounds) -> Option<PixelRect> {
        let clamp = |value: f64, limit: u32| value.clamp(0.0, f64::from(limit)) as u32;
        let (left, top) = (clamp(bounds.left.floor(), self.width), clamp(bounds.top.floor(), self.height));
        let (right, bottom) = (clamp(bounds.right.ceil(), self.width), clamp(bounds.bottom.ceil(), self.height));
        (right > left && bottom > top).then(|| PixelRect {
            x: left as i32,
            y: top as i32,
            width: right - left,
            height: bottom - top,
        })
    }

    /// Fills an upright rectangle, each pixel by the share of its area covered.
    pub(crate) fn fill_rect(&mut self, bounds: Bounds, colour: [u8; 3]) {
        let (left, right) = visible(bounds.left, bounds.right);
        let (top, bottom) = visible(bounds.top, bounds.bottom);
        let Some(touched) = self.touched(Bounds { left, top, right, bottom }) else { return };
        let (first, last) = (touched.x as u32, touched.x as u32 + touched.width);
        // Columns covered over their whole width; the touched ones before and after are at most one each.
        let whole =
            (left.ceil().max(0.0) as u32).clamp(first, last)..(right.floor().max(0.0) as u32).clamp(first, last);
        let [red, green, blue] = colour;
        for y in touched.y as u32..touched.y as u32 + touched.height {
            let down = share(y, top, bottom);
            let coverage = |across: f64| (across * down * 255.0 + 0.5) as u8;
            for x in (first..whole.start.min(last)).chain(whole.end.max(whole.start)..last) {
                lay_over(self.row(y, x, x + 1), colour, coverage(share(x, left, right)));
            }
            let row = self.row(y, whole.start, whole.end.max(whole.start)).chunks_exact_mut(4);
            match coverage(1.0) {
                255 => row.for_each(|pixel| pixel.copy_from_slice(&[red, green, blue, 255])),
                part => row.for_each(|pixel| lay_over(pixel, colour, part)),
            }
        }
    }

    /// Fills upright rectangles that do not overlap as one: where two of them meet within a pixel, nothing shows
    /// between them.
    pub(crate) fn fill_rects(&mut self, rects: &[Bounds], colour: [u8; 3]) {
        let Some(touched) = rects.iter().copied().reduce(Bounds::union).and_then(|all| self.touched(all)) else {
            return;
        };
        let width = touched.width as usize;
        let mut covered = vec![0.0f32; width * touched.height as usize];
        for rect in rects {
            let Some(part) = self.touched(*rect) else { continue };
            for y in part.y as u32..part.y as u32 + part.height {
                let down = share(y, rect.top, rect.bottom);
                let start = (y as usize - touched.y as usize) * width + (part.x - touched.x) as usize;
                let row = covered.get_mut(start..start + part.width as usize).unwrap_or_default();
                for (x, sum) in (part.x as u32..).zip(row) {
                    *sum += (share(x, rect.left, rect.right) * down) as f32;
                }
            }
        }
        let rows = covered.iter().map(|share| (share.min(1.0) * 255.0 + 0.5) as u8).collect();
        self.fill_coverage(&Coverage { left: 0, top: 0, width, rows }, touched.x, touched.y, colour);
    }

    /// Lays a colour through a mask whose origin is at `x`, `y`.
    pub(crate) fn fill_coverage(&mut self, mask: &Coverage, x: i32, y: i32, colour: [u8; 3]) {
        let (Some(left), Some(top)) = (x.checked_add(mask.left), y.checked_add(mask.top)) else { return };
        let skip_columns = usize::try_from(-i64::from(left)).unwrap_or(0);
        for (number, coverage) in mask.rows.chunks_exact(mask.width.max(1)).enumerate() {
            let Ok(row) = u32::try_from(i64::from(top) + number as i64) else { continue };
            if row >= self.height {
                break;
            }
            let Some(coverage) = coverage.get(skip_columns..) else { return };
            let first = left.max(0) as u32;
            let last = self.width.min(first.saturating_add(coverage.len() as u32));
            if first >= last {
                return;
            }
            for (pixel, &share) in self.row(row, first, last).chunks_exact_mut(4).zip(coverage) {
                match share {
                    0 => {}
                    255 => {
                        let [red, green, blue] = colour;
                        pixel.copy_from_slice(&[red, green, blue, 255]);
                    }
                    share => lay_over(pixel, colour, share),
                }
            }
        }
    }

    /// Fills an outline.
    pub(crate) fn fill_path(&mut self, path: &tiny_skia::Path, rule: FillRule, colour: [u8; 3], transform: Transform) {
        let paint = solid(colour);
        if let Some(mut target) = PixmapMut::from_bytes(&mut self.pixels, self.width, self.height) {
            target.fill_path(path, &paint, rule, transform, None);
        }
    }

    /// Draws an outline's line.
    pub(crate) fn stroke_path(
        &mut self,
        path: &tiny_skia::Path,
        stroke: &tiny_skia::Stroke,
        colour: [u8; 3],
        transform: Transform,
    ) {
        // tiny-skia draws what is thinner than a pixel paler and without caps; a line of one pixel is filled instead.
        let resolution = PathStroker::compute_resolution_scale(&transform);
        let dashed = match &stroke.dash {
            Some(dash) => path.dash(dash, resolution),
            None => None,
        };
        if let Some(outline) = dashed.as_ref().unwrap_or(path).stroke(stroke, resolution) {
            self.fill_path(&outline, FillRule::Winding, colour, transform);
        }
    }

    /// Lays a premultiplied picture over, its corner at `x`, `y`.
    pub(crate) fn lay_picture(&mut self, picture: &Self, x: i32, y: i32) {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
        let columns = picture.width.min(self.width.saturating_sub(x));
        let rows = picture.height.min(self.height.saturating_sub(y));
        for row in 0..rows {
            let start = row as usize * picture.width as usize * 4;
            let source = picture.pixels.get(start..start + columns as usize * 4).unwrap_or_default();
            let target = self.row(y + row, x, x + columns);
            for (pixel, source) in target.chunks_exact_mut(4).zip(source.chunks_exact(4)) {
                lay_pixel_over(pixel, source);
            }
        }
    }

    /// Lays a premultiplied picture over, turned in any way.
    pub(crate) fn lay_picture_turned(&mut self, picture: &Self, transform: Transform) {
        let Some(source) = PixmapRef::from_bytes(&picture.pixels, picture.width, picture.height) else { return };
        let paint = PixmapPaint { quality: tiny_skia::FilterQuality::Bilinear, ..PixmapPaint::default() };
        if let Some(mut target) = PixmapMut::from_bytes(&mut self.pixels, self.width, self.height) {
            target.draw_pixmap(0, 0, source, &paint, transform, None);
        }
    }

    /// Makes every pixel as transparent as a mask and an opacity say.
    pub(crate) fn fade(&mut self, mask: Option<&Mask>, opacity: u8) {
        match mask {
            Some(mask) => {
                for (pixel, &share) in self.pixels.chunks_exact_mut(4).zip(mask.data()) {
                    fade_pixel(pixel, multiply(share, opacity));
                }
            }
            None => self.pixels.chunks_exact_mut(4).for_each(|pixel| fade_pixel(pixel, opacity)),
        }
    }
}

fn fade_pixel(pixel: &mut [u8], share: u8) {
    if share != 255 {
        pixel.iter_mut().for_each(|channel| *channel = multiply(*channel, share));
    }
}

fn solid(colour: [u8; 3]) -> Paint<'static> {
    let [red, green, blue] = colour;
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

/// An interval that can be seen: one that is thinner than the thinnest is widened about its middle, but not across the
/// border of a pixel, where it would be twice as pale.
fn visible(from: f64, to: f64) -> (f64, f64) {
    if to - from >= THINNEST_RULE {
        return (from, to);
    }
    let middle = (from + to) / 2.0;
    let pixel = middle.floor();
    let from = (middle - THINNEST_RULE / 2.0).clamp(pixel, pixel + 1.0 - THINNEST_RULE);
    (from, from + THINNEST_RULE)
}

/// The share of pixel number `at` that an interval covers.
fn share(at: u32, from: f64, to: f64) -> f64 {
    let at = f64::from(at);
    (to.min(at + 1.0) - from.max(at)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inks(canvas: &Canvas) -> Vec<u8> {
        canvas.pixels.chunks_exact(4).map(|pixel| 255 - pixel[0]).collect()
    }

    #[test]
    fn a_rectangle_covers_each_pixel_by_its_area() {
        let mut canvas = Canvas::white(4, 2);
        canvas.fill_rect(Bounds { left: 0.5, top: 0.0, right: 2.25, bottom: 1.0 }, [0, 0, 0]);
        assert_eq!(inks(&canvas), [128, 255, 64, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn a_hairline_keeps_some_ink_wherever_it_lies() {
        for top in [1.0, 1.49, 1.99] {
            let mut canvas = Canvas::white(1, 3);
            canvas.fill_rect(Bounds { left: 0.0, top, right: 1.0, bottom: top + 0.01 }, [0, 0, 0]);
            assert_eq!(inks(&canvas), [0, 77, 0], "{top}");
        }
    }

    #[test]
    fn rectangles_filled_as_one_show_no_seam() {
        let part = |left, right| Bounds { left, top: 0.0, right, bottom: 1.0 };
        let mut canvas = Canvas::white(3, 1);
        canvas.fill_rects(&[part(0.0, 1.5), part(1.5, 2.25)], [0, 0, 0]);
        assert_eq!(inks(&canvas), [255, 255, 64]);
    }

    #[test]
    fn masks_are_cut_at_every_edge() {
        let mask = Coverage { left: -1, top: -1, width: 3, rows: vec![255; 9] };
        for (x, y, inked) in [(0, 0, 4), (1, 1, 4), (-5, 0, 0), (9, 9, 0), (i32::MAX, i32::MIN, 0)] {
            let mut canvas = Canvas::white(2, 2);
            canvas.fill_coverage(&mask, x, y, [0, 0, 0]);
            assert_eq!(inks(&canvas).iter().filter(|&&ink| ink == 255).count(), inked, "{x} {y}");
        }
    }
}
