//! From a finished edit to both panes of the preview, measured in the real window.

use anyhow::{Context, Result, ensure};
use desktop_end_to_end::{Designer, Tools};

/// Undoes and redoes an edit again and again; each time waits until both panes show the new revision's picture.
const MEASURE: &str = "
    const done = arguments[0];
    const times = [];
    const source = (kind) => (document.querySelector(`#pane-${kind} .page img`) || {}).src;
    const press = (shift) => document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: shift ? 'Z' : 'z', ctrlKey: true, shiftKey: shift, bubbles: true }));
    const round = (number) => {
        if (number === 24) { done(times.slice(4)); return; }
        const before = [source('afp'), source('pdf')];
        const start = performance.now();
        press(number % 2 === 1);
        const look = () => {
            if (source('afp') !== before[0] && source('pdf') !== before[1]) {
                times.push(performance.now() - start);
                setTimeout(() => round(number + 1), 120);
            } else if (performance.now() - start > 10000) {
                done([]);
            } else {
                requestAnimationFrame(look);
            }
        };
        look();
    };
    round(0);";

#[test]
fn both_panes_follow_an_edit_at_once() -> Result<()> {
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
    let window = &designer.window;
    window.find("#status-difference")?;
    window.click("#tab-tab-layers")?;
    window.click(".tree .row[data-id='o_address']")?;
    window.fill("#property-x", "30")?;
    window.click("#segment-mode-preview")?;
    window.find("#pane-afp .page img")?;
    window.find("#pane-pdf .page img")?;
    let times = window.run_async(MEASURE)?;
    let mut times: Vec<f64> = times.as_array().context("times")?.iter().filter_map(serde_json::Value::as_f64).collect();
    ensure!(times.len() == 20, "a pane did not follow an edit");
    times.sort_by(f64::total_cmp);
    println!("edit to both previews: median {:.0} ms, 95th percentile {:.0} ms", times[10], times[18]);
    Ok(())
}
