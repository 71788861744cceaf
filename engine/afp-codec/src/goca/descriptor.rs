//! The data of a Graphics Data Descriptor field (GOCA "Graphics Data Descriptor").

use super::defaults::SetDefaults;
use crate::structure::{short_items, structure, tagged};
use crate::values::UnitBase;
use crate::wire::{Bytes, Reserved};

structure! {
    /// The graphics presentation space and its window, in the units that it sets.
    pub struct Window {
        flags: u8 = "flags",
        reserved: Reserved<2> = "reserved",
        base: UnitBase = "unit base",
        x_units: u16 = "X units per unit base",
        y_units: u16 = "Y units per unit base",
        image_resolution: u16 = "image points per unit base",
        left: i16 = "left edge",
        right: i16 = "right edge",
        bottom: i16 = "bottom edge",
        top: i16 = "top edge",
    }
}

structure! {
    /// The drawing order subset (GOCA appendix C, retired, yet found in most files): DR/2V0 is X'B0', X'0000', 2, 0.
    pub struct DrawingSubset<'a> {
        subset: u8 = "subset",
        reserved: Reserved<2> = "reserved",
        level: u8 = "level",
        version: u8 = "version",
        coordinates: Bytes<'a> = "coordinate formats",
    }
}

tagged! {
    /// A self-defining field of a graphics data descriptor.
    pub enum GraphicsDescriptorItem<'a>(u8), "graphics descriptor item" {
        0xF7 Subset(DrawingSubset<'a>) "SPSUB" "Drawing Order Subset";
        0xF6 Window(Window) "WINDOW" "Window Specification";
        0x21 Defaults(SetDefaults<'a>) "SCD" "Set Current Defaults";
    }
}

short_items!(GraphicsDescriptorItem, "graphics descriptor item");

structure! {
    /// Graphics Data Descriptor.
    pub struct GraphicsDescriptor<'a> {
        items: Vec<GraphicsDescriptorItem<'a>> = "item",
    }
}

impl GraphicsDescriptor<'_> {
    /// The window, which says units and extent.
    #[must_use]
    pub fn window(&self) -> Option<&Window> {
        self.items.iter().find_map(|item| match item {
            GraphicsDescriptorItem::Window(window) => Some(window),
            _ => None,
        })
    }
}
