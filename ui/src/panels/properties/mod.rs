//! The properties of what is selected, or of the document where nothing is.

mod appearance;
mod barcode;
mod content;
mod document;
mod place;
mod text;

use leptos::prelude::*;
use model::{ElementKind, ElementRef, ObjectId, Shape};

use crate::components::{Grip, TabChoice, Tabs};
use crate::designer::designer;
use crate::language::t;

/// The one tab of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RightTab {
    Properties,
}

/// What is selected, as far as it decides which groups are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) id: ObjectId,
    pub(crate) kind: ElementKind,
    pub(crate) has_place: bool,
    pub(crate) has_text: bool,
    pub(crate) has_fill: bool,
    pub(crate) has_condition: bool,
    pub(crate) is_line: bool,
    pub(crate) is_image: bool,
    pub(crate) is_barcode: bool,
}

fn subject(id: ObjectId, element: ElementRef<'_>) -> Subject {
    let shape = match element {
        ElementRef::Object(object) => Some(&object.shape),
        _ => None,
    };
    let is_block = matches!(element, ElementRef::Block(_));
    let has_paragraphs = match element {
        ElementRef::Block(block) => matches!(block.content, model::BlockKind::Paragraphs(_)),
        ElementRef::Cell(_) => true,
        _ => false,
    };
    Subject {
        id,
        kind: element.kind(),
        has_place: shape.is_some(),
        has_text: matches!(shape, Some(Shape::Text(_))) || has_paragraphs,
        has_fill: matches!(shape, Some(Shape::Text(_) | Shape::Rectangle(_) | Shape::Ellipse(_) | Shape::Path(_)))
            || matches!(element, ElementRef::Cell(_)),
        has_condition: shape.is_some() || is_block,
        is_line: matches!(shape, Some(Shape::Line(_))),
        is_image: matches!(shape, Some(Shape::Image(_))),
        is_barcode: matches!(shape, Some(Shape::Barcode(_))),
    }
}

/// The panel.
#[component]
pub(crate) fn RightPanel() -> impl IntoView {
    let designer = designer();
    let width = designer.right_width;
    let chosen = RwSignal::new(RightTab::Properties);
    let subjects = Memo::new(move |_| {
        designer
            .editing
            .with(|editor| {
                let ids = editor.selection().ids();
                ids.iter().filter_map(|&id| Some(subject(id, editor.document().element(id)?))).collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    let groups = move || match subjects.get().as_slice() {
        [] => view! { <document::DocumentGroups /> }.into_any(),
        [subject] => {
            let subject = *subject;
            view! {
                <place::PlaceGroup subject=subject />
                {subject.has_text.then(|| view! { <content::TextContent id=subject.id /> })}
                {subject.is_barcode.then(|| view! { <content::BarcodeContent id=subject.id /> })}
                {subject.is_barcode.then(|| view! { <barcode::BarcodeOptions id=subject.id /> })}
                {subject.is_image.then(|| view! { <content::ImageContent id=subject.id /> })}
                {subject.has_text.then(|| view! { <text::TextGroup subject=subject /> })}
                {subject.has_condition.then(|| view! { <content::Condition id=subject.id /> })}
                {subject.has_fill.then(|| view! { <appearance::FillGroup id=subject.id /> })}
                {subject.is_line.then(|| view! { <appearance::LineGroup id=subject.id /> })}
            }
            .into_any()
        }
        several => view! { <place::SeveralGroup count=several.len() /> }.into_any(),
    };
    view! {
        <aside class="side right" style:width=move || format!("{}px", width.get()) aria-label=t!("panel-right")>
            <Grip size=width least=230.0 most=460.0 sign=-1.0 />
            <Tabs choices=vec![TabChoice::new(RightTab::Properties, "tab-properties")] chosen=chosen />
            <div class="scroll" id="properties">{groups}</div>
        </aside>
    }
}
