//! Patterns of dates, such as `dd MMM` and `d MMMM yyyy`, with the letters of the Unicode CLDR.

use std::fmt::Write;

use jiff::civil::Date;

use crate::Locale;

const LONGEST_PATTERN: usize = 200;

/// How a date is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DatePattern {
    /// `short`, `medium`, `long`: the pattern of the language.
    Short,
    Medium,
    Long,
    Parts(Box<[Part]>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// `yyyy` or `y`.
    Year,
    /// `yy`.
    YearOfCentury,
    /// `M`, `MM`, with the least count of digits.
    Month(u8),
    /// `MMM`.
    MonthShort,
    /// `MMMM`.
    MonthName,
    /// `d`, `dd`.
    Day(u8),
    /// `E`, `EEE`.
    WeekdayShort,
    /// `EEEE`.
    Weekday,
    Literal(Box<str>),
}

impl DatePattern {
    /// Reads a pattern.
    pub(crate) fn parse(pattern: &str) -> Result<Self, &'static str> {
        match pattern {
            "short" => Ok(Self::Short),
            "medium" => Ok(Self::Medium),
            "long" => Ok(Self::Long),
            _ => parts(pattern).map(|parts| Self::Parts(parts.into())),
        }
    }

    /// The date in the way of a language.
    pub(crate) fn format(&self, date: Date, locale: &Locale) -> String {
        let of_language = |pattern| write(date, &parts(pattern).unwrap_or_default(), locale);
        match self {
            Self::Short => of_language(locale.date_short),
            Self::Medium => of_language(locale.date_medium),
            Self::Long => of_language(locale.date_long),
            Self::Parts(parts) => write(date, parts, locale),
        }
    }
}

fn parts(pattern: &str) -> Result<Vec<Part>, &'static str> {
    if pattern.len() > LONGEST_PATTERN {
        return Err("the pattern is too long");
    }
    let mut found = Vec::new();
    let mut literal = String::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        let length = if first == '\'' {
            let (quoted, _) =
                rest.get(1..).and_then(|tail| tail.split_once('\'')).ok_or("the pattern has no closing quote")?;
            literal.push_str(if quoted.is_empty() { "'" } else { quoted });
            quoted.len() + 2
        } else if first.is_ascii_alphabetic() {
            let length = rest.find(|c| c != first).unwrap_or(rest.len());
            let part = match (first, length) {
                ('y', 1 | 4) => Part::Year,
                ('y', 2) => Part::YearOfCentury,
                ('M', 1 | 2) => Part::Month(length as u8),
                ('M', 3) => Part::MonthShort,
                ('M', 4) => Part::MonthName,
                ('d', 1 | 2) => Part::Day(length as u8),
                ('E', 1..=3) => Part::WeekdayShort,
                ('E', 4) => Part::Weekday,
                ('y' | 'M' | 'd' | 'E', _) => return Err("a date pattern repeats a letter up to four times"),
                _ => return Err("a date pattern has the letters y, M, d and E; others stand in 'single quotes'"),
            };
            if !literal.is_empty() {
                found.push(Part::Literal(std::mem::take(&mut literal).into()));
            }
            found.push(part);
            length
        } else {
            literal.push(first);
            first.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    if !literal.is_empty() {
        found.push(Part::Literal(literal.into()));
    }
    Ok(found)
}

fn write(date: Date, parts: &[Part], locale: &Locale) -> String {
    let month = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    let of = |names: &[&'static str], place: usize| names.get(place).copied().unwrap_or_default();
    let mut text = String::with_capacity(24);
    for part in parts {
        // Writing to a String does not fail.
        let _ = match part {
            Part::Year => write!(text, "{:04}", date.year()),
            Part::YearOfCentury => write!(text, "{:02}", date.year().rem_euclid(100)),
            Part::Month(1) => write!(text, "{}", date.month()),
            Part::Month(_) => write!(text, "{:02}", date.month()),
            Part::MonthShort => text.write_str(of(&locale.months_short, month)),
            Part::MonthName => text.write_str(of(&locale.months, month)),
            Part::Day(1) => write!(text, "{}", date.day()),
            Part::Day(_) => write!(text, "{:02}", date.day()),
            Part::WeekdayShort => text.write_str(of(&locale.weekdays_short, weekday)),
            Part::Weekday => text.write_str(of(&locale.weekdays, weekday)),
            Part::Literal(literal) => text.write_str(literal),
        };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(pattern: &str, tag: &str) -> String {
        DatePattern::parse(pattern).unwrap().format(jiff::civil::date(2026, 10, 3), Locale::find(tag).unwrap())
    }

    #[test]
    fn patterns_are_followed() {
        assert_eq!(date("dd MMM", "en-GB"), "03 Oct");
        assert_eq!(date("d MMMM yyyy", "en-GB"), "3 October 2026");
        assert_eq!(date("EEEE, MMM d yy", "en-US"), "Saturday, Oct 3 26");
        assert_eq!(date("M / yyyy", "en-GB"), "10 / 2026");
        assert_eq!(date("long", "de-DE"), "3. Oktober 2026");
        assert_eq!(date("long", "fr-FR"), "3 octobre 2026");
        assert_eq!(date("long", "zh-Hant-TW"), "2026年10月3日");
        assert_eq!(date("yyyy年M月d日 EEEE", "zh-Hant-TW"), "2026年10月3日 星期六");
        assert_eq!(date("d 'of' MMMM ''yy", "en-GB"), "3 of October '26");
    }

    #[test]
    fn a_pattern_without_sense_is_refused() {
        for bad in ["YYYY", "d/m/y", "MMMMM", "'open"] {
            assert!(DatePattern::parse(bad).is_err(), "{bad}");
        }
        for locale in Locale::all() {
            for pattern in [locale.date_short, locale.date_medium, locale.date_long] {
                assert!(parts(pattern).is_ok(), "{}", locale.tag);
            }
        }
    }
}
