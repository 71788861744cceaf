//! Rules: filled upright rectangles as lines that have a width (PTOCA DIR, DBR), measured as the profile has them.

use scene::Origin;
use units::{Colour, Emu, Rect};

use crate::error::WriteError;
use crate::options::Profile;
use crate::page::canvas::{Canvas, Medium, Object};
use crate::units::{GREATEST, UnitRect};

/// Rules thinner than this keep their exact thickness where the profile has parts of a unit; thicker ones have both edges
/// on whole units, so that neighbours touch.
const THIN: Emu = Emu::from_l_units(40);

/// The widest rule that older receivers draw (PTOCA 6 PT3, DIR and DBR).
const WIDEST: i64 = 0xC0;
/// How far strips of one rectangle overlap, so that none of the paper shows between them however a receiver rounds them
/// to its dots.
const OVERLAP: i64 = 24;

/// A rule in logical units, from its top left corner along its longer side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnitRule {
    pub left: i32,
    pub top: i32,
    /// Whether it goes to the right, along the I axis; else down, along the B axis.
    pub lies: bool,
    pub length: i16,
    pub width: i16,
    /// Parts of 1/256 unit that it is wider.
    pub fraction: u8,
}

impl Canvas<'_> {
    /// A filled upright rectangle; what is outside the page is cut off.
    pub(crate) fn rule(&mut self, rect: Rect, colour: Colour, origin: Origin) -> Result<(), WriteError> {
        if self.medium == Medium::Segment {
            self.filled_rect(rect, colour, origin);
            return Ok(());
        }
        let paper = Rect::new(Emu::ZERO, Emu::ZERO, self.size.width, self.size.height);
        let right = rect.right().min(paper.right());
        let bottom = rect.bottom().min(paper.bottom());
        let (x, y) = (rect.x.max(Emu::ZERO), rect.y.max(Emu::ZERO));
        if right <= x || bottom <= y {
            return Ok(());
        }
        let rect = Rect::new(x, y, right - x, bottom - y);
        let plan = self.plan;
        // Rounded, its edges may lie a unit outside.
        let place = rect.outset(Emu::from_l_units(1)).into();
        let at = self.text_object(place);
        let Some(Object::Text(object)) = self.objects.get_mut(at) else { return Ok(()) };
        let noted = plan.options.source_map.then_some(origin);
        object.rules(rules(rect, plan.options.profile), place, colour, noted).map_err(WriteError::encode("a rule"))
    }
}

/// The rules that draw a rectangle. One where a rule may have any width and parts of a unit; in classic files, where it
/// has whole units and few of them (PTOCA 6 PT3), as many as it takes, with the edges of the rectangle each rounded, so that
/// neighbours neither gap nor overlap.
fn rules(rect: Rect, profile: Profile) -> impl Iterator<Item = UnitRule> {
    let units = UnitRect::round(rect);
    let lies = rect.width >= rect.height;
    let (length, edges, exact) = match lies {
        true => (units.width(), units.height(), rect.height),
        false => (units.height(), units.width(), rect.width),
    };
    let classic = !profile.is_interchange();
    let across = i64::from(edges.max(1));
    let count = if classic { strips(across) } else { 1 };
    (0..count).map(move |number| {
        let (from, width) = strip(across, number, count);
        let from = i32::try_from(from).unwrap_or(i32::MAX);
        let (width, fraction) = if classic { (short(width), 0) } else { thickness(edges, exact) };
        let (left, top) = if lies { (units.left, units.top + from) } else { (units.left + from, units.top) };
        UnitRule { left, top, lies, length: short(length.max(1).into()), width, fraction }
    })
}

fn short(units: i64) -> i16 {
    i16::try_from(units.clamp(0, GREATEST.into())).unwrap_or(i16::MAX)
}

/// A rule's width in whole units and 1/256 units: exact for thin ones, else as its edges lie.
fn thickness(edges: i32, exact: Emu) -> (i16, u8) {
    if exact >= THIN {
        return (short(edges.into()), 0);
    }
    let unit = i64::from(Emu::PER_L_UNIT);
    let parts = ((exact.wide() * 256 + unit / 2) / unit).max(1);
    (short(parts / 256), (parts % 256) as u8)
}

/// How many rules it takes to draw so many units with none wider than older receivers draw.
fn strips(across: i64) -> i64 {
    if across <= WIDEST { 1 } else { (across - OVERLAP + WIDEST - OVERLAP - 1) / (WIDEST - OVERLAP) }
}

/// Where one of so many strips begins, and its width.
fn strip(across: i64, number: i64, count: i64) -> (i64, i64) {
    if count <= 1 {
        return (0, across);
    }
    let cut = |number: i64| (across - OVERLAP) * number / count;
    (cut(number), cut(number + 1) + OVERLAP - cut(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::{ClassicFonts, InkImages};

    const CLASSIC: Profile = Profile::Classic { fonts: ClassicFonts::Outline, images: InkImages::Fs11 };

    fn lying(top: i32, bottom: i32) -> Rect {
        Rect::new(Emu::new(1_000), Emu::new(top), Emu::new(900_000), Emu::new(bottom - top))
    }

    #[test]
    fn thin_rules_keep_their_thickness_and_thick_ones_their_edges() {
        // A quarter of a point is exactly five units; a tenth of a millimetre 5.669.
        assert_eq!(thickness(5, Emu::new(3_175)), (5, 0));
        assert_eq!(thickness(6, Emu::new(3_600)), (5, 171));
        assert_eq!(thickness(101, Emu::from_l_units(100)), (101, 0));
    }

    #[test]
    fn classic_rules_have_whole_units_and_neighbours_touch() {
        let edges = [700, 1_000, 4_600, 7_000, 7_316, 30_000, 400_000];
        let drawn = |profile| {
            let rules = edges.windows(2).map(move |pair| rules(lying(pair[0], pair[1]), profile).collect::<Vec<_>>());
            rules.collect::<Vec<_>>()
        };
        for pair in drawn(CLASSIC).windows(2) {
            let (last, next) = (pair[0][pair[0].len() - 1], pair[1][0]);
            // A rule of no unit takes the first of its neighbour's.
            let least = if pair[0][0].width == 1 { 1 } else { 0 };
            assert!((0..=least).contains(&(last.top + i32::from(last.width) - next.top)), "{last:?} {next:?}");
        }
        assert!(drawn(CLASSIC).iter().flatten().all(|rule| rule.fraction == 0 && (1..=0xC0).contains(&rule.width)));
        assert!(drawn(Profile::Is3).iter().flatten().any(|rule| rule.fraction > 0));
    }

    #[test]
    fn wide_classic_rules_are_strips_that_overlap() {
        for across in [1, 191, 192, 193, 359, 360, 361, 400, 11_000] {
            let count = strips(across);
            let parts: Vec<(i64, i64)> = (0..count).map(|number| strip(across, number, count)).collect();
            assert!(parts.windows(2).all(|pair| pair[0].0 + pair[0].1 - pair[1].0 == OVERLAP));
            let (first, last) = (parts[0], parts[parts.len() - 1]);
            assert_eq!((first.0, last.0 + last.1), (0, across));
            assert!(parts.iter().all(|(_, width)| *width <= WIDEST), "{across}");
            assert_eq!(count == 1, across <= WIDEST);
        }
    }
}
