//! Characters of a font: metrics and where the shape lies (FOCA "FNI", "FNM").

use crate::describe::{Describer, NodeKind};
use crate::error::{DecodeError, DecodeFault, EncodeError};
use crate::structure::structure;
use crate::values::Name;
use crate::wire::{Reserved, Wire};

structure! {
    /// A character with all its metrics, in the units of the font.
    pub struct CharacterMetrics {
        character: Name = "character",
        increment: u16 = "increment",
        ascender: i16 = "ascender height",
        descender: i16 = "descender depth",
        reserved: Reserved<2> = "reserved",
        pattern: u16 = "pattern",
        a_space: i16 = "A-space",
        b_space: u16 = "B-space",
        c_space: i16 = "C-space",
        reserved_2: Reserved<2> = "reserved",
        baseline_offset: i16 = "baseline offset",
    }
}

structure! {
    /// A character of which only the increment is given.
    pub struct CharacterIncrement {
        character: Name = "character",
        increment: u16 = "increment",
    }
}

/// The characters of a Font Index field (FNI), in the form that the Font Control field gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FontIndex {
    /// Groups of 28 bytes.
    Metrics(Vec<CharacterMetrics>),
    /// Groups of 10 bytes.
    Increments(Vec<CharacterIncrement>),
}

impl FontIndex {
    /// Reads groups of a length.
    ///
    /// # Errors
    /// A length that is not defined, or data that does not consist of such groups.
    pub fn decode(group_length: u8, data: &[u8]) -> Result<Self, DecodeError> {
        match group_length {
            28 => Wire::decode(data).map(Self::Metrics),
            10 => Wire::decode(data).map(Self::Increments),
            found => Err(DecodeError { offset: 0, fault: DecodeFault::Constant { expected: 28, found } }),
        }
    }

    /// Appends the groups.
    ///
    /// # Errors
    /// None today; the groups hold only what the wire holds.
    pub fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        match self {
            Self::Metrics(groups) => groups.write(out),
            Self::Increments(groups) => groups.write(out),
        }
    }

    pub(crate) fn describe(&self, to: &mut Describer<'_>) {
        match self {
            Self::Metrics(groups) => describe(groups, |group| (group.character, group.increment), to),
            Self::Increments(groups) => describe(groups, |group| (group.character, group.increment), to),
        }
    }
}

fn describe<'a, T: Wire<'a>>(groups: &[T], of: impl Fn(&T) -> (Name, u16), to: &mut Describer<'_>) {
    for group in groups {
        to.begin(NodeKind::Group, "", "Character");
        group.describe("", to);
        let (character, increment) = of(group);
        to.end(format!("{character} moves by {increment}"));
    }
}

structure! {
    /// Where the pattern of a character lies in the raster data.
    pub struct PatternPlace {
        width: u16 = "box width less one",
        height: u16 = "box height less one",
        offset: u32 = "offset in units of the alignment",
    }
}

structure! {
    /// Font Patterns Map (FNM).
    pub struct FontPatternsMap {
        patterns: Vec<PatternPlace> = "pattern",
    }
}
