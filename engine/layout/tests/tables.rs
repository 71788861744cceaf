//! Tables of rows: headers, breaks, carried and brought values, looks.

mod support;

use scene::{Item, Origin, Part};
use support::{compile, emu, lay_out, master, messages, pages, template, texts, visit, words_of};

const DATA: &str = r#", "data": {"fields": [{"id": "d1", "name": "rows", "kind": "record", "repeated": true, "fields": [
    {"id": "d2", "name": "name", "kind": "text"}, {"id": "d3", "name": "amount", "kind": "number"}]}]}"#;

/// A row template of cells, ten points high.
fn row(id: &str, more: &str, cells: &[&str]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .enumerate()
        .map(|(number, text)| {
            format!(
                r#"{{"id": "{id}c{number}", "paragraphs": [{{"id": "{id}p{number}", "format": {{"line_height": 1000}},
                "runs": [{{"id": "{id}r{number}", "text": "{text}"}}]}}]}}"#
            )
        })
        .collect();
    format!(r#"{{"id": "{id}", "height": 10pt{more}, "cells": [{}]}}"#, cells.join(","))
}

fn table(more: &str) -> String {
    format!(
        r#"[{{"id": "b1", "kind": "table", "rows": "rows", "columns": [
        {{"id": "k1", "width": "fixed", "length": 50pt}}, {{"id": "k2", "width": "share"}}],
        "body": {}{more}}}]"#,
        row("w", "", &["{{row_number}}", "{{row.name}}"])
    )
}

fn record(count: usize) -> String {
    let rows: Vec<String> =
        (1..=count).map(|number| format!(r#"{{"name": "n{number}", "amount": {number}.5}}"#)).collect();
    format!(r#"{{"rows": [{}]}}"#, rows.join(","))
}

/// The words of each page, joined.
fn joined(template: &model::Template, record: &str) -> Vec<String> {
    let (compiled, pages) = pages(template, record);
    words_of(&compiled, &pages).into_iter().map(|words| words.join(" ")).collect()
}

fn with_all() -> String {
    format!(
        r#", "header": {}, "carried": {}, "brought": {}, "footer": {}, "empty": {}"#,
        row("h", "", &["No", "Name"]),
        row("cf", "", &["to", "{{row.name}}"]),
        row("bf", "", &["from", "{{row.name}}"]),
        row("f", "", &["sum", "{{sum(rows.amount)}}"]),
        row("e", "", &["none", ""])
    )
}

#[test]
fn a_break_carries_forward_and_brings_forward_the_last_row() {
    let template = template(&master("[]", 60), &table(&with_all()), DATA);
    assert_eq!(
        joined(&template, &record(8)),
        [
            "No Name 1 n1 2 n2 3 n3 4 n4 to n4",
            // Of the last four rows two must stand with the sum.
            "No Name from n4 5 n5 6 n6 to n6",
            "No Name from n6 7 n7 8 n8 sum 40.0",
        ]
    );
}

#[test]
fn a_table_that_fits_carries_nothing() {
    let template = template(&master("[]", 60), &table(&with_all()), DATA);
    assert_eq!(joined(&template, &record(4)), ["No Name 1 n1 2 n2 3 n3 4 n4 sum 12.0"]);
    // The footer does not fit: two rows go with it.
    assert_eq!(joined(&template, &record(5)), ["No Name 1 n1 2 n2 3 n3 to n3", "No Name from n3 4 n4 5 n5 sum 17.5"]);
}

#[test]
fn no_rows_show_the_row_for_that() {
    let template = template(&master("[]", 60), &table(&with_all()), DATA);
    assert_eq!(joined(&template, &record(0)), ["No Name none  sum 0"].map(|text| text.replace("  ", " ")));
    assert_eq!(joined(&template, "{}"), ["No Name none sum 0"]);
}

#[test]
fn two_rows_stand_together_after_the_header() {
    let blocks = table(&format!(r#", "header": {}"#, row("h", "", &["No", "Name"])));
    let blocks = format!(r#"[{{"id": "b0", "kind": "spacer", "height": 35pt}}, {}"#, blocks.trim_start_matches('['));
    let template = template(&master("[]", 60), &blocks, DATA);
    // Room for the header and one row is no room.
    assert_eq!(joined(&template, &record(3)), ["", "No Name 1 n1 2 n2 3 n3"]);
}

#[test]
fn columns_take_their_widths_and_text_its_place() {
    let blocks = table(r#", "gap": 10pt, "padding": 5pt"#);
    let (compiled, pages) = pages(&template(&master("[]", 60), &blocks, DATA), &record(1));
    let seen = texts(&pages[0], compiled.definitions());
    assert!((seen[0].x - 55.0).abs() < 0.001, "{seen:?}");
    assert!((seen[1].x - (50.0 + 50.0 + 10.0 + 5.0)).abs() < 0.001, "{seen:?}");
}

#[test]
fn every_second_row_has_the_zebras_ground_and_neighbours_become_one_rule() {
    let blocks = table(r##", "zebra": "#eeeeee""##);
    let (compiled, made) = pages(&template(&master("[]", 100), &blocks, DATA), &record(4));
    let grounds = |pages: &[scene::Page], definitions: &scene::Definitions| {
        let mut found = Vec::new();
        visit(&pages[0], definitions, |visit| {
            if let (Item::Rule(rule), Origin::Object { instance, part: Part::Background, .. }) =
                (&visit.placed.item, visit.placed.origin)
            {
                found.push((instance, rule.rect.x, rule.rect.width));
            }
        });
        found
    };
    let width = emu(200);
    assert_eq!(grounds(&made, compiled.definitions()), [(1, emu(50), width), (3, emu(50), width)]);
    let blocks = table(r##", "zebra": "#eeeeee", "gap": 2pt"##);
    let (compiled, made) = pages(&template(&master("[]", 100), &blocks, DATA), &record(2));
    assert_eq!(grounds(&made, compiled.definitions()), [(1, emu(50), emu(50)), (1, emu(102), emu(148))]);
}

#[test]
fn a_cell_takes_the_first_style_whose_condition_holds() {
    let cell = r#"{"id": "w", "cells": [{"id": "c", "span": 2, "paragraphs": [{"id": "p", "runs": [{"id": "r",
        "text": "{{row.amount}}"}]}], "rules": [
        {"id": "ru1", "when": "row.amount > 2", "style": "st_green"},
        {"id": "ru2", "when": "row.amount > 1", "style": "st_red"}]}]}"#;
    let blocks = format!(
        r#"[{{"id": "b1", "kind": "table", "rows": "rows", "columns": [{{"id": "k1", "width": "share"}},
        {{"id": "k2", "width": "share"}}], "body": {cell}}}]"#
    );
    let styles = format!(
        r##"{DATA}, "styles": [
        {{"id": "st_green", "name": "green", "character": {{"colour": "#00ff00"}}}},
        {{"id": "st_red", "name": "red", "based_on": "st_green", "character": {{"colour": "#ff0000"}}}}]"##
    );
    let rows = r#"{"rows": [{"amount": 1}, {"amount": 2}, {"amount": 3}]}"#;
    let (compiled, pages) = pages(&template(&master("[]", 100), &blocks, &styles), rows);
    let mut colours = Vec::new();
    visit(&pages[0], compiled.definitions(), |visit| {
        if let Item::Text(run) = &visit.placed.item {
            colours.push(run.colour.to_rgb());
        }
    });
    assert_eq!(colours, [[0, 0, 0], [255, 0, 0], [0, 255, 0]]);
}

#[test]
fn a_long_cell_makes_its_row_higher() {
    let blocks = table("");
    let record = r#"{"rows": [{"name": "one\ntwo\nthree"}, {"name": "x"}]}"#;
    let (compiled, pages) = pages(&template(&master("[]", 100), &blocks, DATA), record);
    let seen = texts(&pages[0], compiled.definitions());
    let of = |text: &str| seen.iter().find(|seen| seen.text == text).map(|seen| seen.y).unwrap_or_default();
    assert!((of("x") - of("one") - 30.0).abs() < 0.001, "{seen:?}");
    // The number stands in the middle of its row.
    assert!((of("1") - of("two")).abs() < 0.001, "{seen:?}");
}

#[test]
fn a_row_higher_than_a_page_is_cut_off_and_the_rest_goes_on() {
    let blocks = table(&format!(r#", "header": {}"#, row("h", "", &["No", "Name"])));
    let compiled = compile(&template(&master("[]", 40), &blocks, DATA));
    let record = r#"{"rows": [{"name": "a"}, {"name": "1\n2\n3\n4\n5\n6"}, {"name": "b"}]}"#;
    let laid_out = lay_out(&compiled, record);
    let words: Vec<String> = words_of(&compiled, &laid_out.pages).iter().map(|words| words.join(" ")).collect();
    assert_eq!(words.len(), 3, "{words:?}");
    assert!(words[2].contains("b"), "{words:?}");
    assert_eq!(laid_out.diagnostics.len(), 1, "{:?}", messages(&laid_out));
    assert!(messages(&laid_out)[0].contains("block-too-tall"));
}

#[test]
fn right_aligned_decimals_end_at_one_line() {
    let cell = r#"{"id": "w", "cells": [{"id": "c", "paragraphs": [{"id": "p", "format": {"align": "end"}, "runs": [
        {"id": "r", "text": "{{number(row.amount, 2)}}"}]}]}]}"#;
    let blocks = format!(
        r#"[{{"id": "b1", "kind": "table", "rows": "rows", "padding": 3pt, "columns": [{{"id": "k1", "width": "share"}}],
        "body": {cell}}}]"#
    );
    let rows = r#"{"rows": [{"amount": 1}, {"amount": 1234.5}, {"amount": -99999}]}"#;
    let (compiled, pages) = pages(&template(&master("[]", 100), &blocks, DATA), rows);
    let mut ends = Vec::new();
    visit(&pages[0], compiled.definitions(), |visit| {
        if let Item::Text(run) = &visit.placed.item {
            ends.push(run.origin.x + run.advance);
        }
    });
    assert_eq!(ends, [emu(247); 3]);
}

#[test]
fn rows_have_the_number_of_their_instance_in_their_origins() {
    let (compiled, pages) = pages(&template(&master("[]", 300), &table(""), DATA), &record(3));
    let mut instances = Vec::new();
    visit(&pages[0], compiled.definitions(), |visit| {
        if let Origin::Object { object, instance, text, .. } = visit.placed.origin {
            instances.push((object.to_string(), instance, text));
        }
    });
    assert_eq!(instances[2], ("wc0".to_owned(), 1, Some((0, 1))));
    assert_eq!(instances[5], ("wc1".to_owned(), 2, Some((0, 2))));
}
