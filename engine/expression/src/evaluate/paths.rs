//! Fields and indexes of values.

use rust_decimal::prelude::ToPrimitive;

use super::{Evaluator, Trouble};
use crate::program::{Root, Step};
use crate::{Span, Value};

impl<'e> Evaluator<'e> {
    pub(super) fn path(&mut self, span: Span, root: &'e Root, steps: &'e [Step]) -> Value {
        let environment = self.environment;
        // Roots that live as long as the evaluation are walked without cloning what stands on the way.
        let start: Option<&'e Value> = match root {
            Root::Record => Some(environment.record),
            Root::Row(place) => environment.rows.get(usize::from(*place)).map(|row| &row.value),
            Root::Variable(place) => environment.variables.get(usize::from(*place)),
            Root::BuiltIn(built_in) => {
                let value = environment.built_in(*built_in);
                return self.steps(span, value, steps);
            }
            Root::Item(place) => {
                let value = self.items.get(usize::from(*place)).cloned().unwrap_or_default();
                return self.steps(span, value, steps);
            }
            Root::Open(key) => {
                let records = self.items.iter().rev().chain(std::iter::once(environment.record));
                let found = records.filter_map(|value| match value {
                    Value::Record(record) => key.of(record),
                    _ => None,
                });
                let value = found.take(1).next().cloned().unwrap_or_default();
                return self.steps(span, value, steps);
            }
        };
        let Some(mut current) = start else { return Value::Missing };
        for (place, step) in steps.iter().enumerate() {
            match (step, current) {
                (Step::Field(key), Value::Record(record)) => match key.of(record) {
                    Some(value) => current = value,
                    None => return Value::Missing,
                },
                _ => return self.steps(span, current.clone(), steps.get(place..).unwrap_or_default()),
            }
        }
        current.clone()
    }

    /// Fields and indexes of a value; a field of a list is the list of that field of its values.
    pub(super) fn steps(&mut self, span: Span, start: Value, steps: &'e [Step]) -> Value {
        let mut current = start;
        for step in steps {
            current = match (step, current) {
                (_, Value::Missing) => return Value::Missing,
                (Step::Field(key), Value::Record(record)) => key.of(&record).cloned().unwrap_or_default(),
                (Step::Field(key), Value::List(values)) => {
                    let mut results = Vec::with_capacity(values.len());
                    for value in values.iter() {
                        match value {
                            Value::Record(record) => match key.of(record) {
                                Some(Value::List(inner)) => results.extend(inner.iter().cloned()),
                                found => results.push(found.cloned().unwrap_or_default()),
                            },
                            _ => results.push(Value::Missing),
                        }
                    }
                    if !self.spend(results.len(), span) {
                        return Value::Missing;
                    }
                    Value::List(results.into())
                }
                (Step::Field(_), _) => return Value::Missing,
                (Step::Index(index), Value::List(values)) => match self.decimal(index) {
                    Some(place) if place.fract().is_zero() => {
                        place.to_usize().and_then(|place| values.get(place)).cloned().unwrap_or_default()
                    }
                    Some(_) | None => return Value::Missing,
                },
                (Step::Index(index), other) => {
                    let place = index.span;
                    return self.trouble(place, &[(place, other)], &Trouble::Type(0, "list"));
                }
            };
        }
        current
    }
}
