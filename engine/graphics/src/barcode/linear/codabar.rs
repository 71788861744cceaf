//! Codabar (EN 798).

use super::{MODULE, too_long, two_widths};

/// The characters in the order of their values; the last four start and stop.
const CHARACTERS: &[u8; 20] = b"0123456789-$:/.+ABCD";

/// Bars and spaces of the characters (EN 798, table 1).
#[rustfmt::skip]
const PATTERNS: [&str; 20] = [
    "nnnnnww", "nnnnwwn", "nnnwnnw", "wwnnnnn", "nnwnnwn", "wnnnnwn", "nwnnnnw", "nwnnwnn", "nwwnnnn", "wnnwnnn",
    "nnnwwnn", "nnwwnnn", "wnnnwnw", "wnwnnnw", "wnwnwnn", "nnwnwnw", "nnwwnwn", "nwnwnnw", "nnnwnww", "nnnwwwn",
];

fn value(byte: u8) -> Option<usize> {
    CHARACTERS.iter().position(|&known| known == byte)
}

/// Whether a character starts and stops a symbol.
pub(in super::super) fn is_frame(byte: u8) -> bool {
    matches!(byte, b'A'..=b'D')
}

pub(in super::super) fn encode(data: &[u8], check: bool, wide: u32) -> Result<Vec<u32>, String> {
    too_long(data.len())?;
    let (start, inside, stop) = match data {
        [start, inside @ .., stop] if is_frame(*start) && is_frame(*stop) => (*start, inside, *stop),
        _ => return Err("it begins and ends with one of A, B, C, D".into()),
    };
    let mut values = Vec::with_capacity(data.len() + 1);
    for &byte in [start].iter().chain(inside) {
        values.push(value(byte).ok_or_else(|| format!("it has no character {:?}", char::from(byte)))?);
    }
    if let Some(&byte) = inside.iter().find(|&&byte| is_frame(byte)) {
        return Err(format!("{} stands only at its ends", char::from(byte)));
    }
    let stop = value(stop).unwrap_or_default();
    if check {
        values.push((16 - (values.iter().sum::<usize>() + stop) % 16) % 16);
    }
    values.push(stop);
    let mut widths = Vec::with_capacity(values.len() * 8);
    for value in values {
        if !widths.is_empty() {
            widths.push(MODULE);
        }
        widths.extend(two_widths(PATTERNS.get(value).copied().unwrap_or_default(), wide));
    }
    Ok(widths)
}
