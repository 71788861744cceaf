//! Reading and writing templates.

use model::Template;

const SMALL: &str = r##"{
  "format": 1,
  "id": "t_small",
  "name": "Small",
  "swatches": [
    {
      "id": "s_blue",
      "name": "Blue",
      "colour": "#12305f"
    }
  ],
  "masters": [
    {
      "id": "m_first",
      "name": "First",
      "size": {
        "width": 7560000,
        "height": 10692000
      },
      "objects": [
        {
          "id": "o_band",
          "rect": {
            "x": 0,
            "y": 0,
            "width": 7560000,
            "height": 72000
          },
          "visible_when": "count(rows) > 0",
          "kind": "rectangle",
          "fill": "swatch(s_blue)",
          "glow": [
            1,
            true
          ]
        }
      ]
    }
  ],
  "sections": [
    {
      "id": "sec",
      "masters": {
        "first": "m_first"
      },
      "blocks": [
        {
          "id": "b_1",
          "kind": "page_break"
        }
      ]
    }
  ],
  "later": {
    "a": 1.50
  }
}
"##;

#[test]
fn open_and_save_changes_nothing_unknown_keys_included() {
    let (template, remarks) = Template::from_json("small.json", SMALL).unwrap();
    assert_eq!(template.to_json(), SMALL);
    let keys: Vec<_> = remarks.iter().map(|remark| remark.argument("field").unwrap().to_string()).collect();
    assert_eq!(keys, ["glow", "later"]);
}

#[test]
fn every_fault_is_reported_with_its_line() {
    let broken = SMALL.replace("\"id\": \"o_band\",\n", "").replace("\"#12305f\"", "\"blue\"").replace(
        "\"width\": 7560000,\n            \"height\": 72000",
        "\"width\": \"wide\",\n            \"height\": -1",
    );
    let error = Template::from_json("small.json", &broken).unwrap_err();
    let text = error.to_string();
    assert!(text.contains("small.json:9:17, template .swatches[0].colour: colour must be a colour"), "{text}");
    assert!(text.contains("width must be a whole number"), "{text}");
    assert!(text.contains("id is missing"), "{text}");
}

#[test]
fn the_samples_are_canonical_and_without_fault() {
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data");
    let mut seen = 0;
    for entry in std::fs::read_dir(samples).unwrap() {
        let Ok(text) = std::fs::read_to_string(entry.unwrap().path().join("template.json")) else { continue };
        let (template, remarks) = Template::from_json("template.json", &text).unwrap();
        assert!(remarks.is_empty() && template.check().is_empty(), "{remarks:?} {:?}", template.check());
        assert!(template.to_json() == text, "{} is not canonical", template.name);
        seen += 1;
    }
    assert!(seen > 0);
}
