//! Where encoded pages wait until the resource group is written: in memory, then in a file that the caller opens.

use std::io::{self, Read, Seek, SeekFrom, Write};

/// Something written once and read back: a temporary file.
pub trait Backing: Read + Write + Seek + Send {}

impl<T: Read + Write + Seek + Send> Backing for T {}

/// Opens the backing when it is first needed.
type Open<'a> = Box<dyn FnOnce() -> io::Result<Box<dyn Backing + 'a>> + Send + 'a>;

/// Bytes in the order given, the first in memory, the rest in a backing.
pub struct Spool<'a> {
    memory: Vec<u8>,
    limit: usize,
    open: Option<Open<'a>>,
    file: Option<Box<dyn Backing + 'a>>,
    length: u64,
}

impl<'a> Spool<'a> {
    /// Bytes kept in memory before the backing is opened.
    pub const MEMORY: usize = 8 << 20;

    /// A spool that goes on in what `open` gives once more than [`Spool::MEMORY`] bytes are in it.
    pub fn new(open: impl FnOnce() -> io::Result<Box<dyn Backing + 'a>> + Send + 'a) -> Self {
        Self::with_limit(Self::MEMORY, open)
    }

    /// The same with another limit.
    pub fn with_limit(limit: usize, open: impl FnOnce() -> io::Result<Box<dyn Backing + 'a>> + Send + 'a) -> Self {
        Self { memory: Vec::new(), limit, open: Some(Box::new(open)), file: None, length: 0 }
    }

    /// A spool that stays in memory, for previews of a few pages.
    pub fn in_memory() -> Self {
        Self { memory: Vec::new(), limit: usize::MAX, open: None, file: None, length: 0 }
    }

    /// Bytes in it.
    pub fn len(&self) -> u64 {
        self.length
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// The backing cannot be opened or written.
    pub fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.length += bytes.len() as u64;
        if self.file.is_none()
            && self.memory.len() + bytes.len() > self.limit
            && let Some(open) = self.open.take()
        {
            self.file = Some(open()?);
        }
        match &mut self.file {
            None => self.memory.extend_from_slice(bytes),
            Some(file) => {
                // Written in large pieces: the memory is the buffer.
                self.memory.extend_from_slice(bytes);
                if self.memory.len() >= self.limit.min(1 << 20) {
                    file.write_all(&self.memory)?;
                    self.memory.clear();
                }
            }
        }
        Ok(())
    }

    /// Copies all bytes to an output.
    ///
    /// # Errors
    /// The backing cannot be read or the output not written.
    pub fn copy_to(self, out: &mut dyn Write) -> io::Result<()> {
        io::copy(&mut self.into_reader()?, out).map(drop)
    }

    /// All bytes, from the first.
    ///
    /// # Errors
    /// The backing cannot be read.
    pub fn into_reader(mut self) -> io::Result<impl Read + use<'a>> {
        if let Some(file) = &mut self.file {
            file.flush()?;
            file.seek(SeekFrom::Start(0))?;
        }
        let file = self.file.unwrap_or_else(|| Box::new(io::empty()));
        Ok(file.chain(io::Cursor::new(self.memory)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn what_goes_in_comes_out_whether_it_fits_in_memory_or_not() {
        for limit in [0, 5, 100, 10_000] {
            let mut spool = Spool::with_limit(limit, || Ok(Box::new(Cursor::new(Vec::new()))));
            let mut wanted = Vec::new();
            for number in 0..200u8 {
                spool.push(&[number; 7]).unwrap();
                wanted.extend([number; 7]);
            }
            assert_eq!(spool.len(), 1_400);
            let mut out = Vec::new();
            spool.copy_to(&mut out).unwrap();
            assert_eq!(out, wanted, "limit {limit}");
        }
    }
}
