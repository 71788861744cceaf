//! Rows of separated values (RFC 4180).

use std::borrow::Cow;

use expression::Value;

use crate::columns::Header;
use crate::decode::{Fault, Findings};

/// What may separate values; the header tells which does.
pub(crate) const DELIMITERS: &[u8] = b",;\t";

/// Finds the end of a row; a line break inside quotes is none. A quote counts only where a value begins.
pub(crate) struct LineEnd<'d> {
    delimiters: &'d [u8],
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    ValueBegins,
    Plain,
    Quoted,
    /// After a quote inside quotes: the end, or the first of two.
    QuoteSeen,
}

impl<'d> LineEnd<'d> {
    pub(crate) fn new(delimiters: &'d [u8]) -> Self {
        Self { delimiters, state: State::ValueBegins }
    }

    /// The place of the line break, if it is in these bytes.
    pub(crate) fn find(&mut self, bytes: &[u8]) -> Option<usize> {
        for (place, byte) in bytes.iter().enumerate() {
            self.state = match (self.state, byte) {
                (State::Quoted, b'"') => State::QuoteSeen,
                (State::Quoted, _) | (State::QuoteSeen | State::ValueBegins, b'"') => State::Quoted,
                (_, b'\n') => return Some(place),
                (_, byte) if self.delimiters.contains(byte) => State::ValueBegins,
                _ => State::Plain,
            };
        }
        None
    }
}

/// A value of a row, with the byte at which it begins.
pub(crate) type Cell<'t> = (usize, Cow<'t, str>);

/// The values of a row.
pub(crate) fn cells(text: &str, delimiter: u8) -> Result<Vec<Cell<'_>>, Fault> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let (cell, length) = match rest.strip_prefix('"') {
            Some(quoted) => {
                let (cell, length) =
                    unquote(quoted).ok_or_else(|| Fault::syntax(at, "the value has no closing quote"))?;
                (cell, length + 1)
            }
            None => {
                let length = rest.bytes().position(|byte| byte == delimiter).unwrap_or(rest.len());
                (Cow::Borrowed(rest.get(..length).unwrap_or_default()), length)
            }
        };
        found.push((at, cell));
        at += length;
        match text.as_bytes().get(at) {
            None => return Ok(found),
            Some(byte) if *byte == delimiter => at += 1,
            Some(_) => return Err(Fault::syntax(at, "something stands between the closing quote and the delimiter")),
        }
    }
}

/// The value before the closing quote, two quotes written as one, and its length with that quote.
fn unquote(text: &str) -> Option<(Cow<'_, str>, usize)> {
    let mut owned = String::new();
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let quote = rest.find('"')?;
        let part = rest.get(..quote)?;
        if rest.as_bytes().get(quote + 1) != Some(&b'"') {
            let value = if at == 0 { Cow::Borrowed(part) } else { Cow::Owned(owned + part) };
            return Some((value, at + quote + 1));
        }
        owned.push_str(part);
        owned.push('"');
        at += quote + 2;
    }
}

/// Reads a row as a record.
pub(crate) fn decode<'t>(text: &'t str, header: &'t Header, findings: &mut Findings<'t>) -> Result<Value, Fault> {
    let cells = cells(text, header.delimiter)?;
    if cells.len() != header.count {
        let reason = format!("the row has {} values, the header {}", cells.len(), header.count);
        return Err(Fault::syntax(0, reason));
    }
    Ok(header.record(&cells, findings))
}
