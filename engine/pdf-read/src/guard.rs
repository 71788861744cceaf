//! Keeping what hostile bytes do to the reader away from the caller.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use diagnostics::{Code, Diagnostic, Location};

/// What is thrown to leave a page that goes on and on.
pub(crate) struct Endless;

/// Leaves the reader from inside of it; caught by [`guarded`].
pub(crate) fn leave() -> ! {
    resume_unwind(Box::new(Endless))
}

/// Does some work of the reader; a panic of it becomes a diagnostic. Whatever the work changes must not be used after
/// it failed.
pub(crate) fn guarded<T>(page: Option<usize>, work: impl FnOnce() -> T) -> Result<T, Diagnostic> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|thrown| {
        let reason =
            if thrown.is::<Endless>() { "it draws more than any page needs" } else { "the reader gave up on it" };
        damaged(page, reason)
    })
}

/// A finding about the file, or about a page of it, by its number from 0.
pub(crate) fn damaged(page: Option<usize>, reason: &str) -> Diagnostic {
    let finding = Diagnostic::new(Code::PdfDamaged).with("reason", reason);
    match page.and_then(|page| u32::try_from(page + 1).ok()) {
        Some(page) => finding.at(Location::Page { record: None, page }),
        None => finding,
    }
}
