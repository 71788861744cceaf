//! Line data: lines between structured fields, set as a line printer does, six to the inch and ten characters to the
//! inch, by the carriage control of each line (MO:DCA "Mixed Documents"; linedata reference, carriage control).

use afp_codec::Record;
use afp_codec::Records;
use afp_codec::framing::{LineEncoding, RawLine};
use scene::{Content, ContentBuilder, Decoration, FaceId, Glyph, Item, Origin};
use units::{Colour, Emu, FontSize, Point, QuarterTurn, Size};

use crate::library::Library;
use crate::names::CharacterSet;

/// Lines of a page: eleven inches.
const LINES: u32 = 66;
/// Columns of a page that is not wide: eight inches.
const NARROW: usize = 80;
/// Columns of a wide page; more are set closer.
const WIDE: usize = 132;
/// Columns that are set of a line.
const MOST_COLUMNS: usize = 1_000;
/// The distance of lines.
const LINE: Emu = Emu::new(Emu::PER_INCH / 6);
/// The width of a character.
const CHARACTER: Emu = Emu::new(Emu::PER_INCH / 10);
/// The size of a type of ten characters to the inch.
const SIZE: u16 = 12;

/// What the first byte of each line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carriage {
    /// A character like all others.
    None,
    /// ANSI carriage control: what to do before the line is printed.
    Ansi,
    /// Machine code carriage control: what to do when the line is printed.
    Machine,
}

/// How the lines of a file are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LineControl {
    pub(crate) carriage: Carriage,
    pub(crate) encoding: LineEncoding,
    wide: bool,
}

/// What a carriage control does before and after its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Motion {
    Down(u32),
    /// To the first line of the next page.
    Page,
}

impl LineControl {
    /// What the lines have in common.
    fn of(lines: &[&[u8]]) -> Self {
        let all: Vec<u8> = lines.iter().flat_map(|line| line.get(1..).unwrap_or_default()).copied().collect();
        let encoding = LineEncoding::of(&all).unwrap_or(LineEncoding::Ebcdic);
        let firsts: Vec<u8> = lines.iter().filter_map(|line| line.first()).copied().collect();
        let mostly = |count: usize| count > 0 && count * 20 >= firsts.len() * 19;
        let ansi = firsts.iter().filter(|&&byte| ansi(byte, encoding).is_some()).count();
        let machine = firsts.iter().filter(|&&byte| machine(byte).is_some()).count();
        // Lines that begin with letters by chance are told from carriage control by their blanks and ones.
        let carriage = if mostly(ansi) {
            Carriage::Ansi
        } else if mostly(machine) {
            Carriage::Machine
        } else {
            Carriage::None
        };
        Self { carriage, encoding, wide: lines.iter().any(|line| line.len() > NARROW + 1) }
    }

    /// The motions of a line before and after it, and its characters.
    fn motions<'l>(&self, line: &'l [u8]) -> (Motion, Motion, &'l [u8]) {
        let stays = Motion::Down(0);
        match (self.carriage, line.split_first()) {
            (Carriage::Ansi, Some((&first, rest))) => {
                (ansi(first, self.encoding).unwrap_or(Motion::Down(1)), stays, rest)
            }
            (Carriage::Machine, Some((&first, rest))) => match machine(first) {
                // With the last bits 11 the motion comes at once and nothing is printed.
                Some(motion) if first & 0x03 == 0x03 => (motion, stays, &[]),
                Some(motion) => (stays, motion, rest),
                None => (stays, Motion::Down(1), rest),
            },
            _ => match line.split_first() {
                Some((0x0C, rest)) => (Motion::Page, Motion::Down(1), rest),
                _ => (stays, Motion::Down(1), line),
            },
        }
    }
}

fn ansi(byte: u8, encoding: LineEncoding) -> Option<Motion> {
    let character = match encoding {
        LineEncoding::Ascii => char::from(byte),
        LineEncoding::Ebcdic => afp_codec::ebcdic::character(byte),
    };
    Some(match character {
        ' ' => Motion::Down(1),
        '0' => Motion::Down(2),
        '-' => Motion::Down(3),
        '+' => Motion::Down(0),
        '1' => Motion::Page,
        // Other channels are stops that only a forms control buffer knows.
        '2'..='9' | 'A'..='C' => Motion::Down(1),
        _ => return None,
    })
}

fn machine(byte: u8) -> Option<Motion> {
    Some(match byte {
        0x01 | 0x03 => Motion::Down(0),
        0x09 | 0x0B => Motion::Down(1),
        0x11 | 0x13 => Motion::Down(2),
        0x19 | 0x1B => Motion::Down(3),
        0x89 | 0x8B => Motion::Page,
        0x91..=0xE3 if matches!(byte & 0x07, 1 | 3) && byte & 0x80 != 0 => Motion::Down(1),
        _ => return None,
    })
}

/// Cuts lines into pages while they come.
#[derive(Debug, Default)]
pub(crate) struct Pager {
    control: Option<LineControl>,
    /// File offsets of the first and after the last line of the page being read.
    page: Option<(u64, u64)>,
    row: u32,
    /// The line before moved to the next page.
    ejected: bool,
}

impl Pager {
    /// Whether nobody knows yet what the first bytes of lines are.
    pub(crate) fn wants_control(&self) -> bool {
        self.control.is_none()
    }

    /// Finds out what the first bytes of lines are, from the first lines.
    pub(crate) fn find_control<'l>(&mut self, lines: impl Iterator<Item = &'l [u8]>) {
        const ENOUGH: usize = 200;
        self.control = Some(LineControl::of(&lines.take(ENOUGH).collect::<Vec<_>>()));
    }

    /// Takes a line; the page before it, where it begins another.
    pub(crate) fn line(&mut self, line: &RawLine<'_>) -> Option<(u64, u64, LineControl)> {
        let control = self.control?;
        let (before, after, _) = control.motions(line.data);
        let begins = std::mem::take(&mut self.ejected) || before == Motion::Page || {
            let Motion::Down(rows) = before else { return None };
            self.row += rows;
            self.row >= LINES
        };
        let end = line.offset + line.bytes.len() as u64;
        let mut done = None;
        match &mut self.page {
            Some((_, known)) if !begins => *known = end,
            _ => {
                done = self.end();
                self.page = Some((line.offset, end));
            }
        }
        match after {
            Motion::Page => self.ejected = true,
            Motion::Down(rows) => self.row += rows,
        }
        done
    }

    /// The page being read ends.
    pub(crate) fn end(&mut self) -> Option<(u64, u64, LineControl)> {
        self.row = 0;
        self.ejected = false;
        let (start, end) = self.page.take()?;
        Some((start, end, self.control?))
    }
}

/// Draws the lines of a page; its size and what is on it.
pub(crate) fn draw(
    records: Records<'_>,
    control: LineControl,
    set: CharacterSet,
    library: &Library,
) -> (Size, Content) {
    let mut lines = Vec::new();
    let mut row = 0;
    for record in records {
        let Record::Line(line) = record else { continue };
        let (before, after, characters) = control.motions(line.data);
        if let (Motion::Down(rows), false) = (before, lines.is_empty()) {
            row += rows;
        }
        let text = match control.encoding {
            LineEncoding::Ebcdic => set.text(characters),
            LineEncoding::Ascii => String::from_utf8_lossy(characters).into_owned(),
        };
        lines.push((row, text, line));
        if let Motion::Down(rows) = after {
            row += rows;
        }
    }
    let columns = lines.iter().map(|(_, text, _)| text.trim_end().chars().count()).max().unwrap_or(0);
    let wide = control.wide || columns > NARROW;
    let inches = |tenths: i32| Emu::new(Emu::PER_INCH / 10 * tenths);
    let (size, holds) =
        if wide { (Size::new(inches(140), inches(110)), WIDE) } else { (Size::new(inches(85), inches(110)), NARROW) };
    let pitch =
        if columns > holds { CHARACTER.scale(holds as i64, columns.min(MOST_COLUMNS) as i64) } else { CHARACTER };
    let font = FontSize::round_from(FontSize::from_points(SIZE).em().scale(pitch.get().into(), CHARACTER.get().into()));
    let left = (size.width - CHARACTER * holds as i32) / 2;
    let id = library.substitute("Courier");
    let face = id.and_then(|id| library.definitions.face(id));
    let mut content = ContentBuilder::new();
    for (row, text, line) in &lines {
        let text: String = text.trim_end().chars().take(MOST_COLUMNS).collect();
        if text.is_empty() {
            continue;
        }
        let glyph = |(column, (cluster, character)): (usize, (usize, char))| Glyph {
            id: face.and_then(|face| face.glyph(character)).unwrap_or(0),
            along: pitch * column as i32,
            across: Emu::ZERO,
            cluster: cluster as u32,
        };
        let glyphs: Vec<Glyph> = face.map(|_| text.char_indices().enumerate().map(glyph).collect()).unwrap_or_default();
        let at = Point::new(left, LINE * (*row as i32 + 1));
        let advance = pitch * text.chars().count() as i32;
        let (face, colour, turn) = (id.unwrap_or(FaceId(u16::MAX)), Colour::DeviceDefault, QuarterTurn::Zero);
        let run = content.run(face, font, colour, at, turn, advance, glyphs, &text, Decoration::default());
        let origin = Origin::Bytes { start: line.offset, end: line.offset + line.bytes.len() as u64 };
        content.push(Item::Text(run), origin);
    }
    (size, content.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carriage_control_is_found_by_the_first_bytes() {
        let carriage = |lines: &[&[u8]]| LineControl::of(lines).carriage;
        assert_eq!(carriage(&[b"1TITLE", b" text", b"0text", b" text"]), Carriage::Ansi);
        assert_eq!(carriage(&[&[0x89, 0xC1, 0xC2], &[0x09, 0xC1, 0xC2], &[0x11, 0xC1]]), Carriage::Machine);
        assert_eq!(carriage(&[b"Dear Sir,", b"thank you.", b"Yours"]), Carriage::None);
    }
}
