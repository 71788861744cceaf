//! Code pages of two-byte code points: a section and a code point in it.

use std::sync::OnceLock;

use super::single_byte::number_in;

const TABLES: &str = include_str!("../../../../assets/codepages/two-byte.txt");
/// First code point and first section.
const FIRST: u8 = 0x41;
/// Code points of a section.
const WIDTH: usize = 190;
/// U+FFFD in the tables.
const NONE: u16 = 0xFFFD;
/// The numbers of the code pages in the tables.
const NUMBERS: [u16; 4] = [300, 834, 835, 837];

/// A code page of two-byte code points, EBCDIC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WideCodePage {
    number: u16,
    characters: Vec<u16>,
}

impl WideCodePage {
    /// The code page of a number (CPGID): 300 Japan, 834 Korea, 835 Traditional Chinese, 837 Simplified Chinese. It is
    /// read when first asked for.
    pub fn of(number: u16) -> Option<&'static Self> {
        static PAGES: [OnceLock<Option<WideCodePage>>; NUMBERS.len()] = [const { OnceLock::new() }; NUMBERS.len()];
        let place = NUMBERS.iter().position(|&known| known == number)?;
        PAGES.get(place)?.get_or_init(|| read(number)).as_ref()
    }

    /// The code page that the name of a code page resource says by its number at the end, as in `T1K00300`.
    pub fn of_resource(name: &str) -> Option<&'static Self> {
        number_in(name).find_map(Self::of)
    }

    /// Its number.
    pub fn number(&self) -> u16 {
        self.number
    }

    /// The character of a code point: the section in the first byte. X'4040' is the space.
    pub fn character(&self, code_point: u16) -> Option<char> {
        if code_point == 0x4040 {
            return Some('\u{3000}');
        }
        let [section, point] = code_point.to_be_bytes().map(|byte| byte.checked_sub(FIRST).map(usize::from));
        let place = section? * WIDTH + point.filter(|&point| point < WIDTH)?;
        let code = self.characters.get(place).copied().filter(|&code| code != NONE)?;
        char::from_u32(code.into())
    }
}

fn read(number: u16) -> Option<WideCodePage> {
    let mut lines = TABLES.lines().skip_while(|line| {
        let mut words = line.split(' ');
        (words.next(), words.next()) != (Some("page"), Some(number.to_string().as_str()))
    });
    lines.next()?;
    let mut characters = vec![NONE; WIDTH * WIDTH];
    for line in lines.take_while(|line| !line.starts_with("page ")) {
        let Some((section, row)) = line.split_once(' ') else { continue };
        let Some(section) = u8::from_str_radix(section, 16).ok().and_then(|section| section.checked_sub(FIRST)) else {
            continue;
        };
        for (place, character) in row.chars().take(WIDTH).enumerate() {
            if let Some(slot) = characters.get_mut(usize::from(section) * WIDTH + place) {
                *slot = u16::try_from(u32::from(character)).unwrap_or(NONE);
            }
        }
    }
    Some(WideCodePage { number, characters })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_hold_the_characters_of_their_country() {
        let of = |number, code_point| WideCodePage::of(number).and_then(|page| page.character(code_point));
        assert_eq!((of(300, 0x4141), of(300, 0x4040)), (Some('α'), Some('\u{3000}')));
        assert_eq!(of(835, 0x4C41), Some('一'));
        assert_eq!((of(300, 0x4140), of(300, 0xFFFF), of(500, 0x4141)), (None, None, None));
        assert_eq!(WideCodePage::of_resource("T1K00300").map(WideCodePage::number), Some(300));
        for number in NUMBERS {
            let known =
                WideCodePage::of(number).map_or(0, |page| page.characters.iter().filter(|&&c| c != NONE).count());
            assert!(known > 6_000, "{number}: {known}");
        }
    }
}
