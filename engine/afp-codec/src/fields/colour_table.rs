//! Colour tables of OS/2 metafiles (MO:DCA-L "Color Attribute Table"), as their programs write them.

use crate::groups::ShortGroup;
use crate::structure::{codes, structure};
use crate::wire::{Reserved, U24};

codes! {
    /// What the colours of a table are made of.
    pub TableColours(u8) {
        RGB = 0x01 "red, green, blue";
    }
}

structure! {
    /// Color Attribute Table (MO:DCA-L CAT).
    pub struct ColourTable {
        flags: u8 = "flags",
        reserved: Reserved<1> = "reserved",
        local_id: u8 = "local id",
        parts: Vec<ShortGroup<ColourTablePart>> = "colours",
    }
}

structure! {
    /// A run of colours.
    pub struct ColourTablePart {
        kind: u8 = "kind of list",
        reserved: Reserved<1> = "reserved",
        colours: TableColours = "colour space",
        first: U24 = "number of the first colour",
        bits: [u8; 3] = "bits of each component",
        length: u8 = "bytes of a colour",
        entries: Vec<[u8; 3]> = "colour",
    }
}
