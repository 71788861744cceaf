//! Outlines as templates hold them: `M x y`, `L x y`, `C x1 y1 x2 y2 x y` and `Z`, in whole Emu.

use scene::{Path, Segment};
use units::{Emu, Point, Rect, Size};

/// The most steps of an outline.
const MOST_STEPS: usize = 100_000;

/// An outline could not be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineError {
    /// The byte of the text, from 0.
    pub offset: usize,
    /// What stands there or is missing.
    pub reason: &'static str,
}

impl std::fmt::Display for OutlineError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at character {}", self.reason, self.offset + 1)
    }
}

impl std::error::Error for OutlineError {}

/// Reads an outline.
///
/// # Errors
/// The first place that is not understood.
pub fn parse(text: &str) -> Result<Path, OutlineError> {
    let mut words = Words { text, at: 0 };
    let mut segments = Vec::new();
    while let Some((offset, word)) = words.next() {
        let begun = matches!(segments.last(), Some(Segment::Move(_) | Segment::Line(_) | Segment::Cubic(..)));
        let error = |reason| Err(OutlineError { offset, reason });
        if segments.len() == MOST_STEPS {
            return error("the outline has too many steps");
        }
        segments.push(match word {
            "M" => Segment::Move(words.point()?),
            "L" if begun => Segment::Line(words.point()?),
            "C" if begun => Segment::Cubic(words.point()?, words.point()?, words.point()?),
            "Z" if begun => Segment::Close,
            "L" | "C" | "Z" => return error("a contour begins with M"),
            _ => return error("M, L, C or Z must stand here"),
        });
    }
    Ok(Path { segments })
}

/// Reads an outline drawn in a box of a size and stretches it to a rectangle.
///
/// # Errors
/// The first place that is not understood.
pub fn fit(text: &str, view: Size, into: Rect) -> Result<Path, OutlineError> {
    let mut path = parse(text)?;
    let stretch = |point: &mut Point| {
        *point = Point::new(
            into.x + point.x.scale(into.width.wide(), view.width.wide()),
            into.y + point.y.scale(into.height.wide(), view.height.wide()),
        );
    };
    for segment in &mut path.segments {
        match segment {
            Segment::Move(to) | Segment::Line(to) => stretch(to),
            Segment::Cubic(one, two, to) => [one, two, to].into_iter().for_each(stretch),
            Segment::Close => {}
        }
    }
    Ok(path)
}

struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    fn point(&mut self) -> Result<Point, OutlineError> {
        Ok(Point::new(self.number()?, self.number()?))
    }

    fn number(&mut self) -> Result<Emu, OutlineError> {
        const REASON: &str = "a whole number must stand here";
        let (offset, word) = self.next().ok_or(OutlineError { offset: self.text.len(), reason: REASON })?;
        word.parse().map(Emu::new).map_err(|_| OutlineError { offset, reason: REASON })
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..)?;
        let start = self.at + rest.find(|character: char| !character.is_ascii_whitespace())?;
        let rest = self.text.get(start..)?;
        let length = rest.find(|character: char| character.is_ascii_whitespace()).unwrap_or(rest.len());
        self.at = start + length;
        rest.get(..length).map(|word| (start, word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_is_stretched_from_its_view_to_the_rectangle() {
        let view = Size::new(Emu::new(100), Emu::new(100));
        let into = Rect::new(Emu::new(10), Emu::new(20), Emu::new(200), Emu::new(50));
        let at = |x, y| Point::new(Emu::new(x), Emu::new(y));
        assert_eq!(
            fit("M 0 0 L 100 100\nC 0 0 50 50 100 0 Z", view, into).map(|path| path.segments),
            Ok(vec![
                Segment::Move(at(10, 20)),
                Segment::Line(at(210, 70)),
                Segment::Cubic(at(10, 20), at(110, 45), at(210, 20)),
                Segment::Close,
            ])
        );
    }

    #[test]
    fn what_is_not_understood_is_refused_with_its_place() {
        let offset = |text| parse(text).map_err(|error| error.offset);
        assert_eq!(offset("L 0 0"), Err(0));
        assert_eq!(offset("M 0 0 Z L 1 1"), Err(8));
        assert_eq!(offset("M 0"), Err(3));
        assert_eq!(offset("M 0 é"), Err(4));
        assert_eq!(offset("M 0 99999999999"), Err(4));
        assert_eq!(offset("M 0 0 Q"), Err(6));
    }
}
