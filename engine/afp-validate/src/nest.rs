//! The objects that are open, and how far their content has come.

use afp_codec::FieldId;

use crate::grammar::{Item, State};

/// Objects that are followed; deeper ones are only counted.
const DEEPEST: usize = 512;

/// An open object.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) begin: FieldId,
    pub(crate) offset: u64,
    pub(crate) state: State,
    /// The 8-byte name and the qualified name of the Begin field.
    pub(crate) names: [Option<Vec<u8>>; 2],
    /// Group of the content that was reached.
    group: usize,
    counts: Vec<(FieldId, u32)>,
}

/// How a field fits where it stands.
pub(crate) enum Fit {
    /// As the tables have it, or where nothing is known.
    Fits(Option<&'static Item>),
    /// It has no place here.
    Foreign,
    /// It has, but further ahead: after what has come already, it is late.
    Late(&'static Item),
    /// There is one already.
    Repeated(&'static Item),
}

impl Open {
    pub(crate) fn new(begin: FieldId, offset: u64, state: State, names: [Option<Vec<u8>>; 2]) -> Self {
        Self { begin, offset, state, names, group: 0, counts: Vec::new() }
    }

    /// How often a field, or an object by its Begin field, has come.
    pub(crate) fn count(&self, id: FieldId) -> u32 {
        self.counts.iter().find(|(counted, _)| *counted == id).map_or(0, |(_, count)| *count)
    }

    /// Takes in a field that is no End field.
    pub(crate) fn take(&mut self, id: FieldId) -> Fit {
        let Some(content) = self.state.content() else { return Fit::Fits(None) };
        if id == FieldId::NOP || self.state.tolerates(id) {
            return Fit::Fits(None);
        }
        let found = content
            .iter()
            .enumerate()
            .find_map(|(group, items)| items.iter().find(|item| item.id == id).map(|item| (group, item)));
        let Some((group, item)) = found else { return Fit::Foreign };
        let before = self.count(id);
        match self.counts.iter_mut().find(|(counted, _)| *counted == id) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => self.counts.push((id, 1)),
        }
        if before > 0 && item.architecture.is_single() {
            return Fit::Repeated(item);
        }
        if group < self.group {
            return Fit::Late(item);
        }
        self.group = group;
        Fit::Fits(Some(item))
    }

    /// What must stand in it and has not come.
    pub(crate) fn missing(&self) -> impl Iterator<Item = FieldId> {
        let items = self.state.content().unwrap_or_default().iter().copied().flatten();
        items.filter(|item| item.architecture.is_required() && self.count(item.id) == 0).map(|item| item.id)
    }
}

/// The way from the file down to the innermost open object.
#[derive(Debug)]
pub(crate) struct Nest {
    open: Vec<Open>,
    deeper: u64,
}

impl Nest {
    pub(crate) fn new() -> Self {
        Self { open: vec![Open::new(FieldId::from_bytes([0; 3]), 0, State::File, [None, None])], deeper: 0 }
    }

    /// The innermost open object; the file itself where none is.
    pub(crate) fn inner(&mut self) -> Option<&mut Open> {
        self.open.last_mut()
    }

    /// What is open innermost.
    pub(crate) fn state(&self) -> State {
        self.open.last().map_or(State::File, |open| open.state)
    }

    /// What the innermost object stands in.
    pub(crate) fn outer(&self) -> State {
        self.open.len().checked_sub(2).and_then(|index| self.open.get(index)).map_or(State::File, |open| open.state)
    }

    /// The open objects, innermost first, without the file.
    pub(crate) fn outwards(&self) -> impl Iterator<Item = &Open> {
        self.open.iter().skip(1).rev()
    }

    /// Whether an object of a kind is open.
    pub(crate) fn is_inside(&self, state: State) -> bool {
        self.open.iter().any(|open| open.state == state)
    }

    /// Opens an object; false where it is nested too deep to be followed.
    pub(crate) fn push(&mut self, open: Open) -> bool {
        if self.open.len() > DEEPEST {
            self.deeper += 1;
            return false;
        }
        self.open.push(open);
        true
    }

    /// Whether fields stand in an object that is nested too deep to be followed.
    pub(crate) fn is_too_deep(&self) -> bool {
        self.deeper > 0
    }

    /// Leaves an object that is not followed.
    pub(crate) fn rise(&mut self) {
        self.deeper = self.deeper.saturating_sub(1);
    }

    /// Closes the innermost object.
    pub(crate) fn pop(&mut self) -> Option<Open> {
        if self.open.len() > 1 { self.open.pop() } else { None }
    }
}
