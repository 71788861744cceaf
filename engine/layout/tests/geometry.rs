//! The editor is told where everything is.

mod support;

use layout::BoxKind;
use support::{compile, emu, lay_out, master, template};
use units::{Point, Rect};

const OBJECTS: &str = r#"[{"id": "o1", "rect": {"x": 100pt, "y": 10pt, "width": 60pt, "height": 20pt}, "kind": "text",
    "rotation": 90000, "paragraphs": [{"id": "op", "runs": [{"id": "or", "text": "ab"}]},
    {"id": "op2", "runs": [{"id": "or2", "text": "c"}]}]}]"#;

const BLOCKS: &str = r#"[{"id": "b1", "kind": "paragraphs", "paragraphs": [{"id": "p1", "format": {"line_height": 1000},
    "runs": [{"id": "r1", "text": "one"}]}]},
    {"id": "b2", "kind": "table", "rows": "rows", "columns": [{"id": "k1", "width": "share"}],
    "body": {"id": "w", "height": 20pt, "cells": [{"id": "c", "paragraphs": [{"id": "p2", "runs": [
    {"id": "r2", "text": "{{row}}"}]}]}]}}]"#;

#[test]
fn boxes_show_objects_blocks_rows_and_cells_on_each_page() {
    let compiled = compile(&template(&master(OBJECTS, 40), BLOCKS, ""));
    let laid_out = lay_out(&compiled, r#"{"rows": ["x", "y", "z"]}"#);
    assert_eq!(laid_out.geometry.len(), laid_out.pages.len());
    let boxes: Vec<(String, u32, BoxKind)> = laid_out
        .geometry
        .iter()
        .flat_map(|page| &page.boxes)
        .map(|placed| (placed.object.to_string(), placed.instance, placed.kind))
        .collect();
    let expect = |id: &str, instance, kind| assert!(boxes.contains(&(id.into(), instance, kind)), "{id}: {boxes:?}");
    expect("o1", 0, BoxKind::Object);
    expect("fr_1", 0, BoxKind::Frame);
    expect("b1", 0, BoxKind::Block);
    expect("b2", 0, BoxKind::Block);
    for row in 0..3 {
        expect("w", row, BoxKind::Row);
        expect("c", row, BoxKind::Cell);
    }
    let block = laid_out.geometry[0].boxes.iter().find(|placed| placed.object.as_str() == "b1").unwrap();
    assert_eq!(block.rect, Rect::new(emu(50), emu(50), emu(200), emu(10)));
}

#[test]
fn turned_text_tells_its_turn_and_its_carets() {
    let compiled = compile(&template(&master(OBJECTS, 40), "[]", ""));
    let laid_out = lay_out(&compiled, "{}");
    let lines = &laid_out.geometry[0].lines;
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0].carets.iter().map(|caret| caret.offset).collect::<Vec<_>>(), [0, 1, 2]);
    // The second paragraph's text begins after the first one's and a line feed.
    assert_eq!(lines[1].carets.iter().map(|caret| caret.offset).collect::<Vec<_>>(), [3, 4]);
    // Turned about 130, 20: the top left corner goes to the top right.
    let corner = lines[0].transform.apply(Point::new(emu(100), emu(10)));
    assert_eq!(corner, Point::new(emu(140), emu(-10)));
}

#[test]
fn nobody_is_told_who_does_not_ask() {
    let compiled = compile(&template(&master(OBJECTS, 40), BLOCKS, ""));
    let laid_out = layout::Worker::new(&compiled).lay_out(&support::value("{}"), 1);
    assert!(laid_out.geometry.is_empty());
}
