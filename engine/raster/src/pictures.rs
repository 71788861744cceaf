//! Drawing pictures.

use diagnostics::{Code, Diagnostic};
use scene::Image;
use tiny_skia::{PathBuilder, Transform};
use units::QuarterTurn;

use crate::caches::FittedKey;
use crate::canvas::Canvas;
use crate::decode::{Channels, Decoded};
use crate::matrix::{Bounds, Matrix};
use crate::painter::Painter;
use crate::renderer::PixelRect;
use crate::resample::{Orientation, resample};

impl Painter<'_> {
    pub(crate) fn image(&mut self, image: &Image, matrix: Matrix, canvas: &mut Canvas) {
        let Some((source, number)) = self.definitions.image(image.image).zip(self.image_number(image.image)) else {
            return;
        };
        let place = matrix.bounds(image.rect);
        if canvas.touched(place).is_none() {
            return;
        }
        let decoded = match self.caches.decoded(number, source) {
            Ok(decoded) => decoded,
            Err(reason) => {
                let finding = Diagnostic::new(Code::ImageDamaged).with("asset", source.name.as_str());
                self.diagnostics.push_once(finding.with("reason", reason));
                draw_missing(canvas, place);
                return;
            }
        };
        let ink = image.mask.filter(|_| decoded.channels == Channels::Ink).map(|mask| self.rgb(mask.colour));
        let square = unit_square(image, matrix);
        if square.is_upright() {
            self.upright(number, &decoded, square, ink, canvas);
        } else {
            turned(&decoded, square, ink, canvas);
        }
    }

    fn upright(&mut self, number: u32, decoded: &Decoded, square: Matrix, ink: Option<[u8; 3]>, canvas: &mut Canvas) {
        let swapped = square.a == 0.0 && square.d == 0.0;
        let (across, down) = if swapped { (square.c, square.b) } else { (square.a, square.d) };
        let place = Bounds {
            left: square.e.min(square.e + across),
            right: square.e.max(square.e + across),
            top: square.f.min(square.f + down),
            bottom: square.f.max(square.f + down),
        };
        let Some(window) = canvas.touched(place) else { return };
        let orientation = Orientation { swapped, flip_x: across < 0.0, flip_y: down < 0.0 };
        let key = FittedKey {
            image: number,
            orientation,
            ink,
            place: [place.left, place.top, place.right, place.bottom].map(f64::to_bits),
            window,
        };
        let fitted = self.caches.fitted(key, || resample(decoded, orientation, place, window, ink));
        canvas.lay_picture(fitted, window.x, window.y);
    }
}

/// From the unit square, in which the picture stands upright, to pixels.
fn unit_square(image: &Image, matrix: Matrix) -> Matrix {
    let rect = image.rect;
    let stretch = Matrix {
        a: f64::from(rect.width.get()),
        b: 0.0,
        c: 0.0,
        d: f64::from(rect.height.get()),
        e: f64::from(rect.x.get()),
        f: f64::from(rect.y.get()),
    };
    let turn = |a, b, c, d, e, f| Matrix { a, b, c, d, e, f };
    matrix.with_matrix(stretch).with_matrix(match image.turn {
        QuarterTurn::Zero => turn(1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
        QuarterTurn::One => turn(0.0, 1.0, -1.0, 0.0, 1.0, 0.0),
        QuarterTurn::Two => turn(-1.0, 0.0, 0.0, -1.0, 1.0, 1.0),
        QuarterTurn::Three => turn(0.0, -1.0, 1.0, 0.0, 0.0, 1.0),
    })
}

/// Draws a picture at any angle: shrunk upright to about its size on the page, then turned.
fn turned(decoded: &Decoded, square: Matrix, ink: Option<[u8; 3]>, canvas: &mut Canvas) {
    let length = |x: f64, y: f64| (x * x + y * y).sqrt();
    let side = |wanted: f64, pixels: usize| wanted.ceil().clamp(1.0, (pixels as f64).max(1.0)) as u32;
    let width = side(length(square.a, square.b), decoded.width);
    let height = side(length(square.c, square.d), decoded.height);
    let place = Bounds { left: 0.0, top: 0.0, right: f64::from(width), bottom: f64::from(height) };
    let window = PixelRect { x: 0, y: 0, width, height };
    let upright = resample(decoded, Orientation::default(), place, window, ink);
    let (width, height) = (f64::from(width), f64::from(height));
    let transform = Transform::from_row(
        (square.a / width) as f32,
        (square.b / width) as f32,
        (square.c / height) as f32,
        (square.d / height) as f32,
        square.e as f32,
        square.f as f32,
    );
    canvas.lay_picture_turned(&upright, transform);
}

/// Shows that a picture is missing: a grey box with a cross.
fn draw_missing(canvas: &mut Canvas, place: Bounds) {
    canvas.fill_rect(place, [224, 224, 224]);
    let [left, top, right, bottom] = [place.left, place.top, place.right, place.bottom].map(|value| value as f32);
    let mut builder = PathBuilder::new();
    builder.move_to(left, top);
    builder.line_to(right, bottom);
    builder.move_to(right, top);
    builder.line_to(left, bottom);
    if let Some(cross) = builder.finish() {
        canvas.stroke_path(&cross, &tiny_skia::Stroke::default(), [128, 128, 128], Transform::identity());
    }
}
