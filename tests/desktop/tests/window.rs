//! The real window, as its user sees it.

use anyhow::Result;
use desktop_end_to_end::{Designer, Tools};

#[test]
fn the_window_opens_in_both_themes_and_languages() -> Result<()> {
    let tools = match Tools::find() {
        Ok(tools) => tools,
        Err(missing) => {
            println!("skipped: {missing}");
            return Ok(());
        }
    };
    let data = tempfile::tempdir()?;
    let designer = Designer::start(&tools, data.path(), &[])?;
    let window = &designer.window;
    window.find(".welcome")?;
    for theme in ["light", "dark"] {
        window.click("#menu-view")?;
        window.click(&format!("#command-theme-{theme}"))?;
        window.wait_for(&format!("document.documentElement.dataset.theme === '{theme}'"))?;
        designer.picture(&format!("welcome-{theme}"))?;
    }
    window.click("#menu-view")?;
    designer.picture("menu-dark")?;
    window.click("#command-language-chinese")?;
    window.wait_for("document.querySelector('#menu-file').textContent === '檔案'")?;
    designer.picture("welcome-chinese")?;
    Ok(())
}
