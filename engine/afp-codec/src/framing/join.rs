//! Joining the data of consecutive fields: object data may be cut between fields at any byte (MO:DCA PTX, IPD,
//! GAD; FOCA FNN, FNG).

use std::borrow::Cow;

use super::record::{RawField, Record};
use super::records::Records;
use crate::describe::Places;
use crate::fields::FieldId;

/// Data of one object out of several fields, with the way back to the file.
#[derive(Debug, Clone)]
pub struct Joined<'a> {
    bytes: Cow<'a, [u8]>,
    pieces: Vec<(usize, u64)>,
}

impl<'a> Default for Joined<'a> {
    fn default() -> Self {
        Self { bytes: Cow::Borrowed(&[]), pieces: Vec::new() }
    }
}

impl<'a> Joined<'a> {
    /// Adds data that stands in the file from `offset` on. The first piece is borrowed; more are copied together.
    pub fn push(&mut self, data: &'a [u8], offset: u64) {
        self.pieces.push((self.bytes.len(), offset));
        if self.bytes.is_empty() {
            self.bytes = Cow::Borrowed(data);
        } else {
            self.bytes.to_mut().extend_from_slice(data);
        }
    }

    /// All data.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether nothing was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Where the bytes lie in the file.
    #[must_use]
    pub fn places(&self) -> Places {
        Places::pieces(self.pieces.clone())
    }

    /// Lengths of the pieces, in order.
    pub fn lengths(&self) -> impl Iterator<Item = usize> + '_ {
        let ends = self.pieces.iter().skip(1).map(|&(start, _)| start).chain([self.bytes.len()]);
        self.pieces.iter().zip(ends).map(|(&(start, _), end)| end - start)
    }
}

/// Whether fields of this kind carry data of an object that may be cut anywhere between them. Bar code data is not: each
/// BDA field is a symbol of its own (BCOCA appendix "MO:DCA Environment").
#[must_use]
pub fn is_object_data(id: FieldId) -> bool {
    matches!(id, FieldId::PTX | FieldId::IPD | FieldId::GAD | FieldId::FNN | FieldId::FNG)
}

/// Whether a field ends the data of an object that goes on over several fields. NOP fields, fields that are not known
/// and damaged bytes may stand between them.
#[must_use]
pub fn ends_object_data(id: FieldId) -> bool {
    id != FieldId::NOP && id.acronym().is_some()
}

/// The data of an object: that of its first data field and of the fields of the same kind that follow.
#[must_use]
pub fn object_data<'a>(first: &RawField<'a>, following: Records<'a>) -> Joined<'a> {
    let mut joined = Joined::default();
    joined.push(first.data, first.data_offset());
    for record in following {
        match record {
            Record::Field(field) if field.id == first.id => joined.push(field.data, field.data_offset()),
            Record::Field(field) if ends_object_data(field.id) => break,
            Record::Field(_) | Record::Line(_) | Record::Junk { .. } => {}
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_bytes_know_their_place_in_the_file() {
        let mut joined = Joined::default();
        joined.push(&[1, 2], 100);
        joined.push(&[], 150);
        joined.push(&[3, 4, 5], 200);
        assert_eq!(joined.bytes(), [1, 2, 3, 4, 5]);
        let places = joined.places();
        assert_eq!((0..5).map(|at| places.file_offset(at)).collect::<Vec<_>>(), [100, 101, 200, 201, 202]);
        assert_eq!(joined.lengths().collect::<Vec<_>>(), [2, 0, 3]);
    }
}
