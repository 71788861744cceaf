//! An AFP file of any origin, looked at and not changed.

use serde::{Deserialize, Serialize};

use crate::Problem;

/// A file just opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewed {
    /// Counts the files: the pictures of `/view/{generation}/{page}@{scale}` are of this one.
    pub generation: u64,
    /// Where it is.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// How many pages it has, over all its documents.
    pub pages: u32,
    /// How many parts its structure has.
    pub parts: u32,
    /// How many groups its index has.
    pub groups: u32,
    /// What it brings besides pages, the first of them.
    pub resources: Vec<ViewedPart>,
    /// The fonts its pages are drawn with.
    pub fonts: Vec<String>,
    /// What was found while opening it.
    pub problems: Vec<Problem>,
}

/// What a part of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartKind {
    /// Fields around pages and resources: documents, groups, index.
    Structure,
    /// A resource, from its Begin to its End.
    Resource,
    /// A page, from its Begin to its End.
    Page,
}

/// A stretch of a file; all of them in order are the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ViewedPart {
    /// Its number, from 0.
    pub number: u32,
    /// What it is.
    pub kind: PartKind,
    /// The short name of its first field, `BPG`.
    pub field: String,
    /// The name that this field gives; the other fields' short names where it gives none.
    pub name: String,
    /// Offset of its first byte.
    pub start: u64,
    /// Bytes.
    pub length: u64,
    /// The page's number, from 1.
    pub page: Option<u32>,
}

/// The fields of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewedFields {
    /// The part.
    pub part: ViewedPart,
    /// In file order, deeper ones directly after the one they belong to.
    pub rows: Vec<ViewedRow>,
    /// Whether the part has more fields than are told.
    pub is_cut: bool,
}

/// A structured field, or a control sequence, order, triplet or group inside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewedRow {
    /// 0 for the outermost fields of the part.
    pub depth: u8,
    /// Whether it is a structured field.
    pub is_field: bool,
    /// Offset of its first byte in the file.
    pub offset: u64,
    /// Its length in bytes.
    pub length: u64,
    /// Offset after the last byte of what it begins: of the End field for a Begin field.
    pub reach: u64,
    /// Its identifier in hexadecimal, `D3A8AF`.
    pub identifier: String,
    /// Its short name and its name, `BPG Begin Page`.
    pub name: String,
    /// What it says, in one line.
    pub meaning: String,
}

/// All that a row says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewedDetail {
    /// Offset of the first byte shown.
    pub offset: u64,
    /// Its bytes, the first of them.
    pub bytes: Vec<u8>,
    /// Its values in wire order.
    pub values: Vec<ViewedValue>,
}

/// A value in a row's bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewedValue {
    /// Offset of its first byte in the file.
    pub offset: u64,
    /// Bytes.
    pub length: u64,
    /// What it is.
    pub name: String,
    /// The value in words.
    pub text: String,
}

/// A page drawn: its size, and which bytes drew what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewedPage {
    /// Its number, from 1.
    pub page: u32,
    /// The name that its Begin field gives.
    pub name: String,
    /// EMU.
    pub width: i32,
    /// EMU.
    pub height: i32,
    /// The part of the file that it is.
    pub part: u32,
    /// What stands on it, from the back.
    pub items: Vec<ViewedItem>,
    /// Its index values.
    pub index: Vec<(String, String)>,
    /// What was found while drawing it.
    pub problems: Vec<Problem>,
}

/// Something on a page, in EMU from the page's top left corner, and the bytes that drew it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewedItem {
    /// EMU.
    pub left: i32,
    /// EMU.
    pub top: i32,
    /// EMU.
    pub width: i32,
    /// EMU.
    pub height: i32,
    /// Offsets of the first byte and after the last one.
    pub bytes: (u64, u64),
    /// The same of the field of the page that included the overlay or page segment it belongs to.
    pub include: Option<(u64, u64)>,
}

/// A page group of the index.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ViewedGroup {
    /// Its number, from 0.
    pub number: u32,
    /// How many groups it stands in.
    pub depth: u8,
    /// Its name.
    pub name: String,
    /// Its first page, from 1; none where it has no page.
    pub page: Option<u32>,
    /// Its tag logical elements.
    pub index: Vec<(String, String)>,
}

/// Where something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewedPlace {
    /// The part.
    pub part: u32,
    /// The page, from 1, where the part is one.
    pub page: Option<u32>,
    /// Offset of the row's first byte.
    pub offset: u64,
    /// Its length.
    pub length: u64,
}

/// What a search came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SearchAnswer {
    /// Here.
    Found(ViewedPlace),
    /// Not yet: go on from this offset.
    GoOn(u64),
    /// Nowhere up to the end.
    Nowhere,
}
