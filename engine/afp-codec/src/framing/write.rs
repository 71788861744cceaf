//! Writing structured fields.

use std::ops::Range;

use super::record::{CARRIAGE_CONTROL, EXTENSION, INTRODUCER, RawField};
use super::shape::Framing;
use crate::error::EncodeError;
use crate::fields::{Field, FieldId};

/// Greatest length of a structured field for interchange, carriage control not counted (MO:DCA IS/3).
pub const PORTABLE_LIMIT: usize = 0x7FF0;

/// Appends structured fields to a buffer: carriage control, introducer, data.
#[derive(Debug)]
pub struct FieldWriter<'o> {
    out: &'o mut Vec<u8>,
    limit: usize,
}

impl<'o> FieldWriter<'o> {
    /// Writes fields of at most [`PORTABLE_LIMIT`] bytes.
    #[must_use]
    pub fn new(out: &'o mut Vec<u8>) -> Self {
        Self::with_limit(out, PORTABLE_LIMIT)
    }

    /// Writes fields of at most `limit` bytes, carriage control not counted; never more than 32,767.
    #[must_use]
    pub fn with_limit(out: &'o mut Vec<u8>, limit: usize) -> Self {
        Self { out, limit: limit.clamp(INTRODUCER + 1, 32_767) }
    }

    /// Bytes in the buffer, which is where the next field begins.
    #[must_use]
    pub fn position(&self) -> usize {
        self.out.len()
    }

    /// Bytes of data that a field can have.
    #[must_use]
    pub fn data_limit(&self) -> usize {
        self.limit.saturating_sub(INTRODUCER)
    }

    /// Writes a field and says where it stands in the buffer.
    ///
    /// # Errors
    /// A value outside its field, or more bytes than the limit; the buffer is then as before.
    pub fn write(&mut self, field: &Field<'_>) -> Result<Range<usize>, EncodeError> {
        let start = self.begin(field.id(), 0, 0);
        let written = field.write_data(self.out).and_then(|()| self.finish(start, self.limit));
        if written.is_err() {
            self.out.truncate(start);
        }
        written
    }

    /// Writes data of one object as consecutive fields of the same kind, cut at the limit; no field for no data.
    /// Says where they stand in the buffer.
    ///
    /// # Errors
    /// None that a caller can bring about; the limit bounds every field.
    pub fn write_data(&mut self, id: FieldId, data: &[u8]) -> Result<Range<usize>, EncodeError> {
        self.write_parts(id, &[data])
    }

    /// The same for data that lies in several parts, which follow each other as if they were one.
    ///
    /// # Errors
    /// None that a caller can bring about; the limit bounds every field.
    pub fn write_parts(&mut self, id: FieldId, parts: &[&[u8]]) -> Result<Range<usize>, EncodeError> {
        let all = self.out.len();
        let mut open = None;
        for part in parts {
            let mut left = *part;
            while !left.is_empty() {
                let start = open.unwrap_or_else(|| self.begin(id, 0, 0));
                let room = start + 1 + self.limit - self.out.len();
                let (now, later) = left.split_at(left.len().min(room));
                self.out.extend_from_slice(now);
                left = later;
                open = Some(start);
                if now.len() == room {
                    self.finish(start, self.limit)?;
                    open = None;
                }
            }
        }
        if let Some(start) = open {
            self.finish(start, self.limit)?;
        }
        Ok(all..self.out.len())
    }

    /// Writes a field like the one that was read, with other data: what stands before the introducer, flags, sequence
    /// number, extension and padding stay, and a record's length counts the new data. With unchanged data the bytes are
    /// unchanged. The descriptor of a block is not counted anew.
    ///
    /// # Errors
    /// More than the 65,535 bytes that a length can count.
    pub fn write_like(&mut self, field: &RawField<'_>, data: &[u8]) -> Result<Range<usize>, EncodeError> {
        let all = self.out.len();
        self.write_lead(field, data)?;
        let start = self.begin_bare(field.id, field.flags, field.sequence);
        if field.flags & EXTENSION != 0 {
            let extension = field.extension.unwrap_or_default();
            let length = extension.len() + 1;
            let byte = u8::try_from(length).map_err(|_| EncodeError::TooLong {
                what: "introducer extension",
                length,
                limit: 255,
            })?;
            self.out.push(byte);
            self.out.extend_from_slice(extension);
        }
        self.out.extend_from_slice(data);
        self.out.extend_from_slice(field.padding);
        // What was read may be longer than what is portable.
        self.finish_bare(start, usize::from(u16::MAX))?;
        Ok(all..self.out.len())
    }

    /// What stands before the introducer of a field that was read; a record's length grows with the data.
    fn write_lead(&mut self, field: &RawField<'_>, data: &[u8]) -> Result<(), EncodeError> {
        let lead = match field.framing {
            Framing::Records(framing) if data.len() != field.data.len() => {
                let width = framing.prefix.width();
                let content = framing.content(field.lead).and_then(|content| content.checked_sub(field.data.len()));
                match content.and_then(|rest| framing.prefix_for(rest + data.len())) {
                    Some(prefix) => [&prefix[..], field.lead.get(width..).unwrap_or_default()].concat(),
                    None if field.lead.len() < width => field.lead.to_vec(),
                    None => {
                        let length = field.bytes.len() - field.data.len() + data.len();
                        return Err(EncodeError::TooLong { what: "record", length, limit: usize::from(u16::MAX) });
                    }
                }
            }
            _ => field.lead.to_vec(),
        };
        self.out.extend_from_slice(&lead);
        Ok(())
    }

    fn begin(&mut self, id: FieldId, flags: u8, sequence: u16) -> usize {
        let start = self.out.len();
        self.out.push(CARRIAGE_CONTROL);
        self.begin_bare(id, flags, sequence);
        start
    }

    /// An introducer without X'5A' before it.
    fn begin_bare(&mut self, id: FieldId, flags: u8, sequence: u16) -> usize {
        let start = self.out.len();
        let [i0, i1, i2] = id.to_bytes();
        let [s0, s1] = sequence.to_be_bytes();
        self.out.extend_from_slice(&[0, 0, i0, i1, i2, flags, s0, s1]);
        start
    }

    fn finish(&mut self, start: usize, limit: usize) -> Result<Range<usize>, EncodeError> {
        self.finish_bare(start + 1, limit)?;
        Ok(start..self.out.len())
    }

    /// Puts the length into the introducer at `start`.
    fn finish_bare(&mut self, start: usize, limit: usize) -> Result<(), EncodeError> {
        let length = self.out.len() - start;
        let too_long = EncodeError::TooLong { what: "structured field", length, limit };
        if length > limit {
            return Err(too_long);
        }
        let bytes = u16::try_from(length).map_err(|_| too_long)?.to_be_bytes();
        if let Some(place) = self.out.get_mut(start..start + 2) {
            place.copy_from_slice(&bytes);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Bytes;

    #[test]
    fn data_beyond_the_limit_becomes_several_fields() {
        let mut out = Vec::new();
        let range = FieldWriter::with_limit(&mut out, 10).write_data(FieldId::PTX, &[1, 2, 3]).unwrap();
        assert_eq!(range, 0..21);
        assert_eq!(
            out,
            [
                0x5A, 0, 10, 0xD3, 0xEE, 0x9B, 0, 0, 0, 1, 2, //
                0x5A, 0, 9, 0xD3, 0xEE, 0x9B, 0, 0, 0, 3
            ]
        );
    }

    #[test]
    fn data_in_parts_is_written_as_data_in_one() {
        let data: Vec<u8> = (0..40).collect();
        for limit in 9..60 {
            let mut wanted = Vec::new();
            FieldWriter::with_limit(&mut wanted, limit).write_data(FieldId::PTX, &data).unwrap();
            for cut in 0..40 {
                let mut out = Vec::new();
                let parts = [&data[..cut], &data[cut..]];
                let range = FieldWriter::with_limit(&mut out, limit).write_parts(FieldId::PTX, &parts).unwrap();
                assert!(out == wanted && range == (0..wanted.len()), "limit {limit}, cut at {cut}");
            }
        }
    }

    #[test]
    fn a_field_over_the_limit_is_refused_and_leaves_nothing_behind() {
        let mut out = vec![7];
        let long = Field::Raw { id: FieldId::NOP, data: Bytes::Owned(vec![0; PORTABLE_LIMIT]) };
        assert!(FieldWriter::new(&mut out).write(&long).is_err());
        assert_eq!(out, [7]);
    }
}
