//! `docs/afp-support.md` holds one row for each description of this crate: the test compares them, and with
//! `FORMWRIGHT_BLESS=1` it writes identifiers, names and what is decoded, and keeps what people say of the rest.

#![cfg(test)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::bcoca::BarCodeType;
use crate::fields::{Field, FieldId};
use crate::goca::{AttributeSet, GraphicsDescriptorItem, Order};
use crate::ioca::{Compression, ImageDescriptorItem, ImageField, SubsamplingItem};
use crate::ptoca::ControlSequence;
use crate::sample::Codes;
use crate::triplets::{ObjectType, Triplet};

/// What a row says by itself: identifier, short name, full name, whether it is decoded.
struct Row {
    id: String,
    short: &'static str,
    name: &'static str,
    decoded: &'static str,
}

fn described<Code: Copy + std::fmt::UpperHex>(rows: &[(Code, &'static str, &'static str)], digits: usize) -> Vec<Row> {
    rows.iter()
        .map(|&(code, short, name)| Row { id: format!("{code:0digits$X}"), short, name, decoded: "yes" })
        .collect()
}

fn codes<List: Codes>() -> Vec<Row>
where
    List::Number: Copy + std::fmt::UpperHex,
{
    let row = |&(code, name): &(List::Number, &'static str)| Row {
        id: format!("{code:02X}"),
        short: "",
        name,
        decoded: "yes",
    };
    List::ROWS.iter().map(row).collect()
}

fn fields() -> Vec<Row> {
    let described: Vec<FieldId> = Field::defaults().iter().map(Field::id).collect();
    let row = |&(code, short, name): &(u32, &'static str, &'static str)| {
        let id = FieldId::from_bytes([0xD3, (code >> 8 & 0xFF) as u8, (code & 0xFF) as u8]);
        let decoded = if described.contains(&id) { "yes" } else { "carried" };
        Row { id: format!("{code:06X}"), short, name, decoded }
    };
    FieldId::ROWS.iter().map(row).collect()
}

/// The tables of the document by their headings.
fn tables() -> Vec<(&'static str, Vec<Row>)> {
    vec![
        ("Structured fields", fields()),
        ("Triplets", described(Triplet::ROWS, 2)),
        ("Object types", codes::<ObjectType>()),
        ("Text control sequences (PTOCA)", described(ControlSequence::ROWS, 2)),
        ("Drawing orders (GOCA)", described(Order::ROWS, 2)),
        ("Graphics data descriptor (GOCA)", described(GraphicsDescriptorItem::ROWS, 2)),
        ("Default attributes (GOCA)", codes::<AttributeSet>()),
        ("Image fields (IOCA)", described(ImageField::ROWS, 2)),
        ("Image subsampling (IOCA)", described(SubsamplingItem::ROWS, 2)),
        ("Image data descriptor (IOCA)", described(ImageDescriptorItem::ROWS, 2)),
        ("Image compressions (IOCA)", codes::<Compression>()),
        ("Bar code types (BCOCA)", codes::<BarCodeType>()),
    ]
}

const HEAD: [&str; 2] = ["| id | short | name | decoded | written | drawn |", "| --- | --- | --- | --- | --- | --- |"];

/// The two statuses that people keep, by identifier and short name, out of the lines of a table.
fn kept<'l>(lines: impl Iterator<Item = &'l str>) -> BTreeMap<(String, String), (String, String)> {
    lines
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            match cells[..] {
                ["", id, short, _, _, written, drawn, ""] => {
                    let row = (id.trim_matches('`').to_owned(), short.to_owned());
                    Some((row, (written.to_owned(), drawn.to_owned())))
                }
                _ => None,
            }
        })
        .collect()
}

/// The document with every table made anew.
fn remade(document: &str) -> String {
    let tables = tables();
    let mut out = String::new();
    let mut lines = document.lines().peekable();
    let mut rows: Option<&Vec<Row>> = None;
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            rows = tables.iter().find(|(name, _)| *name == heading).map(|(_, rows)| rows);
        }
        if line != HEAD[0] {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        let mut old = Vec::new();
        while let Some(row) = lines.next_if(|line| line.starts_with('|')) {
            old.push(row);
        }
        let kept = kept(old.into_iter());
        out.push_str(&format!("{}\n{}\n", HEAD[0], HEAD[1]));
        for Row { id, short, name, decoded } in rows.take().into_iter().flatten() {
            let unknown = (String::from("?"), String::from("?"));
            let (written, drawn) = kept.get(&(id.clone(), (*short).to_owned())).unwrap_or(&unknown);
            let _ = writeln!(out, "| `{id}` | {short} | {name} | {decoded} | {written} | {drawn} |");
        }
    }
    out
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/afp-support.md")
}

#[test]
fn the_document_of_what_is_supported_has_one_row_for_each_description() {
    let document = std::fs::read_to_string(path()).unwrap();
    let remade = remade(&document);
    if std::env::var_os("FORMWRIGHT_BLESS").is_some() {
        std::fs::write(path(), remade).unwrap();
        return;
    }
    let differing = document.lines().zip(remade.lines()).find(|(committed, made)| committed != made);
    assert!(
        document == remade,
        "docs/afp-support.md is out of date at {differing:?}: FORMWRIGHT_BLESS=1 cargo test -p afp-codec, then fill in"
    );
    assert!(!document.contains("| ? |"), "docs/afp-support.md has rows without status");
    for (heading, _) in tables() {
        assert!(document.contains(&format!("\n## {heading}\n")), "docs/afp-support.md lacks the table {heading}");
    }
}
