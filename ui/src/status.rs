//! The status line: where one is, what is selected, and how long the engine took, all measured.

use leptos::prelude::*;
use protocol::Emitted;

use crate::designer::{Mode, designer};
use crate::language::{t, text, text_with};
use crate::lengths;
use crate::preview::Panes;

/// Bytes as people read them.
pub(crate) fn bytes(count: u64) -> String {
    match count {
        0..=999 => format!("{count} B"),
        1_000..=999_999 => format!("{:.1} kB", count as f64 / 1e3),
        _ => format!("{:.1} MB", count as f64 / 1e6),
    }
}

/// Milliseconds as people read them.
fn milliseconds(time: f64) -> String {
    if time < 100.0 { format!("{time:.1} ms") } else { format!("{time:.0} ms") }
}

/// Which panes the preview shows.
#[component]
fn PaneChoice() -> impl IntoView {
    let chosen = designer().panes;
    let choices = [
        (Panes::Both, "panes-both"),
        (Panes::Afp, "panes-afp"),
        (Panes::Pdf, "panes-pdf"),
        (Panes::Difference, "panes-difference"),
    ];
    let buttons = choices
        .map(|(panes, key)| {
            view! {
                <button
                    id=key
                    aria-pressed=move || (chosen.get() == panes).to_string()
                    on:click=move |_| chosen.set(panes)
                >
                    {move || text(key)}
                </button>
            }
        })
        .collect_view();
    view! { <span class="choice" role="group" aria-label=t!("mode-preview")>{buttons}</span> }
}

/// The line.
#[component]
pub(crate) fn Status() -> impl IntoView {
    let designer = designer();
    let live = designer.live;
    let is_editing = move || designer.editing.is_open() && !designer.viewing.is_open();
    let page = move || {
        let count = live.rendered.with(|rendered| rendered.as_ref().map_or(0, |rendered| rendered.pages.len()));
        (count > 0).then(|| {
            let page = designer.page_in_view() + 1;
            text_with("status-page", &[("page", page.to_string()), ("pages", count.to_string())])
        })
    };
    let zoom = move || {
        let zoom = match designer.mode.get() {
            Mode::Design => designer.view.zoom.get(),
            Mode::Preview => designer.preview_view.zoom.get(),
        };
        format!("{:.0} %", zoom * 100.0)
    };
    let extent = move || {
        let unit = lengths::unit(designer.unit.get());
        designer.editing.extent().map(|rect| {
            format!(
                "X {}  Y {}  W {}  H {}",
                lengths::number(rect.x, unit),
                lengths::number(rect.y, unit),
                lengths::number(rect.width, unit),
                lengths::number(rect.height, unit)
            )
        })
    };
    let layout = move || {
        live.rendered.with(|rendered| {
            rendered
                .as_ref()
                .map(|rendered| text_with("status-layout", &[("time", milliseconds(rendered.layout_milliseconds))]))
        })
    };
    let output = move |name: &'static str, of: fn(&protocol::Previewed) -> Option<&Emitted>| {
        move || {
            live.previewed.with(|previewed| {
                let emitted = of(previewed.as_ref()?)?;
                Some(format!("{name} {} · {}", bytes(emitted.bytes), milliseconds(emitted.milliseconds)))
            })
        }
    };
    let difference = move || {
        live.difference.with(|difference| {
            let difference = difference.as_ref()?;
            let share = format!("{:.2}", difference.share * 100.0);
            let bad = difference.share > 0.02 || difference.worst_tile > 0.25;
            Some(view! {
                <span id="status-difference" class:good=!bad class:bad=bad data-share=difference.share.to_string()>
                    <span class="dot"></span>
                    {text_with("status-difference", &[("share", share)])}
                </span>
            })
        })
    };
    let viewed_page = move || {
        let pages = designer.viewing.file.with(|file| file.as_ref().map_or(0, |file| file.pages));
        let page = designer.viewing.page.get();
        (pages > 0).then(|| text_with("status-page", &[("page", page.to_string()), ("pages", grouped(pages.into()))]))
    };
    let chosen = move || designer.viewing.chosen.get().map(|(offset, length)| format!("0x{offset:X} + {length}"));
    view! {
        <footer class="status">
            <Show when=is_editing>
                <span id="status-page">{page}</span>
                <span id="status-zoom">{zoom}</span>
                <span>{move || lengths::unit(designer.unit.get()).symbol()}</span>
                <span id="status-extent" style="white-space:pre">{extent}</span>
                <Show when=move || designer.mode.get() == Mode::Preview>
                    <PaneChoice />
                </Show>
            </Show>
            <Show when=move || designer.viewing.is_open()>
                <span id="status-view-page">{viewed_page}</span>
                <span>{move || format!("{:.0} %", designer.viewing.view.zoom.get() * 100.0)}</span>
                <span id="status-chosen" class="mono">{chosen}</span>
            </Show>
            <span class="spring"></span>
            <Show when=is_editing>
                <span id="status-layout">{layout}</span>
                <span id="status-afp">{output("AFP", |previewed| previewed.afp.as_ref())}</span>
                <span id="status-pdf">{output("PDF", |previewed| previewed.pdf.as_ref())}</span>
                {difference}
            </Show>
            <span>{move || text("language-name")}</span>
        </footer>
    }
}

/// A number with groups of three digits.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
