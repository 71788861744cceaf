//! The bodies of the triplets that only page definitions use (AFP Programming Guide and Line Data Reference, chapter 5).

use crate::bcoca::BarCodeType;
use crate::goca::{LineType, MixMode, PatternSymbol};
use crate::structure::{codes, structure};
use crate::values::{OcaColour, Rotation, Text};
use crate::wire::{Bytes, Reserved};

structure! {
    /// A bar code as BCOCA's descriptor and data have it.
    pub struct DescribedSymbol {
        flags: u8 = "symbol flags",
        symbol_width: u16 = "wanted symbol width",
        kind: BarCodeType = "bar code type",
        modifier: u8 = "modifier",
        font: u8 = "font local id",
        colour: OcaColour = "colour",
        module_width: u8 = "module width in 1/1000 inch",
        element_height: u16 = "element height",
        height_multiplier: u8 = "height multiplier",
        wide_to_narrow: u16 = "wide to narrow ratio",
    }
}

structure! {
    /// X'69': the data of the line becomes a bar code; without description, one described before.
    pub struct LineBarCode {
        id: u16 = "descriptor id",
        symbol: Option<DescribedSymbol> = "symbol",
    }
}

structure! {
    /// X'7B': special functions of the bar code.
    pub struct BarCodeParameters<'a> {
        reserved: Reserved<1> = "reserved",
        parameters: Bytes<'a> = "special functions",
    }
}

codes! {
    /// How the page count goes on with a data map.
    pub PageCounting(u8) {
        STOP = 0x00 "stop";
        RESUME = 0x01 "resume";
        CONTINUE = 0x02 "continue";
        RESET = 0x03 "reset";
    }
}

structure! {
    /// X'7C': how pages are counted.
    pub struct PageCount {
        number: u16 = "initial page number",
        reserved: Reserved<1> = "reserved",
        counting: PageCounting = "counting",
        flags: u8 = "flags",
    }
}

codes! {
    /// How much of a drawing a descriptor gives.
    pub DrawnPart(u8) {
        ALL = 0x01 "all";
        START = 0x02 "start";
        END = 0x03 "end";
    }
}

codes! {
    /// What is drawn.
    pub LineDrawingKind(u8) {
        HORIZONTAL = 0x01 "horizontal line";
        VERTICAL = 0x02 "vertical line";
        DIAGONAL = 0x03 "diagonal line";
        FULL_ARC = 0x04 "full arc";
        BOX = 0x05 "box";
    }
}

structure! {
    /// How a drawing looks.
    pub struct DrawingLook {
        mix: MixMode = "foreground mix",
        reserved: Reserved<1> = "reserved",
        line: LineType = "line type",
        width: u8 = "line width",
        width_fraction: u8 = "line width, 1/256",
        pattern_set: u8 = "pattern set",
        pattern: PatternSymbol = "pattern",
        x_major: i16 = "I of the major axis",
        y_minor: i16 = "B of the minor axis",
        x_minor: i16 = "I of the minor axis",
        y_major: i16 = "B of the major axis",
    }
}

structure! {
    /// X'7E': a line, box or arc; without look, one described before.
    pub struct LineDrawing {
        part: DrawnPart = "part",
        id: u16 = "drawing id",
        kind: LineDrawingKind = "drawing",
        reserved: Reserved<1> = "reserved",
        flags: u8 = "flags",
        inline_end: u16 = "I of the end",
        baseline_end: i16 = "B of the end",
        corner_width: u16 = "full I axis of the corner ellipse",
        corner_height: u16 = "full B axis of the corner ellipse",
        scale: u8 = "scale of the arc",
        scale_fraction: u8 = "scale of the arc, 1/256",
        look_id: u16 = "descriptor id",
        look: Option<DrawingLook> = "look",
    }
}

structure! {
    /// X'7F': the margins of the pages of a data map.
    pub struct Margins {
        inline: Rotation = "I axis",
        baseline: Rotation = "B axis",
        left: u16 = "left margin",
        top: u16 = "top margin",
        right: u16 = "right margin",
        bottom: u16 = "bottom margin",
    }
}

structure! {
    /// X'89': whether the data of the line is the name of the object.
    pub struct ObjectReferenceQualifier {
        reserved: Reserved<1> = "reserved",
        flags: u8 = "flags",
    }
}

structure! {
    /// X'8A': a start tag or an attribute of XML data.
    pub struct XmlName<'a> {
        reserved: Reserved<2> = "reserved",
        name: Text<'a> = "name",
    }
}

structure! {
    /// X'93': bar code data that comes in parts.
    pub struct BarCodePart {
        flags: u8 = "flags",
        symbol: u16 = "symbol id",
        order: u16 = "place of the part",
    }
}
