//! Embeds the front end and the permissions of the window's commands.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // `cargo xtask ui` builds the front end. Without it the shell still compiles, so that checking and testing it
    // need no wasm; its window then says what is missing.
    let page = Path::new("../ui/dist/index.html");
    if !page.exists() {
        std::fs::create_dir_all("../ui/dist")?;
        std::fs::write(page, "<!doctype html><p>The front end is not built: run <code>cargo xtask ui</code></p>\n")?;
    }
    tauri_build::try_build(tauri_build::Attributes::new().codegen(tauri_build::CodegenContext::new()))?;
    Ok(())
}
