//! The bytes of the outputs: the same every time, and nothing changes but what is changed.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its files has failed")]

use std::num::NonZeroUsize;

use diagnostics::Diagnostics;
use formwright::afp_codec::dump::{Node, tree};
use formwright::afp_codec::{Field, Record, Records, rewrite};
use formwright::raster::compare;
use formwright::scene::Pixmap;
use formwright::{Document, RecordRange};
use golden::Sample;

const SOME: RecordRange = RecordRange { first: 1, last: Some(60) };
const ONE: RecordRange = RecordRange { first: 17, last: Some(17) };

fn threads(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).unwrap()
}

#[test]
fn the_same_bytes_on_every_run_and_for_any_number_of_workers() {
    let sample = Sample::open("statement").unwrap();
    let afp = sample.afp(SOME, threads(1)).unwrap();
    let pdf = sample.pdf(SOME, threads(1)).unwrap();
    for count in [1, 2, 5] {
        // A sample opened anew remembers nothing of the run before.
        let again = Sample::open("statement").unwrap();
        assert!(again.afp(SOME, threads(count)).unwrap() == afp, "AFP by {count} workers");
        assert!(again.pdf(SOME, threads(count)).unwrap() == pdf, "PDF by {count} workers");
    }
}

#[test]
fn afp_passed_through_its_decoded_fields_keeps_every_byte() {
    let afp = Sample::open("statement").unwrap().afp(SOME, threads(2)).unwrap();
    let (again, coverage) = rewrite(&afp).unwrap();
    assert!(again == afp);
    assert_eq!(coverage.raw, 0, "nothing that we write is carried without being understood: {coverage:?}");
}

#[test]
fn a_changed_field_changes_its_own_bytes_and_no_others() {
    let afp = Sample::open("statement").unwrap().afp(ONE, threads(1)).unwrap();
    let mut changed = Vec::new();
    let mut place = None;
    for record in Records::new(&afp) {
        match record {
            Record::Field(raw) => match (raw.decode(), place) {
                (Field::PageDescriptor(mut page), None) => {
                    page.x_size.0 += 1440;
                    place = Some(raw.offset as usize);
                    let mut data = Vec::new();
                    Field::PageDescriptor(page).write_data(&mut data).unwrap();
                    formwright::afp_codec::FieldWriter::new(&mut changed).write_like(&raw, &data).unwrap();
                }
                _ => changed.extend_from_slice(&afp[raw.offset as usize..raw.end() as usize]),
            },
            other => changed.extend_from_slice(other.bytes()),
        }
    }
    let place = place.unwrap();
    let differing: Vec<usize> = (0..afp.len()).filter(|&at| afp[at] != changed[at]).collect();
    assert_eq!(changed.len(), afp.len());
    assert!(
        !differing.is_empty() && differing.iter().all(|&at| (place + 9..place + 24).contains(&at)),
        "{differing:?}"
    );
}

fn picture(bytes: Vec<u8>) -> Pixmap {
    let document = Document::open("moved", bytes).unwrap();
    document.painter().paint(0, 100.0, &mut Diagnostics::new()).unwrap()
}

/// The first control sequence of this name, deepest first.
fn find<'n>(nodes: &'n [Node], acronym: &str) -> Option<&'n Node> {
    nodes.iter().find_map(|node| find(&node.children, acronym).or((node.acronym == acronym).then_some(node)))
}

#[test]
fn the_previews_show_the_emitted_bytes_and_nothing_else() {
    let sample = Sample::open("statement").unwrap();
    let afp = sample.afp(ONE, threads(1)).unwrap();
    let pdf = sample.pdf(ONE, threads(1)).unwrap();
    let nodes = tree(&afp);
    let page = find(&nodes, "BPG").unwrap().offset as usize;
    // The first absolute inline move of the page's own text: its parameter is the last two bytes.
    let text = tree(&afp[page..]);
    let sequence = find(&text, "AMI").unwrap();
    let parameter = page + sequence.offset as usize + sequence.length as usize - 2;
    let mut moved = afp.clone();
    let old = u16::from_be_bytes([moved[parameter], moved[parameter + 1]]);
    moved[parameter..parameter + 2].copy_from_slice(&(old - 720).to_be_bytes());
    let (before, after, other) = (picture(afp), picture(moved), picture(pdf));
    assert!(compare(&before, &other, 100.0).agrees(), "the panes agree while the bytes do");
    let difference = compare(&before, &after, 100.0);
    assert!(difference.differing > 50, "the AFP pane moved with its byte: {}", difference.differing);
    assert!(compare(&after, &other, 100.0).differing > 50, "and the PDF pane stayed");
}
