//! The top bar: product, menus, the document's name and state, mode, records, Publish.

use leptos::prelude::*;

use crate::commands::{Command, Menu};
use crate::components::{MenuPlace, Segments, TabChoice, keep_keys};
use crate::designer::{Designer, Mode, designer};
use crate::icons::Icon;
use crate::language::{t, text};
use crate::status::grouped;
use crate::viewer::ViewerBar;

/// The bar.
#[component]
pub(crate) fn TopBar() -> impl IntoView {
    let designer = designer();
    view! {
        <header class="bar">
            <div class="product">
                <ProductMark />
                "Formwright"
            </div>
            <Menus />
            <Show when=move || designer.viewing.is_open() fallback=|| view! { <DocumentName /> }>
                <ViewerBar />
            </Show>
            <Show when=move || designer.editing.is_open() && !designer.viewing.is_open()>
                <Segments
                    choices=vec![TabChoice::new(Mode::Design, "mode-design"), TabChoice::new(Mode::Preview, "mode-preview")]
                    chosen=designer.mode
                />
                <Records />
                <button class="button primary" id="publish" on:click=move |_| Command::Publish.run(designer)>
                    {t!("publish-button")}
                </button>
            </Show>
        </header>
    }
}

#[component]
fn DocumentName() -> impl IntoView {
    let designer = designer();
    let name = move || designer.editing.with_template(|template| template.name.clone());
    let folder = move || {
        let path = designer.editing.path.get()?;
        path.rsplit(['/', '\\']).find(|part| !part.is_empty()).map(str::to_owned)
    };
    view! {
        <div class="document" id="document-name">
            <Show when=move || designer.editing.is_open()>
                <span class="name" title=move || designer.editing.path.get()>{name}</span>
                <span class="path">"· " {move || folder().unwrap_or_else(|| text("never-saved"))}</span>
                <span
                    id="saved-state"
                    class:saved=move || !designer.editing.has_unsaved()
                    class:unsaved=move || designer.editing.has_unsaved()
                >
                    "· "
                    {move || text(if designer.editing.has_unsaved() { "state-unsaved" } else { "state-saved" })}
                </span>
            </Show>
        </div>
    }
}

#[component]
fn Records() -> impl IntoView {
    let designer = designer();
    let live = designer.live;
    let draft = RwSignal::new(None::<String>);
    let finish = move || {
        if let Some(typed) = draft.get_untracked() {
            draft.set(None);
            if let Ok(record) = typed.trim().parse() {
                live.choose_record(designer, record);
            }
        }
    };
    view! {
        <Show when=move || { live.records.get() > 0 }>
            <div class="records" role="group" aria-label=t!("record")>
                <button
                    class="icon-button"
                    id="record-previous"
                    aria-label=t!("command-previous-record")
                    title=t!("command-previous-record")
                    on:click=move |_| Command::PreviousRecord.run(designer)
                >
                    {Icon::Left.small()}
                </button>
                <span class="number">
                    {t!("record")}
                    <input
                        id="record-number"
                        aria-label=t!("record")
                        prop:value=move || draft.get().unwrap_or_else(|| live.record.get().to_string())
                        on:input=move |event| draft.set(Some(event_target_value(&event)))
                        on:change=move |_| finish()
                        on:keydown=move |event: web_sys::KeyboardEvent| {
                            keep_keys(&event);
                            if event.key() == "Enter" {
                                finish();
                            }
                        }
                    />
                    {t!("record-of", "count" => grouped(live.records.get()))}
                </span>
                <button
                    class="icon-button"
                    id="record-next"
                    aria-label=t!("command-next-record")
                    title=t!("command-next-record")
                    on:click=move |_| Command::NextRecord.run(designer)
                >
                    {Icon::Right.small()}
                </button>
                <Show when=move || live.data.with(|data| !data.name.is_empty())>
                    <span class="who" id="record-name">{move || live.data.with(|data| data.name.clone())}</span>
                </Show>
            </div>
        </Show>
    }
}

/// The product's icon, small.
#[component]
pub(crate) fn ProductMark() -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true">
            <rect x="1" y="1" width="22" height="22" rx="5.500" fill="#2f5bea" />
            <path d="M8 6.500h8.500v2.600H10.900v2.200h4.300v2.600h-4.300v4.100H8z" fill="#fff" />
        </svg>
    }
}

#[component]
fn Menus() -> impl IntoView {
    let open = RwSignal::new(None::<(Menu, MenuPlace)>);
    let designer = designer();
    let has_commands = move |menu: Menu| {
        menu.groups().iter().flat_map(|group| group.iter()).any(|command| command.is_available(designer))
    };
    let buttons = Menu::ALL
        .into_iter()
        .map(|menu| {
            let is_open = move || open.get().is_some_and(|(shown, _)| shown == menu);
            view! {
                <button
                    id=menu.key()
                    aria-haspopup="menu"
                    style:display=move || (!has_commands(menu)).then_some("none")
                    aria-expanded=move || is_open().to_string()
                    on:click=move |event| {
                        let place = MenuPlace::below(&event);
                        open.update(|open| *open = if open.is_some() { None } else { Some((menu, place)) });
                    }
                    on:pointerenter=move |event| {
                        if open.get_untracked().is_some() {
                            open.set(Some((menu, MenuPlace::below(&event))));
                        }
                    }
                >
                    {move || text(menu.key())}
                </button>
            }
        })
        .collect_view();
    view! {
        <nav class="menus" aria-label=t!("menus")>{buttons}</nav>
        {move || open.get().map(|(menu, place)| menu_list(designer, menu, place, open))}
    }
}

fn menu_list(
    designer: Designer,
    menu: Menu,
    place: MenuPlace,
    open: RwSignal<Option<(Menu, MenuPlace)>>,
) -> impl IntoView {
    let groups = menu
        .groups()
        .iter()
        .map(|group| group.iter().copied().filter(|command| command.is_available(designer)).collect::<Vec<_>>())
        .filter(|group| !group.is_empty())
        .enumerate()
        .map(|(number, group)| {
            let items = group
                .into_iter()
                .map(|command| {
                    view! {
                        <button
                            role="menuitem"
                            id=command.key()
                            on:click=move |_| {
                                open.set(None);
                                command.run(designer);
                            }
                        >
                            <span class="check">{command.is_on(designer).then(|| Icon::Check.small())}</span>
                            <span class="name">{text(command.key())}</span>
                            {command.shortcut().map(|keys| view! { <span class="keys">{keys.words()}</span> })}
                        </button>
                    }
                })
                .collect_view();
            view! {
                {(number > 0).then(|| view! { <hr /> })}
                {items}
            }
        })
        .collect_view();
    let recent = (menu == Menu::File).then(|| recent_items(designer, open));
    let list = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        if let Some(list) = list.get() {
            focus_neighbour(&list, 0);
        }
    });
    view! {
        <div style="position:fixed;inset:0;z-index:50" on:pointerdown=move |_| open.set(None)></div>
        <div
            class="menu"
            role="menu"
            node_ref=list
            style=place.style()
            on:keydown=move |event: web_sys::KeyboardEvent| {
                event.stop_propagation();
                match event.key().as_str() {
                    "Escape" => open.set(None),
                    "ArrowDown" | "ArrowUp" => {
                        event.prevent_default();
                        if let Some(list) = list.get_untracked() {
                            focus_neighbour(&list, if event.key() == "ArrowDown" { 1 } else { -1 });
                        }
                    }
                    _ => {}
                }
            }
        >
            {groups}
            {recent}
        </div>
    }
}

/// The templates that were open before, as items of the File menu.
fn recent_items(designer: Designer, open: RwSignal<Option<(Menu, MenuPlace)>>) -> impl IntoView {
    let files = designer.recent.get();
    (!files.is_empty()).then(|| {
        let items = files
            .into_iter()
            .map(|file| {
                let path = StoredValue::new(file.path.clone());
                view! {
                    <button
                        role="menuitem"
                        class="recent-file"
                        title=file.path
                        on:click=move |_| {
                            open.set(None);
                            designer.open(Some(path.get_value()));
                        }
                    >
                        <span class="check"></span>
                        <span class="name">{file.name}</span>
                    </button>
                }
            })
            .collect_view();
        view! {
            <hr />
            <div class="heading">{text("recent-files")}</div>
            {items}
        }
    })
}

/// Moves the focus by that many items, around the ends.
fn focus_neighbour(list: &web_sys::Element, step: i32) {
    use wasm_bindgen::JsCast;

    let Ok(items) = list.query_selector_all("button") else { return };
    let count = i32::try_from(items.length()).unwrap_or(0);
    if count == 0 {
        return;
    }
    let active = document().active_element();
    let now = (0..count).find(|place| {
        items
            .item(place.unsigned_abs())
            .is_some_and(|item| active.as_ref().is_some_and(|active| active.is_same_node(Some(&item))))
    });
    let next = now.map_or(0, |now| (now + step).rem_euclid(count));
    if let Some(item) = items.item(next.unsigned_abs()).and_then(|item| item.dyn_into::<web_sys::HtmlElement>().ok()) {
        // The menu still works by mouse.
        let _ = item.focus();
    }
}
