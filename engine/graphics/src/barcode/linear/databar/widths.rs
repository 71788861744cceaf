//! A value as the widths of elements (ISO/IEC 24724, annex B).

/// How many ways there are to choose `some` of `all`.
fn combinations(all: u32, some: u32) -> u64 {
    if some > all {
        return 0;
    }
    (1..=u64::from(some.min(all - some))).fold(1, |product, step| product * (u64::from(all) - step + 1) / step)
}

/// How many ways there are to spread modules over elements, none wider than `widest`, and unless `no_narrow` at least one
/// of them a single module.
fn arrangements(modules: u32, elements: u32, widest: u32, narrow_needed: bool) -> u64 {
    let all = bounded(modules, elements, 1, widest);
    if narrow_needed { all - bounded(modules, elements, 2, widest) } else { all }
}

/// Ways to spread modules over elements of `least` to `most` modules each.
fn bounded(modules: u32, elements: u32, least: u32, most: u32) -> u64 {
    if elements == 0 {
        return u64::from(modules == 0);
    }
    if most < least || modules < elements * least || modules > elements * most {
        return 0;
    }
    // Inclusion and exclusion over the elements that are too wide.
    let free = modules - elements * least;
    let span = most - least + 1;
    let (mut more, mut less) = (0, 0);
    for over in 0..=elements.min(free / span) {
        let ways = combinations(elements, over) * combinations(free - over * span + elements - 1, elements - 1);
        if over % 2 == 0 { more += ways } else { less += ways }
    }
    more - less
}

/// The widths that stand for a value among all arrangements in their order; `narrow_needed` where at least one element is
/// a single module wide.
pub(super) fn of_value(mut value: u64, mut modules: u32, elements: u32, widest: u32, narrow_needed: bool) -> Vec<u32> {
    let mut widths = Vec::with_capacity(elements as usize);
    let mut needed = narrow_needed;
    for left in (1..elements).rev() {
        let mut width = 1;
        loop {
            let still = needed && width > 1;
            let ways = arrangements(modules.saturating_sub(width), left, widest, still);
            if value < ways || width >= widest {
                break;
            }
            value -= ways;
            width += 1;
        }
        needed = needed && width > 1;
        modules = modules.saturating_sub(width);
        widths.push(width);
    }
    widths.push(modules);
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_through_all_arrangements_once() {
        let all: std::collections::BTreeSet<Vec<u32>> =
            (0..161).map(|value| of_value(value, 12, 4, 8, false)).collect();
        // 12 modules over four elements of up to 8: 161 arrangements (table 3, group 1).
        assert_eq!(all.len(), 161);
        assert!(all.iter().all(|widths| widths.iter().sum::<u32>() == 12 && widths.iter().all(|&width| width <= 8)));
        assert!((0..1).all(|value| of_value(value, 4, 4, 1, true) == [1, 1, 1, 1]));
    }
}
