//! Dragging the selection.

use model::{Object, ObjectId};
use units::{Angle, Emu, Point, Rect};

use super::{Carried, State};
use crate::editor::Editor;
use crate::feedback::{Feedback, Ghost, Label};
use crate::history::EditName;
use crate::pointer::{Pointer, Reaction};
use crate::property::Property;
use crate::selection::Selection;
use crate::snap::{Edges, Snapped, Snapping};

/// The selection in hand.
#[derive(Clone, Debug)]
pub(crate) struct Moving {
    start: Pointer,
    pub(super) restore: Selection,
    carried: Vec<Carried>,
    snapping: Snapping,
    by: Point,
}

impl Editor {
    /// The selected objects that can be moved on a page.
    pub(crate) fn carried(&self, page: usize) -> Vec<Carried> {
        let Some(placed) = self.pages().get(page) else { return Vec::new() };
        let instance = self.focus.1;
        let carry = |object: &Object| {
            let placed = placed.find(object.id, instance).filter(|_| !object.locked)?;
            let around = placed.rotation.millidegrees() - object.rotation.millidegrees();
            Some(Carried { placed: *placed, local: object.rect, around: Angle::from_millidegrees(around) })
        };
        let selected = self.selection().outermost(self.document());
        self.document().objects(&selected).into_iter().filter_map(carry).collect()
    }

    pub(super) fn begin_moving(&mut self, start: Pointer, restore: Selection) -> Option<Moving> {
        let carried = self.carried(start.page);
        if carried.is_empty() {
            return None;
        }
        let ids: Vec<_> = carried.iter().map(|item| item.placed.id).collect();
        let snapping = self.snapping(start.page, if start.modifiers.alt { &[] } else { &ids });
        Some(Moving { start, restore, carried, snapping, by: Point::ORIGIN })
    }

    pub(super) fn drag_moving(&mut self, mut moving: Box<Moving>, pointer: Pointer) -> Reaction {
        let mut by = pointer.point - moving.start.point;
        let (mut across, mut down) = (Edges::All, Edges::All);
        if pointer.modifiers.shift {
            if by.x.abs() >= by.y.abs() {
                by.y = Emu::ZERO;
                down = Edges::Neither;
            } else {
                by.x = Emu::ZERO;
                across = Edges::Neither;
            }
        }
        let bounds = bounds(&moving.carried).translated(by);
        let snapped = if pointer.modifiers.control {
            Snapped::default()
        } else {
            moving.snapping.snap(bounds, across, down, pointer.pixel)
        };
        moving.by = by + snapped.by;
        let at = bounds.translated(snapped.by);
        let ghost = |item: &Carried| {
            let rising = self.is_rising(item.placed.id);
            let rect = item.placed.rect.translated(moving.by);
            Ghost { id: Some(item.placed.id), from: item.placed.rect, rect, rotation: item.placed.rotation, rising }
        };
        self.feedback = Feedback {
            page: moving.start.page,
            ghosts: moving.carried.iter().map(ghost).collect(),
            duplicating: pointer.modifiers.alt,
            guides: snapped.guides,
            spacings: snapped.spacings,
            marquee: None,
            label: Some((Point::new(at.x, at.bottom()), Label::Position(at.origin()))),
        };
        self.state = State::Moving(moving);
        Reaction::USED
    }

    pub(super) fn finish_moving(&mut self, moving: &Moving, pointer: Pointer) -> Reaction {
        if moving.by == Point::ORIGIN {
            return Reaction::USED;
        }
        let name = if pointer.modifiers.alt { EditName::Duplicate } else { EditName::Move };
        let before = self.revision();
        let done = self.transact(name, None, pointer.time, |editor| {
            if pointer.modifiers.alt {
                editor.duplicate_carried(&moving.carried, moving.by)
            } else {
                let moves: Vec<_> = moving.carried.iter().map(|item| (*item, moving.by)).collect();
                editor.move_each(&moves)
            }
        });
        Reaction { used: true, document: done.is_ok() && self.revision() != before, placed: None }
    }

    /// Whether an object is a line from the bottom left to the top right.
    pub(super) fn is_rising(&self, id: ObjectId) -> bool {
        self.property(id, crate::property::PropertyName::Rising) == Some(Property::Rising(true))
    }
}

/// The smallest upright rectangle around all.
pub(super) fn bounds(carried: &[Carried]) -> Rect {
    carried.iter().map(|item| item.placed.bounds()).reduce(Rect::union).unwrap_or_default()
}
