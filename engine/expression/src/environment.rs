//! The values of the names an expression uses.

use jiff::civil::Date;

use crate::{BuiltIn, Locale, Value};

/// The row of a table or a repetition.
#[derive(Clone, Debug, PartialEq)]
pub struct RowValue {
    /// Its value.
    pub value: Value,
    /// Its number, from 1.
    pub number: u32,
}

/// The values of the names an expression uses; they stand in the order of [`crate::Names`].
#[derive(Clone, Copy, Debug)]
pub struct Environment<'a> {
    /// The record.
    pub record: &'a Value,
    /// The rows open here, outermost first.
    pub rows: &'a [RowValue],
    /// The values of the variables.
    pub variables: &'a [Value],
    /// The language for `money`, `number` and `date` where the expression names none.
    pub locale: &'static Locale,
    /// The number of the record, from 1.
    pub record_number: u64,
    /// The number of the page, where known.
    pub page: Option<u32>,
    /// The number of pages, where known.
    pub pages: Option<u32>,
    /// The date of the job, where one was given.
    pub today: Option<Date>,
}

impl<'a> Environment<'a> {
    /// Of a record, without rows, variables, pages and date.
    pub fn new(record: &'a Value, record_number: u64, locale: &'static Locale) -> Self {
        Self { record, rows: &[], variables: &[], locale, record_number, page: None, pages: None, today: None }
    }

    pub(crate) fn built_in(&self, built_in: BuiltIn) -> Value {
        let number = |known: Option<u32>| known.map_or(Value::Missing, Value::from);
        match built_in {
            BuiltIn::Page => number(self.page),
            BuiltIn::Pages => number(self.pages),
            BuiltIn::RowNumber => number(self.rows.last().map(|row| row.number)),
            BuiltIn::RecordNumber => self.record_number.into(),
            BuiltIn::Today => self.today.map_or(Value::Missing, Value::from),
            BuiltIn::Record => self.record.clone(),
        }
    }
}
