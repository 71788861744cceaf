//! The left panel: pages, layers, data, libraries.

use leptos::prelude::*;

use super::data::DataPanel;
use super::layers::LayersPanel;
use super::library::LibraryPanel;
use super::pages::PagesPanel;
use crate::components::{Grip, TabChoice, Tabs};
use crate::designer::designer;
use crate::language::t;

/// What the left panel shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeftTab {
    Pages,
    Layers,
    Data,
    Library,
}

/// The panel.
#[component]
pub(crate) fn LeftPanel() -> impl IntoView {
    let designer = designer();
    let width = designer.left_width;
    let choices = vec![
        TabChoice::new(LeftTab::Pages, "tab-pages"),
        TabChoice::new(LeftTab::Layers, "tab-layers"),
        TabChoice::new(LeftTab::Data, "tab-data"),
        TabChoice::new(LeftTab::Library, "tab-library"),
    ];
    view! {
        <aside class="side left" style:width=move || format!("{}px", width.get()) aria-label=t!("panel-left")>
            <Tabs choices=choices chosen=designer.left_tab />
            {move || match designer.left_tab.get() {
                LeftTab::Pages => view! { <PagesPanel /> }.into_any(),
                LeftTab::Layers => view! { <LayersPanel /> }.into_any(),
                LeftTab::Data => view! { <DataPanel /> }.into_any(),
                LeftTab::Library => view! { <LibraryPanel /> }.into_any(),
            }}
            <Grip size=width least=180.0 most=520.0 sign=1.0 />
        </aside>
    }
}
