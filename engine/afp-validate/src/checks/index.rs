//! Document indexes and tags.

use std::collections::BTreeMap;

use afp_codec::triplets::{NameUse, Triplet};
use afp_codec::{Field, FieldId};

use crate::finding::{Findings, Step};
use crate::grammar::State;
use crate::located::Seen;
use crate::nest::{Nest, Open};
use crate::rule::rule_list;

use super::Subject;

rule_list! {
    DOCUMENT "index-document" [ARCHITECTURE]
        "a document index stands directly before its document", "MO:DCA 4 Print File note 3";
    REFERENCE "tag-reference" [ARCHITECTURE]
        "a tag names a page (X'87') or a page group (X'0D') only in a document index, and only one", "MO:DCA 5 TLE";
    ELEMENT "index-reference" [ARCHITECTURE]
        "an index element names a page (X'87') or a page group (X'0D'), not both", "MO:DCA 5 IEL";
    OFFSET "index-offset" [ARCHITECTURE]
        "the byte offset of an index element, counted from the Begin Document field, is that of a page or page group",
        "MO:DCA 6 X'2D'";
}

/// Index elements that are remembered until the document has come.
const ELEMENTS: usize = 1 << 20;

/// The index before the document, and the way through the document.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// An index has ended and its document has not begun: where it began.
    waiting: Option<u64>,
    /// Offsets inside the document that elements point to, each with the triplet and the element.
    pointed: BTreeMap<u64, (u64, Step)>,
    document: u64,
}

impl Subject for Index {
    fn field(&mut self, nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
        let id = seen.id();
        if id != FieldId::NOP && id != FieldId::EDI {
            let alone = self.waiting.take().filter(|_| id != FieldId::BDT);
            if let Some(offset) = alone {
                out.report_at(DOCUMENT, offset, Vec::new(), format!("{id} follows the index"));
                self.pointed.clear();
            }
        }
        match &seen.field {
            Field::BeginDocumentIndex(_) => self.pointed.clear(),
            Field::BeginDocument(_) => self.document = seen.offset(),
            Field::BeginPage(_) | Field::BeginPageGroup(_) | Field::IncludePage(_) => {
                self.pointed.remove(&(seen.offset() - self.document));
            }
            Field::TagLogicalElement(_) => references(seen, nest.state() == State::Index, REFERENCE, out),
            Field::IndexElement(_) => {
                references(seen, true, ELEMENT, out);
                self.element(seen);
            }
            _ => {}
        }
    }

    fn close(&mut self, nest: &Nest, closed: &Open, ended: bool, out: &mut Findings<'_>) {
        match closed.state {
            State::Index if ended && nest.state() != State::Document => self.waiting = Some(closed.offset),
            State::Document if nest.state() != State::Resource => {
                for (place, (offset, element)) in std::mem::take(&mut self.pointed) {
                    if ended {
                        let message = format!("no page or page group begins at byte {place} of the document");
                        out.report_at(OFFSET, offset, vec![element], message);
                    }
                }
            }
            _ => {}
        }
    }

    fn finish(&mut self, out: &mut Findings<'_>) {
        if let Some(offset) = self.waiting {
            out.report_at(DOCUMENT, offset, Vec::new(), "no document follows the index".to_owned());
        }
    }
}

impl Index {
    fn element(&mut self, seen: &Seen<'_>) {
        for at in seen.triplets() {
            let Triplet::ByteOffset(place) = &at.triplet else { continue };
            // Without its greater half X'FFFFFFFF' says that the object is in no document.
            if place.high.is_none() && place.offset == u32::MAX || self.pointed.len() >= ELEMENTS {
                continue;
            }
            let place = u64::from(place.high.unwrap_or(0)) << 32 | u64::from(place.offset);
            self.pointed.entry(place).or_insert((at.offset, seen.step()));
        }
    }
}

fn references(seen: &Seen<'_>, in_index: bool, rule: &'static crate::rule::Rule, out: &mut Findings<'_>) {
    let uses = [NameUse::BEGIN_PAGE, NameUse::BEGIN_PAGE_GROUP];
    let mut found = seen.triplets().filter(|at| uses.iter().any(|usage| at.name(*usage).is_some()));
    let first = found.next();
    if let Some(at) = found.next().or(first.filter(|_| !in_index)) {
        out.report(rule, at.offset, || {
            if in_index {
                "both a page and a page group are named"
            } else {
                "a page or group is named outside an index"
            }
            .to_owned()
        });
    }
}
