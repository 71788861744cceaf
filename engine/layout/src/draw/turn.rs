//! Quarter turns, applied to the items themselves: every printer knows them.

use scene::{Item, Placed};
use units::{QuarterTurn, Transform};

use super::{Canvas, Mark};

impl Canvas {
    /// Turns what was drawn since a mark by a quarter turn about some point.
    pub(super) fn turn(&mut self, mark: Mark, by: Transform, turn: QuarterTurn) {
        for placed in self.items_since(mark) {
            turn_item(placed, by, turn);
        }
    }
}

fn turn_item(placed: &mut Placed, by: Transform, quarter: QuarterTurn) {
    match &mut placed.item {
        Item::Text(run) => {
            run.origin = by.apply(run.origin);
            run.turn = run.turn.then(quarter);
        }
        Item::Rule(rule) => rule.rect = by.apply_bounds(rule.rect),
        Item::Path(path) => path.path = path.path.transformed(by),
        Item::Image(image) => {
            image.rect = by.apply_bounds(image.rect);
            image.turn = image.turn.then(quarter);
        }
        Item::Barcode(barcode) => {
            barcode.origin = by.apply(barcode.origin);
            barcode.turn = barcode.turn.then(quarter);
        }
        Item::Include { at, turn, .. } => {
            *at = by.apply(*at);
            *turn = turn.then(quarter);
        }
        Item::Group(group) if group.transform == Transform::IDENTITY => {
            // Only clipped or made transparent: its items stay upright ones of the page.
            group.clip = group.clip.as_ref().map(|clip| clip.transformed(by));
            for inner in &mut group.items {
                turn_item(inner, by, quarter);
            }
        }
        Item::Group(group) => group.transform = group.transform.then(by),
        Item::Link(link) => link.rect = by.apply_bounds(link.rect),
    }
}
