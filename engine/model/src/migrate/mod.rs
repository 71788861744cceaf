//! Reading documents of any format version: older ones are brought forward step by step, each step a pure function on
//! JSON values, before they are read; newer ones are refused.

mod format_0;

use diagnostics::{Code, Diagnostic, Diagnostics, Location, TextPlace};

use crate::json::{Json, JsonValue, Part, ReadError, Reader, SyntaxError, parse};
use crate::{FORMAT, Template};

/// From each format to the next, beginning with 0.
const STEPS: [fn(&mut Json); FORMAT as usize] = [format_0::to_1];

pub(crate) fn read_document(file: &str, text: &str) -> Result<(Template, Diagnostics), ReadError> {
    let mut reader = Reader::new(file, text);
    let template = parse(text).map_err(|error: SyntaxError| reader.syntax(error)).ok().and_then(|mut json| {
        migrate(&mut json, &mut reader)?;
        Template::read(&json, &mut reader)
    });
    if let Some(template) = &template {
        // Everything that follows finds elements by their ids.
        reader.diagnostics.append(template.ids_used_twice());
    }
    match template {
        Some(template) if !reader.diagnostics.has_errors() => Ok((template, reader.diagnostics)),
        _ => Err(ReadError { diagnostics: reader.diagnostics }),
    }
}

/// Brings a document forward. What is no format number is left for the reader to name.
fn migrate(json: &mut Json, reader: &mut Reader<'_>) -> Option<()> {
    let Some((found, offset)) = json.get("format").and_then(|format| Some((format.as_number()?, format.offset))) else {
        return Some(());
    };
    if found > i64::from(FORMAT) {
        reader.fault(Diagnostic::new(Code::TemplateNewer).with("found", found).with("known", FORMAT), offset);
        return None;
    }
    let Ok(first) = usize::try_from(found) else { return Some(()) };
    for step in STEPS.iter().skip(first) {
        step(json);
    }
    if first < STEPS.len()
        && let Some(format) = json.get_mut("format")
    {
        format.value = JsonValue::Number(FORMAT.to_string().into());
    }
    Some(())
}

/// Bytes that are no text: where they stop being one.
pub(crate) fn not_utf8(file: &str, offset: usize) -> ReadError {
    let place = TextPlace { line: 1, column: 1, offset: offset as u64 };
    let fault = Diagnostic::new(Code::JsonSyntax)
        .with("reason", format!("byte {offset} is no UTF-8"))
        .at(Location::Text { file: file.to_owned(), place });
    ReadError { diagnostics: fault.into() }
}
