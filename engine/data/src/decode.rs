//! One record, from its bytes.

use std::sync::Arc;

use diagnostics::{Code, DataPath, Diagnostic, Diagnostics, Location, TextPlace};
use expression::{Type, Value, date_of_text, quote_name};

use crate::columns::Header;
use crate::number::{Number, number};
use crate::objects::Shapes;
use crate::plan::Plan;
use crate::window::place_after;
use crate::{Format, Options, Policy, RawRecord, csv, json};

/// How many findings are kept of a record.
const MOST_FINDINGS: usize = 20;

/// A record, read.
#[derive(Clone, Debug, PartialEq)]
pub struct DataRecord {
    /// Its number in the file, from 1.
    pub number: u64,
    /// Where it begins.
    pub place: TextPlace,
    /// Its value, a [`Value::Record`].
    pub value: Value,
    /// What is wrong with it, where the policy is to use it all the same.
    pub findings: Diagnostics,
}

/// Reads the records of one file. Each thread has its own.
#[derive(Debug)]
pub struct Decoder {
    options: Options,
    header: Option<Header>,
    plan: Plan,
    shapes: Shapes,
}

/// The text cannot be read.
#[derive(Debug)]
pub(crate) struct Fault {
    /// The byte of the record.
    pub(crate) offset: usize,
    pub(crate) reason: FaultReason,
}

#[derive(Debug)]
pub(crate) enum FaultReason {
    Syntax(String),
    TooDeep,
}

/// A step to a value in a record.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part<'t> {
    Field(&'t str),
    Index(usize),
}

/// What is found on the way.
#[derive(Debug, Default)]
pub(crate) struct Findings<'t> {
    pub(crate) path: Vec<Part<'t>>,
    /// In what is passed over nothing is found.
    pub(crate) quiet: bool,
    list: Vec<FoundAt>,
}

/// Something wrong: the byte of the record, the path, what it is, and the values for the message.
#[derive(Debug)]
struct FoundAt {
    offset: usize,
    path: String,
    code: Code,
    arguments: Vec<(&'static str, String)>,
}

impl Fault {
    pub(crate) fn syntax(offset: usize, reason: impl Into<String>) -> Self {
        Self { offset, reason: FaultReason::Syntax(reason.into()) }
    }
}

impl<'t> Findings<'t> {
    fn path_text(&self, last: Option<&str>) -> String {
        let mut text = String::new();
        let mut push = |part: Part<'_>| match part {
            Part::Index(index) => text.push_str(&format!("[{index}]")),
            Part::Field(name) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(&quote_name(name));
            }
        };
        self.path.iter().copied().for_each(&mut push);
        last.into_iter().for_each(|name| push(Part::Field(name)));
        text
    }

    fn push(&mut self, offset: usize, last: Option<&str>, code: Code, arguments: Vec<(&'static str, String)>) {
        if self.list.len() < MOST_FINDINGS && !self.quiet {
            let path = self.path_text(last);
            self.list.push(FoundAt { offset, path, code, arguments });
        }
    }

    /// A value is not what is expected.
    pub(crate) fn mismatch(&mut self, offset: usize, expected: &Plan, found: &str) -> Value {
        let arguments = vec![("expected", expected.text().to_owned()), ("found", found.to_owned())];
        self.push(offset, None, Code::DataType, arguments);
        Value::Missing
    }

    /// A field that must be there is not; if its value was wrong, that was said.
    pub(crate) fn missing(&mut self, offset: usize, field: &str) {
        let path = self.path_text(Some(field));
        if self.list.iter().all(|known| known.path != path) {
            self.push(offset, Some(field), Code::DataFieldMissing, Vec::new());
        }
    }

    /// A text, as what is expected. A text that writes a number, a date or a boolean is taken for it.
    pub(crate) fn text(&mut self, offset: usize, text: &str, expected: &Plan) -> Value {
        let converted = match expected {
            Plan::Any | Plan::Text => return Value::text(text),
            Plan::Decimal => match number(text.as_bytes()) {
                Some((Number::Exact(number), length)) if length == text.len() => Some(number.into()),
                _ => None,
            },
            Plan::Date => date_of_text(text).map(Value::from),
            Plan::Boolean => match text {
                "true" => Some(true.into()),
                "false" => Some(false.into()),
                _ => None,
            },
            Plan::List(_) | Plan::Record(_) => None,
        };
        converted.unwrap_or_else(|| self.mismatch(offset, expected, &quoted(text)))
    }
}

/// A text as a message quotes it.
fn quoted(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    let dots = if short.len() < text.len() { "…" } else { "" };
    format!("“{short}{dots}”")
}

impl Decoder {
    pub(crate) fn new(options: Options, header: Option<Header>) -> Self {
        let plan = options.schema.as_ref().map_or(Plan::Any, |schema| Plan::of(&Type::Record(Arc::clone(schema))));
        Self { options, header, plan, shapes: Shapes::default() }
    }

    /// What is read, and how strictly.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Reads a record.
    ///
    /// # Errors
    /// All that is wrong with it: its text cannot be read, or it breaks the schema and the policy is not to use it.
    pub fn decode(&mut self, raw: &RawRecord) -> Result<DataRecord, Diagnostics> {
        let text = std::str::from_utf8(&raw.bytes).map_err(|error| {
            let fault = Fault::syntax(error.valid_up_to(), "the text is not in UTF-8");
            Diagnostics::from(self.fault(raw, fault))
        })?;
        let mut findings = Findings::default();
        let value = match (&self.options.format, &self.header) {
            (Format::Csv, Some(header)) => csv::decode(text, header, &mut findings),
            _ => json::decode(text, &self.plan, &mut self.shapes, &mut findings),
        };
        let value = value.map_err(|fault| Diagnostics::from(self.fault(raw, fault)))?;
        let mut list = Diagnostics::new();
        for found in findings.list {
            list.push(self.finding(raw, found));
        }
        if !matches!(value, Value::Record(_)) && list.is_empty() {
            let arguments = vec![("expected", "a record".to_owned()), ("found", value.kind().to_string())];
            let found = FoundAt { offset: 0, path: String::new(), code: Code::DataType, arguments };
            list.push(self.finding(raw, found));
            return Err(list);
        }
        let usable = matches!(value, Value::Record(_)) && self.options.policy == Policy::UseMissing;
        if list.is_empty() || usable {
            Ok(DataRecord { number: raw.number, place: raw.place, value, findings: list })
        } else {
            Err(list)
        }
    }

    fn finding(&self, raw: &RawRecord, found: FoundAt) -> Diagnostic {
        let field = if found.path.is_empty() { "the record".to_owned() } else { found.path.clone() };
        let mut diagnostic = Diagnostic::new(found.code).with("field", field);
        for (name, value) in found.arguments {
            diagnostic = diagnostic.with(name, value);
        }
        let location = Location::Data { record: raw.number, path: DataPath(found.path) };
        diagnostic.at(location).at(self.place(raw, found.offset))
    }

    fn fault(&self, raw: &RawRecord, fault: Fault) -> Diagnostic {
        let diagnostic = match fault.reason {
            FaultReason::Syntax(reason) => Diagnostic::new(Code::DataSyntax).with("reason", reason),
            FaultReason::TooDeep => Diagnostic::new(Code::JsonTooDeep).with("limit", json::DEEPEST),
        };
        let record = Location::Data { record: raw.number, path: DataPath::default() };
        diagnostic.at(self.place(raw, fault.offset)).at(record)
    }

    fn place(&self, raw: &RawRecord, offset: usize) -> Location {
        let before = raw.bytes.get(..offset).unwrap_or(&raw.bytes);
        self.options.text_place(place_after(raw.place, before))
    }
}
