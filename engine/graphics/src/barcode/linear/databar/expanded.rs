//! DataBar Expanded: element strings in characters of twelve bits, in one row or stacked (ISO/IEC 24724, 7).

use super::super::super::drawing::Row;
use super::super::super::gs1::{element_string, elements};
use super::general_field::{Bits, Shape};
use super::separator::{beside_finders, middle};
use super::widths::of_value;
use super::{high, modules, rows, widths_of};

/// Groups of values: the first, modules and widest of the odd elements, arrangements of the even ones (table 13).
const GROUPS: [(u64, u32, u32, u64); 5] =
    [(0, 12, 7, 4), (348, 10, 5, 20), (1_388, 8, 4, 52), (2_948, 6, 3, 104), (3_988, 4, 1, 204)];

/// The finders' elements (table 15).
const FINDERS: [[u32; 5]; 6] =
    [[1, 8, 4, 1, 1], [3, 6, 4, 1, 1], [3, 4, 6, 1, 1], [3, 2, 8, 1, 1], [2, 6, 5, 1, 1], [2, 2, 9, 1, 1]];

/// The finders in their order by how many there are, from two on: a letter of the finder, small where it is backward (table
/// 16).
const SEQUENCES: [&str; 10] =
    ["Aa", "AbB", "AcBd", "AeBdC", "AeBdDf", "AeBdEfF", "AaBbCcDd", "AaBbCcDeE", "AaBbCcDeFf", "AaBbCdDeEfF"];

/// The element widths of a character, and of the check character.
fn character(value: u64) -> [u32; 8] {
    let mut elements = [0; 8];
    let Some(&(first, odd_modules, odd_widest, total)) = GROUPS.iter().rev().find(|group| group.0 <= value) else {
        return elements;
    };
    let rest = value - first;
    let odd = of_value(rest / total, odd_modules, 4, odd_widest, true);
    let even = of_value(rest % total, 17 - odd_modules, 4, 9 - odd_widest, false);
    for (slot, width) in elements.iter_mut().zip(odd.into_iter().zip(even).flat_map(|(odd, even)| [odd, even])) {
        *slot = width;
    }
    elements
}

/// A finder with the characters on its left and, but for the last of an odd number, on its right: 21 or 13 elements.
struct Segment {
    elements: Vec<u32>,
    /// Whether the finder is backward, its pair of narrow elements first.
    backward: bool,
}

fn segments(data: &[u8], shape: Shape) -> Result<Vec<Segment>, String> {
    let elements = elements(data)?;
    if elements.is_empty() {
        return Err("there is no application identifier".into());
    }
    let characters: Vec<[u32; 8]> = Bits::of(&element_string(&elements), shape)?.characters().map(character).collect();
    let count = characters.len() + 1;
    let finders = count.div_ceil(2);
    let sequence = SEQUENCES.get(finders.wrapping_sub(2)).ok_or("it has too few characters")?.as_bytes();
    // The weights of a character go on from those of its place: powers of 3 modulus 211 by finder, side and element.
    let mut sum = 0;
    for (place, widths) in characters.iter().enumerate() {
        let letter = sequence.get(place.div_ceil(2)).copied().unwrap_or(b'A');
        let row = weight_row(letter, place % 2 == 0);
        let mut weight = power_of_3(row * 8);
        for width in widths {
            sum += u64::from(*width) * weight;
            weight = weight * 3 % 211;
        }
    }
    let check = character(211 * (count as u64 - 4) + sum % 211);
    let mut rest = [check].into_iter().chain(characters);
    let segments = sequence.iter().map(|&letter| {
        let finder = FINDERS.get(usize::from(letter.to_ascii_uppercase() - b'A')).copied().unwrap_or_default();
        let mut elements: Vec<u32> = rest.next().unwrap_or_default().to_vec();
        if letter.is_ascii_uppercase() {
            elements.extend(finder);
        } else {
            elements.extend(finder.into_iter().rev());
        }
        elements.extend(rest.next().into_iter().flat_map(|widths| widths.into_iter().rev()));
        Segment { elements, backward: letter.is_ascii_lowercase() }
    });
    Ok(segments.collect())
}

/// The place of a character's weights in the row of all: left of A1 has none, as the check character stands there.
fn weight_row(finder: u8, right: bool) -> u32 {
    let number = u32::from(finder.to_ascii_uppercase() - b'A') * 4 + u32::from(finder.is_ascii_lowercase()) * 2;
    // Row 0 is right of A1, row 1 left of A2, row 2 right of A2, and so on.
    if right { number } else { number.saturating_sub(1) }
}

fn power_of_3(exponent: u32) -> u64 {
    (0..exponent).fold(1, |power, _| power * 3 % 211)
}

/// One row.
pub(in super::super::super) fn expanded(data: &[u8]) -> Result<Vec<u32>, String> {
    let segments = segments(data, Shape::Row)?;
    let inside = segments.into_iter().flat_map(|segment| segment.elements);
    Ok(widths_of(&[1, 1].into_iter().chain(inside).chain([1, 1]).collect::<Vec<u32>>()))
}

/// Rows of so many symbol characters, 34 modules high, three separators between.
pub(in super::super::super) fn expanded_stacked(data: &[u8], columns: u8, module_mils: u8) -> Result<Vec<Row>, String> {
    if !(2..=20).contains(&columns) || columns % 2 == 1 {
        return Err(format!("a row has an even number of characters, 2 to 20, not {columns}"));
    }
    let segments = segments(data, Shape::Stacked(columns.into()))?;
    let across = usize::from(columns / 2);
    let one = high(1, module_mils);
    let total = segments.len().div_ceil(across);
    let mut drawn: Vec<(Vec<bool>, Vec<bool>)> = Vec::new();
    for (number, row) in segments.chunks(across).enumerate() {
        // With an even number of finders a row, every second row is turned round; a shorter last one with an odd number
        // is not, but moved by a module instead.
        let odd_row = number % 2 == 1;
        let turned = odd_row && across % 2 == 0 && !(number + 1 == total && row.len() < across && row.len() % 2 == 1);
        let moved = odd_row && across % 2 == 0 && !turned;
        let mut elements: Vec<u32> = row.iter().flat_map(|segment| segment.elements.iter().copied()).collect();
        // Where the thirteen modules of each finder begin that do not belong to its pair of narrow elements.
        let mut finders = Vec::new();
        let width = |elements: &[u32]| elements.iter().sum::<u32>() as usize;
        let mut at = 0usize;
        for segment in row {
            let start = at + width(segment.elements.get(..8).unwrap_or_default());
            finders.push(start + if segment.backward { 2 } else { 0 });
            at += width(&segment.elements);
        }
        if turned {
            elements.reverse();
            finders = finders.into_iter().rev().map(|start| at - start - 13).collect();
        }
        let guard = if moved { [2, 1] } else { [1, 1] };
        let lead = usize::from(moved);
        let all: Vec<u32> = guard.into_iter().chain(elements).chain([1, 1]).collect();
        let modules = modules(&all, odd_row && !moved);
        for start in &mut finders {
            *start += lead + 2;
        }
        let separator = beside_finders(&modules, &finders, !turned, 4 + lead);
        drawn.push((modules, separator));
    }
    let width = drawn.iter().map(|(modules, _)| modules.len()).max().unwrap_or(0);
    let mut parts = Vec::new();
    for (modules, separator) in drawn {
        if !parts.is_empty() {
            parts.push((middle(width), one));
            parts.push((separator.clone(), one));
        }
        parts.push((modules, high(34, module_mils)));
        parts.push((separator, one));
    }
    parts.pop();
    Ok(rows(parts))
}
