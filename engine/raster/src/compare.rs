//! How far two pictures of a page agree.
//!
//! A pixel differs when a channel of one picture is off by more than 64 from the other even after a shift of
//! up to one pixel: from all values that the channel takes between the lightest and the darkest of the other picture's
//! nine pixels around the place (a shift by a part of a pixel mixes neighbours). Both pictures are held against the
//! other, so that what only one of them has is found either way.

use scene::Pixmap;
use units::Emu;

/// How far a channel may be off.
const TOLERANCE: u8 = 64;

/// The side of a tile, in millimetres.
const TILE_MILLIMETRES: f64 = 5.0;

/// How two pictures agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Columns, of the wider picture.
    pub width: u32,
    /// Rows, of the taller picture.
    pub height: u32,
    /// Pixels that are farther than 64 from white in one of the pictures.
    pub inked: u64,
    /// Pixels that differ; each of them is inked.
    pub differing: u64,
    /// Differing of inked pixels, 0 to 1.
    pub share: f64,
    /// The tile with the largest share, where any differs.
    pub worst_tile: Option<TileDifference>,
    /// The tiles with differing pixels, row by row.
    pub tiles: Vec<TileDifference>,
    marks: Vec<Mark>,
}

/// A tile of 5 mm by 5 mm in which pixels differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TileDifference {
    /// Its left column of pixels.
    pub x: u32,
    /// Its top row of pixels.
    pub y: u32,
    /// Inked pixels.
    pub inked: u32,
    /// Differing pixels.
    pub differing: u32,
    /// Differing of inked pixels, these taken as at least a twentieth of the tile, so that a few stray pixels in an
    /// empty tile do not count as all of it.
    pub share: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Paper,
    Agrees,
    OnlyFirst,
    OnlySecond,
}

impl Comparison {
    /// The most of the inked pixels that may differ.
    pub const MOST: f64 = 0.02;
    /// The most of a tile's inked pixels that may differ.
    pub const MOST_OF_TILE: f64 = 0.25;

    /// Whether the pictures agree within the limits.
    pub fn agrees(&self) -> bool {
        self.share <= Self::MOST && self.worst_tile.is_none_or(|tile| tile.share <= Self::MOST_OF_TILE)
    }

    /// Where they disagree: what is darker in the first red, what is darker in the second blue, the rest pale grey.
    pub fn picture(&self) -> Pixmap {
        let colour = |mark: &Mark| match mark {
            Mark::Paper => [255, 255, 255, 255],
            Mark::Agrees => [204, 204, 204, 255],
            Mark::OnlyFirst => [214, 32, 32, 255],
            Mark::OnlySecond => [24, 84, 214, 255],
        };
        let rgba = self.marks.iter().flat_map(colour).collect();
        Pixmap { width: self.width, height: self.height, rgba }
    }
}

/// Compares two pictures drawn at the same resolution. Where one is larger, the other counts as white.
pub fn compare(first: &Pixmap, second: &Pixmap, dpi: f64) -> Comparison {
    let (width, height) = (first.width.max(second.width), first.height.max(second.height));
    let tile_exact = TILE_MILLIMETRES * f64::from(Emu::PER_MILLIMETRE) * dpi / f64::from(Emu::PER_INCH);
    let tile_side = tile_exact.clamp(1.0, f64::from(u16::MAX)) as u32;
    let across = width.div_ceil(tile_side) as usize;
    let mut tiles = vec![(0u32, 0u32); across * height.div_ceil(tile_side) as usize];
    let mut marks = vec![Mark::Paper; width as usize * height as usize];
    let (mut inked, mut differing) = (0u64, 0u64);
    for (y, marks) in (0..height).zip(marks.chunks_exact_mut(width.max(1) as usize)) {
        let pairs = row(first, y, width).zip(row(second, y, width));
        for ((x, mark), (one, two)) in (0..width).zip(marks).zip(pairs) {
            if one == WHITE && two == WHITE {
                continue;
            }
            *mark = judge(first, second, x, y, on_white(one), on_white(two));
            if *mark == Mark::Paper {
                continue;
            }
            inked += 1;
            let differs = u32::from(*mark != Mark::Agrees);
            differing += u64::from(differs);
            if let Some(tile) = tiles.get_mut((y / tile_side) as usize * across + (x / tile_side) as usize) {
                tile.0 += 1;
                tile.1 += differs;
            }
        }
    }
    let least = f64::from(tile_side) * f64::from(tile_side) / 20.0;
    let tiles: Vec<TileDifference> = tiles
        .iter()
        .enumerate()
        .filter(|(_, tile)| tile.1 > 0)
        .map(|(number, &(inked, differing))| TileDifference {
            x: (number % across.max(1)) as u32 * tile_side,
            y: (number / across.max(1)) as u32 * tile_side,
            inked,
            differing,
            share: f64::from(differing) / f64::from(inked).max(least),
        })
        .collect();
    let worst_tile = tiles.iter().copied().reduce(|worst, tile| if tile.share > worst.share { tile } else { worst });
    let share = if inked == 0 { 0.0 } else { differing as f64 / inked as f64 };
    Comparison { width, height, inked, differing, share, worst_tile, tiles, marks }
}

const WHITE: [u8; 4] = [255; 4];

/// The pixels of a row, white beyond the picture.
fn row(pixmap: &Pixmap, y: u32, width: u32) -> impl Iterator<Item = [u8; 4]> {
    let stride = pixmap.width as usize * 4;
    let start = y as usize * stride;
    let bytes = pixmap.rgba.get(start..start + stride).unwrap_or_default();
    let pixels = bytes.as_chunks::<4>().0.iter().copied();
    pixels.chain(std::iter::repeat(WHITE)).take(width as usize)
}

/// A pixel on white, white outside the picture.
fn pixel(pixmap: &Pixmap, x: u32, y: u32) -> [u8; 3] {
    on_white(pixmap.pixel(x, y).unwrap_or(WHITE))
}

fn on_white(pixel: [u8; 4]) -> [u8; 3] {
    let [red, green, blue, alpha] = pixel;
    if alpha == 255 {
        return [red, green, blue];
    }
    [red, green, blue].map(|channel| {
        let (channel, alpha) = (u16::from(channel), u16::from(alpha));
        ((channel * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    })
}

fn judge(first: &Pixmap, second: &Pixmap, x: u32, y: u32, one: [u8; 3], two: [u8; 3]) -> Mark {
    let is_inked = |colour: [u8; 3]| colour.iter().any(|&channel| channel < 255 - TOLERANCE);
    if !is_inked(one) && !is_inked(two) {
        return Mark::Paper;
    }
    let near = one.iter().zip(two).all(|(&a, b)| a.abs_diff(b) <= TOLERANCE);
    let sides = (first.width.max(second.width), first.height.max(second.height));
    if near || (is_within(one, second, sides, x, y) && is_within(two, first, sides, x, y)) {
        return Mark::Agrees;
    }
    let light = |colour: [u8; 3]| colour.iter().map(|&channel| u32::from(channel)).sum::<u32>();
    if light(one) <= light(two) { Mark::OnlyFirst } else { Mark::OnlySecond }
}

/// Whether each channel lies, within the tolerance, between the extremes around a place.
fn is_within(colour: [u8; 3], around: &Pixmap, sides: (u32, u32), x: u32, y: u32) -> bool {
    let (mut darkest, mut lightest) = ([255u8; 3], [0u8; 3]);
    for row in y.saturating_sub(1)..=(y + 1).min(sides.1.saturating_sub(1)) {
        for column in x.saturating_sub(1)..=(x + 1).min(sides.0.saturating_sub(1)) {
            let neighbour = pixel(around, column, row);
            for ((dark, light), channel) in darkest.iter_mut().zip(&mut lightest).zip(neighbour) {
                *dark = (*dark).min(channel);
                *light = (*light).max(channel);
            }
        }
    }
    colour.iter().zip(darkest.iter().zip(lightest)).all(|(&channel, (&dark, light))| {
        channel >= dark.saturating_sub(TOLERANCE) && channel <= light.saturating_add(TOLERANCE)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DPI: f64 = 127.0; // 25 pixels to a tile

    fn picture(width: u32, height: u32, ink: impl Fn(u32, u32) -> u8) -> Pixmap {
        let rgba = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .flat_map(|(x, y)| {
                let gray = 255 - ink(x, y);
                [gray, gray, gray, 255]
            })
            .collect();
        Pixmap { width, height, rgba }
    }

    fn bar(left: u32) -> Pixmap {
        picture(50, 50, move |x, _| if (left..left + 10).contains(&x) { 255 } else { 0 })
    }

    #[test]
    fn a_picture_agrees_with_itself_and_with_itself_one_pixel_on() {
        for other in [bar(10), bar(11), bar(9)] {
            let comparison = compare(&bar(10), &other, DPI);
            assert_eq!((comparison.differing, comparison.worst_tile), (0, None));
            assert!(comparison.agrees());
        }
    }

    #[test]
    fn two_pixels_on_the_columns_of_both_edges_differ() {
        let comparison = compare(&bar(10), &bar(12), DPI);
        assert_eq!((comparison.inked, comparison.differing), (12 * 50, 4 * 50));
        assert!(!comparison.agrees());
        assert_eq!(comparison.tiles.len(), 2);
    }

    #[test]
    fn what_only_one_has_differs_either_way() {
        let blank = picture(50, 50, |_, _| 0);
        assert_eq!(compare(&bar(10), &blank, DPI).share, 1.0);
        assert_eq!(compare(&blank, &bar(10), DPI).share, 1.0);
        let red = compare(&bar(10), &blank, DPI).picture();
        assert_eq!(red.pixel(12, 3), Some([214, 32, 32, 255]));
        assert_eq!(compare(&blank, &blank, DPI).share, 0.0);
    }

    #[test]
    fn a_stray_pixel_in_an_empty_tile_is_no_failed_tile() {
        let large = |x: u32, y: u32| if x < 40 && y < 40 { 255 } else { 0 };
        let stray = compare(
            &picture(50, 50, large),
            &picture(50, 50, |x, y| if (x, y) == (48, 48) { 255 } else { large(x, y) }),
            DPI,
        );
        assert_eq!(stray.differing, 1);
        assert!(stray.agrees());
    }

    #[test]
    fn pictures_of_other_sizes_are_held_against_white() {
        let comparison = compare(&bar(10), &picture(50, 60, |_, y| if y >= 55 { 255 } else { 0 }), DPI);
        assert_eq!((comparison.height, comparison.differing), (60, 10 * 50 + 5 * 50));
    }
}
