//! What holds for any text in any width.

mod support;

use std::sync::LazyLock;

use proptest::prelude::*;
use support::{Fonts, fonts};
use text::{
    Align, Direction, LineEnd, LineHeight, Lines, Paragraph, ParagraphStyle, Run, RunKind, Shaper, TabKind, TabStop,
    TextStyle, caret_stops,
};
use units::{Emu, FontSize};

static FONTS: LazyLock<Fonts> = LazyLock::new(fonts);

/// Bits of text that layout treats differently.
fn any_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[a-zA-Z]{1,9}",
        3 => "[ ]{1,2}",
        2 => "[0-9]{1,4}[.,][0-9]{2}",
        2 => "[親愛的客戶感謝您使用本行，。（）]{1,6}",
        1 => "[\u{5D0}-\u{5EA}]{1,5}",
        1 => "[-/—–\u{AD}\u{200B}\u{A0}]",
        1 => "[e\u{301}üÅ\u{300}]{1,4}",
        1 => Just("\t".to_owned()),
        1 => "(\n|\r\n|\u{2029})",
        1 => "[\u{1F600}\u{1F468}\u{200D}\u{200F}\u{202E}\u{2067}\u{0}]{1,3}",
        1 => "\\PC{1,3}",
    ];
    prop::collection::vec(part, 0..20).prop_map(|parts| parts.concat())
}

fn any_style() -> impl Strategy<Value = ParagraphStyle> {
    let align =
        prop::sample::select(vec![Align::Start, Align::Left, Align::Centre, Align::Right, Align::End, Align::Justify]);
    let direction =
        prop::sample::select(vec![Direction::Auto, Direction::Auto, Direction::LeftToRight, Direction::RightToLeft]);
    (align, direction, any::<bool>(), 0..200_000i32, -200_000..200_000i32).prop_map(
        |(align, direction, wrap, indent, first)| ParagraphStyle {
            align,
            direction,
            wrap,
            indent_start: Emu::new(indent),
            first_line_indent: Emu::new(first),
            tabs: vec![
                TabStop { at: Emu::from_points(60), kind: TabKind::End },
                TabStop { at: Emu::from_points(100), kind: TabKind::Decimal('.') },
            ],
            line_height: LineHeight::Factor(1200),
            ..ParagraphStyle::default()
        },
    )
}

/// The text in one run, or in several of different styles.
fn runs_of(text: &str, pieces: usize) -> Vec<Run<'_>> {
    let styles = [
        TextStyle::new(FONTS.sans, FontSize::from_points(10)),
        TextStyle::new(FONTS.bold, FontSize::from_twentieths(173)),
        TextStyle { letter_spacing: Emu::new(1234), ..TextStyle::new(FONTS.mono, FontSize::from_points(9)) },
    ];
    let mut cuts: Vec<usize> = (1..pieces).map(|piece| text.len() * piece / pieces).collect();
    cuts.iter_mut().for_each(|cut| {
        while !text.is_char_boundary(*cut) {
            *cut -= 1;
        }
    });
    let ends = cuts.iter().copied().chain([text.len()]);
    let mut start = 0;
    let runs = ends.zip(styles.iter().cycle()).map(|(end, style)| {
        let run = Run { text: &text[start..end], style: *style };
        start = end;
        run
    });
    runs.collect()
}

/// What a line's runs say, in the order of the text.
fn said(lines: &Lines, line: &text::Line) -> String {
    let mut runs: Vec<_> = lines.runs(line).iter().collect();
    runs.sort_by_key(|run| run.text.start);
    runs.iter().map(|run| lines.text_of(run.text)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_lost_and_none_comes_twice(
        text in any_text(), style in any_style(), pieces in 1usize..4, width in 0..3_000_000i32,
    ) {
        let runs = runs_of(&text, pieces);
        let paragraph = Paragraph { runs: &runs, style: &style };
        let lines = text::lay_out(&paragraph, Emu::new(width), &mut Shaper::new(&FONTS.set));
        prop_assert_eq!(lines.text(), &text);
        let mut rest = text.as_str();
        for line in lines.lines() {
            let own = lines.text_of(line.text);
            prop_assert_eq!(said(&lines, line), own);
            rest = rest.strip_prefix(own).unwrap();
            if line.end == LineEnd::Break {
                let broken = if rest.starts_with("\r\n") { 2 } else { rest.chars().next().unwrap().len_utf8() };
                rest = &rest[broken..];
            }
        }
        prop_assert_eq!(rest, "");
    }

    #[test]
    fn wrapped_lines_fit_unless_one_cluster_is_too_wide(text in any_text(), width in 400_000..3_000_000i32) {
        let runs = runs_of(&text.replace('\t', " "), 2).into_iter().map(|run| (run.text.to_owned(), run.style)).collect::<Vec<_>>();
        let runs: Vec<Run<'_>> = runs.iter().map(|(text, style)| Run { text, style: *style }).collect();
        let style = ParagraphStyle::default();
        let paragraph = Paragraph { runs: &runs, style: &style };
        let lines = text::lay_out(&paragraph, Emu::new(width), &mut Shaper::new(&FONTS.set));
        for line in lines.lines() {
            prop_assert!(line.width.get() <= width + lines.runs(line).len() as i32, "{:?}", line);
        }
    }

    #[test]
    fn runs_stand_beside_each_other_and_glyphs_within_them(
        text in any_text(), style in any_style(), pieces in 1usize..4, width in 0..3_000_000i32,
    ) {
        let runs = runs_of(&text, pieces);
        let paragraph = Paragraph { runs: &runs, style: &style };
        let lines = text::lay_out(&paragraph, Emu::new(width), &mut Shaper::new(&FONTS.set));
        for line in lines.lines() {
            // Where directions mix, runs are cut and rounded otherwise than when they were measured.
            let slack = lines.runs(line).len() as u32;
            for pair in lines.runs(line).windows(2) {
                let gap = (pair[0].x + pair[0].advance).get().abs_diff(pair[1].x.get());
                prop_assert!(gap <= slack, "{:?}", pair);
            }
            for run in lines.runs(line) {
                let length = run.text.len() as u32;
                prop_assert!(lines.glyphs(run).iter().all(|glyph| glyph.cluster < length), "{:?}", run);
                let clusters: Vec<u32> = lines.glyphs(run).iter().map(|glyph| glyph.cluster).collect();
                let in_order = if run.right_to_left { clusters.iter().rev().is_sorted() } else { clusters.is_sorted() };
                prop_assert!(in_order, "{:?}", clusters);
            }
        }
    }

    #[test]
    fn what_is_remembered_changes_nothing(text in any_text(), other in any_text(), style in any_style()) {
        let (runs, others) = (runs_of(&text, 2), runs_of(&other, 3));
        let paragraph = Paragraph { runs: &runs, style: &style };
        let fresh = text::lay_out(&paragraph, Emu::new(1_500_000), &mut Shaper::new(&FONTS.set));
        let mut shaper = Shaper::new(&FONTS.set);
        let mut lines = text::lay_out(&Paragraph { runs: &others, style: &style }, Emu::new(900_000), &mut shaper);
        for _ in 0..2 {
            text::lay_out_into(&paragraph, Emu::new(1_500_000), &mut shaper, &mut lines);
            prop_assert_eq!(&lines, &fresh);
        }
    }

    #[test]
    fn the_short_way_for_cells_gives_what_the_long_way_gives(
        text in "[ -~€–’]{0,30}", style in any_style(), width in 0..3_000_000i32,
    ) {
        let cell = runs_of(&text, 1);
        let long = [cell[0], Run { text: "", ..cell[0] }];
        let mut shaper = Shaper::new(&FONTS.set);
        let one = text::lay_out(&Paragraph { runs: &cell, style: &style }, Emu::new(width), &mut shaper);
        let two = text::lay_out(&Paragraph { runs: &long, style: &style }, Emu::new(width), &mut shaper);
        prop_assert_eq!(one, two);
    }

    #[test]
    fn no_glyph_is_off_by_more_than_half_a_unit(text in "[ -~éüł客戶]{1,40}", twentieths in 20u16..2000) {
        let style = ParagraphStyle { wrap: false, ..ParagraphStyle::default() };
        let at = |size| {
            let runs = [Run { text: &text, style: TextStyle::new(FONTS.sans, size) }];
            text::lay_out(&Paragraph { runs: &runs, style: &style }, Emu::ZERO, &mut Shaper::new(&FONTS.set))
        };
        // At 10 pt a thousandth of the em is exactly 127 units: these positions are exact.
        let (exact, lines) = (at(FontSize::from_points(10)), at(FontSize::from_twentieths(twentieths)));
        let em = i64::from(twentieths) * 635;
        for (run, exact_run) in lines.runs(&lines.lines()[0]).iter().zip(exact.runs(&exact.lines()[0])) {
            for (glyph, exact_glyph) in lines.glyphs(run).iter().zip(exact.glyphs(exact_run)) {
                prop_assert_eq!(exact_glyph.along.get() % 127, 0);
                let prefix = exact_glyph.along.wide() / 127;
                prop_assert!((glyph.along.wide() * 1000 - prefix * em).abs() * 2 <= 1000);
            }
        }
    }

    #[test]
    fn carets_stand_before_every_cluster_and_inside_their_line(
        text in any_text(), style in any_style(), width in 0..3_000_000i32,
    ) {
        let runs = runs_of(&text, 2);
        let paragraph = Paragraph { runs: &runs, style: &style };
        let lines = text::lay_out(&paragraph, Emu::new(width), &mut Shaper::new(&FONTS.set));
        for line in lines.lines() {
            let stops = caret_stops(&lines, line);
            prop_assert!(stops.is_sorted_by(|a, b| a.offset < b.offset), "{:?}", stops);
            prop_assert_eq!(stops[0].offset, line.text.start);
            prop_assert_eq!(stops.last().unwrap().offset, line.text.end);
            let left = lines.runs(line).iter().map(|run| run.x).min().unwrap_or(line.x);
            let right = lines.runs(line).iter().map(|run| run.x + run.advance).max().unwrap_or(line.x);
            prop_assert!(stops.iter().all(|stop| stop.x >= left && stop.x <= right), "{:?} {:?}", stops, line);
            if !line.right_to_left && lines.runs(line).iter().all(|run| !run.right_to_left) {
                prop_assert!(stops.is_sorted_by(|a, b| a.x <= b.x), "{:?}", stops);
            }
        }
    }

    #[test]
    fn justified_lines_end_at_the_edge(text in any_text(), width in 600_000..3_000_000i32) {
        // A mark of direction can bring a line's only space to its end, where room for it would not be seen.
        let text = text.replace(['\u{200F}', '\u{202E}', '\u{2067}'], "");
        let style = ParagraphStyle { align: Align::Justify, ..ParagraphStyle::default() };
        let runs = runs_of(&text, 2);
        let paragraph = Paragraph { runs: &runs, style: &style };
        let lines = text::lay_out(&paragraph, Emu::new(width), &mut Shaper::new(&FONTS.set));
        for line in lines.lines().iter().filter(|line| line.end == LineEnd::Wrap) {
            let mut drawn: Vec<_> = lines.runs(line).iter().filter(|run| run.kind != RunKind::Hanging).collect();
            drawn.sort_by_key(|run| run.text.start);
            let text: String = drawn.iter().map(|run| lines.text_of(run.text)).collect();
            let after_tab = text.rsplit('\t').next().unwrap_or_default();
            let has_gap = after_tab.trim_start().contains(' ');
            // Where directions mix, runs are cut and rounded otherwise than when they were measured.
            let mixed = drawn.iter().any(|run| run.right_to_left);
            let slack = if mixed { drawn.len() as i32 } else { 0 };
            prop_assert!(!has_gap || line.width.get() + slack >= width, "{:?} {:?}", text, line);
        }
    }
}
