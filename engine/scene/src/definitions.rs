//! What is defined once in a job and used on many pages.

use std::sync::Arc;

use units::{Colour, Size, SpotId};

use crate::Content;

/// A face's place in the job's definitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// A picture's place in the job's definitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageId(pub u32);

/// An include's place in the job's definitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IncludeId(pub u32);

/// The colours of a picture's pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PixelColour {
    /// One bit; 1 is ink.
    Bilevel,
    /// 8-bit grey.
    Gray,
    /// 8-bit red, green, blue.
    Rgb,
    /// 8-bit red, green, blue and opacity.
    Rgba,
    /// 8-bit cyan, magenta, yellow, black, 255 is full ink.
    Cmyk,
}

/// How a picture's bytes are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImageFormat {
    /// A JPEG file, passed through where the output allows.
    Jpeg,
    /// A PNG file.
    Png,
    /// Rows of pixels, top first, each row padded to a whole byte, most significant bit first.
    Raw,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageSource {
    /// A stable name, the content's hash for pictures of a template.
    pub name: String,
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// What its pixels are, after decoding.
    pub colour: PixelColour,
    /// How its bytes are to be read.
    pub format: ImageFormat,
    /// The bytes.
    pub bytes: Arc<[u8]>,
}

/// What an include becomes in AFP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IncludeKind {
    /// Repeated content with text: an overlay.
    Overlay,
    /// Bar codes, graphics and images only: a page segment.
    PageSegment,
}

/// Something defined once and drawn at many places.
#[derive(Clone, Debug, PartialEq)]
pub struct Include {
    /// A stable name; the output makes its own short one from the content.
    pub name: String,
    /// What it becomes in AFP.
    pub kind: IncludeKind,
    /// Its size.
    pub size: Size,
    /// What it draws; holds no further include.
    pub content: Content,
    /// The resource of a library that it is, in outputs that can refer to one.
    pub library: Option<LibraryResource>,
}

/// A resource that exists in AFP: pages name it, others draw its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryResource {
    /// Its name, up to eight characters.
    pub name: String,
    /// It and the resources that it needs, as they are; none where no library has it.
    pub objects: Vec<LibraryObject>,
}

/// An AFP object as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryObject {
    /// Its name, up to eight characters; that of a font is in `font`.
    pub name: String,
    /// What it is.
    pub kind: LibraryObjectKind,
    /// Its bytes, from its Begin to its End field, or a font or picture file.
    pub bytes: Arc<[u8]>,
}

/// What an AFP object is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LibraryObjectKind {
    /// An overlay.
    Overlay,
    /// A page segment.
    PageSegment,
    /// An image.
    Image,
    /// Graphics.
    Graphics,
    /// A bar code.
    BarCode,
    /// An object container.
    Container,
    /// A code page.
    CodePage,
    /// A font character set.
    CharacterSet,
    /// A coded font.
    CodedFont,
    /// A font file, by its full name.
    Font(String),
    /// A picture file.
    Picture,
}

/// A spot colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The ink's name, as on the tin.
    pub name: String,
    /// What stands in for it where the ink is not there.
    pub alternate: Colour,
}

/// The tables that the ids of items point into.
#[derive(Clone, Debug, Default)]
pub struct Definitions {
    /// Faces of type.
    pub faces: Vec<fonts::Face>,
    /// Pictures.
    pub images: Vec<ImageSource>,
    /// Overlays and page segments.
    pub includes: Vec<Include>,
    /// Spot colours.
    pub spots: Vec<Spot>,
}

impl Definitions {
    /// A face.
    pub fn face(&self, id: FaceId) -> Option<&fonts::Face> {
        self.faces.get(usize::from(id.0))
    }

    /// A picture.
    pub fn image(&self, id: ImageId) -> Option<&ImageSource> {
        self.images.get(id.0 as usize)
    }

    /// An include.
    pub fn include(&self, id: IncludeId) -> Option<&Include> {
        self.includes.get(id.0 as usize)
    }

    /// A spot colour.
    pub fn spot(&self, id: SpotId) -> Option<&Spot> {
        self.spots.get(usize::from(id.0))
    }

    /// What stands in for a spot colour at its tint, in its own space; any other colour itself.
    pub fn alternate(&self, colour: Colour) -> Colour {
        match colour {
            Colour::Spot(id, tint) => self.spot(id).map_or(colour, |spot| spot.alternate.tinted(tint)),
            other => other,
        }
    }

    /// A colour on a screen; spot colours by their alternate at their tint.
    pub fn to_rgb(&self, colour: Colour) -> [u8; 3] {
        self.alternate(colour).to_rgb()
    }
}
