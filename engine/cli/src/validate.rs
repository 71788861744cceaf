//! `formwright validate`.

use std::io::{self, Write};
use std::path::Path;

use formwright::afp_validate::{self, Finding, Step};
use serde_json::json;

use crate::arguments::{Rules, Validate};
use crate::files;
use crate::inspect::ignore_closed_pipe;
use crate::report::{Done, Failed};

pub(crate) fn run(call: &Validate) -> Result<Done, Failed> {
    let profile = call.profile.map(|rules| match rules {
        Rules::Is3 => afp_validate::Profile::Is3,
        Rules::Is1 => afp_validate::Profile::Is1,
        Rules::Classic => afp_validate::Profile::Classic,
    });
    let (input, _) = files::open(&call.input)?;
    let mut findings = 0u64;
    let mut read = Ok(());
    files::write(Path::new("-"), |out| {
        let mut written = Ok(());
        read = afp_validate::validate(input, profile, |finding| {
            if written.is_ok() {
                written = if call.json { show_json(&finding, findings, out) } else { show(&finding, out) };
            }
            findings += 1;
        });
        written?;
        match (call.json, findings) {
            (true, 0) => writeln!(out, "[]"),
            (true, _) => writeln!(out, "\n]"),
            (false, 1) => writeln!(out, "1 finding"),
            (false, _) => writeln!(out, "{findings} findings"),
        }
    })
    .or_else(ignore_closed_pipe)?;
    read.map_err(|error| files::unreadable(&call.input, &error))?;
    Ok(if findings == 0 { Done::Fine } else { Done::Found })
}

fn show(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let way: Vec<String> = finding.path.iter().map(|step| step.field.to_string()).collect();
    writeln!(out, "{:#010X} {}: {}", finding.offset, finding.rule.id, finding.message)?;
    writeln!(out, "           {} ({})", finding.rule.text, finding.rule.clause)?;
    if way.is_empty() { Ok(()) } else { writeln!(out, "           in {}", way.join(" > ")) }
}

/// One element of the array, with the bracket or comma before it.
fn show_json(finding: &Finding, before: u64, out: &mut dyn Write) -> io::Result<()> {
    let step = |step: &Step| json!({ "field": step.field.to_string(), "offset": step.offset });
    let element = json!({
        "offset": finding.offset,
        "rule": finding.rule.id,
        "clause": finding.rule.clause,
        "message": finding.message,
        "path": finding.path.iter().map(step).collect::<Vec<_>>(),
    });
    write!(out, "{}\n{element}", if before == 0 { "[" } else { "," })
}
