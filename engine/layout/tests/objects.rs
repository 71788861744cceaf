//! Fixed objects: what each becomes on the page.

mod support;

use scene::{Item, Origin, Placed, SymbolKind};
use support::{compile, emu, lay_out, master, messages, template, words};
use units::QuarterTurn;

/// An object in a rectangle of points.
fn object(id: &str, kind: &str, rect: [i32; 4], more: &str) -> String {
    let [x, y, width, height] = rect;
    format!(
        r#"{{"id": "{id}", "rect": {{"x": {x}pt, "y": {y}pt, "width": {width}pt, "height": {height}pt}},
        "kind": "{kind}"{more}}}"#
    )
}

fn text(id: &str, rect: [i32; 4], words: &str, more: &str) -> String {
    let paragraphs = format!(
        r#", "paragraphs": [{{"id": "{id}p", "format": {{"line_height": 1000}}, "runs": [{{"id": "{id}r",
        "text": "{words}"}}]}}]{more}"#
    );
    object(id, "text", rect, &paragraphs)
}

const DATA: &str = r#", "data": {"fields": [{"id": "d1", "name": "name", "kind": "text"},
    {"id": "d2", "name": "shares", "kind": "record", "repeated": true, "fields": [
    {"id": "d3", "name": "label", "kind": "text"}, {"id": "d4", "name": "value", "kind": "number"}]}]}"#;

/// The items of the overlay, and those of the page.
fn items(objects: &[String], record: &str) -> (Vec<Placed>, Vec<Placed>, Vec<String>) {
    let objects = format!("[{}]", objects.join(","));
    let compiled = compile(&template(&master(&objects, 100), "[]", DATA));
    let mut laid_out = lay_out(&compiled, record);
    let findings =
        compiled.diagnostics().iter().map(ToString::to_string).chain(messages(&laid_out)).collect::<Vec<_>>();
    let overlay = compiled.definitions().includes.first().map(|include| include.content.items.clone());
    let page = laid_out.pages.remove(0).content.items;
    (
        overlay.unwrap_or_default(),
        page.into_iter().filter(|placed| !matches!(placed.item, Item::Include { .. })).collect(),
        findings,
    )
}

fn ids(items: &[Placed]) -> Vec<String> {
    items.iter().filter_map(|placed| placed.origin.object_id()).map(|id| id.to_string()).collect()
}

#[test]
fn filled_rectangles_and_straight_lines_are_rules_and_round_ones_paths() {
    let stroke = r#", "stroke": {"width": 2pt, "colour": "gray(0)"}"#;
    let (overlay, _, findings) = items(
        &[
            object("o1", "rectangle", [10, 10, 50, 20], r#", "fill": "gray(9)""#),
            object("o2", "line", [10, 50, 50, 0], stroke),
            object("o3", "line", [10, 50, 0, 50], stroke),
            object("o4", "line", [10, 50, 50, 50], stroke),
            object("o5", "rectangle", [10, 10, 50, 20], r#", "fill": "gray(9)", "radius": 3pt"#),
            object("o6", "ellipse", [10, 10, 50, 20], r#", "fill": "gray(9)""#),
        ],
        "{}",
    );
    assert!(findings.is_empty(), "{findings:?}");
    let rules: Vec<_> = overlay
        .iter()
        .filter_map(|placed| match &placed.item {
            Item::Rule(rule) => Some((rule.rect.x, rule.rect.y, rule.rect.width, rule.rect.height)),
            _ => None,
        })
        .collect();
    assert_eq!(
        rules,
        [(emu(10), emu(10), emu(50), emu(20)), (emu(10), emu(49), emu(50), emu(2)), (emu(9), emu(50), emu(2), emu(50)),]
    );
    assert_eq!(overlay.iter().filter(|placed| matches!(placed.item, Item::Path(_))).count(), 3);
}

#[test]
fn what_is_the_same_everywhere_goes_to_the_overlay_unless_it_stands_above_what_changes() {
    let band = r#", "fill": "gray(9)""#;
    let (overlay, page, _) = items(
        &[
            object("below", "rectangle", [0, 0, 300, 20], band),
            text("changes", [0, 0, 100, 10], "{{name}}", r#", "overflow": "clip""#),
            object("above", "rectangle", [50, 5, 10, 10], band),
            object("aside", "rectangle", [200, 200, 10, 10], band),
        ],
        r#"{"name": "Ada"}"#,
    );
    assert_eq!(ids(&overlay), ["below", "aside"]);
    assert_eq!(ids(&page), ["changes", "above"]);
}

#[test]
fn text_that_spills_over_its_box_stays_below_what_stands_above_it() {
    let objects = format!(
        "[{},{}]",
        text("changes", [0, 0, 100, 10], "{{name}}", ""),
        object("above", "rectangle", [0, 40, 100, 10], r#", "fill": "gray(9)""#)
    );
    let compiled = compile(&template(&master(&objects, 100), "[]", DATA));
    let items_of = |record: &str| lay_out(&compiled, record).pages.remove(0).content.items;
    let short = items_of(r#"{"name": "Ada"}"#);
    assert!(matches!(
        short.as_slice(),
        [Placed { item: Item::Include { .. }, .. }, Placed { item: Item::Text(_), .. }]
    ));
    let long = items_of(r#"{"name": "1\n2\n3\n4\n5\n6"}"#);
    assert_eq!(ids(&long), ["changes"; 6].into_iter().chain(["above"]).collect::<Vec<_>>());
}

#[test]
fn a_condition_decides_for_each_record() {
    let objects = [text("o1", [0, 0, 100, 10], "hello", r#", "visible_when": "name = \"Ada\"""#)];
    assert_eq!(items(&objects, r#"{"name": "Ada"}"#).1.len(), 1);
    assert_eq!(items(&objects, r#"{"name": "Bob"}"#).1.len(), 0);
}

#[test]
fn a_quarter_turn_turns_the_text_and_another_angle_makes_a_group() {
    let (overlay, _, _) = items(&[text("o1", [100, 100, 60, 20], "up", r#", "rotation": 270000"#)], "{}");
    let [Placed { item: Item::Text(run), .. }] = overlay.as_slice() else { panic!("{overlay:?}") };
    assert_eq!(run.turn, QuarterTurn::Three);
    // The top left corner of the unturned box comes to lie at the bottom left of the turned one: 120, 140.
    assert!(run.origin.y <= emu(140) && run.origin.y > emu(139), "{:?}", run.origin);
    assert!(run.origin.x > emu(120) && run.origin.x < emu(130), "{:?}", run.origin);
    let (overlay, _, _) = items(&[text("o1", [100, 100, 60, 20], "aslant", r#", "rotation": 30000"#)], "{}");
    assert!(matches!(overlay.as_slice(), [Placed { item: Item::Group(_), .. }]), "{overlay:?}");
}

#[test]
fn opacity_makes_a_group() {
    let more = r#", "fill": "gray(9)", "opacity": 128"#;
    let (overlay, _, _) = items(&[object("o1", "rectangle", [0, 0, 10, 10], more)], "{}");
    let [Placed { item: Item::Group(group), .. }] = overlay.as_slice() else { panic!("{overlay:?}") };
    assert_eq!((group.opacity, group.items.len()), (128, 1));
}

#[test]
fn text_that_is_too_long_is_shown_cut_or_made_smaller() {
    let long = r"one\ntwo\nthree";
    let (shown, _, findings) = items(&[text("o1", [0, 0, 100, 20], long, "")], "{}");
    assert_eq!(shown.len(), 3);
    assert_eq!(findings.len(), 1);
    assert!(findings[0].starts_with("warning[text-overflow] object o1, text"), "{findings:?}");
    let (cut, _, findings) = items(&[text("o1", [0, 0, 100, 20], long, r#", "overflow": "clip""#)], "{}");
    let [Placed { item: Item::Group(group), .. }] = cut.as_slice() else { panic!("{cut:?}") };
    assert!(group.clip.is_some());
    assert_eq!(findings.len(), 1);
    let (small, _, findings) = items(&[text("o1", [0, 0, 100, 20], long, r#", "overflow": "shrink""#)], "{}");
    assert!(findings.is_empty(), "{findings:?}");
    let sizes: Vec<u16> = small
        .iter()
        .filter_map(|placed| match &placed.item {
            Item::Text(run) => Some(run.size.twentieths()),
            _ => None,
        })
        .collect();
    assert_eq!(sizes.len(), 3);
    // Three lines in 20 points, the free part below the last line not counted.
    assert!(sizes[0] >= 133 && sizes[0] < 200, "{sizes:?}");
    let more = r#", "overflow": "shrink", "smallest": 190"#;
    let (_, _, findings) = items(&[text("o1", [0, 0, 100, 20], long, more)], "{}");
    assert_eq!(findings.len(), 1);
}

#[test]
fn text_stands_at_top_middle_or_bottom() {
    let baseline = |vertical: &str| {
        let more = format!(r#", "vertical": "{vertical}""#);
        let (overlay, _, _) = items(&[text("o1", [0, 0, 100, 30], "x", &more)], "{}");
        match &overlay[0].item {
            Item::Text(run) => run.origin.y,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(baseline("middle") - baseline("top"), emu(10));
    assert_eq!(baseline("bottom") - baseline("top"), emu(20));
}

#[test]
fn a_bar_code_holds_its_data_and_shows_it_below_in_letters() {
    let more = r#", "symbology": "code128", "data": "A {{name}}", "module": 10"#;
    let (_, page, findings) = items(&[object("o1", "barcode", [10, 10, 200, 40], more)], r#"{"name": "17"}"#);
    assert!(findings.is_empty(), "{findings:?}");
    let [Placed { item: Item::Barcode(code), .. }, Placed { item: Item::Text(line), .. }] = page.as_slice() else {
        panic!("{page:?}")
    };
    assert_eq!((code.kind, code.data.as_slice()), (SymbolKind::Code128, &b"A 17"[..]));
    // A line of ten points and a fifth more.
    assert_eq!(code.height, emu(28));
    assert!(line.origin.y > emu(38) && line.origin.y < emu(50));
    let (_, page, findings) = items(&[object("o1", "barcode", [10, 10, 20, 40], more)], r#"{"name": "17"}"#);
    assert!(page.len() > 1);
    assert!(findings.iter().any(|finding| finding.starts_with("warning[barcode-too-large] object o1")), "{findings:?}");
    let (_, page, findings) = items(&[object("o1", "barcode", [10, 10, 200, 40], more)], r#"{"name": "漢"}"#);
    assert!(page.is_empty());
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].starts_with("error[barcode-data] object o1, data, record 1, page 1"), "{findings:?}");
}

#[test]
fn a_chart_has_a_sector_and_a_legend_line_for_each_row() {
    let more = r##", "rows": "shares", "value": "row.value", "colours": ["#111111", "#222222"], "diameter": 50pt,
        "legend": {"x": 60pt, "y": 5pt, "pitch": 15pt, "swatch": 8pt, "gap": 4pt, "text": "{{row.label}} {{row.value}}"}"##;
    let record = r#"{"shares": [{"label": "a", "value": 1}, {"label": "b", "value": 2}, {"label": "c", "value": 3}]}"#;
    let (_, page, findings) = items(&[object("o1", "chart", [10, 10, 200, 60], more)], record);
    assert!(findings.is_empty(), "{findings:?}");
    let count = |wanted: fn(&Item) -> bool| page.iter().filter(|placed| wanted(&placed.item)).count();
    assert_eq!(count(|item| matches!(item, Item::Path(_))), 3);
    assert_eq!(count(|item| matches!(item, Item::Text(_))), 3);
    let swatches: Vec<_> = page
        .iter()
        .filter_map(|placed| match &placed.item {
            Item::Rule(rule) => Some((rule.rect.y, rule.colour.to_rgb()[0])),
            _ => None,
        })
        .collect();
    let top = emu(15) + emu(7) / 2;
    assert_eq!(swatches, [(top, 0x11), (top + emu(15), 0x22), (top + emu(30), 0x11)]);
    let (_, _, findings) = items(&[object("o1", "chart", [10, 10, 200, 60], more)], r#"{"shares": [{"value": -1}]}"#);
    assert!(findings.iter().any(|finding| finding.contains("chart-data")), "{findings:?}");
}

#[test]
fn a_group_moves_and_turns_its_objects() {
    let inner = object("o2", "rectangle", [5, 5, 10, 4], r#", "fill": "gray(9)""#);
    let more = format!(r#", "rotation": 90000, "objects": [{inner}]"#);
    let (overlay, _, _) = items(&[object("o1", "group", [100, 100, 20, 20], &more)], "{}");
    let [Placed { item: Item::Rule(rule), origin }] = overlay.as_slice() else { panic!("{overlay:?}") };
    assert_eq!(origin.object_id().map(|id| id.to_string()).as_deref(), Some("o2"));
    // 5 from the left and top of the square becomes 5 from its top and right.
    assert_eq!((rule.rect.x, rule.rect.y), (emu(111), emu(105)));
    assert_eq!((rule.rect.width, rule.rect.height), (emu(4), emu(10)));
}

#[test]
fn a_path_is_stretched_from_its_view() {
    let more = r#", "outline": "M 0 0 L 100 0 L 100 100 Z", "view": {"width": 100, "height": 100}, "fill": "gray(9)""#;
    let (overlay, _, _) = items(&[object("o1", "path", [10, 20, 50, 60], more)], "{}");
    let Item::Path(path) = &overlay[0].item else { panic!("{overlay:?}") };
    assert_eq!(path.path.bounds(), Some(units::Rect::new(emu(10), emu(20), emu(50), emu(60))));
}

#[test]
fn chinese_falls_back_to_a_face_that_has_it_and_what_no_face_has_is_reported() {
    let objects = format!("[{}]", text("o1", [0, 0, 200, 20], "{{name}}", ""));
    let compiled = compile(&template(&master(&objects, 100), "[]", DATA));
    let laid_out = lay_out(&compiled, r#"{"name": "Ms 王小明"}"#);
    assert!(laid_out.diagnostics.is_empty(), "{:?}", messages(&laid_out));
    assert_eq!(words(&laid_out.pages[0], compiled.definitions()), ["Ms ", "王小明"]);
    let laid_out = lay_out(&compiled, "{\"name\": \"\u{1F600}\"}");
    assert_eq!(messages(&laid_out).len(), 1);
    assert!(messages(&laid_out)[0].contains("U+1F600"), "{:?}", messages(&laid_out));
}

#[test]
fn every_item_knows_who_drew_it() {
    let (overlay, page, _) = items(
        &[
            object("o1", "rectangle", [0, 0, 10, 10], r#", "fill": "gray(9)""#),
            text("o2", [0, 20, 100, 20], "{{name}}", r#", "fill": "gray(8)""#),
        ],
        r#"{"name": "x"}"#,
    );
    assert!(overlay.iter().chain(&page).all(|placed| matches!(placed.origin, Origin::Object { .. })));
    assert_eq!(ids(&page), ["o2", "o2"]);
}
