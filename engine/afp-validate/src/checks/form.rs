//! Form definitions: medium maps, copies, modifications, page positions.

use std::collections::BTreeSet;

use afp_codec::fields::{MediumCopies, MediumKeyword, MediumModifications};
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
