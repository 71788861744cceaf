//! Arbitrary values for the generated round-trip tests, drawn from bytes that proptest makes and shrinks.

use std::borrow::Cow;

use crate::groups::{CountedGroup, Group, ShortGroup, UniformGroups};
use crate::wire::{Counted, Fixed, I24, Reserved, U24, Usual, Wire};

/// A supply of arbitrary bytes; zeros when it has run out.
pub(crate) struct Source<'s> {
    bytes: &'s [u8],
    depth: u8,
}

impl<'s> Source<'s> {
    pub(crate) fn new(bytes: &'s [u8]) -> Self {
        Self { bytes, depth: 0 }
    }

    pub(crate) fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((&first, rest)) => {
                self.bytes = rest;
                first
            }
            None => 0,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// True with `eighths` eighths of probability.
    pub(crate) fn chance(&mut self, eighths: u8) -> bool {
        self.byte() % 8 < eighths
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::from(u16::from_be_bytes([self.byte(), self.byte()])) % bound.max(1)
    }

    pub(crate) fn choose<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        let index = self.below(from.len());
        from.get(index).copied()
    }
}

/// A number whose values have names.
pub(crate) trait Codes {
    type Number: 'static;
    /// The values with their names.
    const ROWS: &'static [(Self::Number, &'static str)];
}

pub(crate) trait Sample: Sized {
    fn sample(source: &mut Source<'_>) -> Self;
}

macro_rules! sample_numbers {
    ($($type:ty, $size:literal;)*) => {$(
        impl Sample for $type {
            fn sample(source: &mut Source<'_>) -> Self {
                <$type>::from_be_bytes(std::array::from_fn::<u8, $size, _>(|_| source.byte()))
            }
        }
    )*};
}
sample_numbers! { u8, 1; i8, 1; u16, 2; i16, 2; u32, 4; i32, 4; }

impl Sample for U24 {
    fn sample(source: &mut Source<'_>) -> Self {
        Self(u32::sample(source) >> 8)
    }
}

impl Sample for I24 {
    fn sample(source: &mut Source<'_>) -> Self {
        Self(i32::sample(source) >> 8)
    }
}

impl<const N: usize> Sample for [u8; N] {
    fn sample(source: &mut Source<'_>) -> Self {
        std::array::from_fn(|_| source.byte())
    }
}

impl<const N: usize> Sample for Reserved<N> {
    fn sample(source: &mut Source<'_>) -> Self {
        Self(if source.chance(6) { [0; N] } else { Sample::sample(source) })
    }
}

impl<const V: u8> Sample for Fixed<V> {
    fn sample(_: &mut Source<'_>) -> Self {
        Self
    }
}

impl<const V: u8> Sample for Usual<V> {
    fn sample(source: &mut Source<'_>) -> Self {
        if source.chance(7) { Self::default() } else { Self(source.byte()) }
    }
}

impl Sample for crate::wire::Empty {
    fn sample(_: &mut Source<'_>) -> Self {
        Self
    }
}

impl Sample for Cow<'_, [u8]> {
    fn sample(source: &mut Source<'_>) -> Self {
        let length = source.below(40);
        Cow::Owned((0..length).map(|_| source.byte()).collect())
    }
}

impl<T: Sample, const SIZE: usize> Sample for Counted<T, SIZE> {
    fn sample(source: &mut Source<'_>) -> Self {
        Self(Sample::sample(source))
    }
}

impl<T: Sample> Sample for Option<T> {
    fn sample(source: &mut Source<'_>) -> Self {
        source.chance(7).then(|| T::sample(source))
    }
}

impl<T: Sample> Sample for Vec<T> {
    fn sample(source: &mut Source<'_>) -> Self {
        let mut list = Vec::new();
        source.depth += 1;
        while source.depth < 4 && list.len() < 6 && !source.is_empty() && source.chance(5) {
            list.push(T::sample(source));
        }
        source.depth -= 1;
        list
    }
}

impl<T: Sample> Sample for Group<T> {
    fn sample(source: &mut Source<'_>) -> Self {
        Self(T::sample(source))
    }
}

impl<T: Sample> Sample for CountedGroup<T> {
    fn sample(source: &mut Source<'_>) -> Self {
        Self(T::sample(source))
    }
}

impl<T: Sample> Sample for ShortGroup<T> {
    fn sample(source: &mut Source<'_>) -> Self {
        Self(T::sample(source))
    }
}

impl<T: Sample + for<'a> Wire<'a>> Sample for UniformGroups<T> {
    fn sample(source: &mut Source<'_>) -> Self {
        let all = Vec::<T>::sample(source);
        let size = |group: &T| group.to_bytes().map_or(0, |bytes| bytes.len());
        let length = all.first().map_or(12, size);
        let groups = all.into_iter().filter(|group| size(group) == length).collect();
        Self { length: u8::try_from(length).unwrap(), reserved: Sample::sample(source), groups }
    }
}

/// The bytes of hexadecimal text; blanks are passed over.
pub(crate) fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    let value = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).unwrap();
    digits.chunks(2).map(|pair| value(pair[0]) << 4 | value(pair[1])).collect()
}
