//! Documents of other format versions. `tests/formats/NAME.V.json` are documents as version V wrote them; the one of the
//! present version is what all older ones of its name become. They are never changed, only added to.

use diagnostics::Code;
use model::{FORMAT, Template};

const OLD: &str = include_str!("../formats/letter.0.json");
const NEW: &str = include_str!("../formats/letter.1.json");

#[test]
fn a_document_of_format_0_becomes_the_same_of_format_1() {
    let (template, _) = Template::from_json("letter.0.json", OLD).unwrap();
    assert_eq!(template.to_json(), NEW);
    let (again, _) = Template::from_json("letter.1.json", NEW).unwrap();
    assert_eq!(again, template);
    assert_eq!(again.to_json(), NEW);
    assert!(again.check().is_empty(), "{:?}", again.check());
}

#[test]
fn a_fault_in_an_old_document_is_named_at_its_line() {
    let broken = OLD.replacen("[18, 48, 95]", "[18, 48, 950]", 1);
    assert_ne!(broken, OLD);
    let error = Template::from_json("letter.0.json", &broken).unwrap_err().to_string();
    // The colour begins on the line before.
    let line = OLD.lines().position(|line| line.contains("[18, 48, 95]")).unwrap();
    assert!(
        error.contains(&format!("letter.0.json:{line}:")) && error.contains("colour must be a colour: #rrggbb"),
        "{error}"
    );
}

#[test]
fn a_newer_document_is_refused_as_a_whole() {
    let newer = NEW.replacen(&format!("\"format\": {FORMAT}"), "\"format\": 7, \"shape\": 1", 1);
    let error = Template::from_json("newer.json", &newer).unwrap_err();
    let codes: Vec<_> = error.diagnostics.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::TemplateNewer]);
    assert!(error.to_string().contains("the template has format 7; this program reads up to 1"), "{error}");
}

#[test]
fn a_format_that_is_no_number_is_named() {
    for wrong in ["\"one\"", "-1", "1.5", "null", "99999999999999999999"] {
        let text = NEW.replacen(&format!("\"format\": {FORMAT}"), &format!("\"format\": {wrong}"), 1);
        let error = Template::from_json("t.json", &text).unwrap_err().to_string();
        assert!(error.contains("format must be a whole number"), "{wrong}: {error}");
    }
}
