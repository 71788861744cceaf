//! Diagnostics with the place in the file.

use diagnostics::{Argument, Code, Diagnostic, Diagnostics, Location};

/// Collects findings about one file.
#[derive(Clone, Debug)]
pub(crate) struct Findings {
    /// The files, each with where its bytes begin among those of all.
    files: Vec<(u64, String)>,
    pub(crate) list: Diagnostics,
}

impl Findings {
    pub(crate) fn new(file: &str) -> Self {
        Self { files: vec![(0, file.to_owned())], list: Diagnostics::new() }
    }

    /// Another list about the same files.
    pub(crate) fn fresh(&self) -> Self {
        Self { files: self.files.clone(), list: Diagnostics::new() }
    }

    /// From an offset on, bytes are those of another file.
    pub(crate) fn file_begins(&mut self, offset: u64, file: &str) {
        self.files.push((offset, file.to_owned()));
    }

    /// The file that began at an offset is not taken after all.
    pub(crate) fn file_ends(&mut self, offset: u64) {
        self.files.retain(|(start, _)| *start < offset);
    }

    /// The name of the file that has an offset.
    pub(crate) fn file_of(&self, offset: u64) -> String {
        self.files.iter().rfind(|(start, _)| *start <= offset).map(|(_, file)| file.clone()).unwrap_or_default()
    }

    /// Adds a finding at a byte of the file.
    pub(crate) fn add(&mut self, code: Code, offset: u64, arguments: &[(&'static str, &str)]) {
        let (start, file) = self.files.iter().rfind(|(start, _)| *start <= offset).cloned().unwrap_or_default();
        let place = Location::Byte { file, offset: offset - start };
        let finding = arguments
            .iter()
            .fold(Diagnostic::new(code), |finding, (name, value)| finding.with(name, Argument::from(*value)));
        self.list.push_once(finding.at(place));
    }
}
