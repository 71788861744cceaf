//! A part of the window that shows a part of the world: measures itself, zooms by wheel, pans by wheel, middle button
//! or space.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::view::View;

/// A wheel step of one line, in pixels.
const LINE: f64 = 20.0;

/// Keeps the view's size that of the element.
pub(crate) fn measure(element: NodeRef<Div>, view: View, first: impl Fn() + 'static) {
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        let observed = element.clone();
        let update = move || {
            let place = observed.get_bounding_client_rect();
            view.size.try_set((place.width(), place.height()));
        };
        update();
        first();
        let callback = Closure::<dyn Fn()>::new(update);
        if let Ok(observer) = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()) {
            observer.observe(&element);
            // The observer is collected with its element; its callback must live as long.
            callback.forget();
        }
    });
}

/// Zooms with Ctrl held, else pans.
pub(crate) fn on_wheel(view: View, element: NodeRef<Div>, event: &web_sys::WheelEvent) {
    event.prevent_default();
    let step = if event.delta_mode() == web_sys::WheelEvent::DOM_DELTA_LINE { LINE } else { 1.0 };
    let (x, y) = (event.delta_x() * step, event.delta_y() * step);
    if event.ctrl_key() || event.meta_key() {
        view.zoom_at(local(element, event), (-y / 300.0).clamp(-0.6, 0.6).exp());
    } else if event.shift_key() && x == 0.0 {
        view.pan_by(-y, 0.0);
    } else {
        view.pan_by(-x, -y);
    }
}

/// The event's place in the element, in pixels.
pub(crate) fn local(element: NodeRef<Div>, event: &web_sys::MouseEvent) -> (f64, f64) {
    let place = element.get_untracked().map(|element| element.get_bounding_client_rect());
    let (left, top) = place.map_or((0.0, 0.0), |place| (place.left(), place.top()));
    (f64::from(event.client_x()) - left, f64::from(event.client_y()) - top)
}

/// Panning by the middle button, or by the left one while space is held.
#[derive(Clone, Copy)]
pub(crate) struct Panning {
    /// Space is held.
    pub(crate) space: RwSignal<bool>,
    /// Where the pointer was.
    last: RwSignal<Option<(f64, f64)>>,
}

impl Panning {
    /// Nothing held.
    pub(crate) fn new() -> Self {
        Self { space: RwSignal::new(false), last: RwSignal::new(None) }
    }

    /// Whether the hand is shown.
    pub(crate) fn is_on(self) -> bool {
        self.space.get() || self.last.get().is_some()
    }

    /// Begins where this press is one for panning.
    pub(crate) fn press(self, event: &web_sys::PointerEvent) -> bool {
        let begins = event.button() == 1 || (event.button() == 0 && self.space.get_untracked());
        if begins {
            event.prevent_default();
            capture(event);
            self.last.set(Some((f64::from(event.client_x()), f64::from(event.client_y()))));
        }
        begins
    }

    /// Moves the view where it is panned.
    pub(crate) fn drag(self, view: View, event: &web_sys::PointerEvent) -> bool {
        let Some((x, y)) = self.last.get_untracked() else { return false };
        let now = (f64::from(event.client_x()), f64::from(event.client_y()));
        view.pan_by(now.0 - x, now.1 - y);
        self.last.set(Some(now));
        true
    }

    /// Ends.
    pub(crate) fn release(self) -> bool {
        let was_on = self.last.get_untracked().is_some();
        self.last.set(None);
        was_on
    }
}

/// All further events of this pointer come to the element it was pressed on.
pub(crate) fn capture(event: &web_sys::PointerEvent) {
    if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) {
        // Without capture a drag ends at the element's edge.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}
