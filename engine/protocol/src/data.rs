//! The data tree of a record, and values of expressions.

use serde::{Deserialize, Serialize};

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DataKind {
    /// Text.
    Text,
    /// A decimal number.
    Number,
    /// A date.
    Date,
    /// True or false.
    Boolean,
    /// A list of rows or values.
    List,
    /// Named fields.
    Record,
}

/// One field with its value in the chosen record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataNode {
    /// The last part of the path.
    pub name: String,
    /// The path as an expression names it, `account.closing`.
    pub path: String,
    /// Its type.
    pub kind: DataKind,
    /// A list stands between the record and this field: it has a value only inside a row.
    pub in_list: bool,
    /// The value, shortened to one line; for a list the number of its rows; empty where it is missing.
    pub value: String,
    /// Fields below it.
    pub children: Vec<DataNode>,
}

/// What an expression or a text with fields gives for the chosen record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// The type of the value in words of the language: `decimal`, `text`, `boolean`; empty on an error.
    pub kind: String,
    /// The value as text; empty on an error.
    pub value: String,
    /// What is wrong with the expression.
    pub error: Option<String>,
    /// Where in the expression, in characters, from and to.
    pub place: Option<(u32, u32)>,
}
