//! MSI, modified Plessey (BCOCA "MSI", "Check Digit Calculation Methods").

use super::super::digits::values;
use super::{MODULE, two_widths};

/// Digits with the check digits of a modifier, 1 to 9.
///
/// # Errors
/// In words, where there is no such modifier, the length is wrong, or no check digit exists.
pub(in super::super) fn with_check_digits(data: &[u8], modifier: u8) -> Result<Vec<u8>, String> {
    let (least, most) = match modifier {
        1 => (3, 15),
        2 => (2, 14),
        3..=9 => (1, 13),
        other => return Err(format!("there is no check digit method {other}, only 1 to 9")),
    };
    if !(least..=most).contains(&data.len()) {
        return Err(format!("it takes {least} to {most} digits with these check digits, there are {}", data.len()));
    }
    let mut digits = values(data)?;
    match modifier {
        3 => digits.push(modulus_10(&digits)),
        4..=9 => {
            let remainder = modulus_11(&digits, if modifier.is_multiple_of(2) { 9 } else { 7 });
            let check = if modifier <= 5 { remainder } else { (11 - remainder) % 11 };
            match (check, modifier) {
                (0..=9, _) => digits.push(check),
                (_, 6 | 7) => digits.push(0),
                _ => return Err("its check digit would be 10; another method has one".into()),
            }
        }
        _ => {}
    }
    if modifier > 1 {
        digits.push(modulus_10(&digits));
    }
    Ok(digits)
}

/// Every second digit from the last doubled, the digits of the products summed.
fn modulus_10(digits: &[u8]) -> u8 {
    let weighted = digits.iter().rev().enumerate().map(|(place, &digit)| {
        let product = u32::from(digit) * if place % 2 == 0 { 2 } else { 1 };
        product / 10 + product % 10
    });
    ((10 - weighted.sum::<u32>() % 10) % 10) as u8
}

/// Weights 2 to the largest from the last digit, then again.
fn modulus_11(digits: &[u8], largest: u32) -> u8 {
    let weights = (2..=largest).cycle();
    let sum: u32 = digits.iter().rev().zip(weights).map(|(&digit, weight)| u32::from(digit) * weight).sum();
    (sum % 11) as u8
}

/// Four bits of a digit, the highest first: a wide bar is 1.
pub(in super::super) fn encode(data: &[u8], modifier: u8, wide: u32) -> Result<Vec<u32>, String> {
    let mut widths: Vec<u32> = two_widths("wn", wide).collect();
    for digit in with_check_digits(data, modifier)? {
        for bit in [8, 4, 2, 1] {
            widths.extend(if digit & bit != 0 { [wide, MODULE] } else { [MODULE, wide] });
        }
    }
    widths.extend(two_widths("nwn", wide));
    Ok(widths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checks(data: &[u8], modifier: u8) -> Result<Vec<u8>, String> {
        with_check_digits(data, modifier).map(|digits| digits[data.len()..].to_vec())
    }

    #[test]
    fn check_digits_follow_the_rules_worked_by_hand() {
        // 80523: 3×2 + 2×1 + 5×2 → 1 + 0×1 + 8×2 → 1 + 6, in all 16: 4.
        assert_eq!(checks(b"80523", 2), Ok(vec![4]));
        // 805234: 4×2 + 3 + 2×2 + 5 + 0 + 8 = 28: 2.
        assert_eq!(checks(b"80523", 3), Ok(vec![4, 2]));
        // 80523: 3×2 + 2×3 + 5×4 + 0×5 + 8×6 = 80, remainder 3, then 805233: 6 + 3 + 4 + 5 + 0 + 8 = 26: 4.
        assert_eq!(checks(b"80523", 4), Ok(vec![3, 4]));
        assert_eq!(checks(b"80523", 5), Ok(vec![3, 4]));
        // 11 − 3 = 8, then 805238: 16 → 7 + 3 + 4 + 5 + 0 + 8 = 27: 3.
        assert_eq!(checks(b"80523", 6), Ok(vec![8, 3]));
        // 5×2 = 10: remainder 10 does not exist; 11 − 1 = 10 counts as 0 with 6 and 7 and not with 8 and 9 (6×2 = 12).
        assert!(checks(b"5", 4).is_err() && checks(b"6", 8).is_err() && checks(b"6", 9).is_err());
        assert_eq!(checks(b"6", 6).map(|digits| digits[0]), Ok(0));
        assert!(checks(b"12", 1).is_err() && checks(b"12345678901234", 3).is_err() && checks(b"1", 10).is_err());
    }
}
