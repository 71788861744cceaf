//! Rectangles, ellipses, lines and outlines.

use scene::{FillRule, Item, LineCap, Origin, Path, PathItem, Rule, Stroke};
use units::{Colour, Emu, Point, Rect};

use super::Canvas;
use crate::plan::moved;

impl Canvas {
    /// A filled upright rectangle.
    pub(crate) fn rule(&mut self, rect: Rect, colour: Colour, origin: Origin) {
        if rect.width > Emu::ZERO && rect.height > Emu::ZERO {
            self.push(Item::Rule(Rule { rect, colour }), origin);
        }
    }

    /// A rectangle; its ground is a rule where its corners are not round.
    pub(super) fn rectangle(
        &mut self,
        rect: Rect,
        fill: Option<Colour>,
        stroke: Option<&Stroke>,
        radius: Emu,
        ground: Origin,
        border: Origin,
    ) {
        if radius > Emu::ZERO {
            let fill = fill.map(|colour| (colour, FillRule::NonZero));
            self.outline(Path::rounded_rect(rect, radius), fill, stroke.cloned(), ground);
            return;
        }
        if let Some(colour) = fill {
            self.rule(rect, colour, ground);
        }
        if let Some(stroke) = stroke {
            self.outline(Path::rect(rect), None, Some(stroke.clone()), border);
        }
    }

    pub(super) fn ellipse(&mut self, rect: Rect, fill: Option<Colour>, stroke: Option<&Stroke>, origin: Origin) {
        let fill = fill.map(|colour| (colour, FillRule::NonZero));
        self.outline(Path::ellipse(rect), fill, stroke.cloned(), origin);
    }

    /// A line from corner to corner; level and upright solid ones are rules.
    pub(super) fn line(&mut self, rect: Rect, stroke: &Stroke, rising: bool, origin: Origin) {
        let half = stroke.width / 2;
        let beyond = if stroke.cap == LineCap::Square { half } else { Emu::ZERO };
        let plain = stroke.dash.is_none() && stroke.cap != LineCap::Round;
        if plain && rect.height == Emu::ZERO {
            let line = Rect::new(rect.x - beyond, rect.y - half, rect.width + beyond * 2, stroke.width);
            self.rule(line, stroke.colour, origin);
        } else if plain && rect.width == Emu::ZERO {
            let line = Rect::new(rect.x - half, rect.y - beyond, stroke.width, rect.height + beyond * 2);
            self.rule(line, stroke.colour, origin);
        } else {
            let (left, right) = (rect.x, rect.right());
            let (from, to) = if rising {
                (Point::new(left, rect.bottom()), Point::new(right, rect.y))
            } else {
                (Point::new(left, rect.y), Point::new(right, rect.bottom()))
            };
            self.outline(Path::line(from, to), None, Some(stroke.clone()), origin);
        }
    }

    /// An outline in its container's coordinates.
    pub(super) fn path(&mut self, item: &PathItem, at: Point, origin: Origin) {
        self.outline(moved(&item.path, at), item.fill, item.stroke.clone(), origin);
    }

    pub(super) fn outline(
        &mut self,
        path: Path,
        fill: Option<(Colour, FillRule)>,
        stroke: Option<Stroke>,
        origin: Origin,
    ) {
        if fill.is_some() || stroke.is_some() {
            self.push(Item::Path(Box::new(PathItem { path, fill, stroke })), origin);
        }
    }

    /// A rule of a table: along the top or bottom edge, inside the row.
    pub(crate) fn edge(&mut self, rect: Rect, stroke: &Stroke, at_bottom: bool, origin: Origin) {
        let top = if at_bottom { rect.bottom() - stroke.width } else { rect.y };
        match stroke.dash {
            None => self.rule(Rect::new(rect.x, top, rect.width, stroke.width), stroke.colour, origin),
            Some(_) => {
                let middle = top + stroke.width / 2;
                let line = Path::line(Point::new(rect.x, middle), Point::new(rect.right(), middle));
                self.outline(line, None, Some(stroke.clone()), origin);
            }
        }
    }
}
