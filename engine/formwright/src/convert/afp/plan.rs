//! Which bytes of a file stay, in their order.

use std::collections::BTreeSet;
use std::ops::Range;

use afp_codec::{FieldId, RawField, Record, Records};
use afp_read::{AfpDocument, Step};

use super::references::{Key, names_of};
use crate::convert::page_numbers;

/// Bytes of the file.
pub(super) type Bytes = Range<usize>;

/// A part of the new file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Bytes that stay.
    Bytes(Bytes),
    /// A resource, by its number, where it is needed.
    Resource(usize),
    /// The Begin of a resource group.
    GroupBegin(Bytes),
    /// The End of a resource group.
    GroupEnd(Bytes),
    /// The documents begin.
    Documents,
}

/// A resource of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Resource {
    pub(super) range: Bytes,
    pub(super) names: Vec<Key>,
    /// The field that begins the object in it; that of a resource where there is no object.
    pub(super) kind: FieldId,
}

/// What the new file is made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    pub(super) pieces: Vec<Piece>,
    pub(super) resources: Vec<Resource>,
}

impl Plan {
    /// Goes over the file once.
    pub(super) fn new(document: &AfpDocument, bytes: &[u8], steps: &[Step]) -> Self {
        let pages =
            page_numbers(steps).filter_map(|number| usize::try_from(document.page_summary(number)?.bytes.0).ok());
        let mut walk = Walk {
            bytes,
            plan: Self::default(),
            pages: pages.collect(),
            whole: whole_documents(document.steps(), steps),
            documents: 0,
            waiting: Vec::new(),
            medium_map: None,
            depth: 0,
            begun: false,
        };
        let mut records = Records::new(bytes);
        while let Some(record) = records.next() {
            // Bytes between fields belong to nothing that is taken.
            let Record::Field(field) = record else { continue };
            walk.field(&field, &mut records);
        }
        walk.plan
    }
}

/// Of each document, whether all of its pages are taken.
fn whole_documents(all: &[Step], taken: &[Step]) -> Vec<bool> {
    let taken: BTreeSet<usize> = page_numbers(taken).collect();
    let mut whole = Vec::new();
    for step in all {
        match (step, whole.last_mut()) {
            (Step::DocumentBegin(_), _) => whole.push(true),
            (Step::Page(number), Some(last)) => *last &= taken.contains(number),
            _ => {}
        }
    }
    whole
}

struct Walk<'b> {
    bytes: &'b [u8],
    plan: Plan,
    /// Where the pages taken begin.
    pages: BTreeSet<usize>,
    whole: Vec<bool>,
    documents: usize,
    /// What stands before a page that is not taken yet, from the Begin of its document on: for each open document or
    /// group its pieces.
    waiting: Vec<Vec<Piece>>,
    /// The medium map invoked last, while no page was taken since.
    medium_map: Option<Bytes>,
    /// How many documents and groups are open whose Begin is written.
    depth: usize,
    begun: bool,
}

fn range(field: &RawField<'_>) -> Bytes {
    let start = usize::try_from(field.offset).unwrap_or(usize::MAX);
    start..start.saturating_add(field.bytes.len())
}

impl Walk<'_> {
    fn field(&mut self, field: &RawField<'_>, records: &mut Records<'_>) {
        let bytes = range(field);
        match field.id {
            FieldId::BRG => self.put(Piece::GroupBegin(bytes)),
            FieldId::ERG => self.put(Piece::GroupEnd(bytes)),
            FieldId::BRS => self.resource(field, records),
            FieldId::BDI => {
                let end = end_of(field, records);
                if self.whole.get(self.documents).copied().unwrap_or(false) {
                    self.put(Piece::Bytes(bytes.start..end));
                }
            }
            FieldId::BDT | FieldId::BNG => {
                if field.id == FieldId::BDT {
                    self.documents += 1;
                    if !std::mem::replace(&mut self.begun, true) {
                        self.plan.pieces.push(Piece::Documents);
                    }
                }
                self.waiting.push(vec![Piece::Bytes(bytes)]);
            }
            FieldId::EDT | FieldId::ENG => {
                if self.waiting.pop().is_none() && self.depth > 0 {
                    self.depth -= 1;
                    self.put(Piece::Bytes(bytes));
                }
            }
            FieldId::BPG => self.page(field, records),
            FieldId::IMM if self.depth + self.waiting.len() > 0 => self.medium_map = Some(bytes),
            // Objects beside pages, as environment groups: whole.
            id if id.is_begin() && id != FieldId::BPF => {
                let end = end_of(field, records);
                self.put(Piece::Bytes(bytes.start..end));
            }
            _ => self.put(Piece::Bytes(bytes)),
        }
    }

    /// Puts a piece behind the others, or where it waits for a page.
    fn put(&mut self, piece: Piece) {
        match self.waiting.last_mut() {
            Some(waiting) => waiting.push(piece),
            None => self.plan.pieces.push(piece),
        }
    }

    fn resource(&mut self, begin: &RawField<'_>, records: &mut Records<'_>) {
        let start = range(begin).start;
        let end = end_of(begin, records);
        let (names, kind) = names_of(self.bytes.get(start..end).unwrap_or_default());
        let number = self.plan.resources.len();
        self.plan.resources.push(Resource { range: start..end, names, kind: kind.unwrap_or(begin.id) });
        self.put(Piece::Resource(number));
    }

    fn page(&mut self, begin: &RawField<'_>, records: &mut Records<'_>) {
        let start = range(begin).start;
        let end = end_of_page(begin, records);
        if !self.pages.contains(&start) {
            return;
        }
        for waiting in std::mem::take(&mut self.waiting) {
            self.depth += 1;
            self.plan.pieces.extend(waiting);
        }
        self.plan.pieces.extend(self.medium_map.take().map(Piece::Bytes));
        self.plan.pieces.push(Piece::Bytes(start..end));
    }
}

/// Goes to behind the End of an object; where that is. An object without End goes as far as the file.
fn end_of(begin: &RawField<'_>, records: &mut Records<'_>) -> usize {
    let mut open = 1usize;
    let mut end = range(begin).end;
    for record in records.by_ref() {
        let Record::Field(field) = record else { continue };
        end = range(&field).end;
        if field.id == begin.id {
            open += 1;
        } else if field.id == begin.id.counterpart() {
            open -= 1;
            if open == 0 {
                break;
            }
        }
    }
    end
}

/// The same for a page, which the next one ends too, and the end of its group or document.
fn end_of_page(begin: &RawField<'_>, records: &mut Records<'_>) -> usize {
    let mut end = range(begin).end;
    loop {
        let before = records.clone();
        match records.next() {
            Some(Record::Field(field)) if field.id == FieldId::EPG => return range(&field).end,
            Some(Record::Field(field))
                if matches!(field.id, FieldId::BPG | FieldId::ENG | FieldId::EDT | FieldId::BNG | FieldId::BDT) =>
            {
                *records = before;
                return end;
            }
            Some(Record::Field(field)) => end = range(&field).end,
            Some(Record::Junk { .. }) => {}
            None => return end,
        }
    }
}
