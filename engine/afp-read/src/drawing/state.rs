//! The attributes that orders set and the defaults that they go back to (GOCA "Current Attributes").

use afp_codec::goca::{
    DefaultValues, GraphicsDescriptor, GraphicsDescriptorItem, LineEnd, LineJoin, LineType, Order, PatternSymbol,
};
use afp_codec::values::OcaColour;
use scene::{Dash, LineCap, Stroke};
use units::{Colour, Emu};

use super::curves::Arc;
use crate::colour;

/// Normal lines are so wide where the descriptor does not say.
const DEVICE_LINE: Emu = Emu::new(Emu::PER_POINT / 2);

#[derive(Clone, Debug)]
pub(super) struct Attributes {
    pub(super) colour: Colour,
    pub(super) line_type: LineType,
    pub(super) font: u8,
    /// Line width in 1/256 of the normal width.
    width: i64,
    normal_width: Emu,
    end: LineEnd,
    join: LineJoin,
    pattern: PatternSymbol,
    arc: (i16, i16, i16, i16),
}

impl Default for Attributes {
    fn default() -> Self {
        Self {
            colour: Colour::DeviceDefault,
            line_type: LineType::SOLID,
            font: 0,
            width: 256,
            normal_width: DEVICE_LINE,
            end: LineEnd::FLAT,
            join: LineJoin::DEFAULT,
            pattern: PatternSymbol::SOLID,
            arc: (1, 1, 0, 0),
        }
    }
}

impl Attributes {
    /// The defaults that a descriptor sets.
    pub(super) fn defaults(descriptor: Option<&GraphicsDescriptor<'_>>) -> Self {
        let mut attributes = Self::default();
        for item in descriptor.into_iter().flat_map(|descriptor| &descriptor.items) {
            if let GraphicsDescriptorItem::Defaults(defaults) = item {
                attributes.take_defaults(&defaults.values);
            }
        }
        attributes
    }

    fn take_defaults(&mut self, values: &DefaultValues<'_>) {
        match values {
            DefaultValues::Line(line) => {
                self.line_type = line.kind.filter(|kind| *kind != LineType::DEFAULT).unwrap_or(self.line_type);
                self.width = line.width.filter(|width| *width > 0).map_or(self.width, |width| i64::from(width) * 256);
                self.end = line.end.unwrap_or(self.end);
                self.join = line.join.unwrap_or(self.join);
            }
            DefaultValues::Pattern(pattern) => {
                let symbol = pattern.symbol.filter(|symbol| *symbol != PatternSymbol::DEFAULT);
                self.pattern = symbol.unwrap_or(self.pattern);
            }
            DefaultValues::Drawing(drawing) => {
                self.colour = drawing.colour.map_or(self.colour, colour::of_oca);
            }
            DefaultValues::ProcessColour(process) => {
                let given = process.colour.as_ref().and_then(colour::of_specification);
                self.colour = given.unwrap_or(self.colour);
            }
            DefaultValues::Arc(arc) => {
                let (p, q, r, s) = self.arc;
                self.arc = (arc.p.unwrap_or(p), arc.q.unwrap_or(q), arc.r.unwrap_or(r), arc.s.unwrap_or(s));
            }
            DefaultValues::NormalLineWidth(normal) => {
                self.normal_width = normal.width.map_or(self.normal_width, |width| Emu::from_l_units(width.into()));
            }
            DefaultValues::Character(_)
            | DefaultValues::Marker(_)
            | DefaultValues::Standard { .. }
            | DefaultValues::Unknown { .. } => {}
        }
    }

    /// Takes an order that sets an attribute; whether it was one.
    pub(super) fn set(&mut self, order: &Order<'_>, defaults: &Self) -> bool {
        match order {
            Order::Colour(colour) => {
                self.colour =
                    if colour.value == 0 { defaults.colour } else { colour::of_oca(OcaColour(colour.value.into())) };
            }
            Order::ExtendedColour(set) => {
                let is_default = matches!(set.colour.0, 0x0000 | 0xFF00);
                self.colour = if is_default { defaults.colour } else { colour::of_oca(set.colour) };
            }
            Order::ProcessColour(set) => {
                self.colour = colour::of_specification(&set.colour).unwrap_or(Colour::DeviceDefault);
            }
            Order::LineType(set) => {
                self.line_type = if set.kind == LineType::DEFAULT { defaults.line_type } else { set.kind };
            }
            Order::LineWidth(set) => {
                self.width = if set.value == 0 { defaults.width } else { i64::from(set.value) * 256 };
            }
            Order::FractionalWidth(set) => {
                let width = i64::from(set.whole) * 256 + i64::from(set.fraction);
                self.width = if width == 0 { defaults.width } else { width };
            }
            Order::LineEnd(set) => self.end = if set.kind.0 == 0 { defaults.end } else { set.kind },
            Order::LineJoin(set) => self.join = if set.kind.0 == 0 { defaults.join } else { set.kind },
            Order::Pattern(set) => {
                self.pattern = if set.symbol.0 == 0 { defaults.pattern } else { set.symbol };
            }
            Order::ArcParameters(set) => self.arc = (set.p, set.q, set.r, set.s),
            Order::CharacterSet(set) => self.font = set.value,
            _ => return false,
        }
        true
    }

    /// The arc parameters at a scale of whole and 1/256.
    pub(super) fn arc(&self, scale: u8, fraction: u8) -> Arc {
        let scale = f64::from(scale) + f64::from(fraction) / 256.0;
        let (p, q, r, s) = self.arc;
        let scaled = |value: i16| f64::from(value) * scale;
        Arc { p: scaled(p), q: scaled(q), r: scaled(r), s: scaled(s) }
    }

    /// The line, `None` where it is invisible.
    pub(super) fn stroke(&self) -> Option<Stroke> {
        if self.line_type == LineType::INVISIBLE {
            return None;
        }
        let width = self.normal_width.scale(self.width, 256).max(Emu::new(1));
        // Lengths in line widths: no architecture fixes them, printers differ.
        let pattern: &[i32] = match self.line_type {
            LineType::DOTTED => &[1, 2],
            LineType::SHORT_DASHED => &[4, 3],
            LineType::DASH_DOT => &[8, 3, 1, 3],
            LineType::DOUBLE_DOTTED => &[1, 1, 1, 4],
            LineType::LONG_DASHED => &[10, 4],
            LineType::DASH_DOUBLE_DOT => &[8, 3, 1, 2, 1, 3],
            _ => &[],
        };
        let unit = width.max(Emu::new(Emu::PER_POINT / 2));
        let dash = (!pattern.is_empty()).then(|| Dash { lengths: pattern.iter().map(|&times| unit * times).collect() });
        let cap = match self.end {
            LineEnd::ROUND => LineCap::Round,
            LineEnd::SQUARE => LineCap::Square,
            _ => LineCap::Flat,
        };
        let join = match self.join {
            LineJoin::BEVEL => scene::LineJoin::Bevel,
            LineJoin::ROUND => scene::LineJoin::Round,
            _ => scene::LineJoin::Miter,
        };
        Some(Stroke { width, colour: self.colour, cap, join, dash })
    }
}

/// The colour of an area, and whether it is what the pattern says and not a tint in its place.
pub(super) fn fill_of(attributes: &Attributes) -> (Option<Colour>, bool) {
    let tint = |percent: u32| {
        let blend = |value: u8| {
            let light = u32::from(255 - value) * percent / 100;
            u8::try_from(255 - light).unwrap_or(255)
        };
        let [red, green, blue] = attributes.colour.to_rgb();
        (Some(Colour::Rgb(blend(red), blend(green), blend(blue))), false)
    };
    match attributes.pattern {
        PatternSymbol::SOLID | PatternSymbol::DEFAULT => (Some(attributes.colour), true),
        PatternSymbol::NONE | PatternSymbol::BLANK => (None, true),
        PatternSymbol(symbol @ 1..=8) => tint(88 - u32::from(symbol) * 10),
        PatternSymbol(9..=14) => tint(25),
        _ => (Some(attributes.colour), false),
    }
}
