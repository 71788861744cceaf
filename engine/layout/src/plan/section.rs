//! Masters, sections and blocks.

use diagnostics::ObjectId;
use expression::{Dependencies, Program};
use scene::IncludeId;
use units::{Emu, Rect, Size};

use super::{ObjectPlan, ParagraphPlan, TablePlan, TextSource};
use crate::PageGeometry;

#[derive(Debug)]
pub(crate) struct MasterPlan {
    pub(crate) id: ObjectId,
    pub(crate) size: Size,
    /// What is the same on every page and may lie below the rest.
    pub(crate) overlay: Option<IncludeId>,
    /// Where the overlay's objects are.
    pub(crate) overlay_geometry: PageGeometry,
    /// All objects, in z-order.
    pub(crate) objects: Vec<MasterObject>,
    pub(crate) frames: Vec<FramePlan>,
    /// The name of the medium map that its pages are printed by.
    pub(crate) medium_map: Option<TextSource>,
}

/// An object of a master.
#[derive(Debug)]
pub(crate) struct MasterObject {
    pub(crate) plan: ObjectPlan,
    /// Whether the overlay draws it; else it is drawn anew on every page.
    pub(crate) in_overlay: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct FramePlan {
    pub(crate) id: ObjectId,
    pub(crate) rect: Rect,
}

#[derive(Debug)]
pub(crate) struct SectionPlan {
    pub(crate) id: ObjectId,
    pub(crate) when: Option<Program>,
    /// Places in the list of masters.
    pub(crate) first: usize,
    pub(crate) next: usize,
    pub(crate) blocks: Vec<BlockPlan>,
}

#[derive(Debug)]
pub(crate) struct BlockPlan {
    pub(crate) id: ObjectId,
    pub(crate) visible_when: Option<Program>,
    pub(crate) space_before: Emu,
    pub(crate) space_after: Emu,
    pub(crate) keep_with_next: bool,
    pub(crate) content: BlockKindPlan,
    /// What its content and visibility depend on.
    pub(crate) dependencies: Dependencies,
}

#[derive(Debug)]
pub(crate) enum BlockKindPlan {
    Paragraphs(Vec<ParagraphPlan>),
    Table(Box<TablePlan>),
    Objects(GroupPlan),
    Spacer(Emu),
    PageBreak,
}

/// Objects that move as one.
#[derive(Debug)]
pub(crate) struct GroupPlan {
    pub(crate) height: Emu,
    pub(crate) objects: Vec<ObjectPlan>,
}
