//! Bytes as hexadecimal digits.

use std::fmt::Write as _;

/// Two lower-case digits for each byte.
pub(crate) fn of(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The 32 bytes of 64 digits.
pub(crate) fn parse(text: &str) -> Option<[u8; 32]> {
    let digits: Vec<u8> = text.chars().map(|sign| sign.to_digit(16).map(|digit| digit as u8)).collect::<Option<_>>()?;
    let bytes: Vec<u8> =
        digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    if digits.len() == 64 { bytes.try_into().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_come_back_as_bytes_and_anything_else_is_refused() {
        let bytes: [u8; 32] = std::array::from_fn(|place| place as u8 * 8);
        assert_eq!(parse(&of(&bytes)), Some(bytes));
        assert_eq!(parse(&of(&bytes).to_uppercase()), Some(bytes));
        assert_eq!(parse(&of(&bytes)[1..]), None);
        assert_eq!(parse(&"+1".repeat(32)), None);
        assert_eq!(parse(&"é".repeat(32)), None);
    }
}
