//! Graphics objects: neighbouring shapes in one object (GOCA in MO:DCA).

use std::ops::Range;

use afp_codec::fields::Named;
use afp_codec::framing::FieldWriter;
use afp_codec::goca::{
    DefaultValues, GraphicsDescriptor, GraphicsDescriptorItem, NormalLineWidthDefault, SetDefaults, Window,
};
use afp_codec::triplets::Mapping;
use afp_codec::{Field, FieldId};
use scene::{FillRule, Origin, Path, PathItem, Stroke};
use units::{Colour, Emu, Point, QuarterTurn, Rect};

use crate::error::WriteError;
use crate::page::area::Area;
use crate::page::canvas::{Canvas, Medium, Object};
use crate::page::covered::Covered;
use crate::page::figure::Figure;
use crate::page::outline::{Orders, Place};
use crate::source::Carried;
use crate::units::PER_TEN_INCHES;

/// How far straight lines may be off a curve: with rounding to whole units, less than one unit in all.
const TOLERANCE: Emu = Emu::new(200);

/// A shape in logical units of the page.
#[derive(Debug)]
enum Shape {
    Area {
        colour: Colour,
        contours: Vec<Vec<(i32, i32)>>,
    },
    Line {
        colour: Colour,
        width: u8,
        points: Vec<(i32, i32)>,
    },
    /// Filled, or drawn with a line where that has a width.
    Figure {
        colour: Colour,
        width: Option<u8>,
        figure: Figure,
    },
}

/// Shapes being collected.
#[derive(Debug, Default)]
pub(crate) struct GraphicsObject {
    pub(super) covered: Covered,
    shapes: Vec<(Origin, Shape)>,
}

fn units(point: Point) -> (i32, i32) {
    (point.x.round_to_l_units(), point.y.round_to_l_units())
}

/// Points in whole units, none twice in a row.
fn rounded(points: &[Point]) -> Vec<(i32, i32)> {
    let mut list: Vec<(i32, i32)> = points.iter().map(|&point| units(point)).collect();
    list.dedup();
    list
}

impl Canvas<'_> {
    /// An outline within the GRS3 subset: filled by the even-odd rule, or a plain line.
    pub(crate) fn path(&mut self, item: &PathItem, origin: Origin) {
        if let Some((colour, rule)) = item.fill {
            if rule == FillRule::NonZero {
                self.refuse("the non-zero winding rule (the even-odd rule is used)", origin);
            }
            self.fill(&item.path, colour, origin);
        }
        if let Some(stroke) = &item.stroke {
            self.draw(&item.path, stroke, origin);
        }
    }

    /// A filled rectangle as a shape, for page segments.
    pub(crate) fn filled_rect(&mut self, rect: Rect, colour: Colour, origin: Origin) {
        self.fill(&Path::rect(rect), colour, origin);
    }

    fn fill(&mut self, path: &Path, colour: Colour, origin: Origin) {
        if let Some(figure) = Figure::of(path) {
            self.shape(path, Emu::ZERO, Shape::Figure { colour, width: None, figure }, origin);
            return;
        }
        let lines = lower::flatten(path, TOLERANCE);
        let contours = lines.iter().map(|line| rounded(&line.points)).filter(|points| points.len() > 1).collect();
        self.shape(path, Emu::ZERO, Shape::Area { colour, contours }, origin);
    }

    fn draw(&mut self, path: &Path, stroke: &Stroke, origin: Origin) {
        if stroke.dash.is_some() {
            self.refuse("a broken line (a solid one is drawn)", origin);
        }
        let width = u8::try_from(stroke.width.round_to_l_units().clamp(1, 255)).unwrap_or(u8::MAX);
        if let Some(figure) = Figure::of(path) {
            let shape = Shape::Figure { colour: stroke.colour, width: Some(width), figure };
            self.shape(path, stroke.width, shape, origin);
            return;
        }
        for line in lower::flatten(path, TOLERANCE) {
            let mut points = rounded(&line.points);
            if line.closed {
                points.extend(points.first().copied());
            }
            if points.len() > 1 {
                let shape = Shape::Line { colour: stroke.colour, width, points };
                self.shape(path, stroke.width, shape, origin);
            }
        }
    }

    fn shape(&mut self, path: &Path, reach: Emu, shape: Shape, origin: Origin) {
        let Some(bounds) = path.bounds().map(|bounds| bounds.outset(reach + Emu::from_l_units(1))) else { return };
        let place = bounds.into();
        let at = self.object(place, |object| matches!(object, Object::Graphics(_))).unwrap_or_else(|| {
            self.objects.push(Object::Graphics(GraphicsObject::default()));
            self.objects.len() - 1
        });
        if let Some(Object::Graphics(object)) = self.objects.get_mut(at) {
            object.covered.add(place);
            object.shapes.push((origin, shape));
        }
    }
}

impl Shape {
    /// Points that its bounds are the bounds of.
    fn points(&self) -> impl Iterator<Item = (i32, i32)> + '_ {
        let (areas, line, corners) = match self {
            Self::Area { contours, .. } => (contours.as_slice(), None, None),
            Self::Line { points, .. } => (&[][..], Some(points), None),
            Self::Figure { figure, .. } => (&[][..], None, Some(figure.corners())),
        };
        areas.iter().chain(line).flatten().copied().chain(corners.into_iter().flatten())
    }

    fn reach(&self) -> i32 {
        match self {
            Self::Area { .. } | Self::Figure { width: None, .. } => 0,
            Self::Line { width, .. } | Self::Figure { width: Some(width), .. } => i32::from(*width) / 2 + 1,
        }
    }
}

impl GraphicsObject {
    /// The object area: around all shapes, within the page.
    fn area(&self, (width, height): (u32, u32)) -> Option<(i32, i32, i32, i32)> {
        let (mut left, mut top, mut right, mut bottom) = (i32::MAX, i32::MAX, i32::MIN, i32::MIN);
        for (_, shape) in &self.shapes {
            let reach = shape.reach();
            for (x, y) in shape.points() {
                left = left.min(x - reach);
                top = top.min(y - reach);
                right = right.max(x + reach);
                bottom = bottom.max(y + reach);
            }
        }
        let most = |extent: u32| i32::try_from(extent).unwrap_or(i32::MAX);
        (left, top) = (left.max(0), top.max(0));
        (right, bottom) = (right.min(most(width)), bottom.min(most(height)));
        (right > left && bottom > top).then_some((left, top, right, bottom))
    }

    /// Writes the graphics object; says which bytes each item takes. What lies outside the page is not written.
    pub(crate) fn write(
        self,
        medium: Medium,
        page: (u32, u32),
        field_data: usize,
        writer: &mut FieldWriter<'_>,
        found: &mut Vec<(Origin, Range<usize>)>,
    ) -> Result<(), WriteError> {
        let failed = || WriteError::encode("a graphics object");
        let Some((left, top, right, bottom)) = self.area(page) else { return Ok(()) };
        let short = |value: i32| i16::try_from(value.clamp(-32_768, 32_767)).unwrap_or(0);
        // Y grows upward from the bottom of the area.
        let place = |&(x, y): &(i32, i32)| -> Place { (short(x - left), short(bottom - y)) };
        let mut orders = Orders::default();
        let mut ranges = Vec::with_capacity(self.shapes.len());
        for (origin, shape) in &self.shapes {
            let start = orders.position();
            match shape {
                Shape::Area { colour, contours } => {
                    let contours: Vec<Vec<Place>> =
                        contours.iter().map(|contour| contour.iter().map(place).collect()).collect();
                    orders.area(*colour, &contours).map_err(failed())?;
                }
                Shape::Line { colour, width, points } => {
                    let points: Vec<Place> = points.iter().map(place).collect();
                    orders.line(*colour, *width, &points).map_err(failed())?;
                }
                Shape::Figure { colour, width, figure } => {
                    let corners = figure.corners().map(|corner| place(&corner));
                    orders.figure(*colour, *width, *figure, corners).map_err(failed())?;
                }
            }
            ranges.push((*origin, start..orders.position()));
        }
        let side = |from: i32, to: i32| u32::try_from(to - from).unwrap_or(1);
        let area =
            Area { x: left, y: top, width: side(left, right), height: side(top, bottom), turn: QuarterTurn::Zero };
        writer.write(&Field::BeginGraphics(Named::default())).map_err(failed())?;
        let descriptor = Field::GraphicsDescriptor(descriptor(short(right - left), short(bottom - top)));
        for field in area.environment(medium, Field::MapGraphics, Mapping::POSITION_AND_TRIM, descriptor) {
            writer.write(&field).map_err(failed())?;
        }
        let carried = Carried { start: writer.position(), field_data };
        writer.write_data(FieldId::GAD, &orders.finish().map_err(failed())?).map_err(failed())?;
        found.extend(
            ranges.into_iter().map(|(origin, range)| (origin, carried.place(range.start)..carried.end(range.end))),
        );
        writer.write(&Field::EndGraphics(Named::default())).map_err(failed())?;
        Ok(())
    }
}

/// A window of one unit a unit, and a normal line width of one unit, which is otherwise the device's own (GOCA "Set
/// Current Defaults", set X'11').
fn descriptor(width: i16, height: i16) -> GraphicsDescriptor<'static> {
    const ABSOLUTE: u8 = 0x40;
    let window = Window {
        flags: ABSOLUTE,
        x_units: PER_TEN_INCHES,
        y_units: PER_TEN_INCHES,
        right: width,
        top: height,
        ..Window::default()
    };
    let line_width = DefaultValues::NormalLineWidth(NormalLineWidthDefault { width: Some(1) });
    GraphicsDescriptor {
        items: vec![
            GraphicsDescriptorItem::Window(window),
            GraphicsDescriptorItem::Defaults(SetDefaults::of(line_width)),
        ],
    }
}
