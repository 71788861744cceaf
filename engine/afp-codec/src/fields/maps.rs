//! Maps: fields that give resources local ids or name them for the interpreter.

use crate::groups::Group;
use crate::structure::structure;
use crate::triplets::{Mapping, Triplets};
use crate::values::{Name, Rotation};
use crate::wire::{Fixed, Reserved};

structure! {
    /// A field of repeating groups of triplets: MCF, MDR, MPO, MPG, MMT, MMD (MO:DCA).
    pub struct TripletGroups<'a> {
        groups: Vec<Group<Triplets<'a>>> = "repeating group",
    }
}

impl<'a> TripletGroups<'a> {
    /// With one group for each list of triplets.
    #[must_use]
    pub fn new(groups: Vec<Triplets<'a>>) -> Self {
        Self { groups: groups.into_iter().map(Group).collect() }
    }
}

structure! {
    /// A coded font in format 1 (MCF-1); unused names are X'FF'.
    pub struct CodedFontOne {
        local_id: u8 = "local id",
        reserved: Reserved<1> = "reserved",
        section: u8 = "section",
        reserved_2: Reserved<1> = "reserved",
        coded_font: Name = "coded font",
        code_page: Name = "code page",
        character_set: Name = "character set",
        rotation: Option<Rotation> = "character rotation",
    }
}

structure! {
    /// A page segment (MPS).
    pub struct SegmentName {
        reserved: Reserved<4> = "reserved",
        name: Name = "page segment",
    }
}

structure! {
    /// A medium overlay (MMO).
    pub struct MediumOverlay {
        local_id: u8 = "local id",
        flags: u8 = "flags",
        reserved: Reserved<2> = "reserved",
        name: Name = "overlay",
    }
}

structure! {
    /// A suppression (MSU).
    pub struct Suppression {
        name: Name = "suppression",
        reserved: Reserved<1> = "reserved",
        local_id: u8 = "local id",
    }
}

structure! {
    /// MSU: suppressions.
    pub struct MapSuppression {
        suppressions: Vec<Suppression> = "suppression",
    }
}

structure! {
    /// How an object's content fits its area: MIO, MGO, MBC, MCD, MPT.
    pub struct MapObject {
        group_length: Fixed<0x00> = "length",
        group_length_low: Fixed<0x05> = "length",
        triplet_length: Fixed<0x03> = "length of the triplet",
        triplet_id: Fixed<0x04> = "Mapping Option triplet",
        mapping: Mapping = "mapping",
    }
}

impl MapObject {
    /// With a mapping option.
    #[must_use]
    pub fn new(mapping: Mapping) -> Self {
        Self { mapping, ..Self::default() }
    }
}

structure! {
    /// Preprocess Presentation Object, one group (MO:DCA PPO).
    pub struct Preprocess<'a> {
        kind: u8 = "object type",
        reserved: Reserved<2> = "reserved",
        flags: u8 = "flags",
        x_offset: crate::wire::I24 = "X offset",
        y_offset: crate::wire::I24 = "Y offset",
        triplets: Triplets<'a> = "triplets",
    }
}

structure! {
    /// Preprocess Presentation Object (MO:DCA PPO).
    pub struct PreprocessObjects<'a> {
        groups: Vec<Group<Preprocess<'a>>> = "object",
    }
}
