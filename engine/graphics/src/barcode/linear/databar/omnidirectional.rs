//! DataBar Omnidirectional, Truncated and Stacked: 13 digits in four characters around two finders (ISO/IEC 24724, 5).

use units::Emu;

use super::super::super::drawing::Row;
use super::separator::{beside, beside_third, between, middle};
use super::widths::of_value;
use super::{article, high, modules, rows, widths_of};

/// A group of values of a character (tables 3 and 4).
struct Group {
    first: u64,
    odd_modules: u32,
    odd_widest: u32,
    /// Arrangements of the elements that count the values within one of the others.
    total: u64,
}

const fn group(first: u64, odd_modules: u32, odd_widest: u32, total: u64) -> Group {
    Group { first, odd_modules, odd_widest, total }
}

/// Of the outer characters, 16 modules: the total is of the even elements.
const OUTER: [Group; 5] =
    [group(0, 12, 8, 1), group(161, 10, 6, 10), group(961, 8, 4, 34), group(2_015, 6, 3, 70), group(2_715, 4, 1, 126)];
/// Of the inner characters, 15 modules: the total is of the odd elements.
const INNER: [Group; 4] = [group(0, 5, 2, 4), group(336, 7, 4, 20), group(1_036, 9, 6, 48), group(1_516, 11, 8, 81)];

/// The finders' elements (table 6).
const FINDERS: [[u32; 5]; 9] = [
    [3, 8, 2, 1, 1],
    [3, 5, 5, 1, 1],
    [3, 3, 7, 1, 1],
    [3, 1, 9, 1, 1],
    [2, 7, 4, 1, 1],
    [2, 5, 6, 1, 1],
    [2, 3, 8, 1, 1],
    [1, 5, 7, 1, 1],
    [1, 3, 9, 1, 1],
];

/// Odd and even elements in turn.
fn in_turn(odd: Vec<u32>, even: Vec<u32>) -> Vec<u32> {
    odd.into_iter().zip(even).flat_map(|(odd, even)| [odd, even]).collect()
}

fn of_groups(groups: &[Group], value: u64) -> Option<(&Group, u64)> {
    groups.iter().rev().find(|group| group.first <= value).map(|group| (group, value - group.first))
}

fn outer(value: u64) -> Vec<u32> {
    let Some((group, rest)) = of_groups(&OUTER, value) else { return Vec::new() };
    let odd = of_value(rest / group.total, group.odd_modules, 4, group.odd_widest, false);
    let even = of_value(rest % group.total, 16 - group.odd_modules, 4, 9 - group.odd_widest, true);
    in_turn(odd, even)
}

fn inner(value: u64) -> Vec<u32> {
    let Some((group, rest)) = of_groups(&INNER, value) else { return Vec::new() };
    let odd = of_value(rest % group.total, group.odd_modules, 4, group.odd_widest, true);
    let even = of_value(rest / group.total, 15 - group.odd_modules, 4, 9 - group.odd_widest, false);
    in_turn(odd, even)
}

/// The 46 elements, a space first, and the value of the right finder.
fn elements(data: &[u8]) -> Result<(Vec<u32>, usize), String> {
    let number = article(data)?;
    let (left, right) = (number / 4_537_077, number % 4_537_077);
    let characters = [outer(left / 1_597), inner(left % 1_597), outer(right / 1_597), inner(right % 1_597)];
    // Weights are the powers of 3 modulus 79 over all 32 elements.
    let mut weight = 1;
    let mut sum = 0;
    for &width in characters.iter().flatten() {
        sum += weight * width;
        weight = weight * 3 % 79;
    }
    let mut check = sum % 79;
    check += u32::from(check >= 8);
    check += u32::from(check >= 72);
    let (left_finder, right_finder) = ((check / 9) as usize, (check % 9) as usize);
    let finder = |value: usize| FINDERS.get(value).copied().unwrap_or_default();
    let [first, second, third, fourth] = characters;
    let elements = [1, 1]
        .into_iter()
        .chain(first)
        .chain(finder(left_finder))
        .chain(second.into_iter().rev())
        .chain(fourth)
        .chain(finder(right_finder).into_iter().rev())
        .chain(third.into_iter().rev())
        .chain([1, 1])
        .collect();
    Ok((elements, right_finder))
}

/// One row of 96 modules.
pub(in super::super::super) fn one_row(data: &[u8]) -> Result<Vec<u32>, String> {
    Ok(widths_of(&elements(data)?.0))
}

/// The halves, each with a guard of its own, and the value of the right finder.
fn halves(data: &[u8]) -> Result<(Vec<bool>, Vec<bool>, usize), String> {
    let (elements, finder) = elements(data)?;
    let (left, right) = elements.split_at(23);
    let top = [left, &[1, 1]].concat();
    let bottom = [&[1, 1], right].concat();
    Ok((modules(&top, false), modules(&bottom, true), finder))
}

/// Rows of 5 and 7 modules and a separator.
pub(in super::super::super) fn stacked(data: &[u8], module_mils: u8) -> Result<Vec<Row>, String> {
    let (top, bottom, _) = halves(data)?;
    let separator = between(&top, &bottom);
    let high = |modules| high(modules, module_mils);
    Ok(rows(vec![(top, high(5)), (separator, high(1)), (bottom, high(7))]))
}

/// Rows of a height each, three separators between.
pub(in super::super::super) fn stacked_omnidirectional(
    data: &[u8],
    module_mils: u8,
    height: Emu,
) -> Result<Vec<Row>, String> {
    let (top, bottom, finder) = halves(data)?;
    let one = high(1, module_mils);
    let below = beside(&top, 18);
    let above = if finder == 3 { beside_third(&bottom, 19) } else { beside(&bottom, 19) };
    let between = middle(top.len());
    Ok(rows(vec![(top, height), (below, one), (between, one), (above, one), (bottom, height)]))
}
