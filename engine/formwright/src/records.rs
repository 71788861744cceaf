//! The records of a job.

use std::io::Read;
use std::sync::Arc;

use data::{Decoder, Format, Options, RawRecord, Splitter, schema_of_template};
use diagnostics::{Code, Diagnostic};
use model::Template;

/// Which records, from 1, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordRange {
    /// The first.
    pub first: u64,
    /// The last; to the end where there is none.
    pub last: Option<u64>,
}

impl RecordRange {
    /// All.
    pub const ALL: Self = Self { first: 1, last: None };

    fn is_past(self, number: u64) -> bool {
        self.last.is_some_and(|last| number > last)
    }
}

/// How a template reads a data file: its form by the file's ending, else as the template says; the schema enforced.
pub fn data_options(template: &Template, file: &str) -> Options {
    let format = Format::of_name(file).unwrap_or_else(|| template.data.source.into());
    let mut options = Options::new(file, format).with_records_at(template.data.records.clone());
    if !template.data.fields.is_empty() {
        options = options.with_schema(Arc::new(schema_of_template(&template.data.fields)));
    }
    options
}

/// A data file from which pieces of records are taken.
pub(crate) struct Pieces<R> {
    splitter: Splitter<R>,
    range: RecordRange,
    seen: u64,
    taken: u64,
    ended: bool,
}

/// Records handed to a worker at a time.
const PIECE: usize = 8;

impl<R: Read> Pieces<R> {
    pub(crate) fn open(source: R, options: Options, range: RecordRange) -> Result<Self, Diagnostic> {
        Ok(Self { splitter: Splitter::open(source, options)?, range, seen: 0, taken: 0, ended: false })
    }

    pub(crate) fn decoder(&self) -> Decoder {
        self.splitter.decoder()
    }
}

impl<R: Read> Iterator for Pieces<R> {
    type Item = Result<Vec<RawRecord>, Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut piece = Vec::new();
        while !self.ended && piece.len() < PIECE {
            if self.range.is_past(self.seen + 1) {
                self.ended = true;
                break;
            }
            match self.splitter.next() {
                None => {
                    self.ended = true;
                    // A range that begins past the end is a mistake, and so is data without any record.
                    if self.taken == 0 {
                        let missing = Diagnostic::new(Code::DataNoRecord)
                            .with("record", i64::try_from(self.range.first).unwrap_or(i64::MAX))
                            .with("count", i64::try_from(self.seen).unwrap_or(i64::MAX));
                        return Some(Err(missing));
                    }
                }
                Some(Err(fault)) => {
                    self.ended = true;
                    return Some(Err(fault));
                }
                Some(Ok(raw)) => {
                    self.seen = raw.number;
                    if raw.number >= self.range.first {
                        self.taken += 1;
                        piece.push(raw);
                    }
                }
            }
        }
        (!piece.is_empty()).then_some(Ok(piece))
    }
}
