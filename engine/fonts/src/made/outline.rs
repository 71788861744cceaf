//! Outlines of one glyph, and their form in a font file (OpenType, glyf, "Simple glyph description").

use crate::OutlinePen;

/// Curves of the third degree are followed this closely, in design units.
const TOLERANCE: f64 = 0.5;
/// Points lie so near the origin that the difference of any two fits into 16 bits.
const FARTHEST: f64 = 16_383.0;
/// A glyph with more points is not a letter.
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

/// An outline, taken through a transform into design units, y upward. A pen draws it; points are rounded once.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// `x' = a·x + c·y + e`, `y' = b·x + d·y + f`; none for the identity.
    transform: Option<[f64; 6]>,
    contours: Vec<Vec<Point>>,
    open: Vec<Point>,
    at: (f64, f64),
    points: usize,
}

/// What the tables of a face count of a glyph.
pub(super) struct Written {
    pub(super) points: u16,
    pub(super) contours: u16,
    pub(super) x: (i16, i16),
    pub(super) y: (i16, i16),
}

impl Outline {
    /// An outline whose points go through `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
    pub fn transformed(transform: [f64; 6]) -> Self {
        Self { transform: Some(transform), ..Self::default() }
    }

    /// Whether it draws nothing.
    pub fn is_empty(&self) -> bool {
        self.contours.is_empty() && self.open.len() < 2
    }

    /// The least x and the greatest y of its points, control points of curves included; none for an empty outline.
    pub fn top_left(&self) -> Option<(i16, i16)> {
        let all = || self.contours.iter().flatten().chain(&self.open);
        Some((all().map(|point| point.x).min()?, all().map(|point| point.y).max()?))
    }

    fn place(&self, x: f64, y: f64) -> (f64, f64) {
        match self.transform {
            Some([a, b, c, d, e, f]) => (a * x + c * y + e, b * x + d * y + f),
            None => (x, y),
        }
    }

    fn push(&mut self, (x, y): (f64, f64), on_curve: bool) {
        let round = |value: f64| value.round().clamp(-FARTHEST, FARTHEST) as i16;
        let point = Point { x: round(x), y: round(y), on_curve };
        if self.open.last() != Some(&point) && self.points < MOST_POINTS + 1 {
            self.points += 1;
            self.open.push(point);
        }
    }

    /// Begins a contour; the one before is closed.
    pub fn start(&mut self, x: f64, y: f64) {
        self.finish_contour();
        self.at = self.place(x, y);
        self.push(self.at, true);
    }

    /// Draws a straight line.
    pub fn line(&mut self, x: f64, y: f64) {
        self.at = self.place(x, y);
        self.push(self.at, true);
    }

    /// Draws a curve of the third degree.
    pub fn cubic(&mut self, one: (f64, f64), two: (f64, f64), to: (f64, f64)) {
        let from = self.at;
        let (one, two, to) = (self.place(one.0, one.1), self.place(two.0, two.1), self.place(to.0, to.1));
        self.at = to;
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
            self.push((control(p.0, q.0, dp.0, dq.0), control(p.1, q.1, dp.1, dq.1)), false);
            self.push(q, true);
        }
    }

    fn finish_contour(&mut self) {
        let mut contour = std::mem::take(&mut self.open);
        if contour.len() > 1 && contour.first() == contour.last() {
            contour.pop();
        }
        if contour.len() > 1 {
            self.contours.push(contour);
        }
    }

    /// Appends the glyph's data; nothing for one that draws nothing.
    pub(super) fn write(&self, out: &mut Vec<u8>) -> Option<Written> {
        let mut whole = self.clone();
        whole.finish_contour();
        let count: usize = whole.contours.iter().map(Vec::len).sum();
        let contours = i16::try_from(whole.contours.len()).ok().filter(|&contours| contours > 0)?;
        let points = u16::try_from(count).ok().filter(|_| count <= MOST_POINTS && self.points <= MOST_POINTS)?;
        let all = || whole.contours.iter().flatten();
        let range = |of: fn(&Point) -> i16| (all().map(of).min().unwrap_or(0), all().map(of).max().unwrap_or(0));
        let (x, y) = (range(|point| point.x), range(|point| point.y));
        for number in [contours, x.0, y.0, x.1, y.1] {
            out.extend(number.to_be_bytes());
        }
        let mut last = 0u16;
        for contour in &whole.contours {
            last += contour.len() as u16;
            out.extend((last - 1).to_be_bytes());
        }
        // No instructions.
        out.extend([0, 0]);
        let (mut xs, mut ys) = (Vec::new(), Vec::new());
        let mut before = (0i32, 0i32);
        for point in all() {
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

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start(x.into(), y.into());
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.line(x.into(), y.into());
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        let control = self.place(cx0.into(), cy0.into());
        self.at = self.place(x.into(), y.into());
        self.push(control, false);
        self.push(self.at, true);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.cubic((cx0.into(), cy0.into()), (cx1.into(), cy1.into()), (x.into(), y.into()));
    }

    fn close(&mut self) {
        self.finish_contour();
    }
}
