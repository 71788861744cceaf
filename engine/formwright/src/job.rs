//! Jobs: records in, one file or many pages out, by many workers.

use std::io::{Read, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use afp_write::{EncodedPage, PrintFile, ResourceFile, ResourcePlace, Spool, WriteError};
use data::Options;
use diagnostics::{Code, Diagnostic, Diagnostics};
use layout::LaidOut;
use pdf_write::{PdfOptions, PdfWriter};
use scene::{GroupInfo, Page};

use crate::library_rules;
use crate::pipeline::in_order;
use crate::prepared::{Prepared, of_page, rasterise, unpainted};
use crate::records::{Pieces, RecordRange};
use crate::world::{FileWritten, Observer, Progress, World};

/// Where a job's records come from, and which of them.
pub struct Records<R> {
    /// The bytes.
    pub source: R,
    /// How they are read.
    pub options: Options,
    /// Which of them.
    pub range: RecordRange,
}

/// What a job did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Records and pages.
    pub done: Progress,
    /// What was found that did not stand in the way.
    pub diagnostics: Diagnostics,
}

/// Who does the work and who watches.
#[derive(Clone, Copy)]
pub struct Crew<'a> {
    /// Workers. The output does not depend on their number.
    pub threads: NonZeroUsize,
    /// Told how far it is.
    pub observer: &'a dyn Observer,
}

/// What a worker made of a record.
struct RecordOutput<T> {
    group: GroupInfo,
    title: String,
    pages: Vec<T>,
    diagnostics: Diagnostics,
}

/// Lays out every record and turns its pages into `T`s, many at once; hands them to `collect` in order.
fn for_each_record<R: Read + Send, S, T: Send>(
    prepared: &Prepared,
    records: Records<R>,
    crew: Crew<'_>,
    state: impl Fn() -> S + Sync,
    make: impl Fn(&mut S, &Page, &mut Diagnostics) -> Result<T, Diagnostic> + Sync,
    mut collect: impl FnMut(RecordOutput<T>) -> Result<(), Diagnostics>,
) -> Result<Report, Diagnostics> {
    let pieces = Pieces::open(records.source, records.options, records.range)?;
    let mut report = Report { diagnostics: prepared.diagnostics().clone(), ..Report::default() };
    let decoder = || pieces.decoder();
    // Decoders are made before the pieces are lent to the workers.
    let decoders = std::sync::Mutex::new((0..crew.threads.get()).map(|_| decoder()).collect::<Vec<_>>());
    let worker_state = || {
        let decoder = decoders.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop();
        (decoder, prepared.worker(), state())
    };
    let work = |(decoder, worker, own): &mut (Option<data::Decoder>, layout::Worker<'_>, S), piece| {
        let (raws, decoder): (Vec<data::RawRecord>, _) = match (piece, decoder) {
            (Ok(raws), Some(decoder)) => (raws, decoder),
            (Err(fault), _) => return Err(Diagnostics::from(fault)),
            (Ok(_), None) => return Ok(Vec::new()),
        };
        raws.iter()
            .map(|raw| {
                let record = decoder.decode(raw)?;
                let LaidOut { pages, group, title, mut diagnostics, .. } = worker.lay_out(&record.value, record.number);
                diagnostics.append(record.findings);
                let mut made = Vec::with_capacity(pages.len());
                for page in &pages {
                    made.push(make(own, page, &mut diagnostics)?);
                }
                Ok(RecordOutput { group, title, pages: made, diagnostics })
            })
            .collect::<Result<Vec<_>, Diagnostics>>()
    };
    let ended = in_order(crew.threads, pieces, worker_state, work, |outputs| {
        let step = || -> Result<(), Diagnostics> {
            for output in outputs? {
                if output.diagnostics.has_errors() {
                    return Err(output.diagnostics);
                }
                report.done.records += 1;
                report.done.pages += output.pages.len() as u64;
                for diagnostic in &output.diagnostics {
                    report.diagnostics.push_once(diagnostic.clone());
                }
                collect(output)?;
            }
            crew.observer.progress(report.done);
            if crew.observer.is_cancelled() { Err(Diagnostic::new(Code::Cancelled).into()) } else { Ok(()) }
        };
        match step() {
            Ok(()) => ControlFlow::Continue(()),
            Err(diagnostics) => ControlFlow::Break(diagnostics),
        }
    });
    match ended {
        ControlFlow::Continue(()) => Ok(report),
        ControlFlow::Break(diagnostics) => Err(diagnostics),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`, which hands errors over by value")]
pub(crate) fn afp_failed(error: WriteError) -> Diagnostic {
    if let WriteError::NameTaken(name) = &error {
        return Diagnostic::new(Code::NameTaken).with("name", name.as_str());
    }
    let code = match error {
        WriteError::Io(_) => Code::FileUnwritable,
        _ => Code::Unsupported,
    };
    let diagnostic = Diagnostic::new(code).with("file", "the AFP file").with("reason", error.to_string());
    diagnostic.with("what", error.to_string()).with("advice", "")
}

pub(crate) fn unwritable(what: &'static str) -> impl Fn(std::io::Error) -> Diagnostic {
    move |error| Diagnostic::new(Code::FileUnwritable).with("file", what).with("reason", error.to_string())
}

/// Renders records into an AFP print file.
///
/// # Errors
/// The first thing that stood in the way; what was written to `out` is then of no use.
pub fn render_afp<R: Read + Send>(
    prepared: &Prepared,
    records: Records<R>,
    crew: Crew<'_>,
    world: &dyn World,
    out: &mut dyn Write,
) -> Result<Report, Diagnostics> {
    forbidding(prepared.afp_findings())?;
    let lowering = prepared.lowering(&rasterise);
    let folder = world.resource_folder();
    let mut options = prepared.afp_options(lowering.definitions(), false);
    if folder.is_some() {
        options.resources = ResourcePlace::External;
    }
    let plan = afp_write::Plan::new(lowering.definitions(), options).map_err(afp_failed)?;
    let library = library_rules::findings(&plan, prepared.template().outputs.afp.profile)?;
    let spool = || Spool::new(|| world.temporary_file());
    let mut file = PrintFile::with_spools(&plan, spool(), spool);
    let each = prepared.document_for_each();
    if !each {
        file.begin_document(&prepared.document_info("")).map_err(afp_failed)?;
    }
    let make = |encoder: &mut afp_write::Encoder<'_>, page: &Page, diagnostics: &mut Diagnostics| {
        let lowered = lowering.page(page);
        diagnostics.append(lowered.diagnostics);
        let encoded: EncodedPage = encoder.page(&lowered.page, &lowered.images).map_err(afp_failed)?;
        diagnostics.append(encoded.diagnostics.clone());
        Ok(encoded)
    };
    let mut report = for_each_record(
        prepared,
        records,
        crew,
        || afp_write::Encoder::new(&plan),
        make,
        |output| {
            write_record(&mut file, prepared, each, &output).map_err(afp_failed)?;
            Ok(())
        },
    )?;
    if !each {
        file.end_document().map_err(afp_failed)?;
    }
    let mut replaced = Diagnostics::new();
    let mut write_resource = |resource: ResourceFile<'_>| match folder {
        Some(folder) => folder.write(resource.name, resource.bytes).map(|written| {
            if written == FileWritten::Replaced {
                replaced.push(Diagnostic::new(Code::ResourceReplaced).with("file", resource.name));
            }
        }),
        None => Err(std::io::Error::other("the job has no folder for resources")),
    };
    let finished = file.finish_with(out, &mut write_resource).map_err(afp_failed)?;
    report.diagnostics.append(replaced);
    report.diagnostics.append(library);
    for more in [lowering.diagnostics(), plan.diagnostics(), &finished.diagnostics] {
        report.diagnostics.append(more.clone());
    }
    if report.diagnostics.has_errors() { Err(report.diagnostics) } else { Ok(report) }
}

fn write_record(
    file: &mut PrintFile<'_>,
    prepared: &Prepared,
    each: bool,
    output: &RecordOutput<EncodedPage>,
) -> Result<(), WriteError> {
    if each {
        file.begin_document(&prepared.document_info(&output.title))?;
    }
    file.begin_group(&output.group)?;
    for page in &output.pages {
        file.page(page)?;
    }
    file.end_group()?;
    if each { file.end_document() } else { Ok(()) }
}

/// Renders records into a PDF file.
///
/// # Errors
/// The first thing that stood in the way; what was written to `out` is then of no use.
pub fn render_pdf<R: Read + Send>(
    prepared: &Prepared,
    records: Records<R>,
    crew: Crew<'_>,
    out: &mut dyn Write,
) -> Result<Report, Diagnostics> {
    forbidding(prepared.font_findings())?;
    let plan = pdf_write::Plan::new(prepared.definitions(), prepared.document_info(""), PdfOptions::default());
    let failed = unwritable("the PDF file");
    let mut writer = PdfWriter::new(&plan, out).map_err(&failed)?;
    let make = |encoder: &mut pdf_write::Encoder<'_, '_>, page: &Page, _: &mut Diagnostics| Ok(encoder.encode(page));
    let mut report = for_each_record(
        prepared,
        records,
        crew,
        || pdf_write::Encoder::new(&plan),
        make,
        |output| {
            let mut write = || {
                writer.group_begin(&output.group)?;
                for page in &output.pages {
                    writer.append(page)?;
                }
                writer.group_end()
            };
            Ok(write().map_err(&failed)?)
        },
    )?;
    let (_, summary) = writer.finish().map_err(&failed)?;
    report.diagnostics.append(summary.diagnostics);
    if report.diagnostics.has_errors() { Err(report.diagnostics) } else { Ok(report) }
}

/// Renders records page by page: `make` turns a page into something, in many workers; `take` gets it with the page's
/// number in the job, from 1, in order.
///
/// # Errors
/// The first thing that stood in the way.
pub fn render_pages<R: Read + Send, S, T: Send>(
    prepared: &Prepared,
    records: Records<R>,
    crew: Crew<'_>,
    state: impl Fn() -> S + Sync,
    make: impl Fn(&mut S, &Page) -> Result<T, Diagnostic> + Sync,
    mut take: impl FnMut(u64, T) -> Result<(), Diagnostic>,
) -> Result<Report, Diagnostics> {
    let mut number = 0;
    for_each_record(
        prepared,
        records,
        crew,
        state,
        |own, page, _| make(own, page),
        |output| {
            for page in output.pages {
                number += 1;
                take(number, page)?;
            }
            Ok(())
        },
    )
}

/// Stops a job before anything is written.
fn forbidding(found: Diagnostics) -> Result<(), Diagnostics> {
    if found.has_errors() { Err(found) } else { Ok(()) }
}

/// Lays out records and reports what is found, also by what the outputs cannot express, without writing anything.
///
/// # Errors
/// The first thing that stood in the way.
pub fn check_records<R: Read + Send>(
    prepared: &Prepared,
    records: Records<R>,
    crew: Crew<'_>,
) -> Result<Report, Diagnostics> {
    let lowering = prepared.lowering(&unpainted);
    let plan = afp_write::Plan::new(lowering.definitions(), prepared.afp_options(lowering.definitions(), false))
        .map_err(afp_failed)?;
    let make = |encoder: &mut afp_write::Encoder<'_>, page: &Page, diagnostics: &mut Diagnostics| {
        let lowered = lowering.page(page);
        diagnostics.append(lowered.diagnostics);
        let encoded = encoder.page(&lowered.page, &lowered.images).map_err(afp_failed)?;
        diagnostics.append(of_page(&encoded.diagnostics));
        Ok(())
    };
    let library = library_rules::findings(&plan, prepared.template().outputs.afp.profile)?;
    let mut report = for_each_record(prepared, records, crew, || afp_write::Encoder::new(&plan), make, |_| Ok(()))?;
    report.diagnostics.append(library);
    for more in [&prepared.afp_findings(), lowering.diagnostics(), &of_page(plan.diagnostics())] {
        report.diagnostics.append(more.clone());
    }
    Ok(report)
}
