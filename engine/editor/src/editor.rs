//! The editor as a whole: the document with its history and selection, and transactions on it.

use model::{CharacterFormat, Element, ElementKind, ObjectId, Template};

use crate::caret::CaretLine;
use crate::cursor::TextCursor;
use crate::document::Document;
use crate::error::EditError;
use crate::feedback::Feedback;
use crate::geometry::{PageGeometry, Placed, PlacedPage};
use crate::history::{EditName, Gesture, History, Millis, Step};
use crate::hit::MarqueeRule;
use crate::ids::IdSource;
use crate::journal::{edit_line, snapshot_line};
use crate::operation::Operation;
use crate::property::{Property, PropertyName};
use crate::selection::Selection;
use crate::tools::{State, Tool};

/// A template being edited.
#[derive(Clone, Debug)]
pub struct Editor {
    document: Document,
    history: History,
    selection: Selection,
    ids: IdSource,
    revision: u64,
    open: Option<Open>,
    pages: Vec<PageGeometry>,
    placed: Vec<PlacedPage>,
    /// The page and instance that was last pointed at.
    pub(crate) focus: (usize, u32),
    pub(crate) tool: Tool,
    pub(crate) state: State,
    pub(crate) feedback: Feedback,
    pub(crate) marquee_rule: MarqueeRule,
    pub(crate) caret_lines: Vec<CaretLine>,
    pub(crate) cursor: Option<TextCursor>,
    /// The look of what is typed next, where it was changed at the caret.
    pub(crate) typing_format: Option<CharacterFormat>,
    /// Lines of the journal not yet taken, once it was begun.
    journal: Option<String>,
}

/// A transaction that has begun.
#[derive(Clone, Debug)]
struct Open {
    step: Step,
    /// For each transaction begun inside it, how many operations were done before.
    inner: Vec<usize>,
}

impl Editor {
    /// Takes a template for editing; new ids come from the seed, which should be random.
    ///
    /// # Errors
    /// An id is used more than once, or elements are nested too deeply.
    pub fn new(template: Template, seed: u64) -> Result<Self, EditError> {
        Ok(Self {
            document: Document::new(template)?,
            history: History::default(),
            selection: Selection::default(),
            ids: IdSource::from_seed(seed),
            revision: 1,
            open: None,
            pages: Vec::new(),
            placed: Vec::new(),
            focus: (0, 0),
            tool: Tool::default(),
            state: State::default(),
            feedback: Feedback::default(),
            marquee_rule: MarqueeRule::default(),
            caret_lines: Vec::new(),
            cursor: None,
            typing_format: None,
            journal: None,
        })
    }

    /// The document.
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// The template as it is now.
    pub const fn template(&self) -> &Template {
        self.document.template()
    }

    /// Counts the finished edits, undo and redo among them; two templates of one revision are the same.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// The steps done and undone.
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// What is selected.
    pub const fn selection(&self) -> &Selection {
        &self.selection
    }

    /// Selects; what is not there is left out.
    pub fn select(&mut self, selection: Selection) {
        self.selection = selection;
        self.selection.keep_living(&self.document);
        self.history.seal();
    }

    /// The next edit is a step of its own, whatever its gesture.
    pub(crate) fn seal(&mut self) {
        self.history.seal();
    }

    /// What to show during a gesture.
    pub const fn feedback(&self) -> &Feedback {
        &self.feedback
    }

    /// Whether a marquee takes what it touches or only what it holds whole.
    pub fn set_marquee_rule(&mut self, rule: MarqueeRule) {
        self.marquee_rule = rule;
    }

    /// Tells where layout drew everything, on every page of the record shown.
    pub fn set_pages(&mut self, pages: Vec<PageGeometry>) {
        self.pages = pages;
        self.place();
    }

    /// The pages with everything that can be pointed at.
    pub fn pages(&self) -> &[PlacedPage] {
        &self.placed
    }

    /// Where the selected elements are on a page, each instance.
    pub fn outlines(&self, page: usize) -> Vec<Placed> {
        let Some(page) = self.placed.get(page) else { return Vec::new() };
        page.elements.iter().filter(|placed| self.selection.contains(placed.id)).copied().collect()
    }

    /// A new id for an element.
    pub fn fresh_id(&mut self, kind: ElementKind) -> ObjectId {
        self.ids.fresh(kind, self.document.template())
    }

    /// Gives an element and all inside it new ids, none of them twice.
    pub(crate) fn renew(&mut self, element: &mut Element) {
        let mut given = Vec::new();
        let (ids, template) = (&mut self.ids, self.document.template());
        element.renew(&mut |kind| {
            loop {
                let id = ids.fresh(kind, template);
                if !given.contains(&id) {
                    given.push(id);
                    return id;
                }
            }
        });
    }

    /// Begins a transaction; one begun inside another becomes part of it.
    pub fn begin(&mut self, name: EditName, gesture: Option<Gesture>, time: Millis) {
        match &mut self.open {
            Some(open) => open.inner.push(open.step.forward.len()),
            None => {
                let step = Step::new(name, gesture, time, self.selection.clone());
                self.open = Some(Open { step, inner: Vec::new() });
            }
        }
    }

    /// Does an operation; outside a transaction it is a step of its own.
    ///
    /// # Errors
    /// Why it cannot be done; nothing has changed then.
    pub fn apply(&mut self, operation: Operation) -> Result<(), EditError> {
        if self.open.is_none() {
            return self.transact(EditName::Change, None, Millis(0), |editor| editor.apply(operation));
        }
        let copy = operation.clone();
        if let Some(inverse) = self.document.apply(operation)?
            && let Some(open) = &mut self.open
        {
            open.step.forward.push(copy);
            open.step.backward.insert(0, inverse);
        }
        Ok(())
    }

    /// Ends the innermost transaction. The outermost becomes a step of the history, unless it did nothing. Tells whether
    /// the document has a new revision.
    pub fn commit(&mut self) -> bool {
        let Some(mut open) = self.open.take() else { return false };
        if open.inner.pop().is_some() {
            self.open = Some(open);
            return false;
        }
        self.selection.keep_living(&self.document);
        if open.step.forward.is_empty() {
            return false;
        }
        open.step.after = self.selection.clone();
        self.changed(&open.step.forward);
        self.history.record(open.step);
        true
    }

    /// Takes back what the innermost transaction did, and ends it.
    pub fn roll_back(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        let inner = open.inner.pop();
        let keep = inner.unwrap_or(0);
        let undo = open.step.forward.len().saturating_sub(keep);
        for inverse in open.step.backward.drain(..undo) {
            // An inverse of what was just done cannot fail.
            let done = self.document.apply(inverse);
            debug_assert!(done.is_ok(), "{done:?}");
        }
        open.step.forward.truncate(keep);
        if inner.is_some() {
            self.open = Some(open);
        } else {
            self.selection = open.step.before;
        }
    }

    /// Does a transaction: all of it or, on an error, nothing.
    ///
    /// # Errors
    /// What the function gave.
    pub fn transact<R>(
        &mut self,
        name: EditName,
        gesture: Option<Gesture>,
        time: Millis,
        edit: impl FnOnce(&mut Self) -> Result<R, EditError>,
    ) -> Result<R, EditError> {
        self.begin(name, gesture, time);
        match edit(self) {
            Ok(result) => {
                self.commit();
                Ok(result)
            }
            Err(error) => {
                self.roll_back();
                Err(error)
            }
        }
    }

    /// An element's value of a property.
    pub fn property(&self, id: ObjectId, name: PropertyName) -> Option<Property> {
        self.document.property(id, name)
    }

    /// The selected elements' common value of a property; none where they differ or one has none.
    pub fn common_property(&self, name: PropertyName) -> Option<Property> {
        let mut values = self.selection.ids().iter().map(|&id| self.document.property(id, name));
        let first = values.next()??;
        values.all(|value| value.as_ref() == Some(&first)).then_some(first)
    }

    /// Gives an element a value of a property. Changes of one property in quick succession are one step.
    ///
    /// # Errors
    /// No such element or property.
    pub fn set_property(&mut self, id: ObjectId, property: Property, time: Millis) -> Result<(), EditError> {
        let gesture = Gesture::Property(id, property.name());
        self.transact(EditName::Change, Some(gesture), time, |editor| editor.apply(Operation::set(id, property)))
    }

    /// Gives all selected elements that have such a property its value, as one step.
    ///
    /// # Errors
    /// No such property on any of them.
    pub fn set_selected(&mut self, property: &Property, time: Millis) -> Result<(), EditError> {
        let Some(primary) = self.selection.primary() else { return Ok(()) };
        let name = property.name();
        let ids: Vec<_> =
            self.selection.ids().iter().copied().filter(|&id| self.document.property(id, name).is_some()).collect();
        if ids.is_empty() {
            return Err(EditError::NoProperty { id: primary, property: name });
        }
        self.transact(EditName::Change, Some(Gesture::Property(primary, name)), time, |editor| {
            ids.into_iter().try_for_each(|id| editor.apply(Operation::set(id, property.clone())))
        })
    }

    /// Takes the last step back. Tells whether there was one.
    pub fn undo(&mut self) -> bool {
        self.cancel();
        let Some(step) = self.history.take_done() else { return false };
        self.replay(&step.backward);
        self.selection = step.before.clone();
        self.selection.keep_living(&self.document);
        self.changed(&step.backward);
        self.history.put_undone(step);
        true
    }

    /// Does the step last taken back again. Tells whether there was one.
    pub fn redo(&mut self) -> bool {
        self.cancel();
        let Some(step) = self.history.take_undone() else { return false };
        self.replay(&step.forward);
        self.selection = step.after.clone();
        self.selection.keep_living(&self.document);
        self.changed(&step.forward);
        self.history.put_done(step);
        true
    }

    fn replay(&mut self, operations: &[Operation]) {
        for operation in operations {
            // The document is as it was when the step was recorded, so none can fail.
            let done = self.document.apply(operation.clone());
            debug_assert!(done.is_ok(), "{done:?}");
        }
    }

    /// Begins a journal: gives its first line; from now on [`Editor::take_journal`] gives those after it.
    pub fn begin_journal(&mut self) -> String {
        self.journal = Some(String::new());
        snapshot_line(self.revision, self.document.template())
    }

    /// The lines of the journal since they were last taken; none before it was begun.
    pub fn take_journal(&mut self) -> String {
        self.journal.as_mut().map(std::mem::take).unwrap_or_default()
    }

    fn changed(&mut self, operations: &[Operation]) {
        self.revision += 1;
        if let Some(journal) = &mut self.journal {
            journal.push_str(&edit_line(self.revision, operations));
        }
        self.keep_cursor_living();
        self.place();
    }

    fn place(&mut self) {
        let place = |(number, page)| PlacedPage::new(&self.document, page, number);
        self.placed = self.pages.iter().enumerate().map(place).collect();
    }
}
