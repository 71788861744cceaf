//! The row chosen byte by byte: its values with their places, and its bytes.

use leptos::prelude::*;

use crate::designer::designer;
use crate::language::t;

/// Bytes in a line.
const LINE: usize = 16;

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" ")
}

/// Values, then bytes.
#[component]
pub(super) fn Detail() -> impl IntoView {
    let viewing = designer().viewing;
    // The value under the pointer, whose bytes are marked.
    let marked = RwSignal::new(None::<(u64, u64)>);
    let values = move || {
        viewing.detail.with(|detail| {
            let detail = detail.as_ref()?;
            let rows = detail
                .values
                .iter()
                .map(|value| {
                    let place = (value.offset, value.offset + value.length);
                    let first = usize::try_from(value.offset.saturating_sub(detail.offset)).unwrap_or(usize::MAX);
                    let last = first.saturating_add(usize::try_from(value.length).unwrap_or(usize::MAX).min(8));
                    let bytes = detail.bytes.get(first..last.min(detail.bytes.len())).unwrap_or_default();
                    let more = if value.length > 8 { " …" } else { "" };
                    view! {
                        <div
                            class="value"
                            on:pointerenter=move |_| marked.set(Some(place))
                            on:pointerleave=move |_| marked.set(None)
                        >
                            <span class="place mono">{format!("+{:X}", value.offset.saturating_sub(detail.offset))}</span>
                            <span class="what">{value.name.clone()}</span>
                            <span class="says">{value.text.clone()}</span>
                            <span class="bytes mono">{hexadecimal(bytes)} {more}</span>
                        </div>
                    }
                })
                .collect_view();
            Some(rows)
        })
    };
    let dump = move || {
        let marked = marked.get();
        viewing.detail.with(|detail| {
            let detail = detail.as_ref()?;
            let lines = detail
                .bytes
                .chunks(LINE)
                .enumerate()
                .map(|(number, line)| {
                    let start = detail.offset + (number * LINE) as u64;
                    let cells = line
                        .iter()
                        .enumerate()
                        .map(|(place, byte)| {
                            let at = start + place as u64;
                            let is_marked = marked.is_some_and(|(from, to)| from <= at && at < to);
                            view! { <span class:marked=is_marked>{format!("{byte:02X}")}</span> }
                        })
                        .collect_view();
                    view! {
                        <div class="dump-line mono">
                            <span class="offset">{format!("{start:08X}")}</span>
                            <span class="cells">{cells}</span>
                        </div>
                    }
                })
                .collect_view();
            Some(lines)
        })
    };
    let is_empty = move || viewing.detail.with(Option::is_none);
    view! {
        <div class="scroll detail" id="viewer-detail" aria-label=t!("viewer-detail")>
            <div class="values">{values}</div>
            <div class="dump">{dump}</div>
            <Show when=is_empty><div class="empty">{t!("viewer-detail-empty")}</div></Show>
        </div>
    }
}
