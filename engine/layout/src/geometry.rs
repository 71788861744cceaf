//! Where everything on a page is, for the editor: hit tests, handles, carets.

use diagnostics::ObjectId;
use text::CaretStop;
use units::{Rect, Transform};

/// What a box shows the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BoxKind {
    /// An object of a master or of an object group.
    Object,
    /// The part of a block that stands on this page.
    Block,
    /// A row of a table.
    Row,
    /// A cell of a row.
    Cell,
    /// A frame of the flow, as far as the flow fills it.
    Frame,
}

/// The place of an object, block, row or cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedBox {
    /// The object's, block's, row template's, cell's or frame's id.
    pub object: ObjectId,
    /// The number of the row in the array, from 0; 0 for what is no row.
    pub instance: u32,
    /// What it is.
    pub kind: BoxKind,
    /// Its place before `transform`.
    pub rect: Rect,
    /// From the rectangle's coordinates to the page's: the rotations of the object and of the groups it stands in.
    pub transform: Transform,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedLine {
    /// Whose text it is: as in the origin of its items.
    pub object: ObjectId,
    /// The number of the row in the array, from 0; 0 for what is no row.
    pub instance: u32,
    /// The paragraph.
    pub paragraph: ObjectId,
    /// Its place before `transform`.
    pub rect: Rect,
    /// From its top to its baseline.
    pub baseline: units::Emu,
    /// From the rectangle's coordinates to the page's.
    pub transform: Transform,
    /// Where a caret can stand: bytes of the object's laid-out text (its paragraphs joined by line feeds), and places
    /// from the page's or the transform's left edge.
    pub carets: Vec<CaretStop>,
}

/// Where everything on a page is; boxes and lines in the order drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageGeometry {
    /// Objects, blocks, rows, cells and frames.
    pub boxes: Vec<PlacedBox>,
    /// Lines of text.
    pub lines: Vec<PlacedLine>,
}

impl PageGeometry {
    /// Turns what was added since a mark.
    pub(crate) fn transform_since(&mut self, mark: (usize, usize), by: Transform) {
        for placed in self.boxes.iter_mut().skip(mark.0) {
            placed.transform = placed.transform.then(by);
        }
        for line in self.lines.iter_mut().skip(mark.1) {
            line.transform = line.transform.then(by);
        }
    }

    /// What is there so far.
    pub(crate) fn mark(&self) -> (usize, usize) {
        (self.boxes.len(), self.lines.len())
    }

    /// Adds another page's, below what is here.
    pub(crate) fn put_below(&mut self, below: &Self) {
        self.boxes.splice(0..0, below.boxes.iter().copied());
        self.lines.splice(0..0, below.lines.iter().cloned());
    }
}
