//! Long texts take time in proportion to their length: these would run for hours if it grew faster.

mod support;

use support::{fonts, lay_out};
use text::{Align, Direction, Paragraph, ParagraphStyle, Run, Shaper, TextStyle, caret_stops};
use units::{Emu, FontSize};

const LENGTH: usize = 200_000;

#[test]
fn long_texts_of_any_kind_are_laid_out() {
    let fonts = fonts();
    let width = Emu::from_points(200);
    for (align, direction) in
        [(Align::Justify, Direction::Auto), (Align::End, Direction::RightToLeft), (Align::Centre, Direction::Auto)]
    {
        for wrap in [true, false] {
            let style = ParagraphStyle { align, direction, wrap, ..ParagraphStyle::default() };
            for part in [
                "a",
                "a ",
                "a-",
                " ",
                "\t",
                "\n",
                "客",
                "\u{5D0}",
                "\u{5D0} a",
                "e\u{301}",
                "\u{301}",
                "\u{202B}",
                "12",
            ] {
                let text = part.repeat(LENGTH / part.len());
                let lines = lay_out(&fonts, &text, &style, width);
                assert!(!lines.lines().is_empty(), "{part:?}");
                for line in lines.lines().iter().take(3) {
                    assert!(!caret_stops(&lines, line).is_empty());
                }
            }
        }
    }
}

#[test]
fn many_runs_and_many_lines_are_laid_out() {
    let fonts = fonts();
    let style = TextStyle::new(fonts.sans, FontSize::from_points(10));
    let runs = vec![Run { text: "one\n", style }; 50_000];
    let paragraph = Paragraph { runs: &runs, style: &ParagraphStyle::default() };
    let lines = text::lay_out(&paragraph, Emu::from_points(200), &mut Shaper::new(&fonts.set));
    assert_eq!(lines.lines().len(), 50_001);
}
