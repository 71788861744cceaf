//! Royal Mail Mailmark, bar codes C and L ("Mailmark barcode C encoding and decoding instructions", and L).

use super::super::reed_solomon::Field;
use super::{Bar, Bars};

const FIELD: Field = Field { bits: 5, polynomial: 0x25 };
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// Letters of the inward code and the delivery point.
const LIMITED: &[u8] = b"ABDEFGHJLNPQRSTUWXYZ";

/// Shapes of postcodes: A a letter, L one of the limited ones, N a digit, S a blank; and the number of the first.
const SHAPES: [(&[u8; 9], u64); 6] = [
    (b"ANANLLNLS", 1),
    (b"AANNLLNLS", 5_408_000_001),
    (b"AANNNLLNL", 10_816_000_001),
    (b"AANANLLNL", 64_896_000_001),
    (b"ANNLLNLSS", 205_504_000_001),
    (b"ANNNLLNLS", 205_712_000_001),
];
/// What stands for mail to another country.
const INTERNATIONAL: &[u8; 9] = b"XY11     ";

/// Where the symbols of each bar code stand.
const PLACES_C: [u8; 22] = [3, 5, 7, 11, 13, 14, 16, 17, 19, 0, 1, 2, 4, 6, 8, 9, 10, 12, 15, 18, 20, 21];
#[rustfmt::skip]
const PLACES_L: [u8; 26] =
    [2, 5, 7, 8, 13, 14, 15, 16, 21, 22, 23, 0, 1, 3, 4, 6, 9, 10, 11, 12, 17, 18, 19, 20, 24, 25];

/// 21 mils wide, 21.2 to the inch, 201 mils high (BCOCA tables 12 and 13); the middle is 51 mils.
pub(in super::super) fn sizes() -> Bars {
    Bars::in_mils(21, 1_000_000 / 212, [201, 75, 51])
}

/// Format, version, class, supply chain (2 or 6), item (8), destination postcode and delivery point (9).
pub(in super::super) fn encode(data: &[u8], long: bool) -> Result<Vec<Bar>, String> {
    let (length, chain) = if long { (26, 6) } else { (22, 2) };
    if data.len() > length || data.len() < length - 9 {
        return Err(format!("it takes {length} characters, there are {}", data.len()));
    }
    let mut padded = data.to_ascii_uppercase();
    padded.resize(length, b' ');
    let digit = |place: usize, most: u8, name: &str| -> Result<u128, String> {
        let byte = padded.get(place).copied().unwrap_or(b' ');
        let value = char::from(byte).to_digit(16).filter(|&value| value <= u32::from(most));
        value.map(u128::from).ok_or_else(|| format!("the {name} cannot be {:?}", char::from(byte)))
    };
    let number = |from: usize, count: usize, name: &str| {
        (from..from + count).try_fold(0u128, |number, place| Ok::<_, String>(number * 10 + digit(place, 9, name)?))
    };
    let version = digit(1, 4, "version")?.checked_sub(1).ok_or("the version is 1 to 4")?;
    let postcode = postcode(padded.get(length - 9..).unwrap_or_default())?;
    // The consolidated data value.
    let mut value = u128::from(postcode) * 100_000_000 + number(3 + chain, 8, "item")?;
    value = value * 10u128.pow(chain as u32) + number(3, chain, "supply chain")?;
    value = value * 15 + digit(2, 14, "class")?;
    value = value * 5 + digit(0, 4, "format")?;
    value = value * 4 + version;
    let (even, odd, checks) = if long { (11, 8, 7) } else { (9, 7, 6) };
    let mut numbers = vec![0u32; even + odd];
    for (place, slot) in numbers.iter_mut().enumerate().rev() {
        let base = if place < even { 30 } else { 32 };
        *slot = (value % base) as u32;
        value /= base;
    }
    let check = FIELD.correction(numbers.iter().copied(), checks);
    numbers.extend(check);
    let symbol =
        |parity: u32, number: u32| (1u8..63).filter(|code| code.count_ones() % 2 == parity).nth(number as usize);
    let mut groups = [0u8; 26];
    let places: &[u8] = if long { &PLACES_L } else { &PLACES_C };
    for (at, (&number, &place)) in numbers.iter().zip(places).enumerate() {
        if let Some(group) = groups.get_mut(usize::from(place)) {
            *group = symbol(u32::from(at >= even), number).unwrap_or(0);
        }
    }
    let mut bars = Vec::with_capacity(length * 3);
    for (place, group) in groups.into_iter().take(length).enumerate() {
        for bit in (0..3).rev() {
            let (one, two) = (group >> (bit + 3) & 1 == 1, group >> bit & 1 == 1);
            bars.push(if place % 2 == 0 { Bar::reaching(one, two) } else { Bar::reaching(two, one) });
        }
    }
    Ok(bars)
}

/// The number of a postcode with its delivery point.
fn postcode(written: &[u8]) -> Result<u64, String> {
    if written == INTERNATIONAL {
        return Ok(0);
    }
    SHAPES
        .iter()
        .find_map(|(shape, first)| {
            shape
                .iter()
                .zip(written)
                .try_fold(0u64, |number, (kind, byte)| {
                    let (base, value) = match kind {
                        b'A' => (26, LETTERS.iter().position(|known| known == byte)?),
                        b'L' => (20, LIMITED.iter().position(|known| known == byte)?),
                        b'N' => (10, usize::from(byte.checked_sub(b'0').filter(|&value| value <= 9)?)),
                        _ => (1, usize::from(byte.checked_sub(b' ').filter(|&value| value == 0)?)),
                    };
                    Some(number * base + value as u64)
                })
                .map(|number| number + first)
        })
        .ok_or_else(|| format!("{:?} is no postcode with a delivery point", String::from_utf8_lossy(written)))
}

#[cfg(test)]
mod tests {
    use super::super::letters;
    use super::*;

    #[test]
    fn the_published_examples_have_their_bars() {
        // The examples 1 and 2 of the instructions for C, then those for L.
        for (data, long, expected) in [
            ("1100000000000XY11", false, "TTDTTATTDTAATTDTAATTDTAATTDTTDDAATAADDATAATDDFAFTDDTAADDDTAAFDFAFF"),
            ("21B2254800659JW5O9QA6Y", false, "DAATATTTADTAATTFADDDDTTFTFDDDDFFDFDAFTADDTFFTDDATADTTFATTDAFDTFDDA"),
            (
                "11000000000000000XY11",
                true,
                "TTDTTATDDTTATTDTAATTDTAATDDTTATTDTTDATFTAATDDTAATDDTATATFAADDAATAATDDTAADFTFTA",
            ),
            (
                "41038422416563762EF61AH8T",
                true,
                "DTTFATTDDTATTTATFTDFFFTFDFDAFTTTADTTFDTFDDDTDFDDFTFAADTFDTDTDTFAATAFDDTAATTDTT",
            ),
        ] {
            let bars = encode(data.as_bytes(), long);
            assert_eq!(bars.map(|bars| letters(&bars)).as_deref(), Ok(expected), "{data}");
        }
    }

    #[test]
    fn fields_out_of_their_range_are_refused_by_name() {
        for (data, named) in [
            ("5100000000000AA000AA0A", "format"),
            ("0000000000000AA000AA0A", "version"),
            ("01F0000000000AA000AA0A", "class"),
            ("0100A00000000AA000AA0A", "supply chain"),
            ("010000000000AAA000AA0A", "item"),
            ("0100000000000 A000AA0A", "postcode"),
            ("01", "characters"),
        ] {
            let reason = encode(data.as_bytes(), false).unwrap_err();
            assert!(reason.contains(named), "{data}: {reason}");
        }
    }
}
