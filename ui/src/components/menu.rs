//! Where a menu hangs: below its button, inside the window.

use wasm_bindgen::JsCast;

/// The top left corner of an open menu, in pixels of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct MenuPlace {
    /// From the left.
    pub(crate) left: f64,
    /// From the top.
    pub(crate) top: f64,
}

impl MenuPlace {
    /// Below the element an event came from.
    pub(crate) fn below(event: &web_sys::Event) -> Self {
        let element = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        element.map_or(Self { left: 0.0, top: 0.0 }, |element| {
            let place = element.get_bounding_client_rect();
            Self { left: place.left(), top: place.bottom() + 4.0 }
        })
    }

    /// The place as a style.
    pub(crate) fn style(self) -> String {
        format!("left:{}px;top:{}px", self.left, self.top)
    }
}
