//! A schema from samples.

use std::collections::BTreeMap;
use std::sync::Arc;

use expression::{Field, Schema, Type, Value, date_of_text};

use crate::Format;
use crate::number::{Number, number};

/// The most fields of a schema, those of inner records included. Further ones make their record open.
const MOST_FIELDS: usize = 10_000;

/// Learns a schema from records: a field that all have is required; texts that all write dates are dates; in CSV,
/// where all values are texts, also numbers and booleans.
#[derive(Debug)]
pub struct Inference {
    untyped: bool,
    root: Node,
    budget: usize,
}

/// What was seen at one place.
#[derive(Debug, Default)]
struct Node {
    present: u64,
    decimals: u64,
    booleans: u64,
    dates: u64,
    texts: u64,
    date_texts: u64,
    number_texts: u64,
    boolean_texts: u64,
    lists: u64,
    element: Option<Box<Node>>,
    records: u64,
    names: Vec<Arc<str>>,
    fields: BTreeMap<Arc<str>, Node>,
    open: bool,
}

impl Inference {
    /// For records of a format.
    pub fn new(format: Format) -> Self {
        Self { untyped: format == Format::Csv, root: Node::default(), budget: MOST_FIELDS }
    }

    /// Learns from a record that was read without a schema.
    pub fn add(&mut self, record: &Value) {
        self.root.add(record, &mut self.budget);
    }

    /// The schema that all records fit.
    pub fn schema(&self) -> Schema {
        self.root.schema(self.untyped)
    }
}

impl Node {
    fn add(&mut self, value: &Value, budget: &mut usize) {
        self.present += u64::from(!value.is_missing());
        match value {
            Value::Missing => {}
            Value::Decimal(_) => self.decimals += 1,
            Value::Boolean(_) => self.booleans += 1,
            Value::Date(_) => self.dates += 1,
            Value::Text(text) => {
                self.texts += 1;
                self.date_texts += u64::from(date_of_text(text).is_some());
                let is_number =
                    matches!(number(text.as_bytes()), Some((Number::Exact(_), length)) if length == text.len());
                self.number_texts += u64::from(is_number);
                self.boolean_texts += u64::from(matches!(&**text, "true" | "false"));
            }
            Value::List(values) => {
                self.lists += 1;
                let element = self.element.get_or_insert_default();
                values.iter().for_each(|value| element.add(value, budget));
            }
            Value::Record(record) => {
                self.records += 1;
                for (name, value) in record.fields() {
                    if let Some(field) = self.fields.get_mut(name) {
                        field.add(value, budget);
                    } else if *budget > 0 {
                        *budget -= 1;
                        self.names.push(Arc::clone(name));
                        self.fields.entry(Arc::clone(name)).or_default().add(value, budget);
                    } else {
                        self.open = true;
                    }
                }
            }
        }
    }

    fn schema(&self, untyped: bool) -> Schema {
        let field = |name: &Arc<str>| {
            let node = self.fields.get(name)?;
            let required = node.present == self.records;
            Some(Field { name: Arc::clone(name), kind: node.kind(untyped), required })
        };
        Schema { fields: self.names.iter().filter_map(field).collect(), open: self.open }
    }

    fn kind(&self, untyped: bool) -> Type {
        let all = |count: u64| count > 0 && count == self.present;
        if all(self.records) {
            Type::record(self.schema(untyped))
        } else if all(self.lists) {
            Type::list(self.element.as_ref().map_or(Type::Any, |element| element.kind(untyped)))
        } else if all(self.decimals) || (untyped && all(self.number_texts)) {
            Type::Decimal
        } else if all(self.booleans) || (untyped && all(self.boolean_texts)) {
            Type::Boolean
        } else if all(self.dates + self.date_texts) {
            Type::Date
        } else if all(self.texts + self.decimals) {
            Type::Text
        } else {
            Type::Any
        }
    }
}
