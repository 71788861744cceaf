//! `formwright import`.

use diagnostics::Diagnostic;
use formwright::scene::Origin;
use formwright::{Document, ImportPart, ImportedTemplate, Outcome, Told, import_afp, open_libraries, package};
use serde_json::json;

use crate::arguments::Import;
use crate::files;
use crate::report::{self, Done, Failed};

pub(crate) fn run(call: &Import) -> Result<Done, Failed> {
    let name = files::shown(&call.input);
    let mapping = call.fonts.as_deref().map(files::font_mapping).transpose()?.unwrap_or_default();
    let bytes = files::read(&call.input)?;
    let document = Document::open_with(&name, bytes, open_libraries(&call.resources)?, mapping)?;
    let Document::Afp(document) = &document else {
        return Err(Diagnostic::new(diagnostics::Code::Unsupported)
            .with("what", "importing a PDF file")
            .with("advice", "AFP files are imported")
            .into());
    };
    let part = match (&call.overlay, &call.segment) {
        (Some(name), _) => ImportPart::Overlay(name.clone()),
        (None, Some(name)) => ImportPart::PageSegment(name.clone()),
        (None, None) => ImportPart::Page(call.page.get() - 1),
    };
    let title = call.input.file_stem().map_or_else(|| name.clone(), |stem| stem.to_string_lossy().into_owned());
    let imported = import_afp(document, &part, &title)?;
    if call.output.extension().is_some_and(|ending| ending == "fwt") {
        let bytes = imported.package.to_bytes()?;
        files::write(&call.output, |out| out.write_all(&bytes))?;
    } else {
        package::write_folder(&imported.package, &call.output)?;
    }
    report::show(&imported.diagnostics);
    tell(&imported, call.json);
    Ok(if imported.diagnostics.has_errors() { Done::Found } else { Done::Fine })
}

/// What became of each part of the page.
fn tell(imported: &ImportedTemplate, as_json: bool) {
    let objects = imported.template.masters.iter().flat_map(|master| &master.objects);
    let named = imported.told.iter().zip(objects);
    if as_json {
        let list: Vec<_> = named
            .map(|(told, object)| {
                json!({
                    "object": told.object.to_string(),
                    "name": object.name,
                    "outcome": told.outcome.key(),
                    "editable": told.outcome.is_editable(),
                    "offset": offset(told),
                })
            })
            .collect();
        println!("{:#}", json!(list));
        return;
    }
    for (told, object) in named {
        let place = offset(told).map_or_else(String::new, |offset| format!(" from byte {offset:#X}"));
        let name = if object.name.is_empty() { String::new() } else { format!(" “{}”", object.name) };
        println!("{}: {}{name}{place}", told.object, words(told.outcome));
    }
    let kept = imported.told.iter().filter(|told| !told.outcome.is_editable()).count();
    println!("{} objects, {kept} of them only as they look", imported.told.len());
}

fn offset(told: &Told) -> Option<u64> {
    match told.origin {
        Origin::Bytes { start, .. } => Some(start),
        Origin::None | Origin::Object { .. } => None,
    }
}

fn words(outcome: Outcome) -> String {
    match outcome {
        Outcome::Line => "a line of text".to_owned(),
        Outcome::Paragraph(lines) => format!("a paragraph of {lines} lines"),
        Outcome::Rule => "a rule".to_owned(),
        Outcome::Box => "a box".to_owned(),
        Outcome::Outline => "an outline".to_owned(),
        Outcome::Picture => "a picture".to_owned(),
        Outcome::Barcode => "a bar code".to_owned(),
        Outcome::TextOutlines => "text kept as outlines".to_owned(),
        Outcome::Bars => "a bar code kept as bars".to_owned(),
    }
}
