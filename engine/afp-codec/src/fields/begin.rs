//! Begin and End fields (MO:DCA "Begin …", "End …").

use crate::describe::Describer;
use crate::error::{DecodeError, EncodeError};
use crate::structure::structure;
use crate::triplets::{Triplet, Triplets};
use crate::values::Name;
use crate::wire::{Bytes, Input, Reserved, Wire};

/// A Begin or End field: a name, which may be left out, and triplets.
///
/// Some programs write only the first two bytes of the name that matches any, X'FFFF'; they are kept as damaged
/// triplets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named<'a> {
    /// name
    pub name: Option<Name>,
    /// triplets
    pub triplets: Triplets<'a>,
}

impl<'a> Wire<'a> for Named<'a> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let left = input.remaining().len();
        if (1..8).contains(&left) {
            return Ok(Self { name: None, triplets: vec![Triplet::Damaged(Bytes::Borrowed(input.rest()))] });
        }
        Ok(Self { name: Wire::read(input)?, triplets: Wire::read(input)? })
    }

    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        match (&self.name, self.triplets.first()) {
            (None, Some(triplet)) if !matches!(triplet, Triplet::Damaged(_)) => {
                Err(EncodeError::Gap { missing: "name" })
            }
            _ => {
                self.name.write(out)?;
                self.triplets.write(out)
            }
        }
    }

    fn describe(&self, _: &'static str, to: &mut Describer<'_>) {
        self.name.describe("name", to);
        self.triplets.describe("triplets", to);
    }

    fn raw_bytes(&self) -> usize {
        self.triplets.raw_bytes()
    }
}

#[cfg(test)]
impl crate::sample::Sample for Named<'_> {
    fn sample(source: &mut crate::sample::Source<'_>) -> Self {
        Self { name: crate::sample::Sample::sample(source), triplets: crate::sample::Sample::sample(source) }
    }
}

impl<'a> Named<'a> {
    /// With a name and triplets.
    #[must_use]
    pub fn new(name: Name, triplets: Triplets<'a>) -> Self {
        Self { name: Some(name), triplets }
    }
}

structure! {
    /// Begin Document, Begin Resource: two reserved bytes stand between name and triplets.
    pub struct NamedReserved<'a> {
        name: Option<Name> = "name",
        reserved: Option<Reserved<2>> = "reserved",
        triplets: Triplets<'a> = "triplets",
    }
}

impl<'a> NamedReserved<'a> {
    /// With a name and triplets.
    #[must_use]
    pub fn new(name: Name, triplets: Triplets<'a>) -> Self {
        Self { name: Some(name), reserved: Some(Reserved::default()), triplets }
    }
}
