//! Fields: text that is taken on Enter or on leaving, and a choice from a list.
//!
//! A field shows the document's value until it is edited, and Escape brings that value back; so a caret is never
//! lost to a value that arrives from elsewhere.

use leptos::prelude::*;

use crate::icons::Icon;

/// Keys in a field are the field's, but for the window's own shortcuts.
pub(crate) fn keep_keys(event: &web_sys::KeyboardEvent) {
    if !event.ctrl_key() && !event.meta_key() {
        event.stop_propagation();
    }
}

/// A line of text with a label inside. `commit` says whether the text was accepted.
#[component]
pub(crate) fn TextField(
    /// The value of the document.
    #[prop(into)]
    value: Signal<String>,
    /// Takes the edited text; false shows it as wrong.
    #[prop(into)]
    commit: Callback<String, bool>,
    /// Text before the value.
    #[prop(optional)]
    label: &'static str,
    /// Text after the value.
    #[prop(optional, into)]
    unit: Signal<String>,
    /// What a screen reader calls it.
    #[prop(into)]
    name: Signal<String>,
    /// Shown in the code face.
    #[prop(optional)]
    code: bool,
    /// The element's id, for labels and tests.
    #[prop(optional)]
    id: &'static str,
    /// A small view before the value.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let draft = RwSignal::new(None::<String>);
    let wrong = RwSignal::new(false);
    let finish = move || {
        if let Some(text) = draft.get_untracked() {
            if text == value.get_untracked() || commit.run(text) {
                draft.set(None);
                wrong.set(false);
            } else {
                wrong.set(true);
            }
        }
    };
    let keys = move |event: web_sys::KeyboardEvent| {
        keep_keys(&event);
        match event.key().as_str() {
            "Enter" => finish(),
            "Escape" => {
                draft.set(None);
                wrong.set(false);
                if let Some(field) = event.target().and_then(as_element) {
                    // A field that keeps the focus is no harm.
                    let _ = field.blur();
                }
            }
            _ => {}
        }
    };
    view! {
        <label class="field" class:wrong=move || wrong.get() class:code=code>
            {(!label.is_empty()).then(|| view! { <span class="label">{label}</span> })}
            {children.map(|children| children())}
            <input
                id=id
                type="text"
                spellcheck="false"
                aria-label=move || name.get()
                aria-invalid=move || wrong.get().to_string()
                prop:value=move || draft.get().unwrap_or_else(|| value.get())
                on:input=move |event| draft.set(Some(event_target_value(&event)))
                on:keydown=keys
                on:change=move |_| finish()
                on:blur=move |_| {
                    finish();
                    draft.set(None);
                    wrong.set(false);
                }
            />
            {move || {
                let unit = unit.get();
                (!unit.is_empty()).then(|| view! { <span class="unit">{unit}</span> })
            }}
        </label>
    }
}

fn as_element(target: web_sys::EventTarget) -> Option<web_sys::HtmlElement> {
    wasm_bindgen::JsCast::dyn_into(target).ok()
}

/// One entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What is committed.
    pub(crate) value: String,
    /// What is shown.
    pub(crate) name: String,
}

/// One of a list.
#[component]
pub(crate) fn ChoiceField(
    /// The value of the document.
    #[prop(into)]
    value: Signal<String>,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Takes the choice.
    #[prop(into)]
    commit: Callback<String>,
    /// Text before the value.
    #[prop(optional, into)]
    label: Signal<String>,
    /// What a screen reader calls it.
    #[prop(into)]
    name: Signal<String>,
    /// The element's id, for labels and tests.
    #[prop(optional)]
    id: &'static str,
    /// A small view before the value.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let options = move || {
        let now = value.get();
        choices
            .get()
            .into_iter()
            .map(|choice| {
                let chosen = choice.value == now;
                view! { <option value=choice.value selected=chosen>{choice.name}</option> }
            })
            .collect_view()
    };
    view! {
        <label class="field">
            {move || {
                let label = label.get();
                (!label.is_empty()).then(|| view! { <span class="label">{label}</span> })
            }}
            {children.map(|children| children())}
            <select
                id=id
                aria-label=move || name.get()
                on:change=move |event| commit.run(event_target_value(&event))
                on:keydown=move |event| keep_keys(&event)
            >
                {options}
            </select>
            <span class="chevron">{Icon::Down.small()}</span>
        </label>
    }
}
