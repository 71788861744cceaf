//! What an object places from a library: kind and name.

use editor::{Property, PropertyName};
use leptos::prelude::*;
use model::{LibraryKind, ObjectId};

use crate::components::{Choice, ChoiceField, TextField};
use crate::designer::designer;
use crate::language::{t, text};

const fn key(kind: LibraryKind) -> &'static str {
    match kind {
        LibraryKind::Overlay => "library-overlay",
        LibraryKind::PageSegment => "library-page-segment",
    }
}

/// Kind and name.
#[component]
pub(crate) fn LibraryContent(id: ObjectId) -> impl IntoView {
    let designer = designer();
    let name = Signal::derive(move || match designer.editing.property(id, PropertyName::Resource) {
        Some(Property::Resource(name)) => name,
        _ => String::new(),
    });
    let kind = Signal::derive(move || match designer.editing.property(id, PropertyName::ResourceKind) {
        Some(Property::ResourceKind(kind)) => kind.keyword().to_owned(),
        _ => String::new(),
    });
    let kinds = Signal::derive(|| {
        LibraryKind::ALL
            .iter()
            .map(|kind| Choice { value: kind.keyword().to_owned(), name: text(key(*kind)) })
            .collect::<Vec<_>>()
    });
    view! {
        <section class="group">
            <div class="head"><h2>{t!("kind-library")}</h2></div>
            <div class="pair">
                <ChoiceField
                    value=kind
                    choices=kinds
                    commit=Callback::new(move |word: String| {
                        if let Some(kind) = LibraryKind::from_keyword(&word) {
                            designer.set_property(id, Property::ResourceKind(kind));
                        }
                    })
                    name=Signal::derive(|| text("property-resource-kind"))
                    id="property-resource-kind"
                />
                <TextField
                    value=name
                    commit=Callback::new(move |typed: String| {
                        designer.set_property(id, Property::Resource(typed.trim().to_owned()))
                    })
                    name=Signal::derive(|| text("property-resource"))
                    code=true
                    id="property-resource"
                />
            </div>
        </section>
    }
}
