//! Every file is written back byte for byte, and understood.

use corpus::files;
use formwright::afp_codec;

/// The least share of a file's bytes, the content of fonts, pictures and comments aside, that is read into values.
const UNDERSTOOD: f64 = 0.95;

/// Files whose fields contradict themselves, so that parts of them mean nothing.
const DAMAGED: [(&str, &str); 2] = [
    ("IPDSpan.afp", "its image data field claims no bytes, and the data follows outside of it"),
    ("goca_demo.afp", "its triplets and colour orders are shorter than their formats"),
];

#[test]
fn files_are_written_back_byte_for_byte_and_understood() {
    for path in files() {
        let bytes = std::fs::read(&path).unwrap();
        let (rewritten, coverage) = afp_codec::rewrite(&bytes).unwrap();
        assert!(rewritten == bytes, "{} is written back differently", path.display());
        println!("{}: {:.4}", path.display(), coverage.understood());
        if DAMAGED.iter().any(|(name, _)| path.ends_with(name)) {
            continue;
        }
        assert!(coverage.understood() >= UNDERSTOOD, "{}: {:.4}", path.display(), coverage.understood());
    }
}
