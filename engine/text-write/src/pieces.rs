//! The pieces of text of a page with their places and faces, as they were drawn.

use scene::{Definitions, FaceId, Item, Page, TextAt};
use units::{Angle, Emu, Point};

/// Text on one baseline, in one face and size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text in logical order, as the page has it.
    pub text: String,
    /// The face; none where the document has none for it.
    pub face: Option<FaceId>,
    /// The side of the em square.
    pub size: Emu,
    /// The direction of the baseline, clockwise from rightward.
    pub turn: Angle,
    /// Where the baseline begins, from the top left corner of the page.
    pub origin: Point,
    /// How far the text goes along the baseline.
    pub length: Emu,
}

/// The pieces of text of a page, those of includes and groups as well, in the order drawn; those whose text is not
/// known or blank are left out.
pub fn page_pieces(page: &Page, definitions: &Definitions) -> Vec<Piece> {
    let mut pieces = Vec::new();
    scene::walk(&page.content, definitions, &mut |visit| {
        let Item::Text(run) = &visit.placed.item else { return };
        let text = visit.content.text(run);
        if text.trim().is_empty() {
            return;
        }
        let transform = run.transform().then(visit.transform);
        let along = |length: Emu| transform.apply(Point::new(length, Emu::ZERO));
        let (origin, inch) = (along(Emu::ZERO), along(Emu::from_points(72)));
        let inch = TextAt::between(origin, inch, run.size.em(), String::new());
        let scale = f64::from((inch.end - inch.x).get()) / f64::from(Emu::PER_INCH);
        let scaled = |length: Emu| Emu::round_from_f64(f64::from(length.get()) * scale);
        pieces.push(Piece {
            text: text.to_owned(),
            face: definitions.face(run.face).map(|_| run.face),
            size: scaled(run.size.em()),
            turn: inch.turn,
            origin,
            length: scaled(run.advance),
        });
    });
    pieces
}
