//! A schema made ready for decoding.

use std::sync::Arc;

use expression::{Field, Shape, Type};

/// What is expected of a value.
#[derive(Clone, Debug)]
pub(crate) enum Plan {
    Any,
    Decimal,
    Text,
    Date,
    Boolean,
    List(Arc<Plan>),
    Record(Arc<RecordPlan>),
}

/// What is expected of a record that lists all its fields.
#[derive(Debug)]
pub(crate) struct RecordPlan {
    pub(crate) shape: Arc<Shape>,
    pub(crate) fields: Vec<FieldPlan>,
}

#[derive(Debug)]
pub(crate) struct FieldPlan {
    pub(crate) plan: Plan,
    pub(crate) required: bool,
}

impl Plan {
    /// Of a type. An open record is taken as it is.
    pub(crate) fn of(kind: &Type) -> Self {
        match kind {
            Type::Any => Self::Any,
            Type::Decimal => Self::Decimal,
            Type::Text => Self::Text,
            Type::Date => Self::Date,
            Type::Boolean => Self::Boolean,
            Type::List(element) => Self::List(Arc::new(Self::of(element))),
            Type::Record(schema) if schema.open => Self::Any,
            Type::Record(schema) => {
                let field = |field: &Field| FieldPlan { plan: Self::of(&field.kind), required: field.required };
                Self::Record(Arc::new(RecordPlan {
                    shape: Shape::new(schema.fields.iter().map(|field| Arc::clone(&field.name))),
                    fields: schema.fields.iter().map(field).collect(),
                }))
            }
        }
    }

    /// In words, with the article.
    pub(crate) fn text(&self) -> &'static str {
        match self {
            Self::Any => "any value",
            Self::Decimal => "a number",
            Self::Text => "a text",
            Self::Date => "a date such as 2026-10-31",
            Self::Boolean => "true or false",
            Self::List(_) => "a list",
            Self::Record(_) => "a record",
        }
    }
}
