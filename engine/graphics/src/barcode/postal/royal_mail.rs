//! Royal Mail's 4-state customer code and the Dutch KIX: of four bars two reach up and two down.

use super::{Bar, Bars};

/// Which two of four bars reach, by row or column 1 to 6.
const TWO_OF_FOUR: [u8; 6] = [0b0011, 0b0101, 0b0110, 0b1001, 0b1010, 0b1100];

/// 20 mils wide, 22 to the inch, 198 mils high (BCOCA tables 12 and 13); the middle is 50 mils.
pub(in super::super) fn sizes() -> Bars {
    Bars::in_mils(20, 100_000 / 22, [198, 74, 50])
}

/// Row and column, from 0.
fn value(byte: u8) -> Result<(usize, usize), String> {
    let number = match byte {
        b'0'..=b'9' => byte - b'0',
        b'A'..=b'Z' => byte - b'A' + 10,
        b'a'..=b'z' => byte - b'a' + 10,
        other => return Err(format!("it holds digits and letters only, not {:?}", char::from(other))),
    };
    Ok((usize::from(number / 6), usize::from(number % 6)))
}

fn bars((row, column): (usize, usize)) -> impl Iterator<Item = Bar> {
    let up = TWO_OF_FOUR.get(row).copied().unwrap_or(0);
    let down = TWO_OF_FOUR.get(column).copied().unwrap_or(0);
    [8, 4, 2, 1].into_iter().map(move |bit| Bar::reaching(up & bit != 0, down & bit != 0))
}

fn values(data: &[u8], most: usize) -> Result<Vec<(usize, usize)>, String> {
    if data.len() > most {
        return Err(format!("it has {} characters, {most} is the limit", data.len()));
    }
    data.iter().map(|&byte| value(byte)).collect()
}

/// With start, check character and stop.
pub(in super::super) fn royal_mail(data: &[u8]) -> Result<Vec<Bar>, String> {
    let values = values(data, 50)?;
    // Rows and columns count from 1, and 6 is 0.
    let sum = |of: fn(&(usize, usize)) -> usize| (values.iter().map(|value| of(value) + 1).sum::<usize>() + 5) % 6;
    let check = (sum(|value| value.0), sum(|value| value.1));
    let inside = values.into_iter().chain([check]).flat_map(bars);
    Ok([Bar::Ascender].into_iter().chain(inside).chain([Bar::Full]).collect())
}

/// The characters only.
pub(in super::super) fn kix(data: &[u8]) -> Result<Vec<Bar>, String> {
    Ok(values(data, 18)?.into_iter().flat_map(bars).collect())
}

#[cfg(test)]
mod tests {
    use super::super::letters;
    use super::*;

    #[test]
    fn characters_and_check_are_those_of_the_published_table() {
        // "0" is TTFF and "Z" is FFTT (Royal Mail "How to use the Royal Mail 4-state customer code").
        assert_eq!(letters(&kix(b"0Z").unwrap()), "TTFFFFTT");
        // SN34RD1A, the example of the same document, has the check character K.
        let bars = royal_mail(b"SN34RD1A").unwrap();
        assert_eq!(bars.len(), 1 + 9 * 4 + 1);
        assert_eq!(letters(&bars[33..37]), letters(&kix(b"K").unwrap()));
    }
}
