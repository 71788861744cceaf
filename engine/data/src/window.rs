//! The part of the file that is in memory.

use std::io::Read;

use diagnostics::{Code, Diagnostic, Location, TextPlace};

const FIRST_SIZE: usize = 64 << 10;

/// A window that moves forward over bytes: what was consumed is forgotten, more is read when asked for.
pub(crate) struct Window<R> {
    source: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    finished: bool,
    /// The place of the first byte that was not consumed.
    place: TextPlace,
    /// The most bytes held.
    limit: usize,
}

impl<R: Read> Window<R> {
    pub(crate) fn new(source: R, limit: usize) -> Self {
        let place = TextPlace { line: 1, column: 1, offset: 0 };
        Self { source, buffer: Vec::new(), start: 0, end: 0, finished: false, place, limit }
    }

    /// The bytes in memory that were not consumed.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// The place of the first of them.
    pub(crate) fn place(&self) -> TextPlace {
        self.place
    }

    /// Reads on. `false` at the end of the file.
    ///
    /// # Errors
    /// The source cannot be read, or the window is as large as it may be.
    pub(crate) fn more(&mut self, file: &str) -> Result<bool, Diagnostic> {
        if self.finished {
            return Ok(false);
        }
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.buffer.len() {
            if self.end >= self.limit {
                let location = Location::Text { file: file.to_owned(), place: self.place };
                return Err(Diagnostic::new(Code::DataRecordTooLarge).with("limit", self.limit).at(location));
            }
            self.buffer.resize((self.end * 2).clamp(FIRST_SIZE.min(self.limit), self.limit), 0);
        }
        let free = self.buffer.get_mut(self.end..).unwrap_or_default();
        let read = loop {
            match self.source.read(free) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => {
                    let diagnostic = Diagnostic::new(Code::FileUnreadable);
                    return Err(diagnostic.with("file", file).with("reason", error.to_string()));
                }
                Ok(read) => break read.min(free.len()),
            }
        };
        self.end += read;
        self.finished = read == 0;
        Ok(read > 0)
    }

    /// Forgets the first bytes.
    pub(crate) fn consume(&mut self, count: usize) {
        let count = count.min(self.end - self.start);
        self.place = place_after(self.place, self.buffer.get(self.start..self.start + count).unwrap_or_default());
        self.start += count;
    }

    /// The first byte, read if need be.
    pub(crate) fn peek(&mut self, file: &str) -> Result<Option<u8>, Diagnostic> {
        if self.start == self.end && !self.more(file)? {
            return Ok(None);
        }
        Ok(self.bytes().first().copied())
    }
}

/// The place after some bytes; columns count characters.
pub(crate) fn place_after(place: TextPlace, bytes: &[u8]) -> TextPlace {
    let begins_character = |byte: &&u8| **byte & 0xC0 != 0x80;
    let count = |bytes: &[u8]| u32::try_from(bytes.iter().filter(begins_character).count()).unwrap_or(u32::MAX);
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
    let column = match bytes.iter().rposition(|byte| *byte == b'\n') {
        Some(last) => count(bytes.get(last + 1..).unwrap_or_default()).saturating_add(1),
        None => place.column.saturating_add(count(bytes)),
    };
    TextPlace {
        line: place.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX)),
        column,
        offset: place.offset.saturating_add(bytes.len() as u64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_counts_lines_and_characters() {
        let mut window = Window::new("a\nb金c".as_bytes(), 100);
        assert_eq!(window.peek("f").unwrap(), Some(b'a'));
        window.consume(6);
        assert_eq!(window.place(), TextPlace { line: 2, column: 3, offset: 6 });
        assert_eq!(window.bytes(), b"c");
    }

    #[test]
    fn a_window_grows_to_its_limit_and_no_further() {
        let mut window = Window::new(std::io::repeat(b'x'), 100_000);
        let error = loop {
            match window.more("f") {
                Ok(more) => assert!(more),
                Err(error) => break error,
            }
        };
        assert_eq!(error.code, Code::DataRecordTooLarge);
        assert_eq!(window.bytes().len(), 100_000);
    }
}
