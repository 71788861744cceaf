//! The viewer: an AFP file opened read-only, its fields linked with its pages both ways.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use desktop_end_to_end::{Designer, Display, Session, Tools};

/// An AFP file of three records, made by the command; none where the command or a tool is missing.
fn afp(folder: &Path) -> Result<Option<(Tools, PathBuf)>> {
    let tools = match Tools::find() {
        Ok(tools) => tools,
        Err(missing) => {
            println!("skipped: {missing}");
            return Ok(None);
        }
    };
    let Some(formwright) = Tools::program("formwright") else {
        println!("skipped: the command is not built");
        return Ok(None);
    };
    let sample = Tools::copy_of_the_sample(&folder.join("statement"))?;
    let file = folder.join("made by the command.afp");
    let made = Command::new(formwright)
        .arg("render")
        .arg(&sample)
        .args(["--to", "afp", "--records", "1..3", "-o"])
        .arg(&file)
        .status()?;
    ensure!(made.success(), "the file cannot be made");
    Ok(Some((tools, file)))
}

/// Waits until page `number` is drawn and its fields are listed.
fn shown(window: &Session, number: u32) -> Result<()> {
    window.wait_for(&format!(
        "(() => {{
            const image = document.querySelector('#viewer-stage .page img');
            const part = document.querySelector('#viewer-part');
            return image && image.complete && image.src.includes('/{number}@')
                && document.querySelector('#viewer-page').value === '{number}'
                && part.textContent.includes('P{number:07}'.slice(0, 3))
                && document.querySelector('#viewer-fields .row');
        }})()"
    ))
}

/// The middle of the first mark on the page.
fn mark(window: &Session) -> Result<(i32, i32)> {
    let [left, top, width, height] = window.place_of("#viewer-marks .mark")?;
    Ok(((left + width / 2.0) as i32, (top + height / 2.0) as i32))
}

/// Looks for a text and waits until it is found after the last place.
fn search(window: &Session, text: &str) -> Result<String> {
    let chosen = "(document.querySelector('#status-chosen') || {}).textContent";
    let before = window.run(&format!("return {chosen} || ''"))?;
    window.fill("#viewer-search", text)?;
    window.wait_for(&format!("({chosen} || '') !== {before}"))?;
    window.find("#viewer-fields .row.linked")?;
    Ok(window.run(&format!("return {chosen}"))?.as_str().unwrap_or_default().to_owned())
}

#[test]
fn a_file_is_looked_at_page_by_page_and_field_by_field() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let Some((tools, file)) = afp(folder.path())? else { return Ok(()) };
    let before = std::fs::read(&file)?;
    let designer = Designer::start(&tools, &folder.path().join("data"), &[file.display().to_string()])?;
    let window = &designer.window;
    window.find("#viewer")?;
    shown(window, 1)?;
    window.wait_for("document.querySelector('#document-name .name').textContent === 'made by the command.afp'")?;
    window.wait_for("document.querySelectorAll('#viewer-page-list img').length > 2")?;

    // A text of the page leads to its control sequence, which is marked on the page.
    search(window, "Statement 10")?;
    window.wait_for("/TRN|PTX/.test(document.querySelector('#viewer-fields .row.linked').textContent)")?;
    window.find("#viewer-marks .mark")?;
    window.wait_for("document.querySelectorAll('#viewer-detail .dump-line').length > 0")?;
    designer.picture("viewer-light")?;

    // A click on the page leads back to the bytes that drew what lies there.
    let place = mark(window)?;
    window.click_at(place.0, place.1)?;
    window.find("#viewer-fields .row.inner.linked")?;
    let inner = window.run("return Number(document.querySelector('#viewer-fields .row.linked').dataset.offset)")?;
    window.run("document.querySelector('#viewer-fields').scrollTop = 0")?;
    window.click("#viewer-fields .row[data-identifier='D3A8AF']")?;
    window.wait_for("document.querySelector('#viewer-fields .row.linked').textContent.includes('BPG')")?;
    // All of the page is what its Begin field reaches over.
    window.wait_for("document.querySelectorAll('#viewer-marks .mark').length > 20")?;
    window.click_at(place.0, place.1)?;
    window.wait_for(&format!(
        "Number(document.querySelector('#viewer-fields .row.linked').dataset.offset) === {inner}"
    ))?;

    // Pages by number and key, the structure of the file, its resources and its index.
    window.click("#viewer-next")?;
    shown(window, 2)?;
    window.fill("#viewer-page", "3")?;
    shown(window, 3)?;
    window.click("#tab-tab-index")?;
    window.wait_for("document.querySelectorAll('#viewer-groups .group-row').length === 3")?;
    window.click("#viewer-groups .group-row")?;
    shown(window, 1)?;
    window.click("#tab-tab-structure")?;
    window.find("#viewer-structure .part-row[data-kind='page']")?;
    designer.picture("viewer-structure-light")?;
    window.click("#tab-tab-resources")?;
    window.find("#viewer-fonts .live")?;
    window.click("#viewer-resources .part-row")?;
    window.wait_for("document.querySelector('#viewer-fields .row').textContent.includes('BRS')")?;
    designer.picture("viewer-resource-light")?;

    // An offset is a place, too.
    search(window, "0x0")?;
    window.wait_for("Number(document.querySelector('#viewer-fields .row.linked').dataset.offset) === 0")?;

    window.click("#viewer-close")?;
    window.find(".welcome")?;
    ensure!(std::fs::read(&file)? == before, "the file was changed");
    Ok(())
}

#[test]
fn the_viewer_fits_a_small_window_in_dark_and_in_chinese_and_gives_the_template_back() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let Some((tools, file)) = afp(folder.path())? else { return Ok(()) };
    let sample = folder.path().join("statement");
    // The file was opened before, and so is among the recent ones.
    let data = folder.path().join("data");
    let first = Designer::start(&tools, &data, &[file.display().to_string()])?;
    shown(&first.window, 1)?;
    drop(first);

    let designer = Designer::start_on(Display::start(1280, 720)?, &tools, &data, &[sample.display().to_string()], &[])?;
    let window = &designer.window;
    window.find("#canvas .page img")?;
    window.click("#menu-view")?;
    window.click("#command-theme-dark")?;
    window.click("#menu-view")?;
    window.click("#command-language-chinese")?;
    window.wait_for("document.querySelector('#publish').textContent === '發布'")?;
    window.click("#menu-file")?;
    window.click(&format!(".recent-file[title=\"{}\"]", file.display()))?;
    window.find("#viewer")?;
    shown(window, 1)?;
    window.wait_for("!document.querySelector('#publish')")?;
    search(window, "Meridian")?;
    designer.picture("viewer-dark-chinese-small")?;
    window.click("#viewer-close")?;
    window.find("#canvas .page img")?;
    window.wait_for("document.querySelector('#publish')")?;
    window.wait_for("document.querySelector('#document-name .name').textContent.includes('account statement')")?;
    Ok(())
}
