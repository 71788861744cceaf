//! How the pages lie on the canvas, and what part of it is seen.
//!
//! World units are CSS pixels at 100 %, 96 to the inch. Pages stand below each other, each centred on x = 0.

use leptos::prelude::*;
use protocol::PageSize;

/// EMU in one CSS pixel at 100 %.
pub(crate) const EMU_PER_PIXEL: f64 = 9525.0;

/// Space between two pages, in world units.
const GAP: f64 = 28.0;

/// Free space around fitted pages, in pixels of the window.
const MARGIN: f64 = 28.0;

const LEAST_ZOOM: f64 = 0.08;
const MOST_ZOOM: f64 = 32.0;

/// Where a page lies, in world units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PagePlace {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Where all pages lie.
pub(crate) fn page_places(pages: &[PageSize]) -> Vec<PagePlace> {
    let mut top = 0.0;
    pages
        .iter()
        .map(|page| {
            let (width, height) = (f64::from(page.width) / EMU_PER_PIXEL, f64::from(page.height) / EMU_PER_PIXEL);
            let place = PagePlace { left: -width / 2.0, top, width, height };
            top += height + GAP;
            place
        })
        .collect()
}

/// Zoom and pan of one or more viewports that move together.
#[derive(Clone, Copy)]
pub(crate) struct View {
    /// Pixels of the window for one world unit.
    pub(crate) zoom: RwSignal<f64>,
    /// Where the world's origin is in the viewport, in pixels.
    pub(crate) pan: RwSignal<(f64, f64)>,
    /// Width and height of the viewport, in pixels.
    pub(crate) size: RwSignal<(f64, f64)>,
    /// The zoom once it has not changed for a moment: pictures are asked for at this scale.
    pub(crate) settled: RwSignal<f64>,
}

impl View {
    /// A view at 100 %, to be fitted when its size is known.
    pub(crate) fn new() -> Self {
        let view = Self {
            zoom: RwSignal::new(1.0),
            pan: RwSignal::new((0.0, 0.0)),
            size: RwSignal::new((0.0, 0.0)),
            settled: RwSignal::new(1.0),
        };
        let waiting = StoredValue::new(None::<TimeoutHandle>);
        Effect::new(move |_| {
            let zoom = view.zoom.get();
            if let Some(handle) = waiting.get_value() {
                handle.clear();
            }
            let settle = move || view.settled.set(zoom);
            let handle = set_timeout_with_handle(settle, std::time::Duration::from_millis(140)).ok();
            waiting.set_value(handle);
        });
        view
    }

    /// Changes the zoom so that the point of the viewport stays where it is.
    pub(crate) fn zoom_at(self, point: (f64, f64), factor: f64) {
        let before = self.zoom.get_untracked();
        let after = (before * factor).clamp(LEAST_ZOOM, MOST_ZOOM);
        let (x, y) = self.pan.get_untracked();
        let share = after / before;
        self.zoom.set(after);
        self.pan.set((point.0 - (point.0 - x) * share, point.1 - (point.1 - y) * share));
    }

    /// Changes the zoom about the middle of the viewport.
    pub(crate) fn zoom_by(self, factor: f64) {
        let (width, height) = self.size.get_untracked();
        self.zoom_at((width / 2.0, height / 2.0), factor);
    }

    /// Moves what is seen by so many pixels.
    pub(crate) fn pan_by(self, x: f64, y: f64) {
        self.pan.update(|pan| *pan = (pan.0 + x, pan.1 + y));
    }

    /// Shows a page whole.
    pub(crate) fn fit(self, page: PagePlace) {
        let (width, height) = self.size.get_untracked();
        if width < 1.0 || height < 1.0 {
            return;
        }
        let zoom = ((width - 2.0 * MARGIN) / page.width)
            .min((height - 2.0 * MARGIN) / page.height)
            .clamp(LEAST_ZOOM, MOST_ZOOM);
        self.show_at(page, zoom);
    }

    /// Shows a page's width whole, from its top.
    pub(crate) fn fit_width(self, page: PagePlace) {
        let (width, _) = self.size.get_untracked();
        if width < 1.0 {
            return;
        }
        let zoom = ((width - 2.0 * MARGIN) / page.width).clamp(LEAST_ZOOM, 1.5);
        self.show_at(page, zoom);
        self.pan.update(|pan| pan.1 = MARGIN - page.top * zoom);
    }

    /// Shows the middle of a page at a zoom.
    pub(crate) fn show_at(self, page: PagePlace, zoom: f64) {
        let (width, height) = self.size.get_untracked();
        self.zoom.set(zoom);
        self.pan.set((
            width / 2.0 - (page.left + page.width / 2.0) * zoom,
            height / 2.0 - (page.top + page.height / 2.0) * zoom,
        ));
    }

    /// Brings the top of a page to the top of the viewport.
    pub(crate) fn show_top(self, page: PagePlace) {
        let zoom = self.zoom.get_untracked();
        self.pan.update(|pan| pan.1 = MARGIN - page.top * zoom);
    }

    /// Moves as little as needed for a place to be seen.
    pub(crate) fn reveal(self, place: PagePlace) {
        let (width, height) = self.size.get_untracked();
        let zoom = self.zoom.get_untracked();
        let (x, y) = self.pan.get_untracked();
        let (left, top) = (place.left * zoom + x, place.top * zoom + y);
        let (right, bottom) = (left + place.width * zoom, top + place.height * zoom);
        let shift = |low: f64, high: f64, length: f64| {
            if low >= 0.0 && high <= length { 0.0 } else { length / 2.0 - (low + high) / 2.0 }
        };
        self.pan_by(shift(left, right, width), shift(top, bottom, height));
    }

    /// The point of the world under a point of the viewport.
    pub(crate) fn to_world(self, point: (f64, f64)) -> (f64, f64) {
        let (x, y) = self.pan.get_untracked();
        let zoom = self.zoom.get_untracked();
        ((point.0 - x) / zoom, (point.1 - y) / zoom)
    }

    /// The number, from 0, of the page in the middle of the viewport.
    pub(crate) fn page_in_view(self, places: &[PagePlace]) -> usize {
        let (x, y) = self.pan.get();
        let zoom = self.zoom.get();
        let (_, height) = self.size.get();
        let _ = x;
        let middle = (height / 2.0 - y) / zoom;
        places
            .iter()
            .position(|place| middle < place.top + place.height + GAP / 2.0)
            .unwrap_or(places.len().saturating_sub(1))
    }

    /// Whether any of a page is seen, with a margin of half a window.
    pub(crate) fn is_near(self, place: PagePlace) -> bool {
        let (_, y) = self.pan.get();
        let zoom = self.zoom.get();
        let (_, height) = self.size.get();
        let (top, bottom) = (place.top * zoom + y, (place.top + place.height) * zoom + y);
        bottom > -height / 2.0 && top < height * 1.5
    }

    /// The transform of the wrapper around the pages.
    pub(crate) fn transform(self) -> String {
        let (x, y) = self.pan.get();
        format!("transform:translate({x}px,{y}px) scale({})", self.zoom.get())
    }
}

/// The smallest place around two.
pub(crate) fn union(a: PagePlace, b: PagePlace) -> PagePlace {
    let (left, top) = (a.left.min(b.left), a.top.min(b.top));
    let right = (a.left + a.width).max(b.left + b.width);
    let bottom = (a.top + a.height).max(b.top + b.height);
    PagePlace { left, top, width: right - left, height: bottom - top }
}

/// A rectangle of a page, in world units.
pub(crate) fn on_page(page: PagePlace, rect: units::Rect) -> PagePlace {
    PagePlace {
        left: page.left + f64::from(rect.x.get()) / EMU_PER_PIXEL,
        top: page.top + f64::from(rect.y.get()) / EMU_PER_PIXEL,
        width: f64::from(rect.width.get()) / EMU_PER_PIXEL,
        height: f64::from(rect.height.get()) / EMU_PER_PIXEL,
    }
}
