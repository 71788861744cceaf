//! The drawing orders (GOCA chapter "Drawing Orders").
//!
//! Coordinates are in units of the graphics presentation space, Y upwards. "At" orders begin at a given point, the
//! others at the current position.

use super::attributes::*;
use super::patterns::*;
use crate::structure::{structure, tagged};
use crate::wire::{Bytes, Empty, Reserved};

structure! {
    /// A point of the graphics presentation space.
    #[derive(Copy)]
    pub struct Point {
        x: i16 = "X",
        y: i16 = "Y",
    }
}

structure! {
    /// A step of a relative line.
    #[derive(Copy)]
    pub struct Step {
        x: i8 = "X step",
        y: i8 = "Y step",
    }
}

structure! {
    /// An order with one byte.
    pub struct OneByte {
        value: u8 = "value",
    }
}

structure! {
    /// Segment Characteristics: nothing to AFP, its parameters are the maker's own.
    pub struct SegmentCharacteristics<'a> {
        code: Option<u8> = "identification",
        parameters: Bytes<'a> = "parameters",
    }
}

structure! {
    /// An order whose operands are carried as they are.
    pub struct OperandBytes<'a> {
        data: Bytes<'a> = "operands",
    }
}

structure! {
    /// Begin Segment Introducer (GOCA "Begin Segment"); the segment's orders follow.
    pub struct BeginSegment {
        name: [u8; 4] = "name",
        flags: u8 = "flags 1",
        properties: u8 = "flags 2",
        length: u16 = "length of the segment data",
        neighbour: [u8; 4] = "predecessor or successor",
    }
}

structure! {
    /// Begin Area: orders up to End Area bound a filled area.
    pub struct BeginArea {
        flags: u8 = "flags",
    }
}

impl BeginArea {
    /// Flag bit 0, always set in AFP.
    pub const RESERVED: u8 = 0x80;
    /// Flag bit 1: the boundary is drawn.
    pub const DRAW_BOUNDARY: u8 = 0x40;
    /// Flag bit 2: inside is where the winding number is not zero; else alternate.
    pub const NON_ZERO: u8 = 0x20;
}

structure! {
    /// Rounded corners of a box.
    pub struct BoxCorner {
        horizontal: u16 = "full horizontal axis of the corner ellipse",
        vertical: u16 = "full vertical axis of the corner ellipse",
    }
}

structure! {
    /// Box at a given position.
    pub struct BoxAt {
        flags: u8 = "flags",
        reserved: Reserved<1> = "reserved",
        first: Point = "first corner",
        opposite: Point = "opposite corner",
        corner: Option<BoxCorner> = "corner",
    }
}

structure! {
    /// Box at the current position.
    pub struct BoxHere {
        flags: u8 = "flags",
        reserved: Reserved<1> = "reserved",
        opposite: Point = "opposite corner",
        corner: Option<BoxCorner> = "corner",
    }
}

structure! {
    /// Points that an order goes through, e.g. line, fillet, markers, Bézier control points.
    pub struct Points {
        points: Vec<Point> = "point",
    }
}

impl Points {
    /// From pairs of X and Y.
    #[must_use]
    pub fn new(points: impl IntoIterator<Item = (i16, i16)>) -> Self {
        Self { points: points.into_iter().map(|(x, y)| Point { x, y }).collect() }
    }
}

structure! {
    /// Relative Line at a given position.
    pub struct RelativeLineAt {
        start: Point = "start",
        steps: Vec<Step> = "step",
    }
}

structure! {
    /// Relative Line at the current position.
    pub struct RelativeLineHere {
        steps: Vec<Step> = "step",
    }
}

structure! {
    /// Full Arc at a given position.
    pub struct FullArcAt {
        centre: Point = "centre",
        scale: u8 = "scale",
        fraction: u8 = "scale, 1/256",
    }
}

structure! {
    /// Full Arc at the current position.
    pub struct FullArcHere {
        scale: u8 = "scale",
        fraction: u8 = "scale, 1/256",
    }
}

structure! {
    /// Partial Arc at a given position: a line to the start of the arc, then the arc.
    pub struct PartialArcAt {
        start: Point = "start of the line",
        centre: Point = "centre",
        scale: u8 = "scale",
        fraction: u8 = "scale, 1/256",
        start_angle: u32 = "start angle, 1/65536 degree",
        sweep_angle: u32 = "sweep angle, 1/65536 degree",
    }
}

structure! {
    /// Partial Arc at the current position.
    pub struct PartialArcHere {
        centre: Point = "centre",
        scale: u8 = "scale",
        fraction: u8 = "scale, 1/256",
        start_angle: u32 = "start angle, 1/65536 degree",
        sweep_angle: u32 = "sweep angle, 1/65536 degree",
    }
}

structure! {
    /// Character String at a given position.
    pub struct CharactersAt<'a> {
        position: Point = "position",
        code_points: Bytes<'a> = "code points",
    }
}

structure! {
    /// Character String at the current position.
    pub struct CharactersHere<'a> {
        code_points: Bytes<'a> = "code points",
    }
}

structure! {
    /// Begin Image at a given position.
    pub struct BeginImageAt {
        position: Point = "position",
        format: u8 = "format",
        reserved: Reserved<1> = "reserved",
        width: u16 = "width in points",
        height: u16 = "height in points",
    }
}

structure! {
    /// Begin Image at the current position.
    pub struct BeginImageHere {
        format: u8 = "format",
        reserved: Reserved<1> = "reserved",
        width: u16 = "width in points",
        height: u16 = "height in points",
    }
}

structure! {
    /// One row of an image.
    pub struct ImageRow<'a> {
        bits: Bytes<'a> = "bits",
    }
}

tagged! {
    /// A drawing order, by its code; extended orders have codes from X'FE00'.
    pub enum Order<'a>(u16), "drawing order" {
        0x00 NoOperation(Empty) "GNOP1" "No Operation";
        0x01 Comment(OperandBytes<'a>) "GCOMT" "Comment";
        0x04 SegmentCharacteristics(SegmentCharacteristics<'a>) "GSGCH" "Segment Characteristics";
        0x08 PatternSet(OneByte) "GSPS" "Set Pattern Set";
        0x0A Colour(OneByte) "GSCOL" "Set Color";
        0x0C Mix(SetMix) "GSMX" "Set Mix";
        0x0D BackgroundMix(SetMix) "GSBMX" "Set Background Mix";
        0x11 FractionalWidth(FractionalWidth) "GSFLW" "Set Fractional Line Width";
        0x18 LineType(SetLineType) "GSLT" "Set Line Type";
        0x19 LineWidth(OneByte) "GSLW" "Set Line Width";
        0x1A LineEnd(SetLineEnd) "GSLE" "Set Line End";
        0x1B LineJoin(SetLineJoin) "GSLJ" "Set Line Join";
        0x20 CustomLineType(CustomLineType) "GSCLT" "Set Custom Line Type";
        0x21 Position(Point) "GSCP" "Set Current Position";
        0x22 ArcParameters(ArcParameters) "GSAP" "Set Arc Parameters";
        0x26 ExtendedColour(SetColour) "GSECOL" "Set Extended Color";
        0x28 Pattern(SetPattern) "GSPT" "Set Pattern Symbol";
        0x29 MarkerSymbol(SetMarkerSymbol) "GSMT" "Set Marker Symbol";
        0x33 CharacterCell(CharacterCell) "GSCC" "Set Character Cell";
        0x34 CharacterAngle(Point) "GSCA" "Set Character Angle";
        0x35 CharacterShear(Point) "GSCH" "Set Character Shear";
        0x37 MarkerCell(MarkerCell) "GSMC" "Set Marker Cell";
        0x38 CharacterSet(OneByte) "GSCS" "Set Character Set";
        0x39 CharacterPrecision(SetCharacterPrecision) "GSCR" "Set Character Precision";
        0x3A CharacterDirection(SetCharacterDirection) "GSCD" "Set Character Direction";
        0x3B MarkerPrecision(OneByte) "GSMP" "Set Marker Precision";
        0x3C MarkerSet(OneByte) "GSMS" "Set Marker Set";
        0x3E EndProlog(OneByte) "GEPROL" "End Prolog";
        0x43 PickIdentifier(OperandBytes<'a>) "GSPIK" "Set Pick Identifier";
        0x5E EndCustomPattern(OneByte) "GECP" "End Custom Pattern";
        0x60 EndArea(OperandBytes<'a>) "GEAR" "End Area";
        0x68 BeginArea(BeginArea) "GBAR" "Begin Area";
        0x70 BeginSegment(BeginSegment) "BSI" "Begin Segment Introducer";
        0x71 EndSegment(OperandBytes<'a>) "GESD" "End Segment";
        0x80 BoxHere(BoxHere) "GCBOX" "Box at Current Position";
        0x81 LineHere(Points) "GCLINE" "Line at Current Position";
        0x82 MarkersHere(Points) "GCMRK" "Marker at Current Position";
        0x83 CharactersHere(CharactersHere<'a>) "GCCHST" "Character String at Current Position";
        0x85 FilletHere(Points) "GCFLT" "Fillet at Current Position";
        0x87 FullArcHere(FullArcHere) "GCFARC" "Full Arc at Current Position";
        0x91 BeginImageHere(BeginImageHere) "GCBIMG" "Begin Image at Current Position";
        0x92 ImageRow(ImageRow<'a>) "GIMD" "Image Data";
        0x93 EndImage(OperandBytes<'a>) "GEIMG" "End Image";
        0xA0 PatternReference(PatternReference) "GSPRP" "Set Pattern Reference Point";
        0xA1 RelativeLineHere(RelativeLineHere) "GCRLINE" "Relative Line at Current Position";
        0xA3 PartialArcHere(PartialArcHere) "GCPARC" "Partial Arc at Current Position";
        0xA5 BezierHere(Points) "GCCBEZ" "Cubic Bezier Curve at Current Position";
        0xB2 ProcessColour(ProcessColour<'a>) "GSPCOL" "Set Process Color";
        0xC0 BoxAt(BoxAt) "GBOX" "Box at Given Position";
        0xC1 LineAt(Points) "GLINE" "Line at Given Position";
        0xC2 MarkersAt(Points) "GMRK" "Marker at Given Position";
        0xC3 CharactersAt(CharactersAt<'a>) "GCHST" "Character String at Given Position";
        0xC5 FilletAt(Points) "GFLT" "Fillet at Given Position";
        0xC7 FullArcAt(FullArcAt) "GFARC" "Full Arc at Given Position";
        0xD1 BeginImageAt(BeginImageAt) "GBIMG" "Begin Image at Given Position";
        0xDE BeginCustomPattern(BeginCustomPattern) "GBCP" "Begin Custom Pattern";
        0xDF DeletePattern(DeletePattern) "GDPT" "Delete Pattern";
        0xE1 RelativeLineAt(RelativeLineAt) "GRLINE" "Relative Line at Given Position";
        0xE3 PartialArcAt(PartialArcAt) "GPARC" "Partial Arc at Given Position";
        0xE5 BezierAt(Points) "GCBEZ" "Cubic Bezier Curve at Given Position";
        0xFEDC LinearGradient(LinearGradient<'a>) "GLGD" "Linear Gradient";
        0xFEDD RadialGradient(RadialGradient<'a>) "GRGD" "Radial Gradient";
    }
}
