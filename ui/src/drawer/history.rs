//! The edits that can be undone and done again, by name; a click goes there.

use leptos::prelude::*;

use crate::designer::designer;
use crate::language::{t, text};

/// The list, the newest edit last.
#[component]
pub(crate) fn History() -> impl IntoView {
    let designer = designer();
    let list = move || {
        let (done, undone) = designer.editing.history();
        let here = done.len();
        std::iter::once("start".to_owned())
            .chain(done)
            .chain(undone)
            .enumerate()
            .map(|(number, name)| {
                view! {
                    <button
                        class="row"
                        aria-current=(number == here).to_string()
                        class:undone=(number > here)
                        on:click=move |_| designer.go_to_edit(number)
                    >
                        <span class="mono" style="width:32px">{number}</span>
                        {text(&format!("edit-{name}"))}
                    </button>
                }
            })
            .collect_view()
    };
    view! { <div class="scroll problems history" aria-label=t!("tab-history")>{list}</div> }
}
