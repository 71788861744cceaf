//! Objects.

use diagnostics::{Code, Diagnostic, Location, ObjectId};
use expression::{Dependencies, Names, Program, Type};
use graphics::donut::LegendGrid;
use graphics::outline;
use model::{BarcodeShape, Chart, ImageShape, Object, PathShape, Shape, TextShape};
use scene::{FillRule, PathItem};
use units::{Colour, Emu, Point, Rect};

use super::Compiler;
use super::symbol::symbol_kind;
use crate::plan::{
    BarcodePlan, ChartPlan, LegendPlan, ObjectPlan, Picture, PicturePlan, ReadablePlan, ShapePlan, TextBoxPlan,
    TextSource, all,
};

/// How deep groups may nest; deeper ones are left out.
const DEEPEST: usize = 32;

impl Compiler<'_> {
    /// Objects that may be drawn; hidden ones and those with an error are left out.
    pub(super) fn objects(&mut self, objects: &[Object], names: &Names, depth: usize) -> Vec<ObjectPlan> {
        objects.iter().filter(|object| !object.hidden).filter_map(|object| self.object(object, names, depth)).collect()
    }

    fn object(&mut self, object: &Object, names: &Names, depth: usize) -> Option<ObjectPlan> {
        let id = object.id;
        let visible_when = self.condition(object.visible_when.as_ref(), names, id, "visible_when");
        let mut rect = object.rect;
        let shape = match &object.shape {
            Shape::Text(shape) => ShapePlan::Text(Box::new(self.text_box(shape, names, id))),
            Shape::Rectangle(shape) => ShapePlan::Rectangle {
                fill: self.fill(shape.fill, id),
                stroke: self.stroke(shape.stroke.as_ref(), id),
                radius: shape.radius,
            },
            Shape::Ellipse(shape) => {
                ShapePlan::Ellipse { fill: self.fill(shape.fill, id), stroke: self.stroke(shape.stroke.as_ref(), id) }
            }
            Shape::Line(shape) => {
                ShapePlan::Line { stroke: self.stroke(Some(&shape.stroke), id)?, rising: shape.rising }
            }
            Shape::Path(shape) => ShapePlan::Path(Box::new(self.path(shape, object)?)),
            Shape::Image(shape) => ShapePlan::Picture(self.picture(shape, names, id)?),
            Shape::Barcode(shape) => ShapePlan::Barcode(Box::new(self.barcode(shape, names, id))),
            Shape::Chart(shape) => ShapePlan::Chart(Box::new(self.chart(shape, names, id)?)),
            Shape::Group(shape) if depth < DEEPEST => ShapePlan::Group(self.objects(&shape.objects, names, depth + 1)),
            Shape::Library(shape) => {
                let (include, size) = self.libraries.take(shape, object, &mut self.diagnostics)?;
                rect = Rect::new(rect.x, rect.y, size.width, size.height);
                ShapePlan::Library(include)
            }
            Shape::Group(_) => {
                let at = Location::Object { object: id, property: None, range: None };
                let nested = format!("groups nested deeper than {DEEPEST}");
                let advice = "ungroup some of them";
                self.diagnostics
                    .push(Diagnostic::new(Code::Unsupported).with("what", nested).with("advice", advice).at(at));
                return None;
            }
        };
        let own = visible_when.as_ref().map(Program::dependencies).unwrap_or_default();
        let dependencies = shape.dependencies().and(own).without_date();
        Some(ObjectPlan {
            id,
            rect,
            rotation: object.rotation,
            opacity: object.opacity,
            visible_when,
            shape,
            dependencies,
        })
    }

    fn text_box(&mut self, shape: &TextShape, names: &Names, id: ObjectId) -> TextBoxPlan {
        TextBoxPlan {
            paragraphs: self.paragraphs(&shape.paragraphs, &[], names, id),
            vertical: shape.vertical,
            overflow: shape.overflow,
            smallest: shape.smallest,
            padding: shape.padding.max(Emu::ZERO),
            fill: self.fill(shape.fill, id),
            stroke: self.stroke(shape.stroke.as_ref(), id),
        }
    }

    fn path(&mut self, shape: &PathShape, object: &Object) -> Option<PathItem> {
        let rule = if shape.even_odd { FillRule::EvenOdd } else { FillRule::NonZero };
        let fill = self.fill(shape.fill, object.id).map(|colour| (colour, rule));
        let stroke = self.stroke(shape.stroke.as_ref(), object.id);
        match outline::fit(&shape.outline, shape.view, object.rect) {
            Ok(path) => Some(PathItem { path, fill, stroke }),
            Err(error) => {
                let place = u32::try_from(error.offset).unwrap_or(u32::MAX);
                let at = Location::Object {
                    object: object.id,
                    property: Some("outline"),
                    range: Some((place, place.saturating_add(1))),
                };
                self.diagnostics.push(
                    Diagnostic::new(Code::TemplateFieldWrong)
                        .with("field", "outline")
                        .with("expected", "steps M, L, C and Z with whole numbers")
                        .with("found", error.to_string())
                        .at(at),
                );
                None
            }
        }
    }

    fn picture(&mut self, shape: &ImageShape, names: &Names, id: ObjectId) -> Option<PicturePlan> {
        let picture = match &shape.source {
            Some(source) => {
                self.pictures.take_all();
                Picture::Named(Box::new(self.expression(source, &Type::Text, names, id, "source")?))
            }
            None => match self.pictures.take(&shape.asset) {
                Ok(image) => Picture::Fixed(image),
                Err(diagnostic) => {
                    let at = Location::Object { object: id, property: Some("asset"), range: None };
                    self.diagnostics.push(diagnostic.at(at));
                    return None;
                }
            },
        };
        Some(PicturePlan { picture, fit: shape.fit })
    }

    fn barcode(&mut self, shape: &BarcodeShape, names: &Names, id: ObjectId) -> BarcodePlan {
        let kind = symbol_kind(shape);
        let text = shape.readable_text.as_ref().map(|text| self.text(text, names, id, "readable_text"));
        let look = if shape.readable { self.style_look(shape.readable_style, id) } else { None };
        let readable = look.and_then(|look| {
            let style = *look.runs.first()?;
            Some(ReadablePlan { text, paragraph: look.paragraph, style, above: shape.readable_above })
        });
        BarcodePlan {
            kind,
            data: self.text(&shape.data, names, id, "data"),
            module_mils: if kind.has_fixed_size() { u8::MAX } else { shape.module },
            ratio_percent: shape.ratio,
            row_modules: shape.row_height,
            quiet_zone: shape.quiet_zone,
            drawn: shape.drawn,
            colour: self.colour(shape.colour, id, "colour"),
            readable,
        }
    }

    fn chart(&mut self, shape: &Chart, names: &Names, id: ObjectId) -> Option<ChartPlan> {
        let rows = self.expression(&shape.rows, &Type::Any, names, id, "rows")?;
        let inside = names.with_row("row", rows.kind().row());
        let value = self.expression(&shape.value, &Type::Decimal, &inside, id, "value")?;
        let mut colours: Vec<Colour> = shape.colours.iter().map(|&colour| self.colour(colour, id, "colours")).collect();
        if colours.is_empty() {
            colours.push(Colour::BLACK);
        }
        let legend = shape.legend.as_ref().and_then(|legend| {
            let text = self.text(&legend.text, &inside, id, "text");
            let text = self.line(text, legend.style, id)?;
            let origin = Point::new(legend.x, legend.y);
            let grid = LegendGrid { origin, pitch: legend.pitch, swatch: legend.swatch, gap: legend.gap };
            Some(LegendPlan { id, grid, text })
        });
        Some(ChartPlan {
            rows,
            value,
            colours,
            diameter: shape.diameter.max(Emu::ZERO),
            hole: shape.hole,
            gap: shape.gap,
            legend,
        })
    }
}

impl ShapePlan {
    fn dependencies(&self) -> Dependencies {
        match self {
            Self::Text(text) => all(text.paragraphs.iter().map(|paragraph| paragraph.dependencies)),
            Self::Rectangle { .. } | Self::Ellipse { .. } | Self::Line { .. } | Self::Path(_) | Self::Library(_) => {
                Dependencies::default()
            }
            Self::Picture(picture) => match &picture.picture {
                Picture::Fixed(_) => Dependencies::default(),
                Picture::Named(name) => name.dependencies(),
            },
            Self::Barcode(barcode) => {
                let readable = barcode.readable.as_ref().and_then(|readable| readable.text.as_ref());
                let readable = readable.map(TextSource::dependencies).unwrap_or_default();
                barcode.data.dependencies().and(readable)
            }
            Self::Chart(chart) => {
                let legend = chart.legend.as_ref().map(|legend| legend.text.dependencies).unwrap_or_default();
                let outside = chart.rows.dependencies().and(chart.value.dependencies()).and(legend);
                // The rows are the chart's own.
                Dependencies { row: chart.rows.dependencies().row, ..outside }
            }
            Self::Group(objects) => all(objects.iter().map(|object| object.dependencies)),
        }
    }
}

/// What counts as a change from page to page.
trait WithoutDate {
    /// The date is the same all through a job.
    fn without_date(self) -> Self;
}

impl WithoutDate for Dependencies {
    fn without_date(self) -> Self {
        Self { today: false, ..self }
    }
}
