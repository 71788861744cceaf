//! What an External Algorithm Specification says beside the Image Encoding (IOCA chapter 5 "External Algorithm
//! Specification").

use crate::describe::Describer;
use crate::error::{DecodeError, EncodeError};
use crate::structure::structure;
use crate::wire::{Bytes, Counted, Fixed, Input, Reserved, Wire};

structure! {
    /// How points are recorded.
    pub struct RecordingAlgorithm {
        direction: u8 = "direction of points and lines",
        boundary: u8 = "padding boundary",
        alignment: u8 = "padding alignment",
    }
}

structure! {
    /// JPEG; the marker is the frame header's, e.g. X'C0' for the baseline process.
    pub struct JpegAlgorithm {
        compression: Fixed<0x83> = "compression",
        reserved: Reserved<1> = "reserved",
        version: u8 = "version",
        reserved_2: Reserved<1> = "reserved",
        marker: u8 = "JPEG marker",
        reserved_3: Reserved<3> = "reserved",
    }
}

structure! {
    /// A compression of somebody's own.
    pub struct UserAlgorithm<'a> {
        compression: Fixed<0xFE> = "compression",
        specification: Counted<Bytes<'a>, 1> = "algorithm code point and specification",
    }
}

/// External Algorithm Specification Parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExternalAlgorithm<'a> {
    /// Type X'00' with the three bytes that it has.
    Recording(Reserved<1>, RecordingAlgorithm),
    /// Type X'10' with JPEG.
    Jpeg(Reserved<1>, JpegAlgorithm),
    /// Type X'10' with a compression of somebody's own.
    User(Reserved<1>, UserAlgorithm<'a>),
    /// Another type, or a specification of another shape.
    Other {
        /// The type of algorithm.
        kind: u8,
        /// What follows the type.
        data: Bytes<'a>,
    },
}

/// The type of algorithm: how points are recorded.
const RECORDING: u8 = 0x00;
/// The type of algorithm: how data is compressed.
const COMPRESSION: u8 = 0x10;

impl Default for ExternalAlgorithm<'_> {
    fn default() -> Self {
        Self::Other { kind: RECORDING, data: Bytes::default() }
    }
}

impl<'a> Wire<'a> for ExternalAlgorithm<'a> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let kind = u8::read(input)?;
        let data = input.rest();
        let known = match data.split_first() {
            Some((&reserved, body)) => {
                let reserved = Reserved([reserved]);
                match kind {
                    RECORDING => Wire::decode(body).map(|specification| Self::Recording(reserved, specification)).ok(),
                    COMPRESSION => Wire::decode(body)
                        .map(|specification| Self::Jpeg(reserved, specification))
                        .or_else(|_| Wire::decode(body).map(|specification| Self::User(reserved, specification)))
                        .ok(),
                    _ => None,
                }
            }
            None => None,
        };
        Ok(known.unwrap_or(Self::Other { kind, data: Bytes::Borrowed(data) }))
    }

    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        let mut begin = |kind: u8, reserved: &Reserved<1>| {
            out.push(kind);
            reserved.write(out)
        };
        match self {
            Self::Recording(reserved, specification) => {
                begin(RECORDING, reserved)?;
                specification.write(out)
            }
            Self::Jpeg(reserved, specification) => {
                begin(COMPRESSION, reserved)?;
                specification.write(out)
            }
            Self::User(reserved, specification) => {
                begin(COMPRESSION, reserved)?;
                specification.write(out)
            }
            Self::Other { kind, data } => {
                out.push(*kind);
                data.write(out)
            }
        }
    }

    fn describe(&self, _: &'static str, to: &mut Describer<'_>) {
        let kind = |words: &str, reserved: &Reserved<1>, to: &mut Describer<'_>| {
            to.value("kind of algorithm", 1, words.to_owned());
            reserved.describe("reserved", to);
        };
        match self {
            Self::Recording(reserved, specification) => {
                kind("recording", reserved, to);
                specification.describe("", to);
            }
            Self::Jpeg(reserved, specification) => {
                kind("JPEG compression", reserved, to);
                specification.describe("", to);
            }
            Self::User(reserved, specification) => {
                kind("user-defined compression", reserved, to);
                specification.describe("", to);
            }
            Self::Other { kind, data } => {
                kind.describe("kind of algorithm", to);
                data.describe("specification", to);
            }
        }
    }

    fn raw_bytes(&self) -> usize {
        match self {
            Self::Other { data, .. } => data.len(),
            _ => 0,
        }
    }
}

#[cfg(test)]
impl crate::sample::Sample for ExternalAlgorithm<'_> {
    fn sample(source: &mut crate::sample::Source<'_>) -> Self {
        let reserved = Reserved([0]);
        match source.below(3) {
            0 => Self::Recording(reserved, crate::sample::Sample::sample(source)),
            1 => Self::Jpeg(reserved, crate::sample::Sample::sample(source)),
            _ => Self::User(reserved, crate::sample::Sample::sample(source)),
        }
    }
}
