//! `formwright check`.

use std::num::NonZeroUsize;

use diagnostics::{Diagnostics, Severity};
use formwright::{Crew, JobTime, Prepared, RecordRange, Source, Unobserved, check_records, open_libraries};
use serde_json::json;

use crate::arguments::Check;
use crate::render::records;
use crate::report::{self, Done, Failed};

pub(crate) fn run(call: &Check) -> Result<Done, Failed> {
    let mut found = Diagnostics::new();
    let mut checked = None;
    match examine(call, &mut found) {
        Ok(done) => checked = Some(done),
        Err(diagnostics) => found.append(diagnostics),
    }
    let worth_telling = found.iter().any(|diagnostic| diagnostic.severity > Severity::Note);
    if call.json {
        println!(
            "{:#}",
            json!({
                "diagnostics": report::to_json(&found),
                "left_out": found.left_out(),
                "records": checked.map(|done| done.records),
                "pages": checked.map(|done| done.pages),
            })
        );
    } else {
        report::show(&found);
        if let Some(done) = checked {
            println!("{} records, {} pages, {} findings", done.records, done.pages, found.len());
        }
    }
    Ok(if worth_telling { Done::Found } else { Done::Fine })
}

fn examine(call: &Check, found: &mut Diagnostics) -> Result<formwright::Progress, Diagnostics> {
    let mut source = Source::open(&call.template)?.with_libraries(open_libraries(&call.resources)?);
    crate::profile::choose(&mut source, call.afp);
    found.append(source.remarks.clone());
    let prepared = Prepared::new(&source, JobTime(None))?;
    if call.data.is_none() && source.samples().next().is_none() {
        found.append(prepared.diagnostics().clone());
        found.append(prepared.preflight());
        return Ok(formwright::Progress::default());
    }
    let records = records(&source, call.data.as_deref(), RecordRange::ALL)?;
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let report = check_records(&prepared, records, Crew { threads, observer: &Unobserved })?;
    found.append(report.diagnostics);
    Ok(report.done)
}
