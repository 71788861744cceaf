//! Currencies: decimals and signs (ISO 4217).

use std::fmt::Write;

use rust_decimal::Decimal;

use crate::Locale;
use crate::number_format::{MINUS, NumberPattern};

/// A currency by its code of three letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Currency {
    code: [u8; 3],
    decimals: u8,
    sign: Option<&'static str>,
    /// Where the sign is written shorter, and how.
    home: Option<(&'static str, &'static str)>,
}

type Row = (&'static str, u8, Option<&'static str>, Option<(&'static str, &'static str)>);

/// Code, decimals, sign, sign at home. A currency that is not here has two decimals and its code for a sign.
const CURRENCIES: &[Row] = &[
    ("AUD", 2, Some("A$"), None),
    ("BHD", 3, None, None),
    ("BRL", 2, Some("R$"), None),
    ("CAD", 2, Some("CA$"), None),
    ("CLP", 0, None, None),
    ("CNY", 2, Some("CN¥"), None),
    ("EUR", 2, Some("€"), None),
    ("GBP", 2, Some("£"), None),
    ("HKD", 2, Some("HK$"), None),
    ("ILS", 2, Some("₪"), None),
    ("INR", 2, Some("₹"), None),
    ("ISK", 0, None, None),
    ("JOD", 3, None, None),
    ("JPY", 0, Some("¥"), None),
    ("KRW", 0, Some("₩"), None),
    ("KWD", 3, None, None),
    ("MXN", 2, Some("MX$"), None),
    ("NZD", 2, Some("NZ$"), None),
    ("OMR", 3, None, None),
    ("PHP", 2, Some("₱"), None),
    ("PLN", 2, None, Some(("pl-PL", "zł"))),
    ("TND", 3, None, None),
    ("TWD", 2, Some("NT$"), None),
    ("USD", 2, Some("US$"), Some(("en-US", "$"))),
    ("VND", 0, Some("₫"), None),
];

impl Currency {
    pub(crate) fn parse(code: &str) -> Result<Self, &'static str> {
        let letters: [u8; 3] = code.as_bytes().try_into().map_err(|_| "a currency has three capital letters")?;
        if !letters.iter().all(u8::is_ascii_uppercase) {
            return Err("a currency has three capital letters");
        }
        let known = CURRENCIES.iter().find(|row| row.0 == code);
        let (_, decimals, sign, home) = known.copied().unwrap_or(("", 2, None, None));
        Ok(Self { code: letters, decimals, sign, home })
    }

    /// An amount, as in `−£2,874.26` or `2.874,26 €`.
    pub(crate) fn format(&self, amount: Decimal, locale: &Locale) -> String {
        let pattern = NumberPattern::plain(self.decimals, true);
        let number = pattern.format(amount, locale);
        let (minus, number) = match number.strip_prefix(MINUS) {
            Some(rest) => (true, rest),
            None => (false, number.as_str()),
        };
        let mut text = String::with_capacity(number.len() + 12);
        if minus {
            text.push(MINUS);
        }
        let sign = match self.home {
            Some((tag, sign)) if tag == locale.tag => Some(sign),
            _ => self.sign,
        };
        let code = std::str::from_utf8(&self.code).unwrap_or_default();
        let sign_or_code = sign.unwrap_or(code);
        if locale.currency_after {
            let _ = write!(text, "{number}\u{a0}{sign_or_code}");
        } else {
            text.push_str(sign_or_code);
            if sign.is_none() {
                text.push('\u{a0}');
            }
            text.push_str(number);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(amount: &str, currency: &str, tag: &str) -> String {
        let locale = Locale::find(tag).unwrap();
        Currency::parse(currency).unwrap().format(amount.parse().unwrap(), locale)
    }

    #[test]
    fn amounts_are_written_as_each_language_does() {
        assert_eq!(money("2874.26", "GBP", "en-GB"), "£2,874.26");
        assert_eq!(money("-2874.265", "GBP", "en-GB"), "−£2,874.27");
        assert_eq!(money("-0.001", "GBP", "en-GB"), "£0.00");
        assert_eq!(money("1234.5", "USD", "en-US"), "$1,234.50");
        assert_eq!(money("1234.5", "USD", "en-GB"), "US$1,234.50");
        assert_eq!(money("1234.5", "TWD", "zh-Hant-TW"), "NT$1,234.50");
        assert_eq!(money("1234567.5", "EUR", "de-DE"), "1.234.567,50\u{a0}€");
        assert_eq!(money("-1234.5", "EUR", "fr-FR"), "−1\u{202f}234,50\u{a0}€");
        assert_eq!(money("1234.5", "JPY", "en-GB"), "¥1,235");
        assert_eq!(money("1.5", "KWD", "en-GB"), "KWD\u{a0}1.500");
    }

    #[test]
    fn a_currency_has_three_capital_letters() {
        for bad in ["", "gbp", "GB", "POUND", "£££"] {
            assert!(Currency::parse(bad).is_err(), "{bad}");
        }
    }
}
