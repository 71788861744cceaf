//! The AFP inspector: the structured fields of the page in view, from the bytes just written, linked with the
//! selection both ways.

use leptos::html::Div;
use leptos::prelude::*;
use model::ObjectId;
use protocol::InspectionNode;

use crate::designer::designer;
use crate::language::t;

/// Pixels of a row.
const ROW: f64 = 20.0;

/// Rows beyond those in sight that are there for scrolling.
const SPARE: usize = 12;

/// The list; only the rows in sight are in the page.
#[component]
pub(crate) fn Inspector() -> impl IntoView {
    let designer = designer();
    let live = designer.live;
    Effect::new(move |_| {
        // A new output, or another page in view.
        let _ = live.previewed.with(|previewed| previewed.as_ref().map(|previewed| previewed.revision));
        live.ask_inspection(designer.page_in_view() + 1);
    });
    let rows = Memo::new(move |_| {
        live.inspection
            .with(|inspection| inspection.as_ref().map_or_else(Vec::new, |inspection| inspection.rows.clone()))
    });
    let scroll = RwSignal::new(0.0);
    let element = NodeRef::<Div>::new();
    let selection = Memo::new(move |_| designer.editing.selection());
    let was_clicked = StoredValue::new(false);

    // The selection brings its first row into sight, unless it came from a click here.
    Effect::new(move |_| {
        let selection = selection.get();
        if was_clicked.get_value() {
            was_clicked.set_value(false);
            return;
        }
        let place = rows.with_untracked(|rows| rows.iter().position(|row| is_linked(row, &selection)));
        if let (Some(place), Some(element)) = (place, element.get_untracked()) {
            let top = place as f64 * ROW;
            let (seen, height) = (f64::from(element.scroll_top()), f64::from(element.client_height()));
            if top < seen || top + 3.0 * ROW > seen + height {
                element.set_scroll_top((top - 3.0 * ROW).max(0.0) as i32);
            }
        }
    });

    let visible = move || {
        let height = element.get().map_or(400.0, |element| f64::from(element.client_height()).max(400.0));
        let first = ((scroll.get() / ROW) as usize).saturating_sub(SPARE);
        let count = (height / ROW) as usize + 2 * SPARE;
        let selection = selection.get();
        rows.with(|rows| {
            rows.iter()
                .enumerate()
                .skip(first)
                .take(count)
                .map(|(number, row)| {
                    let object: Option<ObjectId> = row.object.as_deref().and_then(|object| object.parse().ok());
                    let indent = "  ".repeat(usize::from(row.depth));
                    let offset =
                        if row.depth == 0 { format!("0x{:08X}", row.offset) } else { format!("  +0x{:X}", row.offset) };
                    view! {
                        <div
                            class="row"
                            class:inner=row.depth != 0
                            class:linked=is_linked(row, &selection)
                            data-object=row.object.clone()
                            style=format!("position:absolute;left:0;right:0;top:{}px", number as f64 * ROW)
                            on:click=move |_| {
                                if let Some(object) = object {
                                    was_clicked.set_value(true);
                                    designer.select_and_show(object);
                                }
                            }
                        >
                            <span class="offset">{offset}</span>
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
            id="inspector"
            node_ref=element
            on:scroll=move |_| scroll.set(element.get_untracked().map_or(0.0, |element| f64::from(element.scroll_top())))
        >
            <div class="inspector" style=move || format!("height:{}px", rows.with(Vec::len) as f64 * ROW)>
                {visible}
            </div>
            <Show when=move || rows.with(Vec::is_empty)>
                <div class="empty">{t!("inspector-empty")}</div>
            </Show>
        </div>
    }
}

fn is_linked(row: &InspectionNode, selection: &[ObjectId]) -> bool {
    row.object.as_deref().is_some_and(|object| selection.iter().any(|selected| selected.as_str() == object))
}
