//! Drawing, typing, binding and walking through records in the real window; and pictures of every screen.

use anyhow::{Result, ensure};
use desktop_end_to_end::{Designer, Key, Session, Tools};

fn with_sample(test: impl FnOnce(&Designer) -> Result<()>) -> Result<()> {
    let tools = match Tools::find() {
        Ok(tools) => tools,
        Err(missing) => {
            println!("skipped: {missing}");
            return Ok(());
        }
    };
    let folder = tempfile::tempdir()?;
    let sample = Tools::copy_of_the_sample(&folder.path().join("statement"))?;
    let designer = Designer::start(&tools, &folder.path().join("data"), &[sample.display().to_string()])?;
    designer.window.find("#canvas .page img")?;
    designer.window.find("#status-difference")?;
    test(&designer)
}

/// A place on the first page, as shares of its width and height, in pixels of the window.
fn on_page(window: &Session, across: f64, down: f64) -> Result<(i32, i32)> {
    let [left, top, width, height] = window.place_of("#canvas .page")?;
    Ok(((left + width * across) as i32, (top + height * down) as i32))
}

fn value(window: &Session, field: &str) -> Result<String> {
    let value = window.run(&format!("return (document.querySelector('{field}') || {{}}).value || ''"))?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

/// The identity of the picture the canvas shows: its address, which holds the revision.
fn picture(window: &Session) -> Result<String> {
    let source = window.run("return document.querySelector('#canvas .page img').src")?;
    Ok(source.as_str().unwrap_or_default().to_owned())
}

fn wait_for_new_picture(window: &Session, before: &str) -> Result<()> {
    window.wait_for(&format!("document.querySelector('#canvas .page img').src !== '{before}'"))
}

#[test]
fn a_rectangle_is_drawn_duplicated_and_deleted() -> Result<()> {
    with_sample(|designer| {
        let window = &designer.window;
        let before = picture(window)?;
        window.click("#rail-tool-rectangle")?;
        let (from, middle, to) =
            (on_page(window, 0.55, 0.20)?, on_page(window, 0.6, 0.22)?, on_page(window, 0.75, 0.26)?);
        window.drag(&[from, middle, to])?;
        window.find("#property-radius")?;
        wait_for_new_picture(window, &before)?;
        ensure!(!value(window, "#property-width")?.is_empty(), "the new rectangle has no width");
        window.fill("#property-width", "30mm+1in")?;
        window.wait_for("document.querySelector('#property-width').value === '55.4'")?;
        designer.picture("rectangle")?;

        window.click("#tab-tab-layers")?;
        let count = |window: &Session| window.run("return document.querySelectorAll('.tree .row').length");
        let rows = count(window)?.as_u64().unwrap_or_default();
        window.run("document.querySelector('#viewport').focus()")?;
        window.press(&[Key::Control], "d")?;
        window.wait_for(&format!("document.querySelectorAll('.tree .row').length === {}", rows + 1))?;
        window.press_key(&[], Key::Delete)?;
        window.wait_for(&format!("document.querySelectorAll('.tree .row').length === {rows}"))?;
        window.press(&[Key::Control], "z")?;
        window.wait_for(&format!("document.querySelectorAll('.tree .row').length === {}", rows + 1))?;
        Ok(())
    })
}

#[test]
fn a_text_is_placed_and_typed_where_it_stands() -> Result<()> {
    with_sample(|designer| {
        let window = &designer.window;
        let before = picture(window)?;
        window.click("#rail-tool-text")?;
        let (x, y) = on_page(window, 0.5, 0.12)?;
        window.click_at(x, y)?;
        window.type_into("#in-place", "Dear {{ customer.name }}")?;
        designer.picture("typing")?;
        window.press_key(&[], Key::Escape)?;
        window.wait_for("!document.querySelector('#in-place')")?;
        wait_for_new_picture(window, &before)?;
        ensure!(value(window, "#property-text")? == "Dear {{ customer.name }}", "the text is not in the properties");
        window.wait_for("document.querySelector('#properties .live b').textContent.startsWith('Dear M')")?;
        Ok(())
    })
}

#[test]
fn a_field_dragged_from_the_data_tree_becomes_a_bound_text() -> Result<()> {
    with_sample(|designer| {
        let window = &designer.window;
        window.click("#tab-tab-data")?;
        let [left, top, width, height] = window.place_of(".tree .row[data-path='account.closing']")?;
        let from = ((left + width / 3.0) as i32, (top + height / 2.0) as i32);
        let to = on_page(window, 0.6, 0.25)?;
        window.drag(&[from, (from.0 + 30, from.1 + 10), (to.0 - 10, to.1 - 10), to])?;
        window.find("#property-text")?;
        ensure!(value(window, "#property-text")?.contains("account.closing"), "the text is not bound to the field");
        designer.picture("bound-field")?;
        Ok(())
    })
}

#[test]
fn records_are_walked_and_every_screen_is_there_in_dark_and_in_chinese() -> Result<()> {
    with_sample(|designer| {
        let window = &designer.window;
        let before = picture(window)?;
        let name = window.text("#record-name")?;
        window.click("#record-next")?;
        window.wait_for("document.querySelector('#record-number').value === '2'")?;
        wait_for_new_picture(window, &before)?;
        window.wait_for(&format!("document.querySelector('#record-name').textContent !== '{name}'"))?;
        window.fill("#record-number", "1200")?;
        window.wait_for("document.querySelector('#record-number').value === '1200'")?;

        window.click("#menu-view")?;
        window.click("#command-theme-dark")?;
        window.click("#tab-tab-pages")?;
        window.click("#tab-tab-history")?;
        designer.picture("pages-dark")?;
        window.click("#tab-tab-data")?;
        window.click("#tab-tab-inspector")?;
        window.find("#inspector .row")?;
        // The selection leads to the bytes it caused, and bytes lead to the object that caused them.
        window.click("#tab-tab-layers")?;
        window.click(".tree .row[data-id='o_address']")?;
        window.find("#inspector .row.linked[data-object='o_address']")?;
        window.run("document.querySelector('#inspector').scrollTop += 320")?;
        window.click("#inspector .row[data-object]:not(.linked)")?;
        window.wait_for("document.querySelector('#inspector .row.linked').dataset.object !== 'o_address'")?;
        window.find("#overlay .selection, #overlay .instance")?;
        window.click("#tab-tab-data")?;
        window.click("#menu-view")?;
        window.click("#command-language-chinese")?;
        window.wait_for("document.querySelector('#publish').textContent === '發布'")?;
        designer.picture("design-dark-chinese")?;
        window.click("#segment-mode-preview")?;
        window.find("#pane-pdf .page img")?;
        window.click("#tab-tab-problems")?;
        designer.picture("preview-dark-chinese")?;
        window.click("#panes-difference")?;
        window.find("#pane-difference .page img")?;
        designer.picture("difference-dark")?;
        window.press(&[Key::Control], "k")?;
        window.find("#palette-input")?;
        designer.picture("palette-dark")?;
        Ok(())
    })
}
