//! The data of an Image Data Descriptor field (IOCA appendix "MO:DCA Environment").

use crate::describe::{Describer, NodeKind};
use crate::error::{DecodeError, EncodeError};
use crate::structure::{structure, tagged};
use crate::values::{ColourSpecification, OcaColour, UnitBase};
use crate::wire::{Bytes, Input, Reserved, Wire};

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

impl<'a> Wire<'a> for ImageDescriptorItem<'a> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        match input.remaining() {
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
            _ => Err(EncodeError::TooLong { what: "image descriptor item", length, limit: 255 }),
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
