//! Records of a file that is not held in memory: a window of bytes moves over it.

use std::io::{self, Read};

use afp_codec::framing::{JunkReason, Resume};
use afp_codec::{Framing, RawField, Record, Records};

/// Bytes that the longest structured field takes, carriage control included.
const LONGEST: usize = 1 + 0xFFFF;
/// Bytes read at once; several times the longest field, so that moving the window costs little.
const WINDOW: usize = 16 * LONGEST;

/// The next stretch of the file, its offset counted from the start of the file.
pub(crate) enum Stretch<'a> {
    Field(RawField<'a>),
    /// Bytes that are no structured field; further ones of the same stretch follow as `More`.
    Junk {
        offset: u64,
        reason: JunkReason,
        first: u8,
        length: usize,
        at_end: bool,
    },
    /// Nothing to tell: the window was moved inside bytes that are no structured field.
    More,
}

/// Reads records through the window.
pub(crate) struct Input<R> {
    source: R,
    buffer: Vec<u8>,
    /// Place of the next record in the buffer.
    at: usize,
    /// File offset of the buffer's first byte.
    base: u64,
    ended: bool,
    inside_junk: bool,
    /// How the fields stand in the file; found in the first window.
    framing: Option<Framing>,
    resume: Resume,
}

impl<R: Read> Input<R> {
    pub(crate) fn new(source: R) -> Self {
        let resume = Resume::default();
        Self { source, buffer: Vec::new(), at: 0, base: 0, ended: false, inside_junk: false, framing: None, resume }
    }

    /// Makes the longest field fit in what is left of the window, unless the file ends before.
    fn fill(&mut self) -> io::Result<()> {
        if self.ended || self.buffer.len() - self.at >= 2 * LONGEST {
            return Ok(());
        }
        self.buffer.drain(..self.at);
        self.base += self.at as u64;
        self.at = 0;
        while !self.ended && self.buffer.len() < WINDOW {
            let wanted = (WINDOW - self.buffer.len()) as u64;
            self.ended = self.source.by_ref().take(wanted).read_to_end(&mut self.buffer)? == 0;
        }
        Ok(())
    }

    /// The next stretch, or none at the end of the file.
    pub(crate) fn next(&mut self) -> io::Result<Option<Stretch<'_>>> {
        self.fill()?;
        let base = self.base;
        let Some(left) = self.buffer.get(self.at..).filter(|left| !left.is_empty()) else { return Ok(None) };
        let framing = *self.framing.get_or_insert_with(|| Framing::detect(left).framing);
        let offset = base + self.at as u64;
        let mut records = Records::stretch(left, offset, framing).resume(self.resume);
        let Some(record) = records.next() else { return Ok(None) };
        self.resume = records.state();
        let (bytes, reason) = match record {
            Record::Field(field) => {
                self.inside_junk = false;
                self.at += field.bytes.len();
                return Ok(Some(Stretch::Field(field)));
            }
            Record::Line(line) => (line.bytes, JunkReason::NoCarriageControl),
            Record::Junk { bytes, reason, .. } => (bytes, reason),
        };
        match reason {
            JunkReason::BlockDescriptor => {
                self.at += bytes.len();
                Ok(Some(Stretch::More))
            }
            reason => {
                // A field may begin in the last bytes of the window and end behind it; they are looked at again.
                let sure = if self.ended { left.len() } else { left.len().saturating_sub(LONGEST).max(1) };
                let length = bytes.len().min(sure);
                let first = bytes.first().copied().unwrap_or_default();
                self.at += length;
                if std::mem::replace(&mut self.inside_junk, true) {
                    return Ok(Some(Stretch::More));
                }
                let at_end = self.ended && self.at == self.buffer.len();
                Ok(Some(Stretch::Junk { offset, reason, first, length, at_end }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nop(data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len() + 8).unwrap().to_be_bytes();
        [&[0x5A], &length[..], &[0xD3, 0xEE, 0xEE, 0, 0, 0], data].concat()
    }

    /// Gives a few bytes at a time, as a pipe may.
    struct Trickle<'a>(&'a [u8], usize);

    impl Read for Trickle<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(out.len()).min(self.0.len());
            out[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn offsets(bytes: &[u8], step: usize) -> (Vec<u64>, Vec<u64>) {
        let mut input = Input::new(Trickle(bytes, step));
        let (mut fields, mut junk) = (Vec::new(), Vec::new());
        while let Some(stretch) = input.next().unwrap() {
            match stretch {
                Stretch::Field(field) => fields.push(field.offset),
                Stretch::Junk { offset, .. } => junk.push(offset),
                Stretch::More => {}
            }
        }
        (fields, junk)
    }

    #[test]
    fn the_window_sees_the_same_records_as_the_whole_file() {
        let mut bytes = Vec::new();
        for size in [0usize, 5, 32_700, 65_000, 3, 60_000, 12] {
            for _ in 0..9 {
                bytes.extend(nop(&vec![0x5A; size]));
            }
            // Long enough to reach over a window.
            bytes.extend(vec![0x77; size * 40]);
        }
        let (mut fields, mut junk) = (Vec::new(), Vec::new());
        for record in Records::new(&bytes) {
            match record {
                Record::Field(field) => fields.push(field.offset),
                Record::Junk { offset, .. } => junk.push(offset),
                Record::Line(line) => junk.push(line.offset),
            }
        }
        for step in [usize::MAX, 10_007] {
            assert_eq!(offsets(&bytes, step), (fields.clone(), junk.clone()));
        }
    }
}
