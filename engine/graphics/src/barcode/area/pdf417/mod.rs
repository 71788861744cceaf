//! PDF417 (ISO/IEC 15438): rows of codewords of 17 modules.

mod compaction;
mod patterns;

use units::Emu;

use super::super::drawing::Row;
use super::Part;

/// The number of codewords, and the modulus of the error correction.
const CODEWORDS: u32 = 929;
const MOST: usize = 928;
const PAD: u16 = 900;
const START: &str = "11111111010101000";
const STOP: &str = "111111101000101001";

/// What a symbol should look like; 0 leaves columns and rows to the data.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Shape {
    pub(in super::super) columns: u8,
    pub(in super::super) rows: u8,
    pub(in super::super) security: u8,
    pub(in super::super) truncated: bool,
    /// Modules of a row's height, for the proportions.
    pub(in super::super) row_modules: u32,
}

/// Rows of a height each.
pub(in super::super) fn encode(parts: &[Part<'_>], shape: Shape, height: Emu) -> Result<Vec<Row>, String> {
    let data = compaction::encode(parts)?;
    let security = shape.security;
    if security > 8 {
        return Err(format!("there is no security level {security}, only 0 to 8"));
    }
    let correction = 2usize << security;
    let needed = data.len() + 1 + correction;
    let (columns, rows) = dimensions(needed, shape)?;
    let mut codewords = vec![(columns * rows - correction) as u16];
    codewords.extend(data);
    codewords.resize(columns * rows - correction, PAD);
    let check = checks(&codewords, correction);
    codewords.extend(check);
    let (c, r) = (columns as u16 - 1, rows as u16 - 1);
    let security = u16::from(security);
    let drawn = codewords.chunks(columns).enumerate().map(|(number, row)| {
        let cluster = number % 3;
        let base = 30 * (number as u16 / 3);
        let indicators = [r / 3, security * 3 + r % 3, c];
        let indicator = |place: usize| base + indicators.get(place % 3).copied().unwrap_or(0);
        let mut modules = Vec::with_capacity(17 * (columns + 4) + 1);
        modules.extend(bits(START));
        for codeword in [indicator(cluster)].iter().chain(row) {
            modules.extend(patterns::modules(cluster, *codeword));
        }
        if shape.truncated {
            modules.push(true);
        } else {
            modules.extend(patterns::modules(cluster, indicator(cluster + 2)));
            modules.extend(bits(STOP));
        }
        Row { modules, height }
    });
    Ok(drawn.collect())
}

/// The security level of a symbol of moderate length.
pub(in super::super) const STANDARD: u8 = 2;

/// The recommended security level for data (annex E; BCOCA "PDF417").
///
/// # Errors
/// In words, where the data is too long.
pub(in super::super) fn recommended(parts: &[Part<'_>]) -> Result<u8, String> {
    Ok(match compaction::encode(parts)?.len() {
        0..=40 => STANDARD,
        41..=160 => 3,
        161..=320 => 4,
        _ => 5,
    })
}

fn bits(pattern: &str) -> impl Iterator<Item = bool> {
    pattern.bytes().map(|bit| bit == b'1')
}

/// Columns and rows with room for so many codewords.
fn dimensions(needed: usize, shape: Shape) -> Result<(usize, usize), String> {
    let least = usize::from(shape.rows).max(3);
    if shape.columns > 30 || shape.rows > 90 {
        return Err("a symbol has at most 30 data columns and 90 rows".into());
    }
    let rows = |columns: usize| needed.div_ceil(columns).max(least);
    let fits = |&columns: &usize| rows(columns) <= 90 && columns * rows(columns) <= MOST;
    let columns = match usize::from(shape.columns) {
        0 => (1..=30).filter(fits).min_by_key(|&columns| {
            let width = 17 * columns + if shape.truncated { 35 } else { 69 };
            (rows(columns) * shape.row_modules.max(1) as usize * 3).abs_diff(width)
        }),
        columns => Some(columns).filter(fits),
    };
    let columns =
        columns.ok_or_else(|| format!("the data takes {needed} codewords, more than the rows and columns have"))?;
    Ok((columns, rows(columns)))
}

/// Codewords of correction: the remainder by (x − 3) (x − 3²) … modulus 929, negated (4.10).
fn checks(data: &[u16], count: usize) -> Vec<u16> {
    let mut generator = vec![1u32];
    let mut root = 1;
    for _ in 0..count {
        root = root * 3 % CODEWORDS;
        let shifted = generator.iter().copied().chain([0]);
        let scaled = [0].into_iter().chain(generator.iter().map(|&value| value * (CODEWORDS - root) % CODEWORDS));
        generator = shifted.zip(scaled).map(|(left, right)| (left + right) % CODEWORDS).collect();
    }
    let mut rest = vec![0u32; count];
    for &value in data {
        let factor = (u32::from(value) + rest.first().copied().unwrap_or(0)) % CODEWORDS;
        rest.rotate_left(1);
        if let Some(last) = rest.last_mut() {
            *last = 0;
        }
        for (remainder, coefficient) in rest.iter_mut().zip(generator.iter().skip(1)) {
            *remainder = (*remainder + (CODEWORDS - coefficient) * factor) % CODEWORDS;
        }
    }
    rest.into_iter().map(|value| ((CODEWORDS - value) % CODEWORDS) as u16).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_example_gives_its_correction() {
        // ISO/IEC 15438, annex Q: "PDF417" with security level 1.
        assert_eq!(checks(&[5, 453, 178, 121, 239], 4), [452, 327, 657, 619]);
    }

    #[test]
    fn rows_and_columns_hold_the_data_in_about_three_to_one() {
        let shape = Shape { columns: 0, rows: 0, security: 2, truncated: false, row_modules: 3 };
        let (columns, rows) = dimensions(100, shape).unwrap();
        assert!(columns * rows >= 100 && (5..=9).contains(&columns), "{columns} {rows}");
        assert!(dimensions(900, Shape { columns: 3, ..shape }).is_err());
        assert!(dimensions(900, shape).is_ok() && dimensions(929, shape).is_err());
    }
}
