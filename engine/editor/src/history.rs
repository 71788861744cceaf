//! Undo and redo.

use model::ObjectId;
use model::json::keyword;

use crate::operation::Operation;
use crate::property::PropertyName;
use crate::selection::Selection;

keyword! {
    /// What an edit was, for the history list and the undo menu.
    pub enum EditName {
        /// Objects were moved.
        "move" => Move,
        /// Objects were made larger or smaller.
        "resize" => Resize,
        /// Something new was placed.
        "place" => Place,
        /// Something was deleted.
        "delete" => Delete,
        /// Something was duplicated.
        "duplicate" => Duplicate,
        /// Something came to the front or went to the back.
        "order" => Order,
        /// Objects were grouped.
        "group" => Group,
        /// A group was dissolved.
        "ungroup" => Ungroup,
        /// Objects were aligned.
        "align" => Align,
        /// Objects were spaced evenly.
        "distribute" => Distribute,
        /// Something was cut.
        "cut" => Cut,
        /// Something was pasted.
        "paste" => Paste,
        /// Text was typed.
        "type" => Type,
        /// Text was formatted.
        "format" => Format,
        /// A property was changed.
        "change" => Change,
        /// A field was bound.
        "bind" => Bind,
        /// An output was told something else.
        "output" => Output,
    }
}

/// Milliseconds on the caller's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Millis(pub u64);

/// Edits of one gesture that follow each other closely become one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gesture {
    /// By arrow keys.
    Nudge,
    /// Typing into an object, a block or a cell.
    Typing(ObjectId),
    /// One property of one element, as by a slider or a repeated key.
    Property(ObjectId, PropertyName),
}

/// How long after an edit the next of the same gesture still joins it.
pub const JOIN_WITHIN: Millis = Millis(1_000);

/// How many steps are kept.
const MOST_STEPS: usize = 1_000;

/// A step of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// What it was.
    pub(crate) name: EditName,
    /// What it did, in order.
    pub(crate) forward: Vec<Operation>,
    /// What takes it back, in order of doing.
    pub(crate) backward: Vec<Operation>,
    pub(crate) before: Selection,
    pub(crate) after: Selection,
    gesture: Option<Gesture>,
    time: Millis,
}

/// The steps done and undone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    sealed: bool,
}

impl Step {
    pub(crate) fn new(name: EditName, gesture: Option<Gesture>, time: Millis, before: Selection) -> Self {
        Self { name, forward: Vec::new(), backward: Vec::new(), after: before.clone(), before, gesture, time }
    }

    fn join(&mut self, later: Self) {
        for (forward, backward) in later.forward.into_iter().zip(later.backward.into_iter().rev()) {
            match (self.forward.last_mut(), &forward) {
                (Some(Operation::Set(last)), Operation::Set(next))
                    if last.id == next.id && last.property.name() == next.property.name() =>
                {
                    last.property = next.property.clone();
                }
                _ => {
                    self.forward.push(forward);
                    self.backward.insert(0, backward);
                }
            }
        }
        self.after = later.after;
        self.time = later.time;
    }
}

impl History {
    /// The names of the steps done, oldest first, and of the steps undone, next to redo first.
    pub fn names(&self) -> (Vec<EditName>, Vec<EditName>) {
        (self.done.iter().map(|step| step.name).collect(), self.undone.iter().rev().map(|step| step.name).collect())
    }

    /// What undo would take back.
    pub fn undo_name(&self) -> Option<EditName> {
        self.done.last().map(|step| step.name)
    }

    /// What redo would do again.
    pub fn redo_name(&self) -> Option<EditName> {
        self.undone.last().map(|step| step.name)
    }

    /// The next step begins anew, whatever its gesture.
    pub(crate) fn seal(&mut self) {
        self.sealed = true;
    }

    pub(crate) fn record(&mut self, step: Step) {
        self.undone.clear();
        let joins = |last: &Step| {
            step.gesture.is_some()
                && last.gesture == step.gesture
                && last.name == step.name
                && step.time.0.saturating_sub(last.time.0) <= JOIN_WITHIN.0
        };
        match self.done.last_mut() {
            Some(last) if !self.sealed && joins(last) => last.join(step),
            _ => self.done.push(step),
        }
        if self.done.len() > MOST_STEPS {
            self.done.remove(0);
        }
        self.sealed = false;
    }

    pub(crate) fn take_done(&mut self) -> Option<Step> {
        self.sealed = true;
        self.done.pop()
    }

    pub(crate) fn take_undone(&mut self) -> Option<Step> {
        self.sealed = true;
        self.undone.pop()
    }

    pub(crate) fn put_undone(&mut self, step: Step) {
        self.undone.push(step);
    }

    pub(crate) fn put_done(&mut self, step: Step) {
        self.done.push(step);
    }
}
