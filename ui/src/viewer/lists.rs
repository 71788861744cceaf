//! What the left panel of the viewer lists: pages, structure, resources with fonts, index.

use leptos::html::Div;
use leptos::prelude::*;
use protocol::{PartKind, ViewedGroup, ViewedPart};

use super::windowed::Windowed;
use crate::canvas::screen_density;
use crate::designer::{Designer, designer};
use crate::language::{t, text, text_with};
use crate::native;
use crate::status::bytes;

/// Pixels of a row of text.
const ROW: f64 = 25.0;

/// Pixels of a page's row, with its picture.
const PAGE_ROW: f64 = 148.0;

/// The address of a page's picture.
pub(super) fn page_address(generation: u64, page: u32, scale: f64) -> String {
    native::preview_address(&format!("view/{generation}/{page}@{scale:.3}"))
}

fn generation(designer: Designer) -> Signal<u64> {
    Signal::derive(move || designer.viewing.file.with(|file| file.as_ref().map_or(0, |file| file.generation)))
}

/// Small pictures of the pages in sight.
#[component]
pub(super) fn Pages() -> impl IntoView {
    let designer = designer();
    let viewing = designer.viewing;
    let count = Memo::new(move |_| viewing.file.with(|file| file.as_ref().map_or(0, |file| file.pages as usize)));
    let generation = generation(designer);
    let element = NodeRef::<Div>::new();
    let scroll = RwSignal::new(0.0_f64);
    let seen = Memo::new(move |_| {
        let shown = element.get().map_or(700.0, |element| f64::from(element.client_height()).max(200.0));
        let first = (scroll.get() / PAGE_ROW) as usize;
        let last = (first + (shown / PAGE_ROW) as usize + 2).min(count.get());
        (first, last)
    });
    // The page shown stays in sight.
    Effect::new(move |_| {
        let page = viewing.page.get();
        let Some(element) = element.get() else { return };
        let top = f64::from(page.saturating_sub(1)) * PAGE_ROW;
        let (now, height) = (f64::from(element.scroll_top()), f64::from(element.client_height()));
        if top < now || top + PAGE_ROW > now + height {
            element.set_scroll_top((top - height / 3.0).max(0.0) as i32);
        }
    });
    let numbers = move || {
        let (first, last) = seen.get();
        (first..last).map(|place| (generation.get(), place as u32 + 1)).collect::<Vec<_>>()
    };
    let row = move |(generation, page): (u64, u32)| {
        let top = f64::from(page - 1) * PAGE_ROW;
        view! {
            <button
                class="page-row"
                data-page=page
                aria-current=move || (viewing.page.get() == page).to_string()
                style=format!("position:absolute;left:0;right:0;top:{top}px;height:{PAGE_ROW}px")
                on:click=move |_| designer.view_page(page, true)
            >
                <img src=page_address(generation, page, 0.11 * screen_density()) alt="" draggable="false" />
                <span>{page}</span>
            </button>
        }
    };
    view! {
        <div
            class="scroll windowed"
            id="viewer-page-list"
            aria-label=t!("tab-pages")
            node_ref=element
            on:scroll=move |_| scroll.set(element.get_untracked().map_or(0.0, |element| f64::from(element.scroll_top())))
        >
            <div style=move || format!("position:relative;height:{}px", count.get() as f64 * PAGE_ROW)>
                <For each=numbers key=|number| *number let:number>{row(number)}</For>
            </div>
            <Show when=move || count.get() == 0><div class="empty">{t!("viewer-no-pages")}</div></Show>
        </div>
    }
}

fn part_row(part: ViewedPart) -> impl IntoView {
    let designer = designer();
    let (number, start) = (part.number, part.start);
    let name = match (part.kind, part.page) {
        (PartKind::Page, Some(page)) => {
            format!("{} {}", text_with("viewer-page", &[("page", page.to_string())]), part.name)
        }
        _ => part.name,
    };
    let is_listed = move || {
        designer.viewing.fields.with(|fields| fields.as_ref().is_some_and(|fields| fields.part.number == number))
    };
    view! {
        <button
            class="part-row"
            data-kind=match part.kind {
                PartKind::Page => "page",
                PartKind::Resource => "resource",
                PartKind::Structure => "structure",
            }
            aria-current=move || is_listed().to_string()
            title=format!("0x{start:X} · {}", bytes(part.length))
            on:click=move |_| designer.view_part(number, Some(start))
        >
            <span class="identifier mono">{part.field}</span>
            <span class="name">{name}</span>
            <span class="length mono">{bytes(part.length)}</span>
        </button>
    }
}

/// All parts of the file, in file order.
#[component]
pub(super) fn Structure() -> impl IntoView {
    let designer = designer();
    let viewing = designer.viewing;
    let count = Signal::derive(move || viewing.file.with(|file| file.as_ref().map_or(0, |file| file.parts as usize)));
    view! {
        <Windowed
            count=count
            height=ROW
            command="viewed_parts"
            key=generation(designer)
            row=part_row
            name=Signal::derive(|| text("tab-structure"))
            id="viewer-structure"
        />
    }
}

/// Resources, then fonts.
#[component]
pub(super) fn Resources() -> impl IntoView {
    let viewing = designer().viewing;
    let resources =
        move || viewing.file.with(|file| file.as_ref().map_or_else(Vec::new, |file| file.resources.clone()));
    let fonts = move || viewing.file.with(|file| file.as_ref().map_or_else(Vec::new, |file| file.fonts.clone()));
    view! {
        <div class="scroll" id="viewer-resources">
            <For each=resources key=|part| part.number let:part>
                <div style=format!("height:{ROW}px")>{part_row(part)}</div>
            </For>
            <Show when=move || resources().is_empty()><div class="empty">{t!("viewer-no-resources")}</div></Show>
            <section class="group">
                <div class="head"><h2>{t!("viewer-fonts")}</h2></div>
                <div id="viewer-fonts">
                    {move || fonts().into_iter().map(|font| view! { <div class="live">{font}</div> }).collect_view()}
                </div>
                <Show when=move || fonts().is_empty()><div class="live">{t!("viewer-no-fonts")}</div></Show>
            </section>
        </div>
    }
}

fn group_row(group: ViewedGroup) -> impl IntoView {
    let designer = designer();
    let page = group.page;
    let values = group.index.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(" · ");
    view! {
        <button
            class="group-row"
            style=format!("padding-left:{}px", 12 + 14 * usize::from(group.depth))
            title=values
            on:click=move |_| {
                if let Some(page) = page {
                    designer.view_page(page, true);
                }
            }
        >
            <b>{group.name}</b>
            <span class="values">{values.clone()}</span>
            <span class="length mono">{page}</span>
        </button>
    }
}

/// Page groups with their tag logical elements, and the elements of the page shown.
#[component]
pub(super) fn Index() -> impl IntoView {
    let designer = designer();
    let viewing = designer.viewing;
    let count = Signal::derive(move || viewing.file.with(|file| file.as_ref().map_or(0, |file| file.groups as usize)));
    let of_page = move || {
        viewing.shown.with(|shown| {
            shown.as_ref().filter(|shown| !shown.index.is_empty()).map(|shown| {
                let rows = shown
                    .index
                    .iter()
                    .map(|(name, value)| view! { <div class="live">{name.clone()} ": " <b>{value.clone()}</b></div> })
                    .collect_view();
                view! {
                    <section class="group">
                        <div class="head"><h2>{text_with("viewer-page", &[("page", shown.page.to_string())])}</h2></div>
                        {rows}
                    </section>
                }
            })
        })
    };
    view! {
        {of_page}
        <Windowed
            count=count
            height=40.0
            command="viewed_groups"
            key=generation(designer)
            row=group_row
            name=Signal::derive(|| text("tab-index"))
            id="viewer-groups"
        />
        <Show when=move || count.get() == 0><div class="empty">{t!("viewer-no-groups")}</div></Show>
    }
}
