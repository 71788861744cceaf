//! The headless editor: document, operations with inverses, history, selection, tools.
//!
//! In: a template, the boxes and caret stops of its laid-out pages, pointer and keyboard events, and calls from panels,
//! each with the caller's clock; a seed for new ids. Out: the changed template with a revision number, what is selected,
//! and what to show during a gesture. A pure state machine: it must not know of windows, the web, files, clocks and
//! how pages are laid out.

mod align;
mod arrange;
mod binding;
mod caret;
mod clipboard;
mod cursor;
mod document;
mod editor;
mod error;
mod feedback;
mod format;
mod geometry;
mod group;
mod history;
mod hit;
mod ids;
mod journal;
mod keys;
mod operation;
mod output;
mod pointer;
mod property;
mod runs;
mod selection;
mod snap;
mod tools;
mod typing;

pub use align::Alignment;
pub use arrange::Order;
pub use binding::{DroppedField, FieldKind, ShownAs};
pub use caret::{CaretLine, CaretMove};
pub use clipboard::is_clipping;
pub use cursor::{SelectedText, TextCursor, TextPosition};
pub use document::Document;
pub use editor::Editor;
pub use error::EditError;
pub use feedback::{Axis, Feedback, Ghost, Guide, Label, Spacing};
pub use format::{CharacterChange, ParagraphChange, TextLook, Toggle};
pub use geometry::{Body, PageBox, PageGeometry, Placed, PlacedPage, turn, turned_bounds};
pub use history::{EditName, Gesture, History, JOIN_WITHIN, Millis};
pub use hit::{Hit, MarqueeRule};
pub use ids::IdSource;
pub use journal::{JournalError, Recovered, replay, snapshot_line};
pub use operation::{Insert, Move, Operation, Remove, Replace, Set};
pub use pointer::{Key, Modifiers, Pointer, Reaction};
pub use property::{Property, PropertyName};
pub use runs::fields_of;
pub use selection::Selection;
pub use tools::{Handle, HandlePlace, Tool};
