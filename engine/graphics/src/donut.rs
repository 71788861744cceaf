//! Donut charts: shares of a whole as sectors of a ring.
//!
//! In: the shares as decimals, the ring's square and proportions. Out: one outline for each share above zero, clockwise
//! from the top, and where the lines of a legend stand. The text of the legend is the caller's.

use diagnostics::{Code, Diagnostic};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use scene::{Path, Segment};
use units::{Emu, Point, Rect};

/// The most shares of one chart; more cannot be told apart, and bound the work.
const MOST: usize = 360;

/// A ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ring {
    /// The square that the ring touches.
    pub square: Rect,
    /// Diameter of the hole in thousandths of the ring's; held to 0..=990.
    pub hole: u16,
    /// Free width between two shares.
    pub gap: Emu,
}

/// The outline of one share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sector {
    /// The share's number in the list handed in.
    pub share: usize,
    /// Its outline; to be filled by the non-zero rule.
    pub path: Path,
}

/// The sectors of a ring, and what could not be shown. A share that is missing or below zero has no sector.
pub fn sectors(ring: Ring, shares: &[Option<Decimal>]) -> (Vec<Sector>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut complain = |reason: String| findings.push(Diagnostic::new(Code::ChartData).with("reason", reason));
    if shares.len() > MOST {
        complain(format!("there are {} shares, {MOST} is the limit", shares.len()));
        return (Vec::new(), findings);
    }
    let mut shown = Vec::new();
    for (number, share) in shares.iter().enumerate() {
        match share {
            None => complain(format!("share {} has no value", number + 1)),
            Some(value) if value.is_sign_negative() && !value.is_zero() => {
                complain(format!("share {} is {value}", number + 1));
            }
            Some(value) if value.is_zero() => {}
            Some(value) => shown.push((number, *value)),
        }
    }
    let total = shown.iter().try_fold(Decimal::ZERO, |total, (_, value)| total.checked_add(*value));
    let Some(total) = total else {
        complain("the shares are too large to add".into());
        return (Vec::new(), findings);
    };
    if total.is_zero() {
        if !shares.is_empty() {
            complain("no share is above zero".into());
        }
        return (Vec::new(), findings);
    }
    let geometry = Geometry::new(ring);
    if let [(only, _)] = shown.as_slice() {
        return (vec![Sector { share: *only, path: geometry.whole() }], findings);
    }
    let turn = |part: Decimal| {
        part.checked_div(total).and_then(|share| share.to_f64()).unwrap_or(0.0).clamp(0.0, 1.0) * std::f64::consts::TAU
    };
    let mut before = Decimal::ZERO;
    let mut drawn = Vec::with_capacity(shown.len());
    for (number, value) in shown {
        let after = before + value;
        drawn.push(Sector { share: number, path: geometry.sector(turn(before), turn(after)) });
        before = after;
    }
    (drawn, findings)
}

/// Radii and middle of a ring, in Emu as floating numbers; every point is rounded once at the end.
#[derive(Clone, Copy, Debug)]
struct Geometry {
    square: Rect,
    centre: Point,
    outer: f64,
    inner: f64,
    half_gap: f64,
}

impl Geometry {
    fn new(ring: Ring) -> Self {
        let outer = f64::from(ring.square.width.min(ring.square.height).get()) / 2.0;
        Self {
            square: ring.square,
            centre: ring.square.centre(),
            outer,
            inner: outer * f64::from(ring.hole.min(990)) / 1000.0,
            half_gap: f64::from(ring.gap.max(Emu::ZERO).get()) / 2.0,
        }
    }

    /// The whole ring: the outer circle, and the hole the other way round.
    fn whole(self) -> Path {
        let side = self.square.width.min(self.square.height);
        let circle = |radius: f64| {
            let radius = Emu::round_from_f64(radius);
            Rect::new(self.centre.x - radius, self.centre.y - radius, radius * 2, radius * 2)
        };
        let mut path = Path::ellipse(Rect::new(self.square.x, self.square.y, side, side));
        if self.inner >= 1.0 {
            path.segments.extend(reversed(&Path::ellipse(circle(self.inner))));
        }
        path
    }

    /// A part of the ring between two angles, clockwise from the top, half a gap left free on both sides.
    fn sector(self, from: f64, to: f64) -> Path {
        let mut segments = Vec::with_capacity(12);
        let (start, end) = self.trimmed(self.outer, from, to);
        segments.push(Segment::Move(self.at(self.outer, start)));
        self.arc(&mut segments, self.outer, start, end);
        let (start, end) = self.trimmed(self.inner, from, to);
        segments.push(Segment::Line(self.at(self.inner, end)));
        self.arc(&mut segments, self.inner, end, start);
        segments.push(Segment::Close);
        Path { segments }
    }

    /// The angles moved together by half a gap at a radius; a share thinner than its gaps keeps a third of its width.
    fn trimmed(self, radius: f64, from: f64, to: f64) -> (f64, f64) {
        let away =
            if radius > self.half_gap { libm::asin(self.half_gap / radius) } else { std::f64::consts::FRAC_PI_2 };
        let away = away.min((to - from) / 3.0);
        (from + away, to - away)
    }

    fn at(self, radius: f64, angle: f64) -> Point {
        self.offset(radius * libm::sin(angle), -radius * libm::cos(angle))
    }

    fn offset(self, right: f64, down: f64) -> Point {
        Point::new(self.centre.x + Emu::round_from_f64(right), self.centre.y + Emu::round_from_f64(down))
    }

    /// Cubic curves along a circle, each an eighth of a turn at most: there the error is below 5 millionths of the radius.
    fn arc(self, segments: &mut Vec<Segment>, radius: f64, from: f64, to: f64) {
        let pieces = libm::ceil((to - from).abs() / std::f64::consts::FRAC_PI_4).clamp(1.0, 8.0);
        let step = (to - from) / pieces;
        let control = radius * 4.0 / 3.0 * libm::tan(step / 4.0);
        for piece in 0..pieces as u32 {
            let start = from + step * f64::from(piece);
            let end = start + step;
            let tangent = |angle: f64, length: f64| {
                self.offset(
                    radius * libm::sin(angle) + length * libm::cos(angle),
                    -radius * libm::cos(angle) + length * libm::sin(angle),
                )
            };
            segments.push(Segment::Cubic(tangent(start, control), tangent(end, -control), self.at(radius, end)));
        }
    }
}

/// A closed path of curves, walked backward.
fn reversed(path: &Path) -> Vec<Segment> {
    let mut start = None;
    let mut steps = Vec::new();
    for segment in &path.segments {
        match *segment {
            Segment::Move(to) => start = Some(to),
            Segment::Cubic(one, two, to) => {
                if let Some(from) = start {
                    steps.push((from, one, two, to));
                }
                start = Some(to);
            }
            Segment::Line(_) | Segment::Close => {}
        }
    }
    let first = steps.last().map(|step| Segment::Move(step.3));
    let curves = steps.iter().rev().map(|&(from, one, two, _)| Segment::Cubic(two, one, from));
    first.into_iter().chain(curves).chain([Segment::Close]).collect()
}

/// Where the lines of a legend stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegendGrid {
    /// Top left corner of the first line.
    pub origin: Point,
    /// From line to line.
    pub pitch: Emu,
    /// Side of the colour's square.
    pub swatch: Emu,
    /// Between square and text.
    pub gap: Emu,
}

impl LegendGrid {
    /// The square of a line, in the middle of the line's height.
    pub fn swatch(self, line: u16) -> Rect {
        let top = self.top(line) + (self.pitch - self.swatch) / 2;
        Rect::new(self.origin.x, top, self.swatch, self.swatch)
    }

    /// The place for a line's text, which ends at `right`.
    pub fn text(self, line: u16, right: Emu) -> Rect {
        let left = self.origin.x + self.swatch + self.gap;
        Rect::new(left, self.top(line), (right - left).max(Emu::ZERO), self.pitch)
    }

    fn top(self, line: u16) -> Emu {
        self.origin.y + self.pitch * i32::from(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RING: Ring = Ring {
        square: Rect::new(Emu::new(1_000), Emu::new(2_000), Emu::new(720_000), Emu::new(720_000)),
        hole: 550,
        gap: Emu::new(9_000),
    };

    fn shares(values: &[i64]) -> Vec<Option<Decimal>> {
        values.iter().map(|&value| Some(Decimal::from(value))).collect()
    }

    #[test]
    fn sectors_stay_in_the_square_and_begin_at_the_top() {
        let (sectors, findings) = sectors(RING, &shares(&[1, 2, 3, 4]));
        assert!(findings.is_empty());
        assert_eq!(sectors.iter().map(|sector| sector.share).collect::<Vec<_>>(), [0, 1, 2, 3]);
        for sector in &sectors {
            let bounds = sector.path.bounds().unwrap();
            // Control points of an eighth of a turn reach beyond the circle by less than a tenth.
            assert!(RING.square.outset(Emu::new(40_000)).contains_rect(bounds), "{bounds:?}");
        }
        let Some(Segment::Move(first)) = sectors[0].path.segments.first() else { panic!("begins with a move") };
        assert!((first.x - RING.square.centre().x - Emu::new(4_500)).abs() <= Emu::new(1));
        assert!(first.y < RING.square.y + Emu::new(100));
    }

    #[test]
    fn a_single_share_is_the_whole_ring_with_its_hole() {
        let (sectors, findings) = sectors(RING, &shares(&[0, 5]));
        assert!(findings.is_empty());
        assert_eq!(sectors.len(), 1);
        assert_eq!(sectors[0].share, 1);
        assert_eq!(sectors[0].path.bounds(), Some(RING.square));
        assert_eq!(sectors[0].path.segments.iter().filter(|segment| **segment == Segment::Close).count(), 2);
    }

    #[test]
    fn shares_that_cannot_be_shown_are_named() {
        let (sectors, findings) = sectors(RING, &[Some(Decimal::from(-1)), None, Some(Decimal::from(2))]);
        assert_eq!(sectors.len(), 1);
        let messages: Vec<_> = findings.iter().map(Diagnostic::message).collect();
        assert_eq!(messages.len(), 2);
        assert!(messages[0].contains("share 1 is -1"), "{messages:?}");
    }

    #[test]
    fn no_share_above_zero_is_a_finding_and_no_share_at_all_is_not() {
        assert_eq!(sectors(RING, &shares(&[0, 0])).1.len(), 1);
        assert_eq!(sectors(RING, &[]), (Vec::new(), Vec::new()));
    }

    #[test]
    fn a_share_thinner_than_its_gaps_still_shows() {
        let (sectors, _) = sectors(RING, &shares(&[1, 100_000]));
        assert_eq!(sectors.len(), 2);
        assert!(sectors[0].path.bounds().unwrap().width > Emu::ZERO);
    }
}
