//! The document: a template whose ids are all different, changed by operations only.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use diagnostics::Diagnostic;
use model::json::{self, Part};
use model::{Element, ElementKind, ElementRef, ListName, Master, Object, ObjectId, Place, Template};

use crate::error::EditError;
use crate::operation::{Insert, Move, Operation, Replace, Set};
use crate::property::{Property, PropertyName};

/// A template whose ids are all different.
#[derive(Clone, Debug)]
pub struct Document {
    template: Template,
    /// Who stands in whom, once asked for; forgotten when an operation changes it.
    lineage: OnceLock<Lineage>,
}

impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        self.template == other.template
    }
}

impl Eq for Document {}

impl Document {
    /// Takes a template for editing.
    ///
    /// # Errors
    /// An id is used more than once, or elements are nested too deeply.
    pub fn new(template: Template) -> Result<Self, EditError> {
        let document = Self { template, lineage: OnceLock::new() };
        document.check()?;
        Ok(document)
    }

    /// The template.
    pub const fn template(&self) -> &Template {
        &self.template
    }

    /// An element.
    pub fn element(&self, id: ObjectId) -> Option<ElementRef<'_>> {
        self.template.find(id).map(|(_, element)| element)
    }

    /// Where an element stands.
    pub fn place(&self, id: ObjectId) -> Option<Place> {
        self.template.find(id).map(|(place, _)| place)
    }

    /// An object.
    pub fn object(&self, id: ObjectId) -> Option<&Object> {
        match self.element(id)? {
            ElementRef::Object(object) => Some(object),
            _ => None,
        }
    }

    /// A master.
    pub fn master(&self, id: ObjectId) -> Option<&Master> {
        self.template.masters.iter().find(|master| master.id == id)
    }

    /// Several objects; those that are none are left out.
    pub fn objects(&self, ids: &[ObjectId]) -> Vec<&Object> {
        if let [only] = ids {
            return self.object(*only).into_iter().collect();
        }
        let mut found: BTreeMap<ObjectId, Option<&Object>> = ids.iter().map(|&id| (id, None)).collect();
        self.template.walk(&mut |_, element| {
            if let ElementRef::Object(object) = element
                && let Some(place) = found.get_mut(&object.id)
            {
                *place = Some(object);
            }
        });
        ids.iter().filter_map(|id| found.get(id).copied().flatten()).collect()
    }

    /// Whether there is such an element.
    pub fn contains(&self, id: ObjectId) -> bool {
        self.kind(id).is_some()
    }

    /// An element's kind.
    pub fn kind(&self, id: ObjectId) -> Option<ElementKind> {
        self.lineage().kind(id)
    }

    /// An element's value of a property; none where there is no such element or property.
    pub fn property(&self, id: ObjectId, name: PropertyName) -> Option<Property> {
        Property::of(self.element(id)?, name)
    }

    /// The elements from the template down to one, itself included; none where there is no such element.
    pub fn path(&self, id: ObjectId) -> Vec<ObjectId> {
        self.lineage().path(id).into_iter().map(|(id, _)| id).collect()
    }

    /// Who stands in whom.
    pub(crate) fn lineage(&self) -> &Lineage {
        self.lineage.get_or_init(|| {
            let mut lineage = Lineage::default();
            self.template.walk(&mut |place, element| {
                lineage.elements.insert(element.id(), (place.parent, element.kind()));
            });
            lineage
        })
    }

    /// Whether an element stands inside another, at any depth.
    pub fn is_inside(&self, id: ObjectId, outer: ObjectId) -> bool {
        id != outer && self.path(id).contains(&outer)
    }

    /// The nearest element of a kind around an element, or itself.
    pub fn nearest(&self, id: ObjectId, kind: ElementKind) -> Option<ObjectId> {
        self.lineage().path(id).into_iter().rev().find(|(_, found)| *found == kind).map(|(id, _)| id)
    }

    /// The ids of the list that holds an element, in order.
    pub fn siblings(&self, id: ObjectId) -> Vec<ObjectId> {
        let Some(own) = self.place(id) else { return Vec::new() };
        let mut siblings = Vec::new();
        self.template.walk(&mut |place, element| {
            if place.parent == own.parent && place.list == own.list && place.depth == own.depth {
                siblings.push(element.id());
            }
        });
        siblings
    }

    /// The element after one in its list.
    pub fn next_sibling(&self, id: ObjectId) -> Option<ObjectId> {
        let siblings = self.siblings(id);
        let position = siblings.iter().position(|&sibling| sibling == id)?;
        siblings.get(position + 1).copied()
    }

    /// Does an operation and gives its inverse; none where nothing changes.
    ///
    /// # Errors
    /// Why it cannot be done; the document is then as before.
    pub fn apply(&mut self, operation: Operation) -> Result<Option<Operation>, EditError> {
        let keeps_structure = matches!(&operation, Operation::Set(set) if !set.property.holds_elements());
        if !keeps_structure {
            self.lineage.take();
        }
        let done = self.apply_now(operation);
        if !keeps_structure {
            // Asked for in between, before it changed.
            self.lineage.take();
        }
        done
    }

    fn apply_now(&mut self, operation: Operation) -> Result<Option<Operation>, EditError> {
        match operation {
            Operation::Insert(insert) => self.insert(insert).map(Some),
            Operation::Remove(remove) => {
                let (element, place, list) = self.take(remove.id)?;
                Ok(Some(Operation::insert(place.parent, list, place.before, element)))
            }
            Operation::Move(target) => self.move_to(&target),
            Operation::Set(set) => self.set(set),
            Operation::Replace(replace) => self.replace(replace),
        }
    }

    fn insert(&mut self, insert: Insert) -> Result<Operation, EditError> {
        let Insert { parent, list, before, element } = insert;
        let id = element.id();
        self.check_fits(&element, &[], self.path(parent).len())?;
        self.put(parent, list, before, element)?;
        Ok(Operation::remove(id))
    }

    fn move_to(&mut self, target: &Move) -> Result<Option<Operation>, EditError> {
        let Move { id, parent, list, before } = *target;
        if parent == id || self.is_inside(parent, id) {
            return Err(EditError::InsideItself { id });
        }
        if before == Some(id) {
            return Ok(None);
        }
        let (element, old, old_list) = self.take(id)?;
        if old.parent == parent && old_list == list && old.before == before {
            return self.put(parent, list, before, element).map(|()| None);
        }
        let kept = element.clone();
        let depth = self.path(parent).len();
        let fits = check_depth(&element, depth).and_then(|()| self.put(parent, list, before, element));
        if let Err(error) = fits {
            self.put(old.parent, old_list, old.before, kept)?;
            return Err(error);
        }
        Ok(Some(Operation::move_to(id, old.parent, old_list, old.before)))
    }

    fn set(&mut self, set: Set) -> Result<Option<Operation>, EditError> {
        let Set { id, property } = set;
        let (name, holds_elements) = (property.name(), property.holds_elements());
        check_saved(&property, self.path(id).len())?;
        let element = self.template.element_mut(id).ok_or(EditError::NotFound { id })?;
        let new = property.clone();
        let old = property.put(element).ok_or(EditError::NoProperty { id, property: name })?;
        if old == new {
            return Ok(None);
        }
        if holds_elements && let Err(error) = self.check() {
            if let Some(element) = self.template.element_mut(id) {
                old.put(element);
            }
            return Err(error);
        }
        Ok(Some(Operation::set(id, old)))
    }

    fn replace(&mut self, replace: Replace) -> Result<Option<Operation>, EditError> {
        let Replace { element: new } = replace;
        let (id, kind) = (new.id(), new.kind());
        let (place, old) = self.template.find(id).ok_or(EditError::NotFound { id })?;
        let old_ids = old.to_element().ids();
        self.check_fits(&new, &old_ids, place.depth)?;
        let place = self.template.element_mut(id).ok_or(EditError::NotFound { id })?;
        let copy = new.clone();
        let old = place.replace(new).map_err(|_| EditError::WrongKind { id, kind })?;
        Ok((old != copy).then(|| Operation::replace(old)))
    }

    /// Puts an element into a list; what it fails to put in is lost with the error.
    fn put(
        &mut self,
        parent: ObjectId,
        list: ListName,
        before: Option<ObjectId>,
        element: Element,
    ) -> Result<(), EditError> {
        let kind = element.kind();
        let around = self.template.element_mut(parent).ok_or(EditError::NotFound { id: parent })?;
        let elements = around.into_list(list).ok_or(EditError::NoList { parent, list })?;
        let ids = elements.ids();
        let position = match before {
            Some(next) => ids.iter().position(|&id| id == next).ok_or(EditError::NotFound { id: next })?,
            None => ids.len(),
        };
        elements.insert(position, element).map_err(|_| EditError::DoesNotFit { parent, list, kind })
    }

    fn take(&mut self, id: ObjectId) -> Result<(Element, Standing, ListName), EditError> {
        let place = self.place(id).ok_or(EditError::NotFound { id })?;
        let list = place.list.ok_or(EditError::Fixed { id })?;
        let before = self.next_sibling(id);
        let element = self.take_at(place.parent, list, id).ok_or(EditError::Fixed { id })?;
        self.lineage.take();
        Ok((element, Standing { parent: place.parent, before }, list))
    }

    fn take_at(&mut self, parent: ObjectId, list: ListName, id: ObjectId) -> Option<Element> {
        let elements = self.template.list_mut(parent, list)?;
        let position = elements.ids().iter().position(|&known| known == id)?;
        elements.remove(position)
    }

    /// An element may come in at a depth: its ids differ from each other and from all here but those that it replaces.
    fn check_fits(&self, element: &Element, replaced: &[ObjectId], depth: usize) -> Result<(), EditError> {
        let mut ids = BTreeSet::new();
        for id in element.ids() {
            if !ids.insert(id) || (self.contains(id) && !replaced.contains(&id)) {
                return Err(EditError::IdTaken { id });
            }
        }
        check_saved(element, depth)
    }

    /// All ids differ, and what is saved can be read again.
    fn check(&self) -> Result<(), EditError> {
        let mut ids = BTreeSet::new();
        let mut fault = None;
        self.template.walk(&mut |_, element| {
            if !ids.insert(element.id()) && fault.is_none() {
                fault = Some(EditError::IdTaken { id: element.id() });
            }
        });
        match fault {
            None if json::depth(&self.template) > json::DEEPEST => Err(EditError::TooDeep),
            None => Ok(()),
            Some(fault) => Err(fault),
        }
    }
}

/// A value in an element that stands so deep in the tree can be read again once it is saved: it comes back the same, and
/// between an element and one inside it are an object and a list, and at most two records more above all.
fn check_saved<T: Part + PartialEq>(value: &T, depth: usize) -> Result<(), EditError> {
    check_depth(value, depth)?;
    match json::from_text::<T>("edit", &json::to_line(value)) {
        Ok((again, _)) if again == *value => Ok(()),
        Ok(_) => Err(EditError::OutOfRange { reason: "it would come back as another value".to_owned() }),
        Err(error) => {
            let reason = error.diagnostics.iter().next().map(Diagnostic::message).unwrap_or_default();
            Err(EditError::OutOfRange { reason })
        }
    }
}

fn check_depth(value: &impl Part, depth: usize) -> Result<(), EditError> {
    if depth * 2 + 2 + json::depth(value) > json::DEEPEST { Err(EditError::TooDeep) } else { Ok(()) }
}

/// Who stands in whom.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lineage {
    elements: BTreeMap<ObjectId, (ObjectId, ElementKind)>,
}

impl Lineage {
    /// An element's kind.
    pub(crate) fn kind(&self, id: ObjectId) -> Option<ElementKind> {
        self.elements.get(&id).map(|(_, kind)| *kind)
    }

    /// The elements from the template down to one, itself included; none where there is no such element.
    pub(crate) fn path(&self, id: ObjectId) -> Vec<(ObjectId, ElementKind)> {
        let (mut path, mut next) = (Vec::new(), id);
        while let Some(&(parent, kind)) = self.elements.get(&next) {
            path.push((next, kind));
            if parent == next {
                break;
            }
            next = parent;
        }
        path.reverse();
        path
    }
}

struct Standing {
    parent: ObjectId,
    before: Option<ObjectId>,
}
