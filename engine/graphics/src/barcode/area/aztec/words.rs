//! Bytes to bits by five sets of characters and runs of bytes, and bits to codewords (ISO/IEC 24778, 7.1 and 7.2).

use super::super::super::shortest::{Choice, CodeSet, Move, Ways};
use super::super::Part;

/// Appends so many bits of a value, the highest first.
pub(super) fn push(bits: &mut Vec<bool>, value: u32, count: usize) {
    bits.extend((0..count).rev().map(|bit| value >> bit & 1 == 1));
}

/// A set of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    Upper,
    Lower,
    Mixed,
    Punctuation,
    Digit,
}

/// A value and how many bits it has.
type Code = (u32, usize);

/// The longest run of bytes.
const LONGEST_RUN: usize = 2_047 + 31;
/// Longer data fits no symbol.
const LONGEST: usize = 4_729;

impl Set {
    fn width(self) -> usize {
        if self == Self::Digit { 4 } else { 5 }
    }

    /// The code of one character.
    fn character(self, byte: u8) -> Option<u32> {
        let value = u32::from(byte);
        let place =
            |set: &[u8], from: u32| set.iter().position(|&known| known == byte).map(|place| place as u32 + from);
        match (self, byte) {
            (Self::Punctuation, b'\r') => Some(1),
            (Self::Punctuation, b'!'..=b'/') => Some(value - 27),
            (Self::Punctuation, _) => place(b":;<=>?[]{}", 21),
            (_, b' ') => Some(1),
            (Self::Upper, b'A'..=b'Z') => Some(value - 63),
            (Self::Lower, b'a'..=b'z') => Some(value - 95),
            (Self::Mixed, 1..=13) => Some(value + 1),
            (Self::Mixed, _) => place(b"\x1B\x1C\x1D\x1E\x1F@\\^_`|~\x7F", 15),
            (Self::Digit, b'0'..=b'9') => Some(value - 46),
            (Self::Digit, b',') => Some(12),
            (Self::Digit, b'.') => Some(13),
            _ => None,
        }
    }

    /// The code of two characters of punctuation.
    fn pair(self, two: &[u8]) -> Option<u32> {
        let pairs: [&[u8]; 4] = [b"\r\n", b". ", b", ", b": "];
        if self != Self::Punctuation {
            return None;
        }
        pairs.iter().position(|pair| *pair == two).map(|place| place as u32 + 2)
    }

    /// The code that goes over for one character.
    fn shift(self, to: Self) -> Option<Code> {
        match (self, to) {
            (Self::Punctuation, _) => None,
            (_, Self::Punctuation) => Some((0, self.width())),
            (Self::Lower, Self::Upper) => Some((28, 5)),
            (Self::Digit, Self::Upper) => Some((15, 4)),
            _ => None,
        }
    }

    /// The codes that go over for good.
    fn latch(self, to: Self) -> &'static [Code] {
        use Set::{Digit, Lower, Mixed, Punctuation, Upper};
        match (self, to) {
            (Upper, Lower) | (Mixed, Lower) => &[(28, 5)],
            (Upper | Lower, Mixed) => &[(29, 5)],
            (Upper | Lower, Digit) => &[(30, 5)],
            (Upper | Lower, Punctuation) => &[(29, 5), (30, 5)],
            (Lower, Upper) => &[(30, 5), (14, 4)],
            (Mixed, Upper) => &[(29, 5)],
            (Mixed, Punctuation) => &[(30, 5)],
            (Mixed, Digit) => &[(29, 5), (30, 5)],
            (Punctuation, Upper) => &[(31, 5)],
            (Punctuation, Lower) => &[(31, 5), (28, 5)],
            (Punctuation, Mixed) => &[(31, 5), (29, 5)],
            (Punctuation, Digit) => &[(31, 5), (30, 5)],
            (Digit, Upper) => &[(14, 4)],
            (Digit, Lower) => &[(14, 4), (28, 5)],
            (Digit, Mixed) => &[(14, 4), (29, 5)],
            (Digit, Punctuation) => &[(14, 4), (29, 5), (30, 5)],
            _ => &[],
        }
    }

    /// Whether a run of bytes can begin here.
    fn has_bytes(self) -> bool {
        matches!(self, Self::Upper | Self::Lower | Self::Mixed)
    }
}

/// The bits of a run of bytes besides the bytes themselves.
fn run_bits(length: usize) -> usize {
    if length > 31 { 21 } else { 10 }
}

/// How characters are written.
#[derive(Clone, Copy, Debug)]
enum Step {
    Character,
    Pair,
    Shift(Set),
    Bytes,
}

impl CodeSet for Set {
    const ALL: &'static [Self] = &[Self::Upper, Self::Lower, Self::Mixed, Self::Punctuation, Self::Digit];
    type Step = Step;

    fn choices(self, rest: &[u8]) -> impl Iterator<Item = Choice<Step>> {
        let byte = rest.first().copied().unwrap_or(0);
        let two = rest.get(..2).unwrap_or_default();
        let one = self.character(byte).map(|_| Choice { step: Step::Character, bytes: 1, cost: self.width() });
        let pair = self.pair(two).map(|_| Choice { step: Step::Pair, bytes: 2, cost: 5 });
        let shifted = Self::ALL.iter().filter_map(move |&to| {
            let (_, count) = self.shift(to)?;
            let bytes = if to.pair(two).is_some() { 2 } else { to.character(byte).map(|_| 1)? };
            Some(Choice { step: Step::Shift(to), bytes, cost: count + to.width() })
        });
        let longest = if self.has_bytes() { rest.len().min(LONGEST_RUN) } else { 0 };
        let runs = (1..=longest).map(|bytes| Choice { step: Step::Bytes, bytes, cost: run_bits(bytes) + 8 * bytes });
        one.into_iter().chain(pair).chain(shifted).chain(runs)
    }

    fn latch_cost(self, to: Self) -> Option<usize> {
        (self != to).then(|| self.latch(to).iter().map(|(_, count)| count).sum())
    }
}

/// The bits of data.
///
/// # Errors
/// In words, where it is too long.
pub(super) fn encode(parts: &[Part<'_>], gs1: bool) -> Result<Vec<bool>, String> {
    let bytes: usize = parts.iter().map(|part| if let Part::Bytes(bytes) = part { bytes.len() } else { 0 }).sum();
    if bytes > LONGEST {
        return Err(format!("the data has {bytes} bytes, more than any symbol holds"));
    }
    let mut bits = Vec::new();
    let mut set = Set::Upper;
    if gs1 {
        // A shift to punctuation, then FLG(0): FNC1.
        push(&mut bits, 0, 13);
    }
    for part in parts {
        match part {
            Part::Bytes(data) => set = stretch(&mut bits, data, set),
            Part::Escape(number @ 0..=999_999) => {
                // FLG(n): n digits in the codes of the digit set.
                if set != Set::Punctuation {
                    push(&mut bits, 0, set.width());
                }
                let digits = number.to_string();
                push(&mut bits, 0, 5);
                push(&mut bits, digits.len() as u32, 3);
                for digit in digits.bytes() {
                    push(&mut bits, u32::from(digit) - 46, 4);
                }
            }
            Part::Escape(number) => return Err(format!("there is no character set {number}")),
        }
    }
    Ok(bits)
}

/// Writes a stretch that begins in a set; gives the set it ends in.
fn stretch(bits: &mut Vec<bool>, data: &[u8], mut end: Set) -> Set {
    for (place, set, next) in Ways::new(data).moves(end) {
        let rest = data.get(place..).unwrap_or_default();
        let byte = rest.first().copied().unwrap_or(0);
        let two = rest.get(..2);
        match next {
            Move::Write(Step::Character, _) => push(bits, set.character(byte).unwrap_or(0), set.width()),
            Move::Write(Step::Pair, _) => push(bits, set.pair(two.unwrap_or_default()).unwrap_or(0), 5),
            Move::Write(Step::Shift(to), _) => {
                let (value, count) = set.shift(to).unwrap_or((0, 0));
                push(bits, value, count);
                let pair = two.and_then(|two| to.pair(two));
                push(bits, pair.or(to.character(byte)).unwrap_or(0), to.width());
            }
            Move::Write(Step::Bytes, length) => {
                push(bits, 31, 5);
                if length > 31 {
                    push(bits, 0, 5);
                    push(bits, length as u32 - 31, 11);
                } else {
                    push(bits, length as u32, 5);
                }
                for &byte in rest.iter().take(length) {
                    push(bits, byte.into(), 8);
                }
            }
            Move::Latch(to) => {
                for &(value, count) in set.latch(to) {
                    push(bits, value, count);
                }
                end = to;
            }
        }
    }
    end
}

/// Codewords of a width: where all bits but the last are alike, the last is their opposite and carries no data; what is
/// missing at the end is filled with ones.
pub(super) fn stuffed(bits: &[bool], width: usize) -> Vec<u32> {
    let mut words = Vec::with_capacity(bits.len() / width + 2);
    let mut place = 0;
    let mask = (1u32 << width) - 2;
    while place < bits.len() {
        let bit = |number: usize| bits.get(place + number).copied().unwrap_or(true);
        let word = (0..width).fold(0, |word, number| word << 1 | u32::from(bit(number)));
        if word & mask == mask {
            words.push(mask);
            place += width - 1;
        } else if word & mask == 0 {
            words.push(1);
            place += width - 1;
        } else {
            words.push(word);
            place += width;
        }
    }
    words
}
