//! `formwright compare`.

use diagnostics::{Diagnostic, Diagnostics};
use formwright::raster::{Comparison, encode_png};
use formwright::{Document, FontMapping, PageComparison, compare, open_libraries};
use serde_json::json;

use crate::arguments::Compare;
use crate::files;
use crate::progress::Progress;
use crate::report::{self, Done, Failed};

pub(crate) fn run(call: &Compare) -> Result<Done, Failed> {
    let libraries = open_libraries(&call.resources)?;
    let open = |path: &std::path::Path| -> Result<Document, Diagnostic> {
        Document::open_with(&files::shown(path), files::read(path)?, libraries.clone(), FontMapping::default())
    };
    let (first, second) = (open(&call.first)?, open(&call.second)?);
    let mut diagnostics = Diagnostics::new();
    diagnostics.append(first.diagnostics());
    diagnostics.append(second.diagnostics());
    let bar = Progress::new("pages", Some(first.page_count().max(second.page_count()) as u64));
    let mut pages = Vec::new();
    compare(&first, &second, f64::from(call.dpi), &mut diagnostics, |page| {
        bar.set(page.page);
        let picture = picture(call, &page)?;
        pages.push((page, picture));
        Ok(())
    })?;
    drop(bar);
    report::show(&diagnostics);
    let agree = first.page_count() == second.page_count() && pages.iter().all(|(page, _)| page.agrees());
    if call.json {
        let pages: Vec<_> = pages.iter().map(|(page, picture)| to_json(page, picture.as_deref())).collect();
        println!("{:#}", json!({ "agree": agree, "pages": pages }));
    } else {
        for (page, picture) in &pages {
            show(page, picture.as_deref());
        }
        if first.page_count() != second.page_count() {
            println!("{} and {} pages", first.page_count(), second.page_count());
        }
    }
    Ok(if agree { Done::Fine } else { Done::Found })
}

/// Writes a picture of where a page differs, if it does at all; its name.
fn picture(call: &Compare, page: &PageComparison) -> Result<Option<String>, Diagnostic> {
    let Some(comparison) = page.comparison.as_ref().filter(|comparison| comparison.differing > 0) else {
        return Ok(None);
    };
    let png = encode_png(&comparison.picture(), f64::from(call.dpi)).map_err(|error| report::undrawable(&error))?;
    let path = files::numbered(&call.picture, page.page);
    files::write(&path, |out| out.write_all(&png))?;
    Ok(Some(path.display().to_string()))
}

/// The share of the inked pixels that differ in the worst tile.
fn worst(comparison: &Comparison) -> f64 {
    comparison.worst_tile.map_or(0.0, |tile| tile.share)
}

fn show(page: &PageComparison, picture: Option<&str>) {
    match &page.comparison {
        None => println!("page {}: only in one of the two", page.page),
        Some(comparison) => println!(
            "page {}: {:.3} % of the inked pixels differ, {:.1} % in the worst tile{}",
            page.page,
            comparison.share * 100.0,
            worst(comparison) * 100.0,
            picture.map(|name| format!(" ({name})")).unwrap_or_default()
        ),
    }
}

fn to_json(page: &PageComparison, picture: Option<&str>) -> serde_json::Value {
    json!({
        "page": page.page,
        "agrees": page.agrees(),
        "inked": page.comparison.as_ref().map(|comparison| comparison.inked),
        "differing": page.comparison.as_ref().map(|comparison| comparison.differing),
        "share": page.comparison.as_ref().map(|comparison| comparison.share),
        "worst_tile": page.comparison.as_ref().map(worst),
        "picture": picture,
    })
}
