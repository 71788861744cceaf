//! Damaged files: nothing panics, nothing is lost, nothing grows without bound.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use afp_codec::{FieldId, FieldWriter, dump, rewrite};

/// A small random source: the test has to be the same on every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap()
    }

    fn below(&mut self, bound: usize) -> usize {
        self.next() % bound.max(1)
    }
}

/// A small file with one of nearly everything, so that the test needs nothing beside the checkout.
fn sample() -> Vec<u8> {
    let fields: [&[u8]; 12] = [
        &[0xD3, 0xA8, 0xA8, 0, 0, 0, 0xC1, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0, 0, 5, 0x18, 1, 0x0D, 0],
        &[0xD3, 0xA8, 0xAF, 0, 0, 0],
        &[0xD3, 0xA6, 0xAF, 0, 0, 0, 0, 0, 0x38, 0x40, 0x38, 0x40, 0, 0x2F, 0xD0, 0, 0x3D, 0xE0, 0, 0, 0],
        &[0xD3, 0xAB, 0xC3, 0, 0, 0, 0, 0x11, 6, 2, 0xDE, 0, 0, 0x41, 5, 2, 0xBE, 0, 1, 4, 0x24, 5, 1],
        &[0xD3, 0xA0, 0x90, 0, 0, 0, 5, 2, 0x0B, 0, 0xC1, 5, 0x36, 0, 0, 0xC2],
        &[0xD3, 0xEE, 0x9B, 0, 0, 0, 0x2B, 0xD3, 4, 0xC7, 0, 100, 4, 0xD3, 0, 50, 7, 0xE5, 0, 9, 0, 1, 0, 4, 0xDA],
        &[0xD3, 0xEE, 0x9B, 0, 0, 0, 0, 0x41, 0xC1, 0x2B],
        &[0xD3, 0xA6, 0xFB, 0, 0, 0, 0, 0x09, 0x60, 0x09, 0x60, 0, 8, 0, 1, 0xF7, 2, 1, 0x0A],
        &[0xD3, 0xEE, 0xFB, 0, 0, 0, 0x70, 0, 0x91, 1, 0xFF, 0x95, 2, 3, 1, 0xFE, 0x92, 0, 1, 0xAA, 0x93, 0, 0x71, 0],
        &[0xD3, 0xEE, 0xBB, 0, 0, 0, 0x68, 0xC0, 0xC1, 8, 0, 1, 0, 2, 0, 3, 0, 4, 0x60, 0, 0xFE, 0xDC, 0, 1, 9],
        &[0xD3, 0xB1, 0xAF, 0, 0, 0, 1, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        &[0xD3, 0xA9, 0xA8, 0, 0, 0],
    ];
    fields
        .iter()
        .flat_map(|field| {
            let length = u16::try_from(field.len() + 2).unwrap().to_be_bytes();
            [&[0x5A], &length[..], *field].concat()
        })
        .collect()
}

/// A file with every field that the architecture knows, its data at random; text, orders, image fields and symbols begin
/// with the bytes that lead into them.
fn every_field(random: &mut Random) -> Vec<u8> {
    let mut out = Vec::new();
    for low in 0..=u16::MAX {
        let [kind, category] = low.to_be_bytes();
        let id = FieldId::from_bytes([0xD3, kind, category]);
        if id.acronym().is_none() {
            continue;
        }
        let mut data = Vec::new();
        match id {
            FieldId::PTX => (0..64u8).for_each(|function| data.extend([0x2B, 0xD3, 5, function * 4, 1, 2, 3])),
            FieldId::GAD => (1..=u8::MAX).for_each(|code| data.extend([code, 4, 1, 2, 3, 4])),
            FieldId::IPD => (0x70..=0xBF).for_each(|code| data.extend([code, 3, 1, 2, 3])),
            FieldId::BDD => {
                data.extend([0, 0, 9, 0x60, 9, 0x60, 0, 9, 0, 9, 0, 0]);
                data.push(u8::try_from(random.below(0x28)).unwrap());
            }
            _ => {}
        }
        data.extend((0..random.below(90)).map(|_| u8::try_from(random.below(256) >> random.below(8)).unwrap()));
        FieldWriter::new(&mut out).write_data(id, &data).unwrap();
    }
    out
}

fn small_corpus_files() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in ["afplib", "fop", "parse-afp", "readafp"] {
        paths.extend(std::fs::read_dir(root.join(folder)).into_iter().flatten().flatten().map(|entry| entry.path()));
    }
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "afp"));
    if paths.is_empty() {
        println!("skipped the corpus: it is not at {}", root.display());
    }
    let read = |path: PathBuf| std::fs::read(path).unwrap();
    paths.into_iter().map(read).filter(|bytes| bytes.len() < 16_384).collect()
}

fn damage(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len());
        match random.below(5) {
            0 => bytes[at] = u8::try_from(random.below(256)).unwrap(),
            1 => bytes[at] ^= 1 << random.below(8),
            2 => bytes.truncate(at + 1),
            3 => {
                let end = (at + random.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            _ => {
                let end = (at + random.below(40)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, piece);
            }
        }
        if bytes.is_empty() {
            bytes.push(0x5A);
        }
    }
    bytes
}

fn count(nodes: &[dump::Node]) -> usize {
    nodes.iter().map(|node| 1 + node.values.len() + count(&node.children)).sum()
}

#[test]
fn damaged_files_come_back_byte_for_byte_and_make_no_larger_a_tree_than_they_are() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut files = vec![sample()];
    files.extend((0..4).map(|_| every_field(&mut random)));
    files.extend(small_corpus_files());
    for round in 0..4_000 {
        let bytes = damage(&files[round % files.len()], &mut random);
        let (again, coverage) = rewrite(&bytes).unwrap();
        assert!(again == bytes, "round {round} changed");
        assert_eq!(coverage.total(), bytes.len() as u64, "round {round}");
        let tree = dump::tree(&bytes);
        assert!(count(&tree) <= bytes.len() * 2 + 16, "round {round}");
    }
}
