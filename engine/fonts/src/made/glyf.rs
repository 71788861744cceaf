//! Outlines in the TrueType form (OpenType, glyf, "Simple glyph description"). Points are rounded once.

use super::outline::{Contour, Outline, Point as Exact, Step};

/// Curves of the third degree are followed this closely, in design units.
const TOLERANCE: f64 = 0.5;
/// Points lie so near the origin that the difference of any two fits into 16 bits.
const FARTHEST: f64 = 16_383.0;
/// The most points of a glyph.
const MOST_POINTS: usize = 32_767;

/// Flags of a point.
const ON_CURVE: u8 = 0x01;
const X_SHORT: u8 = 0x02;
const Y_SHORT: u8 = 0x04;
const X_SAME_OR_POSITIVE: u8 = 0x10;
const Y_SAME_OR_POSITIVE: u8 = 0x20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Point {
    x: i16,
    y: i16,
    on_curve: bool,
}

/// What the tables of a face count of a glyph.
pub(super) struct Written {
    pub(super) points: u16,
    pub(super) contours: u16,
    pub(super) x: (i16, i16),
    pub(super) y: (i16, i16),
}

/// Appends a glyph's data; nothing for one that draws nothing.
pub(super) fn write(outline: &Outline, out: &mut Vec<u8>) -> Option<Written> {
    let all: Vec<Vec<Point>> = outline.contours().map(points).filter(|points| points.len() > 1).collect();
    let count: usize = all.iter().map(Vec::len).sum();
    let contours = i16::try_from(all.len()).ok().filter(|&contours| contours > 0)?;
    let points = u16::try_from(count).ok().filter(|_| count <= MOST_POINTS)?;
    let flat = || all.iter().flatten();
    let range = |of: fn(&Point) -> i16| (flat().map(of).min().unwrap_or(0), flat().map(of).max().unwrap_or(0));
    let (x, y) = (range(|point| point.x), range(|point| point.y));
    for number in [contours, x.0, y.0, x.1, y.1] {
        out.extend(number.to_be_bytes());
    }
    let mut last = 0u16;
    for contour in &all {
        last += contour.len() as u16;
        out.extend((last - 1).to_be_bytes());
    }
    // No instructions.
    out.extend([0, 0]);
    let (mut xs, mut ys) = (Vec::new(), Vec::new());
    let mut before = (0i32, 0i32);
    for point in flat() {
        let mut flag = if point.on_curve { ON_CURVE } else { 0 };
        let (x, y) = (i32::from(point.x), i32::from(point.y));
        flag |= delta(x - before.0, X_SHORT, X_SAME_OR_POSITIVE, &mut xs);
        flag |= delta(y - before.1, Y_SHORT, Y_SAME_OR_POSITIVE, &mut ys);
        before = (x, y);
        out.push(flag);
    }
    out.extend(xs);
    out.extend(ys);
    Some(Written { points, contours: contours as u16, x, y })
}

/// The points of a contour; the first is not said again at the end.
fn points(contour: &Contour) -> Vec<Point> {
    let mut points = Vec::with_capacity(contour.steps.len() + 1);
    let mut at = contour.start;
    push(&mut points, at, true);
    for step in &contour.steps {
        match *step {
            Step::Line(to) => {
                push(&mut points, to, true);
                at = to;
            }
            Step::Quadratic(control, to) => {
                push(&mut points, control, false);
                push(&mut points, to, true);
                at = to;
            }
            Step::Cubic(one, two, to) => {
                cubic(&mut points, at, one, two, to);
                at = to;
            }
        }
    }
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    points
}

fn push(points: &mut Vec<Point>, (x, y): Exact, on_curve: bool) {
    let round = |value: f64| value.round().clamp(-FARTHEST, FARTHEST) as i16;
    let point = Point { x: round(x), y: round(y), on_curve };
    if points.last() != Some(&point) {
        points.push(point);
    }
}

/// A curve of the third degree as curves of the second.
fn cubic(points: &mut Vec<Point>, from: Exact, one: Exact, two: Exact, to: Exact) {
    let third = (to.0 - 3.0 * two.0 + 3.0 * one.0 - from.0, to.1 - 3.0 * two.1 + 3.0 * one.1 - from.1);
    let error = third.0 * third.0 + third.1 * third.1;
    // The distance of the nearest curve of the second degree falls with the third power of the number of pieces.
    let pieces = (1..=16u32).find(|&count| error <= 432.0 * TOLERANCE * TOLERANCE * f64::from(count).powi(6));
    let pieces = pieces.unwrap_or(16);
    let at = |t: f64| {
        let u = 1.0 - t;
        let (a, b, c, d) = (u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t);
        (a * from.0 + b * one.0 + c * two.0 + d * to.0, a * from.1 + b * one.1 + c * two.1 + d * to.1)
    };
    let slope = |t: f64| {
        let u = 1.0 - t;
        let (a, b, c) = (3.0 * u * u, 6.0 * u * t, 3.0 * t * t);
        (
            a * (one.0 - from.0) + b * (two.0 - one.0) + c * (to.0 - two.0),
            a * (one.1 - from.1) + b * (two.1 - one.1) + c * (to.1 - two.1),
        )
    };
    let step = 1.0 / f64::from(pieces);
    for piece in 0..pieces {
        let (start, end) = (f64::from(piece) * step, f64::from(piece + 1) * step);
        let (p, q, dp, dq) = (at(start), if piece + 1 == pieces { to } else { at(end) }, slope(start), slope(end));
        // The middle of the two control points that the ends' tangents give.
        let control = |p: f64, q: f64, dp: f64, dq: f64| (p + q) / 2.0 + (dp - dq) * step / 4.0;
        push(points, (control(p.0, q.0, dp.0, dq.0), control(p.1, q.1, dp.1, dq.1)), false);
        push(points, q, true);
    }
}

/// Writes a coordinate's difference and says its flags.
fn delta(value: i32, short: u8, same_or_positive: u8, out: &mut Vec<u8>) -> u8 {
    match value {
        0 => same_or_positive,
        1..=255 => {
            out.push(value as u8);
            short | same_or_positive
        }
        -255..=-1 => {
            out.push(-value as u8);
            short
        }
        _ => {
            out.extend((value as i16).to_be_bytes());
            0
        }
    }
}
