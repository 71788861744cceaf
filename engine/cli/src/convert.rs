//! `formwright convert`.

use std::io;

use diagnostics::{Code, Diagnostic, Diagnostics, Location};
use formwright::raster::encode_png;
use formwright::{Document, afp_codec, afp_to_pdf, open_libraries, svg_write, text_write};

use crate::arguments::{Convert, Format};
use crate::files;
use crate::progress::Progress;
use crate::range::NumberRange;
use crate::render::page_file;
use crate::report::{self, Done, Failed};

pub(crate) fn run(call: &Convert) -> Result<Done, Failed> {
    let name = files::shown(&call.input);
    let bytes = files::read(&call.input)?;
    if call.to == Format::Afp {
        return rewritten(call, &name, &bytes);
    }
    let mapping = call.fonts.as_deref().map(files::font_mapping).transpose()?.unwrap_or_default();
    let document = Document::open_with(&name, bytes, open_libraries(&call.resources)?, mapping)?;
    let pages = call.pages.unwrap_or(NumberRange::ALL);
    let count = document.page_count() as u64;
    if pages.first > count && count > 0 {
        return Err(Diagnostic::new(Code::Unsupported)
            .with("what", format!("page {}", pages.first))
            .with("advice", format!("the document has {count} pages"))
            .into());
    }
    let bar = Progress::new("pages", Some(count));
    let mut diagnostics = document.diagnostics();
    match (&document, call.to) {
        (Document::Afp(afp), Format::Pdf) => {
            let mut found = Ok(Diagnostics::new());
            let written = files::write(&call.output, |out| {
                found = afp_to_pdf(afp, &name, |number| pages.contains(number), |number| bar.set(number), out);
                if found.is_ok() { Ok(()) } else { Err(io::Error::other("the conversion failed")) }
            });
            diagnostics = found?;
            written?;
        }
        (_, Format::Png) => {
            let dpi = f64::from(call.dpi);
            let mut painter = document.painter();
            for number in (1..=count).filter(|&number| pages.contains(number)) {
                let picture = painter.paint(number as usize - 1, dpi, &mut diagnostics)?;
                let png = encode_png(&picture, dpi).map_err(|error| report::undrawable(&error))?;
                page_file(&call.output, number, &png)?;
                bar.set(number);
            }
        }
        (Document::Afp(afp), Format::Svg) => {
            for number in (1..=count).filter(|&number| pages.contains(number)) {
                if let Some(read) = afp.page(number as usize - 1) {
                    diagnostics.append(read.diagnostics);
                    page_file(&call.output, number, svg_write::page_svg(&read.page, afp.definitions()).as_bytes())?;
                }
                bar.set(number);
            }
        }
        (_, Format::Txt) => {
            let mut texts = Vec::new();
            for number in (1..=count).filter(|&number| pages.contains(number)) {
                texts.push(text_write::layout(&document.text(number as usize - 1)?));
                bar.set(number);
            }
            files::write(&call.output, |out| {
                out.write_all(texts.join(&text_write::PAGE_BREAK.to_string()).as_bytes())
            })?;
        }
        (Document::Pdf(_), Format::Pdf | Format::Svg) | (_, Format::Afp) => {
            return Err(Diagnostic::new(Code::Unsupported)
                .with("what", "this conversion of a PDF file")
                .with("advice", "PDF files are converted to png and txt")
                .into());
        }
    }
    drop(bar);
    report::show(&diagnostics);
    if count == 0 {
        eprintln!("{name} has no pages");
    }
    Ok(if diagnostics.has_errors() { Done::Found } else { Done::Fine })
}

/// AFP to AFP: every field through its decoded values.
fn rewritten(call: &Convert, name: &str, bytes: &[u8]) -> Result<Done, Failed> {
    if call.pages.is_some() {
        return Err(Diagnostic::new(Code::Unsupported)
            .with("what", "a part of an AFP file as AFP")
            .with("advice", "leave --pages out")
            .into());
    }
    let (rewritten, coverage) = afp_codec::rewrite(bytes).map_err(|error| {
        Diagnostic::new(Code::Unsupported)
            .with("what", error.to_string())
            .with("advice", "")
            .at(Location::File(name.to_owned()))
    })?;
    files::write(&call.output, |out| out.write_all(&rewritten))?;
    if call.verbose {
        eprintln!(
            "{name}: {} bytes; {} decoded, {} of fonts, pictures and comments, {} carried raw ({:.2} % understood)",
            coverage.total(),
            coverage.decoded,
            coverage.content,
            coverage.raw,
            coverage.understood() * 100.0
        );
    }
    Ok(Done::Fine)
}
