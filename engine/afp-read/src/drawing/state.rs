//! The attributes that orders set and the defaults that they go back to (GOCA "Current Attributes").

use afp_codec::goca::{
    CharacterDirection, DefaultValues, GraphicsDescriptor, GraphicsDescriptorItem, LineEnd, LineJoin, LineType,
    LineWidths, MarkerCell, MarkerSymbol, MixMode, Order, PatternReference, PatternSymbol,
};
use afp_codec::values::OcaColour;
use scene::{Dash, LineCap, Stroke};
use units::{Colour, Emu};

use super::curves::{Arc, Spot};
use super::window::Window;
use crate::colour;

/// Normal lines are so wide where the descriptor does not say, and no line is then wider (GOCA "Line Width").
const DEVICE_LINE: Emu = Emu::new(Emu::PER_INCH / 120);
const WIDEST_DEVICE_LINE: Emu = Emu::new(Emu::PER_INCH / 100 * 13);
/// What a dot is long, and is taken from the gap after it: round ends make it round.
const DOT: (i64, i64) = (1, 16);

#[derive(Clone, Debug)]
pub(super) struct Attributes {
    pub(super) colour: Colour,
    pub(super) line_type: LineType,
    /// Dashes and gaps, in 1/256 of the line width, where the line type is not one of the standard ones.
    dashes: Option<Vec<(i64, i64)>>,
    pub(super) font: u8,
    /// The direction of the baseline, Y upward; zero is rightward.
    pub(super) angle: Spot,
    pub(super) direction: CharacterDirection,
    /// Height of a character cell, 0 where the font says it.
    pub(super) cell_height: f64,
    /// Line width in 1/256 of the normal width.
    width: i64,
    normal_width: Option<Emu>,
    end: LineEnd,
    join: LineJoin,
    pub(super) pattern_set: u8,
    pub(super) pattern: PatternSymbol,
    pub(super) pattern_reference: Spot,
    pub(super) marker: MarkerSymbol,
    /// Width and height of the marker's cell; `None` for the device's own.
    pub(super) marker_cell: Option<(f64, f64)>,
    pub(super) leaves_alone: bool,
    arc: (i16, i16, i16, i16),
}

impl Default for Attributes {
    fn default() -> Self {
        Self {
            colour: Colour::DeviceDefault,
            line_type: LineType::SOLID,
            dashes: None,
            font: 0,
            angle: Spot::default(),
            direction: CharacterDirection::LEFT_TO_RIGHT,
            cell_height: 0.0,
            width: 256,
            normal_width: None,
            end: LineEnd::ROUND,
            join: LineJoin::ROUND,
            pattern_set: 0,
            pattern: PatternSymbol::SOLID,
            pattern_reference: Spot::default(),
            marker: MarkerSymbol::CROSS,
            marker_cell: None,
            leaves_alone: false,
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
        let spot = |point: afp_codec::goca::Point| Spot { x: point.x.into(), y: point.y.into() };
        match values {
            DefaultValues::Line(line) => {
                self.line_type = line.kind.filter(|kind| *kind != LineType::DEFAULT).unwrap_or(self.line_type);
                self.width = line.width.filter(|width| *width > 0).map_or(self.width, |width| i64::from(width) * 256);
                self.end = line.end.filter(|end| *end != LineEnd::DEFAULT).unwrap_or(self.end);
                self.join = line.join.filter(|join| *join != LineJoin::DEFAULT).unwrap_or(self.join);
            }
            DefaultValues::Pattern(pattern) => {
                let symbol = pattern.symbol.filter(|symbol| *symbol != PatternSymbol::DEFAULT);
                self.pattern = symbol.unwrap_or(self.pattern);
                self.pattern_set = pattern.set.unwrap_or(self.pattern_set);
                self.pattern_reference = pattern.reference.map_or(self.pattern_reference, spot);
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
                self.normal_width = normal.width.map(|width| Emu::from_l_units(width.into())).or(self.normal_width);
            }
            DefaultValues::Character(character) => {
                self.angle = character.angle.map_or(self.angle, spot);
                self.cell_height = character.cell.map_or(self.cell_height, |cell| f64::from(cell.y));
                self.direction = character.direction.unwrap_or(self.direction);
                self.font = character.set.unwrap_or(self.font);
            }
            DefaultValues::Marker(marker) => {
                let symbol = marker.symbol.filter(|symbol| *symbol != MarkerSymbol::DEFAULT);
                self.marker = symbol.unwrap_or(self.marker);
                self.marker_cell =
                    marker.cell.map_or(self.marker_cell, |cell| Some((f64::from(cell.x), f64::from(cell.y))));
            }
            DefaultValues::Standard { .. } | DefaultValues::Unknown { .. } => {}
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
            Order::Mix(set) => self.leaves_alone = set.mode == MixMode::LEAVE_ALONE,
            Order::LineType(set) => {
                let is_default = set.kind == LineType::DEFAULT;
                self.line_type = if is_default { defaults.line_type } else { set.kind };
                self.dashes = None;
            }
            Order::CustomLineType(set) => {
                let widths = |length: LineWidths| i64::from(length.whole) * 256 + i64::from(length.fraction);
                self.dashes = Some(set.dashes.iter().map(|part| (widths(part.dash), widths(part.gap))).collect());
                self.line_type = LineType::SOLID;
            }
            Order::LineWidth(set) => {
                self.width = if set.value == 0 { defaults.width } else { i64::from(set.value) * 256 };
            }
            Order::FractionalWidth(set) => {
                let width = i64::from(set.whole) * 256 + i64::from(set.fraction);
                self.width = if width == 0 { defaults.width } else { width };
            }
            Order::LineEnd(set) => self.end = if set.kind == LineEnd::DEFAULT { defaults.end } else { set.kind },
            Order::LineJoin(set) => self.join = if set.kind == LineJoin::DEFAULT { defaults.join } else { set.kind },
            Order::PatternSet(set) => self.pattern_set = set.value,
            Order::Pattern(set) => {
                let is_default = set.symbol == PatternSymbol::DEFAULT && self.pattern_set == 0;
                self.pattern = if is_default { defaults.pattern } else { set.symbol };
            }
            Order::PatternReference(set) => {
                let is_default = set.flags & PatternReference::DEFAULT_POINT != 0;
                let given = Spot { x: set.point.x.into(), y: set.point.y.into() };
                self.pattern_reference = if is_default { defaults.pattern_reference } else { given };
            }
            Order::MarkerSymbol(set) => {
                self.marker = if set.symbol == MarkerSymbol::DEFAULT { defaults.marker } else { set.symbol };
            }
            Order::MarkerCell(set) => {
                let zero_is_zero = set.flags.is_some_and(|flags| flags & MarkerCell::ZERO_IS_ZERO != 0);
                let is_default = (set.width == 0 || set.height == 0) && !zero_is_zero;
                let given = Some((f64::from(set.width), f64::from(set.height)));
                self.marker_cell = if is_default { defaults.marker_cell } else { given };
            }
            Order::ArcParameters(set) => self.arc = (set.p, set.q, set.r, set.s),
            Order::CharacterSet(set) => self.font = if set.value == 0 { defaults.font } else { set.value },
            Order::CharacterAngle(set) => {
                let is_default = (set.x, set.y) == (0, 0);
                self.angle = if is_default { defaults.angle } else { Spot { x: set.x.into(), y: set.y.into() } };
            }
            Order::CharacterDirection(set) => {
                let is_default = set.direction == CharacterDirection::DEFAULT;
                self.direction = if is_default { defaults.direction } else { set.direction };
            }
            Order::CharacterCell(set) => {
                let fraction = set.fraction.map_or(0.0, |fraction| f64::from(fraction.height) / 65_536.0);
                let height = f64::from(set.height) + fraction;
                self.cell_height = if height == 0.0 { defaults.cell_height } else { height };
            }
            _ => return false,
        }
        true
    }

    /// The arc parameters at a scale of whole and 1/256.
    pub(super) fn arc(&self, scale: u8, fraction: u8) -> Arc {
        let scale = scale_of(scale, fraction);
        let (p, q, r, s) = self.arc;
        let scaled = |value: i16| f64::from(value) * scale;
        Arc { p: scaled(p), q: scaled(q), r: scaled(r), s: scaled(s) }
    }

    /// The line, `None` where it is invisible.
    pub(super) fn stroke(&self, window: &Window) -> Option<Stroke> {
        if self.line_type == LineType::INVISIBLE || self.leaves_alone {
            return None;
        }
        let width = self.normal_width.unwrap_or(DEVICE_LINE).scale(self.width, 256);
        let widest = if self.normal_width.is_some() { width } else { WIDEST_DEVICE_LINE };
        let width = window.scaled(width.min(widest)).max(Emu::new(1));
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
        Some(Stroke { width, colour: self.colour, cap, join, dash: self.dash(width) })
    }

    /// Dashes and gaps of a line of a width; dots are as long as makes them visible with round and square ends.
    fn dash(&self, width: Emu) -> Option<Dash> {
        let widths =
            |parts: &[i64]| parts.as_chunks::<2>().0.iter().map(|&[dash, gap]| (dash * 256, gap * 256)).collect();
        let parts: Vec<(i64, i64)> = match (&self.dashes, self.line_type) {
            (Some(dashes), _) => dashes.clone(),
            // The guideline of GOCA "Line Type".
            (None, LineType::DOTTED) => widths(&[0, 2]),
            (None, LineType::SHORT_DASHED) => widths(&[3, 3]),
            (None, LineType::DASH_DOT) => widths(&[6, 4, 0, 4]),
            (None, LineType::DOUBLE_DOTTED) => widths(&[0, 3, 0, 7]),
            (None, LineType::LONG_DASHED) => widths(&[8, 3]),
            (None, LineType::DASH_DOUBLE_DOT) => widths(&[6, 3, 0, 3, 0, 3]),
            (None, _) => return None,
        };
        let dot = width.scale(DOT.0, DOT.1).max(Emu::new(1));
        let mut lengths = Vec::with_capacity(parts.len() * 2);
        for (dash, gap) in parts {
            let (dash, gap) = (width.scale(dash, 256), width.scale(gap, 256));
            if dash == Emu::ZERO && gap > dot {
                lengths.extend([dot, gap - dot]);
            } else {
                lengths.extend([dash, gap]);
            }
        }
        // A line without gaps is a solid one.
        lengths.iter().skip(1).step_by(2).any(|gap| *gap > Emu::ZERO).then_some(Dash { lengths })
    }
}

/// A number of whole and 1/256.
pub(super) fn scale_of(whole: u8, fraction: u8) -> f64 {
    f64::from(whole) + f64::from(fraction) / 256.0
}

/// The colour of an area filled with dots, or with more lines than are drawn; its share of ink is the pattern's.
pub(super) fn tint(attributes: &Attributes) -> Colour {
    let percent: u32 = match attributes.pattern {
        PatternSymbol(symbol @ 1..=8) => 88 - u32::from(symbol) * 10,
        PatternSymbol(9..=14) => 25,
        _ => 100,
    };
    if percent == 100 {
        return attributes.colour;
    }
    let blend = |value: u8| {
        let light = u32::from(255 - value) * percent / 100;
        u8::try_from(255 - light).unwrap_or(255)
    };
    let [red, green, blue] = attributes.colour.to_rgb();
    Colour::Rgb(blend(red), blend(green), blend(blue))
}
