//! Australia Post's customer codes (Customer Barcoding Technical Specifications).

use super::super::digits::values;
use super::super::reed_solomon::Field;
use super::{Bar, Bars};

/// Three bars of a number in base four.
const FIELD: Field = Field { bits: 6, polynomial: 0x43 };

/// The bars of table C in base four, by the characters in this order.
const CHARACTERS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz #";
#[rustfmt::skip]
const TABLE_C: [&str; 64] = [
    "222", "300", "301", "302", "310", "311", "312", "320", "321", "322", "000", "001", "002", "010", "011", "012",
    "020", "021", "022", "100", "101", "102", "110", "111", "112", "120", "121", "122", "200", "201", "202", "210",
    "211", "212", "220", "221", "023", "030", "031", "032", "033", "103", "113", "123", "130", "131", "132", "133",
    "203", "213", "223", "230", "231", "232", "233", "303", "313", "323", "330", "331", "332", "333", "003", "013",
];

/// 20 mils wide, 23.5 to the inch, 197 mils high (BCOCA tables 12 and 13); the middle is 51 mils.
pub(in super::super) fn sizes() -> Bars {
    Bars::in_mils(20, 1_000_000 / 235, [197, 73, 51])
}

/// How customer information is written.
enum Table {
    N,
    C,
    Bars,
}

/// A sorting code of eight digits, then customer information.
pub(in super::super) fn encode(data: &[u8], format: u8) -> Result<Vec<Bar>, String> {
    // The format control code, bars of customer information with the filler, and their table (BCOCA table 16).
    let (control, room, table) = match format {
        1 => ([1, 1], 1, None),
        2 => ([5, 9], 16, Some(Table::N)),
        3 => ([5, 9], 16, Some(Table::C)),
        4 => ([5, 9], 16, Some(Table::Bars)),
        5 => ([6, 2], 31, Some(Table::N)),
        6 => ([6, 2], 31, Some(Table::C)),
        7 => ([6, 2], 31, Some(Table::Bars)),
        8 => ([4, 5], 1, None),
        other => return Err(format!("there is no format {other}, only 1 to 8")),
    };
    let (code, information) = data.split_at_checked(8).ok_or("a sorting code has eight digits")?;
    let mut bars: Vec<u8> = vec![1, 3];
    for digit in control.into_iter().chain(values(code)?) {
        bars.extend([digit / 3, digit % 3]);
    }
    let begin = bars.len();
    match table {
        None if information.is_empty() => {}
        None => return Err(format!("it holds eight digits, there are {} characters", data.len())),
        Some(Table::N) => bars.extend(values(information)?.into_iter().flat_map(|digit| [digit / 3, digit % 3])),
        Some(Table::C) => {
            for byte in information {
                let place = CHARACTERS.iter().position(|known| known == byte);
                let pattern = place.and_then(|place| TABLE_C.get(place).copied());
                let pattern = pattern.ok_or_else(|| format!("it has no character {:?}", char::from(*byte)))?;
                bars.extend(pattern.bytes().map(|bar| bar - b'0'));
            }
        }
        Some(Table::Bars) => {
            for &byte in information {
                match byte {
                    b'0'..=b'3' => bars.push(byte - b'0'),
                    other => return Err(format!("a bar is one of 0 to 3, not {:?}", char::from(other))),
                }
            }
        }
    }
    if bars.len() - begin > room {
        return Err(format!("the customer information takes {} bars, there is room for {room}", bars.len() - begin));
    }
    bars.resize(begin + room, 3);
    let triples: Vec<u32> = bars
        .get(2..)
        .unwrap_or_default()
        .chunks_exact(3)
        .map(|three| three.iter().fold(0, |number, &bar| number * 4 + u32::from(bar)))
        .collect();
    for number in FIELD.correction(triples, 4) {
        bars.extend([number >> 4, number >> 2 & 3, number & 3].map(|bar| bar as u8));
    }
    bars.extend([1, 3]);
    Ok(bars.into_iter().map(Bar::of_number).collect())
}

#[cfg(test)]
mod tests {
    use super::super::letters;
    use super::*;

    /// Bars by their reaching up and down, as the published figures show them.
    fn figure(up: &str, down: &str) -> String {
        let bars = up.bytes().zip(down.bytes()).step_by(2);
        letters(&bars.map(|(up, down)| Bar::reaching(up == b'1', down == b'1')).collect::<Vec<_>>())
    }

    #[test]
    fn the_published_figures_have_their_bars() {
        // Customer Barcoding Technical Specifications (August 2012), diagram 1.
        assert_eq!(
            encode(b"96184209", 1).map(|bars| letters(&bars)),
            Ok(figure(
                "1000101010100010001010100000101010001010001000001010000010001000001000100",
                "0000100010000010101010001010000010101010001000101010001000100010000010000",
            ))
        );
        // A Guide to Printing the 4-State Barcode (March 2012), figure 4.
        assert_eq!(
            encode(b"56439111ABA 9", 3).map(|bars| letters(&bars)),
            Ok(figure(
                "1000100000101000001010101010001010101010101010101010101010101010100000000000001010100010101010000010100",
                "0000001000100010101000000010001010001000100010101010100010101010100000101000000010001000101010000000000",
            ))
        );
    }

    #[test]
    fn what_does_not_fit_a_format_is_refused() {
        for (data, format) in [
            (&b"1234567"[..], 1),
            (b"123456789", 1),
            (b"12345678AB", 2),
            (b"12345678ABCDEF", 3),
            (b"123456784", 4),
            (b"12345678", 9),
            (b"1234567A", 8),
        ] {
            assert!(encode(data, format).is_err(), "{format}");
        }
        assert_eq!(encode(b"12345678", 5).map(|bars| bars.len()), Ok(67));
    }
}
