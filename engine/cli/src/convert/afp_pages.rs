//! Pages of an AFP file in every format.

use std::path::Path;

use diagnostics::{Diagnostic, Diagnostics};
use formwright::afp_read::Step;
use formwright::convert::{
    AfpExtractor, Conversion, PdfConversion, PdfOptions, page_numbers, write_listing, write_pdf,
};
use formwright::raster::{Caches, RasterError, Renderer, TiffWriter, encode_png, to_bilevel, tone_areas};
use formwright::scene::{Definitions, Page, Pixmap};
use formwright::{svg_write, text_write};

use super::{one_file, page_path};
use crate::arguments::{Convert, Target};
use crate::files;
use crate::report;

/// Writes the pages of steps to a file, or to a file each; `name` is that of the input, `extractor` takes pages out
/// where they stay AFP.
pub(super) fn write(
    call: &Convert,
    conversion: &Conversion<'_>,
    steps: &[Step],
    (name, extractor): (&str, Option<&AfpExtractor<'_>>),
    path: &Path,
) -> Result<Diagnostics, Diagnostic> {
    match call.to {
        Target::Pdf => {
            let title = Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let options = PdfOptions { archive: call.pdfa, ..PdfOptions::default() };
            let choices = PdfConversion { title, time: None, options };
            one_file(path, |out| write_pdf(conversion, steps, &choices, out))
        }
        Target::Json => one_file(path, |out| write_listing(conversion, steps, name, out)),
        Target::Txt => text(conversion, steps, path),
        Target::Svg => {
            let svg = |(): &mut (), page: &Page, definitions: &Definitions| {
                Ok(svg_write::page_svg(page, definitions).into_bytes())
            };
            page_files(conversion, steps, path, || (), svg)
        }
        Target::Png => {
            let dpi = call.dpi();
            let png = move |caches: &mut Option<Caches>, page: &Page, definitions: &Definitions| {
                let picture = paint(caches, page, definitions, dpi)?;
                encode_png(&picture, dpi).map_err(|error| report::undrawable(&error))
            };
            page_files(conversion, steps, path, || None, png)
        }
        Target::Tiff => tiff(conversion, steps, path, call.dpi()),
        Target::Afp => one_file(path, |out| {
            if let Some(extractor) = extractor {
                extractor.write(steps, out)?;
            }
            (conversion.progress)(page_numbers(steps).count() as u64);
            Ok(Diagnostics::new())
        }),
    }
}

/// Draws a page within its own definitions, with what was kept of the pages before.
fn paint(caches: &mut Option<Caches>, page: &Page, definitions: &Definitions, dpi: f64) -> Result<Pixmap, Diagnostic> {
    let mut renderer = Renderer::with_caches(definitions, caches.take().unwrap_or_default());
    let picture = renderer.render(page, dpi).map_err(|error: RasterError| report::undrawable(&error));
    *caches = Some(renderer.into_caches());
    picture
}

/// A file for each page.
fn page_files<S>(
    conversion: &Conversion<'_>,
    steps: &[Step],
    path: &Path,
    state: impl Fn() -> S + Sync,
    make: impl Fn(&mut S, &Page, &Definitions) -> Result<Vec<u8>, Diagnostic> + Sync,
) -> Result<Diagnostics, Diagnostic> {
    conversion.pages(steps, state, make, |number, bytes: Vec<u8>| {
        files::write(&page_path(path, number as u64 + 1), |out| out.write_all(&bytes))
    })
}

fn text(conversion: &Conversion<'_>, steps: &[Step], path: &Path) -> Result<Diagnostics, Diagnostic> {
    one_file(path, |out| {
        let make = |(): &mut (), page: &Page, definitions: &Definitions| Ok(text_write::page_text(page, definitions));
        let mut first = true;
        conversion.pages(
            steps,
            || (),
            make,
            |_, text: String| {
                let separator =
                    if std::mem::take(&mut first) { String::new() } else { text_write::PAGE_BREAK.to_string() };
                write!(out, "{separator}{text}").map_err(|error| files::unwritable(path, &error))
            },
        )
    })
}

fn tiff(conversion: &Conversion<'_>, steps: &[Step], path: &Path, dpi: f64) -> Result<Diagnostics, Diagnostic> {
    one_file(path, |out| {
        let failed = |error: std::io::Error| files::unwritable(path, &error);
        let mut writer = TiffWriter::new(out);
        let make = |caches: &mut Option<Caches>, page: &Page, definitions: &Definitions| {
            let picture = paint(caches, page, definitions, dpi)?;
            Ok(to_bilevel(&picture, &tone_areas(page, definitions, dpi)))
        };
        let found = conversion.pages(steps, || None, make, |_, page| writer.page(&page, dpi).map_err(failed))?;
        writer.finish().map_err(failed)?;
        Ok(found)
    })
}
