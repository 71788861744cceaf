//! Outlines that have a drawing order of their own: upright boxes, square or round at the corners, and ellipses
//! (GOCA "Box", "Full Arc").

use scene::{Path, Segment};
use units::{Emu, Point};

/// How far an outline's points may be off the figure's: the rounding of whoever made it.
const NEAR: i32 = 8;
/// How far the edges of an ellipse may be off once its centre and half axes are whole units, in Emu: three quarters.
const EDGE: i32 = Emu::PER_L_UNIT * 3 / 4;

/// A figure in logical units of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figure {
    /// A box.
    Box {
        left: i32,
        top: i32,
        right: i32,
        bottom: i32,
        /// Width of the full circle of which a corner is a quarter; 0 for square corners.
        corner: i32,
    },
    /// An ellipse by its centre and half axes.
    Ellipse { x: i32, y: i32, across: i32, down: i32 },
}

impl Figure {
    /// The figure that an outline draws, where it is one that comes out within a logical unit.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let rect = path.bounds()?;
        let unit = |emu: Emu| emu.round_to_l_units();
        let (left, top, right, bottom) = (unit(rect.x), unit(rect.y), unit(rect.right()), unit(rect.bottom()));
        if right <= left || bottom <= top {
            return None;
        }
        if same(path, &Path::ellipse(rect)) {
            let (across, down) = (unit(rect.width / 2), unit(rect.height / 2));
            let (x, y) = (unit(rect.x + rect.width / 2), unit(rect.y + rect.height / 2));
            let near = |edge: Emu, at: i32| (edge - Emu::from_l_units(at)).abs().get() <= EDGE;
            let fits = near(rect.x, x - across)
                && near(rect.right(), x + across)
                && near(rect.y, y - down)
                && near(rect.bottom(), y + down);
            return (fits && across > 0 && down > 0).then_some(Self::Ellipse { x, y, across, down });
        }
        let Some(Segment::Move(start)) = path.segments.first() else { return None };
        let radius = start.x - rect.x;
        if radius < Emu::ZERO || !same(path, &Path::rounded_rect(rect, radius)) {
            return None;
        }
        let corner = unit(radius * 2).min(right - left).min(bottom - top);
        Some(Self::Box { left, top, right, bottom, corner })
    }

    /// The corners of the rectangle around it.
    pub(crate) fn corners(self) -> [(i32, i32); 2] {
        match self {
            Self::Box { left, top, right, bottom, .. } => [(left, top), (right, bottom)],
            Self::Ellipse { x, y, across, down } => [(x - across, y - down), (x + across, y + down)],
        }
    }
}

/// Whether two outlines have the same segments with points at the same places.
fn same(one: &Path, other: &Path) -> bool {
    let near = |a: Point, b: Point| (a.x - b.x).abs().get() <= NEAR && (a.y - b.y).abs().get() <= NEAR;
    one.segments.len() == other.segments.len()
        && one.segments.iter().zip(&other.segments).all(|pair| match pair {
            (Segment::Move(a), Segment::Move(b)) | (Segment::Line(a), Segment::Line(b)) => near(*a, *b),
            (Segment::Cubic(a, b, c), Segment::Cubic(d, e, f)) => near(*a, *d) && near(*b, *e) && near(*c, *f),
            (Segment::Close, Segment::Close) => true,
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use units::Rect;

    fn rect(x: i32, y: i32, width: i32, height: i32) -> Rect {
        Rect::new(Emu::new(x), Emu::new(y), Emu::new(width), Emu::new(height))
    }

    #[test]
    fn boxes_and_ellipses_are_known_by_their_outlines() {
        let area = rect(635, 1270, 6350, 3175);
        let sides = |corner| Figure::Box { left: 1, top: 2, right: 11, bottom: 7, corner };
        assert_eq!(Figure::of(&Path::rect(area)), Some(sides(0)));
        assert_eq!(Figure::of(&Path::rounded_rect(area, Emu::new(635))), Some(sides(2)));
        let even = rect(635, 1270, 6350, 3810);
        assert_eq!(Figure::of(&Path::ellipse(even)), Some(Figure::Ellipse { x: 6, y: 5, across: 5, down: 3 }));
    }

    #[test]
    fn an_ellipse_between_units_and_other_outlines_stay_outlines() {
        // Its centre would be half a unit off and its half axis another half.
        assert_eq!(Figure::of(&Path::ellipse(rect(0, 0, 635 * 7, 635 * 6))), None);
        let mut dented = Path::rounded_rect(rect(0, 0, 6350, 6350), Emu::new(635));
        if let Some(Segment::Line(to)) = dented.segments.get_mut(1) {
            to.y = Emu::new(100);
        }
        assert_eq!(Figure::of(&dented), None);
        assert_eq!(Figure::of(&Path::line(Point::ORIGIN, Point::new(Emu::new(635), Emu::new(635)))), None);
    }
}
