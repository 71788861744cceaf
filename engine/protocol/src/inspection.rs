//! The structured fields of an emitted AFP file, as the inspector shows them.

use serde::{Deserialize, Serialize};

/// The structured fields of one page and what stands around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    /// The revision of the template the bytes were made from.
    pub revision: u64,
    /// The page, from 1.
    pub page: u32,
    /// Structured fields of the page.
    pub fields: u32,
    /// Bytes of the page.
    pub bytes: u64,
    /// Rows in file order, deeper ones directly after the one they belong to.
    pub rows: Vec<InspectionNode>,
}

/// One row: a structured field, or a control sequence, order or triplet inside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectionNode {
    /// 0 for a structured field, more for what is inside it.
    pub depth: u8,
    /// Offset of its first byte in the file.
    pub offset: u64,
    /// Its length in bytes.
    pub length: u32,
    /// Its identifier in hexadecimal, `D3A8AF`.
    pub identifier: String,
    /// Its short name and its name, `BPG Begin Page`.
    pub name: String,
    /// What it says, in one line.
    pub meaning: String,
    /// The object of the template that caused it.
    pub object: Option<String>,
}
