//! Which framing a file has: each is tried on the first records, and the one that explains them best is taken.

use super::record::{RawField, Record};
use super::records::Records;
use super::shape::Framing;

/// Bytes from the beginning of a file that are enough to tell its framing.
pub const DETECTION_BYTES: usize = 256 << 10;
/// Records that are looked at.
const RECORDS: usize = 64;
/// Fields one after another with nothing between them that leave no doubt.
const PLAIN: usize = 8;

/// A framing and what speaks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Detection {
    /// The framing.
    pub framing: Framing,
    /// Structured fields of known kinds among the first records.
    pub fields: usize,
    /// Lines of line data among them.
    pub lines: usize,
    /// Stretches of damage between them.
    pub damage: usize,
    /// What the fields are worth against the damage.
    score: i64,
}

impl Framing {
    /// The framing of a file that begins with `head` (at best [`DETECTION_BYTES`] of it). Without a structured field in
    /// it, an X'5A' before each is assumed.
    #[must_use]
    pub fn detect(head: &[u8]) -> Detection {
        let mut best = Detection::default();
        for framing in Self::all() {
            let found = examine(head, framing);
            if found.score > best.score {
                best = found;
            }
            if framing == Self::CarriageControl && found.damage == 0 && found.fields >= PLAIN && found.lines == 0 {
                break;
            }
        }
        best
    }
}

/// A stretch of damage speaks against a framing as much as so many bytes of fields speak for it.
const COST: i64 = 64;

/// What the length of its record says of a field: best that it is the field's, then that it is longer.
fn record_score(framing: Framing, field: &RawField<'_>) -> i64 {
    let Framing::Records(framing) = framing else { return 0 };
    let own = field.bytes.len().checked_sub(framing.prefix.width());
    match (framing.content(field.lead), own) {
        (Some(content), Some(own)) if content == own => COST / 2,
        (Some(content), Some(own)) if content > own => COST / 4,
        _ => -COST * 2,
    }
}

fn examine(head: &[u8], framing: Framing) -> Detection {
    let mut found = Detection { framing, ..Detection::default() };
    let mut records = Records::with(head, framing).peekable();
    let mut looked = 0;
    while let Some(record) = records.next() {
        if looked == RECORDS {
            break;
        }
        match record {
            Record::Field(field) if field.id.acronym().is_some() => {
                found.fields += 1;
                // A field of any length speaks for the framing once.
                found.score += COST + field.bytes.len().min(256) as i64;
                found.score += record_score(framing, &field);
            }
            Record::Field(_) => {}
            Record::Line(_) => {
                found.lines += 1;
                // Any bytes can be lines: a framing that needs none is likelier.
                found.score -= if found.lines == 1 { COST / 4 } else { 0 };
                continue;
            }
            // The head may end inside of a field.
            Record::Junk { reason, .. } if reason.is_damage() && records.peek().is_some() => {
                found.damage += 1;
                found.score -= COST;
            }
            Record::Junk { bytes, .. } => found.score -= bytes.len().min(8) as i64,
        }
        looked += 1;
    }
    found
}
