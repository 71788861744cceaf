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
        /// GS1-128: application identifiers in parentheses.
        "gs1-128" => Gs1128,
        /// GS1 DataMatrix.
        "gs1-datamatrix" => Gs1DataMatrix,
        /// GS1 QR code.
        "gs1-qr" => Gs1Qr,
        /// EAN-13.
        "ean13" => Ean13,
        /// EAN-8.
        "ean8" => Ean8,
        /// UPC-A.
        "upca" => UpcA,
        /// UPC-E.
        "upce" => UpcE,
        /// The two digits of a supplement alone.
        "ean2" => Ean2,
        /// The five digits of a supplement alone.
        "ean5" => Ean5,
        /// ITF-14.
        "itf14" => Itf14,
        /// Interleaved 2 of 5.
        "interleaved25" => Interleaved25,
        /// Industrial 2 of 5.
        "industrial25" => Industrial25,
        /// Matrix 2 of 5.
        "matrix25" => Matrix25,
        /// Code 39.
        "code39" => Code39,
        /// Code 93.
        "code93" => Code93,
        /// Codabar.
        "codabar" => Codabar,
        /// MSI.
        "msi" => Msi,
        /// PDF417.
        "pdf417" => Pdf417,
        /// PDF417 without right row indicators.
        "pdf417-truncated" => Pdf417Truncated,
        /// Aztec code.
        "aztec" => Aztec,
        /// Aztec code of one byte.
        "aztec-rune" => AztecRune,
        /// MaxiCode.
        "maxicode" => MaxiCode,
        /// GS1 DataBar Omnidirectional.
        "databar" => DataBar,
        /// GS1 DataBar Truncated.
        "databar-truncated" => DataBarTruncated,
        /// GS1 DataBar Stacked.
        "databar-stacked" => DataBarStacked,
        /// GS1 DataBar Stacked Omnidirectional.
        "databar-stacked-omnidirectional" => DataBarStackedOmnidirectional,
        /// GS1 DataBar Limited.
        "databar-limited" => DataBarLimited,
        /// GS1 DataBar Expanded: application identifiers in parentheses.
        "databar-expanded" => DataBarExpanded,
        /// GS1 DataBar Expanded Stacked.
        "databar-expanded-stacked" => DataBarExpandedStacked,
        /// Intelligent Mail.
        "intelligent-mail" => IntelligentMail,
        /// Intelligent Mail container.
        "intelligent-mail-container" => IntelligentMailContainer,
        /// Intelligent Mail package.
        "intelligent-mail-package" => IntelligentMailPackage,
        /// POSTNET.
        "postnet" => Postnet,
        /// PLANET.
        "planet" => Planet,
        /// Royal Mail 4-state customer code.
        "rm4scc" => RoyalMail,
        /// Royal Mail Mailmark C.
        "mailmark-c" => MailmarkC,
        /// Royal Mail Mailmark L.
        "mailmark-l" => MailmarkL,
        /// Dutch KIX code.
        "kix" => Kix,
        /// Japan Post.
        "japan-post" => JapanPost,
        /// Australia Post.
        "australia-post" => AustraliaPost,
    }
}

keyword! {
    /// Digits beside UPC and EAN.
    pub enum SupplementDigits {
        /// None.
        "none" => None,
        /// Two.
        "two" => Two,
        /// Five.
        "five" => Five,
    }
}

keyword! {
    /// Bars along Interleaved 2 of 5 and ITF-14.
    pub enum BearerBars {
        /// None.
        "none" => None,
        /// Around the symbol and its quiet zones.
        "around" => Around,
        /// Above and below.
        "above-and-below" => AboveAndBelow,
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
        /// Width of a wide bar in hundredths of a narrow one: Code 39, Codabar, MSI, 2 of 5.
        ratio: u16 = 250,
        /// Whether a check digit is added: Code 39, Codabar, 2 of 5.
        check: bool = false,
        /// Check digits of MSI, 1 none to 9, and the format of Australia Post, 1 to 8, as BCOCA numbers them.
        variant: u8 = 1,
        /// Digits beside UPC-A, UPC-E and EAN-13, in the data after `+`.
        supplement: SupplementDigits = SupplementDigits::None,
        /// Bars along Interleaved 2 of 5 and ITF-14.
        bearer: BearerBars = BearerBars::None,
        /// Columns: data characters of a row of PDF417, modules of Data Matrix, symbol characters of a row of DataBar
        /// Expanded Stacked; 0 for what suits the data.
        columns: u8 = 0,
        /// Rows of PDF417 and modules of Data Matrix from top to bottom, 0 for as many as the data takes.
        rows: u8 = 0,
        /// The least version of a QR code, 1 to 40, or number of layers of Aztec code, 1 to 32; 0 for the smallest.
        version: u8 = 0,
        /// Error correction of PDF417, 0 to 8, and of Aztec code in per cent, 5 to 95; none for what suits the data.
        security: Option<u8> = None,
        /// Mode of MaxiCode, 2 to 6.
        mode: u8 = 4,
        /// Height of a row of PDF417 in modules.
        row_height: u8 = 3,
        /// Whether the symbology's quiet zone is kept free inside the rectangle.
        quiet_zone: bool = false,
        /// Whether it is drawn bar by bar even where the output has bar codes of its own.
        drawn: bool = false,
        /// Colour of the bars.
        colour: ColourRef = ColourRef::Value(units::Colour::BLACK),
        /// Whether the data stands below in letters.
        readable: bool = true,
        /// Whether the letters stand above instead.
        readable_above: bool = false,
        /// What stands there instead of the data.
        readable_text: Option<TemplateText> = None,
        /// The style of those letters.
        readable_style: Option<ObjectId> = None,
    }
}

impl BarcodeShape {
    /// A bar code with everything else left to the default.
    pub fn new(symbology: Symbology, data: TemplateText) -> Self {
        Self {
            symbology,
            data,
            module: 13,
            correction: 1,
            ratio: 250,
            check: false,
            variant: 1,
            supplement: SupplementDigits::None,
            bearer: BearerBars::None,
            columns: 0,
            rows: 0,
            version: 0,
            security: None,
            mode: 4,
            row_height: 3,
            quiet_zone: false,
            drawn: false,
            colour: ColourRef::Value(units::Colour::BLACK),
            readable: true,
            readable_above: false,
            readable_text: None,
            readable_style: None,
        }
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
