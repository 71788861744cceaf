//! Groups.

use model::{Element, ElementKind, Expression, GroupShape, ListName, Object, ObjectId, Shape};
use units::{Angle, Point, Rect};

use crate::editor::Editor;
use crate::error::EditError;
use crate::geometry::{turn, turned_bounds};
use crate::history::{EditName, Millis};
use crate::operation::Operation;
use crate::property::Property;
use crate::selection::Selection;
use crate::tools::new_object;

impl Editor {
    /// Makes a group of the selected objects, where the foremost of them is, and selects it.
    ///
    /// # Errors
    /// They do not stand on the same master, in the same block or group; or groups would be nested too deeply.
    pub fn group(&mut self, time: Millis) -> Result<(), EditError> {
        let selected = self.selection().outermost(self.document());
        let members: Vec<Object> =
            self.in_document_order(&selected).iter().filter_map(|&id| self.document().object(id).cloned()).collect();
        let Some(front) = members.last().map(|member| member.id) else { return Ok(()) };
        let parent = self.document().place(front).ok_or(EditError::NotFound { id: front })?.parent;
        if let Some(stray) =
            members.iter().find(|member| self.document().place(member.id).is_none_or(|place| place.parent != parent))
        {
            return Err(EditError::Apart { id: stray.id });
        }
        let rect = members.iter().map(|member| turned_bounds(member.rect, member.rotation)).reduce(Rect::union);
        let rect = rect.unwrap_or_default();
        let before = self.document().next_sibling(front);
        self.transact(EditName::Group, None, time, |editor| {
            let id = editor.fresh_id(ElementKind::Object);
            let group = new_object(id, rect, Shape::Group(GroupShape { objects: Vec::new() }));
            editor.apply(Operation::insert(parent, ListName::Objects, before, Element::Object(Box::new(group))))?;
            for member in &members {
                let inside = member.rect.translated(Point::ORIGIN - rect.origin());
                editor.apply(Operation::move_to(member.id, id, ListName::Objects, None))?;
                editor.apply(Operation::set(member.id, Property::Rect(inside)))?;
            }
            let entered = editor.selection().entered();
            editor.select(Selection::of(id).inside(entered));
            Ok(())
        })
    }

    /// Dissolves the selected groups: their objects stay as they are on the page, and are selected.
    ///
    /// # Errors
    /// None that a living selection meets.
    pub fn ungroup(&mut self, time: Millis) -> Result<(), EditError> {
        let groups: Vec<Object> = self
            .selection()
            .ids()
            .iter()
            .filter_map(|&id| self.document().object(id).cloned())
            .filter(|object| matches!(object.shape, Shape::Group(_)))
            .collect();
        self.transact(EditName::Ungroup, None, time, |editor| {
            let mut freed = Vec::new();
            for group in &groups {
                editor.dissolve(group, &mut freed)?;
            }
            if !groups.is_empty() {
                editor.select(Selection::of_all(freed));
            }
            Ok(())
        })
    }

    /// After objects inside groups have changed, the groups fit around them again, the inner before the outer; a group
    /// that has become empty goes.
    pub(crate) fn refit_groups(&mut self, changed: &[ObjectId]) -> Result<(), EditError> {
        let mut groups: Vec<(usize, ObjectId)> = Vec::new();
        for id in changed {
            for (depth, around) in self.document().path(*id).into_iter().enumerate() {
                if around != *id && self.is_group(around) && !groups.contains(&(depth, around)) {
                    groups.push((depth, around));
                }
            }
        }
        groups.sort_unstable();
        groups.into_iter().rev().try_for_each(|(_, id)| self.refit(id))
    }

    /// The groups around something, for [`Editor::refit_groups`] after it is gone.
    pub(crate) fn groups_around(&self, ids: &[ObjectId]) -> Vec<ObjectId> {
        let around = ids.iter().filter_map(|&id| self.document().place(id)).map(|place| place.parent);
        around.filter(|&id| self.is_group(id)).collect()
    }

    pub(crate) fn is_group(&self, id: ObjectId) -> bool {
        self.document().object(id).is_some_and(|object| matches!(object.shape, Shape::Group(_)))
    }

    pub(crate) fn refit(&mut self, id: ObjectId) -> Result<(), EditError> {
        let Some(Object { rect, rotation, shape: Shape::Group(group), .. }) = self.document().object(id) else {
            return Ok(());
        };
        let (rect, rotation) = (*rect, *rotation);
        let inside = group.objects.iter().map(|object| turned_bounds(object.rect, object.rotation));
        let Some(inside) = inside.reduce(Rect::union) else { return self.apply(Operation::remove(id)) };
        if inside == Rect::new(units::Emu::ZERO, units::Emu::ZERO, rect.width, rect.height) {
            return Ok(());
        }
        let children: Vec<(ObjectId, Rect)> = group
            .objects
            .iter()
            .map(|object| (object.id, object.rect.translated(Point::ORIGIN - inside.origin())))
            .collect();
        let upright = inside.translated(rect.origin());
        let centre = turn(upright.centre(), rect.centre(), rotation);
        self.apply(Operation::set(id, Property::Rect(upright.translated(centre - upright.centre()))))?;
        children.into_iter().try_for_each(|(id, rect)| self.apply(Operation::set(id, Property::Rect(rect))))
    }

    fn dissolve(&mut self, group: &Object, freed: &mut Vec<ObjectId>) -> Result<(), EditError> {
        let Shape::Group(shape) = &group.shape else { return Ok(()) };
        let parent = self.document().place(group.id).ok_or(EditError::NotFound { id: group.id })?.parent;
        for object in &shape.objects {
            let id = object.id;
            self.apply(Operation::move_to(id, parent, ListName::Objects, Some(group.id)))?;
            let mut properties = vec![Property::Rect(freed_rect(object, group))];
            if group.rotation != Angle::ZERO {
                let turned = object.rotation.millidegrees() + group.rotation.millidegrees();
                properties.push(Property::Rotation(Angle::from_millidegrees(turned)));
            }
            if group.opacity != u8::MAX {
                let both = u16::from(object.opacity) * u16::from(group.opacity) / u16::from(u8::MAX);
                properties.push(Property::Opacity(both as u8));
            }
            if let Some(condition) = &group.visible_when {
                properties.push(Property::VisibleWhen(Some(both_conditions(condition, object.visible_when.as_ref()))));
            }
            if group.hidden {
                properties.push(Property::Hidden(true));
            }
            properties.into_iter().try_for_each(|property| self.apply(Operation::set(id, property)))?;
            freed.push(id);
        }
        self.apply(Operation::remove(group.id))
    }
}

/// Where an object of a group stands in what holds the group.
fn freed_rect(object: &Object, group: &Object) -> Rect {
    let upright = object.rect.translated(group.rect.origin());
    let centre = turn(upright.centre(), group.rect.centre(), group.rotation);
    upright.translated(centre - upright.centre())
}

fn both_conditions(group: &Expression, own: Option<&Expression>) -> Expression {
    match own {
        Some(own) => Expression(format!("({}) and ({})", group.0, own.0)),
        None => group.clone(),
    }
}
