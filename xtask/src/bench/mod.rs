//! `cargo xtask bench`: statements of three pages, from records to finished files, timed as whole processes.
//!
//! The same records go to Apache FOP where it is installed. What is printed is a table for `docs/benchmarks.md`.

mod data;
mod measure;
mod xsl_fo;

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::programs::{self, Profile};
use crate::{shell, workspace};
use measure::Figures;

/// Statements in the measured file; each makes three pages.
const STATEMENTS: u32 = 1_000;

/// Runs of each command; the quickest counts.
const RUNS: u32 = 3;

/// Measures and prints.
pub(crate) fn run() -> Result<()> {
    let target = workspace::target()?;
    let folder = target.join("bench");
    std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let records = folder.join("records.ndjson");
    std::fs::write(&records, data::ndjson(STATEMENTS)).context("the records cannot be written")?;
    shell::run(programs::cargo()?.args(["build", "--release", "--package", "cli"]))?;
    let formwright = programs::path("formwright", Profile::Release)?;
    let template = workspace::root()?.join("sample-data/benchmark");
    println!("| engine | threads | seconds | pages/s | peak memory | file |");
    println!("| --- | --- | --- | --- | --- | --- |");
    for format in ["afp", "pdf"] {
        for threads in ["1", "2"] {
            let out = folder.join(format!("formwright.{format}"));
            let mut command = Command::new(&formwright);
            command.args(["render".as_ref(), template.as_os_str(), "--data".as_ref(), records.as_os_str()]);
            command.args(["--to", format, "--threads", threads, "-o"]).arg(&out);
            row(
                &format!("Formwright to {}", format.to_uppercase()),
                threads,
                measure::best_of(RUNS, &mut command)?,
                &out,
            )?;
        }
    }
    if shell::is_on_path("fop") {
        let fo = folder.join("statement.fo");
        std::fs::write(&fo, xsl_fo::document(STATEMENTS)).context("the XSL-FO document cannot be written")?;
        for format in ["afp", "pdf"] {
            let out = folder.join(format!("fop.{format}"));
            let mut command = Command::new("fop");
            command.env("JAVA_OPTS", "-Xmx3g").arg("-q").arg(&fo).arg(format!("-{format}")).arg(&out);
            row(&format!("Apache FOP to {}", format.to_uppercase()), "–", measure::best_of(1, &mut command)?, &out)?;
        }
    } else {
        println!("\nApache FOP is not installed (Debian package fop): not compared.");
    }
    Ok(())
}

fn row(engine: &str, threads: &str, figures: Figures, out: &Path) -> Result<()> {
    let bytes = std::fs::metadata(out).with_context(|| format!("{engine} wrote no {}", out.display()))?.len();
    let pages = f64::from(STATEMENTS * 3) / figures.seconds;
    let memory = figures.peak_kib.map_or_else(|| "–".to_owned(), |kib| format!("{} MB", kib / 1024));
    println!(
        "| {engine} | {threads} | {:.2} | {pages:.0} | {memory} | {:.1} MB |",
        figures.seconds,
        bytes as f64 / 1e6
    );
    Ok(())
}
