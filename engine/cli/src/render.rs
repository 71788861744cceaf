//! `formwright render`.

use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use diagnostics::{Code, Diagnostic};
use formwright::{
    Crew, FileWritten, JobTime, Observer, Prepared, Progress as Done, RecordRange, Records, Report, ResourceFolder,
    Source, World, data_options, open_libraries, render_afp, render_pages, render_pdf,
};

use formwright::text_write::PAGE_BREAK;

use crate::arguments::{Format, Render};
use crate::files;
use crate::progress::Progress;
use crate::range::NumberRange;
use crate::report::{self, Done as Ended, Failed};

/// The outside of a job: temporary files beside the output, a bar on the terminal.
struct Outside {
    folder: PathBuf,
    resources: Option<ResourceLibrary>,
    bar: Progress,
}

/// The folder of `--external`.
struct ResourceLibrary(PathBuf);

impl ResourceFolder for ResourceLibrary {
    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<FileWritten> {
        let path = self.0.join(name);
        let written = match std::fs::read(&path) {
            Ok(known) if known == bytes => return Ok(FileWritten::Same),
            Ok(_) => FileWritten::Replaced,
            Err(error) if error.kind() == io::ErrorKind::NotFound => FileWritten::New,
            Err(error) => return Err(error),
        };
        // There whole or not at all: another job may be reading it.
        let part = path.with_added_extension("part");
        std::fs::write(&part, bytes)?;
        std::fs::rename(part, path)?;
        Ok(written)
    }
}

impl World for Outside {
    fn temporary_file(&self) -> io::Result<Box<dyn formwright::Backing>> {
        Ok(Box::new(tempfile::tempfile_in(&self.folder)?))
    }

    fn resource_folder(&self) -> Option<&dyn ResourceFolder> {
        self.resources.as_ref().map(|library| library as _)
    }
}

impl Observer for Outside {
    fn progress(&self, done: Done) {
        self.bar.set(done.records);
    }

    fn is_cancelled(&self) -> bool {
        false
    }
}

pub(crate) fn run(call: &Render) -> Result<Ended, Failed> {
    let mut source = Source::open(&call.template)?.with_libraries(open_libraries(&call.resources)?);
    crate::profile::choose(&mut source, call.afp);
    let prepared = Prepared::new(&source, JobTime(call.time.clone()))?;
    let range = call.records.unwrap_or(NumberRange::ALL);
    let records = records(&source, call.data.as_deref(), RecordRange { first: range.first, last: range.last })?;
    let total = range.last.map(|last| last - range.first + 1);
    let folder = call.output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let resources = call.external.as_deref().map(|folder| library(folder, call.to)).transpose()?;
    let outside = Outside { folder: folder.to_owned(), resources, bar: Progress::new("records", total) };
    let threads = call.threads.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let crew = Crew { threads, observer: &outside };
    let report = match call.to {
        Format::Afp => one_file(&call.output, |out| render_afp(&prepared, records, crew, &outside, out))?,
        Format::Pdf => one_file(&call.output, |out| render_pdf(&prepared, records, crew, out))?,
        Format::Png => pictures(&prepared, records, crew, call)?,
        Format::Svg => {
            let make =
                |(): &mut (), page: &_| Ok(formwright::svg_write::page_svg(page, prepared.definitions()).into_bytes());
            render_pages(&prepared, records, crew, || (), make, |number, svg| page_file(&call.output, number, &svg))?
        }
        Format::Txt => texts(&prepared, records, crew, &call.output)?,
    };
    drop(outside);
    report::show(&source.remarks);
    report::show(&report.diagnostics);
    Ok(Ended::Fine)
}

/// The folder for resources, made where it is not there.
fn library(folder: &Path, format: Format) -> Result<ResourceLibrary, Diagnostic> {
    if format != Format::Afp {
        return Err(Diagnostic::new(Code::Unsupported)
            .with("what", "--external for another format than afp")
            .with("advice", "leave it out: only AFP has resources outside its file"));
    }
    std::fs::create_dir_all(folder).map_err(|error| files::unwritable(folder, &error))?;
    Ok(ResourceLibrary(folder.to_owned()))
}

/// The records of a job: a file, standard input, or the template's first sample.
pub(crate) fn records(
    source: &Source,
    data: Option<&Path>,
    range: RecordRange,
) -> Result<Records<Box<dyn Read + Send>>, Diagnostic> {
    match data {
        Some(path) => {
            let (stream, _) = files::open(path)?;
            Ok(Records { source: stream, options: data_options(&source.template, &files::shown(path)), range })
        }
        None => {
            let (name, bytes) = source.samples().next().ok_or_else(|| {
                Diagnostic::new(Code::PackageEntryMissing).with("entry", "sample records: give --data")
            })?;
            let stream: Box<dyn Read + Send> = Box::new(io::Cursor::new(bytes.clone()));
            Ok(Records { source: stream, options: data_options(&source.template, name), range })
        }
    }
}

/// Writes one file, there whole or not at all; the job's own findings win over those of the file.
fn one_file(
    path: &Path,
    job: impl FnOnce(&mut dyn Write) -> Result<Report, diagnostics::Diagnostics>,
) -> Result<Report, Failed> {
    let mut ended = None;
    let written = files::write(path, |out| {
        let result = job(out);
        let fine = result.is_ok();
        ended = Some(result);
        if fine { Ok(()) } else { Err(io::Error::other("the job failed")) }
    });
    match ended {
        Some(Err(diagnostics)) => Err(diagnostics.into()),
        Some(Ok(report)) => {
            written?;
            Ok(report)
        }
        None => Err(written.err().unwrap_or_else(|| Diagnostic::new(Code::FileUnwritable)).into()),
    }
}

/// Writes the file of a page.
pub(crate) fn page_file(path: &Path, number: u64, bytes: &[u8]) -> Result<(), Diagnostic> {
    let path = if files::is_stream(path) { path.to_owned() } else { files::numbered(path, number) };
    files::write(&path, |out| out.write_all(bytes))
}

fn pictures<R: Read + Send>(
    prepared: &Prepared,
    records: Records<R>,
    crew: Crew<'_>,
    call: &Render,
) -> Result<Report, Failed> {
    let dpi = f64::from(call.dpi);
    let state = || formwright::raster::Renderer::new(prepared.definitions());
    let make = |renderer: &mut formwright::raster::Renderer<'_>, page: &_| {
        let picture = renderer.render(page, dpi).and_then(|picture| formwright::raster::encode_png(&picture, dpi));
        picture.map_err(|error| report::undrawable(&error))
    };
    Ok(render_pages(prepared, records, crew, state, make, |number, png: Vec<u8>| {
        page_file(&call.output, number, &png)
    })?)
}

fn texts<R: Read + Send>(
    prepared: &Prepared,
    records: Records<R>,
    crew: Crew<'_>,
    path: &Path,
) -> Result<Report, Failed> {
    let make = |(): &mut (), page: &_| Ok(formwright::text_write::page_text(page, prepared.definitions()));
    one_file(path, |out| {
        render_pages(
            prepared,
            records,
            crew,
            || (),
            make,
            |number, text: String| {
                let separator = if number == 1 { String::new() } else { PAGE_BREAK.to_string() };
                write!(out, "{separator}{text}").map_err(|error| files::unwritable(path, &error))
            },
        )
    })
}
