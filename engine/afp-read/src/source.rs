//! The bytes of a file, held in memory or read where they are needed.

use std::fmt;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

/// What a file is read from.
pub trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// The bytes of the main file.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    Memory(Arc<[u8]>),
    Stream(Arc<Stream>),
}

/// A file that is read piece by piece.
pub(crate) struct Stream {
    reader: Mutex<Box<dyn ReadSeek>>,
    length: u64,
}

impl fmt::Debug for Stream {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Stream").field("length", &self.length).finish_non_exhaustive()
    }
}

/// A stretch of a file: a part of what is held, or read for this purpose.
#[derive(Clone, Debug)]
pub(crate) enum Bytes {
    Held { all: Arc<[u8]>, from: usize, to: usize },
    Read(Vec<u8>),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Held { all, from, to } => all.get(*from..*to).unwrap_or_default(),
            Self::Read(bytes) => bytes,
        }
    }
}

impl Bytes {
    /// All of what is held.
    pub(crate) fn whole(all: Arc<[u8]>) -> Self {
        let to = all.len();
        Self::Held { all, from: 0, to }
    }
}

impl Source {
    pub(crate) fn stream(mut reader: Box<dyn ReadSeek>) -> io::Result<Self> {
        let length = reader.seek(SeekFrom::End(0))?;
        Ok(Self::Stream(Arc::new(Stream { reader: Mutex::new(reader), length })))
    }

    pub(crate) fn length(&self) -> u64 {
        match self {
            Self::Memory(bytes) => bytes.len() as u64,
            Self::Stream(stream) => stream.length,
        }
    }

    /// The bytes from one offset to another, as far as the file goes.
    pub(crate) fn bytes(&self, start: u64, end: u64) -> io::Result<Bytes> {
        let end = end.min(self.length());
        let start = start.min(end);
        match self {
            Self::Memory(all) => {
                let [from, to] = [start, end].map(|at| usize::try_from(at).unwrap_or(all.len()));
                Ok(Bytes::Held { all: all.clone(), from, to })
            }
            Self::Stream(stream) => {
                let mut reader = stream.reader.lock().unwrap_or_else(PoisonError::into_inner);
                reader.seek(SeekFrom::Start(start))?;
                let mut bytes = Vec::with_capacity(usize::try_from(end - start).map_err(io::Error::other)?);
                reader.as_mut().take(end - start).read_to_end(&mut bytes)?;
                Ok(Bytes::Read(bytes))
            }
        }
    }
}
