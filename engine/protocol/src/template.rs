//! Opening, saving and recovering a template.

use serde::{Deserialize, Serialize};

use crate::Failure;

/// A template as the front end gets it on opening.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// Where it was read from: a folder or a `.fwt` file. Nothing for a new template.
    pub path: Option<String>,
    /// The template document, as JSON text.
    pub template: String,
    /// Records in the data file.
    pub records: u64,
    /// The template came from the journal: its newest edits are not in the file.
    pub recovered: bool,
    /// Why there is no data, where there is none to be read.
    pub data_failure: Option<Failure>,
}

/// Where a template was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// A folder or a `.fwt` file.
    pub path: String,
}

/// A template that was open before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentFile {
    /// A folder or a `.fwt` file.
    pub path: String,
    /// The template's name when it was last open.
    pub name: String,
}

/// Edits that were not saved before the program ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// The journal's number for them.
    pub id: i64,
    /// The file they belong to; nothing for a template that was never saved.
    pub path: Option<String>,
    /// The template's name.
    pub name: String,
    /// When the last edit was kept, seconds since 1970 UTC.
    pub seconds: i64,
}

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OpenedFile {
    /// A template, to edit.
    Template(Box<Opened>),
    /// An AFP file, to look at.
    Afp(Box<crate::Viewed>),
}
