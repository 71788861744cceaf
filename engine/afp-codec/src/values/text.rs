//! Text whose encoding is told elsewhere.

use std::borrow::Cow;

use crate::describe::Describer;
use crate::ebcdic;
use crate::error::{DecodeError, EncodeError};
use crate::wire::{Bytes, Input, Wire};

/// Text up to the end of its structure; its encoding is told elsewhere (code page 500 when nothing says otherwise).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text<'a>(pub Bytes<'a>);

impl Text<'_> {
    /// Text in code page 500.
    ///
    /// # Errors
    /// A character that the code page lacks.
    pub fn ebcdic(text: &str) -> Result<Text<'static>, EncodeError> {
        text.chars()
            .map(|character| {
                ebcdic::byte(character).ok_or(EncodeError::Character { character, encoding: "EBCDIC code page 500" })
            })
            .collect::<Result<Vec<u8>, _>>()
            .map(|bytes| Text(Cow::Owned(bytes)))
    }

    /// Text in UTF-16, the greater byte first (CCSID 1200).
    #[must_use]
    pub fn utf16(text: &str) -> Text<'static> {
        Text(Cow::Owned(text.encode_utf16().flat_map(u16::to_be_bytes).collect()))
    }

    /// The text as code page 500.
    #[must_use]
    pub fn to_ebcdic(&self) -> String {
        ebcdic::to_text(&self.0)
    }

    /// The text as UTF-16BE, if it is that.
    #[must_use]
    pub fn to_utf16(&self) -> Option<String> {
        utf16_text(&self.0)
    }

    /// The text for people, by the encoding that the bytes look like: UTF-16BE, ASCII or code page 500.
    #[must_use]
    pub fn guess(&self) -> String {
        guess_text(&self.0)
    }
}

/// UTF-16BE bytes as text, or `None` for an odd length or a lone surrogate.
#[must_use]
pub fn utf16_text(bytes: &[u8]) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<2>();
    rest.is_empty().then_some(())?;
    char::decode_utf16(units.iter().map(|&unit| u16::from_be_bytes(unit))).collect::<Result<String, _>>().ok()
}

/// Text for people from bytes whose encoding is not known: UTF-16BE when its control characters are fewer than those
/// of the other readings, then ASCII when all is printable, else code page 500.
#[must_use]
pub fn guess_text(bytes: &[u8]) -> String {
    if bytes.first() == Some(&0)
        && let Some(text) = utf16_text(bytes)
        && !text.chars().any(char::is_control)
    {
        return text;
    }
    // In code page 500 the letters lie above X'80'; plain ASCII never does, and EBCDIC blanks are ASCII '@'.
    if bytes.iter().all(|byte| (0x20..0x7F).contains(byte)) && bytes.iter().any(|byte| *byte != 0x40) {
        return bytes.iter().map(|&byte| char::from(byte)).collect();
    }
    ebcdic::to_text(bytes)
}

/// Control characters replaced, so that a listing stays on its line.
#[must_use]
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '·' } else { c }).collect()
}

impl<'a> Wire<'a> for Text<'a> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        Ok(Self(Cow::Borrowed(input.rest())))
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.extend_from_slice(&self.0);
        Ok(())
    }
    fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
        to.value(label, self.0.len(), format!("\"{}\"", printable(&self.guess())));
    }
}

#[cfg(test)]
impl crate::sample::Sample for Text<'_> {
    fn sample(source: &mut crate::sample::Source<'_>) -> Self {
        Self(crate::sample::Sample::sample(source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_encodings_are_guessed_for_people() {
        assert_eq!(guess_text(&[0, 0x41, 0, 0x42]), "AB");
        assert_eq!(guess_text(b"Hello @"), "Hello @");
        assert_eq!(guess_text(&[0xC8, 0x85, 0x40]), "He ");
    }
}
