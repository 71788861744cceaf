//! Pieces of text to lines.

use scene::TextAt;
use units::Emu;

use crate::runs::fold;

/// How far baselines of one line may lie apart: 1/1440 inch and what rounding adds.
const SAME_BASELINE: i32 = Emu::PER_L_UNIT * 2;

/// Puts pieces in order: by direction, by baseline, then by where they begin. Baselines that differ by rounding alone
/// count as one.
pub(crate) fn sort(pieces: &mut [TextAt]) {
    pieces.sort_by_key(|piece| (piece.turn.millidegrees(), piece.baseline, piece.x));
    let mut rest = pieces;
    while let Some(first) = rest.first() {
        let (turn, baseline) = (first.turn, first.baseline);
        let on_line = |piece: &&TextAt| piece.turn == turn && (piece.baseline - baseline).get() <= SAME_BASELINE;
        let count = rest.iter().take_while(on_line).count().max(1);
        let (line, after) = rest.split_at_mut(count);
        line.sort_by_key(|piece| piece.x);
        rest = after;
    }
}

/// Joins the pieces of each line, a space between those that a gap parts. What is left is folded by [`fold`]; blank
/// lines are left out.
pub fn lines(pieces: &[TextAt]) -> Vec<TextAt> {
    let mut sorted = pieces.to_vec();
    sort(&mut sorted);
    let mut lines: Vec<TextAt> = Vec::new();
    for piece in sorted {
        match lines.last_mut() {
            Some(line) if line.turn == piece.turn && (piece.baseline - line.baseline).abs().get() <= SAME_BASELINE => {
                if parted(line, &piece) {
                    line.text.push(' ');
                }
                line.text.push_str(&piece.text);
                line.end = line.end.max(piece.end);
                line.size = line.size.max(piece.size);
            }
            _ => lines.push(piece),
        }
    }
    for line in &mut lines {
        line.text = fold(&line.text);
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// Whether a reader sees a space between two pieces: an eighth of the em.
fn parted(before: &TextAt, after: &TextAt) -> bool {
    after.x - before.end > before.size.min(after.size) / 8
}

#[cfg(test)]
mod tests {
    use units::Angle;

    use super::*;

    fn piece(x: i32, end: i32, baseline: i32, text: &str) -> TextAt {
        TextAt {
            turn: Angle::ZERO,
            baseline: Emu::new(baseline),
            x: Emu::new(x * 1000),
            end: Emu::new(end * 1000),
            size: Emu::new(100_000),
            text: text.to_owned(),
        }
    }

    #[test]
    fn pieces_of_a_line_join_in_order_whatever_their_order_and_rounding() {
        let pieces = [
            piece(300, 400, 501, "two"),
            piece(0, 100, 500, "o"),
            piece(100, 200, 499, "ne "),
            piece(0, 50, 9_000, "b"),
        ];
        let joined: Vec<_> = lines(&pieces).into_iter().map(|line| line.text).collect();
        assert_eq!(joined, ["one two", "b"]);
    }
}
