//! Names, fields and indexes: what they stand for and of which type they are.

use std::sync::Arc;

use diagnostics::{Code as DiagnosticCode, Diagnostic};

use super::{Checker, WRONG};
use crate::functions::signature;
use crate::names::{Meaning, did_you_mean, field_type};
use crate::program::{Key, Operation, Root, Step};
use crate::syntax::{Node, Tree};
use crate::{BuiltIn, Finding, Span, Type};

impl Checker<'_> {
    /// A name with the fields and indexes after it.
    pub(super) fn path(&mut self, tree: &Tree) -> (Operation, Type) {
        let mut base = tree;
        let mut parts = Vec::new();
        while let Node::Field(inner, ..) | Node::Index(inner, _) = &base.node {
            parts.push(base);
            base = inner;
        }
        let mut steps = Vec::new();
        let (start, mut kind) = match &base.node {
            Node::Name(name) => match self.name(name, base.span, &mut steps) {
                Some((root, kind)) => (Ok(root), kind),
                None => return (WRONG, Type::Any),
            },
            _ => {
                let (code, kind) = self.tree(base);
                (Err(code), kind)
            }
        };
        for part in parts.into_iter().rev() {
            match &part.node {
                Node::Field(inner, name, span) => {
                    let Some(field) = field_type(&kind, name) else {
                        self.no_field(&kind, inner, name, *span);
                        return (WRONG, Type::Any);
                    };
                    kind = field;
                    steps.push(Step::Field(Key::new(Arc::clone(name))));
                }
                Node::Index(inner, index) => {
                    kind = match kind {
                        Type::List(element) => (*element).clone(),
                        Type::Any => Type::Any,
                        other => {
                            let advice = "only a list has numbered values";
                            self.findings.push(Finding::mismatch(inner.span, &other, &"list", advice));
                            Type::Any
                        }
                    };
                    let advice = "values of a list are numbered from 0";
                    steps.push(Step::Index(self.needing(index, &Type::Decimal, advice)));
                }
                _ => {}
            }
        }
        match start {
            Ok(root) => (Operation::Path(root, steps.into()), kind),
            Err(code) => (Operation::Select(Box::new(code), steps.into()), kind),
        }
    }

    /// What a name stands for; a field of the record or of an item adds its step.
    fn name(&mut self, name: &Arc<str>, span: Span, steps: &mut Vec<Step>) -> Option<(Root, Type)> {
        if let Some(last) = self.items.last()
            && **name == *"it"
        {
            return Some((Root::Item((self.items.len() - 1) as u16), last.clone()));
        }
        let mut uncertain = false;
        for (place, item) in self.items.iter().enumerate().rev() {
            match item {
                Type::Record(schema) => match schema.field(name) {
                    Some(field) => {
                        steps.push(Step::Field(Key::new(Arc::clone(name))));
                        return Some((Root::Item(place as u16), field.kind.clone()));
                    }
                    None => uncertain |= schema.open,
                },
                Type::Any => uncertain = true,
                Type::Decimal | Type::Text | Type::Date | Type::Boolean | Type::List(_) => {}
            }
        }
        match self.names.meaning(name) {
            Some((meaning, kind)) => {
                self.depend(meaning);
                let root = match meaning {
                    Meaning::RecordField if uncertain => {
                        return Some((Root::Open(Key::new(Arc::clone(name))), Type::Any));
                    }
                    Meaning::RecordField => {
                        steps.push(Step::Field(Key::new(Arc::clone(name))));
                        Root::Record
                    }
                    Meaning::Row(place) => Root::Row(place),
                    Meaning::Variable(place) => Root::Variable(place),
                    Meaning::BuiltIn(built_in) => Root::BuiltIn(built_in),
                };
                Some((root, kind))
            }
            None if uncertain => Some((Root::Open(Key::new(Arc::clone(name))), Type::Any)),
            None => {
                self.unknown_name(name, span);
                None
            }
        }
    }

    fn depend(&mut self, meaning: Meaning) {
        match meaning {
            Meaning::Row(_) | Meaning::BuiltIn(BuiltIn::RowNumber) => self.dependencies.row = true,
            Meaning::BuiltIn(BuiltIn::Page) => self.dependencies.page = true,
            Meaning::BuiltIn(BuiltIn::Pages) => self.dependencies.pages = true,
            Meaning::BuiltIn(BuiltIn::Today) => self.dependencies.today = true,
            Meaning::Variable(_) | Meaning::RecordField | Meaning::BuiltIn(BuiltIn::RecordNumber | BuiltIn::Record) => {
                self.dependencies.record = true;
            }
        }
    }

    fn unknown_name(&mut self, name: &str, span: Span) {
        let mut known: Vec<Arc<str>> = self.names.candidates().into_iter().map(|candidate| candidate.0).collect();
        for item in &self.items {
            if let Type::Record(schema) = item {
                known.extend(schema.fields.iter().map(|field| Arc::clone(&field.name)));
            }
        }
        let otherwise = if signature(name).is_some() {
            "this is a function: write brackets after it"
        } else {
            "choose a field of the data; a text stands in quotes"
        };
        let advice = did_you_mean(name, known.iter().map(|known| &**known), otherwise);
        self.unknown_field(span, name, advice);
    }

    fn no_field(&mut self, kind: &Type, inner: &Tree, name: &str, span: Span) {
        let rows = kind.row();
        if let Type::Record(schema) = &rows {
            let known = schema.fields.iter().map(|field| &*field.name);
            let advice = did_you_mean(name, known, "choose a field of the data");
            let path = format!("{}.{name}", inner.span.of(self.source));
            self.unknown_field(span, &path, advice);
        } else {
            let advice = "only records have fields";
            self.findings.push(Finding::mismatch(inner.span, kind, &"record", advice));
        }
    }

    fn unknown_field(&mut self, span: Span, field: &str, advice: String) {
        let diagnostic = Diagnostic::new(DiagnosticCode::ExpressionUnknownField);
        self.findings.push(Finding::new(span, diagnostic.with("field", field).with("advice", advice)));
    }
}
