//! A page's picture: always the newest one that is ready, never a blank in between.

use leptos::prelude::*;
use protocol::Picture;
use wasm_bindgen_futures::JsFuture;

use crate::native;

/// The address of a page's picture.
fn address(revision: u64, kind: Picture, page: usize, scale: f64) -> String {
    native::preview_address(&format!("{revision}/{}/{}@{scale:.3}", kind.word(), page + 1))
}

/// The picture of a page, from 0, of the newest revision, sharp at the settled zoom.
#[component]
pub(crate) fn PagePicture(
    /// The revision whose pages are there.
    #[prop(into)]
    revision: Signal<Option<u64>>,
    /// Which picture.
    kind: Picture,
    /// The page, from 0.
    page: usize,
    /// Pixels of the screen for a CSS pixel at 100 %.
    #[prop(into)]
    scale: Signal<f64>,
    /// Nothing is loaded while the page is far from the window.
    #[prop(into)]
    is_near: Signal<bool>,
) -> impl IntoView {
    let shown = RwSignal::new(String::new());
    let wanted = Memo::new(move |_| {
        is_near.get().then(|| revision.get().map(|revision| address(revision, kind, page, scale.get()))).flatten()
    });
    let newest = StoredValue::new(String::new());
    Effect::new(move |_| {
        let Some(wanted) = wanted.get() else { return };
        newest.set_value(wanted.clone());
        native::spawn(async move {
            let Ok(image) = web_sys::HtmlImageElement::new() else { return };
            image.set_src(&wanted);
            let loaded = JsFuture::from(image.decode()).await.is_ok();
            // A newer picture may have been asked for, or the page be gone, while this one was on its way.
            if loaded && newest.try_get_value().is_some_and(|newest| newest == wanted) {
                shown.try_set(wanted);
            }
        });
    });
    view! {
        <Show when=move || !shown.get().is_empty()>
            <img src=move || shown.get() alt="" draggable="false" />
        </Show>
    }
}

/// Screen pixels for a CSS pixel.
pub(crate) fn screen_density() -> f64 {
    window().device_pixel_ratio()
}
