//! `cargo xtask test`: every test of the workspace, and the totals.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::programs::{self, NATIVE, Profile};
use crate::{front_end, setup, shell};

/// The switch that lets golden tests write their references instead of comparing with them.
const BLESS: &str = "FORMWRIGHT_BLESS";

/// The packages whose tests have references.
const BLESSED: [&str; 4] = ["afp-codec", "layout", "model", "raster"];

/// Sets up, builds everything and runs every test; the last line is the totals.
pub(crate) fn all() -> Result<()> {
    setup::everything()?;
    front_end::build(Profile::Development)?;
    programs::build_all()?;
    let mut totals = Totals::default();
    run_counted(programs::cargo()?.arg("test").args(NATIVE).arg("--no-fail-fast"), &mut totals)?;
    for name in &totals.failures {
        println!("failed: {name}");
    }
    println!("{} passed, {} failed", totals.passed, totals.failed);
    if totals.failed > 0 || totals.broken {
        bail!("not every test passed");
    }
    Ok(())
}

/// Runs the golden tests so that they write what they see as the new references.
pub(crate) fn bless() -> Result<()> {
    shell::run(programs::cargo()?.arg("test").args(BLESSED.map(|name| format!("--package={name}"))).env(BLESS, "1"))?;
    println!("Look at `git diff` before you commit the new references.");
    Ok(())
}

#[derive(Default)]
struct Totals {
    passed: u64,
    failed: u64,
    failures: Vec<String>,
    /// Cargo failed without a test that failed: something did not build or was killed.
    broken: bool,
}

/// Passes on what the tests print and counts.
fn run_counted(command: &mut Command, totals: &mut Totals) -> Result<()> {
    println!("\u{25b8} {}", shell::line(command));
    let mut child = command.stdout(Stdio::piped()).spawn().context("starting cargo test")?;
    let output = child.stdout.take().context("reading what the tests print")?;
    for line in BufReader::new(output).lines() {
        let line = line.context("reading what the tests print")?;
        println!("{line}");
        totals.count(&line);
    }
    let status = child.wait()?;
    totals.broken = !status.success() && totals.failed == 0;
    Ok(())
}

impl Totals {
    fn count(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED")) {
            self.failures.push(name.to_owned());
        }
        if let Some(result) = line.strip_prefix("test result: ") {
            self.passed += number_before(result, " passed");
            self.failed += number_before(result, " failed");
        }
    }
}

fn number_before(line: &str, word: &str) -> u64 {
    line.split_once(word)
        .and_then(|(before, _)| before.rsplit(' ').next())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod unit {
    use super::Totals;

    #[test]
    fn totals_add_up_over_test_programs() {
        let mut totals = Totals::default();
        for line in [
            "test layout::a_page_breaks ... ok",
            "test layout::a_row_is_kept ... FAILED",
            "test result: FAILED. 12 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
        ] {
            totals.count(line);
        }
        assert_eq!((totals.passed, totals.failed), (15, 1));
        assert_eq!(totals.failures, ["layout::a_row_is_kept"]);
    }
}
