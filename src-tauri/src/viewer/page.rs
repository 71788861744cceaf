//! A page with the bytes that drew each item.

use diagnostics::Diagnostics;
use formwright::Painter;
use formwright::raster::{Caches, encode_png};
use formwright::scene::{Item, Origin, Placed, Visit, walk};
use protocol::{Failure, ViewedItem, ViewedPage};
use units::{Emu, Point, Rect, Transform};

use super::{OpenFile, no_page};
use crate::session::problems;

/// CSS pixels to the inch.
const CSS_DPI: f64 = 96.0;

/// The largest scale a picture is made at; beyond it the web view enlarges.
const LARGEST_SCALE: f64 = 4.0;

/// Items of a page that are told.
const MOST_ITEMS: usize = 50_000;

impl OpenFile {
    /// A page, from 1.
    pub(super) fn page(&self, page: usize) -> Option<ViewedPage> {
        let number = page.checked_sub(1)?;
        let summary = self.document.page_summary(number)?;
        let read = self.document.page(number)?;
        let mut items = Vec::new();
        walk(&read.page.content, &read.definitions, &mut |visit| {
            if items.len() < MOST_ITEMS {
                items.extend(self.item(&visit));
            }
        });
        Some(ViewedPage {
            page: u32::try_from(page).ok()?,
            name: summary.name,
            width: read.page.size.width.get(),
            height: read.page.size.height.get(),
            part: self.part_at(summary.bytes.0).and_then(|part| u32::try_from(part).ok())?,
            items,
            index: summary.index.iter().map(|entry| (entry.name.clone(), entry.value.clone())).collect(),
            problems: problems(&read.diagnostics),
        })
    }

    fn item(&self, visit: &Visit<'_>) -> Option<ViewedItem> {
        let include = visit.include.and_then(|include| self.range(include));
        let bytes = self.range(visit.placed).or(include)?;
        let rect = visit.transform.apply_bounds(bounds(&visit.placed.item)?);
        Some(ViewedItem {
            left: rect.x.get(),
            top: rect.y.get(),
            width: rect.width.get(),
            height: rect.height.get(),
            bytes,
            include,
        })
    }

    /// The bytes that drew an item, where they are of this file.
    fn range(&self, placed: &Placed) -> Option<(u64, u64)> {
        match placed.origin {
            Origin::Bytes { start, end } if start < self.bytes.len() as u64 => Some((start, end)),
            Origin::Bytes { .. } | Origin::Object { .. } | Origin::None => None,
        }
    }

    /// A page's picture, from 1, as PNG; the caches come back for the next one.
    pub(super) fn picture(&self, page: usize, scale: f64, caches: Caches) -> (Result<Vec<u8>, Failure>, Caches) {
        let Some(number) = page.checked_sub(1).filter(|number| *number < self.document.page_count()) else {
            return (Err(no_page(page)), caches);
        };
        let dpi = scale.clamp(0.02, LARGEST_SCALE) * CSS_DPI;
        let mut painter = Painter::Afp(&self.document, Some(caches));
        let painted = painter.paint(number, dpi, &mut Diagnostics::new());
        let caches = painter.into_caches().unwrap_or_default();
        let picture = painted
            .map_err(|diagnostic| crate::session::failure(&diagnostic))
            .and_then(|pixels| encode_png(&pixels, dpi).map_err(|error| Failure::new("picture", error.to_string())));
        (picture, caches)
    }
}

/// Where an item lies, in its own coordinates.
fn bounds(item: &Item) -> Option<Rect> {
    match item {
        Item::Text(run) => {
            let em = run.size.em();
            let upright = Rect::new(Emu::ZERO, -em.scale(4, 5), run.advance, em);
            let placed = Transform::rotate(run.turn.into()).then(Transform::translate(run.origin));
            Some(placed.apply_bounds(upright))
        }
        Item::Rule(rule) => Some(rule.rect),
        Item::Path(path) => path.path.bounds(),
        Item::Image(image) => Some(image.rect),
        Item::Barcode(code) => {
            let upright = Rect::from_corners(Point::ORIGIN, Point::new(code.size.width, code.size.height));
            Some(Transform::rotate(code.turn.into()).then(Transform::translate(code.origin)).apply_bounds(upright))
        }
        Item::Link(_) | Item::Include { .. } | Item::Group(_) => None,
    }
}
