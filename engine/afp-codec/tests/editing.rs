//! One value changed in a file changes its own bytes and no others.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use afp_codec::ptoca::{ControlSequence, TextItems, TextPart, write_text};
use afp_codec::wire::U24;
use afp_codec::{Field, FieldId, FieldWriter, Record, Records, dump};

/// A page descriptor, text that moves to 100, 50, and a comment behind it.
const FILE: &[u8] = &[
    0x5A, 0x00, 0x17, 0xD3, 0xA6, 0xAF, 0, 0, 7, 0, 0, 0x38, 0x40, 0x38, 0x40, 0, 0x2F, 0xD0, 0, 0x3D, 0xE0, 0, 0,
    0, //
    0x5A, 0x00, 0x12, 0xD3, 0xEE, 0x9B, 0, 0, 8, 0x2B, 0xD3, 4, 0xC7, 0, 100, 4, 0xD2, 0, 50, //
    0x5A, 0x00, 0x09, 0xD3, 0xEE, 0xEE, 0, 0, 9, 0xC1,
];

/// The file again, each field through a change of its decoded value.
fn edited(change: impl Fn(&mut Field<'_>)) -> Vec<u8> {
    let mut out = Vec::new();
    for record in Records::new(FILE) {
        let Record::Field(raw) = record else { panic!("{record:?}") };
        let mut field = raw.decode();
        change(&mut field);
        let mut data = Vec::new();
        field.write_data(&mut data).unwrap();
        FieldWriter::new(&mut out).write_like(&raw, &data).unwrap();
    }
    out
}

fn differing(other: &[u8]) -> Vec<usize> {
    assert_eq!(other.len(), FILE.len());
    (0..FILE.len()).filter(|&at| other[at] != FILE[at]).collect()
}

#[test]
fn the_page_size_changes_only_where_the_inspector_shows_it() {
    let out = edited(|field| {
        if let Field::PageDescriptor(page) = field {
            page.x_size = U24(0x2F_D1);
        }
    });
    let node = dump::tree(FILE).into_iter().find(|node| node.acronym == "PGD").unwrap();
    let shown = node.values.iter().find(|value| value.name == "X size").unwrap();
    let changed = differing(&out);
    assert_eq!(changed, [17]);
    assert!(changed.iter().all(|&at| (shown.offset..shown.offset + shown.length).contains(&(at as u64))));
}

#[test]
fn a_moved_text_changes_only_its_position() {
    let out = edited(|field| {
        let Field::TextData(text) = field else { return };
        let mut parts: Vec<TextPart<'_>> = TextItems::new(&text.bytes).map(|item| item.part).collect();
        if let Some(TextPart::Sequence { sequence: ControlSequence::MoveInlineTo(to), .. }) = parts.first_mut() {
            to.value += 10;
        }
        let mut bytes = Vec::new();
        write_text(&parts, &mut bytes).unwrap();
        text.bytes = bytes.into();
    });
    let node = dump::tree(FILE).into_iter().find(|node| node.acronym == "PTX").unwrap();
    let moved = node.children.iter().find(|child| child.acronym == "AMI").unwrap();
    let changed = differing(&out);
    assert_eq!(changed, [38]);
    assert!(changed.iter().all(|&at| (moved.offset..moved.offset + moved.length).contains(&(at as u64))));
}

#[test]
fn nothing_changed_changes_nothing() {
    assert_eq!(edited(|_| {}), FILE);
    assert_eq!(Records::new(FILE).count(), 3);
    assert!(Records::new(FILE).all(|record| matches!(record, Record::Field(field) if field.id != FieldId::PTD)));
}
