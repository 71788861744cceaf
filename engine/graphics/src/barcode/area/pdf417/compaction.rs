//! Bytes to codewords: text two to a codeword, numbers 44 to 15, bytes six to five (ISO/IEC 15438, 4.4).

use super::super::Part;

const TEXT: u16 = 900;
const BYTES: u16 = 901;
const NUMBERS: u16 = 902;
const ONE_BYTE: u16 = 913;
const SIX_BYTES: u16 = 924;

/// Fewer digits are not worth the latch.
const FEWEST_DIGITS: usize = 13;
/// Fewer characters of text between bytes are not worth two.
const FEWEST_LETTERS: usize = 5;

/// What the codewords in force mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Text(Letters),
    Bytes,
    Numbers,
}

/// The sets of the text mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letters {
    Capital,
    Small,
    Mixed,
    Punctuation,
}

const MIXED: &[u8; 25] = b"0123456789&\r\t,:#-.$/+%*=^";
const PUNCTUATION: &[u8; 29] = b";<>@[\\]_`~!\r\t,:\n-.$/\"|*()?{}'";
const SPACE: u8 = 26;
/// The filler of an odd number of values, and the shift to punctuation.
const SHIFT: u8 = 29;

impl Letters {
    fn value(self, byte: u8) -> Option<u8> {
        let place = |set: &[u8]| set.iter().position(|&known| known == byte).map(|place| place as u8);
        match (self, byte) {
            (Self::Capital | Self::Small | Self::Mixed, b' ') => Some(SPACE),
            (Self::Capital, b'A'..=b'Z') => Some(byte - b'A'),
            (Self::Small, b'a'..=b'z') => Some(byte - b'a'),
            (Self::Mixed, _) => place(MIXED),
            (Self::Punctuation, _) => place(PUNCTUATION),
            (Self::Capital | Self::Small, _) => None,
        }
    }

    /// The values that go over to another set.
    fn latch(self, to: Self) -> &'static [u8] {
        match (self, to) {
            (Self::Capital, Self::Small) | (Self::Mixed, Self::Small) => &[27],
            (Self::Capital, Self::Mixed) | (Self::Small, Self::Mixed) => &[28],
            (Self::Capital, Self::Punctuation) | (Self::Small, Self::Punctuation) => &[28, 25],
            (Self::Small, Self::Capital) => &[28, 28],
            (Self::Mixed, Self::Capital) => &[28],
            (Self::Mixed, Self::Punctuation) => &[25],
            (Self::Punctuation, Self::Capital) => &[29],
            (Self::Punctuation, Self::Small) => &[29, 27],
            (Self::Punctuation, Self::Mixed) => &[29, 28],
            _ => &[],
        }
    }
}

fn is_text(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r')
}

/// The codewords of data.
///
/// # Errors
/// In words, where it is too long.
pub(super) fn encode(parts: &[Part<'_>]) -> Result<Vec<u16>, String> {
    /// Digits are the densest: 2,710 fit into the largest symbol.
    const LONGEST: usize = 2_710;
    let bytes: usize = parts.iter().map(|part| if let Part::Bytes(bytes) = part { bytes.len() } else { 0 }).sum();
    if bytes > LONGEST {
        return Err(format!("the data has {bytes} bytes, {LONGEST} is the limit"));
    }
    let mut writer = Writer { codewords: Vec::new(), mode: Mode::Text(Letters::Capital) };
    for part in parts {
        match part {
            Part::Bytes(data) => writer.stretch(data),
            Part::Escape(number) => match u16::try_from(*number) {
                Ok(codeword @ (0..=899 | 903..=912 | 914..=921 | 925..=927)) => writer.codewords.push(codeword),
                _ => return Err(format!("the codeword {number} cannot stand in data")),
            },
        }
    }
    Ok(writer.codewords)
}

struct Writer {
    codewords: Vec<u16>,
    mode: Mode,
}

impl Writer {
    fn stretch(&mut self, data: &[u8]) {
        let mut rest = data;
        while !rest.is_empty() {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits >= FEWEST_DIGITS {
                self.numbers(rest.get(..digits).unwrap_or_default());
                rest = rest.get(digits..).unwrap_or_default();
                continue;
            }
            let text = text_length(rest);
            if text >= FEWEST_LETTERS || text == rest.len() {
                self.text(rest.get(..text).unwrap_or_default());
                rest = rest.get(text..).unwrap_or_default();
                continue;
            }
            let bytes = (1..rest.len())
                .find(|&at| {
                    let after = rest.get(at..).unwrap_or_default();
                    let digits = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
                    digits >= FEWEST_DIGITS || text_length(after) >= FEWEST_LETTERS
                })
                .unwrap_or(rest.len());
            self.bytes(rest.get(..bytes).unwrap_or_default());
            rest = rest.get(bytes..).unwrap_or_default();
        }
    }

    /// Groups of 44 digits, with a 1 in front, in base 900.
    fn numbers(&mut self, digits: &[u8]) {
        if self.mode != Mode::Numbers {
            self.codewords.push(NUMBERS);
            self.mode = Mode::Numbers;
        }
        for group in digits.chunks(44) {
            // Digits in base 900, the lowest first.
            let mut value: Vec<u32> = vec![1];
            for digit in group {
                let mut carry = u32::from(digit - b'0');
                for place in &mut value {
                    let sum = *place * 10 + carry;
                    *place = sum % 900;
                    carry = sum / 900;
                }
                if carry > 0 {
                    value.push(carry);
                }
            }
            self.codewords.extend(value.into_iter().rev().map(|place| place as u16));
        }
    }

    fn bytes(&mut self, data: &[u8]) {
        if let ([byte], Mode::Text(_)) = (data, self.mode) {
            self.codewords.extend([ONE_BYTE, u16::from(*byte)]);
            return;
        }
        // The latch says whether the last group is whole, so it stands even where bytes are in force.
        self.codewords.push(if data.len().is_multiple_of(6) { SIX_BYTES } else { BYTES });
        self.mode = Mode::Bytes;
        for group in data.chunks(6) {
            if group.len() < 6 {
                self.codewords.extend(group.iter().map(|&byte| u16::from(byte)));
                continue;
            }
            let mut value = group.iter().fold(0u64, |value, &byte| value << 8 | u64::from(byte));
            let mut five = [0u16; 5];
            for place in five.iter_mut().rev() {
                *place = (value % 900) as u16;
                value /= 900;
            }
            self.codewords.extend(five);
        }
    }

    fn text(&mut self, data: &[u8]) {
        let mut letters = match self.mode {
            Mode::Text(letters) => letters,
            Mode::Bytes | Mode::Numbers => {
                self.codewords.push(TEXT);
                Letters::Capital
            }
        };
        let mut values = Vec::with_capacity(data.len() + 8);
        for (place, &byte) in data.iter().enumerate() {
            if let Some(value) = letters.value(byte) {
                values.push(value);
                continue;
            }
            let next = data.get(place + 1).copied();
            if letters == Letters::Small
                && let Some(value) = Letters::Capital.value(byte)
                && next.is_none_or(|next| Letters::Capital.value(next).is_none() || next == b' ')
            {
                values.extend([27, value]);
                continue;
            }
            let set =
                [Letters::Capital, Letters::Small, Letters::Mixed].into_iter().find(|set| set.value(byte).is_some());
            match (set, Letters::Punctuation.value(byte)) {
                (Some(set), _) => {
                    values.extend(letters.latch(set));
                    values.extend(set.value(byte));
                    letters = set;
                }
                // A single mark is shifted; several together go over.
                (None, Some(_)) if next.is_some_and(|next| Letters::Punctuation.value(next).is_some()) => {
                    values.extend(letters.latch(Letters::Punctuation));
                    letters = Letters::Punctuation;
                    values.extend(letters.value(byte));
                }
                (None, Some(value)) => values.extend([SHIFT, value]),
                (None, None) => {}
            }
        }
        // An odd value is filled with a shift that shifts nothing; in punctuation that value goes to capitals.
        if values.len() % 2 == 1 {
            values.push(SHIFT);
            if letters == Letters::Punctuation {
                letters = Letters::Capital;
            }
        }
        self.codewords.extend(values.chunks(2).map(|pair| match *pair {
            [high, low] => u16::from(high) * 30 + u16::from(low),
            _ => 0,
        }));
        self.mode = Mode::Text(letters);
    }
}

/// Bytes of text before something else or a long number.
fn text_length(data: &[u8]) -> usize {
    let mut digits = 0;
    for (place, byte) in data.iter().enumerate() {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        if digits >= FEWEST_DIGITS {
            return place + 1 - digits;
        }
        if !is_text(*byte) {
            return place;
        }
    }
    data.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codewords(data: &'static [u8]) -> Vec<u16> {
        encode(&[Part::Bytes(data.into())]).unwrap()
    }

    #[test]
    fn the_standards_examples_give_their_codewords() {
        // ISO/IEC 15438: annex Q, 4.4.3 (bytes) and 4.4.4.1 (numbers).
        assert_eq!(codewords(b"PDF417"), [453, 178, 121, 239]);
        assert_eq!(codewords(&[231, 101, 11, 97, 205, 2]), [924, 387, 700, 208, 213, 302]);
        assert_eq!(codewords(b"000213298174000"), [902, 1, 624, 434, 632, 282, 200]);
    }
}
