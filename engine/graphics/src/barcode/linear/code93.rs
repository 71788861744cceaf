//! Code 93 (AIM BC5). The bytes `a` to `d` are the four shift characters.

use super::{modules, too_long};

/// The characters in the order of their values.
const CHARACTERS: &[u8; 47] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%abcd";

/// Bars and spaces of the characters (AIM BC5, table 1).
#[rustfmt::skip]
const PATTERNS: [&str; 47] = [
    "131112", "111213", "111312", "111411", "121113", "121212", "121311", "111114", "131211", "141111", "211113",
    "211212", "211311", "221112", "221211", "231111", "112113", "112212", "112311", "122112", "132111", "111123",
    "111222", "111321", "121122", "131121", "212112", "212211", "211122", "211221", "221121", "222111", "112122",
    "112221", "122121", "123111", "121131", "311112", "311211", "321111", "112131", "113121", "211131", "121221",
    "312111", "311121", "122211",
];
const START: &str = "111141";
const STOP: &str = "1111411";

pub(in super::super) fn encode(data: &[u8]) -> Result<Vec<u32>, String> {
    too_long(data.len())?;
    let mut values: Vec<usize> = data
        .iter()
        .map(|byte| {
            CHARACTERS
                .iter()
                .position(|known| known == byte)
                .ok_or_else(|| format!("it has no character {:?}", char::from(*byte)))
        })
        .collect::<Result<_, _>>()?;
    // The check characters C and K, the second over the first as well.
    for weights in [20, 15] {
        values.push(check(&values, weights));
    }
    let patterns = values.into_iter().filter_map(|value| PATTERNS.get(value).copied());
    Ok([START].into_iter().chain(patterns).chain([STOP]).flat_map(modules).collect())
}

/// Weights from 1 at the right, beginning again after so many.
fn check(values: &[usize], weights: usize) -> usize {
    values.iter().rev().enumerate().map(|(place, value)| (place % weights + 1) * value).sum::<usize>() % 47
}

/// Any ASCII text, in pairs of a shift and a letter where there is no character for it.
pub(in super::super) fn of_ascii(text: &[u8]) -> Vec<u8> {
    let mut data = Vec::with_capacity(text.len());
    for &byte in text {
        let pair = match byte {
            0 => (b'b', b'U'),
            1..=26 => (b'a', b'A' + byte - 1),
            27..=31 => (b'b', b'A' + byte - 27),
            b'!'..=b'#' | b'&'..=b'*' | b',' => (b'c', b'A' + byte - b'!'),
            b':' => (b'c', b'Z'),
            b';'..=b'?' => (b'b', b'F' + byte - b';'),
            b'@' => (b'b', b'V'),
            b'['..=b'_' => (b'b', b'K' + byte - b'['),
            b'`' => (b'b', b'W'),
            b'a'..=b'z' => (b'd', byte.to_ascii_uppercase()),
            b'{'..=127 => (b'b', b'P' + (byte - b'{')),
            other => {
                data.push(other);
                continue;
            }
        };
        data.extend([pair.0, pair.1]);
    }
    data
}

/// The text that pairs of a shift and a letter stand for.
pub(in super::super) fn to_ascii(data: &[u8]) -> String {
    let mut text = String::with_capacity(data.len());
    let mut rest = data;
    while let [first, after @ ..] = rest {
        let pair = rest.get(..2).filter(|_| first.is_ascii_lowercase());
        let found = pair.and_then(|pair| (0..128u8).find(|&byte| of_ascii(&[byte]) == pair));
        text.push(char::from(found.unwrap_or(*first)));
        rest = if found.is_some() { after.get(1..).unwrap_or_default() } else { after };
    }
    text.retain(|letter| !letter.is_control());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_example_has_its_check_characters() {
        // AIM BC5: "TEST93" has the check characters + and 6.
        let values: Vec<usize> =
            b"TEST93".iter().filter_map(|byte| CHARACTERS.iter().position(|known| known == byte)).collect();
        let c = check(&values, 20);
        let k = check(&[values, vec![c]].concat(), 15);
        assert_eq!((CHARACTERS[c], CHARACTERS[k]), (b'+', b'6'));
    }
}
