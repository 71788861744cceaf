//! Going through all items, groups and includes resolved.

use units::{Point, Transform};

use crate::{Content, Definitions, Item, Placed};

/// An item met on the way.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    /// The item and its origin.
    pub placed: &'a Placed,
    /// The content that its spans point into.
    pub content: &'a Content,
    /// From the item's coordinates to the page's.
    pub transform: Transform,
    /// The origin of the outermost include it stands in, if it stands in one.
    pub include: Option<&'a Placed>,
}

/// How deep groups and includes may nest; deeper ones are not visited.
const DEEPEST: usize = 64;

/// Visits every leaf item in the order drawn; what groups and includes hold instead of them.
pub fn walk<'a>(content: &'a Content, definitions: &'a Definitions, visit: &mut dyn FnMut(Visit<'a>)) {
    step(content, &content.items, definitions, Transform::IDENTITY, None, DEEPEST, visit);
}

fn step<'a>(
    content: &'a Content,
    items: &'a [Placed],
    definitions: &'a Definitions,
    transform: Transform,
    include: Option<&'a Placed>,
    depth: usize,
    visit: &mut dyn FnMut(Visit<'a>),
) {
    if depth == 0 {
        return;
    }
    for placed in items {
        match &placed.item {
            Item::Group(group) => {
                let inner = group.transform.then(transform);
                step(content, &group.items, definitions, inner, include, depth - 1, visit);
            }
            Item::Include { include: id, at, turn } => {
                if let Some(defined) = definitions.include(*id) {
                    let inner = Transform::rotate((*turn).into())
                        .then(Transform::translate(Point::new(at.x, at.y)))
                        .then(transform);
                    let outermost = include.or(Some(placed));
                    step(&defined.content, &defined.content.items, definitions, inner, outermost, depth - 1, visit);
                }
            }
            Item::Text(_) | Item::Rule(_) | Item::Path(_) | Item::Image(_) | Item::Barcode(_) | Item::Link(_) => {
                visit(Visit { placed, content, transform, include });
            }
        }
    }
}
