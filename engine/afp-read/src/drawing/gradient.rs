//! Gradients: areas whose colour changes along a line or from one ellipse to another (GOCA chapter 4 "Gradients").
//!
//! A gradient becomes plain shapes, each of one colour and laid over those before, fine enough that no step is seen.

use afp_codec::goca::{GradientColours, GradientOutside};
use afp_codec::values::ColourSpecification;
use units::Colour;

use super::curves::{Arc, Curve, Spot};
use crate::colour;

/// Steps from the start to the end.
const STEPS: f64 = 128.0;
/// The most steps with those beyond the ends.
const MOST_STEPS: f64 = 512.0;
/// How many times a gradient is repeated beyond its ends.
const MOST_REPEATS: f64 = 64.0;

/// A gradient that areas can be filled with.
#[derive(Clone, Debug)]
pub(super) struct Gradient {
    pub(super) shape: Shape,
    colours: Vec<(f64, Colour)>,
    before: GradientOutside,
    beyond: GradientOutside,
}

/// What a gradient runs along.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    Line(Spot, Spot),
    /// Two full arcs: their centres and how many times the arc they are.
    Arcs(Arc, (Spot, f64), (Spot, f64)),
}

/// A shape of one colour; its inside by the even-odd rule.
pub(super) type Step = (Vec<Curve>, Colour);

impl Gradient {
    /// `None` where a colour is not known.
    pub(super) fn new(shape: Shape, given: &GradientColours<'_>) -> Option<Self> {
        let with = |value: &[u8]| {
            let colour = ColourSpecification { value: value.to_vec().into(), ..given.start.clone() };
            colour::of_specification(&colour)
        };
        let mut colours = vec![(0.0, colour::of_specification(&given.start)?)];
        for stop in &given.stops {
            colours.push((f64::from(stop.offset.min(10_000)) / 10_000.0, with(&stop.colour)?));
        }
        colours.push((1.0, with(&given.end)?));
        Some(Self { shape, colours, before: given.before, beyond: given.beyond })
    }

    /// The colour at a part of the way; `None` where nothing is drawn.
    fn colour(&self, at: f64) -> Option<Colour> {
        let outside = if at < 0.0 { self.before } else { self.beyond };
        let at = match outside {
            _ if (0.0..=1.0).contains(&at) => at,
            GradientOutside::PAD => at.clamp(0.0, 1.0),
            GradientOutside::REPEAT => at - libm::floor(at),
            GradientOutside::REFLECT => 1.0 - libm::fabs(1.0 - (at - 2.0 * libm::floor(at / 2.0))),
            _ => return None,
        };
        let after = self.colours.iter().position(|(offset, _)| *offset > at);
        let (right, right_colour) = after.and_then(|number| self.colours.get(number)).or(self.colours.last())?;
        let before = after.unwrap_or(self.colours.len()).checked_sub(1);
        let (left, left_colour) = before.and_then(|number| self.colours.get(number))?;
        let part = if right > left { (at - left) / (right - left) } else { 0.0 };
        Some(between(*left_colour, *right_colour, part))
    }

    /// The parts of the way that are drawn within limits: outside of the ends only where something is drawn there.
    fn range(&self, least: f64, most: f64) -> (f64, f64) {
        let bound = |outside: GradientOutside, limit: f64, end: f64| match outside {
            GradientOutside::NONE => end,
            _ => limit,
        };
        (
            bound(self.before, least.clamp(-MOST_REPEATS, 0.0), 0.0).max(least),
            bound(self.beyond, most.clamp(1.0, MOST_REPEATS), 1.0).min(most),
        )
    }

    /// The shapes that fill a rectangle between two corners with it.
    pub(super) fn steps(&self, low: Spot, high: Spot) -> Vec<Step> {
        match self.shape {
            Shape::Line(start, end) => self.along(start, end, low, high),
            Shape::Arcs(arc, start, end) => self.across(&arc, start, end, low, high),
        }
    }

    fn along(&self, start: Spot, end: Spot, low: Spot, high: Spot) -> Vec<Step> {
        let (dx, dy) = (end.x - start.x, end.y - start.y);
        let square = dx * dx + dy * dy;
        let corners = corners(low, high);
        if square == 0.0 {
            return self.colour(1.0).map(|colour| (vec![polygon(&corners)], colour)).into_iter().collect();
        }
        let place = |spot: Spot| {
            let (x, y) = (spot.x - start.x, spot.y - start.y);
            ((x * dx + y * dy) / square, (y * dx - x * dy) / square)
        };
        let places = corners.map(place);
        let least = |pick: fn(&(f64, f64)) -> f64| places.iter().map(pick).fold(f64::INFINITY, f64::min);
        let most = |pick: fn(&(f64, f64)) -> f64| places.iter().map(pick).fold(f64::NEG_INFINITY, f64::max);
        let (from, to) = self.range(least(|place| place.0), most(|place| place.0));
        let (left, right) = (least(|place| place.1), most(|place| place.1));
        let spot = |t: f64, s: f64| Spot { x: start.x + dx * t - dy * s, y: start.y + dy * t + dx * s };
        // Each strip goes on to the end, and the next lies over it: no seams.
        let strip = |t: f64| vec![polygon(&[spot(t, left), spot(t, right), spot(to, right), spot(to, left)])];
        self.painted(from, to, false, strip)
    }

    fn across(&self, arc: &Arc, start: (Spot, f64), end: (Spot, f64), low: Spot, high: Spot) -> Vec<Step> {
        let scaled = |scale: f64| Arc { p: arc.p * scale, q: arc.q * scale, r: arc.r * scale, s: arc.s * scale };
        let determinant = arc.p * arc.q - arc.r * arc.s;
        if determinant == 0.0 {
            return Vec::new();
        }
        // Distances where the arc is the unit circle.
        let distance = |from: Spot, to: Spot| {
            let (x, y) = (to.x - from.x, to.y - from.y);
            libm::hypot((arc.q * x - arc.r * y) / determinant, (arc.p * y - arc.s * x) / determinant)
        };
        let (apart, growth) = (distance(start.0, end.0), end.1 - start.1);
        let disc = |t: f64| {
            let mix = |a: f64, b: f64| a + (b - a) * t;
            let centre = Spot { x: mix(start.0.x, end.0.x), y: mix(start.0.y, end.0.y) };
            Curve::ellipse(centre, &scaled(mix(start.1, end.1).max(0.0)))
        };
        let nested = apart <= libm::fabs(growth);
        let reach = corners(low, high).map(|corner| distance(start.0, corner)).into_iter().fold(0.0, f64::max);
        // Where the ellipses shrink to a point, and where they cover the rectangle.
        let vanishes = if growth == 0.0 { 0.0 } else { -start.1 / growth };
        let covers =
            if nested && libm::fabs(growth) > apart { (reach + start.1) / (libm::fabs(growth) - apart) } else { 1.0 };
        let (least, most) = match (nested, growth > 0.0) {
            (true, true) => (vanishes, covers.max(1.0)),
            (true, false) => (-covers, vanishes.max(1.0)),
            (false, _) => (0.0, 1.0),
        };
        let (from, to) = self.range(least, most);
        let grows = nested && growth > 0.0;
        let mut steps = Vec::new();
        let outer = if grows { self.beyond } else { self.before };
        if nested && outer == GradientOutside::PAD {
            let colour = self.colour(if grows { 1.0 } else { 0.0 });
            steps.extend(colour.map(|colour| (vec![polygon(&corners(low, high))], colour)));
        }
        // The inner ellipse is left out where nothing is drawn in it.
        let (inner, inner_outside) = if grows { (from, self.before) } else { (to, self.beyond) };
        let hole = (nested && inner_outside == GradientOutside::NONE).then(|| disc(inner));
        steps.extend(self.painted(from, to, grows, |t| std::iter::once(disc(t)).chain(hole.clone()).collect()));
        steps
    }

    /// The shapes from one part of the way to another, or back; runs of one colour are one shape.
    fn painted(&self, from: f64, to: f64, backwards: bool, shape: impl Fn(f64) -> Vec<Curve>) -> Vec<Step> {
        if to <= from {
            return Vec::new();
        }
        let count = libm::ceil(((to - from) * STEPS).clamp(1.0, MOST_STEPS));
        let step = (to - from) / count;
        let mut steps: Vec<Step> = Vec::new();
        for number in 0..count as u32 {
            let number = f64::from(number);
            // Shapes begin at the side that the next does not cover; the colour is that of the middle.
            let (edge, middle) = match backwards {
                true => (to - number * step, to - (number + 0.5) * step),
                false => (from + number * step, from + (number + 0.5) * step),
            };
            let Some(colour) = self.colour(middle) else { continue };
            if steps.last().is_none_or(|(_, last)| *last != colour) {
                steps.push((shape(edge), colour));
            }
        }
        steps
    }
}

fn corners(low: Spot, high: Spot) -> [Spot; 4] {
    [low, Spot { x: high.x, y: low.y }, high, Spot { x: low.x, y: high.y }]
}

fn polygon(spots: &[Spot; 4]) -> Curve {
    let [first, rest @ ..] = *spots;
    let mut curve = Curve::new(first, true);
    rest.into_iter().for_each(|to| curve.line(to));
    curve.close();
    curve
}

/// A colour between two, in the space of both or as light.
fn between(one: Colour, other: Colour, part: f64) -> Colour {
    let mix = |a: u8, b: u8| libm::round(f64::from(a) + (f64::from(b) - f64::from(a)) * part).clamp(0.0, 255.0) as u8;
    match (one, other) {
        (Colour::Cmyk(a, b, c, d), Colour::Cmyk(e, f, g, h)) => {
            Colour::Cmyk(mix(a, e), mix(b, f), mix(c, g), mix(d, h))
        }
        _ if one == other => one,
        _ => {
            let ([a, b, c], [d, e, f]) = (one.to_rgb(), other.to_rgb());
            Colour::Rgb(mix(a, d), mix(b, e), mix(c, f))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gray(level: u8) -> ColourSpecification<'static> {
        ColourSpecification::rgb(level, level, level)
    }

    fn colours(before: GradientOutside, beyond: GradientOutside) -> GradientColours<'static> {
        GradientColours { start: gray(0), end: vec![200; 3].into(), before, beyond, stops: Vec::new() }
    }

    fn level(gradient: &Gradient, at: f64) -> Option<u8> {
        gradient.colour(at).map(|colour| colour.to_rgb()[0])
    }

    #[test]
    fn colours_change_evenly_and_go_on_as_they_are_told() {
        use GradientOutside as Outside;
        let line = Shape::Line(Spot { x: 0.0, y: 0.0 }, Spot { x: 100.0, y: 0.0 });
        for (outside, left, right) in [
            (Outside::NONE, None, None),
            (Outside::PAD, Some(0), Some(200)),
            (Outside::REPEAT, Some(150), Some(50)),
            (Outside::REFLECT, Some(50), Some(150)),
        ] {
            let gradient = Gradient::new(line, &colours(outside, outside)).unwrap();
            assert_eq!((level(&gradient, 0.25), level(&gradient, 1.0)), (Some(50), Some(200)));
            assert_eq!((level(&gradient, -0.25), level(&gradient, 1.25)), (left, right), "{outside:?}");
        }
    }

    #[test]
    fn two_stops_at_one_place_make_an_edge() {
        let mut given = colours(GradientOutside::NONE, GradientOutside::NONE);
        given.stops = [100, 20]
            .map(|level| afp_codec::goca::GradientStop { offset: 5_000, colour: vec![level; 3].into() })
            .to_vec();
        let line = Shape::Line(Spot { x: 0.0, y: 0.0 }, Spot { x: 100.0, y: 0.0 });
        let gradient = Gradient::new(line, &given).unwrap();
        assert_eq!((level(&gradient, 0.499), level(&gradient, 0.5)), (Some(100), Some(20)));
    }

    #[test]
    fn a_line_gradient_is_strips_and_a_radial_one_rings() {
        let (low, high) = (Spot { x: 0.0, y: 0.0 }, Spot { x: 100.0, y: 50.0 });
        let given = colours(GradientOutside::NONE, GradientOutside::PAD);
        let line = Gradient::new(Shape::Line(low, Spot { x: 50.0, y: 0.0 }), &given).unwrap().steps(low, high);
        assert!(line.len() > 100 && line.len() < 400);
        assert_eq!(line.last().map(|(_, colour)| *colour), Some(Colour::Rgb(200, 200, 200)));
        let arc = Arc { p: 1.0, q: 1.0, r: 0.0, s: 0.0 };
        let centre = Spot { x: 50.0, y: 25.0 };
        let rings = Gradient::new(Shape::Arcs(arc, (centre, 5.0), (centre, 20.0)), &given).unwrap().steps(low, high);
        assert_eq!(
            rings.first().map(|(curves, colour)| (curves.len(), *colour)),
            Some((1, Colour::Rgb(200, 200, 200)))
        );
        assert!(rings[1..].iter().all(|(curves, _)| curves.len() == 2), "with a hole in the middle");
    }
}
