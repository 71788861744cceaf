//! A dialog over the window: keeps the focus, Escape closes it.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::icons::Icon;
use crate::language::{t, text};

/// What can take the focus inside a dialog.
const FOCUSABLE: &str = "input, select, textarea, button:not(:disabled)";

/// A dialog with a title; `footer` holds its buttons.
#[component]
pub(crate) fn Dialog(
    title: &'static str,
    #[prop(into)] close: Callback<()>,
    #[prop(into)] footer: ViewFn,
    children: Children,
) -> impl IntoView {
    let frame = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(frame) = frame.get()
            && let Ok(Some(first)) = frame.query_selector(".content input, .content button")
            && let Ok(first) = first.dyn_into::<web_sys::HtmlElement>()
        {
            // A dialog without the focus can still be used by mouse.
            let _ = first.focus();
        }
    });
    // The focus may have left with a button that can no longer be pressed: Escape is for the whole window.
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" {
            close.run(());
        }
    });
    on_cleanup(move || escape.remove());
    let keys = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Escape" => {}
        "Tab" => {
            event.stop_propagation();
            keep_inside(frame, &event);
        }
        _ => event.stop_propagation(),
    };
    view! {
        <div class="veil" on:keydown=keys>
            <div class="dialog" role="dialog" aria-modal="true" aria-label=move || text(title) node_ref=frame>
                <header>
                    {move || text(title)}
                    <button class="icon-button" aria-label=t!("close") on:click=move |_| close.run(())>
                        {Icon::Close.view()}
                    </button>
                </header>
                <div class="content">{children()}</div>
                <footer>{move || footer.run()}</footer>
            </div>
        </div>
    }
}

fn keep_inside(frame: NodeRef<Div>, event: &web_sys::KeyboardEvent) {
    let Some(frame) = frame.get_untracked() else { return };
    let Ok(list) = frame.query_selector_all(FOCUSABLE) else { return };
    let Some(last) = list.length().checked_sub(1) else { return };
    let (edge, goal) = if event.shift_key() { (0, last) } else { (last, 0) };
    let active = document().active_element();
    if let (Some(edge), Some(goal)) = (list.item(edge), list.item(goal))
        && active.is_some_and(|active| active.is_same_node(Some(&edge)))
        && let Ok(goal) = goal.dyn_into::<web_sys::HtmlElement>()
    {
        event.prevent_default();
        // The focus stays where it was, inside the dialog.
        let _ = goal.focus();
    }
}
