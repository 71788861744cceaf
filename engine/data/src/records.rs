//! All records of a file in order.

use std::io::Read;

use diagnostics::{Diagnostic, Diagnostics};

use crate::{DataRecord, Decoder, Options, Policy, Splitter};

/// The records of a file in order, each read or with all that is wrong with it. What follows a record that cannot be
/// used, [`Options::policy`] says; after a fault of the file itself nothing follows.
pub struct Records<R> {
    splitter: Splitter<R>,
    decoder: Decoder,
    stopped: bool,
}

impl<R: Read> Records<R> {
    /// Opens a file.
    ///
    /// # Errors
    /// The file cannot be read, or the header of CSV has no sense.
    pub fn open(source: R, options: Options) -> Result<Self, Diagnostic> {
        let splitter = Splitter::open(source, options)?;
        let decoder = splitter.decoder();
        Ok(Self { splitter, decoder, stopped: false })
    }
}

/// The records in bytes.
///
/// # Errors
/// The header of CSV has no sense.
pub fn records_from_bytes(bytes: &[u8], options: Options) -> Result<Records<&[u8]>, Diagnostic> {
    Records::open(bytes, options)
}

impl<R: Read> Iterator for Records<R> {
    type Item = Result<DataRecord, Diagnostics>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.stopped {
            return None;
        }
        let record = match self.splitter.next()? {
            Ok(raw) => self.decoder.decode(&raw),
            Err(error) => Err(error.into()),
        };
        self.stopped = record.is_err() && self.decoder.options().policy == Policy::Stop;
        Some(record)
    }
}
