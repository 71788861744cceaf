//! Pixels to one bit each: letters and lines stay sharp, tones become dots.
//!
//! Within the areas of tone (pictures) the error of each pixel is spread over its neighbours (Floyd and Steinberg).
//! Elsewhere a pixel near an edge is ink where it is darker than the middle between the lightest and the darkest pixel
//! around it, so that grey letters stay legible and black ones keep their weight; where nothing stands out, as in a
//! shaded band, dots are spread as well.

use scene::{Definitions, Item, Page, PixelColour, Pixmap, walk};

use crate::PixelRect;
use crate::matrix::Matrix;

/// How far around a pixel its surroundings reach.
const REACH: usize = 2;
/// Surroundings differ by an edge where their lightest and darkest levels are farther apart.
const EDGE: u8 = 48;

/// One bit a pixel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bilevel {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Rows from the top, each padded to whole bytes, the most significant bit first; 1 is ink.
    pub rows: Vec<u8>,
}

/// Makes ink and paper of a picture on white; `tones` are the areas of pictures.
pub fn to_bilevel(picture: &Pixmap, tones: &[PixelRect]) -> Bilevel {
    let (width, height) = (picture.width as usize, picture.height as usize);
    let levels: Vec<u8> = picture.rgba.chunks_exact(4).map(level).collect();
    let ranges = Ranges::of(&levels, width);
    let toned = tone_map(tones, width, height);
    let stride = width.div_ceil(8);
    let mut rows = vec![0u8; stride * height];
    // Errors that this row and the next take over, in 16ths of a level; one column more at either end.
    let (mut here, mut below) = (vec![0i32; width + 2], vec![0i32; width + 2]);
    let lines = levels.chunks_exact(width.max(1)).zip(ranges.0.chunks_exact(width.max(1)));
    for (y, (line, ranges)) in lines.enumerate() {
        below.fill(0);
        for (x, (&level, &(darkest, lightest))) in line.iter().zip(ranges).enumerate() {
            let in_tone = toned.get(y * width + x).copied().unwrap_or(false);
            let is_ink = if !in_tone && lightest - darkest > EDGE {
                u16::from(level) * 2 < u16::from(darkest) + u16::from(lightest)
            } else {
                let wanted = i32::from(level) * 16 + here.get(x + 1).copied().unwrap_or(0);
                let is_ink = wanted < 128 * 16;
                let error = wanted - if is_ink { 0 } else { 255 * 16 };
                spread(&mut here, x + 2, error * 7 / 16);
                spread(&mut below, x, error * 3 / 16);
                spread(&mut below, x + 1, error * 5 / 16);
                spread(&mut below, x + 2, error / 16);
                is_ink
            };
            if is_ink && let Some(byte) = rows.get_mut(y * stride + x / 8) {
                *byte |= 0x80 >> (x % 8);
            }
        }
        std::mem::swap(&mut here, &mut below);
    }
    Bilevel { width: picture.width, height: picture.height, rows }
}

/// Where pictures of tones stand on a page drawn at a resolution.
pub fn tone_areas(page: &Page, definitions: &Definitions, dpi: f64) -> Vec<PixelRect> {
    let mut areas = Vec::new();
    walk(&page.content, definitions, &mut |visit| {
        let Item::Image(image) = &visit.placed.item else { return };
        if definitions.image(image.image).is_some_and(|source| source.colour == PixelColour::Bilevel) {
            return;
        }
        let bounds = Matrix::page(dpi, 0, 0).bounds(visit.transform.apply_bounds(image.rect));
        let (left, top) = (bounds.left.floor(), bounds.top.floor());
        let side = |from: f64, to: f64| (to.ceil() - from).clamp(0.0, f64::from(u32::MAX)) as u32;
        areas.push(PixelRect {
            x: left as i32,
            y: top as i32,
            width: side(left, bounds.right),
            height: side(top, bounds.bottom),
        });
    });
    areas
}

fn spread(errors: &mut [i32], at: usize, share: i32) {
    if let Some(error) = errors.get_mut(at) {
        *error += share;
    }
}

/// How light a pixel looks (ITU-R BT.601).
fn level(pixel: &[u8]) -> u8 {
    let &[red, green, blue, ..] = pixel else { return 255 };
    ((u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114 + 500) / 1000) as u8
}

fn tone_map(tones: &[PixelRect], width: usize, height: usize) -> Vec<bool> {
    if tones.is_empty() {
        return Vec::new();
    }
    let mut map = vec![false; width * height];
    for tone in tones {
        let clamp = |from: i32, length: u32, limit: usize| {
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let end = (i64::from(from) + i64::from(length)).clamp(0, limit) as usize;
            (i64::from(from).clamp(0, limit) as usize, end)
        };
        let (left, right) = clamp(tone.x, tone.width, width);
        let (top, bottom) = clamp(tone.y, tone.height, height);
        for y in top..bottom {
            map.get_mut(y * width + left..y * width + right).unwrap_or_default().fill(true);
        }
    }
    map
}

/// The darkest and the lightest level around each pixel.
struct Ranges(Vec<(u8, u8)>);

impl Ranges {
    /// First along the rows, then down the columns.
    fn of(levels: &[u8], width: usize) -> Self {
        let mut along = Vec::with_capacity(levels.len());
        for line in levels.chunks_exact(width.max(1)) {
            along.extend((0..line.len()).map(|x| {
                let near = line.get(x.saturating_sub(REACH)..(x + REACH + 1).min(line.len())).unwrap_or_default();
                near.iter().fold((255, 0), |(least, most): (u8, u8), &level| (least.min(level), most.max(level)))
            }));
        }
        let rows: Vec<&[(u8, u8)]> = along.chunks_exact(width.max(1)).collect();
        let mut all = Vec::with_capacity(levels.len());
        for y in 0..rows.len() {
            let near = rows.get(y.saturating_sub(REACH)..(y + REACH + 1).min(rows.len())).unwrap_or_default();
            let start = all.len();
            all.resize(start + width, (255, 0));
            let line = all.get_mut(start..).unwrap_or_default();
            for row in near {
                for ((least, most), &(darkest, lightest)) in line.iter_mut().zip(row.iter()) {
                    *least = (*least).min(darkest);
                    *most = (*most).max(lightest);
                }
            }
        }
        Self(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, level: impl Fn(u32, u32) -> u8) -> Pixmap {
        let at = |y| (0..width).map(move |x| (x, y));
        let rgba = (0..height).flat_map(at).flat_map(|(x, y)| [level(x, y), level(x, y), level(x, y), 255]).collect();
        Pixmap { width, height, rgba }
    }

    fn ink(bilevel: &Bilevel, x: u32, y: u32) -> bool {
        let stride = bilevel.width.div_ceil(8);
        bilevel.rows[(y * stride + x / 8) as usize] >> (7 - x % 8) & 1 == 1
    }

    #[test]
    fn a_grey_line_on_white_stays_a_whole_line() {
        // Lighter than half: a plain threshold would lose it, dots would break it.
        let line = picture(40, 11, |_, y| if (4..7).contains(&y) { 180 } else { 255 });
        let made = to_bilevel(&line, &[]);
        for y in 0..11 {
            for x in 0..40 {
                assert_eq!(ink(&made, x, y), (4..7).contains(&y), "{x} {y}");
            }
        }
    }

    #[test]
    fn a_flat_tone_keeps_its_share_of_ink() {
        for level in [32u8, 128, 200, 240] {
            let made = to_bilevel(&picture(64, 64, |_, _| level), &[]);
            let inked = made.rows.iter().map(|byte| byte.count_ones()).sum::<u32>();
            let wanted = 4096.0 * (1.0 - f64::from(level) / 255.0);
            assert!((f64::from(inked) - wanted).abs() < 60.0, "{level}: {inked} of {wanted}");
        }
    }

    #[test]
    fn pictures_are_dots_even_along_their_edges() {
        // Stripes that would become black and white by themselves.
        let stripes = picture(64, 64, |x, _| if x / 8 % 2 == 0 { 100 } else { 200 });
        let whole = PixelRect { x: -5, y: -5, width: 500, height: 500 };
        let inked = |made: &Bilevel| made.rows.iter().map(|byte| byte.count_ones()).sum::<u32>();
        let toned = inked(&to_bilevel(&stripes, &[whole]));
        assert!((f64::from(toned) - 4096.0 * (1.0 - 150.0 / 255.0)).abs() < 60.0, "{toned}");
    }

    #[test]
    fn sides_that_are_no_multiple_of_eight_and_empty_pictures_are_whole() {
        let black = to_bilevel(&picture(9, 3, |_, _| 0), &[]);
        assert_eq!(black.rows, [0xFF, 0x80].repeat(3));
        assert_eq!(to_bilevel(&Pixmap::default(), &[]).rows, []);
    }
}
