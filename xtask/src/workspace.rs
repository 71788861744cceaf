//! Where things are: the checkout, cargo's target folder, the sample.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The root of the checkout.
pub(crate) fn root() -> Result<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_path_buf)
        .context("xtask stands one folder below the root of the checkout")
}

/// Cargo's target folder: `CARGO_TARGET_DIR` if it is set, else `target` in the checkout.
pub(crate) fn target() -> Result<PathBuf> {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) if !folder.is_empty() => Ok(std::env::current_dir()?.join(folder)),
        _ => Ok(root()?.join("target")),
    }
}

/// The folder of the sample the designer opens with.
pub(crate) fn sample() -> Result<PathBuf> {
    Ok(root()?.join("sample-data/statement"))
}
