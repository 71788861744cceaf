//! The drawer below the canvas: problems, and the bytes of the emitted AFP.

mod history;
mod inspector;
mod problems;

pub(crate) use problems::words as problem_words;

use leptos::prelude::*;
use protocol::Severity;

use crate::components::{Grip, TabChoice, Tabs};
use crate::designer::designer;
use crate::icons::Icon;
use crate::language::{t, text_with};
use crate::status::bytes;

/// What the drawer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DrawerTab {
    Problems,
    Inspector,
    History,
}

/// The drawer.
#[component]
pub(crate) fn Drawer() -> impl IntoView {
    let designer = designer();
    let height = designer.drawer_height;
    let count = Signal::derive(move || {
        let problems = designer.problems();
        (problems.len(), problems.iter().any(|problem| problem.severity == Severity::Error))
    });
    let choices = vec![
        TabChoice { value: DrawerTab::Problems, key: "tab-problems", count: Some(count) },
        TabChoice::new(DrawerTab::Inspector, "tab-inspector"),
        TabChoice::new(DrawerTab::History, "tab-history"),
    ];
    let note = move || {
        (designer.drawer_tab.get() == DrawerTab::Inspector)
            .then(|| {
                designer.live.inspection.with(|inspection| {
                    inspection.as_ref().map(|inspection| {
                        text_with(
                            "inspector-note",
                            &[
                                ("page", inspection.page.to_string()),
                                ("fields", inspection.fields.to_string()),
                                ("bytes", bytes(inspection.bytes)),
                            ],
                        )
                    })
                })
            })
            .flatten()
    };
    view! {
        <section
            class="drawer"
            style:height=move || format!("{}px", height.get())
            aria-label=t!("panel-drawer")
        >
            <Grip size=height least=90.0 most=620.0 sign=-1.0 vertical=true />
            <Tabs choices=choices chosen=designer.drawer_tab>
                <span class="note">{note}</span>
                <button
                    class="icon-button"
                    style="align-self:center"
                    aria-label=t!("close")
                    on:click=move |_| designer.drawer_is_open.set(false)
                >
                    {Icon::Close.small()}
                </button>
            </Tabs>
            {move || match designer.drawer_tab.get() {
                DrawerTab::Problems => view! { <problems::Problems /> }.into_any(),
                DrawerTab::Inspector => view! { <inspector::Inspector /> }.into_any(),
                DrawerTab::History => view! { <history::History /> }.into_any(),
            }}
        </section>
    }
}
