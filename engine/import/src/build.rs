//! Objects out of the parts of a page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use diagnostics::ObjectId;
use fonts::Face;
use model::{
    Align, CharacterFormat, ColourRef, ElementKind, Extra, Fit, FontFamily, ImageShape, LineCapStyle, LineJoinStyle,
    LineShape, Object, Paragraph, ParagraphFormat, PathShape, Rectangle, Run, Shape, StrokeStyle, TemplateText,
    TextShape,
};
use scene::{
    Barcode, Definitions, FaceId, FillRule, ImageId, LineCap, LineJoin, Mask, Path, PathItem, Segment, Stroke,
};
use text::Shaper;
use units::{Angle, Colour, Emu, Point, QuarterTurn, Rect, Size};

use crate::boxes::{Figure, THICKEST_LINE, figures};
use crate::faces::{Families, Standing, standing};
use crate::gather::{Found, Mark, MarkKind, on_page};
use crate::lines::{Line, lines};
use crate::paragraphs::{Block, blocks, joined};
use crate::typeset::{Part, Setting, Typesetter};
use crate::{Outcome, Told, outlines, pictures, symbol};

/// The most characters of an object's name that come from its text.
const LONGEST_NAME: usize = 32;

/// Text as a template writes it: two opening braces stand for themselves.
pub(crate) fn escaped(text: &str) -> TemplateText {
    TemplateText(text.replace("{{", "{{ \"{{\" }}"))
}

/// What is made of a page.
pub(crate) struct Build<'b> {
    definitions: &'b Definitions,
    at_hand: &'b [(&'b str, Face)],
    fresh: &'b mut dyn FnMut(ElementKind) -> ObjectId,
    families: Families,
    standing: BTreeMap<FaceId, Standing<'b>>,
    /// Objects with their place in the order drawn.
    made: Vec<(usize, Object, Told)>,
}

type Finished = (Vec<Object>, Vec<Told>, Vec<FontFamily>, BTreeMap<String, Arc<[u8]>>);

impl<'b> Build<'b> {
    pub(crate) fn new(
        definitions: &'b Definitions,
        at_hand: &'b [(&'b str, Face)],
        fresh: &'b mut dyn FnMut(ElementKind) -> ObjectId,
    ) -> Self {
        Self { definitions, at_hand, fresh, families: Families::default(), standing: BTreeMap::new(), made: Vec::new() }
    }

    /// The objects in the order drawn, what was told of each, families and files.
    pub(crate) fn finish(mut self) -> Finished {
        self.made.sort_by_key(|(order, _, _)| *order);
        let (objects, told) = self.made.into_iter().map(|(_, object, told)| (object, told)).unzip();
        (objects, told, self.families.families, self.families.assets)
    }

    pub(crate) fn page(&mut self, found: Found) {
        for figure in figures(&found.marks) {
            self.figure(figure);
        }
        let mut used: BTreeMap<FaceId, BTreeSet<char>> = BTreeMap::new();
        for piece in &found.pieces {
            used.entry(piece.look.face).or_default().extend(piece.text.chars().filter(|sign| !sign.is_whitespace()));
        }
        self.standing = standing(&used, self.definitions, self.at_hand);
        let typesetter = Typesetter::new(self.standing.iter().map(|(id, standing)| (*id, standing.face)));
        let mut shaper = typesetter.shaper();
        for block in blocks(lines(found.pieces), &typesetter, &mut shaper) {
            self.block(block, &typesetter, &mut shaper);
        }
    }

    fn push(&mut self, order: usize, origin: scene::Origin, outcome: Outcome, object: Object) {
        let told = Told { object: object.id, origin, outcome };
        self.made.push((order, object, told));
    }

    fn object(&mut self, name: String, rect: Rect, turn: QuarterTurn, shape: Shape) -> Object {
        Object {
            id: (self.fresh)(ElementKind::Object),
            name,
            rect,
            rotation: Angle::from(turn),
            opacity: u8::MAX,
            visible_when: None,
            locked: false,
            hidden: false,
            alternative_text: String::new(),
            shape,
            extra: Extra::default(),
        }
    }

    fn colour(&self, colour: Colour) -> ColourRef {
        ColourRef::Value(match self.definitions.alternate(colour) {
            own @ (Colour::Rgb(..) | Colour::Cmyk(..) | Colour::Gray(..) | Colour::Oca(..)) => own,
            other => {
                let [red, green, blue] = other.to_rgb();
                Colour::Rgb(red, green, blue)
            }
        })
    }

    fn figure(&mut self, figure: Figure) {
        match figure {
            Figure::Box { order, origin, rect, thickness, colour, fill } => {
                let stroke = Some(self.solid(thickness, colour));
                let fill = fill.map(|fill| self.colour(fill));
                let shape = Shape::Rectangle(Rectangle { fill, stroke, radius: Emu::ZERO });
                let object = self.object(String::new(), rect, QuarterTurn::Zero, shape);
                self.push(order, origin, Outcome::Box, object);
            }
            Figure::Mark(Mark { order, origin, kind }) => {
                let made = match kind {
                    MarkKind::Rule { rect, colour } => Some((self.rule(rect, colour), Outcome::Rule)),
                    MarkKind::Path(item) => self.path(&item).map(|object| (object, Outcome::Outline)),
                    MarkKind::Glyphs(item) => self.path(&item).map(|object| (object, Outcome::TextOutlines)),
                    MarkKind::Image { image, rect, turn, mask } => {
                        self.picture(image, rect, turn, mask).map(|object| (object, Outcome::Picture))
                    }
                    MarkKind::Barcode(code) => self.barcode(&code),
                };
                if let Some((object, outcome)) = made {
                    self.push(order, origin, outcome, object);
                }
            }
        }
    }

    fn solid(&self, width: Emu, colour: Colour) -> StrokeStyle {
        self.stroke(&Stroke::solid(width, colour))
    }

    fn stroke(&self, stroke: &Stroke) -> StrokeStyle {
        StrokeStyle {
            width: stroke.width,
            colour: self.colour(stroke.colour),
            dash: stroke.dash.as_ref().map(|dash| dash.lengths.clone()).unwrap_or_default(),
            cap: match stroke.cap {
                LineCap::Flat => LineCapStyle::Flat,
                LineCap::Square => LineCapStyle::Square,
                LineCap::Round => LineCapStyle::Round,
            },
            join: match stroke.join {
                LineJoin::Miter => LineJoinStyle::Miter,
                LineJoin::Round => LineJoinStyle::Round,
                LineJoin::Bevel => LineJoinStyle::Bevel,
            },
            extra: Extra::default(),
        }
    }

    /// A filled rectangle, or a line where it is thin.
    fn rule(&mut self, rect: Rect, colour: Colour) -> Object {
        let (middle_x, middle_y) = (rect.x + rect.width / 2, rect.y + rect.height / 2);
        let line = |width| LineShape { stroke: self.solid(width, colour), rising: false };
        let (rect, shape) = if rect.height <= THICKEST_LINE && rect.width > rect.height {
            (Rect::new(rect.x, middle_y, rect.width, Emu::ZERO), Shape::Line(line(rect.height)))
        } else if rect.width <= THICKEST_LINE && rect.height > rect.width {
            (Rect::new(middle_x, rect.y, Emu::ZERO, rect.height), Shape::Line(line(rect.width)))
        } else {
            let fill = Some(self.colour(colour));
            (rect, Shape::Rectangle(Rectangle { fill, stroke: None, radius: Emu::ZERO }))
        };
        self.object(String::new(), rect, QuarterTurn::Zero, shape)
    }

    fn path(&mut self, item: &PathItem) -> Option<Object> {
        let bounds = item.path.bounds()?;
        let view = Size::new(bounds.width.max(Emu::new(1)), bounds.height.max(Emu::new(1)));
        let shape = PathShape {
            outline: outline_text(&item.path, bounds.origin()),
            view,
            fill: item.fill.map(|(colour, _)| self.colour(colour)),
            even_odd: item.fill.is_some_and(|(_, rule)| rule == FillRule::EvenOdd),
            stroke: item.stroke.as_ref().map(|stroke| self.stroke(stroke)),
        };
        let rect = Rect::new(bounds.x, bounds.y, view.width, view.height);
        Some(self.object(String::new(), rect, QuarterTurn::Zero, Shape::Path(shape)))
    }

    fn picture(&mut self, image: ImageId, rect: Rect, turn: QuarterTurn, mask: Option<Mask>) -> Option<Object> {
        let source = self.definitions.image(image)?;
        let (asset, bytes) = pictures::file(source, mask)?;
        self.families.assets.insert(asset.clone(), bytes);
        let shape = Shape::Image(ImageShape { asset, source: None, fit: Fit::Stretch });
        Some(self.object(String::new(), before_turn(rect, turn), turn, shape))
    }

    fn barcode(&mut self, barcode: &Barcode) -> Option<(Object, Outcome)> {
        let colour = self.colour(barcode.colour);
        let name = graphics::barcode::name(barcode.kind).to_owned();
        let Some(shape) = symbol::shape(barcode, colour) else {
            let bars = self.path(&outlines::of_barcode(barcode))?;
            return Some((Object { name, ..bars }, Outcome::Bars));
        };
        let own = Rect::new(Emu::ZERO, Emu::ZERO, barcode.size.width, barcode.size.height);
        let rect = before_turn(barcode.transform().apply_bounds(own), barcode.turn);
        Some((self.object(name, rect, barcode.turn, Shape::Barcode(shape)), Outcome::Barcode))
    }

    fn block(&mut self, block: Block, typesetter: &Typesetter, shaper: &mut Shaper<'_>) {
        let Block { lines, mut setting } = block;
        let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        if let [line] = lines.as_slice() {
            let natural = width_of(line, typesetter, shaper);
            let parts = line.parts();
            setting.letter_spacing = spacing(line, natural);
            if parts.len() > 1 && setting.letter_spacing != Emu::ZERO {
                for part in &parts {
                    let letter_spacing = spacing(part, width_of(part, typesetter, shaper));
                    let setting = Setting { letter_spacing, ..Setting::LINE };
                    self.text(std::slice::from_ref(part), setting, Outcome::Line, typesetter, shaper);
                }
                return;
            }
        }
        let outcome = if count > 1 { Outcome::Paragraph(count) } else { Outcome::Line };
        self.text(&lines, setting, outcome, typesetter, shaper);
    }

    fn text(
        &mut self,
        lines: &[Line],
        setting: Setting,
        outcome: Outcome,
        typesetter: &Typesetter,
        shaper: &mut Shaper<'_>,
    ) {
        let Some(first) = lines.first() else { return };
        let whole = joined(lines);
        let mut pieces = first.joined_runs();
        if let ([_, _, ..], Some(piece)) = (lines, pieces.first_mut()) {
            // Lines of a paragraph have one look.
            piece.text.clone_from(&whole);
        }
        let parts: Vec<Part<'_>> = pieces.iter().map(|run| Part { text: &run.text, look: run.look }).collect();
        let runs: Vec<Run> = pieces
            .iter()
            .zip(&parts)
            .filter_map(|(piece, part)| self.run(part, setting.letter_spacing, piece.link.clone()))
            .collect();
        let set = typesetter.set(shaper, &parts, setting);
        let Some(top) = set.lines().first().map(|line| line.top + line.baseline) else { return };
        // A single line has room to its right, so that rounding never breaks it.
        let width = setting.width.unwrap_or_else(|| set.width().max(first.end - first.x) + first.em() / 2);
        let left = lines.iter().map(|line| line.x).min().unwrap_or_default();
        let rect = on_page_rect(first.turn, left, first.baseline - top, width, set.height());
        let paragraph = Paragraph {
            id: (self.fresh)(ElementKind::Paragraph),
            style: None,
            format: ParagraphFormat {
                align: (setting.align == text::Align::Justify).then_some(Align::Justify),
                line_height: Some(setting.line_height),
                ..ParagraphFormat::default()
            },
            runs,
            extra: Extra::default(),
        };
        let shape = Shape::Text(TextShape {
            paragraphs: vec![paragraph],
            vertical: model::VerticalAlign::Top,
            overflow: model::Overflow::Show,
            smallest: units::FontSize::from_points(6),
            padding: Emu::ZERO,
            fill: None,
            stroke: None,
        });
        let object = self.object(short(&whole), rect, first.turn, shape);
        let order = lines.iter().map(|line| line.order).max().unwrap_or_default();
        self.push(order, first.origin, outcome, object);
    }

    fn run(&mut self, part: &Part<'_>, spacing: Emu, link: Option<String>) -> Option<Run> {
        let look = part.look;
        let name = self.families.name(look.face, &self.standing, self.fresh)?;
        let format = CharacterFormat {
            font: Some(name.family),
            weight: Some(name.weight),
            italic: Some(name.italic).filter(|italic| *italic),
            size: Some(look.size),
            colour: Some(self.colour(look.colour)),
            underline: Some(true).filter(|_| look.decoration.underline),
            strike: Some(true).filter(|_| look.decoration.strike),
            letter_spacing: Some(spacing).filter(|spacing| *spacing != Emu::ZERO),
            ..CharacterFormat::default()
        };
        Some(Run {
            id: (self.fresh)(ElementKind::Run),
            text: escaped(part.text),
            style: None,
            format,
            link: link.map(|uri| escaped(&uri)),
            extra: Extra::default(),
        })
    }
}

/// How wide a line comes out by itself.
fn width_of(line: &Line, typesetter: &Typesetter, shaper: &mut Shaper<'_>) -> Emu {
    let runs = line.joined_runs();
    let parts: Vec<Part<'_>> = runs.iter().map(|run| Part { text: &run.text, look: run.look }).collect();
    typesetter.set(shaper, &parts, Setting::LINE).width()
}

/// What must be added to each character so that a line ends where it did; at most a twelfth of an em.
fn spacing(line: &Line, natural: Emu) -> Emu {
    let missing = line.end - line.x - natural;
    // A fifth of a point is less than what a reader sees at the end of a line.
    if missing.abs() <= Emu::from_l_units(4) {
        return Emu::ZERO;
    }
    let characters = i32::try_from(line.text().chars().count()).unwrap_or(i32::MAX).max(1);
    let most = line.em() / 12;
    (missing / characters).max(-most).min(most)
}

/// The beginning of a text as a name.
fn short(text: &str) -> String {
    if text.chars().count() <= LONGEST_NAME {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST_NAME - 1).collect();
    format!("{}…", cut.trim_end())
}

/// The rectangle of an object that, turned about its centre, fills a rectangle.
fn before_turn(rect: Rect, turn: QuarterTurn) -> Rect {
    match turn {
        QuarterTurn::Zero | QuarterTurn::Two => rect,
        QuarterTurn::One | QuarterTurn::Three => {
            let centre = rect.centre();
            Rect::new(centre.x - rect.height / 2, centre.y - rect.width / 2, rect.height, rect.width)
        }
    }
}

/// A rectangle told as if the page were turned back, as that of an object which is turned.
fn on_page_rect(turn: QuarterTurn, left: Emu, top: Emu, width: Emu, height: Emu) -> Rect {
    let corner = on_page(turn, left, top);
    let opposite = on_page(turn, left + width, top + height);
    before_turn(Rect::from_corners(corner, opposite), turn)
}

/// An outline as a template writes it, from a corner.
fn outline_text(path: &Path, corner: Point) -> String {
    let at = |point: Point| format!("{} {}", (point.x - corner.x).get(), (point.y - corner.y).get());
    let steps = path.segments.iter().map(|segment| match *segment {
        Segment::Move(to) => format!("M {}", at(to)),
        Segment::Line(to) => format!("L {}", at(to)),
        Segment::Cubic(one, two, to) => format!("C {} {} {}", at(one), at(two), at(to)),
        Segment::Close => "Z".to_owned(),
    });
    steps.collect::<Vec<_>>().join(" ")
}
