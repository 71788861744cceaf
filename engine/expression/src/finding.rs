//! Diagnostics with the range of the text they concern.

use std::ops::Range;

use diagnostics::{Code, Diagnostic, Location, ObjectId};

/// A range of bytes in the text of an expression or of a text with fields; both ends stand between characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// A diagnostic and the part of the text it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which bytes of the text.
    pub span: Span,
    /// What is wrong; without a place, which the caller knows.
    pub diagnostic: Diagnostic,
}

impl Span {
    /// From offsets; texts are far shorter than the range of `u32`.
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// Both and what stands between.
    pub(crate) fn to(self, other: Self) -> Self {
        Self { start: self.start, end: other.end }
    }

    /// The same range where the text begins `offset` bytes further on.
    #[must_use]
    pub fn shifted(self, offset: u32) -> Self {
        Self { start: self.start.saturating_add(offset), end: self.end.saturating_add(offset) }
    }

    /// As a range of indexes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// That part of the text; empty where it has none.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

impl Finding {
    /// A finding about a range.
    pub fn new(span: Span, diagnostic: Diagnostic) -> Self {
        Self { span, diagnostic }
    }

    pub(crate) fn syntax(span: Span, reason: impl Into<String>, advice: &str) -> Self {
        Self::new(span, Diagnostic::new(Code::ExpressionSyntax).with("reason", reason.into()).with("advice", advice))
    }

    pub(crate) fn mismatch(span: Span, found: &impl ToString, expected: &impl ToString, advice: &str) -> Self {
        let diagnostic = Diagnostic::new(Code::ExpressionType)
            .with("found", found.to_string())
            .with("expected", expected.to_string())
            .with("advice", advice);
        Self::new(span, diagnostic)
    }

    pub(crate) fn too_complex(span: Span) -> Self {
        Self::new(span, Diagnostic::new(Code::ExpressionTooComplex))
    }

    /// The same finding where the text begins `offset` bytes further on.
    #[must_use]
    pub fn shifted(mut self, offset: u32) -> Self {
        self.span = self.span.shifted(offset);
        self
    }

    /// The diagnostic, placed in a property of an element of the template.
    pub fn at(self, object: ObjectId, property: &'static str) -> Diagnostic {
        let range = Some((self.span.start, self.span.end));
        self.diagnostic.at(Location::Object { object, property: Some(property), range })
    }
}
