//! Expressions and texts, parsed and checked.

use diagnostics::{Code, Diagnostic, Location, ObjectId};
use expression::{Expression, Names, Program, TextTemplate, Type};
use model::TemplateText;

use super::Compiler;
use crate::plan::TextSource;

impl Compiler<'_> {
    /// An expression whose value must be of a type; none where it has an error.
    pub(super) fn expression(
        &mut self,
        source: &model::Expression,
        needed: &Type,
        names: &Names,
        object: ObjectId,
        property: &'static str,
    ) -> Option<Program> {
        let program = match Expression::parse(&source.0) {
            Ok(expression) => expression.check(names),
            Err(finding) => Err(vec![finding]),
        };
        match program {
            Ok(program) if program.kind().fits(needed) => Some(program),
            Ok(program) => {
                let wrong = Diagnostic::new(Code::ExpressionType)
                    .with("found", program.kind().to_string())
                    .with("expected", needed.to_string())
                    .with("advice", "choose an expression of that type")
                    .at(Location::Object { object, property: Some(property), range: None });
                self.diagnostics.push(wrong);
                None
            }
            Err(findings) => {
                for finding in findings {
                    self.diagnostics.push(finding.at(object, property));
                }
                None
            }
        }
    }

    /// A condition; none where there is none or it has an error.
    pub(super) fn condition(
        &mut self,
        source: Option<&model::Expression>,
        names: &Names,
        object: ObjectId,
        property: &'static str,
    ) -> Option<Program> {
        self.expression(source?, &Type::Boolean, names, object, property)
    }

    /// A text with fields; as it is written where a field has an error.
    pub(super) fn text(
        &mut self,
        source: &TemplateText,
        names: &Names,
        object: ObjectId,
        property: &'static str,
    ) -> TextSource {
        let checked = TextTemplate::parse(&source.0).and_then(|template| template.check(names));
        match checked {
            Ok(program) if program.is_literal() => TextSource::Literal(source.0.as_str().into()),
            Ok(program) => TextSource::Program(program),
            Err(findings) => {
                for finding in findings {
                    self.diagnostics.push(finding.at(object, property));
                }
                TextSource::Literal(source.0.as_str().into())
            }
        }
    }

    /// Reports a value that does not lead anywhere.
    pub(super) fn unknown(
        &mut self,
        kind: &'static str,
        name: &impl ToString,
        object: ObjectId,
        property: &'static str,
    ) {
        self.diagnostics.push(
            Diagnostic::new(Code::TemplateUnknownReference)
                .with("kind", kind)
                .with("name", name.to_string())
                .at(Location::Object { object, property: Some(property), range: None }),
        );
    }
}
