//! Lines as filled areas: width, ends, corners and dashes by plain geometry.

use scene::{FillRule, LineCap, LineJoin, Stroke};

use crate::area::{Shape, TooComplex, resolve};
use crate::flatten::Polyline;
use crate::polygon::{Corner, Polygons, corner};

/// A place or a direction.
type Vector = (f64, f64);

/// The most dashes that one outline becomes.
const MOST_DASHES: usize = 20_000;

/// A corner that bends less than this (its sine, about 11°) belongs to a curve and is just filled.
const CURVE: f64 = 0.2;

/// Polygons for the even-odd rule that cover a drawn line. `tolerance` is for round ends and corners, in Emu.
pub(crate) fn outline(lines: &[Polyline], stroke: &Stroke, tolerance: f64) -> Result<Polygons, TooComplex> {
    let mut pen = Pen { half: f64::from(stroke.width.get().max(1)) / 2.0, stroke, tolerance, pieces: Vec::new() };
    for line in lines {
        let points: Vec<Vector> = line.points.iter().map(|&point| vector(corner(point))).collect();
        match &stroke.dash {
            None => pen.line(&points, line.closed),
            Some(dash) => {
                let lengths: Vec<f64> = dash.lengths.iter().map(|length| f64::from(length.get().max(0))).collect();
                for part in dashes(&points, line.closed, &lengths)? {
                    pen.line(&part, false);
                }
            }
        }
    }
    resolve(Shape { polygons: &pen.pieces, rule: FillRule::NonZero }, None)
}

fn vector((x, y): Corner) -> Vector {
    (x as f64, y as f64)
}

/// The parts of a line that its dashes draw.
fn dashes(points: &[Vector], closed: bool, lengths: &[f64]) -> Result<Vec<Vec<Vector>>, TooComplex> {
    let whole = [points.to_vec()];
    if lengths.iter().sum::<f64>() < 1.0 {
        return Ok(whole.into());
    }
    let (mut at, mut left, mut parts) = (0, lengths.first().copied().unwrap_or(0.0), Vec::new());
    let mut part: Vec<Vector> = points.first().copied().into_iter().collect();
    let ends = points.iter().skip(1).chain(closed.then(|| points.first()).flatten());
    let mut from = points.first().copied().unwrap_or_default();
    for &to in ends {
        let length = distance(from, to);
        let mut done = 0.0;
        while length - done > left {
            done += left;
            let place = (from.0 + (to.0 - from.0) * done / length, from.1 + (to.1 - from.1) * done / length);
            if at % 2 == 0 {
                part.push(place);
                parts.push(std::mem::take(&mut part));
            }
            if parts.len() > MOST_DASHES {
                return Err(TooComplex);
            }
            at += 1;
            left = lengths.get(at % lengths.len()).copied().unwrap_or(0.0);
            part = vec![place];
        }
        left -= length - done;
        if at % 2 == 0 {
            part.push(to);
        }
        from = to;
    }
    if at % 2 == 0 && part.len() > 1 {
        parts.push(part);
    }
    Ok(parts)
}

fn distance(a: Vector, b: Vector) -> f64 {
    let (x, y) = (b.0 - a.0, b.1 - a.1);
    (x * x + y * y).sqrt()
}

/// Puts down the pieces that a drawn line consists of, all with the same direction.
struct Pen<'s> {
    half: f64,
    stroke: &'s Stroke,
    tolerance: f64,
    pieces: Polygons,
}

impl Pen<'_> {
    fn line(&mut self, points: &[Vector], closed: bool) {
        let mut line: Vec<Vector> = Vec::with_capacity(points.len());
        for &point in points {
            if line.last().is_none_or(|&last| distance(last, point) > 0.5) {
                line.push(point);
            }
        }
        while closed && line.len() > 1 && line.first().zip(line.last()).is_some_and(|(&a, &b)| distance(a, b) <= 0.5) {
            line.pop();
        }
        let Some(&first) = line.first() else { return };
        if line.len() == 1 {
            self.dot(first);
            return;
        }
        if closed {
            line.push(first);
        }
        let segments: Vec<(Vector, Vector, Vector)> = line
            .windows(2)
            .filter_map(|pair| {
                let &[from, to] = pair else { return None };
                let length = distance(from, to);
                Some((from, to, ((to.0 - from.0) / length, (to.1 - from.1) / length)))
            })
            .collect();
        for &(from, to, direction) in &segments {
            let (x, y) = self.across(direction);
            self.piece(&[
                (from.0 + x, from.1 + y),
                (to.0 + x, to.1 + y),
                (to.0 - x, to.1 - y),
                (from.0 - x, from.1 - y),
            ]);
        }
        for pair in segments.windows(2) {
            let &[(_, at, before), (_, _, after)] = pair else { continue };
            self.corner(at, before, after);
        }
        if let (Some(&(from, _, start)), Some(&(_, to, end))) = (segments.first(), segments.last()) {
            if closed {
                self.corner(from, end, start);
            } else {
                self.end(from, (-start.0, -start.1));
                self.end(to, end);
            }
        }
    }

    /// From the middle of the line to its left edge.
    fn across(&self, (x, y): Vector) -> Vector {
        (y * self.half, -x * self.half)
    }

    fn corner(&mut self, at: Vector, before: Vector, after: Vector) {
        let turn = before.0 * after.1 - before.1 * after.0;
        let along = before.0 * after.0 + before.1 * after.1;
        if turn.abs() < 1e-9 && along > 0.0 {
            return;
        }
        // The outer side is left of a turn to the right, and the other way round (y grows downward).
        let side = if turn > 0.0 { 1.0 } else { -1.0 };
        let (a, b) = (self.across(before), self.across(after));
        let (a, b) = ((a.0 * side, a.1 * side), (b.0 * side, b.1 * side));
        let outer = [(at.0 + a.0, at.1 + a.1), (at.0 + b.0, at.1 + b.1)];
        let [first, second] = outer;
        if along > 0.0 && turn.abs() < CURVE {
            self.piece(&[at, first, second]);
            return;
        }
        match self.stroke.join {
            LineJoin::Bevel => self.piece(&[at, first, second]),
            LineJoin::Miter => {
                // The tip lies at half the width over the sine of half the angle; up to four times the width counts.
                let sum = (a.0 + b.0, a.1 + b.1);
                let square = sum.0 * sum.0 + sum.1 * sum.1;
                let scale = 2.0 * self.half * self.half / square.max(1e-9);
                if scale * square.sqrt() <= 4.0 * self.half {
                    self.piece(&[at, first, (at.0 + sum.0 * scale, at.1 + sum.1 * scale), second]);
                } else {
                    self.piece(&[at, first, second]);
                }
            }
            LineJoin::Round => {
                let angle = libm::atan2(a.0 * b.1 - a.1 * b.0, a.0 * b.0 + a.1 * b.1);
                self.fan(at, a, angle);
            }
        }
    }

    fn end(&mut self, at: Vector, outward: Vector) {
        let across = self.across(outward);
        match self.stroke.cap {
            LineCap::Flat => {}
            LineCap::Square => {
                let (x, y) = (outward.0 * self.half, outward.1 * self.half);
                self.piece(&[
                    (at.0 + across.0, at.1 + across.1),
                    (at.0 + across.0 + x, at.1 + across.1 + y),
                    (at.0 - across.0 + x, at.1 - across.1 + y),
                    (at.0 - across.0, at.1 - across.1),
                ]);
            }
            LineCap::Round => self.fan(at, across, std::f64::consts::PI),
        }
    }

    fn dot(&mut self, at: Vector) {
        match self.stroke.cap {
            LineCap::Flat => {}
            LineCap::Square => {
                let half = self.half;
                self.piece(&[
                    (at.0 - half, at.1 - half),
                    (at.0 + half, at.1 - half),
                    (at.0 + half, at.1 + half),
                    (at.0 - half, at.1 + half),
                ]);
            }
            LineCap::Round => {
                self.fan(at, (self.half, 0.0), std::f64::consts::PI);
                self.fan(at, (-self.half, 0.0), std::f64::consts::PI);
            }
        }
    }

    /// A sector of a disc from a radius on, over an angle.
    fn fan(&mut self, at: Vector, radius: Vector, angle: f64) {
        let step = 2.0 * libm::acos((1.0 - self.tolerance / self.half).clamp(0.5, 0.9999));
        let steps = (angle.abs() / step).ceil().clamp(1.0, 256.0) as u32;
        let mut points = vec![at];
        for number in 0..=steps {
            let turn = angle * f64::from(number) / f64::from(steps);
            let (sine, cosine) = (libm::sin(turn), libm::cos(turn));
            points.push((at.0 + radius.0 * cosine - radius.1 * sine, at.1 + radius.0 * sine + radius.1 * cosine));
        }
        self.piece(&points);
    }

    fn piece(&mut self, points: &[Vector]) {
        let round = |value: f64| (value.clamp(-4e9, 4e9) + 0.5).floor() as i64;
        let mut piece: Vec<Corner> = points.iter().map(|&(x, y)| (round(x), round(y))).collect();
        let next = piece.iter().cycle().skip(1);
        let area: i128 = piece
            .iter()
            .zip(next)
            .map(|(&(x0, y0), &(x1, y1))| i128::from(x0) * i128::from(y1) - i128::from(x1) * i128::from(y0))
            .sum();
        if area < 0 {
            piece.reverse();
        }
        if area != 0 {
            self.pieces.push(piece);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scene::Dash;
    use units::{Colour, Emu, Point};

    fn line(points: &[(i32, i32)], closed: bool) -> Polyline {
        Polyline { points: points.iter().map(|&(x, y)| Point::new(Emu::new(x), Emu::new(y))).collect(), closed }
    }

    fn stroke() -> Stroke {
        Stroke::solid(Emu::new(2_000), Colour::BLACK)
    }

    fn bounds(polygons: &Polygons) -> (i64, i64, i64, i64) {
        let all = || polygons.iter().flatten();
        (
            all().map(|c| c.0).min().unwrap(),
            all().map(|c| c.1).min().unwrap(),
            all().map(|c| c.0).max().unwrap(),
            all().map(|c| c.1).max().unwrap(),
        )
    }

    #[test]
    fn a_mitred_square_has_an_outer_and_an_inner_outline() {
        let square = line(&[(0, 0), (10_000, 0), (10_000, 10_000), (0, 10_000)], true);
        let outline = outline(&[square], &stroke(), 100.0).unwrap();
        assert_eq!(outline.len(), 2, "{outline:?}");
        assert_eq!(bounds(&outline), (-1_000, -1_000, 11_000, 11_000));
    }

    #[test]
    fn ends_reach_as_far_as_they_should() {
        let open = line(&[(0, 0), (10_000, 0)], false);
        let reach = |cap| {
            let stroke = Stroke { cap, ..stroke() };
            let found = bounds(&outline(std::slice::from_ref(&open), &stroke, 10.0).unwrap());
            (found.0, found.2)
        };
        assert_eq!(reach(LineCap::Flat), (0, 10_000));
        assert_eq!(reach(LineCap::Square), (-1_000, 11_000));
        let (left, right) = reach(LineCap::Round);
        assert!((-1_000..-950).contains(&left) && (10_950..=11_000).contains(&right), "{left} {right}");
    }

    #[test]
    fn dashes_are_separate_areas() {
        let open = line(&[(0, 0), (10_000, 0)], false);
        let stroke = Stroke { dash: Some(Dash { lengths: vec![Emu::new(1_000), Emu::new(1_000)] }), ..stroke() };
        assert_eq!(outline(&[open], &stroke, 10.0).unwrap().len(), 5);
    }

    #[test]
    fn dashes_without_length_are_a_solid_line() {
        let open = line(&[(0, 0), (10_000, 0)], false);
        let stroke = Stroke { dash: Some(Dash { lengths: vec![Emu::ZERO, Emu::ZERO] }), ..stroke() };
        assert_eq!(outline(&[open], &stroke, 10.0).unwrap().len(), 1);
    }
}
