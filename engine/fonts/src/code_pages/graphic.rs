//! The registered names of graphic characters.

use std::sync::OnceLock;

/// Lines of 14 bytes: eight of the name, a space, four hexadecimal digits, the end of the line; sorted by name.
const NAMES: &str = include_str!("../../../../assets/codepages/graphic-characters.txt");
const LINE: usize = 14;

/// Characters that share the name of another.
const SHARED: [(char, &str); 6] = [
    ('Đ', "LD620000"),
    ('‾', "SM150000"),
    ('μ', "GM010000"),
    ('Ω', "GO320000"),
    ('\u{2010}', "SP100000"),
    ('\u{2013}', "SS680000"),
];

fn line(place: usize) -> Option<(&'static str, char)> {
    let line = NAMES.get(place * LINE..(place + 1) * LINE)?;
    let code = u32::from_str_radix(line.get(9..13)?, 16).ok()?;
    Some((line.get(..8)?, char::from_u32(code)?))
}

fn find(name: &str) -> Option<char> {
    let (mut low, mut high) = (0, NAMES.len() / LINE);
    while low < high {
        let middle = low + (high - low) / 2;
        let (found, character) = line(middle)?;
        match found.cmp(name) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(character),
        }
    }
    None
}

/// The character that a registered name (eight characters, e.g. `LA110000`) stands for. A variant that is not
/// registered by itself is taken for what it is a variant of: the last four characters tell variants. Names of `U` and
/// seven hexadecimal digits, as our fonts have for characters without a registered name, say their Unicode scalar value.
pub fn character_of_graphic(name: &str) -> Option<char> {
    if name.len() != 8 || !name.is_ascii() {
        return None;
    }
    find(name).or_else(|| {
        if let Some(scalar) = name.strip_prefix('U') {
            return u32::from_str_radix(scalar, 16).ok().and_then(char::from_u32);
        }
        let plain = name.get(..4)?;
        plain.bytes().skip(2).all(|byte| byte.is_ascii_digit()).then(|| find(&format!("{plain}0000")))?
    })
}

/// The registered name of a character; of several the plainest.
pub fn graphic_of_character(character: char) -> Option<&'static str> {
    static BY_CHARACTER: OnceLock<Vec<(char, &'static str)>> = OnceLock::new();
    let names = BY_CHARACTER.get_or_init(|| {
        let mut names: Vec<(char, &'static str)> =
            (0..NAMES.len() / LINE).filter_map(line).map(|(name, character)| (character, name)).chain(SHARED).collect();
        // Plain names before variants; the sort keeps the order of equals.
        names.sort_by_key(|(character, name)| (*character, !name.ends_with("0000")));
        names.dedup_by_key(|(character, _)| *character);
        names
    });
    let place = names.binary_search_by_key(&character, |(character, _)| *character).ok()?;
    names.get(place).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_lines_of_one_length() {
        assert_eq!(NAMES.len() % LINE, 0);
        let all: Vec<&str> = (0..NAMES.len() / LINE).filter_map(line).map(|(name, _)| name).collect();
        assert_eq!(all.len(), NAMES.len() / LINE);
        assert!(all.is_sorted());
        assert!(all.len() > 1000);
    }

    #[test]
    fn names_stand_for_characters_and_back() {
        assert_eq!(character_of_graphic("U00053F0"), Some('台'));
        assert_eq!([character_of_graphic("U000D800"), character_of_graphic("UX000000")], [None; 2]);
        let pairs = [
            ("LA010000", 'a'),
            ("LU180000", 'Ü'),
            ("LS610000", 'ß'),
            ("ND100000", '0'),
            ("SP010000", ' '),
            ("SC200000", '€'),
            ("KZ220000", 'Ж'),
            ("GO310000", 'ω'),
            ("HX330000", 'א'),
            ("AS230000", 'ش'),
            ("JK100000", 'カ'),
            ("BK100000", 'ก'),
            ("SF610000", '█'),
        ];
        for (name, character) in pairs {
            assert_eq!(character_of_graphic(name), Some(character));
            assert_eq!(graphic_of_character(character), Some(name));
        }
        assert_eq!(character_of_graphic("LA010007"), Some('a'));
        assert_eq!(character_of_graphic("SM570001"), Some('◘'));
        assert_eq!((character_of_graphic("EMC00001"), character_of_graphic("EX030000")), (None, None));
        assert_eq!((character_of_graphic(""), character_of_graphic("éé010000")), (None, None));
    }

    #[test]
    fn a_known_font_names_its_characters_so() {
        // Pairs of the font name map of afplib/C0X00006.afp (Helvetica Latin1), by their Adobe names.
        for (name, character) in [("LF510000", 'ﬀ'), ("SA790000", '∙'), ("SM660000", '¬'), ("SV520000", '…')] {
            assert_eq!(character_of_graphic(name), Some(character));
        }
    }
}
