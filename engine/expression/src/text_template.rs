//! Texts with fields: `Hello {{ customer.name }}`.

use std::fmt::Write;
use std::sync::Arc;

use crate::syntax::MAXIMUM_LENGTH;
use crate::{Dependencies, Environment, Expression, Finding, Names, Program, Span, Value};

/// The longest text with fields, in bytes.
const LONGEST_TEXT: usize = 1_000_000;

/// A text with fields, parsed.
#[derive(Clone, Debug)]
pub struct TextTemplate {
    source: Arc<str>,
    pieces: Vec<Piece>,
}

/// A piece of a text with fields.
#[derive(Clone, Debug)]
pub enum Piece {
    /// Text as it stands.
    Literal(Span),
    /// A field.
    Field {
        /// Its place in the text, braces included.
        span: Span,
        /// The byte of the text at which the expression begins.
        offset: u32,
        /// What stands between the braces.
        expression: Expression,
    },
}

/// A text with fields, checked and ready to be evaluated.
#[derive(Debug)]
pub struct TextProgram {
    source: Arc<str>,
    pieces: Vec<(Span, Option<(u32, Program)>)>,
}

/// A piece of the evaluated text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextPiece {
    /// Its bytes in the evaluated text.
    pub text: Span,
    /// Its bytes in the text with fields.
    pub source: Span,
    /// Whether it is the value of a field.
    pub field: bool,
}

/// What the evaluation of a text with fields gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextOutcome {
    /// The text, the values of the fields in their places.
    pub text: String,
    /// Its pieces in order.
    pub pieces: Vec<TextPiece>,
    /// What went wrong, and what is worth a warning.
    pub findings: Vec<Finding>,
}

impl TextTemplate {
    /// Parses a text with fields. Text that has `{{` in it is written as a field, `{{ "{{" }}`.
    ///
    /// # Errors
    /// All that is wrong, each with its place.
    pub fn parse(text: &str) -> Result<Self, Vec<Finding>> {
        if text.len() > LONGEST_TEXT {
            return Err(vec![Finding::too_complex(Span::new(0, text.len()))]);
        }
        let mut pieces = Vec::new();
        let mut findings = Vec::new();
        let mut at = 0;
        while let Some(found) = text.get(at..).and_then(|rest| rest.find("{{")) {
            let open = at + found;
            if found > 0 {
                pieces.push(Piece::Literal(Span::new(at, open)));
            }
            let inside = text.get(open + 2..).unwrap_or_default();
            let Some(length) = closing(inside) else {
                let reason = "the field has no closing braces";
                findings.push(Finding::syntax(Span::new(open, text.len()), reason, "write }} at its end"));
                at = text.len();
                break;
            };
            let (offset, end) = (open + 2, open + 2 + length + 2);
            match Expression::parse(inside.get(..length).unwrap_or_default()) {
                Ok(expression) => {
                    let span = Span::new(open, end);
                    pieces.push(Piece::Field { span, offset: offset as u32, expression });
                }
                Err(finding) => findings.push(finding.shifted(offset as u32)),
            }
            at = end;
        }
        if at < text.len() {
            pieces.push(Piece::Literal(Span::new(at, text.len())));
        }
        if findings.is_empty() { Ok(Self { source: text.into(), pieces }) } else { Err(findings) }
    }

    /// The text it was parsed from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The pieces in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Checks all fields against the names they may use.
    ///
    /// # Errors
    /// All that is wrong, each with its place in the text.
    pub fn check(&self, names: &Names) -> Result<TextProgram, Vec<Finding>> {
        let mut pieces = Vec::with_capacity(self.pieces.len());
        let mut findings = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(span) => pieces.push((*span, None)),
                Piece::Field { span, offset, expression } => match expression.check(names) {
                    Ok(program) => {
                        if matches!(program.kind(), crate::Type::List(_) | crate::Type::Record(_)) {
                            let kind = program.kind().to_string();
                            let advice = "join(list, \", \") makes text of a list; choose a field of a record";
                            let whole = program.code.span.shifted(*offset);
                            findings.push(Finding::mismatch(whole, &kind, &"text", advice));
                        }
                        pieces.push((*span, Some((*offset, program))));
                    }
                    Err(inner) => findings.extend(inner.into_iter().map(|finding| finding.shifted(*offset))),
                },
            }
        }
        if findings.is_empty() { Ok(TextProgram { source: Arc::clone(&self.source), pieces }) } else { Err(findings) }
    }
}

/// The length of the expression before `}}` outside its quotes.
fn closing(text: &str) -> Option<usize> {
    let (mut quote, mut escaped) = (None, false);
    for (place, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            _ if escaped => escaped = false,
            (Some(b'"'), b'\\') => escaped = true,
            (Some(open), byte) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'`') => quote = Some(byte),
            (None, b'}') if text.as_bytes().get(place + 1) == Some(&b'}') => return Some(place),
            (None, _) => {}
        }
        if place > MAXIMUM_LENGTH {
            return None;
        }
    }
    None
}

impl TextProgram {
    /// The text it was made from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether it has no fields: the text stands as it is.
    pub fn is_literal(&self) -> bool {
        self.pieces.iter().all(|(_, program)| program.is_none())
    }

    /// What its text depends on.
    pub fn dependencies(&self) -> Dependencies {
        let programs = self.pieces.iter().filter_map(|(_, program)| program.as_ref());
        programs.fold(Dependencies::default(), |all, (_, program)| all.and(program.dependencies()))
    }

    /// The text for these names.
    pub fn evaluate(&self, environment: &Environment<'_>) -> TextOutcome {
        let mut outcome = TextOutcome::default();
        for (source, program) in &self.pieces {
            let start = outcome.text.len();
            match program {
                None => outcome.text.push_str(source.of(&self.source)),
                Some((offset, program)) => {
                    let result = program.evaluate(environment);
                    match &result.value {
                        Value::List(_) | Value::Record(_) => {
                            let span = program.code.span.shifted(*offset);
                            let advice = "the data is of another type here";
                            outcome.findings.push(Finding::mismatch(span, &result.value.kind(), &"text", advice));
                        }
                        value => {
                            // Writing to a String does not fail.
                            let _ = write!(outcome.text, "{value}");
                        }
                    }
                    outcome.findings.extend(result.findings.into_iter().map(|finding| finding.shifted(*offset)));
                }
            }
            let text = Span::new(start, outcome.text.len());
            outcome.pieces.push(TextPiece { text, source: *source, field: program.is_some() });
        }
        outcome
    }
}
