//! Pages know their number and how many there are.

mod support;

use layout::{Options, Worker};
use support::{compile, files, lay_out, master, messages, pages, template, value, words_of};

const COUNTER: &str = r#"[{"id": "o1", "rect": {"x": 50pt, "y": 10pt, "width": 200pt, "height": 20pt}, "kind": "text",
    "paragraphs": [{"id": "op", "runs": [{"id": "or", "text": "Page {{page}} of {{pages}}"}]}]}]"#;

/// So many lines of ten points, and a last paragraph.
fn lines(count: usize, last: &str) -> String {
    let lines = vec!["x"; count].join("\\n");
    format!(
        r#"[{{"id": "b1", "kind": "paragraphs", "paragraphs": [
        {{"id": "p1", "format": {{"line_height": 1000, "orphans": 1, "widows": 1}}, "runs": [
        {{"id": "r1", "text": "{lines}"}}]}},
        {{"id": "p2", "format": {{"line_height": 1000, "orphans": 1, "widows": 1}}, "runs": [
        {{"id": "r2", "text": "{last}"}}]}}]}}]"#
    )
}

#[test]
fn masters_show_page_n_of_m() {
    let (compiled, pages) = pages(&template(&master(COUNTER, 40), &lines(7, "end"), ""), "{}");
    let first: Vec<String> = words_of(&compiled, &pages).into_iter().map(|words| words[0].clone()).collect();
    assert_eq!(first, ["Page 1 of 2", "Page 2 of 2"]);
}

#[test]
fn a_flow_shows_its_own_page_and_the_number_of_pages() {
    let template = template(&master("[]", 40), &lines(7, "{{page}} of {{pages}}"), "");
    let (compiled, pages) = pages(&template, "{}");
    assert_eq!(words_of(&compiled, &pages)[1].last().map(String::as_str), Some("2 of 2"));
}

#[test]
fn text_that_moves_to_the_next_page_shows_that_page() {
    let template = template(&master("[]", 40), &lines(4, "on {{page}}"), "");
    let (compiled, pages) = pages(&template, "{}");
    assert_eq!(words_of(&compiled, &pages)[1], ["on 2"]);
}

#[test]
fn a_number_of_pages_that_never_settles_is_reported() {
    // On one page it wants to be on two, on two on one.
    let blocks = r#"[{"id": "b0", "kind": "spacer", "height": 30pt},
        {"id": "b1", "kind": "objects", "height": 20pt, "visible_when": "pages = 1"}]"#;
    let compiled = compile(&template(&master("[]", 40), blocks, ""));
    let laid_out = lay_out(&compiled, "{}");
    assert_eq!(messages(&laid_out).len(), 1, "{:?}", messages(&laid_out));
    assert!(messages(&laid_out)[0].contains("layout-unsettled"));
}

#[test]
fn a_record_of_too_many_pages_ends_at_the_limit_with_an_error() {
    let template = template(&master("[]", 40), &lines(100, "end"), "");
    let options = Options { page_limit: 5, ..Options::default() };
    let compiled = layout::compile(&template, files(), options).unwrap();
    let laid_out = Worker::new(&compiled).lay_out(&value("{}"), 3);
    assert_eq!(laid_out.pages.len(), 5);
    assert!(laid_out.diagnostics.has_errors());
    assert!(messages(&laid_out)[0].contains("page-limit"), "{:?}", messages(&laid_out));
}

#[test]
fn title_group_and_index_come_from_the_record() {
    let more = r#", "title": "Statement {{number}}", "data": {"fields": [{"id": "d1", "name": "number", "kind": "text"}]},
        "outputs": {"afp": {"group": "G{{number}}", "index": [{"id": "i1", "name": "Account", "value": "{{number}}"}]}}"#;
    let compiled = compile(&template(&master("[]", 40), "[]", more));
    let laid_out = lay_out(&compiled, r#"{"number": "王42"}"#);
    assert_eq!(laid_out.title, "Statement 王42");
    assert_eq!(laid_out.group.name, "G王42");
    assert_eq!(laid_out.group.index.len(), 1);
    assert_eq!((laid_out.group.index[0].name.as_str(), laid_out.group.index[0].value.as_str()), ("Account", "王42"));
}

#[test]
fn a_record_has_a_label_where_the_template_says() {
    let more = r#", "data": {"fields": [{"id": "d1", "name": "name", "kind": "text"}], "label": "upper(name)"}"#;
    let compiled = compile(&template(&master("[]", 40), "[]", more));
    assert_eq!(Worker::new(&compiled).label(&value(r#"{"name": "Ada"}"#), 1).as_deref(), Some("ADA"));
}

#[test]
fn the_same_record_gives_the_same_pages_whatever_came_before() {
    let data = r#", "data": {"fields": [{"id": "d1", "name": "name", "kind": "text"}]}"#;
    let compiled = compile(&template(&master(COUNTER, 40), &lines(7, "{{name}}"), data));
    let record = value(r#"{"name": "Ada 王"}"#);
    let fresh = Worker::new(&compiled).lay_out(&record, 1);
    let mut worker = Worker::new(&compiled);
    for number in 0..20 {
        worker.lay_out(&value(&format!(r#"{{"name": "{}"}}"#, "other words ".repeat(number))), 1);
    }
    assert_eq!(worker.lay_out(&record, 1), fresh);
}
