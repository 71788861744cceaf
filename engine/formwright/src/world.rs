//! What the engine needs from outside, handed in by who runs it.

use std::io;

pub use afp_write::Backing;

/// The outside: no part of the engine reaches it but through this.
pub trait World: Sync {
    /// A new temporary file, readable and writable, for output that does not fit in memory; best beside the output.
    ///
    /// # Errors
    /// When none can be made.
    fn temporary_file(&self) -> io::Result<Box<dyn Backing>>;

    /// Where AFP resources go that are to stand outside the print file; none to have them in it.
    fn resource_folder(&self) -> Option<&dyn ResourceFolder> {
        None
    }
}

/// A folder that resources are written into.
pub trait ResourceFolder: Sync {
    /// Writes a file of the folder. One that is there with the same content is left alone.
    ///
    /// # Errors
    /// When it cannot be read or written.
    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<FileWritten>;
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileWritten {
    /// It was not there.
    New,
    /// It was there with the same content.
    Same,
    /// It was there with other content.
    Replaced,
}

/// No outside at all: everything stays in memory. For one record at a time.
#[derive(Clone, Copy, Debug, Default)]
pub struct InMemory;

impl World for InMemory {
    fn temporary_file(&self) -> io::Result<Box<dyn Backing>> {
        Ok(Box::new(io::Cursor::new(Vec::new())))
    }
}

/// How far a job has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Records done.
    pub records: u64,
    /// Pages done.
    pub pages: u64,
}

/// Who watches a job and may end it.
pub trait Observer: Sync {
    /// Told after each piece of work.
    fn progress(&self, progress: Progress);

    /// Whether the job is to end; asked after each piece of work.
    fn is_cancelled(&self) -> bool;
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unobserved;

impl Observer for Unobserved {
    fn progress(&self, _: Progress) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}
