//! The autosave journal: lines that are only ever appended, from which the newest state can be made again after a kill.
//!
//! A line: `FWJ1`, the revision, a checksum, `snapshot` or `edit`, and JSON: the template, or the operations that lead
//! to the revision. A line cut short or damaged ends the replay; all before it counts.

use std::fmt::Write;

use model::Template;
use model::json::{from_text, to_line};

use crate::document::Document;
use crate::operation::Operation;

const MARK: &str = "FWJ1";

/// What a journal holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// The newest state.
    pub template: Template,
    /// Its revision.
    pub revision: u64,
    /// Whether something after it could not be read: the last edit was being written when the program ended.
    pub cut: bool,
}

/// A journal holds no state that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the journal holds no readable state; open the file as it was last saved")]
pub struct JournalError;

/// A line with the whole template.
pub fn snapshot_line(revision: u64, template: &Template) -> String {
    line(revision, "snapshot", &to_line(template))
}

/// A line with the operations that lead to a revision from the one before.
pub(crate) fn edit_line(revision: u64, operations: &[Operation]) -> String {
    line(revision, "edit", &to_line(&operations.to_vec()))
}

fn line(revision: u64, kind: &str, json: &str) -> String {
    let mut line = String::with_capacity(json.len() + 64);
    // Writing into a text cannot fail.
    let _ = writeln!(line, "{MARK} {revision} {:016x} {kind} {json}", checksum(revision, kind, json));
    line
}

/// Makes the newest state again that a journal holds.
///
/// # Errors
/// There is no snapshot that can be read.
pub fn replay(journal: &str) -> Result<Recovered, JournalError> {
    let mut state: Option<(Document, u64)> = None;
    let mut cut = !journal.is_empty() && !journal.ends_with('\n');
    for text in journal.split_inclusive('\n') {
        if read_line(text, &mut state).is_none() {
            cut = true;
            break;
        }
    }
    let (document, revision) = state.ok_or(JournalError)?;
    Ok(Recovered { template: document.template().clone(), revision, cut })
}

/// Takes a line into the state; none, with the state unchanged, where it is damaged.
fn read_line(text: &str, state: &mut Option<(Document, u64)>) -> Option<()> {
    let text = text.strip_suffix('\n')?;
    let mut parts = text.splitn(5, ' ');
    let (mark, revision, sum) = (parts.next()?, parts.next()?, parts.next()?);
    let (kind, json) = (parts.next()?, parts.next()?);
    let revision: u64 = revision.parse().ok()?;
    if mark != MARK || u64::from_str_radix(sum, 16).ok()? != checksum(revision, kind, json) {
        return None;
    }
    match kind {
        "snapshot" => {
            let (template, _) = from_text::<Template>("journal", json).ok()?;
            *state = Some((Document::new(template).ok()?, revision));
        }
        "edit" => {
            let (document, last) = state.as_mut()?;
            if revision != last.checked_add(1)? {
                return None;
            }
            let (operations, _) = from_text::<Vec<Operation>>("journal", json).ok()?;
            apply_all(document, operations)?;
            *last = revision;
        }
        _ => return None,
    }
    Some(())
}

/// All of the operations, or none.
fn apply_all(document: &mut Document, operations: Vec<Operation>) -> Option<()> {
    let mut inverses = Vec::new();
    for operation in operations {
        match document.apply(operation) {
            Ok(inverse) => inverses.extend(inverse),
            Err(_) => {
                for inverse in inverses.into_iter().rev() {
                    // An inverse of what was just done cannot fail.
                    let _ = document.apply(inverse);
                }
                return None;
            }
        }
    }
    Some(())
}

/// FNV-1a, 64 bits: against cut and mixed-up lines, not against forgery.
fn checksum(revision: u64, kind: &str, json: &str) -> u64 {
    let revision = revision.to_le_bytes();
    let bytes = revision.iter().chain(kind.as_bytes()).chain(json.as_bytes());
    bytes.fold(0xCBF2_9CE4_8422_2325, |sum, &byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3))
}
