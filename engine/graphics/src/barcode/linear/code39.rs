//! Code 39 (ISO/IEC 16388).

use super::{MODULE, too_long, two_widths};

/// The characters in the order of their values; the asterisk starts and stops.
const CHARACTERS: &[u8; 44] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%*";

/// Bars and spaces of the characters (ISO/IEC 16388, table 1).
#[rustfmt::skip]
const PATTERNS: [&str; 44] = [
    "nnnwwnwnn", "wnnwnnnnw", "nnwwnnnnw", "wnwwnnnnn", "nnnwwnnnw", "wnnwwnnnn", "nnwwwnnnn", "nnnwnnwnw",
    "wnnwnnwnn", "nnwwnnwnn", "wnnnnwnnw", "nnwnnwnnw", "wnwnnwnnn", "nnnnwwnnw", "wnnnwwnnn", "nnwnwwnnn",
    "nnnnnwwnw", "wnnnnwwnn", "nnwnnwwnn", "nnnnwwwnn", "wnnnnnnww", "nnwnnnnww", "wnwnnnnwn", "nnnnwnnww",
    "wnnnwnnwn", "nnwnwnnwn", "nnnnnnwww", "wnnnnnwwn", "nnwnnnwwn", "nnnnwnwwn", "wwnnnnnnw", "nwwnnnnnw",
    "wwwnnnnnn", "nwnnwnnnw", "wwnnwnnnn", "nwwnwnnnn", "nwnnnnwnw", "wwnnnnwnn", "nwwnnnwnn", "nwnwnwnnn",
    "nwnwnnnwn", "nwnnnwnwn", "nnnwnwnwn", "nwnnwnwnn",
];

fn values(data: &[u8]) -> Result<Vec<usize>, String> {
    data.iter()
        .map(|byte| {
            CHARACTERS
                .iter()
                .take(43)
                .position(|known| known == byte)
                .ok_or_else(|| format!("it has no character {:?}", char::from(*byte)))
        })
        .collect()
}

/// The check character: the sum of all values, modulus 43.
pub(in super::super) fn check(data: &[u8]) -> Result<char, String> {
    let sum: usize = values(data)?.into_iter().sum();
    Ok(CHARACTERS.get(sum % 43).map_or('0', |&byte| char::from(byte)))
}

pub(in super::super) fn encode(data: &[u8], check_character: bool, wide: u32) -> Result<Vec<u32>, String> {
    too_long(data.len())?;
    let mut values = values(data)?;
    if check_character {
        values.push(values.iter().sum::<usize>() % 43);
    }
    let mut widths = Vec::with_capacity((values.len() + 2) * 10);
    for value in [43].into_iter().chain(values).chain([43]) {
        if !widths.is_empty() {
            widths.push(MODULE);
        }
        widths.extend(two_widths(PATTERNS.get(value).copied().unwrap_or_default(), wide));
    }
    Ok(widths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_character_is_the_sum_modulus_43() {
        // 12 + 24 + 13 + 14 + 38 + 3 + 9 = 113, and 113 - 86 = 27.
        assert_eq!(check(b"CODE 39"), Ok('R'));
    }
}
