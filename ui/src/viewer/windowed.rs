//! A long list of which only the rows in sight are asked for and shown.

use leptos::html::Div;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::native;

/// Rows beyond those in sight.
const SPARE: usize = 8;

/// A list of `count` rows of `height` pixels; `command` answers rows from a number on.
#[component]
pub(super) fn Windowed<T, V>(
    count: Signal<usize>,
    height: f64,
    /// The command that gives rows.
    command: &'static str,
    /// Asks again where this changes.
    #[prop(into)]
    key: Signal<u64>,
    /// Shows a row.
    row: fn(T) -> V,
    #[prop(into)] name: Signal<String>,
    #[prop(optional)] id: &'static str,
) -> impl IntoView
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let element = NodeRef::<Div>::new();
    let scroll = RwSignal::new(0.0_f64);
    let rows = RwSignal::new((0_usize, Vec::<T>::new()));
    let seen = Memo::new(move |_| {
        let shown = element.get().map_or(700.0, |element| f64::from(element.client_height()).max(200.0));
        let first = ((scroll.get() / height) as usize).saturating_sub(SPARE);
        // Whole steps, so that scrolling by a row does not ask again.
        let first = first - first % SPARE;
        (first, (shown / height) as usize + 3 * SPARE)
    });
    Effect::new(move |_| {
        let ((from, many), _, count) = (seen.get(), key.get(), count.get());
        if count == 0 {
            rows.set((0, Vec::new()));
            return;
        }
        native::spawn(async move {
            let arguments = json!({ "from": from, "count": many });
            if let Ok(found) = native::call::<Vec<T>>(command, &arguments).await
                && seen.try_get_untracked() == Some((from, many))
            {
                rows.try_set((from, found));
            }
        });
    });
    let list = move || {
        let (from, found) = rows.get();
        found
            .into_iter()
            .enumerate()
            .map(|(place, content)| {
                let top = (from + place) as f64 * height;
                view! {
                    <div style=format!("position:absolute;left:0;right:0;top:{top}px;height:{height}px")>
                        {row(content)}
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <div
            class="scroll windowed"
            id=id
            aria-label=move || name.get()
            node_ref=element
            on:scroll=move |_| scroll.set(element.get_untracked().map_or(0.0, |element| f64::from(element.scroll_top())))
        >
            <div style=move || format!("position:relative;height:{}px", count.get() as f64 * height)>{list}</div>
        </div>
    }
}
