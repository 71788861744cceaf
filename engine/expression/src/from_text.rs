//! Numbers and dates written in texts.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// A date written as `2026-10-31`.
pub fn date_of_text(text: &str) -> Option<Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let number = |digits: &[u8]| {
        digits
            .iter()
            .try_fold(0i16, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i16::from(digit - b'0')))
    };
    let (year, month, day) = (number(&[*y1, *y2, *y3, *y4])?, number(&[*m1, *m2])?, number(&[*d1, *d2])?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A number written with a point: `-1234.5`, `+5`, `1,234,567.89`.
pub fn decimal_of_text(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    let sound = is_digits(first)
        && (!grouped || first.len() <= 3)
        && groups.all(|group| group.len() == 3 && is_digits(group))
        && decimals.is_none_or(is_digits);
    if !sound {
        return None;
    }
    let number =
        if grouped { Decimal::from_str_exact(&digits.replace(',', "")) } else { Decimal::from_str_exact(digits) };
    number.ok().map(|number| if negative { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_texts_are_read_strictly() {
        for (text, number) in [("1,234.50", "1234.50"), ("-5", "-5"), ("+0.1", "0.1"), (" 7 ", "7"), ("−3", "-3")] {
            assert_eq!(decimal_of_text(text), number.parse().ok(), "{text}");
        }
        for bad in ["", "-", "1,23", "1.", ".5", "1e5", "12a", "1,2345", "--1", "0x10"] {
            assert_eq!(decimal_of_text(bad), None, "{bad}");
        }
    }

    #[test]
    fn dates_in_texts_are_read_strictly() {
        assert_eq!(date_of_text("2026-10-31"), Some(jiff::civil::date(2026, 10, 31)));
        for bad in ["2026-02-29", "2026-1-1", "31.10.2026", "2026-10-31T00:00", "", "２０２６-10-31"] {
            assert_eq!(date_of_text(bad), None, "{bad}");
        }
    }
}
