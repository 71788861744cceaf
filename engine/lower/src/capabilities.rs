//! What an output can draw, and what is done where it cannot: one table for the work and for preflight.

use crate::barcodes::{in_bcd1, in_bcd2};

/// Something a page can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// Text at other than the four right angles, mirrored, stretched, or of a size between the output's steps.
    SlantedText,
    /// A glyph that no character reaches through the face's character map.
    UnreachableGlyph,
    /// Text of a face whose outlines are not TrueType.
    OtherOutlines,
    /// Text larger than [`Capabilities::with_largest_text`] says.
    LargeText,
    /// Text cut by the edge of a clip.
    ClippedText,
    /// Shapes cut by the edge of a clip.
    ClippedShape,
    /// A picture cut by the edge of a clip.
    ClippedPicture,
    /// A group that is neither opaque nor invisible.
    Opacity,
    /// A picture with transparent pixels.
    AlphaPicture,
    /// A picture with inks: cyan, magenta, yellow, black.
    InkPicture,
    /// A two-level picture whose white is opaque.
    OpaqueBilevel,
    /// A picture turned by other than right angles, or mirrored.
    SlantedPicture,
    /// A fill by the non-zero winding rule where it differs from the even-odd rule.
    NonZeroFill,
    /// A line that is broken, has ends or corners of its own, or bends.
    StyledLine,
    /// A bar code that the output's own bar codes do not have, or one turned by other than right angles.
    ForeignBarcode,
    /// A shared include turned by other than right angles, or a page segment that is turned at all.
    TurnedInclude,
    /// A spot colour.
    SpotColour,
}

/// What is done with something that an output cannot draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Treatment {
    /// Nothing: the output draws it.
    Native,
    /// The glyphs' outlines are drawn as filled shapes; the text can no longer be extracted.
    Outlines,
    /// The exact shape is drawn as filled areas and rules.
    Areas,
    /// The place is drawn as one opaque picture at the stated resolution, with all that lies below.
    Picture,
    /// The bars are drawn as rules.
    Rules,
    /// The shared content is repeated in place.
    Repeated,
    /// The colour that stands in for it is used.
    AlternateColour,
    /// The picture is written as red, green and blue.
    Light,
}

/// What an output can draw. Rows that are not listed are drawn as they are.
#[derive(Clone, Debug)]
pub struct Capabilities {
    /// The output's name, for messages.
    pub output: &'static str,
    rows: &'static [(Feature, Treatment)],
    /// What it draws itself although it is in the rows, a bit for each feature.
    also: u32,
    /// Whether groups with a transform can stand in the page.
    pub(crate) groups: bool,
    /// Which bar codes the output has itself; only asked with [`Feature::ForeignBarcode`] in the table.
    pub(crate) native_barcode: fn(&scene::Barcode) -> bool,
    /// The largest text; only asked with [`Feature::LargeText`] in the table.
    pub(crate) largest_text: units::FontSize,
    /// Dots per inch of pictures that stand in for what cannot be drawn; divides 914,400.
    pub picture_dpi: u32,
}

/// No limit of its own.
const LARGEST: units::FontSize = units::FontSize::from_twentieths(u16::MAX);

impl Capabilities {
    /// AFP in the MO:DCA IS/3 interchange set: PTOCA PT3, GOCA GRS3, IOCA FS10, BCOCA BCD2, containers.
    pub const AFP_IS3: Self = Self {
        output: "AFP IS/3",
        rows: &[
            (Feature::SlantedText, Treatment::Outlines),
            (Feature::UnreachableGlyph, Treatment::Outlines),
            (Feature::OtherOutlines, Treatment::Outlines),
            (Feature::ClippedText, Treatment::Outlines),
            (Feature::ClippedShape, Treatment::Areas),
            (Feature::ClippedPicture, Treatment::Picture),
            (Feature::Opacity, Treatment::Picture),
            (Feature::AlphaPicture, Treatment::Picture),
            (Feature::OpaqueBilevel, Treatment::Areas),
            (Feature::SlantedPicture, Treatment::Picture),
            (Feature::NonZeroFill, Treatment::Areas),
            (Feature::StyledLine, Treatment::Areas),
            (Feature::ForeignBarcode, Treatment::Rules),
            (Feature::TurnedInclude, Treatment::Repeated),
            (Feature::SpotColour, Treatment::AlternateColour),
        ],
        also: 0,
        groups: false,
        native_barcode: in_bcd2,
        largest_text: LARGEST,
        picture_dpi: 300,
    };

    /// AFP for older printers and archives, with fonts made for the job (FOCA) from any outlines, IOCA FS10 and FS11,
    /// and the bar codes of BCOCA BCD1.
    pub const AFP_CLASSIC: Self = Self {
        output: "classic AFP",
        rows: &[
            (Feature::SlantedText, Treatment::Outlines),
            (Feature::UnreachableGlyph, Treatment::Outlines),
            (Feature::LargeText, Treatment::Outlines),
            (Feature::ClippedText, Treatment::Outlines),
            (Feature::ClippedShape, Treatment::Areas),
            (Feature::ClippedPicture, Treatment::Picture),
            (Feature::Opacity, Treatment::Picture),
            (Feature::AlphaPicture, Treatment::Picture),
            (Feature::InkPicture, Treatment::Light),
            (Feature::OpaqueBilevel, Treatment::Areas),
            (Feature::SlantedPicture, Treatment::Picture),
            (Feature::NonZeroFill, Treatment::Areas),
            (Feature::StyledLine, Treatment::Areas),
            (Feature::ForeignBarcode, Treatment::Rules),
            (Feature::TurnedInclude, Treatment::Repeated),
            (Feature::SpotColour, Treatment::AlternateColour),
        ],
        native_barcode: in_bcd1,
        ..Self::AFP_IS3
    };

    /// Objects of a template: what a designer can edit.
    pub const TEMPLATE_OBJECTS: Self = Self {
        output: "a template",
        rows: &[
            (Feature::SlantedText, Treatment::Outlines),
            (Feature::ClippedText, Treatment::Outlines),
            (Feature::ClippedShape, Treatment::Areas),
            (Feature::ClippedPicture, Treatment::Picture),
            (Feature::Opacity, Treatment::Picture),
            (Feature::SlantedPicture, Treatment::Picture),
            (Feature::SpotColour, Treatment::AlternateColour),
        ],
        native_barcode: |_| true,
        ..Self::AFP_IS3
    };

    /// An output that draws all there is.
    pub const ALL: Self = Self {
        output: "",
        rows: &[],
        also: 0,
        groups: true,
        native_barcode: |_| true,
        largest_text: LARGEST,
        picture_dpi: 300,
    };

    /// What is done with a feature.
    pub fn treatment(&self, feature: Feature) -> Treatment {
        if self.also & bit(feature) != 0 {
            return Treatment::Native;
        }
        self.rows.iter().find(|(row, _)| *row == feature).map_or(Treatment::Native, |(_, treatment)| *treatment)
    }

    /// Whether the output draws a feature itself.
    pub fn has(&self, feature: Feature) -> bool {
        self.treatment(feature) == Treatment::Native
    }

    /// The rows of the table: what the output does not draw itself, and what is done instead.
    pub fn rows(&self) -> impl Iterator<Item = (Feature, Treatment)> + use<> {
        let also = self.also;
        self.rows.iter().copied().filter(move |(feature, _)| also & bit(*feature) == 0)
    }

    /// The same output where it draws one more thing itself.
    #[must_use]
    pub const fn with_native(self, feature: Feature) -> Self {
        Self { also: self.also | bit(feature), ..self }
    }

    /// The same output with another resolution for pictures that stand in, in dots per inch.
    #[must_use]
    pub fn with_picture_dpi(self, picture_dpi: u32) -> Self {
        Self { picture_dpi: picture_dpi.clamp(72, 1200), ..self }
    }

    /// The same output with text of at most a size; larger text is treated as its table says.
    #[must_use]
    pub fn with_largest_text(self, largest_text: units::FontSize) -> Self {
        Self { largest_text, ..self }
    }

    /// The same output with every bar code drawn.
    #[must_use]
    pub fn with_drawn_barcodes(self) -> Self {
        Self { native_barcode: |_| false, ..self }
    }
}

/// A feature's place in a set.
const fn bit(feature: Feature) -> u32 {
    1 << feature as u32
}
