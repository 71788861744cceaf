//! Blocks run through frames.

mod support;

use support::{compile, lay_out, master, messages, pages, parse, template, texts, words_of};

/// A block of paragraphs of one line each, ten points high with a line height of 1.
fn lines(id: &str, more: &str, texts: &[&str], format: &str) -> String {
    let paragraphs: Vec<String> = texts
        .iter()
        .enumerate()
        .map(|(number, text)| {
            format!(
                r#"{{"id": "{id}p{number}", "format": {{"line_height": 1000{format}}}, "runs": [{{"id": "{id}r{number}",
                "text": "{text}"}}]}}"#
            )
        })
        .collect();
    format!(r#"{{"id": "{id}", {more} "kind": "paragraphs", "paragraphs": [{}]}}"#, paragraphs.join(","))
}

#[test]
fn lines_stand_below_one_another_from_the_frames_top() {
    let blocks = format!("[{}]", lines("b1", "", &["one", "two"], r#", "space_after": 4pt"#));
    let (compiled, pages) = pages(&template(&master("[]", 100), &blocks, ""), "{}");
    let seen = texts(&pages[0], compiled.definitions());
    assert_eq!(seen.iter().map(|seen| seen.text.as_str()).collect::<Vec<_>>(), ["one", "two"]);
    assert!((seen[0].x - 50.0).abs() < 0.001);
    assert!((seen[1].y - seen[0].y - 14.0).abs() < 0.001, "{seen:?}");
    // IBM Plex Sans: ascent 1025, descent 275 of 1000; what is over the line height of 10 points is shared.
    assert!((seen[0].y - (50.0 + 10.25 - 1.5)).abs() < 0.01, "{seen:?}");
}

#[test]
fn a_full_frame_goes_on_at_the_next_pages_top_without_space_above() {
    let texts_in = ["1", "2", "3", "4", "5", "6", "7"];
    let blocks = format!("[{}]", lines("b1", "", &texts_in, r#", "space_before": 5pt"#));
    let (compiled, pages) = pages(&template(&master("[]", 40), &blocks, ""), "{}");
    // 10 and twice 15 points are exactly 40.
    assert_eq!(words_of(&compiled, &pages), [vec!["1", "2", "3"], vec!["4", "5", "6"], vec!["7"]]);
    let tops: Vec<f64> = pages.iter().map(|page| texts(page, compiled.definitions())[0].y).collect();
    assert!(tops.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 0.001), "{tops:?}");
}

#[test]
fn widows_and_orphans_stand_together() {
    let paragraph = |text: &str| {
        format!(
            r#"[{{"id": "b1", "kind": "paragraphs", "paragraphs": [{{"id": "p1", "format": {{"line_height": 1000}},
            "runs": [{{"id": "r1", "text": "{text}"}}]}}]}}]"#
        )
    };
    // Four lines into room for three: two and two, not three and one.
    let (compiled, made) = pages(&template(&master("[]", 30), &paragraph("a\\nb\\nc\\nd"), ""), "{}");
    assert_eq!(words_of(&compiled, &made), [["a", "b"], ["c", "d"]]);
    // Three lines into room for two cannot be parted in twos: a place must be taken all the same.
    let (compiled, made) = pages(&template(&master("[]", 20), &paragraph("a\\nb\\nc"), ""), "{}");
    assert_eq!(words_of(&compiled, &made), [vec!["a", "b"], vec!["c"]]);
}

#[test]
fn a_heading_moves_with_what_follows_it() {
    let blocks = format!(
        "[{},{},{}]",
        lines("b1", "", &["1", "2", "3"], ""),
        lines("b2", r#""keep_with_next": true,"#, &["heading"], ""),
        lines("b3", "", &["4", "5"], "")
    );
    let (compiled, pages) = pages(&template(&master("[]", 40), &blocks, ""), "{}");
    assert_eq!(words_of(&compiled, &pages), [vec!["1", "2", "3"], vec!["heading", "4", "5"]]);
}

#[test]
fn blocks_are_there_only_where_their_condition_holds() {
    let blocks = format!(
        "[{},{},{}]",
        lines("b1", r#""visible_when": "rich","#, &["rich"], ""),
        lines("b2", r#""visible_when": "not rich","#, &["poor"], ""),
        r#"{"id": "b3", "kind": "page_break", "visible_when": "rich"}"#
    );
    let data = r#", "data": {"fields": [{"id": "d1", "name": "rich", "kind": "boolean"}]}"#;
    let template = template(&master("[]", 40), &blocks, data);
    let words = |record: &str| {
        let (compiled, pages) = pages(&template, record);
        words_of(&compiled, &pages)
    };
    assert_eq!(words(r#"{"rich": true}"#), [["rich"]]);
    assert_eq!(words(r#"{"rich": false}"#), [["poor"]]);
}

#[test]
fn a_page_break_begins_a_page_and_a_spacer_is_lost_at_a_break() {
    let blocks = format!(
        "[{},{},{},{},{}]",
        lines("b1", "", &["1"], ""),
        r#"{"id": "b2", "kind": "page_break"}"#,
        lines("b3", "", &["2", "3"], ""),
        r#"{"id": "b4", "kind": "spacer", "height": 15pt}"#,
        lines("b5", "", &["4"], "")
    );
    let (compiled, pages) = pages(&template(&master("[]", 30), &blocks, ""), "{}");
    assert_eq!(words_of(&compiled, &pages), [vec!["1"], vec!["2", "3"], vec!["4"]]);
    let top = |page: usize| texts(&pages[page], compiled.definitions())[0].y;
    assert!((top(2) - top(0)).abs() < 0.001);
}

#[test]
fn following_pages_take_the_next_master_and_its_width() {
    let masters = r#"[
        {"id": "m_1", "name": "first", "size": {"width": 300pt, "height": 400pt},
         "frames": [{"id": "fr_1", "rect": {"x": 50pt, "y": 50pt, "width": 30pt, "height": 20pt}}]},
        {"id": "m_2", "name": "next", "size": {"width": 200pt, "height": 100pt},
         "frames": [{"id": "fr_2", "rect": {"x": 10pt, "y": 10pt, "width": 180pt, "height": 80pt}}]}]"#;
    let text = format!(
        r#"{{"format": 1, "id": "t_1", "name": "t", "fonts": [{{"id": "f", "family": "f", "faces": [
        {{"id": "ff", "asset": "IBMPlexSans-Regular.ttf"}}]}}], "masters": {masters}, "sections": [{{"id": "s_1",
        "masters": {{"first": "m_1", "next": "m_2"}}, "blocks": [{}, {}]}}]}}"#,
        lines("b1", "", &["1", "2"], ""),
        lines("b2", "", &["words that need the wider frame"], "")
    );
    let (compiled, pages) = pages(&parse(&text), "{}");
    assert_eq!(words_of(&compiled, &pages), [vec!["1", "2"], vec!["words that need the wider frame"]]);
    assert_eq!(pages[1].size.width, support::emu(200));
}

#[test]
fn what_no_frame_can_hold_is_cut_off_with_a_finding() {
    let blocks = format!(
        "[{}, {}]",
        r#"{"id": "b1", "kind": "objects", "height": 60pt, "objects": [{"id": "o1", "kind": "rectangle",
            "rect": {"x": 0, "y": 0, "width": 10pt, "height": 60pt}, "fill": "gray(0)"}]}"#,
        lines("b2", "", &["after"], "")
    );
    let compiled = compile(&template(&master("[]", 40), &blocks, ""));
    let laid_out = lay_out(&compiled, "{}");
    assert_eq!(words_of(&compiled, &laid_out.pages), [vec![], vec!["after"]]);
    assert_eq!(laid_out.diagnostics.len(), 1);
    assert!(messages(&laid_out)[0].starts_with("warning[block-too-tall] object b1, record 1, page 1"));
}

#[test]
fn a_section_without_blocks_makes_its_one_page() {
    let (_, pages) = pages(&template(&master("[]", 40), "[]", ""), "{}");
    assert_eq!(pages.len(), 1);
}
