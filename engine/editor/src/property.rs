//! What panels show and change of an element: one closed list of typed properties.
//!
//! A row: the name in journals, the variant with its type, and where elements keep it.

use model::json::{Json, Part, Reader, Writer, keyword};
use model::{
    BearerBars, Block, BlockKind, CharacterFormat, ColourRef, ColumnWidth, ElementMut, ElementRef, Expression, Fit,
    Legend, LibraryKind, Margins, MasterRule, Object, ObjectId, Outputs, Overflow, ParagraphFormat, Shape, StrokeStyle,
    SupplementDigits, Symbology, TemplateText, VerticalAlign,
};
use units::{Angle, Emu, FontSize, Rect, Size};

macro_rules! properties {
    ($($(#[$doc:meta])* $key:literal => $name:ident($type:ty) { $($kind:ident: $pattern:pat => $place:expr,)* })*) => {
        keyword! {
            /// The name of a property.
            pub enum PropertyName {
                $($(#[$doc])* $key => $name,)*
            }
        }

        /// A property with its value.
        #[cfg_attr(
            target_pointer_width = "64",
            expect(clippy::large_enum_variant, reason = "a property is held alone, while it is changed")
        )]
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Property {
            $($(#[$doc])* $name($type),)*
        }

        impl Property {
            /// Its name.
            pub const fn name(&self) -> PropertyName {
                match self { $(Self::$name(_) => PropertyName::$name,)* }
            }

            /// An element's value of a property; none where such elements have none.
            pub fn of(element: ElementRef<'_>, name: PropertyName) -> Option<Self> {
                match name {
                    $(PropertyName::$name => match element {
                        $(ElementRef::$kind($pattern) => Some(Self::$name(Clone::clone(&$place))),)*
                        _ => None,
                    },)*
                }
            }

            /// Gives an element the value, and gives back the one it had; none where such elements have none.
            pub(crate) fn put(self, element: ElementMut<'_>) -> Option<Self> {
                match self {
                    $(Self::$name(value) => match element {
                        $(ElementMut::$kind($pattern) => Some(Self::$name(std::mem::replace(&mut $place, value))),)*
                        _ => None,
                    },)*
                }
            }

            fn write_value(&self, out: &mut Writer) {
                match self { $(Self::$name(value) => value.write(out),)* }
            }

            fn read_value(name: PropertyName, json: &Json, reader: &mut Reader<'_>) -> Option<Self> {
                Some(match name { $(PropertyName::$name => Self::$name(Part::read(json, reader)?),)* })
            }
        }
    };
}

properties! {
    /// The name that designers gave it.
    "name" => Name(String) {
        Template: it => it.name,
        Master: it => it.name,
        Section: it => it.name,
        Object: it => it.name,
        Block: it => it.name,
        Column: it => it.name,
        Swatch: it => it.name,
        Style: it => it.name,
        Variable: it => it.name,
        Field: it => it.name,
        Index: it => it.name,
    }
    /// Place and size, in the coordinates of what holds it.
    "rect" => Rect(Rect) {
        Object: it => it.rect,
        Frame: it => it.rect,
    }
    /// Turned clockwise about the centre.
    "rotation" => Rotation(Angle) {
        Object: it => it.rotation,
    }
    /// 0 invisible to 255 opaque.
    "opacity" => Opacity(u8) {
        Object: it => it.opacity,
    }
    /// There only where this is true.
    "visible_when" => VisibleWhen(Option<Expression>) {
        Object: it => it.visible_when,
        Block: it => it.visible_when,
        Section: it => it.when,
    }
    /// Cannot be changed by hand.
    "locked" => Locked(bool) {
        Object: it => it.locked,
    }
    /// Not drawn.
    "hidden" => Hidden(bool) {
        Object: it => it.hidden,
    }
    /// What a reader who cannot see it is told.
    "alternative_text" => AlternativeText(String) {
        Object: it => it.alternative_text,
    }
    /// Inside or ground.
    "fill" => Fill(Option<ColourRef>) {
        Object: Object { shape: Shape::Text(it), .. } => it.fill,
        Object: Object { shape: Shape::Rectangle(it), .. } => it.fill,
        Object: Object { shape: Shape::Ellipse(it), .. } => it.fill,
        Object: Object { shape: Shape::Path(it), .. } => it.fill,
        Cell: it => it.fill,
        Row: it => it.fill,
    }
    /// Edge.
    "stroke" => Stroke(Option<StrokeStyle>) {
        Object: Object { shape: Shape::Text(it), .. } => it.stroke,
        Object: Object { shape: Shape::Rectangle(it), .. } => it.stroke,
        Object: Object { shape: Shape::Ellipse(it), .. } => it.stroke,
        Object: Object { shape: Shape::Path(it), .. } => it.stroke,
    }
    /// How a line is drawn.
    "line" => Line(StrokeStyle) {
        Object: Object { shape: Shape::Line(it), .. } => it.stroke,
    }
    /// Whether a line goes from the bottom left to the top right.
    "rising" => Rising(bool) {
        Object: Object { shape: Shape::Line(it), .. } => it.rising,
    }
    /// Of round corners.
    "radius" => Radius(Emu) {
        Object: Object { shape: Shape::Rectangle(it), .. } => it.radius,
    }
    /// Where text stands in a taller box or cell.
    "vertical" => Vertical(VerticalAlign) {
        Object: Object { shape: Shape::Text(it), .. } => it.vertical,
        Cell: it => it.vertical,
    }
    /// What happens to text that is too long.
    "overflow" => Overflow(Overflow) {
        Object: Object { shape: Shape::Text(it), .. } => it.overflow,
    }
    /// How small shrinking may make text.
    "smallest" => Smallest(FontSize) {
        Object: Object { shape: Shape::Text(it), .. } => it.smallest,
    }
    /// Free space around text; of a table's cells left and right.
    "padding" => Padding(Emu) {
        Object: Object { shape: Shape::Text(it), .. } => it.padding,
        Block: Block { content: BlockKind::Table(it), .. } => it.padding,
    }
    /// Free space above and below a cell's text.
    "padding_vertical" => PaddingVertical(Emu) {
        Block: Block { content: BlockKind::Table(it), .. } => it.padding_vertical,
    }
    /// The picture's asset.
    "asset" => Asset(String) {
        Object: Object { shape: Shape::Image(it), .. } => it.asset,
        Face: it => it.asset,
    }
    /// An expression that gives the picture's asset.
    "source" => Source(Option<Expression>) {
        Object: Object { shape: Shape::Image(it), .. } => it.source,
    }
    /// How a picture fills its rectangle.
    "fit" => Fit(Fit) {
        Object: Object { shape: Shape::Image(it), .. } => it.fit,
    }
    /// A bar code's symbology.
    "symbology" => Symbology(Symbology) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.symbology,
    }
    /// What a bar code says.
    "data" => Data(TemplateText) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.data,
    }
    /// Width of a bar code's module in thousandths of an inch.
    "module" => Module(u8) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.module,
    }
    /// Error correction of a QR code, 0 to 3.
    "correction" => Correction(u8) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.correction,
    }
    /// Width of a bar code's wide bars in hundredths of the narrow ones.
    "ratio" => Ratio(u16) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.ratio,
    }
    /// Whether a bar code gets a check digit.
    "check" => Check(bool) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.check,
    }
    /// Check digits of MSI, format of Australia Post.
    "variant" => Variant(u8) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.variant,
    }
    /// Digits beside UPC and EAN.
    "supplement" => Supplement(SupplementDigits) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.supplement,
    }
    /// Bars along Interleaved 2 of 5.
    "bearer" => Bearer(BearerBars) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.bearer,
    }
    /// Columns of a bar code.
    "symbol_columns" => SymbolColumns(u8) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.columns,
    }
    /// Rows of a bar code.
    "symbol_rows" => SymbolRows(u8) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.rows,
    }
    /// The least version of a QR code or layers of Aztec code.
    "version" => Version(u8) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.version,
    }
    /// Error correction of PDF417 or Aztec code.
    "security" => Security(Option<u8>) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.security,
    }
    /// Mode of MaxiCode.
    "mode" => Mode(u8) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.mode,
    }
    /// Height of a row of PDF417 in modules.
    "row_height" => RowHeight(u8) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.row_height,
    }
    /// Whether a bar code's quiet zone is kept free in its rectangle.
    "quiet_zone" => QuietZone(bool) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.quiet_zone,
    }
    /// Whether a bar code is drawn bar by bar.
    "drawn" => Drawn(bool) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.drawn,
    }
    /// Whether a bar code's letters stand above it.
    "readable_above" => ReadableAbove(bool) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.readable_above,
    }
    /// The one colour of a bar code or a swatch.
    "colour" => Colour(ColourRef) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.colour,
        Swatch: it => it.colour,
    }
    /// Whether a bar code's data stands below.
    "readable" => Readable(bool) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.readable,
    }
    /// What stands below a bar code instead of its data.
    "readable_text" => ReadableText(Option<TemplateText>) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.readable_text,
    }
    /// The style of what stands below a bar code.
    "readable_style" => ReadableStyle(Option<ObjectId>) {
        Object: Object { shape: Shape::Barcode(it), .. } => it.readable_style,
    }
    /// The array of a table or chart.
    "rows" => Rows(Expression) {
        Object: Object { shape: Shape::Chart(it), .. } => it.rows,
        Block: Block { content: BlockKind::Table(it), .. } => it.rows,
    }
    /// A chart row's share; a variable's value.
    "value" => Value(Expression) {
        Object: Object { shape: Shape::Chart(it), .. } => it.value,
        Variable: it => it.value,
    }
    /// Colours of a chart's rows.
    "colours" => Colours(Vec<ColourRef>) {
        Object: Object { shape: Shape::Chart(it), .. } => it.colours,
    }
    /// A chart's diameter.
    "diameter" => Diameter(Emu) {
        Object: Object { shape: Shape::Chart(it), .. } => it.diameter,
    }
    /// Diameter of a chart's hole in thousandths of the ring's.
    "hole" => Hole(u16) {
        Object: Object { shape: Shape::Chart(it), .. } => it.hole,
    }
    /// Between a chart's shares; between a table's columns.
    "gap" => Gap(Emu) {
        Object: Object { shape: Shape::Chart(it), .. } => it.gap,
        Block: Block { content: BlockKind::Table(it), .. } => it.gap,
    }
    /// The names beside a chart.
    "legend" => Legend(Option<Legend>) {
        Object: Object { shape: Shape::Chart(it), .. } => it.legend,
    }
    /// Space above a block.
    "space_before" => SpaceBefore(Emu) {
        Block: it => it.space_before,
    }
    /// Space below a block.
    "space_after" => SpaceAfter(Emu) {
        Block: it => it.space_after,
    }
    /// On the same page as the next block's beginning.
    "keep_with_next" => KeepWithNext(bool) {
        Block: it => it.keep_with_next,
    }
    /// Height of a spacer or a block of objects; least height of a row.
    "height" => Height(Emu) {
        Block: Block { content: BlockKind::Spacer(it), .. } => it.height,
        Block: Block { content: BlockKind::Objects(it), .. } => it.height,
        Row: it => it.height,
    }
    /// Ground of every second row.
    "zebra" => Zebra(Option<ColourRef>) {
        Block: Block { content: BlockKind::Table(it), .. } => it.zebra,
    }
    /// Rows of a table that stand together before a break.
    "orphans" => Orphans(u16) {
        Block: Block { content: BlockKind::Table(it), .. } => it.orphans,
    }
    /// Rows of a table that stand together after a break.
    "widows" => Widows(u16) {
        Block: Block { content: BlockKind::Table(it), .. } => it.widows,
    }
    /// How wide a column is.
    "column_width" => ColumnWidth(ColumnWidth) {
        Column: it => it.width,
    }
    /// Columns that a cell covers.
    "span" => Span(u16) {
        Cell: it => it.span,
    }
    /// The rule along a row's top edge.
    "rule_above" => RuleAbove(Option<StrokeStyle>) {
        Row: it => it.rule_above,
    }
    /// The rule along a row's bottom edge.
    "rule_below" => RuleBelow(Option<StrokeStyle>) {
        Row: it => it.rule_below,
    }
    /// The condition of a cell's style.
    "condition" => Condition(Expression) {
        Rule: it => it.when,
    }
    /// The style that a condition gives.
    "rule_style" => RuleStyle(ObjectId) {
        Rule: it => it.style,
    }
    /// The text style.
    "style" => Style(Option<ObjectId>) {
        Paragraph: it => it.style,
        Run: it => it.style,
    }
    /// The style that a style is based on.
    "based_on" => BasedOn(Option<ObjectId>) {
        Style: it => it.based_on,
    }
    /// Settings of paragraphs.
    "paragraph" => Paragraph(ParagraphFormat) {
        Paragraph: it => it.format,
        Style: it => it.paragraph,
    }
    /// Settings of characters.
    "character" => Character(CharacterFormat) {
        Run: it => it.format,
        Style: it => it.character,
    }
    /// The text of a run; the value of an index element; the title of a document.
    "text" => Text(TemplateText) {
        Run: it => it.text,
        Index: it => it.value,
        Template: it => it.title,
    }
    /// A web address to lead to.
    "link" => Link(Option<TemplateText>) {
        Run: it => it.link,
    }
    /// A spot colour's ink.
    "spot" => Spot(String) {
        Swatch: it => it.spot,
    }
    /// The page's size.
    "size" => Size(Size) {
        Master: it => it.size,
    }
    /// Guides along the edges of a page.
    "margins" => Margins(Option<Margins>) {
        Master: it => it.margins,
    }
    /// The masters of a section.
    "masters" => Masters(MasterRule) {
        Section: it => it.masters,
    }
    /// What a template is for.
    "description" => Description(String) {
        Template: it => it.description,
    }
    /// Language and number formats.
    "locale" => Locale(String) {
        Template: it => it.locale,
    }
    /// What a record is called.
    "label" => Label(Option<Expression>) {
        Template: it => it.data.label,
    }
    /// The medium map of a master's pages.
    "medium_map" => MediumMap(Option<TemplateText>) {
        Master: it => it.medium_map,
    }
    /// The name of an overlay or page segment in its library.
    "resource" => Resource(String) {
        Object: Object { shape: Shape::Library(it), .. } => it.resource,
    }
    /// Whether it is an overlay or a page segment.
    "resource_kind" => ResourceKind(LibraryKind) {
        Object: Object { shape: Shape::Library(it), .. } => it.resource_kind,
    }
    /// What the outputs are told.
    "outputs" => Outputs(Outputs) {
        Template: it => it.outputs,
    }
}

impl Property {
    /// Whether elements with ids of their own may stand in the value.
    pub(crate) const fn holds_elements(&self) -> bool {
        matches!(self, Self::Paragraph(_) | Self::Outputs(_))
    }
}

impl Part for Property {
    fn read(json: &Json, reader: &mut Reader<'_>) -> Option<Self> {
        let mut object = reader.object(json, &Self::expected())?;
        for name in PropertyName::ALL {
            if let Some(value) = object.take(name.keyword()) {
                return Self::read_value(*name, value, reader);
            }
        }
        reader.wrong(json, Self::expected());
        None
    }

    fn write(&self, out: &mut Writer) {
        out.object(|object| object.field_with(self.name().keyword(), |out| self.write_value(out)));
    }

    fn expected() -> String {
        "a value under the name of its property".into()
    }
}
