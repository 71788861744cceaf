//! A small statement as text, item by item. `cargo xtask bless` writes it anew.

mod support;

use std::fmt::Write;
use std::path::Path;

use scene::Item;
use support::{compile, lay_out, parse, visit};
use units::Emu;

const TEMPLATE: &str = include_str!("golden/statement.json");
const RECORD: &str = include_str!("golden/record.json");

/// Micrometres: fine enough to see every change, coarse enough to read.
fn length(length: Emu) -> i64 {
    (length.wide() + 18).div_euclid(36)
}

fn dump() -> String {
    let compiled = compile(&parse(TEMPLATE));
    let laid_out = lay_out(&compiled, RECORD);
    let mut out = String::new();
    for finding in &laid_out.diagnostics {
        let _ = writeln!(out, "{finding}");
    }
    let _ = writeln!(out, "title {:?}, group {:?}", laid_out.title, laid_out.group);
    for page in &laid_out.pages {
        let _ = writeln!(out, "page {} {} x {}", page.number, length(page.size.width), length(page.size.height));
        visit(page, compiled.definitions(), |visit| {
            let origin = visit.placed.origin.object_id().map(|id| id.to_string()).unwrap_or_default();
            let layer = if visit.include.is_some() { "overlay" } else { "page" };
            let at = |point: units::Point| {
                let point = visit.transform.apply(point);
                format!("{},{}", length(point.x), length(point.y))
            };
            let what = match &visit.placed.item {
                Item::Text(run) => format!(
                    "text {} face {} size {} {:?} advance {} {:?}",
                    at(run.origin),
                    run.face.0,
                    run.size.twentieths(),
                    run.colour,
                    length(run.advance),
                    visit.content.text(run)
                ),
                Item::Rule(rule) => format!(
                    "rule {} {}x{} {:?}",
                    at(rule.rect.origin()),
                    length(rule.rect.width),
                    length(rule.rect.height),
                    rule.colour
                ),
                Item::Path(path) => format!("path {} steps {:?}", path.path.segments.len(), path.fill),
                Item::Image(image) => format!("image {}", at(image.rect.origin())),
                Item::Barcode(code) => format!("barcode {} {} bars", at(code.origin), code.bars.len()),
                Item::Link(link) => format!("link {} {:?}", at(link.rect.origin()), link.target),
                Item::Include { .. } | Item::Group(_) => "not a leaf".to_owned(),
            };
            let _ = writeln!(out, "  {layer} {origin}: {what}");
        });
    }
    out
}

#[test]
fn the_small_statement_is_laid_out_as_it_was() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/statement.txt");
    let made = dump();
    if std::env::var_os("FORMWRIGHT_BLESS").is_some() {
        std::fs::write(&file, &made).unwrap();
        return;
    }
    let known = std::fs::read_to_string(&file).unwrap_or_default();
    for (line, (made, known)) in made.lines().zip(known.lines()).enumerate() {
        assert_eq!(made, known, "line {}", line + 1);
    }
    assert_eq!(made.lines().count(), known.lines().count());
}
