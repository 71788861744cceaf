//! Findings and failures for people and for programs.

use std::process::ExitCode;

use diagnostics::{Code, Diagnostic, Diagnostics, Location, Severity};
use serde_json::{Value, json};

/// Why the program ends with 1.
#[derive(Debug)]
pub(crate) struct Failed(pub(crate) Diagnostics);

impl From<Diagnostic> for Failed {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(diagnostic.into())
    }
}

impl From<Diagnostics> for Failed {
    fn from(diagnostics: Diagnostics) -> Self {
        Self(diagnostics)
    }
}

/// The work was done; whether it found something.
pub(crate) enum Done {
    /// Exit 0.
    Fine,
    /// Exit 1.
    Found,
}

/// A page cannot be drawn at the resolution asked for.
pub(crate) fn undrawable(error: &formwright::raster::RasterError) -> Diagnostic {
    Diagnostic::new(Code::Unsupported).with("what", error.to_string()).with("advice", "choose a lower --dpi")
}

/// Ends the program: failures go to standard error.
pub(crate) fn exit(result: Result<Done, Failed>) -> ExitCode {
    match result {
        Ok(Done::Fine) => ExitCode::SUCCESS,
        Ok(Done::Found) => ExitCode::FAILURE,
        Err(Failed(diagnostics)) => {
            show(&diagnostics);
            ExitCode::FAILURE
        }
    }
}

/// Writes findings to standard error, one below the other.
pub(crate) fn show(diagnostics: &Diagnostics) {
    for diagnostic in diagnostics {
        eprintln!("{diagnostic}");
    }
    if diagnostics.left_out() > 0 {
        eprintln!("… and {} more", diagnostics.left_out());
    }
}

/// Findings as JSON.
pub(crate) fn to_json(diagnostics: &Diagnostics) -> Value {
    diagnostics.iter().map(one).collect()
}

fn one(diagnostic: &Diagnostic) -> Value {
    let severity = match diagnostic.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    json!({
        "code": diagnostic.code.key(),
        "severity": severity,
        "message": diagnostic.message(),
        "hint": diagnostic.hint(),
        "locations": diagnostic.locations.iter().map(location).collect::<Vec<_>>(),
        "causes": diagnostic.causes.iter().map(one).collect::<Vec<_>>(),
    })
}

fn location(location: &Location) -> Value {
    match location {
        Location::File(file) => json!({ "file": file }),
        Location::Text { file, place } => {
            json!({ "file": file, "line": place.line, "column": place.column, "offset": place.offset })
        }
        Location::Object { object, property, range } => {
            json!({ "object": object.as_str(), "property": property, "range": range.map(|(start, end)| [start, end]) })
        }
        Location::Template(path) => json!({ "template": path }),
        Location::Data { record, path } => json!({ "record": record, "path": path.0 }),
        Location::Byte { file, offset } => json!({ "file": file, "offset": offset }),
        Location::Page { record, page } => json!({ "record": record, "page": page }),
    }
}
