//! Objects.

use diagnostics::ObjectId;
use expression::{Dependencies, Program};
use model::{Fit, Overflow, VerticalAlign};
use scene::{ImageId, IncludeId, Path, PathItem, Stroke, SymbolKind};
use units::{Angle, Colour, Emu, FontSize, Point, Rect, Transform};

use super::{ParagraphPlan, TextSource};

/// An object that may be drawn.
#[derive(Debug)]
pub(crate) struct ObjectPlan {
    pub(crate) id: ObjectId,
    pub(crate) rect: Rect,
    pub(crate) rotation: Angle,
    pub(crate) opacity: u8,
    pub(crate) visible_when: Option<Program>,
    pub(crate) shape: ShapePlan,
    /// What its drawing depends on.
    pub(crate) dependencies: Dependencies,
}

#[derive(Debug)]
pub(crate) enum ShapePlan {
    Text(Box<TextBoxPlan>),
    Rectangle {
        fill: Option<Colour>,
        stroke: Option<Stroke>,
        radius: Emu,
    },
    Ellipse {
        fill: Option<Colour>,
        stroke: Option<Stroke>,
    },
    Line {
        stroke: Stroke,
        rising: bool,
    },
    /// In the coordinates of the object's container.
    Path(Box<PathItem>),
    Picture(PicturePlan),
    Barcode(Box<BarcodePlan>),
    Chart(Box<ChartPlan>),
    Group(Vec<ObjectPlan>),
    /// A resource of a library.
    Library(IncludeId),
}

#[derive(Debug)]
pub(crate) struct TextBoxPlan {
    pub(crate) paragraphs: Vec<ParagraphPlan>,
    pub(crate) vertical: VerticalAlign,
    pub(crate) overflow: Overflow,
    pub(crate) smallest: FontSize,
    pub(crate) padding: Emu,
    pub(crate) fill: Option<Colour>,
    pub(crate) stroke: Option<Stroke>,
}

#[derive(Debug)]
pub(crate) struct PicturePlan {
    pub(crate) picture: Picture,
    pub(crate) fit: Fit,
}

/// Which picture.
#[derive(Debug)]
pub(crate) enum Picture {
    Fixed(ImageId),
    /// The asset's name comes from the record.
    Named(Box<Program>),
}

#[derive(Debug)]
pub(crate) struct BarcodePlan {
    pub(crate) kind: SymbolKind,
    pub(crate) data: TextSource,
    pub(crate) module_mils: u8,
    pub(crate) ratio_percent: u16,
    /// Modules of a row's height, in symbologies of rows.
    pub(crate) row_modules: u8,
    pub(crate) quiet_zone: bool,
    pub(crate) drawn: bool,
    pub(crate) colour: Colour,
    pub(crate) readable: Option<ReadablePlan>,
}

/// The letters below or above a bar code.
#[derive(Debug)]
pub(crate) struct ReadablePlan {
    /// What they say instead of the data.
    pub(crate) text: Option<TextSource>,
    pub(crate) paragraph: text::ParagraphStyle,
    pub(crate) style: text::TextStyle,
    pub(crate) above: bool,
}

#[derive(Debug)]
pub(crate) struct ChartPlan {
    pub(crate) rows: Program,
    pub(crate) value: Program,
    /// At least one.
    pub(crate) colours: Vec<Colour>,
    pub(crate) diameter: Emu,
    pub(crate) hole: u16,
    pub(crate) gap: Emu,
    pub(crate) legend: Option<LegendPlan>,
}

#[derive(Debug)]
pub(crate) struct LegendPlan {
    pub(crate) id: ObjectId,
    /// From the chart's top left corner.
    pub(crate) grid: graphics::donut::LegendGrid,
    pub(crate) text: ParagraphPlan,
}

impl ObjectPlan {
    /// Whether it looks the same on every page of every record.
    pub(crate) fn is_static(&self) -> bool {
        self.dependencies == Dependencies::default()
    }

    /// Whether it can stand in an overlay, which holds no other.
    pub(crate) fn fits_overlay(&self) -> bool {
        match &self.shape {
            ShapePlan::Library(_) => false,
            ShapePlan::Group(objects) => objects.iter().all(Self::fits_overlay),
            _ => true,
        }
    }

    /// The upright rectangle that its drawing stays in, unless it spills: text, bars or a legend that find no room.
    pub(crate) fn reach(&self) -> Rect {
        let width_of = |stroke: &Option<Stroke>| stroke.as_ref().map_or(Emu::ZERO, |stroke| stroke.width);
        let outset = match &self.shape {
            // Letters reach a little beyond their lines.
            ShapePlan::Text(text) => width_of(&text.stroke).max(letters(text.paragraphs.iter())),
            ShapePlan::Rectangle { stroke, .. } | ShapePlan::Ellipse { stroke, .. } => width_of(stroke),
            ShapePlan::Line { stroke, .. } => stroke.width,
            // A mitre reaches four widths; the outline itself may leave its view.
            ShapePlan::Path(path) => width_of(&path.stroke) * 4 + beyond(self.rect, path.path.bounds()),
            ShapePlan::Picture(_) | ShapePlan::Library(_) => Emu::ZERO,
            ShapePlan::Barcode(barcode) => {
                barcode.readable.as_ref().map_or(Emu::ZERO, |readable| readable.style.size.em() / 2)
            }
            ShapePlan::Chart(chart) => letters(chart.legend.iter().map(|legend| &legend.text)),
            ShapePlan::Group(objects) => {
                let inside = objects.iter().map(Self::reach).reduce(Rect::union);
                let own = Rect::new(Emu::ZERO, Emu::ZERO, self.rect.width, self.rect.height);
                beyond(own, inside)
            }
        };
        Transform::rotate_about(self.rotation, self.rect.centre()).apply_bounds(self.rect.outset(outset))
    }
}

/// Half the size of the largest letters.
fn letters<'p>(paragraphs: impl Iterator<Item = &'p ParagraphPlan>) -> Emu {
    let sizes = paragraphs.flat_map(|paragraph| &paragraph.look.runs).map(|run| run.size);
    sizes.max().map_or(Emu::ZERO, |size| size.em() / 2)
}

/// How far something reaches beyond a rectangle on the side where it does so most.
fn beyond(rect: Rect, inside: Option<Rect>) -> Emu {
    inside.map_or(Emu::ZERO, |inside| {
        let sides =
            [rect.x - inside.x, rect.y - inside.y, inside.right() - rect.right(), inside.bottom() - rect.bottom()];
        sides.into_iter().fold(Emu::ZERO, Emu::max)
    })
}

/// A path moved.
pub(crate) fn moved(path: &Path, by: Point) -> Path {
    path.transformed(Transform::translate(by))
}
