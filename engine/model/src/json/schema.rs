//! A JSON Schema (draft 2020-12) of what the records describe.

use std::collections::BTreeMap;

use super::read::{Fields, Part};
use super::value::{Json, JsonValue};
use super::{parse, to_line};

/// The definitions gathered so far, by name.
#[derive(Debug, Default)]
pub struct SchemaBook {
    definitions: BTreeMap<&'static str, Option<Json>>,
}

/// The members of one object, being described.
#[derive(Debug)]
pub struct ObjectSchema<'a> {
    book: &'a mut SchemaBook,
    properties: Vec<(String, Json)>,
    required: Vec<Json>,
    variants: Vec<Json>,
}

impl SchemaBook {
    /// A reference to a definition, made now where there is none of that name yet.
    pub fn define(&mut self, name: &'static str, make: impl FnOnce(&mut Self) -> Json) -> Json {
        if !self.definitions.contains_key(name) {
            // The name is known while the definition is made, so that it may contain itself.
            self.definitions.insert(name, None);
            let definition = make(self);
            self.definitions.insert(name, Some(definition));
        }
        Json::object([("$ref", Json::text(format!("#/$defs/{name}")))])
    }

    /// A definition of an object with the fields of a type.
    pub fn object<T: Fields>(&mut self, name: &'static str, metas: &str) -> Json {
        self.define(name, |book| {
            let mut schema = Self::fields::<T>(book);
            describe(&mut schema, metas);
            schema
        })
    }

    /// A definition of an object that holds the fields of a type and nothing else.
    pub fn closed_object<T: Fields>(&mut self, name: &'static str, metas: &str) -> Json {
        self.define(name, |book| {
            let mut schema = Self::fields::<T>(book);
            if let JsonValue::Object(members) = &mut schema.value {
                members.push(("additionalProperties".to_owned(), Json::new(JsonValue::Boolean(false))));
            }
            describe(&mut schema, metas);
            schema
        })
    }

    /// A definition of a text that is one of some words.
    pub fn words(&mut self, name: &'static str, metas: &str, words: &[&str]) -> Json {
        self.define(name, |_| {
            let words = Json::array(words.iter().map(|&word| Json::text(word)));
            let mut schema = Json::object([("type", Json::text("string")), ("enum", words)]);
            describe(&mut schema, metas);
            schema
        })
    }

    fn fields<T: Fields>(book: &mut Self) -> Json {
        let mut object = ObjectSchema { book, properties: Vec::new(), required: Vec::new(), variants: Vec::new() };
        T::schema_fields(&mut object);
        object.finish()
    }

    /// The schema of a document whose root is a type.
    pub fn document<T: Part>(title: &str) -> String {
        let mut book = Self::default();
        let root = T::schema(&mut book);
        let mut members = vec![
            ("$schema".to_owned(), Json::text("https://json-schema.org/draft/2020-12/schema")),
            ("title".to_owned(), Json::text(title)),
        ];
        if let JsonValue::Object(reference) = root.value {
            members.extend(reference);
        }
        let definitions = book.definitions.into_iter();
        let definitions = definitions.filter_map(|(name, schema)| Some((name.to_owned(), schema?))).collect();
        members.push(("$defs".to_owned(), Json::new(JsonValue::Object(definitions))));
        let mut writer = super::Writer::new();
        writer.json(&Json::new(JsonValue::Object(members)));
        writer.finish()
    }
}

impl ObjectSchema<'_> {
    /// A member that must be there. `metas` are the attributes of the field, its documentation among them.
    pub fn required<T: Part>(&mut self, name: &str, metas: &str) {
        let mut schema = T::schema(self.book);
        describe(&mut schema, metas);
        self.properties.push((name.to_owned(), schema));
        self.required.push(Json::text(name));
    }

    /// A member that may be left out.
    pub fn optional<T: Part>(&mut self, name: &str, metas: &str, default: &T) {
        let mut schema = T::schema(self.book);
        describe(&mut schema, metas);
        if let (JsonValue::Object(members), Ok(default)) = (&mut schema.value, parse(&to_line(default))) {
            members.push(("default".to_owned(), default));
        }
        self.properties.push((name.to_owned(), schema));
    }

    /// Members beside the others.
    pub fn inline<T: Fields>(&mut self) {
        T::schema_fields(self);
    }

    /// One of the objects that a member tells apart.
    pub fn variant<T: Fields>(&mut self, tag: &str, word: &str, metas: &str) {
        let mut schema = SchemaBook::fields::<T>(self.book);
        if let JsonValue::Object(members) = &mut schema.value {
            let tag_schema = Json::object([("const", Json::text(word))]);
            for (name, value) in members.iter_mut() {
                match (name.as_str(), &mut value.value) {
                    ("properties", JsonValue::Object(properties)) => {
                        properties.insert(0, (tag.to_owned(), tag_schema.clone()));
                    }
                    ("required", JsonValue::Array(required)) => required.insert(0, Json::text(tag)),
                    _ => {}
                }
            }
        }
        describe(&mut schema, metas);
        self.variants.push(schema);
    }

    fn finish(self) -> Json {
        let mut members = vec![
            ("type", Json::text("object")),
            ("properties", Json::new(JsonValue::Object(self.properties))),
            ("required", Json::new(JsonValue::Array(self.required))),
        ];
        if !self.variants.is_empty() {
            members.push(("oneOf", Json::new(JsonValue::Array(self.variants))));
        }
        Json::object(members)
    }
}

/// Puts the documentation in, which stands among the attributes as `doc = "…"`.
fn describe(schema: &mut Json, metas: &str) {
    let text = documentation(metas);
    if let JsonValue::Object(members) = &mut schema.value
        && !text.is_empty()
    {
        members.insert(0, ("description".to_owned(), Json::text(text)));
    }
}

fn documentation(metas: &str) -> String {
    let mut words = Vec::new();
    for line in metas.split("doc =").skip(1).map(str::trim_start) {
        let quoted = line.trim_start_matches('r');
        let hashes = quoted.bytes().take_while(|&byte| byte == b'#').count();
        let Some(inner) = quoted.get(hashes + 1..) else { continue };
        let end = format!("\"{}]", "#".repeat(hashes));
        let Some((text, _)) = inner.split_once(end.as_str()) else { continue };
        let text =
            if line.starts_with('r') { text.to_owned() } else { text.replace("\\\"", "\"").replace("\\\\", "\\") };
        words.push(text.trim().replace(['[', ']'], ""));
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation_is_found_among_attributes() {
        assert_eq!(documentation("#[doc =\nr\" One\"] #[doc = r\" and two.\"]"), "One and two.");
        assert_eq!(documentation("#[doc = \" Say \\\"x\\\".\"] #[expect(dead_code)]"), "Say \"x\".");
        assert_eq!(documentation("#[expect(dead_code)]"), "");
    }
}
