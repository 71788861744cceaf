//! What the functions do.

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Evaluator, Trouble, order};
use crate::currency::Currency;
use crate::date_format::DatePattern;
use crate::functions::{Function, Missing, Signature};
use crate::number_format::NumberPattern;
use crate::program::{Code, Prepared};
use crate::{Locale, Span, Value, date_of_text, decimal_of_text};

type Arguments = [(Span, Value)];

impl<'e> Evaluator<'e> {
    pub(super) fn call(
        &mut self,
        span: Span,
        signature: &'static Signature,
        codes: &'e [Code],
        prepared: &'e Prepared,
    ) -> Value {
        let (function, rule) = (signature.function, signature.missing);
        match function {
            Function::Default => return self.first_present(codes),
            Function::Concat => {
                let mut text = String::new();
                let joined = codes.iter().all(|code| self.push_displayed(code, &mut text));
                return if joined { Value::text(text) } else { Value::Missing };
            }
            _ => {}
        }
        let quiet = self.quiet;
        self.quiet |= matches!(function, Function::Exists | Function::Empty);
        let mut arguments = Vec::with_capacity(codes.len());
        for code in codes {
            let found = self.found();
            let value = self.value(code);
            if value.is_missing() && rule != Missing::Taken {
                if rule == Missing::Warns {
                    self.missing(code.span, found);
                }
                self.quiet = quiet;
                return Value::Missing;
            }
            arguments.push((code.span, value));
        }
        self.quiet = quiet;
        match self.plain(span, function, &arguments, prepared) {
            Ok(value) => value,
            Err(trouble) => self.trouble(span, &arguments, &trouble),
        }
    }

    fn first_present(&mut self, codes: &'e [Code]) -> Value {
        let quiet = self.quiet;
        for (place, code) in codes.iter().enumerate() {
            self.quiet = quiet || place + 1 < codes.len();
            let value = self.value(code);
            if !value.is_missing() {
                self.quiet = quiet;
                return value;
            }
        }
        self.quiet = quiet;
        Value::Missing
    }

    fn plain(
        &mut self,
        span: Span,
        function: Function,
        arguments: &Arguments,
        prepared: &Prepared,
    ) -> Result<Value, Trouble> {
        let value = match function {
            Function::Abs => decimal(arguments, 0)?.abs().into(),
            Function::AddDays | Function::AddMonths => moved(function, arguments)?,
            Function::Average => average(arguments)?,
            Function::Contains => text(arguments, 0)?.contains(text(arguments, 1)?).into(),
            Function::Count => rows(arguments, 0).iter().filter(|value| !value.is_missing()).count_value(),
            Function::Date if arguments.len() < 2 => date(arguments, 0)?.into(),
            Function::Date => {
                let date = date(arguments, 0)?;
                let locale = self.locale(arguments, 2, prepared);
                match &prepared.date {
                    Some(pattern) => Value::text(pattern.format(date, locale)),
                    None => {
                        let pattern = DatePattern::parse(text(arguments, 1)?).map_err(|why| Trouble::Format(1, why))?;
                        Value::text(pattern.format(date, locale))
                    }
                }
            }
            Function::Day => i64::from(date(arguments, 0)?.day()).into(),
            Function::DaysBetween => days_between(date(arguments, 0)?, date(arguments, 1)?)?,
            Function::Decimal => match value(arguments, 0) {
                Value::Text(text) => {
                    decimal_of_text(text).map(Value::from).ok_or(Trouble::Arithmetic("the text is no number"))?
                }
                _ => decimal(arguments, 0)?.into(),
            },
            Function::Empty => match value(arguments, 0) {
                Value::Missing => true.into(),
                Value::Text(text) => text.is_empty().into(),
                Value::List(values) => values.is_empty().into(),
                _ => false.into(),
            },
            Function::EndsWith => text(arguments, 0)?.ends_with(text(arguments, 1)?).into(),
            Function::Exists => (!value(arguments, 0).is_missing()).into(),
            Function::First => rows(arguments, 0).first().cloned().unwrap_or_default(),
            Function::Join => self.joined(span, arguments)?,
            Function::Last => rows(arguments, 0).last().cloned().unwrap_or_default(),
            Function::Left => {
                let text = text(arguments, 0)?;
                let end = boundary(text, whole(arguments, 1)?);
                self.text(text.get(..end).unwrap_or_default().to_owned(), span)
            }
            Function::Length => match value(arguments, 0) {
                Value::Missing => 0u32.into(),
                Value::List(values) => values.iter().count_value(),
                _ => text(arguments, 0)?.chars().count_value(),
            },
            Function::Lower => self.text(text(arguments, 0)?.to_lowercase(), span),
            Function::Max => extreme(arguments, true)?,
            Function::Middle => {
                let text = text(arguments, 0)?;
                let start = boundary(text, whole(arguments, 1)?.saturating_sub(1));
                let rest = text.get(start..).unwrap_or_default();
                let end = boundary(rest, whole(arguments, 2)?);
                self.text(rest.get(..end).unwrap_or_default().to_owned(), span)
            }
            Function::Min => extreme(arguments, false)?,
            Function::Money => {
                let amount = decimal(arguments, 0)?;
                let currency = match prepared.currency {
                    Some(currency) => currency,
                    None => Currency::parse(text(arguments, 1)?).map_err(|why| Trouble::Format(1, why))?,
                };
                Value::text(currency.format(amount, self.locale(arguments, 2, prepared)))
            }
            Function::Month => i64::from(date(arguments, 0)?.month()).into(),
            Function::Number => {
                let number = decimal(arguments, 0)?;
                let locale = self.locale(arguments, 2, prepared);
                match (&prepared.number, arguments.get(1)) {
                    (Some(pattern), _) => Value::text(pattern.format(number, locale)),
                    (None, None) => {
                        let decimals = number.scale().min(28) as u8;
                        Value::text(NumberPattern::plain(decimals, true).format(number, locale))
                    }
                    (None, Some((_, Value::Text(pattern)))) => {
                        let pattern = NumberPattern::parse(pattern).map_err(|why| Trouble::Format(1, why))?;
                        Value::text(pattern.format(number, locale))
                    }
                    (None, Some(_)) => {
                        let decimals = whole(arguments, 1)?.min(28) as u8;
                        Value::text(NumberPattern::plain(decimals, true).format(number, locale))
                    }
                }
            }
            Function::Replace => self.replaced(span, arguments)?,
            Function::Right => {
                let text = text(arguments, 0)?;
                let start = boundary(text, text.chars().count().saturating_sub(whole(arguments, 1)?));
                self.text(text.get(start..).unwrap_or_default().to_owned(), span)
            }
            Function::Round => {
                let places = if arguments.len() > 1 { whole(arguments, 1)?.min(28) as u32 } else { 0 };
                decimal(arguments, 0)?.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).into()
            }
            Function::StartsWith => text(arguments, 0)?.starts_with(text(arguments, 1)?).into(),
            Function::Sum => sum(arguments)?.0.into(),
            Function::Text => match value(arguments, 0) {
                Value::List(_) | Value::Record(_) => return Err(Trouble::Type(0, "text")),
                other => self.text(other.to_string(), span),
            },
            Function::Trim => self.text(text(arguments, 0)?.trim().to_owned(), span),
            Function::Upper => self.text(text(arguments, 0)?.to_uppercase(), span),
            Function::Year => i64::from(date(arguments, 0)?.year()).into(),
            // These have operations of their own.
            Function::Case
            | Function::Concat
            | Function::Default
            | Function::If
            | Function::Map
            | Function::Sort
            | Function::Where => Value::Missing,
        };
        Ok(value)
    }

    /// The language of a call: that of its argument where it is known, or else that of the document.
    fn locale(&self, arguments: &Arguments, place: usize, prepared: &Prepared) -> &'static Locale {
        let named = prepared.locale.or_else(|| match value(arguments, place) {
            Value::Text(tag) => Locale::find(tag),
            _ => None,
        });
        named.unwrap_or(self.environment.locale)
    }

    fn joined(&mut self, span: Span, arguments: &Arguments) -> Result<Value, Trouble> {
        use std::fmt::Write;
        let separator = text(arguments, 1)?;
        let mut joined = String::new();
        let mut any = false;
        for value in rows(arguments, 0) {
            match value {
                Value::Missing => continue,
                Value::List(_) | Value::Record(_) => return Err(Trouble::Type(0, "list of text")),
                Value::Decimal(_) | Value::Text(_) | Value::Date(_) | Value::Boolean(_) => {}
            }
            let before = joined.len();
            if any {
                joined.push_str(separator);
            }
            any = true;
            // Writing to a String does not fail.
            let _ = write!(joined, "{value}");
            if !self.spend(1 + (joined.len() - before) / 8, span) {
                return Ok(Value::Missing);
            }
        }
        Ok(Value::text(joined))
    }

    fn replaced(&mut self, span: Span, arguments: &Arguments) -> Result<Value, Trouble> {
        let (whole, what, by) = (text(arguments, 0)?, text(arguments, 1)?, text(arguments, 2)?);
        if what.is_empty() {
            return Ok(value(arguments, 0).clone());
        }
        let made = whole.matches(what).count().saturating_mul(by.len()).saturating_add(whole.len());
        Ok(if self.spend(made / 8, span) { Value::text(whole.replace(what, by)) } else { Value::Missing })
    }
}

/// Counts as values.
trait CountValue {
    fn count_value(self) -> Value;
}

impl<I: Iterator> CountValue for I {
    fn count_value(self) -> Value {
        Value::from(self.count() as u64)
    }
}

fn value(arguments: &Arguments, place: usize) -> &Value {
    arguments.get(place).map_or(&Value::Missing, |argument| &argument.1)
}

fn rows(arguments: &Arguments, place: usize) -> &[Value] {
    value(arguments, place).rows()
}

fn text(arguments: &Arguments, place: usize) -> Result<&str, Trouble> {
    match value(arguments, place) {
        Value::Text(text) => Ok(text),
        Value::Missing => Ok(""),
        _ => Err(Trouble::Type(place, "text")),
    }
}

fn decimal(arguments: &Arguments, place: usize) -> Result<Decimal, Trouble> {
    match value(arguments, place) {
        Value::Decimal(number) => Ok(*number),
        _ => Err(Trouble::Type(place, "decimal")),
    }
}

/// A count: a whole number from 0.
fn whole(arguments: &Arguments, place: usize) -> Result<usize, Trouble> {
    let number = decimal(arguments, place)?;
    let count = if number.fract().is_zero() { number.to_usize() } else { None };
    count.ok_or(Trouble::Arithmetic("a count must be a whole number from 0"))
}

fn date(arguments: &Arguments, place: usize) -> Result<Date, Trouble> {
    match value(arguments, place) {
        Value::Date(date) => Ok(*date),
        Value::Text(text) => date_of_text(text).ok_or(Trouble::Arithmetic("the text is no date such as 2026-10-31")),
        _ => Err(Trouble::Type(place, "date")),
    }
}

/// The byte at which the character of a number begins, or the end.
fn boundary(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(place, _)| place)
}

fn moved(function: Function, arguments: &Arguments) -> Result<Value, Trouble> {
    const OUT_OF_RANGE: Trouble = Trouble::Arithmetic("the date is out of range");
    let (date, by) = (date(arguments, 0)?, decimal(arguments, 1)?);
    if !by.fract().is_zero() {
        return Err(Trouble::Arithmetic("days and months are whole numbers"));
    }
    let by = by.to_i32().ok_or(OUT_OF_RANGE)?;
    let span = if function == Function::AddDays { 0.days().try_days(by) } else { 0.days().try_months(by) };
    let moved = span.ok().and_then(|span| date.checked_add(span).ok());
    moved.map(Value::from).ok_or(OUT_OF_RANGE)
}

fn days_between(from: Date, to: Date) -> Result<Value, Trouble> {
    let span = from.until(to).map_err(|_| Trouble::Arithmetic("the dates are too far apart"))?;
    Ok(i64::from(span.get_days()).into())
}

/// The sum of a list and how many numbers were in it.
fn sum(arguments: &Arguments) -> Result<(Decimal, u32), Trouble> {
    let (mut total, mut count) = (Decimal::ZERO, 0);
    for value in rows(arguments, 0) {
        match value {
            Value::Decimal(number) => {
                total = total.checked_add(*number).ok_or(Trouble::Arithmetic("the sum has more than 28 digits"))?;
                count += 1;
            }
            Value::Missing => {}
            _ => return Err(Trouble::Type(0, "list of decimal")),
        }
    }
    Ok((total, count))
}

fn average(arguments: &Arguments) -> Result<Value, Trouble> {
    let (total, count) = sum(arguments)?;
    // Without a number there is no average.
    Ok(total.checked_div(count.into()).map_or(Value::Missing, Value::from))
}

fn extreme(arguments: &Arguments, greatest: bool) -> Result<Value, Trouble> {
    let single = matches!(arguments, [_]);
    let values =
        arguments.iter().flat_map(|(_, value)| if single { value.rows() } else { std::slice::from_ref(value) });
    let mut best = Value::Missing;
    for value in values.filter(|value| !value.is_missing()) {
        if best.is_missing() {
            if order(value, value).is_none() {
                return Err(Trouble::Type(0, "decimal, text or date"));
            }
            best = value.clone();
            continue;
        }
        let order = order(value, &best).ok_or(Trouble::Type(0, "values of one type"))?;
        if if greatest { order.is_gt() } else { order.is_lt() } {
            best = value.clone();
        }
    }
    Ok(best)
}
