//! Areas: figures bounded by lines, filled with a colour, a pattern or a gradient (GOCA chapter 4 "Areas").

use afp_codec::goca::{BeginArea, PatternSymbol};
use scene::{FillRule, Group, Item, Origin, Path, PathItem, Placed, Stroke};
use units::Transform;

use super::curves::{Curve, Spot};
use super::pattern::Pattern;
use super::state::{Attributes, tint};
use super::{Drawing, hatch};

/// An area being bounded, from Begin Area to End Area.
pub(super) struct Shape {
    pub(super) start: u64,
    flags: u8,
    /// The attributes that it is filled with: those of its beginning.
    attributes: Attributes,
    /// Its figures.
    curves: Vec<Curve>,
    /// The lines of its boundary as they are drawn.
    boundary: Vec<(Curve, Option<Stroke>)>,
    /// Whether the next line begins a figure though it begins where the last one ends.
    moved: bool,
}

impl Shape {
    /// Adds a line to the boundary.
    pub(super) fn add(&mut self, curve: Curve, stroke: Option<Stroke>) {
        let begins = curve.begins_figure || std::mem::take(&mut self.moved);
        match self.boundary.last_mut() {
            Some((last, line)) if !begins && *line == stroke && last.continues(&curve) => last.extend(&curve),
            _ => self.boundary.push((curve.clone(), stroke)),
        }
        match self.curves.last_mut() {
            Some(last) if !begins && last.continues(&curve) => last.extend(&curve),
            _ => self.curves.push(curve),
        }
    }

    /// What is drawn of the boundary; `None` where it is not asked for. A line that closes a figure which is not
    /// properly closed is not drawn.
    fn lines(&mut self) -> Vec<(Vec<Curve>, Stroke)> {
        let mut lines: Vec<(Vec<Curve>, Stroke)> = Vec::new();
        if self.flags & BeginArea::DRAW_BOUNDARY == 0 {
            return lines;
        }
        for (mut curve, stroke) in self.boundary.drain(..) {
            let Some(stroke) = stroke else { continue };
            if curve.returns() {
                curve.close();
            }
            match lines.last_mut() {
                Some((curves, last)) if *last == stroke => curves.push(curve),
                _ => lines.push((vec![curve], stroke)),
            }
        }
        lines
    }
}

impl Drawing<'_, '_> {
    pub(super) fn begin_area(&mut self, area: &BeginArea, start: u64) {
        self.flush();
        self.shape = Some(Shape {
            start,
            flags: area.flags,
            attributes: self.attributes.clone(),
            curves: Vec::new(),
            boundary: Vec::new(),
            moved: false,
        });
    }

    /// The current position was moved: a line from it begins a figure.
    pub(super) fn move_figure(&mut self) {
        if let Some(shape) = &mut self.shape {
            shape.moved = true;
        }
    }

    pub(super) fn end_area(&mut self, end: u64) {
        let Some(mut shape) = self.shape.take() else { return };
        let Some(last) = shape.curves.last() else { return };
        if !last.returns() {
            self.position = last.start();
        }
        let origin = Origin::Bytes { start: shape.start, end };
        let rule = if shape.flags & BeginArea::NON_ZERO != 0 { FillRule::NonZero } else { FillRule::EvenOdd };
        let lines = shape.lines();
        let path = self.path(&shape.curves, true);
        let plain = self.plain_fill(&shape.attributes);
        // One line all round is drawn with the inside.
        if let [(curves, stroke)] = &lines[..]
            && curves.len() == shape.curves.len()
            && curves.iter().all(Curve::returns)
            && let Some(colour) = plain
        {
            let item = PathItem { path, fill: Some((colour, rule)), stroke: Some(stroke.clone()) };
            self.content.push(Item::Path(Box::new(item)), origin);
            return;
        }
        match plain {
            Some(colour) => {
                let item = PathItem { path, fill: Some((colour, rule)), stroke: None };
                self.content.push(Item::Path(Box::new(item)), origin);
            }
            None => self.fill(&shape, path, rule, origin),
        }
        for (curves, stroke) in lines {
            let item = PathItem { path: self.path(&curves, false), fill: None, stroke: Some(stroke) };
            self.content.push(Item::Path(Box::new(item)), origin);
        }
    }

    /// The one colour that an area is filled with, if it is one.
    fn plain_fill(&self, attributes: &Attributes) -> Option<units::Colour> {
        let dots = PatternSymbol::DOTS_1.0..=PatternSymbol::DOTS_8.0;
        let is_plain = match attributes.pattern {
            PatternSymbol::SOLID | PatternSymbol::DEFAULT => true,
            PatternSymbol(symbol) => dots.contains(&symbol),
        };
        (attributes.pattern_set == 0 && is_plain && !attributes.leaves_alone).then(|| tint(attributes))
    }

    /// Fills an area with anything else than one colour.
    fn fill(&mut self, shape: &Shape, path: Path, rule: FillRule, origin: Origin) {
        let attributes = &shape.attributes;
        let Some(bounds) = path.bounds().filter(|_| !attributes.leaves_alone) else { return };
        let key = (attributes.pattern_set, attributes.pattern.0);
        if attributes.pattern_set != 0 {
            let items = match self.patterns.get(&key).cloned() {
                Some(Pattern::Gradient(gradient)) => {
                    let (low, high) = extent(&shape.curves);
                    let steps = gradient.steps(low, high);
                    if !self.take_shapes(steps.len(), "so many gradients", shape.start) {
                        return;
                    }
                    let item = |(curves, colour): super::gradient::Step| {
                        let path = self.path(&curves, true);
                        let fill = Some((colour, FillRule::EvenOdd));
                        Placed { item: Item::Path(Box::new(PathItem { path, fill, stroke: None })), origin }
                    };
                    steps.into_iter().map(item).collect()
                }
                Some(Pattern::Custom(custom)) if !self.in_tile => {
                    self.tiles(&custom, attributes, extent(&shape.curves), shape.start, origin)
                }
                _ => {
                    let what = "a pattern that is not defined";
                    self.findings.add(diagnostics::Code::AfpUnsupported, shape.start, &[("what", what)]);
                    let fill = Some((attributes.colour, rule));
                    self.content.push(Item::Path(Box::new(PathItem { path, fill, stroke: None })), origin);
                    return;
                }
            };
            self.inside(path, items, origin);
            return;
        }
        if matches!(attributes.pattern, PatternSymbol::NONE | PatternSymbol::BLANK) {
            return;
        }
        match hatch::lines(attributes.pattern, bounds) {
            Some(lines) => {
                let stroke = Some(Stroke::solid(hatch::WIDTH, attributes.colour));
                let item = Item::Path(Box::new(PathItem { path: lines, fill: None, stroke }));
                self.inside(path, vec![Placed { item, origin }], origin);
            }
            None => {
                let item = PathItem { path, fill: Some((tint(attributes), rule)), stroke: None };
                self.content.push(Item::Path(Box::new(item)), origin);
            }
        }
    }

    /// Items that show inside an outline only.
    fn inside(&mut self, path: Path, items: Vec<Placed>, origin: Origin) {
        if items.is_empty() {
            return;
        }
        let group = Group { transform: Transform::IDENTITY, clip: Some(path), opacity: u8::MAX, items };
        self.content.push(Item::Group(Box::new(group)), origin);
    }
}

/// The rectangle around figures.
fn extent(curves: &[Curve]) -> (Spot, Spot) {
    let infinity = Spot { x: f64::INFINITY, y: f64::INFINITY };
    let nothing = (infinity, Spot { x: -infinity.x, y: -infinity.y });
    curves.iter().flat_map(Curve::spots).fold(nothing, |(low, high), spot| {
        (Spot { x: low.x.min(spot.x), y: low.y.min(spot.y) }, Spot { x: high.x.max(spot.x), y: high.y.max(spot.y) })
    })
}
