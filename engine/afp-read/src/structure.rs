//! The structure of a file, for an inspector: what stands in it one after another and inside each other, found when it
//! is asked for. Nothing is decoded until its own node is wanted.

use afp_codec::dump::{FieldNodes, Node};
use afp_codec::framing::{JunkReason, LOOK_AHEAD, Resume};
use afp_codec::{FieldId, Record, Records};

use crate::AfpDocument;

/// Bytes that are read at once.
const WINDOW: u64 = 1 << 20;
/// The most bytes of one object that is read to show a field of it.
const MOST_CONTEXT: u64 = 256 << 20;

/// What an entry of the structure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A structured field; a Begin has all up to its End as children.
    Field(FieldId),
    /// A line of line data.
    Line,
    /// Bytes that are neither.
    Other(JunkReason),
}

/// One entry of the structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// File offset of its first byte.
    pub offset: u64,
    /// Bytes it takes by itself, without children.
    pub length: u64,
    /// What it is.
    pub kind: EntryKind,
}

impl Entry {
    /// Whether it has children: what stands between it and its End, which is the last of them.
    pub fn has_children(&self) -> bool {
        matches!(self.kind, EntryKind::Field(id) if id.is_begin())
    }

    /// File offset just after it.
    pub fn end(&self) -> u64 {
        self.offset + self.length
    }

    fn of(record: &Record<'_>) -> Self {
        let kind = match record {
            Record::Field(field) => EntryKind::Field(field.id),
            Record::Line(_) => EntryKind::Line,
            Record::Junk { reason, .. } => EntryKind::Other(*reason),
        };
        Self { offset: record.offset(), length: record.bytes().len() as u64, kind }
    }
}

/// Some entries that follow each other on one level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// The entries.
    pub entries: Vec<Entry>,
    /// Where the next of them begins, if there are more.
    pub next: Option<u64>,
}

impl AfpDocument {
    /// Entries on one level: of the file, or of what begins at the offset `of`. At most `most` of them, from the offset
    /// `from` on, which an earlier answer gave as the next; from the first where there is none.
    pub fn children(&self, of: Option<u64>, from: Option<u64>, most: usize) -> Entries {
        let mut found = Entries::default();
        let mut walk = Walk::new(self, from.or(of).unwrap_or(0));
        if from.is_none() && of.is_some() && walk.next().is_none() {
            return found;
        }
        let mut depth = 0usize;
        while let Some(entry) = walk.next() {
            let (begins, ends) = match entry.kind {
                EntryKind::Field(id) => (id.is_begin(), id.is_end()),
                EntryKind::Line | EntryKind::Other(_) => (false, false),
            };
            if depth == 0 {
                if found.entries.len() >= most {
                    found.next = Some(entry.offset);
                    break;
                }
                found.entries.push(entry);
                if ends && of.is_some() {
                    break;
                }
                if begins {
                    // The ends of pages are known: what is in them need not be looked at.
                    match self.end_of_page(entry.offset) {
                        Some(end) => walk.go_to(end),
                        None => depth = 1,
                    }
                }
            } else if begins {
                depth += 1;
            } else if ends {
                depth -= 1;
            }
        }
        found
    }

    /// The entry that has a byte of the file, and before it all that it stands in, the outermost first.
    pub fn path_to(&self, offset: u64) -> Vec<Entry> {
        let (start, open) = self.checkpoint(offset);
        let mut path: Vec<Entry> = open.iter().filter_map(|at| Walk::new(self, *at).next()).collect();
        let mut walk = Walk::new(self, start);
        while let Some(entry) = walk.next() {
            if offset < entry.end() {
                path.push(entry);
                return path;
            }
            match entry.kind {
                EntryKind::Field(id) if id.is_begin() => match self.end_of_page(entry.offset) {
                    Some(end) if end <= offset => walk.go_to(end),
                    _ => path.push(entry),
                },
                EntryKind::Field(id) if id.is_end() => {
                    path.pop();
                }
                _ => {}
            }
        }
        path
    }

    /// An entry with all that it says: its values, and the triplets, control sequences, drawing orders and image fields
    /// that begin in it. None where no entry begins at the offset.
    pub fn node(&self, offset: u64) -> Option<Node> {
        let entry = self.path_to(offset).pop().filter(|entry| entry.offset == offset)?;
        // Code points are read by the fonts of the page, the data of an object with the fields before and behind.
        let (start, end) = self.object_around(offset).unwrap_or((offset, entry.end()));
        let end = end.clamp(entry.end(), start.saturating_add(MOST_CONTEXT).max(entry.end()));
        let bytes = self.source().bytes(start, end).ok()?;
        let records = Records::stretch(&bytes, start, self.framing().framing);
        FieldNodes::over(records).seek(offset).map(|(_, node)| node)
    }

    fn end_of_page(&self, start: u64) -> Option<u64> {
        let number = self.page_at(start)?;
        let (first, end) = self.page_summary(number)?.bytes;
        (first == start).then_some(end)
    }
}

/// Goes over the entries of a file from an offset on.
struct Walk<'d> {
    document: &'d AfpDocument,
    at: u64,
    resume: Resume,
    /// Entries of the window that was read last.
    ready: std::vec::IntoIter<Entry>,
}

impl<'d> Walk<'d> {
    fn new(document: &'d AfpDocument, at: u64) -> Self {
        Self { document, at, resume: Resume::default(), ready: Vec::new().into_iter() }
    }

    fn go_to(&mut self, at: u64) {
        let before = self.ready.as_slice().partition_point(|entry| entry.offset < at);
        if before < self.ready.len() {
            self.ready.by_ref().take(before).for_each(drop);
        } else {
            *self = Self::new(self.document, at);
        }
    }

    fn next(&mut self) -> Option<Entry> {
        if let Some(entry) = self.ready.next() {
            return Some(entry);
        }
        let source = self.document.source();
        if self.at >= source.length() {
            return None;
        }
        let end = self.at.saturating_add(WINDOW.max(2 * LOOK_AHEAD as u64)).min(source.length());
        let bytes = source.bytes(self.at, end).ok()?;
        let framing = self.document.framing().framing;
        let records = if end == source.length() { Records::stretch } else { Records::partial };
        let mut records = records(&bytes, self.at, framing).resume(self.resume);
        self.ready = records.by_ref().map(|record| Entry::of(&record)).collect::<Vec<_>>().into_iter();
        self.at = records.offset().max(self.at + 1);
        self.resume = records.state();
        self.ready.next()
    }
}
