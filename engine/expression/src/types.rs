//! Types, and the schema of records.

use std::fmt;
use std::sync::Arc;

/// The type of a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Type {
    /// Not known before evaluation.
    #[default]
    Any,
    /// A decimal number.
    Decimal,
    /// Text.
    Text,
    /// A day of the calendar.
    Date,
    /// True or false.
    Boolean,
    /// A list of values of one type.
    List(Arc<Type>),
    /// Named values.
    Record(Arc<Schema>),
}

/// The fields of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    /// The fields in order, each name once.
    pub fields: Vec<Field>,
    /// Whether fields that are not listed may be there, of any type.
    pub open: bool,
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: Arc<str>,
    /// Its type; a repeated field is a list.
    pub kind: Type,
    /// Whether every record must have a value for it.
    pub required: bool,
}

impl Type {
    /// A list of values of a type.
    pub fn list(element: Type) -> Self {
        Self::List(Arc::new(element))
    }

    /// A record with these fields.
    pub fn record(schema: Schema) -> Self {
        Self::Record(Arc::new(schema))
    }

    /// A record of which nothing is known.
    pub fn any_record() -> Self {
        Self::record(Schema { fields: Vec::new(), open: true })
    }

    /// The type of a row when a table or a repetition is bound to a value of this type.
    pub fn row(&self) -> Self {
        match self {
            Self::List(element) => (**element).clone(),
            single => single.clone(),
        }
    }

    /// Whether a value of this type may stand where `needed` is needed. Not known before evaluation counts as yes.
    pub fn fits(&self, needed: &Type) -> bool {
        match (self, needed) {
            (Self::Any, _) | (_, Self::Any) | (Self::Record(_), Self::Record(_)) => true,
            (Self::List(element), Self::List(wanted)) => element.fits(wanted),
            (found, wanted) => found == wanted,
        }
    }

    /// The type of a value that is of one or the other type, `None` where they have nothing in common.
    pub fn join(&self, other: &Type) -> Option<Type> {
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) => Some(Self::Any),
            (left, right) if left == right => Some(left.clone()),
            (Self::List(left), Self::List(right)) => left.join(right).map(Self::list),
            (Self::Record(_), Self::Record(_)) => Some(Self::any_record()),
            _ => None,
        }
    }
}

impl Schema {
    /// A closed schema of these fields.
    pub fn new(fields: impl IntoIterator<Item = Field>) -> Self {
        Self { fields: fields.into_iter().collect(), open: false }
    }

    /// A field by name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| *field.name == *name)
    }
}

impl Field {
    /// A field that every record must have.
    pub fn required(name: impl Into<Arc<str>>, kind: Type) -> Self {
        Self { name: name.into(), kind, required: true }
    }

    /// A field that may be absent.
    pub fn optional(name: impl Into<Arc<str>>, kind: Type) -> Self {
        Self { name: name.into(), kind, required: false }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any value"),
            Self::Decimal => f.write_str("decimal"),
            Self::Text => f.write_str("text"),
            Self::Date => f.write_str("date"),
            Self::Boolean => f.write_str("boolean"),
            Self::List(element) if **element == Self::Any => f.write_str("list"),
            Self::List(element) => write!(f, "list of {element}"),
            Self::Record(_) => f.write_str("record"),
        }
    }
}
