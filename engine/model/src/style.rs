//! Fonts, swatches, styles and lines.

use diagnostics::ObjectId;
use units::Emu;

use crate::ColourRef;
use crate::json::{keyword, record};
use crate::text::{CharacterFormat, ParagraphFormat};

record! {
    /// A family of type and the files of its faces.
    pub struct FontFamily is element {
        /// Id.
        id: ObjectId,
        /// The family's name, as in “IBM Plex Sans”.
        family: String,
        /// Its faces.
        faces: Vec<FontFace> = Vec::new(),
        /// Ids of the families to look in for characters that this one does not have, in this order.
        fallback: Vec<ObjectId> = Vec::new(),
    }
}

record! {
    /// One face of a family.
    pub struct FontFace is element {
        /// Id.
        id: ObjectId,
        /// 100 to 900, 400 regular, 700 bold.
        weight: u16 = 400,
        /// Whether it slants.
        italic: bool = false,
        /// The asset that holds the font file.
        asset: String,
        /// The face's number in a collection.
        index: u32 = 0,
    }
}

record! {
    /// A named colour.
    pub struct Swatch is element {
        /// Id.
        id: ObjectId,
        /// As designers call it.
        name: String,
        /// The colour.
        colour: ColourRef,
        /// For a spot colour, the ink's name; the colour then stands in for the ink.
        spot: String = String::new(),
    }
}

record! {
    /// How paragraphs and runs look, by name.
    pub struct TextStyle is element {
        /// Id.
        id: ObjectId,
        /// As designers call it.
        name: String,
        /// The style whose settings hold where this one says nothing.
        based_on: Option<ObjectId> = None,
        /// Settings of paragraphs.
        paragraph: ParagraphFormat = ParagraphFormat::default(),
        /// Settings of characters.
        character: CharacterFormat = CharacterFormat::default(),
    }
}

keyword! {
    /// The end of an open line.
    pub enum LineCapStyle {
        /// Cut at the end point.
        "flat" => Flat,
        /// Half a square beyond it.
        "square" => Square,
        /// Half a disc beyond it.
        "round" => Round,
    }
}

keyword! {
    /// The corner of a line.
    pub enum LineJoinStyle {
        /// Pointed.
        "miter" => Miter,
        /// Rounded.
        "round" => Round,
        /// Cut.
        "bevel" => Bevel,
    }
}

record! {
    /// How an outline or a rule is drawn.
    pub struct StrokeStyle {
        /// The line's width.
        width: Emu,
        /// Its colour.
        colour: ColourRef,
        /// On and off lengths of a broken line; none for a solid one.
        dash: Vec<Emu> = Vec::new(),
        /// Its ends.
        cap: LineCapStyle = LineCapStyle::Flat,
        /// Its corners.
        join: LineJoinStyle = LineJoinStyle::Miter,
    }
}
