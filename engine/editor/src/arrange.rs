//! Duplicating, deleting, nudging, ordering.

use model::{Element, ObjectId};
use units::{Emu, Point};

use crate::editor::Editor;
use crate::error::EditError;
use crate::history::{EditName, Gesture, Millis};
use crate::operation::Operation;
use crate::property::{Property, PropertyName};
use crate::selection::Selection;
use crate::tools::Carried;

/// How far a duplicate is put from its original.
const DUPLICATE_OFFSET: Emu = Emu::new(Emu::PER_MILLIMETRE * 5);

/// Which way an element goes in its list: the later, the nearer to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Before all others.
    Front,
    /// Behind all others.
    Back,
    /// One step to the front.
    Forward,
    /// One step to the back.
    Backward,
}

impl Editor {
    /// Deletes the selected elements.
    ///
    /// # Errors
    /// One of them cannot be taken out of what it is a part of.
    pub fn delete(&mut self, time: Millis) -> Result<(), EditError> {
        let ids = self.selection().outermost(self.document());
        let groups = self.groups_around(&ids);
        self.transact(EditName::Delete, None, time, |editor| {
            ids.into_iter().try_for_each(|id| editor.apply(Operation::remove(id)))?;
            groups.into_iter().try_for_each(|id| {
                editor.refit(id)?;
                editor.refit_groups(&[id])
            })
        })
    }

    /// Moves the selected objects, as by an arrow key; quick repetition is one step.
    ///
    /// # Errors
    /// None that a living selection meets.
    pub fn nudge(&mut self, by: Point, time: Millis) -> Result<(), EditError> {
        let ids = self.selection().outermost(self.document());
        let ids: Vec<ObjectId> = ids.into_iter().filter(|&id| !self.is_locked(id)).collect();
        self.transact(EditName::Move, Some(Gesture::Nudge), time, |editor| {
            for &id in &ids {
                if let Some(Property::Rect(rect)) = editor.property(id, PropertyName::Rect) {
                    editor.apply(Operation::set(id, Property::Rect(rect.translated(by))))?;
                }
            }
            editor.refit_groups(&ids)
        })
    }

    fn is_locked(&self, id: ObjectId) -> bool {
        self.property(id, PropertyName::Locked) == Some(Property::Locked(true))
    }

    /// Puts copies of the selected elements directly after them, objects a little lower and to the right, and selects
    /// them.
    ///
    /// # Errors
    /// One of them cannot be there twice.
    pub fn duplicate(&mut self, time: Millis) -> Result<(), EditError> {
        let ids = self.selection().outermost(self.document());
        self.transact(EditName::Duplicate, None, time, |editor| {
            let offset = Point::new(DUPLICATE_OFFSET, DUPLICATE_OFFSET);
            let copies = ids.into_iter().map(|id| editor.copy_after(id, offset)).collect::<Result<Vec<_>, _>>()?;
            editor.select(Selection::of_all(copies));
            Ok(())
        })
    }

    pub(crate) fn duplicate_carried(&mut self, carried: &[Carried], by: Point) -> Result<(), EditError> {
        let mut copies = Vec::new();
        for item in carried {
            let offset = item.local_for(item.placed.rect.translated(by)).origin() - item.local.origin();
            copies.push(self.copy_after(item.placed.id, offset)?);
        }
        self.select(Selection::of_all(copies));
        Ok(())
    }

    fn copy_after(&mut self, id: ObjectId, offset: Point) -> Result<ObjectId, EditError> {
        let mut element = self.document().element(id).ok_or(EditError::NotFound { id })?.to_element();
        let place = self.document().place(id).ok_or(EditError::NotFound { id })?;
        let list = place.list.ok_or(EditError::Fixed { id })?;
        let next = self.document().next_sibling(id);
        self.renew(&mut element);
        if let Element::Object(object) = &mut element {
            object.rect = object.rect.translated(offset);
        }
        let copy = element.id();
        self.apply(Operation::insert(place.parent, list, next, element))?;
        Ok(copy)
    }

    /// Changes the order of the selected elements in their lists.
    ///
    /// # Errors
    /// One of them stands in no list.
    pub fn reorder(&mut self, order: Order, time: Millis) -> Result<(), EditError> {
        let selected = self.selection().outermost(self.document());
        // Those that must keep their order among themselves go in the order that does.
        let mut ids = self.in_document_order(&selected);
        if matches!(order, Order::Forward | Order::Back) {
            ids.reverse();
        }
        self.transact(EditName::Order, None, time, |editor| {
            ids.into_iter().try_for_each(|id| editor.reorder_one(id, order, &selected))
        })
    }

    fn reorder_one(&mut self, id: ObjectId, order: Order, selected: &[ObjectId]) -> Result<(), EditError> {
        let place = self.document().place(id).ok_or(EditError::NotFound { id })?;
        let list = place.list.ok_or(EditError::Fixed { id })?;
        let siblings = self.document().siblings(id);
        let others: Vec<_> = siblings.iter().copied().filter(|&other| other != id).collect();
        let at = place.position;
        let before = match order {
            Order::Front => None,
            Order::Back => others.first().copied(),
            Order::Forward if others.get(at).is_none_or(|next| selected.contains(next)) => return Ok(()),
            Order::Forward => others.get(at + 1).copied(),
            Order::Backward => {
                let Some(previous) = at.checked_sub(1).and_then(|at| others.get(at)) else { return Ok(()) };
                if selected.contains(previous) {
                    return Ok(());
                }
                Some(*previous)
            }
        };
        self.apply(Operation::move_to(id, place.parent, list, before))
    }

    /// Ids in the order in which they stand in the template.
    pub(crate) fn in_document_order(&self, ids: &[ObjectId]) -> Vec<ObjectId> {
        let mut ordered = Vec::new();
        self.template().walk(&mut |_, element| {
            if ids.contains(&element.id()) {
                ordered.push(element.id());
            }
        });
        ordered
    }
}
