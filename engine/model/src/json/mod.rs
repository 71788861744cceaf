//! JSON with places, and the one description of each record from which its reader and its writer come.

mod parse;
mod plain;
mod read;
mod record;
mod schema;
mod value;
mod write;

pub use read::{Fields, ObjectReader, Part, ReadError, Reader};
pub use record::{keyword, part, record, variants};
pub use schema::{ObjectSchema, SchemaBook};
pub use value::{Extra, Json};
pub use write::{ObjectWriter, Writer};

pub use parse::DEEPEST;
pub(crate) use parse::{SyntaxError, parse};
pub(crate) use plain::whole_number;
pub(crate) use value::JsonValue;

/// A value in canonical JSON, on lines of its own with a newline at the end.
pub fn to_text(value: &impl Part) -> String {
    let mut writer = Writer::new();
    value.write(&mut writer);
    writer.finish()
}

/// A value as JSON on one line, without a newline.
pub fn to_line(value: &impl Part) -> String {
    let mut writer = Writer::one_line();
    value.write(&mut writer);
    writer.finish()
}

/// How many objects and lists stand inside each other in a value's JSON, itself included.
pub fn depth(value: &impl Part) -> usize {
    let mut writer = Writer::one_line();
    value.write(&mut writer);
    writer.deepest()
}

/// Reads a value. `file` is the name to use in diagnostics.
///
/// # Errors
/// Every fault found, each with its line.
pub fn from_text<T: Part>(file: &str, text: &str) -> Result<(T, diagnostics::Diagnostics), ReadError> {
    let mut reader = Reader::new(file, text);
    let value = match parse(text) {
        Ok(json) => T::read(&json, &mut reader),
        Err(error) => {
            reader.syntax(error);
            None
        }
    };
    match value {
        Some(value) if !reader.diagnostics.has_errors() => Ok((value, reader.diagnostics)),
        _ => Err(ReadError { diagnostics: reader.diagnostics }),
    }
}
