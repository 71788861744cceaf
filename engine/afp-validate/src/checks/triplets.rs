//! Which triplets stand on which field, and their shape.

use afp_codec::FieldId;
use afp_codec::triplets::{LocalIdKind, NameFormat, Triplet};

use crate::count::Count;
use crate::finding::Findings;
use crate::located::{Seen, TripletAt, TripletList};
use crate::nest::Nest;
use crate::rule::rule_list;
use crate::triplet_table::{Layout, Row, layout, rows};

rule_list! {
    DAMAGED "triplet-length" [ARCHITECTURE]
        "the length of a triplet counts at least itself and the id and reaches no further than the field or group",
        "MO:DCA 6 Triplet Format Tlength";
    UNKNOWN "triplet-unknown" [ARCHITECTURE]
        "every triplet is one that the architecture defines", "MO:DCA 6 Triplet Format Tid, X'10'";
    LAYOUT "triplet-layout" [ARCHITECTURE]
        "the content of a triplet has the layout of that triplet", "MO:DCA 6";
    NOT_ALLOWED "triplet-not-allowed" [ARCHITECTURE]
        "a triplet stands only on fields that it is defined for", "MO:DCA 5 Triplets, X'10'";
    NAME_USE "name-use" [ARCHITECTURE]
        "a fully qualified name has a use that is defined for its field", "MO:DCA 5 Triplets, X'02'";
    NAME_FORMAT "name-format" [ARCHITECTURE]
        "a fully qualified name is given as characters, object identifier or URL, and is not empty", "MO:DCA 6 X'02'";
    REPEATED "triplet-repeated" [ARCHITECTURE]
        "a triplet that may occur once on its field or group occurs once", "MO:DCA 5 Triplets, X'01'";
    MISSING "triplet-missing" [ARCHITECTURE]
        "a triplet that must occur on its field or group does", "MO:DCA 5 Triplets, X'04' and X'14'";
    ENCODING_MISSING "document-encoding" [ARCHITECTURE; except IS3]
        "the Begin Document field tells the encoding of names by a triplet X'01'", "MO:DCA 5 BDT";
    EXCLUSIVE "triplets-exclude" [ARCHITECTURE]
        "of the triplets X'70' and X'71', and of X'62' and X'72', at most one occurs on a field",
        "MO:DCA 5 OBD, PGD and Begin fields, X'01'";
    LOCAL_ID "local-id-type" [ARCHITECTURE]
        "a local id (X'24') has the resource type of its map: X'05' on MCF, X'02' on MPO, and is no X'FF'",
        "MO:DCA 5 MCF, MPO, X'02'";
    NOT_IN_IS3 "is3-triplet" [IS3]
        "a triplet is one that the set has on its field: no X'62', no X'71', X'01' only on BDT, BOC, BRS, IOB, MDR, PPO and TLE, no name on End fields",
        "MO:DCA 7 IS/3 tables 33 to 36";
    NOT_IN_IS1 "is1-triplet" [IS1]
        "a triplet is one that the set has on its field; others on Begin fields are passed over",
        "MO:DCA 7 IS/1 Permitted Structured Fields";
}

/// Triplets of the architecture, those of appendix C "Retired Triplets" included.
const KNOWN: &[u8] = &[
    0x01, 0x02, 0x04, 0x10, 0x18, 0x1D, 0x1F, 0x20, 0x21, 0x22, 0x24, 0x25, 0x26, 0x27, 0x2D, 0x36, 0x43, 0x45, 0x46,
    0x47, 0x4B, 0x4C, 0x4D, 0x4E, 0x50, 0x56, 0x57, 0x58, 0x59, 0x5A, 0x5D, 0x5E, 0x62, 0x63, 0x64, 0x65, 0x68, 0x6C,
    0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x78, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x8B, 0x8C, 0x8E,
    0x8F, 0x91, 0x95, 0x96, 0x97, 0x9A, 0x9C, 0x9D, 0x9E, 0xFF,
];
/// Those whose content is not looked into.
const OPAQUE: [u8; 3] = [0x27, 0x64, 0x73];

/// The triplets of a field.
pub(super) fn field(_nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
    let rows = rows(seen.id());
    if rows.is_empty() {
        return;
    }
    for list in &seen.lists {
        for at in &list.triplets {
            shape(seen.id(), at, out);
        }
        counts(seen, list, rows, out);
        exclusions(list, out);
    }
}

fn shape(id: FieldId, at: &TripletAt<'_>, out: &mut Findings<'_>) {
    match &at.triplet {
        Triplet::Damaged(bytes) => {
            let length = bytes.first().copied().unwrap_or_default();
            out.report(DAMAGED, at.offset, || {
                format!("a triplet on {id} has the length {length}, {} bytes are left", bytes.len())
            });
        }
        Triplet::Unknown { code, .. } if !KNOWN.contains(code) => {
            out.report(UNKNOWN, at.offset, || format!("X'{code:02X}' on {id} is no known triplet"));
        }
        Triplet::Unknown { code, .. } if !(OPAQUE.contains(code) || id == FieldId::MDD && *code == 0x10) => {
            out.report(LAYOUT, at.offset, || {
                format!("the content of triplet X'{code:02X}' on {id} has another layout")
            });
        }
        Triplet::FullyQualifiedName(name) => {
            let formats = [NameFormat::CHARACTERS, NameFormat::OBJECT_ID, NameFormat::URL];
            if !formats.contains(&name.format) || name.name.0.is_empty() {
                out.report(NAME_FORMAT, at.offset, || {
                    format!("a name on {id} has the format X'{:02X}' and {} bytes", name.format.0, name.name.0.len())
                });
            }
        }
        Triplet::LocalId(local) => {
            let wanted = if id == FieldId::MPO { LocalIdKind::OVERLAY } else { LocalIdKind::CODED_FONT };
            if local.kind != wanted || local.id == 0xFF {
                out.report(LOCAL_ID, at.offset, || {
                    format!("the local id on {id} has the type X'{:02X}' and is X'{:02X}'", local.kind.0, local.id)
                });
            }
        }
        _ => {}
    }
}

/// The use of a fully qualified name.
fn usage(at: &TripletAt<'_>) -> Option<u8> {
    match &at.triplet {
        Triplet::FullyQualifiedName(name) => Some(name.usage.0),
        _ => None,
    }
}

fn words(row: &Row) -> String {
    match row.usage {
        Some(usage) => format!("X'{:02X}' type X'{usage:02X}'", row.id),
        None => format!("X'{:02X}'", row.id),
    }
}

/// Whether the function set Graphic Arts adds the triplet to IS/3 (MO:DCA 8 tables 41 and 42).
fn graphic_arts(field: FieldId, id: u8) -> bool {
    match id {
        0x8F => matches!(field, FieldId::BDT | FieldId::BPF),
        0x9C => matches!(field, FieldId::CDD | FieldId::IOB | FieldId::PPO),
        _ => false,
    }
}

/// Whether IS/3 has the field; where it does not, its triplets are no finding of their own.
fn has_triplets_in_is3(field: FieldId) -> bool {
    !matches!(field, FieldId::BII | FieldId::IPG | FieldId::MCF | FieldId::MMD | FieldId::MPG)
}

/// Whether IS/1 has the field and limits its triplets.
fn has_triplets_in_is1(field: FieldId) -> bool {
    field.is_end()
        || matches!(field, FieldId::IMM | FieldId::IPO | FieldId::MCF | FieldId::MPO | FieldId::OBD | FieldId::PGD)
}

fn counts(seen: &Seen<'_>, list: &TripletList<'_>, rows: &[Row], out: &mut Findings<'_>) {
    let id = seen.id();
    let is = |row: &Row, at: &TripletAt<'_>| row.id == at.id && (row.usage.is_none() || row.usage == usage(at));
    for (place, at) in list.triplets.iter().enumerate() {
        // One of another layout is told already; what it would have said is not known.
        if matches!(at.triplet, Triplet::Unknown { .. })
            && rows.iter().any(|row| row.id == at.id && row.usage.is_some())
        {
            continue;
        }
        let Some(row) = rows.iter().find(|row| is(row, at)) else {
            match usage(at) {
                Some(usage) if rows.iter().any(|row| row.id == at.id) => {
                    out.report(NAME_USE, at.offset, || {
                        format!("a name of the use X'{usage:02X}' has no place on {id}")
                    });
                }
                _ if KNOWN.contains(&at.id) => {
                    out.report(NOT_ALLOWED, at.offset, || format!("triplet X'{:02X}' has no place on {id}", at.id));
                }
                _ => {}
            }
            continue;
        };
        let before = list.triplets.iter().take(place).any(|earlier| is(row, earlier));
        if before && row.architecture.is_single() {
            out.report(REPEATED, at.offset, || format!("there is another triplet {} on this {id} already", words(row)));
            continue;
        }
        let in_is3 =
            row.is3 != Count::Never || out.graphic_arts() && graphic_arts(id, row.id) || !has_triplets_in_is3(id);
        if !in_is3 || before && row.is3.is_single() && row.architecture == Count::Any {
            out.report(NOT_IN_IS3, at.offset, || format!("triplet {} on {id} is no part of IS/3", words(row)));
        }
        if row.is1 == Count::Never && has_triplets_in_is1(id) {
            out.report(NOT_IN_IS1, at.offset, || format!("triplet {} on {id} is no part of IS/1", words(row)));
        }
    }
    // What cannot be read may be what is missing.
    if list.triplets.iter().any(|at| matches!(at.triplet, Triplet::Damaged(_) | Triplet::Unknown { .. })) {
        return;
    }
    let place = if matches!(layout(id), Layout::Groups { .. }) { list.offset } else { seen.offset() };
    for row in rows.iter().filter(|row| row.architecture.is_required()) {
        if list.triplets.iter().any(|at| is(row, at)) {
            continue;
        }
        let rule = if id == FieldId::BDT { ENCODING_MISSING } else { MISSING };
        out.report(rule, place, || format!("{id} has no triplet {}", words(row)));
    }
}

fn exclusions(list: &TripletList<'_>, out: &mut Findings<'_>) {
    for (one, other) in [(0x70, 0x71), (0x62, 0x72)] {
        if let (Some(first), Some(second)) = (list.find(one), list.find(other)) {
            let offset = first.offset.max(second.offset);
            out.report(EXCLUSIVE, offset, || format!("X'{one:02X}' and X'{other:02X}' exclude each other"));
        }
    }
}
