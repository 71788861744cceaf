//! The right panel: the properties of what is selected, or of the document where nothing is; outputs; checks.

mod appearance;
mod barcode;
mod content;
mod document;
mod library;
mod place;
mod text;

use leptos::prelude::*;
use model::{ElementKind, ElementRef, ObjectId, Shape};
use protocol::Severity;

use crate::components::{Grip, TabChoice, Tabs};
use crate::designer::designer;
use crate::language::t;
use crate::panels::checks::ChecksPanel;
use crate::panels::output::OutputPanel;

/// What the right panel shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RightTab {
    Properties,
    Output,
    Checks,
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
    pub(crate) is_library: bool,
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
        is_library: matches!(shape, Some(Shape::Library(_))),
    }
}

/// The panel.
#[component]
pub(crate) fn RightPanel() -> impl IntoView {
    let designer = designer();
    let width = designer.right_width;
    let chosen = designer.right_tab;
    let count = Signal::derive(move || {
        let problems = designer.problems();
        (problems.len(), problems.iter().any(|problem| problem.severity == Severity::Error))
    });
    let choices = vec![
        TabChoice::new(RightTab::Properties, "tab-properties"),
        TabChoice::new(RightTab::Output, "tab-output"),
        TabChoice { value: RightTab::Checks, key: "tab-checks", count: Some(count) },
    ];
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
                {subject.is_library.then(|| view! { <library::LibraryContent id=subject.id /> })}
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
            <Tabs choices=choices chosen=chosen />
            {move || match chosen.get() {
                RightTab::Properties => view! { <div class="scroll" id="properties">{groups}</div> }.into_any(),
                RightTab::Output => view! { <div class="scroll" id="output"><OutputPanel /></div> }.into_any(),
                RightTab::Checks => view! { <div class="scroll" id="checks"><ChecksPanel /></div> }.into_any(),
            }}
        </aside>
    }
}
