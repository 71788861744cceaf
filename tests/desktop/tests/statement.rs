//! The sample statement in the real window: moved, previewed, undone, saved, recovered, published.

use anyhow::{Context, Result, ensure};
use desktop_end_to_end::{Designer, Key, PASSWORD, Server, Session, Tools, USER, free_port};

/// The object of the sample that the tests move.
const ADDRESS: &str = "o_address";

fn tools() -> Option<Tools> {
    match Tools::find() {
        Ok(tools) => Some(tools),
        Err(missing) => {
            println!("skipped: {missing}");
            None
        }
    }
}

/// Waits until the pages of the newest edit are drawn and both outputs are those of it.
fn settled(window: &Session) -> Result<()> {
    window.wait_for(
        "(() => {
            const page = document.querySelector('#canvas .page img, #pane-afp .page img');
            return page && page.complete && document.querySelector('#status-difference');
        })()",
    )
}

fn select(window: &Session, object: &str) -> Result<()> {
    window.click("#tab-tab-layers")?;
    window.click(&format!(".tree .row[data-id='{object}']"))?;
    window.find("#overlay .selection")?;
    Ok(())
}

fn x_of_selection(window: &Session) -> Result<String> {
    Ok(window.run("return document.querySelector('#property-x').value")?.as_str().unwrap_or_default().to_owned())
}

/// The pictures of the first page in both panes, once they show a revision after `revision`.
fn panes(window: &Session, revision: u64) -> Result<(u64, String, String)> {
    window.wait_for(&format!(
        "['afp', 'pdf'].every((kind) => {{
            const pane = document.querySelector(`#pane-${{kind}}`);
            const image = pane && pane.querySelector('.page img');
            return image && Number(pane.dataset.revision) > {revision}
                && image.src.includes(`/${{pane.dataset.revision}}/${{kind}}/1@`);
        }})"
    ))?;
    let shown = window.run("return Number(document.querySelector('#pane-afp').dataset.revision)")?;
    Ok((
        shown.as_u64().context("a revision")?,
        window.picture_of("#pane-afp .page img")?,
        window.picture_of("#pane-pdf .page img")?,
    ))
}

#[test]
fn a_moved_object_moves_in_both_previews_and_comes_back_by_undo() -> Result<()> {
    let Some(tools) = tools() else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    let sample = Tools::copy_of_the_sample(&folder.path().join("statement"))?;
    let file = sample.join("template.json");
    let original = std::fs::read_to_string(&file)?;
    let designer = Designer::start(&tools, &folder.path().join("data"), &[sample.display().to_string()])?;
    let window = &designer.window;
    settled(window)?;
    designer.picture("design-light")?;

    window.click("#segment-mode-preview")?;
    let (revision, afp, pdf) = panes(window, 0)?;
    designer.picture("preview-light")?;

    window.click("#segment-mode-design")?;
    select(window, ADDRESS)?;
    designer.picture("design-selected-light")?;
    let before = x_of_selection(window)?;
    let [left, top, width, height] = window.place_of("#overlay .selection")?;
    let middle = ((left + width / 2.0) as i32, (top + height / 2.0) as i32);
    window.drag(&[
        middle,
        (middle.0 + 20, middle.1 + 10),
        (middle.0 + 60, middle.1 + 33),
        (middle.0 + 80, middle.1 + 41),
    ])?;
    window.wait_for(&format!("document.querySelector('#property-x').value !== '{before}'"))?;
    let moved = x_of_selection(window)?;
    window.wait_for("document.querySelector('#saved-state').classList.contains('unsaved')")?;

    window.click("#segment-mode-preview")?;
    let (revision, moved_afp, moved_pdf) = panes(window, revision)?;
    ensure!(moved_afp != afp, "the AFP pane shows the object where it was");
    ensure!(moved_pdf != pdf, "the PDF pane shows the object where it was");
    let share = window.run("return document.querySelector('#status-difference').dataset.share")?;
    let share: f64 = share.as_str().context("a difference")?.parse()?;
    ensure!(share <= 0.02, "the outputs differ by {share}");
    designer.picture("preview-moved")?;

    window.press(&[Key::Control], "z")?;
    let (_, undone_afp, undone_pdf) = panes(window, revision)?;
    ensure!(undone_afp == afp && undone_pdf == pdf, "undo does not bring the pages back");
    window.press(&[Key::Control, Key::Shift], "z")?;
    window.wait_for(&format!("document.querySelector('#property-x').value === '{moved}'"))?;

    window.press(&[Key::Control], "s")?;
    window.wait_for("document.querySelector('#saved-state').classList.contains('saved')")?;
    let saved = std::fs::read_to_string(&file)?;
    ensure!(saved != original, "nothing was saved");
    let lines = saved.lines().zip(original.lines()).filter(|(new, old)| new != old).count();
    ensure!(saved.lines().count() == original.lines().count() && lines <= 2, "{lines} lines of the file changed");
    Ok(())
}

#[test]
fn unsaved_edits_survive_a_kill() -> Result<()> {
    let Some(tools) = tools() else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    let sample = Tools::copy_of_the_sample(&folder.path().join("statement"))?;
    let data = folder.path().join("data");
    let designer = Designer::start(&tools, &data, &[sample.display().to_string()])?;
    settled(&designer.window)?;
    select(&designer.window, ADDRESS)?;
    designer.window.fill("#property-x", "33.3")?;
    designer.window.wait_for("document.querySelector('#saved-state').classList.contains('unsaved')")?;
    std::thread::sleep(std::time::Duration::from_millis(2_500));
    designer.kill()?;

    let designer = Designer::start(&tools, &data, &[])?;
    let window = &designer.window;
    window.find("#recoveries .recover")?;
    designer.picture("recovery")?;
    window.click("#recoveries .recover")?;
    settled(window)?;
    select(window, ADDRESS)?;
    window.wait_for("document.querySelector('#property-x').value === '33.3'")?;
    Ok(())
}

#[test]
fn a_publish_waits_for_the_server_and_survives_a_kill() -> Result<()> {
    let Some(tools) = tools() else { return Ok(()) };
    let Some(program) = Tools::program("formwright-server") else {
        println!("skipped: the server is not built");
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let sample = Tools::copy_of_the_sample(&folder.path().join("statement"))?;
    let template: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(sample.join("template.json"))?)?;
    let template = template["id"].as_str().context("the template's id")?;
    let (data, server_data, port) = (folder.path().join("data"), folder.path().join("server"), free_port()?);
    Server::create_user(&program, &server_data)?;
    let server = Server::start(&program, &server_data, port)?;

    let designer = Designer::start(&tools, &data, &[sample.display().to_string()])?;
    let window = &designer.window;
    settled(window)?;
    let publish = |window: &Session| -> Result<()> {
        window.click("#publish")?;
        window.run(
            "for (const id of ['server', 'user', 'password']) document.querySelector(`#publish-${id}`).select()",
        )?;
        for (field, text) in [("server", server.address.as_str()), ("user", USER), ("password", PASSWORD)] {
            window.run(&format!(
                "const field = document.querySelector('#publish-{field}');
                 field.value = '{text}'; field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
            ))?;
        }
        window.click("#publish-send")
    };
    publish(window)?;
    window.find("#outbox .parcel[data-state='delivered']")?;
    designer.picture("publish-delivered")?;
    ensure!(server.versions(template)? == 1, "the server has not the one version");

    // The same again is the same version.
    window.click("#publish-send")?;
    std::thread::sleep(std::time::Duration::from_secs(1));
    window.find("#outbox .parcel[data-state='delivered']")?;
    ensure!(server.versions(template)? == 1, "the same package became a second version");
    window.press_key(&[], Key::Escape)?;

    // With the server gone a new version waits, over a kill, until the server is back.
    drop(server);
    select(window, ADDRESS)?;
    window.fill("#property-x", "25")?;
    window.press(&[Key::Control], "s")?;
    window.wait_for("document.querySelector('#saved-state').classList.contains('saved')")?;
    window.click("#publish")?;
    window.click("#publish-send")?;
    window.find("#outbox .parcel[data-state='waiting']")?;
    designer.picture("publish-waiting")?;
    designer.kill()?;

    let server = Server::start(&program, &server_data, port)?;
    let _designer = Designer::start(&tools, &data, &[])?;
    let started = std::time::Instant::now();
    while server.versions(template)? != 2 {
        ensure!(started.elapsed().as_secs() < 30, "what waited is not delivered");
        std::thread::sleep(std::time::Duration::from_millis(500));
    }
    Ok(())
}
