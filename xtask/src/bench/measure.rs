//! Time and memory of a process.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

/// What a run took.
#[derive(Clone, Copy)]
pub(crate) struct Figures {
    /// From start to end.
    pub(crate) seconds: f64,
    /// The most memory it held at a time, where the system tells.
    pub(crate) peak_kib: Option<u64>,
}

/// The quickest of some runs.
pub(crate) fn best_of(runs: u32, command: &mut Command) -> Result<Figures> {
    let mut best: Option<Figures> = None;
    for _ in 0..runs {
        let figures = once(command)?;
        if best.is_none_or(|best| figures.seconds < best.seconds) {
            best = Some(figures);
        }
    }
    best.context("at least one run")
}

fn once(command: &mut Command) -> Result<Figures> {
    let program = command.get_program().to_owned();
    let started = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn().with_context(|| format!("{program:?} cannot be started"))?;
    let mut peak_kib = None;
    let status = loop {
        peak_kib = peak(&child).max(peak_kib);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    ensure!(status.success(), "{program:?} failed with {status}");
    Ok(Figures { seconds: started.elapsed().as_secs_f64(), peak_kib })
}

/// `VmHWM` of a running process (Linux).
fn peak(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().trim_end_matches(" kB").parse().ok()
}
