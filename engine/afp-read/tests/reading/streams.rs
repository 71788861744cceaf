//! Files in every framing, read at once or piece by piece, with line data, of several documents; and their structure.

use std::io::Cursor;

use afp_codec::dump::NodeKind;
use afp_codec::framing::Prefix;
use afp_codec::{FieldId, Framing, Record, Records};
use afp_read::{AfpDocument, EntryKind, MarkKind, ReadOptions, Step};
use diagnostics::Code;
use scene::{Item, walk};

use crate::support::{document, environment, everything, file, overlay_resource, text, utf16};

fn open(bytes: impl Into<Vec<u8>>) -> AfpDocument {
    AfpDocument::open(bytes.into(), &ReadOptions { name: String::from("test.afp"), ..ReadOptions::default() })
}

/// The words of a page, in the order drawn.
fn words(document: &AfpDocument, number: usize) -> Vec<String> {
    let read = document.page(number).unwrap();
    let mut words = Vec::new();
    walk(&read.page.content, &read.definitions, &mut |visit| {
        if let Item::Text(run) = &visit.placed.item {
            words.push(visit.content.text(run).to_owned());
        }
    });
    words
}

/// A page that says its number, with so many bytes of comments.
fn page(number: usize, filler: usize) -> Vec<u8> {
    let words = format!(
        "2BD3 03F101 04C70064 04D300C8 {:02X}DB{}",
        number.to_string().len() * 2 + 2,
        utf16(&number.to_string())
    );
    let mut page = file("D3A8AF");
    page.extend(environment());
    page.extend(text(&words));
    for _ in 0..filler / 1_000 {
        page.extend(crate::support::field("D3EEEE", &[0x40; 1_000]));
    }
    page.extend(file("D3A9AF"));
    page
}

fn pages(count: usize, filler: usize) -> Vec<u8> {
    let pages = (1..=count).flat_map(|number| page(number, filler));
    [file("D3A8A8 C4D6C3F0F0F0F0F1 0000"), pages.collect(), file("D3A9A8")].concat()
}

/// The same fields in records behind descriptor words.
fn in_records(bytes: &[u8]) -> Vec<u8> {
    Records::with(bytes, Framing::CarriageControl)
        .flat_map(|record| {
            let length = u16::try_from(record.bytes().len() + 4).unwrap().to_be_bytes();
            [&length[..], &[0, 0], record.bytes()].concat()
        })
        .collect()
}

/// The same fields without X'5A'.
fn bare(bytes: &[u8]) -> Vec<u8> {
    Records::with(bytes, Framing::CarriageControl).flat_map(|record| record.bytes()[1..].to_vec()).collect()
}

#[test]
fn a_file_says_the_same_in_every_framing() {
    let plain = everything();
    let drawn = open(plain.clone()).page(0).unwrap();
    for (bytes, is_records) in [(in_records(&plain), true), (bare(&plain), false)] {
        let document = open(bytes);
        match document.framing().framing {
            Framing::Records(framing) => assert!(is_records && framing.prefix == Prefix::Descriptor),
            other => assert!(!is_records && other == Framing::Bare),
        }
        assert_eq!(document.diagnostics().iter().map(|finding| finding.code).collect::<Vec<_>>(), []);
        let read = document.page(0).unwrap();
        assert_eq!(words(&document, 0), words(&open(plain.clone()), 0));
        assert_eq!(read.page.content.items.len(), drawn.page.content.items.len());
        assert_eq!(read.definitions.images.len(), drawn.definitions.images.len());
    }
}

#[test]
fn a_streamed_file_shows_its_first_pages_before_it_is_read_to_its_end() {
    let bytes = pages(500, 40_000);
    let mut streamed = AfpDocument::open_stream(Cursor::new(bytes.clone()), &ReadOptions::default()).unwrap();
    let first = streamed.progress();
    assert!(!first.is_complete() && first.pages > 10 && first.pages < 200, "{first:?}");
    assert_eq!(words(&streamed, 3), ["4"]);
    while !streamed.progress().is_complete() {
        let before = streamed.progress();
        let after = streamed.advance(1);
        assert!(after.read > before.read);
    }
    let whole = open(bytes);
    assert_eq!((streamed.page_count(), whole.page_count()), (500, 500));
    for number in [0, 120, 499] {
        assert_eq!(words(&streamed, number), [(number + 1).to_string()]);
        assert_eq!(streamed.page_summary(number), whole.page_summary(number));
        assert_eq!(streamed.page(number).unwrap().page, whole.page(number).unwrap().page);
    }
    assert_eq!(streamed.steps(), whole.steps());
    assert!(streamed.diagnostics().is_empty());
}

#[test]
fn documents_one_after_another_each_use_their_own_resources() {
    // Two print files of the same names, one behind the other: the rule of the second overlay is longer.
    let include = file("D3AFD8 D6F1404040404040 0003E8 0007D0 0000");
    let first = document(&overlay_resource(), &include);
    let place = first.windows(4).position(|bytes| bytes == [0x07, 0xE4, 0x00, 0x64]).unwrap();
    let mut second = first.clone();
    second[place + 3] = 0xC8;
    let both = open([first, second].concat());
    assert_eq!(both.steps().iter().filter(|step| matches!(step, Step::DocumentBegin(_))).count(), 2);
    let length = |number| {
        let read = both.page(number).unwrap();
        let mut found = None;
        walk(&read.page.content, &read.definitions, &mut |visit| {
            if let Item::Rule(rule) = &visit.placed.item {
                found = Some(rule.rect.width);
            }
        });
        found.unwrap()
    };
    assert_eq!(length(1), length(0) * 2);
}

#[test]
fn line_data_is_set_in_pages_by_its_carriage_control() {
    let mut bytes = file("D3EEEE C1");
    for line in ["1First page", " second line", "0fourth line", "+    over", "1Second page", " end"] {
        bytes.extend(line.as_bytes());
        bytes.extend(b"\r\n");
    }
    bytes.extend(pages(1, 0));
    let document = open(bytes);
    assert_eq!(document.page_count(), 3);
    assert_eq!(words(&document, 0), ["First page", "second line", "fourth line", "    over"]);
    assert_eq!(words(&document, 1), ["Second page", "end"]);
    assert_eq!(words(&document, 2), ["1"]);
    let heights: Vec<_> = document
        .page(0)
        .unwrap()
        .page
        .content
        .items
        .iter()
        .map(|placed| match &placed.item {
            Item::Text(run) => run.origin.y,
            other => panic!("{other:?}"),
        })
        .collect();
    let line = heights[1] - heights[0];
    assert_eq!(heights, [1, 2, 4, 4].map(|row| line * row));
    assert!(document.diagnostics().is_empty(), "{:?}", document.diagnostics());
}

#[test]
fn machine_carriage_control_moves_after_its_line() {
    let record = |content: &[u8]| {
        let length = u16::try_from(content.len() + 4).unwrap().to_be_bytes();
        [&length[..], &[0, 0], content].concat()
    };
    // Print and space two, print and skip to channel 1, print and space one: "A", "B", "C" in EBCDIC.
    let lines = [[0x11, 0xC1, 0xC1], [0x89, 0xC2, 0xC2], [0x09, 0xC3, 0xC3]];
    let mut bytes = in_records(&file("D3EEEE C1\n D3EEEE C2"));
    lines.iter().for_each(|line| bytes.extend(record(line)));
    let document = open(bytes);
    assert_eq!(document.page_count(), 2);
    assert_eq!((words(&document, 0), words(&document, 1)), (vec!["AA".into(), "BB".into()], vec!["CC".into()]));
}

#[test]
fn index_elements_links_and_comments_are_listed() {
    let bytes = [
        file(
            "D3A8A7
             D3B2A7 06 02 CA 00 C7F1 07 2D 00 0000 0000
             D3A9A7
             D3A8A8 C4D6C3F0F0F0F0F1 0000
             D3EEEE C8C5D3D3D6",
        ),
        page(1, 0),
        file("D3A9A8"),
    ]
    .concat();
    let document = open(bytes);
    let marks: Vec<_> = document.marks().iter().map(|mark| (mark.kind, mark.text.as_str(), mark.page)).collect();
    assert_eq!(marks, [(MarkKind::IndexElement, "G1", 0), (MarkKind::Comment, "HELLO", 0)]);
}

#[test]
fn the_structure_is_found_level_by_level_and_by_offset() {
    let bytes = pages(40, 2_000);
    let document = open(bytes.clone());
    let top = document.children(None, None, 100);
    assert_eq!(top.entries.len(), 1, "{:?}", top.entries);
    assert!(top.entries[0].has_children() && top.next.is_none());
    // The pages of the document, and its End.
    let first = document.children(Some(0), None, 30);
    assert_eq!(first.entries.len(), 30);
    let rest = document.children(Some(0), first.next, 30);
    assert_eq!((rest.entries.len(), rest.next), (11, None));
    assert_eq!(rest.entries[10].kind, EntryKind::Field(FieldId::EDT));
    let page = first.entries[7];
    assert_eq!(page.kind, EntryKind::Field(FieldId::BPG));
    let inside = document.children(Some(page.offset), None, 100);
    let ids: Vec<_> = inside.entries.iter().map(|entry| entry.kind).collect();
    let expected = [FieldId::BAG, FieldId::BPT, FieldId::NOP, FieldId::NOP, FieldId::EPG].map(EntryKind::Field);
    assert_eq!(ids, expected);
    // A byte in the text of the eighth page.
    let text = document.children(Some(inside.entries[1].offset), None, 10).entries[0];
    let path: Vec<_> = document.path_to(text.offset + 12).iter().map(|entry| entry.kind).collect();
    assert_eq!(path, [FieldId::BDT, FieldId::BPG, FieldId::BPT, FieldId::PTX].map(EntryKind::Field));
    assert_eq!(document.page_at(text.offset), Some(7));
    // Its node knows the fonts of the page: UTF-16.
    let node = document.node(text.offset).unwrap();
    assert_eq!(node.acronym, "PTX");
    assert!(node.children.iter().any(|child| child.kind == NodeKind::ControlSequence && child.meaning == "\"8\""));
    assert!(document.node(text.offset + 1).is_none());
    // Nothing is left out.
    let mut length = 0;
    count(&document, None, &mut length);
    assert_eq!(length, bytes.len() as u64);
}

fn count(document: &AfpDocument, of: Option<u64>, length: &mut u64) {
    for entry in document.children(of, None, usize::MAX).entries {
        *length += entry.length;
        if entry.has_children() {
            count(document, Some(entry.offset), length);
        }
    }
}

#[test]
fn a_field_in_the_middle_of_object_data_has_the_parts_that_begin_in_it() {
    // A control sequence that is cut: AMI begins in the first field and ends in the second.
    let bytes = [
        file("D3A8A8 C4D6C3F0F0F0F0F1 0000\n D3A8AF"),
        file("D3A89B\n D3EE9B 2BD3 04C7\n D3EE9B 0064 04D3 00C8\n D3A99B\n D3A9AF\n D3A9A8"),
    ]
    .concat();
    let document = open(bytes.clone());
    let fields: Vec<u64> = Records::new(&bytes)
        .filter(|record| matches!(record, Record::Field(field) if field.id == FieldId::PTX))
        .map(|record| record.offset())
        .collect();
    let acronyms = |offset: u64| -> Vec<String> {
        document.node(offset).unwrap().children.iter().map(|child| child.acronym.to_string()).collect()
    };
    assert_eq!(acronyms(fields[0]), ["AMI"]);
    assert_eq!(acronyms(fields[1]), ["AMB"]);
}

fn codes(document: &AfpDocument) -> Vec<Code> {
    document.diagnostics().iter().map(|finding| finding.code).collect()
}

#[test]
fn bad_input_is_told_with_its_place_and_the_rest_is_read() {
    let whole = pages(3, 0);
    // Cut off inside the last page.
    let cut = open(&whole[..whole.len() - 12]);
    assert_eq!(cut.page_count(), 3);
    assert!(codes(&cut).contains(&Code::AfpTruncated));
    // A length that reaches over the end of the page.
    let place = whole.windows(3).position(|id| id == [0xD3, 0xEE, 0x9B]).unwrap() - 2;
    let mut lying = whole;
    lying[place] = 0x03;
    let lying = open(lying);
    assert_eq!(lying.page_count(), 3);
    assert_eq!(codes(&lying), [Code::AfpFraming]);
    assert_eq!((words(&lying, 1), words(&lying, 2)), (vec!["2".to_owned()], vec!["3".to_owned()]));
    // Begin fields inside each other, thousands deep.
    let deep = [file("D3A8A8 C4D6C3F0F0F0F0F1 0000"), file("D3A8AD").repeat(50_000), page(1, 0)].concat();
    let deep = open(deep);
    assert_eq!(words(&deep, 0), ["1"]);
    assert!(codes(&deep).contains(&Code::AfpUnbalanced));
    // Units of nothing.
    let zero = file("D3A8AF\n D3A8C9\n D3A6AF 0000 0000 0000 001F40 002710 000000\n D3A9C9\n D3A9AF");
    let zero = open(zero);
    assert_eq!(zero.page_count(), 1);
    assert!(zero.page(0).unwrap().page.size.width > units::Emu::ZERO);
}
