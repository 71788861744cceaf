//! Japan Post's customer code: three bars a character, twenty characters and a check digit.

use super::super::drawing::edge;
use super::{Bar, Bars};

/// The characters in the order of their check values: digits, hyphen, control codes 1 to 8.
const CHARACTERS: &[u8; 19] = b"0123456789-abcdefgh";

/// Bars of the characters: 1 full, 2 ascending, 3 descending, 4 timing.
const PATTERNS: [&str; 19] = [
    "144", "114", "132", "312", "123", "141", "321", "213", "231", "411", "414", "324", "342", "234", "432", "243",
    "423", "441", "111",
];
/// Digits of the postal code and of the address after it.
const DIGITS: usize = 20;

/// Six modules high, one wide, two from bar to bar; the middle is two (BCOCA table 13).
pub(in super::super) fn sizes(module_mils: u8) -> Bars {
    let module = |number: u64| edge(number * 100, module_mils);
    Bars { width: module(1), pitch: 200 * u64::from(module_mils), height: module(6), tracker: (module(2), module(4)) }
}

fn bars(pattern: &str) -> impl Iterator<Item = Bar> {
    pattern.bytes().map(|digit| Bar::of_number(digit.saturating_sub(b'1')))
}

fn value(byte: u8) -> Option<usize> {
    CHARACTERS.iter().position(|&known| known == byte)
}

/// Seven digits of the postal code, with or without hyphen, then digits, hyphens and capitals of the address.
pub(in super::super) fn encode(data: &[u8]) -> Result<Vec<Bar>, String> {
    const LONGEST: usize = 50;
    if data.len() > LONGEST {
        return Err(format!("it has {} characters, {LONGEST} is the limit", data.len()));
    }
    let mut characters = Vec::with_capacity(DIGITS + 1);
    let mut rest = data;
    if let [a, b, c, b'-', after @ ..] = data {
        characters.extend([*a, *b, *c]);
        rest = after;
    }
    while characters.len() < 7 {
        let [first, after @ ..] = rest else { return Err("a postal code has seven digits".into()) };
        characters.push(*first);
        rest = after;
    }
    if !characters.iter().all(u8::is_ascii_digit) {
        return Err("a postal code has seven digits".into());
    }
    for &byte in rest.strip_prefix(b"-").unwrap_or(rest) {
        match byte {
            b'0'..=b'9' | b'-' => characters.push(byte),
            b'A'..=b'Z' => characters.extend([b'a' + (byte - b'A') / 10, b'0' + (byte - b'A') % 10]),
            other => return Err(format!("it holds digits, hyphens and capitals only, not {:?}", char::from(other))),
        }
    }
    // What does not fit is left out, what is missing filled with CC4 (BCOCA "Japan Postal Bar Code").
    characters.resize(DIGITS, b'd');
    let values: Vec<usize> = characters.into_iter().filter_map(value).collect();
    let check = (19 - values.iter().sum::<usize>() % 19) % 19;
    let inside = values.into_iter().chain([check]).flat_map(|value| bars(PATTERNS.get(value).copied().unwrap_or("")));
    Ok(bars("13").chain(inside).chain(bars("31")).collect())
}

/// Every character as it stands, `(` and `)` start and stop, without a check.
pub(in super::super) fn direct(data: &[u8]) -> Result<Vec<Bar>, String> {
    const LONGEST: usize = 100;
    if data.len() > LONGEST {
        return Err(format!("it has {} characters, {LONGEST} is the limit", data.len()));
    }
    let mut drawn = Vec::with_capacity(data.len() * 3);
    for &byte in data {
        let pattern = match byte {
            b'(' => "13",
            b')' => "31",
            _ => value(byte)
                .and_then(|value| PATTERNS.get(value).copied())
                .ok_or_else(|| format!("it has no character {:?}", char::from(byte)))?,
        };
        drawn.extend(bars(pattern));
    }
    Ok(drawn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use units::Emu;

    #[test]
    fn the_example_of_the_manual_has_its_check_digit() {
        // 154-0023, 3-16-4-205: the values and three CC4 sum to 108, 13 more than a multiple of 19.
        let drawn = encode(b"15400233-16-4-205").unwrap();
        assert_eq!(drawn.len(), 67);
        assert_eq!(Ok(drawn), direct(b"(15400233-16-4-205ddd6)"));
        assert_eq!(sizes(24).height, Emu::new(131_674));
        assert!(encode(b"123456").is_err() && encode(b"1234567_").is_err() && direct(b"Z").is_err());
    }

    #[test]
    fn letters_take_a_control_code_and_a_digit_and_what_is_too_long_is_cut() {
        assert_eq!(encode(b"1234567B"), encode(b"123-4567-B"));
        assert_eq!(encode(b"1234567AAAAAAAAAAAA").map(|bars| bars.len()), Ok(67));
    }
}
