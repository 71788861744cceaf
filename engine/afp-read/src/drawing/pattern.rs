//! Patterns that the graphics themselves define: pictures that areas are tiled with, and gradients (GOCA chapter 4
//! "Custom Patterns", "Gradients").

use std::ops::Range;

use afp_codec::goca::{BeginCustomPattern, DeletePattern, LinearGradient, Order, OrderItem, Orders, RadialGradient};
use diagnostics::Code;
use scene::{Group, Item, Origin, Placed};
use units::{Point, Transform};

use super::curves::Spot;
use super::gradient::{Gradient, Shape};
use super::state::{Attributes, scale_of};
use super::{Drawing, spot};

/// What areas can be filled with besides the default pattern set.
#[derive(Clone, Debug)]
pub(super) enum Pattern {
    Custom(Custom),
    Gradient(Gradient),
}

/// A picture drawn by orders.
#[derive(Clone, Debug)]
pub(super) struct Custom {
    /// The orders, in the object's data.
    orders: Range<usize>,
    has_colours: bool,
    /// Opposite corners of the window that is the tile.
    low: Spot,
    high: Spot,
}

/// A pattern between its Begin and its End.
pub(super) struct Recording {
    pub(super) start: u64,
    key: (u8, u8),
    custom: Custom,
}

impl Drawing<'_, '_> {
    pub(super) fn begin_pattern(&mut self, pattern: &BeginCustomPattern, item: &OrderItem<'_>, start: u64) {
        if self.in_tile {
            return;
        }
        self.flush();
        let corner = |x: i16, y: i16| Spot { x: x.into(), y: y.into() };
        let first = item.at + item.length;
        let custom = Custom {
            orders: first..first,
            has_colours: pattern.flags & BeginCustomPattern::FULL_COLOUR != 0,
            low: corner(pattern.left.min(pattern.right), pattern.bottom.min(pattern.top)),
            high: corner(pattern.left.max(pattern.right), pattern.bottom.max(pattern.top)),
        };
        self.recording = Some(Recording { start, key: (pattern.set, pattern.symbol), custom });
    }

    /// Passes over the orders of a pattern, which are drawn where it is used; whether this was one.
    pub(super) fn record(&mut self, item: &OrderItem<'_>) -> bool {
        let Some(recording) = &mut self.recording else { return false };
        recording.custom.orders.end = item.at;
        if matches!(item.order, Order::EndCustomPattern(_))
            && let Some(done) = self.recording.take()
        {
            self.patterns.insert(done.key, Pattern::Custom(done.custom));
        }
        true
    }

    pub(super) fn delete_pattern(&mut self, pattern: &DeletePattern) {
        let goes = |set: u8, symbol: u8| set == pattern.set && pattern.symbol.is_none_or(|only| only == symbol);
        self.patterns.retain(|&(set, symbol), _| !goes(set, symbol));
    }

    pub(super) fn linear_gradient(&mut self, given: &LinearGradient<'_>, start: u64) {
        let shape = Shape::Line(spot(given.start), spot(given.end));
        self.define((given.set, given.symbol), Gradient::new(shape, &given.colours), start);
    }

    pub(super) fn radial_gradient(&mut self, given: &RadialGradient<'_>, start: u64) {
        let end = |arc: afp_codec::goca::GradientArc| (spot(arc.centre), scale_of(arc.scale, arc.fraction));
        let shape = Shape::Arcs(self.attributes.arc(1, 0), end(given.start), end(given.end));
        self.define((given.set, given.symbol), Gradient::new(shape, &given.colours), start);
    }

    fn define(&mut self, key: (u8, u8), gradient: Option<Gradient>, start: u64) {
        match gradient {
            Some(gradient) => {
                self.patterns.insert(key, Pattern::Gradient(gradient));
            }
            None => self.findings.add(Code::AfpUnsupported, start, &[("what", "a gradient of unknown colours")]),
        }
    }

    /// The tiles of a pattern over a rectangle, from its reference point on.
    pub(super) fn tiles(
        &mut self,
        custom: &Custom,
        attributes: &Attributes,
        (low, high): (Spot, Spot),
        start: u64,
        origin: Origin,
    ) -> Vec<Placed> {
        let (width, height) = (custom.high.x - custom.low.x, custom.high.y - custom.low.y);
        if width <= 0.0 || height <= 0.0 {
            return Vec::new();
        }
        let tile = self.tile(custom, attributes);
        let reference = attributes.pattern_reference;
        let range = |low: f64, high: f64, from: f64, step: f64| {
            (libm::floor((low - from) / step), libm::ceil((high - from) / step))
        };
        let (left, right) = range(low.x, high.x, reference.x, width);
        let (bottom, top) = range(low.y, high.y, reference.y, height);
        let count = (right - left) * (top - bottom) * tile.len().max(1) as f64;
        if tile.is_empty() || !self.take_shapes(count.clamp(0.0, 1e9) as usize, "a pattern repeated so often", start) {
            return Vec::new();
        }
        // The tile is cut to its window.
        let window = [
            custom.low,
            Spot { x: custom.high.x, y: custom.low.y },
            custom.high,
            Spot { x: custom.low.x, y: custom.high.y },
        ];
        let corners = window.map(|corner| self.window.point(corner));
        let clip = scene::Path {
            segments: corners
                .iter()
                .enumerate()
                .map(|(number, &corner)| match number {
                    0 => scene::Segment::Move(corner),
                    _ => scene::Segment::Line(corner),
                })
                .chain([scene::Segment::Close])
                .collect(),
        };
        let from: Point = self.window.point(custom.low);
        let mut items = Vec::new();
        for row in 0..(top - bottom) as u32 {
            for column in 0..(right - left) as u32 {
                let x = reference.x + (left + f64::from(column)) * width;
                let y = reference.y + (bottom + f64::from(row)) * height;
                let transform = Transform::translate(self.window.point(Spot { x, y }) - from);
                let group = Group { transform, clip: Some(clip.clone()), opacity: u8::MAX, items: tile.clone() };
                items.push(Placed { item: Item::Group(Box::new(group)), origin });
            }
        }
        items
    }

    /// What the orders of a pattern draw, which begin with the defaults. One without colours takes the area's.
    fn tile(&mut self, custom: &Custom, attributes: &Attributes) -> Vec<Placed> {
        let colour = (!custom.has_colours).then_some(attributes.colour);
        let mut own = self.defaults.clone();
        own.colour = colour.unwrap_or(own.colour);
        let outer = std::mem::replace(&mut self.attributes, own);
        let outer_defaults = self.defaults.colour;
        self.defaults.colour = colour.unwrap_or(outer_defaults);
        let position = std::mem::take(&mut self.position);
        (self.tile_colour, self.in_tile) = (colour, true);
        let first = self.content.items().len();
        let orders = self.data.get(..custom.orders.end).unwrap_or_default();
        for item in Orders::starting_at(orders, custom.orders.start) {
            self.order(&item);
        }
        self.end();
        (self.tile_colour, self.in_tile) = (None, false);
        (self.attributes, self.position, self.defaults.colour) = (outer, position, outer_defaults);
        self.content.items().split_off(first)
    }
}
