//! Include and invoke fields.

use crate::structure::{codes, structure};
use crate::triplets::Triplets;
use crate::values::{Name, Rotation};
use crate::wire::{I24, Reserved};

structure! {
    /// Include Page Overlay (MO:DCA IPO).
    pub struct IncludeOverlay<'a> {
        name: Name = "overlay",
        x: I24 = "X offset",
        y: I24 = "Y offset",
        rotation: Option<Rotation> = "rotation",
        triplets: Triplets<'a> = "triplets",
    }
}

impl IncludeOverlay<'_> {
    /// An overlay by name, its corner at a point of the page.
    #[must_use]
    pub fn at(name: Name, x: i32, y: i32) -> IncludeOverlay<'static> {
        let rotation = Some(Rotation::DEGREES_0);
        IncludeOverlay { name, x: I24(x), y: I24(y), rotation, triplets: Vec::new() }
    }
}

structure! {
    /// Include Page Segment (MO:DCA IPS).
    pub struct IncludeSegment<'a> {
        name: Name = "page segment",
        x: I24 = "X offset",
        y: I24 = "Y offset",
        triplets: Triplets<'a> = "triplets",
    }
}

codes! {
    /// What an Include Object field includes (IOB byte 9).
    pub IncludedKind(u8) {
        PAGE_SEGMENT = 0x5F "page segment";
        OTHER = 0x92 "other object data";
        TEXT = 0x9B "text object";
        GRAPHICS = 0xBB "graphics object";
        BAR_CODE = 0xEB "bar code object";
        IMAGE = 0xFB "image object";
    }
}

structure! {
    /// Include Object (MO:DCA IOB). X'FFFFFF' and X'FFFF' leave offsets and rotations to the object.
    pub struct IncludeObject<'a> {
        name: Name = "object",
        reserved: Reserved<1> = "reserved",
        kind: IncludedKind = "object type",
        x_offset: I24 = "X offset of the area",
        y_offset: I24 = "Y offset of the area",
        x_rotation: Rotation = "rotation of the area's X axis",
        y_rotation: Rotation = "rotation of the area's Y axis",
        x_content: I24 = "X offset of the content",
        y_content: I24 = "Y offset of the content",
        reference: u8 = "reference coordinate system",
        triplets: Triplets<'a> = "triplets",
    }
}

structure! {
    /// Include Page (MO:DCA IPG).
    pub struct IncludePage<'a> {
        name: Name = "page",
        reserved: Reserved<8> = "reserved",
        flags: u8 = "flags",
        triplets: Triplets<'a> = "triplets",
    }
}

structure! {
    /// Invoke Medium Map (MO:DCA IMM), Invoke Data Map.
    pub struct Invoke<'a> {
        name: Name = "map",
        triplets: Triplets<'a> = "triplets",
    }
}
