//! A JSON value (RFC 8259) as what is expected of it.

use std::borrow::Cow;
use std::sync::Arc;

use expression::{Record, Value};

use crate::decode::{Fault, FaultReason, Findings, Part};
use crate::number::{Number, number};
use crate::objects::{Names, Shapes};
use crate::plan::{Plan, RecordPlan};

/// How deep values may nest.
pub(crate) const DEEPEST: usize = 64;

struct Parser<'t, 'd> {
    text: &'t str,
    at: usize,
    depth: usize,
    shapes: &'d mut Shapes,
    findings: &'d mut Findings<'t>,
}

/// Reads the text of one value.
pub(crate) fn decode<'t>(
    text: &'t str,
    plan: &'t Plan,
    shapes: &mut Shapes,
    findings: &mut Findings<'t>,
) -> Result<Value, Fault> {
    let mut parser = Parser { text, at: 0, depth: 0, shapes, findings };
    let value = parser.value(plan)?;
    match parser.next() {
        None => Ok(value),
        Some(_) => Err(parser.unexpected("the end of the record")),
    }
}

/// The text of the name of a member, quotes included.
pub(crate) fn member_name(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut shapes = Shapes::default();
    let mut findings = Findings::default();
    let mut parser = Parser { text, at: 0, depth: 0, shapes: &mut shapes, findings: &mut findings };
    let name = parser.string().ok()?.into_owned();
    (parser.at == text.len()).then_some(name)
}

impl<'t> Parser<'t, '_> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no blank.
    fn next(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                found => return found,
            }
        }
    }

    fn unexpected(&self, wanted: &str) -> Fault {
        let found = match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            None => "the record ends".to_owned(),
            Some(character) => format!("{} stands", character.escape_debug()),
        };
        Fault::syntax(self.at, format!("{found} where {wanted} is needed"))
    }

    fn value(&mut self, plan: &'t Plan) -> Result<Value, Fault> {
        let start = self.next();
        let offset = self.at;
        match start {
            Some(b'"') => {
                let text = self.string()?;
                Ok(self.findings.text(offset, &text, plan))
            }
            Some(b'{') => match plan {
                Plan::Record(record) => self.within(|parser| parser.record(record)),
                Plan::Any => self.within(Self::object),
                _ => {
                    self.within(Self::object)?;
                    Ok(self.findings.mismatch(offset, plan, "a record"))
                }
            },
            Some(b'[') => match plan {
                Plan::List(element) => self.within(|parser| parser.list(element)),
                Plan::Any => self.within(|parser| parser.list(&Plan::Any)),
                _ => {
                    self.within(|parser| parser.list(&Plan::Any))?;
                    Ok(self.findings.mismatch(offset, plan, "a list"))
                }
            },
            Some(b'-' | b'0'..=b'9') => self.number(plan),
            Some(b't') => {
                self.word("true")?;
                Ok(self.boolean(offset, true, plan))
            }
            Some(b'f') => {
                self.word("false")?;
                Ok(self.boolean(offset, false, plan))
            }
            Some(b'n') => {
                self.word("null")?;
                Ok(Value::Missing)
            }
            _ => Err(self.unexpected("a value")),
        }
    }

    fn within(&mut self, inner: impl FnOnce(&mut Self) -> Result<Value, Fault>) -> Result<Value, Fault> {
        if self.depth == DEEPEST {
            return Err(Fault { offset: self.at, reason: FaultReason::TooDeep });
        }
        self.depth += 1;
        self.at += 1;
        let value = inner(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn word(&mut self, word: &str) -> Result<(), Fault> {
        if self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            self.at += word.len();
            Ok(())
        } else {
            Err(self.unexpected("a value"))
        }
    }

    fn boolean(&mut self, offset: usize, value: bool, plan: &Plan) -> Value {
        match plan {
            Plan::Any | Plan::Boolean => value.into(),
            Plan::Text => Value::text(if value { "true" } else { "false" }),
            Plan::Decimal | Plan::Date | Plan::List(_) | Plan::Record(_) => {
                self.findings.mismatch(offset, plan, if value { "true" } else { "false" })
            }
        }
    }

    fn number(&mut self, plan: &Plan) -> Result<Value, Fault> {
        let offset = self.at;
        let rest = self.text.as_bytes().get(offset..).unwrap_or_default();
        let (value, length) = number(rest).ok_or_else(|| self.unexpected("a number without leading zeros"))?;
        self.at += length;
        let literal = self.text.get(offset..self.at).unwrap_or_default();
        Ok(match (plan, value) {
            (Plan::Any | Plan::Decimal, Number::Exact(number)) => number.into(),
            (Plan::Text, _) => Value::text(literal),
            (Plan::Any | Plan::Decimal, Number::TooLong) => {
                self.findings.mismatch(offset, &Plan::Decimal, "one of more than 28 digits")
            }
            (Plan::Date | Plan::Boolean | Plan::List(_) | Plan::Record(_), _) => {
                self.findings.mismatch(offset, plan, "a number")
            }
        })
    }

    fn list(&mut self, element: &'t Plan) -> Result<Value, Fault> {
        let mut values = Vec::new();
        if self.next() == Some(b']') {
            self.at += 1;
            return Ok(Value::list(values));
        }
        loop {
            self.findings.path.push(Part::Index(values.len()));
            values.push(self.value(element)?);
            self.findings.path.pop();
            match self.next() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(Value::list(values));
                }
                _ => return Err(self.unexpected("a comma or ]")),
            }
        }
    }

    /// The name of the next member and the colon after it; `None` at the end of the object.
    fn member(&mut self, first: bool) -> Result<Option<(usize, Cow<'t, str>)>, Fault> {
        match self.next() {
            Some(b'}') => {
                self.at += 1;
                return Ok(None);
            }
            Some(b',') if !first => {
                self.at += 1;
                self.next();
            }
            _ if !first => return Err(self.unexpected("a comma or }")),
            _ => {}
        }
        let offset = self.at;
        if self.byte() != Some(b'"') {
            return Err(self.unexpected("the name of a field in quotes"));
        }
        let name = self.string()?;
        if self.next() != Some(b':') {
            return Err(self.unexpected(":"));
        }
        self.at += 1;
        Ok(Some((offset, name)))
    }

    /// A value with the name on the path to it.
    fn named_value(&mut self, name: &'t str, plan: &'t Plan) -> Result<Value, Fault> {
        self.findings.path.push(Part::Field(name));
        let value = self.value(plan)?;
        self.findings.path.pop();
        Ok(value)
    }

    /// An object of which nothing is known.
    fn object(&mut self) -> Result<Value, Fault> {
        let depth = self.depth;
        let start = self.at;
        let mut names = Names::new();
        let mut values = Vec::new();
        while let Some((_, name)) = self.member(values.is_empty())? {
            self.shapes.push(depth, &mut names, &name);
            // A name with escapes lives no longer than this; nothing but a long number is found below it.
            let shown = if let Cow::Borrowed(name) = name { name } else { "…" };
            values.push(self.named_value(shown, &Plan::Any)?);
        }
        let shape = self.shapes.finish(depth, &names);
        match shape.duplicate() {
            Some(name) => Err(Fault::syntax(start, format!("the field {name} stands twice in this record"))),
            None => Ok(Record::new(shape, values).into()),
        }
    }

    /// An object of which all fields are known; others are passed over.
    fn record(&mut self, plan: &'t RecordPlan) -> Result<Value, Fault> {
        let start = self.at;
        let mut values: Vec<Option<Value>> = vec![None; plan.fields.len()];
        let (mut first, mut likely) = (true, 0);
        while let Some((offset, name)) = self.member(first)? {
            first = false;
            let place = match plan.shape.names().get(likely) {
                Some(known) if **known == *name => Some(likely),
                _ => plan.shape.position(&name),
            };
            let known = place.and_then(|place| Some((place, plan.fields.get(place)?, plan.shape.names().get(place)?)));
            let Some((place, field, name)) = known else {
                let quiet = std::mem::replace(&mut self.findings.quiet, true);
                self.value(&Plan::Any)?;
                self.findings.quiet = quiet;
                continue;
            };
            let value = self.named_value(name, &field.plan)?;
            likely = place + 1;
            match values.get_mut(place) {
                Some(slot @ None) => *slot = Some(value),
                _ => return Err(Fault::syntax(offset, format!("the field {name} stands twice in this record"))),
            }
        }
        for ((value, field), name) in values.iter().zip(&plan.fields).zip(plan.shape.names()) {
            if field.required && value.as_ref().is_none_or(Value::is_missing) {
                self.findings.missing(start - 1, name);
            }
        }
        let values = values.into_iter().map(Option::unwrap_or_default).collect();
        Ok(Record::new(Arc::clone(&plan.shape), values).into())
    }

    /// The text that begins at this quote.
    fn string(&mut self) -> Result<Cow<'t, str>, Fault> {
        let text = self.text;
        let start = self.at + 1;
        let bytes = text.as_bytes();
        let mut at = start;
        loop {
            match bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok(Cow::Borrowed(text.get(start..at).unwrap_or_default()));
                }
                Some(b'\\') => break,
                Some(0..0x20) => {
                    return Err(Fault::syntax(
                        at,
                        "a control character stands in the text; it is written \\n or \\u000a",
                    ));
                }
                Some(_) => at += 1,
                None => return Err(Fault::syntax(start - 1, "the text has no closing quote")),
            }
        }
        let mut owned = text.get(start..at).unwrap_or_default().to_owned();
        self.at = at;
        self.rest_of_string(start - 1, &mut owned)?;
        Ok(Cow::Owned(owned))
    }

    /// The rest of a text that has escapes.
    fn rest_of_string(&mut self, opening: usize, owned: &mut String) -> Result<(), Fault> {
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let plain = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)).unwrap_or(rest.len());
            owned.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => self.escape(owned)?,
                Some(_) => {
                    let reason = "a control character stands in the text; it is written \\n or \\u000a";
                    return Err(Fault::syntax(self.at, reason));
                }
                None => return Err(Fault::syntax(opening, "the text has no closing quote")),
            }
        }
    }

    fn escape(&mut self, owned: &mut String) -> Result<(), Fault> {
        let offset = self.at;
        let simple = match self.text.as_bytes().get(offset + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code_point(owned),
            _ => return Err(Fault::syntax(offset, "this escape means nothing")),
        };
        self.at += 2;
        owned.push(simple);
        Ok(())
    }

    fn code_point(&mut self, owned: &mut String) -> Result<(), Fault> {
        let offset = self.at;
        let unit = |at: usize| {
            let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
            let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            hexadecimal.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
        };
        let first = unit(offset).ok_or_else(|| Fault::syntax(offset, "\\u needs four hexadecimal digits"))?;
        let second = if (0xD800..0xDC00).contains(&first) { unit(offset + 6) } else { None };
        let units = [first, second.unwrap_or_default()];
        let units = units.get(..1 + usize::from(second.is_some())).unwrap_or_default();
        for character in char::decode_utf16(units.iter().copied()) {
            match character {
                Ok(character) => owned.push(character),
                Err(_) => return Err(Fault::syntax(offset, "\\u writes half of a character")),
            }
        }
        self.at += 6 * units.len();
        Ok(())
    }
}
