//! Lines of paragraphs as a reader would see them.

mod support;

use support::{drawn, fonts, lay_out, texts};
use text::{
    Align, BreakRules, Direction, LineEnd, LineHeight, Paragraph, ParagraphStyle, Run, RunKind, Shaper, TabKind,
    TabStop, TextStyle,
};
use units::{Emu, FontSize};

fn plain() -> ParagraphStyle {
    ParagraphStyle::default()
}

fn points(points: i32) -> Emu {
    Emu::from_points(points)
}

#[test]
fn english_breaks_at_spaces_hyphens_and_dashes() {
    let fonts = fonts();
    let text = "The quick brown fox jumps over the well-known lazy dog, and then—without a pause—it runs away.";
    let lines = lay_out(&fonts, text, &plain(), points(120));
    assert_eq!(
        texts(&lines),
        [
            "The quick brown fox ",
            "jumps over the well-",
            "known lazy dog, and then",
            "—without a pause—it runs ",
            "away."
        ]
    );
    assert!(lines.lines().iter().all(|line| line.width <= points(120)));
    let ends: Vec<LineEnd> = lines.lines().iter().map(|line| line.end).collect();
    assert_eq!(ends, [LineEnd::Wrap, LineEnd::Wrap, LineEnd::Wrap, LineEnd::Wrap, LineEnd::End]);
}

#[test]
fn chinese_breaks_between_characters_but_keeps_punctuation_and_numbers() {
    let fonts = fonts();
    let text = "親愛的客戶，感謝您使用本行的服務。（如有疑問）請撥打客服專線02-2345-6789，我們將竭誠為您服務。";
    let lines = lay_out(&fonts, text, &plain(), points(100));
    assert_eq!(
        texts(&lines),
        [
            "親愛的客戶，感謝您使",
            "用本行的服務。（如有",
            "疑問）請撥打客服專線",
            "02-2345-6789，我們",
            "將竭誠為您服務。"
        ]
    );
    let narrow = lay_out(&fonts, "本行的服務。（如有）", &plain(), points(50));
    assert_eq!(texts(&narrow), ["本行的服", "務。（如", "有）"]);
}

#[test]
fn loose_rules_let_small_kana_begin_a_line() {
    let fonts = fonts();
    let text = |rules| {
        let style = ParagraphStyle { break_rules: rules, ..plain() };
        let lines = lay_out(&fonts, "ああああょあ", &style, points(40));
        texts(&lines).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(text(BreakRules::Strict), ["あああ", "あょあ"]);
    assert_eq!(text(BreakRules::Loose), ["ああああ", "ょあ"]);
}

#[test]
fn hard_breaks_make_lines_of_their_own() {
    let fonts = fonts();
    let lines = lay_out(&fonts, "one\ntwo\r\n\nfour\u{2028}five\n", &plain(), points(300));
    assert_eq!(texts(&lines), ["one", "two", "", "four", "five", ""]);
    assert_eq!(lines.lines()[0].end, LineEnd::Break);
    assert_eq!(lines.lines()[5].end, LineEnd::End);
    assert!(lines.lines().iter().all(|line| line.height == lines.lines()[0].height));
    assert_eq!(lines.height(), lines.lines()[0].height * 6);
}

#[test]
fn an_empty_paragraph_is_one_line_as_tall_as_its_style() {
    let fonts = fonts();
    let lines = lay_out(&fonts, "", &plain(), points(100));
    assert_eq!(lines.lines().len(), 1);
    assert_eq!(lines.height(), lay_out(&fonts, "x", &plain(), points(100)).height());
}

#[test]
fn line_heights_are_the_faces_own_a_factor_or_exact() {
    let fonts = fonts();
    let height = |line_height| {
        let lines = lay_out(&fonts, "x", &ParagraphStyle { line_height, ..plain() }, points(100));
        (lines.height(), lines.lines()[0].baseline)
    };
    // IBM Plex Sans: 1025 above, 275 below the baseline, of 1000.
    assert_eq!(height(LineHeight::Normal), (Emu::new(13 * 12_700), Emu::new(130_175)));
    assert_eq!(height(LineHeight::Factor(1500)), (points(15), Emu::new(130_175 + 12_700)));
    assert_eq!(height(LineHeight::Exact(points(10))), (points(10), Emu::new(130_175 - 19_050)));
}

#[test]
fn a_word_wider_than_the_line_is_cut_between_clusters() {
    let fonts = fonts();
    let lines = lay_out(&fonts, "Donaudampfschifffahrtsgesellschaft", &plain(), points(60));
    assert_eq!(texts(&lines), ["Donaudampf", "schifffahrtsg", "esellschaft"]);
    assert_eq!(lines.lines()[0].end, LineEnd::Cut);
    let combined = lay_out(&fonts, "e\u{301}e\u{301}e\u{301}", &plain(), Emu::ZERO);
    assert_eq!(texts(&combined), ["e\u{301}"; 3]);
}

#[test]
fn a_soft_hyphen_is_seen_only_where_a_line_ends() {
    let fonts = fonts();
    let text = "Donau\u{AD}dampf\u{AD}schiff";
    let lines = lay_out(&fonts, text, &plain(), points(68));
    assert_eq!(texts(&lines), ["Donau\u{AD}dampf\u{AD}", "schiff"]);
    let hyphen = fonts.set.faces().next().and_then(|face| face.glyph('-')).unwrap();
    let run = lines.runs(&lines.lines()[0])[0];
    let hyphens: Vec<u32> =
        lines.glyphs(&run).iter().filter(|glyph| glyph.id == hyphen).map(|glyph| glyph.cluster).collect();
    assert_eq!(hyphens, [12], "at the second soft hyphen only");
    assert!(lines.lines()[0].width <= points(68));
    let unbroken = |text| lay_out(&fonts, text, &plain(), points(200)).width();
    assert_eq!(unbroken(text), unbroken("Donaudampfschiff"));
}

#[test]
fn trailing_spaces_hang_and_are_not_drawn() {
    let fonts = fonts();
    let style = ParagraphStyle { align: Align::Right, ..plain() };
    let with = lay_out(&fonts, "one two   ", &style, points(60));
    let without = lay_out(&fonts, "one two", &style, points(60));
    assert_eq!(with.lines()[0].x, without.lines()[0].x);
    assert_eq!(with.lines()[0].width, without.lines()[0].width);
    assert_eq!(drawn(&with, 0), ["one two"]);
    assert!(with.runs(&with.lines()[0]).iter().any(|run| run.kind == RunKind::Hanging));
}

#[test]
fn kerning_is_on_and_ligatures_are_off() {
    let fonts = fonts();
    let width = |text| lay_out(&fonts, text, &plain(), points(100)).width().get();
    assert!(width("AV") < width("A") + width("V"));
    let ligature = lay_out(&fonts, "fi", &plain(), points(100));
    assert_eq!(ligature.glyphs(&ligature.runs(&ligature.lines()[0])[0]).len(), 2);
}

#[test]
fn text_is_shaped_alike_across_a_change_of_colour() {
    let fonts = fonts();
    let style = TextStyle::new(fonts.sans, FontSize::from_points(10));
    let red = TextStyle { colour: units::Colour::Rgb(200, 0, 0), ..style };
    let runs = [Run { text: "Total ", style }, Run { text: "12.50", style: red }];
    let lines = text::lay_out(&Paragraph { runs: &runs, style: &plain() }, points(200), &mut Shaper::new(&fonts.set));
    let line = &lines.lines()[0];
    assert_eq!(drawn(&lines, 0), ["Total ", "12.50"]);
    assert_eq!(lines.runs(line).iter().map(|run| run.source).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(line.width, lay_out(&fonts, "Total 12.50", &plain(), points(200)).width());
}

#[test]
fn characters_the_first_face_lacks_come_from_the_next() {
    let fonts = fonts();
    let lines = lay_out(&fonts, "帳戶 Account 1é客戶", &plain(), points(300));
    let runs = lines.runs(&lines.lines()[0]);
    let faces: Vec<(&str, u16)> = runs.iter().map(|run| (lines.text_of(run.text), run.face.0)).collect();
    assert_eq!(faces, [("帳戶", 3), (" Account 1é", 0), ("客戶", 3)]);
    assert!(lines.missing().is_empty());
    assert!(runs.iter().flat_map(|run| lines.glyphs(run)).all(|glyph| glyph.id != 0));
}

#[test]
fn characters_in_no_face_are_reported_once() {
    let fonts = fonts();
    let lines = lay_out(&fonts, "a\u{1F600}b\u{1F600}", &plain(), points(300));
    assert_eq!(lines.missing().len(), 1);
    assert_eq!((lines.missing()[0].character, lines.missing()[0].offset), ('\u{1F600}', 1));
}

#[test]
fn control_characters_and_marks_of_direction_draw_nothing() {
    let fonts = fonts();
    let lines = lay_out(&fonts, "a\u{0}b\u{200E}c\u{AD}d\u{FEFF}", &plain(), points(300));
    let glyphs: usize = lines.runs(&lines.lines()[0]).iter().map(|run| lines.glyphs(run).len()).sum();
    assert_eq!(glyphs, 4);
    assert!(lines.missing().is_empty());
}

#[test]
fn mixed_directions_stand_in_visual_order() {
    let fonts = fonts();
    let lines = lay_out(&fonts, "abc \u{5D0}\u{5D1}\u{5D2} 12 \u{5D3} def", &plain(), points(300));
    assert_eq!(drawn(&lines, 0), ["abc ", " \u{5D3}", "12", "\u{5D0}\u{5D1}\u{5D2} ", " def"]);
    let runs = lines.runs(&lines.lines()[0]);
    assert_eq!(runs.iter().map(|run| run.right_to_left).collect::<Vec<_>>(), [false, true, false, true, false]);
    let clusters: Vec<u32> = lines.glyphs(&runs[3]).iter().map(|glyph| glyph.cluster).collect();
    assert_eq!(clusters, [6, 4, 2, 0]);
    let mut end = Emu::ZERO;
    for run in runs {
        assert_eq!(run.x, end);
        end = run.x + run.advance;
    }
}

#[test]
fn a_right_to_left_paragraph_starts_at_the_right() {
    let fonts = fonts();
    let style = ParagraphStyle { direction: Direction::RightToLeft, ..plain() };
    let lines = lay_out(&fonts, "abc 1", &style, points(100));
    let line = &lines.lines()[0];
    assert_eq!(line.x + line.width, points(100));
    assert!(line.right_to_left);
    let hebrew = lay_out(&fonts, "\u{5D0}\u{5D1} abc", &plain(), points(100));
    assert_eq!(drawn(&hebrew, 0), ["abc", "\u{5D0}\u{5D1} "]);
}

#[test]
fn text_after_a_tab_stands_at_its_stop() {
    let fonts = fonts();
    let stop = |at, kind| TabStop { at: points(at), kind };
    let tabs = vec![
        stop(50, TabKind::Start),
        stop(120, TabKind::End),
        stop(160, TabKind::Centre),
        stop(220, TabKind::Decimal('.')),
    ];
    let style = ParagraphStyle { tabs, ..plain() };
    let lines = lay_out(&fonts, "a\tbc\tdef\tghi\t1234.56\tx", &style, points(400));
    let line = &lines.lines()[0];
    let runs: Vec<_> = lines.runs(line).iter().filter(|run| run.kind == RunKind::Text).collect();
    assert_eq!(runs[1].x, points(50));
    assert_eq!(runs[2].x + runs[2].advance, points(120));
    assert_eq!(runs[3].x + Emu::new(runs[3].advance.get() / 2), points(160));
    let point = lines.glyphs(runs[4]).iter().find(|glyph| glyph.cluster == 4).unwrap();
    assert_eq!(runs[4].x + point.along, points(220));
    assert_eq!(runs[5].x, points(36 * 7), "the next stop of the default ones");
    assert_eq!(line.width, runs[5].x + runs[5].advance);
}

#[test]
fn text_too_wide_for_its_tab_stop_follows_on() {
    let fonts = fonts();
    let style = ParagraphStyle { tabs: vec![TabStop { at: points(40), kind: TabKind::End }], ..plain() };
    let lines = lay_out(&fonts, "abcd\twider than that", &style, points(400));
    let runs: Vec<_> = lines.runs(&lines.lines()[0]).iter().filter(|run| run.kind == RunKind::Text).collect();
    assert_eq!(runs[1].x, runs[0].x + runs[0].advance);
}

#[test]
fn a_hanging_indent_is_a_tab_stop() {
    let fonts = fonts();
    let style = ParagraphStyle { indent_start: points(20), first_line_indent: points(-20), ..plain() };
    let lines = lay_out(&fonts, "1.\tThe first of the points to be made here", &style, points(100));
    let runs = lines.runs(&lines.lines()[0]);
    assert_eq!((runs[0].x, runs[2].x), (Emu::ZERO, points(20)));
    assert_eq!(lines.lines()[1].x, points(20));
}

#[test]
fn justified_lines_fill_the_width_exactly() {
    let fonts = fonts();
    let style = ParagraphStyle { align: Align::Justify, indent_end: points(7), ..plain() };
    for text in [
        "The quick brown fox jumps over the lazy dog, and then without a pause it runs away into the woods.",
        "親愛的客戶，感謝您使用本行的服務，如有疑問請撥打客服專線，我們將竭誠為您服務並儘速回覆您。",
        "The quick \u{5D0}\u{5D1}\u{5D2} \u{5D3}\u{5D4} brown fox jumps over \u{5D0}\u{5D1} the lazy dog again.",
    ] {
        let lines = lay_out(&fonts, text, &style, Emu::new(1_234_567));
        let (last, full) = lines.lines().split_last().unwrap();
        assert!(full.len() > 1);
        for line in full {
            let last_run = lines.runs(line).iter().rfind(|run| run.kind == RunKind::Text).unwrap();
            assert_eq!(last_run.x + last_run.advance, Emu::new(1_234_567) - points(7));
            assert_eq!(line.x + line.width, Emu::new(1_234_567) - points(7));
        }
        assert!(last.width < Emu::new(1_234_567) - points(7));
        assert_eq!(last.x, Emu::ZERO);
    }
}

#[test]
fn lines_stand_at_the_edge_or_middle_asked_for() {
    let fonts = fonts();
    let place = |align, text: &str| {
        let lines = lay_out(&fonts, text, &ParagraphStyle { align, ..plain() }, points(100));
        (lines.lines()[0].x, lines.lines()[0].width)
    };
    for text in ["Total", "Süß"] {
        let (start, width) = place(Align::Start, text);
        assert_eq!(start, Emu::ZERO);
        assert_eq!(place(Align::Right, text).0, points(100) - width);
        assert_eq!(place(Align::Centre, text).0, Emu::new((points(100) - width).get() / 2));
    }
}

#[test]
fn a_run_on_a_page_has_its_place_and_text() {
    let fonts = fonts();
    let lines = lay_out(&fonts, "Total", &ParagraphStyle { align: Align::Right, ..plain() }, points(100));
    let (line, mut content) = (&lines.lines()[0], scene::ContentBuilder::new());
    let at = units::Point::new(points(10), points(50));
    let run = lines.text_run(&lines.runs(line)[0], at, &mut content);
    let content = content.finish();
    assert_eq!(run.origin, units::Point::new(points(10) + line.x, points(50)));
    assert_eq!(content.text(&run), "Total");
    assert_eq!(content.glyphs(&run).len(), 5);
    assert_eq!(run.advance, line.width);
}
