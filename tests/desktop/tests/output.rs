//! What the outputs are told, and overlays and page segments of libraries, in the real window.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use desktop_end_to_end::{Designer, Display, Key, Session, Tools};
use serde_json::{Value, json};

fn tools() -> Option<Tools> {
    match Tools::find() {
        Ok(tools) => Some(tools),
        Err(missing) => {
            println!("skipped: {missing}");
            None
        }
    }
}

/// A copy of the sample, its template changed.
fn sample(folder: &Path, change: impl FnOnce(&mut Value)) -> Result<PathBuf> {
    let sample = Tools::copy_of_the_sample(folder)?;
    let file = sample.join("template.json");
    let mut template: Value = serde_json::from_str(&std::fs::read_to_string(&file)?)?;
    change(&mut template);
    std::fs::write(&file, template.to_string())?;
    Ok(sample)
}

/// Waits until both outputs of a template just opened are there.
fn opened(window: &Session) -> Result<()> {
    window.find("#canvas .page img")?;
    window.find("#status-difference")?;
    Ok(())
}

/// Waits until the newest revision shown is after `revision`.
fn revision_after(window: &Session, revision: u64) -> Result<u64> {
    window.wait_for(&format!("Number(document.querySelector('#pane-afp').dataset.revision) > {revision}"))?;
    let shown = window.run("return Number(document.querySelector('#pane-afp').dataset.revision)")?;
    shown.as_u64().context("a revision")
}

#[test]
fn the_profile_is_chosen_named_and_its_findings_stand_by_object() -> Result<()> {
    let Some(tools) = tools() else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    // A half transparent object cannot be expressed by any AFP profile.
    let path = sample(&folder.path().join("statement"), |template| {
        template["masters"][0]["objects"][0]["opacity"] = json!(120);
    })?;
    let template: Value = serde_json::from_str(&std::fs::read_to_string(path.join("template.json"))?)?;
    let object = template["masters"][0]["objects"][0]["id"].as_str().context("an object")?.to_owned();
    let designer = Designer::start(&tools, &folder.path().join("data"), &[path.display().to_string()])?;
    let window = &designer.window;
    opened(window)?;

    window.click("#segment-mode-preview")?;
    window.wait_for("document.querySelector('#pane-afp header').textContent.includes('MO:DCA IS/3')")?;
    window.click("#tab-tab-output")?;
    window.choose("#output-profile", "profile-classic")?;
    window.wait_for("document.querySelector('#pane-afp header').textContent.includes('raster fonts 300 dpi')")?;
    window.choose("#output-resolution", "resolution-240")?;
    window.wait_for("document.querySelector('#pane-afp header').textContent.includes('raster fonts 240 dpi')")?;
    designer.picture("output-light")?;

    window.click("#output-findings")?;
    window.find(&format!("#checks-output .about[data-object='{object}'] [data-code='lowered-to-image']"))?;
    designer.picture("checks-light")?;
    window.click(&format!("#checks-output .about[data-object='{object}']"))?;
    window.find("#preview .overlay .selection")?;

    // Every choice is one step of the history.
    window.press(&[Key::Control], "z")?;
    window.wait_for("document.querySelector('#pane-afp header').textContent.includes('raster fonts 300 dpi')")?;
    window.press(&[Key::Control], "z")?;
    window.wait_for("document.querySelector('#pane-afp header').textContent.includes('MO:DCA IS/3')")?;
    Ok(())
}

#[test]
fn medium_maps_index_and_names_are_edited_with_findings_beside_their_fields() -> Result<()> {
    let Some(tools) = tools() else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    let path = sample(&folder.path().join("statement"), |_| {})?;
    let designer = Designer::start_on(
        Display::start(1280, 720)?,
        &tools,
        &folder.path().join("data"),
        &[path.display().to_string()],
        &[],
    )?;
    let window = &designer.window;
    opened(window)?;
    window.click("#segment-mode-preview")?;
    let revision = revision_after(window, 0)?;
    window.click("#tab-tab-output")?;

    window.click("#output-map-add")?;
    window.click("#output-maps summary")?;
    let map = "#output-maps .entry";
    window.fill(&format!("{map} [data-property='name'] input"), "DUPLEX")?;
    window.choose(&format!("{map} [data-property='duplex'] select"), "duplex-tumble")?;
    window.fill(&format!("{map} [data-property='copies'] input"), "0")?;
    window.find(&format!("{map} [data-property='copies'] .finding.error"))?;
    window.run(&format!("document.querySelector(\"{map}\").scrollIntoView()"))?;
    designer.picture("output-map-small")?;
    window.fill(&format!("{map} [data-property='copies'] input"), "2")?;
    window.wait_for(&format!("!document.querySelector(\"{map} .finding.error\")"))?;
    window.fill(&format!("{map} [data-property='source'] input"), "2")?;
    window.wait_for(&format!("document.querySelector(\"{map} summary\").textContent.includes('DUPLEX')"))?;

    window.fill("#output-medium-map", "NOWHERE")?;
    window.find("#output [data-property='medium_map'] .finding.error[data-code='medium-map-unknown']")?;
    window.fill("#output-medium-map", "DUPLEX")?;
    window.wait_for("!document.querySelector('#output .finding.error')")?;

    window.click("#output-index-add")?;
    let entry = "#group-group-index-entries .entry:last-child";
    window.fill(&format!("{entry} .name input"), "City")?;
    window.fill(&format!("{entry} .value input"), "{{ nothing.here }}")?;
    window.find(&format!("{entry} .finding.error"))?;
    window.fill(&format!("{entry} .value input"), "{{ customer.name }}")?;
    window.wait_for(&format!("!document.querySelector(\"{entry} .finding.error\")"))?;

    window.click("#output-name-add")?;
    window.fill("#output-names .entry .name input", "o1 wrong")?;
    window.find("#output-names .entry .finding.error[data-code='resource-name']")?;
    window.fill("#output-names .entry .name input", "O1FIRST")?;
    window.wait_for("!document.querySelector('#output-names .finding.error')")?;
    revision_after(window, revision)?;

    window.click("#menu-view")?;
    window.click("#command-theme-dark")?;
    window.click("#menu-view")?;
    window.click("#command-language-chinese")?;
    window.wait_for("document.querySelector('#publish').textContent === '發布'")?;
    designer.picture("output-dark-chinese-small")?;

    window.press(&[Key::Control], "s")?;
    window.wait_for("document.querySelector('#saved-state').classList.contains('saved')")?;
    let saved: Value = serde_json::from_str(&std::fs::read_to_string(path.join("template.json"))?)?;
    let afp = &saved["outputs"]["afp"];
    let wanted = json!(["DUPLEX", "tumble", 2, 2]);
    let map = &afp["medium_maps"][0];
    ensure!(json!([map["name"], map["duplex"], map["copies"], map["source"]]) == wanted, "{map}");
    ensure!(afp["medium_map"] == "DUPLEX" && afp["resource_names"][0]["name"] == "O1FIRST", "{afp}");
    let index = afp["index"].as_array().and_then(|index| index.last()).context("an index")?;
    ensure!(index["name"] == "City" && index["value"] == "{{ customer.name }}", "{index}");
    Ok(())
}

/// A folder with an overlay O1FIRST, made by the command from the sample.
fn library(folder: &Path) -> Result<Option<PathBuf>> {
    let Some(formwright) = Tools::program("formwright") else {
        println!("skipped: the command is not built");
        return Ok(None);
    };
    let maker = sample(&folder.join("maker"), |template| {
        let first = template["masters"][0]["id"].clone();
        template["outputs"]["afp"]["resource_names"] = json!([{ "id": "e_first", "of": first, "name": "O1FIRST" }]);
    })?;
    let library = folder.join("library");
    let made = Command::new(formwright)
        .arg("render")
        .arg(&maker)
        .args(["--to", "afp", "--records", "1", "-o"])
        .arg(folder.join("made.afp"))
        .arg("--external")
        .arg(&library)
        .status()?;
    ensure!(made.success(), "the library cannot be made");
    Ok(Some(library))
}

#[test]
fn an_overlay_of_a_library_is_listed_placed_drawn_and_missed_when_its_folder_goes() -> Result<()> {
    let Some(tools) = tools() else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    let Some(library) = library(folder.path())? else { return Ok(()) };
    let path = sample(&folder.path().join("statement"), |template| {
        template["masters"][0]["objects"] = json!([]);
    })?;
    let designer = Designer::start(&tools, &folder.path().join("data"), &[path.display().to_string()])?;
    let window = &designer.window;
    opened(window)?;
    let before = window.picture_of("#canvas .page img")?;

    window.click("#rail-command-library")?;
    window.fill("#library-path", &library.display().to_string())?;
    window.find("#library-resources .resource[data-name='O1FIRST']")?;
    window.wait_for("document.querySelector('#library-resources img').naturalWidth > 20")?;
    window.wait_for("document.querySelector('#library-resources .size').textContent.includes('mm')")?;
    window.click("#library-resources .resource[data-name='O1FIRST']")?;
    window.wait_for("document.querySelector('#property-resource').value === 'O1FIRST'")?;
    let shown = "document.querySelector('#canvas .page img').src";
    let first = window.run(&format!("return {shown}"))?;
    designer.picture("library-light")?;
    window.click("#segment-mode-preview")?;
    revision_after(window, 1)?;
    window.click("#segment-mode-design")?;
    let placed = window.picture_of("#canvas .page img")?;
    ensure!(placed != before, "the overlay is not drawn");

    // Without its folder the overlay is outlined, and told.
    window.click("#library-folders .remove")?;
    window.wait_for(&format!("{shown} !== {first}"))?;
    window.click("#tab-tab-checks")?;
    window.find("#checks-output [data-code='library-resource-missing']")?;
    let missed = window.picture_of("#canvas .page img")?;
    ensure!(missed != placed && missed != before, "what is missing is not outlined");
    window.click("#menu-view")?;
    window.click("#command-theme-dark")?;
    designer.picture("library-missing-dark")?;

    // The folder is kept in the settings, a wrong one says what is wrong.
    window.fill("#library-path", "/nowhere/at/all")?;
    window.find("#library-folders .finding.error")?;
    Ok(())
}

#[test]
fn a_page_that_afp_cannot_hold_is_told_while_it_is_edited() -> Result<()> {
    let Some(tools) = tools() else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    let path = sample(&folder.path().join("statement"), |template| {
        template["masters"][0]["size"] = json!({ "width": 21_600_000, "height": 10_692_000 });
    })?;
    let designer = Designer::start(&tools, &folder.path().join("data"), &[path.display().to_string()])?;
    let window = &designer.window;
    window.find("#canvas .page img")?;
    window.click("#tab-tab-checks")?;
    window.find("#checks-output [data-code='page-too-large']")?;
    let told = window.run("return document.querySelectorAll('#checks [data-code=\"page-too-large\"]').length")?;
    ensure!(told == 1, "told {told} times");
    Ok(())
}
