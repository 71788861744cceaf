//! Digits and the check digits of several symbologies.

/// The values of digits.
///
/// # Errors
/// In words, where something else is among them.
pub(super) fn values(data: &[u8]) -> Result<Vec<u8>, String> {
    data.iter()
        .map(|&byte| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            other => Err(format!("it holds digits only, not {:?}", char::from(other))),
        })
        .collect()
}

/// As [`values`], of a certain number.
pub(super) fn exactly(data: &[u8], count: usize) -> Result<Vec<u8>, String> {
    let values = values(data)?;
    if values.len() != count {
        return Err(format!("it takes {count} digits, there are {}", values.len()));
    }
    Ok(values)
}

/// The check digit of UPC, EAN and GS1 numbers: weights 3, 1, 3 … from the last digit (GS1 General Specifications 7.9).
pub(super) fn modulus_10(digits: &[u8]) -> u8 {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, &digit)| u32::from(digit) * if place % 2 == 0 { 3 } else { 1 })
        .sum();
    ((10 - sum % 10) % 10) as u8
}

/// The check digit of POSTNET and PLANET: the sum of all comes to a multiple of ten.
pub(super) fn complement_10(digits: &[u8]) -> u8 {
    let sum: u32 = digits.iter().map(|&digit| u32::from(digit)).sum();
    ((10 - sum % 10) % 10) as u8
}

/// Digits as text.
pub(super) fn text(digits: &[u8]) -> String {
    digits.iter().map(|&digit| char::from(b'0' + digit.min(9))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_numbers_have_their_check_digits() {
        // GS1 General Specifications, figure 7.9.1-1: GTIN-13 6291041500213.
        assert_eq!(modulus_10(&values(b"629104150021").unwrap_or_default()), 3);
        // GS1 General Specifications: SSCC 3 7610425002123456 9.
        assert_eq!(modulus_10(&values(b"37610425002123456").unwrap_or_default()), 9);
    }
}
