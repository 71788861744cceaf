//! Numbers of JSON to decimals, digit by digit.

use rust_decimal::Decimal;

/// A number of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    /// Its value, with the count of decimals as written.
    Exact(Decimal),
    /// It has more digits than a decimal holds.
    TooLong,
}

/// The largest whole number that a decimal holds, 2⁹⁶ − 1.
const LARGEST: u128 = (1 << 96) - 1;
const MOST_DECIMALS: i32 = 28;

/// Reads the number at the beginning of the bytes and gives its length; `None` where none begins.
pub(crate) fn number(bytes: &[u8]) -> Option<(Number, usize)> {
    let mut at = 0;
    let negative = bytes.first() == Some(&b'-');
    at += usize::from(negative);
    let mut mantissa: u128 = 0;
    let mut lost = false;
    let digit = |at: usize| bytes.get(at).filter(|byte| byte.is_ascii_digit()).map(|byte| u128::from(byte - b'0'));

    let whole = at;
    while let Some(value) = digit(at) {
        (mantissa, lost) = push(mantissa, value, lost);
        at += 1;
    }
    let whole_digits = at - whole;
    if whole_digits == 0 || (whole_digits > 1 && bytes.get(whole) == Some(&b'0')) {
        return None;
    }
    let mut scale: i32 = 0;
    if bytes.get(at) == Some(&b'.') {
        at += 1;
        let decimals = at;
        while let Some(value) = digit(at) {
            (mantissa, lost) = push(mantissa, value, lost);
            scale = scale.saturating_add(1);
            at += 1;
        }
        if at == decimals {
            return None;
        }
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        at += 1;
        let down = match bytes.get(at) {
            Some(b'-') => true,
            Some(b'+') => false,
            _ => {
                at -= 1;
                false
            }
        };
        at += 1;
        let begin = at;
        let mut exponent: i32 = 0;
        while let Some(value) = digit(at) {
            exponent = exponent.saturating_mul(10).saturating_add(value as i32);
            at += 1;
        }
        if at == begin {
            return None;
        }
        scale = if down { scale.saturating_add(exponent) } else { scale.saturating_sub(exponent) };
    }
    let value = if lost { Number::TooLong } else { exact(negative, mantissa, scale) };
    Some((value, at))
}

fn push(mantissa: u128, digit: u128, lost: bool) -> (u128, bool) {
    let next = mantissa * 10 + digit;
    if lost || next > LARGEST { (mantissa, true) } else { (next, false) }
}

fn exact(negative: bool, mut mantissa: u128, mut scale: i32) -> Number {
    if mantissa == 0 {
        scale = scale.clamp(0, MOST_DECIMALS);
    }
    while scale > MOST_DECIMALS && mantissa.is_multiple_of(10) {
        mantissa /= 10;
        scale -= 1;
    }
    while scale < 0 && mantissa <= LARGEST / 10 {
        mantissa *= 10;
        scale += 1;
    }
    if !(0..=MOST_DECIMALS).contains(&scale) {
        return Number::TooLong;
    }
    let (low, middle, high) = (mantissa as u32, (mantissa >> 32) as u32, (mantissa >> 64) as u32);
    Number::Exact(Decimal::from_parts(low, middle, high, negative && mantissa != 0, scale as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_every_digit() {
        for (text, value) in [
            ("0", "0"),
            ("-0", "0"),
            ("0.10", "0.10"),
            ("-42.18", "-42.18"),
            ("9007199254740993", "9007199254740993"),
            ("0.1000000000000000055511151231", "0.1000000000000000055511151231"),
            ("79228162514264337593543950335", "79228162514264337593543950335"),
            ("1e3", "1000"),
            ("1.5E-3", "0.0015"),
            ("12.50e+1", "125.0"),
            ("0e999999999999", "0"),
            ("100e-30", "0.0000000000000000000000000001"),
        ] {
            let (number, length) = number(text.as_bytes()).unwrap();
            let Number::Exact(decimal) = number else { panic!("{text}") };
            assert_eq!((decimal.to_string().as_str(), length), (value, text.len()), "{text}");
        }
    }

    #[test]
    fn numbers_that_would_lose_digits_are_too_long() {
        for text in
            ["79228162514264337593543950336", "1e29", "1e-29", "1e99999999999", "0.12345678901234567890123456789"]
        {
            assert_eq!(number(text.as_bytes()).map(|found| found.0), Some(Number::TooLong), "{text}");
        }
    }

    #[test]
    fn what_json_forbids_is_no_number() {
        for text in ["", "-", "01", "1.", ".5", "1e", "1e+", "+1", "x"] {
            assert_eq!(number(text.as_bytes()), None, "{text}");
        }
    }
}
