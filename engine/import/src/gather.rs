//! The parts of a page, shared content resolved, texts apart from everything else.

use scene::{Barcode, Decoration, Definitions, FaceId, ImageId, Item, LinkTarget, Mask, Page, PathItem, TextRun, walk};
use units::{Colour, Emu, FontSize, Point, QuarterTurn, Rect, Transform};

use crate::outlines;

/// What is on a page.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) marks: Vec<Mark>,
    /// Places that lead somewhere, and where.
    pub(crate) links: Vec<(Rect, String)>,
}

/// Text of one look. Places are as if the page were turned back until the text is upright: see [`scene::TextAt`].
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// Its place in the order drawn.
    pub(crate) order: usize,
    pub(crate) origin: scene::Origin,
    pub(crate) look: Look,
    pub(crate) turn: QuarterTurn,
    pub(crate) baseline: Emu,
    pub(crate) x: Emu,
    pub(crate) end: Emu,
    /// Without white space at either end.
    pub(crate) text: String,
    /// The web address that its place leads to.
    pub(crate) link: Option<String>,
}

/// How text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) face: FaceId,
    pub(crate) size: FontSize,
    pub(crate) colour: Colour,
    pub(crate) decoration: Decoration,
}

/// Anything but text.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    pub(crate) order: usize,
    pub(crate) origin: scene::Origin,
    pub(crate) kind: MarkKind,
}

#[derive(Clone, Debug)]
pub(crate) enum MarkKind {
    Rule {
        rect: Rect,
        colour: Colour,
    },
    Path(Box<PathItem>),
    Image {
        image: ImageId,
        rect: Rect,
        turn: QuarterTurn,
        mask: Option<Mask>,
    },
    Barcode(Box<Barcode>),
    /// Text that has no characters, as an outline.
    Glyphs(Box<PathItem>),
}

/// The parts of a lowered page, in the order drawn.
pub(crate) fn gather(page: &Page, definitions: &Definitions) -> Found {
    let mut found = Found::default();
    let mut order = 0;
    walk(&page.content, definitions, &mut |visit| {
        order += 1;
        let origin = visit.include.map_or(visit.placed.origin, |include| include.origin);
        let turn = visit.transform.quarter_turn();
        let mut mark = |kind| found.marks.push(Mark { order, origin, kind });
        match &visit.placed.item {
            Item::Text(run) => {
                let glyphs = visit.content.glyphs(run);
                let text = visit.content.text(run);
                let face = definitions.face(run.face);
                let text = known_text(face, glyphs, text);
                match (text, turn) {
                    (Some(text), Some(turn)) => {
                        found.pieces.extend(piece(run, glyphs, &text, visit.transform, turn, order, origin));
                    }
                    _ => {
                        if let Some(path) = face.and_then(|face| outlines::of_run(run, glyphs, face, visit.transform)) {
                            mark(MarkKind::Glyphs(Box::new(path)));
                        }
                    }
                }
            }
            Item::Rule(rule) => match turn {
                Some(_) => mark(MarkKind::Rule { rect: visit.transform.apply_bounds(rule.rect), colour: rule.colour }),
                None => mark(MarkKind::Path(Box::new(PathItem {
                    path: scene::Path::rect(rule.rect).transformed(visit.transform),
                    fill: Some((rule.colour, scene::FillRule::NonZero)),
                    stroke: None,
                }))),
            },
            Item::Path(item) => {
                let path = item.path.transformed(visit.transform);
                mark(MarkKind::Path(Box::new(PathItem { path, ..(**item).clone() })));
            }
            Item::Image(image) => mark(MarkKind::Image {
                image: image.image,
                rect: visit.transform.apply_bounds(image.rect),
                turn: image.turn.then(turn.unwrap_or_default()),
                mask: image.mask,
            }),
            Item::Barcode(code) => {
                let origin = visit.transform.apply(code.origin);
                let turn = code.turn.then(turn.unwrap_or_default());
                mark(MarkKind::Barcode(Box::new(Barcode { origin, turn, ..(**code).clone() })));
            }
            Item::Link(link) => {
                if let LinkTarget::Uri(uri) = &link.target {
                    found.links.push((visit.transform.apply_bounds(link.rect), uri.clone()));
                }
            }
            // What they hold is visited instead.
            Item::Group(_) | Item::Include { .. } => {}
        }
    });
    for piece in &mut found.pieces {
        let middle =
            on_page(piece.turn, piece.x + (piece.end - piece.x) / 2, piece.baseline - piece.look.size.em() / 4);
        piece.link = found.links.iter().find(|(place, _)| place.contains(middle)).map(|(_, uri)| uri.clone());
    }
    found
}

/// The text of a run as characters that its face has; none where it cannot be typed.
fn known_text(face: Option<&fonts::Face>, glyphs: &[scene::Glyph], text: &str) -> Option<String> {
    let face = face?;
    let text = if text.is_empty() {
        glyphs.iter().map(|glyph| face.character_of(glyph.id)).collect::<Option<String>>()?
    } else {
        text.to_owned()
    };
    let can_be_set =
        |character: char| character.is_whitespace() || face.glyph(character).is_some_and(|glyph| glyph != 0);
    text.chars().all(can_be_set).then_some(text)
}

fn piece(
    run: &TextRun,
    glyphs: &[scene::Glyph],
    text: &str,
    transform: Transform,
    turn: QuarterTurn,
    order: usize,
    origin: scene::Origin,
) -> Option<Piece> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return None;
    }
    // White space at the ends is not part of the piece, unless the text reads the other way.
    let lead = text.len() - text.trim_start().len();
    let tail = text.trim_end().len();
    let has_clusters = !text.is_empty() && glyphs.windows(2).all(|pair| pair[0].cluster <= pair[1].cluster);
    let along = |byte: usize| glyphs.iter().find(|glyph| glyph.cluster as usize >= byte).map(|glyph| glyph.along);
    let start = along(lead).filter(|_| has_clusters && lead > 0).unwrap_or(Emu::ZERO);
    let end = along(tail).filter(|_| has_clusters && tail < text.len()).unwrap_or(run.advance);
    let turn = run.turn.then(turn);
    let (x, baseline) = upright(turn, transform.apply(run.origin));
    Some(Piece {
        order,
        origin,
        look: Look { face: run.face, size: run.size, colour: run.colour, decoration: run.decoration },
        turn,
        baseline,
        x: x + start,
        end: x + end,
        text: trimmed.to_owned(),
        link: None,
    })
}

/// A place of the page as if the page were turned back: along the baseline, and across it.
fn upright(turn: QuarterTurn, at: Point) -> (Emu, Emu) {
    match turn {
        QuarterTurn::Zero => (at.x, at.y),
        QuarterTurn::One => (at.y, -at.x),
        QuarterTurn::Two => (-at.x, -at.y),
        QuarterTurn::Three => (-at.y, at.x),
    }
}

/// The way back from [`upright`].
pub(crate) fn on_page(turn: QuarterTurn, along: Emu, across: Emu) -> Point {
    match turn {
        QuarterTurn::Zero => Point::new(along, across),
        QuarterTurn::One => Point::new(-across, along),
        QuarterTurn::Two => Point::new(-along, -across),
        QuarterTurn::Three => Point::new(across, -along),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_back_and_forth_is_the_identity() {
        let at = Point::new(Emu::new(3), Emu::new(-7));
        for turn in [QuarterTurn::Zero, QuarterTurn::One, QuarterTurn::Two, QuarterTurn::Three] {
            let (along, across) = upright(turn, at);
            assert_eq!(on_page(turn, along, across), at, "{turn:?}");
        }
    }
}
