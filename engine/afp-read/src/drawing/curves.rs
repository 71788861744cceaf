//! Outlines in graphics coordinates, Y upward.

use scene::Segment;
use units::Point;

/// A place in graphics coordinates.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Spot {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// The arc parameters times the scale of an arc: `x = p·cos + r·sin`, `y = s·cos + q·sin` (GOCA "Arc Parameters").
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Arc {
    pub(super) p: f64,
    pub(super) q: f64,
    pub(super) r: f64,
    pub(super) s: f64,
}

impl Arc {
    fn at(&self, centre: Spot, angle: f64) -> Spot {
        let (sine, cosine) = (libm::sin(angle), libm::cos(angle));
        Spot { x: centre.x + self.p * cosine + self.r * sine, y: centre.y + self.s * cosine + self.q * sine }
    }

    fn tangent(&self, angle: f64) -> Spot {
        let (sine, cosine) = (libm::sin(angle), libm::cos(angle));
        Spot { x: self.r * cosine - self.p * sine, y: self.q * cosine - self.s * sine }
    }
}

/// 4/3·(√2−1): how far the control points of a quarter of an ellipse are on the way to its corner.
const QUARTER: f64 = 0.552_284_749_830_793_4;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Line(Spot),
    Cubic(Spot, Spot, Spot),
}

impl Step {
    fn end(self) -> Spot {
        match self {
            Self::Line(to) | Self::Cubic(_, _, to) => to,
        }
    }
}

/// One connected line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Curve {
    start: Spot,
    steps: Vec<Step>,
    closed: bool,
    /// Whether it began at a position of its own, and so begins a figure in an area.
    pub(super) begins_figure: bool,
}

impl Curve {
    pub(super) fn new(start: Spot, begins_figure: bool) -> Self {
        Self { start, steps: Vec::new(), closed: false, begins_figure }
    }

    pub(super) fn line(&mut self, to: Spot) {
        self.steps.push(Step::Line(to));
    }

    pub(super) fn end(&self) -> Spot {
        self.steps.last().map_or(self.start, |step| step.end())
    }

    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Goes back to the start with a line that is part of the figure.
    pub(super) fn close(&mut self) {
        self.closed = true;
    }

    /// Whether it ends where it began, as a figure whose boundary is drawn all round.
    pub(super) fn returns(&self) -> bool {
        self.closed || self.end() == self.start
    }

    pub(super) fn start(&self) -> Spot {
        self.start
    }

    /// All its points, control points included.
    pub(super) fn spots(&self) -> impl Iterator<Item = Spot> + '_ {
        let steps = self.steps.iter().flat_map(|step| match *step {
            Step::Line(to) => [to, to, to],
            Step::Cubic(one, two, to) => [one, two, to],
        });
        std::iter::once(self.start).chain(steps)
    }

    /// Whether the other begins where this one ends.
    pub(super) fn continues(&self, other: &Self) -> bool {
        !self.closed && !other.closed && self.end() == other.start
    }

    pub(super) fn extend(&mut self, other: &Self) {
        self.steps.extend_from_slice(&other.steps);
    }

    /// A curve tangent to a polyline at its ends and at the middles of its inner lines, of quarters of ellipses (GOCA
    /// "Fillet").
    pub(super) fn fillet(spots: &[Spot], begins_figure: bool) -> Option<Self> {
        let (&start, rest) = spots.split_first()?;
        let mut curve = Self::new(start, begins_figure);
        if let &[to] = rest {
            curve.line(to);
        }
        for (number, corner) in rest.windows(2).enumerate() {
            let &[control, next] = corner else { continue };
            let is_last = number + 2 == rest.len();
            let end = if is_last { next } else { middle(control, next) };
            let from = curve.end();
            let towards = |spot: Spot| Spot {
                x: spot.x + (control.x - spot.x) * QUARTER,
                y: spot.y + (control.y - spot.y) * QUARTER,
            };
            curve.steps.push(Step::Cubic(towards(from), towards(end), end));
        }
        Some(curve)
    }

    /// Cubic curves: two control points and an end each.
    pub(super) fn bezier(spots: &[Spot], begins_figure: bool) -> Option<Self> {
        let (&start, rest) = spots.split_first()?;
        let mut curve = Self::new(start, begins_figure);
        for piece in rest.chunks_exact(3) {
            if let &[one, two, end] = piece {
                curve.steps.push(Step::Cubic(one, two, end));
            }
        }
        Some(curve)
    }

    pub(super) fn ellipse(centre: Spot, arc: &Arc) -> Self {
        let mut curve = Self::new(arc.at(centre, 0.0), true);
        curve.turn(centre, arc, 0.0, std::f64::consts::TAU);
        curve.closed = true;
        curve
    }

    /// A line to the beginning of an arc, and the arc. Angles in 1/65,536 degree, the way the parameters turn.
    pub(super) fn arc(&mut self, centre: Spot, arc: &Arc, start: u32, sweep: u32) {
        let radians = |angle: u32| f64::from(angle) / 65_536.0 * std::f64::consts::PI / 180.0;
        let sweep = radians(sweep).min(std::f64::consts::TAU);
        let begin = arc.at(centre, radians(start));
        if begin != self.end() {
            self.line(begin);
        }
        self.turn(centre, arc, radians(start), sweep);
    }

    fn turn(&mut self, centre: Spot, arc: &Arc, start: f64, sweep: f64) {
        let pieces = libm::ceil(sweep / std::f64::consts::FRAC_PI_2).clamp(1.0, 4.0);
        let step = sweep / pieces;
        // The distance of control points that makes a cubic follow a circle.
        let reach = 4.0 / 3.0 * libm::tan(step / 4.0);
        for number in 0..pieces as u32 {
            let (from, to) = (start + step * f64::from(number), start + step * f64::from(number + 1));
            let (first, last) = (arc.at(centre, from), arc.at(centre, to));
            let (out, back) = (arc.tangent(from), arc.tangent(to));
            self.steps.push(Step::Cubic(
                Spot { x: first.x + out.x * reach, y: first.y + out.y * reach },
                Spot { x: last.x - back.x * reach, y: last.y - back.y * reach },
                last,
            ));
        }
    }

    /// A rectangle between two corners, its own corners round by an ellipse of these full axes.
    pub(super) fn rectangle(one: Spot, two: Spot, corner: Option<(u16, u16)>) -> Self {
        let (left, right) = (one.x.min(two.x), one.x.max(two.x));
        let (bottom, top) = (one.y.min(two.y), one.y.max(two.y));
        let (width, height) = corner.map_or((0.0, 0.0), |(width, height)| (f64::from(width), f64::from(height)));
        let across = (width / 2.0).min((right - left) / 2.0);
        let down = (height / 2.0).min((top - bottom) / 2.0);
        let at = |x: f64, y: f64| Spot { x, y };
        let mut curve = Self::new(at(left + across, top), true);
        let quarters = [
            (at(right - across, top), at(right - across, top - down), 90.0),
            (at(right, bottom + down), at(right - across, bottom + down), 0.0),
            (at(left + across, bottom), at(left + across, bottom + down), 270.0),
            (at(left, top - down), at(left + across, top - down), 180.0),
        ];
        // Clockwise, so the ellipse is gone round backwards: the sine with the other sign.
        for (to, centre, angle) in quarters {
            curve.line(to);
            if across > 0.0 && down > 0.0 {
                let arc = Arc { p: across, q: -down, r: 0.0, s: 0.0 };
                let begin: f64 = (360.0 - angle) % 360.0;
                curve.turn(centre, &arc, begin * std::f64::consts::PI / 180.0, std::f64::consts::FRAC_PI_2);
            }
        }
        curve.closed = true;
        curve
    }

    /// Appends the line in page coordinates.
    pub(super) fn segments(&self, point: impl Fn(Spot) -> Point, out: &mut Vec<Segment>) {
        out.push(Segment::Move(point(self.start)));
        out.extend(self.steps.iter().map(|step| match *step {
            Step::Line(to) => Segment::Line(point(to)),
            Step::Cubic(one, two, to) => Segment::Cubic(point(one), point(two), point(to)),
        }));
    }
}

fn middle(a: Spot, b: Spot) -> Spot {
    Spot { x: (a.x + b.x) / 2.0, y: (a.y + b.y) / 2.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: Spot, x: f64, y: f64) -> bool {
        (a.x - x).abs() < 1e-6 && (a.y - y).abs() < 1e-6
    }

    #[test]
    fn a_rounded_rectangle_touches_its_sides_and_turns_clockwise() {
        let spot = |x, y| Spot { x, y };
        let curve = Curve::rectangle(spot(0.0, 0.0), spot(100.0, 60.0), Some((20, 40)));
        let ends: Vec<Spot> = curve.steps.iter().map(|step| step.end()).collect();
        let wanted = [
            (90.0, 60.0),
            (100.0, 40.0),
            (100.0, 20.0),
            (90.0, 0.0),
            (10.0, 0.0),
            (0.0, 20.0),
            (0.0, 40.0),
            (10.0, 60.0),
        ];
        assert_eq!(ends.len(), wanted.len());
        for (end, (x, y)) in ends.into_iter().zip(wanted) {
            assert!(near(end, x, y), "{end:?} is not {x}, {y}");
        }
    }

    #[test]
    fn an_arc_of_ninety_degrees_ends_on_the_other_axis() {
        let arc = Arc { p: 10.0, q: 10.0, r: 0.0, s: 0.0 };
        let mut curve = Curve::new(Spot { x: 0.0, y: 0.0 }, true);
        curve.arc(Spot { x: 0.0, y: 0.0 }, &arc, 0, 90 << 16);
        assert!(near(curve.end(), 0.0, 10.0));
        assert_eq!(curve.steps.len(), 2);
    }

    #[test]
    fn a_fillet_touches_the_middles_of_inner_lines() {
        let spot = |x, y| Spot { x, y };
        let line = [spot(0.0, 0.0), spot(10.0, 0.0), spot(10.0, 10.0), spot(20.0, 10.0)];
        let curve = Curve::fillet(&line, true).unwrap();
        let ends: Vec<Spot> = curve.steps.iter().map(|step| step.end()).collect();
        assert_eq!(ends, [spot(10.0, 5.0), spot(20.0, 10.0)]);
        let Step::Cubic(one, two, _) = curve.steps[0] else { panic!("{curve:?}") };
        assert!(near(one, 10.0 * QUARTER, 0.0) && near(two, 10.0, 5.0 - 5.0 * QUARTER), "a quarter of an ellipse");
    }
}
