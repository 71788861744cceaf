//! Data Matrix ECC 200 (ISO/IEC 16022), with the flat sizes of ISO/IEC 21471.

mod codewords;
mod placement;
mod sizes;

use scene::DataMatrixLead;

use super::super::reed_solomon::Field;
use super::{Matrix, Part};
use sizes::{SymbolSize, fitting};

const FIELD: Field = Field { bits: 8, polynomial: 0x12D };

const PAD_APPEND: u8 = 233;
const FNC1: u8 = 232;
const READER_PROGRAMMING: u8 = 234;
const MACRO_05: u8 = 236;
const MACRO_06: u8 = 237;
const ECI: u8 = 241;

/// The modules of the smallest symbol that holds the data and is no smaller than wanted.
pub(in super::super) fn encode(parts: &[Part<'_>], wanted: (u8, u8), lead: DataMatrixLead) -> Result<Matrix, String> {
    let bytes: usize = parts.iter().map(|part| if let Part::Bytes(bytes) = part { bytes.len() } else { 0 }).sum();
    // Two digits share a codeword and nothing is denser.
    if bytes > sizes::MOST_CODEWORDS * 2 {
        return Err(format!("the data has {bytes} bytes, more than any symbol holds"));
    }
    let mut codewords = codewords(parts, lead)?;
    let needed = codewords.len();
    let size = fitting(needed, wanted)?;
    codewords::pad(&mut codewords, size.data);
    append_correction(&mut codewords, &size);
    Ok(draw(&size, &codewords))
}

fn codewords(parts: &[Part<'_>], lead: DataMatrixLead) -> Result<Vec<u8>, String> {
    let mut codewords = match lead {
        DataMatrixLead::Data | DataMatrixLead::Industry => Vec::new(),
        DataMatrixLead::Gs1 => vec![FNC1],
        DataMatrixLead::ReaderProgramming => vec![READER_PROGRAMMING],
        DataMatrixLead::Macro05 => vec![MACRO_05],
        DataMatrixLead::Macro06 => vec![MACRO_06],
        DataMatrixLead::Append { sequence, total, file: [high, low] } => {
            if !(2..=16).contains(&total) || !(1..=total).contains(&sequence) || high == 0 || low == 0 {
                return Err(format!("there is no symbol {sequence} of {total}"));
            }
            vec![PAD_APPEND, (sequence - 1) << 4 | (17 - total), high, low]
        }
    };
    for (place, part) in parts.iter().enumerate() {
        match part {
            Part::Bytes(data) => match (data.split_first(), lead) {
                // FNC1 in second place, after what names the industry's format.
                (Some((first, rest)), DataMatrixLead::Industry) if place == 0 => {
                    codewords::encode(&mut codewords, &[*first]);
                    codewords.push(FNC1);
                    codewords::encode(&mut codewords, rest);
                }
                _ => codewords::encode(&mut codewords, data),
            },
            Part::Escape(number) => eci(&mut codewords, *number)?,
        }
    }
    Ok(codewords)
}

/// A change of the character set (ISO/IEC 16022, 5.4).
fn eci(codewords: &mut Vec<u8>, number: u32) -> Result<(), String> {
    codewords.push(ECI);
    match number {
        0..=126 => codewords.push(number as u8 + 1),
        127..=16_382 => {
            codewords.extend([(number - 127) / 254 + 128, (number - 127) % 254 + 1].map(|value| value as u8));
        }
        16_383..=999_999 => {
            let rest = number - 16_383;
            codewords.extend([rest / 64_516 + 192, rest / 254 % 254 + 1, rest % 254 + 1].map(|value| value as u8));
        }
        other => return Err(format!("there is no character set {other}")),
    }
    Ok(())
}

/// Appends the error correction of interleaved blocks, interleaved as well.
fn append_correction(codewords: &mut Vec<u8>, size: &SymbolSize) {
    let data = codewords.len();
    let blocks = size.blocks.max(1);
    codewords.resize(data + size.correction * blocks, 0);
    for block in 0..blocks {
        let part: Vec<u32> =
            codewords.iter().take(data).skip(block).step_by(blocks).map(|&value| value.into()).collect();
        // The correction of the two shorter blocks of the largest size comes first.
        let slot = if data.is_multiple_of(blocks) { block } else { (block + blocks - data % blocks) % blocks };
        for (number, value) in FIELD.correction(part, size.correction).into_iter().enumerate() {
            if let Some(place) = codewords.get_mut(data + number * blocks + slot) {
                *place = value as u8;
            }
        }
    }
}

/// Data modules with each region's finder pattern: left and bottom edges dark, top and right edges alternating.
fn draw(size: &SymbolSize, codewords: &[u8]) -> Matrix {
    let (rows, columns) = (size.rows - 2 * size.down, size.columns - 2 * size.across);
    let placed = placement::place(rows, columns, codewords);
    let (high, wide) = (rows / size.down, columns / size.across);
    let mut matrix = Matrix::new(size.columns, size.rows);
    for row in 0..rows {
        for column in 0..columns {
            if placed.is_dark(column, row) {
                matrix.darken(column + 2 * (column / wide) + 1, row + 2 * (row / high) + 1);
            }
        }
    }
    for start in (0..size.across).map(|number| number * (wide + 2)) {
        for row in 0..size.rows {
            matrix.darken(start, row);
            if row % 2 == 1 {
                matrix.darken(start + wide + 1, row);
            }
        }
    }
    for start in (0..size.down).map(|number| number * (high + 2)) {
        for column in 0..size.columns {
            matrix.darken(column, start + high + 1);
            if column % 2 == 0 {
                matrix.darken(column, start);
            }
        }
    }
    matrix
}
