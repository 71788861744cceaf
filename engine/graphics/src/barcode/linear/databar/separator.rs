//! The rows of single modules between the rows of a stacked symbol (ISO/IEC 24724, 5.3.2 and 7.2.8).

/// The opposite of a row from a module on, light within four modules of its end.
fn inverse(row: &[bool], from: usize) -> Vec<bool> {
    let last = row.len().saturating_sub(4);
    row.iter().enumerate().map(|(place, &dark)| (from..last).contains(&place) && !dark).collect()
}

/// Makes what lies over light modules of a finder alternate, dark first, in the order of the places.
fn alternate(separator: &mut [bool], row: &[bool], places: impl Iterator<Item = usize>, mut dark: bool) -> bool {
    for place in places {
        let over_dark = row.get(place).copied().unwrap_or(false);
        if let Some(module) = separator.get_mut(place) {
            *module = !over_dark && dark;
        }
        dark = over_dark || !dark;
    }
    dark
}

/// Next to a row of DataBar whose finder begins at a module.
pub(super) fn beside(row: &[bool], finder: usize) -> Vec<bool> {
    let mut separator = inverse(row, 4);
    alternate(&mut separator, row, finder..finder + 13, true);
    separator
}

/// Above a row with the right finder of value 3: one dark module, over the start of its wide bar.
pub(super) fn beside_third(row: &[bool], finder: usize) -> Vec<bool> {
    let mut separator = inverse(row, 4);
    for (place, module) in separator.iter_mut().enumerate().skip(finder).take(13) {
        *module = place == finder + 10;
    }
    separator
}

/// Next to a row of DataBar Expanded, where the thirteen modules of its finders begin, and its first module that counts.
pub(super) fn beside_finders(row: &[bool], finders: &[usize], left_to_right: bool, from: usize) -> Vec<bool> {
    let mut separator = inverse(row, from);
    let mut dark = true;
    for &finder in finders {
        dark = if left_to_right {
            alternate(&mut separator, row, finder..finder + 13, dark)
        } else {
            alternate(&mut separator, row, (finder..finder + 13).rev(), dark)
        };
    }
    separator
}

/// Dark and light in turn from the sixth module on.
pub(super) fn middle(width: usize) -> Vec<bool> {
    (0..width).map(|place| place >= 5 && place % 2 == 1 && place + 4 < width).collect()
}

/// Between the rows of DataBar Stacked: opposite where both rows agree, in turn where they do not.
pub(super) fn between(top: &[bool], bottom: &[bool]) -> Vec<bool> {
    let mut separator = vec![false; top.len().max(bottom.len())];
    let mut before = false;
    for (place, module) in separator.iter_mut().enumerate().take(46).skip(1) {
        let dark = |row: &[bool]| row.get(place).copied().unwrap_or(false);
        before = if dark(top) == dark(bottom) { !dark(top) } else { !before };
        *module = before;
    }
    for module in separator.iter_mut().take(4) {
        *module = false;
    }
    separator
}
