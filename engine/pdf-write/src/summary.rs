//! What was written.

use diagnostics::Diagnostics;

/// What was written, and what could not be written as it should.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Pages.
    pub pages: u64,
    /// Bytes of the file.
    pub bytes: u64,
    /// Findings.
    pub diagnostics: Diagnostics,
}
