//! Reading records: structured fields, and bytes that are none.

use crate::fields::{Field, FieldId};

/// Carriage control byte in front of each structured field (MO:DCA "Structured Field Introducer").
pub(crate) const CARRIAGE_CONTROL: u8 = 0x5A;
/// Bytes of the introducer without extension, carriage control not counted.
pub(crate) const INTRODUCER: usize = 8;
/// Flag bit 0: an extension follows the introducer.
pub(crate) const EXTENSION: u8 = 0x80;
/// Flag bit 4: the data is padded.
pub(crate) const PADDED: u8 = 0x08;

/// A structured field as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawField<'a> {
    /// File offset of the X'5A'.
    pub offset: u64,
    /// What the field is.
    pub id: FieldId,
    /// Flags: bit 0 extension, bit 2 segmented, bit 4 padded.
    pub flags: u8,
    /// Two reserved bytes; old programs number the fields in them.
    pub sequence: u16,
    /// Bytes of the introducer extension, without its length byte; empty where the length byte stands alone.
    pub extension: Option<&'a [u8]>,
    /// The data, without padding.
    pub data: &'a [u8],
    /// Padding with its own length, empty without flag bit 4.
    pub padding: &'a [u8],
    /// All bytes of the field, X'5A' and padding included.
    pub bytes: &'a [u8],
}

impl<'a> RawField<'a> {
    /// File offset of the first byte of the data.
    #[must_use]
    pub fn data_offset(&self) -> u64 {
        self.offset + 1 + INTRODUCER as u64 + self.extension.map_or(0, |bytes| bytes.len() as u64 + 1)
    }

    /// File offset just after the field.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.offset + self.bytes.len() as u64
    }

    /// The data as typed values, or as bytes where they do not fit.
    #[must_use]
    pub fn decode(&self) -> Field<'a> {
        Field::decode_or_raw(self.id, self.data)
    }
}

/// Why bytes are no structured field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JunkReason {
    /// No X'5A' where a field should start.
    NoCarriageControl,
    /// A length below eight, an identifier that does not begin with X'D3', or an extension or padding that is longer
    /// than the field.
    BadIntroducer,
    /// The file ends inside the field.
    Truncated,
}

impl JunkReason {
    /// The reason in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NoCarriageControl => "no structured field begins here",
            Self::BadIntroducer => "damaged structured field introducer",
            Self::Truncated => "the file ends inside this structured field",
        }
    }
}

/// One stretch of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record<'a> {
    /// A structured field.
    Field(RawField<'a>),
    /// Bytes that are none; reading went on at the next place where a field can be.
    Junk {
        /// File offset of the first byte.
        offset: u64,
        /// The bytes.
        bytes: &'a [u8],
        /// What was wrong with the first of them.
        reason: JunkReason,
    },
}

impl<'a> Record<'a> {
    /// The bytes as they stand in the file.
    #[must_use]
    pub fn bytes(&self) -> &'a [u8] {
        match self {
            Self::Field(field) => field.bytes,
            Self::Junk { bytes, .. } => bytes,
        }
    }
}

/// The records of a file, first to last. Never fails and never loses a byte.
#[derive(Debug, Clone)]
pub struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    /// Starts at the first byte of a file.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Starts at a file offset at which a field begins, e.g. one from a page index.
    #[must_use]
    pub fn from_offset(bytes: &'a [u8], offset: u64) -> Self {
        Self { bytes, at: usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len()) }
    }

    /// The next place at or after `from` where a whole, sound field stands; the end of the file where there is none.
    fn resynchronise(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(found) =
            self.bytes.get(at..).and_then(|left| left.iter().position(|&byte| byte == CARRIAGE_CONTROL))
        {
            at += found;
            if parse(self.bytes, at).is_ok() {
                return at;
            }
            at += 1;
        }
        self.bytes.len()
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        if self.at >= self.bytes.len() {
            return None;
        }
        match parse(self.bytes, self.at) {
            Ok(field) => {
                self.at += field.bytes.len();
                Some(Record::Field(field))
            }
            Err(reason) => {
                let start = self.at;
                self.at = self.resynchronise(start + 1);
                let bytes = self.bytes.get(start..self.at).unwrap_or_default();
                Some(Record::Junk { offset: start as u64, bytes, reason })
            }
        }
    }
}

fn parse(file: &[u8], at: usize) -> Result<RawField<'_>, JunkReason> {
    let left = file.get(at..).unwrap_or_default();
    if left.first() != Some(&CARRIAGE_CONTROL) {
        return Err(JunkReason::NoCarriageControl);
    }
    let Some(&[_, l0, l1, i0, i1, i2, flags, s0, s1]) = left.first_chunk::<9>() else {
        return Err(JunkReason::Truncated);
    };
    let length = usize::from(u16::from_be_bytes([l0, l1]));
    if length < INTRODUCER || i0 != 0xD3 {
        return Err(JunkReason::BadIntroducer);
    }
    let bytes = left.get(..=length).ok_or(JunkReason::Truncated)?;
    let mut data = bytes.get(1 + INTRODUCER..).unwrap_or_default();
    let mut extension = None;
    if flags & EXTENSION != 0 {
        let size = usize::from(*data.first().ok_or(JunkReason::BadIntroducer)?);
        extension = Some(data.get(1..size).ok_or(JunkReason::BadIntroducer)?);
        data = data.get(size..).unwrap_or_default();
    }
    let mut padding: &[u8] = &[];
    if flags & PADDED != 0 {
        let size = match data {
            [.., p0, p1, 0] => usize::from(u16::from_be_bytes([*p0, *p1])),
            [.., last] => usize::from(*last),
            [] => return Err(JunkReason::BadIntroducer),
        };
        let start = data.len().checked_sub(size).ok_or(JunkReason::BadIntroducer)?;
        (data, padding) = data.split_at_checked(start).ok_or(JunkReason::BadIntroducer)?;
    }
    let id = FieldId::from_bytes([i0, i1, i2]);
    Ok(RawField {
        offset: at as u64,
        id,
        flags,
        sequence: u16::from_be_bytes([s0, s1]),
        extension,
        data,
        padding,
        bytes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOP: [u8; 11] = [0x5A, 0x00, 0x0A, 0xD3, 0xEE, 0xEE, 0x00, 0x00, 0x00, 0xC1, 0xC2];

    fn field(record: Option<Record<'_>>) -> RawField<'_> {
        match record {
            Some(Record::Field(field)) => field,
            other => panic!("no field: {other:?}"),
        }
    }

    #[test]
    fn a_field_has_its_parts() {
        let mut records = Records::new(&NOP);
        let field = field(records.next());
        assert_eq!((field.id, field.data, field.flags, field.sequence), (FieldId::NOP, &[0xC1, 0xC2][..], 0, 0));
        assert_eq!((field.offset, field.data_offset(), field.end()), (0, 9, 11));
        assert_eq!(records.next(), None);
    }

    #[test]
    fn extension_and_padding_are_taken_off_the_data() {
        let bytes =
            [0x5A, 0x00, 0x10, 0xD3, 0xEE, 0xEE, 0x88, 0x00, 0x05, 0x03, 0xAA, 0xBB, 0xC1, 0xC2, 0x00, 0x00, 0x03];
        let field = field(Records::new(&bytes).next());
        assert_eq!(field.extension, Some(&[0xAA, 0xBB][..]));
        assert_eq!(field.data, [0xC1, 0xC2]);
        assert_eq!(field.padding, [0x00, 0x00, 0x03]);
        assert_eq!((field.sequence, field.data_offset()), (5, 12));
    }

    #[test]
    fn long_padding_counts_in_the_two_bytes_before_a_zero() {
        let mut bytes = vec![0x5A, 0x00, 0x0D, 0xD3, 0xEE, 0xEE, 0x08, 0x00, 0x00, 0xC1, 0xC2];
        bytes.extend([0x00, 0x03, 0x00]);
        assert_eq!(field(Records::new(&bytes).next()).data, [0xC1, 0xC2]);
    }

    #[test]
    fn junk_between_fields_is_kept_and_reading_goes_on() {
        let mut bytes = NOP.to_vec();
        bytes.extend(b"\r\nZZ");
        bytes.extend(NOP);
        let records: Vec<_> = Records::new(&bytes).collect();
        assert_eq!(records.len(), 3);
        assert!(matches!(
            records[1],
            Record::Junk { offset: 11, bytes: b"\r\nZZ", reason: JunkReason::NoCarriageControl }
        ));
        assert_eq!(records.iter().flat_map(|record| record.bytes().to_vec()).collect::<Vec<_>>(), bytes);
    }

    #[test]
    fn a_damaged_length_loses_only_its_own_field() {
        let mut bytes = NOP.to_vec();
        bytes.extend([0x5A, 0x00, 0x03, 0xD3, 0xEE, 0xEE, 0, 0, 0]);
        bytes.extend(NOP);
        let reasons: Vec<_> = Records::new(&bytes)
            .map(|record| match record {
                Record::Field(_) => None,
                Record::Junk { reason, .. } => Some(reason),
            })
            .collect();
        assert_eq!(reasons, [None, Some(JunkReason::BadIntroducer), None]);
    }

    #[test]
    fn a_file_that_ends_inside_a_field_says_so() {
        let records: Vec<_> = Records::new(&NOP[..8]).collect();
        assert!(matches!(records[..], [Record::Junk { offset: 0, reason: JunkReason::Truncated, .. }]));
    }
}
