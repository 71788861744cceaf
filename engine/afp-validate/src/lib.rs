//! Checks AFP against the rules of the architecture, of the interchange sets IS/1 and IS/3, and of `classic` output.
//!
//! In: a stream of bytes and, if wanted, a profile. Out: findings, each with its place, the rule that is broken and the
//! clause it stands in, in the order of the file. Memory is bounded by the largest object and by the names of
//! resources, not by the file. Every rule is listed in `RULES.md` beside this crate; a test holds the list and the code
//! against each other. The crate draws nothing and mends nothing.

mod checks;
mod count;
mod finding;
mod grammar;
mod input;
mod located;
mod nest;
mod rule;
mod triplet_table;
mod walk;

use std::io::{self, Read};

pub use finding::{Finding, Step};
pub use rule::{Profile, Rule, Sets, rules};

/// Checks a file and hands each finding to `take` as it is made.
///
/// Without a profile the rules of the architecture hold, and those of the interchange set that the print file or the
/// document itself claims. With a profile its rules hold beside those of the architecture, whatever the file claims.
///
/// # Errors
/// When `input` cannot be read; no content of a file is an error.
pub fn validate(input: impl Read, profile: Option<Profile>, mut take: impl FnMut(Finding)) -> io::Result<()> {
    walk::run(input, profile, &mut take)
}
