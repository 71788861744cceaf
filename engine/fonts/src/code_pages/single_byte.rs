//! Code pages of one-byte code points.

use std::sync::OnceLock;

const TABLES: &str = include_str!("../../../../assets/codepages/single-byte.txt");
/// No character; not a character of Unicode either.
const NONE: u16 = 0xFFFF;

/// A code page of one-byte code points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodePage {
    number: u16,
    ebcdic: bool,
    title: &'static str,
    characters: [u16; 256],
}

impl CodePage {
    /// All code pages that are known, by number.
    pub fn all() -> &'static [Self] {
        static PAGES: OnceLock<Vec<CodePage>> = OnceLock::new();
        PAGES.get_or_init(|| read(TABLES))
    }

    /// The code page of a number (CPGID).
    pub fn of(number: u16) -> Option<&'static Self> {
        let place = Self::all().binary_search_by_key(&number, |page| page.number).ok()?;
        Self::all().get(place)
    }

    /// The code page that the name of a code page resource says: the name ends in its number, as in `T1V10273`,
    /// `T1001140` or `T1GDP500`.
    pub fn of_resource(name: &str) -> Option<&'static Self> {
        number_in(name).find_map(Self::of)
    }

    /// Its number.
    pub fn number(&self) -> u16 {
        self.number
    }

    /// What it is for, in English, e.g. `Austria, Germany`.
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// Whether letters and digits stand where EBCDIC has them.
    pub fn is_ebcdic(&self) -> bool {
        self.ebcdic
    }

    /// The character of a code point.
    pub fn character(&self, code_point: u8) -> Option<char> {
        let code = self.characters.get(usize::from(code_point)).copied().filter(|&code| code != NONE)?;
        char::from_u32(code.into())
    }

    /// The first code point of a character.
    pub fn code_point(&self, character: char) -> Option<u8> {
        let code = u16::try_from(u32::from(character)).ok().filter(|&code| code != NONE)?;
        self.characters.iter().position(|&known| known == code).and_then(|place| u8::try_from(place).ok())
    }

    /// Bytes as text; U+FFFD where a code point has no character.
    pub fn text(&self, bytes: &[u8]) -> String {
        bytes.iter().map(|&byte| self.character(byte).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    }
}

/// The numbers that may be meant by the digits at the end of a name, the longest first.
pub(super) fn number_in(name: &str) -> impl Iterator<Item = u16> {
    let name = name.trim_end();
    let digits = name.bytes().rev().take_while(u8::is_ascii_digit).count();
    [4, 3]
        .into_iter()
        .filter(move |&count| count <= digits)
        .filter_map(move |count| name.get(name.len() - count..)?.parse().ok())
}

fn read(tables: &'static str) -> Vec<CodePage> {
    let mut pages: Vec<CodePage> = Vec::new();
    let mut filled = 0;
    for line in tables.lines() {
        let mut words = line.splitn(3, ' ');
        match (words.next(), words.next(), words.next()) {
            (Some(number), Some(kind @ ("ebcdic" | "ascii")), Some(title)) => {
                let number = number.parse().unwrap_or_default();
                pages.push(CodePage { number, ebcdic: kind == "ebcdic", title, characters: [NONE; 256] });
                filled = 0;
            }
            _ => {
                let Some(page) = pages.last_mut() else { continue };
                for cell in line.split(' ') {
                    if let Some(slot) = page.characters.get_mut(filled) {
                        *slot = u16::from_str_radix(cell, 16).unwrap_or(NONE);
                    }
                    filled += 1;
                }
            }
        }
    }
    pages.sort_by_key(|page| page.number);
    pages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code_pages::{character_of_graphic, graphic_of_character};

    #[test]
    fn the_tables_are_whole() {
        assert!(CodePage::all().iter().filter(|page| page.is_ebcdic()).count() >= 40);
        assert!(CodePage::all().len() >= 80);
        for page in CodePage::all() {
            assert_ne!(page.number(), 0, "{}", page.title());
            let (letter, digit) = if page.is_ebcdic() { (0xC1, 0xF7) } else { (0x41, 0x37) };
            assert_eq!(page.character(letter), Some('A'), "{}", page.number());
            assert_eq!(page.character(digit), Some('7'), "{}", page.number());
            for code_point in 0..=255 {
                if let Some(character) = page.character(code_point) {
                    let again = page.code_point(character).and_then(|found| page.character(found));
                    assert_eq!(again, Some(character), "{} X'{code_point:02X}'", page.number());
                }
            }
        }
    }

    #[test]
    fn code_pages_differ_where_countries_do() {
        let of = |number: u16, code_point| CodePage::of(number).and_then(|page| page.character(code_point));
        assert_eq!((of(273, 0x7C), of(500, 0x7C), of(37, 0x4A)), (Some('§'), Some('@'), Some('¢')));
        assert_eq!((of(1141, 0x9F), of(273, 0x9F)), (Some('€'), Some('¤')));
        assert_eq!((of(850, 0x84), of(819, 0xE4), of(1252, 0x80)), (Some('ä'), Some('ä'), Some('€')));
        assert_eq!((of(420, 0x56), of(1025, 0x77), of(875, 0x41)), (Some('ا'), Some('а'), Some('Α')));
        assert_eq!(of(4, 0x41), None);
    }

    #[test]
    fn resource_names_end_in_the_number() {
        let of = |name| CodePage::of_resource(name).map(CodePage::number);
        assert_eq!(
            [of("T1V10273"), of("T1000037"), of("T1001140"), of("T1GDP500")],
            [Some(273), Some(37), Some(1140), Some(500)]
        );
        assert_eq!([of("T1EX0000"), of("T1DCDCFS"), of(""), of("T1V10361")], [None; 4]);
    }

    #[test]
    fn the_printing_characters_of_western_code_pages_have_names() {
        let western = [37, 273, 277, 278, 280, 284, 285, 297, 500, 871, 1047, 1140, 1141, 1148, 437, 850, 852, 1252];
        for page in western.into_iter().filter_map(CodePage::of) {
            let printing = (0..=255).filter_map(|code_point| page.character(code_point));
            for character in printing.filter(|character| !character.is_control()) {
                let name = graphic_of_character(character);
                assert!(name.is_some(), "{} U+{:04X}", page.number(), u32::from(character));
                let same = name.and_then(character_of_graphic);
                assert!(
                    same == Some(character) || character == 'Đ' || character == '‾',
                    "{character} {name:?} {same:?}"
                );
            }
        }
    }
}
