//! What flows.

use diagnostics::ObjectId;
use units::Emu;

use crate::json::{part, record, variants};
use crate::{Expression, Object, Paragraph, Table};

variants! {
    /// What a block is.
    pub enum BlockKind by "kind" {
        /// Paragraphs.
        "paragraphs" => Paragraphs(Paragraphs),
        /// A table.
        "table" => Table(Box<Table>),
        /// Fixed objects that move as one.
        "objects" => Objects(ObjectGroup),
        /// Free space.
        "spacer" => Spacer(Spacer),
        /// Goes on at the top of the next page.
        "page_break" => PageBreak(PageBreak),
    }
}

record! {
    /// A part of a flow.
    pub struct Block is element {
        /// Id.
        id: ObjectId,
        /// As designers call it.
        name: String = String::new(),
        /// There only where this is true.
        visible_when: Option<Expression> = None,
        /// Space above; none at the top of a page.
        space_before: Emu = Emu::ZERO,
        /// Space below.
        space_after: Emu = Emu::ZERO,
        /// On the same page as the next block's beginning.
        keep_with_next: bool = false,
        /// What it is.
        ..content: BlockKind,
    }
}

part! {
    /// Paragraphs.
    pub struct Paragraphs {
        /// The paragraphs.
        paragraphs: Vec<Paragraph> = Vec::new(),
    }
}

part! {
    /// Fixed objects that move as one, as wide as the frame.
    pub struct ObjectGroup {
        /// How much of the flow it takes.
        height: Emu,
        /// The objects, from the block's top left corner.
        objects: Vec<Object> = Vec::new(),
    }
}

part! {
    /// Free space.
    pub struct Spacer {
        /// How much.
        height: Emu,
    }
}

part! {
    /// Goes on at the top of the next page.
    pub struct PageBreak {}
}
