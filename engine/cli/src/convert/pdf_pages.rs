//! Pages of a PDF file as pictures and text.

use diagnostics::{Diagnostic, Diagnostics};
use formwright::raster::{TiffWriter, encode_png, to_bilevel};
use formwright::{Document, text_write};

use super::{one_file, page_path, unsupported};
use crate::arguments::{Convert, Target};
use crate::files;
use crate::progress::Progress;
use crate::report;

pub(super) fn run(call: &Convert, document: &Document) -> Result<Diagnostics, Diagnostic> {
    if !call.group.is_empty() || !call.tag.is_empty() || call.split.is_some() {
        return Err(unsupported("--group, --tag and --split of a PDF file", "only AFP files have page groups"));
    }
    let wanted: Vec<usize> = (0..document.page_count())
        .filter(|&number| call.pages.is_empty() || call.pages.iter().any(|range| range.contains(number as u64 + 1)))
        .collect();
    let bar = Progress::new("pages", Some(wanted.len() as u64));
    let mut diagnostics = Diagnostics::new();
    let dpi = call.dpi();
    let mut done = 0;
    let mut step = || {
        done += 1;
        bar.set(done);
    };
    match call.to {
        Target::Png => {
            let mut painter = document.painter();
            for number in wanted {
                let picture = painter.paint(number, dpi, &mut diagnostics)?;
                let png = encode_png(&picture, dpi).map_err(|error| report::undrawable(&error))?;
                files::write(&page_path(&call.output, number as u64 + 1), |out| out.write_all(&png))?;
                step();
            }
        }
        Target::Tiff => one_file(&call.output, |out| {
            let failed = |error: std::io::Error| files::unwritable(&call.output, &error);
            let mut writer = TiffWriter::new(out);
            let mut painter = document.painter();
            for number in wanted {
                let picture = painter.paint(number, dpi, &mut diagnostics)?;
                writer.page(&to_bilevel(&picture, &[]), dpi).map_err(failed)?;
                step();
            }
            writer.finish().map(|_| ()).map_err(failed)
        })?,
        Target::Txt => one_file(&call.output, |out| {
            for (place, number) in wanted.into_iter().enumerate() {
                let text = text_write::layout(&document.text(number)?);
                let separator = if place == 0 { "" } else { "\u{C}" };
                write!(out, "{separator}{text}").map_err(|error| files::unwritable(&call.output, &error))?;
                step();
            }
            Ok(())
        })?,
        Target::Afp | Target::Pdf | Target::Svg | Target::Json => {
            return Err(unsupported("this conversion of a PDF file", "PDF files are converted to png, tiff and txt"));
        }
    }
    Ok(diagnostics)
}
