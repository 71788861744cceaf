//! What can go wrong between bytes and values, always with the byte where it went wrong.

/// Bytes that do not have the shape of the structure they were read as. The offset counts from the start of the
/// bytes handed to the decoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("at byte {offset}: {fault}")]
pub struct DecodeError {
    /// Where, in bytes from the start of what was decoded.
    pub offset: usize,
    /// What was wrong there.
    pub fault: DecodeFault,
}

/// The ways in which bytes fail to fit a structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeFault {
    /// The data ends inside a value.
    #[error("{needed} bytes needed, {left} left")]
    TooShort {
        /// Bytes that the value takes.
        needed: usize,
        /// Bytes that are there.
        left: usize,
    },
    /// The structure is complete and bytes remain.
    #[error("{left} bytes after the end of the structure")]
    Trailing {
        /// Bytes that remain.
        left: usize,
    },
    /// A byte that the architecture fixes has another value.
    #[error("X'{found:02X}' where only X'{expected:02X}' is defined")]
    Constant {
        /// What the architecture says.
        expected: u8,
        /// What is there.
        found: u8,
    },
    /// A length field is smaller than what it counts or reaches beyond the data.
    #[error("length {length} does not fit, {left} bytes are there")]
    Length {
        /// The length as written.
        length: usize,
        /// Bytes from the length field to the end.
        left: usize,
    },
}

/// A value that the wire format cannot hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// More bytes than the length field or the interchange set allows.
    #[error("{what}: {length} bytes, at most {limit} are possible")]
    TooLong {
        /// The structure.
        what: &'static str,
        /// Its length in bytes.
        length: usize,
        /// The greatest length.
        limit: usize,
    },
    /// A number outside its field.
    #[error("{value} does not fit into {what}")]
    OutOfRange {
        /// The kind of field.
        what: &'static str,
        /// The number.
        value: i64,
    },
    /// An optional value is missing although a later one is present.
    #[error("`{missing}` is missing, but what follows it is present")]
    Gap {
        /// The value that must be given.
        missing: &'static str,
    },
    /// Repeating groups that share one length field have different lengths.
    #[error("repeating groups of {first} and {other} bytes share one length field")]
    UnequalGroups {
        /// Length of the first group.
        first: usize,
        /// Length that differs.
        other: usize,
    },
    /// A text with a character that the encoding of the field lacks.
    #[error("{character:?} is not in {encoding}")]
    Character {
        /// The character.
        character: char,
        /// The encoding.
        encoding: &'static str,
    },
}
