//! The way through a file: record after record, objects opened and closed, object data joined, every subject asked.

use std::io::{self, Read};

use afp_codec::describe::Places;
use afp_codec::framing::JunkReason;
use afp_codec::{FieldId, RawField};

use crate::checks::{Subjects, framing, order, structure};
use crate::finding::{Finding, Findings};
use crate::grammar::State;
use crate::input::{Input, Stretch};
use crate::located::Seen;
use crate::nest::{Fit, Nest, Open};
use crate::rule::Profile;

/// Object data that is kept to be checked; of a longer object the beginning is.
const DATA_LIMIT: usize = 64 << 20;

/// The data of an object out of all its data fields.
#[derive(Debug)]
pub(crate) struct ObjectData {
    /// PTX, IPD or GAD.
    pub(crate) id: FieldId,
    pub(crate) bytes: Vec<u8>,
    pieces: Vec<(usize, u64)>,
    /// Whether this is all of it.
    pub(crate) whole: bool,
}

impl ObjectData {
    fn new(id: FieldId) -> Self {
        Self { id, bytes: Vec::new(), pieces: Vec::new(), whole: true }
    }

    fn push(&mut self, field: &RawField<'_>) {
        let room = DATA_LIMIT.saturating_sub(self.bytes.len());
        let taken = field.data.get(..room.min(field.data.len())).unwrap_or_default();
        self.whole &= taken.len() == field.data.len();
        if !taken.is_empty() {
            self.pieces.push((self.bytes.len(), field.data_offset()));
            self.bytes.extend_from_slice(taken);
        }
    }

    /// The file offset of a byte of the joined data.
    pub(crate) fn places(&self) -> Places {
        Places::pieces(self.pieces.clone())
    }
}

struct Walk<'t> {
    nest: Nest,
    out: Findings<'t>,
    subjects: Subjects,
    data: Option<ObjectData>,
}

pub(crate) fn run(source: impl Read, profile: Option<Profile>, take: &mut dyn FnMut(Finding)) -> io::Result<()> {
    let mut input = Input::new(source);
    let mut walk =
        Walk { nest: Nest::new(), out: Findings::new(profile, take), subjects: Subjects::default(), data: None };
    let mut cut_off = false;
    while let Some(stretch) = input.next()? {
        match stretch {
            Stretch::Field(field) => walk.field(field),
            Stretch::Junk { offset, reason, first, length, at_end } => {
                walk.out.at(None);
                framing::junk(offset, reason, first, length, &mut walk.out);
                cut_off = at_end && reason == JunkReason::Truncated;
            }
            Stretch::More => {}
        }
    }
    walk.finish(cut_off);
    Ok(())
}

impl Walk<'_> {
    fn field(&mut self, raw: RawField<'_>) {
        let seen = Seen::new(raw);
        self.out.at(Some(seen.step()));
        if self.nest.state().tolerates(seen.id()) {
            self.inner(&seen);
        } else if seen.id().is_end() {
            self.end(&seen);
        } else if seen.id().is_begin() {
            self.begin(&seen);
        } else {
            self.inner(&seen);
        }
    }

    fn begin(&mut self, seen: &Seen<'_>) {
        let parent = self.nest.state();
        if self.nest.is_too_deep() {
            self.nest.push(Open::new(seen.id(), seen.offset(), State::Foreign, [None, None]));
            return;
        }
        self.subjects.before(&self.nest, seen, &mut self.out);
        self.take(seen);
        let names = structure::names(seen);
        let state = State::opened_by(seen.id(), parent);
        let followed = self.nest.push(Open::new(seen.id(), seen.offset(), state, names));
        if followed {
            self.subjects.field(&self.nest, seen, &mut self.out);
            self.out.opened();
        }
        if let Some(id) = data_of(state) {
            self.data = Some(ObjectData::new(id));
        }
    }

    fn inner(&mut self, seen: &Seen<'_>) {
        if self.nest.is_too_deep() {
            return;
        }
        self.take(seen);
        self.subjects.field(&self.nest, seen, &mut self.out);
        if let Some(data) = self.data.as_mut().filter(|data| data.id == seen.id()) {
            data.push(&seen.raw);
        }
    }

    fn end(&mut self, seen: &Seen<'_>) {
        let begin = seen.id().counterpart();
        if self.nest.is_too_deep() {
            self.nest.rise();
            return;
        }
        let Some(inside) = self.nest.outwards().position(|open| open.begin == begin) else {
            structure::end_without_begin(seen, &mut self.out);
            framing::introducer(seen, &mut self.out);
            return;
        };
        for _ in 0..inside {
            self.close(false);
        }
        self.out.at(Some(seen.step()));
        self.subjects.field(&self.nest, seen, &mut self.out);
        self.close(true);
    }

    /// Takes a field into the innermost object.
    fn take(&mut self, seen: &Seen<'_>) {
        let state = self.nest.state();
        let Some(inner) = self.nest.inner() else { return };
        match inner.take(seen.id()) {
            Fit::Fits(item) => structure::in_sets(seen, state, item, &mut self.out),
            Fit::Foreign => structure::not_allowed(seen, state, &mut self.out),
            Fit::Late(item) => {
                order::late(seen, state, &mut self.out);
                structure::in_sets(seen, state, Some(item), &mut self.out);
            }
            Fit::Repeated(item) => {
                order::repeated(seen, state, &mut self.out);
                structure::in_sets(seen, state, Some(item), &mut self.out);
            }
        }
    }

    /// Closes the innermost object; `ended` says whether by its End field.
    fn close(&mut self, ended: bool) {
        if let Some(data) = self.data.take_if(|data| data_of(self.nest.state()) == Some(data.id)) {
            self.subjects.data(&self.nest, &data, &mut self.out);
        }
        let Some(closed) = self.nest.pop() else { return };
        self.out.closed();
        let here = crate::finding::Step { field: closed.begin, offset: closed.offset };
        self.out.at(Some(here));
        if ended {
            order::missing(&closed, &mut self.out);
        } else {
            structure::begin_without_end(&closed, &mut self.out);
        }
        self.subjects.close(&self.nest, &closed, ended, &mut self.out);
        self.out.at(None);
    }

    fn finish(&mut self, cut_off: bool) {
        self.out.at(None);
        while !cut_off && self.nest.outwards().next().is_some() {
            self.close(false);
        }
        if !cut_off {
            self.subjects.finish(&mut self.out);
        }
    }
}

/// The data fields of an object that are joined before they are checked.
fn data_of(state: State) -> Option<FieldId> {
    match state {
        State::Text => Some(FieldId::PTX),
        State::Image => Some(FieldId::IPD),
        State::Graphics => Some(FieldId::GAD),
        _ => None,
    }
}
