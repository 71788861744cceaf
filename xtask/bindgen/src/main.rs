//! Turns the front end's wasm into the pair of files a web view loads: the module and its JavaScript bindings.
//!
//! In: the wasm file cargo built and a folder. Out: `formwright-ui.js` and `formwright-ui_bg.wasm` in that folder.
//! A crate of its own because its dependencies are heavy, and `cargo xtask setup` should start in seconds.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [wasm, folder] = arguments.as_slice() else { bail!("usage: bindgen WASM FOLDER") };
    Bindgen::new()
        .input_path(wasm)
        .web(true)
        .context("choosing the browser's module form")?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
        .with_context(|| format!("binding {}", wasm.display()))
}
