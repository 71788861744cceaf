//! Files of other programs: every byte comes back, and nearly all is understood.

use std::path::{Path, PathBuf};

use afp_codec::{Record, Records, dump, rewrite};

/// The corpus beside the checkout, if it is there.
fn corpus() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "afp") {
                files.push(path);
            }
        }
    }
    files.sort();
    if files.is_empty() {
        println!("skipped: no corpus at {}", root.display());
    }
    files
}

#[test]
fn every_file_comes_back_byte_for_byte_through_its_decoded_values() {
    for path in corpus() {
        let bytes = std::fs::read(&path).unwrap();
        let (again, coverage) = rewrite(&bytes).unwrap();
        assert!(again == bytes, "{} changed", path.display());
        assert_eq!(coverage.total(), bytes.len() as u64, "{}", path.display());
        println!("{:7.3} % understood {}", coverage.understood() * 100.0, path.display());
    }
}

#[test]
fn the_inspection_tree_covers_every_record_of_every_file() {
    for path in corpus() {
        let bytes = std::fs::read(&path).unwrap();
        let mut end = 0;
        for (_, node) in dump::FieldNodes::new(&bytes) {
            assert_eq!(node.offset, end, "{}", path.display());
            end += node.length;
            for child in &node.children {
                assert!(child.offset >= node.offset && child.offset < end, "{}: {child:?}", path.display());
            }
        }
        assert_eq!(end, bytes.len() as u64, "{}", path.display());
        let records = Records::new(&bytes).count();
        let mut nodes = 0;
        let mut open = dump::tree(&bytes);
        while let Some(node) = open.pop() {
            if matches!(node.kind, afp_codec::describe::NodeKind::Field | afp_codec::describe::NodeKind::Unknown) {
                nodes += 1;
            }
            open.extend(node.children);
        }
        assert_eq!(nodes, records, "{}", path.display());
    }
}

#[test]
fn no_file_holds_bytes_outside_fields() {
    for path in corpus() {
        let bytes = std::fs::read(&path).unwrap();
        for record in Records::new(&bytes) {
            assert!(matches!(record, Record::Field(_)), "{}: {record:?}", path.display());
        }
    }
}
