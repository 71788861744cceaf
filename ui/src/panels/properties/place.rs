//! Name, place and size, typed with units and sums.

use editor::{Property, PropertyName};
use leptos::prelude::*;
use model::{ElementKind, ObjectId};
use units::{Emu, Rect};

use super::Subject;
use crate::components::TextField;
use crate::designer::{Designer, designer};
use crate::language::{t, text, text_with};
use crate::lengths;
use crate::panels::kind_key;

/// The rectangle's four numbers.
#[derive(Clone, Copy)]
enum Side {
    X,
    Y,
    Width,
    Height,
}

impl Side {
    const fn get(self, rect: Rect) -> Emu {
        match self {
            Self::X => rect.x,
            Self::Y => rect.y,
            Self::Width => rect.width,
            Self::Height => rect.height,
        }
    }

    const fn set(self, rect: &mut Rect, length: Emu) {
        match self {
            Self::X => rect.x = length,
            Self::Y => rect.y = length,
            Self::Width => rect.width = length,
            Self::Height => rect.height = length,
        }
    }
}

fn rect_of(designer: Designer, id: ObjectId) -> Option<Rect> {
    match designer.editing.property(id, PropertyName::Rect)? {
        Property::Rect(rect) => Some(rect),
        _ => None,
    }
}

fn rect_now(designer: Designer, id: ObjectId) -> Option<Rect> {
    // While it is dragged, the numbers follow.
    let dragged = designer.editing.with(|editor| {
        let ghost = editor.feedback().ghosts.iter().find(|ghost| ghost.id == Some(id))?;
        let local = match editor.property(id, PropertyName::Rect)? {
            Property::Rect(rect) => rect,
            _ => return None,
        };
        let by = ghost.rect.origin() - ghost.from.origin();
        Some(Rect::new(local.x + by.x, local.y + by.y, ghost.rect.width, ghost.rect.height))
    });
    dragged.flatten().or_else(|| rect_of(designer, id))
}

fn kind_words(designer: Designer, subject: Subject) -> String {
    let of_object =
        designer.editing.with(|editor| editor.document().object(subject.id).map(|object| kind_key(&object.shape)));
    match (of_object.flatten(), subject.kind) {
        (Some(key), _) => text(key),
        (None, ElementKind::Cell) => text("kind-cell"),
        (None, ElementKind::Row) => text("kind-row"),
        (None, ElementKind::Column) => text("kind-column"),
        (None, ElementKind::Block) => text("kind-block"),
        (None, other) => other.keyword().to_owned(),
    }
}

/// The first group of one selected element.
#[component]
pub(crate) fn PlaceGroup(subject: Subject) -> impl IntoView {
    let designer = designer();
    let id = subject.id;
    let name = Signal::derive(move || match designer.editing.property(id, PropertyName::Name) {
        Some(Property::Name(name)) => Some(name),
        _ => None,
    });
    let side = move |label: &'static str, element: &'static str, side: Side| {
        let value = Signal::derive(move || {
            let unit = lengths::unit(designer.unit.get());
            rect_now(designer, id).map_or_else(String::new, |rect| lengths::number(side.get(rect), unit))
        });
        let unit = Signal::derive(move || lengths::unit(designer.unit.get()).symbol().to_owned());
        let commit = move |typed: String| {
            let unit = lengths::unit(designer.unit.get_untracked());
            let (Some(length), Some(mut rect)) = (lengths::parse(&typed, unit), rect_of(designer, id)) else {
                return false;
            };
            if matches!(side, Side::Width | Side::Height) && length < Emu::ZERO {
                return false;
            }
            side.set(&mut rect, length);
            designer.set_property(id, Property::Rect(rect))
        };
        view! {
            <TextField
                value=value
                commit=Callback::new(commit)
                label=label
                unit=unit
                name=Signal::derive(move || label.to_owned())
                id=element
            />
        }
    };
    view! {
        <section class="group first">
            <div class="head">
                <h2>{move || name.get().filter(|name| !name.is_empty()).unwrap_or_else(|| kind_words(designer, subject))}</h2>
                <span class="note">{move || format!("{} · {id}", kind_words(designer, subject))}</span>
            </div>
            {subject
                .has_place
                .then(|| {
                    view! {
                        <div class="pair">
                            {side("X", "property-x", Side::X)} {side("Y", "property-y", Side::Y)}
                        </div>
                        <div class="pair">
                            {side("W", "property-width", Side::Width)} {side("H", "property-height", Side::Height)}
                        </div>
                    }
                })}
            {name
                .get_untracked()
                .is_some()
                .then(|| {
                    view! {
                        <TextField
                            value=Signal::derive(move || name.get().unwrap_or_default())
                            commit=Callback::new(move |typed: String| designer.set_property(id, Property::Name(typed)))
                            unit=Signal::derive(|| text("property-name"))
                            name=Signal::derive(|| text("property-name"))
                            id="property-name"
                        />
                    }
                })}
        </section>
    }
}

/// What is shown for several selected elements.
#[component]
pub(crate) fn SeveralGroup(count: usize) -> impl IntoView {
    view! {
        <section class="group first">
            <div class="head">
                <h2>{move || text_with("selected-several", &[("count", count.to_string())])}</h2>
            </div>
            <div class="live">{t!("selected-several-hint")}</div>
        </section>
    }
}
