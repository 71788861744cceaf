//! Industrial, Matrix and Interleaved 2 of 5: two of five elements of a digit are wide.

use super::super::digits::{modulus_10, values};
use super::{MODULE, too_long, two_widths};

/// The elements of the digits (ISO/IEC 16390, table 1).
const PATTERNS: [&str; 10] = ["nnwwn", "wnnnw", "nwnnw", "wwnnn", "nnwnw", "wnwnn", "nwwnn", "nnnww", "wnnwn", "nwnwn"];

fn digits(data: &[u8], check: bool) -> Result<Vec<u8>, String> {
    too_long(data.len())?;
    let mut digits = values(data)?;
    if check {
        digits.push(modulus_10(&digits));
    }
    Ok(digits)
}

fn pattern(digit: u8) -> &'static str {
    PATTERNS.get(usize::from(digit)).copied().unwrap_or_default()
}

/// Only the bars carry data.
pub(in super::super) fn industrial(data: &[u8], check: bool, wide: u32) -> Result<Vec<u32>, String> {
    let mut widths: Vec<u32> = two_widths("wnwnnn", wide).collect();
    for digit in digits(data, check)? {
        widths.extend(two_widths(pattern(digit), wide).flat_map(|bar| [bar, MODULE]));
    }
    widths.extend(two_widths("wnnnw", wide));
    Ok(widths)
}

/// Three bars and the two spaces between them carry a digit; the frame's wide bar is four modules.
pub(in super::super) fn matrix(data: &[u8], check: bool, wide: u32) -> Result<Vec<u32>, String> {
    let mut widths = vec![4 * MODULE, MODULE, MODULE, MODULE, MODULE, MODULE];
    for digit in digits(data, check)? {
        widths.extend(two_widths(pattern(digit), wide).chain([MODULE]));
    }
    widths.extend([4 * MODULE, MODULE, MODULE, MODULE, MODULE]);
    Ok(widths)
}

/// Of two digits one is in the bars, the other in the spaces; a zero in front makes them even.
pub(in super::super) fn interleaved(data: &[u8], check: bool, wide: u32) -> Result<Vec<u32>, String> {
    let digits = digits(data, check)?;
    let zero = (digits.len() % 2 == 1).then_some(0);
    let digits: Vec<u8> = zero.into_iter().chain(digits).collect();
    let mut widths: Vec<u32> = two_widths("nnnn", wide).collect();
    for pair in digits.chunks_exact(2) {
        if let [bars, spaces] = *pair {
            let elements = two_widths(pattern(bars), wide).zip(two_widths(pattern(spaces), wide));
            widths.extend(elements.flat_map(|(bar, space)| [bar, space]));
        }
    }
    widths.extend(two_widths("wnn", wide));
    Ok(widths)
}
