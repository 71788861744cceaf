//! The typed expression language of templates: parse, check against the data's schema, evaluate.
//!
//! In: the text of an expression ([`Expression::parse`]) or a text with `{{ fields }}` ([`TextTemplate::parse`]), the
//! names it may use with their types ([`Names`]), and the values of those names ([`Environment`]). Out: a [`Program`]
//! or [`TextProgram`] that is cheap to evaluate for millions of records, and [`Finding`]s with the range of bytes they
//! concern. The language is total and bounded: no loops, no recursion, every evaluation ends within [`MAXIMUM_STEPS`].
//! It must know nothing of templates, files, pages, clocks and the data's origin.
//!
//! Rules for missing values: a path to nothing gives [`Value::Missing`]; it is shown as nothing, and `&` and `concat`
//! take it as empty text; text functions of it are missing too; a condition that is missing is not met; `=` and `!=`
//! compare with it; arithmetic, ordering and `money`, `number`, `date`, `round` of it are missing, with a warning;
//! `sum`, `count`, `average`, `min`, `max`, `join` pass over it. A number or a date shown without a format is written as
//! in data: `-42.18`, `2026-10-31`.

mod check;
mod currency;
mod date_format;
mod environment;
mod evaluate;
mod finding;
mod from_text;
mod functions;
mod locale;
mod names;
mod number_format;
mod parser;
mod print;
mod program;
mod syntax;
mod template_fields;
mod text_template;
mod token;
mod types;
mod value;
mod variables;

pub use environment::{Environment, RowValue};
pub use evaluate::{MAXIMUM_STEPS, Outcome, Trace, TraceStep};
pub use finding::{Finding, Span};
pub use from_text::{date_of_text, decimal_of_text};
pub use functions::{FunctionHelp, function_help};
pub use locale::Locale;
pub use names::{BuiltIn, Names, VariableSlot};
pub use print::quote_name;
pub use program::{Dependencies, Program};
pub use syntax::{Expression, MAXIMUM_HEIGHT, MAXIMUM_LENGTH};
pub use text_template::{Piece, TextOutcome, TextPiece, TextProgram, TextTemplate};
pub use types::{Field, Schema, Type};
pub use value::{Record, Shape, Value};
pub use variables::{Variables, VariablesOutcome};
