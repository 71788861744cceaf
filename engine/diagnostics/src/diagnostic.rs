//! One finding, and a list of them.

use std::fmt;

use crate::{Code, Location};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// The output exists and may not be what was meant.
    Warning,
    /// The work, or this part of it, failed.
    Error,
}

/// A value in a message.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Argument {
    /// A name, a quotation, a value as text.
    Text(String),
    /// A count or a number.
    Number(i64),
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// What kind of finding.
    pub code: Code,
    /// How bad it is; [`Code::severity`] unless raised or lowered by who found it.
    pub severity: Severity,
    /// Values for the message, by name.
    pub arguments: Vec<(&'static str, Argument)>,
    /// Where, most exact place first; empty where there is none.
    pub locations: Vec<Location>,
    /// What led to it.
    pub causes: Vec<Diagnostic>,
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Argument {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Argument {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

impl Diagnostic {
    /// A finding of a kind, without values or place yet.
    pub fn new(code: Code) -> Self {
        Self { code, severity: code.severity(), arguments: Vec::new(), locations: Vec::new(), causes: Vec::new() }
    }

    /// With a value for the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// With a place (a further one is less exact than those before).
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.locations.push(location);
        self
    }

    /// With what led to it.
    #[must_use]
    pub fn because(mut self, cause: Diagnostic) -> Self {
        self.causes.push(cause);
        self
    }

    /// The value of a name in the message.
    pub fn argument(&self, name: &str) -> Option<&Argument> {
        self.arguments.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The built-in English message, its values filled in.
    pub fn message(&self) -> String {
        fill(self.code.message(), &self.arguments)
    }

    /// The built-in English advice, its values filled in.
    pub fn hint(&self) -> String {
        fill(self.code.hint(), &self.arguments)
    }
}

/// Puts values in the place of `{name}`.
fn fill(pattern: &str, arguments: &[(&'static str, Argument)]) -> String {
    let mut text = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            text.push('{');
            rest = after;
            continue;
        };
        match arguments.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => text.push_str(&value.to_string()),
            None => text.push('…'),
        }
        rest = tail;
    }
    text.push_str(rest);
    text
}

impl fmt::Display for Diagnostic {
    /// `error[afp-truncated] statement.afp at byte 41: …; hint: …`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{severity}[{}]", self.code.key())?;
        for (number, location) in self.locations.iter().enumerate() {
            write!(f, "{}{location}", if number == 0 { " " } else { ", " })?;
        }
        write!(f, ": {}", self.message())?;
        let hint = self.hint();
        if !hint.is_empty() {
            write!(f, "; hint: {hint}")?;
        }
        for cause in &self.causes {
            write!(f, "\n  because {cause}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostic {}

/// A list of findings that does not grow without end: past [`Diagnostics::LIMIT`] they are only counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    left_out: u64,
}

impl Diagnostics {
    /// How many findings are kept.
    pub const LIMIT: usize = 1_000;

    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.list.len() < Self::LIMIT {
            self.list.push(diagnostic);
        } else {
            self.left_out += 1;
        }
    }

    /// Adds a finding unless the same is there already.
    pub fn push_once(&mut self, diagnostic: Diagnostic) {
        if !self.list.contains(&diagnostic) {
            self.push(diagnostic);
        }
    }

    /// Adds another list.
    pub fn append(&mut self, other: Self) {
        self.left_out += other.left_out;
        for diagnostic in other.list {
            self.push(diagnostic);
        }
    }

    /// The findings kept, in the order found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// How many more there were.
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many are kept.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The findings, taken out.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.list
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { list: vec![diagnostic], left_out: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_shows_place_message_and_hint() {
        let finding = Diagnostic::new(Code::AfpTruncated)
            .with("missing", 12u32)
            .at(Location::Byte { file: "a.afp".into(), offset: 41 });
        assert_eq!(
            finding.to_string(),
            "error[afp-truncated] a.afp at byte 41 (0x29): the file ends inside a structured field: 12 bytes are missing; hint: get the file again"
        );
    }

    #[test]
    fn the_list_counts_past_its_limit() {
        let mut list = Diagnostics::new();
        for _ in 0..Diagnostics::LIMIT + 5 {
            list.push(Diagnostic::new(Code::GlyphMissing));
        }
        assert_eq!((list.len(), list.left_out()), (Diagnostics::LIMIT, 5));
        assert!(!list.has_errors());
    }
}
