//! A checked expression, ready to be evaluated.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::currency::Currency;
use crate::date_format::DatePattern;
use crate::functions::Signature;
use crate::number_format::NumberPattern;
use crate::syntax::Operator;
use crate::{BuiltIn, Locale, Record, Span, Type, Value};

/// A checked expression. It is shared by threads and evaluated any number of times.
#[derive(Debug)]
pub struct Program {
    pub(crate) source: Arc<str>,
    pub(crate) code: Code,
    pub(crate) kind: Type,
    pub(crate) dependencies: Dependencies,
}

/// What the value of an expression depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dependencies {
    /// The record, its number, or a variable.
    pub record: bool,
    /// A row, or the number of the row.
    pub row: bool,
    /// The number of the page.
    pub page: bool,
    /// The number of pages.
    pub pages: bool,
    /// The date of the job.
    pub today: bool,
}

#[derive(Debug)]
pub(crate) struct Code {
    pub(crate) span: Span,
    pub(crate) operation: Operation,
}

#[derive(Debug)]
pub(crate) enum Operation {
    Constant(Value),
    Path(Root, Box<[Step]>),
    Select(Box<Code>, Box<[Step]>),
    Negate(Box<Code>),
    Not(Box<Code>),
    Binary(Operator, Box<Code>, Box<Code>),
    /// Conditions and values in turn, the value for “otherwise” last.
    Case(Box<[Code]>),
    Each(Each, Box<Code>, Box<Code>),
    Call(&'static Signature, Box<[Code]>, Prepared),
}

/// Where a path begins.
#[derive(Debug)]
pub(crate) enum Root {
    Record,
    Row(u16),
    Variable(u16),
    BuiltIn(BuiltIn),
    /// The row that `where`, `map` or `sort` goes through, counted from the outermost.
    Item(u16),
    /// A field of such a row if it has one of this name, of the record otherwise: the types do not tell.
    Open(Key),
}

#[derive(Debug)]
pub(crate) enum Step {
    Field(Key),
    Index(Code),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Each {
    Where,
    Map,
    Sort,
}

/// The name of a field, with the place where it stood in the last record: a guess that is checked, so that a race or
/// another shape costs time, not truth.
#[derive(Debug)]
pub(crate) struct Key {
    name: Arc<str>,
    near: AtomicU32,
}

/// What was made ready of constant arguments.
#[derive(Debug, Default)]
pub(crate) struct Prepared {
    pub(crate) number: Option<NumberPattern>,
    pub(crate) date: Option<DatePattern>,
    pub(crate) currency: Option<Currency>,
    pub(crate) locale: Option<&'static Locale>,
}

impl Key {
    pub(crate) fn new(name: Arc<str>) -> Self {
        Self { name, near: AtomicU32::new(0) }
    }

    pub(crate) fn of<'r>(&self, record: &'r Record) -> Option<&'r Value> {
        let near = self.near.load(Ordering::Relaxed);
        let (place, value) = record.get_near(&self.name, near as usize)?;
        if place as u32 != near {
            self.near.store(place as u32, Ordering::Relaxed);
        }
        Some(value)
    }
}

impl Dependencies {
    /// What either depends on.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            record: self.record || other.record,
            row: self.row || other.row,
            page: self.page || other.page,
            pages: self.pages || other.pages,
            today: self.today || other.today,
        }
    }
}

impl Program {
    /// The text it was made from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The type of its value.
    pub fn kind(&self) -> &Type {
        &self.kind
    }

    /// What its value depends on.
    pub fn dependencies(&self) -> Dependencies {
        self.dependencies
    }
}
