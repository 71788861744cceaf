//! Taking image data apart into self-defining fields (IOCA "Self-Defining Field formats").

use std::borrow::Cow;

use super::fields::ImageField;
use crate::error::EncodeError;

/// A self-defining field with its place in the joined image data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageItem<'a> {
    /// Offset of its first byte.
    pub at: usize,
    /// Its bytes.
    pub length: usize,
    /// The field.
    pub field: ImageField<'a>,
}

/// The self-defining fields of image data. Never fails and never loses a byte.
#[derive(Debug, Clone)]
pub struct ImageItems<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> ImageItems<'a> {
    /// Starts at the first byte of the joined data.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }
}

/// Code, head and whole length of the field at the start, if one fits.
fn field(left: &[u8]) -> Option<(u16, usize, usize)> {
    let (code, head, length) = match *left {
        [0xFE, qualifier, l0, l1, ..] => {
            (u16::from_be_bytes([0xFE, qualifier]), 4, usize::from(u16::from_be_bytes([l0, l1])))
        }
        [0xFE, ..] => return None,
        [code, length, ..] => (u16::from(code), 2, usize::from(length)),
        _ => return None,
    };
    (left.len() >= head + length).then_some((code, head, head + length))
}

/// Whether image data can begin here.
fn is_image_data(left: &[u8]) -> bool {
    (left.starts_with(&[0xFE, 0x92]) || left.starts_with(&[0xFE, 0x9C])) && field(left).is_some()
}

/// End Image Content and End Segment, which end nearly every image.
const ENDING: [u8; 4] = [0x93, 0x00, 0x71, 0x00];

impl<'a> Iterator for ImageItems<'a> {
    type Item = ImageItem<'a>;

    fn next(&mut self) -> Option<ImageItem<'a>> {
        let left = self.bytes.get(self.at..)?;
        if left.is_empty() {
            return None;
        }
        let at = self.at;
        // X'CEFE' is the subsampling field with its code bytes exchanged, as HP Exstream 8 writes it; its length is
        // exchanged as well. Codes below X'70' are none. What cannot be a field ends where image data or the ending
        // can follow.
        let damaged = left.starts_with(&[0xCE, 0xFE]) || left.first().is_some_and(|code| *code < 0x70);
        if let (false, Some((code, head, length))) = (damaged, field(left)) {
            self.at += length;
            let body = left.get(head..length).unwrap_or_default();
            return Some(ImageItem { at, length, field: ImageField::decode_body(code, body) });
        }
        let found = (1..left.len()).find(|&start| left.get(start..).is_some_and(is_image_data));
        let ending =
            if left.ends_with(&ENDING) && left.len() > ENDING.len() { left.len() - ENDING.len() } else { left.len() };
        let length = found.unwrap_or(ending);
        self.at += length;
        let bytes = left.get(..length).unwrap_or_default();
        Some(ImageItem { at, length, field: ImageField::Damaged(Cow::Borrowed(bytes)) })
    }
}

/// Appends a self-defining field.
///
/// # Errors
/// More bytes than the length of the field can count: 255, or 65,535 for an extended code.
pub fn write_image_field(field: &ImageField<'_>, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    if matches!(field, ImageField::Damaged(_)) {
        return field.write_body(out);
    }
    let [high, low] = field.code().to_be_bytes();
    let start = out.len();
    if high == 0 {
        out.extend_from_slice(&[low, 0]);
        field.write_body(out)?;
        let length = out.len() - start - 2;
        let too_long = EncodeError::TooLong { what: "self-defining field", length, limit: 255 };
        let byte = u8::try_from(length).map_err(|_| too_long)?;
        if let Some(place) = out.get_mut(start + 1) {
            *place = byte;
        }
    } else {
        out.extend_from_slice(&[high, low, 0, 0]);
        field.write_body(out)?;
        let length = out.len() - start - 4;
        let too_long = EncodeError::TooLong { what: "self-defining field", length, limit: 65_535 };
        let bytes = u16::try_from(length).map_err(|_| too_long)?.to_be_bytes();
        if let Some(place) = out.get_mut(start + 2..start + 4) {
            place.copy_from_slice(&bytes);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{Sample, Source};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..Default::default() })]

        #[test]
        fn every_image_field_reads_back_what_was_written(seed in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mut source = Source::new(&seed);
            for _ in ImageField::DESCRIBED {
                let field = ImageField::sample(&mut source);
                let mut out = Vec::new();
                if write_image_field(&field, &mut out).is_err() {
                    continue;
                }
                let found: Vec<_> = ImageItems::new(&out).map(|item| item.field).collect();
                prop_assert_eq!(&found, &vec![field]);
            }
        }

        #[test]
        fn any_bytes_come_back_unchanged(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let mut out = Vec::new();
            for item in ImageItems::new(&bytes) {
                write_image_field(&item.field, &mut out).unwrap();
            }
            prop_assert_eq!(out, bytes);
        }
    }

    #[test]
    fn image_data_after_an_exchanged_subsampling_field_is_found() {
        // exstream-letter/Letter_Ref.afp: X'CEFE 0800 …' where X'FECE 0008 …' is meant.
        let bytes = [0xCE, 0xFE, 0x08, 0x00, 1, 6, 1, 1, 1, 1, 1, 1, 0xFE, 0x92, 0x00, 0x02, 0xFF, 0xD8];
        let found: Vec<_> = ImageItems::new(&bytes).collect();
        assert!(matches!(&found[0].field, ImageField::Damaged(all) if all.len() == 12));
        assert!(matches!(&found[1].field, ImageField::ImageData(data) if *data.data == [0xFF, 0xD8]));
    }
}
