//! What the template knows of its data.

use diagnostics::ObjectId;

use crate::Expression;
use crate::json::{keyword, record};

keyword! {
    /// The kind of a data file.
    pub enum SourceKind {
        /// A JSON value a line.
        "ndjson" => Ndjson,
        /// One JSON value: a record, a list of records, or an object that holds the list.
        "json" => Json,
        /// Comma-separated values with a header.
        "csv" => Csv,
    }
}

keyword! {
    /// The type of a field.
    pub enum FieldType {
        /// Text.
        "text" => Text,
        /// A decimal number.
        "number" => Number,
        /// A date, `2026-10-31`.
        "date" => Date,
        /// True or false.
        "boolean" => Boolean,
        /// Named fields.
        "record" => Record,
    }
}

record! {
    /// A field of a record.
    pub struct SchemaField is element {
        /// Id.
        id: ObjectId,
        /// Its name in the data.
        name: String,
        /// Its type.
        kind: FieldType,
        /// Whether each record must have it.
        required: bool = false,
        /// Whether it is a list of such values.
        repeated: bool = false,
        /// The fields of a record.
        fields: Vec<SchemaField> = Vec::new(),
    }
}

record! {
    /// A value computed for each record, known by its name in expressions.
    pub struct Variable is element {
        /// Id.
        id: ObjectId,
        /// Its name.
        name: String,
        /// Its value.
        value: Expression,
    }
}

record! {
    /// The data a template is made for.
    pub struct Data {
        /// The kind of data file.
        source: SourceKind = SourceKind::Ndjson,
        /// The member of a JSON object that holds the list of records, as in `statements.items`.
        records: String = String::new(),
        /// The fields of a record.
        fields: Vec<SchemaField> = Vec::new(),
        /// Computed values.
        variables: Vec<Variable> = Vec::new(),
        /// Files of sample records in the package.
        samples: Vec<String> = Vec::new(),
        /// What a record is called in lists.
        label: Option<Expression> = None,
    }
}

impl Default for Data {
    fn default() -> Self {
        Self {
            source: SourceKind::Ndjson,
            records: String::new(),
            fields: Vec::new(),
            variables: Vec::new(),
            samples: Vec::new(),
            label: None,
            extra: crate::Extra::default(),
        }
    }
}
