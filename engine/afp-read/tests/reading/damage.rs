//! Damaged files: every page is still drawn, nothing panics.

use std::path::{Path, PathBuf};

use afp_read::{AfpDocument, ReadOptions};

use crate::support;

/// A small random source: the test has to be the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % bound.max(1)
    }
}

/// Files of the corpus small enough to be read thousands of times.
fn files() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in ["afplib", "fop", "parse-afp", "readafp", "fop-statement"] {
        paths.extend(std::fs::read_dir(root.join(folder)).into_iter().flatten().flatten().map(|entry| entry.path()));
    }
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "afp"));
    if paths.is_empty() {
        println!("skipped the corpus: it is not at {}", root.display());
    }
    let read = |path: PathBuf| std::fs::read(path).unwrap();
    paths.into_iter().map(read).filter(|bytes| bytes.len() < 100_000).collect()
}

fn damage(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len());
        match random.below(4) {
            0 => bytes[at] = u8::try_from(random.below(256)).unwrap(),
            1 => bytes[at] ^= 1 << random.below(8),
            2 if random.below(4) == 0 => bytes.truncate(at + 1),
            2 => {
                let end = (at + random.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            _ => {
                let end = (at + random.below(200)).min(bytes.len());
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

#[test]
fn every_page_of_a_damaged_file_is_drawn() {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let mut files = files();
    for _ in 0..files.len().max(1) {
        files.push(support::everything());
        files.push(crate::foca::every_font());
        files.push(crate::graphics::every_order());
        files.push(crate::images::every_image());
    }
    for round in 0..2_000 {
        let bytes = damage(&files[round % files.len()], &mut random);
        let document = AfpDocument::open(bytes, &ReadOptions::default());
        for number in 0..document.page_count() {
            assert!(document.page(number).is_some());
        }
    }
}
