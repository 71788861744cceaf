//! Graphics: drawing orders to paths (GOCA).

mod curves;
mod state;

use afp_codec::describe::Places;
use afp_codec::framing::Joined;
use afp_codec::goca::{BeginArea, GraphicsDescriptor, LineType, Order, OrderItem, Orders, Point as Gps};
use diagnostics::Code;
use scene::{ContentBuilder, FillRule, Item, Origin, Path, PathItem, Segment};
use units::{Emu, Point, Rect, Size};

use crate::area::Area;
use crate::findings::Findings;
use crate::fonts::FontTable;
use crate::geometry::Units;
use crate::library::Library;

use curves::{Curve, Spot};
use state::{Attributes, fill_of};

/// Draws a graphics object.
pub(crate) fn draw(
    descriptor: Option<&GraphicsDescriptor<'_>>,
    data: &Joined<'_>,
    area: &Area,
    fonts: &FontTable,
    library: &Library,
    content: &mut ContentBuilder,
    findings: &mut Findings,
) {
    let window = Window::new(descriptor, area);
    let defaults = Attributes::defaults(descriptor);
    let mut drawing = Drawing {
        window,
        defaults: defaults.clone(),
        attributes: defaults,
        position: Spot::default(),
        shape: None,
        fonts,
        library,
        content,
        findings,
    };
    let places = data.places();
    for item in Orders::new(data.bytes()) {
        drawing.order(&item, &places);
    }
    if let Some(shape) = drawing.shape.take() {
        drawing.findings.add(
            Code::AfpOrder,
            shape.start,
            &[("name", "Begin Area"), ("reason", "the area is never ended")],
        );
    }
}

/// From graphics coordinates to those of the page.
#[derive(Clone, Copy, Debug)]
struct Window {
    area: Area,
    rect: Rect,
    left: f64,
    top: f64,
    /// Emu in a unit.
    across: f64,
    down: f64,
}

impl Window {
    fn new(descriptor: Option<&GraphicsDescriptor<'_>>, area: &Area) -> Self {
        use afp_codec::triplets::Mapping;
        let Some(window) = descriptor.and_then(GraphicsDescriptor::window) else {
            let size = area.size.unwrap_or_default();
            let rect = Rect::new(area.content.x, area.content.y, size.width, size.height);
            let unit = f64::from(Emu::PER_L_UNIT);
            let top = f64::from(size.height.get()) / unit;
            return Self { area: *area, rect, left: 0.0, top, across: unit, down: unit };
        };
        let units = Units::new(window.base, window.x_units, window.base, window.y_units);
        let (width, height) =
            (i64::from(window.right) - i64::from(window.left), i64::from(window.top) - i64::from(window.bottom));
        let size: Size = units.size(width, height);
        let rect = area.fit(Some(size), (size.width, size.height), Mapping::SCALE_TO_FIT).rect;
        let factor = |length: Emu, parts: i64, unit: Emu| {
            if parts > 0 { f64::from(length.get()) / parts as f64 } else { f64::from(unit.get()) }
        };
        Self {
            area: *area,
            rect,
            left: f64::from(window.left),
            top: f64::from(window.top),
            across: factor(rect.width, width, units.x.length(1)),
            down: factor(rect.height, height, units.y.length(1)),
        }
    }

    fn point(&self, spot: Spot) -> Point {
        let x = self.rect.x + Emu::round_from_f64((spot.x - self.left) * self.across);
        let y = self.rect.y + Emu::round_from_f64((self.top - spot.y) * self.down);
        self.area.place.point(Point::new(x, y))
    }
}

/// An area being bounded, from Begin Area to End Area.
struct Shape {
    start: u64,
    flags: u8,
    curves: Vec<Curve>,
}

struct Drawing<'d, 'f> {
    window: Window,
    defaults: Attributes,
    attributes: Attributes,
    position: Spot,
    shape: Option<Shape>,
    fonts: &'d FontTable,
    library: &'d Library,
    content: &'d mut ContentBuilder,
    findings: &'f mut Findings,
}

fn spot(point: Gps) -> Spot {
    Spot { x: point.x.into(), y: point.y.into() }
}

impl Drawing<'_, '_> {
    fn order(&mut self, item: &OrderItem<'_>, places: &Places) {
        let start = places.file_offset(item.at);
        let end = places.file_offset((item.at + item.length).saturating_sub(1)) + 1;
        if self.attributes.set(&item.order, &self.defaults) {
            return;
        }
        match &item.order {
            Order::BeginSegment(_) => {
                self.attributes = self.defaults.clone();
                self.position = Spot::default();
            }
            Order::Position(to) => self.position = spot(*to),
            Order::BeginArea(area) => {
                self.shape = Some(Shape { start, flags: area.flags, curves: Vec::new() });
            }
            Order::EndArea(_) => self.end_area(end),
            Order::LineAt(line) => self.lines(line.points.iter().copied().map(spot), true, start, end),
            Order::LineHere(line) => self.lines(line.points.iter().copied().map(spot), false, start, end),
            Order::RelativeLineAt(line) => {
                let steps = steps(spot(line.start), &line.steps);
                self.lines(std::iter::once(spot(line.start)).chain(steps), true, start, end);
            }
            Order::RelativeLineHere(line) => {
                let steps: Vec<Spot> = steps(self.position, &line.steps).collect();
                self.lines(steps.into_iter(), false, start, end);
            }
            Order::FilletAt(fillet) => self.curve(true, &fillet.points, Curve::fillet, start, end),
            Order::FilletHere(fillet) => self.curve(false, &fillet.points, Curve::fillet, start, end),
            Order::BezierAt(curve) => self.curve(true, &curve.points, Curve::bezier, start, end),
            Order::BezierHere(curve) => self.curve(false, &curve.points, Curve::bezier, start, end),
            Order::FullArcAt(arc) => {
                self.position = spot(arc.centre);
                self.full_arc(arc.scale, arc.fraction, start, end);
            }
            Order::FullArcHere(arc) => self.full_arc(arc.scale, arc.fraction, start, end),
            Order::PartialArcAt(arc) => {
                let angles = (arc.start_angle, arc.sweep_angle);
                self.partial_arc(Some(spot(arc.start)), arc.centre, (arc.scale, arc.fraction), angles, start, end);
            }
            Order::PartialArcHere(arc) => {
                let angles = (arc.start_angle, arc.sweep_angle);
                self.partial_arc(None, arc.centre, (arc.scale, arc.fraction), angles, start, end);
            }
            Order::BoxAt(shape) => {
                let corner = shape.corner.as_ref().map(|corner| (corner.horizontal, corner.vertical));
                self.emit(Curve::rectangle(spot(shape.first), spot(shape.opposite), corner), start, end);
                self.position = spot(shape.first);
            }
            Order::BoxHere(shape) => {
                let corner = shape.corner.as_ref().map(|corner| (corner.horizontal, corner.vertical));
                self.emit(Curve::rectangle(self.position, spot(shape.opposite), corner), start, end);
            }
            Order::CharactersAt(text) => {
                self.position = spot(text.position);
                self.characters(&text.code_points, start, end);
            }
            Order::CharactersHere(text) => self.characters(&text.code_points, start, end),
            Order::MarkersAt(_)
            | Order::MarkersHere(_)
            | Order::BeginImageAt(_)
            | Order::BeginImageHere(_)
            | Order::BeginCustomPattern(_)
            | Order::LinearGradient(_)
            | Order::RadialGradient(_) => {
                self.findings.add(Code::AfpUnsupported, start, &[("what", item.order.names().1)]);
            }
            Order::Unknown { code, .. } => {
                let name = format!("X'{code:02X}'");
                let reason = "not known, or of another length";
                self.findings.add(Code::AfpOrder, start, &[("name", &name), ("reason", reason)]);
            }
            Order::Damaged(_) => {
                let reason = "its length reaches beyond the graphics data";
                self.findings.add(Code::AfpOrder, start, &[("name", "drawing order"), ("reason", reason)]);
            }
            // Attributes were taken above; the rest says nothing that is drawn.
            _ => {}
        }
    }

    fn lines(&mut self, mut spots: impl Iterator<Item = Spot>, given: bool, start: u64, end: u64) {
        let from = if given { spots.next() } else { Some(self.position) };
        let Some(from) = from else { return };
        let mut curve = Curve::new(from, given);
        for to in spots {
            curve.line(to);
        }
        self.position = curve.end();
        self.emit(curve, start, end);
    }

    fn curve(
        &mut self,
        given: bool,
        points: &[Gps],
        make: impl Fn(&[Spot], bool) -> Option<Curve>,
        start: u64,
        end: u64,
    ) {
        let here = (!given).then_some(self.position);
        let spots: Vec<Spot> = here.into_iter().chain(points.iter().copied().map(spot)).collect();
        if let Some(curve) = make(&spots, given) {
            self.position = curve.end();
            self.emit(curve, start, end);
        }
    }

    fn full_arc(&mut self, scale: u8, fraction: u8, start: u64, end: u64) {
        let arc = self.attributes.arc(scale, fraction);
        self.emit(Curve::ellipse(self.position, &arc), start, end);
    }

    fn partial_arc(
        &mut self,
        from: Option<Spot>,
        centre: Gps,
        (scale, fraction): (u8, u8),
        (begin, sweep): (u32, u32),
        start: u64,
        end: u64,
    ) {
        let arc = self.attributes.arc(scale, fraction);
        let mut curve = Curve::new(from.unwrap_or(self.position), from.is_some());
        curve.arc(spot(centre), &arc, begin, sweep);
        self.position = curve.end();
        self.emit(curve, start, end);
    }

    /// A curve is a line of its own, or part of the boundary of the open area.
    fn emit(&mut self, curve: Curve, start: u64, end: u64) {
        if let Some(shape) = &mut self.shape {
            match shape.curves.last_mut() {
                Some(last) if !curve.begins_figure && last.continues(&curve) => last.extend(&curve),
                _ => shape.curves.push(curve),
            }
            return;
        }
        let path = self.path(std::slice::from_ref(&curve), false);
        let Some(stroke) = self.attributes.stroke() else { return };
        let item = PathItem { path, fill: None, stroke: Some(stroke) };
        self.content.push(Item::Path(Box::new(item)), Origin::Bytes { start, end });
    }

    fn end_area(&mut self, end: u64) {
        let Some(shape) = self.shape.take() else { return };
        if shape.curves.is_empty() {
            return;
        }
        let path = self.path(&shape.curves, true);
        let rule = if shape.flags & BeginArea::NON_ZERO != 0 { FillRule::NonZero } else { FillRule::EvenOdd };
        let (fill, exact) = fill_of(&self.attributes);
        if !exact {
            self.findings.add(Code::AfpUnsupported, shape.start, &[("what", "the fill pattern, shown as a tint,")]);
        }
        let draws = shape.flags & BeginArea::DRAW_BOUNDARY != 0 && self.attributes.line_type != LineType::INVISIBLE;
        let stroke = if draws { self.attributes.stroke() } else { None };
        if fill.is_none() && stroke.is_none() {
            return;
        }
        let item = PathItem { path, fill: fill.map(|colour| (colour, rule)), stroke };
        self.content.push(Item::Path(Box::new(item)), Origin::Bytes { start: shape.start, end });
    }

    fn path(&self, curves: &[Curve], close: bool) -> Path {
        let mut segments = Vec::new();
        for curve in curves {
            curve.segments(|spot| self.window.point(spot), &mut segments);
            if (close || curve.is_closed()) && segments.last() != Some(&Segment::Close) {
                segments.push(Segment::Close);
            }
        }
        Path { segments }
    }

    fn characters(&mut self, code_points: &[u8], start: u64, end: u64) {
        let Some(font) = self.fonts.get(self.attributes.font) else {
            self.findings.add(Code::AfpUnsupported, start, &[("what", "graphics text in the device's own font")]);
            return;
        };
        let shown = font.shown(code_points, self.library);
        // All characters stand in the face of the first.
        let id = shown.first().and_then(|first| first.face);
        let Some((id, face)) = id.and_then(|id| Some((id, self.library.definitions.face(id)?))) else { return };
        let mut advance = 0i64;
        let mut text = String::new();
        let mut glyphs = Vec::with_capacity(shown.len());
        for shown in shown.iter().filter(|shown| shown.face == Some(id)) {
            let glyph = shown.glyph;
            let along = font.size.design_units(advance, face.units_per_em());
            let cluster = u32::try_from(text.len()).unwrap_or(u32::MAX);
            glyphs.push(scene::Glyph { id: glyph, along, across: Emu::ZERO, cluster });
            text.extend(shown.character);
            advance += i64::from(face.advance(glyph));
        }
        let run = self.content.run(
            id,
            font.size,
            self.attributes.colour,
            self.window.point(self.position),
            self.window.area.place.turn,
            font.size.design_units(advance, face.units_per_em()),
            glyphs,
            &text,
            scene::Decoration::default(),
        );
        self.content.push(Item::Text(run), Origin::Bytes { start, end });
    }
}

fn steps(from: Spot, steps: &[afp_codec::goca::Step]) -> impl Iterator<Item = Spot> + use<'_> {
    steps.iter().scan(from, |at, step| {
        *at = Spot { x: at.x + f64::from(step.x), y: at.y + f64::from(step.y) };
        Some(*at)
    })
}
