//! What is wrong with a template is found before any record is laid out.

mod support;

use std::collections::BTreeMap;
use std::sync::Arc;

use layout::{Options, compile_leniently};
use support::{files, lay_out, master, template, words};

fn text(words: &str, more: &str) -> String {
    format!(
        r#"[{{"id": "o1", "rect": {{"x": 0, "y": 0, "width": 100pt, "height": 20pt}}, "kind": "text"{more},
        "paragraphs": [{{"id": "p1", "runs": [{{"id": "r1", "text": "{words}"}}]}}]}}]"#
    )
}

fn findings(objects: &str, more: &str) -> Vec<String> {
    let template = template(&master(objects, 40), "[]", more);
    match layout::compile(&template, files(), Options::default()) {
        Ok(compiled) => compiled.diagnostics().iter().map(ToString::to_string).collect(),
        Err(diagnostics) => diagnostics.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn an_unknown_field_is_found_with_its_place() {
    let found =
        findings(&text("Dear {{nme}}", ""), r#", "data": {"fields": [{"id": "d", "name": "name", "kind": "text"}]}"#);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("error[expression-unknown-field] object r1, text, character 8"), "{found:?}");
    assert!(found[0].contains("did you mean name?"), "{found:?}");
}

#[test]
fn a_condition_must_be_true_or_false() {
    let more = r#", "data": {"fields": [{"id": "d", "name": "name", "kind": "text"}]}"#;
    let found = findings(&text("x", r#", "visible_when": "name""#), more);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("text stands where boolean is needed"), "{found:?}");
}

#[test]
fn what_does_not_exist_is_named() {
    let image =
        r#"[{"id": "o1", "rect": {"x": 0, "y": 0, "width": 9pt, "height": 9pt}, "kind": "image", "asset": "no.png"}]"#;
    assert!(findings(image, "")[0].contains("the template has no asset no.png"));
    let styled = text("x", "").replace(r#""id": "p1","#, r#""id": "p1", "style": "st_no","#);
    assert!(findings(&styled, "")[0].contains("there is no style named st_no"));
    let filled = text("x", r#", "fill": "swatch(s_no)""#);
    assert!(findings(&filled, "")[0].contains("there is no swatch named s_no"));
    let outside = text("x", "").replace(r#""x": 0"#, r#""x": 900pt"#);
    assert!(findings(&outside, "")[0].contains("outside-page"));
}

#[test]
fn styles_and_swatches_that_go_round_in_circles_are_reported() {
    let more = r#", "styles": [{"id": "a", "name": "A", "based_on": "b"}, {"id": "b", "name": "B", "based_on": "a"}],
        "swatches": [{"id": "c", "name": "C", "colour": "swatch(e)"}, {"id": "e", "name": "E", "colour": "swatch(c)"}]"#;
    let found = findings("[]", more);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found.iter().all(|finding| finding.contains("template-loop")), "{found:?}");
}

#[test]
fn a_missing_font_file_is_an_error_and_the_rest_can_still_be_shown() {
    let empty: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
    let objects = r#"[{"id": "o1", "rect": {"x": 0, "y": 0, "width": 9pt, "height": 9pt}, "kind": "rectangle",
        "fill": "gray(0)"}, {"id": "o2", "rect": {"x": 0, "y": 0, "width": 9pt, "height": 9pt}, "kind": "text",
        "paragraphs": [{"id": "p", "runs": [{"id": "r", "text": "x"}]}]}]"#;
    let template = template(&master(objects, 40), "[]", "");
    assert!(layout::compile(&template, &empty, Options::default()).is_err());
    let compiled = compile_leniently(&template, &empty, Options::default()).unwrap();
    assert!(compiled.diagnostics().has_errors());
    assert_eq!(compiled.definitions().includes[0].content.items.len(), 1);
}

#[test]
fn with_an_error_in_it_a_text_shows_as_it_is_written() {
    let template = template(
        &master(&text("Dear {{nme}}", ""), 40),
        "[]",
        r#", "data": {"fields": [
        {"id": "d", "name": "name", "kind": "text"}]}"#,
    );
    let compiled = compile_leniently(&template, files(), Options::default()).unwrap();
    let laid_out = lay_out(&compiled, "{}");
    assert_eq!(words(&laid_out.pages[0], compiled.definitions()), ["Dear {{nme}}"]);
}

#[test]
fn spot_swatches_become_spots_of_the_job() {
    let more = r##", "swatches": [{"id": "c", "name": "Gold", "colour": "#c0a040", "spot": "PANTONE 871"}]"##;
    let template = template(&master(&text("x", r#", "fill": "swatch(c)""#), 40), "[]", more);
    let compiled = support::compile(&template);
    assert_eq!(compiled.definitions().spots.len(), 1);
    assert_eq!(compiled.definitions().spots[0].name, "PANTONE 871");
}

#[test]
fn computed_variables_are_known_by_name() {
    let more = r#", "data": {"fields": [{"id": "d", "name": "a", "kind": "number"}], "variables": [
        {"id": "v1", "name": "double", "value": "a * 2"}, {"id": "v2", "name": "more", "value": "double + 1"}]}"#;
    let template = template(&master(&text("{{more}}", ""), 40), "[]", more);
    let compiled = support::compile(&template);
    let laid_out = lay_out(&compiled, r#"{"a": 4}"#);
    assert_eq!(words(&laid_out.pages[0], compiled.definitions()), ["9"]);
}

#[test]
fn a_face_is_kept_until_its_file_changes() {
    let kept = layout::KeptFaces::default();
    let name = "IBMPlexSans-Regular.ttf";
    let first = kept.face(name, 0, Arc::clone(&files()[name])).unwrap();
    let again = kept.face(name, 0, Arc::clone(&files()[name])).unwrap();
    assert!(Arc::ptr_eq(first.bytes(), again.bytes()));
    let other = kept.face(name, 0, Arc::clone(&files()["IBMPlexSans-SemiBold.ttf"])).unwrap();
    assert_ne!(other, first);
    assert!(kept.face(name, 7, Arc::clone(&files()[name])).is_err());
}

#[test]
fn what_is_compiled_is_shared_by_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<layout::Compiled>();
}
