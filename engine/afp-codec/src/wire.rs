//! How a value crosses the wire: one trait that reads, writes and describes, and the basic types that have it.
//!
//! Structures get the trait from the `structure!` macro, so that reader, writer, inspection text and round-trip test
//! come from one description. A value that was read writes exactly the bytes it was read from.

use std::borrow::Cow;

use crate::describe::Describer;
use crate::error::{DecodeError, DecodeFault, EncodeError};

/// Bytes being read, with the place reached.
#[derive(Debug, Clone)]
pub struct Input<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Input<'a> {
    /// Starts at the first byte.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Bytes read so far.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.at
    }

    /// What is still to be read.
    #[must_use]
    pub fn remaining(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Whether all has been read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// The next `count` bytes.
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], DecodeError> {
        let left = self.remaining();
        match left.get(..count) {
            Some(taken) => {
                self.at += count;
                Ok(taken)
            }
            None => Err(self.fault(DecodeFault::TooShort { needed: count, left: left.len() })),
        }
    }

    /// The next `N` bytes.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        match self.remaining().first_chunk::<N>() {
            Some(taken) => {
                self.at += N;
                Ok(*taken)
            }
            None => Err(self.fault(DecodeFault::TooShort { needed: N, left: self.remaining().len() })),
        }
    }

    /// All that is left.
    pub fn rest(&mut self) -> &'a [u8] {
        let left = self.remaining();
        self.at = self.bytes.len();
        left
    }

    /// An error at the current place.
    #[must_use]
    pub fn fault(&self, fault: DecodeFault) -> DecodeError {
        DecodeError { offset: self.at, fault }
    }

    /// Reads a value out of the next `count` bytes, all of which it must use.
    pub fn within<T: Wire<'a>>(&mut self, count: usize) -> Result<T, DecodeError> {
        let start = self.at;
        let bytes = self.take(count)?;
        T::decode(bytes).map_err(|error| DecodeError { offset: error.offset + start, ..error })
    }
}

/// A value with a wire form.
pub trait Wire<'a>: Sized {
    /// Reads the value; an optional or repeated value at the end of a structure takes what is left.
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError>;

    /// Appends the bytes of the value.
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError>;

    /// Hands the value, in words, to an inspector.
    fn describe(&self, label: &'static str, to: &mut Describer<'_>);

    /// Whether this is an optional value that is not there.
    fn is_absent(&self) -> bool {
        false
    }

    /// Bytes that are carried without being understood.
    fn raw_bytes(&self) -> usize {
        0
    }

    /// Reads a value that must use all bytes.
    fn decode(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        let mut input = Input::new(bytes);
        let value = Self::read(&mut input)?;
        match input.remaining().len() {
            0 => Ok(value),
            left => Err(input.fault(DecodeFault::Trailing { left })),
        }
    }

    /// The bytes of the value by themselves.
    fn to_bytes(&self) -> Result<Vec<u8>, EncodeError> {
        let mut out = Vec::new();
        self.write(&mut out)?;
        Ok(out)
    }
}

macro_rules! big_endian {
    ($($type:ty, $size:literal;)*) => {$(
        impl<'a> Wire<'a> for $type {
            fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
                input.array::<$size>().map(<$type>::from_be_bytes)
            }
            fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
                out.extend_from_slice(&self.to_be_bytes());
                Ok(())
            }
            fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
                to.value(label, $size, self.to_string());
            }
        }
    )*};
}
big_endian! { u8, 1; i8, 1; u16, 2; i16, 2; u32, 4; i32, 4; }

/// An unsigned number of three bytes (UBIN).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct U24(pub u32);

/// A signed number of three bytes (SBIN), two's complement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct I24(pub i32);

impl I24 {
    /// X'FFFFFF', which several fields define as "not given: use the object's own".
    pub const NOT_GIVEN: Self = Self(-1);
}

impl<'a> Wire<'a> for U24 {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let [a, b, c] = input.array::<3>()?;
        Ok(Self(u32::from_be_bytes([0, a, b, c])))
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        let [high, a, b, c] = self.0.to_be_bytes();
        if high != 0 {
            return Err(EncodeError::OutOfRange { what: "an unsigned 3-byte number", value: i64::from(self.0) });
        }
        out.extend_from_slice(&[a, b, c]);
        Ok(())
    }
    fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
        to.value(label, 3, self.0.to_string());
    }
}

impl<'a> Wire<'a> for I24 {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let [a, b, c] = input.array::<3>()?;
        Ok(Self(i32::from_be_bytes([a, b, c, 0]) >> 8))
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        if !(-0x80_0000..0x80_0000).contains(&self.0) {
            return Err(EncodeError::OutOfRange { what: "a signed 3-byte number", value: i64::from(self.0) });
        }
        let [_, a, b, c] = self.0.to_be_bytes();
        out.extend_from_slice(&[a, b, c]);
        Ok(())
    }
    fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
        to.value(label, 3, self.0.to_string());
    }
}

impl<'a, const N: usize> Wire<'a> for [u8; N] {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        input.array::<N>()
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.extend_from_slice(self);
        Ok(())
    }
    fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
        to.value(label, N, hex(self));
    }
}

/// Bytes without a meaning of their own; written as zero, kept as they were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reserved<const N: usize>(pub [u8; N]);

impl<const N: usize> Default for Reserved<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<'a, const N: usize> Wire<'a> for Reserved<N> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        input.array::<N>().map(Self)
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.extend_from_slice(&self.0);
        Ok(())
    }
    fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
        if self.0 == [0; N] {
            to.skip(N);
        } else {
            to.value(label, N, hex(&self.0));
        }
    }
}

/// A byte that the architecture fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fixed<const V: u8>;

impl<'a, const V: u8> Wire<'a> for Fixed<V> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        match input.clone().array::<1>()? {
            [found] if found == V => input.take(1).map(|_| Self),
            [found] => Err(input.fault(DecodeFault::Constant { expected: V, found })),
        }
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.push(V);
        Ok(())
    }
    fn describe(&self, _: &'static str, to: &mut Describer<'_>) {
        to.skip(1);
    }
}

/// A byte that the architecture fixes and nothing depends on: written as `V`, kept as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usual<const V: u8>(pub u8);

impl<const V: u8> Default for Usual<V> {
    fn default() -> Self {
        Self(V)
    }
}

impl<'a, const V: u8> Wire<'a> for Usual<V> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        u8::read(input).map(Self)
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.0.write(out)
    }
    fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
        if self.0 == V {
            to.skip(1);
        } else {
            to.value(label, 1, self.0.to_string());
        }
    }
}

/// No bytes at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Empty;

impl<'a> Wire<'a> for Empty {
    fn read(_: &mut Input<'a>) -> Result<Self, DecodeError> {
        Ok(Self)
    }
    fn write(&self, _: &mut Vec<u8>) -> Result<(), EncodeError> {
        Ok(())
    }
    fn describe(&self, _: &'static str, _: &mut Describer<'_>) {}
}

/// All bytes that are left.
pub type Bytes<'a> = Cow<'a, [u8]>;

impl<'a> Wire<'a> for Bytes<'a> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        Ok(Cow::Borrowed(input.rest()))
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.extend_from_slice(self);
        Ok(())
    }
    fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
        if !self.is_empty() {
            to.value(label, self.len(), hex(self));
        }
    }
}

/// A value behind the count of its bytes, which takes `SIZE` bytes and does not count itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted<T, const SIZE: usize>(pub T);

impl<'a, T: Wire<'a>, const SIZE: usize> Wire<'a> for Counted<T, SIZE> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let count = input.array::<SIZE>()?.iter().fold(0, |count, &byte| count << 8 | usize::from(byte));
        input.within(count).map(Self)
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        let start = out.len();
        out.resize(start + SIZE, 0);
        self.0.write(out)?;
        let length = out.len() - start - SIZE;
        let limit = (1 << (8 * SIZE)) - 1;
        let bytes = length.to_be_bytes();
        match (out.get_mut(start..start + SIZE), bytes.get(bytes.len() - SIZE..)) {
            (Some(place), Some(low)) if length <= limit => {
                place.copy_from_slice(low);
                Ok(())
            }
            _ => Err(EncodeError::TooLong { what: "counted bytes", length, limit }),
        }
    }
    fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
        to.skip(SIZE);
        self.0.describe(label, to);
    }
    fn raw_bytes(&self) -> usize {
        self.0.raw_bytes()
    }
}

impl<'a, T: Wire<'a>> Wire<'a> for Option<T> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        if input.is_empty() { Ok(None) } else { T::read(input).map(Some) }
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.as_ref().map_or(Ok(()), |value| value.write(out))
    }
    fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
        if let Some(value) = self {
            value.describe(label, to);
        }
    }
    fn is_absent(&self) -> bool {
        self.is_none()
    }
    fn raw_bytes(&self) -> usize {
        self.as_ref().map_or(0, Wire::raw_bytes)
    }
}

impl<'a, T: Wire<'a>> Wire<'a> for Vec<T> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let mut list = Vec::new();
        while !input.is_empty() {
            let before = input.offset();
            list.push(T::read(input)?);
            if input.offset() == before {
                return Err(input.fault(DecodeFault::Length { length: 0, left: input.remaining().len() }));
            }
        }
        Ok(list)
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.iter().try_for_each(|item| item.write(out))
    }
    fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
        for item in self {
            item.describe(label, to);
        }
    }
    fn raw_bytes(&self) -> usize {
        self.iter().map(Wire::raw_bytes).sum()
    }
}

/// Bytes as an inspector shows them: at most 48, in hexadecimal.
#[must_use]
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::from("X'");
    for byte in bytes.iter().take(48) {
        let _ = write!(text, "{byte:02X}");
    }
    text.push('\'');
    if bytes.len() > 48 {
        let _ = write!(text, " … ({} bytes)", bytes.len());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_byte_numbers_keep_their_sign() {
        assert_eq!(I24::decode(&[0xFF, 0xFF, 0xFE]), Ok(I24(-2)));
        assert_eq!(I24(-2).to_bytes(), Ok(vec![0xFF, 0xFF, 0xFE]));
        assert_eq!(U24::decode(&[0x00, 0x2F, 0xD0]), Ok(U24(12240)));
        assert_eq!(I24::decode(&[0x7F, 0xFF, 0xFF]), Ok(I24(0x7F_FFFF)));
    }

    #[test]
    fn numbers_that_do_not_fit_are_refused() {
        assert!(matches!(U24(1 << 24).to_bytes(), Err(EncodeError::OutOfRange { .. })));
        assert!(matches!(I24(1 << 23).to_bytes(), Err(EncodeError::OutOfRange { .. })));
    }

    #[test]
    fn a_short_read_says_where_and_how_much() {
        let error = u32::decode(&[1, 2]).unwrap_err();
        assert_eq!(error, DecodeError { offset: 0, fault: DecodeFault::TooShort { needed: 4, left: 2 } });
    }
}
