//! What is read, and how strictly.

use std::sync::Arc;

use diagnostics::{Code, Diagnostic, Location, TextPlace};
use expression::Schema;
use model::SourceKind;

/// The form of a data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A JSON value a line.
    Ndjson,
    /// One JSON value: a record, a list of records, or an object that holds either.
    Json,
    /// Values separated by commas, semicolons or tabs, which of them the header tells; RFC 4180.
    Csv,
}

/// What happens to a record that breaks the schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Policy {
    /// It is reported and nothing is read after it.
    #[default]
    Stop,
    /// It is reported and left out.
    Skip,
    /// It is reported and used, with missing values in place of what is wrong.
    UseMissing,
}

/// What is read, and how strictly.
#[derive(Clone, Debug)]
pub struct Options {
    /// The file's name, for diagnostics.
    pub file: String,
    /// Its form.
    pub format: Format,
    /// In JSON, the member that holds the records, as in `statements.items`; empty where they stand at the top.
    pub records: String,
    /// What each record must be. A field that it does not list is left out, unless it is open. Without a schema each
    /// record is taken as it is.
    pub schema: Option<Arc<Schema>>,
    /// What happens to a record that breaks the schema.
    pub policy: Policy,
    /// The largest record, in bytes.
    pub record_limit: usize,
}

impl Format {
    /// By the ending of a file's name: `.json`, `.ndjson`, `.jsonl`, `.csv`, `.tsv`.
    pub fn of_name(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.')?.1;
        let is = |known: &[&str]| known.iter().any(|known| ending.eq_ignore_ascii_case(known));
        if is(&["json"]) {
            Some(Self::Json)
        } else if is(&["ndjson", "jsonl"]) {
            Some(Self::Ndjson)
        } else if is(&["csv", "tsv", "tab"]) {
            Some(Self::Csv)
        } else {
            None
        }
    }
}

impl From<SourceKind> for Format {
    fn from(kind: SourceKind) -> Self {
        match kind {
            SourceKind::Ndjson => Self::Ndjson,
            SourceKind::Json => Self::Json,
            SourceKind::Csv => Self::Csv,
        }
    }
}

impl Options {
    /// Records at the top of the file, without a schema, of up to 64 MiB each.
    pub fn new(file: impl Into<String>, format: Format) -> Self {
        Self {
            file: file.into(),
            format,
            records: String::new(),
            schema: None,
            policy: Policy::Stop,
            record_limit: 64 << 20,
        }
    }

    /// With the schema that records must have.
    #[must_use]
    pub fn with_schema(mut self, schema: Arc<Schema>) -> Self {
        self.schema = Some(schema);
        self
    }

    /// With what happens to a record that breaks the schema.
    #[must_use]
    pub fn with_policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// With the member of the JSON object that holds the records.
    #[must_use]
    pub fn with_records_at(mut self, path: impl Into<String>) -> Self {
        self.records = path.into();
        self
    }

    pub(crate) fn text_place(&self, place: TextPlace) -> Location {
        Location::Text { file: self.file.clone(), place }
    }

    pub(crate) fn syntax(&self, place: TextPlace, reason: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Code::DataSyntax).with("reason", reason.into()).at(self.text_place(place))
    }
}
