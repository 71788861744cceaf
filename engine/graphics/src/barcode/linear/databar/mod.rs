//! GS1 DataBar (ISO/IEC 24724). Symbols begin with a space, so the first width is a bar of none.

mod expanded;
mod general_field;
mod limited;
mod omnidirectional;
mod separator;
mod widths;

use units::Emu;

use super::super::digits::values;
use super::super::drawing::{Row, edge};

pub(in super::super) use expanded::{expanded, expanded_stacked};
pub(in super::super) use limited::limited;
pub(in super::super) use omnidirectional::{one_row, stacked, stacked_omnidirectional};

/// The number of an article: the first 13 of 14 digits; the last is a check digit that is not encoded.
fn article(data: &[u8]) -> Result<u64, String> {
    let digits = values(data)?;
    if digits.len() != 14 {
        return Err(format!("it takes 14 digits, there are {}", digits.len()));
    }
    Ok(digits.iter().take(13).fold(0, |number, &digit| number * 10 + u64::from(digit)))
}

/// Modules of elements that begin with a space, or with a bar.
fn modules(elements: &[u32], dark_first: bool) -> Vec<bool> {
    let spread = |(place, &width): (usize, &u32)| std::iter::repeat_n((place % 2 == 0) == dark_first, width as usize);
    elements.iter().enumerate().flat_map(spread).collect()
}

/// Elements that begin with a space as widths that begin with a bar.
fn widths_of(elements: &[u32]) -> Vec<u32> {
    [0].into_iter().chain(elements.iter().map(|width| width * super::MODULE)).collect()
}

/// Rows of heights in modules.
fn rows(parts: Vec<(Vec<bool>, Emu)>) -> Vec<Row> {
    parts.into_iter().map(|(modules, height)| Row { modules, height }).collect()
}

/// A height in modules.
fn high(modules: u64, module_mils: u8) -> Emu {
    edge(modules * 100, module_mils)
}
