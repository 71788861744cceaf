//! How far items reach, so that a layer need not be larger.

use scene::{Content, Definitions, Item, Placed};
use units::{Rect, Transform};

use crate::matrix::{Bounds, Matrix};

/// The pixels that items can touch; none where they draw nothing.
pub(crate) fn extent(
    items: &[Placed],
    content: &Content,
    definitions: &Definitions,
    matrix: Matrix,
    depth: usize,
) -> Option<Bounds> {
    if depth == 0 {
        return None;
    }
    let reach = |placed: &Placed| match &placed.item {
        Item::Text(run) => {
            let em = run.size.em();
            let along = |at: units::Emu| units::Point::new(at, units::Emu::ZERO);
            let mut reach = Rect::from_corners(along(units::Emu::ZERO), along(run.advance));
            for glyph in content.glyphs(run) {
                let at = units::Point::new(glyph.along, glyph.across);
                reach = reach.union(Rect::from_corners(at, at));
            }
            Some(matrix.with(run.transform()).bounds(reach.outset(em * 2)))
        }
        Item::Rule(rule) => Some(matrix.bounds(rule.rect)),
        Item::Path(path) => {
            // A mitre reaches up to four times half the width.
            let width = path.stroke.as_ref().map_or(units::Emu::ZERO, |stroke| stroke.width * 2);
            path.path.bounds().map(|bounds| matrix.bounds(bounds.outset(width)))
        }
        Item::Image(image) => Some(matrix.bounds(image.rect)),
        Item::Barcode(barcode) => {
            let symbol = barcode.bars.iter().copied().reduce(Rect::union)?;
            Some(matrix.with(barcode.transform()).bounds(symbol))
        }
        Item::Include { include, at, turn } => {
            let defined = definitions.include(*include)?;
            let inner = matrix.with(Transform::rotate((*turn).into()).then(Transform::translate(*at)));
            extent(&defined.content.items, &defined.content, definitions, inner, depth - 1)
        }
        Item::Group(group) => {
            let inner = matrix.with(group.transform);
            match &group.clip {
                Some(clip) => clip.bounds().map(|bounds| inner.bounds(bounds)),
                None => extent(&group.items, content, definitions, inner, depth - 1),
            }
        }
        Item::Link(_) => None,
    };
    items.iter().filter_map(reach).reduce(Bounds::union).map(|bounds| bounds.outset(1.0))
}
