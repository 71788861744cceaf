//! Canonical JSON.

use super::read::{Fields, Part};
use super::value::{Extra, Json, JsonValue};

/// Writes canonical JSON: two spaces a level, a member or element a line, a newline at the end.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    level: usize,
    /// The deepest level so far.
    deepest: usize,
    one_line: bool,
}

/// An object being written, member by member.
#[derive(Debug)]
pub struct ObjectWriter<'a> {
    writer: &'a mut Writer,
    empty: bool,
}

impl Writer {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn one_line() -> Self {
        Self { one_line: true, ..Self::default() }
    }

    pub(crate) fn finish(mut self) -> String {
        if !self.one_line {
            self.out.push('\n');
        }
        self.out
    }

    /// Writes text as it is: a number, a word of JSON.
    pub fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes a text in quotation marks.
    pub fn text(&mut self, text: &str) {
        self.out.push('"');
        for character in text.chars() {
            match character {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                control if u32::from(control) < 0x20 => self.out.push_str(&format!("\\u{:04x}", u32::from(control))),
                other => self.out.push(other),
            }
        }
        self.out.push('"');
    }

    pub(crate) const fn deepest(&self) -> usize {
        self.deepest
    }

    fn deeper(&mut self) {
        self.level += 1;
        self.deepest = self.deepest.max(self.level);
    }

    fn line(&mut self) {
        if self.one_line {
            return;
        }
        self.out.push('\n');
        for _ in 0..self.level {
            self.out.push_str("  ");
        }
    }

    /// Writes a list.
    pub fn array<T>(&mut self, elements: &[T], write: impl Fn(&T, &mut Self)) {
        self.out.push('[');
        self.deeper();
        for (number, element) in elements.iter().enumerate() {
            if number > 0 {
                self.out.push(',');
            }
            self.line();
            write(element, self);
        }
        self.level -= 1;
        if !elements.is_empty() {
            self.line();
        }
        self.out.push(']');
    }

    /// Writes an object, member by member.
    pub fn object(&mut self, write: impl FnOnce(&mut ObjectWriter<'_>)) {
        self.out.push('{');
        self.deeper();
        let mut object = ObjectWriter { writer: self, empty: true };
        write(&mut object);
        let empty = object.empty;
        self.level -= 1;
        if !empty {
            self.line();
        }
        self.out.push('}');
    }

    /// Writes a value as it was read.
    pub fn json(&mut self, json: &Json) {
        match &json.value {
            JsonValue::Null => self.raw("null"),
            JsonValue::Boolean(value) => value.write(self),
            JsonValue::Number(number) => self.raw(number),
            JsonValue::Text(text) => self.text(text),
            JsonValue::Array(elements) => self.array(elements, |element, out| out.json(element)),
            JsonValue::Object(members) => self.object(|object| {
                for (name, value) in members {
                    object.name(name);
                    object.writer.json(value);
                }
            }),
        }
    }
}

impl ObjectWriter<'_> {
    fn name(&mut self, name: &str) {
        if !self.empty {
            self.writer.out.push(',');
        }
        self.empty = false;
        self.writer.line();
        self.writer.text(name);
        self.writer.out.push_str(if self.writer.one_line { ":" } else { ": " });
    }

    /// Writes a member.
    pub fn field(&mut self, name: &str, value: &impl Part) {
        self.name(name);
        value.write(self.writer);
    }

    /// Writes a member by a function.
    pub fn field_with(&mut self, name: &str, write: impl FnOnce(&mut Writer)) {
        self.name(name);
        write(self.writer);
    }

    /// Writes a member unless it is the default.
    pub fn field_unless<T: Part + PartialEq>(&mut self, name: &str, value: &T, default: &T) {
        if value != default {
            self.field(name, value);
        }
    }

    /// Writes fields beside the others.
    pub fn fields(&mut self, fields: &impl Fields) {
        fields.write_fields(self);
    }

    /// Writes unknown members.
    pub fn extra(&mut self, extra: &Extra) {
        for (name, value) in &extra.0 {
            self.name(name);
            self.writer.json(value);
        }
    }
}
