//! Rules into boxes: four thin rules that close, with the ground that they frame.

use units::{Colour, Emu, Rect};

use crate::gather::{Mark, MarkKind};

/// Rules up to this thickness are lines: 1/24 inch.
pub(crate) const THICKEST_LINE: Emu = Emu::from_l_units(60);
/// Ends as near as this meet.
const MEETS: Emu = Emu::from_l_units(10);
/// The sides of a box are drawn one after the other, or with its ground between.
const WINDOW: usize = 5;

/// A mark of the page, or marks that are one thing.
#[derive(Clone, Debug)]
pub(crate) enum Figure {
    /// Itself.
    Mark(Mark),
    /// Four lines and what they frame.
    Box { order: usize, origin: scene::Origin, rect: Rect, thickness: Emu, colour: Colour, fill: Option<Colour> },
}

/// Puts rules together.
pub(crate) fn figures(marks: &[Mark]) -> Vec<Figure> {
    let mut figures = Vec::with_capacity(marks.len());
    let mut rest = marks;
    while let Some((first, after)) = rest.split_first() {
        let framed = (4..=WINDOW).rev().find_map(|count| framed(rest.get(..count)?).map(|figure| (count, figure)));
        match framed {
            Some((count, figure)) => {
                figures.push(figure);
                rest = rest.get(count..).unwrap_or_default();
            }
            None => {
                figures.push(Figure::Mark(first.clone()));
                rest = after;
            }
        }
    }
    figures
}

/// One box out of just these marks.
fn framed(marks: &[Mark]) -> Option<Figure> {
    let rules: Vec<(Rect, Colour)> = marks
        .iter()
        .map(|mark| match mark.kind {
            MarkKind::Rule { rect, colour } => Some((rect, colour)),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let (lines, grounds): (Vec<_>, Vec<_>) =
        rules.iter().partition(|(rect, _)| rect.width.min(rect.height) <= THICKEST_LINE);
    let ([level_1, level_2], [upright_1, upright_2]) = sides(&lines)?;
    let colour = lines.first()?.1;
    let thickness = level_1.height;
    let is_even = lines
        .iter()
        .all(|(rect, own)| *own == colour && (rect.width.min(rect.height) - thickness).abs() <= Emu::from_l_units(2));
    let outer = level_1.union(level_2).union(upright_1).union(upright_2);
    let meets = |a: Emu, b: Emu| (a - b).abs() <= MEETS;
    let closes = meets(level_1.x, level_2.x)
        && meets(level_1.right(), level_2.right())
        && meets(upright_1.y, upright_2.y)
        && meets(upright_1.bottom(), upright_2.bottom())
        && meets(upright_1.x, level_1.x)
        && meets(upright_2.right(), level_1.right())
        && meets(level_1.y, upright_1.y)
        && meets(level_2.bottom(), upright_1.bottom());
    // No box is thinner than its lines.
    let is_open = outer.width > thickness * 3 && outer.height > thickness * 3;
    let fill = match grounds.as_slice() {
        [] => None,
        [(ground, colour)] if marks.len() == WINDOW && frames(outer, *ground) => Some(*colour),
        _ => return None,
    };
    let first = marks.first()?;
    (is_even && closes && is_open).then(|| Figure::Box {
        order: first.order,
        origin: first.origin,
        rect: outer.outset(-(thickness / 2)),
        thickness,
        colour,
        fill,
    })
}

/// Two level lines, the upper first, and two upright ones, the left first.
fn sides(lines: &[(Rect, Colour)]) -> Option<([Rect; 2], [Rect; 2])> {
    let (mut level, mut upright): (Vec<Rect>, Vec<Rect>) =
        lines.iter().map(|(rect, _)| *rect).partition(|rect| rect.width >= rect.height);
    level.sort_by_key(|rect| rect.y);
    upright.sort_by_key(|rect| rect.x);
    Some((level.try_into().ok()?, upright.try_into().ok()?))
}

/// Whether a ground reaches to the lines around it on every side.
fn frames(outer: Rect, ground: Rect) -> bool {
    let near = |a: Emu, b: Emu| (a - b).abs() <= THICKEST_LINE;
    near(outer.x, ground.x)
        && near(outer.y, ground.y)
        && near(outer.right(), ground.right())
        && near(outer.bottom(), ground.bottom())
}
