//! Writes the inputs that fuzzing starts from into `tests/fuzz/corpus`: one AFP file for each structured field, files with
//! every triplet, control sequence, drawing order and image field, and what the repository holds for the other targets.
//!
//! `cargo +nightly run --manifest-path tests/fuzz/Cargo.toml --example seeds`

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use afp_codec::{FieldId, FieldWriter};

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let corpus = root.join("tests/fuzz/corpus");
    for (name, bytes) in afp() {
        put(&corpus, "afp", &name, &bytes)?;
    }
    for (name, text) in [
        ("sum", "sum(lines.amount) * 1.19"),
        ("choice", "if(total > 0, format(date, \"yyyy-MM-dd\"), \"–\")"),
        ("text", "Dear {customer.name}, {{literal}} {number(1234.5)}"),
    ] {
        put(&corpus, "expression", name, text.as_bytes())?;
    }
    for path in files(&root.join("sample-data"))? {
        let bytes = fs::read(&path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("json") if name.starts_with("template") => put(&corpus, "template", &name, &bytes)?,
            Some("ndjson") => put(&corpus, "records", &name, &first(0, &bytes))?,
            Some("json") => put(&corpus, "records", &name, &first(1, &bytes))?,
            Some("csv") => put(&corpus, "records", &name, &first(2, &bytes))?,
            _ => {}
        }
    }
    // The smallest face: a fuzzer gets nowhere in megabytes.
    put(&corpus, "font", "mono", &fs::read(root.join("assets/fonts/IBMPlexMono-Regular.ttf"))?)?;
    put(&corpus, "pdf", "page", PDF)?;
    put(&corpus, "package", "empty", &[b"PK\x05\x06".as_slice(), &[0; 18]].concat())
}

/// One page with a line of text and a filled rectangle; readers find the objects without a cross-reference table.
const PDF: &[u8] = b"%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 58>>stream
1 0 0 rg 10 10 50 20 re f BT /F 12 Tf 20 100 Td (Text) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
";

fn put(corpus: &Path, target: &str, name: &str, bytes: &[u8]) -> io::Result<()> {
    let folder = corpus.join(target);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(name), bytes)
}

/// The byte by which the target for records chooses the form, then the records.
fn first(form: u8, bytes: &[u8]) -> Vec<u8> {
    [&[form], bytes].concat()
}

/// All files below a folder.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

/// A file of fields; what cannot be written is left out.
fn file(fields: &[(FieldId, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (id, data) in fields {
        let _ = FieldWriter::new(&mut out).write_data(*id, data);
    }
    out
}

const NAME: [u8; 8] = [0xC1, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40];

fn afp() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let ids = (0..=u16::MAX).map(|low| {
        let [kind, category] = low.to_be_bytes();
        FieldId::from_bytes([0xD3, kind, category])
    });
    for id in ids.filter(|id| id.acronym().is_some()) {
        for length in [0usize, 8, 33, 120] {
            files.push((format!("field-{id}-{length}"), file(&[(id, &vec![0; length])])));
        }
    }
    // Every triplet, of a few lengths.
    let mut triplets = Vec::new();
    for code in 0..=u8::MAX {
        for length in [3u8, 6, 10, 24] {
            triplets.extend([length, code]);
            triplets.resize(triplets.len() + usize::from(length) - 2, 0);
        }
    }
    files.push((String::from("triplets"), file(&[(FieldId::TLE, &triplets)])));
    let text: Vec<u8> = (0..=u8::MAX)
        .step_by(2)
        .flat_map(|function| [[0x2B, 0xD3, 8, function].as_slice(), &[0, 1, 0, 2, 0, 3], b"\xC1\xC2"].concat())
        .collect();
    let orders: Vec<u8> = (0..=u8::MAX)
        .flat_map(|code| match code {
            0 => vec![0],
            0xFE => vec![
                0xFE, 0xDC, 0, 33, 0, 0, 1, 2, 0, 1, 0, 2, 0, 3, 0, 4, 13, 0, 1, 0, 0, 0, 0, 8, 8, 8, 0, 1, 2, 3, 4, 5,
                6,
            ],
            code if code & 0x88 == 0x08 => vec![code, 1],
            code => vec![code, 8, 0, 1, 0, 2, 0, 3, 0, 4],
        })
        .collect();
    let image: Vec<u8> = [0x70, 0, 0x91, 1, 0xFF, 0x94, 9, 0, 9, 0x60, 9, 0x60, 0, 16, 0, 2, 0x95, 2, 3, 1, 0x96, 1, 1]
        .into_iter()
        .chain([0xFE, 0x92, 0, 4, 0xF0, 0x0F, 0xF0, 0x0F, 0x93, 0, 0x71, 0])
        .collect();
    files.push((String::from("page"), page(&[(FieldId::BPT, FieldId::PTX, &text)])));
    files.push((String::from("graphics"), page(&[(FieldId::BGR, FieldId::GAD, &orders)])));
    files.push((String::from("image"), page(&[(FieldId::BIM, FieldId::IPD, &image)])));
    for kind in 0..=0x27 {
        let mut descriptor = [
            0, 0, 0x0B, 0xB8, 0x0B, 0xB8, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, kind, 2, 0xFF, 0, 8, 0xFF, 0xFF, 0xFF, 1, 0xFF,
            0xFF,
        ];
        for modifier in [0, 2, 6, 0x12] {
            descriptor[13] = modifier;
            let symbol = [&[0x80, 0, 1, 0, 2], [0; 24].as_slice(), b"12345678"].concat();
            let object = [
                (FieldId::BBC, NAME.as_slice()),
                (FieldId::BDD, &descriptor),
                (FieldId::BDA, &symbol),
                (FieldId::EBC, &[]),
            ];
            files.push((format!("symbol-{kind:02X}-{modifier:02X}"), around(&object)));
        }
    }
    files
}

/// A page with objects: their Begin, their data and the End that belongs to it.
fn page(objects: &[(FieldId, FieldId, &[u8])]) -> Vec<u8> {
    let mut fields: Vec<(FieldId, &[u8])> = Vec::new();
    for (begin, data, bytes) in objects {
        fields.extend([(*begin, NAME.as_slice()), (*data, *bytes), (begin.counterpart(), &[])]);
    }
    around(&fields)
}

fn around(inside: &[(FieldId, &[u8])]) -> Vec<u8> {
    const SIZE: [u8; 15] = [0, 0, 0x0B, 0xB8, 0x0B, 0xB8, 0, 8, 0, 0, 8, 0, 0, 0, 0];
    let mut fields: Vec<(FieldId, &[u8])> = vec![
        (FieldId::BDT, NAME.as_slice()),
        (FieldId::BPG, NAME.as_slice()),
        (FieldId::BAG, &[]),
        (FieldId::PGD, &SIZE),
        (FieldId::EAG, &[]),
    ];
    fields.extend_from_slice(inside);
    fields.extend([(FieldId::EPG, [].as_slice()), (FieldId::EDT, &[])]);
    file(&fields)
}
