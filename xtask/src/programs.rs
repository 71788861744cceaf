//! Building the workspace's programs, always in the same way, so that nothing is built twice.
//!
//! Cargo builds a dependency again for every other set of features, profile or flags. Every command here selects
//! all packages (but the front end, which is for wasm32) and all targets, and so shares what it built.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::{shell, workspace};

/// How much the compiler optimises.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Built quickly; what `run` and `test` use.
    Development,
    /// Built for others to use.
    Release,
}

impl Profile {
    /// The folder below cargo's target folder.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Development => "debug",
            Self::Release => "release",
        }
    }

    /// What cargo is told.
    pub(crate) fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Development => &[],
            Self::Release => &["--release"],
        }
    }
}

/// Everything of the workspace that this machine itself runs.
pub(crate) const NATIVE: [&str; 3] = ["--workspace", "--exclude", "ui"];

/// Cargo in the root of the checkout.
pub(crate) fn cargo() -> Result<Command> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace::root()?);
    Ok(command)
}

/// Builds all programs and tests for this machine.
pub(crate) fn build_all() -> Result<()> {
    shell::run(cargo()?.arg("build").args(NATIVE).arg("--all-targets"))
}

/// Where cargo puts a program.
pub(crate) fn path(program: &str, profile: Profile) -> Result<PathBuf> {
    Ok(workspace::target()?.join(profile.folder()).join(format!("{program}{}", std::env::consts::EXE_SUFFIX)))
}
