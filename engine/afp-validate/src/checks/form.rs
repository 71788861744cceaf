//! Form definitions: medium maps, copies, modifications, page positions.

use std::collections::BTreeSet;

use afp_codec::fields::{MediumCopies, MediumFinishing, MediumKeyword, MediumModifications};
use afp_codec::triplets::{FinishingKind, Triplet};
use afp_codec::{Field, FieldId};

use crate::finding::Findings;
use crate::grammar::State;
use crate::located::Seen;
use crate::nest::{Nest, Open};
use crate::rule::rule_list;

use super::Subject;
use super::structure::shown;

rule_list! {
    POSITION "medium-map-position" [ARCHITECTURE]
        "a medium map of a form map, or the document environment group before it, has a page position and a medium descriptor",
        "MO:DCA 4 Document Environment Group note 2, Medium Map note 4";
    NAME "medium-map-name" [ARCHITECTURE]
        "the medium maps of a form map have different names", "MO:DCA 4 Form Map";
    COPIES "medium-copies" [ARCHITECTURE]
        "copy subgroups, one to 128, begin at copy 1 and follow one another, each of 1 to 255 copies", "MO:DCA 5 MCC, X'01' and X'02'";
    CONTROL "medium-control" [ARCHITECTURE]
        "a copy subgroup names a medium modification control of its medium map, or 0", "MO:DCA 5 MCC MMCid";
    CONTROL_TWICE "medium-control-twice" [ARCHITECTURE]
        "medium modification controls, and page modification controls, have different identifiers in a medium map",
        "MO:DCA 4 Medium Map note 5";
    CONSTANT "medium-control-constant" [ARCHITECTURE]
        "the second byte of a medium modification control is X'FF', its identifier 1 to 127", "MO:DCA 5 MMC";
    DUPLEX "medium-duplex" [ARCHITECTURE]
        "the duplex keyword (X'F4') has the value 1, 2 or 3", "MO:DCA 5 MMC";
    OVERLAY "medium-overlay-unmapped" [ARCHITECTURE]
        "an overlay local id of a medium modification control is mapped by an MMO in the medium map or the document environment group",
        "MO:DCA 4 Medium Map note 1";
    SIDE "page-position-side" [ARCHITECTURE]
        "a page position has a defined sheet side and partition, and a control identifier of 0 to 127 or X'FF'", "MO:DCA 5 PGP";
    FINISHING_SCOPE "finishing-scope" [ARCHITECTURE]
        "a medium finishing control of a medium map has the scope 4 or 5, one of a document environment group 1 to 3, 6 being retired",
        "MO:DCA 5 MFC MFCScpe";
    FINISHING_COLLECTION "finishing-collection" [ARCHITECTURE]
        "a medium finishing control of a collection of sheets begins (1) or continues (2) it", "MO:DCA 5 MFC MedColl, X'01'";
    FINISHING_OPERATION "finishing-operation" [ARCHITECTURE]
        "a medium finishing control names an operation (X'85', X'8E'), and one that can be done in its scope",
        "MO:DCA 5 MFC Triplets";
    FINISHING_COUNT "finishing-count" [ARCHITECTURE]
        "a finishing operation is done at most 122 times, and as often as it gives positions", "MO:DCA 6 X'85' FOpCnt; MO:DCA 5 MFC X'01'";
    KEYWORDS_IS3 "is3-medium-keywords" [IS3]
        "medium modifications use the keywords 90, 91, B4 with B5, D1, E0, E1, E8 with E9, F2 and F3 up to 8 times, F4, F9 and FC, the others once",
        "MO:DCA 7 IS/3 table 35 MMC";
}

/// The open form map and medium map.
#[derive(Debug, Default)]
pub(super) struct FormMaps {
    names: BTreeSet<Vec<u8>>,
    /// Whether the document environment group has a page position and a medium descriptor.
    position: bool,
    descriptor: bool,
    /// Overlay ids of the document environment group and of the medium map.
    overlays: [BTreeSet<u8>; 2],
    /// Controls that copies name, controls that are there, both with their places.
    wanted: Vec<(u8, u64)>,
    controls: BTreeSet<u8>,
    page_controls: BTreeSet<u8>,
}

impl Subject for FormMaps {
    fn field(&mut self, nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
        let offset = seen.offset();
        match &seen.field {
            Field::BeginFormMap(_) => *self = Self::default(),
            Field::BeginMediumMap(_) => {
                let [_, medium_overlays] = &mut self.overlays;
                medium_overlays.clear();
                self.wanted.clear();
                self.controls.clear();
                self.page_controls.clear();
                let name = seen.full_name().unwrap_or_default();
                if nest.outer() == State::FormMap && self.names.len() < 4_096 && !self.names.insert(name.clone()) {
                    out.report(NAME, offset, || format!("there is another medium map \"{}\"", shown(&name)));
                }
            }
            Field::MapMediumOverlay(map) => {
                let place = usize::from(nest.state() == State::MediumMap);
                if let Some(overlays) = self.overlays.get_mut(place) {
                    overlays.extend(map.groups.iter().map(|group| group.local_id));
                }
            }
            Field::MediumCopies(copies) => self.copies(copies, offset, out),
            Field::MediumModifications(control) => self.control(control, offset, out),
            Field::MediumFinishing(control) => finishing(control, nest.state() == State::MediumMap, offset, out),
            Field::PageModification(control) if !self.page_controls.insert(control.id) => {
                out.report(CONTROL_TWICE, offset, || format!("there is another control X'{:02X}'", control.id));
            }
            Field::PagePositions(positions) => {
                for place in positions.places.iter().map(|place| &place.0) {
                    let side =
                        matches!(place.side, 0x00 | 0x01 | 0x10 | 0x11 | 0x20 | 0x21 | 0x30 | 0x31 | 0x40 | 0x41);
                    let control = place.control.is_none_or(|id| id <= 0x7F || id == 0xFF);
                    if !side || !control {
                        out.report(SIDE, offset, || {
                            format!("side X'{:02X}', control X'{:02X}'", place.side, place.control.unwrap_or(0xFF))
                        });
                    }
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, nest: &Nest, closed: &Open, ended: bool, out: &mut Findings<'_>) {
        match closed.state {
            State::DocumentEnvironment => {
                self.position = positioned(closed);
                self.descriptor = closed.count(FieldId::MDD) > 0;
            }
            State::MediumMap if ended => {
                let complete =
                    (self.position || positioned(closed)) && (self.descriptor || closed.count(FieldId::MDD) > 0);
                if nest.state() == State::FormMap && !complete {
                    out.report(POSITION, closed.offset, || "PGP or MDD is missing".to_owned());
                }
                for (id, offset) in std::mem::take(&mut self.wanted) {
                    if !self.controls.contains(&id) {
                        out.report(CONTROL, offset, || format!("there is no control X'{id:02X}'"));
                    }
                }
            }
            _ => {}
        }
    }
}

/// Scopes of a medium finishing control.
const EACH_SHEET: u8 = 4;
const COLLECTION: u8 = 5;

fn finishing(control: &MediumFinishing<'_>, in_map: bool, offset: u64, out: &mut Findings<'_>) {
    let scopes: &[u8] = if in_map { &[EACH_SHEET, COLLECTION] } else { &[1, 2, 3, 6] };
    if !scopes.contains(&control.scope) {
        out.report(FINISHING_SCOPE, offset, || format!("the scope is {}", control.scope));
        return;
    }
    if control.scope == COLLECTION && !matches!(control.collection, 1 | 2) {
        out.report(FINISHING_COLLECTION, offset, || format!("the collection parameter is {}", control.collection));
    }
    let mut named = false;
    for triplet in &control.triplets {
        match triplet {
            Triplet::FinishingOperation(operation) => {
                named = true;
                if !suits(operation.operation, control.scope) {
                    out.report(FINISHING_OPERATION, offset, || {
                        format!("X'{:02X}' in the scope {}", operation.operation.0, control.scope)
                    });
                }
                let positions = operation.positions.len();
                let wrong = positions > 0 && operation.count > 0 && usize::from(operation.count) != positions;
                if wrong || operation.count > 122 {
                    out.report(FINISHING_COUNT, offset, || format!("{} at {positions} positions", operation.count));
                }
            }
            Triplet::Up3iFinishing(_) => named = true,
            _ => {}
        }
    }
    if !named {
        out.report(FINISHING_OPERATION, offset, || "there is none".to_owned());
    }
}

/// Whether an operation can be done in a scope.
fn suits(operation: FinishingKind, scope: u8) -> bool {
    let each = matches!(operation.0, 0x04..=0x08 | 0x0A | 0x0E | 0x0F | 0x14 | 0x18 | 0x19 | 0x1E..=0x22 | 0x30..=0x32);
    let together = matches!(
        operation.0,
        0x01..=0x06 | 0x08..=0x0A | 0x0C..=0x0F | 0x12 | 0x14 | 0x18 | 0x19 | 0x1E | 0x1F | 0x22 | 0x32
    );
    if scope == EACH_SHEET { each } else { together }
}

fn positioned(open: &Open) -> bool {
    open.count(FieldId::PGP) + open.count(FieldId::PGP1) > 0
}

impl FormMaps {
    fn copies(&mut self, copies: &MediumCopies, offset: u64, out: &mut Findings<'_>) {
        let mut next = 1u32;
        let mut sound = matches!(copies.subgroups.len(), 1..=128);
        for group in &copies.subgroups {
            let (first, last) = (u32::from(group.first), u32::from(group.last));
            sound &= first == next && last >= first && last - first < 255;
            next = last + 1;
            if group.control != 0 {
                self.wanted.push((group.control, offset));
            }
        }
        if !sound {
            out.report(COPIES, offset, || "the copy subgroups do not follow one another, or count too many".to_owned());
        }
    }

    fn control(&mut self, control: &MediumModifications, offset: u64, out: &mut Findings<'_>) {
        if !self.controls.insert(control.id) {
            out.report(CONTROL_TWICE, offset, || format!("there is another control X'{:02X}'", control.id));
        }
        if control.constant != 0xFF || !(1..=127).contains(&control.id) {
            out.report(CONSTANT, offset, || format!("X'{:02X}{:02X}'", control.id, control.constant));
        }
        let all = &control.modifications;
        for modification in all {
            match modification.keyword {
                MediumKeyword::DUPLEX if !(1..=3).contains(&modification.value) => {
                    out.report(DUPLEX, offset, || format!("the value is X'{:02X}'", modification.value));
                }
                MediumKeyword::OVERLAY if !self.overlays.iter().any(|ids| ids.contains(&modification.value)) => {
                    out.report(OVERLAY, offset, || format!("overlay X'{:02X}' is not mapped", modification.value));
                }
                _ => {}
            }
        }
        let count = |keyword: u8| all.iter().filter(|modification| modification.keyword.0 == keyword).count();
        let limit = |keyword: u8| match keyword {
            0x90 | 0x91 | 0xD1 | 0xE0 | 0xE1 | 0xE8 | 0xE9 | 0xF4 | 0xF9 | 0xFC => 1,
            0xF2 | 0xF3 => 8,
            0xB4 | 0xB5 => usize::MAX,
            _ => 0,
        };
        let beyond =
            all.iter().map(|modification| modification.keyword.0).find(|keyword| count(*keyword) > limit(*keyword));
        if let Some(keyword) = beyond {
            out.report(KEYWORDS_IS3, offset, || format!("keyword X'{keyword:02X}' occurs {} times", count(keyword)));
        } else if count(0xB4) != count(0xB5) || count(0xE8) != count(0xE9) {
            out.report(KEYWORDS_IS3, offset, || "a keyword has no partner".to_owned());
        }
    }
}
