//! What lies under the pointer.

use model::ObjectId;
use units::{Emu, Point, Rect};

use crate::geometry::{Body, Placed, PlacedPage, corners, inverse, turn};

/// Something under the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The element.
    pub id: ObjectId,
    /// Which of its instances.
    pub instance: u32,
}

/// Whether a marquee takes what it touches or only what it holds whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarqueeRule {
    /// What it touches.
    #[default]
    Touch,
    /// What lies wholly inside.
    Contain,
}

impl PlacedPage {
    /// What lies at a point, from the front to the back; last, hollow shapes around it. `near` is how far from a thin
    /// line still counts.
    pub fn hits(&self, point: Point, near: Emu) -> Vec<Hit> {
        let (mut hits, mut around) = (Vec::new(), Vec::new());
        for placed in self.elements.iter().rev().filter(|placed| !placed.untouchable) {
            let hit = Hit { id: placed.id, instance: placed.instance };
            let local = turn(point, placed.rect.centre(), inverse(placed.rotation));
            match placed.body {
                Body::Container => {}
                Body::Solid if placed.rect.outset(least(placed.rect, near)).contains(local) => hits.push(hit),
                Body::Hollow if on_edge(placed.rect, local, near) => hits.push(hit),
                Body::Hollow if placed.rect.contains(local) => around.push(hit),
                Body::Line { rising } if on_line(placed.rect, rising, local, near) => hits.push(hit),
                Body::Solid | Body::Hollow | Body::Line { .. } => {}
            }
        }
        hits.extend(around);
        hits
    }

    /// What a marquee takes, from the back to the front.
    pub fn inside(&self, marquee: Rect, rule: MarqueeRule) -> Vec<Hit> {
        let taken = |placed: &&Placed| match rule {
            MarqueeRule::Touch => touches(placed, marquee),
            MarqueeRule::Contain => marquee.contains_rect(placed.bounds()),
        };
        self.elements
            .iter()
            .filter(|placed| !placed.untouchable && placed.body != Body::Container)
            .filter(taken)
            .map(|placed| Hit { id: placed.id, instance: placed.instance })
            .collect()
    }
}

/// Thin things are widened for the pointer, others not.
fn least(rect: Rect, near: Emu) -> Emu {
    if rect.width < near || rect.height < near { near } else { Emu::ZERO }
}

fn on_edge(rect: Rect, point: Point, near: Emu) -> bool {
    let inner = rect.outset(-near);
    rect.outset(near).contains(point)
        && (inner.width == Emu::ZERO || inner.height == Emu::ZERO || !inner.contains(point))
}

fn ends(rect: Rect, rising: bool) -> (Point, Point) {
    let [top_left, top_right, bottom_right, bottom_left] = corners(rect);
    if rising { (bottom_left, top_right) } else { (top_left, bottom_right) }
}

fn on_line(rect: Rect, rising: bool, point: Point, near: Emu) -> bool {
    let (from, to) = ends(rect, rising);
    let along = (i128::from(to.x.get() - from.x.get()), i128::from(to.y.get() - from.y.get()));
    let offset =
        (i128::from(point.x.get()) - i128::from(from.x.get()), i128::from(point.y.get()) - i128::from(from.y.get()));
    let length = along.0 * along.0 + along.1 * along.1;
    let near = i128::from(near.get());
    if !rect.outset(Emu::new(near as i32)).contains(point) {
        return false;
    }
    let across = offset.0 * along.1 - offset.1 * along.0;
    length == 0 || across * across <= near * near * length
}

/// Whether a marquee touches a turned rectangle, or a line: no side of either keeps them apart.
fn touches(placed: &Placed, marquee: Rect) -> bool {
    if !placed.bounds().touches(marquee) {
        return false;
    }
    let about = placed.rect.centre();
    let shape: Vec<Point> = match placed.body {
        Body::Line { rising } => {
            let (from, to) = ends(placed.rect, rising);
            vec![turn(from, about, placed.rotation), turn(to, about, placed.rotation)]
        }
        Body::Solid | Body::Hollow | Body::Container => {
            corners(placed.rect).map(|corner| turn(corner, about, placed.rotation)).to_vec()
        }
    };
    let others = corners(marquee);
    let sides = shape.iter().zip(shape.iter().cycle().skip(1));
    !sides.into_iter().any(|(from, to)| {
        let (x, y) =
            (i128::from(from.y.get()) - i128::from(to.y.get()), i128::from(to.x.get()) - i128::from(from.x.get()));
        let measure = |point: &Point| i128::from(point.x.get()) * x + i128::from(point.y.get()) * y;
        let range = |points: &[Point]| {
            let measures = points.iter().map(measure);
            (measures.clone().min().unwrap_or_default(), measures.max().unwrap_or_default())
        };
        let ((own_low, own_high), (low, high)) = (range(&shape), range(&others));
        own_high < low || high < own_low
    })
}

#[cfg(test)]
mod tests {
    use model::ElementKind;
    use units::{Angle, Size};

    use super::*;

    fn page(body: Body, rotation: Angle) -> PlacedPage {
        let id = ObjectId::from_random(ElementKind::Object.letter(), 1);
        let rect = Rect::new(Emu::new(1_000), Emu::new(1_000), Emu::new(2_000), Emu::new(1_000));
        let placed = Placed { id, instance: 0, rect, rotation, body, untouchable: false };
        PlacedPage { size: Size::A4, master: None, elements: vec![placed] }
    }

    fn hit(page: &PlacedPage, x: i32, y: i32) -> bool {
        !page.hits(Point::new(Emu::new(x), Emu::new(y)), Emu::new(50)).is_empty()
    }

    #[test]
    fn a_line_is_hit_along_its_diagonal_only() {
        let falling = page(Body::Line { rising: false }, Angle::ZERO);
        assert!(hit(&falling, 2_000, 1_500));
        assert!(!hit(&falling, 2_800, 1_100));
        assert!(hit(&page(Body::Line { rising: true }, Angle::ZERO), 2_800, 1_100));
    }

    #[test]
    fn a_turned_rectangle_is_hit_where_it_is_drawn() {
        let upright = page(Body::Solid, Angle::ZERO);
        let turned = page(Body::Solid, Angle::from_degrees(90));
        assert!(hit(&upright, 2_900, 1_500) && !hit(&upright, 2_000, 2_400));
        assert!(!hit(&turned, 2_900, 1_500) && hit(&turned, 2_000, 2_400));
    }

    #[test]
    fn a_marquee_beside_a_turned_rectangle_does_not_touch_it() {
        let turned = page(Body::Solid, Angle::from_degrees(45));
        let corner = turned.elements[0].bounds();
        let marquee = Rect::new(corner.x, corner.y, Emu::new(100), Emu::new(100));
        assert!(corner.touches(marquee));
        assert!(turned.inside(marquee, MarqueeRule::Touch).is_empty());
        assert_eq!(turned.inside(corner, MarqueeRule::Contain).len(), 1);
    }
}
