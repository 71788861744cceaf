//! Outlines of one glyph on their way into a face.

use crate::OutlinePen;

/// A glyph with more points is not a letter.
const MOST_POINTS: usize = 32_767;

/// A point in design units, y upward.
pub(super) type Point = (f64, f64);

/// A piece of a contour, from where the one before ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    Line(Point),
    /// A curve of the second degree: its control point and its end.
    Quadratic(Point, Point),
    /// A curve of the third degree: its control points and its end.
    Cubic(Point, Point, Point),
}

/// A closed line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Contour {
    pub(super) start: Point,
    pub(super) steps: Vec<Step>,
}

/// An outline, taken through a transform into design units, y upward. A pen draws it.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// `x' = a·x + c·y + e`, `y' = b·x + d·y + f`; none for the identity.
    transform: Option<[f64; 6]>,
    contours: Vec<Contour>,
    points: usize,
}

impl Outline {
    /// An outline whose points go through `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
    pub fn transformed(transform: [f64; 6]) -> Self {
        Self { transform: Some(transform), ..Self::default() }
    }

    /// Whether it draws nothing.
    pub fn is_empty(&self) -> bool {
        self.contours().next().is_none()
    }

    /// The contours that enclose something; none where there are more points than a letter has.
    pub(super) fn contours(&self) -> impl Iterator<Item = &Contour> {
        let drawn = self.points <= MOST_POINTS;
        self.contours.iter().filter(move |contour| drawn && !contour.steps.is_empty())
    }

    /// The least x and the greatest y of its points, control points of curves included; none for an empty outline.
    pub fn top_left(&self) -> Option<(i16, i16)> {
        let points = || self.contours().flat_map(Contour::points);
        let left = points().map(|(x, _)| x).reduce(f64::min)?;
        let top = points().map(|(_, y)| y).reduce(f64::max)?;
        Some((left.round() as i16, top.round() as i16))
    }

    fn place(&self, x: f64, y: f64) -> Point {
        match self.transform {
            Some([a, b, c, d, e, f]) => (a * x + c * y + e, b * x + d * y + f),
            None => (x, y),
        }
    }

    fn step(&mut self, step: Step) {
        self.points = self.points.saturating_add(1);
        if self.points <= MOST_POINTS
            && let Some(open) = self.contours.last_mut()
        {
            open.steps.push(step);
        }
    }

    /// Begins a contour; the one before is closed.
    pub fn start(&mut self, x: f64, y: f64) {
        self.points = self.points.saturating_add(1);
        if self.points <= MOST_POINTS {
            let start = self.place(x, y);
            self.contours.push(Contour { start, steps: Vec::new() });
        }
    }

    /// Draws a straight line.
    pub fn line(&mut self, x: f64, y: f64) {
        self.step(Step::Line(self.place(x, y)));
    }

    /// Draws a curve of the third degree.
    pub fn cubic(&mut self, one: (f64, f64), two: (f64, f64), to: (f64, f64)) {
        let [one, two, to] = [one, two, to].map(|(x, y)| self.place(x, y));
        self.step(Step::Cubic(one, two, to));
    }
}

impl Contour {
    /// All points, control points included.
    fn points(&self) -> impl Iterator<Item = Point> {
        let of_step = |step: &Step| match *step {
            Step::Line(to) => [to; 3],
            Step::Quadratic(control, to) => [control, control, to],
            Step::Cubic(one, two, to) => [one, two, to],
        };
        std::iter::once(self.start).chain(self.steps.iter().flat_map(of_step))
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
        self.step(Step::Quadratic(control, self.place(x.into(), y.into())));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.cubic((cx0.into(), cy0.into()), (cx1.into(), cy1.into()), (x.into(), y.into()));
    }

    fn close(&mut self) {}
}
