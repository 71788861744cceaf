//! POSTNET and PLANET (USPS Publication 25): two heights, two tall bars of five in POSTNET, three in PLANET.

use super::super::digits::{complement_10, exactly, values};
use super::{Bar, Bars};

/// The digits; 1 is a tall bar of POSTNET.
const DIGITS: [&str; 10] = ["11000", "00011", "00101", "00110", "01001", "01010", "01100", "10001", "10010", "10100"];

/// 20 mils wide, 22 to the inch, 125 mils high, the short ones 50 (BCOCA tables 12 and 13).
pub(in super::super) fn sizes() -> Bars {
    Bars::in_mils(20, 100_000 / 22, [125, 75, 50])
}

fn draw(digits: &[u8], tall: u8) -> Vec<Bar> {
    let check = complement_10(digits);
    let inside = digits.iter().chain([&check]).flat_map(|&digit| {
        let pattern = DIGITS.get(usize::from(digit)).copied().unwrap_or_default();
        pattern.bytes().map(move |mark| Bar::reaching(mark == tall, true))
    });
    // A short bar stands at the bottom: the middle and what is below it.
    [Bar::Full].into_iter().chain(inside).chain([Bar::Full]).collect()
}

/// Digits of a ZIP code, usually 5, 9 or 11.
pub(in super::super) fn postnet(data: &[u8]) -> Result<Vec<Bar>, String> {
    const LONGEST: usize = 50;
    if data.len() > LONGEST {
        return Err(format!("it has {} digits, {LONGEST} is the limit", data.len()));
    }
    Ok(draw(&values(data)?, b'1'))
}

/// Eleven digits.
pub(in super::super) fn planet(data: &[u8]) -> Result<Vec<Bar>, String> {
    Ok(draw(&exactly(data, 11)?, b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zip_code_has_its_published_bars() {
        // USPS Publication 25: ZIP 12345, check digit 5.
        let bars = postnet(b"12345").unwrap();
        let tall: String = bars.iter().map(|bar| if *bar == Bar::Full { '|' } else { '.' }).collect();
        assert_eq!(tall, "|...||..|.|..||..|..|.|.|..|.|.|");
        assert!(planet(b"1").is_err() && postnet(&[b'1'; 51]).is_err() && postnet(b"A").is_err());
    }
}
