//! Who drew an item.

use diagnostics::ObjectId;

/// Which part of an object an item is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    /// The object's own drawing: its fill, its picture, its symbol, its text.
    #[default]
    Body,
    /// Ground behind the content.
    Background,
    /// A border or a rule between rows or columns.
    Border,
    /// Text.
    Text,
    /// The readable line of a bar code.
    Readable,
}

/// Where an item comes from: an object of the template, a range of bytes of an AFP file, or nowhere in particular.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Origin {
    /// Unknown.
    #[default]
    None,
    /// An object of the template.
    Object {
        /// Its id.
        object: ObjectId,
        /// Which of its instances: the number of the row from 0 for what a table row draws, else 0.
        instance: u32,
        /// Which part of it.
        part: Part,
        /// For text: the byte range of the object's laid-out paragraph text that the item shows, for carets.
        text: Option<(u32, u32)>,
    },
    /// Bytes of an AFP file, from the first to the one past the last.
    Bytes {
        /// The first byte.
        start: u64,
        /// One past the last byte.
        end: u64,
    },
}

impl Origin {
    /// An object's own drawing.
    pub const fn object(object: ObjectId) -> Self {
        Self::Object { object, instance: 0, part: Part::Body, text: None }
    }

    /// The object, where it is one.
    pub const fn object_id(&self) -> Option<ObjectId> {
        match self {
            Self::Object { object, .. } => Some(*object),
            Self::None | Self::Bytes { .. } => None,
        }
    }

    /// The same object, as another part of it.
    #[must_use]
    pub const fn with_part(self, part: Part) -> Self {
        match self {
            Self::Object { object, instance, text, .. } => Self::Object { object, instance, part, text },
            other => other,
        }
    }
}
