//! The code page of Code 128 data: CPGID 1303, EBCDIC letters and digits, with the function characters of the symbology
//! (BCOCA "Code 128", figure "Code 128 code page").

use crate::ebcdic;

/// The code point of the function character FNC1.
pub const FNC1: u8 = 0x8F;

/// The characters that lie elsewhere than in code page 500, as `(code point, ASCII)`.
const DIFFERENT: [(u8, u8); 5] = [(0x4F, b'|'), (0x5A, b'!'), (0x5F, b'^'), (0xAD, b'['), (0xBD, b']')];

/// Code 128 data as ASCII; `None` where it holds a function character or a code point without ASCII character.
#[must_use]
pub fn code_128_to_ascii(data: &[u8]) -> Option<Vec<u8>> {
    data.iter()
        .map(|&code| {
            if code == FNC1 {
                return None;
            }
            if let Some((_, ascii)) = DIFFERENT.iter().find(|(point, _)| *point == code) {
                return Some(*ascii);
            }
            u8::try_from(u32::from(ebcdic::character(code))).ok().filter(u8::is_ascii)
        })
        .collect()
}

/// ASCII as Code 128 data; `None` where a byte is not ASCII.
#[must_use]
pub fn code_128_from_ascii(text: &[u8]) -> Option<Vec<u8>> {
    text.iter()
        .map(|&ascii| {
            if let Some((point, _)) = DIFFERENT.iter().find(|(_, known)| *known == ascii) {
                return Some(*point);
            }
            ascii.is_ascii().then(|| ebcdic::byte(char::from(ascii))).flatten()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_ascii_goes_there_and_back() {
        let all: Vec<u8> = (0..128).collect();
        let data = code_128_from_ascii(&all).unwrap();
        assert_eq!(code_128_to_ascii(&data), Some(all));
    }

    #[test]
    fn letters_digits_and_the_exclamation_mark_are_where_the_code_page_has_them() {
        assert_eq!(code_128_from_ascii(b"A1!|"), Some(vec![0xC1, 0xF1, 0x5A, 0x4F]));
        assert_eq!(code_128_to_ascii(&[FNC1]), None);
    }
}
