//! Bilevel pages to a TIFF file of many pages, in Group 4 (TIFF 6.0; ITU-T T.6).

use std::io::{self, Write};

use fax::encoder::Encoder;
use fax::{Color, VecWriter, slice_bits};

use crate::Bilevel;

/// Bytes of the head of the file.
const HEAD: u64 = 8;

/// Kinds of values (TIFF 6.0, section 2).
const ASCII: u16 = 2;
const SHORT: u16 = 3;
const LONG: u16 = 4;
const RATIONAL: u16 = 5;

const SOFTWARE: &[u8] = b"Formwright\0";

/// Writes a file page by page: behind each page's dots its directory, which names the place of the next one's. So a page
/// waits until the next is known.
pub struct TiffWriter<W> {
    out: W,
    written: u64,
    waiting: Option<Page>,
    pages: u16,
}

struct Page {
    width: u32,
    height: u32,
    dpi: u32,
    number: u16,
    strip: Vec<u8>,
}

impl<W: Write> TiffWriter<W> {
    /// Begins a file. The output is written in small pieces: give a buffered one.
    pub fn new(out: W) -> Self {
        Self { out, written: 0, waiting: None, pages: 0 }
    }

    /// Adds a page drawn at a resolution.
    ///
    /// # Errors
    /// When the output cannot be written, or the file would be larger than 4 GB or 65,535 pages.
    pub fn page(&mut self, page: &Bilevel, dpi: f64) -> io::Result<()> {
        let number = self.pages;
        self.pages = number.checked_add(1).ok_or_else(|| too_large("65,535 pages"))?;
        let next = Page {
            width: page.width,
            height: page.height,
            dpi: (dpi * 100.0).round().clamp(1.0, f64::from(u32::MAX)) as u32,
            number,
            strip: group_four(page),
        };
        if let Some(before) = self.waiting.take() {
            self.write_page(&before, Some(&next))?;
        } else {
            self.write_head(&next)?;
        }
        self.waiting = Some(next);
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When the output cannot be written, or there was no page: such a file cannot be.
    pub fn finish(mut self) -> io::Result<W> {
        let last = self.waiting.take().ok_or_else(|| io::Error::other("a TIFF file has at least one page"))?;
        self.write_page(&last, None)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn write_head(&mut self, first: &Page) -> io::Result<()> {
        let directory = offset(HEAD + padded(first))?;
        self.put(b"II*\0")?;
        self.put(&directory.to_le_bytes())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.written += bytes.len() as u64;
        Ok(())
    }

    fn write_page(&mut self, page: &Page, next: Option<&Page>) -> io::Result<()> {
        let strip = offset(self.written)?;
        self.put(&page.strip)?;
        if page.strip.len() % 2 == 1 {
            self.put(&[0])?;
        }
        let start = self.written;
        let count = 17u16;
        let values = offset(start + 2 + u64::from(count) * 12 + 4)?;
        let (resolution_x, resolution_y, software) = (values, values + 8, values + 16);
        let end = start + 2 + u64::from(count) * 12 + 4 + 16 + SOFTWARE.len() as u64 + 1;
        let mut directory = count.to_le_bytes().to_vec();
        let mut entry = |tag: u16, kind: u16, count: u32, value: u32| {
            directory.extend(tag.to_le_bytes());
            directory.extend(kind.to_le_bytes());
            directory.extend(count.to_le_bytes());
            directory.extend(value.to_le_bytes());
        };
        // One page of many; width and height; one bit; Group 4; 0 is white; the first bit is the highest.
        entry(254, LONG, 1, 2);
        entry(256, LONG, 1, page.width);
        entry(257, LONG, 1, page.height);
        entry(258, SHORT, 1, 1);
        entry(259, SHORT, 1, 4);
        entry(262, SHORT, 1, 0);
        entry(266, SHORT, 1, 1);
        entry(273, LONG, 1, strip);
        entry(274, SHORT, 1, 1);
        entry(277, SHORT, 1, 1);
        entry(278, LONG, 1, page.height);
        entry(279, LONG, 1, offset(page.strip.len() as u64)?);
        entry(282, RATIONAL, 1, resolution_x);
        entry(283, RATIONAL, 1, resolution_y);
        // Inches; the page's number, and of how many is not known.
        entry(296, SHORT, 1, 2);
        entry(297, SHORT, 2, u32::from(page.number));
        entry(305, ASCII, SOFTWARE.len() as u32, software);
        let following = next.map_or(Ok(0), |next| offset(end + padded(next)))?;
        directory.extend(following.to_le_bytes());
        for _ in 0..2 {
            directory.extend(page.dpi.to_le_bytes());
            directory.extend(100u32.to_le_bytes());
        }
        directory.extend_from_slice(SOFTWARE);
        directory.push(0);
        self.put(&directory)
    }
}

/// A page's dots as long as they are in the file: directories begin at even places.
fn padded(page: &Page) -> u64 {
    (page.strip.len() as u64).next_multiple_of(2)
}

fn offset(place: u64) -> io::Result<u32> {
    u32::try_from(place).map_err(|_| too_large("4 GB"))
}

fn too_large(limit: &str) -> io::Error {
    io::Error::other(format!("a TIFF file holds no more than {limit}; convert fewer --pages at a time"))
}

/// The dots in Group 4, with the mark of its end.
fn group_four(page: &Bilevel) -> Vec<u8> {
    let mut encoder = Encoder::new(VecWriter::new());
    let stride = page.width.div_ceil(8) as usize;
    for row in page.rows.chunks_exact(stride.max(1)) {
        let dots = slice_bits(row).take(page.width as usize);
        // Writing into memory does not fail.
        let _ = encoder.encode_line(dots.map(|ink| if ink { Color::Black } else { Color::White }), page.width);
    }
    encoder.finish().map(VecWriter::finish).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(file: &[u8], at: usize, bytes: usize) -> usize {
        file[at..at + bytes].iter().rev().fold(0, |number, &byte| number << 8 | usize::from(byte))
    }

    /// The values of a directory by tag, and the place of the next.
    fn directory(file: &[u8], at: usize) -> (std::collections::BTreeMap<usize, usize>, usize) {
        let count = number(file, at, 2);
        let entry = |place: usize| (number(file, at + 2 + place * 12, 2), number(file, at + 10 + place * 12, 4));
        let entries: Vec<_> = (0..count).map(entry).collect();
        assert!(entries.is_sorted_by(|one, two| one.0 < two.0), "tags come in order");
        (entries.into_iter().collect(), number(file, at + 2 + count * 12, 4))
    }

    #[test]
    fn every_dot_of_every_page_is_where_the_directories_say() {
        let pages: Vec<Bilevel> = [(17u32, 5u32), (32, 9), (1, 1)]
            .into_iter()
            .map(|(width, height)| {
                let stride = width.div_ceil(8) as usize;
                let spare = (stride * 8) as u32 - width;
                let rows = (0..stride * height as usize).map(|at| {
                    let byte = (at * 37 % 251) as u8;
                    if at % stride == stride - 1 { byte >> spare << spare } else { byte }
                });
                Bilevel { width, height, rows: rows.collect() }
            })
            .collect();
        let mut writer = TiffWriter::new(Vec::new());
        for page in &pages {
            writer.page(page, 300.0).unwrap();
        }
        let file = writer.finish().unwrap();
        assert_eq!(&file[..4], b"II*\0");
        let mut at = number(&file, 4, 4);
        for (place, page) in pages.iter().enumerate() {
            assert_eq!(at % 2, 0);
            let (tags, next) = directory(&file, at);
            assert_eq!((tags[&256], tags[&257]), (page.width as usize, page.height as usize));
            assert_eq!((tags[&258], tags[&259], tags[&262], tags[&297]), (1, 4, 0, place));
            let dpi = (number(&file, tags[&282], 4), number(&file, tags[&282] + 4, 4));
            assert_eq!(dpi, (30_000, 100));
            let strip = &file[tags[&273]..tags[&273] + tags[&279]];
            let mut rows = Vec::new();
            fax::decoder::decode_g4(strip.iter().copied(), page.width, Some(page.height), |line| {
                let start = rows.len();
                rows.resize(start + page.width.div_ceil(8) as usize, 0u8);
                for (dot, color) in fax::decoder::pels(line, page.width).enumerate() {
                    rows[start + dot / 8] |= if color == Color::Black { 0x80 >> (dot % 8) } else { 0 };
                }
            })
            .unwrap();
            assert_eq!(rows, page.rows, "page {place}");
            at = next;
        }
        assert_eq!(at, 0);
    }

    #[test]
    fn a_file_without_pages_is_refused() {
        assert!(TiffWriter::new(Vec::new()).finish().is_err());
    }
}
