//! Outline objects (FOCA "FNG"), out of the joined data of the fields. Raster patterns are plain bytes.

use super::PatternTechnology;
use crate::describe::{Describer, NodeKind};
use crate::error::{DecodeError, DecodeFault, EncodeError};
use crate::groups::Group;
use crate::values::printable;
use crate::wire::{Bytes, Input, Wire};

/// A file of outlines, e.g. a Type 1 font program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OutlineObject<'a> {
    /// The checksum as written. FOCA does not say how it is made; known fonts have the sums of every fourth byte of the
    /// data, a byte each.
    pub checksum: u32,
    /// What the technology calls the file, e.g. `HELVETIC.PFB`.
    pub identifier: Bytes<'a>,
    /// What a CID-keyed object is; absent for Type 1.
    pub descriptor: Option<Bytes<'a>>,
    /// The file.
    pub data: Bytes<'a>,
}

impl<'a> OutlineObject<'a> {
    fn read(technology: PatternTechnology, input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let left = input.remaining().len();
        let length = u32::read(input)?;
        let body = usize::try_from(length).ok().and_then(|length| length.checked_sub(4)).unwrap_or(usize::MAX);
        let start = input.offset();
        let fault = DecodeFault::Length { length: body.saturating_add(4), left };
        let mut inside = Input::new(input.take(body).map_err(|_| DecodeError { offset: start, fault })?);
        let checksum = Wire::read(&mut inside)?;
        let Group(identifier) = Group::<Bytes<'a>>::read(&mut inside)?;
        let descriptor = match technology {
            PatternTechnology::CID => Some(Group::<Bytes<'a>>::read(&mut inside)?.0),
            _ => None,
        };
        Ok(Self { checksum, identifier, descriptor, data: Bytes::Borrowed(inside.rest()) })
    }

    /// Appends the object.
    ///
    /// # Errors
    /// More than 4 GB, or an identifier that is too long.
    pub fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        let start = out.len();
        out.extend_from_slice(&[0; 4]);
        self.checksum.write(out)?;
        Group(self.identifier.clone()).write(out)?;
        if let Some(descriptor) = &self.descriptor {
            Group(descriptor.clone()).write(out)?;
        }
        out.extend_from_slice(&self.data);
        let length = out.len() - start;
        let limit = usize::try_from(u32::MAX).unwrap_or(usize::MAX);
        let too_long = EncodeError::TooLong { what: "outline object", length, limit };
        match (u32::try_from(length), out.get_mut(start..start + 4)) {
            (Ok(length), Some(place)) => {
                place.copy_from_slice(&length.to_be_bytes());
                Ok(())
            }
            _ => Err(too_long),
        }
    }
}

/// The joined data of the FNG fields of an outline font.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OutlineObjects<'a>(pub Vec<OutlineObject<'a>>);

impl<'a> OutlineObjects<'a> {
    /// Reads the objects.
    ///
    /// # Errors
    /// Data that ends too soon.
    pub fn decode(technology: PatternTechnology, data: &'a [u8]) -> Result<Self, DecodeError> {
        let mut input = Input::new(data);
        let mut objects = Vec::new();
        while !input.is_empty() {
            let offset = input.offset();
            objects.push(OutlineObject::read(technology, &mut input).map_err(|error| DecodeError { offset, ..error })?);
        }
        Ok(Self(objects))
    }

    /// Appends the objects.
    ///
    /// # Errors
    /// An object that is too long.
    pub fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.0.iter().try_for_each(|object| object.write(out))
    }

    pub(crate) fn describe(&self, to: &mut Describer<'_>) {
        for object in &self.0 {
            to.begin(NodeKind::Group, "", "Outline object");
            to.skip(4);
            to.value("checksum", 4, format!("X'{:08X}'", object.checksum));
            to.skip(2);
            let name = printable(&String::from_utf8_lossy(&object.identifier));
            to.value("identifier", object.identifier.len(), name.clone());
            if let Some(descriptor) = &object.descriptor {
                to.skip(2);
                descriptor.describe("descriptor", to);
            }
            to.value("data", object.data.len(), format!("{} bytes", object.data.len()));
            to.end(format!("{name}, {} bytes", object.data.len()));
        }
    }
}
