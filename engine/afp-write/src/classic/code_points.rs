//! Which code point of which font a character of a face has. It follows from the face alone.

use std::ops::RangeInclusive;

use afp_codec::ebcdic;
use fonts::Face;

use crate::characters::CharacterSet;
use crate::classic::Part;

/// Code points of one section, X'41' to X'FE' (FOCA "Section Number", EBCDIC).
const SECTION: usize = 190;
/// The first code point, and the first section of a double-byte font.
const FIRST: u8 = 0x41;
/// Code points of a double-byte font: as many sections as a section has code points.
const DOUBLE: usize = SECTION * SECTION;

/// A character in the fonts of its face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CodePoint {
    pub part: Part,
    /// The section; zero in single-byte fonts.
    pub section: u8,
    pub code: u8,
}

/// The code points of a face: characters of code page 500 in a single-byte font where that has them, so that programs
/// which take all text for EBCDIC read them; the others, in the order of Unicode, in further single-byte fonts, or in a
/// double-byte font when the face has ideographs, kana or Hangul.
#[derive(Clone, Debug)]
pub(crate) struct CodeTable {
    wide: bool,
    /// The characters that code page 500 has not, in order.
    others: Vec<char>,
}

/// The coded fonts that the characters of a face fill in a classic file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FontParts {
    /// How many: that of code page 500 and those of the other characters.
    pub count: usize,
    /// Whether those of the other characters are double-byte fonts, whose resources have their section in the name.
    pub double: bool,
}

impl FontParts {
    /// The parts of a face.
    pub fn of(face: &Face) -> Self {
        let table = CodeTable::new(face);
        let size = if table.wide { DOUBLE } else { SECTION };
        Self { count: 1 + table.others.len().div_ceil(size), double: table.wide }
    }
}

impl CodeTable {
    pub(crate) fn new(face: &Face) -> Self {
        let has = |character: char| face.glyph(character).is_some();
        let others = ('\u{A0}'..=char::MAX).filter(|&character| !is_international(character) && has(character));
        Self { wide: ['一', 'あ', '가'].into_iter().any(has), others: others.collect() }
    }

    /// The code point of a character; none for control characters and for those that the face has not.
    pub(crate) fn code_point(&self, character: char) -> Option<CodePoint> {
        if is_international(character) {
            return ebcdic::byte(character).map(|code| CodePoint { part: Part::International, section: 0, code });
        }
        let place = self.others.binary_search(&character).ok()?;
        let code = |place: usize| u8::try_from(place % SECTION).ok().and_then(|place| FIRST.checked_add(place));
        let number = |number: usize| u16::try_from(number).ok();
        Some(if self.wide {
            let part = Part::Double(number(place / DOUBLE)?);
            CodePoint { part, section: code(place / SECTION)?, code: code(place)? }
        } else {
            CodePoint { part: Part::Single(number(place / SECTION)?), section: 0, code: code(place)? }
        })
    }

    /// All characters of a part that the table's face has.
    pub(crate) fn characters(&self, face: &Face, part: Part) -> CharacterSet {
        let place = |number: u16, size: usize| {
            let first = usize::from(number) * size;
            self.others.get(first..).unwrap_or_default().iter().take(size).copied()
        };
        let mut characters = CharacterSet::default();
        let mut add = |character| characters.insert(character);
        match part {
            Part::International => {
                let has = |character: &char| face.glyph(*character).is_some();
                INTERNATIONAL.into_iter().flatten().filter(has).for_each(add);
            }
            Part::Single(number) => place(number, SECTION).for_each(&mut add),
            Part::Double(number) => place(number, DOUBLE).for_each(add),
        }
        characters
    }
}

/// The graphic characters of code page 500.
const INTERNATIONAL: [RangeInclusive<char>; 2] = [' '..='~', '\u{A0}'..='\u{FF}'];

/// Whether a character is a graphic one of code page 500.
fn is_international(character: char) -> bool {
    INTERNATIONAL.iter().any(|range| range.contains(&character))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(wide: bool, others: impl Iterator<Item = char>) -> CodeTable {
        CodeTable { wide, others: others.collect() }
    }

    #[test]
    fn latin_letters_stand_where_code_page_500_has_them() {
        let table = table(false, std::iter::empty());
        let at = |character| table.code_point(character).map(|found| (found.part, found.section, found.code));
        assert_eq!(at('A'), Some((Part::International, 0, 0xC1)));
        assert_eq!(at(' '), Some((Part::International, 0, 0x40)));
        assert_eq!(at('ü'), Some((Part::International, 0, 0xDC)));
        assert_eq!((at('\n'), at('\u{85}'), at('Ω')), (None, None, None));
    }

    #[test]
    fn others_fill_single_byte_fonts_of_190() {
        let table = table(false, ('\u{100}'..'\u{300}').chain(['€']));
        let at = |character| table.code_point(character).map(|found| (found.part, found.section, found.code));
        assert_eq!(at('\u{100}'), Some((Part::Single(0), 0, 0x41)));
        assert_eq!(at('\u{1BD}'), Some((Part::Single(0), 0, 0xFE)));
        assert_eq!(at('\u{1BE}'), Some((Part::Single(1), 0, 0x41)));
        assert_eq!(at('€'), Some((Part::Single(2), 0, 0x41 + 132)));
    }

    #[test]
    fn ideographs_fill_the_sections_of_double_byte_fonts() {
        let table = table(true, ('\u{4E00}'..'\u{9FFF}').chain('\u{20000}'..'\u{25000}'));
        let at = |character| table.code_point(character).map(|found| (found.part, found.section, found.code));
        assert_eq!(at('一'), Some((Part::Double(0), 0x41, 0x41)));
        assert_eq!(at('\u{4EBE}'), Some((Part::Double(0), 0x42, 0x41)));
        let place = 0x9FFF - 0x4E00 + 0x4FFF;
        let wanted = (Part::Double(1), 0x41 + (place % 36_100 / 190) as u8, 0x41 + (place % 190) as u8);
        assert_eq!(at('\u{24FFF}'), Some(wanted));
    }
}
