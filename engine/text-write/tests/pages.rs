//! Text of whole pages.

use text_write::{lines, page_runs, page_text};
use units::Angle;

#[test]
fn every_run_is_found_with_its_place() {
    let definitions = sample_pages::definitions();
    let page = sample_pages::page(&definitions, sample_pages::PAGES[0].1);
    let runs = page_runs(&page, &definitions);
    let first = &runs[0];
    assert_eq!(first.text, "Final office of finance: 1,234.50");
    assert_eq!((first.x, first.baseline), (sample_pages::mm(5.0), sample_pages::mm(10.0)));
    let turned: Vec<_> = runs.iter().filter(|run| run.text == "Turned").map(|run| run.turn).collect();
    assert_eq!(turned, [90, 180, 270].map(Angle::from_degrees));
    let slanting = runs.iter().find(|run| run.text == "Slanting").unwrap();
    assert!(slanting.turn.millidegrees().abs_diff(20_000) <= 10);
    assert_eq!(runs.len(), lines(&runs).len());
}

#[test]
fn overlays_and_groups_are_part_of_the_page() {
    let definitions = sample_pages::definitions();
    let page = sample_pages::page(&definitions, sample_pages::PAGES[5].1);
    let runs = page_runs(&page, &definitions);
    let overlays: Vec<_> = runs.iter().filter(|run| run.text == "Overlay 2026").collect();
    assert_eq!(overlays.len(), 2);
    assert_eq!(overlays[0].x, sample_pages::mm(8.0));
    assert_eq!(overlays[1].turn, Angle::from_degrees(90));
    // A quarter turn about (90, 27) brings (3, 8) to (82, 30).
    assert_eq!((overlays[1].baseline, overlays[1].x), (-sample_pages::mm(82.0), sample_pages::mm(30.0)));
}

#[test]
fn a_statement_keeps_its_columns() {
    let definitions = sample_pages::definitions();
    let text = page_text(&sample_pages::text_page(&definitions), &definitions);
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 50);
    assert!(lines.iter().all(|line| *line == lines[0]), "{text}");
    assert_eq!(lines[0].split_whitespace().last(), Some("98,765.43"));
    assert!(lines[0].contains("  Card payment, groceries and more   "), "{}", lines[0]);
}

#[test]
fn words_of_runs_that_touch_stay_apart() {
    let definitions = sample_pages::definitions();
    let page = sample_pages::page(&definitions, |definitions, builder| {
        let mut origin = sample_pages::at(5.0, 10.0);
        for text in ["Read more at ", "example.org", " or call"] {
            let colour = units::Colour::BLACK;
            let run = sample_pages::line(definitions, builder, sample_pages::SANS, 10, colour, origin, text);
            origin.x += run.advance;
            builder.push(scene::Item::Text(run), scene::Origin::None);
        }
    });
    assert_eq!(lines(&page_runs(&page, &definitions))[0].text, "Read more at example.org or call");
    assert_eq!(page_text(&page, &definitions), "Read more at example.org or call\n");
}
