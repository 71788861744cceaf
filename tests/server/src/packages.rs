//! Small templates, packages of them, and records that fit.

use std::path::Path;

use package::{Package, SigningKey};

/// The id of the template.
const ID: &str = "t_letter";

/// A template with a heading, a rectangle, and a table of which five rows go on a page.
pub fn template(heading: &str) -> String {
    let heading = serde_json::Value::from(heading);
    format!(
        r##"{{"format": 1, "id": "{ID}", "name": "Letter",
        "fonts": [{{"id": "f_sans", "family": "IBM Plex Sans",
            "faces": [{{"id": "ff_r", "asset": "IBMPlexSans-Regular.ttf"}}]}}],
        "data": {{"fields": [
            {{"id": "d_1", "name": "name", "kind": "text", "required": true}},
            {{"id": "d_2", "name": "rows", "kind": "record", "required": true, "repeated": true, "fields": [
                {{"id": "d_3", "name": "word", "kind": "text", "required": true}}]}}]}},
        "masters": [{{"id": "m_1", "name": "Page", "size": {{"width": 3810000, "height": 5080000}},
            "objects": [
                {{"id": "o_1", "rect": {{"x": 254000, "y": 254000, "width": 3302000, "height": 12700}},
                    "kind": "rectangle", "fill": "#12305e"}},
                {{"id": "o_2", "rect": {{"x": 254000, "y": 381000, "width": 3302000, "height": 508000}}, "kind": "text",
                    "paragraphs": [{{"id": "p_1", "runs": [{{"id": "r_1", "text": {heading}}}]}}]}}],
            "frames": [{{"id": "fr_1", "rect": {{"x": 254000, "y": 1270000, "width": 3302000, "height": 1270000}}}}]}}],
        "sections": [{{"id": "s_1", "name": "Letter", "masters": {{"first": "m_1"}}, "blocks": [
            {{"id": "b_1", "kind": "table", "rows": "rows", "columns": [{{"id": "col_1", "width": "share"}}],
                "body": {{"id": "row_1", "height": 254000, "cells": [{{"id": "c_1",
                    "paragraphs": [{{"id": "p_2", "runs": [{{"id": "r_2", "text": "{{{{ row.word }}}}"}}]}}]}}]}}}}]}}]}}"##
    )
}

/// A record with so many rows.
pub fn record(rows: usize) -> serde_json::Value {
    let rows: Vec<_> = (0..rows).map(|row| serde_json::json!({"word": format!("row {row}")})).collect();
    serde_json::json!({"name": "Ada Lovelace", "rows": rows})
}

/// Somebody who signs packages.
pub struct Publisher {
    key: SigningKey,
}

impl Publisher {
    /// The id of the template that [`Publisher::package`] gives.
    pub const TEMPLATE: &str = ID;

    /// A publisher whose key is made of one number.
    pub fn new(number: u8) -> Self {
        Self { key: SigningKey::from_bytes(&[number; 32]) }
    }

    /// The public key in hexadecimal.
    pub fn key(&self) -> String {
        self.key.verifying_key().as_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// A signed package of [`template`].
    pub fn package(&self, heading: &str) -> Vec<u8> {
        self.sign(&template(heading))
    }

    /// A signed package of any text as the template.
    ///
    /// # Panics
    /// When it cannot be packed.
    #[expect(clippy::expect_used, reason = "a test without its package has failed")]
    pub fn sign(&self, template: &str) -> Vec<u8> {
        package::sign(&Package::new(template.as_bytes()), &self.key, "Ada Lovelace").expect("the package is signed")
    }

    /// A signed package of a sample of the repository.
    ///
    /// # Panics
    /// When it cannot be read or packed.
    #[expect(clippy::expect_used, reason = "a test without its package has failed")]
    pub fn sample(&self, name: &str) -> Vec<u8> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data").join(name);
        let package = package::read_folder(&folder).expect("the repository has its samples");
        package::sign(&package, &self.key, "Ada Lovelace").expect("the package is signed")
    }
}
