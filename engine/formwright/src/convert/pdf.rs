//! AFP pages to a PDF file.

use std::io::Write;

use afp_read::Step;
use diagnostics::{Code, Diagnostic, Diagnostics};
use pdf_write::{Encoder, PdfOptions, PdfWriter, Plan};
use scene::DocumentInfo;

use super::{Conversion, bookmarks, page_numbers};
use crate::job::unwritable;

/// What the PDF file is to be.
#[derive(Clone, Debug, Default)]
pub struct PdfConversion {
    /// The title, where the document has none of its own.
    pub title: String,
    /// The time it is made, as RFC 3339; none is written where none is given.
    pub time: Option<String>,
    /// What else is chosen.
    pub options: PdfOptions,
}

/// Writes the pages of steps as a PDF file: groups, and pages with index values, are bookmarks; the document's name is
/// its title.
///
/// # Errors
/// When the output cannot be written.
pub fn write_pdf(
    conversion: &Conversion<'_>,
    steps: &[Step],
    choices: &PdfConversion,
    out: &mut dyn Write,
) -> Result<Diagnostics, Diagnostic> {
    let failed = unwritable("the PDF file");
    let named = steps.iter().find_map(|step| match step {
        Step::DocumentBegin(name) => Some(name.trim()).filter(|name| !name.is_empty()),
        _ => None,
    });
    let title = named.map_or_else(|| choices.title.clone(), str::to_owned);
    let info = DocumentInfo { title, time: choices.time.clone(), ..DocumentInfo::default() };
    let plan = Plan::new(conversion.document.definitions(), info, choices.options);
    let mut writer = PdfWriter::new(&plan, out).map_err(&failed)?;
    // The steps between a page and the one before it are told when the page comes.
    let mut waiting = steps.iter();
    let count = page_numbers(steps).count();
    let mut taken = 0usize;
    let mut diagnostics = conversion.pages(
        steps,
        || Encoder::new(&plan),
        |encoder, page, definitions| Ok((encoder.encode_with(page, definitions), page.index.clone())),
        |number, (page, index)| {
            for step in waiting.by_ref() {
                if *step == Step::Page(number) {
                    break;
                }
                group_step(&mut writer, step).map_err(&failed)?;
            }
            taken += 1;
            let own = bookmarks::of_page(number, &index);
            if let Some(own) = &own {
                writer.group_begin(own).map_err(&failed)?;
            }
            writer.append(&page).map_err(&failed)?;
            if own.is_some() {
                writer.group_end().map_err(&failed)?;
            }
            Ok(())
        },
    )?;
    if taken < count {
        return Err(Diagnostic::new(Code::Unsupported)
            .with("what", format!("a document of {count} pages of which {taken} can be read"))
            .with("advice", "choose pages that the document has"));
    }
    for step in waiting {
        group_step(&mut writer, step).map_err(&failed)?;
    }
    let (_, summary) = writer.finish().map_err(&failed)?;
    diagnostics.append(summary.diagnostics);
    Ok(diagnostics)
}

fn group_step<W: Write>(writer: &mut PdfWriter<'_, '_, W>, step: &Step) -> std::io::Result<()> {
    match step {
        Step::GroupBegin(group) => writer.group_begin(&bookmarks::of_group(group)),
        Step::GroupEnd => writer.group_end(),
        Step::DocumentBegin(_) | Step::DocumentEnd | Step::MediumMap(_) | Step::Page(_) => Ok(()),
    }
}
