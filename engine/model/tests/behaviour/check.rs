//! Validation.

use model::Template;

fn template(styles: &str, swatches: &str, blocks: &str, objects: &str) -> Template {
    let text = format!(
        r#"{{"format": 1, "id": "t", "name": "T", "fonts": [{{"id": "f_a", "family": "A", "fallback": ["f_gone"]}}],
        "swatches": [{swatches}], "styles": [{styles}],
        "masters": [{{"id": "m", "name": "M", "size": {{"width": 10, "height": 10}}, "objects": [{objects}]}}],
        "sections": [{{"id": "n", "masters": {{"first": "m", "next": "m_gone"}}, "blocks": [{blocks}]}}]}}"#
    );
    Template::from_json("t.json", &text).unwrap().0
}

fn findings(template: &Template) -> Vec<String> {
    template
        .check()
        .iter()
        .map(ToString::to_string)
        .map(|text| text.split("; hint").next().unwrap().to_owned())
        .collect()
}

#[test]
fn references_to_nothing_are_found_where_they_are() {
    let found = findings(&template(
        r#"{"id": "y", "name": "Y", "based_on": "y_gone", "character": {"font": "f_b", "colour": "swatch(s_gone)"}}"#,
        "",
        r#"{"id": "b", "kind": "paragraphs", "paragraphs": [{"id": "p", "style": "y_x", "runs": [{"id": "r", "text": "", "style": "y_z"}]}]}"#,
        r#"{"id": "o", "rect": {"x": 0, "y": 0, "width": 1, "height": 1}, "kind": "rectangle", "stroke": {"width": 1, "colour": "swatch(y)"}}"#,
    ));
    assert_eq!(
        found,
        [
            "error[template-unknown-reference] object f_a, fallback: there is no font named f_gone",
            "error[template-unknown-reference] object y, based_on: there is no style named y_gone",
            "error[template-unknown-reference] object y, font: there is no font named f_b",
            "error[template-unknown-reference] object y, colour: there is no swatch named s_gone",
            "error[template-unknown-reference] object o, stroke: there is no swatch named y",
            "error[template-unknown-reference] object n, next: there is no master named m_gone",
            "error[template-unknown-reference] object p, style: there is no style named y_x",
            "error[template-unknown-reference] object r, style: there is no style named y_z",
        ]
    );
}

#[test]
fn circles_are_found() {
    let found = findings(&template(
        r#"{"id": "y1", "name": "One", "based_on": "y2"}, {"id": "y2", "name": "Two", "based_on": "y1"},
           {"id": "y3", "name": "Three", "based_on": "y1"}"#,
        r#"{"id": "s1", "name": "S", "colour": "swatch(s1)"}"#,
        "",
        "",
    ));
    let has = |text: &str| assert!(found.iter().any(|finding| finding.contains(text)), "{text} in {found:#?}");
    has("object y1, based_on: style One is based on itself");
    has("object y2, based_on: style Two is based on itself");
    has("object s1, colour: swatch S is based on itself");
    assert!(!found.iter().any(|finding| finding.contains("Three")), "{found:#?}");
}

#[test]
fn values_out_of_range_and_cells_beyond_the_columns_are_found() {
    let found = findings(&template(
        r#"{"id": "y", "name": "Y", "paragraph": {"line_height": 7}, "character": {"weight": 1000}}"#,
        "",
        r#"{"id": "b", "kind": "table", "rows": "rows", "gap": -1, "columns": [{"id": "k", "width": "share", "parts": 0}],
            "body": {"id": "z", "cells": [{"id": "c1"}, {"id": "c2", "span": 2}]}}"#,
        r##"{"id": "o", "rect": {"x": 0, "y": 0, "width": 1, "height": 1}, "kind": "line",
            "stroke": {"width": -3, "colour": "#000000", "dash": [0, 0]}}"##,
    ));
    let has = |text: &str| assert!(found.iter().any(|finding| finding.contains(text)), "{text} in {found:#?}");
    has("object y, weight: weight is 1000, allowed is 100 to 900");
    has("object y, line_height: line_height is 7, allowed is 100 to 10000");
    has("object b, gap: gap is -1, allowed is 0 or more");
    has("object k, parts: parts is 0, allowed is 1 to 65535");
    has("object c2, span: span is 2, allowed is as much as the 1 columns leave");
    has("object o, stroke: stroke is -3, allowed is 0 or more");
    has("object o, stroke: stroke is a broken line of no length");
}

#[test]
fn a_document_with_an_id_used_twice_is_not_read_and_one_made_in_memory_is_found() {
    let mut made = template(r#"{"id": "y", "name": "Y"}"#, "", "", "");
    made.styles.push(made.styles[0].clone());
    let text = "error[template-duplicate-id] object y, id: the id y is used more than once";
    assert!(findings(&made).iter().any(|finding| finding == text), "{:?}", findings(&made));
    let error = Template::from_json("twice.json", &made.to_json()).unwrap_err().to_string();
    assert!(error.contains(text), "{error}");
}
