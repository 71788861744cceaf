//! Patterns of numbers, such as `#,##0.00`, `+#,##0.00`, `00`, `0.0 %`, `#,##0.00;(#,##0.00)`.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::Locale;

/// The minus of typography, which is as wide as the plus.
pub(crate) const MINUS: char = '\u{2212}';

/// Digits before or after the point that a pattern may ask for.
const MAXIMUM_DIGITS: u8 = 28;

const LONGEST_PATTERN: usize = 200;

/// How a number is written. Rounding is to the nearest, halves away from zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NumberPattern {
    before: Box<str>,
    after: Box<str>,
    /// What stands around a negative number; without it a minus goes before.
    negative: Option<(Box<str>, Box<str>)>,
    /// The pattern began with `+`: a positive number has a plus.
    plus: bool,
    percent: bool,
    grouped: bool,
    least_digits: u8,
    least_decimals: u8,
    most_decimals: u8,
}

impl NumberPattern {
    /// So many decimals, with or without separators of thousands.
    pub(crate) fn plain(decimals: u8, grouped: bool) -> Self {
        Self {
            before: "".into(),
            after: "".into(),
            negative: None,
            plus: false,
            percent: false,
            grouped,
            least_digits: 1,
            least_decimals: decimals.min(MAXIMUM_DIGITS),
            most_decimals: decimals.min(MAXIMUM_DIGITS),
        }
    }

    /// Reads a pattern.
    pub(crate) fn parse(pattern: &str) -> Result<Self, &'static str> {
        if pattern.len() > LONGEST_PATTERN {
            return Err("the pattern is too long");
        }
        let (positive, negative) = halves(pattern);
        let mut found = Self::half(positive)?;
        if let Some(negative) = negative {
            let half = Self::half(negative)?;
            let sign = if half.plus { "+" } else { "" };
            found.negative = Some((format!("{sign}{}", half.before).into(), half.after));
        }
        Ok(found)
    }

    fn half(pattern: &str) -> Result<Self, &'static str> {
        let mut found = Self::plain(0, false);
        found.least_digits = 0;
        let (mut before, mut after) = (String::new(), String::new());
        let (mut begun, mut ended, mut point, mut quoted) = (false, false, false, false);
        for character in pattern.chars() {
            let digit = !quoted && matches!(character, '#' | '0' | ',' | '.');
            if digit && ended {
                return Err("the pattern has signs between its digits");
            }
            match character {
                '\'' => quoted = !quoted,
                '.' if digit && point => return Err("the pattern has two points"),
                '.' if digit => (begun, point) = (true, true),
                ',' if digit && point => return Err("the pattern has a comma after its point"),
                ',' if digit => (begun, found.grouped) = (true, true),
                '0' if digit && point => {
                    found.most_decimals += 1;
                    found.least_decimals = found.most_decimals;
                }
                '#' if digit && point => found.most_decimals += 1,
                '0' if digit => (begun, found.least_digits) = (true, found.least_digits + 1),
                '#' if digit => begun = true,
                '+' if !quoted && !begun && before.is_empty() && !found.plus => found.plus = true,
                other => {
                    found.percent |= other == '%' && !quoted;
                    ended = begun;
                    let side = if begun { &mut after } else { &mut before };
                    side.push(if other == '-' && !quoted { MINUS } else { other });
                }
            }
            if found.most_decimals > MAXIMUM_DIGITS || found.least_digits > MAXIMUM_DIGITS {
                return Err("the pattern has more than 28 digits");
            }
        }
        if quoted {
            return Err("the pattern has no closing quote");
        }
        if !begun {
            return Err("the pattern has no digit, # or 0");
        }
        (found.before, found.after) = (before.into(), after.into());
        Ok(found)
    }

    /// The number in the way of a language.
    pub(crate) fn format(&self, number: Decimal, locale: &Locale) -> String {
        let scaled = if self.percent { number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number) } else { number };
        let rounded = scaled.round_dp_with_strategy(self.most_decimals.into(), RoundingStrategy::MidpointAwayFromZero);
        let negative = rounded.is_sign_negative() && !rounded.is_zero();
        let digits = rounded.abs().to_string();
        let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));

        let mut text = String::with_capacity(digits.len() * 2 + 8);
        match (&self.negative, negative) {
            (Some((before, _)), true) => text.push_str(before),
            (None, true) => {
                text.push(MINUS);
                text.push_str(&self.before);
            }
            (_, false) => {
                if self.plus && !rounded.is_zero() {
                    text.push('+');
                }
                text.push_str(&self.before);
            }
        }
        let decimals = decimals.trim_end_matches('0');
        let wanted = usize::from(self.least_decimals);
        let whole =
            if whole == "0" && self.least_digits == 0 && !(decimals.is_empty() && wanted == 0) { "" } else { whole };
        self.push_whole(whole, locale, &mut text);
        if !decimals.is_empty() || wanted > 0 {
            text.push(locale.decimal);
            text.push_str(decimals);
            text.extend(std::iter::repeat_n('0', wanted.saturating_sub(decimals.len())));
        }
        match &self.negative {
            Some((_, after)) if negative => text.push_str(after),
            _ => text.push_str(&self.after),
        }
        text
    }

    fn push_whole(&self, whole: &str, locale: &Locale, text: &mut String) {
        let padding = usize::from(self.least_digits).saturating_sub(whole.len());
        let count = padding + whole.len();
        for (place, digit) in std::iter::repeat_n('0', padding).chain(whole.chars()).enumerate() {
            if self.grouped && place > 0 && (count - place).is_multiple_of(3) {
                text.push(locale.group);
            }
            text.push(digit);
        }
    }
}

/// The parts before and after a `;` outside quotes.
fn halves(pattern: &str) -> (&str, Option<&str>) {
    let mut quoted = false;
    for (place, character) in pattern.char_indices() {
        match character {
            '\'' => quoted = !quoted,
            ';' if !quoted => {
                return (pattern.get(..place).unwrap_or_default(), pattern.get(place + 1..));
            }
            _ => {}
        }
    }
    (pattern, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: &str, pattern: &str) -> String {
        NumberPattern::parse(pattern).unwrap().format(value.parse().unwrap(), Locale::british())
    }

    #[test]
    fn patterns_are_followed() {
        for (value, pattern, text) in [
            ("1260", "+#,##0.00", "+1,260.00"),
            ("-42.18", "+#,##0.00", "−42.18"),
            ("0", "+#,##0.00", "0.00"),
            ("-0.004", "#,##0.00", "0.00"),
            ("1234567.895", "#,##0.00", "1,234,567.90"),
            ("7", "00", "07"),
            ("123", "00", "123"),
            ("1234", "000,000", "001,234"),
            ("0.175", "0.0 %", "17.5 %"),
            ("-5", "#,##0.00;(#,##0.00)", "(5.00)"),
            ("5", "#,##0.00;(#,##0.00)", "5.00"),
            ("-5", "0;-0 'DR'", "−5 DR"),
            ("0.5", "#.##", ".5"),
            ("0", "#", "0"),
            ("12.50", "0.##", "12.5"),
            ("12", "'No. '0", "No. 12"),
            ("79228162514264337593543950335", "#,##0", "79,228,162,514,264,337,593,543,950,335"),
        ] {
            assert_eq!(number(value, pattern), text, "{value} as {pattern}");
        }
    }

    #[test]
    fn a_pattern_without_sense_is_refused() {
        for bad in ["", "abc", "0.0.0", "0.0,0", "0a0", "'0", "0.00000000000000000000000000000"] {
            assert!(NumberPattern::parse(bad).is_err(), "{bad}");
        }
    }
}
