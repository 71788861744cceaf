//! A job as a stream of events.

use crate::Page;

/// A name and value by which an archive finds a document (MO:DCA tag logical element).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IndexEntry {
    /// The attribute's name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentInfo {
    /// Its title.
    pub title: String,
    /// Who it is from.
    pub author: String,
    /// What it is about.
    pub subject: String,
    /// Its language, as in `en-GB`.
    pub language: String,
    /// When it was made, as RFC 3339; nothing is written where none was given.
    pub time: Option<String>,
}

/// A group of pages that belong together: a customer's statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupInfo {
    /// The group's name.
    pub name: String,
    /// By what an archive finds it.
    pub index: Vec<IndexEntry>,
    /// The medium map of its pages, where they name none.
    pub medium_map: Option<String>,
    /// A note for people and programs that read the file; it changes nothing.
    pub comment: Option<String>,
}

/// One step of a job.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A document begins.
    DocumentBegin(DocumentInfo),
    /// A group of pages begins; groups may nest.
    GroupBegin(GroupInfo),
    /// The following pages are printed by this medium map of the form definition.
    MediumMap(String),
    /// A page.
    Page(Page),
    /// The innermost open group ends.
    GroupEnd,
    /// The document ends.
    DocumentEnd,
}
