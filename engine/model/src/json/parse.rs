//! JSON text (RFC 8259) to values with places; nesting is bounded, duplicate names are refused.

use std::collections::BTreeSet;

use super::value::{Json, JsonValue};

/// How deep values may nest: so many objects and lists inside an outermost one.
pub const DEEPEST: usize = 64;

/// Why a text is no JSON, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SyntaxError {
    Unexpected { offset: usize, reason: String },
    TooDeep { offset: usize },
}

pub(crate) fn parse(text: &str) -> Result<Json, SyntaxError> {
    let mut parser = Parser { text, bytes: text.as_bytes(), at: 0 };
    if text.starts_with('\u{FEFF}') {
        parser.at = '\u{FEFF}'.len_utf8();
    }
    parser.blanks();
    let value = parser.value(0)?;
    parser.blanks();
    match parser.peek() {
        None => Ok(value),
        Some(_) => Err(parser.unexpected("text after the end of the value")),
    }
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn unexpected(&self, reason: impl Into<String>) -> SyntaxError {
        SyntaxError::Unexpected { offset: self.at, reason: reason.into() }
    }

    fn expected(&self, what: &str) -> SyntaxError {
        match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            Some(found) => self.unexpected(format!("{what} is expected, not “{found}”")),
            None => self.unexpected(format!("{what} is expected, the text ends")),
        }
    }

    fn take(&mut self, byte: u8, what: &str) -> Result<(), SyntaxError> {
        if self.peek() == Some(byte) {
            self.at += 1;
            Ok(())
        } else {
            Err(self.expected(what))
        }
    }

    fn value(&mut self, depth: usize) -> Result<Json, SyntaxError> {
        if depth > DEEPEST {
            return Err(SyntaxError::TooDeep { offset: self.at });
        }
        let offset = self.at;
        let value = match self.peek() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => JsonValue::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", JsonValue::Boolean(true))?,
            Some(b'f') => self.word("false", JsonValue::Boolean(false))?,
            Some(b'n') => self.word("null", JsonValue::Null)?,
            _ => return Err(self.expected("a value")),
        };
        Ok(Json { value, offset })
    }

    fn word(&mut self, word: &str, value: JsonValue) -> Result<JsonValue, SyntaxError> {
        if self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(word.as_bytes())) {
            self.at += word.len();
            Ok(value)
        } else {
            Err(self.expected(word))
        }
    }

    fn object(&mut self, depth: usize) -> Result<JsonValue, SyntaxError> {
        self.at += 1;
        let mut members: Vec<(String, Json)> = Vec::new();
        let mut names = BTreeSet::new();
        self.blanks();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(JsonValue::Object(members));
        }
        loop {
            self.blanks();
            if self.peek() != Some(b'"') {
                return Err(self.expected("a name in quotation marks"));
            }
            let offset = self.at;
            let name = self.string()?;
            if !names.insert(name.clone()) {
                return Err(SyntaxError::Unexpected {
                    offset, reason: format!("the name “{name}” stands here twice")
                });
            }
            self.blanks();
            self.take(b':', "a colon")?;
            self.blanks();
            members.push((name, self.value(depth + 1)?));
            self.blanks();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(JsonValue::Object(members));
                }
                _ => return Err(self.expected("a comma or }")),
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<JsonValue, SyntaxError> {
        self.at += 1;
        let mut elements = Vec::new();
        self.blanks();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(JsonValue::Array(elements));
        }
        loop {
            self.blanks();
            elements.push(self.value(depth + 1)?);
            self.blanks();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(JsonValue::Array(elements));
                }
                _ => return Err(self.expected("a comma or ]")),
            }
        }
    }

    fn number(&mut self) -> Result<JsonValue, SyntaxError> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        match self.peek() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits()?,
            _ => return Err(self.expected("a digit")),
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(JsonValue::Number(self.text.get(start..self.at).unwrap_or_default().into()))
    }

    fn digits(&mut self) -> Result<(), SyntaxError> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err(self.expected("a digit"));
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<String, SyntaxError> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let start = self.at;
            while self.peek().is_some_and(|byte| byte != b'"' && byte != b'\\' && byte >= 0x20) {
                self.at += 1;
            }
            text.push_str(self.text.get(start..self.at).unwrap_or_default());
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    self.at += 1;
                    text.push(self.escape()?);
                }
                Some(_) => {
                    return Err(
                        self.unexpected("a control character stands in a text: write it as \\n, \\t or \\u00XX")
                    );
                }
                None => return Err(self.unexpected("the text ends inside quotation marks")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, SyntaxError> {
        let sign = self.peek();
        self.at += 1;
        Ok(match sign {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let first = self.hex()?;
                let code = if (0xD800..0xDC00).contains(&first) && self.bytes.get(self.at..self.at + 2) == Some(br"\u")
                {
                    self.at += 2;
                    let second = self.hex()?;
                    if !(0xDC00..0xE000).contains(&second) {
                        return Err(self.unexpected("half a surrogate pair"));
                    }
                    0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
                } else {
                    first
                };
                char::from_u32(code).ok_or_else(|| self.unexpected("half a surrogate pair"))?
            }
            _ => {
                self.at -= 1;
                return Err(self.expected("one of \" \\ / b f n r t u"));
            }
        })
    }

    fn hex(&mut self) -> Result<u32, SyntaxError> {
        let digits =
            self.text.get(self.at..self.at + 4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let code = code.ok_or_else(|| self.expected("four hexadecimal digits"))?;
        self.at += 4;
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_point_at_the_fault() {
        let at = |text: &str| match parse(text) {
            Err(SyntaxError::Unexpected { offset, .. } | SyntaxError::TooDeep { offset }) => offset,
            Ok(value) => panic!("{text} was read as {value:?}"),
        };
        assert_eq!(at(r#"{"a": tru}"#), 6);
        assert_eq!(at(r#"{"a": 1,}"#), 8);
        assert_eq!(at(r#"[1 2]"#), 3);
        assert_eq!(at(r#"{"a":1,"a":2}"#), 7);
        assert_eq!(at(r#""\ud800""#), 7);
        assert_eq!(at("01"), 1);
        assert_eq!(at(&"[".repeat(1000)), DEEPEST + 1);
        assert_eq!(at(""), 0);
    }

    #[test]
    fn escapes_are_read() {
        let Ok(Json { value: JsonValue::Text(text), .. }) = parse(r#""a\n\u00e9\ud83d\ude00\/""#) else { panic!() };
        assert_eq!(text, "a\né😀/");
    }
}
