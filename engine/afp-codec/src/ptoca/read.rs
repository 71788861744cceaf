//! Taking text data apart into control sequences and runs of code points (PTOCA "Control Sequences").

use std::borrow::Cow;

use super::sequences::ControlSequence;
use crate::error::EncodeError;
use crate::wire::Bytes;

/// Control sequence prefix and class.
pub(crate) const PREFIX: [u8; 2] = [0x2B, 0xD3];
/// The bit of the function type that says that another control sequence follows directly.
pub(crate) const CHAINED: u8 = 0x01;

/// One part of text data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextPart<'a> {
    /// Code points outside control sequences.
    CodePoints(Bytes<'a>),
    /// A control sequence.
    Sequence {
        /// Whether the prefix X'2BD3' stands before it.
        introduced: bool,
        /// Whether another control sequence follows without prefix.
        chained: bool,
        /// What it says.
        sequence: ControlSequence<'a>,
    },
}

/// A part with its place in the joined text data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextItem<'a> {
    /// Offset of its first byte.
    pub at: usize,
    /// Its bytes.
    pub length: usize,
    /// The part.
    pub part: TextPart<'a>,
}

impl TextItem<'_> {
    /// Bytes that are carried without being understood.
    #[must_use]
    pub fn unread_bytes(&self) -> usize {
        match &self.part {
            TextPart::CodePoints(_) => 0,
            TextPart::Sequence { sequence, .. } => sequence.unread_bytes(),
        }
    }
}

/// The parts of text data, first to last. Never fails and never loses a byte.
#[derive(Debug, Clone)]
pub struct TextItems<'a> {
    bytes: &'a [u8],
    at: usize,
    chained: bool,
    /// Bytes of complex text that follow, whatever they look like.
    complex: usize,
}

impl<'a> TextItems<'a> {
    /// Starts at the first byte of the joined data of a text object.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, chained: false, complex: 0 }
    }

    /// Initial text conditions of a text descriptor: a chain that begins with or without the prefix
    /// (PTOCA "Presentation Text Descriptor").
    #[must_use]
    pub fn initial_conditions(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, chained: !bytes.starts_with(&PREFIX), complex: 0 }
    }

    fn code_points(&mut self, length: usize) -> TextItem<'a> {
        let at = self.at;
        self.at += length;
        let bytes = self.bytes.get(at..self.at).unwrap_or_default();
        TextItem { at, length, part: TextPart::CodePoints(Cow::Borrowed(bytes)) }
    }

    fn sequence(&mut self, introduced: bool) -> TextItem<'a> {
        let at = self.at;
        let left = self.bytes.get(at..).unwrap_or_default();
        let body = left.get(if introduced { 2 } else { 0 }..).unwrap_or_default();
        let found = match body {
            [length, function, rest @ ..] if *length >= 2 => {
                rest.get(..usize::from(*length) - 2).map(|parameters| (*function, parameters))
            }
            _ => None,
        };
        let Some((function, parameters)) = found else {
            self.at = self.bytes.len();
            self.chained = false;
            let sequence = ControlSequence::Damaged(Cow::Borrowed(left));
            return TextItem {
                at,
                length: left.len(),
                part: TextPart::Sequence { introduced: false, chained: false, sequence },
            };
        };
        let sequence = ControlSequence::decode_body(function & !CHAINED, parameters);
        let length = parameters.len() + if introduced { 4 } else { 2 };
        self.at += length;
        self.chained = function & CHAINED != 0;
        if let ControlSequence::ComplexText(text) = &sequence {
            self.complex = usize::from(text.length);
        }
        TextItem { at, length, part: TextPart::Sequence { introduced, chained: self.chained, sequence } }
    }
}

impl<'a> Iterator for TextItems<'a> {
    type Item = TextItem<'a>;

    fn next(&mut self) -> Option<TextItem<'a>> {
        let left = self.bytes.get(self.at..)?;
        if left.is_empty() {
            return None;
        }
        if self.complex > 0 {
            let length = std::mem::take(&mut self.complex).min(left.len());
            return Some(self.code_points(length));
        }
        if left.starts_with(&PREFIX) {
            return Some(self.sequence(true));
        }
        if self.chained {
            return Some(self.sequence(false));
        }
        let mut end = 1;
        while let Some(found) = left.get(end..).and_then(|rest| rest.iter().position(|&byte| byte == PREFIX[0])) {
            end += found;
            if left.get(end + 1) == Some(&PREFIX[1]) {
                return Some(self.code_points(end));
            }
            end += 1;
        }
        Some(self.code_points(left.len()))
    }
}

/// Appends parts as they were read.
///
/// # Errors
/// A value that the wire format cannot hold, which no part that was read contains.
pub fn write_text<'a>(parts: impl IntoIterator<Item = &'a TextPart<'a>>, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    for part in parts {
        match part {
            TextPart::CodePoints(bytes) => out.extend_from_slice(bytes),
            TextPart::Sequence { introduced, chained, sequence } => {
                if *introduced {
                    out.extend_from_slice(&PREFIX);
                }
                write_sequence(sequence, *chained, out)?;
            }
        }
    }
    Ok(())
}

/// Appends a control sequence without prefix.
pub(crate) fn write_sequence(
    sequence: &ControlSequence<'_>,
    chained: bool,
    out: &mut Vec<u8>,
) -> Result<(), EncodeError> {
    if matches!(sequence, ControlSequence::Damaged(_)) {
        return sequence.write_body(out);
    }
    let start = out.len();
    out.extend_from_slice(&[0, sequence.code() | u8::from(chained)]);
    sequence.write_body(out)?;
    let length = out.len() - start;
    match (u8::try_from(length), out.get_mut(start)) {
        (Ok(length), Some(place)) => {
            *place = length;
            Ok(())
        }
        _ => Err(EncodeError::TooLong { what: "control sequence", length, limit: 255 }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ptoca::{Displacement, Transparent};

    fn parts(bytes: &[u8]) -> Vec<TextPart<'_>> {
        TextItems::new(bytes).map(|item| item.part).collect()
    }

    #[test]
    fn chains_run_until_an_even_function_type() {
        // PTOCA: AMI 100 chained, AMB 200 unchained, code points.
        let bytes = [0x2B, 0xD3, 0x04, 0xC7, 0x00, 0x64, 0x04, 0xD2, 0x00, 0xC8, 0xC1, 0x2B, 0xC2];
        assert_eq!(
            parts(&bytes),
            [
                TextPart::Sequence {
                    introduced: true,
                    chained: true,
                    sequence: ControlSequence::MoveInlineTo(Displacement { value: 100 })
                },
                TextPart::Sequence {
                    introduced: false,
                    chained: false,
                    sequence: ControlSequence::MoveBaselineTo(Displacement { value: 200 })
                },
                TextPart::CodePoints(Cow::Borrowed(&[0xC1, 0x2B, 0xC2])),
            ]
        );
    }

    #[test]
    fn a_prefix_inside_a_chain_begins_a_new_chain() {
        let bytes = [0x2B, 0xD3, 0x04, 0xC7, 0x00, 0x64, 0x2B, 0xD3, 0x03, 0xDA, 0xC1];
        let found = parts(&bytes);
        assert!(matches!(
            &found[1],
            TextPart::Sequence { introduced: true, chained: false, sequence: ControlSequence::Transparent(Transparent { data }) }
                if **data == [0xC1]
        ));
    }

    #[test]
    fn damaged_sequences_keep_their_bytes() {
        for bytes in [&[0x2B, 0xD3, 0x01, 0xC7, 0x00][..], &[0x2B, 0xD3, 0x09, 0xC7], &[0x2B, 0xD3]] {
            let found = parts(bytes);
            assert!(matches!(
                &found[..],
                [TextPart::Sequence { sequence: ControlSequence::Damaged(all), .. }] if **all == *bytes
            ));
            let mut out = Vec::new();
            write_text(&found, &mut out).unwrap();
            assert_eq!(out, bytes);
        }
    }

    #[test]
    fn complex_text_is_taken_by_its_length_even_when_it_looks_like_a_prefix() {
        let mut bytes = vec![0x2B, 0xD3, 0x10, 0x6A, 0x01, 0, 0x00, 0x04, 0, 0, 0x02, 0x01, 0, 0, 0, 0, 0, 0];
        bytes.extend([0x2B, 0xD3, 0x00, 0x41]);
        let found = parts(&bytes);
        assert_eq!(found[1], TextPart::CodePoints(Cow::Borrowed(&[0x2B, 0xD3, 0x00, 0x41])));
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { cases: 512, failure_persistence: None, ..Default::default() })]

        #[test]
        fn every_control_sequence_reads_back_what_was_written(
            seed in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)
        ) {
            use crate::sample::{Sample, Source};
            let mut source = Source::new(&seed);
            for _ in ControlSequence::DESCRIBED {
                let sequence = ControlSequence::sample(&mut source);
                if matches!(sequence, ControlSequence::ComplexText(_)) {
                    continue;
                }
                let mut out = PREFIX.to_vec();
                if write_sequence(&sequence, false, &mut out).is_err() {
                    continue;
                }
                let found = parts(&out);
                proptest::prop_assert_eq!(
                    &found,
                    &vec![TextPart::Sequence { introduced: true, chained: false, sequence }]
                );
            }
        }

        #[test]
        fn any_bytes_come_back_unchanged(bytes in text_like()) {
            let found = parts(&bytes);
            let mut out = Vec::new();
            write_text(&found, &mut out).unwrap();
            proptest::prop_assert_eq!(out, bytes);
        }
    }

    /// Bytes in which prefixes and short lengths are frequent.
    fn text_like() -> impl proptest::strategy::Strategy<Value = Vec<u8>> {
        use proptest::prelude::*;
        let piece = prop_oneof![
            Just(vec![0x2B, 0xD3]),
            (0u8..9, any::<u8>()).prop_map(|(length, function)| vec![length, function]),
            proptest::collection::vec(any::<u8>(), 0..9),
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }
}
