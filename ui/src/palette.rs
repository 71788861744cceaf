//! The command palette: every command, found by typing.

use leptos::html::Input;
use leptos::prelude::*;

use crate::commands::Command;
use crate::designer::designer;
use crate::language::{t, text};

/// The palette.
#[component]
pub(crate) fn Palette() -> impl IntoView {
    let designer = designer();
    let query = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let input = NodeRef::<Input>::new();
    let close = move || designer.palette_is_open.set(false);
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            // The palette can still be clicked.
            let _ = input.focus();
        }
    });
    let found = Memo::new(move |_| {
        let query = query.get().to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        Command::all()
            .filter(|(_, command)| *command != Command::Palette && command.is_available(designer))
            .filter(|(menu, command)| {
                let name = format!("{} {}", text(menu.key()), text(command.key())).to_lowercase();
                words.iter().all(|word| name.contains(word))
            })
            .collect::<Vec<_>>()
    });
    let run = move |place: usize| {
        if let Some((_, command)) = found.get_untracked().get(place).copied() {
            close();
            command.run(designer);
        }
    };
    let keys = move |event: web_sys::KeyboardEvent| {
        event.stop_propagation();
        let last = found.with_untracked(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "Escape" => close(),
            "Enter" => run(chosen.get_untracked()),
            "ArrowDown" => chosen.update(|place| *place = (*place + 1).min(last)),
            "ArrowUp" => chosen.update(|place| *place = place.saturating_sub(1)),
            _ => return,
        }
        event.prevent_default();
    };
    let list = move || {
        found
            .get()
            .into_iter()
            .enumerate()
            .map(|(place, (menu, command))| {
                view! {
                    <li
                        role="option"
                        aria-selected=move || (chosen.get() == place).to_string()
                        on:pointerenter=move |_| chosen.set(place)
                        on:click=move |_| run(place)
                    >
                        <span class="menu-name">{text(menu.key())}</span>
                        <span>{text(command.key())}</span>
                        {command.shortcut().map(|keys| view! { <span class="keys">{keys.words()}</span> })}
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <div class="veil" on:keydown=keys on:click=move |_| close()>
            <div
                class="dialog palette"
                role="dialog"
                aria-label=t!("command-palette")
                on:click=|event| event.stop_propagation()
            >
                <label class="field">
                    <input
                        id="palette-input"
                        type="text"
                        spellcheck="false"
                        node_ref=input
                        placeholder=t!("palette-hint")
                        aria-label=t!("palette-hint")
                        on:input=move |event| {
                            query.set(event_target_value(&event));
                            chosen.set(0);
                        }
                    />
                </label>
                <ul role="listbox">{list}</ul>
            </div>
        </div>
    }
}
