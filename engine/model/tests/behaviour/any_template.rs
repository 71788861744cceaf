//! Any template that the schema allows can be read, and comes back the same. The templates are made from the schema, so
//! that schema and reader are held to each other, whatever is added.

use model::Template;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Makes values that a schema allows, from a seed.
struct Maker<'a> {
    definitions: &'a Map<String, Value>,
    state: u64,
    ids: u64,
    /// Writes members that no version knows.
    unknown: bool,
}

impl Maker<'_> {
    fn below(&mut self, bound: u64) -> u64 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) % bound.max(1)
    }

    fn value(&mut self, schema: &Value, depth: u32) -> Value {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.rsplit('/').next().unwrap();
            return match name {
                "ObjectId" => {
                    self.ids += 1;
                    json!(format!("i-{}", self.ids))
                }
                "ColourRef" => self.colour(),
                _ => self.value(&self.definitions[name], depth),
            };
        }
        if let Some(choices) = schema["anyOf"].as_array() {
            let choice = if depth > 12 { choices.len() as u64 - 1 } else { self.below(choices.len() as u64) };
            return self.value(&choices[choice as usize], depth);
        }
        if let Some(parts) = schema["allOf"].as_array() {
            return self.all_of(parts, depth);
        }
        if let Some(words) = schema["enum"].as_array() {
            return words[self.below(words.len() as u64) as usize].clone();
        }
        match schema["type"].as_str() {
            Some("object") => self.object(schema, depth),
            Some("array") => {
                let count = if depth > 12 { 0 } else { self.below(3) };
                (0..count).map(|_| self.value(&schema["items"], depth + 1)).collect()
            }
            Some("string") => self.text(),
            Some("boolean") => json!(self.below(2) == 1),
            Some("integer") => self.integer(schema),
            Some("null") => Value::Null,
            other => panic!("{other:?} in {schema}"),
        }
    }

    fn integer(&mut self, schema: &Value) -> Value {
        let (least, most) = (schema["minimum"].as_i64().unwrap(), schema["maximum"].as_i64().unwrap());
        json!(match self.below(4) {
            0 => least,
            1 => most,
            _ => least + (self.below(u64::MAX) as i64).rem_euclid(most - least + 1),
        })
    }

    fn text(&mut self) -> Value {
        const SIGNS: [&str; 12] = ["a", "é", "正體", "\"", "\\", "\n", "\t", "\u{1}", "😀", "{{ x }}", "", " "];
        json!((0..self.below(5)).map(|_| SIGNS[self.below(12) as usize]).collect::<String>())
    }

    fn colour(&mut self) -> Value {
        json!(match self.below(5) {
            0 => format!("#{:06x}", self.below(0x100_0000)),
            1 => format!("cmyk({},{},0,255)", self.below(256), self.below(256)),
            2 => format!("gray({})", self.below(256)),
            3 => format!("oca({})", self.below(65_536)),
            _ => "swatch(s-1)".to_owned(),
        })
    }

    /// A definition, with narrower bounds for some of its members.
    fn all_of(&mut self, parts: &[Value], depth: u32) -> Value {
        let mut made = self.value(&parts[0], depth);
        for part in &parts[1..] {
            for (name, narrower) in part["properties"].as_object().unwrap() {
                made[name] = self.value(narrower, depth + 1);
            }
        }
        // Rectangles and sizes are plain values: they hold nothing else.
        made.as_object_mut().unwrap().retain(|name, _| !name.starts_with("later"));
        made
    }

    fn object(&mut self, schema: &Value, depth: u32) -> Value {
        let mut members = Map::new();
        self.members(schema, depth, &mut members);
        if let Some(variants) = schema["oneOf"].as_array() {
            let variant = if depth > 12 { 0 } else { self.below(variants.len() as u64) };
            self.members(&variants[variant as usize], depth, &mut members);
        }
        if self.unknown {
            let value = [json!(null), json!([1, {"b": "é"}]), json!({"c": 1.5}), json!(-0.25)];
            members.insert(format!("later{}", self.below(100)), value[self.below(4) as usize].clone());
        }
        Value::Object(members)
    }

    fn members(&mut self, schema: &Value, depth: u32, members: &mut Map<String, Value>) {
        let required: Vec<_> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for (name, property) in schema["properties"].as_object().unwrap() {
            let value = match &property["const"] {
                Value::Null if required.contains(&name.as_str()) || self.below(3) > 0 => {
                    self.value(property, depth + 1)
                }
                Value::Null => continue,
                word => word.clone(),
            };
            members.insert(name.clone(), value);
        }
    }
}

fn make(seed: u64, unknown: bool) -> Value {
    let schema: Value = serde_json::from_str(&Template::json_schema()).unwrap();
    let definitions = schema["$defs"].as_object().unwrap();
    let mut maker = Maker { definitions, state: seed, ids: 0, unknown };
    let mut template = maker.value(&definitions["Template"], 0);
    template["format"] = json!(model::FORMAT);
    template
}

/// Every path to an unknown member, with its value.
fn unknown_members(value: &Value, path: &str, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(members) => {
            for (name, inner) in members {
                let path = format!("{path}.{name}");
                if name.starts_with("later") {
                    found.push((path, inner.clone()));
                } else {
                    unknown_members(inner, &path, found);
                }
            }
        }
        Value::Array(elements) => {
            for (number, inner) in elements.iter().enumerate() {
                unknown_members(inner, &format!("{path}[{number}]"), found);
            }
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_template_comes_back_the_same(seed in any::<u64>()) {
        let made = make(seed, false);
        let (template, remarks) = Template::from_json("any", &made.to_string()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(remarks.is_empty(), "{:?}", remarks);
        let text = template.to_json();
        let (again, _) = Template::from_json("again", &text).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&again, &template);
        prop_assert_eq!(again.to_json(), text);
        // Checking ends, whatever is wrong with it.
        template.check();
    }

    #[test]
    fn unknown_members_survive_at_every_level(seed in any::<u64>()) {
        let made = make(seed, true);
        let (template, _) = Template::from_json("any", &made.to_string()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let saved: Value = serde_json::from_str(&template.to_json()).unwrap();
        let (mut before, mut after) = (Vec::new(), Vec::new());
        unknown_members(&made, "", &mut before);
        unknown_members(&saved, "", &mut after);
        // An object that is all defaults but for what is unknown is written for its sake.
        before.sort_by(|a, b| a.0.cmp(&b.0));
        after.sort_by(|a, b| a.0.cmp(&b.0));
        prop_assert_eq!(before, after);
    }
}
