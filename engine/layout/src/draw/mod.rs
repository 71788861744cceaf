//! Objects onto a page under construction.

mod barcode;
mod chart;
mod object;
mod picture;
mod shapes;
mod text;
mod text_box;
mod turn;

use diagnostics::ObjectId;
use scene::{Content, ContentBuilder, Group, Item, Origin, Part, Path, Placed};
use units::{Rect, Transform};

pub(crate) use text_box::{lowered, millimetres};

use crate::galley::Owner;
use crate::{BoxKind, PageGeometry, PlacedBox};

/// A page, or an overlay, under construction.
#[derive(Debug)]
pub(crate) struct Canvas {
    content: ContentBuilder,
    /// Where everything is, where somebody wants to know.
    geometry: Option<PageGeometry>,
    /// Whether something was drawn where its object does not reach.
    has_spilled: bool,
}

/// What was there at a moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    items: usize,
    geometry: (usize, usize),
}

impl Canvas {
    pub(crate) fn new(with_geometry: bool) -> Self {
        Self { content: ContentBuilder::new(), geometry: with_geometry.then(PageGeometry::default), has_spilled: false }
    }

    pub(crate) fn finish(self) -> (Content, PageGeometry) {
        (self.content.finish(), self.geometry.unwrap_or_default())
    }

    pub(crate) fn push(&mut self, item: Item, origin: Origin) {
        self.content.push(item, origin);
    }

    pub(crate) fn mark(&mut self) -> Mark {
        Mark {
            items: self.content.items().len(),
            geometry: self.geometry.as_ref().map(PageGeometry::mark).unwrap_or_default(),
        }
    }

    /// Forgets what was drawn since a mark.
    pub(crate) fn cut_back(&mut self, mark: Mark) {
        self.content.items().truncate(mark.items);
        if let Some(geometry) = &mut self.geometry {
            geometry.boxes.truncate(mark.geometry.0);
            geometry.lines.truncate(mark.geometry.1);
        }
    }

    /// Notes that an object draws outside its rectangle.
    pub(crate) fn spill(&mut self) {
        self.has_spilled = true;
    }

    /// Whether something was drawn where its object does not reach, since it was last asked.
    pub(crate) fn has_spilled(&mut self) -> bool {
        std::mem::take(&mut self.has_spilled)
    }

    /// Puts what was drawn since a mark below all the rest.
    pub(crate) fn send_to_back(&mut self, mark: Mark) {
        self.content.items().rotate_left(mark.items);
        if let Some(geometry) = &mut self.geometry {
            geometry.boxes.rotate_left(mark.geometry.0);
            geometry.lines.rotate_left(mark.geometry.1);
        }
    }

    /// Adds the boxes of an overlay below all the rest.
    pub(crate) fn put_geometry_below(&mut self, below: &PageGeometry) {
        if let Some(geometry) = &mut self.geometry {
            geometry.put_below(below);
        }
    }

    /// Notes where something is.
    pub(crate) fn place(&mut self, object: ObjectId, instance: u32, kind: BoxKind, rect: Rect) {
        if let Some(geometry) = &mut self.geometry {
            geometry.boxes.push(PlacedBox { object, instance, kind, rect, transform: Transform::IDENTITY });
        }
    }

    /// Makes what was drawn since a mark one group.
    fn group(&mut self, mark: Mark, transform: Transform, clip: Option<Path>, opacity: u8, origin: Origin) {
        let items = self.content.items().split_off(mark.items);
        if items.is_empty() {
            return;
        }
        let group = Group { transform, clip, opacity, items };
        self.push(Item::Group(Box::new(group)), origin);
    }

    /// Cuts off what was drawn since a mark.
    pub(crate) fn clip(&mut self, mark: Mark, to: Rect, origin: Origin) {
        self.group(mark, Transform::IDENTITY, Some(Path::rect(to)), 255, origin);
    }

    fn items_since(&mut self, mark: Mark) -> &mut [Placed] {
        self.content.items().get_mut(mark.items..).unwrap_or_default()
    }
}

impl Owner {
    /// An object that is in no row.
    pub(crate) const fn object(object: ObjectId) -> Self {
        Self { object, instance: 0 }
    }

    pub(crate) const fn origin(self, part: Part) -> Origin {
        Origin::Object { object: self.object, instance: self.instance, part, text: None }
    }
}
