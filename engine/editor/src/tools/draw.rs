//! Placing something new, by a drag or by a click.

use model::{
    BarcodeShape, Chart, ChartKind, ColourRef, Element, ElementKind, Ellipse, Expression, Fit, ImageShape, LineShape,
    ListName, Object, ObjectId, Overflow, Paragraph, Rectangle, Run, Shape, StrokeStyle, Symbology, TemplateText,
    TextShape, VerticalAlign,
};
use units::{Angle, Colour, Emu, FontSize, Point, Rect, Size};

use super::resize::constrained;
use super::{State, Tool, is_drag};
use crate::editor::Editor;
use crate::error::EditError;
use crate::feedback::{Feedback, Ghost, Label};
use crate::history::{EditName, Millis};
use crate::operation::Operation;
use crate::pointer::{Pointer, Reaction};
use crate::selection::Selection;
use crate::snap::{Edges, Snapped, Snapping};

impl Editor {
    pub(super) fn begin_drawing(&mut self, pointer: Pointer) -> Reaction {
        let mut snapping = self.snapping(pointer.page, &[]);
        let mut start = pointer;
        if !pointer.modifiers.control {
            let at = Rect::new(pointer.point.x, pointer.point.y, Emu::ZERO, Emu::ZERO);
            start.point = start.point + snapping.snap(at, Edges::Low, Edges::Low, pointer.pixel).by;
        }
        self.state = State::Drawing { start, snapping: Box::new(snapping) };
        Reaction::USED
    }

    pub(super) fn drag_drawing(&mut self, start: Pointer, mut snapping: Box<Snapping>, pointer: Pointer) -> Reaction {
        if is_drag(&start, &pointer) || !self.feedback.ghosts.is_empty() {
            let (mut to, mut snapped) = (pointer.point, Snapped::default());
            if pointer.modifiers.shift {
                to = if self.tool == Tool::Line { constrained(start.point, to) } else { square(start.point, to) };
            } else if !pointer.modifiers.control {
                let at = Rect::new(to.x, to.y, Emu::ZERO, Emu::ZERO);
                snapped = snapping.snap(at, Edges::Low, Edges::Low, pointer.pixel);
                to = to + snapped.by;
            }
            let from = if pointer.modifiers.alt { start.point + start.point - to } else { start.point };
            let rect = Rect::from_corners(from, to);
            let rising = (from.x <= to.x) == (from.y > to.y) && from.y != to.y;
            self.feedback = Feedback {
                page: start.page,
                ghosts: vec![Ghost { id: None, from: rect, rect, rotation: Angle::ZERO, rising }],
                guides: snapped.guides,
                label: Some((Point::new(rect.x, rect.bottom()), Label::Size(rect.size()))),
                ..Feedback::default()
            };
        }
        self.state = State::Drawing { start, snapping };
        Reaction::USED
    }

    pub(super) fn finish_drawing(&mut self, start: Pointer, feedback: &Feedback, pointer: Pointer) -> Reaction {
        // A click near a line snaps away from where the pointer is: that looks like a drag, but spans nothing.
        let drawn = feedback.ghosts.first().filter(|ghost| ghost.rect.size() != Size::default());
        let (rect, rising) = match drawn {
            Some(ghost) => (ghost.rect, ghost.rising),
            None => {
                let size = default_size(self.tool);
                (Rect::new(start.point.x, start.point.y, size.width, size.height), false)
            }
        };
        let shape = self.default_shape(self.tool, rect, rising);
        match self.place_object(start.page, rect, shape, pointer.time) {
            Ok(id) => {
                if self.tool == Tool::Text && self.edits_on_page() {
                    self.begin_text(id, 0);
                }
                self.tool = Tool::Select;
                Reaction { used: true, document: true, placed: Some(id) }
            }
            Err(_) => Reaction::USED,
        }
    }

    /// Puts a new object on the master of a page, in front of all others there, and selects it.
    ///
    /// # Errors
    /// The page has no master.
    pub fn place_object(&mut self, page: usize, rect: Rect, shape: Shape, time: Millis) -> Result<ObjectId, EditError> {
        let master = self.pages().get(page).and_then(|page| page.master);
        let template = self.template();
        let parent = master.or_else(|| template.masters.first().map(|master| master.id));
        let parent = parent.ok_or(EditError::NotFound { id: template.id })?;
        self.transact(EditName::Place, None, time, |editor| {
            let id = editor.fresh_id(ElementKind::Object);
            let element = Element::Object(Box::new(new_object(id, rect, shape)));
            editor.apply(Operation::insert(parent, ListName::Objects, None, element))?;
            editor.focus = (page, 0);
            editor.select(Selection::of(id));
            Ok(id)
        })
    }

    /// What a tool places.
    pub(crate) fn default_shape(&mut self, tool: Tool, rect: Rect, rising: bool) -> Shape {
        let black = ColourRef::Value(Colour::BLACK);
        match tool {
            Tool::Select | Tool::Text => Shape::Text(self.text_shape("")),
            Tool::Rectangle => Shape::Rectangle(Rectangle { fill: None, stroke: Some(hairline()), radius: Emu::ZERO }),
            Tool::Ellipse => Shape::Ellipse(Ellipse { fill: None, stroke: Some(hairline()) }),
            Tool::Line => Shape::Line(LineShape { stroke: hairline(), rising }),
            Tool::Image => Shape::Image(ImageShape { asset: String::new(), source: None, fit: Fit::Contain }),
            Tool::Barcode => Shape::Barcode(barcode("1234567890")),
            Tool::Chart => Shape::Chart(Chart {
                chart: ChartKind::Donut,
                rows: Expression::default(),
                value: Expression::default(),
                colours: vec![black],
                diameter: rect.width.min(rect.height),
                hole: 550,
                gap: Emu::ZERO,
                legend: None,
            }),
        }
    }

    /// A text object's content with one run.
    pub(crate) fn text_shape(&mut self, text: &str) -> TextShape {
        TextShape {
            paragraphs: vec![self.new_paragraph(text)],
            vertical: VerticalAlign::Top,
            overflow: Overflow::Show,
            smallest: FontSize::from_points(6),
            padding: Emu::ZERO,
            fill: None,
            stroke: None,
        }
    }

    /// A paragraph with one run.
    pub(crate) fn new_paragraph(&mut self, text: &str) -> Paragraph {
        let run = Run {
            id: self.fresh_id(ElementKind::Run),
            text: TemplateText(text.to_owned()),
            style: None,
            format: model::CharacterFormat::default(),
            link: None,
            extra: model::Extra::default(),
        };
        Paragraph {
            id: self.fresh_id(ElementKind::Paragraph),
            style: None,
            format: model::ParagraphFormat::default(),
            runs: vec![run],
            extra: model::Extra::default(),
        }
    }
}

/// A bar code of some data.
pub(crate) fn barcode(data: &str) -> BarcodeShape {
    BarcodeShape::new(Symbology::Code128, TemplateText(data.to_owned()))
}

/// A new object with nothing special about it.
pub(crate) fn new_object(id: ObjectId, rect: Rect, shape: Shape) -> Object {
    Object {
        id,
        name: String::new(),
        rect,
        rotation: Angle::ZERO,
        opacity: 255,
        visible_when: None,
        locked: false,
        hidden: false,
        alternative_text: String::new(),
        shape,
        extra: model::Extra::default(),
    }
}

/// A thin black line.
pub(crate) fn hairline() -> StrokeStyle {
    StrokeStyle {
        width: Emu::new(Emu::PER_POINT / 2),
        colour: ColourRef::Value(Colour::BLACK),
        dash: Vec::new(),
        cap: model::LineCapStyle::Flat,
        join: model::LineJoinStyle::Miter,
        extra: model::Extra::default(),
    }
}

/// How large a click places something.
pub(crate) fn default_size(tool: Tool) -> Size {
    let size = |width, height| Size::new(Emu::from_millimetres(width), Emu::from_millimetres(height));
    match tool {
        Tool::Select | Tool::Text => size(50, 8),
        Tool::Rectangle | Tool::Ellipse => size(40, 25),
        Tool::Line => size(50, 0),
        Tool::Image => size(40, 30),
        Tool::Barcode => size(50, 15),
        Tool::Chart => size(40, 40),
    }
}

fn square(from: Point, to: Point) -> Point {
    let by = to - from;
    let side = by.x.abs().max(by.y.abs());
    let signed = |value: Emu| if value < Emu::ZERO { -side } else { side };
    Point::new(from.x + signed(by.x), from.y + signed(by.y))
}
