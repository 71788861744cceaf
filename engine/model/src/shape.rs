//! The kinds of objects.

use diagnostics::ObjectId;
use units::{Emu, FontSize, Size};

use crate::json::{keyword, part, record, variants};
use crate::{ColourRef, Expression, Object, Paragraph, StrokeStyle, TemplateText};

variants! {
    /// What an object is.
    pub enum Shape by "kind" {
        /// Text in a box.
        "text" => Text(TextShape),
        /// A rectangle, with round corners where the radius is above 0.
        "rectangle" => Rectangle(Rectangle),
        /// An ellipse.
        "ellipse" => Ellipse(Ellipse),
        /// A straight line.
        "line" => Line(LineShape),
        /// An outline of lines and curves.
        "path" => Path(PathShape),
        /// A picture.
        "image" => Image(ImageShape),
        /// A bar code.
        "barcode" => Barcode(BarcodeShape),
        /// A chart.
        "chart" => Chart(Chart),
        /// Objects that move together.
        "group" => Group(GroupShape),
        /// An overlay or page segment that exists as AFP.
        "library" => Library(LibraryShape),
    }
}

keyword! {
    /// What a resource of a library is.
    pub enum LibraryKind {
        /// An overlay.
        "overlay" => Overlay,
        /// A page segment.
        "page_segment" => PageSegment,
    }
}

part! {
    /// A resource that exists as AFP: drawn as it is, in the size that it has, from the object's top left corner.
    pub struct LibraryShape {
        /// What it is.
        resource_kind: LibraryKind = LibraryKind::Overlay,
        /// Its name in the library.
        resource: String,
    }
}

keyword! {
    /// Where text stands in a box or cell that is taller.
    pub enum VerticalAlign {
        /// At the top.
        "top" => Top,
        /// In the middle.
        "middle" => Middle,
        /// At the bottom.
        "bottom" => Bottom,
    }
}

keyword! {
    /// What happens to text that is too long for its box.
    pub enum Overflow {
        /// It is drawn whole, over the edge, with a warning.
        "show" => Show,
        /// It is cut off, with a warning.
        "clip" => Clip,
        /// It becomes smaller, down to `smallest`, then is cut off with a warning.
        "shrink" => Shrink,
    }
}

part! {
    /// Text in a box.
    pub struct TextShape {
        /// The text.
        paragraphs: Vec<Paragraph> = Vec::new(),
        /// Where it stands in the box.
        vertical: VerticalAlign = VerticalAlign::Top,
        /// What happens when it is too long.
        overflow: Overflow = Overflow::Show,
        /// How small shrinking may make it, in twentieths of a point of the largest run.
        smallest: FontSize = FontSize::from_points(6),
        /// Free space inside the box on every side.
        padding: Emu = Emu::ZERO,
        /// Ground.
        fill: Option<ColourRef> = None,
        /// Edge.
        stroke: Option<StrokeStyle> = None,
    }
}

part! {
    /// A rectangle.
    pub struct Rectangle {
        /// Inside.
        fill: Option<ColourRef> = None,
        /// Edge, its middle on the rectangle's sides.
        stroke: Option<StrokeStyle> = None,
        /// Of the round corners.
        radius: Emu = Emu::ZERO,
    }
}

part! {
    /// An ellipse.
    pub struct Ellipse {
        /// Inside.
        fill: Option<ColourRef> = None,
        /// Edge.
        stroke: Option<StrokeStyle> = None,
    }
}

part! {
    /// A straight line, from corner to corner of its rectangle.
    pub struct LineShape {
        /// How it is drawn.
        stroke: StrokeStyle,
        /// From the bottom left to the top right, else from the top left to the bottom right.
        rising: bool = false,
    }
}

part! {
    /// An outline.
    pub struct PathShape {
        /// `M x y`, `L x y`, `C x1 y1 x2 y2 x y` and `Z` in whole Emu from the top left corner, in a box of `view`.
        outline: String,
        /// The box that the outline was drawn in; it is stretched to the object's rectangle.
        view: Size,
        /// Inside.
        fill: Option<ColourRef> = None,
        /// Inside where a ray crosses an odd number of edges, else where the winding number is not zero.
        even_odd: bool = false,
        /// Edge.
        stroke: Option<StrokeStyle> = None,
    }
}

keyword! {
    /// How a picture fills its rectangle.
    pub enum Fit {
        /// As large as fits, whole.
        "contain" => Contain,
        /// As small as covers, cut off.
        "cover" => Cover,
        /// Stretched.
        "stretch" => Stretch,
    }
}

part! {
    /// A picture.
    pub struct ImageShape {
        /// The asset's name.
        asset: String = String::new(),
        /// An expression that gives the asset's name instead.
        source: Option<Expression> = None,
        /// How it fills its rectangle.
        fit: Fit = Fit::Contain,
    }
}

keyword! {
    /// A bar-code symbology.
    pub enum Symbology {
        /// Code 128.
        "code128" => Code128,
        /// QR code.
        "qr" => Qr,
        /// Data Matrix.
        "datamatrix" => DataMatrix,
    }
}

part! {
    /// A bar code.
    pub struct BarcodeShape {
        /// The symbology.
        symbology: Symbology,
        /// What it says.
        data: TemplateText,
        /// Width of the narrowest bar or side of a module in thousandths of an inch.
        module: u8 = 13,
        /// Error correction of a QR code: 0 L, 1 M, 2 Q, 3 H.
        correction: u8 = 1,
        /// Colour of the bars.
        colour: ColourRef = ColourRef::Value(units::Colour::BLACK),
        /// Whether the data stands below in letters.
        readable: bool = true,
        /// What stands below instead of the data.
        readable_text: Option<TemplateText> = None,
        /// The style of those letters.
        readable_style: Option<ObjectId> = None,
    }
}

keyword! {
    /// The kind of a chart.
    pub enum ChartKind {
        /// A ring of shares.
        "donut" => Donut,
    }
}

record! {
    /// The names beside a chart.
    pub struct Legend {
        /// From the left edge of the chart's rectangle.
        x: Emu,
        /// From the top edge of the chart's rectangle to the first line.
        y: Emu,
        /// From line to line.
        pitch: Emu,
        /// Side of the colour's square.
        swatch: Emu,
        /// Between square and text.
        gap: Emu,
        /// The text of a line; the row's fields are at hand.
        text: TemplateText,
        /// Its style.
        style: Option<ObjectId> = None,
    }
}

part! {
    /// A chart of the rows of an array.
    pub struct Chart {
        /// Its kind.
        chart: ChartKind = ChartKind::Donut,
        /// The array.
        rows: Expression,
        /// A row's share, not below 0.
        value: Expression,
        /// Colours of the rows, repeated.
        colours: Vec<ColourRef>,
        /// The square in the rectangle's left, in which the ring is drawn: its side.
        diameter: Emu,
        /// Diameter of the hole in thousandths of the ring's.
        hole: u16 = 550,
        /// Gap between shares.
        gap: Emu = Emu::ZERO,
        /// Names beside it.
        legend: Option<Legend> = None,
    }
}

part! {
    /// Objects that move together, in the coordinates of the group's rectangle.
    pub struct GroupShape {
        /// The objects, the later above the earlier.
        objects: Vec<Object> = Vec::new(),
    }
}
