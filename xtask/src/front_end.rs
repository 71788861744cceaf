//! The front end: cargo for wasm32, then wasm-bindgen, then wasm-opt where there is one, into `ui/dist`.
//!
//! The desktop shell embeds that folder. A file is only written when it changed, so that an unchanged front end
//! does not make the shell be linked again.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::programs::{Profile, cargo};
use crate::setup::{WasmTarget, wasm_target};
use crate::{shell, workspace};

const TARGET: &str = "wasm32-unknown-unknown";

/// Builds the front end into `ui/dist`.
pub(crate) fn build(profile: Profile) -> Result<()> {
    let root = workspace::root()?;
    compile(profile)?;
    let wasm = workspace::target()?.join(TARGET).join(profile.folder()).join("formwright-ui.wasm");
    let bound = workspace::target()?.join("ui").join(profile.folder());
    fs::create_dir_all(&bound)?;
    shell::run(cargo()?.args(["run", "--quiet", "--package", "bindgen", "--"]).arg(&wasm).arg(&bound))?;
    if profile == Profile::Release {
        optimise(&bound.join("formwright-ui_bg.wasm"));
    }

    let dist = root.join("ui/dist");
    fs::create_dir_all(&dist)?;
    for name in ["formwright-ui.js", "formwright-ui_bg.wasm"] {
        place(&bound.join(name), &dist.join(name))?;
    }
    for entry in fs::read_dir(root.join("ui/static")).context("reading ui/static")? {
        let entry = entry?;
        place(&entry.path(), &dist.join(entry.file_name()))?;
    }
    for font in ["InterVariable.woff2", "IBMPlexMono-Regular.ttf", "IBMPlexMono-SemiBold.ttf"] {
        place(&root.join("assets/fonts").join(font), &dist.join(font))?;
    }
    println!("The front end is in {}", dist.display());
    Ok(())
}

fn compile(profile: Profile) -> Result<()> {
    let mut command = cargo()?;
    command.args(["build", "--package", "ui", "--target", TARGET]).args(profile.flags());
    let kind = wasm_target().context("the wasm target of Rust is missing: run `cargo xtask setup`")?;
    if kind == WasmTarget::FromSource {
        command
            .args(["-Z", "build-std=std,panic_abort"])
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld");
    }
    shell::run(&mut command)
}

/// Makes the module smaller. Only a gain: where the program is missing or too old, the module stays as it is.
fn optimise(wasm: &Path) {
    if !shell::is_on_path("wasm-opt") {
        println!("wasm-opt is not installed: the front end stays larger than it could be");
        return;
    }
    let smaller = wasm.with_extension("smaller");
    let ran = shell::run(Command::new("wasm-opt").args(["-Os", "--all-features"]).arg(wasm).arg("-o").arg(&smaller));
    if ran.is_err() || fs::rename(&smaller, wasm).is_err() {
        println!("wasm-opt did not work: the front end stays larger than it could be");
    }
}

/// Copies a file unless the same bytes are there already.
fn place(from: &Path, to: &Path) -> Result<()> {
    let bytes = fs::read(from).with_context(|| format!("reading {}", from.display()))?;
    if fs::read(to).is_ok_and(|present| present == bytes) {
        return Ok(());
    }
    fs::write(to, bytes).with_context(|| format!("writing {}", to.display()))
}
