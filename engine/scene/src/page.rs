//! A finished page.

use units::Size;

use crate::{Content, IndexEntry};

/// A finished page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Its size.
    pub size: Size,
    /// What stands on it.
    pub content: Content,
    /// Index entries of the page itself (those of its group are the group's).
    pub index: Vec<IndexEntry>,
    /// The medium map that it is printed by, where it names one; else its group's, else the one in effect.
    pub medium_map: Option<String>,
    /// The record it was made from, from 1.
    pub record: Option<u64>,
    /// Its number in its document, from 1.
    pub number: u32,
}
