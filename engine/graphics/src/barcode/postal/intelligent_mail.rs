//! Intelligent Mail bar code (USPS-B-3200).

use super::super::digits::values;
use super::{Bar, Bars};

const BITS: usize = 13;

/// The bar, and whether its ascender, of each bit of the ten characters: 1 to 65 are descenders, 66 to 130 ascenders
/// (USPS-B-3200, appendix D, table IV).
#[rustfmt::skip]
const BARS: [u8; 130] = [
    67, 6, 78, 16, 86, 95, 34, 40, 45, 113, 117, 121, 62, 87, 18, 104, 41, 76, 57, 119, 115, 72, 97, 2, 127, 26, 105,
    35, 122, 52, 114, 7, 24, 82, 68, 63, 94, 44, 77, 112, 70, 100, 39, 30, 107, 15, 125, 85, 10, 65, 54, 88, 20, 106,
    46, 66, 8, 116, 29, 61, 99, 80, 90, 37, 123, 51, 25, 84, 129, 56, 4, 109, 96, 28, 36, 47, 11, 71, 33, 102, 21, 9,
    17, 49, 124, 79, 64, 91, 42, 69, 53, 60, 14, 1, 27, 103, 126, 75, 89, 50, 120, 19, 32, 110, 92, 111, 130, 59, 31,
    12, 81, 43, 55, 5, 74, 22, 101, 128, 58, 118, 48, 108, 38, 98, 93, 23, 83, 13, 73, 3,
];

/// The optimal size, 20 mils, 22 to the inch, 145 mils high, or the small one, 24 to the inch and 125 mils high (BCOCA
/// table 12).
pub(in super::super) fn sizes(small: bool) -> Bars {
    if small { Bars::in_mils(15, 100_000 / 24, [125, 41, 43]) } else { Bars::in_mils(20, 100_000 / 22, [145, 48, 49]) }
}

/// Twenty digits of the tracking code, then none, 5, 9 or 11 of the ZIP code.
pub(in super::super) fn encode(data: &[u8]) -> Result<Vec<Bar>, String> {
    let digits = values(data)?;
    let base: u128 = match digits.len() {
        20 => 0,
        25 => 1,
        29 => 100_001,
        31 => 1_000_100_001,
        other => return Err(format!("it takes 20, 25, 29 or 31 digits, there are {other}")),
    };
    let (tracking, zip) = digits.split_at(20);
    if tracking.get(1).is_some_and(|&digit| digit > 4) {
        return Err("the second digit of the bar code identifier is 0 to 4".into());
    }
    let mut number = zip.iter().fold(0, |number, &digit| number * 10 + u128::from(digit)) + base;
    for (place, &digit) in tracking.iter().enumerate() {
        number = number * if place == 1 { 5 } else { 10 } + u128::from(digit);
    }
    let check = frame_check(number);
    let mut codewords = [0usize; 10];
    for (place, codeword) in codewords.iter_mut().enumerate().rev() {
        let base = match place {
            9 => 636,
            0 => u128::MAX,
            _ => 1_365,
        };
        *codeword = (number % base) as usize;
        number /= base;
    }
    let [first, .., last] = &mut codewords;
    *last *= 2;
    *first += if check & 0x400 != 0 { 659 } else { 0 };
    let (five, two) = (of_thirteen(5), of_thirteen(2));
    let mut reaches = [(false, false); 65];
    for (place, &codeword) in codewords.iter().enumerate() {
        let character = five.get(codeword).or_else(|| two.get(codeword - five.len())).copied().unwrap_or(0);
        let character = if check >> place & 1 == 1 { character ^ 0x1FFF } else { character };
        for (bit, &bar) in BARS.iter().skip(place * BITS).take(BITS).enumerate() {
            let set = character >> bit & 1 == 1;
            let bar = usize::from(bar - 1);
            if let Some(reach) = reaches.get_mut(bar % 65) {
                if bar < 65 { reach.1 = set } else { reach.0 = set }
            }
        }
    }
    Ok(reaches.into_iter().map(|(up, down)| Bar::reaching(up, down)).collect())
}

/// The remainder of the 102 bits by the polynomial X'F35' (USPS-B-3200, 3.2.2).
fn frame_check(number: u128) -> u16 {
    let mut remainder: u16 = 0x7FF;
    for bit in (0..102).rev() {
        let one = (number >> bit & 1) as u16;
        let carry = (remainder >> 10 & 1) ^ one;
        remainder = (remainder << 1 & 0x7FF) ^ if carry == 1 { 0xF35 & 0x7FF } else { 0 };
    }
    remainder
}

/// The numbers of 13 bits with so many set: those that differ from their mirror image in pairs from the start, the
/// others from the end (USPS-B-3200, appendix C).
fn of_thirteen(count: u32) -> Vec<u16> {
    let mut pairs = Vec::new();
    let mut symmetric = Vec::new();
    for number in (0u16..1 << BITS).filter(|number| number.count_ones() == count) {
        let mirrored = number.reverse_bits() >> 3;
        match number.cmp(&mirrored) {
            std::cmp::Ordering::Less => pairs.extend([number, mirrored]),
            std::cmp::Ordering::Equal => symmetric.push(number),
            std::cmp::Ordering::Greater => {}
        }
    }
    pairs.extend(symmetric.into_iter().rev());
    pairs
}

#[cfg(test)]
mod tests {
    use super::super::letters;
    use super::*;

    #[test]
    fn the_published_examples_have_their_bars() {
        // USPS-B-3200, 3.5: examples 1 to 4.
        let tracking = "01234567094987654321";
        for (zip, expected) in [
            ("", "ATTFATTDTTADTAATTDTDTATTDAFDDFADFDFTFFFFFTATFAAAATDFFTDAADFTFDTDT"),
            ("01234", "DTTAFADDTTFTDTFTFDTDDADADAFADFATDDFTAAAFDTTADFAAATDFDTDFADDDTDFFT"),
            ("012345678", "ADFTTAFDTTTTFATTADTAAATFTFTATDAAAFDDADATATDTDTTDFDTDATADADTDFFTFA"),
            ("01234567891", "AADTFFDFTDADTAADAATFDTDDAAADDTDTTDAFADADDDTFFFDDTTTADFAAADFTDAADA"),
        ] {
            let bars = encode(format!("{tracking}{zip}").as_bytes()).unwrap();
            assert_eq!(letters(&bars), expected, "{zip}");
        }
        assert!(encode(b"0923456709498765432").is_err() && encode(b"09234567094987654321").is_err());
    }
}
