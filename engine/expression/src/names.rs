//! The names an expression may use, with their types.

use std::sync::Arc;

use crate::{Schema, Type};

/// A name the engine gives a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BuiltIn {
    /// `page`: the number of the page, as the section counts.
    Page,
    /// `pages`: the number of pages.
    Pages,
    /// `row_number`: the number of the row in its table or repetition, from 1.
    RowNumber,
    /// `record_number`: the number of the record in the data, from 1.
    RecordNumber,
    /// `today`: the date of the job.
    Today,
    /// `record`: the record as a whole.
    Record,
}

impl BuiltIn {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Page, Self::Pages, Self::RowNumber, Self::RecordNumber, Self::Today, Self::Record];

    /// The name in expressions.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Pages => "pages",
            Self::RowNumber => "row_number",
            Self::RecordNumber => "record_number",
            Self::Today => "today",
            Self::Record => "record",
        }
    }
}

/// The place of a variable in [`crate::Environment::variables`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VariableSlot(pub u16);

/// The names an expression may use. A name is looked for first among the fields of the row that `where`, `map` or
/// `sort` goes through, then among rows, variables and what the engine gives, and last among the fields of the record;
/// a field hidden by another name is reached as `record.name`.
#[derive(Clone, Debug)]
pub struct Names {
    pub(crate) record: Type,
    pub(crate) rows: Vec<(Arc<str>, Type)>,
    pub(crate) variables: Vec<(Arc<str>, Type)>,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Row(u16),
    Variable(u16),
    BuiltIn(BuiltIn),
    RecordField,
}

impl Names {
    /// The fields of records with this schema, and what the engine gives.
    pub fn new(schema: Arc<Schema>) -> Self {
        Self { record: Type::Record(schema), rows: Vec::new(), variables: Vec::new() }
    }

    /// Where nothing is known of the records: every name is a field of any type.
    pub fn unknown() -> Self {
        Self { record: Type::any_record(), rows: Vec::new(), variables: Vec::new() }
    }

    /// Adds a variable. One of the same name added before is hidden.
    pub fn add_variable(&mut self, name: impl Into<Arc<str>>, kind: Type) -> VariableSlot {
        let slot = VariableSlot(u16::try_from(self.variables.len()).unwrap_or(u16::MAX));
        self.variables.push((name.into(), kind));
        slot
    }

    /// With a row inside those there are: its number is its place in [`crate::Environment::rows`].
    #[must_use]
    pub fn with_row(&self, name: impl Into<Arc<str>>, kind: Type) -> Self {
        let mut names = self.clone();
        names.rows.push((name.into(), kind));
        names
    }

    /// The type of the record.
    pub fn record(&self) -> &Type {
        &self.record
    }

    /// Every name that may stand at the beginning of a path, for completion: rows, variables, what the engine gives,
    /// fields of the record.
    pub fn candidates(&self) -> Vec<(Arc<str>, Type)> {
        let mut all: Vec<_> = self.rows.iter().rev().chain(self.variables.iter().rev()).cloned().collect();
        all.extend(BuiltIn::ALL.iter().map(|built_in| (built_in.name().into(), self.built_in(*built_in))));
        if let Type::Record(schema) = &self.record {
            all.extend(schema.fields.iter().map(|field| (Arc::clone(&field.name), field.kind.clone())));
        }
        all
    }

    pub(crate) fn built_in(&self, built_in: BuiltIn) -> Type {
        match built_in {
            BuiltIn::Page | BuiltIn::Pages | BuiltIn::RowNumber | BuiltIn::RecordNumber => Type::Decimal,
            BuiltIn::Today => Type::Date,
            BuiltIn::Record => self.record.clone(),
        }
    }

    /// What a name outside the rows of `where`, `map`, `sort` stands for; `None` where the schema has no such field.
    pub(crate) fn meaning(&self, name: &str) -> Option<(Meaning, Type)> {
        let last = |list: &[(Arc<str>, Type)]| list.iter().rposition(|(known, _)| **known == *name);
        if let Some(place) = last(&self.rows) {
            let kind = self.rows.get(place).map(|row| row.1.clone()).unwrap_or_default();
            return Some((Meaning::Row(u16::try_from(place).ok()?), kind));
        }
        if let Some(place) = last(&self.variables) {
            let kind = self.variables.get(place).map(|variable| variable.1.clone()).unwrap_or_default();
            return Some((Meaning::Variable(u16::try_from(place).ok()?), kind));
        }
        if let Some(built_in) = BuiltIn::ALL.iter().find(|built_in| built_in.name() == name) {
            return Some((Meaning::BuiltIn(*built_in), self.built_in(*built_in)));
        }
        field_type(&self.record, name).map(|kind| (Meaning::RecordField, kind))
    }
}

/// The type of a field of a value of a type; for a list, of that field of its rows. `None` where there is none.
pub(crate) fn field_type(kind: &Type, name: &str) -> Option<Type> {
    match kind {
        Type::Any => Some(Type::Any),
        Type::Record(schema) => match schema.field(name) {
            Some(field) => Some(field.kind.clone()),
            None => schema.open.then_some(Type::Any),
        },
        Type::List(element) => field_type(element, name).map(|inner| match inner {
            list @ Type::List(_) => list,
            single => Type::list(single),
        }),
        Type::Decimal | Type::Text | Type::Date | Type::Boolean => None,
    }
}

/// The names nearest to one that does not exist, `did you mean …?`, or else another advice.
pub(crate) fn did_you_mean<'n>(name: &str, known: impl Iterator<Item = &'n str>, otherwise: &str) -> String {
    let allowed = (name.chars().count() / 3).max(1);
    let nearest = known
        .take(10_000)
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min();
    nearest.map_or_else(|| otherwise.to_owned(), |(_, candidate)| format!("did you mean {candidate}?"))
}

/// Insertions, deletions, changes and exchanges of neighbours between two names, letter case not counted.
fn distance(left: &str, right: &str) -> usize {
    let fold = |text: &str| text.chars().take(40).flat_map(char::to_lowercase).collect::<Vec<_>>();
    let (left, right) = (fold(left), fold(right));
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let mut best = (at(&last, j) + usize::from(a != b)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let exchanged = i > 0 && j > 0 && left.get(i - 1) == Some(b) && right.get(j - 1) == Some(a);
            if exchanged {
                best = best.min(at(&before_last, j - 1) + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    at(&last, right.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Field;

    #[test]
    fn rows_hide_variables_and_these_hide_fields() {
        let mut names = Names::new(Arc::new(Schema::new([Field::required("total", Type::Text)])));
        assert_eq!(names.meaning("total"), Some((Meaning::RecordField, Type::Text)));
        names.add_variable("total", Type::Decimal);
        assert_eq!(names.meaning("total"), Some((Meaning::Variable(0), Type::Decimal)));
        let names = names.with_row("total", Type::Date);
        assert_eq!(names.meaning("total"), Some((Meaning::Row(0), Type::Date)));
        assert_eq!(names.meaning("nothing"), None);
    }

    #[test]
    fn slips_of_the_finger_are_near() {
        assert_eq!(distance("closing", "clsoing"), 1);
        assert_eq!(distance("Amount", "amount"), 0);
        assert_eq!(did_you_mean("ballance", ["amount", "balance"].into_iter(), "no"), "did you mean balance?");
        assert_eq!(did_you_mean("x", ["amount"].into_iter(), "no"), "no");
    }
}
