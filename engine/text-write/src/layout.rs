//! Text laid out as on the page.

use scene::{Definitions, Page, TextAt};
use units::{Angle, Emu};

use crate::runs::{fold_within, page_runs};

/// What stands between pages in a text file.
pub const PAGE_BREAK: char = '\u{C}';

/// The text of a page, laid out as on it: see [`layout`].
pub fn page_text(page: &Page, definitions: &Definitions) -> String {
    layout(&page_runs(page, definitions))
}

/// Pieces of text in lines and columns of a fixed-width type: upright text where it stands on the page, numbers at
/// their right end, an empty line where there is room for one; then turned text, a line for each piece.
pub fn layout(pieces: &[TextAt]) -> String {
    let mut sorted = pieces.to_vec();
    for piece in &mut sorted {
        piece.text = fold_within(&piece.text);
    }
    sorted.retain(|piece| !piece.text.trim().is_empty());
    crate::lines::sort(&mut sorted);
    let (upright, turned): (Vec<TextAt>, Vec<TextAt>) = sorted.into_iter().partition(|piece| piece.turn == Angle::ZERO);
    let cell = cell_width(&upright);
    let left = upright.iter().map(|piece| piece.x).min().unwrap_or_default();
    let mut out = String::new();
    let mut rest = upright.as_slice();
    let mut above: Option<&TextAt> = None;
    while let Some(first) = rest.first() {
        let on_row = |piece: &&TextAt| piece.baseline - first.baseline <= first.size.min(piece.size) / 4;
        let count = rest.iter().take_while(on_row).count().max(1);
        let (row, after) = rest.split_at(count);
        if let Some(above) = above
            && first.baseline - above.baseline > first.size.max(above.size).scale(9, 5)
        {
            out.push('\n');
        }
        let mut row: Vec<&TextAt> = row.iter().collect();
        row.sort_by_key(|piece| piece.x);
        out.push_str(&one_row(&row, left, cell));
        out.push('\n');
        above = Some(first);
        rest = after;
    }
    if !turned.is_empty() && !out.is_empty() {
        out.push('\n');
    }
    for piece in turned {
        out.push_str(piece.text.trim());
        out.push('\n');
    }
    out
}

fn one_row(row: &[&TextAt], left: Emu, cell: i64) -> String {
    let column = |at: Emu| usize::try_from(((at - left).wide() + cell / 2) / cell).unwrap_or(0);
    let mut line = String::new();
    let mut width = 0;
    let mut end: Option<(Emu, Emu)> = None;
    for piece in row {
        let cells = text_cells(&piece.text);
        let wanted = if is_number(&piece.text) { column(piece.end).saturating_sub(cells) } else { column(piece.x) };
        let parted = end.is_some_and(|(end, size)| piece.x - end > size.min(piece.size) / 8);
        // Pieces that touch stay one word; others keep a space, and two where the page has a wide gap.
        let wide = end.is_some_and(|(end, size)| piece.x - end > size.min(piece.size));
        let least = width + usize::from(parted) + usize::from(wide);
        let start = if end.is_some() && !parted { width } else { wanted.max(least) };
        line.extend(std::iter::repeat_n(' ', start.saturating_sub(width)));
        line.push_str(&piece.text);
        width = start + cells;
        end = Some((piece.end, piece.size));
    }
    line.truncate(line.trim_end().len());
    line
}

/// The width of a column: what a character takes on average.
fn cell_width(pieces: &[TextAt]) -> i64 {
    let (mut length, mut cells) = (0i64, 0i64);
    for piece in pieces {
        length += (piece.end - piece.x).wide().max(0);
        cells += text_cells(&piece.text) as i64;
    }
    (length / cells.max(1)).max(i64::from(Emu::PER_POINT))
}

/// How many columns a text takes: two for each wide character of East Asia, none for marks.
fn text_cells(text: &str) -> usize {
    text.chars()
        .map(|character| match character {
            '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}' => 0,
            '\u{1100}'..='\u{115F}'
            | '\u{2E80}'..='\u{A4CF}'
            | '\u{AC00}'..='\u{D7A3}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FE30}'..='\u{FE4F}'
            | '\u{FF00}'..='\u{FF60}'
            | '\u{FFE0}'..='\u{FFE6}'
            | '\u{20000}'..='\u{3FFFD}' => 2,
            _ => 1,
        })
        .sum()
}

fn is_number(text: &str) -> bool {
    text.chars().any(|character| character.is_ascii_digit())
        && text.chars().all(|character| !character.is_alphabetic() && !character.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(x: i32, baseline: i32, text: &str) -> TextAt {
        let points = Emu::from_points;
        TextAt {
            turn: Angle::ZERO,
            baseline: points(baseline),
            x: points(x),
            end: points(x + 5 * text_cells(text) as i32),
            size: points(10),
            text: text.to_owned(),
        }
    }

    #[test]
    fn columns_and_gaps_stay_where_they_are() {
        let pieces = [
            piece(20, 12, "Date"),
            piece(80, 12, "Amount"),
            piece(20, 24, "1 May"),
            piece(85, 24, "12.50"),
            piece(20, 36, "中文"),
            piece(95, 36, "7.1"),
            piece(20, 80, "Total"),
        ];
        assert_eq!(layout(&pieces), "Date        Amount\n1 May        12.50\n中文           7.1\n\nTotal\n");
    }

    #[test]
    fn pieces_of_a_word_are_not_torn_apart() {
        let mut tail = piece(35, 12, "e");
        tail.x = Emu::from_points(35) + Emu::new(200);
        assert_eq!(layout(&[piece(20, 12, "Dat"), tail]), "Date\n");
    }

    #[test]
    fn turned_text_follows() {
        let turned = TextAt { turn: Angle::from_degrees(90), ..piece(3, 3, "side") };
        assert_eq!(layout(&[turned, piece(20, 12, "Page")]), "Page\n\nside\n");
    }
}
