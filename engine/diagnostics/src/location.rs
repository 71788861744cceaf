//! Places that a diagnostic can point to.

use std::fmt;

use crate::ObjectId;

/// A path into a record, as in `transactions[3].amount`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DataPath(pub String);

/// A place in a text file: line and column from 1, and the byte offset from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextPlace {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Byte offset, from 0.
    pub offset: u64,
}

/// Where something is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// A file as a whole.
    File(String),
    /// A place in a text file (template, data, mapping).
    Text {
        /// The file's name.
        file: String,
        /// Where in it.
        place: TextPlace,
    },
    /// An object, block, style or other element of the template, with the property's name and, in an expression or a
    /// text, the range of bytes.
    Object {
        /// Its id.
        object: ObjectId,
        /// The property, as in the file.
        property: Option<&'static str>,
        /// Bytes of the property's text.
        range: Option<(u32, u32)>,
    },
    /// A path in the template where no element has an id, as in `masters[0].size`.
    Template(String),
    /// A value of a record.
    Data {
        /// The record, from 1.
        record: u64,
        /// Path in the record.
        path: DataPath,
    },
    /// A byte of a binary file (AFP, PDF, font, image).
    Byte {
        /// The file's or resource's name.
        file: String,
        /// Offset from 0.
        offset: u64,
    },
    /// A page of the output, from 1, and the record it belongs to, from 1.
    Page {
        /// The record, where known.
        record: Option<u64>,
        /// The page of the document.
        page: u32,
    },
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => f.write_str(file),
            Self::Text { file, place } => write!(f, "{file}:{}:{}", place.line, place.column),
            Self::Object { object, property, range } => {
                write!(f, "object {object}")?;
                if let Some(property) = property {
                    write!(f, ", {property}")?;
                }
                if let Some((start, _)) = range {
                    write!(f, ", character {}", start + 1)?;
                }
                Ok(())
            }
            Self::Template(path) => write!(f, "template {path}"),
            Self::Data { record, path } if path.0.is_empty() => write!(f, "record {record}"),
            Self::Data { record, path } => write!(f, "record {record}, {}", path.0),
            Self::Byte { file, offset } => write!(f, "{file} at byte {offset} (0x{offset:X})"),
            Self::Page { record: Some(record), page } => write!(f, "record {record}, page {page}"),
            Self::Page { record: None, page } => write!(f, "page {page}"),
        }
    }
}
