//! The layers: masters with their objects, sections with their blocks, front first.

use leptos::prelude::*;
use model::{BlockKind, ElementRef, Object, ObjectId, Shape, Template};

use crate::designer::{Designer, designer};
use crate::language::{t, text};

/// A row of the tree.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    depth: usize,
    id: ObjectId,
    sign: &'static str,
    name: String,
    is_heading: bool,
}

/// The Fluent key of a kind of object.
pub(crate) const fn kind_key(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text(_) => "kind-text",
        Shape::Rectangle(_) => "kind-rectangle",
        Shape::Ellipse(_) => "kind-ellipse",
        Shape::Line(_) => "kind-line",
        Shape::Path(_) => "kind-path",
        Shape::Image(_) => "kind-image",
        Shape::Barcode(_) => "kind-barcode",
        Shape::Chart(_) => "kind-chart",
        Shape::Group(_) => "kind-group",
        Shape::Library(_) => "kind-library",
    }
}

const fn sign(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text(_) => "T",
        Shape::Rectangle(_) => "▭",
        Shape::Ellipse(_) => "○",
        Shape::Line(_) => "╱",
        Shape::Path(_) => "∿",
        Shape::Image(_) => "▨",
        Shape::Barcode(_) => "‖",
        Shape::Chart(_) => "◔",
        Shape::Group(_) => "▤",
        Shape::Library(_) => "⧉",
    }
}

/// What an object is called: its name, or what it says, or what it is.
fn object_name(object: &Object) -> String {
    if !object.name.is_empty() {
        return object.name.clone();
    }
    if let Shape::Text(shape) = &object.shape
        && let Some(run) =
            shape.paragraphs.iter().flat_map(|paragraph| &paragraph.runs).find(|run| !run.text.0.is_empty())
    {
        return run.text.0.chars().take(40).collect();
    }
    text(kind_key(&object.shape))
}

/// What an element is called.
pub(crate) fn element_name(designer: Designer, id: ObjectId) -> String {
    let name = designer.editing.with(|editor| match editor.document().element(id)? {
        ElementRef::Object(object) => Some(object_name(object)),
        ElementRef::Template(template) => Some(template.name.clone()),
        ElementRef::Master(master) => Some(master.name.clone()),
        ElementRef::Section(section) => Some(section.name.clone()),
        ElementRef::Block(block) => Some(block.name.clone()),
        ElementRef::Style(style) => Some(style.name.clone()),
        ElementRef::Index(entry) => Some(entry.name.clone()),
        ElementRef::MediumMap(map) => Some(map.name.clone()),
        ElementRef::ResourceName(chosen) => Some(chosen.name.clone()),
        _ => None,
    });
    name.flatten().filter(|name| !name.is_empty()).unwrap_or_else(|| id.to_string())
}

fn objects(list: &[Object], depth: usize, out: &mut Vec<Row>) {
    for object in list.iter().rev() {
        out.push(Row { depth, id: object.id, sign: sign(&object.shape), name: object_name(object), is_heading: false });
        if let Shape::Group(group) = &object.shape {
            objects(&group.objects, depth + 1, out);
        }
    }
}

fn rows(template: &Template) -> Vec<Row> {
    let mut out = Vec::new();
    for section in &template.sections {
        let name = if section.name.is_empty() { text("kind-section") } else { section.name.clone() };
        out.push(Row { depth: 0, id: section.id, sign: "§", name, is_heading: true });
        for block in &section.blocks {
            let (sign, key) = match &block.content {
                BlockKind::Paragraphs(_) => ("¶", "kind-paragraphs"),
                BlockKind::Table(_) => ("▦", "kind-table"),
                BlockKind::Objects(_) => ("▤", "kind-objects"),
                BlockKind::Spacer(_) => ("↕", "kind-spacer"),
                BlockKind::PageBreak(_) => ("⏎", "kind-break"),
            };
            let name = if block.name.is_empty() { text(key) } else { block.name.clone() };
            out.push(Row { depth: 1, id: block.id, sign, name, is_heading: false });
            if let BlockKind::Objects(group) = &block.content {
                objects(&group.objects, 2, &mut out);
            }
        }
    }
    for master in &template.masters {
        out.push(Row { depth: 0, id: master.id, sign: "M", name: master.name.clone(), is_heading: true });
        objects(&master.objects, 1, &mut out);
    }
    out
}

/// The panel.
#[component]
pub(crate) fn LayersPanel() -> impl IntoView {
    let designer = designer();
    let selection = Memo::new(move |_| designer.editing.selection());
    let shown = Memo::new(move |_| designer.editing.with_template(rows).unwrap_or_default());
    view! {
        <div class="scroll">
            <div class="tree" role="tree" aria-label=t!("tab-layers") style="padding-top:8px">
                <For
                    each=move || shown.get()
                    key=|row| (row.id, row.depth, row.name.clone())
                    let(Row { depth, id, sign, name, is_heading })
                >
                    <div
                        class="row"
                        role="treeitem"
                        tabindex="0"
                        data-id=id.to_string()
                        title=id.to_string()
                        attr:aria-level=depth + 1
                        aria-selected=move || selection.with(|selection| selection.contains(&id)).to_string()
                        style=format!("padding-left:{}px", 12 + depth * 14)
                        style:font-weight=is_heading.then_some("600")
                        on:click=move |_| {
                            if !is_heading {
                                designer.select_and_show(id);
                            }
                        }
                        on:keydown=move |event: web_sys::KeyboardEvent| {
                            if event.key() == "Enter" && !is_heading {
                                event.stop_propagation();
                                designer.select_and_show(id);
                            }
                        }
                    >
                        <span class="kind">{sign}</span>
                        <span class="name" style="flex:0 1 auto;overflow:hidden;text-overflow:ellipsis">{name}</span>
                    </div>
                </For>
            </div>
        </div>
    }
}
