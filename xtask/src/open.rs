//! `cargo xtask run`: the designer on the sample, or without a display the sample as AFP and PDF.

use std::fs;
use std::process::Command;

use anyhow::Result;

use crate::programs::{self, Profile};
use crate::{front_end, setup, shell, workspace};

/// Sets up, builds, and opens the designer on the sample statement.
pub(crate) fn designer_on_the_sample() -> Result<()> {
    setup::everything()?;
    front_end::build(Profile::Development)?;
    programs::build_all()?;
    let sample = workspace::sample()?;
    if has_display() {
        return shell::run(Command::new(programs::path("formwright-designer", Profile::Development)?).arg(sample));
    }
    println!("There is no display here, so the designer stays closed; the sample is rendered instead.");
    let folder = workspace::target()?.join("sample");
    fs::create_dir_all(&folder)?;
    for kind in ["afp", "pdf"] {
        let output = folder.join(format!("statement.{kind}"));
        shell::run(
            Command::new(programs::path("formwright", Profile::Development)?)
                .arg("render")
                .arg(&sample)
                .arg("--data")
                .arg(sample.join("samples/data.ndjson"))
                .args(["--records", "1..5", "--to", kind, "-o"])
                .arg(&output),
        )?;
        println!("{}", output.display());
    }
    Ok(())
}

fn has_display() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}
