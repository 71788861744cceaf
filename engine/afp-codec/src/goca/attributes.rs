//! Orders that set attributes: colour, mix, lines, markers, characters, arcs (GOCA chapter 7, "Set …").

use crate::structure::{codes, structure};
use crate::values::{ColourSpecification, OcaColour};

codes! {
    /// How a line is drawn.
    pub LineType(u8) {
        DEFAULT = 0x00 "default";
        DOTTED = 0x01 "dotted";
        SHORT_DASHED = 0x02 "short dashes";
        DASH_DOT = 0x03 "dash, dot";
        DOUBLE_DOTTED = 0x04 "double dots";
        LONG_DASHED = 0x05 "long dashes";
        DASH_DOUBLE_DOT = 0x06 "dash, double dot";
        SOLID = 0x07 "solid";
        INVISIBLE = 0x08 "invisible";
    }
}

structure! {
    /// Set Line Type.
    pub struct SetLineType {
        kind: LineType = "line type",
    }
}

codes! {
    /// How line ends look.
    pub LineEnd(u8) {
        DEFAULT = 0x00 "default";
        FLAT = 0x01 "flat";
        SQUARE = 0x02 "square";
        ROUND = 0x03 "round";
    }
}

structure! {
    /// Set Line End.
    pub struct SetLineEnd {
        kind: LineEnd = "line end",
    }
}

codes! {
    /// How lines meet.
    pub LineJoin(u8) {
        DEFAULT = 0x00 "default";
        BEVEL = 0x01 "bevel";
        ROUND = 0x02 "round";
        MITER = 0x03 "miter";
    }
}

structure! {
    /// Set Line Join.
    pub struct SetLineJoin {
        kind: LineJoin = "line join",
    }
}

structure! {
    /// A multiple of the normal line width, whole and 1/256.
    pub struct FractionalWidth {
        whole: u8 = "times the normal width",
        fraction: u8 = "1/256 times the normal width",
    }
}

codes! {
    /// What an area is filled with.
    pub PatternSymbol(u8) {
        DEFAULT = 0x00 "default";
        DOTS_1 = 0x01 "dots, densest";
        DOTS_2 = 0x02 "dots 2";
        DOTS_3 = 0x03 "dots 3";
        DOTS_4 = 0x04 "dots 4";
        DOTS_5 = 0x05 "dots 5";
        DOTS_6 = 0x06 "dots 6";
        DOTS_7 = 0x07 "dots 7";
        DOTS_8 = 0x08 "dots, lightest";
        VERTICAL = 0x09 "vertical lines";
        HORIZONTAL = 0x0A "horizontal lines";
        DIAGONAL_UP = 0x0B "diagonal lines, bottom left to top right";
        DIAGONAL_UP_DENSE = 0x0C "dense diagonal lines, bottom left to top right";
        DIAGONAL_DOWN = 0x0D "diagonal lines, top left to bottom right";
        DIAGONAL_DOWN_DENSE = 0x0E "dense diagonal lines, top left to bottom right";
        NONE = 0x0F "no fill";
        SOLID = 0x10 "solid";
        BLANK = 0x40 "blank";
    }
}

structure! {
    /// Set Pattern Symbol.
    pub struct SetPattern {
        symbol: PatternSymbol = "pattern",
    }
}

structure! {
    /// Set Extended Color.
    pub struct SetColour {
        colour: OcaColour = "colour",
    }
}

structure! {
    /// Set Process Color.
    pub struct ProcessColour<'a> {
        colour: ColourSpecification<'a> = "colour",
    }
}

structure! {
    /// Set Arc Parameters: the unit circle becomes `x' = p·x + r·y`, `y' = s·x + q·y`.
    pub struct ArcParameters {
        p: i16 = "P",
        q: i16 = "Q",
        r: i16 = "R",
        s: i16 = "S",
    }
}

codes! {
    /// How a colour mixes with what it is drawn on.
    pub MixMode(u8) {
        DEFAULT = 0x00 "default";
        OVERPAINT = 0x02 "overpaint";
        LEAVE_ALONE = 0x05 "leave alone";
    }
}

structure! {
    /// Set Mix, Set Background Mix.
    pub struct SetMix {
        mode: MixMode = "mix",
    }
}

structure! {
    /// A multiple of the line width, whole and 1/256.
    #[derive(Copy)]
    pub struct LineWidths {
        whole: u8 = "times the line width",
        fraction: u8 = "1/256 times the line width",
    }
}

structure! {
    /// A dash and the gap after it; a dash of no length is a dot.
    #[derive(Copy)]
    pub struct DashAndGap {
        dash: LineWidths = "dash",
        gap: LineWidths = "gap",
    }
}

structure! {
    /// Set Custom Line Type; no dashes at all mean a solid line.
    pub struct CustomLineType {
        dashes: Vec<DashAndGap> = "dash and gap",
    }
}

codes! {
    /// A marker of the default marker set.
    pub MarkerSymbol(u8) {
        DEFAULT = 0x00 "default";
        CROSS = 0x01 "cross";
        PLUS = 0x02 "plus";
        DIAMOND = 0x03 "diamond";
        SQUARE = 0x04 "square";
        STAR_6 = 0x05 "6-point star";
        STAR_8 = 0x06 "8-point star";
        FILLED_DIAMOND = 0x07 "filled diamond";
        FILLED_SQUARE = 0x08 "filled square";
        DOT = 0x09 "dot";
        CIRCLE = 0x0A "small circle";
        BLANK = 0x40 "blank";
    }
}

structure! {
    /// Set Marker Symbol.
    pub struct SetMarkerSymbol {
        symbol: MarkerSymbol = "marker",
    }
}

structure! {
    /// Set Marker Cell: the size of markers; negative sizes mirror.
    pub struct MarkerCell {
        width: i16 = "cell width",
        height: i16 = "cell height",
        flags: Option<u16> = "flags",
    }
}

impl MarkerCell {
    /// Flag bit 0: a size of zero is zero; without it, the default.
    pub const ZERO_IS_ZERO: u16 = 0x8000;
}

structure! {
    /// 1/65536 of the cell's units, added to the whole ones.
    #[derive(Copy)]
    pub struct CellFraction {
        width: u16 = "cell width, 1/65536",
        height: u16 = "cell height, 1/65536",
    }
}

structure! {
    /// Set Character Cell: the size that characters are scaled to; negative sizes mirror.
    pub struct CharacterCell {
        width: i16 = "cell width",
        height: i16 = "cell height",
        fraction: Option<CellFraction> = "fraction",
    }
}

codes! {
    /// How closely characters keep to the attributes.
    pub CharacterPrecision(u8) {
        DEFAULT = 0x00 "default";
        STRING = 0x01 "string";
        CHARACTER = 0x02 "character";
        STROKE = 0x03 "stroke";
    }
}

structure! {
    /// Set Character Precision.
    pub struct SetCharacterPrecision {
        precision: CharacterPrecision = "precision",
    }
}

codes! {
    /// Where the next character of a string stands.
    pub CharacterDirection(u8) {
        DEFAULT = 0x00 "default";
        LEFT_TO_RIGHT = 0x01 "left to right";
        TOP_TO_BOTTOM = 0x02 "top to bottom";
        RIGHT_TO_LEFT = 0x03 "right to left";
        BOTTOM_TO_TOP = 0x04 "bottom to top";
    }
}

structure! {
    /// Set Character Direction.
    pub struct SetCharacterDirection {
        direction: CharacterDirection = "direction",
    }
}
