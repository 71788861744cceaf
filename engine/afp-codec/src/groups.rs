//! Repeating groups: structures that come several times, each or all with a length.

use crate::describe::{Describer, NodeKind};
use crate::error::{DecodeError, DecodeFault, EncodeError};
use crate::wire::{Input, Wire};

/// A group behind a two-byte length that counts itself (MO:DCA "repeating group", MCF, MDR, MPO, …).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group<T>(pub T);

/// A group behind a one-byte length that counts itself (PGP).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShortGroup<T>(pub T);

fn write_group<'a, T: Wire<'a>>(value: &T, size: usize, limit: usize, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    let start = out.len();
    out.resize(start + size, 0);
    value.write(out)?;
    let length = out.len() - start;
    if length > limit {
        return Err(EncodeError::TooLong { what: "repeating group", length, limit });
    }
    let bytes = length.to_be_bytes();
    let (Some(place), Some(low)) = (out.get_mut(start..start + size), bytes.get(bytes.len() - size..)) else {
        return Err(EncodeError::TooLong { what: "repeating group", length, limit });
    };
    place.copy_from_slice(low);
    Ok(())
}

fn read_group<'a, T: Wire<'a>>(length: usize, size: usize, input: &mut Input<'a>) -> Result<T, DecodeError> {
    let left = input.remaining().len() + size;
    if length < size || length > left {
        return Err(input.fault(DecodeFault::Length { length, left }));
    }
    input.within(length - size)
}

fn describe_group<'a, T: Wire<'a>>(value: &T, size: usize, label: &'static str, to: &mut Describer<'_>) {
    to.begin(NodeKind::Group, "", label);
    to.skip(size);
    value.describe(label, to);
    to.end(String::new());
}

impl<'a, T: Wire<'a>> Wire<'a> for Group<T> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let length = usize::from(u16::read(input)?);
        read_group(length, 2, input).map(Self)
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        write_group(&self.0, 2, usize::from(u16::MAX), out)
    }
    fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
        describe_group(&self.0, 2, label, to);
    }
    fn raw_bytes(&self) -> usize {
        self.0.raw_bytes()
    }
}

impl<'a, T: Wire<'a>> Wire<'a> for ShortGroup<T> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let length = usize::from(u8::read(input)?);
        read_group(length, 1, input).map(Self)
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        write_group(&self.0, 1, usize::from(u8::MAX), out)
    }
    fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
        describe_group(&self.0, 1, label, to);
    }
    fn raw_bytes(&self) -> usize {
        self.0.raw_bytes()
    }
}

/// A group behind a one-byte length that does not count itself (BCOCA "Image Information Block").
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CountedGroup<T>(pub T);

impl<'a, T: Wire<'a>> Wire<'a> for CountedGroup<T> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let length = usize::from(u8::read(input)?);
        input.within(length).map(Self)
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        let start = out.len();
        out.push(0);
        self.0.write(out)?;
        let length = out.len() - start - 1;
        let too_long = EncodeError::TooLong { what: "repeating group", length, limit: 255 };
        let byte = u8::try_from(length).map_err(|_| too_long)?;
        out.get_mut(start).map(|place| *place = byte).ok_or(too_long)
    }
    fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
        describe_group(&self.0, 1, label, to);
    }
    fn raw_bytes(&self) -> usize {
        self.0.raw_bytes()
    }
}

/// Groups without lengths of their own: a length byte and three reserved bytes, then groups of that length
/// (MCF-1, MPS, MMO).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UniformGroups<T> {
    /// Length of each group; must equal what the groups take.
    pub length: u8,
    /// Zero, or as read.
    pub reserved: [u8; 3],
    /// The groups.
    pub groups: Vec<T>,
}

impl<'a, T: Wire<'a>> Wire<'a> for UniformGroups<T> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let length = u8::read(input)?;
        let reserved = input.array()?;
        let mut groups = Vec::new();
        while !input.is_empty() {
            if length == 0 {
                return Err(input.fault(DecodeFault::Length { length: 0, left: input.remaining().len() }));
            }
            groups.push(input.within(usize::from(length))?);
        }
        Ok(Self { length, reserved, groups })
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.push(self.length);
        out.extend_from_slice(&self.reserved);
        for group in &self.groups {
            let start = out.len();
            group.write(out)?;
            let other = out.len() - start;
            if other != usize::from(self.length) {
                return Err(EncodeError::UnequalGroups { first: usize::from(self.length), other });
            }
        }
        Ok(())
    }
    fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
        to.value("length of a group", 1, self.length.to_string());
        to.skip(3);
        for group in &self.groups {
            describe_group(group, 0, label, to);
        }
    }
    fn raw_bytes(&self) -> usize {
        self.groups.iter().map(Wire::raw_bytes).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_length_counts_itself() {
        assert_eq!(Group::<u16>::decode(&[0, 4, 1, 2]), Ok(Group(0x0102)));
        assert_eq!(Group(0x0102u16).to_bytes(), Ok(vec![0, 4, 1, 2]));
        assert_eq!(ShortGroup(0x0102u16).to_bytes(), Ok(vec![3, 1, 2]));
    }

    #[test]
    fn a_group_length_beyond_the_data_is_an_error_with_its_place() {
        let error = Group::<u16>::decode(&[0, 9, 1, 2]).unwrap_err();
        assert_eq!(error, DecodeError { offset: 2, fault: DecodeFault::Length { length: 9, left: 4 } });
    }

    #[test]
    fn uniform_groups_refuse_unequal_lengths() {
        let groups = UniformGroups { length: 2, reserved: [0; 3], groups: vec![vec![1u8], vec![1, 2]] };
        assert_eq!(groups.to_bytes(), Err(EncodeError::UnequalGroups { first: 2, other: 1 }));
    }
}
