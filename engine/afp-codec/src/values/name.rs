//! Names of eight bytes.

use std::fmt;

use super::text::printable;
use crate::describe::Describer;
use crate::ebcdic;
use crate::error::{DecodeError, EncodeError};
use crate::wire::{Input, Wire, hex};

/// A name of eight bytes: EBCDIC, padded with blanks (MO:DCA "CHAR" names).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(pub [u8; 8]);

impl Name {
    /// Eight blanks.
    pub const BLANK: Self = Self([0x40; 8]);
    /// On an End field: matches whatever the Begin field is called (first two bytes X'FFFF').
    pub const ANY: Self = Self([0xFF; 8]);

    /// A name of at most eight characters of code page 500.
    ///
    /// # Errors
    /// A longer text, or a character that the code page lacks.
    pub fn new(text: &str) -> Result<Self, EncodeError> {
        let mut bytes = [0x40; 8];
        let mut length = 0;
        for character in text.chars() {
            let code = ebcdic::byte(character)
                .ok_or(EncodeError::Character { character, encoding: "EBCDIC code page 500" })?;
            if let Some(place) = bytes.get_mut(length) {
                *place = code;
            }
            length += 1;
        }
        if length > 8 { Err(EncodeError::TooLong { what: "name", length, limit: 8 }) } else { Ok(Self(bytes)) }
    }

    /// The name without the blanks or zeros that pad it.
    #[must_use]
    pub fn text(self) -> String {
        let end = self.0.iter().rposition(|&byte| byte != 0x40 && byte != 0).map_or(0, |last| last + 1);
        ebcdic::to_text(self.0.get(..end).unwrap_or_default())
    }

    /// Whether this End name matches any Begin name (MO:DCA "X'FFFF'").
    #[must_use]
    pub fn matches_any(self) -> bool {
        self.0.starts_with(&[0xFF, 0xFF])
    }

    /// The name with blanks for the zeros that some programs pad with, for comparing.
    #[must_use]
    pub fn padded(self) -> Self {
        let mut bytes = self.0;
        for byte in bytes.iter_mut().rev() {
            match *byte {
                0 => *byte = 0x40,
                0x40 => {}
                _ => break,
            }
        }
        Self(bytes)
    }
}

impl Default for Name {
    fn default() -> Self {
        Self::BLANK
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Name({:?} {})", self.text(), hex(&self.0))
    }
}

impl<'a> Wire<'a> for Name {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        input.array().map(Self)
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.extend_from_slice(&self.0);
        Ok(())
    }
    fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
        let text = if self.matches_any() { hex(&self.0) } else { format!("\"{}\"", printable(&self.text())) };
        to.value(label, 8, text);
    }
}

#[cfg(test)]
impl crate::sample::Sample for Name {
    fn sample(source: &mut crate::sample::Source<'_>) -> Self {
        Self(crate::sample::Sample::sample(source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_padded_ebcdic_and_come_back_as_text() {
        let name = Name::new("I0000001").unwrap();
        assert_eq!(name.0, [0xC9, 0xF0, 0xF0, 0xF0, 0xF0, 0xF0, 0xF0, 0xF1]);
        assert_eq!(Name::new("AB").unwrap().0, [0xC1, 0xC2, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40]);
        assert_eq!(Name::new("AB").unwrap().text(), "AB");
        assert_eq!(Name([0xC1, 0, 0, 0, 0, 0, 0, 0]).padded(), Name::new("A").unwrap());
        assert!(Name::new("ABCDEFGHI").is_err());
        assert!(Name::new("臺").is_err());
    }
}
