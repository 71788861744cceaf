//! Overlays and page segments that exist as AFP, in folders of the user's choice.

use serde::{Deserialize, Serialize};

use crate::Failure;

/// What a resource of a library is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResourceKind {
    /// An overlay.
    Overlay,
    /// A page segment.
    PageSegment,
}

impl ResourceKind {
    /// The word in the address of its picture.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Overlay => "overlay",
            Self::PageSegment => "page-segment",
        }
    }

    /// The kind of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Overlay, Self::PageSegment].into_iter().find(|kind| kind.word() == word)
    }
}

/// A resource that can be placed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LibraryEntry {
    /// What it is.
    pub kind: ResourceKind,
    /// The name that finds it.
    pub name: String,
    /// The file that holds it.
    pub file: String,
}

/// A folder, or file with many resources, in which resources are looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LibraryFolder {
    /// Where it is.
    pub path: String,
    /// Why nothing is found there.
    pub failure: Option<Failure>,
}

/// All that can be placed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Library {
    /// Counts the times it was looked through: the pictures of `/library/{generation}/{kind}/{name}@{pixels}` are of
    /// this one.
    pub generation: u64,
    /// In the order in which they are looked through.
    pub folders: Vec<LibraryFolder>,
    /// By name.
    pub resources: Vec<LibraryEntry>,
}
