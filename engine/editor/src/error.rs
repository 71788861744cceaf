//! Why an edit cannot be done.

use model::{ElementKind, ListName, ObjectId};

use crate::property::PropertyName;

/// Why an edit cannot be done; the document is as it was before.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// No such element.
    #[error("there is no element {id}; it may have been deleted")]
    NotFound {
        /// The id.
        id: ObjectId,
    },
    /// The element has no such list.
    #[error("{parent} has no list of {}", list.keyword())]
    NoList {
        /// The element.
        parent: ObjectId,
        /// The list.
        list: ListName,
    },
    /// The element does not go into the list: it is of another kind, or the place is taken.
    #[error("an element of the kind {} does not fit into the {} of {parent}", kind.keyword(), list.keyword())]
    DoesNotFit {
        /// The element around the list.
        parent: ObjectId,
        /// The list.
        list: ListName,
        /// What was to go in.
        kind: ElementKind,
    },
    /// The element belongs where it is.
    #[error("{id} cannot be taken out of what it is a part of")]
    Fixed {
        /// The element.
        id: ObjectId,
    },
    /// The element is of another kind.
    #[error("{id} is no {}", kind.keyword())]
    WrongKind {
        /// The element.
        id: ObjectId,
        /// What was wanted.
        kind: ElementKind,
    },
    /// The element has no such property.
    #[error("{id} has no {}", property.keyword())]
    NoProperty {
        /// The element.
        id: ObjectId,
        /// The property.
        property: PropertyName,
    },
    /// The id is used already.
    #[error("the id {id} is used already")]
    IdTaken {
        /// The id.
        id: ObjectId,
    },
    /// An element cannot go into itself.
    #[error("{id} cannot be put into itself")]
    InsideItself {
        /// The element.
        id: ObjectId,
    },
    /// What is saved could not be read again.
    #[error("this would be nested too deeply to be saved and read again")]
    TooDeep,
    /// The value could not be saved and read again.
    #[error("the value is out of range: {reason}")]
    OutOfRange {
        /// What is allowed.
        reason: String,
    },
    /// Objects that are to be grouped stand in different places.
    #[error("{id} stands elsewhere than the others; only what stands together can be grouped")]
    Apart {
        /// One that stands elsewhere.
        id: ObjectId,
    },
    /// No text is being edited.
    #[error("no text is being edited")]
    NoText,
    /// The clipboard holds no elements of a template.
    #[error("the clipboard holds nothing that fits here")]
    Clipboard,
}
