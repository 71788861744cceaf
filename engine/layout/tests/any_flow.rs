//! Whatever the template: layout ends, and every row and line stands on the pages once, in order.

mod support;

use proptest::prelude::*;
use support::{compile, lay_out, template, words_of};

/// Points; lines of a row's text.
#[derive(Clone, Debug)]
struct Shape {
    frame: u32,
    rows: Vec<u32>,
    header: Option<u32>,
    carried: Option<u32>,
    brought: Option<u32>,
    footer: Option<u32>,
    orphans: u32,
    widows: u32,
    before: Vec<(u32, bool, bool)>,
}

fn shapes() -> impl Strategy<Value = Shape> {
    let part = || proptest::option::weighted(0.6, 5u32..60);
    (
        15u32..200,
        proptest::collection::vec(prop_oneof![9 => 1u32..3, 1 => 3u32..30], 0..60),
        (part(), part(), part(), part()),
        (0u32..5, 0u32..5),
        proptest::collection::vec((1u32..12, any::<bool>(), any::<bool>()), 0..4),
    )
        .prop_map(|(frame, rows, (header, carried, brought, footer), (orphans, widows), before)| Shape {
            frame,
            rows,
            header,
            carried,
            brought,
            footer,
            orphans,
            widows,
            before,
        })
}

fn row(id: &str, key: &str, height: u32, text: &str) -> String {
    format!(
        r#", "{key}": {{"id": "{id}", "height": {height}pt, "cells": [{{"id": "{id}c", "paragraphs": [{{"id": "{id}p",
        "format": {{"line_height": 1000}}, "runs": [{{"id": "{id}r", "text": "{text}"}}]}}]}}]}}"#
    )
}

fn blocks(shape: &Shape) -> String {
    let mut blocks = Vec::new();
    for (number, (lines, keep, together)) in shape.before.iter().enumerate() {
        let text: Vec<String> = (0..*lines).map(|line| format!("L{number}.{line}")).collect();
        blocks.push(format!(
            r#"{{"id": "b{number}", "keep_with_next": {keep}, "space_after": 3pt, "kind": "paragraphs", "paragraphs": [
            {{"id": "p{number}", "format": {{"line_height": 1000, "keep_together": {together}}}, "runs": [
            {{"id": "r{number}", "text": "{}"}}]}}]}}"#,
            text.join("\\n")
        ));
    }
    let mut parts = row("w", "body", 10, "{{row}}");
    for (key, id, height, text) in [
        ("header", "h", shape.header, "head"),
        ("carried", "cf", shape.carried, "carried {{row_number}}"),
        ("brought", "bf", shape.brought, "brought {{row_number}}"),
        ("footer", "ft", shape.footer, "foot"),
    ] {
        if let Some(height) = height {
            parts.push_str(&row(id, key, height, text));
        }
    }
    blocks.push(format!(
        r#"{{"id": "t", "kind": "table", "rows": "rows", "orphans": {}, "widows": {}, "columns": [
        {{"id": "k1", "width": "share"}}]{parts}}}"#,
        shape.orphans, shape.widows
    ));
    format!("[{}]", blocks.join(","))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_line_and_row_stands_once_and_in_order(shape in shapes()) {
        let masters = support::master("[]", shape.frame);
        let compiled = compile(&template(&masters, &blocks(&shape), ""));
        let rows: Vec<String> = shape
            .rows
            .iter()
            .enumerate()
            .map(|(row, lines)| {
                let lines: Vec<String> = (0..*lines).map(|line| format!("R{row}.{line}")).collect();
                format!("\"{}\"", lines.join("\\n"))
            })
            .collect();
        let laid_out = lay_out(&compiled, &format!(r#"{{"rows": [{}]}}"#, rows.join(",")));
        let pages = words_of(&compiled, &laid_out.pages);
        let seen: Vec<&String> = pages.iter().flatten().filter(|word| word.starts_with(['L', 'R'])).collect();
        let mut expected = Vec::new();
        for (number, (lines, ..)) in shape.before.iter().enumerate() {
            expected.extend((0..*lines).map(|line| format!("L{number}.{line}")));
        }
        for (row, lines) in shape.rows.iter().enumerate() {
            expected.extend((0..*lines).map(|line| format!("R{row}.{line}")));
        }
        prop_assert_eq!(seen, expected.iter().collect::<Vec<_>>());
        prop_assert!(laid_out.pages.len() <= expected.len() + 4);
        // A header at most once a page, and carried and brought of the same row at each break.
        for page in &pages {
            prop_assert!(page.iter().filter(|word| *word == "head").count() <= 1);
        }
        if shape.footer.is_some() {
            prop_assert_eq!(pages.iter().flatten().filter(|word| *word == "foot").count(), 1);
        }
        for pair in pages.windows(2) {
            let number = |page: &[String], name: &str| {
                page.iter().find_map(|word| word.strip_prefix(name).map(|number| number.trim().to_owned()))
            };
            if let (Some(carried), Some(brought)) = (number(&pair[0], "carried"), number(&pair[1], "brought")) {
                prop_assert_eq!(carried, brought);
            }
        }
    }
}

#[test]
fn four_thousand_rows_are_no_trouble() {
    let shape = Shape {
        frame: 200,
        rows: vec![1; 4_000],
        header: Some(10),
        carried: Some(10),
        brought: Some(10),
        footer: None,
        orphans: 2,
        widows: 2,
        before: Vec::new(),
    };
    let compiled = compile(&template(&support::master("[]", shape.frame), &blocks(&shape), ""));
    let rows = vec!["\"x\""; 4_000].join(",");
    let laid_out = lay_out(&compiled, &format!(r#"{{"rows": [{rows}]}}"#));
    // Nineteen rows on the first page (header, carried), then seventeen (brought as well).
    assert!((233..=236).contains(&laid_out.pages.len()), "{}", laid_out.pages.len());
}
