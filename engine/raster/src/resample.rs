//! Pictures to the pixels of the page: each pixel is the mean of the area it shows.

use crate::canvas::Canvas;
use crate::decode::{Channels, Decoded};
use crate::matrix::Bounds;
use crate::renderer::PixelRect;

/// How a picture lies on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Orientation {
    /// Its columns run down the page.
    pub(crate) swapped: bool,
    /// Mirrored across the page, after swapping.
    pub(crate) flip_x: bool,
    /// Mirrored down the page, after swapping.
    pub(crate) flip_y: bool,
}

/// Which source pixels a pixel of the page shows.
struct Span {
    first: usize,
    /// Of each source pixel from the first on; they add up to `share`.
    weights: Vec<f32>,
}

/// Draws a picture stretched to `place` into a new canvas of the pixels `window`. `ink` colours the ink of bilevel
/// pictures and leaves the rest transparent.
pub(crate) fn resample(
    picture: &Decoded,
    orientation: Orientation,
    place: Bounds,
    window: PixelRect,
    ink: Option<[u8; 3]>,
) -> Canvas {
    let (across, down) =
        if orientation.swapped { (picture.height, picture.width) } else { (picture.width, picture.height) };
    let columns = spans(place.left, place.right, window.x, window.width, across, orientation.flip_x);
    let rows = spans(place.top, place.bottom, window.y, window.height, down, orientation.flip_y);
    let mut canvas = Canvas::transparent(window.width, window.height);
    let stride = window.width as usize * 4;
    let mut line = vec![0.0f32; stride];
    let mut sum = vec![0.0f32; stride];
    let mut drawn_line = None;
    for (span, target) in rows.iter().zip(canvas.pixels.chunks_exact_mut(stride.max(1))) {
        sum.fill(0.0);
        for (number, &weight) in span.weights.iter().enumerate() {
            let source = span.first + number;
            if drawn_line != Some(source) {
                shrink_line(picture, orientation.swapped, source, &columns, ink, &mut line);
                drawn_line = Some(source);
            }
            for (sum, value) in sum.iter_mut().zip(&line) {
                *sum += value * weight;
            }
        }
        for (channel, value) in target.iter_mut().zip(&sum) {
            *channel = (value + 0.5) as u8;
        }
    }
    canvas
}

/// The source pixels for each of `count` page pixels from `first` on, of a picture of `length` pixels from `from` to
/// `to`.
fn spans(from: f64, to: f64, first: i32, count: u32, length: usize, flip: bool) -> Vec<Span> {
    let per_pixel = length as f64 / (to - from).max(1e-9);
    (0..count)
        .map(|number| {
            let left = f64::from(first) + f64::from(number);
            let (start, end) = (left.max(from), (left + 1.0).min(to));
            let share = (end - start).max(0.0);
            let (start, end) = ((start - from) * per_pixel, (end - from) * per_pixel);
            let (start, end) = if flip { (length as f64 - end, length as f64 - start) } else { (start, end) };
            let first = (start.max(0.0) as usize).min(length.saturating_sub(1));
            let last = (end.ceil().max(0.0) as usize).clamp(first + 1, length.max(first + 1));
            let whole = (end - start).max(1e-9);
            let weights = (first..last)
                .map(|at| {
                    let covered = (end.min((at + 1) as f64) - start.max(at as f64)).max(0.0);
                    (covered / whole * share) as f32
                })
                .collect();
            Span { first, weights }
        })
        .collect()
}

/// One line of source pixels (a column where swapped), each page pixel's mean of it, premultiplied.
fn shrink_line(picture: &Decoded, swapped: bool, line: usize, spans: &[Span], ink: Option<[u8; 3]>, out: &mut [f32]) {
    let count = picture.channels.count();
    let (start, step) =
        if swapped { (line * count, picture.width * count) } else { (line * picture.width * count, count) };
    for (span, out) in spans.iter().zip(out.chunks_exact_mut(4)) {
        let mut sum = [0.0f32; 4];
        let mut at = start + span.first * step;
        for &weight in &span.weights {
            let bytes = picture.bytes.get(at..at + count).unwrap_or_default();
            let pixel = premultiplied(picture.channels, bytes, ink);
            for (sum, value) in sum.iter_mut().zip(pixel) {
                *sum += value * weight;
            }
            at += step;
        }
        out.copy_from_slice(&sum);
    }
}

fn premultiplied(channels: Channels, bytes: &[u8], ink: Option<[u8; 3]>) -> [f32; 4] {
    match (channels, bytes, ink) {
        (Channels::Ink, &[share], Some(colour)) => {
            let share = f32::from(share) / 255.0;
            let [red, green, blue] = colour.map(|channel| f32::from(channel) * share);
            [red, green, blue, share * 255.0]
        }
        (Channels::Ink, &[share], None) => {
            let gray = f32::from(255 - share);
            [gray, gray, gray, 255.0]
        }
        (Channels::Gray, &[gray], _) => {
            let gray = f32::from(gray);
            [gray, gray, gray, 255.0]
        }
        (Channels::Rgb, &[red, green, blue], _) => [f32::from(red), f32::from(green), f32::from(blue), 255.0],
        (Channels::Rgba, &[red, green, blue, alpha], _) => {
            let share = f32::from(alpha) / 255.0;
            let [red, green, blue] = [red, green, blue].map(|channel| f32::from(channel) * share);
            [red, green, blue, f32::from(alpha)]
        }
        _ => [0.0; 4],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gray(width: usize, bytes: &[u8]) -> Decoded {
        Decoded { width, height: bytes.len() / width, channels: Channels::Gray, bytes: bytes.to_vec() }
    }

    fn draw(picture: &Decoded, orientation: Orientation, right: f64, bottom: f64) -> Vec<[u8; 2]> {
        let place = Bounds { left: 0.0, top: 0.0, right, bottom };
        let window = PixelRect { x: 0, y: 0, width: right.ceil() as u32, height: bottom.ceil() as u32 };
        let canvas = resample(picture, orientation, place, window, None);
        canvas.pixels.chunks_exact(4).map(|pixel| [pixel[0], pixel[3]]).collect()
    }

    #[test]
    fn shrinking_gives_the_mean() {
        let picture = gray(4, &[0, 100, 200, 200, 0, 100, 200, 200]);
        assert_eq!(draw(&picture, Orientation::default(), 2.0, 1.0), [[50, 255], [200, 255]]);
    }

    #[test]
    fn growing_repeats_and_a_part_of_a_pixel_is_part_opaque() {
        let picture = gray(2, &[10, 250]);
        let drawn = draw(&picture, Orientation::default(), 3.5, 1.0);
        assert_eq!(drawn.iter().map(|pixel| pixel[1]).collect::<Vec<_>>(), [255, 255, 255, 128]);
        assert_eq!((drawn[0], drawn[2]), ([10, 255], [250, 255]));
    }

    #[test]
    fn swapping_and_flipping_turn_a_picture() {
        let picture = gray(2, &[1, 2, 3, 4]);
        let first = |swapped, flip_x, flip_y| {
            let orientation = Orientation { swapped, flip_x, flip_y };
            draw(&picture, orientation, 2.0, 2.0).iter().map(|pixel| pixel[0]).collect::<Vec<_>>()
        };
        assert_eq!(first(false, true, true), [4, 3, 2, 1]);
        assert_eq!(first(true, true, false), [3, 1, 4, 2], "a quarter clockwise");
    }
}
