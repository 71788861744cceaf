//! IM images, the oldest raster images of AFP (MO:DCA appendix C "Coexistence Functions").
//!
//! In: the fields of one IM image. Out: pictures with their places. A simple image is one picture; a celled one has a
//! picture for each cell, which fills a rectangle by being repeated and cut.

use afp_codec::fields::{ImImageCell, ImImageDescriptor, ImImageOutput};
use afp_codec::{Field, RawField};
use scene::{ImageFormat, ImageSource, PixelColour};
use units::{Colour, Point, QuarterTurn, Size};

use crate::colour;
use crate::geometry::{Place, Units, turn_of};
use crate::image::{MOST_PIXELS, take_memory};

/// What stands for a default where a cell says its size (ICP bytes 4–11).
const DEFAULT: u16 = 0xFFFF;
/// The most cells of one image.
const MOST_CELLS: usize = 1 << 16;

/// A picture of an IM image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell<P> {
    pub(crate) picture: P,
    /// Its corner on the page, overlay or segment; it is turned about that.
    pub(crate) place: Place,
    pub(crate) size: Size,
}

/// A decoded IM image.
#[derive(Clone, Debug)]
pub(crate) struct ImImage<P> {
    pub(crate) cells: Vec<Cell<P>>,
    /// The colour of the 1 bits.
    pub(crate) colour: Colour,
}

/// Decodes the fields of an IM image; with what could not be decoded and its place in the file. What its pictures take
/// in memory is taken off the budget, in bytes.
pub(crate) fn read<'a>(
    fields: impl Iterator<Item = RawField<'a>>,
    budget: &mut u64,
) -> (ImImage<ImageSource>, Vec<(u64, String)>) {
    let mut descriptor = ImImageDescriptor::default();
    let mut output = ImImageOutput { x_magnification: 1000, y_magnification: 1000, ..ImImageOutput::default() };
    let mut cells: Vec<(Option<ImImageCell>, Vec<u8>, u64)> = Vec::new();
    let mut faults = Vec::new();
    for raw in fields {
        match raw.decode() {
            Field::ImImageDescriptor(found) => descriptor = found,
            Field::ImImageOutput(found) => output = found,
            Field::ImImageCell(cell) if cells.len() < MOST_CELLS => cells.push((Some(cell), Vec::new(), raw.offset)),
            Field::ImImageData(data) => {
                if cells.is_empty() {
                    cells.push((None, Vec::new(), raw.offset));
                }
                if let Some((_, bits, _)) = cells.last_mut() {
                    bits.extend_from_slice(&data.bytes);
                }
            }
            _ => {}
        }
    }
    let mut image = ImImage { cells: Vec::with_capacity(cells.len()), colour: colour::of_oca(descriptor.colour) };
    for (cell, bits, offset) in cells {
        match picture(&descriptor, &output, cell.as_ref(), &bits, budget) {
            Ok(cell) => image.cells.push(cell),
            Err(reason) => faults.push((offset, reason)),
        }
    }
    (image, faults)
}

fn picture(
    descriptor: &ImImageDescriptor,
    output: &ImImageOutput,
    cell: Option<&ImImageCell>,
    bits: &[u8],
    budget: &mut u64,
) -> Result<Cell<ImageSource>, String> {
    let given = |value: u16, default: u16| if value == DEFAULT { default } else { value };
    let size = match cell {
        Some(cell) => (given(cell.x_size, descriptor.x_cell), given(cell.y_size, descriptor.y_cell)),
        None => (descriptor.x_size, descriptor.y_size),
    };
    // A point is one pel or two: a cell is doubled before it fills its rectangle.
    let times = |magnification: u16| if magnification >= 2000 { 2 } else { 1 };
    let (across, down) = (times(output.x_magnification), times(output.y_magnification));
    let filled = |value: Option<u16>, own: u16, times: u32| match value {
        Some(value) if value != DEFAULT => u32::from(value),
        _ => u32::from(own) * times,
    };
    let width = filled(cell.map(|cell| cell.x_fill), size.0, across);
    let height = filled(cell.map(|cell| cell.y_fill), size.1, down);
    let units = Units::new(descriptor.x_base, descriptor.x_units, descriptor.y_base, descriptor.y_units);
    let (x, y) = cell.map_or((0, 0), |cell| (i64::from(cell.x), i64::from(cell.y)));
    // Places of cells count along the axes of the page, however the image is turned (IOC "Application Note").
    let place = Place {
        origin: units.point(i64::from(output.x.0) + x, i64::from(output.y.0) + y),
        turn: turn_of(output.x_rotation),
    };
    let raster = Raster { bits, width: size.0.into(), height: size.1.into(), across, down };
    let picture = raster.repeated(width, height, budget)?;
    Ok(Cell { picture, place, size: units.size(width.into(), height.into()) })
}

/// The points of an image or cell: rows padded to bytes, 1 toned.
struct Raster<'b> {
    bits: &'b [u8],
    width: u32,
    height: u32,
    /// Pels to a point.
    across: u32,
    down: u32,
}

impl Raster<'_> {
    fn is_toned(&self, x: u32, y: u32) -> bool {
        let stride = self.width.div_ceil(8) as usize;
        self.bits.get(y as usize * stride + x as usize / 8).is_some_and(|byte| byte >> (7 - x % 8) & 1 == 1)
    }

    /// A rectangle of pels filled with it. One that is toned all over, as rules are, is a single point.
    fn repeated(&self, width: u32, height: u32, budget: &mut u64) -> Result<ImageSource, String> {
        if self.width == 0 || self.height == 0 || width == 0 || height == 0 {
            return Err(String::from("it has no pixels"));
        }
        let pixels = u64::from(width) * u64::from(height);
        if pixels > MOST_PIXELS || u64::from(self.width) * u64::from(self.height) > MOST_PIXELS {
            return Err(format!("{width} × {height} pixels are more than allowed"));
        }
        let source = |width: u32, height: u32, bytes: Vec<u8>| ImageSource {
            name: String::new(),
            width,
            height,
            colour: PixelColour::Bilevel,
            format: ImageFormat::Raw,
            bytes: bytes.into(),
        };
        let mut points = (0..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y)));
        if points.all(|(x, y)| self.is_toned(x, y)) {
            return Ok(source(1, 1, vec![0x80]));
        }
        let stride = width.div_ceil(8) as usize;
        take_memory(stride as u64 * u64::from(height), budget)?;
        let mut rows = vec![0; stride * height as usize];
        for (y, row) in (0..height).zip(rows.chunks_exact_mut(stride)) {
            let own_y = y / self.down % self.height;
            for x in (0..width).filter(|x| self.is_toned(x / self.across % self.width, own_y)) {
                if let Some(byte) = row.get_mut(x as usize / 8) {
                    *byte |= 0x80 >> (x % 8);
                }
            }
        }
        Ok(source(width, height, rows))
    }
}

impl<P> Cell<P> {
    /// Where it lies on the page, or what is around it, and how it is turned.
    pub(crate) fn rect(&self, around: Place) -> (units::Rect, QuarterTurn) {
        let place = around.inside(self.place);
        let corner = Point::ORIGIN;
        (place.rect(units::Rect::new(corner.x, corner.y, self.size.width, self.size.height)), place.turn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_doubled_then_repeated_then_cut() {
        let raster = Raster { bits: &[0b1000_0000, 0b0100_0000], width: 2, height: 2, across: 2, down: 1 };
        let filled = raster.repeated(6, 3, &mut 100).unwrap();
        assert_eq!((filled.width, filled.height), (6, 3));
        assert_eq!(filled.bytes[..], [0b1100_1100, 0b0011_0000, 0b1100_1100]);
    }

    #[test]
    fn what_is_toned_all_over_takes_one_point() {
        let raster = Raster { bits: &[0xFF; 4], width: 8, height: 4, across: 1, down: 1 };
        assert_eq!(raster.repeated(8000, 8000, &mut 0).unwrap().bytes[..], [0x80]);
        let raster = Raster { bits: &[0xFF, 0xFF, 0xFF, 0xFE], ..raster };
        assert!(raster.repeated(8000, 8000, &mut 0).is_err_and(|reason| reason.contains("memory")));
    }
}
