//! Bytes to codewords by five code sets (ISO/IEC 16023, table 2).

use super::super::super::shortest::{Choice, CodeSet, Move, Ways};
use super::super::Part;

const ECI: u8 = 27;
const NUMERIC: u8 = 31;
/// Digits that take six codewords.
const NINE: usize = 9;

/// A code set; the number is its place among the code that shift to it from another, A first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    A,
    B,
    C,
    D,
    E,
}

/// A character's code in set A.
pub(super) fn in_set_a(byte: u8) -> Option<u8> {
    match byte {
        b'\r' => Some(0),
        b'A'..=b'Z' => Some(byte - b'A' + 1),
        0x1C..=0x1E => Some(byte),
        b' ' => Some(32),
        b'"'..=b':' => Some(byte),
        _ => None,
    }
}

fn in_set_b(byte: u8) -> Option<u8> {
    match byte {
        b'`' => Some(0),
        b'a'..=b'z' => Some(byte - b'a' + 1),
        0x1C..=0x1E => Some(byte),
        _ => {
            const REST: &[u8; 23] = b"{\0}~\x7F;<=>?[\\]^_ ,./:@!|";
            REST.iter().position(|&known| known == byte && known != 0).map(|place| place as u8 + 32)
        }
    }
}

/// The characters of sets C to E from 32 on: after those of the first 27 codes.
const REST_C: [u8; 26] = [
    0xDB, 0xDC, 0xDD, 0xDE, 0xDF, 0xAA, 0xAC, 0xB1, 0xB2, 0xB3, 0xB5, 0xB9, 0xBA, 0xBC, 0xBD, 0xBE, 0x80, 0x81, 0x82,
    0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89,
];
const REST_D: [u8; 26] = [
    0xFB, 0xFC, 0xFD, 0xFE, 0xFF, 0xA1, 0xA8, 0xAB, 0xAF, 0xB0, 0xB4, 0xB7, 0xB8, 0xBB, 0xBF, 0x8A, 0x8B, 0x8C, 0x8D,
    0x8E, 0x8F, 0x90, 0x91, 0x92, 0x93, 0x94,
];
const REST_E: [u8; 26] = [
    0x1C, 0x1D, 0x1E, 0x1F, 0x9F, 0xA0, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA9, 0xAD, 0xAE, 0xB6, 0x95, 0x96, 0x97,
    0x98, 0x99, 0x9A, 0x9B, 0x9C, 0x9D, 0x9E,
];

impl Set {
    fn character(self, byte: u8) -> Option<u8> {
        let rest = |table: &[u8; 26]| table.iter().position(|&known| known == byte).map(|place| place as u8 + 32);
        match self {
            Self::A => in_set_a(byte),
            Self::B => in_set_b(byte),
            _ if byte == b' ' => Some(59),
            Self::C if (0xC0..=0xDA).contains(&byte) => Some(byte - 0xC0),
            Self::D if (0xE0..=0xFA).contains(&byte) => Some(byte - 0xE0),
            Self::E if byte <= 0x1A => Some(byte),
            Self::E if byte == 0x1B => Some(30),
            Self::C | Self::D if (0x1C..=0x1E).contains(&byte) => Some(byte),
            Self::C => rest(&REST_C),
            Self::D => rest(&REST_D),
            Self::E => rest(&REST_E),
        }
    }

    /// The code that goes over to another set for one character.
    fn shift(self, to: Self) -> Option<u8> {
        match (self, to) {
            (Self::A, Self::B) | (Self::B, Self::A) => Some(59),
            (from, Self::C) if from != Self::C => Some(60),
            (from, Self::D) if from != Self::D => Some(61),
            (from, Self::E) if from != Self::E => Some(62),
            _ => None,
        }
    }

    /// The codes that go over to another set for good: to C, D and E their shift, twice.
    fn latch(self, to: Self) -> Option<&'static [u8]> {
        match (self, to) {
            (Self::A, Self::B) | (Self::B, Self::A) | (Self::C | Self::D | Self::E, Self::B) => Some(&[63]),
            (Self::C | Self::D | Self::E, Self::A) => Some(&[58]),
            (from, Self::C) if from != Self::C => Some(&[60, 60]),
            (from, Self::D) if from != Self::D => Some(&[61, 61]),
            (from, Self::E) if from != Self::E => Some(&[62, 62]),
            _ => None,
        }
    }
}

/// How characters are written.
#[derive(Clone, Copy, Debug)]
enum Step {
    Character,
    Digits,
    Shift(Set),
}

impl CodeSet for Set {
    const ALL: &'static [Self] = &[Self::A, Self::B, Self::C, Self::D, Self::E];
    type Step = Step;

    fn choices(self, rest: &[u8]) -> impl Iterator<Item = Choice<Step>> {
        let byte = rest.first().copied().unwrap_or(0);
        let plain = self.character(byte).map(|_| Choice { step: Step::Character, bytes: 1, cost: 1 });
        let digits = nine_digits(rest).map(|_| Choice { step: Step::Digits, bytes: NINE, cost: 6 });
        let shifted = Self::ALL.iter().filter_map(move |&to| {
            self.shift(to).and(to.character(byte)).map(|_| Choice { step: Step::Shift(to), bytes: 1, cost: 2 })
        });
        plain.into_iter().chain(digits).chain(shifted)
    }

    fn latch_cost(self, to: Self) -> Option<usize> {
        self.latch(to).map(<[u8]>::len)
    }

    /// What ends in C, D or E goes back to A.
    fn end_cost(self) -> usize {
        usize::from(!matches!(self, Self::A | Self::B))
    }
}

/// The codewords of data, the fewest there can be for each stretch of it; they end in set A or B.
///
/// # Errors
/// In words.
pub(super) fn encode(parts: &[Part<'_>]) -> Result<Vec<u8>, String> {
    /// More bytes than any symbol holds.
    const LONGEST: usize = 200;
    let mut codewords = Vec::new();
    let mut set = Set::A;
    for part in parts {
        match part {
            Part::Bytes(data) if data.len() > LONGEST => {
                return Err(format!("the data has {} bytes, more than any symbol holds", data.len()));
            }
            Part::Bytes(data) => set = stretch(&mut codewords, data, set),
            Part::Escape(number) => eci(&mut codewords, *number)?,
        }
    }
    if let Some(codes) = set.latch(Set::A).filter(|_| !matches!(set, Set::A | Set::B)) {
        codewords.extend(codes);
    }
    Ok(codewords)
}

fn eci(codewords: &mut Vec<u8>, number: u32) -> Result<(), String> {
    codewords.push(ECI);
    let low = |shift: u32| (number >> shift & 0x3F) as u8;
    match number {
        0..=31 => codewords.push(number as u8),
        32..=1_023 => codewords.extend([0x20 | low(6), low(0)]),
        1_024..=32_767 => codewords.extend([0x30 | low(12), low(6), low(0)]),
        32_768..=999_999 => codewords.extend([0x38 | low(18), low(12), low(6), low(0)]),
        other => return Err(format!("there is no character set {other}")),
    }
    Ok(())
}

fn nine_digits(rest: &[u8]) -> Option<u32> {
    let digits = super::super::super::digits::values(rest.get(..NINE)?).ok()?;
    Some(digits.iter().fold(0, |number, &digit| number * 10 + u32::from(digit)))
}

/// Writes a stretch that begins in a set; gives the set it ends in.
fn stretch(codewords: &mut Vec<u8>, data: &[u8], mut end: Set) -> Set {
    for (place, set, next) in Ways::new(data).moves(end) {
        let rest = data.get(place..).unwrap_or_default();
        let byte = rest.first().copied().unwrap_or(0);
        match next {
            Move::Write(Step::Character, _) => codewords.extend(set.character(byte)),
            Move::Write(Step::Shift(to), _) => {
                codewords.extend(set.shift(to));
                codewords.extend(to.character(byte));
            }
            Move::Write(Step::Digits, _) => {
                let number = nine_digits(rest).unwrap_or(0);
                codewords.push(NUMERIC);
                codewords.extend((0..5).rev().map(|six| (number >> (6 * six) & 0x3F) as u8));
            }
            Move::Latch(to) => {
                codewords.extend(set.latch(to).unwrap_or_default());
                end = to;
            }
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_one_code_at_least_and_no_code_two_bytes() {
        for &set in Set::ALL {
            let mut seen = std::collections::BTreeSet::new();
            assert!((0..=255u8).filter_map(|byte| set.character(byte)).all(|code| seen.insert(code)), "{set:?}");
        }
        assert!((0..=255u8).all(|byte| Set::ALL.iter().any(|set| set.character(byte).is_some())));
    }

    #[test]
    fn digits_in_number_and_single_letters_of_another_set_are_short() {
        let codes = |data: &'static [u8]| encode(&[Part::Bytes(data.into())]).unwrap();
        assert_eq!(codes(b"ABC"), [1, 2, 3]);
        assert_eq!(codes(b"AbC"), [1, 59, 2, 3]);
        assert_eq!(codes(b"999999999"), [31, 59, 38, 44, 39, 63]);
        assert_eq!(codes(b"abc"), [63, 1, 2, 3]);
    }
}
