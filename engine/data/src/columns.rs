//! The header of CSV: which column goes to which field.

use std::sync::Arc;

use diagnostics::{Diagnostic, TextPlace};
use expression::{Record, Shape, Type, Value};

use crate::Options;
use crate::csv::{Cell, DELIMITERS, cells};
use crate::decode::{FaultReason, Findings, Part};
use crate::plan::Plan;
use crate::window::place_after;

const MOST_COLUMNS: usize = 10_000;

/// The columns of a CSV file. A column `customer.name` is the field `name` of the record `customer`; a column without
/// a name is left out.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    pub(crate) delimiter: u8,
    /// How many values a row has.
    pub(crate) count: usize,
    fields: Arc<Fields>,
}

/// The fields of a record and where their values stand.
#[derive(Debug)]
struct Fields {
    shape: Arc<Shape>,
    list: Vec<Target>,
}

#[derive(Debug)]
enum Target {
    Column { place: usize, plan: Plan },
    Record { fields: Fields, required: bool },
    Absent,
    Required(Box<Target>),
}

/// The columns by their names' parts.
#[derive(Default)]
struct Tree {
    names: Vec<Arc<str>>,
    nodes: Vec<Node>,
}

enum Node {
    Column(usize),
    Record(Tree),
}

impl Header {
    /// Reads the header.
    pub(crate) fn read(place: TextPlace, bytes: &[u8], options: &Options) -> Result<Self, Diagnostic> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            options.syntax(place_after(place, before), "the text is not in UTF-8")
        })?;
        let delimiter = delimiter(text);
        let cells = cells(text, delimiter).map_err(|fault| {
            let reason = match fault.reason {
                FaultReason::Syntax(reason) => reason,
                FaultReason::TooDeep => "the header is too deep".to_owned(),
            };
            options.syntax(place_after(place, text.as_bytes().get(..fault.offset).unwrap_or_default()), reason)
        })?;
        if cells.len() > MOST_COLUMNS {
            return Err(options.syntax(place, format!("the file has more than {MOST_COLUMNS} columns")));
        }
        let mut tree = Tree::default();
        for (column, (offset, name)) in cells.iter().enumerate() {
            let name = name.trim();
            if !name.is_empty() && !tree.insert(&parts(name), column) {
                let place = place_after(place, text.as_bytes().get(..*offset).unwrap_or_default());
                return Err(options.syntax(place, format!("the column {name} stands twice")));
            }
        }
        let plan = options.schema.as_ref().map_or(Plan::Any, |schema| Plan::of(&Type::Record(Arc::clone(schema))));
        Ok(Self { delimiter, count: cells.len(), fields: Arc::new(Fields::new(&tree, &plan)) })
    }

    /// The record of a row.
    pub(crate) fn record<'t>(&'t self, cells: &[Cell<'_>], findings: &mut Findings<'t>) -> Value {
        self.fields.value(cells, findings)
    }
}

/// The delimiter that stands most often in the header, outside quotes.
fn delimiter(header: &str) -> u8 {
    let mut counts = [0usize; 3];
    let mut quoted = false;
    for byte in header.bytes() {
        quoted ^= byte == b'"';
        if let Some(place) = DELIMITERS.iter().position(|delimiter| *delimiter == byte && !quoted)
            && let Some(count) = counts.get_mut(place)
        {
            *count += 1;
        }
    }
    let most = DELIMITERS.iter().zip(counts).rev().max_by_key(|(_, count)| *count);
    most.map_or(b',', |(delimiter, _)| *delimiter)
}

/// The parts of a name such as `customer.name`; a name such as `Acct. no.` is one part.
fn parts(name: &str) -> Vec<&str> {
    let parts: Vec<&str> = name.split('.').collect();
    let plain = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_');
    if parts.len() <= 8 && parts.iter().all(plain) { parts } else { vec![name] }
}

impl Tree {
    /// Adds a column; `false` where its place is taken.
    fn insert(&mut self, parts: &[&str], column: usize) -> bool {
        let [first, rest @ ..] = parts else { return false };
        let known = self.names.iter().position(|name| **name == **first);
        match (known.and_then(|place| self.nodes.get_mut(place)), rest.is_empty()) {
            (Some(Node::Record(tree)), false) => tree.insert(rest, column),
            (Some(_), _) => false,
            (None, last) => {
                let mut tree = Tree::default();
                self.names.push((*first).into());
                let inserted = last || tree.insert(rest, column);
                self.nodes.push(if last { Node::Column(column) } else { Node::Record(tree) });
                inserted
            }
        }
    }
}

impl Fields {
    fn new(tree: &Tree, plan: &Plan) -> Self {
        match plan {
            Plan::Record(record) => {
                let target = |(name, field): (&Arc<str>, &crate::plan::FieldPlan)| {
                    let node =
                        tree.names.iter().position(|known| known == name).and_then(|place| tree.nodes.get(place));
                    match (node, field.required) {
                        (Some(Node::Record(inner)), required) => {
                            Target::Record { fields: Self::new(inner, &field.plan), required }
                        }
                        (node, required) => {
                            let target = match node {
                                Some(Node::Column(place)) => Target::Column { place: *place, plan: field.plan.clone() },
                                _ => Target::Absent,
                            };
                            if required { Target::Required(Box::new(target)) } else { target }
                        }
                    }
                };
                let list = record.shape.names().iter().zip(&record.fields).map(target).collect();
                Self { shape: Arc::clone(&record.shape), list }
            }
            _ => {
                let target = |node: &Node| match node {
                    Node::Column(place) => Target::Column { place: *place, plan: Plan::Any },
                    Node::Record(inner) => Target::Record { fields: Self::new(inner, &Plan::Any), required: false },
                };
                Self { shape: Shape::new(tree.names.iter().cloned()), list: tree.nodes.iter().map(target).collect() }
            }
        }
    }

    fn value<'t>(&'t self, cells: &[Cell<'_>], findings: &mut Findings<'t>) -> Value {
        let mut values = Vec::with_capacity(self.list.len());
        for (name, target) in self.shape.names().iter().zip(&self.list) {
            findings.path.push(Part::Field(name));
            let value = target.value(cells, findings);
            findings.path.pop();
            if value.is_missing() && target.is_required() {
                findings.missing(0, name);
            }
            values.push(value);
        }
        Record::new(Arc::clone(&self.shape), values).into()
    }

    /// Whether a row has a value for any of the fields.
    fn has_value(&self, cells: &[Cell<'_>]) -> bool {
        self.list.iter().any(|target| target.has_value(cells))
    }
}

impl Target {
    fn is_required(&self) -> bool {
        matches!(self, Self::Required(_) | Self::Record { required: true, .. })
    }

    fn has_value(&self, cells: &[Cell<'_>]) -> bool {
        match self {
            Self::Column { place, .. } => cells.get(*place).is_some_and(|cell| !cell.1.is_empty()),
            Self::Record { fields, .. } => fields.has_value(cells),
            Self::Absent => false,
            Self::Required(target) => target.has_value(cells),
        }
    }

    fn value<'t>(&'t self, cells: &[Cell<'_>], findings: &mut Findings<'t>) -> Value {
        match self {
            Self::Column { place, plan } => match cells.get(*place) {
                Some((offset, text)) if !text.is_empty() => {
                    let text = if matches!(plan, Plan::Text | Plan::Any) { text } else { text.trim() };
                    findings.text(*offset, text, plan)
                }
                _ => Value::Missing,
            },
            Self::Record { fields, .. } if fields.has_value(cells) => fields.value(cells, findings),
            Self::Record { .. } | Self::Absent => Value::Missing,
            Self::Required(target) => target.value(cells, findings),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells_the_delimiter() {
        assert_eq!(delimiter("a;b;c,d"), b';');
        assert_eq!(delimiter("a\tb"), b'\t');
        assert_eq!(delimiter("\"a;b;c\",d"), b',');
        assert_eq!(delimiter("a"), b',');
    }

    #[test]
    fn a_name_with_dots_has_parts_if_all_are_names() {
        assert_eq!(parts("customer.name"), ["customer", "name"]);
        assert_eq!(parts("Acct. no."), ["Acct. no."]);
        assert_eq!(parts("a..b"), ["a..b"]);
    }
}
