//! The data of an Image Data Descriptor field (IOCA appendix "MO:DCA Environment").

use crate::structure::{short_items, structure, tagged};
use crate::values::{ColourSpecification, OcaColour, UnitBase};
use crate::wire::Reserved;

structure! {
    /// Set Bilevel Image Color.
    pub struct BilevelColour {
        area: u8 = "area",
        reserved: Reserved<1> = "reserved",
        colour: OcaColour = "colour",
    }
}

structure! {
    /// Set Extended Bilevel Image Color.
    pub struct ExtendedBilevelColour<'a> {
        colour: ColourSpecification<'a> = "colour",
    }
}

structure! {
    /// IOCA Function Set Identification.
    pub struct FunctionSet {
        category: u8 = "category",
        identifier: u8 = "function set",
    }
}

tagged! {
    /// A self-defining field of an image data descriptor.
    pub enum ImageDescriptorItem<'a>(u8), "image descriptor item" {
        0xF4 ExtendedColour(ExtendedBilevelColour<'a>) "SETEXT" "Set Extended Bilevel Image Color";
        0xF6 Colour(BilevelColour) "SETCLR" "Set Bilevel Image Color";
        0xF7 FunctionSet(FunctionSet) "FUNCSET" "IOCA Function Set Identification";
    }
}

short_items!(ImageDescriptorItem, "image descriptor item");

structure! {
    /// Image Data Descriptor.
    pub struct ImageDescriptor<'a> {
        base: UnitBase = "unit base",
        x_resolution: u16 = "X points per unit base",
        y_resolution: u16 = "Y points per unit base",
        x_size: u16 = "X size in points",
        y_size: u16 = "Y size in points",
        items: Vec<ImageDescriptorItem<'a>> = "item",
    }
}
