//! The few operations that every edit is made of. They name elements by their ids, never by positions, and each has an
//! exact inverse.

use model::json::{part, variants};
use model::{Element, ListName, ObjectId};

use crate::property::Property;

variants! {
    /// One change of a document.
    pub enum Operation by "do" {
        /// Puts an element in.
        "insert" => Insert(Insert),
        /// Takes an element out.
        "remove" => Remove(Remove),
        /// Takes an element to another place.
        "move" => Move(Move),
        /// Changes one property.
        "set" => Set(Set),
        /// Changes an element as a whole.
        "replace" => Replace(Replace),
    }
}

part! {
    /// Puts an element in.
    pub struct Insert {
        /// What holds the list.
        parent: ObjectId,
        /// The list.
        list: ListName,
        /// The element it stands before; at the end where there is none.
        before: Option<ObjectId> = None,
        /// The element.
        element: Element,
    }
}

part! {
    /// Takes an element out, with all that is inside it.
    pub struct Remove {
        /// Its id.
        id: ObjectId,
    }
}

part! {
    /// Takes an element to another place.
    pub struct Move {
        /// Its id.
        id: ObjectId,
        /// What holds the list.
        parent: ObjectId,
        /// The list.
        list: ListName,
        /// The element it stands before; at the end where there is none.
        before: Option<ObjectId> = None,
    }
}

part! {
    /// Changes one property.
    pub struct Set {
        /// The element.
        id: ObjectId,
        /// Its new value.
        property: Property,
    }
}

part! {
    /// Changes an element as a whole, with all that is inside it; its id stays.
    pub struct Replace {
        /// The element as it is to be.
        element: Element,
    }
}

impl Operation {
    /// Puts an element in, before another or at the end.
    pub fn insert(parent: ObjectId, list: ListName, before: Option<ObjectId>, element: Element) -> Self {
        Self::Insert(Insert { parent, list, before, element })
    }

    /// Takes an element out.
    pub fn remove(id: ObjectId) -> Self {
        Self::Remove(Remove { id })
    }

    /// Takes an element to another place, before another or at the end.
    pub fn move_to(id: ObjectId, parent: ObjectId, list: ListName, before: Option<ObjectId>) -> Self {
        Self::Move(Move { id, parent, list, before })
    }

    /// Changes one property.
    pub fn set(id: ObjectId, property: Property) -> Self {
        Self::Set(Set { id, property })
    }

    /// Changes an element as a whole.
    pub fn replace(element: Element) -> Self {
        Self::Replace(Replace { element })
    }
}
