//! The template's data file: its records, the tree of their fields, and values of expressions.

use std::io::Cursor;
use std::sync::Arc;

use diagnostics::Diagnostics;
use expression::{Environment, Expression, Finding, Locale, Names, Schema, TextTemplate, Type, Value, Variables};
use formwright::{Source, data, data_options};
use model::Template;
use protocol::{DataKind, DataNode, Evaluation, Failure};

use super::findings::failure;

/// Characters of a value that are shown.
const SHOWN: usize = 60;

/// Records by number.
pub(crate) struct RecordFile {
    bytes: Arc<[u8]>,
    index: data::Index,
}

impl RecordFile {
    /// The template's first sample; none where it brings none.
    pub(crate) fn of(source: &Source) -> Result<Option<Self>, Failure> {
        let Some((name, bytes)) = source.samples().next() else { return Ok(None) };
        let bytes = Arc::clone(bytes);
        let index = data::Index::build(bytes.as_ref(), data_options(&source.template, name))
            .map_err(|diagnostic| failure(&diagnostic))?;
        Ok(Some(Self { bytes, index }))
    }

    /// How many there are.
    pub(crate) fn count(&self) -> u64 {
        self.index.len() as u64
    }

    /// What is wrong with the file behind the last good record.
    pub(crate) fn fault(&self) -> Option<Failure> {
        self.index.fault().map(failure)
    }

    /// A record from 1, with what was found in it.
    pub(crate) fn record(&mut self, number: u64) -> (Value, Diagnostics) {
        match self.index.record(number, &mut Cursor::new(self.bytes.as_ref())) {
            Ok(record) => (record.value, record.findings),
            Err(diagnostics) => (Value::Missing, diagnostics),
        }
    }
}

/// The name of a record, as the template's label says, or else from its fields.
pub(crate) fn label(template: &Template, record: &Value, number: u64) -> String {
    if let Some(label) = &template.data.label {
        let evaluation = evaluate(template, record, number, &label.0, false);
        if evaluation.error.is_none() {
            return evaluation.value;
        }
    }
    data::record_label(record)
}

/// The tree of fields: those of the schema, with the record's values; where there is no schema, the record's own.
pub(crate) fn tree(template: &Template, record: &Value) -> Vec<DataNode> {
    let schema = data::schema_of_template(&template.data.fields);
    let schema = if schema.fields.is_empty() {
        let mut inference = data::Inference::new(data::Format::Json);
        inference.add(record);
        inference.schema()
    } else {
        schema
    };
    nodes(&schema, record, "", false)
}

fn nodes(schema: &Schema, record: &Value, around: &str, in_list: bool) -> Vec<DataNode> {
    schema
        .fields
        .iter()
        .map(|field| {
            let name = expression::quote_name(&field.name);
            let path = if around.is_empty() { name } else { format!("{around}.{name}") };
            let value = match record {
                Value::Record(record) => record.get(&field.name).cloned().unwrap_or_default(),
                _ => Value::Missing,
            };
            node(&field.name, path, &field.kind, &value, in_list)
        })
        .collect()
}

fn node(name: &str, path: String, kind: &Type, value: &Value, in_list: bool) -> DataNode {
    let (kind, children, shown) = match kind {
        Type::List(element) => {
            let first = value.rows().first().cloned().unwrap_or_default();
            let children = match element.as_ref() {
                Type::Record(schema) => nodes(schema, &first, "row", true),
                _ => Vec::new(),
            };
            (DataKind::List, children, value.rows().len().to_string())
        }
        Type::Record(schema) => (DataKind::Record, nodes(schema, value, &path, in_list), String::new()),
        Type::Decimal => (DataKind::Number, Vec::new(), shown(value)),
        Type::Date => (DataKind::Date, Vec::new(), shown(value)),
        Type::Boolean => (DataKind::Boolean, Vec::new(), shown(value)),
        Type::Text | Type::Any => (DataKind::Text, Vec::new(), shown(value)),
    };
    DataNode { name: name.to_owned(), path, kind, in_list, value: shown, children }
}

fn shown(value: &Value) -> String {
    let text = value.to_string();
    let mut line: String = text.lines().next().unwrap_or_default().chars().take(SHOWN).collect();
    if line.len() < text.len() {
        line.push('…');
    }
    line
}

/// What an expression, or a text with fields, gives for a record.
pub(crate) fn evaluate(template: &Template, record: &Value, number: u64, text: &str, is_text: bool) -> Evaluation {
    let mut names = Names::new(Arc::new(data::schema_of_template(&template.data.fields)));
    let parsed: Option<Vec<(Arc<str>, Expression)>> = template
        .data
        .variables
        .iter()
        .map(|variable| Some((variable.name.as_str().into(), Expression::parse(&variable.value.0).ok()?)))
        .collect();
    let variables = parsed.and_then(|parsed| Variables::check(&parsed, &mut names).ok()).unwrap_or_default();
    let locale = Locale::find(&template.locale).unwrap_or_else(Locale::british);
    let environment = Environment { page: Some(1), pages: Some(1), ..Environment::new(record, number, locale) };
    let values = variables.evaluate(&environment).values;
    let environment = Environment { variables: &values, ..environment };
    if is_text {
        let checked = TextTemplate::parse(text).and_then(|parsed| parsed.check(&names));
        return match checked {
            Ok(program) => {
                let outcome = program.evaluate(&environment);
                answer("text", outcome.text, outcome.findings.first())
            }
            Err(findings) => wrong(findings.first()),
        };
    }
    let checked = Expression::parse(text).map_err(|finding| vec![finding]).and_then(|parsed| parsed.check(&names));
    match checked {
        Ok(program) => {
            let outcome = program.evaluate(&environment);
            answer(&program.kind().to_string(), outcome.value.to_string(), outcome.findings.first())
        }
        Err(findings) => wrong(findings.first()),
    }
}

fn answer(kind: &str, value: String, finding: Option<&Finding>) -> Evaluation {
    match finding.filter(|finding| finding.diagnostic.severity == diagnostics::Severity::Error) {
        Some(_) => wrong(finding),
        None => Evaluation { kind: kind.to_owned(), value, error: None, place: None },
    }
}

fn wrong(finding: Option<&Finding>) -> Evaluation {
    let error = finding.map(|finding| {
        let hint = finding.diagnostic.hint();
        let message = finding.diagnostic.message();
        if hint.is_empty() { message } else { format!("{message}; {hint}") }
    });
    Evaluation {
        kind: String::new(),
        value: String::new(),
        error: Some(error.unwrap_or_default()),
        place: finding.map(|finding| (finding.span.start, finding.span.end)),
    }
}
