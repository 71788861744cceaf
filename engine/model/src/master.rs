//! Master pages.

use diagnostics::ObjectId;
use units::{Emu, Rect, Size};

use crate::json::record;
use crate::{Object, TemplateText};

record! {
    /// Free space along the edges of a page: guides for the designer.
    pub struct Margins {
        /// Left.
        left: Emu,
        /// Top.
        top: Emu,
        /// Right.
        right: Emu,
        /// Bottom.
        bottom: Emu,
    }
}

record! {
    /// A part of a page that a flow runs through.
    pub struct Frame is element {
        /// Id.
        id: ObjectId,
        /// Its place on the page.
        rect: Rect,
    }
}

record! {
    /// A page's size, its fixed objects and the frames of the flow.
    pub struct Master is element {
        /// Id.
        id: ObjectId,
        /// As designers call it.
        name: String,
        /// The page's size.
        size: Size,
        /// Guides.
        margins: Option<Margins> = None,
        /// Fixed objects, the later above the earlier, all below the flow.
        objects: Vec<Object> = Vec::new(),
        /// Where the flow runs, in this order.
        frames: Vec<Frame> = Vec::new(),
        /// The name of the medium map that its pages are printed by.
        medium_map: Option<TemplateText> = None,
    }
}
