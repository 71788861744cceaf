//! The fields of the part listed; only the rows in sight are in the page.

use leptos::html::Div;
use leptos::prelude::*;

use crate::designer::designer;
use crate::language::t;

/// Pixels of a row.
const ROW: f64 = 20.0;

/// Rows beyond those in sight that are there for scrolling.
const SPARE: usize = 12;

/// The list.
#[component]
pub(super) fn Fields() -> impl IntoView {
    let designer = designer();
    let viewing = designer.viewing;
    let scroll = RwSignal::new(0.0_f64);
    let element = NodeRef::<Div>::new();
    let count = Memo::new(move |_| viewing.fields.with(|fields| fields.as_ref().map_or(0, |fields| fields.rows.len())));
    let part = Memo::new(move |_| viewing.fields.with(|fields| fields.as_ref().map(|fields| fields.part.number)));
    // Another part is shown from its beginning, a chosen row is brought into sight.
    Effect::new(move |_| {
        part.track();
        if let Some(element) = element.get_untracked() {
            element.set_scroll_top(0);
        }
    });
    Effect::new(move |_| {
        let chosen = viewing.chosen.get();
        let place = viewing.fields.with_untracked(|fields| {
            let (offset, length) = chosen?;
            fields.as_ref()?.rows.iter().position(|row| row.offset == offset && row.length == length)
        });
        if let (Some(place), Some(element)) = (place, element.get()) {
            let top = place as f64 * ROW;
            let (seen, height) = (f64::from(element.scroll_top()), f64::from(element.client_height()));
            if top < seen || top + 2.0 * ROW > seen + height {
                element.set_scroll_top((top - height / 3.0).max(0.0) as i32);
            }
        }
    });
    let step = move |by: isize| {
        let next = viewing.fields.with_untracked(|fields| {
            let rows = &fields.as_ref()?.rows;
            let now = viewing.chosen.get_untracked();
            let place = now.and_then(|now| rows.iter().position(|row| (row.offset, row.length) == now));
            let next = place.map_or(0, |place| place.saturating_add_signed(by)).min(rows.len().saturating_sub(1));
            rows.get(next).map(|row| (row.offset, row.length))
        });
        designer.choose_row(next);
    };
    let rows = move || {
        let height = element.get().map_or(400.0, |element| f64::from(element.client_height()).max(400.0));
        let first = ((scroll.get() / ROW) as usize).saturating_sub(SPARE);
        let many = (height / ROW) as usize + 2 * SPARE;
        let chosen = viewing.chosen.get();
        viewing.fields.with(|fields| {
            let rows = fields.as_ref().map_or(&[][..], |fields| &fields.rows);
            rows.iter()
                .enumerate()
                .skip(first)
                .take(many)
                .map(|(number, row)| {
                    let place = (row.offset, row.length);
                    let indent = "  ".repeat(usize::from(row.depth));
                    view! {
                        <div
                            class="row"
                            class:inner=!row.is_field
                            class:linked=chosen == Some(place)
                            data-offset=row.offset
                            data-identifier=row.identifier.clone()
                            style=format!("position:absolute;left:0;right:0;top:{}px", number as f64 * ROW)
                            on:click=move |_| designer.choose_row(Some(place))
                        >
                            <span class="offset">{format!("0x{:08X}", row.offset)}</span>
                            <span class="identifier">{row.identifier.clone()}</span>
                            <span class="length">{row.length}</span>
                            <span class="title">{format!("{indent}{}", row.name)}</span>
                            <span class="meaning">{row.meaning.clone()}</span>
                        </div>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <div
            class="scroll"
            id="viewer-fields"
            tabindex="0"
            role="group"
            aria-label=t!("viewer-fields")
            node_ref=element
            on:keydown=move |event: web_sys::KeyboardEvent| match event.key().as_str() {
                "ArrowDown" => {
                    event.prevent_default();
                    step(1);
                }
                "ArrowUp" => {
                    event.prevent_default();
                    step(-1);
                }
                _ => {}
            }
            on:scroll=move |_| scroll.set(element.get_untracked().map_or(0.0, |element| f64::from(element.scroll_top())))
        >
            <div class="inspector" style=move || format!("height:{}px", count.get() as f64 * ROW)>{rows}</div>
        </div>
    }
}
