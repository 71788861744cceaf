//! GS1 element strings: application identifiers and their values (GS1 General Specifications, chapters 3 and 7.8).
//!
//! In a symbol an element follows the one before directly where that has a length of its own, else after FNC1, here X'1D'.

use super::digits::{modulus_10, text, values};

/// What parts elements of no fixed length.
pub(super) const SEPARATOR: u8 = 0x1D;
/// The most characters of a value (GS1 General Specifications 7.8.4 and 3).
const LONGEST_VALUE: usize = 90;

/// An application identifier and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) identifier: String,
    pub(super) value: String,
}

/// How many digits an application identifier has that begins with these two.
fn identifier_length(start: [u8; 2]) -> Option<usize> {
    Some(match (start[0], start[1]) {
        (b'0', b'0'..=b'4') | (b'1', b'0'..=b'9') | (b'2', b'0'..=b'2') | (b'3', b'0' | b'7') | (b'9', _) => 2,
        (b'2', b'3'..=b'5') | (b'4', b'0'..=b'2') | (b'7', b'1') => 3,
        (b'3', b'1'..=b'6' | b'9') | (b'4', b'3') | (b'7', b'0' | b'2') | (b'8', b'0'..=b'2') => 4,
        _ => return None,
    })
}

/// The characters of a value of fixed length (GS1 General Specifications, figure 7.8.5-2).
fn value_length(identifier: &[u8]) -> Option<usize> {
    Some(match identifier {
        [b'0', b'0', ..] => 18,
        [b'0', b'1'..=b'3', ..] => 14,
        [b'0', b'4', ..] => 16,
        [b'1', b'1'..=b'9', ..] => 6,
        [b'2', b'0', ..] => 2,
        [b'3', b'1'..=b'6', ..] => 6,
        [b'4', b'1', ..] => 13,
        _ => return None,
    })
}

/// Character set 82 of the general specifications, and the blank that Data Bar has as well.
fn is_allowed(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b" !\"%&'()*+,-./:;<=>?_".contains(&byte)
}

impl Element {
    fn new(identifier: &str, value: &str) -> Result<Self, String> {
        let code = identifier.as_bytes();
        let known = match *code {
            [first @ b'0'..=b'9', second @ b'0'..=b'9', ..] => identifier_length([first, second]),
            _ => None,
        };
        if known != Some(code.len()) || !code.iter().all(u8::is_ascii_digit) {
            return Err(format!("there is no application identifier ({identifier})"));
        }
        if let Some(other) = value.bytes().find(|&byte| !is_allowed(byte)) {
            return Err(format!("({identifier}) cannot hold {:?}", char::from(other)));
        }
        match value_length(code) {
            Some(length) if value.len() != length => {
                return Err(format!("({identifier}) takes {length} characters, there are {}", value.len()));
            }
            Some(_) if !value.bytes().all(|byte| byte.is_ascii_digit()) => {
                return Err(format!("({identifier}) holds digits only"));
            }
            None if value.is_empty() => return Err(format!("({identifier}) has no value")),
            None if value.len() > LONGEST_VALUE => {
                return Err(format!("({identifier}) has more than {LONGEST_VALUE} characters"));
            }
            _ => {}
        }
        if matches!(identifier, "00" | "01" | "02" | "03") {
            check_digit(value)?;
        }
        Ok(Self { identifier: identifier.to_owned(), value: value.to_owned() })
    }
}

/// Whether the last digit is the check digit of those before it.
///
/// # Errors
/// In words, which it would have to be.
pub(super) fn check_digit(number: &str) -> Result<(), String> {
    let digits = values(number.as_bytes())?;
    let Some((&given, before)) = digits.split_last() else { return Ok(()) };
    let right = modulus_10(before);
    if given != right {
        return Err(format!("the check digit of {} is {right}, not {given}", text(before)));
    }
    Ok(())
}

/// The elements of a string as people write it, with the identifiers in parentheses, or as it stands in a symbol.
///
/// # Errors
/// In words.
pub(super) fn parse(written: &str) -> Result<Vec<Element>, String> {
    if !written.starts_with('(') {
        return elements(written.as_bytes());
    }
    let mut rest = written;
    let mut elements = Vec::new();
    while !rest.is_empty() {
        let (identifier, after) = rest
            .strip_prefix('(')
            .and_then(|inside| inside.split_once(')'))
            .ok_or_else(|| format!("an application identifier in parentheses is missing before {rest:?}"))?;
        // A value may hold parentheses: the next identifier is a parenthesis with digits in it.
        let end = after
            .char_indices()
            .find(|&(at, character)| character == '(' && is_identifier(after.get(at..).unwrap_or_default()))
            .map_or(after.len(), |(at, _)| at);
        let (value, next) = after.split_at(end);
        elements.push(Element::new(identifier, value)?);
        rest = next;
    }
    Ok(elements)
}

fn is_identifier(text: &str) -> bool {
    text.strip_prefix('(')
        .and_then(|inside| inside.split_once(')'))
        .is_some_and(|(inside, _)| (2..=4).contains(&inside.len()) && inside.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The elements of a string as it stands in a symbol, with or without the FNC1 in front.
///
/// # Errors
/// In words.
pub(super) fn elements(data: &[u8]) -> Result<Vec<Element>, String> {
    let mut rest = data;
    let mut elements = Vec::new();
    loop {
        while let Some(after) = rest.strip_prefix(&[SEPARATOR]) {
            rest = after;
        }
        let [first, second, ..] = *rest else {
            return if rest.is_empty() { Ok(elements) } else { Err("an application identifier is cut off".into()) };
        };
        let identifier = identifier_length([first, second]).and_then(|length| rest.get(..length)).ok_or_else(|| {
            format!("no application identifier begins with {}", String::from_utf8_lossy(&[first, second]))
        })?;
        let after = rest.get(identifier.len()..).unwrap_or_default();
        let end = after.iter().position(|&byte| byte == SEPARATOR).unwrap_or(after.len());
        let end = value_length(identifier).map_or(end, |length| length.min(end));
        let value = after.get(..end).unwrap_or_default();
        elements.push(Element::new(&String::from_utf8_lossy(identifier), &String::from_utf8_lossy(value))?);
        rest = after.get(end..).unwrap_or_default();
    }
}

/// The string as it stands in a symbol, without the FNC1 in front.
pub(super) fn element_string(elements: &[Element]) -> Vec<u8> {
    let mut string = Vec::new();
    for (place, element) in elements.iter().enumerate() {
        string.extend(element.identifier.bytes());
        string.extend(element.value.bytes());
        if place + 1 < elements.len() && value_length(element.identifier.as_bytes()).is_none() {
            string.push(SEPARATOR);
        }
    }
    string
}

/// As people read it.
pub(super) fn readable(elements: &[Element]) -> String {
    elements.iter().map(|element| format!("({}){}", element.identifier, element.value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_in_parentheses_become_the_string_of_a_symbol_and_back() {
        let written = "(01)09521234543213(10)ABC(1)2(21)9";
        let elements = parse(written).unwrap();
        let string = element_string(&elements);
        assert_eq!(string, b"0109521234543213\x31\x30ABC(1)2\x1D219");
        assert_eq!(super::elements(&string), Ok(elements.clone()));
        assert_eq!(readable(&elements), written);
    }

    #[test]
    fn what_the_identifiers_do_not_allow_is_refused_with_the_reason() {
        let refused = |text: &str| parse(text).unwrap_err();
        assert_eq!(refused("(01)09521234543214"), "the check digit of 0952123454321 is 3, not 4");
        assert_eq!(refused("(01)1"), "(01) takes 14 characters, there are 1");
        assert_eq!(refused("(10)"), "(10) has no value");
        assert_eq!(refused("(05)1"), "there is no application identifier (05)");
        assert_eq!(refused("(10)é"), "(10) cannot hold 'Ã'");
        assert!(parse("0").is_err() && parse("(10").is_err() && parse("11999").is_err());
    }
}
