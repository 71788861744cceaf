//! The data tree: the fields of the data with the chosen record's values; a field dragged to the canvas becomes an
//! object bound to it.

use std::collections::BTreeSet;

use editor::{DroppedField, FieldKind};
use leptos::prelude::*;
use protocol::{DataKind, DataNode};

use crate::canvas::capture;
use crate::designer::designer;
use crate::icons::Icon;
use crate::language::{t, text, text_with};

/// Pixels the pointer moves before a press becomes a drag.
const DRAG_DISTANCE: f64 = 4.0;

/// A field on its way to the canvas.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DraggedField {
    /// The field.
    pub(crate) field: DroppedField,
    /// Where the pointer is, in pixels of the window.
    pub(crate) at: (f64, f64),
    /// It left the place where it was pressed.
    pub(crate) moved: bool,
}

/// A row of the tree as shown.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    depth: usize,
    node: DataNode,
    is_open: bool,
}

fn rows(nodes: &[DataNode], depth: usize, closed: &BTreeSet<String>, filter: &str, out: &mut Vec<Row>) -> bool {
    let mut any = false;
    for node in nodes {
        let mut inner = Vec::new();
        let is_open = !filter.is_empty() || !closed.contains(&node.path);
        let below = rows(&node.children, depth + 1, closed, filter, &mut inner);
        let fits = filter.is_empty()
            || node.path.to_lowercase().contains(filter)
            || node.value.to_lowercase().contains(filter);
        if fits || below {
            out.push(Row { depth, node: node.clone(), is_open });
            if is_open {
                out.append(&mut inner);
            }
            any = true;
        }
    }
    any
}

/// A field as the editor takes it; none for what has no value of its own: a record, or a place inside a row.
fn dropped(node: &DataNode) -> Option<DroppedField> {
    let kind = |kind: DataKind| match kind {
        DataKind::Text => Some(FieldKind::Text),
        DataKind::Number => Some(FieldKind::Number),
        DataKind::Date => Some(FieldKind::Date),
        DataKind::Boolean => Some(FieldKind::Boolean),
        DataKind::List | DataKind::Record => None,
    };
    if node.in_list {
        return None;
    }
    if node.kind == DataKind::List {
        let columns = node.children.iter().filter_map(|child| Some((child.name.clone(), kind(child.kind)?))).collect();
        return Some(DroppedField::Rows { path: node.path.clone(), columns });
    }
    Some(DroppedField::Value { path: node.path.clone(), kind: kind(node.kind)? })
}

const fn sign(kind: DataKind) -> &'static str {
    match kind {
        DataKind::Text => "A",
        DataKind::Number => "#",
        DataKind::Date => "D",
        DataKind::Boolean => "?",
        DataKind::List => "[]",
        DataKind::Record => "{}",
    }
}

/// The panel.
#[component]
pub(crate) fn DataPanel() -> impl IntoView {
    let designer = designer();
    let filter = RwSignal::new(String::new());
    let closed = RwSignal::new(BTreeSet::<String>::new());
    let shown = Memo::new(move |_| {
        let mut out = Vec::new();
        let filter = filter.get().to_lowercase();
        designer.live.data.with(|data| closed.with(|closed| rows(&data.nodes, 0, closed, &filter, &mut out)));
        out
    });
    view! {
        <label class="field filter">
            <span class="label">{Icon::Search.small()}</span>
            <input
                id="data-filter"
                type="text"
                spellcheck="false"
                placeholder=t!("data-filter")
                aria-label=t!("data-filter")
                prop:value=move || filter.get()
                on:input=move |event| filter.set(event_target_value(&event))
                on:keydown=move |event: web_sys::KeyboardEvent| {
                    if event.key() == "Escape" {
                        filter.set(String::new());
                    }
                }
            />
        </label>
        <div class="scroll">
            <div class="tree" role="tree" aria-label=t!("tab-data")>
                <For
                    each=move || shown.get().into_iter().enumerate()
                    key=|(place, row)| (*place, row.node.path.clone(), row.node.value.clone(), row.is_open)
                    let((_, row))
                >
                    <DataRow row=row closed=closed />
                </For>
            </div>
            <Show when=move || shown.with(Vec::is_empty)>
                <div class="empty">{t!("data-empty")}</div>
            </Show>
        </div>
    }
}

#[component]
fn DataRow(row: Row, closed: RwSignal<BTreeSet<String>>) -> impl IntoView {
    let designer = designer();
    let Row { depth, node, is_open } = row;
    let has_children = !node.children.is_empty();
    let path = StoredValue::new(node.path.clone());
    let is_bound = Memo::new(move |_| path.with_value(|path| designer.editing.selection_uses(path)));
    let (kind, raw) = (node.kind, node.value.clone());
    let value = move || match kind {
        DataKind::List if !raw.is_empty() => text_with("data-rows", &[("count", raw.clone())]),
        _ => raw.clone(),
    };
    let field = StoredValue::new(dropped(&node));
    let can_be_dragged = field.with_value(Option::is_some);
    let toggle = move || {
        closed.update(|closed| {
            let path = path.get_value();
            if !closed.remove(&path) {
                closed.insert(path);
            }
        });
    };
    let press = move |event: web_sys::PointerEvent| {
        if can_be_dragged && event.button() == 0 {
            capture(&event);
            let at = (f64::from(event.client_x()), f64::from(event.client_y()));
            let field = field.get_value();
            designer.dragged_field.set(field.map(|field| DraggedField { field, at, moved: false }));
        }
    };
    let start = StoredValue::new((0.0, 0.0));
    let drag = move |event: web_sys::PointerEvent| {
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        designer.dragged_field.update(|dragged| {
            if let Some(dragged) = dragged {
                if !dragged.moved {
                    let from = if start.get_value() == (0.0, 0.0) { dragged.at } else { start.get_value() };
                    start.set_value(from);
                    dragged.moved = (at.0 - from.0).hypot(at.1 - from.1) > DRAG_DISTANCE;
                }
                dragged.at = at;
            }
        });
    };
    let release = move |_| {
        start.set_value((0.0, 0.0));
        if let Some(dragged) = designer.dragged_field.get_untracked() {
            designer.dragged_field.set(None);
            if dragged.moved {
                designer.drop_field(&dragged);
            }
        }
    };
    view! {
        <div
            class="row"
            role="treeitem"
            tabindex="0"
            title=node.path.clone()
            data-path=node.path
            attr:aria-level=depth + 1
            aria-expanded=has_children.then(|| is_open.to_string())
            aria-selected=move || is_bound.get().to_string()
            style=format!("padding-left:{}px", 8 + depth * 14)
            on:pointerdown=press
            on:pointermove=drag
            on:pointerup=release
            on:pointercancel=move |_| designer.dragged_field.set(None)
            on:keydown=move |event: web_sys::KeyboardEvent| match event.key().as_str() {
                "Enter" if can_be_dragged => {
                    event.stop_propagation();
                    if let Some(field) = field.get_value() {
                        designer.place_field(&field);
                    }
                }
                "Enter" | "ArrowLeft" | "ArrowRight" if has_children => {
                    event.stop_propagation();
                    toggle();
                }
                _ => {}
            }
        >
            <span class="twist" class:open=is_open on:click=move |_| toggle()>
                {has_children.then(|| Icon::Chevron.small())}
            </span>
            <span class="kind">{sign(node.kind)}</span>
            <span class="name">{node.name.clone()}</span>
            <span style="flex:1"></span>
            <span class="value">{value}</span>
        </div>
    }
}

/// The chip under the pointer while a field is dragged.
#[component]
pub(crate) fn DraggedChip() -> impl IntoView {
    let designer = designer();
    move || {
        designer.dragged_field.get().filter(|dragged| dragged.moved).map(|dragged| {
            view! {
                <div class="chip" style=format!("left:{}px;top:{}px", dragged.at.0 + 10.0, dragged.at.1 + 8.0)>
                    {match &dragged.field {
                        DroppedField::Value { path, .. } => format!("{{{{ {path} }}}}"),
                        DroppedField::Rows { path, .. } => format!("{path} ▦"),
                    }}
                </div>
                <span class="visually-hidden" role="status">{text("data-dragging")}</span>
            }
        })
    }
}
