//! The JSON Schema of the format.

use std::path::Path;

use model::Template;

/// `FORMWRIGHT_BLESS=1` writes it anew.
#[test]
fn the_committed_schema_is_what_the_records_describe() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/template.schema.json");
    let schema = Template::json_schema();
    if std::env::var_os("FORMWRIGHT_BLESS").is_some() {
        std::fs::write(&path, &schema).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == schema, "docs/template.schema.json is out of date: FORMWRIGHT_BLESS=1 cargo test -p model");
}

#[test]
fn every_reference_of_the_schema_leads_somewhere_and_everything_is_described() {
    let schema: serde_json::Value = serde_json::from_str(&Template::json_schema()).unwrap();
    let definitions = schema["$defs"].as_object().unwrap();
    let text = schema.to_string();
    for reference in text.split("\"#/$defs/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(definitions.contains_key(name), "{name}");
    }
    for (name, definition) in definitions {
        assert!(definition["description"].as_str().is_some_and(|text| !text.is_empty()), "{name} is not described");
    }
    let rect = &schema["$defs"]["Object"]["properties"]["rect"]["description"];
    assert!(rect.as_str().unwrap().starts_with("Its place, in the coordinates of the page"), "{rect}");
}
