//! Values of the language and of records. All are cheap to clone.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::Type;

/// A value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing is there.
    #[default]
    Missing,
    /// A decimal number of up to 28 digits.
    Decimal(Decimal),
    /// Text.
    Text(Arc<str>),
    /// A day of the calendar.
    Date(Date),
    /// True or false.
    Boolean(bool),
    /// Values in order.
    List(Arc<[Value]>),
    /// Named values.
    Record(Record),
}

/// The names of a record's fields, shared by all records of the same form.
#[derive(Debug, PartialEq, Eq)]
pub struct Shape {
    names: Box<[Arc<str>]>,
    /// Positions in the order of the names, for the search.
    sorted: Box<[u32]>,
}

/// Named values.
#[derive(Clone)]
pub struct Record(Arc<Fields>);

struct Fields {
    shape: Arc<Shape>,
    values: Box<[Value]>,
}

impl Shape {
    /// The shape with these names, in this order.
    pub fn new(names: impl IntoIterator<Item = Arc<str>>) -> Arc<Self> {
        let names: Box<[Arc<str>]> = names.into_iter().collect();
        let mut sorted: Box<[u32]> = (0..names.len() as u32).collect();
        sorted.sort_by(|left, right| names.get(*left as usize).cmp(&names.get(*right as usize)));
        Arc::new(Self { names, sorted })
    }

    /// The names in order.
    pub fn names(&self) -> &[Arc<str>] {
        &self.names
    }

    /// A name that stands twice.
    pub fn duplicate(&self) -> Option<&Arc<str>> {
        self.sorted.windows(2).find_map(|pair| {
            let [left, right] = pair else { return None };
            let name = self.names.get(*left as usize);
            name.filter(|_| name == self.names.get(*right as usize))
        })
    }

    /// Where a name stands.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.sorted
            .binary_search_by(|place| self.names.get(*place as usize).map_or("", |known| known).cmp(name))
            .ok()
            .and_then(|found| self.sorted.get(found))
            .map(|place| *place as usize)
    }
}

impl Record {
    /// A record of a shape; values that are too few count as missing, too many are dropped.
    pub fn new(shape: Arc<Shape>, mut values: Vec<Value>) -> Self {
        values.resize(shape.names.len(), Value::Missing);
        Self(Arc::new(Fields { shape, values: values.into_boxed_slice() }))
    }

    /// A record from names and values.
    pub fn from_fields<N: Into<Arc<str>>>(fields: impl IntoIterator<Item = (N, Value)>) -> Self {
        let (names, values): (Vec<Arc<str>>, Vec<Value>) =
            fields.into_iter().map(|(name, value)| (name.into(), value)).unzip();
        Self::new(Shape::new(names), values)
    }

    /// Its shape.
    pub fn shape(&self) -> &Arc<Shape> {
        &self.0.shape
    }

    /// Its values, in the order of the shape's names.
    pub fn values(&self) -> &[Value] {
        &self.0.values
    }

    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.shape.position(name).and_then(|place| self.0.values.get(place))
    }

    /// Names and values.
    pub fn fields(&self) -> impl Iterator<Item = (&Arc<str>, &Value)> {
        self.0.shape.names.iter().zip(&self.0.values)
    }

    /// The value of a field, tried first at the place where it stood the last time.
    pub(crate) fn get_near(&self, name: &str, near: usize) -> Option<(usize, &Value)> {
        let place = match self.0.shape.names.get(near) {
            Some(known) if **known == *name => near,
            _ => self.0.shape.position(name)?,
        };
        self.0.values.get(place).map(|value| (place, value))
    }
}

impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        self.0.shape.names == other.0.shape.names && self.0.values == other.0.values
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.fields()).finish()
    }
}

impl Value {
    /// Text.
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// A list.
    pub fn list(values: impl IntoIterator<Item = Value>) -> Self {
        Self::List(values.into_iter().collect())
    }

    /// Whether nothing is there.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// Whether it counts as true in a condition: only `true` does.
    pub fn is_true(&self) -> bool {
        matches!(self, Self::Boolean(true))
    }

    /// The rows that a table or a repetition makes of it: a list's values, nothing for a missing value, one row for
    /// any other.
    pub fn rows(&self) -> &[Value] {
        match self {
            Self::Missing => &[],
            Self::List(values) => values,
            single => std::slice::from_ref(single),
        }
    }

    /// Its type, as far as the value tells; [`Type::Any`] for a missing value and inside lists and records.
    pub fn kind(&self) -> Type {
        match self {
            Self::Missing => Type::Any,
            Self::Decimal(_) => Type::Decimal,
            Self::Text(_) => Type::Text,
            Self::Date(_) => Type::Date,
            Self::Boolean(_) => Type::Boolean,
            Self::List(_) => Type::list(Type::Any),
            Self::Record(_) => Type::any_record(),
        }
    }
}

impl fmt::Display for Value {
    /// As in data: `-42.18`, `2026-10-31`, `true`; the values of a list after one another with `, ` between; a record
    /// as `{name: value, …}`; nothing for a missing value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => Ok(()),
            Self::Decimal(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
            Self::Date(date) => write!(f, "{date}"),
            Self::Boolean(boolean) => write!(f, "{boolean}"),
            Self::List(values) => {
                for (number, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if number == 0 { "" } else { ", " })?;
                }
                Ok(())
            }
            Self::Record(record) => {
                f.write_str("{")?;
                for (number, (name, value)) in record.fields().enumerate() {
                    write!(f, "{}{name}: {value}", if number == 0 { "" } else { ", " })?;
                }
                f.write_str("}")
            }
        }
    }
}

impl From<Decimal> for Value {
    fn from(number: Decimal) -> Self {
        Self::Decimal(number)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Decimal(number.into())
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Decimal(number.into())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Decimal(number.into())
    }
}

impl From<bool> for Value {
    fn from(boolean: bool) -> Self {
        Self::Boolean(boolean)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl From<Record> for Value {
    fn from(record: Record) -> Self {
        Self::Record(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_wherever_it_was_before() {
        let record = Record::from_fields([("b", 1i64.into()), ("a", 2i64.into())]);
        for near in 0..3 {
            assert_eq!(record.get_near("a", near).map(|found| found.0), Some(1));
        }
        assert_eq!(record.get("c"), None);
        assert_eq!(record.shape().duplicate(), None);
        assert_eq!(Shape::new(["x".into(), "y".into(), "x".into()]).duplicate().map(|name| &**name), Some("x"));
    }

    #[test]
    fn a_short_record_is_filled_with_missing_values() {
        let record = Record::new(Shape::new(["a".into(), "b".into()]), vec![true.into()]);
        assert_eq!(record.get("b"), Some(&Value::Missing));
        assert_eq!(Value::from(record).to_string(), "{a: true, b: }");
    }
}
