//! Descriptors and positions of pages, text, object areas and media.

use crate::structure::structure;
use crate::triplets::Triplets;
use crate::values::{Rotation, UnitBase};
use crate::wire::{Bytes, Fixed, I24, Reserved, U24};

structure! {
    /// Page Descriptor (MO:DCA "Page Descriptor (PGD)").
    pub struct PageDescriptor<'a> {
        x_base: UnitBase = "X unit base",
        y_base: UnitBase = "Y unit base",
        x_units: u16 = "X units per unit base",
        y_units: u16 = "Y units per unit base",
        x_size: U24 = "X size",
        y_size: U24 = "Y size",
        reserved: Option<Reserved<3>> = "reserved",
        triplets: Triplets<'a> = "triplets",
    }
}

structure! {
    /// Presentation Text Data Descriptor, format 2 (PTOCA "Presentation Text Descriptor").
    pub struct TextDescriptor<'a> {
        x_base: UnitBase = "X unit base",
        y_base: UnitBase = "Y unit base",
        x_units: u16 = "X units per unit base",
        y_units: u16 = "Y units per unit base",
        x_size: U24 = "X extent",
        y_size: U24 = "Y extent",
        flags: Option<Reserved<2>> = "text flags",
        initial: Bytes<'a> = "initial text conditions",
    }
}

structure! {
    /// Presentation Text Data Descriptor, format 1 (MO:DCA "migration functions").
    pub struct TextDescriptorOne {
        x_base: UnitBase = "X unit base",
        y_base: UnitBase = "Y unit base",
        x_units: u16 = "X units per unit base",
        y_units: u16 = "Y units per unit base",
        x_size: u16 = "X extent",
        y_size: u16 = "Y extent",
        flags: Option<Reserved<2>> = "text flags",
    }
}

structure! {
    /// Object Area Descriptor, CDD's and other fields that hold triplets only (MO:DCA OBD).
    pub struct TripletList<'a> {
        triplets: Triplets<'a> = "triplets",
    }
}

structure! {
    /// Object Area Position (MO:DCA OBP). Print servers add three bytes where the coordinate system is that of text
    /// (X'05', retired).
    pub struct ObjectAreaPosition {
        id: u8 = "position id",
        group_length: Fixed<0x17> = "length of the group",
        x_offset: I24 = "X offset of the area",
        y_offset: I24 = "Y offset of the area",
        x_rotation: Rotation = "rotation of the area's X axis",
        y_rotation: Rotation = "rotation of the area's Y axis",
        reserved: Reserved<1> = "reserved",
        x_content: I24 = "X offset of the content",
        y_content: I24 = "Y offset of the content",
        x_content_rotation: Rotation = "rotation of the content's X axis",
        y_content_rotation: Rotation = "rotation of the content's Y axis",
        reference: u8 = "reference coordinate system",
        text_coordinates: Option<[u8; 3]> = "text coordinate system",
    }
}

impl ObjectAreaPosition {
    /// An area on the page or overlay, turned clockwise, its content at the area's corner.
    #[must_use]
    pub fn on_page(x: i32, y: i32, rotation: Rotation) -> Self {
        let turns = rotation.quarter_turns().unwrap_or(0);
        Self {
            id: 1,
            x_offset: I24(x),
            y_offset: I24(y),
            x_rotation: rotation,
            y_rotation: Rotation::from_quarter_turns(turns + 1),
            x_content_rotation: Rotation::DEGREES_0,
            y_content_rotation: Rotation::DEGREES_90,
            reference: 1,
            ..Self::default()
        }
    }
}

structure! {
    /// Container Data Descriptor (MO:DCA CDD).
    pub struct ContainerDescriptor<'a> {
        retired: [u8; 12] = "retired",
        triplets: Triplets<'a> = "triplets",
    }
}

structure! {
    /// Medium Descriptor (MO:DCA MDD).
    pub struct MediumDescriptor<'a> {
        x_base: UnitBase = "X unit base",
        y_base: UnitBase = "Y unit base",
        x_units: u16 = "X units per unit base",
        y_units: u16 = "Y units per unit base",
        x_size: U24 = "X size",
        y_size: U24 = "Y size",
        flags: u8 = "flags",
        triplets: Triplets<'a> = "triplets",
    }
}
