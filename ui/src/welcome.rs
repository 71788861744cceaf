//! What the window shows before a template is open: what was open before, and the way to open another.

use leptos::prelude::*;

use crate::commands::Command;
use crate::designer::designer;
use crate::language::t;
use crate::top_bar::ProductMark;

/// The start screen.
#[component]
pub(crate) fn Welcome() -> impl IntoView {
    let designer = designer();
    view! {
        <div class="welcome">
            <ProductMark />
            <h1>{t!("welcome-title")}</h1>
            <div>{t!("welcome-text")}</div>
            <div class="actions">
                <button class="button primary" id="welcome-open" on:click=move |_| Command::Open.run(designer)>
                    {t!("command-open")}
                </button>
            </div>
            <Show when=move || designer.recoveries.with(|list| !list.is_empty())>
                <div class="recent" id="recoveries">
                    <For each=move || designer.recoveries.get() key=|recovery| recovery.id let:recovery>
                        <div class="banner">
                            <span>
                                {t!("recovery-text", "name" => recovery.name)}
                            </span>
                            <button class="button" on:click=move |_| designer.discard_recovery(recovery.id)>
                                {t!("recovery-discard")}
                            </button>
                            <button
                                class="button primary recover"
                                style="margin-left:0"
                                on:click=move |_| designer.recover(recovery.id)
                            >
                                {t!("recovery-open")}
                            </button>
                        </div>
                    </For>
                </div>
            </Show>
            <div class="recent">
                <For each=move || designer.recent.get() key=|file| file.path.clone() let:file>
                    {
                        let path = StoredValue::new(file.path.clone());
                        view! {
                            <button on:click=move |_| designer.open(Some(path.get_value()))>
                                <b>{file.name.clone()}</b>
                                <span>{file.path}</span>
                            </button>
                        }
                    }
                </For>
            </div>
        </div>
    }
}
