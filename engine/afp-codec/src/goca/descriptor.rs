//! The data of a Graphics Data Descriptor field (GOCA "Graphics Data Descriptor").

use crate::describe::{Describer, NodeKind};
use crate::error::{DecodeError, EncodeError};
use crate::structure::{codes, structure, tagged};
use crate::values::UnitBase;
use crate::wire::{Bytes, Input, Reserved, Wire};

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

codes! {
    /// The attributes that a default is set for.
    pub AttributeSet(u8) {
        DRAWING = 0x00 "drawing";
        LINE = 0x01 "line";
        CHARACTER = 0x02 "character";
        MARKER = 0x03 "marker";
        PATTERN = 0x04 "pattern";
        ARC = 0x0B "arc";
        PROCESS_COLOUR = 0x10 "process colour";
        NORMAL_LINE_WIDTH = 0x11 "normal line width";
    }
}

structure! {
    /// Set Current Defaults: the values are for the attributes that the mask selects.
    pub struct SetDefaults<'a> {
        set: AttributeSet = "attribute set",
        mask: u16 = "mask",
        flags: u8 = "names or values",
        values: Bytes<'a> = "values",
    }
}

structure! {
    /// The drawing order subset (retired, yet found in most files).
    pub struct DrawingSubset<'a> {
        data: Bytes<'a> = "subset",
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

impl<'a> Wire<'a> for GraphicsDescriptorItem<'a> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let left = input.remaining();
        match left {
            [code, length, rest @ ..] if rest.len() >= usize::from(*length) => {
                input.take(2)?;
                Ok(Self::decode_body(*code, input.take(usize::from(*length))?))
            }
            _ => Ok(Self::Damaged(Bytes::Borrowed(input.rest()))),
        }
    }

    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        if matches!(self, Self::Damaged(_)) {
            return self.write_body(out);
        }
        let start = out.len();
        out.extend_from_slice(&[self.code(), 0]);
        self.write_body(out)?;
        let length = out.len() - start - 2;
        match (u8::try_from(length), out.get_mut(start + 1)) {
            (Ok(length), Some(place)) => {
                *place = length;
                Ok(())
            }
            _ => Err(EncodeError::TooLong { what: "graphics descriptor item", length, limit: 255 }),
        }
    }

    fn describe(&self, _: &'static str, to: &mut Describer<'_>) {
        to.begin(NodeKind::SelfDefiningField, self.short_name(), self.names().1);
        if !matches!(self, Self::Damaged(_)) {
            to.skip(2);
        }
        self.describe_body(to);
        to.end(String::new());
    }

    fn raw_bytes(&self) -> usize {
        self.unread_bytes()
    }
}

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
