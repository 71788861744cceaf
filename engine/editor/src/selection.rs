//! What is selected.

use model::ObjectId;

use crate::document::Document;

/// The selected elements, in the order they were selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    ids: Vec<ObjectId>,
    /// The group or table that clicks go into.
    entered: Option<ObjectId>,
}

impl Selection {
    /// One element.
    pub fn of(id: ObjectId) -> Self {
        Self { ids: vec![id], entered: None }
    }

    /// Some elements, each once.
    pub fn of_all(ids: impl IntoIterator<Item = ObjectId>) -> Self {
        let mut selection = Self::default();
        for id in ids {
            selection.add(id);
        }
        selection
    }

    /// The selected elements.
    pub fn ids(&self) -> &[ObjectId] {
        &self.ids
    }

    /// The one that panels show and whose size others match: the last selected.
    pub fn primary(&self) -> Option<ObjectId> {
        self.ids.last().copied()
    }

    /// The only selected element, where there is exactly one.
    pub fn single(&self) -> Option<ObjectId> {
        match self.ids.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// Whether an element is selected.
    pub fn contains(&self, id: ObjectId) -> bool {
        self.ids.contains(&id)
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The group or table that clicks go into.
    pub const fn entered(&self) -> Option<ObjectId> {
        self.entered
    }

    /// Selects an element as well; it becomes the primary one.
    pub fn add(&mut self, id: ObjectId) {
        self.ids.retain(|&known| known != id);
        self.ids.push(id);
    }

    /// Selects an element as well, or no longer.
    pub fn toggle(&mut self, id: ObjectId) {
        if self.contains(id) {
            self.ids.retain(|&known| known != id);
        } else {
            self.ids.push(id);
        }
    }

    /// The same, with clicks going into a group or table.
    #[must_use]
    pub fn inside(mut self, entered: Option<ObjectId>) -> Self {
        self.entered = entered;
        self
    }

    /// Without what is no longer there.
    pub(crate) fn keep_living(&mut self, document: &Document) {
        self.ids.retain(|&id| document.contains(id));
        self.entered = self.entered.filter(|&id| document.contains(id));
    }

    /// Without what is inside something else that is selected.
    pub(crate) fn outermost(&self, document: &Document) -> Vec<ObjectId> {
        let inside = |id: &ObjectId| document.path(*id).iter().any(|around| around != id && self.contains(*around));
        self.ids.iter().copied().filter(|id| !inside(id)).collect()
    }
}
