//! Ranges of records and pages as people type them.

use std::str::FromStr;

/// Numbers from 1, both ends included; open where the end was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NumberRange {
    pub(crate) first: u64,
    pub(crate) last: Option<u64>,
}

impl NumberRange {
    /// All.
    pub(crate) const ALL: Self = Self { first: 1, last: None };

    pub(crate) fn contains(self, number: u64) -> bool {
        number >= self.first && self.last.is_none_or(|last| number <= last)
    }
}

impl FromStr for NumberRange {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str| text.parse::<u64>().ok().filter(|&number| number > 0);
        let dashed = || text.split_once('-').filter(|(first, last)| !first.is_empty() && !last.is_empty());
        let range = match text.split_once("..").or_else(dashed) {
            None => number(text).map(|only| Self { first: only, last: Some(only) }),
            Some((first, "")) => number(first).map(|first| Self { first, last: None }),
            Some(("", last)) => number(last).map(|last| Self { first: 1, last: Some(last) }),
            Some((first, last)) => number(first)
                .zip(number(last))
                .filter(|(first, last)| first <= last)
                .map(|(first, last)| Self { first, last: Some(last) }),
        };
        range.ok_or_else(|| "write 7, 1..5 or 1-5, 100.. or ..9, counting from 1".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_include_both_ends() {
        let range: NumberRange = "2..4".parse().unwrap();
        assert_eq!((1..6).filter(|&number| range.contains(number)).collect::<Vec<_>>(), [2, 3, 4]);
        assert_eq!("7".parse(), Ok(NumberRange { first: 7, last: Some(7) }));
        assert_eq!("3..".parse(), Ok(NumberRange { first: 3, last: None }));
        assert_eq!("3-7".parse(), Ok(NumberRange { first: 3, last: Some(7) }));
        assert_eq!("..3".parse(), Ok(NumberRange { first: 1, last: Some(3) }));
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for text in ["", "0", "5..2", "a", "1..b", "..", "-1", "1..0", "-", "2-1", "1-2-3"] {
            assert!(text.parse::<NumberRange>().is_err(), "{text}");
        }
    }
}
