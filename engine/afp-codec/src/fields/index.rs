//! Index and link fields.

use crate::groups::Group;
use crate::structure::{codes, structure};
use crate::triplets::Triplets;
use crate::wire::{Bytes, Reserved};

codes! {
    /// What a link is for (LLE byte 0).
    pub LinkKind(u8) {
        NAVIGATION = 0x01 "navigation";
        ANNOTATION = 0x02 "annotation";
        APPEND = 0x03 "append";
    }
}

codes! {
    /// What part of a link a group describes.
    pub LinkPart(u8) {
        ATTRIBUTE = 0x01 "attribute";
        SOURCE = 0x02 "source";
        TARGET = 0x03 "target";
    }
}

structure! {
    /// A part of a link.
    pub struct LinkGroup<'a> {
        part: LinkPart = "part",
        triplets: Triplets<'a> = "triplets",
    }
}

structure! {
    /// Link Logical Element (MO:DCA LLE).
    pub struct Link<'a> {
        kind: LinkKind = "link type",
        reserved: Reserved<1> = "reserved",
        groups: Vec<Group<LinkGroup<'a>>> = "part of the link",
    }
}

structure! {
    /// Data without an inner shape of MO:DCA: NOP, OCD, PTX, IPD, GAD, BDA, FDX.
    pub struct Data<'a> {
        bytes: Bytes<'a> = "data",
    }
}
