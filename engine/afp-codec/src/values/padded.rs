//! Texts of a fixed length.

use std::fmt;

use super::text::printable;
use crate::describe::Describer;
use crate::ebcdic;
use crate::error::{DecodeError, EncodeError};
use crate::wire::{Input, Wire};

/// A text of `N` bytes of code page 500, padded with blanks (FOCA "CHAR" descriptions).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PaddedText<const N: usize>(pub [u8; N]);

impl<const N: usize> PaddedText<N> {
    /// A text of at most `N` characters of code page 500.
    ///
    /// # Errors
    /// A longer text, or a character that the code page lacks.
    pub fn new(text: &str) -> Result<Self, EncodeError> {
        let mut bytes = [0x40; N];
        let length = text.chars().count();
        if length > N {
            return Err(EncodeError::TooLong { what: "text", length, limit: N });
        }
        for (place, character) in bytes.iter_mut().zip(text.chars()) {
            *place = ebcdic::byte(character)
                .ok_or(EncodeError::Character { character, encoding: "EBCDIC code page 500" })?;
        }
        Ok(Self(bytes))
    }

    /// The text without the blanks or zeros that pad it.
    #[must_use]
    pub fn text(&self) -> String {
        let end = self.0.iter().rposition(|&byte| byte != 0x40 && byte != 0).map_or(0, |last| last + 1);
        ebcdic::to_text(self.0.get(..end).unwrap_or_default())
    }
}

impl<const N: usize> Default for PaddedText<N> {
    fn default() -> Self {
        Self([0x40; N])
    }
}

impl<const N: usize> fmt::Debug for PaddedText<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PaddedText({:?})", self.text())
    }
}

impl<'a, const N: usize> Wire<'a> for PaddedText<N> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        input.array().map(Self)
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.extend_from_slice(&self.0);
        Ok(())
    }
    fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
        to.value(label, N, format!("\"{}\"", printable(&self.text())));
    }
}

#[cfg(test)]
impl<const N: usize> crate::sample::Sample for PaddedText<N> {
    fn sample(source: &mut crate::sample::Source<'_>) -> Self {
        Self(crate::sample::Sample::sample(source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_padded_with_blanks() {
        assert_eq!(PaddedText::<4>::new("Az").unwrap().0, [0xC1, 0xA9, 0x40, 0x40]);
        assert_eq!(PaddedText([0xC1, 0x40, 0xC2, 0x40]).text(), "A B");
        assert!(PaddedText::<2>::new("abc").is_err());
        assert!(PaddedText::<2>::new("臺").is_err());
    }
}
