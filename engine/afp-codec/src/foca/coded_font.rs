//! Coded fonts: which character set goes with which code page (FOCA "CFC", "CFI").

use crate::structure::structure;
use crate::triplets::Triplets;
use crate::values::Name;
use crate::wire::{Reserved, Usual};

structure! {
    /// Coded Font Control (CFC).
    pub struct CodedFontControl<'a> {
        group_length: Usual<0x19> = "length of an index group",
        retired: Usual<0x01> = "retired",
        triplets: Triplets<'a> = "triplets",
    }
}

structure! {
    /// One section of a coded font. A font of one-byte code points has a single section, zero.
    pub struct CodedFontSection {
        character_set: Name = "font character set",
        code_page: Name = "code page",
        vertical_size: u16 = "vertical size in 1/1440 in",
        horizontal_scale: u16 = "horizontal scale in 1/1440 in",
        reserved: Reserved<4> = "reserved",
        section: u8 = "section",
    }
}

structure! {
    /// Coded Font Index (CFI).
    pub struct CodedFontIndex {
        sections: Vec<CodedFontSection> = "section",
    }
}
