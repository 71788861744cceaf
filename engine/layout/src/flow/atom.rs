//! The smallest parts of a flow that stand on one page.

use std::rc::Rc;

use diagnostics::ObjectId;
use units::Emu;

use super::row::SetRow;
use super::source::Cursor;
use crate::galley::SetParagraph;
use crate::plan::GroupPlan;

/// Whether the flow may break before an atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Yes.
    Allowed,
    /// Only where there is no other place: widows, orphans, what keeps together.
    Avoided,
    /// No: a row after its header.
    Never,
    /// It must, and goes on on the next page.
    Page,
}

/// The smallest part of a flow.
#[derive(Debug)]
pub(super) struct Atom<'c> {
    /// The block it is part of.
    pub(super) block: ObjectId,
    pub(super) before: Before,
    /// Free space above; none at the top of a frame.
    pub(super) gap: Emu,
    pub(super) height: Emu,
    pub(super) content: AtomContent<'c>,
    /// Where it can be made again from; only for the first atom of a part.
    pub(super) resume: Option<Cursor<'c>>,
    /// The width it was made for.
    pub(super) width: Emu,
    /// The page it was made for, where that makes a difference.
    pub(super) page: Option<u32>,
}

#[derive(Debug)]
pub(super) enum AtomContent<'c> {
    /// A line of a paragraph, by its number.
    Line(Rc<SetParagraph<'c>>, usize),
    Row(SetRow<'c>),
    Objects(&'c GroupPlan),
    Space,
}

impl Atom<'_> {
    pub(super) fn is_space(&self) -> bool {
        matches!(self.content, AtomContent::Space)
    }
}
