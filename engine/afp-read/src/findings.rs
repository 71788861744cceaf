//! Diagnostics with the place in the file.

use diagnostics::{Argument, Code, Diagnostic, Diagnostics, Location};

/// Collects findings about one file.
#[derive(Clone, Debug)]
pub(crate) struct Findings {
    file: String,
    pub(crate) list: Diagnostics,
}

impl Findings {
    pub(crate) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), list: Diagnostics::new() }
    }

    /// Another list about the same file.
    pub(crate) fn fresh(&self) -> Self {
        Self::new(&self.file)
    }

    /// Adds a finding at a byte of the file.
    pub(crate) fn add(&mut self, code: Code, offset: u64, arguments: &[(&'static str, &str)]) {
        let place = Location::Byte { file: self.file.clone(), offset };
        let finding = arguments
            .iter()
            .fold(Diagnostic::new(code), |finding, (name, value)| finding.with(name, Argument::from(*value)));
        self.list.push_once(finding.at(place));
    }
}
