//! Light or dark: the system's choice, or the user's own.

use leptos::prelude::*;
use protocol::ThemeChoice;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Keeps the document's theme as chosen, and as the system says where the system is to say.
pub(crate) fn follow(choice: RwSignal<ThemeChoice>) {
    let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    let system_is_dark = RwSignal::new(query.as_ref().is_some_and(web_sys::MediaQueryList::matches));
    if let Some(query) = query {
        let react = Closure::<dyn Fn(web_sys::MediaQueryListEvent)>::new(move |event: web_sys::MediaQueryListEvent| {
            system_is_dark.set(event.matches());
        });
        query.set_onchange(Some(react.as_ref().unchecked_ref()));
        // The window follows the system as long as it lives.
        react.forget();
    }
    Effect::new(move |_| {
        let is_dark = match choice.get() {
            ThemeChoice::System => system_is_dark.get(),
            ThemeChoice::Light => false,
            ThemeChoice::Dark => true,
        };
        if let Some(root) = document().document_element() {
            // The attribute chooses the tokens.
            let _ = root.set_attribute("data-theme", if is_dark { "dark" } else { "light" });
        }
    });
}
