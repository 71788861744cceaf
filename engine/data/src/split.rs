//! Where records begin and end.

use std::io::Read;

use diagnostics::{Diagnostic, TextPlace};

use crate::columns::Header;
use crate::csv;
use crate::split_json::JsonSplitter;
use crate::window::Window;
use crate::{Decoder, Format, Options};

/// A record as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRecord {
    /// Its number, from 1.
    pub number: u64,
    /// Where it begins.
    pub place: TextPlace,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Finds the records of a file, one after the other; what is in them it does not look at.
///
/// After an error nothing follows.
pub struct Splitter<R> {
    window: Window<R>,
    options: Options,
    kind: Kind,
    number: u64,
    finished: bool,
}

enum Kind {
    Lines,
    Json(JsonSplitter),
    Csv(Header),
}

impl<R: Read> Splitter<R> {
    /// Opens a file: reads the header of CSV.
    ///
    /// # Errors
    /// The file cannot be read, or the header has no sense.
    pub fn open(source: R, options: Options) -> Result<Self, Diagnostic> {
        let mut window = Window::new(source, options.record_limit.max(1));
        while window.bytes().len() < 4 && window.more(&options.file)? {}
        match window.bytes() {
            [0xEF, 0xBB, 0xBF, ..] => {
                window.consume(3);
            }
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
                return Err(options.syntax(window.place(), "the text is in UTF-16; save it as UTF-8"));
            }
            _ => {}
        }
        let kind = match options.format {
            Format::Ndjson => Kind::Lines,
            Format::Json => Kind::Json(JsonSplitter::new(&options.records)),
            Format::Csv => {
                let line = next_line(&mut window, &options, Some(csv::DELIMITERS))?;
                let (place, bytes) = line.ok_or_else(|| options.syntax(window.place(), "there is no header"))?;
                Kind::Csv(Header::read(place, &bytes, &options)?)
            }
        };
        Ok(Self { window, options, kind, number: 0, finished: false })
    }

    /// What reads the records found.
    pub fn decoder(&self) -> Decoder {
        let header = match &self.kind {
            Kind::Csv(header) => Some(header.clone()),
            Kind::Lines | Kind::Json(_) => None,
        };
        Decoder::new(self.options.clone(), header)
    }

    fn find(&mut self) -> Result<Option<(TextPlace, Vec<u8>)>, Diagnostic> {
        match &mut self.kind {
            Kind::Lines => next_line(&mut self.window, &self.options, None),
            Kind::Csv(header) => next_line(&mut self.window, &self.options, Some(&[header.delimiter])),
            Kind::Json(json) => json.next(&mut self.window, &self.options),
        }
    }
}

impl<R: Read> Iterator for Splitter<R> {
    type Item = Result<RawRecord, Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.finished {
            return None;
        }
        match self.find() {
            Ok(Some((place, bytes))) => {
                self.number += 1;
                Some(Ok(RawRecord { number: self.number, place, bytes }))
            }
            Ok(None) => {
                self.finished = true;
                None
            }
            Err(error) => {
                self.finished = true;
                Some(Err(error))
            }
        }
    }
}

/// The next line that is not blank, without its end. In CSV, whose delimiters are given, a line goes on inside quotes.
fn next_line<R: Read>(
    window: &mut Window<R>,
    options: &Options,
    delimiters: Option<&[u8]>,
) -> Result<Option<(TextPlace, Vec<u8>)>, Diagnostic> {
    loop {
        let mut looked = 0;
        let mut quoted = delimiters.map(csv::LineEnd::new);
        let (length, line_end) = loop {
            let fresh = window.bytes().get(looked..).unwrap_or_default();
            let found = match &mut quoted {
                Some(quoted) => quoted.find(fresh),
                None => fresh.iter().position(|byte| *byte == b'\n'),
            };
            if let Some(end) = found {
                break (looked + end, 1);
            }
            looked = window.bytes().len();
            if !window.more(&options.file)? {
                break (looked, 0);
            }
        };
        let place = window.place();
        let line = window.bytes().get(..length).unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let blank = line.iter().all(|byte| matches!(byte, b' ' | b'\r'));
        let bytes = if blank { Vec::new() } else { line.to_vec() };
        window.consume(length + line_end);
        if !blank {
            return Ok(Some((place, bytes)));
        }
        if line_end == 0 {
            return Ok(None);
        }
    }
}
