//! Diagnostics of the engine as they cross to the front end.

use diagnostics::{Diagnostic, Diagnostics, Location};
use protocol::{Failure, Problem, Severity};

/// A list of findings.
pub(crate) fn problems<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Vec<Problem> {
    let mut list: Vec<Problem> = Vec::new();
    for diagnostic in diagnostics {
        let problem = problem(diagnostic);
        if !list.contains(&problem) {
            list.push(problem);
        }
    }
    list
}

fn problem(diagnostic: &Diagnostic) -> Problem {
    let named = diagnostic.locations.iter().find_map(|location| match location {
        Location::Object { object, property, .. } => Some((object.to_string(), property.map(str::to_owned))),
        _ => None,
    });
    let (object, property) = named.map_or((None, None), |(object, property)| (Some(object), property));
    let mut message = diagnostic.message();
    for cause in &diagnostic.causes {
        message.push_str("; ");
        message.push_str(&cause.message());
    }
    Problem {
        code: diagnostic.code.key().to_owned(),
        severity: match diagnostic.severity {
            diagnostics::Severity::Note => Severity::Note,
            diagnostics::Severity::Warning => Severity::Warning,
            diagnostics::Severity::Error => Severity::Error,
        },
        message,
        hint: diagnostic.hint(),
        arguments: diagnostic.arguments.iter().map(|(name, value)| ((*name).to_owned(), value.to_string())).collect(),
        object,
        property,
        place: place(diagnostic),
    }
}

fn place(diagnostic: &Diagnostic) -> String {
    diagnostic.locations.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// One finding that stood in the way.
pub(crate) fn failure(diagnostic: &Diagnostic) -> Failure {
    let place = place(diagnostic);
    let message = diagnostic.message();
    let message = if place.is_empty() { message } else { format!("{place}: {message}") };
    Failure::new(diagnostic.code.key(), message).hint(diagnostic.hint())
}

/// Several findings that stood in the way: the first error, and how many more there are.
pub(crate) fn failures(diagnostics: &Diagnostics) -> Failure {
    let errors: Vec<_> =
        diagnostics.iter().filter(|diagnostic| diagnostic.severity == diagnostics::Severity::Error).collect();
    let Some(first) = errors.first().copied().or_else(|| diagnostics.iter().next()) else {
        return Failure::new("unknown", "something is wrong with the template");
    };
    let mut failure = failure(first);
    if errors.len() > 1 {
        failure.message.push_str(&format!(" (and {} more)", errors.len() - 1));
    }
    failure
}
