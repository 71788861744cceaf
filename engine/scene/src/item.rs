//! What stands on a page.

use diagnostics::ObjectId;
use units::{Colour, Emu, FontSize, Point, QuarterTurn, Rect, Transform};

use crate::{Barcode, FaceId, FillRule, ImageId, IncludeId, Origin, Path, Span, Stroke};

/// An item and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// What it is.
    pub item: Item,
    /// Who drew it.
    pub origin: Origin,
}

/// What stands on a page. Later items cover earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Glyphs of one face, size and colour on one baseline.
    Text(TextRun),
    /// A filled upright rectangle: a hairline, a band, a zebra row.
    Rule(Rule),
    /// An outline, filled or drawn or both.
    Path(Box<PathItem>),
    /// A picture.
    Image(Image),
    /// A bar code, with its data and its drawn form.
    Barcode(Box<Barcode>),
    /// Something defined once in the job, at a place.
    Include {
        /// What.
        include: IncludeId,
        /// Where its top left corner comes to lie.
        at: Point,
        /// Turned clockwise about that corner.
        turn: QuarterTurn,
    },
    /// Items drawn together.
    Group(Box<Group>),
    /// A place to click in.
    Link(Box<Link>),
}

/// One glyph of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Glyph {
    /// The glyph's number in the face.
    pub id: u16,
    /// Offset of its origin from the run's origin along the baseline, rounded once (not the sum of rounded advances).
    pub along: Emu,
    /// Offset of its origin across the baseline, positive towards the descenders.
    pub across: Emu,
    /// Byte offset of the glyph's cluster in the run's text: the cluster goes on to the next glyph's different offset.
    pub cluster: u32,
}

/// Lines drawn with text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decoration {
    /// A line below the baseline.
    pub underline: bool,
    /// A line through the letters.
    pub strike: bool,
}

/// Glyphs of one face, size and colour on one baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextRun {
    /// The face, from the job's definitions.
    pub face: FaceId,
    /// The size.
    pub size: FontSize,
    /// The colour.
    pub colour: Colour,
    /// The beginning of the baseline.
    pub origin: Point,
    /// The direction of the baseline, clockwise from rightward.
    pub turn: QuarterTurn,
    /// The whole run's length along the baseline, trailing space included.
    pub advance: Emu,
    /// The glyphs, in [`crate::Content::glyphs`], in order along the baseline.
    pub glyphs: Span,
    /// The Unicode text in logical order, in [`crate::Content::text`]; empty where it is not known.
    pub text: Span,
    /// Lines drawn with it.
    pub decoration: Decoration,
}

/// A filled upright rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    /// Its place.
    pub rect: Rect,
    /// Its colour.
    pub colour: Colour,
}

/// An outline, filled or drawn or both (the fill first).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathItem {
    /// The outline.
    pub path: Path,
    /// Its inside.
    pub fill: Option<(Colour, FillRule)>,
    /// Its line.
    pub stroke: Option<Stroke>,
}

/// What the dots of a bilevel picture mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mask {
    /// The colour of the 1 bits; the 0 bits are transparent.
    pub colour: Colour,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The picture, from the job's definitions.
    pub image: ImageId,
    /// Where it is stretched to, after turning.
    pub rect: Rect,
    /// Turned clockwise.
    pub turn: QuarterTurn,
    /// For bilevel pictures whose 0 bits are transparent.
    pub mask: Option<Mask>,
}

/// Items drawn together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// From the group's coordinates to those around it.
    pub transform: Transform,
    /// What is outside is not drawn; in the group's coordinates.
    pub clip: Option<Path>,
    /// 0 invisible to 255 opaque, for the group as a whole.
    pub opacity: u8,
    /// The items, with spans into the same content as the group's own.
    pub items: Vec<Placed>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LinkTarget {
    /// A web address.
    Uri(String),
    /// An object of the same document.
    Object(ObjectId),
}

/// A place to click in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The place.
    pub rect: Rect,
    /// Where it leads.
    pub target: LinkTarget,
}

impl TextRun {
    /// From the run's own coordinates (the baseline goes right from the origin) to the page's.
    pub fn transform(&self) -> Transform {
        Transform::rotate(self.turn.into()).then(Transform::translate(self.origin))
    }

    /// The lines drawn with the text, filled in its colour, as rectangles on the page: the underline where the face
    /// has it, the strike through half the height of the small letters, both as thick as the face's underline.
    pub fn decoration_rects(&self, face: &fonts::Face) -> impl Iterator<Item = Rect> + use<> {
        let (underline, thickness) = face.underline();
        let at_size = |distance: i16| self.size.design_units(distance.into(), face.units_per_em());
        let thickness = at_size(thickness).max(Emu::new(1));
        let transform = self.transform();
        let advance = self.advance;
        let line = move |middle: Emu| {
            transform.apply_bounds(Rect::from_corners(
                Point::new(Emu::ZERO, -middle - thickness / 2),
                Point::new(advance, -middle - thickness / 2 + thickness),
            ))
        };
        let underline = self.decoration.underline.then(|| line(at_size(underline)));
        let strike = self.decoration.strike.then(|| line(at_size(face.x_height() / 2)));
        underline.into_iter().chain(strike)
    }
}
