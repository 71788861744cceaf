//! Records: structured fields, lines of line data, and bytes that are neither.

use super::shape::Framing;
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
    /// File offset of its first byte: the record's length where it has one, else the X'5A', else the introducer.
    pub offset: u64,
    /// How it stands in the file.
    pub framing: Framing,
    /// What stands before the introducer: the record's length, the X'5A', both or nothing.
    pub lead: &'a [u8],
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
    /// All bytes of the field, with those before the introducer and the padding.
    pub bytes: &'a [u8],
}

impl<'a> RawField<'a> {
    /// File offset of the first byte of the data.
    #[must_use]
    pub fn data_offset(&self) -> u64 {
        let extension = self.extension.map_or(0, |bytes| bytes.len() + 1);
        self.offset + (self.lead.len() + INTRODUCER + extension) as u64
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

/// A line of line data between structured fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawLine<'a> {
    /// File offset of its first byte: the record's length where it has one.
    pub offset: u64,
    /// The record's length before the line.
    pub lead: &'a [u8],
    /// The line, carriage control and table reference character included.
    pub data: &'a [u8],
    /// All bytes, with the length before and the line end behind it.
    pub bytes: &'a [u8],
}

/// Why bytes are no structured field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JunkReason {
    /// No field begins where one should.
    NoCarriageControl,
    /// A length below eight, an identifier that does not begin with X'D3', or an extension or padding that is longer
    /// than the field.
    BadIntroducer,
    /// A length that reaches over the beginning of the next fields.
    BadLength,
    /// The file ends inside the field.
    Truncated,
    /// Line ends between records, as transfer programs put them in.
    LineEnds,
    /// One byte again and again: what fills up a record, a block or the end of a file.
    Fill,
    /// The descriptor of a block.
    BlockDescriptor,
}

impl JunkReason {
    /// The reason in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NoCarriageControl => "no structured field begins here",
            Self::BadIntroducer => "damaged structured field introducer",
            Self::BadLength => "the length of this structured field reaches over the next ones",
            Self::Truncated => "the file ends inside this structured field",
            Self::LineEnds => "line ends between records",
            Self::Fill => "filling",
            Self::BlockDescriptor => "block descriptor",
        }
    }

    /// Whether something is wrong; the rest belongs to the framing.
    #[must_use]
    pub fn is_damage(self) -> bool {
        match self {
            Self::NoCarriageControl | Self::BadIntroducer | Self::BadLength | Self::Truncated => true,
            Self::LineEnds | Self::Fill | Self::BlockDescriptor => false,
        }
    }
}

/// One stretch of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record<'a> {
    /// A structured field.
    Field(RawField<'a>),
    /// A line of line data.
    Line(RawLine<'a>),
    /// Bytes that are neither; where they are damage, reading went on at the next place where a field can be.
    Junk {
        /// File offset of the first byte.
        offset: u64,
        /// The bytes.
        bytes: &'a [u8],
        /// What they are.
        reason: JunkReason,
    },
}

impl<'a> Record<'a> {
    /// The bytes as they stand in the file.
    #[must_use]
    pub fn bytes(&self) -> &'a [u8] {
        match self {
            Self::Field(field) => field.bytes,
            Self::Line(line) => line.bytes,
            Self::Junk { bytes, .. } => bytes,
        }
    }

    /// File offset of the first byte.
    #[must_use]
    pub fn offset(&self) -> u64 {
        match self {
            Self::Field(field) => field.offset,
            Self::Line(line) => line.offset,
            Self::Junk { offset, .. } => *offset,
        }
    }
}
