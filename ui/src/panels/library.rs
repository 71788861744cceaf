//! The library panel: overlays and page segments of the chosen folders, each with a small picture; a click places it.

use leptos::prelude::*;
use protocol::{LibraryEntry, PageSize, ResourceKind};
use units::Emu;

use super::output::LibraryFolders;
use crate::canvas::screen_density;
use crate::components::keep_keys;
use crate::designer::{Designer, designer};
use crate::icons::Icon;
use crate::language::{t, text};
use crate::lengths;
use crate::library::{picture_address, resource_size};
use crate::native;

/// Rows that are shown at once; the filter finds the others.
const MOST_ROWS: usize = 100;

/// The longer side of a small picture.
const PIXELS: f64 = 44.0;

/// The panel.
#[component]
pub(crate) fn LibraryPanel() -> impl IntoView {
    let designer = designer();
    let filter = RwSignal::new(String::new());
    // Folders may have changed since they were looked through.
    designer.look_through_libraries(false);
    let found = Memo::new(move |_| {
        let wanted = filter.get().trim().to_uppercase();
        designer.library.with(|library| {
            let fits = |entry: &&LibraryEntry| wanted.is_empty() || entry.name.contains(&wanted);
            library.resources.iter().filter(fits).cloned().collect::<Vec<_>>()
        })
    });
    let generation = Memo::new(move |_| designer.library.with(|library| library.generation));
    let rows = move || {
        let generation = generation.get();
        found.get().into_iter().take(MOST_ROWS).map(move |entry| (generation, entry)).collect::<Vec<_>>()
    };
    let more = move || found.with(Vec::len).saturating_sub(MOST_ROWS);
    view! {
        <div class="scroll library">
            <div class="filter line">
                <label class="field">
                    {Icon::Search.small()}
                    <input
                        id="library-filter"
                        aria-label=t!("library-filter")
                        placeholder=t!("library-filter")
                        on:input=move |event| filter.set(event_target_value(&event))
                        on:keydown=move |event| keep_keys(&event)
                    />
                </label>
                <button
                    class="icon-button"
                    id="library-refresh"
                    aria-label=t!("library-refresh")
                    title=t!("library-refresh")
                    on:click=move |_| designer.look_through_libraries(true)
                >
                    {Icon::Refresh.view()}
                </button>
            </div>
            <div class="resources" id="library-resources">
                <For each=rows key=|row| row.clone() let:row>{resource(designer, row.0, row.1)}</For>
            </div>
            <Show when=move || 0 < more()>
                <div class="live">{t!("library-more", "count" => more())}</div>
            </Show>
            <Show when=move || found.with(Vec::is_empty)><div class="empty">{t!("library-empty")}</div></Show>
            <LibraryFolders />
        </div>
    }
}

fn resource(designer: Designer, generation: u64, entry: LibraryEntry) -> impl IntoView {
    let size = RwSignal::new(None::<PageSize>);
    let asked = entry.clone();
    native::spawn(async move {
        if let Ok(found) = resource_size(asked.kind, &asked.name).await {
            size.try_set(Some(found));
        }
    });
    let address = picture_address(generation, &entry, PIXELS * screen_density());
    let kind = match entry.kind {
        ResourceKind::Overlay => "library-overlay",
        ResourceKind::PageSegment => "library-page-segment",
    };
    let words = move || {
        let unit = lengths::unit(designer.unit.get());
        size.get().map(|size| {
            let (width, height) = (Emu::new(size.width), Emu::new(size.height));
            format!("{} × {}", lengths::number(width, unit), lengths::words(height, unit))
        })
    };
    let (name, file) = (entry.name.clone(), entry.file.clone());
    let label = move || format!("{} {}", text("library-place"), name);
    view! {
        <button
            class="resource"
            data-name=entry.name.clone()
            aria-label=label
            title=file
            on:click=move |_| designer.place_resource(entry.clone())
        >
            <span class="thumbnail"><img src=address alt="" loading="lazy" draggable="false" /></span>
            <span class="about">
                <b class="mono">{entry.name.clone()}</b>
                <span>{move || text(kind)} <span class="size">{move || words().map(|words| format!(" · {words}"))}</span></span>
            </span>
        </button>
    }
}
