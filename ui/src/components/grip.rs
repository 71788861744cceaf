//! The edge of a panel that can be dragged.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Drags `size` between `least` and `most` pixels. `sign` is 1 where the panel grows with the pointer's coordinate.
#[component]
pub(crate) fn Grip(
    size: RwSignal<f64>,
    least: f64,
    most: f64,
    sign: f64,
    #[prop(optional)] vertical: bool,
) -> impl IntoView {
    let held = RwSignal::new(None::<(f64, f64)>);
    let at = move |event: &web_sys::PointerEvent| f64::from(if vertical { event.client_y() } else { event.client_x() });
    let press = move |event: web_sys::PointerEvent| {
        if let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) {
            // Without capture the grip follows as long as the pointer is over it.
            let _ = target.set_pointer_capture(event.pointer_id());
        }
        held.set(Some((at(&event), size.get_untracked())));
    };
    let drag = move |event: web_sys::PointerEvent| {
        if let Some((start, before)) = held.get_untracked() {
            size.set((before + (at(&event) - start) * sign).clamp(least, most));
        }
    };
    view! {
        <div
            class="grip"
            class:held=move || held.get().is_some()
            on:pointerdown=press
            on:pointermove=drag
            on:pointerup=move |_| held.set(None)
            on:pointercancel=move |_| held.set(None)
        ></div>
    }
}
