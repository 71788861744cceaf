//! UPC and EAN (ISO/IEC 15420): four widths, digits of seven modules, number sets chosen by a digit that is not drawn.

use super::super::digits::{exactly, modulus_10};
use super::{MODULE, modules};
use scene::Supplement;

/// Number set A, a space first; C has the same widths with a bar first, B the same backward.
const SET_A: [[u32; 4]; 10] = [
    [3, 2, 1, 1],
    [2, 2, 2, 1],
    [2, 1, 2, 2],
    [1, 4, 1, 1],
    [1, 1, 3, 2],
    [1, 2, 3, 1],
    [1, 1, 1, 4],
    [1, 3, 1, 2],
    [1, 2, 1, 3],
    [3, 1, 1, 2],
];

/// Number sets of EAN-13's left half by the first digit: bit 5 is the leftmost digit, 1 is set B.
const FIRST_DIGIT: [u8; 10] =
    [0b000000, 0b001011, 0b001101, 0b001110, 0b010011, 0b011001, 0b011100, 0b010101, 0b010110, 0b011010];
/// Number sets of UPC-E by the check digit, number system 0.
const CHECK_DIGIT: [u8; 10] =
    [0b111000, 0b110100, 0b110010, 0b110001, 0b101100, 0b100110, 0b100011, 0b101010, 0b101001, 0b100101];
/// Number sets of a five-digit supplement by its check digit.
const PRICE: [u8; 10] = [0b11000, 0b10100, 0b10010, 0b10001, 0b01100, 0b00110, 0b00011, 0b01010, 0b01001, 0b00101];

/// A main symbol and the digits beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Article {
    pub(in super::super) main: Vec<u32>,
    pub(in super::super) supplement: Vec<u32>,
}

fn digit(value: u8, set_b: bool) -> [u32; 4] {
    let mut widths = SET_A.get(usize::from(value)).copied().unwrap_or_default().map(|width| width * MODULE);
    if set_b {
        widths.reverse();
    }
    widths
}

fn sets(table: &[u8; 10], by: u8) -> u8 {
    table.get(usize::from(by)).copied().unwrap_or(0)
}

/// Digits whose number sets are the bits of a pattern, the first digit's bit the highest.
fn digits(values: &[u8], pattern: u8) -> impl Iterator<Item = u32> {
    let count = values.len();
    values.iter().enumerate().flat_map(move |(place, &value)| digit(value, pattern >> (count - 1 - place) & 1 == 1))
}

/// The number of digits of a supplement.
pub(in super::super) fn length(supplement: Supplement) -> usize {
    match supplement {
        Supplement::None => 0,
        Supplement::Two => 2,
        Supplement::Five => 5,
    }
}

fn article(
    data: &[u8],
    main: usize,
    beside: Supplement,
    draw: impl FnOnce(&[u8]) -> Result<Vec<u32>, String>,
) -> Result<Article, String> {
    let values = exactly(data, main + length(beside))?;
    let (number, extra) = values.split_at(main.min(values.len()));
    let supplement = if extra.is_empty() { Vec::new() } else { supplement_of(extra) };
    Ok(Article { main: draw(number)?, supplement })
}

/// Halves of four or six digits between guards of three modules.
fn halves(left: &[u8], pattern: u8, right: &[u8]) -> Vec<u32> {
    let guard = || modules("111");
    guard().chain(digits(left, pattern)).chain(modules("11111")).chain(digits(right, 0)).chain(guard()).collect()
}

pub(in super::super) fn ean_13(data: &[u8], beside: Supplement) -> Result<Article, String> {
    article(data, 12, beside, |number| Ok(thirteen(number)))
}

/// UPC-A is EAN-13 with a first digit 0.
pub(in super::super) fn upc_a(data: &[u8], beside: Supplement) -> Result<Article, String> {
    article(data, 11, beside, |number| Ok(thirteen(&[&[0], number].concat())))
}

fn thirteen(number: &[u8]) -> Vec<u32> {
    let check = modulus_10(number);
    let (first, rest) = number.split_first().map_or((0, number), |(first, rest)| (*first, rest));
    let (left, right) = rest.split_at(rest.len().min(6));
    halves(left, sets(&FIRST_DIGIT, first), &[right, &[check]].concat())
}

pub(in super::super) fn ean_8(data: &[u8]) -> Result<Vec<u32>, String> {
    let number = exactly(data, 7)?;
    let (left, right) = number.split_at(4);
    Ok(halves(left, 0, &[right, &[modulus_10(&number)]].concat()))
}

/// Six digits in the place of ten; the check digit is in their number sets.
pub(in super::super) fn upc_e(data: &[u8], beside: Supplement) -> Result<Article, String> {
    article(data, 10, beside, |number| {
        let six = shortened(number)?;
        let check = modulus_10(&[&[0], number].concat());
        Ok(modules("111").chain(digits(&six, sets(&CHECK_DIGIT, check))).chain(modules("111111")).collect())
    })
}

/// The six digits that stand for ten with enough zeros (GS1 General Specifications 5.2.2.4.2).
///
/// # Errors
/// In words, where the zeros are not there.
pub(in super::super) fn shortened(number: &[u8]) -> Result<[u8; 6], String> {
    match *number {
        [a, b, c @ 0..=2, 0, 0, 0, 0, d, e, f] => Ok([a, b, d, e, f, c]),
        [a, b, c, 0, 0, 0, 0, 0, d, e] => Ok([a, b, c, d, e, 3]),
        [a, b, c, d, 0, 0, 0, 0, 0, e] => Ok([a, b, c, d, e, 4]),
        [a, b, c, d, e, 0, 0, 0, 0, f @ 5..=9] => Ok([a, b, c, d, e, f]),
        _ => Err("the number has too few zeros in its middle to be shortened".into()),
    }
}

/// The ten digits that six stand for.
pub(in super::super) fn lengthened(six: &[u8]) -> Option<[u8; 10]> {
    match *six {
        [a, b, d, e, f, c @ 0..=2] => Some([a, b, c, 0, 0, 0, 0, d, e, f]),
        [a, b, c, d, e, 3] => Some([a, b, c, 0, 0, 0, 0, 0, d, e]),
        [a, b, c, d, e, 4] => Some([a, b, c, d, 0, 0, 0, 0, 0, e]),
        [a, b, c, d, e, f @ 5..=9] => Some([a, b, c, d, e, 0, 0, 0, 0, f]),
        _ => None,
    }
}

/// A supplement alone, of two or five digits.
pub(in super::super) fn supplement(data: &[u8], count: usize) -> Result<Vec<u32>, String> {
    exactly(data, count).map(|values| supplement_of(&values))
}

fn supplement_of(values: &[u8]) -> Vec<u32> {
    let number = |digits: &[u8]| digits.iter().fold(0u32, |sum, &digit| sum * 10 + u32::from(digit));
    let pattern = match *values {
        [_, _] => (number(values) % 4) as u8,
        [a, b, c, d, e] => {
            let sum = 3 * (u32::from(a) + u32::from(c) + u32::from(e)) + 9 * (u32::from(b) + u32::from(d));
            sets(&PRICE, (sum % 10) as u8)
        }
        _ => 0,
    };
    let mut widths: Vec<u32> = modules("112").collect();
    for (place, &value) in values.iter().enumerate() {
        if place > 0 {
            widths.extend(modules("11"));
        }
        widths.extend(digit(value, pattern >> (values.len() - 1 - place) & 1 == 1));
    }
    // What ends the last digit is a bar.
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_digits_are_shortened_and_lengthened_back() {
        for ten in [b"1230000045", b"1200000345", b"1230000045", b"1234000005", b"1234500006"] {
            let number = exactly(ten, 10).unwrap();
            let six = shortened(&number).unwrap();
            assert_eq!(lengthened(&six).map(|ten| ten.to_vec()), Some(number));
        }
        assert!(shortened(&[1; 10]).is_err());
    }

    #[test]
    fn widths_are_those_of_the_standard() {
        let sum = |widths: Vec<u32>| widths.iter().sum::<u32>() / MODULE;
        assert_eq!(sum(ean_13(b"629104150021", Supplement::None).unwrap().main), 95);
        assert_eq!(sum(ean_8(b"2468123").unwrap()), 67);
        assert_eq!(sum(upc_e(b"1230000045", Supplement::None).unwrap().main), 51);
        assert_eq!((sum(supplement(b"24", 2).unwrap()), sum(supplement(b"21826", 5).unwrap())), (20, 47));
    }
}
