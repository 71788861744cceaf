//! Decoded pictures: cut out, and made transparent by a mask.

use scene::{ImageFormat, ImageSource, PixelColour};
use units::Colour;

use super::MOST_PIXELS;
use super::plane::Plane;

/// A decoded picture; rows without padding, but for those of one bit a point, which end on a byte.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pixels {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) colour: PixelColour,
    pub(super) bytes: Vec<u8>,
}

fn channels(colour: PixelColour) -> usize {
    match colour {
        PixelColour::Bilevel | PixelColour::Gray => 1,
        PixelColour::Rgb => 3,
        PixelColour::Rgba | PixelColour::Cmyk => 4,
    }
}

impl Pixels {
    pub(super) fn of_bits(plane: Plane) -> Self {
        Self { width: plane.width, height: plane.height, colour: PixelColour::Bilevel, bytes: plane.rows }
    }

    pub(super) fn into_source(self) -> ImageSource {
        ImageSource {
            name: String::new(),
            width: self.width,
            height: self.height,
            colour: self.colour,
            format: ImageFormat::Raw,
            bytes: self.bytes.into(),
        }
    }

    /// Light for dark and dark for light.
    pub(super) fn inverted(mut self) -> Self {
        self.bytes.iter_mut().for_each(|byte| *byte = 255 - *byte);
        self
    }

    /// A part of a picture of bytes; one that reaches beyond it is cut at its edges.
    pub(super) fn cut(self, left: u32, top: u32, width: u32, height: u32) -> Self {
        let channels = channels(self.colour);
        let (width, height) = (width.min(self.width.saturating_sub(left)), height.min(self.height.saturating_sub(top)));
        let (start, end) = (left as usize * channels, (left + width) as usize * channels);
        let rows = self.bytes.chunks_exact((self.width as usize * channels).max(1));
        let rows = rows.skip(top as usize).take(height as usize);
        let bytes = rows.flat_map(|row| row.get(start..end).unwrap_or_default()).copied().collect();
        Self { width, height, colour: self.colour, bytes }
    }

    /// The picture where the mask has a 1, and nothing elsewhere. The result has the points of the finer of the two.
    ///
    /// # Errors
    /// In words, when that is more than allowed.
    pub(super) fn masked(self, mask: &Plane) -> Result<Self, String> {
        let (width, height) = (self.width.max(mask.width), self.height.max(mask.height));
        if self.width == 0 || self.height == 0 || mask.width == 0 || mask.height == 0 {
            return Err(String::from("it has no pixels"));
        }
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(format!("{width} × {height} pixels are more than allowed"));
        }
        let bits = |rows: &[u8], columns: u32, x: usize, y: usize| {
            let stride = columns.div_ceil(8) as usize;
            rows.get(y * stride + x / 8).is_some_and(|byte| byte >> (7 - x % 8) & 1 == 1)
        };
        // The point of a picture of so many columns or rows that lies at a point of the result.
        let from = |own: u32, all: u32, at: u32| (u64::from(at) * u64::from(own) / u64::from(all)) as usize;
        let is_bilevel = self.colour == PixelColour::Bilevel;
        let count = channels(self.colour);
        let mut bytes = Vec::new();
        for y in 0..height {
            let (own_y, mask_y) = (from(self.height, height, y), from(mask.height, height, y));
            let start = bytes.len();
            if is_bilevel {
                bytes.resize(start + width.div_ceil(8) as usize, 0u8);
            }
            for x in 0..width {
                let (own_x, mask_x) = (from(self.width, width, x), from(mask.width, width, x));
                let shown = bits(&mask.rows, mask.width, mask_x, mask_y);
                if is_bilevel {
                    if shown
                        && bits(&self.bytes, self.width, own_x, own_y)
                        && let Some(byte) = bytes.get_mut(start + x as usize / 8)
                    {
                        *byte |= 0x80 >> (x % 8);
                    }
                    continue;
                }
                let at = (own_y * self.width as usize + own_x) * count;
                let [red, green, blue] = match *self.bytes.get(at..at + count).unwrap_or_default() {
                    [level] => [level; 3],
                    [red, green, blue] => [red, green, blue],
                    [cyan, magenta, yellow, black] if self.colour == PixelColour::Cmyk => {
                        Colour::Cmyk(cyan, magenta, yellow, black).to_rgb()
                    }
                    [red, green, blue, _] => [red, green, blue],
                    _ => [255; 3],
                };
                bytes.extend([red, green, blue, if shown { 255 } else { 0 }]);
            }
        }
        let colour = if is_bilevel { PixelColour::Bilevel } else { PixelColour::Rgba };
        Ok(Self { width, height, colour, bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gray(width: u32, height: u32, bytes: &[u8]) -> Pixels {
        Pixels { width, height, colour: PixelColour::Gray, bytes: bytes.to_vec() }
    }

    #[test]
    fn a_part_is_cut_out() {
        assert_eq!(gray(3, 2, &[1, 2, 3, 4, 5, 6]).cut(1, 1, 9, 9), gray(2, 1, &[5, 6]));
    }

    #[test]
    fn a_mask_hides_where_it_is_zero() {
        let mask = Plane { rows: vec![0b1000_0000], width: 2, height: 1 };
        let shown = gray(2, 1, &[9, 8]).masked(&mask).unwrap();
        assert_eq!((shown.colour, shown.bytes), (PixelColour::Rgba, vec![9, 9, 9, 255, 8, 8, 8, 0]));
        let bits = Pixels { width: 2, height: 1, colour: PixelColour::Bilevel, bytes: vec![0b1100_0000] };
        assert_eq!(bits.masked(&mask).unwrap().bytes, [0b1000_0000]);
    }

    #[test]
    fn a_mask_may_be_finer_than_its_picture() {
        let mask = Plane { rows: vec![0b0111_0000], width: 4, height: 1 };
        let shown = gray(2, 1, &[9, 8]).masked(&mask).unwrap();
        let points: Vec<(u8, u8)> = shown.bytes.chunks(4).map(|point| (point[0], point[3])).collect();
        assert_eq!((shown.width, points), (4, vec![(9, 0), (9, 255), (8, 255), (8, 255)]));
    }
}
