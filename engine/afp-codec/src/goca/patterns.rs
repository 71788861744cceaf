//! Orders that define what areas are filled with beside the default pattern set: custom patterns and gradients (GOCA
//! chapter 7, "Begin Custom Pattern", "Linear Gradient", "Radial Gradient", "Delete Pattern").

use super::orders::Point;
use crate::describe::{Describer, NodeKind};
use crate::error::{DecodeError, EncodeError};
use crate::structure::{codes, structure};
use crate::values::ColourSpecification;
use crate::wire::{Bytes, Input, Reserved, Wire};

structure! {
    /// Set Pattern Reference Point: where the tiles of custom patterns begin.
    pub struct PatternReference {
        flags: u8 = "flags",
        reserved: Reserved<1> = "reserved",
        point: Point = "reference point",
    }
}

impl PatternReference {
    /// Flag bit 0: the default point, whatever the order says.
    pub const DEFAULT_POINT: u8 = 0x80;
}

structure! {
    /// Begin Custom Pattern: orders up to End Custom Pattern draw the tile, which is cut to its window.
    pub struct BeginCustomPattern {
        reserved: Reserved<2> = "reserved",
        flags: u8 = "flags",
        set: u8 = "pattern set",
        symbol: u8 = "pattern symbol",
        left: i16 = "left edge of the window",
        right: i16 = "right edge of the window",
        bottom: i16 = "bottom edge of the window",
        top: i16 = "top edge of the window",
    }
}

impl BeginCustomPattern {
    /// Flag bit 0: the pattern has its own colours; without it, it takes the area's.
    pub const FULL_COLOUR: u8 = 0x80;
}

structure! {
    /// Delete Pattern: one symbol, or without symbol all of the set.
    pub struct DeletePattern {
        reserved: Reserved<2> = "reserved",
        set: u8 = "pattern set",
        symbol: Option<u8> = "pattern symbol",
    }
}

codes! {
    /// What fills the area beyond an end of a gradient.
    pub GradientOutside(u8) {
        NONE = 0x00 "nothing";
        PAD = 0x01 "the end's colour";
        REPEAT = 0x02 "the gradient again";
        REFLECT = 0x03 "the gradient back and forth";
    }
}

/// A colour between the ends of a gradient.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GradientStop<'a> {
    /// Its place, in 1/10,000 of the way.
    pub offset: u16,
    /// Its components, laid out as those of the start colour.
    pub colour: Bytes<'a>,
}

/// The colours of a gradient. The first names its space; the others give only components of the same sizes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GradientColours<'a> {
    /// The colour at the start; on the wire a length stands before it.
    pub start: ColourSpecification<'a>,
    /// The components of the colour at the end.
    pub end: Bytes<'a>,
    /// What lies before the start.
    pub before: GradientOutside,
    /// What lies beyond the end.
    pub beyond: GradientOutside,
    /// Colours between, in ascending order.
    pub stops: Vec<GradientStop<'a>>,
}

impl<'a> Wire<'a> for GradientColours<'a> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let length = usize::from(u8::read(input)?);
        let start: ColourSpecification<'a> = input.within(length)?;
        let size = start.value.len();
        let end = Bytes::Borrowed(input.take(size)?);
        let (before, beyond) = (GradientOutside::read(input)?, GradientOutside::read(input)?);
        let mut stops = Vec::new();
        while !input.is_empty() {
            stops.push(GradientStop { offset: u16::read(input)?, colour: Bytes::Borrowed(input.take(size)?) });
        }
        Ok(Self { start, end, before, beyond, stops })
    }

    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        let size = self.start.value.len();
        let others = self.stops.iter().map(|stop| stop.colour.len());
        if let Some(other) = std::iter::once(self.end.len()).chain(others).find(|&other| other != size) {
            return Err(EncodeError::UnequalGroups { first: size, other });
        }
        let start = self.start.to_bytes()?;
        let length = start.len();
        let what = "colour of a gradient";
        out.push(u8::try_from(length).map_err(|_| EncodeError::TooLong { what, length, limit: 255 })?);
        out.extend_from_slice(&start);
        out.extend_from_slice(&self.end);
        self.before.write(out)?;
        self.beyond.write(out)?;
        for stop in &self.stops {
            stop.offset.write(out)?;
            out.extend_from_slice(&stop.colour);
        }
        Ok(())
    }

    fn describe(&self, _: &'static str, to: &mut Describer<'_>) {
        to.begin(NodeKind::Group, "", "start colour");
        to.skip(1);
        self.start.describe("start colour", to);
        to.end(self.start.words());
        self.end.describe("end colour", to);
        self.before.describe("before the start", to);
        self.beyond.describe("beyond the end", to);
        for stop in &self.stops {
            to.begin(NodeKind::Group, "", "colour stop");
            stop.offset.describe("place in 1/10,000", to);
            stop.colour.describe("colour", to);
            to.end(String::new());
        }
    }
}

#[cfg(test)]
impl crate::sample::Sample for GradientColours<'_> {
    fn sample(source: &mut crate::sample::Source<'_>) -> Self {
        let start = ColourSpecification::sample(source);
        let size = start.value.len();
        let mut components = || Bytes::Owned((0..size).map(|_| source.byte()).collect());
        let end = components();
        let stops = (0..3).map(|offset| GradientStop { offset: offset * 2_500, colour: components() }).collect();
        let (before, beyond) = (crate::sample::Sample::sample(source), crate::sample::Sample::sample(source));
        Self { start, end, before, beyond, stops }
    }
}

structure! {
    /// Linear Gradient, along a line.
    pub struct LinearGradient<'a> {
        reserved: Reserved<2> = "reserved",
        set: u8 = "pattern set",
        symbol: u8 = "pattern symbol",
        start: Point = "start of the line",
        end: Point = "end of the line",
        colours: GradientColours<'a> = "colours",
    }
}

structure! {
    /// An ellipse of the current arc parameters.
    #[derive(Copy)]
    pub struct GradientArc {
        centre: Point = "centre",
        scale: u8 = "scale",
        fraction: u8 = "scale, 1/256",
    }
}

structure! {
    /// Radial Gradient, from one full arc to another.
    pub struct RadialGradient<'a> {
        reserved: Reserved<2> = "reserved",
        set: u8 = "pattern set",
        symbol: u8 = "pattern symbol",
        start: GradientArc = "start arc",
        end: GradientArc = "end arc",
        colours: GradientColours<'a> = "colours",
    }
}
