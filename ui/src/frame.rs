//! The window's frame: where each part of the designer stands.

use editor::Tool;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::canvas::Canvas;
use crate::commands::{Command, Menu};
use crate::components::Dialog;
use crate::designer::{Designer, Mode, designer};
use crate::drawer::Drawer;
use crate::icons::Icon;
use crate::language::{t, text};
use crate::palette::Palette;
use crate::panels::{DraggedChip, LeftPanel, LeftTab, RightPanel};
use crate::preview::Preview;
use crate::publish::Publish;
use crate::status::Status;
use crate::top_bar::TopBar;
use crate::viewer::Viewer;
use crate::welcome::Welcome;

/// The whole window.
#[component]
pub(crate) fn Frame() -> impl IntoView {
    let designer = Designer::new();
    provide_context(designer);
    let listener = window_event_listener(leptos::ev::keydown, move |event| on_key(designer, &event));
    on_cleanup(move || listener.remove());
    let is_open = Memo::new(move |_| designer.editing.is_open());
    let is_viewing = Memo::new(move |_| designer.viewing.is_open());
    view! {
        <div class="app">
            <TopBar />
            {move || {
                if is_viewing.get() {
                    view! { <Viewer /> }.into_any()
                } else if is_open.get() {
                    view! { <Workbench /> }.into_any()
                } else {
                    view! { <main class="stage"><Welcome /></main> }.into_any()
                }
            }}
            <Status />
        </div>
        <DraggedChip />
        <Show when=move || designer.palette_is_open.get()><Palette /></Show>
        <Show when=move || designer.publish_is_open.get()><Publish /></Show>
        <Unsaved />
        <Toasts />
    }
}

fn on_key(designer: Designer, event: &web_sys::KeyboardEvent) {
    let in_field = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| element.closest("input, textarea, select").is_ok_and(|field| field.is_some()));
    // In a field, keys edit its text; only what concerns the whole window still works.
    let works_in_field = |command: Command| {
        matches!(command, Command::Open | Command::Save | Command::SaveAs | Command::Palette | Command::Mode(_))
    };
    if let Some(command) = Command::of(event).filter(|command| !in_field || works_in_field(*command)) {
        event.prevent_default();
        command.run(designer);
    }
}

/// The parts of the window around an open template.
#[component]
fn Workbench() -> impl IntoView {
    let designer = designer();
    let tools = Menu::Insert.groups().iter().flat_map(|group| group.iter().copied()).filter_map(|command| {
        let Command::Take(tool) = command else { return None };
        let icon = match tool {
            Tool::Select => Icon::Pointer,
            Tool::Text => Icon::Text,
            Tool::Rectangle => Icon::Rectangle,
            Tool::Ellipse => Icon::Ellipse,
            Tool::Line => Icon::Line,
            Tool::Image => Icon::Image,
            Tool::Barcode => Icon::Barcode,
            Tool::Chart => return None,
        };
        let title = move || {
            let keys = command.shortcut().map(|keys| format!("  {}", keys.words())).unwrap_or_default();
            format!("{}{keys}", text(command.key()))
        };
        Some(view! {
            <button
                class="icon-button"
                id=format!("rail-{}", command.key())
                aria-pressed=move || (designer.tool.get() == tool).to_string()
                aria-label=title
                title=title
                on:click=move |_| command.run(designer)
            >
                {icon.view()}
            </button>
        })
    });
    view! {
        <div class="body">
            <nav class="rail" aria-label=t!("tools")>
                {tools.collect_view()}
                <button
                    class="icon-button"
                    id="rail-command-library"
                    aria-pressed=move || (designer.left_tab.get() == LeftTab::Library).to_string()
                    aria-label=t!("command-library")
                    title=t!("command-library")
                    on:click=move |_| Command::Library.run(designer)
                >
                    {Icon::Library.view()}
                </button>
            </nav>
            <LeftPanel />
            <div class="centre">
                {move || match designer.mode.get() {
                    Mode::Design => view! { <Canvas /> }.into_any(),
                    Mode::Preview => view! { <Preview /> }.into_any(),
                }}
                <Show when=move || designer.drawer_is_open.get()><Drawer /></Show>
            </div>
            <RightPanel />
        </div>
    }
}

/// The question about unsaved edits.
#[component]
fn Unsaved() -> impl IntoView {
    let designer = designer();
    move || {
        designer.after_unsaved.get().map(|next| {
            let close = move || designer.after_unsaved.set(None);
            let next = StoredValue::new(next);
            let footer = move || {
                view! {
                    <button class="button" on:click=move |_| close()>{t!("cancel")}</button>
                    <button class="button" id="discard-edits" on:click=move |_| designer.go_on(next.get_value())>
                        {t!("unsaved-discard")}
                    </button>
                    <button
                        class="button primary"
                        id="save-edits"
                        on:click=move |_| {
                            close();
                            designer.save(false, Some(next.get_value()));
                        }
                    >
                        {t!("command-save")}
                    </button>
                }
            };
            view! {
                <Dialog title="unsaved-title" close=close footer=footer>
                    <p>{t!("unsaved-text")}</p>
                </Dialog>
            }
        })
    }
}

#[component]
fn Toasts() -> impl IntoView {
    let designer = designer();
    let close = move |id| designer.toasts.update(|toasts| toasts.retain(|toast| toast.id != id));
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || designer.toasts.get() key=|toast| toast.id let:toast>
                <div class="toast error" role="alert">
                    <span class="what">{toast.failure.message.clone()}</span>
                    <button class="icon-button" aria-label=t!("close") on:click=move |_| close(toast.id)>
                        {Icon::Close.small()}
                    </button>
                    {(!toast.failure.hint.is_empty())
                        .then(|| view! { <span class="hint">{toast.failure.hint.clone()}</span> })}
                </div>
            </For>
        </div>
    }
}
