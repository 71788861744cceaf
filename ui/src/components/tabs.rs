//! Tabs of a panel and the segmented choice of the top bar: one of a few, by mouse and arrow keys.

use leptos::prelude::*;

/// One tab.
#[derive(Clone)]
pub(crate) struct TabChoice<T: 'static> {
    /// What it stands for.
    pub(crate) value: T,
    /// The Fluent key of its name.
    pub(crate) key: &'static str,
    /// A number beside the name, and whether it is bad news; 0 is not shown.
    pub(crate) count: Option<Signal<(usize, bool)>>,
}

impl<T> TabChoice<T> {
    /// A tab without a number.
    pub(crate) const fn new(value: T, key: &'static str) -> Self {
        Self { value, key, count: None }
    }
}

/// The next or last choice for an arrow key.
fn stepped<T: PartialEq + Copy>(values: &[T], now: T, key: &str) -> Option<T> {
    let place = values.iter().position(|value| *value == now)?;
    let last = values.len().checked_sub(1)?;
    let next = match key {
        "ArrowRight" => {
            if place == last {
                0
            } else {
                place + 1
            }
        }
        "ArrowLeft" => {
            if place == 0 {
                last
            } else {
                place - 1
            }
        }
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    values.get(next).copied()
}

/// The tabs of a panel; `children` stands at the right end.
#[component]
pub(crate) fn Tabs<T: PartialEq + Copy + Send + Sync + 'static>(
    choices: Vec<TabChoice<T>>,
    chosen: RwSignal<T>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let values: Vec<T> = choices.iter().map(|choice| choice.value).collect();
    let step = move |event: web_sys::KeyboardEvent| {
        if let Some(next) = stepped(&values, chosen.get_untracked(), &event.key()) {
            event.prevent_default();
            chosen.set(next);
        }
    };
    let buttons = choices
        .into_iter()
        .map(|TabChoice { value, key, count }| {
            let number = count.map(|count| {
                move || {
                    let (number, bad) = count.get();
                    (number > 0).then(|| view! { <span class="count" class:bad=bad>{number}</span> })
                }
            });
            view! {
                <button
                    role="tab"
                    id=format!("tab-{key}")
                    aria-selected=move || (chosen.get() == value).to_string()
                    tabindex=move || if chosen.get() == value { 0 } else { -1 }
                    on:click=move |_| chosen.set(value)
                >
                    {move || crate::language::text(key)}
                    {number}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="tabs" role="tablist" on:keydown=step>
            {buttons}
            <span class="spring"></span>
            {children.map(|children| children())}
        </div>
    }
}

/// One of a few, side by side.
#[component]
pub(crate) fn Segments<T: PartialEq + Copy + Send + Sync + 'static>(
    choices: Vec<TabChoice<T>>,
    chosen: RwSignal<T>,
) -> impl IntoView {
    let values: Vec<T> = choices.iter().map(|choice| choice.value).collect();
    let step = move |event: web_sys::KeyboardEvent| {
        if let Some(next) = stepped(&values, chosen.get_untracked(), &event.key()) {
            event.prevent_default();
            chosen.set(next);
        }
    };
    let buttons = choices
        .into_iter()
        .map(|TabChoice { value, key, .. }| {
            view! {
                <button
                    role="tab"
                    id=format!("segment-{key}")
                    aria-selected=move || (chosen.get() == value).to_string()
                    tabindex=move || if chosen.get() == value { 0 } else { -1 }
                    on:click=move |_| chosen.set(value)
                >
                    {move || crate::language::text(key)}
                </button>
            }
        })
        .collect_view();
    view! { <div class="segments" role="tablist" on:keydown=step>{buttons}</div> }
}
