//! Records by number.

use std::io::{Read, Seek, SeekFrom};

use diagnostics::{Code, Diagnostic, Diagnostics, TextPlace};

use crate::{DataRecord, Decoder, Options, RawRecord, Splitter};

/// Where each record of a file is. It takes 24 bytes a record.
#[derive(Debug)]
pub struct Index {
    entries: Vec<Entry>,
    decoder: Decoder,
    fault: Option<Diagnostic>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    offset: u64,
    line: u32,
    column: u32,
    length: u32,
}

impl Index {
    /// Goes through a file once.
    ///
    /// # Errors
    /// The file cannot be read, or the header of CSV has no sense. A fault further on ends the index there
    /// ([`Self::fault`]).
    pub fn build(source: impl Read, options: Options) -> Result<Self, Diagnostic> {
        let splitter = Splitter::open(source, options)?;
        let decoder = splitter.decoder();
        let mut index = Self { entries: Vec::new(), decoder, fault: None };
        for raw in splitter {
            match raw {
                Ok(raw) => index.entries.push(Entry {
                    offset: raw.place.offset,
                    line: raw.place.line,
                    column: raw.place.column,
                    length: u32::try_from(raw.bytes.len()).unwrap_or(u32::MAX),
                }),
                Err(error) => index.fault = Some(error),
            }
        }
        Ok(index)
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What is wrong with the file after the last record found.
    pub fn fault(&self) -> Option<&Diagnostic> {
        self.fault.as_ref()
    }

    /// A record as it stands in the file, by its number from 1.
    ///
    /// # Errors
    /// There is none of this number, or the file cannot be read.
    pub fn raw(&self, number: u64, source: &mut (impl Read + Seek)) -> Result<RawRecord, Diagnostic> {
        let place = number.checked_sub(1).and_then(|place| usize::try_from(place).ok());
        let Some(entry) = place.and_then(|place| self.entries.get(place)) else {
            let diagnostic = Diagnostic::new(Code::DataNoRecord).with("count", self.entries.len());
            return Err(diagnostic.with("record", i64::try_from(number).unwrap_or(i64::MAX)));
        };
        let mut bytes = vec![0; entry.length as usize];
        source.seek(SeekFrom::Start(entry.offset)).and_then(|_| source.read_exact(&mut bytes)).map_err(|error| {
            let diagnostic = Diagnostic::new(Code::FileUnreadable);
            diagnostic.with("file", self.decoder.options().file.as_str()).with("reason", error.to_string())
        })?;
        let place = TextPlace { line: entry.line, column: entry.column, offset: entry.offset };
        Ok(RawRecord { number, place, bytes })
    }

    /// A record by its number from 1.
    ///
    /// # Errors
    /// There is none of this number, the file cannot be read, or the record cannot be used.
    pub fn record(&mut self, number: u64, source: &mut (impl Read + Seek)) -> Result<DataRecord, Diagnostics> {
        let raw = self.raw(number, source)?;
        self.decoder.decode(&raw)
    }
}
