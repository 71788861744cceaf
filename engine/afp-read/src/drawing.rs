//! Graphics: drawing orders to paths (GOCA).

mod area;
mod curves;
mod gradient;
mod hatch;
mod marker;
mod pattern;
mod picture;
mod state;
mod text;
mod window;

use std::collections::BTreeMap;

use afp_codec::describe::Places;
use afp_codec::framing::Joined;
use afp_codec::goca::{BeginSegment, GraphicsDescriptor, Order, OrderItem, Orders, Point as Gps};
use diagnostics::Code;
use scene::{ContentBuilder, Group, Item, Origin, Path, PathItem, Placed, Segment, Stroke};
use units::{Colour, Emu, Point, Transform};

use crate::area::Area;
use crate::findings::Findings;
use crate::fonts::FontTable;
use crate::library::Library;

use area::Shape;
use curves::{Curve, Spot};
use pattern::Pattern;
use picture::Picture;
use state::Attributes;
use window::Window;

/// The most shapes that patterns, gradients and images of one object are drawn with.
const MOST_SHAPES: usize = 1 << 16;

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
    let places = data.places();
    let first = content.items().len();
    let mut drawing = Drawing {
        window,
        data: data.bytes(),
        places: &places,
        attributes: defaults.clone(),
        defaults,
        position: Spot::default(),
        line: None,
        shape: None,
        picture: None,
        patterns: BTreeMap::new(),
        recording: None,
        tile_colour: None,
        in_tile: false,
        skips: false,
        shapes_left: MOST_SHAPES,
        fonts,
        library,
        content,
        findings,
    };
    for item in Orders::new(data.bytes()) {
        drawing.order(&item);
    }
    drawing.end();
    place_window(&window, first, content);
}

/// Repeats and trims what was drawn, as the window's mapping says.
fn place_window(window: &Window, first: usize, content: &mut ContentBuilder) {
    let (places, _) = window.area.places(&window.fitted);
    let clip = window.area.clip();
    let beyond = |items: &[Placed]| {
        // A line's half width may stick out.
        let slack = Emu::new(Emu::PER_INCH / 36);
        let edge = clip.as_ref().and_then(Path::bounds);
        let sticks_out = |placed: &Placed| match (&placed.item, edge) {
            (Item::Path(path), Some(edge)) => path.path.bounds().is_some_and(|bounds| {
                bounds.x < edge.x - slack
                    || bounds.y < edge.y - slack
                    || bounds.right() > edge.right() + slack
                    || bounds.bottom() > edge.bottom() + slack
            }),
            _ => false,
        };
        items.iter().any(sticks_out)
    };
    let items = content.items().get(first..).unwrap_or_default();
    let trims = window.fitted.trims || window.fitted.repeats || beyond(items);
    let Some(clip) = clip.filter(|_| trims && !items.is_empty()) else { return };
    let drawn = content.items().split_off(first);
    let origin = drawn.first().map_or(Origin::None, |placed| placed.origin);
    let group = |transform, clip, items| Placed {
        item: Item::Group(Box::new(Group { transform, clip, opacity: u8::MAX, items })),
        origin,
    };
    let corner = window.area.place.point(Point::ORIGIN);
    let copies = places.iter().skip(1).map(|&place| {
        let by = window.area.place.point(place) - corner;
        group(Transform::translate(by), None, drawn.clone())
    });
    let copies: Vec<Placed> = copies.collect();
    let all = drawn.into_iter().chain(copies).collect();
    content.items().push(group(Transform::IDENTITY, Some(clip), all));
}

/// A line that following orders may go on with.
struct OpenLine {
    curve: Curve,
    stroke: Stroke,
    start: u64,
    end: u64,
}

struct Drawing<'d, 'f> {
    window: Window,
    data: &'d [u8],
    places: &'d Places,
    defaults: Attributes,
    attributes: Attributes,
    position: Spot,
    line: Option<OpenLine>,
    shape: Option<Shape>,
    picture: Option<Picture>,
    /// Custom patterns and gradients, by set and symbol.
    patterns: BTreeMap<(u8, u8), Pattern>,
    /// A custom pattern whose orders are passed over until it is used.
    recording: Option<pattern::Recording>,
    /// The one colour of what is drawn, in a pattern without colours.
    tile_colour: Option<Colour>,
    in_tile: bool,
    /// Whether the segment is not of the chain.
    skips: bool,
    shapes_left: usize,
    fonts: &'d FontTable,
    library: &'d Library,
    content: &'d mut ContentBuilder,
    findings: &'f mut Findings,
}

fn spot(point: Gps) -> Spot {
    Spot { x: point.x.into(), y: point.y.into() }
}

impl Drawing<'_, '_> {
    fn order(&mut self, item: &OrderItem<'_>) {
        let start = self.places.file_offset(item.at);
        let end = self.places.file_offset((item.at + item.length).saturating_sub(1)) + 1;
        if let Order::BeginSegment(segment) = &item.order {
            self.begin_segment(segment);
            return;
        }
        if self.skips || self.record(item) {
            return;
        }
        let colours = matches!(item.order, Order::Colour(_) | Order::ExtendedColour(_) | Order::ProcessColour(_));
        if colours && self.tile_colour.is_some() {
            return;
        }
        if self.attributes.set(&item.order, &self.defaults) {
            return;
        }
        match &item.order {
            Order::Position(to) => {
                self.flush();
                self.position = spot(*to);
                self.move_figure();
            }
            Order::BeginArea(area) => self.begin_area(area, start),
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
                self.box_figure(spot(shape.first), spot(shape.opposite), corner, start, end);
                self.position = spot(shape.first);
            }
            Order::BoxHere(shape) => {
                let corner = shape.corner.as_ref().map(|corner| (corner.horizontal, corner.vertical));
                self.box_figure(self.position, spot(shape.opposite), corner, start, end);
            }
            Order::CharactersAt(text) => {
                self.position = spot(text.position);
                self.characters(&text.code_points, start, end);
            }
            Order::CharactersHere(text) => self.characters(&text.code_points, start, end),
            Order::MarkersAt(markers) => self.markers(markers.points.iter().copied().map(spot), start, end),
            Order::MarkersHere(markers) => {
                let all = std::iter::once(self.position).chain(markers.points.iter().copied().map(spot));
                self.markers(all, start, end);
            }
            Order::BeginImageAt(image) => {
                self.position = spot(image.position);
                self.begin_picture(image.format, image.width, image.height, start);
            }
            Order::BeginImageHere(image) => self.begin_picture(image.format, image.width, image.height, start),
            Order::ImageRow(row) => self.picture_row(&row.bits),
            Order::EndImage(_) => self.end_picture(end),
            Order::BeginCustomPattern(pattern) => self.begin_pattern(pattern, item, start),
            Order::DeletePattern(pattern) => self.delete_pattern(pattern),
            Order::LinearGradient(gradient) => self.linear_gradient(gradient, start),
            Order::RadialGradient(gradient) => self.radial_gradient(gradient, start),
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

    /// A segment begins with the defaults, or goes on with the one before it; one outside the chain is not drawn.
    fn begin_segment(&mut self, segment: &BeginSegment) {
        const UNCHAINED: u8 = 0x80;
        const APPENDED: u8 = 0x06;
        if segment.properties & APPENDED == APPENDED {
            return;
        }
        self.end();
        self.skips = segment.properties & UNCHAINED != 0;
        self.patterns.clear();
        self.attributes = self.defaults.clone();
        self.position = Spot::default();
    }

    /// Draws what is still open.
    fn end(&mut self) {
        self.flush();
        let unended = [
            self.shape.take().map(|shape| ("Begin Area", shape.start, "the area is never ended")),
            self.picture.take().map(|picture| ("Begin Image", picture.start, "the image is never ended")),
            self.recording.take().map(|pattern| ("Begin Custom Pattern", pattern.start, "the pattern is never ended")),
        ];
        for (name, start, reason) in unended.into_iter().flatten() {
            self.findings.add(Code::AfpOrder, start, &[("name", name), ("reason", reason)]);
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

    /// A box, whose corners are pointed whatever the line join says.
    fn box_figure(&mut self, one: Spot, two: Spot, corner: Option<(u16, u16)>, start: u64, end: u64) {
        let curve = Curve::rectangle(one, two, corner);
        let mitred = |stroke: Stroke| Stroke { join: scene::LineJoin::Miter, ..stroke };
        self.emit_with(curve, self.attributes.stroke(&self.window).map(mitred), start, end);
    }

    fn emit(&mut self, curve: Curve, start: u64, end: u64) {
        self.emit_with(curve, self.attributes.stroke(&self.window), start, end);
    }

    /// A curve is part of the boundary of the open area, goes on with the line before it, or is a line of its own.
    fn emit_with(&mut self, curve: Curve, stroke: Option<Stroke>, start: u64, end: u64) {
        if let Some(shape) = &mut self.shape {
            shape.add(curve, stroke);
            return;
        }
        let Some(stroke) = stroke else {
            self.flush();
            return;
        };
        if let Some(line) = &mut self.line
            && !curve.begins_figure
            && line.stroke == stroke
            && line.curve.continues(&curve)
        {
            line.curve.extend(&curve);
            line.end = end;
            return;
        }
        self.flush();
        self.line = Some(OpenLine { curve, stroke, start, end });
    }

    /// Draws the line that no order goes on with.
    fn flush(&mut self) {
        let Some(OpenLine { curve, stroke, start, end }) = self.line.take() else { return };
        let path = self.path(std::slice::from_ref(&curve), false);
        let item = PathItem { path, fill: None, stroke: Some(stroke) };
        self.content.push(Item::Path(Box::new(item)), Origin::Bytes { start, end });
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

    fn markers(&mut self, spots: impl Iterator<Item = Spot>, start: u64, end: u64) {
        /// The cell of a marker where nothing says its size, which is the device's own.
        const CELL: Emu = Emu::from_points(10);
        self.flush();
        let (width, height) = self.attributes.marker_cell.unwrap_or_else(|| self.window.units(CELL));
        // The line attributes have no effect on markers.
        let colour = self.attributes.colour;
        let line = Attributes::default().stroke(&self.window).map(|line| Stroke { colour, ..line });
        let mut segments = Vec::new();
        let mut fills = false;
        for at in spots {
            self.position = at;
            if let Some((curves, is_filled)) = marker::outlines(self.attributes.marker, at, width, height) {
                segments.extend(self.path(&curves, false).segments);
                fills = is_filled;
            }
        }
        if segments.is_empty() || self.attributes.leaves_alone {
            return;
        }
        let fill = fills.then_some((colour, scene::FillRule::NonZero));
        let item = PathItem { path: Path { segments }, fill, stroke: line.filter(|_| !fills) };
        self.content.push(Item::Path(Box::new(item)), Origin::Bytes { start, end });
    }

    /// Takes so many shapes off those that may be drawn; whether there are so many left.
    fn take_shapes(&mut self, count: usize, what: &str, start: u64) -> bool {
        match self.shapes_left.checked_sub(count) {
            Some(left) => {
                self.shapes_left = left;
                true
            }
            None => {
                self.findings.add(Code::AfpUnsupported, start, &[("what", what)]);
                false
            }
        }
    }
}

fn steps(from: Spot, steps: &[afp_codec::goca::Step]) -> impl Iterator<Item = Spot> + use<'_> {
    steps.iter().scan(from, |at, step| {
        *at = Spot { x: at.x + f64::from(step.x), y: at.y + f64::from(step.y) };
        Some(*at)
    })
}
