//! Index and text of a document as JSON, written as the pages come.

use std::io::{self, Write};

use afp_read::Step;
use diagnostics::{Diagnostic, Diagnostics};
use scene::{Definitions, IndexEntry, Page};
use serde_json::{Value, json};
use units::Emu;

use super::Conversion;
use crate::job::unwritable;

/// Version of the form.
const VERSION: u32 = 1;

/// Writes documents, groups, pages, index values and text with its places; the form is in `docs/command-line.md`.
///
/// # Errors
/// When the output cannot be written.
pub fn write_listing(
    conversion: &Conversion<'_>,
    steps: &[Step],
    file: &str,
    out: &mut dyn Write,
) -> Result<Diagnostics, Diagnostic> {
    let failed = unwritable("the JSON file");
    let mut tree = Tree { out, open: Vec::new() };
    let head = json!({ "format": "formwright-listing", "version": VERSION, "file": file, "unit": "pt" });
    tree.begin(&head, "documents").map_err(&failed)?;
    let document = conversion.document;
    let mut waiting = steps.iter();
    let diagnostics = conversion.pages(
        steps,
        || (),
        |(), page, definitions| Ok(texts(page, definitions)),
        |number, (page, texts)| {
            for step in waiting.by_ref() {
                if *step == Step::Page(number) {
                    break;
                }
                tree.step(step).map_err(&failed)?;
            }
            let mut entry = page;
            if let (Some(summary), Value::Object(entry)) = (document.page_summary(number), &mut entry) {
                entry.insert("page".to_owned(), json!(number + 1));
                entry.insert("name".to_owned(), json!(summary.name.trim_end()));
                entry.insert("number".to_owned(), json!(summary.number));
                entry.insert("bytes".to_owned(), json!([summary.bytes.0, summary.bytes.1]));
                entry.insert("index".to_owned(), index(&summary.index));
            }
            tree.page(entry, texts).map_err(&failed)
        },
    )?;
    for step in waiting {
        tree.step(step).map_err(&failed)?;
    }
    tree.finish().map_err(&failed)?;
    Ok(diagnostics)
}

fn index(entries: &[IndexEntry]) -> Value {
    entries.iter().map(|entry| json!({ "name": entry.name, "value": entry.value })).collect()
}

/// What a page says of itself, and its runs of text in the order drawn.
fn texts(page: &Page, definitions: &Definitions) -> (Value, Vec<Value>) {
    let runs = text_write::page_pieces(page, definitions);
    let texts = runs.into_iter().map(|piece| {
        json!({
            "text": piece.text,
            "x": points(piece.origin.x),
            "y": points(piece.origin.y),
            "width": points(piece.length),
            "size": points(piece.size),
            "turn": f64::from(piece.turn.millidegrees()) / 1000.0,
            "font": piece.face.and_then(|id| definitions.face(id)).map(fonts::Face::full_name),
        })
    });
    (json!({ "width": points(page.size.width), "height": points(page.size.height) }), texts.collect())
}

/// A length in points, to a thousandth.
fn points(length: Emu) -> f64 {
    (length.to_points() * 1000.0).round() / 1000.0
}

/// Objects whose last entry is a list that grows.
struct Tree<'o> {
    out: &'o mut dyn Write,
    /// What is open: its kind, and whether its list has an element.
    open: Vec<(Kind, bool)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Document,
    Group,
}

impl Tree<'_> {
    fn step(&mut self, step: &Step) -> io::Result<()> {
        match step {
            Step::DocumentBegin(name) => {
                self.close_to(Kind::File)?;
                self.open_list(Kind::Document, &json!({ "name": name.trim_end() }))
            }
            Step::DocumentEnd => self.close_to(Kind::File),
            Step::GroupBegin(group) => {
                self.need_document()?;
                let head = json!({ "group": group.name.trim_end(), "index": index(&group.index) });
                self.open_list(Kind::Group, &head)
            }
            Step::GroupEnd => {
                if self.open.last().is_some_and(|(kind, _)| *kind == Kind::Group) {
                    self.close()?;
                }
                Ok(())
            }
            Step::MediumMap(name) => {
                self.need_document()?;
                self.element(&json!({ "medium_map": name.trim_end() }))
            }
            Step::Page(_) => Ok(()),
        }
    }

    /// Pages that stand in no document get one without a name.
    fn need_document(&mut self) -> io::Result<()> {
        if self.open.len() == 1 { self.open_list(Kind::Document, &json!({ "name": "" })) } else { Ok(()) }
    }

    fn page(&mut self, mut entry: Value, texts: Vec<Value>) -> io::Result<()> {
        self.need_document()?;
        if let Value::Object(entry) = &mut entry {
            entry.insert("text".to_owned(), Value::Array(texts));
        }
        self.element(&entry)
    }

    /// A new line for an element of the innermost list.
    fn next(&mut self) -> io::Result<()> {
        let depth = self.open.len();
        if let Some((_, has_some)) = self.open.last_mut()
            && std::mem::replace(has_some, true)
        {
            self.out.write_all(b",")?;
        }
        write!(self.out, "\n{:depth$}", "")
    }

    fn element(&mut self, value: &Value) -> io::Result<()> {
        self.next()?;
        serde_json::to_writer(&mut *self.out, value)?;
        Ok(())
    }

    fn open_list(&mut self, kind: Kind, head: &Value) -> io::Result<()> {
        self.next()?;
        self.head(kind, head, "content")
    }

    fn begin(&mut self, head: &Value, list: &str) -> io::Result<()> {
        self.head(Kind::File, head, list)
    }

    /// Everything of an object but the end of its list.
    fn head(&mut self, kind: Kind, head: &Value, list: &str) -> io::Result<()> {
        let text = head.to_string();
        write!(self.out, "{},\"{list}\":[", text.strip_suffix('}').unwrap_or(&text))?;
        self.open.push((kind, false));
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        match self.open.pop() {
            Some(_) => self.out.write_all(b"]}"),
            None => Ok(()),
        }
    }

    fn close_to(&mut self, kind: Kind) -> io::Result<()> {
        while self.open.last().is_some_and(|(open, _)| *open != kind) {
            self.close()?;
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        while !self.open.is_empty() {
            self.close()?;
        }
        self.out.write_all(b"\n")
    }
}
