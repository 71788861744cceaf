//! EBCDIC code page 500: the default of names, comments and index values in AFP.
//!
//! In: bytes or text. Out: text or bytes. Other code pages belong to the reader of fonts and text, not here.

/// What each byte of code page 500 means, in byte order.
const CODE_PAGE_500: [char; 256] = [
    '\u{00}', '\u{01}', '\u{02}', '\u{03}', '\u{9c}', '\u{09}', '\u{86}', '\u{7f}', '\u{97}', '\u{8d}', '\u{8e}',
    '\u{0b}', '\u{0c}', '\u{0d}', '\u{0e}', '\u{0f}', '\u{10}', '\u{11}', '\u{12}', '\u{13}', '\u{9d}', '\u{85}',
    '\u{08}', '\u{87}', '\u{18}', '\u{19}', '\u{92}', '\u{8f}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{1f}', '\u{80}',
    '\u{81}', '\u{82}', '\u{83}', '\u{84}', '\u{0a}', '\u{17}', '\u{1b}', '\u{88}', '\u{89}', '\u{8a}', '\u{8b}',
    '\u{8c}', '\u{05}', '\u{06}', '\u{07}', '\u{90}', '\u{91}', '\u{16}', '\u{93}', '\u{94}', '\u{95}', '\u{96}',
    '\u{04}', '\u{98}', '\u{99}', '\u{9a}', '\u{9b}', '\u{14}', '\u{15}', '\u{9e}', '\u{1a}', ' ', '\u{a0}', 'â', 'ä',
    'à', 'á', 'ã', 'å', 'ç', 'ñ', '[', '.', '<', '(', '+', '!', '&', 'é', 'ê', 'ë', 'è', 'í', 'î', 'ï', 'ì', 'ß', ']',
    '$', '*', ')', ';', '^', '-', '/', 'Â', 'Ä', 'À', 'Á', 'Ã', 'Å', 'Ç', 'Ñ', '¦', ',', '%', '_', '>', '?', 'ø', 'É',
    'Ê', 'Ë', 'È', 'Í', 'Î', 'Ï', 'Ì', '`', ':', '#', '@', '\'', '=', '"', 'Ø', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h',
    'i', '«', '»', 'ð', 'ý', 'þ', '±', '°', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 'ª', 'º', 'æ', '¸', 'Æ', '¤',
    'µ', '~', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '¡', '¿', 'Ð', 'Ý', 'Þ', '®', '¢', '£', '¥', '·', '©', '§', '¶',
    '¼', '½', '¾', '¬', '|', '¯', '¨', '´', '×', '{', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', '\u{ad}', 'ô', 'ö',
    'ò', 'ó', 'õ', '}', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', '¹', 'û', 'ü', 'ù', 'ú', 'ÿ', '\\', '÷', 'S', 'T',
    'U', 'V', 'W', 'X', 'Y', 'Z', '²', 'Ô', 'Ö', 'Ò', 'Ó', 'Õ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '³',
    'Û', 'Ü', 'Ù', 'Ú', '\u{9f}',
];

/// The character that a byte of code page 500 stands for.
#[must_use]
pub fn character(byte: u8) -> char {
    CODE_PAGE_500[usize::from(byte)]
}

/// The byte that code page 500 has for a character, if any.
#[must_use]
pub fn byte(character: char) -> Option<u8> {
    // ASCII letters, digits and blanks are nearly all there is: try them without a search.
    match character {
        ' ' => Some(0x40),
        '0'..='9' => Some(0xF0 + (character as u8 - b'0')),
        'A'..='I' => Some(0xC1 + (character as u8 - b'A')),
        'J'..='R' => Some(0xD1 + (character as u8 - b'J')),
        'S'..='Z' => Some(0xE2 + (character as u8 - b'S')),
        _ => CODE_PAGE_500.iter().position(|&c| c == character).and_then(|at| u8::try_from(at).ok()),
    }
}

/// Text of code page 500 bytes; every byte has a character, control characters included.
#[must_use]
pub fn to_text(bytes: &[u8]) -> String {
    bytes.iter().map(|&b| character(b)).collect()
}

/// The bytes of a text in code page 500, or `None` when a character is not in it.
#[must_use]
pub fn from_text(text: &str) -> Option<Vec<u8>> {
    text.chars().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back() {
        for value in 0..=255u8 {
            assert_eq!(byte(character(value)), Some(value));
        }
    }

    #[test]
    fn letters_digits_and_international_characters_are_where_code_page_500_has_them() {
        assert_eq!(from_text("Az09 é"), Some(vec![0xC1, 0xA9, 0xF0, 0xF9, 0x40, 0x51]));
        // The positions in which code page 500 differs from 037.
        assert_eq!(from_text("[]!^|"), Some(vec![0x4A, 0x5A, 0x4F, 0x5F, 0xBB]));
        assert_eq!(from_text("臺"), None);
    }
}
