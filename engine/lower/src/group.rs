//! Groups resolved into their items.

use scene::{Content, Group, Item, Origin, Placed};
use units::{Emu, Rect, Transform};

use crate::clip::{Clip, intersection};
use crate::pass::{Pass, Place};
use crate::text::run_bounds;

impl Pass<'_> {
    pub(crate) fn group(&mut self, group: &Group, placed: &Placed, content: &Content, place: &Place) {
        if group.opacity == 0 {
            return;
        }
        let Some(mut inner) = self.deeper(group.transform.then(place.transform), place, placed.origin) else { return };
        if let Some(path) = &group.clip {
            match Clip::within(path, inner.transform, place.clip.as_ref()) {
                Ok(clip) => inner.clip = Some(clip),
                Err(error) => self.too_complex(placed.origin, error),
            }
        }
        if group.opacity == u8::MAX {
            self.items(content, &group.items, &inner);
            return;
        }
        let drawn = group.items.iter().filter_map(|item| self.item_bounds(item, inner.transform));
        let Some(bounds) = drawn.reduce(Rect::union) else { return };
        let bounds = match &inner.clip {
            Some(clip) => clip.bounds.and_then(|clip| intersection(clip, bounds)),
            None => Some(bounds),
        };
        if let Some(bounds) = bounds {
            self.as_picture(placed, content, place, bounds, "it is partly transparent");
        }
    }

    /// The rectangle that an item surely stays in, on the page.
    pub(crate) fn item_bounds(&self, placed: &Placed, transform: Transform) -> Option<Rect> {
        let local = match &placed.item {
            Item::Text(run) => run_bounds(run),
            Item::Rule(rule) => rule.rect,
            Item::Path(path) => {
                let reach = path.stroke.as_ref().map_or(Emu::ZERO, |stroke| stroke.width * 4);
                path.path.bounds()?.outset(reach)
            }
            Item::Image(image) => image.rect,
            Item::Barcode(barcode) => barcode.transform().apply_bounds(Rect::new(
                Emu::ZERO,
                Emu::ZERO,
                barcode.size.width,
                barcode.size.height,
            )),
            Item::Include { include, at, turn } => {
                let size = self.lowering.definitions.include(*include)?.size;
                Transform::rotate((*turn).into()).then(Transform::translate(*at)).apply_bounds(Rect::new(
                    Emu::ZERO,
                    Emu::ZERO,
                    size.width,
                    size.height,
                ))
            }
            Item::Group(group) => {
                let inner = group.transform.then(transform);
                let drawn = group.items.iter().filter_map(|item| self.item_bounds(item, inner)).reduce(Rect::union)?;
                let clip = group.clip.as_ref().and_then(|clip| clip.transformed(inner).bounds());
                return match clip {
                    Some(clip) => intersection(clip, drawn),
                    None => Some(drawn),
                };
            }
            Item::Link(_) => return None,
        };
        Some(transform.apply_bounds(local))
    }

    /// Copies an item, its runs with it, into content being built.
    pub(crate) fn adopt(placed: &Placed, from: &Content, to: &mut scene::ContentBuilder) -> Placed {
        let item = match &placed.item {
            Item::Text(run) => Item::Text(to.adopt(run, from)),
            Item::Group(group) => {
                let items = group.items.iter().map(|item| Self::adopt(item, from, to)).collect();
                Item::Group(Box::new(Group { items, clip: group.clip.clone(), ..**group }))
            }
            other => other.clone(),
        };
        Placed { item, origin: placed.origin }
    }
}

/// A group that draws items in another place, for what is drawn as a picture.
pub(crate) fn placed_in(items: Vec<Placed>, place: &Place, origin: Origin) -> Placed {
    let clip = place.clip.as_ref().map(|clip| crate::polygon::to_path(&clip.polygons));
    // The clip is in page coordinates, so it stands around the transform.
    let inner = Group { transform: place.transform, clip: None, opacity: u8::MAX, items };
    let inner = Placed { item: Item::Group(Box::new(inner)), origin };
    let outer = Group { transform: Transform::IDENTITY, clip, opacity: u8::MAX, items: vec![inner] };
    Placed { item: Item::Group(Box::new(outer)), origin }
}
