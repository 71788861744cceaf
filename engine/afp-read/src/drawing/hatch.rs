//! The lines of the default pattern set (GOCA figure 19).

use afp_codec::goca::PatternSymbol;
use scene::{Path, Segment};
use units::{Emu, Point, Rect};

/// From one line to the next.
const STEP: Emu = Emu::new(Emu::PER_INCH / 24);
/// The width of the lines.
pub(super) const WIDTH: Emu = Emu::new(Emu::PER_POINT / 2);
/// A larger area is tinted instead.
const MOST_LINES: i64 = 1 << 12;

/// The lines of a pattern over a rectangle of the page, on one grid for all areas; `None` for other patterns, and where
/// there would be too many.
pub(super) fn lines(symbol: PatternSymbol, over: Rect) -> Option<Path> {
    let step = match symbol {
        PatternSymbol::DIAGONAL_UP_DENSE | PatternSymbol::DIAGONAL_DOWN_DENSE => STEP / 2,
        _ => STEP,
    };
    // Each line is where a sum of the coordinates, x·a + y·b, is a multiple of the step.
    let (a, b) = match symbol {
        PatternSymbol::VERTICAL => (1, 0),
        PatternSymbol::HORIZONTAL => (0, 1),
        PatternSymbol::DIAGONAL_UP | PatternSymbol::DIAGONAL_UP_DENSE => (1, 1),
        PatternSymbol::DIAGONAL_DOWN | PatternSymbol::DIAGONAL_DOWN_DENSE => (1, -1),
        _ => return None,
    };
    let sum = |x: Emu, y: Emu| x.wide() * a + y.wide() * b;
    let corners = [over.x, over.right()].map(|x| [over.y, over.bottom()].map(|y| sum(x, y)));
    let [least, most] =
        [corners.iter().flatten().min(), corners.iter().flatten().max()].map(|sum| sum.copied().unwrap_or(0));
    let first = least.div_euclid(step.wide());
    let count = most.div_euclid(step.wide()) - first + 1;
    if count > MOST_LINES {
        return None;
    }
    let mut segments = Vec::new();
    for number in first..first + count {
        let level = number * step.wide();
        let at = |level: i64| Emu::saturating_from(level);
        let (from, to) = if b == 0 {
            (Point::new(at(level), over.y), Point::new(at(level), over.bottom()))
        } else {
            // From edge to edge; beyond the rectangle they are clipped.
            let y = |x: Emu| at((level - x.wide() * a) * b);
            (Point::new(over.x, y(over.x)), Point::new(over.right(), y(over.right())))
        };
        segments.extend([Segment::Move(from), Segment::Line(to)]);
    }
    Some(Path { segments })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_cover_the_rectangle_in_their_direction() {
        let inch = Emu::new(Emu::PER_INCH);
        let over = Rect::new(inch, inch, inch, inch);
        let ends = |symbol| match lines(symbol, over).unwrap().segments[..] {
            [Segment::Move(from), Segment::Line(to), ..] => (from, to),
            ref other => panic!("{other:?}"),
        };
        let (from, to) = ends(PatternSymbol::VERTICAL);
        assert_eq!((from, to), (Point::new(inch, inch), Point::new(inch, inch * 2)));
        let (from, to) = ends(PatternSymbol::DIAGONAL_UP);
        assert!(to.x > from.x && to.y < from.y, "up on the page");
        let (from, to) = ends(PatternSymbol::DIAGONAL_DOWN);
        assert!(to.x > from.x && to.y > from.y);
        assert_eq!(lines(PatternSymbol::HORIZONTAL, over).unwrap().segments.len(), 25 * 2);
        let huge = Rect::new(Emu::ZERO, Emu::ZERO, Emu::new(i32::MAX), Emu::new(i32::MAX));
        assert_eq!(lines(PatternSymbol::VERTICAL, huge), None);
    }
}
