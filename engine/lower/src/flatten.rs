//! Curves to straight lines.

use scene::{Path, Segment};
use units::{Emu, Point};

/// A contour of straight lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Polyline {
    /// Its points; a closed one does not repeat the first at the end.
    pub points: Vec<Point>,
    /// Whether a line leads back to the first point.
    pub closed: bool,
}

/// The most lines that one curve becomes.
const MOST_LINES: f64 = 512.0;

/// A path's contours as straight lines that stay within `tolerance` of its curves. Consecutive equal points are one.
pub fn flatten(path: &Path, tolerance: Emu) -> Vec<Polyline> {
    let tolerance = f64::from(tolerance.get().max(1));
    let mut contours = Vec::new();
    let mut current = Polyline::default();
    for segment in &path.segments {
        match *segment {
            Segment::Move(to) => {
                finish(&mut current, &mut contours);
                current.points.push(to);
            }
            Segment::Line(to) => add(&mut current.points, to),
            Segment::Cubic(one, two, to) => {
                let from = current.points.last().copied().unwrap_or(one);
                cubic([from, one, two, to], tolerance, &mut current.points);
            }
            Segment::Close => {
                let start = current.points.first().copied();
                while current.points.len() > 1 && current.points.last() == current.points.first() {
                    current.points.pop();
                }
                current.closed = true;
                finish(&mut current, &mut contours);
                // What follows without a move goes on from the closed contour's beginning (as in PDF and SVG).
                current.points.extend(start);
            }
        }
    }
    finish(&mut current, &mut contours);
    contours
}

fn finish(current: &mut Polyline, contours: &mut Vec<Polyline>) {
    let done = std::mem::take(current);
    if done.points.len() > 1 || (done.closed && !done.points.is_empty()) {
        contours.push(done);
    }
}

fn add(points: &mut Vec<Point>, to: Point) {
    // A line of no length still makes a dot where the line's ends are round or square.
    if points.len() != 1 && points.last() == Some(&to) {
        return;
    }
    points.push(to);
}

fn cubic(curve: [Point; 4], tolerance: f64, points: &mut Vec<Point>) {
    let [from, one, two, to] = curve.map(|point| (f64::from(point.x.get()), f64::from(point.y.get())));
    let bend = |a: (f64, f64), b: (f64, f64), c: (f64, f64)| {
        let (x, y) = (a.0 - 2.0 * b.0 + c.0, a.1 - 2.0 * b.1 + c.1);
        (x * x + y * y).sqrt()
    };
    // A chord over 1/n of a cubic is off by at most an eighth of the second derivative over n², which is six times the
    // larger second difference of the control points.
    let lines = (0.75 * bend(from, one, two).max(bend(one, two, to)) / tolerance).sqrt().ceil().clamp(1.0, MOST_LINES);
    for step in 1..lines as u32 {
        let t = f64::from(step) / lines;
        let s = 1.0 - t;
        let (a, b, c, d) = (s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t);
        let place = Point::new(
            Emu::round_from_f64(a * from.0 + b * one.0 + c * two.0 + d * to.0),
            Emu::round_from_f64(a * from.1 + b * one.1 + c * two.1 + d * to.1),
        );
        if points.last() != Some(&place) {
            points.push(place);
        }
    }
    let [.., end] = curve;
    add(points, end);
}

#[cfg(test)]
mod tests {
    use super::*;
    use units::Rect;

    #[test]
    fn a_circle_of_lines_stays_within_the_tolerance() {
        let radius = 914_400.0;
        let circle = Path::ellipse(Rect::new(Emu::ZERO, Emu::ZERO, Emu::new(1_828_800), Emu::new(1_828_800)));
        let contours = flatten(&circle, Emu::new(635));
        assert_eq!(contours.len(), 1);
        assert!(contours[0].closed && contours[0].points.len() > 40);
        let points = &contours[0].points;
        for (at, point) in points.iter().enumerate() {
            let next = points[(at + 1) % points.len()];
            let middle = ((point.x.wide() + next.x.wide()) as f64 / 2.0, (point.y.wide() + next.y.wide()) as f64 / 2.0);
            let distance = ((middle.0 - radius).powi(2) + (middle.1 - radius).powi(2)).sqrt();
            // The cubic itself is off a true circle by 0.03 % of the radius.
            assert!((distance - radius).abs() < 635.0 + 0.0003 * radius, "{distance}");
        }
    }

    #[test]
    fn a_closed_contour_does_not_repeat_its_first_point() {
        let square = Path::rect(Rect::new(Emu::ZERO, Emu::ZERO, Emu::new(10), Emu::new(10)));
        assert_eq!(flatten(&square, Emu::new(1))[0].points.len(), 4);
    }
}
